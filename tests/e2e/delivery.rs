//! Delivery while Discord misbehaves: the member ends with the role and charged, or without it and not.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member, Reply};
use sparks::fulfilment::Policy;

use super::support::{LOCALES, TestBot, ask_for, badge_role, moderator};

const GRANT: (&str, &str) = ("PUT", "/guilds/*/members/*/roles/*");
const TAKE: (&str, &str) = ("DELETE", "/guilds/*/members/*/roles/*");

fn grant() -> Fault {
    Fault::on(GRANT.0, GRANT.1)
}

/// Short waits, so that a test drives them by its clock in few steps.
fn policy() -> Policy {
    Policy {
        first_delay_ms: 100,
        delay_max_ms: 1_000,
        deadline_ms: 60_000,
        ..Policy::default()
    }
}

struct House {
    discord: FakeDiscord,
    bot: TestBot,
    alice: Member,
    explorer: u64,
}

impl House {
    async fn new(locale: &str) -> Self {
        let discord = FakeDiscord::start().await;
        let explorer = badge_role(&discord, "Explorer");
        let bot = TestBot::start_with(&discord, policy()).await;
        bot.perk_with("Explorer", explorer, 100, |perk| perk.stock = Some(5))
            .await;
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 100).await;
        Self {
            discord,
            bot,
            alice,
            explorer,
        }
    }

    async fn confirm(&self) -> Reply {
        let confirm = ask_for(&self.alice, "explorer").await;
        self.alice.click(&confirm, "confirm").await
    }

    /// Lets the bot's time pass until no delivery is under way.
    async fn settle(&self) {
        let settled = self.bot.settled();
        tokio::pin!(settled);
        loop {
            tokio::select! {
                () = &mut settled => return,
                () = tokio::time::sleep(Duration::from_millis(20)) => self.bot.pass(500),
            }
        }
    }

    async fn delivered(&self) {
        assert_eq!(self.alice.roles(), [self.explorer]);
        assert_eq!(self.bot.balance(&self.alice).await, (0, 0));
        self.bot.verify().await;
    }

    async fn returned(&self) {
        assert!(!self.alice.is_member() || self.alice.roles().is_empty());
        assert_eq!(self.bot.balance(&self.alice).await, (100, 0));
        assert_eq!(self.bot.count("SELECT stock_left FROM perk").await, 5);
        self.bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn passing_failures_end_in_a_delivery() {
    for (row, fault) in [
        ("500", grant().status(500).times(3)),
        ("502", grant().status(502).times(3)),
        ("429", grant().rate_limited(0.2).times(3)),
        (
            "cut before the effect",
            grant().cut_before_effect().times(2),
        ),
        ("cut after the effect", grant().cut_after_effect().times(2)),
        ("unreadable", grant().unreadable_body().status(500).times(2)),
    ] {
        let house = House::new("en-US").await;
        let fault = house.discord.fault(fault);
        let receipt = house.confirm().await;
        house.settle().await;
        receipt
            .wait_until(|reply| reply.text().contains("#0001 is yours"))
            .await;
        assert!(fault.hits() >= 2, "{row}");
        house.delivered().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_discord_is_told_about_and_the_receipt_follows() {
    for locale in LOCALES {
        let house = House::new(locale).await;
        let slow = house.discord.fault(grant().hold().always());
        let reserved = house.confirm().await;
        insta::assert_json_snapshot!(format!("reserved_{locale}"), reserved);
        assert_eq!(house.bot.balance(&house.alice).await, (0, 100));

        slow.remove();
        let receipt = reserved
            .wait_until(|reply| reply.text().contains("#0001"))
            .await;
        assert!(receipt.buttons().is_empty());
        house.delivered().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_left_gets_their_sparks_back() {
    let house = House::new("en-US").await;
    let confirm = ask_for(&house.alice, "explorer").await;
    house
        .discord
        .fault(grant().error(404, 10007, "Unknown Member").times(1));
    let receipt = house.alice.click(&confirm, "confirm").await;
    receipt
        .wait_until(|reply| reply.text().contains("you are not in the server"))
        .await;
    house.returned().await;
}

/// The bot's role was moved below the badge: the perk is paused, moderators see why, the member reads who is to blame
/// and when the Sparks come back; and they do.
#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_set_up_pauses_the_perk_and_refunds_in_time() {
    for locale in LOCALES {
        let house = House::new(locale).await;
        let mia = moderator(&house.discord);
        house.discord.set_bot_role_position(1);
        let blocked = house.confirm().await;
        let blocked = blocked
            .wait_until(|reply| reply.text().contains("<t:"))
            .await;
        insta::assert_json_snapshot!(format!("blocked_{locale}"), blocked.text());
        let listed = mia.slash("perk list").send().await;
        assert!(
            listed.text().contains("not below the bot's own"),
            "{}",
            listed.text()
        );

        house.bot.pass(60_000);
        house.settle().await;
        let refund = blocked
            .wait_until(|reply| !reply.text().contains("<t:"))
            .await;
        insta::assert_json_snapshot!(format!("refund_{locale}"), refund);
        house.returned().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_that_is_mended_delivers_and_offers_the_perk_again() {
    let house = House::new("en-US").await;
    house.discord.set_bot_role_position(1);
    let blocked = house.confirm().await;
    blocked
        .wait_until(|reply| reply.text().contains("delayed on our side"))
        .await;

    house.discord.set_bot_role_position(100);
    house.settle().await;

    house.delivered().await;
    assert_eq!(
        house
            .bot
            .count("SELECT COUNT(*) FROM perk WHERE state = 'active'")
            .await,
        1
    );
}

/// Nobody knows whether an answer that never came meant a delivery: the role is taken before the Sparks are returned.
#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_outcome_is_undone_before_the_refund() {
    let house = House::new("en-US").await;
    house.discord.fault(grant().cut_after_effect().always());
    let reserved = house.confirm().await;
    house.bot.pass(60_000);
    house.settle().await;

    reserved
        .wait_until(|reply| reply.text().contains("Discord did not answer in time"))
        .await;
    assert!(!house.discord.requests_to(TAKE.0, TAKE.1).is_empty());
    house.returned().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_stops_delivery_and_keeps_the_hold() {
    let house = House::new("en-US").await;
    let refused = house
        .discord
        .fault(grant().error(401, 0, "401: Unauthorized").always());
    house.confirm().await;
    refused.wait_hits(1).await;
    // Had the worker gone on, the delivery that is overdue by now would end before this one has been looked at.
    house.bot.pass(30_000);
    let bora = house.discord.member("bora");
    house.bot.award(&bora, 100).await;
    let confirm = ask_for(&bora, "explorer").await;
    let reserved = bora.click(&confirm, "confirm").await;
    assert!(
        reserved.text().contains("on its way"),
        "{}",
        reserved.text()
    );

    assert_eq!(refused.hits(), 1, "no second call after a 401");
    assert_eq!(house.bot.balance(&house.alice).await, (0, 100));
    house.bot.verify().await;

    // A restart, with the token in order again, delivers.
    refused.remove();
    let House {
        discord,
        bot,
        alice,
        explorer,
    } = house;
    let bot = bot.restart(&discord).await;
    let house = House {
        discord,
        bot,
        alice,
        explorer,
    };
    house.settle().await;
    house.delivered().await;
}

/// What is shown to the member is sent again until Discord takes it.
#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_discord_drops_is_sent_again() {
    let house = House::new("en-US").await;
    let edits = Fault::on("PATCH", "/webhooks/*/*/messages/@original");
    let dropped = house
        .discord
        .fault(edits.error(503, 0, "unavailable").times(2));
    let receipt = house.confirm().await;
    receipt
        .wait_until(|reply| reply.text().contains("#0001"))
        .await;
    assert_eq!(dropped.hits(), 2);
    house.delivered().await;
}

/// A press whose acknowledgement seems lost but arrived: the message still becomes the receipt.
#[tokio::test(flavor = "multi_thread")]
async fn a_press_whose_acknowledgement_got_lost_has_its_receipt() {
    let house = House::new("en-US").await;
    let question = ask_for(&house.alice, "explorer").await;
    let callback = Fault::on("POST", "/interactions/*/*/callback");
    let lost = house.discord.fault(callback.cut_after_effect().times(1));
    let press = house
        .alice
        .press(&question, "confirm")
        .send_without_waiting();
    lost.wait_hits(1).await;
    let receipt = press.finished().await;
    receipt
        .wait_until(|reply| reply.text().contains("#0001"))
        .await;
    house.delivered().await;
}

/// The process that promised the receipt is gone; the next one keeps the promise on the old message.
#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_follows_after_a_restart() {
    let House {
        discord,
        bot,
        alice,
        explorer,
    } = House::new("ko").await;
    let outage = discord.fault(grant().status(503).always());
    let confirm = ask_for(&alice, "explorer").await;
    let reserved = alice.click(&confirm, "confirm").await;
    assert!(reserved.text().contains("처리 중"), "{}", reserved.text());

    let bot = bot.restart(&discord).await;
    outage.remove();
    let house = House {
        discord,
        bot,
        alice,
        explorer,
    };
    house.settle().await;

    reserved
        .wait_until(|reply| reply.text().contains("#0001"))
        .await;
    house.delivered().await;
}
