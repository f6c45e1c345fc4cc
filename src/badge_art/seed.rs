//! Chance that always falls the same way: numbers drawn from SHA-256 over `sparks badge 1`, the perk's row and the
//! edition, each number eight bytes, big end first. Another text in place of `sparks badge 1` would be another series of
//! pictures; this one stays, because members keep their badges.

use sha2::{Digest as _, Sha256};

/// Bytes that depend on nothing but what they were drawn from.
pub(super) struct Seed([u8; 32]);

impl Seed {
    pub(super) fn of(perk: i64, edition: i64) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"sparks badge 1");
        hash.update(perk.to_be_bytes());
        hash.update(edition.to_be_bytes());
        Self(hash.finalize().into())
    }

    fn byte(&self, index: usize) -> u8 {
        self.0.get(index).copied().unwrap_or_default()
    }

    /// A number from 0 up to 1.
    pub(super) fn share(&self, index: usize) -> f64 {
        f64::from(self.byte(index)) / 256.0
    }

    /// A number from 0 up to `count`, which is small.
    pub(super) fn choice(&self, index: usize, count: u8) -> u8 {
        self.byte(index) % count.max(1)
    }
}
