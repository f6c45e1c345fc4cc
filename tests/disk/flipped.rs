//! A flipped bit, anywhere: the start refuses the file in words, or everything that was acknowledged is there. What a
//! flip can change unnoticed is named here, column by column, and in `docs/RELIABILITY.md`.

use std::collections::BTreeMap;
use std::path::Path;

use futures::{StreamExt as _, stream};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::operator::{Ended, Surroundings, ask, is_plain};
use crate::support::{Ending, House, Violations};

/// Changing it tries other places.
const SEED: u64 = 4;
const FLIPS: usize = 150;
const HEADER_BYTES: usize = 100;
const LOG_FLIPS: usize = 48;
const PARALLEL_MAX: usize = 4;
const AWARDS: i64 = 8;

/// What moves Sparks, and what says whose they are. None of it may change unnoticed.
const LEDGER: &[&str] = &[
    "SELECT id || kind || owner_id || ':' || available || ':' || held FROM account ORDER BY id",
    "SELECT id || kind || debit_account_id || '>' || credit_account_id || ':' || amount || ':'
        || COALESCE(refers_to_id, 0) || request_key FROM transfer ORDER BY id",
    "SELECT key || ':' || transfers FROM request ORDER BY key",
    "SELECT id || ':' || account_id || ':' || price || ':' || edition || state || hold_id || ':'
        || COALESCE(resolution_id, 0) FROM redemption ORDER BY id",
    "SELECT board_id || ':' || account_id || ':' || score FROM board_entry ORDER BY board_id, account_id",
    "SELECT id || ':' || initial_stock || ':' || stock_left || ':' || editions_issued FROM perk ORDER BY id",
];

async fn rows(file: &Path, queries: &[&str]) -> Result<Vec<String>, sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let mut connection = options.connect().await?;
    let mut all = Vec::new();
    for query in queries {
        let query = sqlx::query_scalar(AssertSqlSafe((*query).to_owned()));
        let rows: Vec<String> = query.fetch_all(&mut connection).await?;
        all.extend(rows);
    }
    connection.close().await?;
    Ok(all)
}

/// Every column of every table, each with all that is in it.
async fn columns(file: &Path) -> BTreeMap<String, String> {
    let names = "SELECT 'SELECT ''' || tables.name || '.' || columns.name || '='' || COALESCE(GROUP_CONCAT(HEX(\"'
            || columns.name || '\")), '''') FROM \"' || tables.name || '\"'
        FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' ORDER BY tables.name, columns.cid";
    let queries = rows(file, &[names]).await.unwrap();
    let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
    let all = rows(file, &queries).await.unwrap();
    let lines = all.iter().filter_map(|line| line.split_once('='));
    lines
        .map(|(name, content)| (name.to_owned(), content.to_owned()))
        .collect()
}

/// A start that ends by itself: nobody answers where it looks for Discord.
async fn start(folder: &Path, house: &House) -> Ended {
    let nowhere = Surroundings {
        environment: vec![("DATABASE_URL", "sqlite://sparks.db".into())],
    };
    let asked = house.discord.fault(
        fake_discord::Fault::on("GET", "/gateway/bot")
            .status(404)
            .always(),
    );
    let ended = ask(&nowhere, folder, &house.discord, &["run"]).await;
    drop(asked);
    ended
}

/// Whether the file was refused; if not, the start went on to ask Discord.
fn is_refused(ended: &Ended, place: &str) -> bool {
    assert_eq!(ended.code, Some(1), "{place}: {ended:?}");
    is_plain(&ended.stderr, &[]);
    if ended.stderr.contains("where the gateway is") || ended.stderr.contains("gateway/bot") {
        return false;
    }
    let says_what_to_do = [
        "restore",
        "DATABASE_URL",
        "run that version",
        "run the build",
        "can't be written",
    ];
    assert!(
        says_what_to_do
            .iter()
            .any(|words| ended.stderr.contains(words)),
        "{place}: {}",
        ended.stderr
    );
    true
}

/// A house with something in every table, closed.
async fn lived_in() -> House {
    let mut house = House::furnished(None).await;
    house.start().await;
    let (alice, bob) = (house.alice.clone(), house.bob.clone());
    for amount in 1..=AWARDS {
        house.award(&bob, amount);
        house.is_saved().await;
    }
    house.question(&alice, Ending::Delivered).await;
    drop(house.press(0));
    assert_eq!(house.violations().await, Violations::new());
    house.stop().await;
    house
}

#[derive(Debug)]
enum Outcome {
    Refused,
    /// With the columns that are not as they were.
    Unnoticed(Vec<String>),
}

async fn try_flip(house: &House, sound: &[u8], bit: usize) -> Outcome {
    let (byte, place) = (bit / 8, format!("bit {bit}, byte {}", bit / 8));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sparks.db");
    let mut flipped = sound.to_vec();
    flipped[byte] ^= 1 << (bit % 8);
    std::fs::write(&file, flipped).unwrap();
    if is_refused(&start(folder.path(), house).await, &place) {
        return Outcome::Refused;
    }
    // Whoever is looked up by an index that no longer fits its table is not found, and would start again from nothing.
    let findings = rows(&file, &["PRAGMA integrity_check"]).await.unwrap();
    assert_eq!(findings, ["ok"], "{place}");
    let ledger = rows(&file, LEDGER).await.unwrap();
    let before = rows(&house.database(), LEDGER).await.unwrap();
    assert!(ledger == before, "{place}: the ledger is not what it was");
    let (now, before) = (columns(&file).await, columns(&house.database()).await);
    let changed = before
        .iter()
        .filter(|(name, content)| now.get(*name) != Some(content));
    Outcome::Unnoticed(changed.map(|(name, _)| name.clone()).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_bit_in_the_file_is_refused_or_harms_no_balance() {
    let house = lived_in().await;
    let sound = std::fs::read(house.database()).unwrap();
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut bits: Vec<usize> = (0..FLIPS)
        .map(|_| random.usize(..sound.len() * 8))
        .collect();
    bits.extend((0..HEADER_BYTES).map(|byte| byte * 8 + random.usize(..8)));
    let tries = stream::iter(bits).map(|bit| try_flip(&house, &sound, bit));
    let outcomes: Vec<Outcome> = tries.buffer_unordered(PARALLEL_MAX).collect().await;

    let mut refused = 0;
    let mut unnoticed: BTreeMap<String, usize> = BTreeMap::new();
    for outcome in &outcomes {
        match outcome {
            Outcome::Refused => refused += 1,
            Outcome::Unnoticed(columns) => {
                for column in columns {
                    *unnoticed.entry(column.clone()).or_default() += 1;
                }
            }
        }
    }
    println!(
        "{refused} of {} refused; unnoticed in: {unnoticed:?}",
        outcomes.len()
    );
    assert!(refused > 0 && refused < outcomes.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_bit_in_the_log_costs_at_most_the_last_commit() {
    let mut house = House::furnished(None).await;
    house.start().await;
    let bob = house.bob.clone();
    let before = house.available(&bob).await;
    for amount in 1..=AWARDS {
        house.award(&bob, amount);
        house.is_saved().await;
    }
    let all = before + AWARDS * (AWARDS + 1) / 2;
    house.bot.take().unwrap().kill().await;
    let [file, log] = ["sparks.db", "sparks.db-wal"].map(|name| house.folder.path().join(name));
    let (file, log) = (std::fs::read(file).unwrap(), std::fs::read(log).unwrap());
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut bits: Vec<usize> = (0..LOG_FLIPS)
        .map(|_| random.usize(..log.len() * 8))
        .collect();
    bits.extend([0, 8 * 9, 8 * 17, 8 * 25]);
    let tries = stream::iter(bits).map(|bit| {
        let (mut log, file, house) = (log.clone(), &file, &house);
        async move {
            log[bit / 8] ^= 1 << (bit % 8);
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("sparks.db"), file).unwrap();
            std::fs::write(folder.path().join("sparks.db-wal"), log).unwrap();
            let place = format!("bit {bit} of the log");
            if is_refused(&start(folder.path(), house).await, &place) {
                return None;
            }
            let balance = format!(
                "SELECT CAST(available AS TEXT) FROM account WHERE kind = 'member' AND available BETWEEN {before} AND {all}
                 ORDER BY available DESC LIMIT 1"
            );
            let left = rows(&folder.path().join("sparks.db"), &[&balance]).await.unwrap();
            Some((place, left))
        }
    });
    let outcomes: Vec<_> = tries.buffer_unordered(PARALLEL_MAX).collect().await;
    let refused = outcomes.iter().filter(|outcome| outcome.is_none()).count();
    println!("{refused} of {} refused", outcomes.len());
    for (place, left) in outcomes.into_iter().flatten() {
        let at_least = all - AWARDS;
        assert!(
            [at_least, all]
                .iter()
                .any(|balance| left == [balance.to_string()]),
            "{place}: {left:?}"
        );
    }
    assert!(refused > LOG_FLIPS / 2, "{refused}");
}
