//! `/code` and `/claim`.

use fake_discord::{FakeDiscord, Member, Reply};

use super::support::{LOCALES, TestBot, moderator};

async fn campaign(mia: &Member) {
    mia.slash("campaign create")
        .option("name", "Launch week")
        .option("budget", 1_000)
        .send()
        .await;
}

async fn create(mia: &Member, uses: i64) -> (Reply, String) {
    let created = mia
        .slash("code create")
        .option("campaign", "Launch week")
        .option("amount", 25)
        .option("uses", uses)
        .option("expires", "2h")
        .send()
        .await;
    let word = created
        .text()
        .lines()
        .next()
        .unwrap()
        .trim_start_matches("# ")
        .to_owned();
    (created, word)
}

async fn claim(member: &Member, typed: &str) -> Reply {
    member.slash("claim").option("code", typed).send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_made_read_out_claimed_and_closed() {
    for locale in LOCALES {
        let discord = FakeDiscord::builder().guild_locale(locale).start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        let bora = discord.member("bora").locale(locale);
        let cleo = discord.member("cleo").locale(locale);
        campaign(&mia).await;
        let empty = mia.slash("code list").send().await;
        let (created, word) = create(&mia, 2).await;
        assert_eq!(word.len(), 14, "{word}");

        let claimed = claim(&alice, &word.to_lowercase().replace('-', " ")).await;
        let twice = claim(&alice, &word).await;
        let own = claim(&mia, &word).await;
        let unknown = claim(&bora, "FFFF-FFFF-FFFF").await;
        claim(&bora, &word).await;
        let used_up = claim(&cleo, &word).await;
        assert_eq!(bot.balance(&alice).await, (25, 0));
        assert_eq!(bot.balance(&bora).await, (25, 0));
        assert_eq!(bot.balance(&cleo).await, (0, 0));
        let history = alice.slash("history").send().await;
        let list = mia.slash("code list").send().await;

        let (_, second) = create(&mia, 5).await;
        bot.clock.advance(2 * 60 * 60 * 1_000);
        let expired = claim(&cleo, &second).await;
        let close = mia.slash("code close").option("code", "C-2").send().await;
        let closed = claim(&cleo, &second).await;
        for _ in 0..5 {
            claim(&cleo, "nonsense").await;
        }
        let too_many = claim(&cleo, &second).await;
        let record = mia.slash("audit").send().await;
        let again = mia.slash("code close").option("code", &second).send().await;

        let shown = [
            empty, created, claimed, twice, own, unknown, used_up, history, list, expired, close,
            closed, too_many, record, again,
        ];
        assert!(
            shown.iter().all(Reply::is_ephemeral),
            "a code is nobody else's to read"
        );
        let shown = shown.map(|reply| {
            let text = reply.text();
            text.replace(&word, "CODE-ONE").replace(&second, "CODE-TWO")
        });
        insta::assert_json_snapshot!(format!("code_{locale}"), shown);
        bot.verify().await;
    }
}

/// A restart forgives nobody who guesses; codes are told by autocomplete to nobody, and numbers to moderators only.
#[tokio::test(flavor = "multi_thread")]
async fn codes_are_not_given_away() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    campaign(&mia).await;
    let (_, word) = create(&mia, 2).await;
    let suggested = mia.autocomplete("code close", "code", "").await;
    assert_eq!(suggested.len(), 1);
    let suggested = format!("{suggested:?}");
    assert!(
        suggested.contains("C-1") && !suggested.contains(&word),
        "{suggested}"
    );
    for _ in 0..5 {
        claim(&alice, "0000").await;
    }
    let bot = bot.restart(&discord).await;
    let waits = claim(&alice, &word).await;
    assert!(waits.text().contains("Too many tries"), "{}", waits.text());
    let unavailable = alice.slash("code list").try_send().await;
    assert!(unavailable.is_err(), "a moderators' command");
    assert_eq!(bot.balance(&alice).await, (0, 0));
    bot.verify().await;
}
