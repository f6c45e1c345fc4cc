//! Snowflakes that are the same in every run: one counter a kind of thing, never the clock, so that
//! snapshots stay stable whatever order unrelated things happen in.

/// What an id names; kinds never share a number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Role,
    Channel,
    User,
    Message,
    Interaction,
    Command,
    Attachment,
    Emoji,
    PermissionRole,
    Version,
}

const BASE: u64 = 1_101_000_000_000_000_000;
const STEP: u64 = 1_000_000_000_000_000;

/// The application's id; on purpose not the bot's user id, so that mixing them up fails.
pub(crate) const APPLICATION: u64 = BASE + 1;
/// The bot's user id.
pub(crate) const BOT_USER: u64 = BASE + STEP + 1;
/// The guild's id, which is also the id of its `@everyone` role.
pub(crate) const GUILD: u64 = BASE + 2 * STEP + 1;
/// The owner of guild and application.
pub(crate) const OWNER: u64 = BASE + 3 * STEP + 1;
/// The bot's own managed role.
pub(crate) const BOT_ROLE: u64 = BASE + 4 * STEP + 1;

/// Hands out the next id of each kind.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    used: [u64; 10],
}

impl Ids {
    /// Leaves out so many ids of a kind.
    pub(crate) fn skip(&mut self, kind: Kind, count: u64) {
        self.used[kind as usize] += count;
    }

    pub(crate) fn next(&mut self, kind: Kind) -> u64 {
        let slot = kind as usize;
        self.used[slot] += 1;
        BASE + (5 + slot as u64) * STEP + self.used[slot]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_count_independently() {
        let mut ids = Ids::default();
        let first_role = ids.next(Kind::Role);
        let first_user = ids.next(Kind::User);
        assert_eq!(ids.next(Kind::Role), first_role + 1);
        assert_ne!(first_role, first_user);
        assert_eq!(Ids::default().next(Kind::Role), first_role);
    }
}
