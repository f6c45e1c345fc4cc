//! `/award-undo award reason`: a moderator takes an award back. When part of it is spent, two buttons ask how; what they
//! are to do is read from the question's stored outcome, so they work after a restart and the reason needs no place in
//! them.

use super::common::{may_manage, parse_award};
use crate::campaigns::{Spent, UndoAward, UndoMode, UndoOutcome, UndoRefusal};
use crate::discord::components::Press;
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::{award_undo as view, refusal};
use crate::fail_points::{CrashPoint, crash_point};
use crate::ids::UserId;
use crate::ledger::{self, RequestKey};

/// Take an award back.
#[poise::command(
    slash_command,
    rename = "award-undo",
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
pub(super) async fn award_undo(
    ctx: Context<'_>,
    #[max_length = 30] award: String,
    #[max_length = 200] reason: String,
) -> Result<(), Fault> {
    crash_point(CrashPoint::UndoReceived);
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let moderator = UserId::from_discord(ctx.interaction.user.id.get());
    let nonce = ctx.interaction.id.get();
    let Some(award) = parse_award(&award) else {
        let unknown = view::refused(t, &UndoRefusal::Unknown);
        return reply::send(ctx, Audience::Reader, &unknown).await;
    };
    let request = UndoAward {
        key: question(nonce),
        moderator,
        award,
        reason,
        mode: UndoMode::Whole,
        now_ms: data.app.clock.now_ms(),
    };
    let outcome = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    crash_point(CrashPoint::UndoWritten);
    // Buttons ask for the permission, commands do not: Discord has.
    let may_press = may_manage(ctx.interaction.member.as_deref());
    let view = match &outcome {
        UndoOutcome::Refused(UndoRefusal::Spent(spent)) => {
            view::question(t, spent, may_press.then_some((moderator, nonce)), false)
        }
        UndoOutcome::Refused(refused) => view::refused(t, refused),
        UndoOutcome::Undone(undone) => view::undone(t, undone),
    };
    reply::send(ctx, Audience::Reader, &view).await?;
    crash_point(CrashPoint::UndoShown);
    Ok(())
}

fn question(nonce: u64) -> RequestKey {
    RequestKey::new("award-undo", nonce)
}

/// One of the two buttons was pressed. Both are answers to one question, and the first counts.
pub(in crate::discord) async fn answered(
    press: Press<'_>,
    with_debt: bool,
    shown: i64,
    nonce: u64,
) -> Result<(), Fault> {
    let data = press.data;
    let t = data.translator(&press.interaction.locale);
    let moderator = press.member();
    let work = async {
        let asked = {
            let mut connection = data.app.db.read().await?;
            ledger::outcome_of(&mut connection, &question(nonce)).await?
        };
        let Some(UndoOutcome::Refused(UndoRefusal::Spent(Spent { award, reason, .. }))) = asked
        else {
            return Ok(refusal::plain(t, "error-stale-component"));
        };
        let request = UndoAward {
            key: RequestKey::new("award-undo-answer", format_args!("{nonce}:{shown}")),
            moderator,
            award,
            reason,
            mode: if with_debt {
                UndoMode::WithDebt { shown }
            } else {
                UndoMode::Available { shown }
            },
            now_ms: data.app.clock.now_ms(),
        };
        Ok(match data.app.db.write(request).await? {
            UndoOutcome::Undone(undone) => view::undone(t, &undone),
            UndoOutcome::Refused(UndoRefusal::Spent(spent)) => {
                view::question(t, &spent, Some((moderator, nonce)), true)
            }
            UndoOutcome::Refused(refused) => view::refused(t, &refused),
        })
    };
    press.respond_with(Change::Update, work).await
}
