//! Tickets: a code that is there at once, shown at the door and valid once. It promises that a code can't be guessed, is
//! read aloud and typed without harm, and lets one person in however many check it at the same time.

use serde::{Deserialize, Serialize};

use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{PerkId, RedemptionId, UserId};
use crate::ledger::{Decision, Request, RequestKey};
use crate::name::PerkName;

/// Crockford's alphabet: no letter looks or sounds like another, or like a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many characters are chance: 55 bits. A guess in a million at a million tickets takes ten thousand years of asking
/// every second.
const RANDOM_CHARACTERS: usize = 11;
/// With the one that shows a typing error.
const CHARACTERS: usize = RANDOM_CHARACTERS + 1;
/// How many stand between dashes.
const GROUP: usize = 4;

/// A ticket's code, as it is compared: twelve characters, the last of which shows a typing error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct TicketCode(String);

impl TicketCode {
    /// The code made from this chance.
    #[must_use]
    pub fn from_secret(secret: u64) -> Self {
        let digits = (0..RANDOM_CHARACTERS).map(|place| (secret >> (5 * place)) & 31);
        let mut code: Vec<u8> = digits
            .map(|digit| ALPHABET[usize::try_from(digit).unwrap_or_default()])
            .collect();
        code.push(check_character(&code));
        Self(code.into_iter().map(char::from).collect())
    }

    /// A code as somebody types it: in any case, with or without dashes and blanks, with the letters that look like
    /// others, also those of Cyrillic. None when it is no code, or has a typing error.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let meant = typed
            .chars()
            .filter(|character| !is_separator(*character))
            .map(|character| u8::try_from(meant(character)).ok());
        let code: Vec<u8> = meant.take(CHARACTERS + 1).collect::<Option<_>>()?;
        let (last, chance) = code.split_last()?;
        let is_code = chance.len() == RANDOM_CHARACTERS
            && code.iter().all(|character| ALPHABET.contains(character))
            && *last == check_character(chance);
        is_code.then(|| Self(code.into_iter().map(char::from).collect()))
    }

    /// As it is shown: `7KQM-2X4P-9RTH`.
    #[must_use]
    pub fn shown(&self) -> String {
        let characters: Vec<char> = self.0.chars().collect();
        let groups = characters
            .chunks(GROUP)
            .map(|group| group.iter().collect::<String>());
        groups.collect::<Vec<_>>().join("-")
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || "-‐‑‒–—―−_.,#`*".contains(character)
}

/// The letter or digit that somebody means by one that looks like it.
fn meant(character: char) -> char {
    // Full-width ones, as Korean and Japanese keyboards write them.
    let narrow = match u32::from(character) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(character),
        _ => character,
    };
    let capital = narrow.to_uppercase().next().unwrap_or(narrow);
    match capital {
        'O' | 'О' => '0',
        'I' | 'L' | 'І' => '1',
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        other => other,
    }
}

/// Shows every wrong character and every swap of neighbours but one (Luhn's way, modulo 32).
fn check_character(code: &[u8]) -> u8 {
    let size = ALPHABET.len();
    let digit = |character: &u8| ALPHABET.iter().position(|known| known == character);
    let sum: usize = code
        .iter()
        .rev()
        .enumerate()
        .map(|(place, character)| {
            let value = digit(character).unwrap_or_default() * (2 - place % 2);
            value / size + value % size
        })
        .sum();
    ALPHABET[(size - sum % size) % size]
}

/// A redeemed ticket.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Ticket {
    /// The receipt.
    pub redemption_id: RedemptionId,
    /// What is shown at the door.
    pub code: TicketCode,
    /// Whose it is.
    pub member: UserId,
    /// Which perk.
    pub perk_id: PerkId,
    /// The perk's name.
    #[sqlx(flatten)]
    pub perk: PerkName,
    /// When it was used.
    pub used_at_ms: Option<Millis>,
    /// By whom it was checked; 0: somebody who was erased.
    pub used_by: Option<UserId>,
}

const TICKET_SQL: &str = "SELECT redemption_id, code, account.owner_id AS member, perk_id, perk.name AS perk, name_en AS perk_en,
        name_ru AS perk_ru, name_ko AS perk_ko, used_at_ms, used_by
     FROM ticket
     JOIN redemption ON redemption.id = redemption_id
     JOIN account ON account.id = account_id
     JOIN perk ON perk.id = perk_id";

/// The ticket of a redemption.
///
/// # Errors
/// When the database can't be read.
pub async fn ticket(
    connection: &mut Connection,
    redemption: RedemptionId,
) -> sqlx::Result<Option<Ticket>> {
    let sql = format!("{TICKET_SQL} WHERE redemption_id = $1");
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(redemption)
        .fetch_optional(connection)
        .await
}

/// A member's tickets: those that are still good first, then the latest; at most so many.
///
/// # Errors
/// When the database can't be read.
pub async fn tickets(
    connection: &mut Connection,
    member: UserId,
    limit: i64,
) -> sqlx::Result<Vec<Ticket>> {
    let sql = format!(
        "{TICKET_SQL} WHERE account.kind = 'member' AND account.owner_id = $1
         ORDER BY used_at_ms IS NOT NULL, redemption_id DESC LIMIT +$2"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(member)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Gives a redemption its ticket.
pub(super) async fn issue(
    tx: &mut Connection,
    redemption: RedemptionId,
    code: &TicketCode,
) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO ticket (redemption_id, code) VALUES ($1, $2)")
        .bind(redemption)
        .bind(code)
        .execute(tx)
        .await?;
    Ok(())
}

/// A moderator's request to let somebody in by a code.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct CheckTicket {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who checks.
    pub moderator: UserId,
    /// As typed.
    pub code: String,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of it. Whose ticket it is, [`ticket`] says: an answer that is remembered names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckOutcome {
    /// It was good, and is used now.
    LetIn {
        /// The receipt.
        redemption: RedemptionId,
    },
    /// Nobody is to be let in.
    Refused(CheckRefusal),
}

/// Why nobody is to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckRefusal {
    /// It is no code, or has a typing error.
    Mistyped,
    /// There is no such ticket.
    Unknown,
    /// It was used before.
    Used {
        /// The receipt.
        redemption: RedemptionId,
        /// When.
        at_ms: Millis,
    },
    /// It is the moderator's own.
    Own,
    /// The interaction was used for something else.
    Conflict,
}

#[derive(sqlx::FromRow)]
struct Found {
    redemption_id: RedemptionId,
    perk_id: PerkId,
    member: UserId,
    used_at_ms: Option<Millis>,
}

impl Request for CheckTicket {
    type Outcome = CheckOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> CheckOutcome {
        CheckOutcome::Refused(CheckRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<CheckOutcome>> {
        let refused = |refusal| Ok(Decision::refused(CheckOutcome::Refused(refusal)));
        let Some(code) = TicketCode::parse(&self.code) else {
            return refused(CheckRefusal::Mistyped);
        };
        let found: Option<Found> = sqlx::query_as(
            "SELECT redemption_id, perk_id, account.owner_id AS member, used_at_ms FROM ticket
             JOIN redemption ON redemption.id = redemption_id JOIN account ON account.id = account_id
             WHERE code = $1",
        )
        .bind(&code)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(found) = found else {
            return refused(CheckRefusal::Unknown);
        };
        let redemption = found.redemption_id;
        if let Some(at_ms) = found.used_at_ms {
            return refused(CheckRefusal::Used { redemption, at_ms });
        }
        if found.member == self.moderator {
            return refused(CheckRefusal::Own);
        }
        sqlx::query("UPDATE ticket SET used_at_ms = $1, used_by = $2 WHERE redemption_id = $3")
            .bind(self.now_ms)
            .bind(self.moderator)
            .bind(redemption)
            .execute(&mut *tx)
            .await?;
        let change = Change {
            action: Action::TicketUse,
            moderator: self.moderator,
            subject: Subject {
                member: Some(found.member),
                perk: Some(found.perk_id),
                redemption: Some(redemption),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        audit::record(tx, &change, None::<&()>, None::<&()>).await?;
        Ok(Decision::done(CheckOutcome::LetIn { redemption }, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = TicketCode::from_secret(0x0012_3456_789A_BCDE);
        let shown = code.shown();
        assert_eq!(shown.len(), 14, "{shown}");
        let zero = TicketCode::from_secret(0);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " — "),
            format!("  `{shown}`\n"),
            shown.chars().flat_map(|c| [c, ' ']).collect(),
        ] {
            assert_eq!(TicketCode::parse(&typed), Some(code.clone()), "{typed}");
        }
        let zeros = zero.shown();
        for typed in [
            zeros.replace('0', "o"),
            zeros.replace('0', "О"),
            zeros.replace('0', "０"),
        ] {
            assert_eq!(TicketCode::parse(&typed), Some(zero.clone()), "{typed}");
        }
        for typed in [
            "",
            "-",
            "U",
            "7KQM-2X4P",
            "7KQM-2X4P-9RTH-0",
            "가나다라마바사아자차카타",
            "000000000001",
        ] {
            assert_eq!(TicketCode::parse(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_typing_error_is_seen(secret: u64, place in 0..12_usize, other in 0..32_usize) {
            let code = TicketCode::from_secret(secret);
            let mut typed = code.0.clone().into_bytes();
            prop_assert_eq!(TicketCode::parse(&code.shown()), Some(code.clone()));
            typed[place] = ALPHABET[other];
            let typed = String::from_utf8(typed).unwrap();
            let read = TicketCode::parse(&typed);
            prop_assert_eq!(read.is_some(), typed == code.0);
        }
    }
}
