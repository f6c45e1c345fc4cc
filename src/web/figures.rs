//! What `/metrics` shows: what this process counted, and what waits in the database at the moment of the look.

use crate::app::App;
use crate::health;
use crate::metrics::Page;

/// The page.
///
/// # Errors
/// When the database can't be read.
pub async fn figures(app: &App) -> anyhow::Result<String> {
    let queues = health::queues(&mut *app.db.read().await?).await?;
    let now_ms = app.clock.now_ms();
    let mut page = Page::default();
    page.metric("sparks_build_info", "gauge", "The version that runs.");
    let version = env!("CARGO_PKG_VERSION");
    page.sample("sparks_build_info", &[("version", version)], 1.0);
    page.family(
        (
            "sparks_events_total",
            "Events that arrived, by type and what became of them.",
        ),
        ["type", "outcome"],
        &app.metrics.events,
    );
    page.family(
        (
            "sparks_webhooks_total",
            "Attempts to tell the backend of redemptions, by what came of them.",
        ),
        ["outcome"],
        &app.metrics.webhooks,
    );
    page.family(
        (
            "sparks_interactions_unanswered_total",
            "Interactions that were left unanswered with nothing begun, by why.",
        ),
        ["reason"],
        &app.metrics.unanswered,
    );
    page.family(
        (
            "sparks_discord_errors_total",
            "Calls that Discord refused or did not answer, by code.",
        ),
        ["code"],
        &app.metrics.discord_errors,
    );
    if let Some(latency) = app.db.commit_latency() {
        let (name, help) = (
            "sparks_database_commit_seconds",
            "From the beginning of a write transaction to the disk.",
        );
        page.histogram(name, help, latency);
    }
    let redemptions = "sparks_redemptions";
    page.metric(redemptions, "gauge", "Redemptions, by state.");
    for (state, count) in &queues.redemptions {
        page.sample(redemptions, &[("state", state)], exact(*count));
    }
    let length = "sparks_queue_length";
    page.metric(length, "gauge", "What waits, by queue.");
    for queue in &queues.waiting {
        page.sample(length, &[("queue", queue.name)], exact(queue.length));
    }
    let age = "sparks_queue_age_seconds";
    page.metric(
        age,
        "gauge",
        "How long the oldest that waits has, by queue.",
    );
    for queue in &queues.waiting {
        let age_ms = queue.since_ms.map_or(0, |since_ms| now_ms - since_ms);
        let labels = [("queue", queue.name)];
        page.sample(age, &labels, exact(age_ms.max(0)) / 1e3);
    }
    let dead = "sparks_webhooks_given_up";
    page.metric(dead, "gauge", "Webhooks that wait for an operator.");
    page.sample(dead, &[], exact(queues.webhooks_given_up));
    Ok(page.into_text())
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a figure need not be exact beyond 2^53"
)]
fn exact(count: i64) -> f64 {
    count as f64
}
