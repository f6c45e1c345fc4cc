//! `/history`: a member's own statement, page by page, and the same as a file.

use fake_discord::{FakeDiscord, Fault, Member, Reply};
use sparks::campaigns::{Award, AwardOutcome, CreateCampaign, Terms};
use sparks::ids::UserId;
use sparks::ledger::RequestKey;

use super::support::{LOCALES, TestBot, ask_for, badge_role};

/// Discord sends a choice by its place.
const RETURNED: i64 = 2;
const CORRECTED: i64 = 3;

/// Awards from a campaign of this name.
async fn award(bot: &TestBot, member: &Member, amount: i64, campaign: &str, reason: &str) {
    let now_ms = bot.clock.now_ms();
    let count = bot.count("SELECT COUNT(*) FROM request").await;
    let create = CreateCampaign {
        key: RequestKey::new("history-campaign", count),
        moderator: UserId(1),
        name: campaign.into(),
        budget: None,
        terms: Terms::default(),
        now_ms,
    };
    bot.app.db.write(create).await.unwrap();
    let award = Award {
        key: RequestKey::new("history-award", count),
        moderator: UserId(1),
        member: UserId::from_discord(member.id()),
        member_is_bot: false,
        amount,
        campaign: campaign.into(),
        reason: Some(reason.into()),
        now_ms,
    };
    let outcome = bot.app.db.write(award).await.unwrap();
    assert!(matches!(outcome, AwardOutcome::Awarded(_)), "{outcome:?}");
}

async fn redeem(member: &Member, perk: &str) {
    let confirm = ask_for(member, perk).await;
    member.click(&confirm, "confirm").await;
}

/// A member with an award, a badge, and a redemption that came to nothing.
async fn a_past(discord: &FakeDiscord, bot: &TestBot, member: &Member) {
    bot.perk("Explorer", badge_role(discord, "Explorer"), 300)
        .await;
    bot.perk("Gold", badge_role(discord, "Gold"), 1_000).await;
    award(bot, member, 1_500, "Launch week", "Found a bug").await;
    redeem(member, "explorer").await;
    bot.settled().await;
    bot.pass(60_000);
    let grant = Fault::on("PUT", "/guilds/*/members/*/roles/*");
    discord.fault(grant.error(404, 10007, "Unknown Member").times(1));
    redeem(member, "gold").await;
    bot.settled().await;
}

fn balances(page: &Reply) -> Vec<String> {
    let body = page.embeds()[0]["description"].as_str().unwrap().to_owned();
    body.lines()
        .filter(|line| line.starts_with('`'))
        .map(|line| line.split(['→', '`']).nth(2).unwrap().trim().to_owned())
        .collect()
}

fn file(reply: &Reply) -> String {
    let files = reply.attachments();
    assert_eq!(files.len(), 1, "{reply:?}");
    assert_eq!(files[0].filename, "sparks-history.csv");
    String::from_utf8(files[0].bytes.clone()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_and_its_file_in_three_languages() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice").locale(locale);
        a_past(&discord, &bot, &alice).await;

        let page = alice.slash("history").send().await;
        assert!(page.is_ephemeral());
        insta::assert_json_snapshot!(format!("history_{locale}"), page);

        let returned = alice.slash("history").option("type", RETURNED).send().await;
        insta::assert_json_snapshot!(format!("history_returned_{locale}"), returned);

        let download = alice.click(&page, "history-file").await;
        assert!(download.is_ephemeral());
        insta::assert_json_snapshot!(format!("history_file_{locale}"), download);
        let rows: Vec<String> = file(&download).split("\r\n").map(str::to_owned).collect();
        insta::assert_json_snapshot!(format!("history_file_rows_{locale}"), rows);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_forth_and_back_also_after_a_restart() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    for _ in 0..25 {
        bot.award(&alice, 100).await;
    }

    let first = alice.slash("history").send().await;
    let second = alice.click(&first, "Older").await;
    let bot = bot.restart(&discord).await;
    let third = alice.click(&second, "Older").await;
    let back = alice.click(&third, "Newer").await;
    let newest = alice.click(&third, "Newest").await;

    assert_eq!(balances(&first)[0], "2,500");
    assert_eq!(balances(&second)[0], "1,500");
    assert_eq!(balances(&third), ["500", "400", "300", "200", "100"]);
    assert_eq!(balances(&back), balances(&second));
    assert_eq!(balances(&newest), balances(&first));
    assert_eq!(third.kind(), "update");
    let enabled = |reply: &Reply| -> Vec<String> {
        let buttons = reply.buttons().into_iter();
        buttons
            .filter(|button| !button.disabled)
            .map(|button| button.label)
            .collect()
    };
    assert_eq!(enabled(&first), ["Older", "Download CSV"]);
    assert_eq!(
        enabled(&second),
        ["Newest", "Newer", "Older", "Download CSV"]
    );
    assert_eq!(enabled(&third), ["Newest", "Newer", "Download CSV"]);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_that_are_strange_do_no_harm() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let (alice, mallory) = (discord.member("alice"), discord.member("mallory"));
    for _ in 0..12 {
        bot.award(&alice, 100).await;
    }
    // On a page of its own each time: a press may turn it.
    let press = async |id: &str| {
        let page = alice.slash("history").send().await;
        let id = id.replace("ALICE", &alice.id().to_string());
        let press = alice.press(&page, "Older").with_custom_id(&id);
        press.anyway().send().await
    };

    for stale in ["all:older:x", "everything:newest", "all:sideways:1", "all"] {
        let told = press(&format!("history:ALICE:{stale}")).await;
        assert!(told.text().contains("out of date"), "{}", told.text());
    }
    let past = press("history:ALICE:all:older:-7").await;
    assert_eq!(balances(&past).last().unwrap(), "100");
    let past = press(&format!("history:ALICE:all:newer:{}", i64::MAX)).await;
    assert_eq!(balances(&past)[0], "1,200");

    let page = alice.slash("history").send().await;
    for button in ["Older", "Download CSV"] {
        let refused = mallory.press(&page, button).anyway().send().await;
        assert!(refused.is_ephemeral() && refused.attachments().is_empty());
        let text = refused.text();
        assert!(text.contains("This belongs to"), "{text}");
        assert!(!text.contains("Launch week"), "{text}");
    }
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_statement_says_how_to_earn() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice").locale(locale);
        let empty = alice.slash("history").send().await;
        insta::assert_json_snapshot!(format!("history_empty_{locale}"), empty);
        bot.award(&alice, 10).await;
        let none = alice
            .slash("history")
            .option("type", CORRECTED)
            .send()
            .await;
        insta::assert_json_snapshot!(format!("history_none_{locale}"), none);
    }
}

/// The longest and worst there can be, in every language: the local Discord refuses what is too long.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_fit_and_stay_words() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    for number in 0..10 {
        let campaign = format!("{number}{}", "*_~`|<>[]():#".repeat(5))
            .chars()
            .take(60)
            .collect::<String>();
        let reason = format!(
            "=\u{202e}@everyone a{}{}\" ; =1,\n{}",
            "\u{0301}".repeat(32),
            "🏆".repeat(20),
            "**".repeat(60)
        );
        award(&bot, &alice, 1_000_000_000, &campaign, &reason).await;
    }
    for locale in LOCALES {
        alice.locale(locale);
        let page = alice.slash("history").send().await;
        let sent = page.sent().to_string();
        assert!(
            !sent.contains('\u{202e}') && !sent.contains("@everyone"),
            "{sent}"
        );
        assert_eq!(balances(&page).len(), 10);
        assert_eq!(
            page.sent()["allowed_mentions"]["parse"],
            serde_json::json!([])
        );

        let content = file(&alice.click(&page, "history-file").await);
        assert!(content.starts_with('\u{feff}'));
        assert!(content.contains("\"'=\u{202e}@everyone"), "{content}");
        assert!(content.contains("\"\" ; '=1,\n"), "{content}");
        assert!(content.contains("Z,1000000000,10000000000,"), "{content}");
    }
    bot.verify().await;
}

/// A statement of more than a read at a time, while the members go on: everything once, in order.
#[tokio::test(flavor = "multi_thread")]
async fn a_long_statement_is_one_whole_file() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    bot.award(&alice, 5).await;
    bot.tamper(
        "INSERT INTO request VALUES ('fill', printf('%064d', 0), '', 2500, 0);
         WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2500)
         INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
         SELECT 'direct', 1, (SELECT id FROM account WHERE kind = 'member'), 1, 'fill', 1767225600000 FROM number",
    )
    .await;

    let page = alice.slash("history").send().await;
    let download = alice.click(&page, "history-file").await;

    assert!(
        download.text().contains("2,501 rows"),
        "{}",
        download.text()
    );
    let content = file(&download);
    let balances: Vec<i64> = content
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(2).unwrap().parse().unwrap())
        .collect();
    assert_eq!(balances, (5..=2_505).rev().collect::<Vec<_>>());
    bot.verify().await;
}
