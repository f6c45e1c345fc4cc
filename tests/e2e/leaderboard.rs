//! `/leaderboard`: ten rows, the reader's own, and the pages in between.

use fake_discord::{FakeDiscord, Reply};

use super::support::{LOCALES, TestBot, badge_role};

async fn community(discord: &FakeDiscord, bot: &TestBot, members: i64) {
    for number in 1..=members {
        // Every third pair shares a score.
        let score = 100 * (number - i64::from(number % 3 == 0));
        bot.award(&discord.member(&format!("member{number:02}")), score)
            .await;
    }
}

fn ranks(reply: &Reply) -> Vec<String> {
    let body = reply.embeds()[0]["description"]
        .as_str()
        .unwrap()
        .to_owned();
    body.lines()
        .filter_map(|line| line.split('`').nth(1))
        .map(|columns| columns.split_whitespace().next().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_in_three_languages() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        community(&discord, &bot, 12).await;
        let reader = discord.member("member05").locale(locale);
        let board = reader.slash("leaderboard").send().await;
        assert!(board.is_ephemeral());
        insta::assert_json_snapshot!(format!("leaderboard_{locale}"), board);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_forth_and_back_and_ties_share_a_rank() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    community(&discord, &bot, 25).await;
    let reader = discord.member("member01");

    let first = reader.slash("leaderboard").send().await;
    let second = reader.click(&first, "Next").await;
    let third = reader.click(&second, "Next").await;
    let back = reader.click(&third, "Previous").await;

    assert_eq!(
        ranks(&first),
        ["1", "2", "2", "4", "5", "5", "7", "8", "8", "10"]
    );
    assert_eq!(ranks(&third), ["20", "22", "23", "23", "25"]);
    assert_eq!(ranks(&back), ranks(&second));
    let enabled = |reply: &Reply, label: &str| {
        reply
            .buttons()
            .into_iter()
            .any(|button| button.label == label && !button.disabled)
    };
    assert!(!enabled(&first, "Previous") && enabled(&first, "Next"));
    assert!(enabled(&third, "Previous") && !enabled(&third, "Next"));
    for page in [&first, &second, &third] {
        assert!(
            page.text().contains("#25 · 100 Sparks"),
            "own row always shown: {}",
            page.text()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_board_invites() {
    let discord = FakeDiscord::start().await;
    let _bot = TestBot::start(&discord).await;
    let board = discord.member("alice").slash("leaderboard").send().await;
    assert!(board.text().contains("Be the first"), "{}", board.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn spending_lowers_no_rank() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", explorer, 300).await;
    let (alice, bora) = (discord.member("alice"), discord.member("bora"));
    bot.award(&alice, 300).await;
    bot.award(&bora, 200).await;
    let confirm = alice
        .slash("redeem")
        .option("perk", "explorer")
        .send()
        .await;
    alice
        .click(&confirm, "confirm")
        .await
        .wait_until(|reply| reply.text().contains("#0001"))
        .await;

    let board = alice.slash("leaderboard").send().await;

    assert!(board.text().contains("#1 · 300 Sparks"), "{}", board.text());
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_public_board_opens_a_private_one() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    community(&discord, &bot, 15).await;
    let board = discord
        .member("member01")
        .slash("leaderboard")
        .option("public", true)
        .send()
        .await;
    assert!(!board.is_ephemeral());

    let own = discord
        .member("member02")
        .locale("ru")
        .click(&board, "Next")
        .await;

    assert!(own.is_ephemeral());
    assert!(own.text().contains("Рейтинг"), "{}", own.text());
    assert_eq!(
        board.refreshed().text(),
        board.text(),
        "the public board stays as it was"
    );
}
