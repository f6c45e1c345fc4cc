//! The commands as Discord has them: registered when they change, in three languages.

use fake_discord::FakeDiscord;

use super::support::TestBot;

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_in_three_languages() {
    let discord = FakeDiscord::start().await;
    let _bot = TestBot::start(&discord).await;
    let mut commands = discord.commands();
    for command in &mut commands {
        // Given by Discord, not by us.
        let command = command.as_object_mut().unwrap();
        command.retain(|key, _| {
            !["id", "version", "application_id", "guild_id"].contains(&key.as_str())
        });
    }
    insta::assert_json_snapshot!(commands);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_registers_only_what_changed() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let bot = bot.restart(&discord).await;
    assert_eq!(discord.command_writes(), 1);

    bot.tamper("UPDATE setting SET value = 'of an older version' WHERE key = 'commands_hash'")
        .await;
    let _bot = bot.restart(&discord).await;
    assert_eq!(discord.command_writes(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_guilds_intent_is_asked_for() {
    let discord = FakeDiscord::start().await;
    let _bot = TestBot::start(&discord).await;
    assert_eq!(discord.identify_intents(), Some(1));
}
