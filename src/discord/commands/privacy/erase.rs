//! `/privacy erase`: asks first; then the ledger forgets the reader, and their roles are taken.

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::Builder as _;
use serenity::http::Http;

use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::http::describe;
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::{View, privacy as view};
use crate::i18n::Locale;
use crate::ids::UserId;
use crate::ledger::RequestKey;
use crate::privacy::{self, Erase, EraseOutcome, Erased, KeepData, KeepOutcome};

/// How long the answer waits for Discord to take the roles, so that most members read at once that all is done.
const PATIENCE: Duration = Duration::from_secs(1);
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(100);
/// Later it is looked at less often, while the press lives on which the message is changed.
const FOLLOWED_FOR: Duration = Duration::from_mins(14);
const FOLLOW_AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Forget me.
#[poise::command(slash_command)]
pub(super) async fn erase(ctx: Context<'_>) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let member = UserId::from_discord(ctx.interaction.user.id.get());
    let question = reply::or_defer(ctx, Audience::Reader, async {
        let mut connection = data.app.db.snapshot().await?;
        Ok(privacy::question(&mut connection, member).await?)
    })
    .await?;
    let view = view::question(t, member, &question, ctx.interaction.id.get());
    reply::send(ctx, Audience::Reader, &view).await
}

/// Names the answer to a question: both of its buttons, and every press of them.
fn answer_to(nonce: u64) -> RequestKey {
    RequestKey::new("erase", nonce)
}

/// The red button.
pub(in crate::discord) async fn confirmed(press: Press<'_>, nonce: u64) -> Result<(), Fault> {
    let data = press.data;
    let work = async {
        let request = Erase {
            key: answer_to(nonce),
            member: press.member(),
            now_ms: data.app.clock.now_ms(),
        };
        let outcome = data.app.db.write(request).await?;
        told(press, &outcome).await
    };
    press.respond_with(Change::Update, work).await
}

/// The other one.
pub(in crate::discord) async fn kept(press: Press<'_>, nonce: u64) -> Result<(), Fault> {
    let data = press.data;
    let work = async {
        let request = KeepData {
            key: answer_to(nonce),
            now_ms: data.app.clock.now_ms(),
        };
        if data.app.db.write(request).await? == KeepOutcome::Kept {
            return Ok(view::kept(data.translator(&press.interaction.locale)));
        }
        let mut connection = data.app.db.read().await?;
        let outcome = privacy::erased(&mut connection, &answer_to(nonce)).await?;
        drop(connection);
        told(press, &outcome.unwrap_or(EraseOutcome::NothingStored)).await
    };
    press.respond_with(Change::Update, work).await
}

/// What is said of an outcome, now; and later, when the last role is gone.
async fn told(press: Press<'_>, outcome: &EraseOutcome) -> Result<View, Fault> {
    let data = press.data;
    let t = data.translator(&press.interaction.locale);
    let EraseOutcome::Erased(erased) = outcome else {
        return Ok(view::not_erased(t, outcome));
    };
    data.app.signals.wake_remover();
    let left = roles_left_after(data, erased, PATIENCE, LOOK_AGAIN_AFTER).await?;
    if left > 0 {
        data.tasks.spawn(follow(
            data.clone(),
            Arc::clone(&press.serenity.http),
            press.interaction.token.clone(),
            Locale::from_discord(&press.interaction.locale),
            erased.clone(),
        ));
    }
    Ok(view::erased(t, erased, left))
}

/// How many roles are left when all are taken, or after this time.
async fn roles_left_after(
    data: &Data,
    erased: &Erased,
    patience: Duration,
    look_again_after: Duration,
) -> Result<i64, Fault> {
    let mut waited = Duration::ZERO;
    loop {
        let left = {
            let mut connection = data.app.db.read().await?;
            privacy::roles_left(&mut connection, erased.erasure).await?
        };
        if left == 0 || waited >= patience || data.stop.is_cancelled() {
            return Ok(left);
        }
        tokio::select! {
            () = tokio::time::sleep(look_again_after) => {}
            () = data.stop.cancelled() => {}
        }
        waited += look_again_after;
    }
}

/// The message becomes "all done" when it is. The token is not stored, as it names the member: after a restart the
/// message stays as it is, and what it says stays true.
async fn follow(data: Data, http: Arc<Http>, token: String, locale: Locale, erased: Erased) {
    let left = roles_left_after(&data, &erased, FOLLOWED_FOR, FOLLOW_AGAIN_AFTER).await;
    if !matches!(left, Ok(0)) {
        return;
    }
    let done = view::erased(data.app.catalogue.translator(locale), &erased, 0);
    let edit = done.to_edit().execute(&*http, &token);
    if let Err(error) = data.breaker.call(edit).await {
        let error = describe(&error);
        tracing::warn!(error, "an erased member could not be told that all is done");
    }
}
