//! Notices: which messages are still to say how a redemption ended. Each is stored in the transaction that reserves the
//! Sparks, so that the next process keeps the promise when this one dies. Showing it is the business of `discord`.

use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::i18n::Locale;
use crate::ids::RedemptionId;
use crate::perks::{self, Redeem, RedeemOutcome};

/// A message that waits for its redemption.
#[derive(Debug, Clone)]
pub struct Notice {
    /// What it waits for.
    pub redemption: RedemptionId,
    /// What allows to edit it; never logged.
    pub interaction_token: String,
    /// The reader's language.
    pub locale: Locale,
    /// When the token dies.
    pub expires_at_ms: Millis,
}

/// A redemption together with its notice, in one transaction.
pub struct RedeemWithNotice {
    /// The redemption, without an answer.
    pub redeem: Redeem,
    /// The number of the answer, if the member was asked for one.
    pub draft: i64,
    /// The confirming interaction's token.
    pub interaction_token: String,
    /// The member's language.
    pub locale: Locale,
    /// When the token dies.
    pub expires_at_ms: Millis,
}

impl Write for RedeemWithNotice {
    type Outcome = RedeemOutcome;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<RedeemOutcome> {
        let outcome = self.with_answer(tx).await?.apply(tx).await?;
        if let RedeemOutcome::Reserved { redemption } = outcome {
            // A second press has a notice of its own, on the same message: Discord may not have heard the first. The same
            // press delivered twice has one.
            sqlx::query(
                "INSERT INTO notice (redemption_id, interaction_token, locale, expires_at_ms) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (redemption_id, interaction_token) DO NOTHING",
            )
            .bind(redemption)
            .bind(&self.interaction_token)
            .bind(self.locale.code())
            .bind(self.expires_at_ms)
            .execute(&mut *tx)
            .await?;
            // Of what moderators deliver, the member is told by direct message as well: by then the token is dead.
            sqlx::query(
                "INSERT INTO direct_message (redemption_id, locale)
                 SELECT redemption_id, $1 FROM manual_delivery WHERE redemption_id = $2 AND ended_by IS NULL
                 ON CONFLICT (redemption_id) DO NOTHING",
            )
            .bind(self.locale.code())
            .bind(redemption)
            .execute(&mut *tx)
            .await?;
            // They may be told much later that its role is over.
            sqlx::query("UPDATE role_expiry SET locale = $1 WHERE redemption_id = $2")
                .bind(self.locale.code())
                .bind(redemption)
                .execute(tx)
                .await?;
        }
        Ok(outcome)
    }
}

impl RedeemWithNotice {
    /// The same with what the member typed: read here, so that the press can be acknowledged meanwhile.
    async fn with_answer(&self, tx: &mut Connection) -> sqlx::Result<Redeem> {
        let Redeem { member, perk, .. } = self.redeem;
        let draft = perks::draft(tx, self.draft, member, perk).await?;
        Ok(Redeem {
            answer: draft.map(|draft| draft.answer),
            ..self.redeem.clone()
        })
    }
}

/// A notice that nothing more can be shown for.
pub struct ForgetNotice(pub Notice);

impl Write for ForgetNotice {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query("DELETE FROM notice WHERE redemption_id = $1 AND interaction_token = $2")
            .bind(self.0.redemption)
            .bind(&self.0.interaction_token)
            .execute(tx)
            .await?;
        Ok(())
    }
}

/// All that there are, those with a dead token included.
///
/// # Errors
/// When the database can't be read.
pub async fn notices(connection: &mut Connection) -> sqlx::Result<Vec<Notice>> {
    let rows: Vec<(RedemptionId, String, String, Millis)> = sqlx::query_as(
        "SELECT redemption_id, interaction_token, locale, expires_at_ms FROM notice",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(
            |(redemption, interaction_token, locale, expires_at_ms)| Notice {
                redemption,
                interaction_token,
                locale: Locale::from_discord(&locale),
                expires_at_ms,
            },
        )
        .collect())
}
