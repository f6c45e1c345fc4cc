//! Identifiers, each a type of its own so that a perk's can't be passed where a campaign's is meant.

/// Declares identifiers of rows: 64-bit integers given out by the database.
macro_rules! row_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

row_ids! {
    /// A row of `account`.
    AccountId,
    /// A row of `transfer`; also its sequence number.
    TransferId,
    /// A row of `campaign`.
    CampaignId,
    /// A row of `perk`.
    PerkId,
    /// A row of `award_batch`.
    BatchId,
    /// A row of `claim_code`.
    CodeId,
    /// A row of `product_account`: an account at the product.
    ProductAccountId,
    /// A row of `event`.
    EventRowId,
    /// A row of `redemption`.
    RedemptionId,
    /// A member or moderator, by Discord's user id. Discord's ids fit 63 bits until the year 2084.
    UserId,
    /// A role of the server, by Discord's role id.
    RoleId,
    /// A channel of the server, by Discord's id.
    ChannelId,
    /// A message there, by Discord's id.
    MessageId,
}

/// Discord's ids are unsigned; the database's integers are not. Those of the next decades fit both.
macro_rules! from_discord {
    ($($name:ident),+) => {$(
        impl $name {
            /// From Discord's representation; an id beyond 63 bits, which Discord can't issue, becomes the largest.
            #[must_use]
            pub fn from_discord(id: u64) -> Self {
                Self(i64::try_from(id).unwrap_or(i64::MAX))
            }

            /// In Discord's representation.
            #[must_use]
            pub fn to_discord(self) -> u64 {
                self.0.unsigned_abs()
            }
        }
    )+};
}

from_discord!(UserId, RoleId, ChannelId, MessageId);
