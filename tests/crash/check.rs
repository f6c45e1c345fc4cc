//! What must be true when everything has come to rest, whatever died before.

use std::time::Duration;

use sparks::db::{Connection, Db};
use sparks::fail_points::Canary;
use sparks::ids::UserId;
use sparks::ledger;
use sqlx::AssertSqlSafe;

use crate::process::{Bot, PATIENCE};
use crate::support::{Deed, Ending, Extent, House, PRICE, Redemption, Violations};

/// How soon the file is looked at again: nothing else tells a test what another process has written.
pub const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// How long it is waited for what a planted bug keeps from ever happening. It takes a tenth of that without the bug.
const PATIENCE_WITH_BUG: Duration = Duration::from_secs(5);
/// What whoever meets a fault reads.
const FAULT: &str = "Something went wrong on our side";

impl House {
    /// Waits until nothing is under way, then says what is not as it must be: the ledger's invariants, what was told
    /// against what is so, and for each member role and charge.
    pub async fn violations(&mut self) -> Violations {
        let mut found = Violations::new();
        if let Err(open) = self.comes_to_rest().await {
            found.push(open);
        }
        let db = Db::open_read_only(&self.database()).await.unwrap();
        let mut reader = db.read().await.unwrap();
        let report = ledger::verify(&mut reader).await.unwrap();
        found.extend(
            report
                .violations
                .iter()
                .map(|violation| format!("{violation:?}")),
        );
        for deed in &self.deeds {
            found.extend(wrong_about(&mut reader, deed).await);
        }
        for redemption in &self.redemptions {
            found.extend(self.violations_of(&mut reader, redemption).await);
        }
        let broken = self.discord.take_violations();
        found.extend(
            broken
                .into_iter()
                .map(|rule| format!("Discord's rules: {rule}")),
        );
        found
    }

    async fn violations_of(&self, reader: &mut Connection, redemption: &Redemption) -> Violations {
        let Redemption {
            member,
            question,
            ending,
        } = redemption;
        let mut found = Violations::new();
        let name = member.name();
        let account = ledger::member_account(reader, UserId::from_discord(member.id())).await;
        let account = account.unwrap().expect("everyone here was given Sparks");
        let of_member = format!("account_id = {}", account.id.0);
        let count = |state: &str| {
            format!("SELECT COUNT(*) FROM redemption WHERE {of_member} AND state = '{state}'")
        };
        let settled = number(reader, &count("settled")).await;
        let given = format!(
            "SELECT SUM(amount) FROM transfer WHERE credit_account_id = {} AND kind = 'direct'",
            account.id.0
        );
        let charged = number(reader, &given).await - account.available;
        let has_role = member.roles().contains(&self.explorer);
        let is_delivered = *ending == Ending::Delivered;
        if has_role != (charged > 0) {
            found.push(format!("{name}: role {has_role}, but charged {charged}"));
        }
        if has_role != is_delivered || charged != if is_delivered { PRICE } else { 0 } {
            found.push(format!(
                "{name}: role {has_role} and charged {charged}, not {ending:?}"
            ));
        }
        if settled != i64::from(is_delivered) || account.held != 0 {
            found.push(format!("{name}: {settled} settled, {} held", account.held));
        }
        let shown = question.refreshed().text();
        if !shown.contains(ending.words()) {
            found.push(format!("{name} reads {shown:?}, which is not {ending:?}"));
        }
        found
    }

    /// Waits until nothing is open and everyone has read how it ended. Says what still is when that takes too long.
    async fn comes_to_rest(&self) -> Result<(), String> {
        let db = Db::open_read_only(&self.database()).await.unwrap();
        let rest = async {
            loop {
                let open = self.open(&mut db.read().await.unwrap()).await;
                if open.is_empty() {
                    return;
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        let patience = self.patience();
        if tokio::time::timeout(patience, rest).await.is_ok() {
            return Ok(());
        }
        let open = self.open(&mut db.read().await.unwrap()).await;
        let log = self.bot.as_ref().map_or(String::new(), Bot::log);
        Err(format!(
            "not at rest after {patience:?}: {}\n{log}",
            open.join(", ")
        ))
    }

    /// How long the bot has to come to rest.
    pub fn patience(&self) -> Duration {
        match self.canary {
            Some(Canary::ForgetBeforeShowing | Canary::SeenBeforeDone) => PATIENCE_WITH_BUG,
            _ => PATIENCE,
        }
    }

    pub async fn is_at_rest(&self) -> bool {
        let db = Db::open_read_only(&self.database()).await.unwrap();
        let mut reader = db.read().await.unwrap();
        self.open(&mut reader).await.is_empty()
    }

    async fn open(&self, reader: &mut Connection) -> Vec<String> {
        let mut open = Vec::new();
        for (what, sql) in [
            ("deliveries", "SELECT COUNT(*) FROM fulfilment_job"),
            ("notices", "SELECT COUNT(*) FROM notice"),
            (
                "direct messages",
                "SELECT COUNT(*) FROM direct_message WHERE due_at_ms IS NOT NULL",
            ),
            (
                "redemptions",
                "SELECT COUNT(*) FROM redemption WHERE state IN ('held', 'review')",
            ),
        ] {
            let count = number(reader, sql).await;
            if count > 0 {
                open.push(format!("{count} {what}"));
            }
        }
        for Redemption {
            member,
            question,
            ending,
        } in &self.redemptions
        {
            if !question.refreshed().text().contains(ending.words()) {
                open.push(format!("{} has not read it", member.name()));
            }
        }
        for deed in &self.deeds {
            let must_be_told = deed.extent == Extent::DoneAndTold;
            if must_be_told && !deed.pending.now().text().contains(deed.told) {
                open.push(format!("not told: {}", deed.count));
            }
        }
        open
    }
}

async fn wrong_about(reader: &mut Connection, deed: &Deed) -> Violations {
    let times = number(reader, &deed.count).await;
    let text = deed.pending.now().text();
    [
        (times > 1, format!("done {times} times")),
        (
            times == 0 && text.contains(deed.told),
            "told and not there".into(),
        ),
        (
            times == 0 && deed.extent != Extent::Open,
            "never done".into(),
        ),
        (text.contains(FAULT), "answered with a fault".into()),
    ]
    .into_iter()
    .filter(|(is_wrong, _)| *is_wrong)
    .map(|(_, what)| format!("{what}: {}", deed.count))
    .collect()
}

async fn number(reader: &mut Connection, sql: &str) -> i64 {
    let number: Option<i64> = sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
        .fetch_one(reader)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    number.unwrap_or(0)
}
