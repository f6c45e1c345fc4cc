//! The recorder that the endpoint has in service: events into the ledger.

use std::sync::Arc;

use futures::FutureExt as _;
use futures::future::BoxFuture;

use super::server::{Recorded, Recorder};
use crate::app::App;
use crate::events::{Event, RecordEvent, RecordOutcome, Rules};

/// Records events in the application's database, by these rules.
#[derive(Clone)]
pub struct Ledgered {
    /// The application.
    pub app: Arc<App>,
    /// What earns how much.
    pub rules: Arc<Rules>,
}

impl Recorder for Ledgered {
    fn record(&self, event: Event) -> BoxFuture<'_, anyhow::Result<Recorded>> {
        async move {
            let id = event.id.as_str().to_owned();
            let now_ms = self.app.clock.now_ms();
            let record = RecordEvent::new(event, Arc::clone(&self.rules), now_ms);
            Ok(match self.app.db.write(record).await? {
                RecordOutcome::Counted { again } => Recorded::Recorded { event: id, again },
                RecordOutcome::Conflict => Recorded::Conflict,
                RecordOutcome::TooEarly => Recorded::TooEarly,
            })
        }
        .boxed()
    }

    fn is_ready(&self) -> BoxFuture<'_, bool> {
        async move { self.app.db.read().await.is_ok() }.boxed()
    }
}
