//! What files and pasted lists are read as.

use proptest::prelude::*;

use super::*;

const A: i64 = 100_000_000_000_000_001;
const B: i64 = 100_000_000_000_000_002;

fn line(line: i64, member: i64, amount: i64, reason: Option<&str>) -> Entry {
    Entry {
        line,
        member: UserId(member),
        amount,
        reason: reason.map(str::to_owned),
    }
}

#[test]
fn files_are_read_as_spreadsheets_write_them() {
    let expected = [line(2, A, 10, Some("won")), line(3, B, 7, None)];
    for file in [
        format!("member,amount,reason\n{A},10,won\n{B},7,\n"),
        format!("\u{feff}Member;Amount;Reason\r\n<@{A}>;10;won\r\n<@!{B}>;7;\r\n;;\r\n"),
        format!("user_id\tsparks\treason\n{A}\t10\twon\n {B} \t 7 \t \n\n"),
        format!("причина,участник,сумма\nwon,{A},10\n,{B},7"),
        format!("멤버,수량,사유\n\"{A}\",\"10\",\"won\"\n{B},7,"),
    ] {
        let sheet = parse(file.as_bytes()).unwrap();
        assert_eq!(sheet.entries, expected, "{file}");
        assert_eq!(sheet.bad, [], "{file}");
    }
}

#[test]
fn what_can_not_be_read_at_all_says_why() {
    let too_many = format!("id,amount\n{}", format!("{A},1\n").repeat(LINES_MAX + 1));
    let utf16: Vec<u8> = "member,amount\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let data = format!("{A},5\n{B},6\n");
    let wrong = |name: &str| SheetRefusal::WrongColumn { name: name.into() };
    for (file, refusal) in [
        (&b""[..], SheetRefusal::Empty),
        (b"\xef\xbb\xbf \r\n\n", SheetRefusal::Empty),
        (
            &[&b"member,amount\n1,2\n"[..], b"\xff"].concat(),
            SheetRefusal::NotUtf8 { line: 3 },
        ),
        (
            b"\xff\xfem\0e\0m\0b\0e\0r\0",
            SheetRefusal::NotUtf8 { line: 1 },
        ),
        (&utf16, wrong("m\0e\0m\0b\0e\0r\0")),
        (data.as_bytes(), SheetRefusal::NoHeader),
        (b"member,reason\n", SheetRefusal::MissingColumn),
        (b"amount\n", SheetRefusal::MissingColumn),
        (b"member,amount,tier\n", wrong("tier")),
        (b"member,amount,amount\n", wrong("amount")),
        (
            too_many.as_bytes(),
            SheetRefusal::TooManyLines { max: LINES_MAX },
        ),
        (
            &vec![b'x'; FILE_BYTES_MAX + 1],
            SheetRefusal::TooLarge {
                max: FILE_BYTES_MAX,
            },
        ),
    ] {
        let shown = String::from_utf8_lossy(&file[..file.len().min(60)]);
        assert_eq!(parse(file), Err(refusal), "{shown}");
    }
}

#[test]
fn each_bad_line_is_named() {
    let range = Flaw::AmountOutOfRange { max: AMOUNT_MAX };
    let rows = [
        (format!("{A},5,x"), None),
        (
            format!("{A},5"),
            Some(Flaw::Columns {
                expected: 3,
                found: 2,
            }),
        ),
        (
            format!("{A},1,000,x"),
            Some(Flaw::Columns {
                expected: 3,
                found: 4,
            }),
        ),
        (format!("{A},\"1,000\",x"), Some(Flaw::Separators)),
        (format!("{A},1 000,x"), Some(Flaw::Separators)),
        (format!("{A},1\u{a0}000,x"), Some(Flaw::Separators)),
        (format!("{A},1.5,x"), Some(Flaw::Separators)),
        (format!("{A},0,x"), Some(range.clone())),
        (format!("{A},-5,x"), Some(range.clone())),
        (format!("{A},99999999999999999999,x"), Some(range.clone())),
        (format!("{A},{},x", AMOUNT_MAX + 1), Some(range)),
        (format!("{A},ten,x"), Some(Flaw::Amount)),
        (format!("{A},,x"), Some(Flaw::Amount)),
        (format!("{A},1e3,x"), Some(Flaw::Amount)),
        (format!("{A},٥,x"), Some(Flaw::Amount)),
        ("alice,5,x".to_owned(), Some(Flaw::Member)),
        ("1.00000E+17,5,x".to_owned(), Some(Flaw::Member)),
        ("<@&100000000000000001>,5,x".to_owned(), Some(Flaw::Member)),
        ("5,5,x".to_owned(), Some(Flaw::Member)),
        (",5,x".to_owned(), Some(Flaw::Member)),
        (
            format!("{A},5,{}", "x".repeat(201)),
            Some(Flaw::ReasonTooLong { max: 200 }),
        ),
    ];
    let text: Vec<&str> = rows.iter().map(|(row, _)| row.as_str()).collect();
    let file = format!("member,amount,reason\n{}\n", text.join("\n"));
    let sheet = parse(file.as_bytes()).unwrap();
    let bad: Vec<BadLine> = (2..)
        .zip(&rows)
        .filter_map(|(line, (_, flaw))| {
            flaw.clone().map(|flaw| BadLine {
                line,
                member: None,
                flaw,
            })
        })
        .collect();
    assert_eq!(sheet.bad, bad);
    assert_eq!(sheet.entries, [line(2, A, 5, Some("x"))]);
}

#[test]
fn lines_are_counted_as_an_editor_does() {
    let file = format!("member,amount,reason\n{A},5,\"two\nlines\"\n\n{B},x,y\n");
    let sheet = parse(file.as_bytes()).unwrap();
    assert_eq!(sheet.entries[0].line, 2);
    assert_eq!(sheet.bad[0].line, 5);
}

#[test]
fn pasted_mentions_are_told_apart() {
    let sheet = pasted(&format!("<@{A}><@!{B}>, {A};\n@bob <@&5>"), 9, Some("won"));
    let expected = [(1, A), (2, B), (3, A)].map(|(at, member)| line(at, member, 9, Some("won")));
    assert_eq!(sheet.entries, expected);
    let bad: Vec<i64> = sheet.bad.iter().map(|bad| bad.line).collect();
    assert_eq!(bad, [4, 5]);
    assert_eq!(pasted(" ,; ", 1, None), Sheet::default());
}

proptest! {
    #[test]
    fn anything_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..300), text in ".{0,200}") {
        let _ = parse(&bytes);
        let _ = parse(format!("member,amount\n{text}").as_bytes());
        let _ = pasted(&text, 1, None);
    }
}
