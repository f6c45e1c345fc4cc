//! `/privacy ...`: what is stored about oneself, and what becomes of it. One file a subcommand.

pub(in crate::discord) mod erase;
mod export;

use crate::discord::data::{Context, Fault};

/// What is stored about you.
#[poise::command(
    slash_command,
    subcommands("export::export", "erase::erase"),
    subcommand_required,
    interaction_context = "Guild",
    install_context = "Guild"
)]
#[allow(
    clippy::unused_async,
    reason = "poise calls it as one; its subcommands do the work"
)]
pub(super) async fn privacy(_ctx: Context<'_>) -> Result<(), Fault> {
    Ok(())
}
