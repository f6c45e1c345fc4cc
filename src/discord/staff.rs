//! Says in the staff channel what waits in its outbox, and looks for alerts, which go to the log as well.
//!
//! Promises that a message which may have arrived is asked for again as it was, with its nonce, so that Discord posts it
//! once; that what can't be posted waits, with growing pauses, and is tried seldom where Discord has refused for good; and
//! that nothing is posted that an erasure has removed meanwhile, since words are made when they are sent.

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::CreateMessage;
use serenity::http::Http;
use serenity::model::channel::Nonce;
use serenity::model::id::{ChannelId, MessageId};
use tokio_util::sync::CancellationToken;

use super::data::{Data, Fault};
use super::error::describe_fault;
use super::http::{describe, discord_code, may_pass, status};
use super::views::{Tone, View, audit as record_view, queue as queue_view, staff as view};
use crate::alerts::{self, Alert};
use crate::audit;
use crate::backoff::Backoff;
use crate::clock::Millis;
use crate::db::Connection;
use crate::fulfilment;
use crate::i18n::{Locale, Translator};
use crate::ids::{self, RedemptionId};
use crate::staff::{self, Begin, Changed, Conclude, Message, Next, Outcome, Post, PostKind, Shown};

/// How long changes are gathered, so that many become one message.
const GATHER: Duration = Duration::from_secs(1);
/// How late what only time brings may be seen.
const LOOK_AT_LEAST: Duration = Duration::from_secs(30);
/// How long one call may take in all.
const CALL_TIMEOUT: Duration = Duration::from_secs(15);
/// The waits while Discord is away.
const BACKOFF: Backoff = Backoff {
    first_ms: 1_000,
    max_ms: 60_000,
};
/// Until moderators have given the bot the channel back, there is no point in asking often.
const REFUSED_WAIT_MS: Millis = 10 * 60_000;
/// How long the server's language is taken for what it was.
const LOCALE_KEPT_MS: Millis = 60 * 60_000;
/// Discord's code for a message that it does not take as it is.
const INVALID_FORM: i64 = 50_035;
/// Discord's code for a message that is not there.
const UNKNOWN_MESSAGE: i64 = 10_008;

/// The staff channel's voice.
pub struct Staff {
    data: Data,
    http: Arc<Http>,
    channel: Option<ChannelId>,
    /// The server's language, and when Discord said so.
    locale: Option<(Locale, Millis)>,
    failures: i64,
    /// Not before then.
    wait_until_ms: Millis,
    is_refused: bool,
    is_stopped: bool,
}

/// Why a call came to nothing.
enum Failure {
    /// It may work later.
    Passing(String),
    /// It won't, until somebody changes something at Discord.
    Lasting(String),
    /// Discord takes nothing that says this.
    NotTaken(String),
    /// There is no such message any more.
    Gone(String),
    /// Not before a restart.
    TokenRefused,
}

impl Failure {
    fn of(error: &serenity::Error) -> Self {
        let text = describe(error);
        match status(error).map(|status| status.as_u16()) {
            Some(401) => Self::TokenRefused,
            Some(400) if discord_code(error) == Some(INVALID_FORM) => Self::NotTaken(text),
            Some(404) if discord_code(error) == Some(UNKNOWN_MESSAGE) => Self::Gone(text),
            _ if may_pass(error) => Self::Passing(text),
            _ => Self::Lasting(text),
        }
    }
}

impl Staff {
    /// One for the staff channel, if there is one.
    #[must_use]
    pub fn new(data: Data, http: Arc<Http>) -> Self {
        Self {
            channel: data.staff_channel,
            data,
            http,
            locale: None,
            failures: 0,
            wait_until_ms: Millis::MIN,
            is_refused: false,
            is_stopped: false,
        }
    }

    /// Works until told to stop.
    pub async fn run(mut self, stop: CancellationToken) {
        let mut commits = self.data.app.db.commits();
        while !stop.is_cancelled() {
            self.work().await;
            let committed = async {
                let changed = match &mut commits {
                    Some(commits) => commits.changed().await.is_ok(),
                    None => false,
                };
                if !changed {
                    std::future::pending::<()>().await;
                }
            };
            tokio::select! {
                () = stop.cancelled() => break,
                () = committed => {}
                () = self.data.app.signals.staff_wanted() => {}
                () = tokio::time::sleep(LOOK_AT_LEAST) => {}
            }
            let _ = tokio::time::timeout(GATHER, stop.cancelled()).await;
        }
    }

    async fn work(&mut self) {
        if let Err(error) = self.try_work().await {
            tracing::error!(
                error = describe_fault(&error),
                "can't look for what moderators should be told; still trying"
            );
        }
    }

    async fn try_work(&mut self) -> Result<(), Fault> {
        self.look_for_alerts().await?;
        let Some(channel) = self.channel else {
            return Ok(());
        };
        while self.may_ask() {
            match self.post_next(channel).await? {
                Ok(true) => self.succeeded().await,
                Ok(false) => break,
                Err(failure) => self.failed(failure),
            }
        }
        Ok(())
    }

    async fn look_for_alerts(&self) -> Result<(), Fault> {
        let app = &self.data.app;
        let look = alerts::Look {
            delivery_is_stopped: app.signals.delivery_is_stopped(),
            now_ms: app.clock.now_ms(),
        };
        for alert in alerts::look(&app.db, look).await? {
            log(&alert);
        }
        Ok(())
    }

    /// Whether Discord may be asked now. A clock that was set back delays nothing for longer than the longest wait.
    fn may_ask(&self) -> bool {
        let left_ms = self
            .wait_until_ms
            .saturating_sub(self.data.app.clock.now_ms());
        !self.is_stopped
            && !self.data.stop.is_cancelled()
            && (left_ms <= 0 || left_ms > REFUSED_WAIT_MS)
    }

    async fn succeeded(&mut self) {
        if self.failures > 0 {
            tracing::info!("the staff channel takes messages again");
        }
        self.failures = 0;
        self.is_refused = false;
        // Discord allows about one a second in a channel.
        let _ = tokio::time::timeout(GATHER, self.data.stop.cancelled()).await;
    }

    fn failed(&mut self, failure: Failure) {
        self.failures += 1;
        let now_ms = self.data.app.clock.now_ms();
        match failure {
            Failure::Passing(error) => {
                let jitter = self.data.app.random_share();
                let wait_ms = BACKOFF.wait_ms(self.failures, jitter);
                self.wait_until_ms = now_ms + wait_ms;
                tracing::warn!(error, wait_ms, "can't post to the staff channel now");
            }
            Failure::Lasting(error) | Failure::NotTaken(error) | Failure::Gone(error) => {
                self.wait_until_ms = now_ms + REFUSED_WAIT_MS;
                if !std::mem::replace(&mut self.is_refused, true) {
                    tracing::error!(
                        error,
                        channel = self.channel.map(ChannelId::get),
                        "Discord refuses messages to the staff channel; they wait. See whether STAFF_CHANNEL_ID is right and \
                         the bot may see the channel, send messages and embed links there: `sparks check`"
                    );
                }
            }
            Failure::TokenRefused => {
                self.is_stopped = true;
                tracing::error!(
                    "Discord refuses the token: nothing is posted to the staff channel before a restart with a valid one"
                );
            }
        }
    }

    /// Posts one message, if there is one to post.
    async fn post_next(&mut self, channel: ChannelId) -> Result<Result<bool, Failure>, Fault> {
        let next = staff::next(&mut *self.data.app.db.read().await?).await?;
        match next {
            Next::Nothing => return Ok(Ok(false)),
            Next::Edit(changed) => return self.edit(changed).await,
            Next::Again(_) | Next::New(_) => {}
        }
        let locale = match self.locale().await {
            Ok(locale) => locale,
            Err(failure) => return Ok(Err(failure)),
        };
        let db = &self.data.app.db;
        let t = self.data.app.catalogue.translator(locale);
        let to = ids::ChannelId::from_discord(channel.get());
        let (message, said) = match next {
            Next::Nothing | Next::Edit(_) => return Ok(Ok(false)),
            Next::Again(message) => {
                let said = said(&mut *db.snapshot().await?, t, &message.posts).await?;
                (message, said.view)
            }
            Next::New(mut posts) => {
                let said = said(&mut *db.snapshot().await?, t, &posts).await?;
                posts.truncate(said.posts);
                let begin = Begin {
                    posts,
                    channel: to,
                    now_ms: self.data.app.clock.now_ms(),
                };
                (db.write(begin).await?, said.view)
            }
        };
        let outcome = match self.ask(channel, &message, &said).await {
            Ok(message_id) => Outcome::Posted(message_id),
            Err(Failure::NotTaken(error)) => {
                tracing::error!(
                    message = message.id,
                    error,
                    "Discord does not take a message to the staff channel; what it says is in `/audit` and the log"
                );
                Outcome::Refused
            }
            Err(failure) => return Ok(Err(failure)),
        };
        let conclude = Conclude {
            message: message.id,
            channel: to,
            outcome,
        };
        db.write(conclude).await?;
        Ok(Ok(true))
    }

    /// Shows on a message what has become of what it is about.
    async fn edit(&mut self, changed: Changed) -> Result<Result<bool, Failure>, Fault> {
        let locale = match self.locale().await {
            Ok(locale) => locale,
            Err(failure) => return Ok(Err(failure)),
        };
        let db = &self.data.app.db;
        let t = self.data.app.catalogue.translator(locale);
        let said = said(&mut *db.snapshot().await?, t, &[changed.post]).await?;
        let channel = ChannelId::new(changed.found.channel_id.to_discord());
        let message = MessageId::new(changed.found.message_id.to_discord());
        let edit = said.view.to_channel_edit();
        let edited = self.call(self.http.edit_message(channel, message, &edit, Vec::new()));
        match edited.await {
            Ok(_) => {}
            // Somebody deleted the message, or it stands in a channel that was the staff's.
            Err(Failure::Gone(error) | Failure::NotTaken(error)) => {
                tracing::info!(
                    error,
                    "a message in the staff channel can't be edited and stays as it is"
                );
            }
            Err(Failure::Lasting(error)) if self.channel != Some(channel) => {
                tracing::info!(
                    error,
                    "a message in the staff channel can't be edited and stays as it is"
                );
            }
            Err(failure) => return Ok(Err(failure)),
        }
        db.write(Shown { changed }).await?;
        Ok(Ok(true))
    }

    async fn ask(
        &self,
        channel: ChannelId,
        message: &Message,
        said: &View,
    ) -> Result<ids::MessageId, Failure> {
        let create: CreateMessage = said
            .to_channel_message()
            .nonce(Nonce::String(message.nonce.clone()))
            .enforce_nonce(true);
        let posted = self
            .call(self.http.send_message(channel, Vec::new(), &create))
            .await?;
        Ok(ids::MessageId::from_discord(posted.id.get()))
    }

    /// The language that the server prefers, as in everything that is not for one reader.
    async fn locale(&mut self) -> Result<Locale, Failure> {
        let now_ms = self.data.app.clock.now_ms();
        if let Some((locale, since_ms)) = self.locale
            && (0..LOCALE_KEPT_MS).contains(&(now_ms - since_ms))
        {
            return Ok(locale);
        }
        let guild = self.call(self.http.get_guild(self.data.guild)).await?;
        let locale = Locale::from_discord(&guild.preferred_locale);
        self.locale = Some((locale, now_ms));
        Ok(locale)
    }

    async fn call<T>(&self, call: impl Future<Output = serenity::Result<T>>) -> Result<T, Failure> {
        match tokio::time::timeout(CALL_TIMEOUT, self.data.breaker.call(call)).await {
            Ok(answer) => answer.map_err(|error| Failure::of(&error)),
            Err(_) => Err(Failure::Passing("no answer in time".to_owned())),
        }
    }
}

/// A message, and how many of the posts are in it.
struct Said {
    view: View,
    posts: usize,
}

/// What the first of the posts say, as it is now: as many as fit, or one that stands alone.
async fn said(
    connection: &mut Connection,
    t: Translator<'_>,
    posts: &[Post],
) -> Result<Said, Fault> {
    let first = posts.first();
    if let Some(post) = first.filter(|post| post.kind == PostKind::Queue) {
        let item = fulfilment::item(connection, RedemptionId(post.subject_id)).await?;
        let view = match item {
            Some(item) => queue_view::item(t, &item, None),
            None => View::new(Tone::Plain, t.text("staff-gone")),
        };
        return Ok(Said { view, posts: 1 });
    }
    let mut rows = rows(connection, t, posts).await?;
    let fitting = view::fitting(&rows);
    rows.truncate(fitting);
    let kind = first.map_or(PostKind::Record, |post| post.kind);
    Ok(Said {
        view: view::message(t, kind, &rows),
        posts: fitting,
    })
}

/// What the posts say, as it is now: a line for each that is still there.
async fn rows(
    connection: &mut Connection,
    t: Translator<'_>,
    posts: &[Post],
) -> Result<Vec<String>, Fault> {
    let mut rows = Vec::new();
    for post in posts {
        let row = match post.kind {
            PostKind::Record => audit::find(connection, post.subject_id)
                .await?
                .map(|entry| record_view::row(t, &entry)),
            PostKind::Alert => alerts::find(connection, post.subject_id)
                .await?
                .map(|alert| view::alert(t, &alert)),
            // It stands alone.
            PostKind::Queue => None,
        };
        // Neither is ever deleted, so this is for whoever adds a kind that is.
        rows.push(row.unwrap_or_else(|| t.text("staff-gone")));
    }
    Ok(rows)
}

/// For whoever has no staff channel, and for the operator.
fn log(alert: &Alert) {
    tracing::warn!(
        alert = alert.kind.map(alerts::AlertKind::code),
        perk = alert.perk,
        campaign = alert.campaign,
        redemption = alert.redemption.map(|redemption| redemption.0),
        detail = alert.detail,
        "needs attention"
    );
}
