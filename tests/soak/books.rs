//! The ledger as the audit reads it: everything at once, indexed by what acknowledgements name.

use std::collections::{BTreeMap, HashMap, HashSet};

use sparks::db::{Connection, Db};
use sqlx::FromRow;

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Transfer {
    pub id: i64,
    pub kind: String,
    pub debit_account_id: i64,
    pub credit_account_id: i64,
    pub amount: i64,
    pub request_key: String,
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Redemption {
    pub id: i64,
    pub perk_id: i64,
    pub account_id: i64,
    pub role_id: i64,
    pub price: i64,
    pub state: String,
    pub hold_id: i64,
    pub created_at_ms: i64,
    pub finished_at_ms: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Account {
    pub id: i64,
    pub kind: String,
    pub owner_id: i64,
    pub available: i64,
    pub held: i64,
}

/// A moderator's decision.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Decision {
    pub redemption_id: i64,
    pub kind: String,
    pub moderator_id: i64,
    pub request_key: String,
}

/// A member's balance after a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    pub available: i64,
    pub held: i64,
    pub lifetime: i64,
}

pub struct Books {
    pub transfers: BTreeMap<i64, Transfer>,
    pub redemptions: BTreeMap<i64, Redemption>,
    pub accounts: Vec<Account>,
    /// In the order in which they were made.
    pub decisions: Vec<Decision>,
    campaigns: Vec<String>,
    perks: Vec<String>,
    /// The product's own ids.
    events: HashSet<String>,
    /// What accounts still owe.
    debts: HashMap<i64, i64>,
    /// What the product's events come to that nobody is linked to.
    pub waiting: i64,
    by_key: HashMap<String, Vec<i64>>,
}

impl Books {
    pub async fn read(db: &Db) -> Self {
        let mut reader = db.read().await.unwrap();
        let transfers: Vec<Transfer> = rows(&mut reader, "SELECT * FROM transfer").await;
        let redemptions: Vec<Redemption> = rows(
            &mut reader,
            "SELECT redemption.*, role_id FROM redemption JOIN perk ON perk.id = perk_id",
        )
        .await;
        let accounts: Vec<Account> = rows(&mut reader, "SELECT * FROM account").await;
        let members: HashSet<i64> = accounts
            .iter()
            .filter(|account| account.kind == "member")
            .map(|account| account.id)
            .collect();
        let mut by_key: HashMap<_, Vec<_>> = HashMap::new();
        // What pays a debt comes with whatever gave the Sparks.
        let is_payment = |transfer: &Transfer| {
            transfer.kind == "direct" && members.contains(&transfer.debit_account_id)
        };
        for transfer in transfers.iter().filter(|one| !is_payment(one)) {
            let known = by_key.entry(transfer.request_key.clone()).or_default();
            known.push(transfer.id);
        }
        let names = "SELECT name FROM";
        Self {
            accounts,
            decisions: rows(&mut reader, "SELECT * FROM redemption_decision ORDER BY id").await,
            campaigns: singles(&mut reader, &format!("{names} campaign")).await,
            perks: singles(&mut reader, &format!("{names} perk")).await,
            events: singles(&mut reader, "SELECT business_id FROM event")
                .await
                .into_iter()
                .collect(),
            debts: sqlx::query_as(
                "SELECT account_id, SUM(incurred - paid) FROM debt GROUP BY account_id",
            )
            .fetch_all(&mut *reader)
            .await
            .unwrap()
            .into_iter()
            .collect(),
            waiting: sqlx::query_scalar("SELECT COALESCE(SUM(waiting), 0) FROM event_cell")
                .fetch_one(&mut *reader)
                .await
                .unwrap(),
            transfers: transfers.into_iter().map(|row| (row.id, row)).collect(),
            redemptions: redemptions.into_iter().map(|row| (row.id, row)).collect(),
            by_key,
        }
    }

    /// The transfers that one request caused.
    pub fn caused_by(&self, key: &str) -> Vec<&Transfer> {
        let ids = self.by_key.get(key).map_or(&[][..], Vec::as_slice);
        ids.iter().map(|id| &self.transfers[id]).collect()
    }

    pub fn has_event(&self, id: &str) -> bool {
        self.events.contains(id)
    }

    pub fn owes(&self, account: i64) -> i64 {
        self.debts.get(&account).copied().unwrap_or(0)
    }

    /// What an account was awarded.
    pub fn awarded(&self, account: i64) -> i64 {
        let all = self.transfers.values();
        let awards = all.filter(|transfer| {
            transfer.credit_account_id == account && transfer.request_key.starts_with("award:")
        });
        awards.map(|transfer| transfer.amount).sum()
    }

    /// Interactions that caused more than one transfer, whatever was asked by them. One event may change several days.
    pub fn caused_more_than_one(&self) -> Vec<String> {
        let mut by_cause: BTreeMap<&str, usize> = BTreeMap::new();
        for (key, transfers) in &self.by_key {
            let (what, cause) = key.split_once(':').unwrap_or_default();
            if what == "event" {
                continue;
            }
            // A redemption's end is named by the redemption, and not by an interaction.
            let cause = if what == "resolve" { key } else { cause };
            *by_cause.entry(cause).or_default() += transfers.len();
        }
        let twice = by_cause.into_iter().filter(|(_, transfers)| *transfers > 1);
        twice
            .map(|(cause, transfers)| format!("{cause} caused {transfers} transfers"))
            .collect()
    }

    pub fn account(&self, kind: &str, owner: u64) -> Option<&Account> {
        let is_theirs =
            |account: &&Account| account.kind == kind && account.owner_id.cast_unsigned() == owner;
        self.accounts.iter().find(is_theirs)
    }

    pub fn campaigns_called(&self, name: &str) -> usize {
        self.campaigns.iter().filter(|known| *known == name).count()
    }

    pub fn perks_called(&self, name: &str) -> usize {
        self.perks.iter().filter(|known| *known == name).count()
    }

    /// Every balance that the account has ever had, in order.
    pub fn balances(&self, account: i64) -> Vec<Balance> {
        let mut balance = Balance::default();
        let mut balances = vec![balance];
        for transfer in self.transfers.values() {
            let amount = transfer.amount;
            let is_debit = transfer.debit_account_id == account;
            match transfer.kind.as_str() {
                "direct" if transfer.credit_account_id == account => {
                    balance.available += amount;
                    balance.lifetime += amount;
                }
                // A debt that is paid.
                "direct" if is_debit => {
                    balance.available -= amount;
                    balance.lifetime -= amount;
                }
                "hold" if is_debit => {
                    balance.available -= amount;
                    balance.held += amount;
                }
                "post" if is_debit => balance.held -= amount,
                "void" if is_debit => {
                    balance.held -= amount;
                    balance.available += amount;
                }
                _ => continue,
            }
            balances.push(balance);
        }
        balances
    }
}

async fn rows<Row>(reader: &mut Connection, sql: &'static str) -> Vec<Row>
where
    Row: for<'row> FromRow<'row, sqlx::sqlite::SqliteRow> + Send + Unpin,
{
    sqlx::query_as(sql).fetch_all(reader).await.unwrap()
}

async fn singles(reader: &mut Connection, sql: &str) -> Vec<String> {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    sqlx::query_scalar(sql).fetch_all(reader).await.unwrap()
}
