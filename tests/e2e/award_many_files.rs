//! What goes wrong with `/award-many`: files, lines, members, Discord; and many lines at once.

use std::fmt::Write as _;
use std::time::Instant;

use fake_discord::{FakeDiscord, Fault, Member, Reply, attachment};

use super::support::{LOCALES, TestBot, moderator};

async fn campaign(mia: &Member) {
    mia.slash("campaign create")
        .option("name", "Launch week")
        .option("budget", 1_000_000)
        .option("award-cap", 500)
        .option("member-cap", 600)
        .send()
        .await;
}

async fn from_file(mia: &Member, content: impl Into<Vec<u8>>) -> Reply {
    mia.slash("award-many file")
        .option("campaign", "Launch week")
        .option("file", attachment(content, "awards.csv"))
        .send()
        .await
}

async fn nothing_happened(bot: &TestBot) {
    for table in [
        "SELECT COUNT(*) FROM award_batch",
        "SELECT COUNT(*) FROM award_batch_line",
        "SELECT COUNT(*) FROM award",
    ] {
        assert_eq!(bot.count(table).await, 0, "{table}");
    }
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_line_is_named_and_nothing_is_awarded() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice");
        let bora = discord.member("bora");
        let gone = discord.member("gone");
        gone.leave();
        let robot = discord.member("robot").bot();
        campaign(&mia).await;
        let csv = format!(
            "member,amount,reason\n{alice},10,fine\n{alice},10,twice\n{gone},10,\n999999999999999999,10,\n{robot},10,\n\
             {mia},10,\n{bora},\"1,000\",\n{bora},0,\n{bora},-5,\n{bora},501,\n{bora},10\nbora,10,\n{bora},ten,\n",
            alice = alice.id(),
            bora = bora.id(),
            gone = gone.id(),
            robot = robot.id(),
            mia = mia.id(),
        );
        let refused = from_file(&mia, csv).await;
        insta::assert_json_snapshot!(format!("award_many_flawed_{locale}"), refused.text());
        assert!(refused.buttons().is_empty());
        nothing_happened(&bot).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_bad_lines_come_as_a_file() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    campaign(&mia).await;
    let mut csv = "member,amount\n".to_owned();
    for _ in 0..9_999 {
        csv.push_str("nobody,5\n");
    }
    let refused = from_file(&mia, csv).await;
    let files = refused.attachments();
    let text = String::from_utf8(files[0].bytes.clone()).unwrap();
    assert_eq!(files[0].filename, "award-many-lines.txt");
    assert_eq!(text.lines().count(), 9_999);
    assert!(
        text.contains("Line 10000 · not a member's ID"),
        "{}",
        &text[..200]
    );
    assert!(refused.text().contains("9,999 lines can't be awarded"));
    nothing_happened(&bot).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_can_not_be_read_are_refused_with_the_reason() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        campaign(&mia).await;
        let mut shown = vec![];
        for content in [
            b"member,amount\n\xff\xfe\n".to_vec(),
            b"100000000000000001,5\n".to_vec(),
            b"member,reason\n".to_vec(),
            b"member,amount,*tier*\n".to_vec(),
            b"member,amount\n".to_vec(),
            b" ".to_vec(),
        ] {
            shown.push(from_file(&mia, content).await.text());
        }
        assert_eq!(discord.downloads().len(), 6);
        // Ten megabytes are refused by what Discord says of them: nothing is fetched.
        shown.push(from_file(&mia, vec![b'x'; 10 << 20]).await.text());
        assert_eq!(discord.downloads().len(), 6);
        let lost = Fault::on("GET", "/attachments/*/*/*").status(404);
        let lost = discord.fault(lost.always());
        shown.push(from_file(&mia, b"x".to_vec()).await.text());
        lost.remove();
        insta::assert_json_snapshot!(format!("award_many_unreadable_{locale}"), shown);
        nothing_happened(&bot).await;
    }
}

/// Without the members intent a role can't be listed, and only so many can be asked for one by one.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_intent_it_says_what_can_be_done() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let crew = discord.role("Crew").position(2).create();
        campaign(&mia).await;
        let role = mia
            .slash("award-many role")
            .option("campaign", "Launch week")
            .option("role", fake_discord::RoleId(crew))
            .option("amount", 5)
            .send()
            .await;
        let mut csv = "member,amount\n".to_owned();
        for number in 0..501 {
            writeln!(csv, "{},5", 100_000_000_000_000_000_i64 + number).unwrap();
        }
        let many = from_file(&mia, csv).await;
        let away = Fault::on("GET", "/guilds/*/members/*").status(500);
        let away = discord.fault(away.always());
        let asked = from_file(&mia, "member,amount\n100000000000000001,5\n").await;
        away.remove();
        insta::assert_json_snapshot!(
            format!("award_many_members_unknown_{locale}"),
            [role, many, asked].map(|reply| reply.text())
        );
        nothing_happened(&bot).await;
    }
}

/// With it, or up to so many one by one, members are found; who is not there is named.
#[tokio::test(flavor = "multi_thread")]
async fn members_are_found_one_by_one_too() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    campaign(&mia).await;
    let mut csv = "member,amount\n".to_owned();
    for number in 0..120 {
        let member = discord.member(&format!("m{number}"));
        writeln!(csv, "{},5", member.id()).unwrap();
    }
    let draft = from_file(&mia, csv).await;
    assert!(
        draft
            .text()
            .contains("120 members would receive 600 Sparks"),
        "{}",
        draft.text()
    );
    let listed = discord.requests_to("GET", "/guilds/*/members");
    assert_eq!(listed.len(), 1, "refused once, not for each member");
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn totals_are_held_against_the_budget_and_the_day() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        mia.slash("campaign create")
            .option("name", "Launch week")
            .option("budget", 100)
            .send()
            .await;
        mia.slash("campaign create")
            .option("name", "Daily")
            .option("moderator-cap", 90)
            .send()
            .await;
        let (alice, bora) = (discord.member("alice"), discord.member("bora"));
        let mut shown = vec![];
        for campaign in ["Launch week", "Daily", "Nowhere"] {
            let refused = mia
                .slash("award-many members")
                .option("campaign", campaign)
                .option("members", format!("{} {}", alice.mention(), bora.mention()))
                .option("amount", 51)
                .send()
                .await;
            shown.push(refused.text());
        }
        insta::assert_json_snapshot!(format!("award_many_totals_{locale}"), shown);
        nothing_happened(&bot).await;
    }
}

/// Drafts wait a day.
#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_confirms_is_forgotten() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    campaign(&mia).await;
    let draft = from_file(&mia, format!("id,amount\n{},7\n", alice.id())).await;
    bot.clock.advance(24 * 60 * 60 * 1_000);
    bot.app.signals.wake_batches();
    let gone = async {
        while bot.count("SELECT COUNT(*) FROM award_batch").await > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), gone)
        .await
        .unwrap();
    let late = mia.click(&draft, "confirm").await;
    assert!(late.text().contains("no such batch"), "{}", late.text());
    nothing_happened(&bot).await;
}

/// Somebody else's draft, and somebody without the permission.
#[tokio::test(flavor = "multi_thread")]
async fn other_hands_confirm_nothing() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    campaign(&mia).await;
    let draft = from_file(&mia, format!("id,amount\n{},7\n", alice.id())).await;
    let bora = discord.member("bora");
    discord.allow_command("award-many", &bora);
    let unasked = from_file(&bora, format!("id,amount\n{},7\n", alice.id())).await;
    assert!(unasked.buttons().is_empty());
    assert!(
        unasked.text().contains("Manage Server"),
        "{}",
        unasked.text()
    );
    let mias = draft.buttons()[0].custom_id.clone().unwrap();
    let boras = mias.replace(&mia.id().to_string(), &bora.id().to_string());
    let nora = discord
        .member("nora")
        .permissions(fake_discord::permissions::MANAGE_GUILD);
    let noras = mias.replace(&mia.id().to_string(), &nora.id().to_string());
    for (who, id, expected) in [
        (&bora, &mias, "This belongs to"),
        (&bora, &boras, "Manage Server"),
        (&nora, &noras, "Only the moderator who prepared it"),
    ] {
        let sparks = who.slash("sparks").send().await;
        let refused = who.press(&sparks, "help").with_custom_id(id).send().await;
        assert!(refused.text().contains(expected), "{}", refused.text());
    }
    assert_eq!(bot.balance(&alice).await, (0, 0));
    bot.verify().await;
}

/// Ten thousand lines: right to the last Spark. How long it takes is said, not asserted.
#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_lines_are_paid_once_each() {
    const LINES: i64 = 10_000;
    let discord = FakeDiscord::builder()
        .members_intent()
        .answer_within(std::time::Duration::from_mins(2))
        .wait(std::time::Duration::from_mins(5))
        .start()
        .await;
    let mut csv = "member,amount,reason\n".to_owned();
    let mut total = 0;
    for number in 0..LINES {
        let member = discord.member(&format!("m{number}"));
        let amount = 1 + number % 500;
        total += amount;
        writeln!(csv, "{},{amount},Quest {number}", member.id()).unwrap();
    }
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    mia.slash("campaign create")
        .option("name", "Launch week")
        .option("budget", total)
        .option("member-cap", 600)
        .send()
        .await;
    let begun = Instant::now();
    let draft = from_file(&mia, csv).await;
    let drafted_ms = begun.elapsed().as_millis();
    let shown = mia.click(&draft, "confirm").await;
    let paid = shown
        .wait_until(|reply| reply.text().contains("10,000 members have received"))
        .await;
    let paid_ms = begun.elapsed().as_millis();
    eprintln!("10,000 lines: preview after {drafted_ms} ms, paid after {paid_ms} ms");
    assert!(paid.text().contains("10,000 of 10,000"), "{}", paid.text());
    let right = "SELECT COUNT(*) FROM award_batch_line AS line
        JOIN award ON award.id = line.award_id AND award.member = line.member_id AND award.amount = line.amount
        JOIN account ON account.id = award.account_id AND account.available = line.amount";
    assert_eq!(bot.count(right).await, LINES);
    assert_eq!(bot.count("SELECT COUNT(*) FROM award").await, LINES);
    assert_eq!(bot.count("SELECT SUM(amount) FROM award").await, total);
    bot.verify().await;
}
