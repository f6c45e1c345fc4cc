//! Every language the bot speaks: English, Russian and Korean, as equals.
//!
//! Promises that each text comes from a Fluent file under `locales/`, that numbers are grouped and
//! counted as the language wants, and that a missing text fails loudly in tests and falls back to
//! English in a release. It knows no domain words and nothing of Discord beyond locale codes and
//! timestamps; making text from outside harmless is `discord::escape`'s part.

mod catalogue;
mod locale;
mod number;
mod time;
mod translator;

pub use catalogue::{Catalogue, CatalogueError};
pub use locale::Locale;
pub use time::{iso_day, iso_minute, timestamp, timestamp_date, timestamp_relative};
pub use translator::{Translator, Value};
