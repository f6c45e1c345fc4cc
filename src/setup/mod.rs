//! What `/setup` puts in place: the ready-made catalogue of the product's unlocks, and a first campaign. It promises that
//! each is made once, however often it is asked for and whatever became of it since, and that what is there stays as it
//! is. The words are the caller's; making the badge's role at Discord is `discord`'s part, and at most one at a time.

mod item;
mod plan;
mod put;
mod role;

pub use item::{Item, Terms};
pub use plan::{Placed, Words, plan};
pub use put::{BadgeWish, PutInPlace, SetupOutcome};
pub use role::{AskForRole, LetGoOfRole, NoteRole, ROLE_LEASE_MS, RoleTask};
