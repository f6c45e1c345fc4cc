//! `/privacy ...`: what is stored about oneself, what becomes of it, and what others see. One file a matter.

pub(in crate::discord) mod erase;
mod export;
mod visibility;

use crate::discord::data::{Context, Fault};

/// What is stored about you, and what others see.
#[poise::command(
    slash_command,
    subcommands(
        "visibility::hide",
        "visibility::show",
        "export::export",
        "erase::erase"
    ),
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
