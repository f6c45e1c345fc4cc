//! Alerts: what moderators should see to before members meet it. It promises that each is raised once when it begins and
//! again only when it was over in between, also over restarts. What may be an alert is decided here, over the database and
//! what the process knows of itself; saying it is left to the log and to `discord`.

mod conditions;
mod raise;

pub(crate) use conditions::{LATE_AFTER_MS, WAITS_AFTER_MS};
pub use raise::{Alert, AlertKind, Look, find, look};
