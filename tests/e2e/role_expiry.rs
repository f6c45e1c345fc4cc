//! Roles that are redeemed for a time: they end, their members are told, the badge stays, and who redeems again keeps the
//! role for longer.

use fake_discord::{FakeDiscord, Fault, Member};

use super::support::{LOCALES, TestBot, ask_for, badge_role};

const DAY_MS: i64 = 86_400_000;

async fn shop(discord: &FakeDiscord) -> (TestBot, u64) {
    let explorer = badge_role(discord, "Explorer");
    let bot = TestBot::start(discord).await;
    bot.perk_with("Explorer", explorer, 100, |perk| {
        perk.limit_per_member = None;
    })
    .await;
    bot.tamper("UPDATE perk SET lasts_days = 30").await;
    (bot, explorer)
}

/// Waits until nothing is due any more that is due now.
async fn ended(discord: &FakeDiscord, member: &Member) {
    discord.wait_until(|_| member.roles().is_empty()).await;
}

async fn told(discord: &FakeDiscord, member: &Member) -> String {
    let id = member.id();
    discord
        .wait_until(|discord| !discord.direct_messages(id).is_empty())
        .await;
    let messages = discord.direct_messages(id);
    assert_eq!(messages.len(), 1, "{messages:?}");
    serde_json::to_string_pretty(&messages[0]["embeds"]).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_ends_and_its_member_is_told() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let (bot, explorer) = shop(&discord).await;
        let alice = discord.member("alice").locale(locale);
        let receipt = bot.redeem(&alice, "explorer", 100).await;
        let while_it_lasts = alice.slash("sparks").send().await;
        bot.pass(30 * DAY_MS - 1);
        assert_eq!(alice.roles(), [explorer]);
        bot.pass(1);
        ended(&discord, &alice).await;
        let message = told(&discord, &alice).await;
        let after = alice.slash("sparks").send().await;
        insta::assert_snapshot!(
            format!("role_expiry_{locale}"),
            [receipt.text(), while_it_lasts.text(), message, after.text()].join("\n---\n")
        );
        assert_eq!(bot.balance(&alice).await, (0, 0), "nothing is returned");
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn redeemed_again_it_lasts_longer_and_after_its_end_it_starts_anew() {
    let discord = FakeDiscord::start().await;
    let (bot, explorer) = shop(&discord).await;
    let alice = discord.member("alice");
    bot.redeem(&alice, "explorer", 100).await;
    bot.pass(10 * DAY_MS);
    bot.redeem(&alice, "explorer", 100).await;
    bot.settled().await;
    // The first has ended; the second pays for the role until day 60.
    bot.pass(20 * DAY_MS);
    while bot
        .count("SELECT COUNT(*) FROM role_expiry WHERE ended_at_ms IS NOT NULL")
        .await
        < 1
    {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert_eq!(alice.roles(), [explorer]);
    assert!(discord.direct_messages(alice.id()).is_empty());
    bot.pass(30 * DAY_MS);
    ended(&discord, &alice).await;
    told(&discord, &alice).await;
    bot.pass(DAY_MS);
    bot.redeem(&alice, "explorer", 100).await;
    bot.settled().await;
    assert_eq!(alice.roles(), [explorer]);
    let last_ms = bot.count("SELECT MAX(ends_at_ms) FROM role_expiry").await;
    assert_eq!(last_ms, bot.clock.now_ms() + 30 * DAY_MS);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_delays_the_end_and_loses_nothing() {
    let discord = FakeDiscord::start().await;
    let (bot, explorer) = shop(&discord).await;
    let alice = discord.member("alice").close_dms();
    bot.redeem(&alice, "explorer", 100).await;
    bot.settled().await;
    let down = Fault::on("DELETE", "/guilds/*/members/*/roles/*");
    let down = discord.fault(down.error(500, 0, "Internal Server Error").always());
    bot.pass(30 * DAY_MS);
    while bot.count("SELECT MAX(attempts) FROM role_expiry").await < 1 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert_eq!(alice.roles(), [explorer]);
    down.remove();
    bot.pass(60 * 60_000);
    ended(&discord, &alice).await;
    // Who lets nobody write to them reads it here.
    while bot
        .count("SELECT COUNT(*) FROM role_expiry WHERE tell_due_at_ms IS NOT NULL OR due_at_ms IS NOT NULL")
        .await
        > 0
    {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert!(discord.direct_messages(alice.id()).is_empty());
    let sparks = alice.slash("sparks").send().await;
    assert!(sparks.text().contains("role ended"), "{}", sparks.text());
    // Nor does coming back to the server give it back, as it would while it lasts.
    alice.leave();
    alice.rejoin();
    bot.pass(60 * 60_000);
    alice.slash("sparks").send().await;
    let given = discord
        .requests_to("PUT", "/guilds/*/members/*/roles/*")
        .len();
    let bot = bot.restart(&discord).await;
    assert_eq!(given, 1, "when it was redeemed");
    let given = discord
        .requests_to("PUT", "/guilds/*/members/*/roles/*")
        .len();
    assert_eq!(given, 1, "a stop waits for what was begun");
    assert!(alice.roles().is_empty());
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_forgotten_is_told_nothing_and_owes_their_new_role_no_earlier_end() {
    let discord = FakeDiscord::start().await;
    let (bot, explorer) = shop(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    bot.redeem(&alice, "explorer", 100).await;
    bot.redeem(&bob, "explorer", 100).await;
    bot.settled().await;
    forget(&alice).await;
    assert!(alice.roles().is_empty());
    bot.pass(5 * DAY_MS);
    bot.redeem(&alice, "explorer", 100).await;
    bot.settled().await;

    // Bob's role ends while nobody can be written to; before he is told, he wants to be forgotten.
    let down = discord.fault(
        Fault::on("POST", "/users/@me/channels")
            .status(502)
            .always(),
    );
    bot.pass(25 * DAY_MS);
    ended(&discord, &bob).await;
    down.wait_hits(1).await;
    forget(&bob).await;
    down.remove();
    let asked = || discord.requests_to("POST", "/users/@me/channels").len();
    let asked_before = asked();
    bot.pass(2 * DAY_MS);
    assert_eq!(alice.roles(), [explorer], "hers began anew");
    bot.pass(3 * DAY_MS);
    ended(&discord, &alice).await;
    told(&discord, &alice).await;
    assert_eq!(asked(), asked_before + 1, "nothing is tried for bob");
    assert!(discord.direct_messages(bob.id()).is_empty());
    bot.verify().await;
}

/// What they have for a time can be prolonged by any perk that gives it, also when the first is not offered any more; and
/// nobody is invited to redeem what would be refused.
#[tokio::test(flavor = "multi_thread")]
async fn another_perk_of_the_role_prolongs_it_and_nobody_is_invited_to_what_is_refused() {
    let discord = FakeDiscord::start().await;
    let (bot, explorer) = shop(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    bot.redeem(&alice, "explorer", 100).await;
    bot.redeem(&bob, "explorer", 100).await;
    bot.settled().await;
    bot.tamper("UPDATE perk SET state = 'archived'").await;
    bot.perk_with("Summer", explorer, 100, |perk| {
        perk.limit_per_member = Some(1);
        perk.options.lasts_days = Some(10);
    })
    .await;
    bot.pass(20 * DAY_MS);
    bot.redeem(&alice, "summer", 100).await;
    bot.settled().await;
    bot.pass(10 * DAY_MS);
    ended(&discord, &bob).await;
    let of_bob = told(&discord, &bob).await;
    assert!(!of_bob.contains("again"), "archived: {of_bob}");
    assert_eq!(alice.roles(), [explorer], "until day 40");
    bot.pass(10 * DAY_MS);
    ended(&discord, &alice).await;
    let of_alice = told(&discord, &alice).await;
    assert!(!of_alice.contains("again"), "once a member: {of_alice}");
    // Who has it for ever, or from elsewhere, would pay for nothing.
    alice.with_role(explorer);
    let refused = ask_for(&alice, "summer").await;
    assert!(refused.text().contains("once"), "{}", refused.text());
    let carol = discord.member("carol").with_role(explorer);
    bot.award(&carol, 100).await;
    let refused = ask_for(&carol, "summer").await;
    assert!(
        refused.text().contains("already have"),
        "{}",
        refused.text()
    );
    bot.verify().await;
}

async fn forget(member: &Member) {
    let question = member.slash("privacy erase").send().await;
    member.click(&question, "erase").await;
}
