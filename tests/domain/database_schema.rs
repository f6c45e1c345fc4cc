//! The schema holds to its own rules, read from the file it made: every table is STRICT, and every constraint that can
//! have a name has one, so that a refusal can be told apart and a fault can be found.

use crate::support::House;

/// The SQL of every table, without comments and text in quotes, in single spaces.
async fn tables(house: &House) -> Vec<(String, String)> {
    let mut reader = house.db().read().await.unwrap();
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT IN ('_sqlx_migrations', 'sqlite_sequence')",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    rows.into_iter()
        .map(|(name, sql)| (name, plain(&sql)))
        .collect()
}

fn plain(sql: &str) -> String {
    let code: Vec<&str> = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect();
    let code = code.join(" ");
    let outside = code.split('\'').step_by(2).collect::<Vec<_>>().join("''");
    let spaced = ['(', ')', ','].iter().fold(outside, |sql, mark| {
        sql.replace(*mark, &format!(" {mark} "))
    });
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What starts a constraint, and where the words `CONSTRAINT name` must stand before it. A primary key and NOT NULL
/// need no name: SQLite and PostgreSQL both name the column.
fn unnamed(sql: &str) -> Vec<String> {
    let words: Vec<&str> = sql.split(' ').collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let starts = matches!(*word, "CHECK" | "UNIQUE" | "FOREIGN")
            || (*word == "REFERENCES" && !words[..at].ends_with_foreign_key());
        if starts && (at < 2 || words[at - 2] != "CONSTRAINT") {
            let to = words.len().min(at + 8);
            found.push(words[at.saturating_sub(4)..to].join(" "));
        }
    }
    found
}

trait EndsWithForeignKey {
    fn ends_with_foreign_key(&self) -> bool;
}

impl EndsWithForeignKey for [&str] {
    /// Whether these words end in `FOREIGN KEY (columns)`, which has its name further ahead.
    fn ends_with_foreign_key(&self) -> bool {
        let open = self.iter().rposition(|word| *word == "(");
        self.last() == Some(&")") && open.is_some_and(|open| open > 0 && self[open - 1] == "KEY")
    }
}

#[tokio::test]
async fn every_table_is_strict() {
    let house = House::open().await;
    let tables = tables(&house).await;
    assert!(tables.len() >= 12, "{tables:?}");
    for (name, sql) in tables {
        let options = sql.rsplit(')').next().unwrap_or_default();
        assert!(options.contains("STRICT"), "{name} is not STRICT");
    }
    house.verify().await;
}

#[tokio::test]
async fn every_constraint_that_can_have_a_name_has_one() {
    let house = House::open().await;
    let mut wrong = Vec::new();
    for (name, sql) in tables(&house).await {
        for constraint in unnamed(&sql) {
            wrong.push(format!("{name}: {constraint}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "without a name:\n  {}",
        wrong.join("\n  ")
    );
    house.verify().await;
}

#[tokio::test]
async fn a_name_says_whose_it_is_and_is_used_once() {
    let house = House::open().await;
    let mut names = std::collections::BTreeSet::new();
    for (table, sql) in tables(&house).await {
        let words: Vec<&str> = sql.split(' ').collect();
        for pair in words.windows(2).filter(|pair| pair[0] == "CONSTRAINT") {
            let name = pair[1];
            assert!(name.starts_with(&table), "{table} has {name}");
            assert!(names.insert(name.to_owned()), "{name} is used twice");
        }
    }
    assert!(names.len() > 30, "{names:?}");
    house.verify().await;
}

#[test]
fn constraints_without_a_name_are_noticed() {
    let sql = plain(
        "CREATE TABLE t ( -- UNIQUE
            a INTEGER CHECK (a > 0), b TEXT CONSTRAINT t_b CHECK (b <> 'CHECK'),
            c INTEGER UNIQUE, d INTEGER REFERENCES u (id), e INTEGER CONSTRAINT t_e REFERENCES u (id),
            CONSTRAINT t_f FOREIGN KEY (c, d) REFERENCES u (x, y), FOREIGN KEY (a) REFERENCES u (x), UNIQUE (a, b)
        ) STRICT",
    );
    assert_eq!(unnamed(&sql).len(), 5, "{:#?}", unnamed(&sql));
}

/// A request is written after what it caused. SQLite then looks in each of these tables for rows that have waited for it, and
/// would read all of them.
#[tokio::test]
async fn what_refers_to_a_request_is_found_by_it() {
    let house = House::open_empty().await;
    let mut reader = house.db().read().await.unwrap();
    let unindexed: Vec<String> = sqlx::query_scalar(
        "SELECT child.name || '.' || reference.\"from\" FROM sqlite_master AS child, pragma_foreign_key_list(child.name) AS reference
         WHERE child.type = 'table' AND reference.\"table\" = 'request' AND NOT EXISTS (
            SELECT 1 FROM pragma_index_list(child.name) AS found, pragma_index_info(found.name) AS part
            WHERE part.seqno = 0 AND part.name = reference.\"from\"
         )",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    assert_eq!(unindexed, [""; 0]);
    drop(reader);
    house.verify().await;
}
