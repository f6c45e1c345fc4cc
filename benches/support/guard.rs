//! What holds the ratios that a benchmark has found to those that were found before (`benches/baseline.json`): `-- --guard`
//! measures less of everything and fails when one has become much worse, `-- --record` writes them down.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::exit;
use std::sync::Mutex;

/// In how much of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// For figures.
    Whole,
    /// For the guard.
    Short,
}

impl Extent {
    /// The one or the other.
    pub fn of<T>(self, whole: T, short: T) -> T {
        match self {
            Self::Whole => whole,
            Self::Short => short,
        }
    }
}

/// By benchmark and by what is compared.
type Baseline = BTreeMap<String, Ratios>;
type Ratios = BTreeMap<String, f64>;

/// A ratio may grow to so many times what it was.
const GROWTH_MAX: f64 = 1.5;
/// Machines have slow minutes: only what is worse each time has become worse.
const ATTEMPTS: usize = 6;
/// Of which the middle one is written down.
const RECORDED: usize = 3;

static FOUND: Mutex<Ratios> = Mutex::new(BTreeMap::new());

/// Notes how many times as long, or as much, as what it is compared with: more is worse.
pub fn ratio(what: impl Into<String>, value: f64) {
    FOUND.lock().unwrap().insert(what.into(), value);
}

/// Measures as the command line asks.
pub async fn run(benchmark: &str, measure: impl AsyncFn(Extent)) {
    let is_asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    if is_asked("--guard") {
        guard(benchmark, measure).await;
    } else if is_asked("--record") {
        record(benchmark, measure).await;
    } else {
        measure(Extent::Whole).await;
    }
}

async fn found(measure: &impl AsyncFn(Extent)) -> Ratios {
    measure(Extent::Short).await;
    std::mem::take(&mut *FOUND.lock().unwrap())
}

async fn guard(benchmark: &str, measure: impl AsyncFn(Extent)) {
    let baseline = baseline().remove(benchmark).unwrap_or_default();
    let mut best = Ratios::new();
    for _ in 0..ATTEMPTS {
        for (what, ratio) in found(&measure).await {
            let least = best.entry(what).or_insert(f64::INFINITY);
            *least = least.min(ratio);
        }
        let worse = worse(&baseline, &best);
        if worse.is_empty() {
            println!(
                "{benchmark}: {} ratios are within {GROWTH_MAX} times the baseline",
                best.len()
            );
            return;
        }
        for line in worse {
            println!("{benchmark}: {line}");
        }
    }
    println!("{benchmark}: worse in each of {ATTEMPTS} attempts");
    exit(1);
}

/// What has become worse, or has nothing to be compared with, or is compared no more.
fn worse(baseline: &Ratios, found: &Ratios) -> Vec<String> {
    let mut lines = vec![];
    for (what, ratio) in found {
        match baseline.get(what) {
            None => lines.push(format!("{what} is {ratio:.2}, and not in the baseline")),
            Some(before) if *ratio > before * GROWTH_MAX => {
                lines.push(format!("{what} is {ratio:.2}, and was {before:.2}"));
            }
            Some(_) => {}
        }
    }
    let missing = baseline.keys().filter(|what| !found.contains_key(*what));
    lines.extend(missing.map(|what| format!("{what} was not measured")));
    lines
}

/// The middle one of several, so that a slow minute is not what later runs are held to.
async fn record(benchmark: &str, measure: impl AsyncFn(Extent)) {
    let mut all: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for _ in 0..RECORDED {
        for (what, ratio) in found(&measure).await {
            all.entry(what).or_default().push(ratio);
        }
    }
    let median = |(what, mut ratios): (String, Vec<f64>)| {
        let middle = super::median(&mut ratios);
        (what, (middle * 100.0).round() / 100.0)
    };
    let mut baseline = baseline();
    baseline.insert(benchmark.into(), all.into_iter().map(median).collect());
    let text = serde_json::to_string_pretty(&baseline).unwrap();
    std::fs::write(path(), text + "\n").unwrap();
}

fn baseline() -> Baseline {
    std::fs::read_to_string(path()).map_or_else(
        |_| Baseline::new(),
        |text| serde_json::from_str(&text).unwrap(),
    )
}

fn path() -> impl AsRef<Path> {
    concat!(env!("CARGO_MANIFEST_DIR"), "/benches/baseline.json")
}
