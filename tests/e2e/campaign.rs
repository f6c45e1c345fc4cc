//! `/campaign create|edit|list|show|close|reopen`, and `/campaigns`.

use fake_discord::{FakeDiscord, Reply};
use sparks::campaigns::DAY_MS;

use super::support::{LOCALES, TestBot, moderator};

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_lives_from_creation_to_close() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);

        let empty = mia.slash("campaign list").send().await;
        let created = mia
            .slash("campaign create")
            .option("name", "Launch week")
            .option("budget", 5_000)
            .send()
            .await;
        let unlimited = mia
            .slash("campaign create")
            .option("name", "Always on")
            .send()
            .await;
        let alice = discord.member("alice");
        mia.slash("award")
            .option("member", &alice)
            .option("amount", 1_200)
            .option("campaign", "launch WEEK")
            .send()
            .await;
        let listed = mia.slash("campaign list").send().await;
        let closed = mia
            .slash("campaign close")
            .option("campaign", "Launch week")
            .send()
            .await;
        let after = mia.slash("campaign list").send().await;

        insta::assert_json_snapshot!(
            format!("campaign_{locale}"),
            [empty, created, unlimited, listed, closed, after].map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_campaigns_are_refused() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    mia.slash("campaign create")
        .option("name", "Launch week")
        .send()
        .await;

    for (name, budget, expected) in [
        ("launch-WEEK!", 5, "is already running"),
        ("✨", 5, "at least one letter or digit"),
        (&*"a".repeat(61), 5, "The name has 61 characters"),
        ("Other", 0, "from 1 to 1,000,000,000"),
        ("Other", i64::MAX, "from 1 to 1,000,000,000"),
    ] {
        let refused = mia
            .slash("campaign create")
            .option("name", name)
            .option("budget", budget)
            .unchecked()
            .send()
            .await;
        assert!(
            refused.is_ephemeral() && refused.text().contains(expected),
            "{expected}: {}",
            refused.text()
        );
    }
    let refused = mia
        .slash("campaign close")
        .option("campaign", "Other")
        .send()
        .await;
    assert!(
        refused.text().contains("No running campaign has that name"),
        "{}",
        refused.text()
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM campaign").await, 1);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_creation_twice_makes_one() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let created = mia
        .slash("campaign create")
        .option("name", "Launch week")
        .option("budget", 9)
        .deliver_times(2)
        .send()
        .await;
    mia.slash("campaign list").send().await;

    assert!(
        created.text().contains("has started. Budget: 9 Sparks"),
        "{}",
        created.text()
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM campaign").await, 1);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_set_shown_and_kept() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        let planned = mia
            .slash("campaign create")
            .option("name", "Launch week")
            .option("budget", 1_000)
            .option("start", "2026-01-02")
            .option("end", "2026-01-08")
            .option("award-cap", 300)
            .option("member-cap", 400)
            .option("moderator-cap", 500)
            .option("description", "Find *bugs* before others do")
            .option("description-ru", "Ищите ошибки первыми")
            .send()
            .await;
        let award = |amount: i64| {
            mia.slash("award")
                .option("member", &alice)
                .option("amount", amount)
                .option("campaign", "Launch week")
        };
        let too_early = award(5).send().await;
        let members_see = alice.slash("campaigns").send().await;
        bot.clock.advance(DAY_MS);
        let too_much = award(301).send().await;
        award(300).send().await;
        let over_member = award(101).send().await;
        let near = award(99).send().await;
        let near = near.followup(0).await;
        let near = near.text();
        let edited = mia
            .slash("campaign edit")
            .option("campaign", "Launch week")
            .option("name", "Launch fortnight")
            .option("budget", 2_000)
            .option("end", "14d")
            .option("award-cap", 0)
            .send()
            .await;
        let shown = mia
            .slash("campaign show")
            .option("campaign", "launch FORTNIGHT")
            .send()
            .await;
        bot.clock.advance(15 * DAY_MS);
        let too_late = mia
            .slash("award")
            .option("member", &alice)
            .option("amount", 1)
            .option("campaign", "Launch fortnight")
            .send()
            .await;
        let listed = mia.slash("campaign list").send().await;
        mia.slash("campaign close")
            .option("campaign", "Launch fortnight")
            .send()
            .await;
        let reopened = mia
            .slash("campaign reopen")
            .option("campaign", "Launch fortnight")
            .send()
            .await;
        let none = alice.slash("campaigns").send().await;
        let replies = [
            planned,
            too_early,
            members_see,
            too_much,
            over_member,
            edited,
            shown,
            too_late,
            listed,
            reopened,
            none,
        ];
        insta::assert_json_snapshot!(
            format!("campaign_rules_{locale}"),
            (replies.map(|reply| reply.text()), near)
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_dates_and_numbers_are_refused_with_an_example() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    for (option, value, expected) in [
        ("end", "12/01/2026", "2026-12-01 18:00"),
        ("end", "@everyone", "can't be read for certain"),
        ("start", "2026-02-30", "no such date"),
        ("start", "2020-01-01", "has passed"),
        ("end", "2020-01-01", "has passed"),
        ("end", "0d", "longer than nothing"),
        ("description", &*"x".repeat(301), "has 301 characters"),
    ] {
        let refused = mia
            .slash("campaign create")
            .option("name", "Other")
            .option(option, value)
            .unchecked()
            .send()
            .await;
        let text = refused.text();
        assert!(
            refused.is_ephemeral() && text.contains(expected),
            "{value}: {text}"
        );
        assert!(!text.contains("@everyone"), "{text}");
    }
    for (option, value) in [
        ("award-cap", 0),
        ("member-cap", -1),
        ("moderator-cap", i64::MAX),
    ] {
        let refused = mia
            .slash("campaign create")
            .option("name", "Other")
            .option(option, value)
            .unchecked()
            .send()
            .await;
        assert!(
            refused.text().contains("limit must be from 1"),
            "{}",
            refused.text()
        );
    }
    let unknown = mia
        .slash("campaign show")
        .option("campaign", "Nothing")
        .send()
        .await;
    assert!(
        unknown.text().contains("no such campaign"),
        "{}",
        unknown.text()
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM campaign").await, 0);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_campaigns_have_pages() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    for number in 1..=11 {
        mia.slash("campaign create")
            .option("name", format!("Number {number}"))
            .send()
            .await;
    }
    let first = mia.slash("campaign list").send().await;
    assert!(first.text().contains("Number 11") && !first.text().contains("Number 1*"));
    let second = mia.click(&first, "Next").await;
    assert!(!second.text().contains("Number 11"), "{}", second.text());
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_long_descriptions_were_is_told_whole() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    mia.slash("campaign create")
        .option("name", "Launch week")
        .send()
        .await;
    // They differ in their last letters only.
    let long = |number: usize| format!("{}{number:03}", "y".repeat(297));
    for number in 1..=9 {
        let edited = mia
            .slash("campaign edit")
            .option("campaign", "Launch week")
            .option("description", long(number))
            .option("description-ru", long(number))
            .send()
            .await;
        assert!(edited.text().contains(&long(number)), "{}", edited.text());
    }
    let mut page = mia.slash("audit").send().await;
    let mut read = page.text();
    let mut pages = 1;
    let has_older = |page: &Reply| {
        let buttons = page.buttons();
        buttons
            .iter()
            .any(|button| button.label == "Older" && !button.disabled)
    };
    while has_older(&page) {
        page = mia.click(&page, "Older").await;
        read.push_str(&page.text());
        pages += 1;
    }
    assert!(pages > 2, "more than fits one page: {pages}");
    for number in 1..=9 {
        let change = format!("→ {}", long(number));
        assert_eq!(read.matches(&change).count(), 2, "{number}: {read}");
    }
    bot.verify().await;
}
