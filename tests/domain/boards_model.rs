//! Boards over random histories (awards, awards taken back or undone with a debt, what is spent, members who hide, leave and return, weeks and months that pass,
//! boards made anew) against the same kept in plain maps.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;
use proptest::test_runner::Config;
use sparks::campaigns::{UndoAward, UndoMode, UndoOutcome};
use sparks::clock::Millis;
use sparks::ids::{CampaignId, TransferId, UserId};
use sparks::leaderboard::{BoardKey, MarkPresent, Rebuild};
use sparks::ledger::{AMOUNT_MAX, PERKS_REVENUE, TransferKind};

use crate::boards::{
    DAY_MS, OTHER_CAMPAIGN, all_pages, award_from, campaign_id, depart, hide, take_back,
};
use crate::moves::Move;
use crate::support::{CAMPAIGN, House, MODERATOR, member};

/// What happens to a board.
#[derive(Debug, Clone)]
enum Step {
    Award {
        who: usize,
        amount: i64,
        other: bool,
    },
    TakeBack {
        which: usize,
        share: i64,
    },
    Spend {
        who: usize,
        share: i64,
    },
    Undo {
        which: usize,
        with_debt: bool,
    },
    Hide {
        who: usize,
        hidden: bool,
    },
    Depart {
        who: usize,
    },
    Return {
        who: usize,
    },
    Pass {
        ms: Millis,
    },
    Rebuild,
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..12_usize;
    let amount = prop_oneof![1..4_i64, 1..1_000_i64, Just(1_000_000_000)];
    prop_oneof![
        6 => (who.clone(), amount, any::<bool>())
            .prop_map(|(who, amount, other)| Step::Award { who, amount, other }),
        2 => (any::<usize>(), 1..=4_i64).prop_map(|(which, share)| Step::TakeBack { which, share }),
        2 => (who.clone(), 1..=4_i64).prop_map(|(who, share)| Step::Spend { who, share }),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(which, with_debt)| Step::Undo { which, with_debt }),
        1 => (who.clone(), any::<bool>()).prop_map(|(who, hidden)| Step::Hide { who, hidden }),
        1 => who.clone().prop_map(|who| Step::Depart { who }),
        1 => who.prop_map(|who| Step::Return { who }),
        2 => prop_oneof![0..DAY_MS, 0..40 * DAY_MS, Just(7 * DAY_MS)].prop_map(|ms| Step::Pass { ms }),
        1 => Just(Step::Rebuild),
    ]
}

/// The same kept in plain maps.
#[derive(Debug, Default)]
struct Model {
    /// Who, how much, when, from which campaign; and what was taken back.
    awards: Vec<(UserId, i64, Millis, bool, TransferId, bool)>,
    scores: BTreeMap<BoardKey, BTreeMap<UserId, i64>>,
    available: BTreeMap<UserId, i64>,
    /// What each owes each campaign: since which debt, and what of which awards, in the order of their undoing.
    debts: BTreeMap<(UserId, bool), Debt>,
    hidden: BTreeMap<UserId, bool>,
    departed: BTreeMap<UserId, bool>,
}

/// What somebody owes a campaign.
#[derive(Debug, Default)]
struct Debt {
    /// When it began, after the last time that nothing was owed.
    since: i64,
    /// The boards of each award, and what is left to pay for it.
    awards: VecDeque<([BoardKey; 4], i64)>,
}

impl Model {
    /// Pays what is owed, the older debt first.
    fn pay(&mut self, who: UserId) {
        let mut order: Vec<(i64, bool)> = Vec::new();
        for other in [false, true] {
            let debt = self.debts.get(&(who, other));
            order.extend(debt.map(|debt| (debt.since, other)));
        }
        order.sort_unstable();
        for (_, other) in order {
            while let Some(debt) = self.debts.get_mut(&(who, other))
                && let Some((boards, left)) = debt.awards.front_mut()
                && let Some(available) = self.available.get_mut(&who)
                && *available > 0
            {
                let (boards, paid) = (*boards, *available.min(left));
                *available -= paid;
                *left -= paid;
                if *left == 0 {
                    debt.awards.pop_front();
                }
                self.count(boards, who, -paid);
            }
        }
    }

    fn count(&mut self, boards: [BoardKey; 4], who: UserId, change: i64) {
        for board in boards {
            *self
                .scores
                .entry(board)
                .or_default()
                .entry(who)
                .or_default() += change;
        }
    }

    fn is_listed(&self, who: UserId) -> bool {
        let is = |marks: &BTreeMap<UserId, bool>| marks.get(&who).copied().unwrap_or(false);
        !is(&self.hidden) && !is(&self.departed)
    }
}

struct Random {
    house: House,
    model: Model,
    campaigns: [CampaignId; 2],
}

impl Random {
    fn boards(&self, at_ms: Millis, other: bool) -> [BoardKey; 4] {
        [
            BoardKey::Lifetime,
            BoardKey::month(at_ms),
            BoardKey::week(at_ms),
            BoardKey::Campaign(self.campaigns[usize::from(other)]),
        ]
    }

    async fn step(&mut self, step: Step) {
        let house = &self.house;
        match step {
            Step::Award { who, amount, other } => {
                let campaign = if other { OTHER_CAMPAIGN } else { CAMPAIGN };
                let transfer = award_from(house, campaign, member(who), amount).await;
                let at_ms = house.clock.now_ms();
                let award = (member(who), amount, at_ms, other, transfer, false);
                self.model.awards.push(award);
                let boards = self.boards(at_ms, other);
                self.model.count(boards, member(who), amount);
                *self.model.available.entry(member(who)).or_default() += amount;
                self.model.pay(member(who));
            }
            Step::TakeBack { which, share } => {
                let count = self.model.awards.len().max(1);
                let Some(award) = self.model.awards.get_mut(which % count) else {
                    return;
                };
                let (who, amount, at_ms, other, transfer, taken) = *award;
                let back = (amount * share / 4).max(1);
                let available = self.model.available.entry(who).or_default();
                if taken || *available < back {
                    return;
                }
                *available -= back;
                award.5 = true;
                let campaign = if other { OTHER_CAMPAIGN } else { CAMPAIGN };
                take_back(house, campaign, transfer, who, back).await;
                let boards = self.boards(at_ms, other);
                self.model.count(boards, who, -back);
            }
            Step::Spend { who, share } => self.spend(member(who), share).await,
            Step::Undo { which, with_debt } => {
                let count = self.model.awards.len().max(1);
                let award = self.model.awards.get(which % count);
                // Otherwise hardly anybody would come to owe anything.
                if let Some(who) = award.map(|award| award.0)
                    && with_debt
                {
                    self.spend(who, 4).await;
                }
                self.undo(which, with_debt).await;
            }
            Step::Hide { who, hidden } => {
                hide(house, member(who), hidden).await;
                self.model.hidden.insert(member(who), hidden);
            }
            Step::Depart { who } => {
                // Who has no account yet is on no board: there is nothing to mark.
                let mut reader = house.db().read().await.unwrap();
                let account = sparks::ledger::member_account(&mut reader, member(who)).await;
                drop(reader);
                if account.unwrap().is_some() {
                    self.model.departed.insert(member(who), true);
                }
                depart(house, member(who)).await;
            }
            Step::Return { who } => {
                let member = member(who);
                house.write(MarkPresent { member }).await;
                self.model.departed.insert(member, false);
            }
            Step::Pass { ms } => house.clock.advance(ms),
            Step::Rebuild => {
                house.write(Rebuild).await;
            }
        }
    }

    async fn spend(&mut self, who: UserId, share: i64) {
        let available = self.model.available.entry(who).or_default();
        let amount = (*available * share / 4).min(AMOUNT_MAX);
        if amount == 0 {
            return;
        }
        *available -= amount;
        let spent = Move {
            kind: TransferKind::Direct,
            debit: self.house.account(who).await,
            credit: PERKS_REVENUE,
            amount,
        };
        let moved = self.house.moves(vec![spent]).await;
        assert!(matches!(moved[..], [Ok(_)]), "{moved:?}");
    }

    async fn undo(&mut self, which: usize, with_debt: bool) {
        let count = self.model.awards.len().max(1);
        let Some(award) = self.model.awards.get_mut(which % count) else {
            return;
        };
        let (who, amount, at_ms, other, transfer, taken) = *award;
        let available = self.model.available.entry(who).or_default();
        let shown = *available;
        if taken || (shown == 0 && !with_debt) {
            return;
        }
        award.5 = true;
        let back = shown.min(amount);
        *available -= back;
        let request = UndoAward {
            key: self.house.key("award-undo"),
            moderator: MODERATOR,
            award: transfer,
            reason: "By mistake".into(),
            mode: if with_debt {
                UndoMode::WithDebt { shown }
            } else {
                UndoMode::Available { shown }
            },
            now_ms: self.house.clock.now_ms(),
        };
        let outcome = self.house.write(request).await;
        assert!(matches!(outcome, UndoOutcome::Undone(_)), "{outcome:?}");
        let boards = self.boards(at_ms, other);
        self.model.count(boards, who, -back);
        if with_debt && amount > back {
            let now_ms = self.house.clock.now_ms();
            let debt = self.model.debts.entry((who, other)).or_default();
            if debt.awards.is_empty() {
                debt.since = now_ms;
            }
            debt.awards.push_back((boards, amount - back));
        }
    }

    async fn agrees(&self) {
        for (board, scores) in &self.model.scores {
            let listed = scores
                .iter()
                .filter(|(who, score)| **score > 0 && self.model.is_listed(**who));
            let mut expected: Vec<i64> = listed.clone().map(|(_, score)| *score).collect();
            expected.sort_unstable_by(|one, other| other.cmp(one));
            let pages = all_pages(&self.house, *board).await;
            let entries: Vec<_> = pages.iter().flat_map(|page| &page.entries).collect();
            assert!(entries.is_sorted_by_key(|entry| (-entry.score, entry.account)));
            let found: Vec<i64> = entries.iter().map(|entry| entry.score).collect();
            assert_eq!(found, expected, "{board:?}");
            for (who, score) in scores {
                let own = self.house.standing_on(*board, *who).await;
                assert_eq!(own.map(|own| own.score).unwrap_or_default(), *score);
                let Some(own) = own else { continue };
                let higher = expected.iter().filter(|other| *other > score).count();
                assert_eq!(own.rank, 1 + i64::try_from(higher).unwrap());
                assert_eq!(own.is_listed, self.model.is_listed(*who));
                let page = self.house.page_of(*board, *who).await;
                let is_there = page.entries.iter().any(|entry| entry.member == *who);
                assert_eq!(is_there, own.is_listed);
            }
        }
        self.house.verify().await;
    }
}

fn config() -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok();
    Config {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(8),
        max_shrink_iters: 200,
        failure_persistence: None,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn boards_agree_with_a_naive_count(steps in prop::collection::vec(step(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let house = House::open().await;
            house.campaign(OTHER_CAMPAIGN, None).await;
            let campaigns = [campaign_id(&house, CAMPAIGN).await, campaign_id(&house, OTHER_CAMPAIGN).await];
            let mut random = Random { house, model: Model::default(), campaigns };
            for (number, step) in steps.into_iter().enumerate() {
                random.step(step).await;
                if number % 7 == 0 {
                    random.agrees().await;
                }
            }
            random.agrees().await;
        });
    }
}
