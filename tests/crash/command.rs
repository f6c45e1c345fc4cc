//! The built binary as a command line; the end-to-end and disk tests use it as well.

use std::path::Path;
use std::process::Stdio;

use fake_discord::FakeDiscord;
use tokio::process::Command;

/// Away from any `.env` and any setting of whoever runs the tests.
pub fn sparks(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sparks"));
    command
        .current_dir(folder)
        .env_clear()
        .kill_on_drop(true)
        .stdout(Stdio::null());
    command
}

/// With the settings that point it at the fake.
pub fn set_up<'a>(command: &'a mut Command, discord: &FakeDiscord) -> &'a mut Command {
    // The server's channel of this name, where it has one.
    if let Some(channel) = discord.channel_id("staff") {
        command.env("STAFF_CHANNEL_ID", channel.to_string());
    }
    command
        .env("DISCORD_TOKEN", discord.token())
        .env("DISCORD_GUILD_ID", discord.guild_id().to_string())
        .env("DISCORD_PROXY", discord.base_url())
}
