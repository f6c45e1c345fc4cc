//! What the operating system tells the process. Promises that the first wish to stop is heard from the moment of the
//! call, that a second one can be told from it, and that a limit on file sizes comes as an error. What stopping means is
//! for those who listen.

use anyhow::Context as _;

/// Ctrl-C (SIGINT) and SIGTERM, as often as they come.
pub struct StopSignals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl StopSignals {
    /// Listens from now on.
    ///
    /// # Errors
    /// When the system does not let us.
    #[cfg(unix)]
    pub fn listen() -> anyhow::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate()).context("can't listen for SIGTERM")?,
            interrupt: signal(SignalKind::interrupt()).context("can't listen for Ctrl-C")?,
        })
    }

    /// Waits for the next one. Returns the exit code of a process that ends by it, by the shells' convention.
    #[cfg(unix)]
    pub async fn next(&mut self) -> u8 {
        const SIGINT: u8 = 2;
        const SIGTERM: u8 = 15;
        tokio::select! {
            _ = self.terminate.recv() => 128 + SIGTERM,
            _ = self.interrupt.recv() => 128 + SIGINT,
        }
    }

    /// Listens from now on.
    ///
    /// # Errors
    /// Never, here.
    #[cfg(not(unix))]
    pub fn listen() -> anyhow::Result<Self> {
        Ok(Self {})
    }

    /// Waits for the next one. Returns the exit code of a process that ends by it.
    #[cfg(not(unix))]
    pub async fn next(&mut self) -> u8 {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "can't listen for Ctrl-C");
            std::future::pending::<()>().await;
        }
        130
    }
}

/// By default the system kills a process that writes beyond a limit on the size of files. From now on the write fails
/// instead, which is handled.
///
/// # Errors
/// When the system does not let us.
pub fn outlive_file_size_limits() -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        const SIGXFSZ: i32 = 25;
        // Whoever listens once has changed what the signal does for good.
        drop(signal(SignalKind::from_raw(SIGXFSZ)).context("can't listen for SIGXFSZ")?);
    }
    Ok(())
}
