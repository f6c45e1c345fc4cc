//! What the product reports, as members see it: `/link`, `/sparks`, `/history` and its file, in three languages.

use std::sync::Arc;

use fake_discord::{FakeDiscord, Member};
use serde_json::{Value, json};
use sparks::events::{RecordEvent, RecordOutcome, Rules, parse};

use super::support::{LOCALES, TestBot, ask_for, badge_role, moderator};

const RULES: &str = r#"
    [[rules]]
    from = 2025-12-01
    subscriptions = { starter = 490, 3 = 490 }
    [rules.trades]
    sparks_per_usd = "0.1"
    minimum_usd = "0"
    daily_cap = 5000
    [[rules.referral_tiers]]
    trade_share_percent = "10"
    first_plan_share_percent = "50"
"#;

/// The bot's ledger hears of something, for the first time.
pub async fn report(bot: &TestBot, id: &str, kind: &str, at: &str, data: Value) {
    let event = json!({"type": kind, "version": 1, "id": id, "occurred_at": at, "data": data});
    let event = parse(event.to_string().as_bytes()).unwrap();
    let rules = Arc::new(Rules::parse(RULES).unwrap());
    let record = RecordEvent::new(event, rules, bot.clock.now_ms());
    let outcome = bot.app.db.write(record).await.unwrap();
    assert_eq!(outcome, RecordOutcome::Counted { again: false });
}

/// A member whose trades, plan and invitee earned Sparks, and who spent some of those that were taken back.
pub async fn a_trader(bot: &TestBot, member: &Member, name: &str, plan: &str) {
    let id = |event: &str| format!("{name}-{event}");
    let invitee = format!("{name}-friend");
    let at = |hour: u32| format!("2025-12-30T{hour:02}:00:00Z");
    let tell = |event: &str, kind: &'static str, hour: u32, data: Value| {
        let (event, at) = (id(event), at(hour));
        async move { report(bot, &event, kind, &at, data).await }
    };
    let linked = json!({"account": name, "discord_user_id": member.id().to_string()});
    let came = json!({"inviter": name, "invitee": &invitee});
    tell("link", "account.linked", 1, linked).await;
    tell("invite", "referral.registered", 2, came).await;
    tell(
        "fill",
        "trade.filled",
        3,
        json!({"account": name, "volume_usd": "12340.50"}),
    )
    .await;
    tell(
        "plan",
        "subscription.paid",
        4,
        json!({"account": name, "plan": plan}),
    )
    .await;
    tell(
        "friend-fill",
        "trade.filled",
        5,
        json!({"account": &invitee, "volume_usd": "900"}),
    )
    .await;
    tell(
        "friend-plan",
        "subscription.paid",
        6,
        json!({"account": &invitee, "plan": plan}),
    )
    .await;
}

/// The trade is reversed.
pub async fn takes_back(bot: &TestBot, name: &str) {
    let reverses = json!({"reverses": format!("{name}-fill")});
    let id = format!("{name}-undo");
    report(bot, &id, "trade.reversed", "2025-12-31T00:00:00Z", reverses).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_product_reports_is_shown_with_its_reason() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice").locale(locale);
        bot.perk("Explorer", badge_role(&discord, "Explorer"), 1_500)
            .await;

        let unlinked = alice.slash("link").send().await;
        a_trader(&bot, &alice, "MX-7f3a", "starter").await;
        let linked = alice.slash("link").send().await;
        let confirm = ask_for(&alice, "explorer").await;
        alice.click(&confirm, "confirm").await;
        bot.settled().await;
        takes_back(&bot, "MX-7f3a").await;
        // 1,234 + 490 + 9 + 245 were earned, 1,500 are spent: 478 of 1,234 could be taken.
        assert_eq!(bot.balance(&alice).await, (0, 0));
        let sparks = alice.slash("sparks").send().await;
        let history = alice.slash("history").send().await;
        let file = alice.click(&history, "history-file").await;
        let unlink = json!({"account": "MX-7f3a"});
        report(
            &bot,
            "bye",
            "account.unlinked",
            "2025-12-31T12:00:00Z",
            unlink,
        )
        .await;
        let ended = alice.slash("link").send().await;

        for reply in [&unlinked, &linked, &ended] {
            assert!(reply.is_ephemeral());
        }
        let file = String::from_utf8(file.attachments()[0].bytes.clone()).unwrap();
        insta::assert_json_snapshot!(
            format!("link_{locale}"),
            [unlinked.sent(), linked.sent(), ended.sent()]
        );
        insta::assert_json_snapshot!(
            format!("link_statement_{locale}"),
            [json!(sparks.sent()), json!(history.sent()), json!(file)]
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_see_what_is_owed_and_nobody_sees_anothers_account() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let mia = moderator(&discord);
    bot.perk("Explorer", badge_role(&discord, "Explorer"), 1_500)
        .await;
    a_trader(&bot, &alice, "MX-7f3a", "starter").await;
    let confirm = ask_for(&alice, "explorer").await;
    alice.click(&confirm, "confirm").await;
    bot.settled().await;
    takes_back(&bot, "MX-7f3a").await;
    let look = |member: &Member| member.slash("sparks").option("member", &alice);
    let by_moderator = look(&mia).send().await;
    assert!(
        by_moderator.text().contains("756"),
        "{}",
        by_moderator.text()
    );
    let by_member = look(&bob).send().await;
    assert!(!by_member.text().contains("756"), "{}", by_member.text());
    for reply in [by_moderator, by_member, bob.slash("link").send().await] {
        assert!(!reply.text().contains("MX-7f3a"), "{}", reply.text());
    }
    bot.verify().await;
}
