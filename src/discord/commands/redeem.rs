//! `/redeem [perk]`: the catalogue, the question, the receipt. The three steps are three interactions; each reads what
//! it needs again, so nothing is kept between them but what stands in the components.

use std::sync::Arc;

use futures::FutureExt as _;
use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::model::application::ComponentInteractionDataKind;

use super::common::{SUGGESTIONS_MAX, choices, roles_of};
use super::redeem_form::{self, Ask};
use crate::clock::Millis;
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::error::describe_fault;
use crate::discord::forms::Submission;
use crate::discord::notice;
use crate::discord::reply::Change;
use crate::discord::views::{View, redeem as view, redeem_form as form_view, refusal, sparks};
use crate::fail_points::{Canary, CrashPoint, crash_point, is_planted};
use crate::fulfilment::{Notice, RedeemWithNotice};
use crate::i18n::{Locale, Translator};
use crate::ids::{PerkId, RedemptionId, RoleId, UserId};
use crate::ledger::RequestKey;
use crate::name::slug;
use crate::perks::{
    self, Cancel, CancelOutcome, Offer, Perk, Redeem, RedeemOutcome, RedeemRefusal,
};

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
        roles: roles_of(ctx.interaction.member.as_deref()),
        t: ctx.data().translator(&ctx.interaction.locale),
    };
    let asking = async {
        match &perk {
            None => Ok(Ask::View(Box::new(reader.catalogue().await?))),
            Some(typed) => reader.ask(typed, ctx.interaction.id.get()).await,
        }
    };
    redeem_form::answer_command(ctx, &reader, asking).await
}

/// A perk was picked from the catalogue.
pub(in crate::discord) async fn picked(press: Press<'_>) -> Result<(), Fault> {
    let ComponentInteractionDataKind::StringSelect { values } = &press.interaction.data.kind else {
        anyhow::bail!("the catalogue is a select");
    };
    let typed = values.first().map_or("", String::as_str);
    let reader = Reader::who_pressed(press);
    let asking = reader.ask(typed, press.interaction.id.get());
    redeem_form::answer_press(press, &reader, asking).await
}

/// Back to the catalogue.
pub(in crate::discord) async fn back_to_catalogue(press: Press<'_>) -> Result<(), Fault> {
    press
        .respond_with(Change::Update, Reader::who_pressed(press).catalogue())
        .await
}

/// The member thought better of it. Who had confirmed before reads what that came to instead.
pub(in crate::discord) async fn cancelled(press: Press<'_>, nonce: u64) -> Result<(), Fault> {
    let app = &press.data.app;
    let now_ms = app.clock.now_ms();
    let key = confirmation(nonce);
    let cancel = app.db.write(Cancel {
        key: key.clone(),
        member: press.member(),
        now_ms,
    });
    let acknowledge = press.respond(CreateInteractionResponse::Acknowledge);
    let (acknowledged, outcome) = tokio::join!(acknowledge, cancel);
    let redemption = match outcome? {
        CancelOutcome::Cancelled => None,
        CancelOutcome::TooLate => perks::confirmed(&mut *app.db.read().await?, &key).await?,
    };
    acknowledged?;
    let Some(redemption) = redemption else {
        let t = press.data.translator(&press.interaction.locale);
        return press.edit(&view::cancelled(t, press.member())).await;
    };
    follow(press, redemption, now_ms);
    Ok(())
}

/// The member confirmed. The press is acknowledged and the Sparks are reserved at the same time, so that whatever dies
/// after the reservation, the message can still become the receipt.
pub(in crate::discord) async fn confirmed(
    press: Press<'_>,
    perk: PerkId,
    (price, days): (i64, Option<i64>),
    nonce: u64,
) -> Result<(), Fault> {
    crash_point(CrashPoint::RedeemReceived);
    let reader = Reader::who_pressed(press);
    let app = &press.data.app;
    let now_ms = app.clock.now_ms();
    let redeem = Redeem {
        key: confirmation(nonce),
        member: reader.member,
        perk,
        confirmed_price: price,
        confirmed_days: days,
        answer: None,
        secret: u64::from_le_bytes(app.secret_bytes()?),
        roles: reader.roles.clone(),
        now_ms,
        deadline_at_ms: now_ms + app.policy.deadline_ms,
    };
    let reserve = app.db.write(RedeemWithNotice {
        redeem,
        draft: redeem_form::number(nonce),
        interaction_token: press.interaction.token.clone(),
        locale: locale(press),
        expires_at_ms: notice::token_dies_at_ms(now_ms),
    });
    let acknowledge = press.respond(CreateInteractionResponse::Acknowledge);
    let acknowledge = acknowledge.inspect(|_| crash_point(CrashPoint::RedeemAcknowledged));
    let reserve = reserve.inspect(|_| crash_point(CrashPoint::RedeemReserved));
    let (acknowledged, outcome) = if is_planted(Canary::AcknowledgeLate) {
        let outcome = reserve.await;
        (acknowledge.await, outcome)
    } else {
        tokio::join!(acknowledge, reserve)
    };
    // What was reserved is delivered whether or not the press could be acknowledged.
    if matches!(outcome, Ok(RedeemOutcome::Reserved { .. })) {
        app.signals.wake_worker();
        crash_point(CrashPoint::RedeemWoken);
    }
    match outcome? {
        RedeemOutcome::Reserved { redemption } => {
            if let Err(error) = &acknowledged {
                // It may have arrived all the same, and the message wait for its receipt; if not, /sparks has it.
                let error = describe_fault(error);
                tracing::warn!(
                    redemption = redemption.0,
                    error,
                    "a press could not be acknowledged"
                );
            }
            follow(press, redemption, now_ms);
            Ok(())
        }
        RedeemOutcome::Refused(refused) => {
            acknowledged?;
            crash_point(CrashPoint::RedeemRefused);
            let again = press.interaction.id.get();
            let view = reader.refused(perk, &refused, nonce, again).await?;
            press.edit(&view).await
        }
    }
}

/// Names the answer to a question: both of its buttons, and every press of them.
fn confirmation(nonce: u64) -> RequestKey {
    RequestKey::new("redeem", nonce)
}

fn locale(press: Press<'_>) -> Locale {
    Locale::from_discord(&press.interaction.locale)
}

/// Shows on the message that was pressed how the redemption goes on.
fn follow(press: Press<'_>, redemption: RedemptionId, now_ms: Millis) {
    let notice = Notice {
        redemption,
        interaction_token: press.interaction.token.clone(),
        locale: locale(press),
        expires_at_ms: notice::token_dies_at_ms(now_ms),
    };
    let http = Arc::clone(&press.serenity.http);
    let data = press.data;
    data.tasks.spawn(notice::follow(data.clone(), http, notice));
}

/// Whoever looks at perks: their language, their roles.
pub(super) struct Reader<'a> {
    pub(super) data: &'a Data,
    pub(super) member: UserId,
    pub(super) roles: Vec<RoleId>,
    pub(super) t: Translator<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn who_pressed(press: Press<'a>) -> Self {
        Self {
            data: press.data,
            member: press.member(),
            roles: roles_of(press.interaction.member.as_ref()),
            t: press.data.translator(&press.interaction.locale),
        }
    }

    pub(super) fn who_submitted(form: Submission<'a>) -> Self {
        Self {
            data: form.data,
            member: form.member(),
            roles: roles_of(form.interaction.member.as_ref()),
            t: form.data.translator(&form.interaction.locale),
        }
    }

    pub(super) fn now_ms(&self) -> Millis {
        self.data.app.clock.now_ms()
    }

    async fn catalogue(&self) -> Result<View, Fault> {
        let mut connection = self.data.app.db.snapshot().await?;
        let catalogue =
            perks::catalogue(&mut connection, self.member, &self.roles, self.now_ms()).await?;
        Ok(view::catalogue(self.t, self.member, &catalogue))
    }

    /// Asks whether to redeem what was typed or picked, or first for what it needs, or says why not.
    async fn ask(&self, typed: &str, nonce: u64) -> Result<Ask, Fault> {
        let mut connection = self.data.app.db.snapshot().await?;
        let question = perks::question(
            &mut connection,
            self.member,
            &self.roles,
            typed,
            self.now_ms(),
        );
        Ok(match question.await? {
            Ok(question) => match question.perk.kind.asks() {
                Some(asked) => Ask::Form(Box::new(question), asked),
                None => Ask::View(Box::new(view::confirmation(
                    self.t,
                    self.member,
                    &question,
                    nonce,
                    None,
                    None,
                ))),
            },
            Err(refused) => Ask::View(Box::new(view::refused(self.t, self.member, &refused))),
        })
    }

    /// A refused confirmation. One at an old price is asked again at the new one, with the same answer, under another
    /// number; one without an answer leads back to the form.
    async fn refused(
        &self,
        perk: PerkId,
        refused: &RedeemRefusal,
        nonce: u64,
        again: u64,
    ) -> Result<View, Fault> {
        if let RedeemRefusal::Answer { why, .. } = refused {
            return Ok(form_view::refused(
                self.t,
                self.member,
                perk,
                "",
                why,
                nonce,
            ));
        }
        if !matches!(
            refused,
            RedeemRefusal::PriceChanged { .. } | RedeemRefusal::DaysChanged { .. }
        ) {
            return Ok(view::refused(self.t, self.member, refused));
        }
        let (question, draft) = {
            let mut connection = self.data.app.db.snapshot().await?;
            let draft = redeem_form::number(nonce);
            let roles = &self.roles;
            (
                perks::question_about(&mut connection, self.member, roles, perk, self.now_ms())
                    .await?,
                perks::draft(&mut connection, draft, self.member, perk).await?,
            )
        };
        let Ok(question) = question else {
            return Ok(view::refused(self.t, self.member, refused));
        };
        let answer = draft.map(|draft| draft.answer);
        if let Some(answer) = &answer {
            self.keep(perk, answer, again).await?;
        }
        let notice = Some(refusal::redeem_text(self.t, refused));
        let answer = answer.as_deref();
        Ok(view::confirmation(
            self.t,
            self.member,
            &question,
            again,
            answer,
            notice,
        ))
    }
}

/// What the member can get, for autocomplete. What is typed instead is checked later.
async fn suggest(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let member = UserId::from_discord(ctx.interaction.user.id.get());
    let roles = roles_of(ctx.interaction.member.as_deref());
    let t = ctx.data().translator(&ctx.interaction.locale);
    let wanted = slug(typed);
    let found = async {
        let app = &ctx.data().app;
        let mut connection = app.db.snapshot().await?;
        perks::catalogue(&mut connection, member, &roles, app.clock.now_ms()).await
    };
    choices(found.await.map(|catalogue| {
        let offers = catalogue.offers.into_iter();
        let available = offers.filter(|offer| offer.locked.is_none());
        let matching =
            available.filter(|offer| offer.perk.slugs().any(|slug| slug.contains(&wanted)));
        let shown = |perk: &Perk| {
            let name = perk.called();
            let name = name.in_language(t.locale());
            format!("{name} · {}", sparks(t, perk.price))
        };
        matching
            .take(usize::try_from(SUGGESTIONS_MAX).unwrap_or_default())
            .map(|Offer { perk, .. }| (shown(&perk), perk.slug))
            .collect()
    }))
}
