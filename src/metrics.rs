//! Figures for whoever watches the bot: what is counted while the process runs, and how it is written down for Prometheus
//! (text format 0.0.4). It promises bounded memory whatever is counted, and that counting never waits for anything but
//! other counting.
//!
//! Written here because it is a page of code: the kept crates bring registries of boxed collectors, and what is read from
//! the database at each look (queues, states) fits none of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// More label values than anything here has; what comes beyond them is counted together.
const LABELS_MAX: usize = 256;
/// The label of what is counted together.
const OTHER: &str = "other";

/// What one running process counts.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Events by type and outcome: what was made of them, or the code of the problem.
    pub events: Family<2>,
    /// Webhooks by what came of the attempt.
    pub webhooks: Family<1>,
    /// Interactions that were left unanswered, by why.
    pub unanswered: Family<1>,
    /// Discord's refusals and failures, by its code, else by the status, else in a word.
    pub discord_errors: Family<1>,
}

/// Counters told apart by labels.
#[derive(Debug)]
pub struct Family<const LABELS: usize>(Mutex<BTreeMap<[String; LABELS], u64>>);

impl<const LABELS: usize> Default for Family<LABELS> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<const LABELS: usize> Family<LABELS> {
    /// One more.
    pub fn count(&self, labels: [&str; LABELS]) {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut labels = labels.map(str::to_owned);
        if counters.len() >= LABELS_MAX && !counters.contains_key(&labels) {
            labels = [OTHER; LABELS].map(str::to_owned);
        }
        let counter = counters.entry(labels).or_default();
        *counter = counter.saturating_add(1);
    }

    /// All of them, in a stable order.
    #[must_use]
    pub fn all(&self) -> Vec<([String; LABELS], u64)> {
        let counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counters
            .iter()
            .map(|(labels, count)| (labels.clone(), *count))
            .collect()
    }
}

/// The upper bounds of a histogram's buckets, in microseconds.
const BOUNDS_US: [u64; 12] = [
    250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000,
];

/// How long something took, by buckets.
#[derive(Debug, Default)]
pub struct Histogram {
    /// How many took no longer than its bound, and longer than the one before.
    buckets: [AtomicU64; BOUNDS_US.len()],
    longer: AtomicU64,
    sum_us: AtomicU64,
}

impl Histogram {
    /// It took so long this time.
    pub fn observe(&self, took: Duration) {
        let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BOUNDS_US.iter().position(|bound_us| took_us <= *bound_us);
        let bucket = bucket.and_then(|bucket| self.buckets.get(bucket));
        bucket
            .unwrap_or(&self.longer)
            .fetch_add(1, Ordering::Relaxed);
        self.sum_us.fetch_add(took_us, Ordering::Relaxed);
    }
}

/// A page in Prometheus' text format, written metric by metric.
#[derive(Debug, Default)]
pub struct Page(String);

impl Page {
    /// What a metric is: to be followed by its samples.
    pub fn metric(&mut self, name: &str, kind: &str, help: &str) -> &mut Self {
        self.line(format_args!("# HELP {name} {help}\n# TYPE {name} {kind}"))
    }

    /// One sample.
    pub fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: f64) -> &mut Self {
        let labels: Vec<String> = labels
            .iter()
            .map(|(label, value)| format!("{label}=\"{}\"", escaped(value)))
            .collect();
        let labels = if labels.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", labels.join(","))
        };
        self.line(format_args!("{name}{labels} {value}"))
    }

    /// All counters of a family.
    pub fn family<const LABELS: usize>(
        &mut self,
        (name, help): (&str, &str),
        labels: [&str; LABELS],
        family: &Family<LABELS>,
    ) -> &mut Self {
        self.metric(name, "counter", help);
        for (values, count) in family.all() {
            let pairs: Vec<(&str, &str)> = labels
                .iter()
                .copied()
                .zip(values.iter().map(String::as_str))
                .collect();
            self.sample(name, &pairs, number(count));
        }
        self
    }

    /// A histogram, in seconds.
    pub fn histogram(&mut self, name: &str, help: &str, histogram: &Histogram) -> &mut Self {
        self.metric(name, "histogram", help);
        let bucket = format!("{name}_bucket");
        let mut count = 0;
        for (bound_us, bucket_count) in BOUNDS_US.iter().zip(&histogram.buckets) {
            count += bucket_count.load(Ordering::Relaxed);
            let bound = seconds(*bound_us).to_string();
            self.sample(&bucket, &[("le", &bound)], number(count));
        }
        count += histogram.longer.load(Ordering::Relaxed);
        self.sample(&bucket, &[("le", "+Inf")], number(count));
        let sum = seconds(histogram.sum_us.load(Ordering::Relaxed));
        self.sample(&format!("{name}_sum"), &[], sum);
        self.sample(&format!("{name}_count"), &[], number(count))
    }

    /// The text.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) -> &mut Self {
        // A String takes everything.
        let _ = writeln!(self.0, "{line}");
        self
    }
}

/// A label's value as it is quoted.
fn escaped(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

/// As Prometheus has numbers.
#[allow(
    clippy::cast_precision_loss,
    reason = "a figure need not be exact beyond 2^53"
)]
fn number(count: u64) -> f64 {
    count as f64
}

fn seconds(us: u64) -> f64 {
    number(us) / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_and_a_histogram_are_written_as_prometheus_reads_them() {
        let metrics = Metrics::default();
        metrics.events.count(["trade.filled", "recorded"]);
        metrics.events.count(["trade.filled", "recorded"]);
        metrics.events.count(["unknown", "a \"b\" \\ c\n"]);
        let histogram = Histogram::default();
        for took in [0, 250, 251, 99_000, 6_000_000, u64::MAX / 2] {
            histogram.observe(Duration::from_micros(took));
        }
        let mut page = Page::default();
        page.family(
            ("sparks_events_total", "Events."),
            ["type", "outcome"],
            &metrics.events,
        );
        page.histogram("commit_seconds", "How long.", &histogram);
        let text = page.into_text();
        let expected = "# HELP sparks_events_total Events.\n# TYPE sparks_events_total counter\n\
            sparks_events_total{type=\"trade.filled\",outcome=\"recorded\"} 2\n\
            sparks_events_total{type=\"unknown\",outcome=\"a \\\"b\\\" \\\\ c\\n\"} 1\n\
            # HELP commit_seconds How long.\n# TYPE commit_seconds histogram\n\
            commit_seconds_bucket{le=\"0.00025\"} 2\ncommit_seconds_bucket{le=\"0.0005\"} 3\n";
        assert!(text.starts_with(expected), "{text}");
        for line in [
            "commit_seconds_bucket{le=\"0.1\"} 4\n",
            "commit_seconds_bucket{le=\"5\"} 4\n",
            "commit_seconds_bucket{le=\"+Inf\"} 6\n",
            "commit_seconds_count 6\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }

    #[test]
    fn whatever_is_counted_takes_bounded_memory() {
        let family = Family::<1>::default();
        for code in 0..10_000 {
            family.count([&code.to_string()]);
        }
        let all = family.all();
        assert_eq!(all.len(), LABELS_MAX + 1);
        assert_eq!(all.iter().map(|(_, count)| count).sum::<u64>(), 10_000);
        assert!(all.contains(&([OTHER.to_owned()], 10_000 - 256)));
    }
}
