//! Which roles a member must have in the end: those that they were charged for, unless they left since and have not been
//! given them again yet.

use crate::books::Redemption;
use crate::stage::{Guest, Travels};

/// What was delivered just now is not given again: Discord's view of the member may be older.
const NOT_YET_GIVEN_AGAIN_MS: i64 = 60_000;

/// Whether what was delivered is there: whoever leaves loses it, and gets it again by using the bot. `looked_at_ms` is
/// when they used it last.
pub fn must_be_there(redemption: &Redemption, guest: &Guest, looked_at_ms: i64) -> bool {
    let Travels {
        left_at_ms,
        returned_at_ms,
    } = guest.travels();
    if left_at_ms < Some(redemption.created_at_ms) {
        return true;
    }
    let is_back = returned_at_ms > left_at_ms;
    // To the second, as the bot reads when somebody joined.
    let returned_at_ms = returned_at_ms.map(|at_ms| at_ms / 1_000 * 1_000);
    let was_away = returned_at_ms > redemption.finished_at_ms;
    let is_known = redemption
        .finished_at_ms
        .is_some_and(|at_ms| at_ms + NOT_YET_GIVEN_AGAIN_MS < looked_at_ms);
    is_back && was_away && is_known
}
