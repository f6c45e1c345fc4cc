//! Tickets: settled at once, checked once, and nobody's after an erasure.

use std::sync::Arc;

use sparks::ids::{RedemptionId, UserId};
use sparks::perks::{
    self, CheckOutcome, CheckRefusal, CheckTicket, PerkKind, RedeemOutcome, Ticket,
};
use tokio::task::JoinSet;

use crate::support::{ALICE, House, MODERATOR, member};

impl House {
    fn check(&self, moderator: UserId, code: &str) -> CheckTicket {
        CheckTicket {
            key: self.key("ticket-check"),
            moderator,
            code: code.into(),
            now_ms: self.clock.now_ms(),
        }
    }

    async fn ticket(&self, id: RedemptionId) -> Ticket {
        let mut reader = self.db().read().await.unwrap();
        let ticket = perks::ticket(&mut reader, id).await.unwrap();
        ticket.expect("no such ticket")
    }
}

/// Alice had 500 and has a ticket for 100.
async fn with_ticket() -> (House, Ticket) {
    let house = House::open().await;
    let perk = house.add_manual(PerkKind::Ticket, "Meetup", 100).await;
    house.award(ALICE, 500).await;
    let mut request = house.redeem_request(ALICE, perk).await;
    request.secret = 0x1234_5678_9ABC_DEF0;
    let reserved = house.write(request.clone()).await;
    // The same press again comes with other chance.
    request.secret = 99;
    assert_eq!(house.write(request).await, reserved);
    let RedeemOutcome::Reserved { redemption } = reserved else {
        panic!("{reserved:?}");
    };
    let ticket = house.ticket(redemption).await;
    (house, ticket)
}

fn refused(refusal: CheckRefusal) -> CheckOutcome {
    CheckOutcome::Refused(refusal)
}

#[tokio::test]
async fn a_ticket_is_paid_and_there_at_once() {
    let (house, ticket) = with_ticket().await;
    assert_eq!(house.balance(ALICE).await, (400, 0));
    let redemption = ticket.redemption_id;
    let code = ticket.code.shown();
    for (typed, refusal) in [
        ("", CheckRefusal::Mistyped),
        ("0000-0000-0000", CheckRefusal::Unknown),
        (&code[1..], CheckRefusal::Mistyped),
    ] {
        let said = house.write(house.check(MODERATOR, typed)).await;
        assert_eq!(said, refused(refusal), "{typed}");
    }
    let own = house.write(house.check(ALICE, &code)).await;
    assert_eq!(own, refused(CheckRefusal::Own));
    let check = house.check(MODERATOR, &code.to_lowercase());
    let let_in = CheckOutcome::LetIn { redemption };
    assert_eq!(house.write(check.clone()).await, let_in);
    assert_eq!(house.write(check).await, let_in, "the same interaction");
    let at_ms = house.clock.now_ms();
    let again = house.write(house.check(UserId(8), &code)).await;
    assert_eq!(again, refused(CheckRefusal::Used { redemption, at_ms }));
    assert_eq!(house.ticket(redemption).await.used_by, Some(MODERATOR));
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_the_door_one_lets_in() {
    let (house, ticket) = with_ticket().await;
    let house = Arc::new(house);
    let mut tasks = JoinSet::new();
    for number in 0..50 {
        let request = house.check(member(500 + number), &ticket.code.shown());
        let house = Arc::clone(&house);
        tasks.spawn(async move { house.write(request).await });
    }
    let outcomes = tasks.join_all().await;
    let let_in = |outcome: &&CheckOutcome| matches!(outcome, CheckOutcome::LetIn { .. });
    assert_eq!(outcomes.iter().filter(let_in).count(), 1);
    let used = |outcome: &&CheckOutcome| {
        matches!(outcome, CheckOutcome::Refused(CheckRefusal::Used { .. }))
    };
    assert_eq!(outcomes.iter().filter(used).count(), 49);
    house.verify().await;
}
