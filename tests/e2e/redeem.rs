//! `/redeem`: from the catalogue to the role, and every way of pressing the button twice.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault};
use futures::future::join_all;

use super::support::{LOCALES, Shop, TestBot, ask_for, badge_role, confirmed};

#[tokio::test(flavor = "multi_thread")]
async fn a_member_redeems_a_badge_and_has_the_role() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let explorer = badge_role(&discord, "Explorer");
        let bot = TestBot::start(&discord).await;
        bot.perk("Explorer Badge", explorer, 300).await;
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 500).await;

        let menu = alice.slash("redeem").send().await;
        let confirm = alice.choose(&menu, "explorer-badge").await;
        let receipt = alice.click(&confirm, "confirm").await;
        let receipt = receipt
            .wait_until(|reply| reply.text().contains("#0001"))
            .await;

        assert_eq!(alice.roles(), [explorer]);
        assert_eq!(bot.balance(&alice).await, (200, 0));
        assert!(menu.is_ephemeral() && confirm.is_ephemeral() && receipt.is_ephemeral());
        insta::assert_json_snapshot!(format!("redeem_menu_{locale}"), menu);
        insta::assert_json_snapshot!(format!("redeem_confirm_{locale}"), confirm);
        insta::assert_json_snapshot!(format!("redeem_receipt_{locale}"), receipt);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_perk_named_in_the_command_is_asked_about_at_once() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer Badge", explorer, 300).await;
    let alice = discord.member("alice");
    bot.award(&alice, 300).await;

    let confirm = ask_for(&alice, "  explorer BADGE ").await;
    confirmed(&alice, &confirm, "#0001").await;

    assert_eq!(alice.roles(), [explorer]);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn autocomplete_offers_what_the_member_can_get() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    for (name, price) in [
        ("Explorer", 100),
        ("Explorer Gold", 10_000),
        ("Pioneer", 200),
    ] {
        bot.perk(name, badge_role(&discord, name), price).await;
    }
    let alice = discord.member("alice").locale("ko");
    bot.award(&alice, 1_000).await;

    let values = |choices: Vec<fake_discord::Choice>| -> Vec<String> {
        choices
            .into_iter()
            .map(|choice| choice.value.as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        values(alice.autocomplete("redeem", "perk", "").await),
        ["explorer", "pioneer"]
    );
    assert_eq!(
        values(alice.autocomplete("redeem", "perk", "EXPL").await),
        ["explorer"]
    );
    assert!(
        alice.autocomplete("redeem", "perk", "%").await.len() == 2,
        "marks are not wildcards"
    );
    assert_eq!(
        values(alice.autocomplete("redeem", "perk", "nothing").await),
        [""; 0]
    );
    assert_eq!(
        alice.autocomplete("redeem", "perk", "pio").await[0].name,
        "Pioneer · 스파크 200개"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn edition_numbers_count_up() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", explorer, 100).await;
    for (name, edition) in [("alice", "#0001"), ("bora", "#0002"), ("chen", "#0003")] {
        let member = discord.member(name);
        bot.award(&member, 100).await;
        let confirm = ask_for(&member, "explorer").await;
        member
            .click(&confirm, "confirm")
            .await
            .wait_until(|reply| reply.text().contains(edition))
            .await;
    }
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_and_a_redelivered_click_end_in_one_charge() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk_with("Explorer", explorer, 100, |perk| {
        perk.limit_per_member = None;
    })
    .await;
    let alice = discord.member("alice");
    bot.award(&alice, 1_000).await;

    let confirm = ask_for(&alice, "explorer").await;
    let first = alice
        .press(&confirm, "confirm")
        .deliver_times(2)
        .send_without_waiting();
    let second = alice.press(&confirm, "confirm").send_without_waiting();
    let (first, second) = tokio::join!(first.finished(), second.finished());
    for receipt in [first, second] {
        receipt
            .wait_until(|reply| reply.text().contains("#0001"))
            .await;
    }

    assert_eq!(bot.balance(&alice).await, (900, 0));
    bot.verify().await;
}

/// The issue's own measure: two hundred confirmations at once, by one member who can afford three.
#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_confirmations_spend_what_there_is_and_no_more() {
    for (limit, redeemed) in [(None, 3), (Some(1), 1)] {
        // What is measured is what is charged, not how fast a busy machine answers.
        let discord = FakeDiscord::builder()
            .answer_within(Duration::from_mins(1))
            .wait(Duration::from_mins(1))
            .start()
            .await;
        let explorer = badge_role(&discord, "Explorer");
        let bot = TestBot::start(&discord).await;
        bot.perk_with("Explorer", explorer, 100, |perk| {
            perk.limit_per_member = limit;
        })
        .await;
        let alice = discord.member("alice");
        bot.award(&alice, 350).await;

        let questions =
            join_all((0..200).map(|_| alice.slash("redeem").option("perk", "explorer").send()))
                .await;
        let answers = join_all(
            questions
                .iter()
                .map(|question| alice.click(question, "confirm")),
        )
        .await;

        let charged = i64::from(redeemed) * 100;
        discord
            .wait_until(|_| {
                answers
                    .iter()
                    .all(|answer| !answer.refreshed().is_thinking())
            })
            .await;
        bot.settled().await;
        assert_eq!(
            bot.balance(&alice).await,
            (350 - charged, 0),
            "limit {limit:?}"
        );
        assert_eq!(
            bot.count("SELECT COUNT(*) FROM redemption").await,
            i64::from(redeemed)
        );
        assert_eq!(alice.roles(), [explorer]);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_work_after_a_restart() {
    let Shop {
        discord,
        bot,
        alice,
        explorer,
    } = Shop::open(100, 100).await;
    let menu = alice.slash("redeem").send().await;

    let bot = bot.restart(&discord).await;
    let confirm = alice.choose(&menu, "explorer").await;
    let bot = bot.restart(&discord).await;
    confirmed(&alice, &confirm, "#0001").await;

    assert_eq!(alice.roles(), [explorer]);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_charges_nothing_and_leads_back() {
    let Shop {
        discord: _discord,
        bot,
        alice,
        explorer: _,
    } = Shop::open(100, 100).await;

    let confirm = ask_for(&alice, "explorer").await;
    let cancelled = alice.click(&confirm, "cancel").await;
    assert!(cancelled.text().contains("Nothing was charged"));
    let menu = alice.click(&cancelled, "catalogue").await;

    assert_eq!(menu.option_values(), ["explorer"]);
    assert_eq!(bot.balance(&alice).await, (100, 0));
    assert!(alice.roles().is_empty());
}

/// A confirmation that came first counts: nobody reads that nothing was charged when it was.
#[tokio::test(flavor = "multi_thread")]
async fn cancelling_after_confirming_shows_what_it_came_to() {
    let Shop {
        discord,
        bot,
        alice,
        explorer,
    } = Shop::open(100, 100).await;
    let question = alice.slash("redeem").option("perk", "explorer");
    let question = question.send().await;
    let grant = Fault::on("PUT", "/guilds/*/members/*/roles/*");
    let held = discord.fault(grant.hold().always());
    drop(alice.press(&question, "confirm").send_without_waiting());
    held.wait_hits(1).await;

    let cancelled = alice.press(&question, "cancel").anyway().send().await;

    assert!(!cancelled.text().contains("Nothing was charged"));
    held.remove();
    question
        .wait_until(|reply| reply.text().contains("#0001"))
        .await;
    assert_eq!(bot.balance(&alice).await, (0, 0));
    assert_eq!(alice.roles(), [explorer]);
}

/// And one that comes after a cancellation does not.
#[tokio::test(flavor = "multi_thread")]
async fn confirming_after_cancelling_charges_nothing() {
    let Shop {
        discord: _discord,
        bot,
        alice,
        explorer: _,
    } = Shop::open(100, 100).await;
    let question = alice.slash("redeem").option("perk", "explorer");
    let question = question.send().await;
    alice.click(&question, "cancel").await;

    let refused = alice.press(&question, "confirm").anyway().send().await;

    assert!(refused.text().contains("Nothing was charged"));
    assert_eq!(bot.balance(&alice).await, (100, 0));
    assert!(alice.roles().is_empty());
    bot.verify().await;
}

/// More perks than a select can hold, with the longest names in each language, stay within Discord's limits.
#[tokio::test(flavor = "multi_thread")]
async fn a_catalogue_of_thirty_perks_fits() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        for number in 0..30 {
            let name = format!("{number:02}{}", "*가".repeat(29));
            let role = badge_role(&discord, &format!("role {number}"));
            bot.perk_with(&name, role, 1_000_000_000, |perk| {
                perk.description = Some("_".repeat(100));
                perk.stock = Some(1_000_000_000);
            })
            .await;
        }
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 999_999_999).await;

        let menu = alice.slash("redeem").send().await;

        assert_eq!(menu.option_values().len(), 25);
        bot.verify().await;
    }
}
