//! Following notices: a message that said "reserved, on its way" becomes the receipt when the redemption is final. The
//! interaction's token is kept in the database while it lives, so that the next process does it when this one dies.

use std::sync::Arc;
use std::time::Duration;

use serenity::http::{Http, StatusCode};
use tokio::sync::broadcast;

use super::badge_picture::badge_picture;
use super::data::{Data, Fault};
use super::http::{describe, status};
use super::ticket_picture::ticket_picture;
use super::views::{View, redeem as view, ticket as ticket_view};
use crate::badge_pictures::Size;
use crate::clock::Millis;
use crate::fail_points::{Canary, CrashPoint, crash_point, is_planted};
use crate::fulfilment::{ForgetNotice, Notice};
use crate::ids::RedemptionId;
use crate::perks::{self, PerkKind, Redemption, RedemptionState, Ticket};

/// How long a member looks at "thinking" before they are told that it takes longer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Discord's tokens live 15 minutes; the last half minute is left for the clock's and the network's sake.
const TOKEN_LIFE_MS: Millis = (15 * 60 - 30) * 1_000;
/// How often a follower looks by itself, should it miss a signal, and tries again what did not reach Discord.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(2);

/// When the token of an interaction that came now can no longer be relied on.
#[must_use]
pub fn token_dies_at_ms(now_ms: Millis) -> Millis {
    now_ms + TOKEN_LIFE_MS
}

/// Follows a redemption on its message: the receipt when it is final soon, else "on its way" and the receipt later.
/// Runs until then, until the token dies, or until the bot stops; in the last case the notice stays for the next start.
pub async fn follow(data: Data, http: Arc<Http>, notice: Notice) {
    let mut endings = data.app.signals.listen();
    let soon = until_final(&data, notice.redemption, &mut endings);
    // Whether it became final or not, what is so after this time is shown.
    let _ = tokio::time::timeout(PATIENCE, soon).await;
    follow_to_end(&data, &http, &notice, endings).await;
}

/// Takes up what an earlier process left, wherever it left it: how far the redemption has come is shown at once.
pub async fn resume(data: Data, http: Arc<Http>, notice: Notice) {
    let endings = data.app.signals.listen();
    follow_to_end(&data, &http, &notice, endings).await;
}

async fn follow_to_end(
    data: &Data,
    http: &Http,
    notice: &Notice,
    endings: broadcast::Receiver<RedemptionId>,
) {
    if is_planted(Canary::ForgetBeforeShowing) {
        forget(data, notice).await;
    }
    match show_until_final(data, http, notice, endings).await {
        Ok(Followed::ToTheEnd) => forget(data, notice).await,
        Ok(Followed::UntilStop) => {}
        Err(error) => tracing::error!(
            redemption = notice.redemption.0,
            error = super::error::describe_fault(&error),
            "can't follow a redemption on its message"
        ),
    }
}

/// How far a notice was followed.
enum Followed {
    /// Nothing more can be shown on its message.
    ToTheEnd,
    /// The next process takes it up.
    UntilStop,
}

async fn show_until_final(
    data: &Data,
    http: &Http,
    notice: &Notice,
    mut endings: broadcast::Receiver<RedemptionId>,
) -> Result<Followed, Fault> {
    let life_ms = notice.expires_at_ms - data.app.clock.now_ms();
    let Some(life) = u64::try_from(life_ms).ok().filter(|life_ms| *life_ms > 0) else {
        return Ok(Followed::ToTheEnd);
    };
    let end = tokio::time::sleep(Duration::from_millis(life));
    tokio::pin!(end);
    // A delivery that turns out to be blocked is worth telling while the member waits.
    let mut shown = None;
    while !end.is_elapsed() {
        let redemption = load(data, notice.redemption).await?;
        let is_final = redemption.state.is_at_rest();
        if is_final || shown != Some(redemption.is_blocked) {
            match edit(data, http, notice, &redemption).await {
                Shown::Yes if is_final => {
                    crash_point(CrashPoint::ReceiptShown);
                    break;
                }
                Shown::Yes => {
                    crash_point(CrashPoint::ProgressShown);
                    shown = Some(redemption.is_blocked);
                }
                Shown::Never => break,
                Shown::NotNow => {}
            }
        }
        tokio::select! {
            () = data.stop.cancelled() => return Ok(Followed::UntilStop),
            () = &mut end => {}
            _ = tokio::time::timeout(LOOK_AGAIN_AFTER, heard_of(notice.redemption, &mut endings)) => {}
        }
    }
    Ok(Followed::ToTheEnd)
}

/// Waits until the redemption is final, if that may be soon: moderators take their time. The signal is only for speed: the database is what counts.
async fn until_final(
    data: &Data,
    redemption: RedemptionId,
    endings: &mut broadcast::Receiver<RedemptionId>,
) -> Result<(), Fault> {
    let begun = load(data, redemption).await?;
    if begun.state.is_at_rest() || begun.kind.is_manual() {
        return Ok(());
    }
    let ended = async {
        loop {
            heard_of(redemption, endings).await;
            let now = load(data, redemption).await?;
            if now.state.is_at_rest() {
                return Ok(());
            }
        }
    };
    let (ended, ()) = tokio::join!(ended, draw_ahead(data, &begun));
    ended
}

/// Draws what the receipt will show, while Discord gives the role.
async fn draw_ahead(data: &Data, redemption: &Redemption) {
    if redemption.kind == PerkKind::Role {
        let pictures = &data.app.badge_pictures;
        let (perk, edition) = (redemption.perk_id, redemption.edition);
        pictures.of(perk, edition, Size::Whole).await;
    }
}

/// Returns when this redemption may have ended.
async fn heard_of(redemption: RedemptionId, endings: &mut broadcast::Receiver<RedemptionId>) {
    loop {
        match endings.recv().await {
            Ok(ended) if ended != redemption => {}
            // Ours, or so many that ours may be among those we missed.
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return,
            // The application is gone, and with it everyone who could tell.
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}

async fn load(data: &Data, redemption: RedemptionId) -> Result<Redemption, Fault> {
    let mut connection = data.app.db.read().await?;
    perks::load(&mut connection, redemption)
        .await?
        .ok_or_else(|| anyhow::anyhow!("redemption {redemption} does not exist"))
}

/// How an attempt to show something went.
enum Shown {
    Yes,
    /// The message or its token is gone: nothing can be shown on it any more.
    Never,
    /// It did not reach Discord; it may next time.
    NotNow,
}

/// How far it has come; a delivered badge with its picture.
async fn receipt(data: &Data, notice: &Notice, redemption: &Redemption) -> View {
    let t = data.app.catalogue.translator(notice.locale);
    let view = view::progress(t, redemption);
    if redemption.state != RedemptionState::Settled {
        return view;
    }
    let Redemption {
        perk_id,
        perk,
        edition,
        ..
    } = redemption;
    match redemption.kind {
        PerkKind::Role => {
            view.picture(badge_picture(data, t, *perk_id, perk, *edition, Size::Whole).await)
        }
        PerkKind::Ticket => match ticket(data, redemption.id).await {
            Some(ticket) => {
                let picture = ticket_picture(t, &ticket.code).await;
                ticket_view::redeemed(t, redemption, &ticket.code, picture)
            }
            None => view,
        },
        _ => view,
    }
}

/// What the member shows at the door; none when that can't be read, or is nobody's any more.
async fn ticket(data: &Data, redemption: RedemptionId) -> Option<Ticket> {
    let found = async {
        let mut connection = data.app.db.read().await?;
        perks::ticket(&mut connection, redemption).await
    };
    found.await.unwrap_or_else(|error| {
        tracing::error!(redemption = redemption.0, %error, "can't read a ticket");
        None
    })
}

async fn edit(data: &Data, http: &Http, notice: &Notice, redemption: &Redemption) -> Shown {
    let view = receipt(data, notice, redemption).await;
    let message = view.to_edit();
    let edit =
        http.edit_original_interaction_response(&notice.interaction_token, &message, view.files());
    let Err(error) = data.breaker.call(edit).await else {
        return Shown::Yes;
    };
    let redemption = redemption.id.0;
    let text = describe(&error);
    // A server error carries a code as well, so the status decides.
    let is_final = status(&error)
        .is_some_and(|status| status.is_client_error() && status != StatusCode::TOO_MANY_REQUESTS);
    if is_final {
        tracing::info!(redemption, error = text, "a receipt can't be shown");
        Shown::Never
    } else {
        tracing::warn!(
            redemption,
            error = text,
            "a receipt did not reach Discord; it is sent again"
        );
        Shown::NotNow
    }
}

async fn forget(data: &Data, notice: &Notice) {
    if let Err(error) = data.app.db.write(ForgetNotice(notice.clone())).await {
        // The next start removes it: by then its token is dead.
        tracing::warn!(
            redemption = notice.redemption.0,
            error = format!("{error:#}"),
            "can't remove a notice"
        );
    }
    crash_point(CrashPoint::ReceiptForgotten);
}
