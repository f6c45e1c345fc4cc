//! `/leaderboard` beyond the board of all time: months, weeks, campaigns, pages by number, the reader's own page, and who
//! is left out of them.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, FaultHandle, Member, Reply};
use sparks::campaigns::{Award, AwardOutcome, CloseCampaign, CreateCampaign, Terms};
use sparks::ids::UserId;
use sparks::ledger::RequestKey;

use super::support::{LOCALES, TestBot};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const LOOK_UP: &str = "/guilds/*/members/*";
const LOOK_AGAIN: Duration = Duration::from_millis(10);

async fn award_from(bot: &TestBot, campaign: &str, member: &Member, amount: i64) {
    let now_ms = bot.clock.now_ms();
    let count = bot.count("SELECT COUNT(*) FROM request").await;
    let create = CreateCampaign {
        key: RequestKey::new("boards-campaign", count),
        moderator: UserId(1),
        name: campaign.into(),
        budget: None,
        terms: Terms::default(),
        now_ms,
    };
    bot.app.db.write(create).await.unwrap();
    let award = Award {
        key: RequestKey::new("boards-award", count),
        moderator: UserId(1),
        member: UserId::from_discord(member.id()),
        member_is_bot: false,
        amount,
        campaign: campaign.into(),
        reason: None,
        now_ms,
    };
    let outcome = bot.app.db.write(award).await.unwrap();
    assert!(matches!(outcome, AwardOutcome::Awarded(_)), "{outcome:?}");
}

async fn close(bot: &TestBot, campaign: &str) {
    let close = CloseCampaign {
        key: RequestKey::new("boards-close", campaign),
        moderator: UserId(1),
        campaign: campaign.into(),
        now_ms: bot.clock.now_ms(),
    };
    bot.app.db.write(close).await.unwrap();
}

async fn board(member: &Member, board: &str) -> Reply {
    member
        .slash("leaderboard")
        .option("board", board)
        .send()
        .await
}

fn is_enabled(reply: &Reply, label: &str) -> bool {
    let buttons = reply.buttons();
    let button = buttons.iter().find(|button| button.label == label);
    !button
        .unwrap_or_else(|| panic!("no button {label}"))
        .disabled
}

/// Members with 100, 200, ... Sparks.
async fn community(discord: &FakeDiscord, bot: &TestBot, members: i64) -> Vec<Member> {
    let mut all = Vec::new();
    for number in 1..=members {
        let member = discord.member(&format!("member{number:02}"));
        bot.award(&member, 100 * number).await;
        all.push(member);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn every_board_in_three_languages() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let (alice, bora) = (discord.member("alice"), discord.member("bora"));
        // New Year 2026 was a Thursday.
        award_from(&bot, "Winter *Quest*", &alice, 1_200).await;
        bot.pass(6 * DAY_MS);
        close(&bot, "Winter *Quest*").await;
        award_from(&bot, "Spring", &bora, 40).await;
        bot.pass(27 * DAY_MS);
        award_from(&bot, "Spring", &alice, 5).await;
        let reader = alice.locale(locale);
        for chosen in ["lifetime", "month", "last-month", "week"] {
            let shown = board(&reader, chosen).await;
            insta::assert_json_snapshot!(format!("boards_{chosen}_{locale}"), shown.sent());
        }
        for (campaign, name) in [("spring", "running"), ("winter-quest", "ended")] {
            let shown = board(&reader, campaign).await;
            insta::assert_json_snapshot!(format!("boards_{name}_{locale}"), shown.sent());
        }
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_board_says_how_to_be_the_first() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 5).await;
        close(&bot, "Launch week").await;
        bot.tamper(
            "INSERT INTO campaign (name, slug, created_by, created_at_ms) VALUES ('Spring', 'spring', 1, 0);
             INSERT INTO campaign (name, slug, created_by, created_at_ms, closed_at_ms, closed_by)
                VALUES ('Winter', 'winter', 1, 0, 1, 1);
             INSERT INTO account (kind, owner_id, overdraft_allowed, opened_at_ms)
                SELECT 'campaign', id, 1, 0 FROM campaign WHERE slug IN ('spring', 'winter')",
        )
        .await;
        bot.pass(62 * DAY_MS);
        let mut all = Vec::new();
        for chosen in ["month", "last-month", "week", "spring", "winter"] {
            all.push(board(&alice, chosen).await.text());
        }
        insta::assert_json_snapshot!(format!("boards_empty_{locale}"), all);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_are_offered_by_name_and_what_is_none_is_refused() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice").locale(locale);
        award_from(&bot, "Spring", &alice, 5).await;
        award_from(&bot, "Summer", &alice, 5).await;
        close(&bot, "Summer").await;
        let offered = async |typed: &str| {
            let choices = alice.autocomplete("leaderboard", "board", typed).await;
            let names = choices.into_iter().map(|choice| choice.name);
            names.collect::<Vec<_>>()
        };
        let all = offered("").await;
        insta::assert_json_snapshot!(format!("boards_offered_{locale}"), all);
        assert_eq!(offered("summ").await, all[5..]);
        // As typed, without choosing from the list.
        let month = board(&alice, &all[1].to_uppercase()).await;
        assert_eq!(month.text(), board(&alice, "month").await.text());
        let summer = board(&alice, "SUMMER!").await;
        assert!(summer.text().contains("Summer"), "{}", summer.text());
        for unknown in ["nothing", "", "campaign:99", "campaign:x", "🥇", "%"] {
            let refused = alice
                .slash("leaderboard")
                .option("board", unknown)
                .option("public", true)
                .unchecked()
                .send()
                .await;
            assert!(refused.is_ephemeral());
            insta::assert_json_snapshot!(format!("boards_unknown_{locale}"), refused.text());
        }
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_by_its_number_and_the_last_one_beyond_the_end() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let members = community(&discord, &bot, 25).await;
    let page = async |number: i64| {
        let slash = members[24].slash("leaderboard").option("page", number);
        slash.unchecked().send().await.text()
    };
    let second = page(2).await;
    assert!(second.contains("Page 2 of 3 · 25 members"), "{second}");
    assert!(second.contains("`11  1,500` <@"), "{second}");
    let last = page(3).await;
    assert!(last.contains("`25  100`"), "{last}");
    let first = page(1).await;
    assert!(
        first.contains("` 1  2,500`") && first.contains("`10  1,600`"),
        "aligned: {first}"
    );
    assert_eq!(page(4).await, last);
    assert_eq!(page(9_007_199_254_740_991).await, last);
    for number in [0, -1] {
        assert_eq!(page(number).await, page(1).await);
    }
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn jump_to_me_shows_the_page_on_which_i_stand() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let members = community(&discord, &bot, 25).await;
    // With 300: rank 23.
    let carol = &members[2];
    for chosen in ["lifetime", "month", "launch-week"] {
        let first = board(carol, chosen).await;
        assert!(!is_enabled(&first, "First") && is_enabled(&first, "Jump to me"));
        let own = carol.click(&first, "Jump to me").await;
        assert!(own.text().contains("Page 3 of 3"), "{}", own.text());
        let row = format!("`23  300` ▶ {}", carol.mention());
        assert!(own.text().contains(&row), "{}", own.text());
        assert!(!is_enabled(&own, "Jump to me"), "they are on it");
        let back = carol.click(&own, "Previous").await;
        assert!(is_enabled(&back, "Jump to me"));
        assert!(back.text().contains("Page 2 of 3"), "{}", back.text());
        let top = carol.click(&own, "First").await;
        assert_eq!(top.text(), first.text());
        assert!(is_enabled(&back, "Jump to me"), "elsewhere again");
    }
    let noah = discord.member("noah");
    let public = members[0]
        .slash("leaderboard")
        .option("public", true)
        .send()
        .await;
    let none = noah.click(&public, "Jump to me").await;
    assert!(none.is_ephemeral());
    assert!(none.text().contains("Page 1 of 3"), "{}", none.text());
    assert!(!is_enabled(&none, "Jump to me"), "they are on none");
    let dora = members[3].click(&public, "Jump to me").await;
    assert!(
        dora.text().contains(&format!("▶ {}", members[3].mention())),
        "their own, not the owner's: {}",
        dora.text()
    );
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_of_the_first_version_still_turn_pages() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let members = community(&discord, &bot, 15).await;
    let alice = &members[0];
    let owner = alice.id();
    let press = async |id: String| {
        let week = board(alice, "week").await;
        let press = alice.press(&week, "Next").with_custom_id(&id);
        press.send().await.text()
    };
    let top = press(format!("board:{owner}:top")).await;
    assert!(top.contains("all-time"), "{top}");
    assert!(top.contains("` 1  1,500`"), "{top}");
    let after = press(format!("board:{owner}:after:600:999")).await;
    assert!(after.contains("`11  500`"), "{after}");
    let before = press(format!("board:{owner}:before:500:0")).await;
    assert!(before.contains("Page 1 of 2"), "{before}");
    for broken in [
        format!("board:{owner}:m5:top"),
        format!("board:{owner}:after:x:1"),
    ] {
        assert!(press(broken).await.contains("out of date"));
    }
    let gone = press(format!("board:{owner}:c999:top")).await;
    assert!(gone.contains("no such leaderboard"), "{gone}");
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_of_an_old_message_stays_with_its_month() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let members = community(&discord, &bot, 15).await;
    let month = board(&members[0], "month").await;
    bot.pass(31 * DAY_MS);
    let later = members[0].click(&month, "Next").await;
    assert!(later.text().contains("last month"), "{}", later.text());
    bot.pass(31 * DAY_MS);
    let latest = members[0].click(&later, "First").await;
    assert!(
        latest.text().contains("an earlier month"),
        "{}",
        latest.text()
    );
    assert!(latest.text().contains("1,500"), "{}", latest.text());
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hides_is_seen_by_nobody_and_sees_their_own_place() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let members = community(&discord, &bot, 3).await;
        let carol = members[2].locale(locale);
        let mut said = Vec::new();
        for wish in ["privacy hide", "privacy hide"] {
            let answer = carol.slash(wish).send().await;
            assert!(answer.is_ephemeral());
            said.push(answer.text());
        }
        for chosen in ["lifetime", "month", "week", "launch week"] {
            let others = board(&members[0], chosen).await;
            assert!(!others.text().contains(&carol.mention()));
            assert!(others.text().contains("2 members"), "{}", others.text());
            let own = board(&carol, chosen).await;
            assert!(!own.text().contains(&carol.mention()));
            assert!(own.text().contains("300"), "{}", own.text());
            said.push(own.text());
        }
        let public = carol
            .slash("leaderboard")
            .option("public", true)
            .send()
            .await;
        assert!(!public.text().contains("300"), "{}", public.text());
        let asked = members[0].slash("sparks").option("member", &carol);
        let asked = asked.send().await;
        assert!(asked.text().contains("Not ranked"), "{}", asked.text());
        for wish in ["privacy show", "privacy show"] {
            said.push(carol.slash(wish).send().await.text());
        }
        insta::assert_json_snapshot!(format!("boards_hidden_{locale}"), said);
        let again = board(&members[0], "week").await;
        assert!(again.text().contains(&carol.mention()));
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_is_left_out_of_every_board_and_returns_when_they_do() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let members = community(&discord, &bot, 25).await;
    // Most of the first page: others move up, and are looked up as well.
    for member in &members[13..24] {
        member.leave();
    }
    for chosen in ["lifetime", "week", "month", "launch week"] {
        let shown = board(&members[0], chosen).await.text();
        assert!(shown.contains("14 members"), "{shown}");
        for member in &members[13..24] {
            assert!(!shown.contains(&member.mention()), "{shown}");
        }
        assert!(shown.contains("` 2  1,300`"), "{shown}");
    }
    let back = &members[20];
    back.rejoin();
    let seen = back.slash("leaderboard").send().await.text();
    assert!(seen.contains(&format!("▶ {}", back.mention())), "{seen}");
    // Whoever is named in a command is there as well.
    let named = &members[19];
    named.rejoin();
    members[0]
        .slash("sparks")
        .option("member", named)
        .send()
        .await;
    let shown = board(&members[0], "week").await.text();
    assert!(shown.contains("16 members"), "{shown}");
    // Who only reads is found when a board is shown, some of those who left with each.
    members[18].rejoin();
    let found = async {
        while !board(&members[0], "week")
            .await
            .text()
            .contains("17 members")
        {}
    };
    tokio::time::timeout(Duration::from_secs(20), found)
        .await
        .expect("they are looked for");
    // A mark outlives the process.
    let bot = bot.restart(&discord).await;
    let hang = discord.fault(Fault::on("GET", LOOK_UP).hang().always());
    let shown = board(&members[0], "week").await.text();
    assert!(shown.contains("17 members"), "{shown}");
    hang.remove();
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_members_intent_who_leaves_and_who_joins_is_known_at_once() {
    let discord = FakeDiscord::builder().members_intent().start().await;
    let bot = TestBot::start(&discord).await;
    let members = community(&discord, &bot, 3).await;
    let departed = async |expected: i64| {
        let look = async {
            while bot.count("SELECT COUNT(*) FROM board_absence").await != expected {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), look)
            .await
            .expect("it is noted");
    };
    let stranger = discord.member("stranger");
    stranger.leave();
    members[2].leave();
    departed(1).await;
    let hang = discord.fault(Fault::on("GET", LOOK_UP).hang().always());
    let shown = board(&members[0], "week").await.text();
    assert!(shown.contains("2 members"), "{shown}");
    members[2].rejoin();
    departed(0).await;
    let shown = board(&members[0], "week").await.text();
    assert!(shown.contains("3 members"), "{shown}");
    hang.remove();
    bot.verify().await;
}

/// Whatever happens to look-ups, the board comes in time, with everyone of whom nothing else is known.
#[tokio::test(flavor = "multi_thread")]
async fn a_look_up_without_an_answer_neither_delays_nor_removes() {
    let faults: [fn(Fault) -> Fault; 6] = [
        Fault::hang,
        |fault| fault.status(500),
        |fault| fault.error(403, 50001, "Missing Access"),
        |fault| fault.error(404, 10004, "Unknown Guild"),
        |fault| fault.status(404),
        Fault::unreadable_body,
    ];
    for fault in faults {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let members = community(&discord, &bot, 3).await;
        members[2].leave();
        let look_up: FaultHandle = discord.fault(fault(Fault::on("GET", LOOK_UP)).always());
        let shown = board(&members[0], "week").await;
        assert!(shown.text().contains("3 members"), "{}", shown.text());
        assert_eq!(
            shown.callback_type(),
            Some(4),
            "at once, without being deferred"
        );
        assert_eq!(look_up.hits(), 2, "everyone but the reader");
        board(&members[0], "month").await;
        assert_eq!(look_up.hits(), 2, "not again with every page");
        look_up.remove();
        bot.pass(2 * 60_000);
        let later = board(&members[0], "week").await;
        assert!(later.text().contains("2 members"), "{}", later.text());
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_seen_is_not_looked_up_with_every_page() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let members = community(&discord, &bot, 3).await;
    members[1].slash("sparks").send().await;
    let look_ups = || discord.requests_to("GET", LOOK_UP).len();
    for _ in 0..3 {
        board(&members[0], "week").await;
    }
    assert_eq!(look_ups(), 1, "of the one who has not used the bot");
    bot.pass(11 * 60_000);
    board(&members[0], "week").await;
    assert_eq!(look_ups(), 3);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_odd_name_breaks_no_row() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let combining = format!("e{}", "\u{301}".repeat(31));
    let odd = [
        combining.as_str(),
        "\u{202e}\u{2066}abc",
        "**bold** `code`\n# head",
        "🥇🥈🥉👨‍👩‍👧‍👦",
        "<@1> @everyone",
        "||hidden||",
    ];
    for (number, name) in odd.iter().enumerate() {
        let member = discord.member(&format!("odd{number}")).nick(name);
        bot.award(&member, 10).await;
        award_from(&bot, "`x` **y** \u{202e}z", &member, 1).await;
    }
    let reader = discord.member("reader");
    for chosen in ["lifetime", "x-y-z"] {
        let shown = board(&reader, chosen).await;
        let embed = shown.embeds()[0].clone();
        let body = embed["description"].as_str().unwrap();
        let rows: Vec<&str> = body.lines().filter(|line| line.starts_with('`')).collect();
        assert_eq!(rows.len(), odd.len(), "{body}");
        for row in rows {
            // Numbers, a medal, a mention: nothing that a member chose.
            assert!(row.ends_with('>') && row.matches('`').count() == 2, "{row}");
        }
        let title = embed["title"].as_str().unwrap();
        assert!(!title.contains('\u{202e}'), "{title}");
    }
    bot.verify().await;
}
