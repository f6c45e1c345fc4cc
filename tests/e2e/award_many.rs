//! `/award-many`: from the preview to the last award, and back.

use std::fmt::Write as _;

use fake_discord::{FakeDiscord, Member, Reply, RoleId, attachment};

use super::support::{LOCALES, TestBot, badge_role, moderator};

/// A campaign with room for so much.
async fn campaign(mia: &Member, budget: i64) {
    mia.slash("campaign create")
        .option("name", "Launch week")
        .option("budget", budget)
        .send()
        .await;
}

fn listed() -> fake_discord::Builder {
    FakeDiscord::builder().members_intent()
}

async fn from_file(mia: &Member, csv: &str) -> Reply {
    mia.slash("award-many file")
        .option("campaign", "Launch week")
        .option("file", attachment(csv, "awards.csv"))
        .send()
        .await
}

/// Confirms, and waits until the batch rests.
async fn confirmed(mia: &Member, draft: &Reply) -> Reply {
    let shown = mia.click(draft, "confirm").await;
    rested(&shown).await
}

async fn rested(shown: &Reply) -> Reply {
    let buttons = |reply: &Reply| {
        let ids = reply.buttons().into_iter();
        ids.filter_map(|button| button.custom_id)
            .any(|id| id.contains(":show:"))
    };
    shown.wait_until(|reply| !buttons(reply)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_shown_confirmed_paid_and_taken_back() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        let bora = discord.member("bora").locale(locale);
        campaign(&mia, 1_000).await;
        let none_yet = mia.slash("award-many status").send().await;
        let csv = format!(
            "member,amount,reason\n{},300,Won the *quiz* @everyone\n<@{}>,50,\n",
            alice.id(),
            bora.id()
        );

        let draft = from_file(&mia, &csv).await;
        assert_eq!(bot.balance(&alice).await, (0, 0), "a preview gives nothing");
        let paid = confirmed(&mia, &draft).await;
        assert_eq!(bot.balance(&alice).await, (300, 0));
        assert_eq!(bot.balance(&bora).await, (50, 0));
        let history = alice.slash("history").send().await;

        let role = badge_role(&discord, "Explorer");
        bot.perk("Explorer", role, 120).await;
        let ask = alice
            .slash("redeem")
            .option("perk", "Explorer")
            .send()
            .await;
        alice.click(&ask, "confirm").await;
        bot.settled().await;
        let question = mia
            .slash("award-many undo")
            .option("batch", "B-1")
            .option("reason", "Wrong list")
            .send()
            .await;
        assert_eq!(
            bot.balance(&bora).await,
            (50, 0),
            "a question takes nothing"
        );
        let undone = mia.click(&question, "debt").await;
        let undone = rested(&undone).await;
        assert_eq!(bot.balance(&alice).await, (0, 0));
        assert_eq!(bot.balance(&bora).await, (0, 0));
        assert_eq!(bot.count("SELECT SUM(incurred) FROM debt").await, 120);
        let status = mia.slash("award-many status").send().await;
        let record = mia.slash("audit").send().await;
        let again = mia
            .slash("award-many undo")
            .option("batch", "1")
            .option("reason", "Again")
            .send()
            .await;

        let shown = [
            none_yet, draft, paid, history, question, undone, status, record, again,
        ];
        insta::assert_json_snapshot!(
            format!("award_many_{locale}"),
            shown.map(|reply| reply.text())
        );
        assert_eq!(
            bot.count("SELECT COUNT(*) FROM audit WHERE action LIKE 'award_many%'")
                .await,
            2
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_awarded_without_its_bots_and_oneself() {
    for locale in LOCALES {
        let discord = listed().start().await;
        let bot = TestBot::start(&discord).await;
        let crew = discord.role("Crew").position(2).create();
        let mia = moderator(&discord).with_role(crew).locale(locale);
        let alice = discord.member("alice").with_role(crew);
        let bora = discord.member("bora").with_role(crew);
        discord.member("robot").with_role(crew).bot();
        let outsider = discord.member("outsider");
        campaign(&mia, 1_000).await;

        let draft = mia
            .slash("award-many role")
            .option("campaign", "launch WEEK")
            .option("role", RoleId(crew))
            .option("amount", 40)
            .option("reason", "Thank you")
            .send()
            .await;
        confirmed(&mia, &draft).await;
        for member in [&alice, &bora] {
            assert_eq!(bot.balance(member).await, (40, 0));
        }
        for member in [&mia, &outsider] {
            assert_eq!(bot.balance(member).await, (0, 0));
        }
        insta::assert_json_snapshot!(format!("award_many_role_{locale}"), draft.text());
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pasted_members_are_awarded_and_a_draft_can_be_cancelled() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice");
        let bora = discord.member("bora");
        campaign(&mia, 1_000).await;
        let ask = || {
            mia.slash("award-many members")
                .option("campaign", "Launch week")
                .option("members", format!("{}{}", alice.mention(), bora.mention()))
                .option("amount", 10)
                .send()
        };
        let draft = ask().await;
        let cancelled = mia.click(&draft, "cancel").await;
        // A press that was on its way.
        let id = draft.buttons()[0].custom_id.clone().unwrap();
        let second = ask().await;
        let late = mia.press(&second, "confirm").with_custom_id(&id);
        let late = late.send().await;
        assert_eq!(bot.balance(&alice).await, (0, 0));
        let third = ask().await;
        confirmed(&mia, &third).await;
        assert_eq!(bot.balance(&alice).await, (10, 0));
        assert_eq!(bot.balance(&bora).await, (10, 0));
        insta::assert_json_snapshot!(
            format!("award_many_members_{locale}"),
            [draft, cancelled, late].map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

/// Two clicks, a redelivered click, and one from before a restart: each line is paid once.
#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_paid_once_however_often_it_is_confirmed() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    campaign(&mia, 1_000).await;
    let draft = from_file(&mia, &format!("id,amount\n{},7\n", alice.id())).await;
    let bot = bot.restart(&discord).await;
    let first = mia.press(&draft, "confirm").anyway().send_without_waiting();
    let second = mia.press(&draft, "confirm").anyway().send_without_waiting();
    discord.redeliver_last_interaction();
    first.finished().await;
    rested(&second.finished().await).await;
    assert_eq!(bot.balance(&alice).await, (7, 0));
    let again = mia.slash("award-many status").send().await;
    assert!(again.text().contains("1 of 1"), "{}", again.text());
    bot.verify().await;
}

/// The campaign is closed while a batch is being paid: it stops between two chunks, says what is left, and goes on when
/// the campaign is open again. What is left can also be given to the command as it is.
#[tokio::test(flavor = "multi_thread")]
async fn what_stops_is_said_and_can_go_on() {
    for locale in LOCALES {
        let discord = listed().start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        campaign(&mia, 10_000).await;
        let mut csv = "id,amount,reason\n".to_owned();
        for number in 0..150 {
            let member = discord.member(&format!("m{number}"));
            writeln!(csv, "{},3,=x", member.id()).unwrap();
        }
        let draft = from_file(&mia, &csv).await;
        bot.tamper(
            "CREATE TRIGGER in_between AFTER UPDATE OF award_id ON award_batch_line WHEN NEW.line = 50
             BEGIN UPDATE campaign SET closed_at_ms = 1767225600000, closed_by = 5; END",
        )
        .await;
        let stopped = confirmed(&mia, &draft).await;
        assert_eq!(bot.count("SELECT SUM(amount) FROM award").await, 300);
        bot.tamper("DROP TRIGGER in_between").await;
        let file = stopped.attachments()[0].bytes.clone();
        assert_eq!(String::from_utf8_lossy(&file).lines().count(), 51);
        let too_early = mia.click(&stopped, "continue").await;
        mia.slash("campaign reopen")
            .option("campaign", "Launch week")
            .send()
            .await;
        let rest = from_file(&mia, std::str::from_utf8(&file).unwrap()).await;
        mia.click(&rest, "cancel").await;

        let bot = bot.restart(&discord).await;
        let status = mia.slash("award-many status").send().await;
        let went_on = mia.click(&status, "continue").await;
        let paid = rested(&went_on).await;
        assert_eq!(bot.count("SELECT COUNT(*) FROM award").await, 150);
        assert_eq!(
            bot.count("SELECT COUNT(DISTINCT member) FROM award").await,
            150
        );
        let record = mia.slash("audit").send().await;
        insta::assert_json_snapshot!(
            format!("award_many_stopped_{locale}"),
            [stopped, too_early, rest, paid, record].map(|reply| reply.text())
        );
        bot.verify().await;
    }
}
