//! Tickets: a code and a picture at once, shown again to their owner alone, and checked at the door.

use fake_discord::{FakeDiscord, Member};
use sparks::perks::PerkKind;

use super::support::{LOCALES, TestBot, ask_for, moderator};

async fn code(bot: &TestBot, receipt: i64) -> String {
    let code: String = sqlx::query_scalar("SELECT code FROM ticket WHERE redemption_id = $1")
        .bind(receipt)
        .fetch_one(&mut *bot.app.db.read().await.unwrap())
        .await
        .unwrap();
    format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..])
}

async fn check(moderator: &Member, code: &str) -> fake_discord::Reply {
    moderator
        .slash("ticket check")
        .option("code", code)
        .send()
        .await
}

/// A code is another one every time.
fn hidden(text: &str, codes: &[&str]) -> String {
    codes
        .iter()
        .fold(text.to_owned(), |text, code| text.replace(code, "CODE"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_lets_one_in_once() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        bot.manual_perk(PerkKind::Ticket, "Meetup", 300).await;
        let alice = discord.member("alice").locale(locale);
        let mia = moderator(&discord).locale(locale);
        bot.award(&alice, 600).await;

        let none = alice.slash("tickets").send().await;
        let question = ask_for(&alice, "meetup").await;
        let receipt = alice.click(&question, "confirm").await;
        let receipt = receipt
            .wait_until(|reply| reply.text().contains("R-1"))
            .await;
        assert_eq!(bot.balance(&alice).await, (300, 0));
        let question = ask_for(&alice, "meetup").await;
        alice
            .click(&question, "confirm")
            .await
            .wait_until(|reply| reply.text().contains("R-2"))
            .await;
        let (first, second) = (code(&bot, 1).await, code(&bot, 2).await);
        assert!(receipt.text().contains(&first), "{}", receipt.text());
        let picture = &receipt.attachments()[0];
        assert_eq!(picture.filename, "ticket.png");

        let shown = alice.slash("tickets").send().await;
        let other = alice.choose(&shown, "1").await;
        let typed = first.to_lowercase().replace('-', " ").replace('0', "o");
        let let_in = check(&mia, &typed).await;
        let used = check(&mia, &first).await;
        let shown_used = alice
            .choose(&alice.slash("tickets").send().await, "1")
            .await;
        let unknown = check(&mia, "0000-0000-0000").await;
        let mistyped = check(&mia, "7KQM-2X4P").await;
        let audit = mia.slash("audit").send().await;

        for reply in [&receipt, &shown, &let_in, &used] {
            assert!(reply.is_ephemeral());
        }
        assert!(let_in.text().contains(&alice.mention()));
        let codes = [first.as_str(), second.as_str()];
        insta::assert_json_snapshot!(
            format!("ticket_{locale}"),
            [
                none, receipt, shown, other, let_in, used, shown_used, unknown, mistyped, audit
            ]
            .map(|reply| hidden(&reply.text(), &codes))
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_shown_to_nobody_else_and_checked_by_another() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.manual_perk(PerkKind::Ticket, "Meetup", 300).await;
    let (mia, alice) = (moderator(&discord), discord.member("alice"));
    bot.award(&mia, 300).await;
    let question = ask_for(&mia, "meetup").await;
    let receipt = mia.click(&question, "confirm").await;
    receipt
        .wait_until(|reply| reply.text().contains("R-1"))
        .await;
    let code = code(&bot, 1).await;

    let own = check(&mia, &code).await;
    assert!(own.text().contains("ticket is yours"), "{}", own.text());
    let shown = mia.slash("tickets").send().await;
    assert!(shown.text().contains(&code));
    let hers = alice.slash("tickets").send().await;
    assert!(hers.text().contains("no tickets"), "{}", hers.text());

    // Erased with who had it: at the door it is unknown.
    let asked = mia.slash("privacy erase").send().await;
    let erased = mia.click(&asked, "erase").await;
    let _ = erased;
    assert_eq!(bot.count("SELECT COUNT(*) FROM ticket").await, 0);
    let other = discord
        .member("other")
        .permissions(fake_discord::permissions::MANAGE_GUILD);
    let unknown = check(&other, &code).await;
    assert!(unknown.text().contains("No ticket"), "{}", unknown.text());
    bot.verify().await;
}
