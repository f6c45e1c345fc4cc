use super::*;
use proptest::prelude::*;

/// From EIP-55 itself.
const CHECKSUMMED: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
/// Solana's token program.
const SOLANA: &str = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";

#[test]
fn wallets() {
    let length = |length| Err(AnswerRefusal::EvmLength { wanted: 40, length });
    let wrong = || Err(AnswerRefusal::NotAnAddress);
    let capitals = format!("0X{}", CHECKSUMMED[2..].to_uppercase());
    for (typed, read) in [
        (CHECKSUMMED, Ok(CHECKSUMMED)),
        (
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            Ok("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"),
        ),
        (
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            Ok("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"),
        ),
        (
            " 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed\n",
            Ok(CHECKSUMMED),
        ),
        (&capitals, Ok(CHECKSUMMED)),
        // One letter in the other case.
        (
            "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            Err(AnswerRefusal::EvmChecksum),
        ),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", length(39)),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd", length(41)),
        ("0x", length(0)),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", wrong()),
        ("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", wrong()),
        (SOLANA, Ok(SOLANA)),
        (
            "11111111111111111111111111111111",
            Ok("11111111111111111111111111111111"),
        ),
        ("1111111111111111111111111111111", wrong()),
        // 0, O, I and l are not in the alphabet.
        ("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5D0", wrong()),
        ("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5D", wrong()),
        ("vitalik.eth", wrong()),
        ("", Err(AnswerRefusal::Missing)),
        (" \u{3000}", Err(AnswerRefusal::Missing)),
    ] {
        assert_eq!(
            parse(Asked::Wallet, typed),
            read.map(str::to_owned),
            "{typed}"
        );
    }
}

#[test]
fn posts() {
    const POST: &str = "https://x.com/minara/status/1790000000000000001";
    let elsewhere = |site: &str| {
        let site = site.to_owned();
        Err(AnswerRefusal::AnotherSite { site })
    };
    for (typed, read) in [
        (POST, Ok(POST)),
        (
            "https://twitter.com/minara/status/1790000000000000001?s=20&t=x",
            Ok(POST),
        ),
        (
            "https://mobile.twitter.com/minara/status/1790000000000000001/photo/1",
            Ok(POST),
        ),
        (
            "https://www.x.com/minara/status/1790000000000000001#top",
            Ok(POST),
        ),
        (
            "HTTPS://M.X.COM/minara/status/1790000000000000001/",
            Ok(POST),
        ),
        (" x.com/minara/status/1790000000000000001 ", Ok(POST)),
        (
            "http://x.com/minara/status/1790000000000000001",
            Err(AnswerRefusal::NotHttps),
        ),
        (
            "https://example.com/minara/status/1",
            elsewhere("example.com"),
        ),
        (
            "https://x.com.example.com/minara/status/1",
            elsewhere("x.com.example.com"),
        ),
        ("https://notx.com/minara/status/1", elsewhere("notx.com")),
        (
            "https://x.com@example.com/minara/status/1",
            elsewhere("example.com"),
        ),
        (
            "ftp://example.com/minara/status/1",
            elsewhere("example.com"),
        ),
        (
            "https://me:secret@x.com/minara/status/1",
            Err(AnswerRefusal::NotALink),
        ),
        (
            "https://x.com:8443/minara/status/1",
            Err(AnswerRefusal::NotALink),
        ),
        (
            "https://127.0.0.1/minara/status/1",
            Err(AnswerRefusal::NotALink),
        ),
        ("my best post", Err(AnswerRefusal::NotALink)),
        ("post", Err(AnswerRefusal::NotALink)),
        (
            "javascript://x.com/minara/status/1",
            Err(AnswerRefusal::NotHttps),
        ),
        ("https://x.com/minara", Err(AnswerRefusal::NotAPost)),
        ("https://x.com/minara/status/", Err(AnswerRefusal::NotAPost)),
        (
            "https://x.com/minara/status/1a",
            Err(AnswerRefusal::NotAPost),
        ),
        (
            "https://x.com/minara/status/123456789012345678901",
            Err(AnswerRefusal::NotAPost),
        ),
        ("https://x.com/a-b/status/1", Err(AnswerRefusal::NotAPost)),
        (
            "https://x.com/sixteencharacter/status/1",
            Err(AnswerRefusal::NotAPost),
        ),
        ("https://x.com/minara/likes/1", Err(AnswerRefusal::NotAPost)),
    ] {
        assert_eq!(
            parse(Asked::Post, typed),
            read.map(str::to_owned),
            "{typed}"
        );
    }
}

#[test]
fn accounts() {
    let wrong = || Err(AnswerRefusal::NotAnAccount);
    let long = "x".repeat(255);
    let longer = "x".repeat(301);
    for (typed, read) in [
        (" alice@example.com ", Ok("alice@example.com")),
        (
            "alice+sparks@mail.example.co.kr",
            Ok("alice+sparks@mail.example.co.kr"),
        ),
        ("usr_1790", Ok("usr_1790")),
        ("김민지@example.kr", Ok("김민지@example.kr")),
        ("ab", wrong()),
        ("alice@", wrong()),
        ("@example.com", wrong()),
        ("alice@example", wrong()),
        ("alice@example..com", wrong()),
        ("alice@b@example.com", wrong()),
        ("alice example", wrong()),
        ("alice\u{7}x", wrong()),
        (&long, Err(AnswerRefusal::TooLong { max: 254 })),
        (&longer, Err(AnswerRefusal::TooLong { max: 300 })),
    ] {
        assert_eq!(
            parse(Asked::Account, typed),
            read.map(str::to_owned),
            "{typed}"
        );
    }
}

proptest! {
    /// Whatever is typed is refused or kept in a form that is taken again as it is and fits the schema.
    #[test]
    fn what_is_kept_is_kept_the_same(typed in "\\PC{0,320}|0x[0-9a-fA-F]{38,42}|(https://)?(x|twitter|example)\\.com/[a-z_]{1,16}/status/[0-9]{1,21}|[1-9A-Za-z]{30,46}") {
        for asked in [Asked::Wallet, Asked::Post, Asked::Account] {
            if let Ok(kept) = parse(asked, &typed) {
                prop_assert!((1..=ANSWER_LENGTH_MAX).contains(&kept.chars().count()));
                prop_assert_eq!(parse(asked, &kept), Ok(kept));
            }
        }
    }

    /// An address in small letters is anyone's; one whose letters were cased by hand is right in one way only.
    #[test]
    fn a_mixed_address_has_its_one_checksum(bytes in proptest::array::uniform20(0_u8..), flips in proptest::array::uniform32(proptest::bool::ANY)) {
        let small = format!("0x{}", hex::encode(bytes));
        let right = parse(Asked::Wallet, &small).unwrap();
        prop_assert_eq!(right.to_lowercase(), small.clone());
        let cased: String = small.chars().zip(flips.iter().cycle()).enumerate().map(|(place, (digit, flip))| {
            if *flip && place > 1 { digit.to_ascii_uppercase() } else { digit }
        }).collect();
        let digits = &cased[2..];
        let is_mixed = digits.chars().any(char::is_uppercase) && digits.chars().any(char::is_lowercase);
        let read = parse(Asked::Wallet, &cased);
        if is_mixed && cased != right {
            prop_assert_eq!(read, Err(AnswerRefusal::EvmChecksum));
        } else {
            prop_assert_eq!(read, Ok(right));
        }
    }

    /// Every key of 32 bytes is a Solana address, and no other number of bytes is.
    #[test]
    fn a_solana_address_has_32_bytes(bytes in proptest::collection::vec(1_u8.., 20..45)) {
        let typed = bs58::encode(&bytes).into_string();
        let read = parse(Asked::Wallet, &typed);
        if bytes.len() == 32 {
            prop_assert_eq!(read, Ok(typed));
        } else {
            prop_assert_eq!(read, Err(AnswerRefusal::NotAnAddress));
        }
    }
}
