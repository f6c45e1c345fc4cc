//! A role that a member has redeemed, after the server has changed: it comes back with a member who comes back, and is
//! reported, but neither given again nor charged again, when somebody took it away.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member};

use super::support::{TestBot, ask_for, badge_role};

const A_WHILE_MS: i64 = 2 * 60_000;
const LOOK_AGAIN: Duration = Duration::from_millis(10);

struct House {
    discord: FakeDiscord,
    bot: TestBot,
    alice: Member,
    explorer: u64,
}

impl House {
    /// Alice has redeemed a role, a while ago.
    async fn new(discord: FakeDiscord) -> Self {
        let explorer = badge_role(&discord, "Explorer");
        let bot = TestBot::start(&discord).await;
        bot.perk("Explorer", explorer, 10).await;
        let alice = discord.member("alice");
        bot.award(&alice, 100).await;
        let question = ask_for(&alice, "explorer").await;
        alice.click(&question, "confirm").await;
        bot.settled().await;
        assert_eq!(alice.roles(), [explorer]);
        bot.pass(A_WHILE_MS);
        Self {
            discord,
            bot,
            alice,
            explorer,
        }
    }

    fn grants(&self) -> usize {
        let role = "/guilds/*/members/*/roles/*";
        self.discord.requests_to("PUT", role).len()
    }

    fn leave_and_come_back(&self) {
        self.alice.leave();
        self.alice.rejoin();
        assert_eq!(self.alice.roles(), [0; 0]);
    }

    async fn has_role(&self) {
        self.discord
            .wait_until(|_| self.alice.roles() == [self.explorer])
            .await;
    }

    /// What Alice did is dealt with to the end, however long the bot takes to look at roles after its answer: a stop
    /// waits for that.
    async fn restart(self) -> Self {
        let Self {
            discord,
            bot,
            alice,
            explorer,
        } = self;
        let bot = bot.restart(&discord).await;
        Self {
            discord,
            bot,
            alice,
            explorer,
        }
    }

    async fn stays_away_after_grants(self, grants: usize) {
        let house = self.restart().await;
        assert_eq!(house.grants(), grants);
        assert_eq!(house.alice.roles(), [0; 0]);
        assert_eq!(house.bot.balance(&house.alice).await, (90, 0));
        house.bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_comes_back_gets_their_role_with_their_next_command() {
    let house = House::new(FakeDiscord::start().await).await;
    house.leave_and_come_back();

    house.alice.slash("leaderboard").send().await;

    house.has_role().await;
    assert_eq!(house.bot.balance(&house.alice).await, (90, 0));
    house.bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_members_intent_they_get_it_at_once() {
    let discord = FakeDiscord::builder().members_intent().start().await;
    let house = House::new(discord).await;
    house.alice.leave();
    house.alice.rejoin();
    house.has_role().await;
    house.discord.wait_until(|_| house.grants() == 2).await;
    house.bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_is_a_use_as_well() {
    let house = House::new(FakeDiscord::start().await).await;
    let board = house.alice.slash("redeem").send().await;
    house.leave_and_come_back();
    house.alice.choose(&board, "explorer").await;
    house.has_role().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_taken_away_is_neither_given_nor_charged_again() {
    for discord in [
        FakeDiscord::start().await,
        FakeDiscord::builder().members_intent().start().await,
    ] {
        let house = House::new(discord).await;
        house.alice.take_role(house.explorer);
        let refused = ask_for(&house.alice, "explorer").await;
        assert!(
            refused
                .buttons()
                .iter()
                .all(|button| !button.label.contains("Redeem")),
            "{}",
            refused.text()
        );
        house.stays_away_after_grants(1).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_deleted_pauses_its_perk_at_once() {
    let house = House::new(FakeDiscord::start().await).await;
    house.discord.delete_role(house.explorer);
    let bot = &house.bot;
    let paused = async {
        while bot
            .count("SELECT COUNT(*) FROM perk WHERE state = 'paused'")
            .await
            == 0
        {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), paused)
        .await
        .expect("the perk is paused");
    let bob = house.discord.member("bob");
    bot.award(&bob, 100).await;
    ask_for(&bob, "explorer").await;
    assert_eq!(bot.balance(&bob).await, (100, 0));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_came_back_can_be_taken_away_as_well() {
    for discord in [
        FakeDiscord::start().await,
        FakeDiscord::builder().members_intent().start().await,
    ] {
        let house = House::new(discord).await;
        house.leave_and_come_back();
        house.alice.slash("leaderboard").send().await;
        house.has_role().await;
        let house = house.restart().await;
        let grants = house.grants();
        house.alice.take_role(house.explorer);
        house.alice.slash("leaderboard").send().await;
        house.stays_away_after_grants(grants).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_whose_perk_is_paused_does_not_come_back() {
    let house = House::new(FakeDiscord::start().await).await;
    house
        .bot
        .tamper("UPDATE perk SET state = 'paused', pause_reason = 'has dangerous permissions'")
        .await;
    house.leave_and_come_back();
    house.alice.slash("leaderboard").send().await;
    house.stays_away_after_grants(1).await;
}

/// The member decides how often they use the bot, but not how often Discord is asked in vain.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_can_not_be_given_again_is_tried_after_growing_waits() {
    let house = House::new(FakeDiscord::start().await).await;
    let role = Fault::on("PUT", "/guilds/*/members/*/roles/*");
    let refused = house.discord.fault(role.status(500).always());
    house.leave_and_come_back();
    for tries in 1..=2 {
        for _ in 0..5 {
            house.alice.slash("leaderboard").send().await;
        }
        refused.wait_hits(tries).await;
        house.bot.pass(tries_wait_ms(tries));
    }
    refused.remove();
    house.alice.slash("leaderboard").send().await;
    house.has_role().await;
    let house = house.restart().await;
    // The first one, two in vain and the last; one more each time that a command is looked after when the wait is over
    // already. Every command would be ten in vain.
    let grants = house.grants();
    assert!((4..=6).contains(&grants), "{grants}");
    house.bot.verify().await;
}

/// A minute, then two.
fn tries_wait_ms(tries: usize) -> i64 {
    60_000 << (tries - 1)
}
