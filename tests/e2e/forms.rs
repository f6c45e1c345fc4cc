//! Perks that ask for something: the form, what is refused, and the answer on its way to the receipt.

use fake_discord::{FakeDiscord, Member, Reply};
use sparks::perks::PerkKind;

use super::support::{LOCALES, TestBot, ask_for, moderator};

const WALLET: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const POST: &str = "https://x.com/minara/status/1790000000000000001";

async fn answer(member: &Member, form: &Reply, typed: &str) -> Reply {
    member.submit(form, &[("answer", typed)]).await
}

async fn answers(bot: &TestBot) -> Vec<String> {
    sqlx::query_scalar("SELECT answer FROM redemption_answer ORDER BY redemption_id")
        .fetch_all(&mut *bot.app.db.read().await.unwrap())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_travels_from_the_form_to_the_receipt() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        bot.manual_perk(PerkKind::Whitelist, "Whitelist", 300).await;
        bot.manual_perk(PerkKind::Boost, "Boost", 200).await;
        bot.manual_perk(PerkKind::Plan, "Pro plan", 100).await;
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 1_000).await;

        let menu = alice.slash("redeem").send().await;
        let form = alice.choose(&menu, "whitelist").await;
        let wrong = answer(&alice, &form, "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed").await;
        let again = alice.click(&wrong, "form").await;
        assert!(
            again.modal().to_string().contains("0x5AAeb"),
            "what was typed is there: {:?}",
            again.modal()
        );
        assert_eq!(bot.balance(&alice).await, (1_000, 0), "nothing was charged");
        let confirm = answer(&alice, &again, &WALLET.to_lowercase()).await;
        // What she answered is not lost when the bot starts anew.
        let bot = bot.restart(&discord).await;
        let receipt = alice.click(&confirm, "confirm").await;
        let receipt = receipt
            .wait_until(|reply| reply.text().contains("R-1"))
            .await;
        assert_eq!(bot.balance(&alice).await, (700, 300));

        let elsewhere_form = ask_for(&alice, "boost").await;
        let elsewhere = answer(&alice, &elsewhere_form, "https://example.com/a/status/1").await;
        let again = alice.click(&elsewhere, "form").await;
        let link = format!("{}?s=20", POST.replace("x.com", "mobile.twitter.com"));
        let boost = answer(&alice, &again, &link).await;
        let boosted = alice.click(&boost, "confirm").await;
        boosted
            .wait_until(|reply| reply.text().contains("R-2"))
            .await;
        let plan_form = ask_for(&alice, "pro plan").await;
        let nobody = answer(&alice, &plan_form, "alice@").await;
        let again = alice.click(&nobody, "form").await;
        let plan = answer(&alice, &again, " alice@example.com ").await;
        let planned = alice.click(&plan, "confirm").await;
        planned
            .wait_until(|reply| reply.text().contains("R-3"))
            .await;
        let sparks = alice.slash("sparks").send().await;

        assert_eq!(answers(&bot).await, [WALLET, POST, "alice@example.com"]);
        for reply in [&wrong, &confirm, &receipt, &elsewhere, &boost] {
            assert!(reply.is_ephemeral());
        }
        insta::assert_json_snapshot!(
            format!("form_wallet_{locale}"),
            (form.modal(), &wrong, &confirm, &receipt)
        );
        insta::assert_json_snapshot!(
            format!("form_others_{locale}"),
            [
                elsewhere_form.modal().to_string(),
                plan_form.modal().to_string(),
                elsewhere.text(),
                boost.text(),
                nobody.text(),
                plan.text(),
                sparks.text()
            ]
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_confirmed_is_what_was_answered() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.manual_perk(PerkKind::Boost, "Boost", 200).await;
    let (alice, bora) = (discord.member("alice"), discord.member("bora"));
    bot.award(&alice, 1_000).await;
    bot.award(&bora, 1_000).await;

    // Two answers: each question has its own.
    let form = ask_for(&alice, "boost").await;
    let first = answer(&alice, &form, POST).await;
    let change = alice.click(&first, "form").await;
    let other = POST.replace("0001", "0002");
    let second = answer(&alice, &change, &other).await;
    let receipt = alice
        .press(&second, "confirm")
        .deliver_times(3)
        .send()
        .await;
    receipt
        .wait_until(|reply| reply.text().contains("R-1"))
        .await;
    assert_eq!(answers(&bot).await, std::slice::from_ref(&other));
    assert_eq!(bot.balance(&alice).await, (800, 200), "once");

    // The price changes between question and confirmation: asked again, with the same answer.
    let form = ask_for(&alice, "boost").await;
    let question = answer(&alice, &form, POST).await;
    bot.tamper("UPDATE perk SET price = 250").await;
    let asked_again = alice.click(&question, "confirm").await;
    assert!(asked_again.text().contains("250") && asked_again.text().contains(POST));
    let receipt = alice.click(&asked_again, "confirm").await;
    receipt
        .wait_until(|reply| reply.text().contains("R-2"))
        .await;
    assert_eq!(answers(&bot).await, [other, POST.to_owned()]);

    // Somebody else's answer is not to be had with a made-up button, and one that is forgotten is asked for again.
    let id = question.sent().to_string();
    let nonce = id.split("redeem:confirm:").nth(1).unwrap();
    let nonce = nonce.split('"').next().unwrap().rsplit(':').next().unwrap();
    let form = ask_for(&bora, "boost").await;
    let hers = answer(&bora, &form, POST).await;
    let stolen = format!("redeem:form:{}:1:{nonce}", bora.id());
    let opened = bora
        .press(&hers, "form")
        .with_custom_id(&stolen)
        .send()
        .await;
    assert!(
        !opened.modal().to_string().contains("x.com/minara"),
        "{:?}",
        opened.modal()
    );
    bot.tamper("DELETE FROM redemption_draft").await;
    let forgotten = bora.click(&hers, "confirm").await;
    assert!(
        forgotten.text().contains("fill in the form"),
        "{}",
        forgotten.text()
    );
    assert_eq!(bot.balance(&bora).await, (1_000, 0));
    let form = bora.click(&forgotten, "form").await;
    let question = answer(&bora, &form, POST).await;
    let cancelled = bora.click(&question, "cancel").await;
    assert!(cancelled.text().contains("Nothing was charged"));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_at_every_door() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.manual_perk(PerkKind::Whitelist, "Whitelist", 300).await;
    let (alice, mia) = (discord.member("alice"), moderator(&discord));
    bot.award(&alice, 299).await;
    let poor = ask_for(&alice, "whitelist").await;
    assert!(poor.text().contains("1 Spark to go"), "{}", poor.text());
    bot.award(&alice, 1).await;
    let form = ask_for(&alice, "whitelist").await;

    // Sold, gone or not offered any more while she typed.
    mia.slash("perk archive")
        .option("perk", "Whitelist")
        .send()
        .await;
    let late = answer(&alice, &form, WALLET).await;
    assert!(late.text().contains("no longer offered"), "{}", late.text());

    bot.manual_perk(PerkKind::Whitelist, "Second", 300).await;
    for (id, said) in [
        (format!("redeem:answer:{}:2", mia.id()), "belongs to"),
        (format!("redeem:answer:{}:99", alice.id()), "no such perk"),
        (format!("redeem:answer:{}:x", alice.id()), "out of date"),
    ] {
        let form = ask_for(&alice, "second").await;
        let refused = alice
            .fill(&form, &[("answer", WALLET)])
            .with_custom_id(&id)
            .send()
            .await;
        let text = refused.text();
        assert!(
            refused.is_ephemeral() && text.contains(said),
            "{id}: {text}"
        );
    }
    assert_eq!(bot.balance(&alice).await, (300, 0));
    bot.verify().await;
}
