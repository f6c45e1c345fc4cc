//! `/award-undo`.

use fake_discord::{FakeDiscord, Member, Reply};

use super::support::{LOCALES, TestBot, badge_role, moderator};

async fn award(mia: &Member, alice: &Member, amount: i64) {
    mia.slash("campaign create")
        .option("name", "Launch week")
        .send()
        .await;
    mia.slash("award")
        .option("member", alice)
        .option("amount", amount)
        .option("campaign", "Launch week")
        .send()
        .await;
}

async fn undo(by: &Member, award: &str) -> Reply {
    by.slash("award-undo")
        .option("award", award)
        .option("reason", "Wrong member")
        .send()
        .await
}

/// Alice was awarded 500 and has spent 300 of it.
async fn spent(discord: &FakeDiscord, bot: &TestBot, mia: &Member, alice: &Member) {
    award(mia, alice, 500).await;
    let role = badge_role(discord, "Explorer");
    bot.perk("Explorer", role, 300).await;
    let confirm = alice
        .slash("redeem")
        .option("perk", "Explorer")
        .send()
        .await;
    alice.click(&confirm, "confirm").await;
    bot.settled().await;
    assert_eq!(bot.balance(alice).await, (200, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_spent_becomes_a_debt_only_when_chosen() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        spent(&discord, &bot, &mia, &alice).await;

        let question = undo(&mia, "#A-1").await;
        assert_eq!(
            bot.balance(&alice).await,
            (200, 0),
            "a question takes nothing"
        );
        let done = mia.click(&question, "debt").await;
        assert_eq!(bot.balance(&alice).await, (0, 0));
        let summary = alice.slash("sparks").send().await;
        let history = alice.slash("history").send().await;
        let seen_by_mia = mia.slash("sparks").option("member", &alice).send().await;
        mia.slash("award")
            .option("member", &alice)
            .option("amount", 350)
            .option("campaign", "Launch week")
            .send()
            .await;
        assert_eq!(bot.balance(&alice).await, (50, 0), "300 went to the debt");
        let paid = alice.slash("history").send().await;
        let again = undo(&mia, "a1").await;

        let shown = [question, done, summary, history, seen_by_mia, paid, again];
        insta::assert_json_snapshot!(
            format!("award_undo_{locale}"),
            shown.map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_answer_counts_also_after_a_restart() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    spent(&discord, &bot, &mia, &alice).await;
    let question = undo(&mia, "A-1").await;
    let ids: Vec<String> = question
        .buttons()
        .into_iter()
        .filter_map(|button| button.custom_id)
        .collect();
    let second = undo(&mia, "A-1").await;

    let bot = bot.restart(&discord).await;
    let done = mia.click(&question, "taken").await;
    assert!(
        done.text().contains("Left to the member"),
        "{}",
        done.text()
    );
    // The message's buttons are gone; presses that were on their way are not.
    let late = |id: &str| mia.press(&second, "debt").with_custom_id(id);
    let other = late(&ids[1]).send().await;
    assert!(
        other.text().contains("already been answered"),
        "{}",
        other.text()
    );
    let third = undo(&mia, "A-1").await;
    assert!(third.text().contains("already undone"), "{}", third.text());
    assert_eq!(bot.balance(&alice).await, (0, 0));
    assert_eq!(bot.count("SELECT COUNT(*) FROM debt").await, 0);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_have_changed_are_asked_about_again() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    spent(&discord, &bot, &mia, &alice).await;
    let question = undo(&mia, "A-1").await;
    bot.award(&alice, 40).await;

    let asked = mia.click(&question, "taken").await;
    assert!(
        asked.text().contains("balance has changed"),
        "{}",
        asked.text()
    );
    assert!(asked.text().contains("240 Sparks left"), "{}", asked.text());
    assert_eq!(bot.balance(&alice).await, (240, 0));
    mia.click(&asked, "taken").await;
    assert_eq!(bot.balance(&alice).await, (0, 0));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_receipts_and_other_hands_are_refused() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    spent(&discord, &bot, &mia, &alice).await;
    for typed in [
        "",
        "A-99",
        "R-1",
        "A-",
        "-1",
        "A-2",
        "everything",
        "99999999999999999999",
    ] {
        let refused = mia
            .slash("award-undo")
            .option("award", typed)
            .option("reason", "x")
            .unchecked()
            .send()
            .await;
        assert!(
            refused.text().contains("no award with this receipt"),
            "{typed}: {}",
            refused.text()
        );
    }
    let question = undo(&mia, "A-1").await;
    // Whoever is allowed the command alone is told so, and shown no buttons; who has it, can't take it back.
    discord.allow_command("award-undo", &alice);
    let own = undo(&alice, "A-1").await;
    assert!(
        own.text().contains("an award to yourself"),
        "{}",
        own.text()
    );
    let bora = discord.member("bora");
    discord.allow_command("award-undo", &bora);
    let asked = undo(&bora, "A-1").await;
    assert!(asked.text().contains("Manage Server"), "{}", asked.text());
    let mias = question.buttons()[1].custom_id.clone().unwrap();
    let boras = mias.replace(&mia.id().to_string(), &bora.id().to_string());
    for (id, expected) in [(mias, "This belongs to"), (boras, "Manage Server")] {
        let sparks = bora.slash("sparks").send().await;
        let press = bora.press(&sparks, "help").with_custom_id(&id);
        let refused = press.send().await;
        assert!(refused.text().contains(expected), "{}", refused.text());
    }
    assert_eq!(bot.balance(&alice).await, (200, 0));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_tells_who_did_what() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice");
        let empty = mia.slash("audit").send().await;
        spent(&discord, &bot, &mia, &alice).await;
        mia.slash("campaign edit")
            .option("campaign", "Launch week")
            .option("budget", 900)
            .option("member-cap", 600)
            .option("end", "7d")
            .option("description", "Find *bugs* @everyone")
            .send()
            .await;
        let question = undo(&mia, "A-1").await;
        mia.click(&question, "debt").await;
        for name in ["close", "reopen"] {
            mia.slash(&format!("campaign {name}"))
                .option("campaign", "Launch week")
                .send()
                .await;
        }
        let all = mia.slash("audit").send().await;
        let undone = mia.slash("audit").option("what", 1).send().await;
        let by_alice = mia.slash("audit").option("who", &alice).send().await;
        let bad_since = mia
            .slash("audit")
            .option("since", "01/12/2025")
            .send()
            .await;
        bot.clock.advance(86_400_000);
        let today = mia.slash("audit").option("since", "12h").send().await;
        let shown = [empty, all, undone, by_alice, bad_since, today];
        assert!(shown.iter().all(Reply::is_ephemeral));
        insta::assert_json_snapshot!(format!("audit_{locale}"), shown.map(|reply| reply.text()));
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_has_pages() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    for amount in 1..=12 {
        award(&mia, &alice, amount).await;
    }
    let first = mia.slash("audit").option("what", 0).send().await;
    let older = mia.click(&first, "Older").await;
    assert!(
        older.text().contains("awarded 1 Spark to"),
        "{}",
        older.text()
    );
    let back = mia.click(&older, "Newer").await;
    assert_eq!(back.text(), first.text());
    bot.verify().await;
}

/// Who was erased is somebody in the record, as a member and as a moderator, and keeps what they were awarded.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_from_whom_nobody_knows() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        spent(&discord, &bot, &mia, &alice).await;
        let question = undo(&mia, "A-1").await;
        for member in [&alice, &mia] {
            let erase = member.slash("privacy erase").send().await;
            member.click(&erase, "erase").await;
        }

        let late = mia.press(&question, "debt").send().await;
        let refused = undo(&mia, "A-1").await;
        let record = mia.slash("audit").send().await;

        assert!(
            !record.text().contains(&mia.id().to_string()),
            "{}",
            record.text()
        );
        insta::assert_json_snapshot!(
            format!("award_undo_erased_{locale}"),
            [late, refused, record].map(|reply| reply.text())
        );
        bot.verify().await;
    }
}
