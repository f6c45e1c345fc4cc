//! `/redemption list|show|retry|void`: what moderators do about redemptions that nobody else can bring to an end.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member, Reply, permissions};
use sparks::fulfilment::Policy;

use super::support::{LOCALES, TestBot, ask_for, badge_role, moderator};

pub const ROLE: &str = "/guilds/*/members/*/roles/*";
pub const DEADLINE_MS: i64 = 60_000;
pub const PAUSE_MS: i64 = 1_000;

/// Waits of a known length, so that attempts can be counted.
fn policy() -> Policy {
    Policy {
        first_delay_ms: DEADLINE_MS,
        delay_max_ms: DEADLINE_MS,
        deadline_ms: DEADLINE_MS,
        withdrawal_ms: 10 * DEADLINE_MS,
        withdrawal_pause_ms: PAUSE_MS,
        ..Policy::default()
    }
}

pub struct House {
    pub discord: FakeDiscord,
    pub bot: TestBot,
    pub mia: Member,
    pub alice: Member,
    pub explorer: u64,
}

impl House {
    /// Alice had 100 Sparks and is about to redeem the Explorer badge for them.
    pub async fn new(locale: &str) -> Self {
        let discord = FakeDiscord::start().await;
        let explorer = badge_role(&discord, "Explorer");
        let bot = TestBot::start_with(&discord, policy()).await;
        bot.perk("Explorer", explorer, 100).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 100).await;
        Self {
            discord,
            bot,
            mia,
            alice,
            explorer,
        }
    }

    /// She redeemed it, Discord gave her the role without saying so, and does not let the bot take it back.
    pub async fn with_review(locale: &str) -> Self {
        let house = Self::new(locale).await;
        house.redeem_in_vain(&house.alice).await;
        house.discord.set_bot_role_position(1);
        house.bot.pass(DEADLINE_MS);
        house.until("stage = 'returning'").await;
        house.bot.pass(PAUSE_MS);
        house.until("state = 'review'").await;
        house.discord.set_bot_role_position(100);
        assert_eq!(house.alice.roles(), [house.explorer]);
        house
    }

    /// The role arrives; that it did does not.
    pub async fn redeem_in_vain(&self, member: &Member) {
        let fault = Fault::on("PUT", ROLE).cut_after_effect().times(1);
        let lost = self.discord.fault(fault);
        self.redeem(member).await;
        self.until("failure_kind = 'no_answer'").await;
        lost.remove();
    }

    pub async fn redeem(&self, member: &Member) -> Reply {
        let confirm = ask_for(member, "explorer").await;
        member.click(&confirm, "confirm").await
    }

    /// Waits until the one redemption is in this state.
    pub async fn until(&self, state: &'static str) {
        let sql = format!("SELECT COUNT(*) FROM redemption_case WHERE {state}");
        let look = async {
            while self.bot.count(sql.clone().leak()).await == 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), look)
            .await
            .unwrap_or_else(|_| panic!("no redemption became {state}"));
    }

    pub async fn show(&self) -> Reply {
        let show = self.mia.slash("redemption show");
        show.option("receipt", "R-1").send().await
    }

    pub async fn void(&self) -> Reply {
        let void = self.mia.slash("redemption void").option("receipt", "1");
        void.option("reason", "Sorry!").send().await
    }

    pub async fn decisions(&self) -> i64 {
        self.bot
            .count("SELECT COUNT(*) FROM redemption_decision")
            .await
    }

    pub async fn delivered(&self) {
        self.until("state = 'settled'").await;
        assert_eq!(self.alice.roles(), [self.explorer]);
        assert_eq!(self.bot.balance(&self.alice).await, (0, 0));
        self.bot.verify().await;
    }

    pub async fn returned(&self) {
        self.bot.pass(PAUSE_MS);
        self.until("state = 'voided'").await;
        assert!(!self.alice.is_member() || self.alice.roles().is_empty());
        assert_eq!(self.bot.balance(&self.alice).await, (100, 0));
        self.bot.verify().await;
    }

    pub async fn undecided(&self) {
        self.until("state = 'review'").await;
        assert_eq!(self.bot.balance(&self.alice).await, (0, 100));
        self.bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_finds_what_needs_them_and_has_it_tried_again() {
    for locale in LOCALES {
        let house = House::with_review(locale).await;
        let mia = &house.mia;

        let listed = mia.slash("redemption list").send().await;
        let suggested = mia
            .autocomplete("redemption retry", "receipt", "expl")
            .await;
        let shown = house.show().await;
        let retried = mia
            .slash("redemption retry")
            .option("receipt", suggested[0].value.as_str().unwrap())
            .send()
            .await;
        house.delivered().await;
        let again = mia
            .slash("redemption retry")
            .option("receipt", "r-1")
            .send()
            .await;
        let ended = house.show().await;
        let none = mia.slash("redemption list").send().await;

        for reply in [&listed, &shown, &retried, &ended] {
            assert!(reply.is_ephemeral());
        }
        assert!(ended.buttons().is_empty(), "nothing is left to decide");
        assert_eq!(suggested.len(), 1);
        insta::assert_json_snapshot!(
            format!("redemption_retry_{locale}"),
            [
                listed.text(),
                suggested[0].name.clone(),
                shown.text(),
                retried.text(),
                again.text(),
                ended.text(),
                none.text(),
            ]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_returns_the_sparks_by_button_and_says_why() {
    for locale in LOCALES {
        let house = House::with_review(locale).await;
        let mia = &house.mia;

        let shown = house.show().await;
        let form = mia.click(&shown, "void").await;
        let under_way = mia
            .submit(
                &form,
                &[("reason", "You had **waited** long enough @everyone")],
            )
            .await;
        house.returned().await;
        let ended = mia.click(&under_way, "show").await;
        let told = house.alice.slash("sparks").send().await;

        assert!(ended.buttons().is_empty());
        insta::assert_json_snapshot!(format!("redemption_form_{locale}"), form);
        insta::assert_json_snapshot!(
            format!("redemption_void_{locale}"),
            [under_way.text(), ended.text(), told.text()]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_tries_again_and_the_message_tells_how_it_went() {
    let house = House::with_review("en-US").await;
    let shown = house.show().await;
    let pressed = house.mia.click(&shown, "retry").await;
    assert!(
        pressed.text().contains("is being tried again"),
        "{}",
        pressed.text()
    );
    house.delivered().await;
    let ended = house.mia.press(&pressed, "show").anyway();
    let ended = ended.send().await;
    assert!(
        ended.text().contains("delivered and charged"),
        "{}",
        ended.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_shows_ten_and_counts_the_rest() {
    let house = House::with_review("en-US").await;
    let outage = house
        .discord
        .fault(Fault::on("PUT", ROLE).status(503).always());
    for number in 0..11 {
        let member = house.discord.member(&format!("member {number}"));
        house.bot.award(&member, 100).await;
        let redeem = member.slash("redeem").option("perk", "explorer");
        let confirm = redeem.send().await;
        let _pending = member.press(&confirm, "confirm").send_without_waiting();
    }
    house.until("id = 12").await;
    let listed = house.mia.slash("redemption list").send().await.text();
    assert_eq!(listed.matches("`R-").count(), 10, "{listed}");
    assert!(listed.contains("and 2 more"), "{listed}");
    let first = listed.find("`R-1`").unwrap();
    assert!(
        listed.match_indices("`R-").all(|(at, _)| at >= first),
        "{listed}"
    );
    let suggested = house
        .mia
        .autocomplete("redemption show", "receipt", "r-1")
        .await;
    let values: Vec<_> = suggested.iter().map(|choice| &choice.value).collect();
    assert_eq!(values, ["R-1", "R-10", "R-11", "R-12"]);
    outage.remove();
    house.bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_ended_is_said_to_have() {
    let house = House::with_review("en-US").await;
    let old = house.show().await;
    house.void().await;
    house.returned().await;
    for refused in [house.void().await, house.mia.click(&old, "retry").await] {
        assert!(
            refused.text().contains("a moderator decided so"),
            "{}",
            refused.text()
        );
    }
    assert_eq!(house.decisions().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pressed_twice_or_redelivered_it_is_decided_once() {
    let house = House::with_review("en-US").await;
    let slow = house.discord.fault(Fault::on("PUT", ROLE).hold().always());
    let shown = house.show().await;
    let presses = [1, 2].map(|_| {
        let press = house.mia.press(&shown, "retry");
        press.deliver_times(2).send_without_waiting()
    });
    for press in presses {
        press.finished().await;
    }
    assert_eq!(house.decisions().await, 1);

    let second = house
        .discord
        .member("second")
        .permissions(permissions::MANAGE_GUILD);
    let late = second
        .slash("redemption retry")
        .option("receipt", "R-1")
        .send()
        .await;
    assert!(
        late.text()
            .contains(&format!("{} asked for it", house.mia.mention())),
        "{}",
        late.text()
    );
    slow.remove();
    house.delivered().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_moderators_at_once_decide_once() {
    let house = House::with_review("en-US").await;
    let second = house
        .discord
        .member("second")
        .permissions(permissions::MANAGE_GUILD);
    let void = |moderator: &Member| {
        let void = moderator.slash("redemption void").option("receipt", "R-1");
        void.option("reason", "Sorry!").send_without_waiting()
    };
    let (one, two) = (void(&house.mia), void(&second));
    let answers = [one.finished().await.text(), two.finished().await.text()];
    for expected in ["the role is being taken away", "decided so"] {
        let told = answers.iter().filter(|answer| answer.contains(expected));
        assert_eq!(told.count(), 1, "{expected}: {answers:?}");
    }
    assert_eq!(house.decisions().await, 1);
    house.returned().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_and_forms_work_after_a_restart() {
    let house = House::with_review("en-US").await;
    let shown = house.show().await;
    let House {
        discord,
        bot,
        mia,
        alice,
        explorer,
    } = house;
    let bot = bot.restart(&discord).await;
    let form = mia.click(&shown, "void").await;
    let bot = bot.restart(&discord).await;
    mia.submit(&form, &[("reason", "Sorry!")]).await;
    let house = House {
        discord,
        bot,
        mia,
        alice,
        explorer,
    };
    house.returned().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_blocked_is_returned_at_once() {
    let house = House::new("en-US").await;
    house.discord.set_bot_role_position(1);
    let receipt = house.redeem(&house.alice).await;
    house.until("stage = 'blocked'").await;
    let returned = house.void().await;
    assert!(
        returned.text().contains("back with the member"),
        "{}",
        returned.text()
    );
    let told = receipt
        .wait_until(|reply| reply.text().contains("A moderator returned"))
        .await;
    assert!(told.text().contains("Sorry!"), "{}", told.text());
    house.returned().await;
}

/// Discord may deliver an interaction again at any time: also when what it asked for could be asked for anew.
#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_that_comes_again_later_decides_nothing() {
    const CALLBACK: &str = "/interactions/*/*/callback";
    let house = House::with_review("en-US").await;
    house.discord.set_bot_role_position(1);
    let retry = house.mia.slash("redemption retry").option("receipt", "1");
    retry.send().await;
    house.until("stage = 'blocked'").await;
    let answers = house.discord.requests_to("POST", CALLBACK).len();
    house.discord.redeliver_last_interaction();
    house
        .discord
        .wait_until(|discord| discord.requests_to("POST", CALLBACK).len() > answers)
        .await;
    assert_eq!(house.decisions().await, 1);
    house.bot.verify().await;
}
