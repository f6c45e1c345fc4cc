//! What people in a walk call themselves and what they write: in other scripts, at full length, or to do harm.

/// The longest nickname that Discord allows.
const NICK_LENGTH_MAX: usize = 32;
const NAME_LENGTH_MAX: usize = 60;
pub const REASON_LENGTH_MAX: usize = 200;
const DESCRIPTION_LENGTH_MAX: usize = 100;
const DESCRIPTION_LENGTH_MAX_OF_CAMPAIGN: usize = 300;

/// The kinds of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Ordinary ones without a Latin letter, nor one of the alphabets of [`super::language`].
    Foreign,
    /// As long as they may be, one letter for each kind of text, so that a cut shows whose text was cut.
    Longest,
    /// As long as they may be, and meant to break what they stand in.
    Hostile,
}

/// The letter that the longest reasons are made of.
pub const REASON_LETTER: char = 'R';

const HOSTILE: [&str; 9] = [
    "\u{202e}\u{2066}drawkcab\u{200f}",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}\u{30f}\u{310}\u{311}\u{312}\u{313}\u{314}\u{315}\u{316}\u{317}\u{318}\u{319}\u{31a}\u{31b}\u{31c}\u{31d}\u{31e}\u{31f}",
    "**bold** __line__ ~~gone~~ ||hidden||",
    "@everyone @here <@1> <@&1> <#1>",
    "[free](https://bad.example) # -# >",
    "``` `code` *_~|\\",
    "one\ntwo\r\nthree\u{2028}four",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🏳️\u{200d}🌈",
    "ze\u{200b}ro\u{200d}wi\u{feff}dth\u{3164}\u{2800}",
];

impl Words {
    /// A member's name.
    pub fn nick(self, number: usize) -> String {
        match self {
            Self::Foreign => format!("미나 {number}"),
            Self::Longest => full('N', number, NICK_LENGTH_MAX),
            Self::Hostile => hostile(number, NICK_LENGTH_MAX),
        }
    }

    /// A perk's name.
    pub fn perk(self, number: usize) -> String {
        match self {
            Self::Foreign => format!("탐험가 {number}"),
            Self::Longest => full('P', number, NAME_LENGTH_MAX),
            Self::Hostile => hostile(number, NAME_LENGTH_MAX),
        }
    }

    /// A campaign's name.
    pub fn campaign(self, number: usize) -> String {
        match self {
            Self::Foreign => format!("첫걸음 {number}"),
            Self::Longest => full('C', number, NAME_LENGTH_MAX),
            Self::Hostile => hostile(number, NAME_LENGTH_MAX),
        }
    }

    /// A perk's description.
    pub fn description(self, number: usize) -> String {
        match self {
            Self::Foreign => "처음 함께한 분들께".to_owned(),
            Self::Longest => full('D', number, DESCRIPTION_LENGTH_MAX),
            Self::Hostile => hostile(number, DESCRIPTION_LENGTH_MAX),
        }
    }

    /// What members read about a campaign.
    pub fn campaign_description(self, number: usize) -> String {
        match self {
            Self::Foreign => "함께 시작해요".to_owned(),
            Self::Longest => full('E', number, DESCRIPTION_LENGTH_MAX_OF_CAMPAIGN),
            Self::Hostile => hostile(number, DESCRIPTION_LENGTH_MAX_OF_CAMPAIGN),
        }
    }

    /// What a moderator awards or decides for.
    pub fn reason(self, number: usize) -> String {
        match self {
            Self::Foreign => "버그 제보".to_owned(),
            Self::Longest => REASON_LETTER.to_string().repeat(REASON_LENGTH_MAX),
            Self::Hostile => hostile(number, REASON_LENGTH_MAX),
        }
    }

    /// Anything else that is typed, of this length at most.
    pub fn text(self, number: usize, length_max: usize) -> String {
        let text = match self {
            Self::Foreign => format!("아무거나 {number}"),
            Self::Longest => full('T', number, length_max),
            Self::Hostile => hostile(number, length_max),
        };
        text.chars().take(length_max).collect()
    }
}

fn full(letter: char, number: usize, length: usize) -> String {
    format!(
        "{number:03}{}",
        letter.to_string().repeat(length.saturating_sub(3))
    )
}

/// One of the hostile texts again and again, told apart by its number at the start.
fn hostile(number: usize, length: usize) -> String {
    let text = HOSTILE[number % HOSTILE.len()];
    let number = format!("{number:03}");
    number
        .chars()
        .chain(text.chars().cycle())
        .take(length)
        .collect()
}
