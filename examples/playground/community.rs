//! Who is on the playground's server: a few people to speak as, in three languages, a moderator, the badges' roles,
//! and a crowd for the board. Always made in the same order, so that ids are the same at every start.

use fake_discord::{FakeDiscord, Member, permissions};

/// The channel in which moderators read what is changed, and alerts.
pub const STAFF_CHANNEL: &str = "staff";

const ADJECTIVES: [&str; 20] = [
    "amber", "brisk", "calm", "daring", "eager", "fuzzy", "gentle", "happy", "icy", "jolly",
    "keen", "lucky", "mellow", "nimble", "odd", "proud", "quiet", "rapid", "sunny", "tidy",
];
const ANIMALS: [&str; 10] = [
    "otter", "heron", "lynx", "panda", "gecko", "raven", "koala", "tapir", "finch", "moose",
];

/// A role that a perk gives, or could.
pub struct BadgeRole {
    /// The role's and the perk's name.
    pub name: &'static str,
    /// The role.
    pub role: u64,
}

/// Everyone on the server.
pub struct Community {
    /// Has Sparks for the cheap badge; English.
    pub alice: Member,
    /// Can afford everything; Korean.
    pub minji: Member,
    /// Has some; Russian.
    pub maria: Member,
    /// Has none yet; English.
    pub noah: Member,
    /// Has Manage Server.
    pub moderator: Member,
    /// 200 more.
    pub crowd: Vec<Member>,
    /// Cheap, without limit.
    pub explorer: BadgeRole,
    /// Dear.
    pub pioneer: BadgeRole,
    /// Few.
    pub founder: BadgeRole,
    /// No perk gives it yet: for trying `/perk add-role`.
    pub night_owl: BadgeRole,
}

impl Community {
    /// Makes the staff channel and the roles, then everyone.
    pub fn gather(discord: &FakeDiscord) -> Self {
        discord.channel(STAFF_CHANNEL);
        let badge = |name, color, position| BadgeRole {
            name,
            role: discord.role(name).color(color).position(position).create(),
        };
        let moderators = discord
            .role("Moderators")
            .color(0x0058_65F2)
            .permissions(permissions::MANAGE_GUILD)
            .position(20)
            .hoist()
            .create();
        let names = ANIMALS
            .iter()
            .flat_map(|animal| ADJECTIVES.map(|adjective| format!("{adjective}-{animal}")));
        Self {
            explorer: badge("Explorer", 0x00F5_B301, 2),
            pioneer: badge("Pioneer", 0x00E0_569B, 4),
            founder: badge("Founder", 0x0023_A55A, 3),
            night_owl: badge("Night owl", 0x008E_7CC3, 1),
            alice: discord.member("Alice"),
            minji: discord.member("민지").locale("ko"),
            maria: discord.member("Мария").locale("ru"),
            noah: discord.member("Noah"),
            moderator: discord.member("Robin").with_role(moderators),
            crowd: names.map(|name| discord.member(&name)).collect(),
        }
    }

    /// Those whom the page offers first.
    pub fn cast(&self) -> [&Member; 5] {
        [
            &self.alice,
            &self.minji,
            &self.maria,
            &self.noah,
            &self.moderator,
        ]
    }

    /// The roles that perks give, or could.
    pub fn badges(&self) -> [&BadgeRole; 4] {
        [
            &self.explorer,
            &self.pioneer,
            &self.founder,
            &self.night_owl,
        ]
    }

    /// Everyone who may have badges.
    pub fn everyone(&self) -> impl Iterator<Item = &Member> {
        self.cast().into_iter().chain(&self.crowd)
    }
}
