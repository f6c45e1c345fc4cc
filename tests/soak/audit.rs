//! What must be true when everything has come to rest: the ledger by itself, what was told against the ledger, and the
//! ledger against the roles. Nothing of it knows what went wrong on the way.

use std::collections::HashMap;

use sparks::db::Db;
use sparks::ledger;

use crate::books::{Balance, Books, Decision, Redemption};
use crate::journal::{Acknowledgement, Confirmed, Decided, Log, Progress};
use crate::killer::tail;
use crate::product::Due;
use crate::report::{Findings, Violation};
use crate::roles::must_be_there;
use crate::stage::{Guest, Stage};

/// What the bot's log must not have: faults that nothing which Discord does explains.
const NEVER_LOGGED: &[&str] = &[
    "database is locked",
    "panic",
    "VIOLATED",
    "had ended as",
    "does not exist",
];

impl Stage {
    /// Holds everything against everything.
    pub async fn audit(&self) -> Findings {
        let db = Db::open_read_only(&self.database()).await.unwrap();
        let report = ledger::verify(&mut db.read().await.unwrap()).await.unwrap();
        let mut audit = Audit {
            stage: self,
            due: self.product.due(),
            books: Books::read(&db).await,
            balances: HashMap::new(),
            violations: vec![],
        };
        for wrong in self.wrong.lock().unwrap().drain(..) {
            audit.found(None, wrong);
        }
        for violation in &report.violations {
            audit.found(None, format!("the ledger: {violation:?}"));
        }
        let told = Log::read(&self.acknowledged());
        let mut unfounded = 0;
        for acknowledgement in &told {
            if let Some(wrong) = audit.wrong_about(acknowledgement) {
                unfounded += 1;
                let what = format!("told and not so: {wrong}: {acknowledgement:?}");
                audit.found(acknowledgement.member(), what);
            }
        }
        for guest in &self.guests {
            audit.member(guest);
        }
        audit.whole();
        Findings {
            acknowledged: told,
            unfounded,
            violations: audit.violations,
        }
    }
}

struct Audit<'a> {
    stage: &'a Stage,
    /// What the product's events come to.
    due: Due,
    books: Books,
    balances: HashMap<u64, Balances>,
    violations: Vec<Violation>,
}

/// Every balance that a member ever had, in order.
struct Balances {
    had: Vec<Balance>,
    /// Which of them they were shown, and when.
    seen: Vec<(i64, usize)>,
}

impl Audit<'_> {
    fn found(&mut self, member: Option<u64>, what: impl Into<String>) {
        self.violations.push(Violation {
            member,
            what: what.into(),
        });
    }

    fn wrong_about(&mut self, told: &Acknowledgement) -> Option<String> {
        match told {
            Acknowledgement::Award {
                interaction,
                member,
                amount,
                receipt,
            } => self.wrong_about_award(*interaction, *member, *amount, *receipt),
            Acknowledgement::Campaign { name } => {
                once(self.books.campaigns_called(name), "this campaign")
            }
            Acknowledgement::Event { id } => {
                (!self.books.has_event(id)).then(|| "it is not counted".to_owned())
            }
            Acknowledgement::Perk { name } => once(self.books.perks_called(name), "this perk"),
            Acknowledgement::NothingCharged { confirmed } => {
                let key = format!("redeem:{}", confirmed.nonce);
                let charged = self.books.caused_by(&key).len();
                (charged > 0).then(|| "it was charged".to_owned())
            }
            Acknowledgement::Decision {
                interaction,
                moderator,
                redemption,
                decided,
            } => self.wrong_about_decision(*interaction, *moderator, *redemption, *decided),
            Acknowledgement::Redemption {
                confirmed,
                receipt,
                progress,
            } => self.wrong_about_redemption(confirmed, *receipt, *progress),
            Acknowledgement::Balance {
                member,
                asked_at_ms,
                seen_at_ms,
                available,
                held,
                lifetime,
            } => {
                let shown = Balance {
                    available: *available,
                    held: *held,
                    lifetime: *lifetime,
                };
                self.wrong_about_balance(*member, (*asked_at_ms, *seen_at_ms), shown)
            }
        }
    }

    fn wrong_about_award(
        &self,
        interaction: u64,
        member: u64,
        amount: i64,
        receipt: i64,
    ) -> Option<String> {
        let caused = self.books.caused_by(&format!("award:{interaction}"));
        let [award] = caused[..] else {
            return Some(format!("paid {} times", caused.len()));
        };
        let account = self.books.account("member", member)?.id;
        let is_so = award.id == receipt
            && award.kind == "direct"
            && award.amount == amount
            && award.credit_account_id == account;
        (!is_so).then(|| format!("it is {award:?}"))
    }

    fn wrong_about_redemption(
        &self,
        confirmed: &Confirmed,
        receipt: i64,
        progress: Progress,
    ) -> Option<String> {
        let Some(redemption) = self.books.redemptions.get(&receipt) else {
            return Some("there is no such redemption".into());
        };
        let holds = self.books.caused_by(&format!("redeem:{}", confirmed.nonce));
        let [hold] = holds[..] else {
            return Some(format!("charged {} times", holds.len()));
        };
        let account = self.books.account("member", confirmed.member);
        let state = match progress {
            Progress::Settled => "settled",
            Progress::Voided => "voided",
            // It may have ended either way since.
            Progress::OnItsWay | Progress::Review => redemption.state.as_str(),
        };
        let is_so = hold.id == redemption.hold_id
            && hold.amount == confirmed.price
            && redemption.price == confirmed.price
            && redemption.perk_id == confirmed.perk
            && account.is_some_and(|account| account.id == redemption.account_id)
            && redemption.state == state;
        (!is_so).then(|| format!("it is {redemption:?}, by {hold:?}"))
    }

    /// It was made once, by this moderator; and Sparks that were to go back have gone, unless what could not be taken came
    /// back for another decision.
    fn wrong_about_decision(
        &self,
        interaction: u64,
        moderator: u64,
        redemption: i64,
        decided: Decided,
    ) -> Option<String> {
        let kind = match decided {
            Decided::Retried => "retry",
            Decided::Returning | Decided::Returned => "void",
        };
        let key = format!("redemption-{kind}:{interaction}");
        let made = |one: &&Decision| one.request_key == key;
        let all = &self.books.decisions;
        let Some(place) = all.iter().position(|one| made(&one)) else {
            return Some("it was not made".into());
        };
        let decision = &all[place];
        let is_theirs = decision.redemption_id == redemption
            && decision.kind == kind
            && decision.moderator_id.cast_unsigned() == moderator;
        if !is_theirs || all.iter().filter(made).count() > 1 {
            return Some(format!("it is {decision:?}"));
        }
        let state = self.books.redemptions.get(&redemption)?.state.as_str();
        let decided_again = || {
            all[place + 1..]
                .iter()
                .any(|one| one.redemption_id == redemption)
        };
        let is_so = match decided {
            Decided::Retried => true,
            Decided::Returned => state == "voided",
            Decided::Returning => state == "voided" || decided_again(),
        };
        (!is_so).then(|| format!("the redemption is {state}"))
    }

    /// A balance that was shown is one that the member had, and none from before one that they had seen already.
    fn wrong_about_balance(
        &mut self,
        member: u64,
        (asked_at_ms, seen_at_ms): (i64, i64),
        shown: Balance,
    ) -> Option<String> {
        let Some(account) = self
            .books
            .account("member", member)
            .map(|account| account.id)
        else {
            return Some("there is no such account".into());
        };
        let all = || Balances {
            had: self.books.balances(account),
            seen: vec![],
        };
        let Balances { had, seen } = self.balances.entry(member).or_insert_with(all);
        let before = seen.iter().filter(|(at_ms, _)| *at_ms <= asked_at_ms);
        let not_before = before.map(|(_, place)| *place).max().unwrap_or(0);
        match (not_before..had.len()).find(|place| had[*place] == shown) {
            Some(place) => {
                seen.push((seen_at_ms, place));
                None
            }
            None if had.contains(&shown) => Some("that was before what they had seen".into()),
            None => Some("they never had that".into()),
        }
    }

    /// A member's roles against what they were charged for.
    fn member(&mut self, guest: &Guest) {
        let user = guest.member.id();
        let due = self.due.by_member.get(&user).copied().unwrap_or(0);
        let Some(account) = self.books.account("member", user).cloned() else {
            if due > 0 {
                self.found(Some(user), format!("has no account, and {due} are due"));
            }
            return;
        };
        let theirs: Vec<Redemption> = self
            .books
            .redemptions
            .values()
            .filter(|redemption| redemption.account_id == account.id)
            .cloned()
            .collect();
        let settled: Vec<_> = theirs.iter().filter(|one| one.state == "settled").collect();
        let given = self.books.balances(account.id).last().unwrap().lifetime;
        let charged: i64 = settled.iter().map(|redemption| redemption.price).sum();
        let earned = given - self.books.awarded(account.id) - self.books.owes(account.id);
        if earned != due {
            let what = format!("earned {earned} by events, and {due} are due");
            self.found(Some(user), what);
        }
        let (available, held) = (account.available, account.held);
        if given - charged != available || held != 0 {
            let what = format!(
                "was given {given} and charged {charged}, but has {available} and {held} held"
            );
            self.found(Some(user), what);
        }
        let has = guest.member.roles();
        let looked_at_ms = *self.stage.looked_at_ms.lock().unwrap();
        for role in self.stage.roles.clone() {
            // The latest decides, as it does for the bot.
            let paid = settled
                .iter()
                .filter(|one| one.role_id.cast_unsigned() == role)
                .max_by_key(|one| (one.finished_at_ms, one.id));
            if has.contains(&role) {
                if paid.is_none() {
                    self.found(
                        Some(user),
                        format!("has the role {role}, but was not charged"),
                    );
                }
            } else if let Some(lost) =
                paid.filter(|redemption| must_be_there(redemption, guest, looked_at_ms))
            {
                let what = format!("has not the role {role}, but was charged: {lost:?}");
                self.found(Some(user), what);
            }
        }
    }

    /// What concerns nobody in particular.
    fn whole(&mut self) {
        for twice in self.books.caused_more_than_one() {
            self.found(None, twice);
        }
        let settled = self.books.redemptions.values();
        let settled = settled.filter(|redemption| redemption.state == "settled");
        let charged: i64 = settled.map(|redemption| redemption.price).sum();
        let revenue = self.books.account("perks_revenue", 0).unwrap().available;
        if charged != revenue {
            self.found(
                None,
                format!("charged {charged}, but the revenue is {revenue}"),
            );
        }
        let (waits, due) = (self.books.waiting, self.due.waiting);
        if waits != due {
            let what = format!("{waits} wait for accounts to be linked, and {due} are due");
            self.found(None, what);
        }
        for rule in self.stage.discord.take_violations() {
            self.found(None, format!("Discord's rules: {rule}"));
        }
        let log = self.stage.bot_log();
        let mut bad = log.lines().filter(|line| {
            let mut never = NEVER_LOGGED.iter();
            never.any(|never| line.contains(never))
        });
        if let Some(line) = bad.next() {
            let more = bad.count();
            self.found(
                None,
                format!("the bot's log, and {more} more: {}", tail(line)),
            );
        }
    }
}

fn once(times: usize, what: &str) -> Option<String> {
    (times != 1).then(|| format!("there are {times} of {what}"))
}
