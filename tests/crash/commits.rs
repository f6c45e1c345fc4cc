//! Dying around every single commit, from the first start of an empty database to a delivered perk. Whoever asked and
//! was not answered asks again, as Discord or the member would.

use futures::{StreamExt as _, stream};
use sparks::fail_points::{Canary, CrashPoint};

use crate::check::LOOK_AGAIN;
use crate::process::PATIENCE;
use crate::support::{Ending, Extent, House, Redemption, Violations};

pub const POINTS: &[CrashPoint] = &[
    CrashPoint::WriterBegun,
    CrashPoint::CommitBefore,
    CrashPoint::CommitAfter,
    CrashPoint::CallersTold,
];

/// How many stories are told at once.
const PARALLEL_MAX: usize = 4;
/// The commands' hash, the take-over, campaign, perk, award, reservation, lease, ending, the notice's end.
const WRITES_MIN: usize = 9;

/// A house whose bot dies at the n-th passage of a point, twice in a row, and is started again each time.
struct Story {
    house: House,
    point: CrashPoint,
    /// The passages that are still to be died at.
    deaths_to_come: Vec<u64>,
    deaths: usize,
}

impl Story {
    async fn begin(canary: Option<Canary>, point: CrashPoint, passage: u64) -> Self {
        let mut story = Self {
            house: House::empty(canary).await,
            point,
            deaths_to_come: vec![passage, passage],
            deaths: 0,
        };
        story.start().await;
        story
    }

    async fn start(&mut self) {
        loop {
            let passage = self.deaths_to_come.pop();
            let crash_at = passage.map(|passage| (self.point, passage));
            self.house.start_with(crash_at).await;
            if !self.has_died() {
                return;
            }
        }
    }

    fn has_died(&mut self) -> bool {
        let bot = self.house.bot.as_mut().unwrap();
        let Some(status) = bot.ended() else {
            return false;
        };
        bot.died_at(self.point, status)
            .unwrap_or_else(|problem| panic!("{problem}"));
        self.deaths += 1;
        true
    }

    /// Waits until it is so. When the bot dies meanwhile it is started, and what was asked is asked again.
    async fn until(&mut self, is_so: impl Fn() -> bool, ask_again: impl Fn(&House)) {
        loop {
            let House { bot, discord, .. } = &mut self.house;
            let bot = bot.as_mut().unwrap();
            discord
                .wait_until(|_| is_so() || bot.ended().is_some())
                .await;
            if !self.has_died() {
                return;
            }
            self.start().await;
            if !is_so() {
                ask_again(&self.house);
            }
        }
    }

    /// Waits until the last deed is done, and Discord has been told so.
    async fn is_done(&mut self) {
        let deed = self.house.deeds.last_mut().unwrap();
        deed.extent = Extent::DoneAndTold;
        let (pending, told) = (deed.pending.clone(), deed.told);
        self.until(|| pending.now().text().contains(told), deliver_again)
            .await;
    }

    async fn redeems(&mut self) {
        let member = self.house.alice.clone();
        let asked = member.slash("redeem").option("perk", "explorer");
        let asked = asked.send_without_waiting();
        let is_asked = || asked.now().text().contains("Redeem your Sparks");
        self.until(is_asked, deliver_again).await;
        let (question, ending) = (asked.now(), Ending::Delivered);
        self.house.redemptions.push(Redemption {
            member,
            question: question.clone(),
            ending,
        });
        drop(self.house.press(0));
        let has_read = || question.refreshed().text().contains(ending.words());
        self.until(has_read, |house| drop(house.press(0))).await;
    }

    /// Waits until nothing is open, then starts the bot once more, to go on.
    async fn ends(&mut self) {
        let rest = async {
            while !self.house.is_at_rest().await {
                if self.has_died() {
                    self.start().await;
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        // What is open after that is found by the check.
        let _ = tokio::time::timeout(PATIENCE, rest).await;
        // A press that was made twice may leave something to do just now.
        self.has_died();
        self.house.start().await;
    }
}

fn deliver_again(house: &House) {
    house.discord.redeliver_last_interaction();
}

/// From nothing to a delivered perk. Returns how often the bot died, and what is wrong in the end.
async fn story(canary: Option<Canary>, point: CrashPoint, passage: u64) -> (usize, Violations) {
    let mut story = Story::begin(canary, point, passage).await;
    story.house.create_campaign("Launch");
    story.is_done().await;
    story.house.offer();
    story.is_done().await;
    let alice = story.house.alice.clone();
    story.house.award(&alice, 500);
    story.is_done().await;
    story.redeems().await;
    story.ends().await;
    (story.deaths, story.house.violations().await)
}

/// Goes on to later and later passages until the bot no longer gets that far.
async fn dies_at_every_passage(point: CrashPoint) {
    let mut stories = stream::iter(1..)
        .map(|passage| async move { (passage, story(None, point, passage).await) })
        .buffered(PARALLEL_MAX);
    let mut died = 0;
    while let Some((passage, (deaths, found))) = stories.next().await {
        assert_eq!(found, Violations::new(), "{}:{passage}", point.name());
        if deaths == 0 {
            break;
        }
        died += deaths;
    }
    assert!(died >= WRITES_MIN, "{} died {died} times", point.name());
}

#[tokio::test(flavor = "multi_thread")]
async fn before_anything_is_written() {
    dies_at_every_passage(CrashPoint::WriterBegun).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_each_commit() {
    dies_at_every_passage(CrashPoint::CommitBefore).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_each_commit() {
    dies_at_every_passage(CrashPoint::CommitAfter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_callers_know() {
    dies_at_every_passage(CrashPoint::CallersTold).await;
}
