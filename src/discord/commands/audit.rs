//! `/audit [who] [what] [since]`: what moderators changed.

use serenity::model::user::User;

use crate::audit::{self, Area, Filter, Turn};
use crate::campaigns::{Moment, MomentRefusal, parse_moment};
use crate::clock::Millis;
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::{View, audit as view, campaign_refusal};
use crate::i18n::Translator;
use crate::ids::UserId;

/// What a moderator chooses from; Discord shows the names of `commands.ftl`.
#[derive(Debug, Clone, Copy, poise::ChoiceParameter)]
enum What {
    #[name = "awards"]
    Awards,
    #[name = "undone"]
    Undone,
    #[name = "campaigns"]
    Campaigns,
    #[name = "perks"]
    Perks,
    #[name = "redemptions"]
    Redemptions,
    #[name = "setup"]
    Setup,
}

impl From<What> for Area {
    fn from(chosen: What) -> Self {
        match chosen {
            What::Awards => Self::Award,
            What::Undone => Self::Undo,
            What::Campaigns => Self::Campaign,
            What::Perks => Self::Perk,
            What::Redemptions => Self::Redemption,
            What::Setup => Self::Setup,
        }
    }
}

/// What moderators changed.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
pub(super) async fn audit(
    ctx: Context<'_>,
    who: Option<User>,
    what: Option<What>,
    #[max_length = 40] since: Option<String>,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let since_ms = since
        .as_deref()
        .map(|typed| earlier(typed, data.app.clock.now_ms()));
    let since_ms = match since_ms.transpose() {
        Ok(since_ms) => since_ms,
        Err(why) => {
            let typed = since.as_deref().unwrap_or_default();
            let refused = campaign_refusal::moment(t, typed, why);
            return reply::send(ctx, Audience::Reader, &refused).await;
        }
    };
    let filter = Filter {
        moderator: who.map(|who| UserId::from_discord(who.id.get())),
        area: what.map(Area::from),
        since_ms,
    };
    let reader = UserId::from_discord(ctx.interaction.user.id.get());
    let page = page(data, t, reader, filter, Turn::Newest);
    let view = reply::or_defer(ctx, Audience::Reader, page).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// A span is one that has passed.
fn earlier(typed: &str, now_ms: Millis) -> Result<Millis, MomentRefusal> {
    Ok(match parse_moment(typed)? {
        Moment::Day(at_ms) | Moment::At(at_ms) => at_ms,
        Moment::In(span_ms) => now_ms - span_ms,
    })
}

/// Another page, in place.
pub(in crate::discord) async fn turn_page(
    press: Press<'_>,
    filter: Filter,
    turn: Turn,
) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    let page = page(press.data, t, press.member(), filter, turn);
    press.respond_with(Change::Update, page).await
}

async fn page(
    data: &Data,
    t: Translator<'_>,
    reader: UserId,
    filter: Filter,
    turn: Turn,
) -> Result<View, Fault> {
    let mut connection = data.app.db.snapshot().await?;
    let page = audit::page(&mut connection, filter, turn).await?;
    Ok(view::view(t, reader, filter, &page))
}
