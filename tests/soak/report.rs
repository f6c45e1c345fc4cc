//! What is printed at the end: what was done, what went wrong, what was told, and what was not so.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::time::Duration;

use crate::journal::Acknowledgement;

/// More violations than these are counted only: the first ones say enough.
const SHOWN_MAX: usize = 20;

pub struct Violation {
    /// Whose story explains it.
    pub member: Option<u64>,
    pub what: String,
}

/// What the audit found.
pub struct Findings {
    pub acknowledged: Vec<Acknowledgement>,
    /// How many of them are not so.
    pub unfounded: usize,
    pub violations: Vec<Violation>,
}

pub struct Report {
    pub seed: u64,
    pub soaked: Duration,
    pub calm: Duration,
    /// What was counted, by name; names with a colon have a part of their own.
    pub counts: BTreeMap<String, usize>,
    pub findings: Findings,
    /// The stories of those whom violations concern.
    pub stories: String,
}

impl Report {
    pub fn is_clean(&self) -> bool {
        self.findings.violations.is_empty()
    }

    /// Whether a violation says this.
    pub fn finds(&self, words: &str) -> bool {
        let mut violations = self.findings.violations.iter();
        violations.any(|violation| violation.what.contains(words))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Findings {
            acknowledged,
            unfounded,
            violations,
        } = &self.findings;
        writeln!(
            f,
            "soak: seed {}, {} s, then {} s until everything was at rest\n",
            self.seed,
            self.soaked.as_secs(),
            self.calm.as_secs()
        )?;
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        for acknowledgement in acknowledged {
            *told.entry(acknowledgement.kind().to_owned()).or_default() += 1;
        }
        let part = |prefix: &str| -> BTreeMap<String, usize> {
            let counts = self.counts.iter();
            let of_part = counts.filter_map(|(name, count)| match name.split_once(": ") {
                Some((part, rest)) => (part == prefix).then(|| (rest.to_owned(), *count)),
                None => prefix.is_empty().then(|| (name.clone(), *count)),
            });
            of_part.collect()
        };
        for (title, counts) in [
            ("operations", part("")),
            ("of them answered", part("answered")),
            ("requests struck by a fault", part("fault")),
            ("weather", part("weather")),
            ("the bot", part("bot")),
            ("reviews", part("decided")),
            ("acknowledged", told),
        ] {
            table(f, title, &counts)?;
        }
        let total = acknowledged.len();
        writeln!(f, "{total:>8} acknowledged")?;
        writeln!(f, "{:>8} found", total - unfounded)?;
        writeln!(f, "{:>8} violations", violations.len())?;
        for violation in violations.iter().take(SHOWN_MAX) {
            writeln!(f, "  - {}", violation.what)?;
        }
        f.write_str(&self.stories)
    }
}

fn table(f: &mut fmt::Formatter<'_>, title: &str, counts: &BTreeMap<String, usize>) -> fmt::Result {
    writeln!(f, "{:>8} {title}", counts.values().sum::<usize>())?;
    for (name, count) in counts {
        writeln!(f, "  {count:>8} {name}")?;
    }
    f.write_char('\n')
}
