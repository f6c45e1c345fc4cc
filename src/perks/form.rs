//! What a perk asks for before it is redeemed: a wallet address, a post's link, an account. It promises that what it
//! returns is written one way, however it was typed, and that a typing error that can be seen is refused with what is
//! wrong. It knows nothing of members or databases.

use serde::{Deserialize, Serialize};
use sha3::{Digest as _, Keccak256};
use url::{Host, Url};

use super::catalogue::PerkKind;

/// The longest answer, in characters: what the form takes and the schema holds.
pub const ANSWER_LENGTH_MAX: usize = 300;
/// The sites on which a post can be.
pub const POST_SITES: &str = "x.com, twitter.com";
/// The shortest and longest account, in characters; the longest is that of an e-mail address.
const ACCOUNT_LENGTH_MIN: usize = 3;
const ACCOUNT_LENGTH_MAX: usize = 254;
/// An address of the Ethereum family, in hexadecimal digits after `0x`.
const EVM_DIGITS: usize = 40;
/// A public key of Solana.
const SOLANA_BYTES: usize = 32;
/// X's limits.
const POST_AUTHOR_LENGTH_MAX: usize = 15;
const POST_DIGITS_MAX: usize = 20;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// A wallet's address: of the Ethereum family, or Solana.
    Wallet,
    /// The link to a post on X.
    Post,
    /// An account of the product: its e-mail address or id.
    Account,
}

/// Why an answer can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerRefusal {
    /// There is none.
    Missing,
    /// It has more than `max` characters.
    TooLong {
        /// The most.
        max: usize,
    },
    /// It is an address of neither kind.
    NotAnAddress,
    /// An Ethereum address with too few or too many digits.
    EvmLength {
        /// How many it must have.
        wanted: usize,
        /// How many it has.
        length: usize,
    },
    /// An Ethereum address whose capitals say that a character is wrong.
    EvmChecksum,
    /// It is not a link that could be opened.
    NotALink,
    /// The link is not a safe one.
    NotHttps,
    /// The link leads to another site.
    AnotherSite {
        /// Which.
        site: String,
    },
    /// The link leads to the site, but to no post.
    NotAPost,
    /// It is neither an e-mail address nor an account id.
    NotAnAccount,
}

impl PerkKind {
    /// What must be known before it can be delivered.
    #[must_use]
    pub fn asks(self) -> Option<Asked> {
        match self {
            Self::Whitelist => Some(Asked::Wallet),
            Self::Boost => Some(Asked::Post),
            Self::Plan => Some(Asked::Account),
            Self::Role | Self::Ticket | Self::Other => None,
        }
    }
}

/// An answer as it is kept: what comes out goes in again unchanged.
///
/// # Errors
/// What is wrong with it.
pub fn parse(asked: Asked, typed: &str) -> Result<String, AnswerRefusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(AnswerRefusal::Missing);
    }
    if typed.chars().count() > ANSWER_LENGTH_MAX {
        let max = ANSWER_LENGTH_MAX;
        return Err(AnswerRefusal::TooLong { max });
    }
    match asked {
        Asked::Wallet => wallet(typed),
        Asked::Post => post(typed),
        Asked::Account => account(typed),
    }
}

fn wallet(typed: &str) -> Result<String, AnswerRefusal> {
    if let Some(digits) = typed
        .strip_prefix("0x")
        .or_else(|| typed.strip_prefix("0X"))
    {
        return evm(digits);
    }
    match bs58::decode(typed).into_vec() {
        Ok(key) if key.len() == SOLANA_BYTES => Ok(typed.to_owned()),
        _ => Err(AnswerRefusal::NotAnAddress),
    }
}

/// An address in one case carries no checksum and is taken as it is (EIP-55).
fn evm(digits: &str) -> Result<String, AnswerRefusal> {
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(AnswerRefusal::NotAnAddress);
    }
    if digits.len() != EVM_DIGITS {
        return Err(AnswerRefusal::EvmLength {
            wanted: EVM_DIGITS,
            length: digits.len(),
        });
    }
    let address = checksummed(digits);
    let has = |is_case: fn(&u8) -> bool| digits.bytes().any(|digit| is_case(&digit));
    if has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && address[2..] != *digits {
        return Err(AnswerRefusal::EvmChecksum);
    }
    Ok(address)
}

/// EIP-55: a letter is a capital where the hash of the address in small letters has a digit of 8 or more.
fn checksummed(digits: &str) -> String {
    let small = digits.to_ascii_lowercase();
    let hash = hex::encode(Keccak256::digest(small.as_bytes()));
    let cased = small.chars().zip(hash.chars()).map(|(digit, hashed)| {
        if hashed >= '8' {
            digit.to_ascii_uppercase()
        } else {
            digit
        }
    });
    format!("0x{}", cased.collect::<String>())
}

fn post(typed: &str) -> Result<String, AnswerRefusal> {
    // As browsers copy it, and as people type it.
    let link = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let link = Url::parse(&link).map_err(|_| AnswerRefusal::NotALink)?;
    let Some(Host::Domain(site)) = link.host() else {
        return Err(AnswerRefusal::NotALink);
    };
    if !site.contains('.') {
        return Err(AnswerRefusal::NotALink);
    }
    if !is_post_site(site) {
        return Err(AnswerRefusal::AnotherSite {
            site: site.to_owned(),
        });
    }
    if link.scheme() != "https" {
        return Err(AnswerRefusal::NotHttps);
    }
    if !link.username().is_empty() || link.password().is_some() || link.port().is_some() {
        return Err(AnswerRefusal::NotALink);
    }
    let path: Vec<&str> = link.path_segments().into_iter().flatten().collect();
    // What follows the post's number is a picture in it, or nothing.
    let [author, "status", number, ..] = path.as_slice() else {
        return Err(AnswerRefusal::NotAPost);
    };
    let is_author = (1..=POST_AUTHOR_LENGTH_MAX).contains(&author.len())
        && author
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let is_number = (1..=POST_DIGITS_MAX).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    if !is_author || !is_number {
        return Err(AnswerRefusal::NotAPost);
    }
    Ok(format!("https://x.com/{author}/status/{number}"))
}

fn is_post_site(site: &str) -> bool {
    let site = ["www.", "mobile.", "m."]
        .into_iter()
        .find_map(|variant| site.strip_prefix(variant))
        .unwrap_or(site);
    matches!(site, "x.com" | "twitter.com")
}

fn account(typed: &str) -> Result<String, AnswerRefusal> {
    let length = typed.chars().count();
    if length > ACCOUNT_LENGTH_MAX {
        let max = ACCOUNT_LENGTH_MAX;
        return Err(AnswerRefusal::TooLong { max });
    }
    let is_written = |character: char| !character.is_whitespace() && !character.is_control();
    let is_email = || match typed.split_once('@') {
        None => true,
        Some((local, domain)) => {
            let is_whole = !local.is_empty() && !domain.contains('@');
            let parts: Vec<&str> = domain.split('.').collect();
            is_whole && parts.len() > 1 && parts.iter().all(|part| !part.is_empty())
        }
    };
    if length < ACCOUNT_LENGTH_MIN || !typed.chars().all(is_written) || !is_email() {
        return Err(AnswerRefusal::NotAnAccount);
    }
    Ok(typed.to_owned())
}

#[cfg(test)]
mod tests;
