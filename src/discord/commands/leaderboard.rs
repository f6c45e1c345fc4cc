//! `/leaderboard [board] [page] [public]`: who earned how much, for all time, in a month, a week or a campaign.

use std::sync::Arc;

use serenity::builder::CreateAutocompleteResponse;
use serenity::http::Http;

use super::common::{SUGGESTIONS_MAX, audience, choices};
use crate::clock::Millis;
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::presence;
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::leaderboard::{Reader, campaign_choice, view};
use crate::discord::views::{View, refusal};
use crate::i18n::Translator;
use crate::ids::{CampaignId, UserId};
use crate::leaderboard::{self, BoardKey, Cursor};
use crate::name::slug;

/// The boards that are always there. What Discord sends is not shown to anyone.
#[derive(Debug, Clone, Copy)]
enum Standard {
    Lifetime,
    Month,
    LastMonth,
    Week,
}

impl Standard {
    const ALL: [Self; 4] = [Self::Lifetime, Self::Month, Self::LastMonth, Self::Week];

    fn value(self) -> &'static str {
        match self {
            Self::Lifetime => "lifetime",
            Self::Month => "month",
            Self::LastMonth => "last-month",
            Self::Week => "week",
        }
    }

    fn name(self, t: Translator<'_>) -> String {
        match self {
            Self::Lifetime => t.text("leaderboard-board-lifetime"),
            Self::Month => t.text("leaderboard-board-month"),
            Self::LastMonth => t.text("leaderboard-board-last-month"),
            Self::Week => t.text("leaderboard-board-week"),
        }
    }

    fn key(self, now_ms: Millis) -> BoardKey {
        match self {
            Self::Lifetime => BoardKey::Lifetime,
            Self::Month => BoardKey::month(now_ms),
            Self::LastMonth => BoardKey::month_before(now_ms),
            Self::Week => BoardKey::week(now_ms),
        }
    }
}

/// How a campaign's board is sent: its id, since names come again.
const CAMPAIGN: &str = "campaign:";

/// The members who earned the most Sparks.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn leaderboard(
    ctx: Context<'_>,
    #[autocomplete = "suggest"] board: Option<String>,
    #[min = 1] page: Option<i64>,
    public: Option<bool>,
) -> Result<(), Fault> {
    let (audience, locale) = audience(ctx.interaction, public);
    let data = ctx.data();
    // What shows nothing is for the reader, in their language.
    let private = data.translator(&ctx.interaction.locale);
    let reader = Reader {
        member: UserId::from_discord(ctx.interaction.user.id.get()),
        is_public: audience == Audience::Channel,
    };
    let cursor = page.map_or(Cursor::Top, Cursor::Number);
    let shown = async {
        let Some(key) = chosen(data, private, board.as_deref()).await? else {
            return Ok(None);
        };
        shown(
            data,
            http(ctx),
            data.translator(locale),
            key,
            cursor,
            reader,
        )
        .await
    };
    if let Some(view) = reply::or_defer(ctx, audience, shown).await? {
        return reply::send(ctx, audience, &view).await;
    }
    let refused = refusal::plain(private, "leaderboard-refused-unknown");
    reply::send(ctx, Audience::Reader, &refused).await
}

fn http(ctx: Context<'_>) -> &Arc<Http> {
    &ctx.serenity_context().http
}

/// Another page, in place, or a private one for somebody else than who opened the board.
pub(in crate::discord) async fn turn_page(
    press: Press<'_>,
    key: BoardKey,
    cursor: Cursor,
    is_owner: bool,
) -> Result<(), Fault> {
    let t = press.data.translator(press.locale(is_owner));
    let change = if is_owner {
        Change::Update
    } else {
        Change::New
    };
    let reader = Reader {
        member: press.member(),
        is_public: press.is_public(is_owner),
    };
    let page = async {
        let view = shown(press.data, &press.serenity.http, t, key, cursor, reader).await?;
        Ok(view.unwrap_or_else(|| refusal::plain(t, "leaderboard-refused-unknown")))
    };
    press.respond_with(change, page).await
}

async fn shown(
    data: &Data,
    http: &Arc<Http>,
    t: Translator<'_>,
    key: BoardKey,
    cursor: Cursor,
    reader: Reader,
) -> Result<Option<View>, Fault> {
    let shown = presence::show_present(data, http, key, cursor, reader.member).await?;
    let now_ms = data.app.clock.now_ms();
    Ok(shown.map(|shown| view(t, reader, &shown, now_ms)))
}

/// The board that was chosen, or typed without choosing: by its name in the member's language, a campaign by its own.
async fn chosen(
    data: &Data,
    t: Translator<'_>,
    typed: Option<&str>,
) -> Result<Option<BoardKey>, Fault> {
    let now_ms = data.app.clock.now_ms();
    let Some(typed) = typed else {
        return Ok(Some(BoardKey::Lifetime));
    };
    let id = typed.strip_prefix(CAMPAIGN);
    if let Some(id) = id.and_then(|id| id.parse().ok()) {
        return Ok(Some(BoardKey::Campaign(CampaignId(id))));
    }
    let is_typed = |board: &Standard| board.value() == typed || slug(&board.name(t)) == slug(typed);
    if let Some(board) = Standard::ALL.into_iter().find(is_typed) {
        return Ok(Some(board.key(now_ms)));
    }
    let campaign = leaderboard::campaign_board(&mut *data.app.db.read().await?, typed).await?;
    Ok(campaign.map(|campaign| BoardKey::Campaign(campaign.id)))
}

/// The boards whose name contains what was typed so far: those that are always there, then campaigns.
async fn suggest(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let standard = Standard::ALL.into_iter().filter_map(|board| {
        let name = board.name(t);
        let is_meant = slug(&name).contains(&slug(typed));
        is_meant.then(|| (name, board.value().to_owned()))
    });
    let mut found: Vec<(String, String)> = standard.collect();
    let room = SUGGESTIONS_MAX - i64::try_from(found.len()).unwrap_or(0);
    let campaigns = async {
        let mut connection = ctx.data().app.db.read().await?;
        leaderboard::campaign_boards(&mut connection, typed, room).await
    };
    choices(campaigns.await.map(|campaigns| {
        found.extend(campaigns.iter().map(|campaign| {
            let value = format!("{CAMPAIGN}{}", campaign.id);
            (campaign_choice(t, campaign), value)
        }));
        found
    }))
}
