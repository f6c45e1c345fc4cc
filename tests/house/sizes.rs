//! How large a file may grow, and what must not be left behind in one.

use crate::rust_source::{RustSource, mentions};
use crate::{assert_none, files};

const LINES_MAX: usize = 500;

fn is_too_long(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > LINES_MAX).then(|| format!("{path}:{lines}: has more than {LINES_MAX} lines"))
}

fn leftovers(path: &str, text: &str) -> Vec<String> {
    let mut broken = vec![];
    for (index, line) in RustSource::parse(text).code.iter().enumerate() {
        for name in ["todo", "unimplemented", "dbg"] {
            if mentions(line, name) && line.contains(&format!("{name}!")) {
                broken.push(format!("{path}:{}: {name}! was left behind", index + 1));
            }
        }
    }
    broken
}

fn ours() -> Vec<(String, String)> {
    let mut all = files("src", &["rs"]);
    all.extend(files("tests", &["rs", "js", "css", "html"]));
    all.extend(files("examples", &["rs"]));
    all
}

#[test]
fn no_file_is_too_long() {
    let broken: Vec<_> = ours()
        .iter()
        .filter_map(|(path, text)| is_too_long(path, text))
        .collect();
    assert_none("a file holds more than one thing:", &broken);
}

#[test]
fn nothing_is_left_unfinished() {
    let broken: Vec<_> = ours()
        .iter()
        .flat_map(|(path, text)| leftovers(path, text))
        .collect();
    assert_none("unfinished code:", &broken);
}

#[test]
fn long_files_and_leftovers_are_noticed() {
    assert_eq!(
        is_too_long("src/x.rs", &"a\n".repeat(501)).unwrap(),
        "src/x.rs:501: has more than 500 lines"
    );
    assert_eq!(is_too_long("src/x.rs", &"a\n".repeat(500)), None);
    assert_eq!(
        leftovers(
            "src/x.rs",
            "// todo!\nfn a() { todo!() }\nlet b = dbg!(1);\nlet todo = \"dbg!\";\n"
        ),
        [
            "src/x.rs:2: todo! was left behind",
            "src/x.rs:3: dbg! was left behind"
        ]
    );
}
