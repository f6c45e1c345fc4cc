//! Rules over time: a start with rules that would change what was counted is refused, with words that help.

use std::path::Path;

use sparks::events::{Rules, check_rules, open_rules, read_rules};

use crate::events::{at, linked, told, trade};
use crate::events_fold::RULES;
use crate::support::{ALICE, House};

/// A folder with a file of rules.
struct File(tempfile::TempDir);

impl File {
    fn of(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("rules.toml"), text).unwrap();
        Self(folder)
    }

    async fn open(&self, house: &House) -> anyhow::Result<Rules> {
        let path = self.0.path().join("rules.toml");
        open_rules(house.db(), Some(&path)).await
    }

    /// Why it is refused, without the folder's name.
    async fn refused(&self, house: &House) -> String {
        let refused = self.open(house).await.unwrap_err();
        let folder = format!("{}/", self.0.path().display());
        format!("{refused:#}").replace(&folder, "")
    }
}

#[tokio::test]
async fn until_something_is_counted_rules_may_change() {
    let house = House::open_empty().await;
    let first = File::of(RULES).open(&house).await.unwrap();
    assert_eq!(first.versions().len(), 2);
    let other = RULES.replace("190", "191");
    File::of(&other).open(&house).await.unwrap();
    assert_eq!(
        open_rules(house.db(), None).await.unwrap(),
        Rules::default()
    );
    File::of(RULES).open(&house).await.unwrap();
    house.verify().await;
}

#[tokio::test]
async fn what_was_counted_stays_as_it_was() {
    let house = House::open_empty().await;
    File::of(RULES).open(&house).await.unwrap();
    // A day of the first version; the second has not begun.
    house
        .tell_all(&[
            told(1, at(1, 1), linked(1, ALICE)),
            told(2, at(1, 1), trade(1, 1_000)),
        ])
        .await;

    let mut said = Vec::new();
    let second = RULES.find("[[rules]]\n    from = 2027-01-14").unwrap();
    for text in [
        // Another number; written otherwise; gone; one more, in between.
        RULES.replace("190", "191"),
        RULES.replace(
            "sparks_per_usd = \"0.1\"",
            "sparks_per_usd = \"0.10000001\"",
        ),
        RULES[second..].to_owned(),
        RULES.replacen(
            "[[rules]]\n    from = 2027-01-14",
            "[[rules]]\n    from = 2027-01-13\n[[rules]]\n    from = 2027-01-14",
            1,
        ),
    ] {
        let file = File::of(&text);
        said.push(file.refused(&house).await);
        // Nothing of it is kept.
        File::of(RULES).open(&house).await.unwrap();
    }
    let none = open_rules(house.db(), None).await.unwrap_err();
    said.push(none.to_string());
    insta::assert_snapshot!("rules_that_would_change_the_past", said.join("\n\n"));

    // The same in other words, and other rules for days that are to come.
    let same = RULES.replace("sparks_per_usd = \"0.1\"", "sparks_per_usd = \"0.100\"");
    File::of(&same).open(&house).await.unwrap();
    File::of(&RULES.replace("2000", "3000"))
        .open(&house)
        .await
        .unwrap();
    File::of(&RULES[..second]).open(&house).await.unwrap();
    house.verify().await;
}

#[tokio::test]
async fn checking_changes_nothing() {
    let house = House::open_empty().await;
    File::of(RULES).open(&house).await.unwrap();
    house.tell_all(&[told(1, at(1, 1), trade(1, 1_000))]).await;
    let before = house.dump().await;
    let mut reader = house.db().read().await.unwrap();
    let path = Path::new("rules.toml");
    let same = Rules::parse(RULES).unwrap();
    assert!(check_rules(&mut reader, &same, path).await.is_ok());
    let other = Rules::parse(&RULES.replace("190", "191")).unwrap();
    assert!(check_rules(&mut reader, &other, path).await.is_err());
    drop(reader);
    assert_eq!(house.dump().await, before);
    house.verify().await;
}

#[test]
fn a_file_that_is_wrong_or_not_there_is_named() {
    let missing = read_rules(Path::new("/nowhere/rules.toml")).unwrap_err();
    assert!(format!("{missing:#}").contains("RULES_FILE"), "{missing:#}");
    let file = File::of("[[rules]]\nfrom = 2027-01-12\nsubscriptions = { lite = -1 }\n");
    let wrong = read_rules(&file.0.path().join("rules.toml")).unwrap_err();
    assert!(wrong.to_string().contains("lite must be 0 to"), "{wrong}");
}

#[test]
fn the_documented_example_is_read() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.example.toml");
    let rules = read_rules(&example).unwrap();
    let version = &rules.versions()[0];
    assert_eq!(version.subscriptions["pro"], 1_990);
    assert_eq!(version.tier(10).unwrap().first_plan_share, 5_000);
    assert_eq!(version.tier(51), None);
}
