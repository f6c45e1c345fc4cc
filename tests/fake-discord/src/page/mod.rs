//! A page in the browser on top of the fake: a channel in which a person speaks as any member, uses the
//! bot, watches its gateway and REST traffic, and breaks the network. Everything shown comes from the bot
//! through the fake. It has a port of its own, on which no fault strikes, and talks to loopback only.

mod act;
mod assets;
mod channels;
mod events;
mod files;
mod guard;
mod routes;
mod state;
mod trouble;

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;

use crate::state::Shared;
use crate::{FakeDiscord, Member};

type Running = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

/// A button of the page that does something outside the fake.
struct Control {
    id: String,
    label: String,
    /// By language, such as `ru`.
    labels: BTreeMap<String, String>,
    run: Box<dyn Fn() -> Running + Send + Sync>,
}

/// What every request to the page needs. Not the [`FakeDiscord`] itself: an open page keeps no fake alive.
struct Desk {
    shared: Arc<Shared>,
    port: u16,
    cast: Vec<u64>,
    controls: Vec<Control>,
    troubles: Mutex<Vec<trouble::Trouble>>,
    uploads: Mutex<files::Uploads>,
}

/// Chooses what the page offers, then serves it. See [`FakeDiscord::page`].
#[must_use = "nothing is served until it is started"]
pub struct PageBuilder {
    shared: Arc<Shared>,
    port: u16,
    cast: Vec<u64>,
    controls: Vec<Control>,
}

impl FakeDiscord {
    /// Describes a page on which a person uses the bot; [`PageBuilder::start`] serves it.
    pub fn page(&self) -> PageBuilder {
        PageBuilder {
            shared: Arc::clone(&self.shared),
            port: 0,
            cast: Vec::new(),
            controls: Vec::new(),
        }
    }
}

impl PageBuilder {
    /// The loopback port; a free one by default.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Adds someone to the members who are offered first to speak as. The first is who speaks at first.
    pub fn cast(mut self, member: &Member) -> Self {
        self.cast.push(member.id());
        self
    }

    /// Adds a button, such as one that restarts the bot. An error is shown on the page.
    pub fn control<F>(
        mut self,
        id: &str,
        label: &str,
        run: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.controls.push(Control {
            id: id.to_owned(),
            label: label.to_owned(),
            labels: BTreeMap::new(),
            run: Box::new(move || Box::pin(run())),
        });
        self
    }

    /// Names the button that was added last in another language, such as `ru`, for those who speak it.
    pub fn control_in(mut self, language: &str, label: &str) -> Self {
        if let Some(control) = self.controls.last_mut() {
            control.labels.insert(language.to_owned(), label.to_owned());
        }
        self
    }

    /// Serves the page until the [`Page`] is dropped.
    ///
    /// # Errors
    /// When the port is taken.
    pub async fn start(self) -> std::io::Result<Page> {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await?;
        let port = listener.local_addr()?.port();
        let desk = Arc::new(Desk {
            shared: self.shared,
            port,
            cast: self.cast,
            controls: self.controls,
            troubles: Mutex::default(),
            uploads: Mutex::default(),
        });
        let server = tokio::spawn(async move {
            // It ends only by being aborted.
            let _ = axum::serve(listener, routes::application(desk)).await;
        });
        Ok(Page { port, server })
    }
}

/// A page that is being served.
pub struct Page {
    port: u16,
    server: tokio::task::JoinHandle<()>,
}

impl Page {
    /// `http://127.0.0.1:PORT/`
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.server.abort();
    }
}
