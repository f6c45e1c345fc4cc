//! The parts of an export. Names, units and meanings are documented in `docs/PRIVACY.md` and stay as they are within one
//! version: [`super::EXPORT_VERSION`].

#![allow(
    clippy::struct_field_names,
    reason = "the fields are the names of the file"
)]

use serde::{Serialize, Serializer};

use crate::clock::Millis;

/// Discord's ids have more digits than the numbers of JavaScript.
#[derive(Debug, Clone, Copy, sqlx::Type)]
#[sqlx(transparent)]
pub(super) struct Snowflake(pub(super) i64);

impl Serialize for Snowflake {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Everything.
#[derive(Debug, Serialize)]
pub(super) struct Export {
    pub format: &'static str,
    pub version: u32,
    pub exported_at_ms: Millis,
    pub discord_user_id: Snowflake,
    pub account: Option<Account>,
    pub statement: Vec<StatementEntry>,
    pub transfers: Vec<Transfer>,
    pub requests: Vec<Request>,
    pub redemptions: Vec<RedemptionWithHistory>,
    pub undone_awards: Vec<UndoneAward>,
    pub debts: Vec<Debt>,
    pub batch_lines: Vec<BatchLine>,
    pub claims: Vec<Claim>,
    pub failed_claims_at_ms: Vec<Millis>,
    pub boards: Vec<Board>,
    pub board_absences: Vec<BoardAbsence>,
    pub drafts: Vec<Draft>,
    pub product: super::export_events::Product,
    pub as_moderator: AsModerator,
    pub erasures_under_way: Vec<Erasure>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Account {
    pub account_id: i64,
    pub available_sparks: i64,
    pub held_sparks: i64,
    pub opened_at_ms: Millis,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct StatementEntry {
    pub transfer_id: i64,
    pub category: String,
    pub change_sparks: i64,
    pub balance_sparks: i64,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Transfer {
    pub transfer_id: i64,
    pub kind: String,
    /// `in`: to the member.
    pub direction: String,
    pub amount_sparks: i64,
    /// The other account: `issuance`, `campaign`, `perks_revenue`.
    pub other_side: String,
    pub campaign: Option<String>,
    pub refers_to_transfer_id: Option<i64>,
    pub request_key: String,
    pub by_moderator: bool,
    pub reason: Option<String>,
    pub at_ms: Millis,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Request {
    pub key: String,
    pub content_sha256: String,
    /// What the member asked themself. What others asked about them is told by its transfers: the answer to a moderator
    /// says how much a campaign has left.
    pub answer: Option<String>,
    pub transfers: i64,
    pub at_ms: Millis,
}

#[derive(Debug, Serialize)]
pub(super) struct RedemptionWithHistory {
    #[serde(flatten)]
    pub redemption: Redemption,
    pub delivery: Option<Delivery>,
    pub by_a_moderator: Option<ManualDelivery>,
    pub ticket: Option<Ticket>,
    pub message: Option<DirectMessage>,
    pub told_to_backend: Vec<ToldToBackend>,
    pub reviews: Vec<Review>,
    pub decisions: Vec<Decision>,
    pub notices: Vec<Notice>,
    pub role_that_ends: Option<RoleExpiry>,
}

/// A role that was redeemed for a time: how long, and how far its end has come.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct RoleExpiry {
    pub lasts_days: i64,
    pub ends_at_ms: Option<Millis>,
    pub next_attempt_at_ms: Option<Millis>,
    pub attempts: i64,
    pub ended_at_ms: Option<Millis>,
    pub message_due_at_ms: Option<Millis>,
    pub message_attempts: i64,
    pub locale: String,
    pub last_failure: Option<String>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Redemption {
    pub redemption_id: i64,
    pub perk_id: i64,
    pub perk: String,
    pub discord_role_id: Option<Snowflake>,
    pub price_sparks: i64,
    pub edition: i64,
    /// What they answered when they were asked for an address, a link or an account.
    pub answer: Option<String>,
    pub state: String,
    pub void_reason: Option<String>,
    pub hold_transfer_id: i64,
    pub resolution_transfer_id: Option<i64>,
    pub created_at_ms: Millis,
    pub deadline_at_ms: Millis,
    pub finished_at_ms: Option<Millis>,
    /// When the member had joined the server, the last time they were seen with the role.
    pub role_seen_since_joining_at_ms: Option<Millis>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Delivery {
    pub action: String,
    pub void_reason: Option<String>,
    pub attempts: i64,
    pub maybe_delivered: bool,
    pub under_way: bool,
    pub due_at_ms: Millis,
    pub refused_code: Option<i64>,
    pub failure_kind: Option<String>,
    pub failure_code: Option<i64>,
    pub last_failure: Option<String>,
}

/// What a moderator delivers: how far it has come.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct ManualDelivery {
    pub claimed_at_ms: Option<Millis>,
    pub evidence: Option<String>,
}

/// What the product's backend was told, or is to be told.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct ToldToBackend {
    pub what: String,
    pub state: String,
    pub at_ms: Millis,
    pub attempts: i64,
    pub due_at_ms: Option<Millis>,
    pub finished_at_ms: Option<Millis>,
}

/// What is shown at the door.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Ticket {
    pub code: String,
    pub used_at_ms: Option<Millis>,
}

/// What they are still to be told by direct message.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct DirectMessage {
    pub locale: String,
    pub due_at_ms: Option<Millis>,
    pub attempts: i64,
    pub last_failure: Option<String>,
}

/// What they typed into a form and may still confirm.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Draft {
    pub perk_id: i64,
    pub answer: String,
    pub expires_at_ms: Millis,
}

/// A ticket that they checked at the door.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct CheckedTicket {
    pub redemption_id: i64,
    pub used_at_ms: Millis,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Review {
    pub attempts: i64,
    pub failure_kind: Option<String>,
    pub failure_code: Option<i64>,
    pub begun_at_ms: Millis,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Decision {
    pub redemption_id: i64,
    pub kind: String,
    pub reason: Option<String>,
    pub request_key: String,
    pub decided_at_ms: Millis,
}

/// A message that waits for its redemption. Its token is kept, and not told: whoever has it can write in the bot's name.
#[derive(Debug, Serialize)]
pub(super) struct Notice {
    pub interaction_token: &'static str,
    pub locale: String,
    pub expires_at_ms: Millis,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Board {
    pub kind: String,
    /// When the month or week starts, in milliseconds; the campaign's id; 0 for all time.
    pub key: i64,
    pub campaign: Option<String>,
    pub score_sparks: i64,
    pub shown: bool,
}

/// An award that was taken back: from them, or by them.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct UndoneAward {
    pub award_transfer_id: i64,
    pub reversal_transfer_id: Option<i64>,
    pub taken_sparks: i64,
    pub debt_sparks: i64,
    pub reason: String,
    pub request_key: String,
    pub at_ms: Millis,
}

/// What they came to owe a campaign, or for what was issued by mistake.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Debt {
    pub campaign: Option<String>,
    /// `trades`, `subscriptions`, `referrals`; none: the campaign's.
    pub source: Option<String>,
    pub incurred_sparks: i64,
    pub paid_sparks: i64,
    pub since_ms: Millis,
}

/// Why they are left out of the boards: `hidden` by their own wish, `departed` from the server.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct BoardAbsence {
    pub reason: String,
    pub since_ms: Millis,
}

/// What they did that members can't. Whom it was about is theirs, not the moderator's.
#[derive(Debug, Serialize)]
pub(super) struct AsModerator {
    pub transfers: Vec<DecidedTransfer>,
    pub decisions: Vec<Decision>,
    pub campaigns: Vec<Campaign>,
    pub perks: Vec<Perk>,
    pub deliveries: Vec<ModeratedDelivery>,
    pub checked_tickets: Vec<CheckedTicket>,
    pub undone_awards: Vec<UndoneAward>,
    pub record: Vec<RecordEntry>,
    pub award_days: Vec<AwardDay>,
    pub batches: Vec<AwardBatch>,
    pub codes: Vec<ClaimCode>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct DecidedTransfer {
    pub transfer_id: i64,
    pub kind: String,
    pub amount_sparks: i64,
    pub reason: Option<String>,
    pub request_key: String,
    pub at_ms: Millis,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Campaign {
    pub campaign_id: i64,
    pub name: String,
    pub created_by_you: bool,
    pub created_at_ms: Millis,
    pub closed_by_you: bool,
    pub closed_at_ms: Option<Millis>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Perk {
    pub perk_id: i64,
    pub name: String,
    pub created_by_you: bool,
    pub created_at_ms: Millis,
    pub paused_by_you: bool,
}

/// A redemption that they deliver, delivered or rejected.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct ModeratedDelivery {
    pub redemption_id: i64,
    pub claimed_by_you: bool,
    pub claimed_at_ms: Option<Millis>,
    pub ended_by_you: bool,
}

/// A change that they made, as the record has it.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct RecordEntry {
    pub area: String,
    pub action: String,
    pub campaign: Option<String>,
    pub perk: Option<String>,
    pub redemption_id: Option<i64>,
    pub transfer_id: Option<i64>,
    /// What was changed, as JSON.
    pub before: Option<String>,
    pub after: Option<String>,
    pub request_key: String,
    pub at_ms: Millis,
}

/// What they awarded from a campaign on a day, less what was taken back of it.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct AwardDay {
    pub campaign: String,
    pub day_begins_at_ms: Millis,
    pub amount_sparks: i64,
}

/// A line of a batch of awards that is for them.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct BatchLine {
    pub batch_id: i64,
    pub line: i64,
    pub campaign: String,
    pub amount_sparks: i64,
    pub reason: Option<String>,
    /// None: not paid.
    pub award_transfer_id: Option<i64>,
    pub refused: Option<String>,
    pub undone: Option<String>,
    pub drafted_at_ms: Millis,
}

/// A batch of awards that they prepared or took back.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct AwardBatch {
    pub batch_id: i64,
    pub campaign: String,
    pub source: String,
    pub lines: i64,
    pub total_sparks: i64,
    pub state: String,
    pub prepared_by_you: bool,
    pub undone_by_you: bool,
    pub undo_reason: Option<String>,
    pub undo_with_debt: Option<bool>,
    pub drafted_at_ms: Millis,
    pub confirmed_at_ms: Option<Millis>,
    pub finished_at_ms: Option<Millis>,
}

/// A code that they claimed.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Claim {
    pub code_id: i64,
    pub campaign: String,
    pub award_transfer_id: i64,
    pub at_ms: Millis,
}

/// A code that they made or closed. The code itself is not told: it may still be claimed.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct ClaimCode {
    pub code_id: i64,
    pub campaign: String,
    pub amount_sparks: i64,
    pub uses: i64,
    pub uses_max: i64,
    pub created_by_you: bool,
    pub created_at_ms: Millis,
    pub expires_at_ms: Option<Millis>,
    pub closed_by_you: bool,
    pub closed_at_ms: Option<Millis>,
}

/// An erasure whose roles are still to be taken.
#[derive(Debug, Serialize)]
pub(super) struct Erasure {
    pub begun_at_ms: Millis,
    pub roles: Vec<ErasedRole>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct ErasedRole {
    pub discord_role_id: Snowflake,
    pub attempts: i64,
    pub due_at_ms: Millis,
    pub last_failure: Option<String>,
}
