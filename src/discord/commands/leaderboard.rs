//! `/leaderboard [public]`: who earned how much.

use super::common::audience;
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::reply::{self, Change};
use crate::discord::views::View;
use crate::discord::views::leaderboard::view;
use crate::i18n::Translator;
use crate::ids::UserId;
use crate::leaderboard::{self, Cursor};
use crate::ledger;

/// The members who earned the most Sparks.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn leaderboard(ctx: Context<'_>, public: Option<bool>) -> Result<(), Fault> {
    let (audience, locale) = audience(ctx.interaction, public);
    let t = ctx.data().translator(locale);
    let reader = UserId::from_discord(ctx.interaction.user.id.get());
    let page = page(ctx.data(), t, reader, Cursor::Top);
    let view = reply::or_defer(ctx, audience, page).await?;
    reply::send(ctx, audience, &view).await
}

/// Another page, in place, or a private one for somebody else than who opened the board.
pub(in crate::discord) async fn turn_page(
    press: Press<'_>,
    cursor: Cursor,
    is_owner: bool,
) -> Result<(), Fault> {
    let t = press.data.translator(press.locale(is_owner));
    let change = if is_owner {
        Change::Update
    } else {
        Change::New
    };
    press
        .respond_with(change, page(press.data, t, press.member(), cursor))
        .await
}

async fn page(
    data: &Data,
    t: Translator<'_>,
    reader: UserId,
    cursor: Cursor,
) -> Result<View, Fault> {
    let mut connection = data.app.db.snapshot().await?;
    let page = leaderboard::page(&mut connection, cursor).await?;
    let own = match ledger::member_account(&mut connection, reader).await? {
        Some(account) => leaderboard::standing(&mut connection, account.id).await?,
        None => None,
    };
    Ok(view(t, reader, &page, own))
}
