//! `/queue list|show|claim|release|fulfil|reject|export`: what moderators deliver by hand. The buttons of one item do the
//! same as the commands, wherever it is shown; who presses is looked at every time.

use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::model::application::ComponentInteractionDataKind;
use serenity::model::channel::MessageFlags;
use serenity::model::id::InteractionId;

use super::common::{SUGGESTIONS_MAX, choices, may_manage, parse_receipt};
use crate::discord::components::Press;
use crate::discord::custom_id::ItemPress;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::forms::Submission;
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::queue_file::QueueFile;
use crate::discord::views::{View, queue as view, redemption, refusal};
use crate::fail_points::{CrashPoint, crash_point};
use crate::fulfilment::{self, HandOver, HandOverOutcome, HandOverRefusal, Item, Stage, Step};
use crate::i18n::Translator;
use crate::ids::{PerkId, RedemptionId, UserId};
use crate::ledger::RequestKey;
use crate::perks::{self, Perk, PerkRefusal};

/// Among how many a suggestion is looked for; a receipt that is known can be typed.
const SEARCHED_MAX: i64 = 200;
/// How many rows of a file are read at a time: the connection is given back in between.
const FILE_CHUNK: i64 = 1_000;

/// What moderators deliver by hand.
#[poise::command(
    slash_command,
    subcommands("list", "show", "claim", "release", "fulfil", "reject", "export"),
    subcommand_required,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
#[allow(
    clippy::unused_async,
    reason = "poise calls it as one; its subcommands do the work"
)]
pub(super) async fn queue(_ctx: Context<'_>) -> Result<(), Fault> {
    Ok(())
}

/// What waits, oldest first.
#[poise::command(slash_command)]
async fn list(
    ctx: Context<'_>,
    #[autocomplete = "suggest_perk"] perk: Option<String>,
) -> Result<(), Fault> {
    let desk = Desk::of(ctx);
    let work = async {
        let perk = match &perk {
            None => None,
            Some(typed) => match desk.perk(typed).await? {
                Ok(perk) => Some(perk),
                Err(refused) => return Ok(refused),
            },
        };
        desk.page(perk.as_ref(), 0).await
    };
    let view = reply::or_defer(ctx, Audience::Reader, work).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// One of it, with what the member answered.
#[poise::command(slash_command)]
async fn show(
    ctx: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 30]
    receipt: String,
) -> Result<(), Fault> {
    let desk = Desk::of(ctx);
    let look = desk.look(parse_receipt(&receipt));
    let view = reply::or_defer(ctx, Audience::Reader, look).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Take one on.
#[poise::command(slash_command)]
async fn claim(
    ctx: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 30]
    receipt: String,
) -> Result<(), Fault> {
    step(ctx, &receipt, Step::Claim).await
}

/// Give one back.
#[poise::command(slash_command)]
async fn release(
    ctx: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 30]
    receipt: String,
) -> Result<(), Fault> {
    step(ctx, &receipt, Step::Release).await
}

/// Say that one was delivered.
#[poise::command(slash_command)]
async fn fulfil(
    ctx: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 30]
    receipt: String,
    #[max_length = 500] evidence: String,
) -> Result<(), Fault> {
    step(ctx, &receipt, Step::Fulfil { evidence }).await
}

/// Say that one is not delivered, and return the Sparks.
#[poise::command(slash_command)]
async fn reject(
    ctx: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 30]
    receipt: String,
    #[max_length = 200] reason: String,
) -> Result<(), Fault> {
    step(ctx, &receipt, Step::Reject { reason }).await
}

async fn step(ctx: Context<'_>, receipt: &str, step: Step) -> Result<(), Fault> {
    let desk = Desk::of(ctx);
    let work = desk.step_and_show(parse_receipt(receipt), step, ctx.interaction.id);
    let (view, _) = reply::or_defer(ctx, Audience::Reader, work).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Everything of one perk as a file.
#[poise::command(slash_command)]
async fn export(
    ctx: Context<'_>,
    #[autocomplete = "suggest_perk"] perk: String,
) -> Result<(), Fault> {
    let desk = Desk::of(ctx);
    let work = async {
        match desk.perk(&perk).await? {
            Ok(perk) => desk.file(&perk).await,
            Err(refused) => Ok(refused),
        }
    };
    let view = reply::or_defer(ctx, Audience::Reader, work).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Another page of the queue.
pub(in crate::discord) async fn turn_page(
    press: Press<'_>,
    perk: Option<PerkId>,
    number: i64,
) -> Result<(), Fault> {
    let desk = Desk::who_pressed(press);
    let work = async {
        let perk = match perk {
            Some(id) => perks::find(&mut *desk.data.app.db.read().await?, id).await?,
            None => None,
        };
        desk.page(perk.as_ref(), number).await
    };
    press.respond_with(Change::Update, work).await
}

/// One was picked from a page.
pub(in crate::discord) async fn picked(press: Press<'_>) -> Result<(), Fault> {
    let ComponentInteractionDataKind::StringSelect { values } = &press.interaction.data.kind else {
        anyhow::bail!("the queue is a select");
    };
    let desk = Desk::who_pressed(press);
    let picked = values.first().and_then(|value| parse_receipt(value));
    press.respond_with(Change::Update, desk.look(picked)).await
}

/// A button of one of them.
pub(in crate::discord) async fn pressed(
    press: Press<'_>,
    id: RedemptionId,
    what: ItemPress,
) -> Result<(), Fault> {
    let desk = Desk::who_pressed(press);
    // What everyone sees is in the server's language; a form is for the one who fills it in.
    let shared = desk.speaking(press.locale(true));
    let step = match what {
        ItemPress::Look => {
            return press
                .respond_with(Change::Update, shared.look(Some(id)))
                .await;
        }
        ItemPress::Fulfil => {
            let form = view::evidence_form(desk.t, id);
            return press.respond(CreateInteractionResponse::Modal(form)).await;
        }
        ItemPress::Reject => {
            let form = view::reason_form(desk.t, id);
            return press.respond(CreateInteractionResponse::Modal(form)).await;
        }
        ItemPress::Claim => Step::Claim,
        ItemPress::TakeOver(from) => Step::TakeOver { from },
        ItemPress::Release => Step::Release,
    };
    let answer = desk.answer(&shared, id, step, press.interaction.id);
    let (change, view) = answer.await?;
    press
        .respond_with(change, std::future::ready(Ok(view)))
        .await
}

/// A form of one of them.
pub(in crate::discord) async fn submitted(
    form: Submission<'_>,
    id: RedemptionId,
    what: ItemPress,
) -> Result<(), Fault> {
    let flags = form.interaction.message.as_ref().and_then(|on| on.flags);
    let desk = Desk {
        data: form.data,
        t: form.data.translator(&form.interaction.locale),
        moderator: form.member(),
        is_public: !flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL)),
    };
    if !may_manage(form.interaction.member.as_ref()) {
        form.answerable().respond(desk.not_permitted()).await?;
        return Ok(());
    }
    let step = match what {
        ItemPress::Fulfil => Step::Fulfil {
            evidence: form.field(view::EVIDENCE_FIELD).to_owned(),
        },
        _ => Step::Reject {
            reason: form.field(view::REASON_FIELD).to_owned(),
        },
    };
    let shared = match &form.interaction.guild_locale {
        Some(locale) if desk.is_public => desk.speaking(locale),
        _ => desk.speaking(&form.interaction.locale),
    };
    let answer = desk.answer(&shared, id, step, form.interaction.id);
    let (change, view) = answer.await?;
    form.answerable()
        .respond_with(change, std::future::ready(Ok(view)))
        .await
}

/// A moderator at the queue.
struct Desk<'a> {
    data: &'a Data,
    t: Translator<'a>,
    moderator: UserId,
    /// Whether everyone in the channel sees what is answered.
    is_public: bool,
}

impl<'a> Desk<'a> {
    fn of(ctx: Context<'a>) -> Self {
        Self {
            data: ctx.data(),
            t: ctx.data().translator(&ctx.interaction.locale),
            moderator: UserId::from_discord(ctx.interaction.user.id.get()),
            is_public: false,
        }
    }

    fn who_pressed(press: Press<'a>) -> Self {
        Self {
            data: press.data,
            t: press.data.translator(&press.interaction.locale),
            moderator: press.member(),
            is_public: press.is_public(true),
        }
    }

    fn speaking(&self, locale: &str) -> Self {
        Self {
            data: self.data,
            t: self.data.translator(locale),
            moderator: self.moderator,
            is_public: self.is_public,
        }
    }

    fn not_permitted(&self) -> CreateInteractionResponse {
        reply::message(&refusal::plain(self.t, "error-not-permitted"), true)
    }

    /// A perk that has a queue, or why there is none.
    async fn perk(&self, typed: &str) -> Result<Result<Perk, View>, Fault> {
        let found = perks::find_by_name(&mut *self.data.app.db.read().await?, typed).await?;
        Ok(match found {
            Some(perk) if perk.kind.is_manual() => Ok(perk),
            Some(perk) => Err(view::not_manual(self.t, &perk.called())),
            None => Err(refusal::perk(self.t, &PerkRefusal::Unknown)),
        })
    }

    async fn page(&self, perk: Option<&Perk>, number: i64) -> Result<View, Fault> {
        let mut connection = self.data.app.db.snapshot().await?;
        let id = perk.map(|perk| perk.id);
        let page = fulfilment::queue_page(&mut connection, id, number).await?;
        let perk = perk.map(|perk| (perk.id, perk.called()));
        Ok(view::list(self.t, self.moderator, perk.as_ref(), &page))
    }

    async fn item(&self, id: RedemptionId) -> Result<Option<Item>, Fault> {
        let mut connection = self.data.app.db.read().await?;
        Ok(fulfilment::item(&mut connection, id).await?)
    }

    async fn look(&self, id: Option<RedemptionId>) -> Result<View, Fault> {
        let found = match id {
            Some(id) => self.item(id).await?,
            None => None,
        };
        Ok(match found {
            Some(item) => self.show(&item, None),
            None => self.unknown(),
        })
    }

    /// One of the queue. From a message of their own a moderator goes on to the others; one that stands in a channel stays.
    fn show(&self, item: &Item, notice: Option<String>) -> View {
        let view = view::item(self.t, item, notice);
        if self.is_public {
            view
        } else {
            view.row(view::way_back(self.t, self.moderator))
        }
    }

    fn unknown(&self) -> View {
        let refused = HandOverOutcome::Refused(HandOverRefusal::Unknown);
        view::outcome(self.t, RedemptionId(0), None, &refused)
    }

    async fn step(
        &self,
        redemption: RedemptionId,
        step: Step,
        interaction: InteractionId,
    ) -> Result<HandOverOutcome, Fault> {
        let app = &self.data.app;
        let request = HandOver {
            key: RequestKey::new(step.code(), interaction),
            step,
            moderator: self.moderator,
            redemption,
            now_ms: app.clock.now_ms(),
        };
        let outcome = app.db.write(request).await?;
        crash_point(CrashPoint::HandedOver);
        if matches!(
            outcome,
            HandOverOutcome::Fulfilled | HandOverOutcome::Rejected
        ) {
            app.signals.finished(redemption);
        }
        Ok(outcome)
    }

    /// What was done, above the item as it is then.
    async fn step_and_show(
        &self,
        id: Option<RedemptionId>,
        step: Step,
        interaction: InteractionId,
    ) -> Result<(View, Option<HandOverOutcome>), Fault> {
        let Some(id) = id else {
            return Ok((self.unknown(), None));
        };
        let outcome = self.step(id, step, interaction).await?;
        let item = self.item(id).await?;
        let view = match &item {
            None => view::outcome(self.t, id, None, &outcome),
            Some(item) => {
                let notice = view::outcome_text(self.t, id, Some(item), &outcome);
                self.show(item, Some(notice))
            }
        };
        Ok((view, Some(outcome)))
    }

    /// What a button or form leads to: the item as it is then, for all who see it; a refusal is for the one who was
    /// refused, where others look on.
    async fn answer(
        &self,
        shared: &Desk<'_>,
        id: RedemptionId,
        step: Step,
        interaction: InteractionId,
    ) -> Result<(Change, View), Fault> {
        let (view, outcome) = shared.step_and_show(Some(id), step, interaction).await?;
        match outcome {
            Some(outcome @ HandOverOutcome::Refused(_)) if self.is_public => {
                let item = self.item(id).await?;
                let refused = view::outcome(self.t, id, item.as_ref(), &outcome);
                Ok((Change::New, refused))
            }
            // "You" is somebody else to whoever looks on.
            Some(_) if self.is_public => Ok((Change::Update, shared.look(Some(id)).await?)),
            _ => Ok((Change::Update, view)),
        }
    }

    async fn file(&self, perk: &Perk) -> Result<View, Fault> {
        let mut file = QueueFile::new(self.t)?;
        let mut after = RedemptionId(0);
        loop {
            let items = {
                let mut connection = self.data.app.db.read().await?;
                fulfilment::items_after(&mut connection, perk.id, after, FILE_CHUNK).await?
            };
            let Some(last) = items.last() else {
                return file.finish(&perk.called(), false);
            };
            after = last.id;
            for item in &items {
                if !file.has_room() {
                    return file.finish(&perk.called(), true);
                }
                file.push(item)?;
            }
        }
    }
}

/// What waits, for autocomplete. What is typed instead is checked later.
async fn suggest(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let wanted = typed.trim().to_lowercase();
    let found = async {
        let mut connection = ctx.data().app.db.read().await?;
        fulfilment::open_cases(&mut connection, SEARCHED_MAX).await
    };
    choices(found.await.map(|open| {
        let waiting = open.cases.iter();
        let waiting = waiting.filter(|case| matches!(case.stage, Stage::Queued | Stage::Claimed));
        let suggestions = waiting.map(|case| redemption::suggestion(t, case));
        let matching = suggestions.filter(|(shown, _)| shown.to_lowercase().contains(&wanted));
        matching
            .take(usize::try_from(SUGGESTIONS_MAX).unwrap_or_default())
            .collect()
    }))
}

/// Perks that moderators deliver, for autocomplete.
async fn suggest_perk(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let found = async {
        let mut connection = ctx.data().app.db.read().await?;
        perks::suggestions(&mut connection, typed, false, SEARCHED_MAX).await
    };
    let t = ctx.data().translator(&ctx.interaction.locale);
    choices(found.await.map(|perks| {
        let manual = perks.into_iter().filter(|perk| perk.kind.is_manual());
        manual
            .map(|perk| (perk.called().in_language(t.locale()).to_owned(), perk.slug))
            .take(usize::try_from(SUGGESTIONS_MAX).unwrap_or_default())
            .collect()
    }))
}
