//! Events on a real file: what each earns, in whatever order they come, what is taken back, and who gets it.

use std::sync::Arc;

use sparks::events::{RecordEvent, RecordOutcome, Rules};
use sparks::ids::UserId;
use sparks::leaderboard::BoardKey;
use sparks::ledger;

use crate::events_fold::{DAY_MS, FIRST_DAY, Folded, RULES, Said, Told, fold};
use crate::support::{ALICE, BOB, House, START_MS};

pub const COUNTED: RecordOutcome = RecordOutcome::Counted { again: false };
pub const AGAIN: RecordOutcome = RecordOutcome::Counted { again: true };

pub fn rules() -> Arc<Rules> {
    Arc::new(Rules::parse(RULES).unwrap())
}

/// At an hour of a day of the rules.
pub fn at(day: i64, hour: i64) -> i64 {
    (FIRST_DAY + day) * DAY_MS + hour * 3_600_000
}

/// A moment at which the rules' first version holds.
pub const MORNING: i64 = FIRST_DAY * DAY_MS + 9 * 3_600_000;

pub fn told(id: u32, at_ms: i64, said: Said) -> Told {
    Told { id, at_ms, said }
}

pub fn linked(account: u16, member: UserId) -> Said {
    Said::Linked {
        account,
        member: member.0,
    }
}

pub fn trade(account: u16, dollars: i64) -> Said {
    Said::Trade {
        account,
        cents: dollars * 100,
    }
}

impl House {
    pub async fn tell(&self, told: &Told) -> RecordOutcome {
        let now_ms = self.clock.now_ms();
        let record = RecordEvent::new(told.event(), rules(), now_ms);
        self.write(record).await
    }

    /// Tells all, each of which must be new.
    pub async fn tell_all(&self, all: &[Told]) {
        for event in all {
            assert_eq!(self.tell(event).await, COUNTED, "{event:?}");
        }
    }

    /// What a member has, holds, and owes.
    pub async fn standing_of(&self, member: UserId) -> (i64, i64, i64) {
        let mut reader = self.db().read().await.unwrap();
        let account = ledger::member_account(&mut reader, member).await.unwrap();
        let Some(account) = account else {
            return (0, 0, 0);
        };
        (account.available, account.held, account.owed)
    }

    /// What the ledger says that events came to, to be compared with a fold. Whoever spent still had it.
    pub async fn posted(&self) -> Folded {
        let mut reader = self.db().read().await.unwrap();
        let due: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT owner_id, available + held - COALESCE((
                SELECT SUM(incurred - paid) FROM debt WHERE debt.account_id = account.id
             ), 0) AS sparks FROM account WHERE kind = 'member' AND sparks <> 0",
        )
        .fetch_all(&mut *reader)
        .await
        .unwrap();
        let cells: Vec<(String, i64, i64)> = sqlx::query_as(
            "SELECT ref, SUM(waiting), SUM(refused) FROM event_cell
             JOIN product_account ON product_account.id = account_id GROUP BY ref",
        )
        .fetch_all(&mut *reader)
        .await
        .unwrap();
        let number = |name: &str| name.strip_prefix("acct_").unwrap().parse().unwrap();
        let some = |sparks: &dyn Fn(&(String, i64, i64)) -> i64| {
            let with = cells.iter().map(|row| (number(&row.0), sparks(row)));
            with.filter(|(_, sparks)| *sparks != 0).collect()
        };
        Folded {
            due: due.into_iter().collect(),
            waiting: some(&|row| row.1),
            refused: some(&|row| row.2),
        }
    }
}

#[tokio::test]
async fn an_event_counts_once_and_its_id_is_used_once() {
    let house = House::open_empty().await;
    let link = told(1, MORNING, linked(1, ALICE));
    let fill = told(2, MORNING, trade(1, 1_000));
    house.tell_all(&[link.clone(), fill.clone()]).await;
    assert_eq!(house.balance(ALICE).await, (100, 0));
    for event in [&link, &fill] {
        assert_eq!(house.tell(event).await, AGAIN);
    }
    for said in [trade(1, 1_001), trade(2, 1_000), linked(1, ALICE)] {
        assert_eq!(
            house.tell(&told(2, MORNING, said)).await,
            RecordOutcome::Conflict
        );
    }
    let later = told(2, MORNING + 1, trade(1, 1_000));
    assert_eq!(house.tell(&later).await, RecordOutcome::Conflict);
    assert_eq!(house.balance(ALICE).await, (100, 0));
    house.verify().await;
}

#[tokio::test]
async fn what_is_to_happen_is_not_kept_until_it_has() {
    let house = House::open_empty().await;
    let ahead = 10 * 60_000;
    let soon = told(1, START_MS + ahead + 1, linked(1, ALICE));
    assert_eq!(house.tell(&soon).await, RecordOutcome::TooEarly);
    assert_eq!(house.number("SELECT COUNT(*) FROM event").await, 0);
    assert_eq!(house.number("SELECT COUNT(*) FROM request").await, 0);
    house.clock.advance(1);
    assert_eq!(house.tell(&soon).await, COUNTED);
    house.verify().await;
}

#[tokio::test]
async fn trades_plans_and_invitations_earn_by_the_rules_of_their_day() {
    let house = House::open_empty().await;
    let story = [
        told(1, at(0, 1), linked(1, ALICE)),
        told(2, at(0, 1), linked(2, BOB)),
        told(
            3,
            at(0, 2),
            Said::Invited {
                inviter: 1,
                invitee: 2,
            },
        ),
        // 0.1 a dollar of a day, in all 129.9.
        told(4, at(0, 3), trade(2, 1_290)),
        told(5, at(0, 4), trade(2, 9)),
        told(
            6,
            at(0, 5),
            Said::Trade {
                account: 2,
                cents: 1_099,
            },
        ),
        // 190, of which half for who invited; the second is not the first.
        told(
            7,
            at(1, 1),
            Said::Paid {
                account: 2,
                plan: "lite",
            },
        ),
        told(
            8,
            at(1, 2),
            Said::Paid {
                account: 2,
                plan: "pro",
            },
        ),
        // 0.25 a dollar, 300 at most, and another share.
        told(9, at(2, 1), trade(2, 5_000)),
    ];
    house.tell_all(&story).await;
    let bob = 130 + 190 + 1_990 + 300;
    let alice = 130 * 125 / 1_000 + 95 + 30;
    assert_eq!(house.balance(BOB).await, (bob, 0));
    assert_eq!(house.balance(ALICE).await, (alice, 0));
    assert_eq!(house.posted().await, fold(&story));
    // What was earned is on the boards, by who issued it.
    assert_eq!(house.standing(BOB).await.unwrap().score, bob);
    for (source, sparks) in [(1, 430), (2, 2_180), (3, alice)] {
        let issued = "SELECT -available FROM account WHERE kind = 'issuance' AND owner_id = ";
        let sql: &'static str = format!("{issued}{source}").leak();
        assert_eq!(house.number(sql).await, sparks);
    }
    house.verify().await;
}

#[tokio::test]
async fn sparks_wait_until_somebody_is_linked_and_move_once() {
    let house = House::open_empty().await;
    house.tell(&told(1, at(0, 1), trade(1, 1_000))).await;
    assert_eq!(house.posted().await.waiting[&1], 100);
    assert_eq!(
        house.number("SELECT COUNT(*) FROM transfer").await,
        0,
        "nobody has them"
    );
    house.tell(&told(2, at(0, 2), linked(1, ALICE))).await;
    assert_eq!(house.balance(ALICE).await, (100, 0));
    // Linking another gives what comes from then on, and nothing twice.
    house.tell(&told(3, at(0, 3), linked(1, BOB))).await;
    house.tell(&told(4, at(0, 4), trade(1, 500))).await;
    assert_eq!(house.balance(ALICE).await, (100, 0));
    assert_eq!(house.balance(BOB).await, (50, 0));
    // Unlinking stops new ones and moves nothing back.
    house
        .tell(&told(5, at(0, 5), Said::Unlinked { account: 1 }))
        .await;
    house.tell(&told(6, at(0, 6), trade(1, 300))).await;
    assert_eq!(house.posted().await.waiting[&1], 30);
    // Back again, again and again: what waited is theirs, once.
    for round in 0..5 {
        let hour = 7 + 2 * round;
        house
            .tell(&told(
                10 + 2 * u32::try_from(round).unwrap(),
                at(0, hour),
                linked(1, ALICE),
            ))
            .await;
        let unlinked = Said::Unlinked { account: 1 };
        house
            .tell(&told(
                11 + 2 * u32::try_from(round).unwrap(),
                at(0, hour + 1),
                unlinked,
            ))
            .await;
    }
    assert_eq!(house.balance(ALICE).await, (130, 0));
    assert_eq!(house.balance(BOB).await, (50, 0));
    assert_eq!(house.posted().await.waiting.get(&1), None);
    house.verify().await;
}

#[tokio::test]
async fn a_reversal_takes_what_is_there_and_the_rest_is_owed() {
    let house = House::open_empty().await;
    let mut perk = house.perk("Explorer", 80);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    house.tell(&told(1, at(0, 1), linked(1, ALICE))).await;
    house.tell(&told(2, at(0, 2), trade(1, 1_000))).await;
    house.reserve(ALICE, perk).await;
    assert_eq!(house.standing_of(ALICE).await, (20, 80, 0));
    let undo = Said::Reversed {
        kind: "trade",
        of: 2,
    };
    house.tell(&told(3, at(1, 1), undo)).await;
    assert_eq!(house.standing_of(ALICE).await, (0, 80, 80));
    let score = || async { house.standing(ALICE).await.map_or(0, |found| found.score) };
    assert_eq!(score().await, 80, "what is owed still counts");
    // Later earnings pay it off first.
    house.tell(&told(4, at(1, 2), trade(1, 600))).await;
    assert_eq!(house.standing_of(ALICE).await, (0, 80, 20));
    house.tell(&told(5, at(1, 3), trade(1, 600))).await;
    assert_eq!(house.standing_of(ALICE).await, (40, 80, 0));
    assert_eq!(score().await, 120);
    let week = house
        .page_on(BoardKey::Lifetime, sparks::leaderboard::Cursor::Top)
        .await;
    assert_eq!(week.entries[0].score, 120);
    house.verify().await;
}

#[tokio::test]
async fn a_reversal_may_come_first_and_must_name_the_kind() {
    let house = House::open_empty().await;
    house.tell(&told(1, at(0, 1), linked(1, ALICE))).await;
    let reversal = |id, kind, of| told(id, at(0, 5), Said::Reversed { kind, of });
    house.tell(&reversal(2, "trade", 3)).await;
    house.tell(&told(3, at(0, 2), trade(1, 1_000))).await;
    assert_eq!(house.balance(ALICE).await, (0, 0));
    house.tell(&told(4, at(0, 3), trade(1, 1_000))).await;
    assert_eq!(house.balance(ALICE).await, (100, 0));
    house.tell(&reversal(5, "subscription", 4)).await;
    assert_eq!(house.balance(ALICE).await, (100, 0), "that was a trade");
    house.tell(&reversal(6, "trade", 4)).await;
    assert_eq!(house.tell(&reversal(6, "trade", 4)).await, AGAIN);
    house.tell(&reversal(7, "trade", 4)).await;
    assert_eq!(house.standing_of(ALICE).await, (0, 0, 0), "twice is once");
    house.verify().await;
}

/// A small world in which much collides: few accounts, few members, four days, everything reversed now and then.
pub fn world(random: &mut fastrand::Rng, events: u32, accounts: u16, members: i64) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for id in 1..=events {
        let account = random.u16(0..accounts);
        // Half of the links are the usual ones, and half of the invitations are of an account that is usually the same member's.
        let (usual, kin) = (
            i64::from(account) % members,
            u16::try_from(members).unwrap(),
        );
        let said = match random.u16(0..100) {
            0..8 => Said::Linked {
                account,
                member: 1_001
                    + if random.bool() {
                        usual
                    } else {
                        random.i64(0..members)
                    },
            },
            8..12 => Said::Unlinked { account },
            12..62 => Said::Trade {
                account,
                cents: random.i64(0..200_000),
            },
            62..72 => Said::Paid {
                account,
                plan: ["lite", "pro", "other"][random.usize(0..3)],
            },
            72..84 => Said::Invited {
                inviter: account,
                invitee: if random.bool() && kin < accounts {
                    (account + kin) % accounts
                } else {
                    (account + random.u16(1..accounts)) % accounts
                },
            },
            // Of anything, known or not, and not always by the right name.
            _ => Said::Reversed {
                kind: ["trade", "subscription", "referral"][random.usize(0..3)],
                of: random.u32(1..=events),
            },
        };
        // Many at the same moment.
        let at_ms = (FIRST_DAY - 1) * DAY_MS + random.i64(0..16) * DAY_MS / 4;
        told.push(Told { id, at_ms, said });
    }
    told
}

/// After each event, in a random order, the ledger says what a fold over those that were told says.
#[tokio::test]
async fn at_every_moment_the_ledger_says_what_a_fold_over_the_known_events_says() {
    let mut refused = 0;
    for seed in 0..6 {
        let mut random = fastrand::Rng::with_seed(seed);
        let house = House::open_empty().await;
        let mut perk = house.perk("Explorer", 70);
        perk.limit_per_member = None;
        let perk = house.add(perk).await;
        let mut all = world(&mut random, 120, 5, 3);
        random.shuffle(&mut all);
        let mut known: Vec<Told> = Vec::new();
        for event in all {
            assert_eq!(house.tell(&event).await, COUNTED);
            known.push(event);
            let before = random.usize(0..known.len());
            assert_eq!(house.tell(&known[before]).await, AGAIN);
            if random.bool() {
                let member = UserId(1_001 + random.i64(0..3));
                house.redeem(member, perk).await;
            }
            let posted = house.posted().await;
            assert_eq!(posted, fold(&known), "seed {seed}: {known:#?}");
            refused += usize::from(!posted.refused.is_empty());
        }
        house.verify().await;
    }
    assert!(refused > 150, "{refused} of 720 with refused shares");
}

/// The same events in another order end in the same.
#[tokio::test]
async fn any_order_ends_in_the_same() {
    let mut random = fastrand::Rng::with_seed(77);
    let all = world(&mut random, 80, 4, 2);
    let expected = fold(&all);
    assert!(
        expected.due.len() == 2 && !expected.waiting.is_empty() && !expected.refused.is_empty(),
        "{expected:?}"
    );
    for _ in 0..4 {
        let house = House::open_empty().await;
        let mut shuffled = all.clone();
        random.shuffle(&mut shuffled);
        house.tell_all(&shuffled).await;
        assert_eq!(house.posted().await, expected);
        house.verify().await;
    }
}
