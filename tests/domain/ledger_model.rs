//! The ledger against a model that was written without looking at it: random transfers, holds, posts, voids, reversals,
//! replays and conflicts. After every step all balances, scores and answers are compared and every invariant is checked.
//! `PROPTEST_CASES=1000 cargo test --test domain ledger_model` searches longer.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use sparks::clock::Millis;
use sparks::ids::{AccountId, TransferId};
use sparks::ledger::{RequestKey, TransferKind};
use tokio::runtime::Runtime;

use crate::moves::{Move, Moved, Moves};
use crate::support::{House, START_MS};

const MEMBERS: usize = 3;
/// Issuance, perks revenue, then the members.
const ACCOUNTS: usize = 2 + MEMBERS;
const CASES: u32 = 16;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Balance {
    available: i64,
    held: i64,
    earned: i64,
}

#[derive(Debug, Clone)]
struct Past {
    step: Move,
    at_ms: Millis,
    resolved: bool,
    reversed: bool,
}

#[derive(Debug, Clone)]
struct Model {
    balances: Vec<Balance>,
    past: Vec<Past>,
    /// What was asked under each key, and what was answered.
    requests: BTreeMap<u32, (Vec<Move>, Vec<Moved>)>,
    now_ms: Millis,
    /// The answer to the last transition.
    answer: Option<Vec<Moved>>,
}

#[derive(Debug, Clone)]
struct Ask {
    key: u32,
    moves: Vec<Move>,
    clock_by_ms: Millis,
}

fn index(account: AccountId) -> usize {
    usize::try_from(account.0 - 1).unwrap()
}

impl Model {
    fn new() -> Self {
        Self {
            balances: vec![Balance::default(); ACCOUNTS],
            past: vec![],
            requests: BTreeMap::new(),
            now_ms: START_MS,
            answer: None,
        }
    }

    fn find(&self, id: TransferId) -> Option<&Past> {
        self.past.get(usize::try_from(id.0).ok()?.checked_sub(1)?)
    }

    fn refusal(&self, step: &Move) -> Option<&'static str> {
        let swapped = |past: &Move| (past.credit, past.debit) == (step.debit, step.credit);
        let same = |past: &Move| (past.debit, past.credit) == (step.debit, step.credit);
        let can_pay =
            step.debit.0 == 1 || self.balances[index(step.debit)].available >= step.amount;
        match step.kind {
            TransferKind::Post(id) | TransferKind::Void(id) => match self.find(id) {
                Some(hold)
                    if hold.step.kind == TransferKind::Hold
                        && hold.step.amount == step.amount
                        && same(&hold.step) =>
                {
                    hold.resolved.then_some("HoldAlreadyResolved")
                }
                _ => Some("HoldMismatch"),
            },
            TransferKind::Reversal(id) => match self.find(id) {
                Some(Past { step: past, .. })
                    if !matches!(past.kind, TransferKind::Direct | TransferKind::Post(_))
                        || !swapped(past)
                        || past.amount < step.amount =>
                {
                    Some("ReversalMismatch")
                }
                None => Some("ReversalMismatch"),
                _ if step.amount < 1 => Some("AmountOutOfRange"),
                Some(past) if past.reversed => Some("AlreadyReversed"),
                _ => (!can_pay).then_some("InsufficientSparks"),
            },
            _ if !(1..=1_000_000_000).contains(&step.amount) => Some("AmountOutOfRange"),
            _ if step.debit == step.credit => Some("SameAccount"),
            _ => (!can_pay).then_some("InsufficientSparks"),
        }
    }

    fn act(&mut self, step: &Move) -> Moved {
        if let Some(refusal) = self.refusal(step) {
            return Err(refusal.into());
        }
        let amount = step.amount;
        let (debit, credit) = (index(step.debit), index(step.credit));
        let mut pays =
            |from: fn(&mut Balance) -> &mut i64| *from(&mut self.balances[debit]) -= amount;
        match step.kind {
            TransferKind::Direct | TransferKind::Reversal(_) => {
                pays(|balance| &mut balance.available);
            }
            TransferKind::Hold => {
                pays(|balance| &mut balance.available);
                self.balances[debit].held += amount;
            }
            TransferKind::Post(_) => pays(|balance| &mut balance.held),
            TransferKind::Void(_) => {
                pays(|balance| &mut balance.held);
                self.balances[debit].available += amount;
            }
        }
        if !matches!(step.kind, TransferKind::Hold | TransferKind::Void(_)) {
            self.balances[credit].available += amount;
        }
        self.remember(step);
        Ok(TransferId(i64::try_from(self.past.len()).unwrap()))
    }

    /// Marks what is used up, and what was earned: what a member is given directly and not taken back.
    fn remember(&mut self, step: &Move) {
        let mut earner = (step.kind == TransferKind::Direct).then_some((step.credit, step.amount));
        if let TransferKind::Post(id) | TransferKind::Void(id) | TransferKind::Reversal(id) =
            step.kind
        {
            let past = &mut self.past[usize::try_from(id.0).unwrap() - 1];
            if let TransferKind::Reversal(_) = step.kind {
                past.reversed = true;
                if past.step.kind == TransferKind::Direct {
                    earner = Some((step.debit, -step.amount));
                }
            } else {
                past.resolved = true;
            }
        }
        if let Some((account, earned)) = earner
            && account.0 > 2
        {
            self.balances[index(account)].earned += earned;
        }
        let last_ms = self.past.last().map_or(0, |past| past.at_ms);
        self.past.push(Past {
            step: *step,
            at_ms: self.now_ms.max(last_ms),
            resolved: false,
            reversed: false,
        });
    }
}

fn any_account() -> impl Strategy<Value = AccountId> {
    (1..=ACCOUNTS).prop_map(|number| AccountId(i64::try_from(number).unwrap()))
}

fn any_amount() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => 1..200_i64,
        1 => prop::sample::select(vec![i64::MIN, -1, 0, 1_000_000_000, 1_000_000_001, i64::MAX]),
    ]
}

/// Mostly what can succeed: given out, spent, and earlier transfers taken up again as they were, or nearly so.
fn any_move(past: Vec<Move>) -> BoxedStrategy<Move> {
    let new = (any::<bool>(), any_account(), any_account(), any_amount()).prop_map(
        |(is_hold, debit, credit, amount)| Move {
            kind: if is_hold {
                TransferKind::Hold
            } else {
                TransferKind::Direct
            },
            debit,
            credit,
            amount,
        },
    );
    if past.is_empty() {
        return new.boxed();
    }
    let earlier = (0..past.len(), 0..3, any_account(), any_amount(), 0..10).prop_map(
        move |(at, kind, account, amount, twist)| {
            let id = TransferId(i64::try_from(at).unwrap() + 1);
            let Move {
                mut debit,
                mut credit,
                amount: mut whole,
                ..
            } = past[at];
            let kind = match kind {
                0 => TransferKind::Post(id),
                1 => TransferKind::Void(id),
                _ => {
                    std::mem::swap(&mut debit, &mut credit);
                    TransferKind::Reversal(id)
                }
            };
            match twist {
                0 => debit = account,
                1 => credit = account,
                2 | 3 => whole = amount,
                _ => {}
            }
            Move {
                kind,
                debit,
                credit,
                amount: whole,
            }
        },
    );
    prop_oneof![2 => new, 3 => earlier].boxed()
}

struct Ledger;

impl ReferenceStateMachine for Ledger {
    type State = Model;
    type Transition = Ask;

    fn init_state() -> BoxedStrategy<Model> {
        Just(Model::new()).boxed()
    }

    fn transitions(model: &Model) -> BoxedStrategy<Ask> {
        let past = model.past.iter().map(|past| past.step).collect();
        let next = u32::try_from(model.requests.len()).unwrap();
        let moves = prop::collection::vec(any_move(past), 1..4);
        let clock = -5_000..20_000_i64;
        let new = (moves, clock).prop_map(move |(moves, clock_by_ms)| Ask {
            key: next,
            moves,
            clock_by_ms,
        });
        if next == 0 {
            return new.boxed();
        }
        let known: Vec<(u32, Vec<Move>)> = model
            .requests
            .iter()
            .map(|(key, (moves, _))| (*key, moves.clone()))
            .collect();
        let replay = prop::sample::select(known).prop_map(|(key, moves)| Ask {
            key,
            moves,
            clock_by_ms: 1,
        });
        let conflict = (0..next, new.clone()).prop_map(|(key, ask)| Ask { key, ..ask });
        prop_oneof![8 => new, 1 => replay, 1 => conflict].boxed()
    }

    fn apply(mut model: Model, ask: &Ask) -> Model {
        model.now_ms += ask.clock_by_ms;
        model.answer = if let Some((moves, answer)) = model.requests.get(&ask.key) {
            (*moves == ask.moves).then(|| answer.clone())
        } else {
            let answer: Vec<Moved> = ask.moves.iter().map(|step| model.act(step)).collect();
            let request = (ask.moves.clone(), answer.clone());
            model.requests.insert(ask.key, request);
            Some(answer)
        };
        model
    }
}

struct Real {
    house: House,
    runtime: Runtime,
}

impl StateMachineTest for Ledger {
    type SystemUnderTest = Real;
    type Reference = Self;

    fn init_test(_model: &Model) -> Real {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let house = runtime.block_on(House::open_for_moves(MEMBERS));
        Real { house, runtime }
    }

    fn apply(real: Real, model: &Model, ask: Ask) -> Real {
        real.house.clock.advance(ask.clock_by_ms);
        let now_ms = real.house.clock.now_ms();
        let request = Moves::new(RequestKey::new("model", ask.key), ask.moves, now_ms);
        let answer = real.runtime.block_on(real.house.write(request));
        assert_eq!(answer, model.answer);
        real
    }

    fn check_invariants(real: &Real, model: &Model) {
        real.runtime.block_on(async {
            assert_eq!(balances(&real.house).await, model.balances);
            assert_eq!(
                times(&real.house).await,
                model.past.iter().map(|past| past.at_ms).collect::<Vec<_>>()
            );
            real.house.verify().await;
        });
    }
}

async fn balances(house: &House) -> Vec<Balance> {
    let mut reader = house.db().read().await.unwrap();
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT available, held, COALESCE(score, 0) FROM account
         LEFT JOIN board_entry ON account_id = account.id
            AND board_id = (SELECT id FROM board WHERE kind = 'lifetime') ORDER BY account.id",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    rows.into_iter()
        .map(|(available, held, earned)| Balance {
            available,
            held,
            earned,
        })
        .collect()
}

async fn times(house: &House) -> Vec<Millis> {
    let mut reader = house.db().read().await.unwrap();
    sqlx::query_scalar("SELECT created_at_ms FROM transfer ORDER BY id")
        .fetch_all(&mut *reader)
        .await
        .unwrap()
}

fn config() -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok();
    Config {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(CASES),
        // Each try is a database: enough to be short, and not to take minutes.
        max_shrink_iters: 200,
        failure_persistence: None,
        ..Config::default()
    }
}

prop_state_machine! {
    #![proptest_config(config())]

    #[test]
    fn agrees_with_its_model(sequential 1..40 => Ledger);
}
