//! Everything that members and moderators can see, in every language, with whatever words people may use. A walk uses
//! each registered command in every way, and every button, select and form that appears; nothing has to be added here
//! when a command is. What the local Discord refuses fails a walk as well: its limits are Discord's.

mod crawl;
mod edited;
mod in_bulk;
mod language;
mod options;
mod seen;
mod stage;
mod words;

use std::collections::BTreeSet;

use sparks::i18n::{Catalogue, Locale};

use self::crawl::Walk;
use self::options::leaves;
use self::seen::Sent;
use self::stage::Stage;
use self::words::Words;

/// What was sent on a walk from the first empty lists to a broken database.
struct Seen {
    stage: Stage,
    sent: Vec<Sent>,
    files: Vec<fake_discord::Attachment>,
    components: BTreeSet<String>,
}

async fn walk(catalogue: Catalogue, words: Words, locale: &'static str, public: &str) -> Seen {
    let stage = Stage::empty(catalogue, words, locale, public).await;
    let mut walk = Walk::new(&stage);
    walk.briefly().await;
    stage.fill().await;
    walk.everything().await;
    stage.bot.verify().await;
    stage.fall_ill().await;
    none(&faults(&stage));
    stage
        .bot
        .tamper("ALTER TABLE account RENAME TO elsewhere")
        .await;
    walk.briefly().await;

    let commands = stage.discord.commands();
    let mut wanted: BTreeSet<String> = leaves(&commands)
        .into_iter()
        .map(|leaf| leaf.path)
        .collect();
    let menus = commands
        .iter()
        .filter(|command| matches!(command["type"].as_u64(), Some(2 | 3)));
    wanted.extend(menus.map(|command| command["name"].as_str().unwrap().to_owned()));
    let Walk {
        commands: used,
        components,
        files,
        ..
    } = walk;
    assert_eq!(used, wanted, "every command is used");
    Seen {
        sent: seen::everything(&stage.discord),
        files,
        components,
        stage,
    }
}

/// The messages that say that something went wrong on our side.
fn faults(stage: &Stage) -> BTreeSet<String> {
    let starts = Locale::ALL.map(|locale| {
        let t = stage.bot.app.catalogue.translator(locale);
        let text = t.format("error-fault", &[("incident", "".into())]);
        text.split('.').next().unwrap_or_default().to_owned()
    });
    let sent = seen::everything(&stage.discord);
    let texts = sent
        .iter()
        .flat_map(|sent| &sent.texts)
        .map(|text| &text.text);
    let is_fault = |text: &&String| starts.iter().any(|start| text.starts_with(start.as_str()));
    texts.filter(is_fault).cloned().collect()
}

#[track_caller]
fn none(wrong: &BTreeSet<String>) {
    let short = |text: &String| text.chars().take(600).collect();
    let shown: Vec<String> = wrong.iter().take(30).map(short).collect();
    assert!(
        wrong.is_empty(),
        "{} of them:\n{}",
        wrong.len(),
        shown.join("\n")
    );
}

/// No word that anyone sees is written in the code, and each is in the language of who sees it.
#[tokio::test(flavor = "multi_thread")]
async fn every_word_comes_from_the_catalogue() {
    let seen = walk(language::catalogue(), Words::Foreign, "ru", "ko").await;
    none(&seen::spoken_wrongly(&seen.sent));
    none(&seen::filed_wrongly(&seen.files));
    for command in seen.stage.discord.commands() {
        none(&not_localised(&command));
    }
    // A button that this walk does not come by is one that nobody checked.
    let source = include_str!("../../../src/discord/custom_id.rs");
    let variants = source
        .split("pub enum CustomId {")
        .nth(1)
        .unwrap()
        .split("\n}")
        .next()
        .unwrap();
    let is_variant = |line: &&str| {
        line.strip_prefix("    ")
            .is_some_and(|line| line.starts_with(char::is_uppercase))
    };
    let variants = variants.lines().filter(is_variant);
    let name = |line: &str| {
        line.trim()
            .trim_end_matches([' ', '{', ','])
            .split('(')
            .next()
            .unwrap()
            .to_owned()
    };
    let unused: BTreeSet<String> = variants
        .map(name)
        .filter(|name| !seen.components.contains(name))
        .collect();
    none(&unused);
    let unseen = unseen(&seen);
    let texts = language::pieces().len();
    assert!(
        unseen.len() * 4 < texts,
        "the walk has lost its way: of {texts} texts it did not see {unseen:#?}"
    );
}

/// The keys of the texts that nobody saw, by the longest piece of each.
fn unseen(seen: &Seen) -> BTreeSet<String> {
    let mut shown: Vec<&str> = seen
        .sent
        .iter()
        .flat_map(|sent| &sent.texts)
        .map(|text| text.text.as_str())
        .collect();
    let files: Vec<_> = seen
        .files
        .iter()
        .map(|file| String::from_utf8_lossy(&file.bytes))
        .collect();
    shown.extend(files.iter().map(AsRef::as_ref));
    let shown = shown.join("\n");
    let mut keys = BTreeSet::new();
    for (key, piece) in language::pieces() {
        if piece.iter().all(|piece| !shown.contains(piece)) {
            keys.insert(key);
        }
    }
    keys
}

/// The names and descriptions of a command and everything in it, in the reader's and the server's letters.
fn not_localised(command: &serde_json::Value) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    let mut open = vec![command];
    while let Some(item) = open.pop() {
        for key in ["name", "description"] {
            if item[key].as_str().is_none_or(str::is_empty) {
                continue;
            }
            let texts = &item[format!("{key}_localizations")];
            let written = |locale: &str, is_letter: fn(char) -> bool| {
                texts[locale].as_str().is_some_and(|text| {
                    text.contains(is_letter)
                        && !text.contains(|letter: char| letter.is_ascii_alphabetic())
                })
            };
            if !(written("ru", language::is_readers) && written("ko", language::is_servers)) {
                wrong.insert(format!("{key} of {}: {texts}", item["name"]));
            }
        }
        for key in ["options", "choices"] {
            open.extend(item[key].as_array().into_iter().flatten());
        }
    }
    wrong
}

/// The longest names, the largest numbers, more than fits a page: Discord takes all of it, and nothing is cut off that
/// nobody can read elsewhere.
async fn longest(locale: &'static str) {
    let seen = walk(Catalogue::new().unwrap(), Words::Longest, locale, locale).await;
    none(&seen::cut_off(&seen.sent));
    let whole = words::REASON_LETTER
        .to_string()
        .repeat(words::REASON_LENGTH_MAX);
    let is_whole = |file: &fake_discord::Attachment| {
        seen::is_a(file, "csv") && String::from_utf8_lossy(&file.bytes).contains(&whole)
    };
    assert!(
        seen.files.iter().any(is_whole),
        "the file of the history has whole reasons"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_longest_values_fit_in_english() {
    longest("en-US").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_longest_values_fit_in_russian() {
    longest("ru").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_longest_values_fit_in_korean() {
    longest("ko").await;
}

/// Names and reasons of marks, bidi controls, emoji, mentions, Markdown and line breaks break nothing and ping nobody.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_do_no_harm() {
    let seen = walk(Catalogue::new().unwrap(), Words::Hostile, "en-US", "en-US").await;
    none(&seen::harmed(&seen.sent));
}
