//! What was to be seen on a walk: every text in everything that the bot sent to Discord, and what must be true of each.

use std::collections::BTreeSet;

use fake_discord::{Attachment, FakeDiscord, RecordedRequest};
use serde_json::Value;
use sparks::campaigns::code::CodeWord;

use super::language::{is_readers, is_servers};
use super::words::REASON_LETTER;

/// A text in a message, and where it stood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// `embeds/fields/value`.
    pub place: String,
    pub text: String,
}

/// A message, form or set of suggestions.
#[derive(Debug)]
pub struct Sent {
    pub texts: Vec<Text>,
    /// Whether everybody sees it; none: it became of an earlier one, of which that was said.
    pub is_public: Option<bool>,
    /// What it was sent with.
    pub allowed_mentions: Option<Value>,
    pub is_message: bool,
}

/// The keys under which a reader finds words, wherever they stand.
const VISIBLE: [&str; 8] = [
    "content",
    "title",
    "description",
    "name",
    "value",
    "text",
    "label",
    "placeholder",
];

/// Everything that the bot sent but its commands.
pub fn everything(discord: &FakeDiscord) -> Vec<Sent> {
    let requests = discord.requests();
    let mut sent: Vec<Sent> = requests.iter().filter_map(sent).collect();
    let reasons = requests
        .iter()
        .filter_map(|request| request.audit_reason.clone());
    let texts = reasons
        .map(|text| Text {
            place: "audit log".into(),
            text,
        })
        .collect();
    sent.push(Sent {
        texts,
        is_public: None,
        allowed_mentions: None,
        is_message: false,
    });
    sent
}

fn sent(request: &RecordedRequest) -> Option<Sent> {
    let path: Vec<&str> = request.path.trim_start_matches('/').split('/').collect();
    let (body, is_public, is_message) = match (request.method.as_str(), path.as_slice()) {
        ("POST", ["interactions", .., "callback"]) => {
            let data = &request.body["data"];
            let is_private = data["flags"].as_u64().unwrap_or(0) & 64 != 0;
            match request.body["type"].as_u64() {
                Some(4) => (data, Some(!is_private), true),
                Some(7) => (data, None, true),
                Some(8 | 9) => (data, Some(false), false),
                _ => return None,
            }
        }
        ("POST", ["webhooks", ..]) => {
            let is_private = request.body["flags"].as_u64().unwrap_or(0) & 64 != 0;
            (&request.body, Some(!is_private), true)
        }
        ("PATCH", ["webhooks", ..]) => (&request.body, None, true),
        // A direct message about a redemption that has ended.
        ("POST", ["channels", _, "messages"])
            if request.body["nonce"]
                .as_str()
                .is_some_and(|nonce| nonce.starts_with("ended-")) =>
        {
            (&request.body, Some(false), true)
        }
        ("POST" | "PATCH", ["channels", _, "messages", ..]) => (&request.body, Some(true), true),
        _ => return None,
    };
    let mut texts = vec![];
    collect(body, "", &mut texts);
    Some(Sent {
        texts,
        is_public,
        allowed_mentions: is_message.then(|| body["allowed_mentions"].clone()),
        is_message,
    })
}

fn collect(value: &Value, place: &str, texts: &mut Vec<Text>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                // What an option or a suggestion sends back is not seen; what a form is filled in with is.
                let is_sent_back =
                    key == "value" && (place.ends_with("options") || place.ends_with("choices"));
                let place = format!("{place}/{key}");
                match value {
                    Value::String(text) if VISIBLE.contains(&key.as_str()) && !is_sent_back => {
                        texts.push(Text {
                            place: place.trim_start_matches('/').to_owned(),
                            text: text.clone(),
                        });
                    }
                    _ => collect(value, &place, texts),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, place, texts)),
        _ => {}
    }
}

/// What is wrong with the language of what was sent: Latin letters, or two languages in one message, or the wrong one.
pub fn spoken_wrongly(sent: &[Sent]) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    for message in sent {
        for Text { place, text } in &message.texts {
            let latin = latin_words(text);
            if !latin.is_empty() {
                wrong.insert(format!("{place}: {latin:?} in {text:?}"));
            }
        }
        let whole = message
            .texts
            .iter()
            .map(|text| text.text.as_str())
            .collect::<Vec<_>>();
        let whole = whole.join("\n");
        let (readers, servers) = (whole.contains(is_readers), whole.contains(is_servers));
        match message.is_public {
            _ if readers && servers => wrong.insert(format!("two languages: {whole:?}")),
            Some(true) if readers => wrong.insert(format!(
                "in the reader's language, for all to see: {whole:?}"
            )),
            Some(false) if servers => wrong.insert(format!(
                "in the server's language, for one reader: {whole:?}"
            )),
            _ => false,
        };
    }
    wrong
}

/// The words with Latin letters that did not come from a catalogue, but for what is the same in every language.
fn latin_words(text: &str) -> Vec<String> {
    let text = without_tokens(text);
    let is_separator = |character: char| !(character.is_alphanumeric() || "-:".contains(character));
    let words = text
        .split(is_separator)
        .filter(|word| !is_the_same_everywhere(word));
    let latin = words.filter(|word| word.bytes().any(|byte| byte.is_ascii_alphabetic()));
    latin.map(str::to_owned).collect()
}

/// Without mentions, times and clickable commands: Discord puts them into the reader's words itself.
fn without_tokens(text: &str) -> String {
    let mut parts = text.split('<');
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('>') {
            Some((token, rest))
                if token.starts_with(['@', '#', '/']) || token.starts_with("t:") =>
            {
                result.push_str(rest);
            }
            _ => result.push_str(part),
        }
    }
    result
}

/// What is typed into forms, word by word: it is said again as it was.
const TYPED: [&str; 8] = [
    "0x12",
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0x52908400098527886E0F7030069857D2E4169Ee7",
    "example",
    "http",
    "https",
    "minara",
    "status",
];

/// Numbers of receipts, of incidents and of tickets, claim codes, times in files, and names of sites.
fn is_the_same_everywhere(word: &str) -> bool {
    let word = word.trim_matches(['-', ':']);
    let all = |text: &str, fits: fn(&u8) -> bool| {
        !text.is_empty() && text.bytes().all(|byte| fits(&byte))
    };
    let receipt = word.split_once('-').is_some_and(|(kind, number)| {
        ["A", "B", "C", "R", "T"].contains(&kind) && all(number, u8::is_ascii_digit)
    });
    let incident = word.len() == 8 && all(word, u8::is_ascii_hexdigit);
    let time = word.len() == 20 && word.as_bytes()[10] == b'T' && word.ends_with('Z');
    let code =
        word.len() == 14 && CodeWord::parse(word).is_some_and(|code| code.to_string() == word);
    let groups: Vec<&str> = word.split('-').collect();
    let is_group = |group: &&str| group.len() == 4 && all(group, u8::is_ascii_alphanumeric);
    let ticket = groups.len() == 3 && groups.iter().all(is_group);
    // Of the sites that are named.
    let site = ["x", "com", "twitter"].contains(&word);
    let typed = TYPED.contains(&word);
    receipt || incident || code || time || ticket || site || typed
}

/// Whether a file's name ends so.
pub fn is_a(file: &Attachment, ending: &str) -> bool {
    file.filename.rsplit('.').next() == Some(ending)
}

/// What is wrong with the files: words that are not in the reader's language. Names of files are Latin on purpose: Discord
/// strips other letters from them.
pub fn filed_wrongly(files: &[Attachment]) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    for file in files {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if !file.filename.bytes().all(is_plain) {
            wrong.insert(format!("Discord would change the name {:?}", file.filename));
        }
        if is_a(file, "png") && file.description.is_none() {
            wrong.insert(format!("{} is not described", file.filename));
        }
        // JSON is for machines: its keys are English. What people read is a table or a text.
        if is_a(file, "csv") || is_a(file, "txt") {
            for line in String::from_utf8_lossy(&file.bytes).lines() {
                let latin = latin_words(line);
                if !latin.is_empty() {
                    wrong.insert(format!("{}: {latin:?} in {line:?}", file.filename));
                }
            }
        }
    }
    wrong
}

/// Every text that was cut, but for a moderator's reason in a row of a list: the whole stands in the announcement, in the
/// receipt and in the file of the history.
pub fn cut_off(sent: &[Sent]) -> BTreeSet<String> {
    let texts = sent.iter().flat_map(|message| &message.texts);
    let cut = texts.filter(|Text { place, text }| {
        let before_cuts = text.split('…').collect::<Vec<_>>();
        let (_, before_cuts) = before_cuts.split_last().unwrap_or((&"", &[]));
        let is_row = ["embeds/description", "embeds/fields/value"].contains(&place.as_str());
        before_cuts
            .iter()
            .any(|before| !(is_row && before.ends_with(REASON_LETTER)))
    });
    cut.map(|Text { place, text }| format!("{place}: {text:?}"))
        .collect()
}

/// What somebody's words did that they must not: ping, hide, reorder, or be taken for Markdown.
pub fn harmed(sent: &[Sent]) -> BTreeSet<String> {
    let mut harm = BTreeSet::new();
    for message in sent {
        let is_none = |pings: &Value| pings.as_array().is_none_or(Vec::is_empty);
        let silent = message.allowed_mentions.as_ref().is_some_and(|allowed| {
            allowed["parse"].is_array()
                && ["parse", "users", "roles"]
                    .iter()
                    .all(|pings| is_none(&allowed[*pings]))
        });
        if message.is_message && !message.texts.is_empty() && !silent {
            harm.insert(format!("may ping: {:?}", message.texts));
        }
        for Text { place, text } in &message.texts {
            let mut report = |what: &str| harm.insert(format!("{place}: {what}: {text:?}"));
            if text.chars().any(hides) {
                report("control, bidi or invisible characters");
            }
            if towers(text) {
                report("a tower of marks");
            }
            if text.contains("one\ntwo") {
                report("a line break of somebody's own");
            }
            let is_label = ["label", "placeholder", "footer/text"]
                .iter()
                .any(|end| place.ends_with(end))
                || ["components", "choices", "attachments", "title"]
                    .iter()
                    .any(|start| place.starts_with(start))
                || place == "audit log";
            if !is_label {
                let raw = [
                    "@everyone ",
                    "@here ",
                    "<@1>",
                    "<@&1>",
                    "<#1>",
                    "](http",
                    "```",
                    "**bold",
                    "~~gone",
                    "||hid",
                    " # -",
                ];
                for raw in raw.iter().filter(|raw| text.contains(**raw)) {
                    report(&format!("{raw} works"));
                }
            }
        }
    }
    harm
}

/// The zero-width space behind an at sign and the joiner inside an emoji are ours.
fn hides(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2028}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn towers(text: &str) -> bool {
    let mut height = 0;
    text.chars().any(|character| {
        height = if ('\u{300}'..='\u{36f}').contains(&character) {
            height + 1
        } else {
            0
        };
        height > 2
    })
}

#[test]
fn latin_words_are_noticed_and_what_is_the_same_everywhere_is_not() {
    assert_eq!(
        latin_words("<@1> αβ R-5, <t:1:R> **00c0ffee** 7 `F2KM-9XRT-67HW`"),
        Vec::<String>::new()
    );
    assert_eq!(latin_words("αβ Manage αβ R-x <b>"), ["Manage", "R-x", "b"]);
    assert_eq!(
        latin_words("2026-01-01T00:00:00Z,-1500,A-7"),
        Vec::<String>::new()
    );
}
