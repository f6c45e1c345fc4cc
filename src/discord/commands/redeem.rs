//! `/redeem [perk]`: the catalogue, the question, the receipt. The three steps are three interactions; each reads what
//! it needs again, so nothing is kept between them but what stands in the components.

use std::sync::Arc;

use serenity::builder::{
    AutocompleteChoice, CreateAutocompleteResponse, CreateInteractionResponse,
};
use serenity::model::application::ComponentInteractionDataKind;

use crate::db::Connection;
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::notice::{self, Notice, RedeemWithNotice};
use crate::discord::views::{View, redemption as view, refusal, sparks};
use crate::discord::{escape, reply};
use crate::i18n::{Locale, Translator};
use crate::ids::{PerkId, RoleId, UserId};
use crate::ledger::{self, RequestKey};
use crate::name::slug;
use crate::perks::{self, Offer, Redeem, RedeemOutcome, RedeemRefusal};

/// Discord's limit for autocomplete.
const SUGGESTIONS_MAX: usize = 25;
/// Discord's limit for a choice's text.
const CHOICE_LENGTH_MAX: usize = 100;

/// Spend Sparks on a perk.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn redeem(
    ctx: Context<'_>,
    #[autocomplete = "suggest"] perk: Option<String>,
) -> Result<(), Fault> {
    let reader = Reader {
        data: ctx.data(),
        member: UserId::from_discord(ctx.interaction.user.id.get()),
        roles: roles_of(
            ctx.interaction
                .member
                .as_deref()
                .map(|member| &member.roles[..]),
        ),
        t: ctx.data().translator(&ctx.interaction.locale),
    };
    let view = reply::or_defer(ctx, async {
        match &perk {
            None => reader.catalogue().await,
            Some(typed) => reader.question(typed, ctx.interaction.id.get()).await,
        }
    })
    .await?;
    reply::send(ctx, &view, true).await
}

/// A perk was picked from the catalogue.
pub(in crate::discord) async fn picked(press: Press<'_>) -> Result<(), Fault> {
    let ComponentInteractionDataKind::StringSelect { values } = &press.interaction.data.kind else {
        anyhow::bail!("the catalogue is a select");
    };
    let typed = values.first().map_or("", String::as_str);
    let view = reader(press)
        .question(typed, press.interaction.id.get())
        .await?;
    press.respond(reply::update(&view)).await
}

/// Back to the catalogue.
pub(in crate::discord) async fn back_to_catalogue(press: Press<'_>) -> Result<(), Fault> {
    let view = reader(press).catalogue().await?;
    press.respond(reply::update(&view)).await
}

/// The member thought better of it.
pub(in crate::discord) async fn cancelled(press: Press<'_>) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    press
        .respond(reply::update(&view::cancelled(t, press.member())))
        .await
}

/// The member confirmed. The press is acknowledged and the Sparks are reserved at the same time, so that whatever dies
/// after the reservation, the message can still become the receipt.
pub(in crate::discord) async fn confirmed(
    press: Press<'_>,
    perk: PerkId,
    price: i64,
    nonce: u64,
) -> Result<(), Fault> {
    let reader = reader(press);
    let app = &press.data.app;
    let now_ms = app.clock.now_ms();
    let locale = Locale::from_discord(&press.interaction.locale);
    let redeem = Redeem {
        key: RequestKey::new("redeem", nonce),
        member: reader.member,
        perk,
        confirmed_price: price,
        roles: reader.roles.clone(),
        now_ms,
        deadline_at_ms: now_ms + app.policy.deadline_ms,
    };
    let interaction_token = press.interaction.token.clone();
    let reserve = app.db.write(RedeemWithNotice {
        redeem,
        interaction_token: interaction_token.clone(),
        locale,
    });
    let (acknowledged, outcome) = tokio::join!(
        press.respond(CreateInteractionResponse::Acknowledge),
        reserve
    );
    // What was reserved is delivered whether or not the press could be acknowledged.
    if matches!(outcome, Ok(RedeemOutcome::Reserved { .. })) {
        app.signals.wake_worker();
    }
    acknowledged?;
    match outcome? {
        RedeemOutcome::Reserved { redemption } => {
            let notice = Notice::new(redemption, interaction_token, locale, now_ms);
            let follower =
                notice::follow(press.data.clone(), Arc::clone(&press.serenity.http), notice);
            press.data.tasks.spawn(follower);
            Ok(())
        }
        RedeemOutcome::Refused(refused) => {
            let view = reader
                .refused(perk, refused, press.interaction.id.get())
                .await?;
            press
                .interaction
                .edit_response(press.serenity, view.to_edit())
                .await?;
            Ok(())
        }
    }
}

/// Whoever looks at perks: their language, their roles.
struct Reader<'a> {
    data: &'a Data,
    member: UserId,
    roles: Vec<RoleId>,
    t: Translator<'a>,
}

fn reader(press: Press<'_>) -> Reader<'_> {
    Reader {
        data: press.data,
        member: press.member(),
        roles: roles_of(
            press
                .interaction
                .member
                .as_ref()
                .map(|member| &member.roles[..]),
        ),
        t: press.data.translator(&press.interaction.locale),
    }
}

fn roles_of(roles: Option<&[serenity::model::id::RoleId]>) -> Vec<RoleId> {
    roles
        .unwrap_or_default()
        .iter()
        .map(|role| RoleId::from_discord(role.get()))
        .collect()
}

impl Reader<'_> {
    async fn catalogue(&self) -> Result<View, Fault> {
        let mut connection = self.data.app.db.read().await?;
        let offers = perks::catalogue(&mut connection, self.member, &self.roles).await?;
        let available = self.available(&mut connection).await?;
        Ok(view::catalogue(self.t, self.member, available, &offers))
    }

    async fn available(&self, connection: &mut Connection) -> sqlx::Result<i64> {
        Ok(ledger::member_account(connection, self.member)
            .await?
            .map_or(0, |account| account.available))
    }

    /// Asks whether to redeem what was typed or picked, or says why not.
    async fn question(&self, typed: &str, nonce: u64) -> Result<View, Fault> {
        let mut connection = self.data.app.db.read().await?;
        let offers = perks::catalogue(&mut connection, self.member, &self.roles).await?;
        let wanted = slug(typed);
        match offers.into_iter().find(|offer| offer.perk.slug == wanted) {
            Some(Offer { perk, locked: None }) => {
                let available = self.available(&mut connection).await?;
                Ok(view::confirmation(
                    self.t,
                    self.member,
                    available,
                    &perk,
                    nonce,
                    None,
                ))
            }
            Some(Offer {
                locked: Some(refused),
                ..
            }) => Ok(view::refused(self.t, self.member, &refused)),
            None => {
                let refused = match perks::find_by_name(&mut connection, typed).await? {
                    Some(perk) => RedeemRefusal::Archived { perk: perk.name },
                    None => RedeemRefusal::UnknownPerk,
                };
                Ok(view::refused(self.t, self.member, &refused))
            }
        }
    }

    /// A refused confirmation. One at an old price is asked again at the new one.
    async fn refused(
        &self,
        perk: PerkId,
        refused: RedeemRefusal,
        nonce: u64,
    ) -> Result<View, Fault> {
        if !matches!(refused, RedeemRefusal::PriceChanged { .. }) {
            return Ok(view::refused(self.t, self.member, &refused));
        }
        let mut connection = self.data.app.db.read().await?;
        let available = self.available(&mut connection).await?;
        match perks::find(&mut connection, perk).await? {
            Some(perk) if perk.price <= available => {
                let notice = refusal::redeem_text(self.t, &refused);
                Ok(view::confirmation(
                    self.t,
                    self.member,
                    available,
                    &perk,
                    nonce,
                    Some(notice),
                ))
            }
            _ => Ok(view::refused(self.t, self.member, &refused)),
        }
    }
}

/// What the member can get, for autocomplete. What is typed instead is checked later.
async fn suggest(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let member = UserId::from_discord(ctx.interaction.user.id.get());
    let roles = roles_of(
        ctx.interaction
            .member
            .as_deref()
            .map(|member| &member.roles[..]),
    );
    let t = ctx.data().translator(&ctx.interaction.locale);
    let wanted = slug(typed);
    let found = async {
        let mut connection = ctx.data().app.db.read().await?;
        perks::catalogue(&mut connection, member, &roles).await
    };
    match found.await {
        Ok(offers) => CreateAutocompleteResponse::new().set_choices(
            offers
                .into_iter()
                .filter(|offer| offer.locked.is_none() && offer.perk.slug.contains(&wanted))
                .take(SUGGESTIONS_MAX)
                .map(|Offer { perk, .. }| {
                    let text = format!("{} · {}", perk.name, sparks(t, perk.price));
                    AutocompleteChoice::new(escape::label(&text, CHOICE_LENGTH_MAX, "—"), perk.slug)
                })
                .collect(),
        ),
        Err(error) => {
            tracing::error!(%error, "can't suggest perks");
            CreateAutocompleteResponse::new()
        }
    }
}
