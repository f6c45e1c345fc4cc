//! Changing a campaign that is open. What was awarded stays, whatever the new caps are; a budget moves by a transfer
//! between issuance and the campaign's account, never below what is spent.

use serde::{Deserialize, Serialize};

use super::campaign::{Campaign, CampaignRefusal, CampaignState, budget_in_range};
use super::find::find_open;
use super::terms::{self, Descriptions, Rules};
use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::UserId;
use crate::ledger::{self, AMOUNT_MAX, Decision, Request, RequestKey, Transfer, TransferKind};
use crate::moment;
use crate::name::{Name, slug};

/// A moderator's request to change a campaign. What is not given stays; a number of 0 and the word "none" take away.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct EditCampaign {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Its name, as typed.
    pub campaign: String,
    /// What it is to be called.
    pub name: Option<String>,
    /// What it may award in all.
    pub budget: Option<i64>,
    /// What members read.
    pub descriptions: Descriptions,
    /// See [`moment::parse`].
    pub starts: Option<String>,
    /// See [`moment::parse`]; a span counts from now, or from a start that is still to come.
    pub ends: Option<String>,
    /// The most for one award.
    pub award_cap: Option<i64>,
    /// The most for one member, in all.
    pub member_cap: Option<i64>,
    /// The most that one moderator awards in one day, UTC.
    pub moderator_day_cap: Option<i64>,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditOutcome {
    /// It is as asked.
    Changed {
        /// As it was.
        before: Box<Campaign>,
        /// As it is.
        after: Box<Campaign>,
    },
    /// It is as it was.
    Refused(CampaignRefusal),
}

/// One side of a change: only what is not the same on the other. The record keeps both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignChange {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its budget; 0: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<i64>,
    /// What members read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptions: Option<Descriptions>,
    /// Its dates and caps, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Rules>,
}

impl CampaignChange {
    /// What of this campaign is not as in the other.
    #[must_use]
    pub fn of(shown: &Campaign, other: &Campaign) -> Self {
        Self {
            name: (shown.name != other.name).then(|| shown.name.clone()),
            budget: (shown.budget != other.budget).then(|| shown.budget.unwrap_or(0)),
            descriptions: (shown.descriptions != other.descriptions)
                .then(|| shown.descriptions.clone()),
            rules: (shown.rules != other.rules).then_some(shown.rules),
        }
    }
}

impl Request for EditCampaign {
    type Outcome = EditOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> EditOutcome {
        EditOutcome::Refused(CampaignRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<EditOutcome>> {
        let refused = |refusal| Ok(Decision::refused(EditOutcome::Refused(refusal)));
        let Some(before) = find_open(tx, &slug(&self.campaign)).await? else {
            return refused(CampaignRefusal::Unknown);
        };
        let (after, name) = match self.changed(&before) {
            Ok(changed) => changed,
            Err(refusal) => return refused(refusal),
        };
        if after == before {
            return refused(CampaignRefusal::NothingToChange);
        }
        if let Some(taken) = find_open(tx, &name.slug).await?
            && taken.id != before.id
        {
            return refused(CampaignRefusal::NameTaken { name: taken.name });
        }
        let transfers = self.write(tx, &before, &after, &name).await?;
        let change = Change {
            action: Action::CampaignEdit,
            moderator: self.moderator,
            subject: Subject {
                campaign: Some(before.id),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        let was = CampaignChange::of(&before, &after);
        let is = CampaignChange::of(&after, &before);
        audit::record(tx, &change, Some(&was), Some(&is)).await?;
        let changed = EditOutcome::Changed {
            before: Box::new(before),
            after: Box::new(after),
        };
        Ok(Decision::done(changed, transfers))
    }
}

/// What a number asks for: 0 takes away.
fn number(asked: Option<i64>, now: Option<i64>) -> Option<i64> {
    match asked {
        None => now,
        Some(0) => None,
        set => set,
    }
}

fn text(asked: Option<&str>, now: Option<&String>) -> Result<Option<String>, CampaignRefusal> {
    match asked {
        None => Ok(now.cloned()),
        Some(asked) if moment::is_none(asked) => Ok(None),
        set => terms::description(set),
    }
}

impl EditCampaign {
    /// The campaign as it is to be, with its name's slug.
    fn changed(&self, before: &Campaign) -> Result<(Campaign, Name), CampaignRefusal> {
        let name = Name::parse(self.name.as_deref().unwrap_or(&before.name))
            .map_err(CampaignRefusal::Name)?;
        let budget = number(self.budget, before.budget);
        if !budget_in_range(budget) {
            return Err(CampaignRefusal::BudgetOutOfRange { max: AMOUNT_MAX });
        }
        if let Some(budget) = budget.filter(|budget| *budget < before.spent) {
            return Err(CampaignRefusal::BudgetBelowSpent {
                name: before.name.clone(),
                spent: before.spent,
                budget,
            });
        }
        let descriptions = Descriptions {
            en: text(
                self.descriptions.en.as_deref(),
                before.descriptions.en.as_ref(),
            )?,
            ru: text(
                self.descriptions.ru.as_deref(),
                before.descriptions.ru.as_ref(),
            )?,
            ko: text(
                self.descriptions.ko.as_deref(),
                before.descriptions.ko.as_ref(),
            )?,
        };
        let (starts_at_ms, ends_at_ms) = self.window(before)?;
        let rules = Rules {
            starts_at_ms,
            ends_at_ms,
            award_cap: number(self.award_cap, before.rules.award_cap),
            member_cap: number(self.member_cap, before.rules.member_cap),
            moderator_day_cap: number(self.moderator_day_cap, before.rules.moderator_day_cap),
        };
        for cap in [rules.award_cap, rules.member_cap, rules.moderator_day_cap] {
            terms::in_range(cap)?;
        }
        let after = Campaign {
            name: name.text.clone(),
            descriptions,
            budget,
            rules,
            ..before.clone()
        };
        Ok((after, name))
    }

    fn window(
        &self,
        before: &Campaign,
    ) -> Result<(Option<Millis>, Option<Millis>), CampaignRefusal> {
        let began_at_ms = before.rules.starts_at_ms.unwrap_or(self.now_ms);
        let starts_at_ms = match self.starts.as_deref() {
            None => before.rules.starts_at_ms,
            Some(_) if before.state(self.now_ms) != CampaignState::Planned => {
                return Err(CampaignRefusal::AlreadyStarted {
                    name: before.name.clone(),
                    starts_at_ms: began_at_ms,
                });
            }
            Some(typed) if moment::is_none(typed) => Some(self.now_ms),
            Some(typed) => Some(terms::start(typed, self.now_ms)?),
        };
        let begins_at_ms = starts_at_ms.unwrap_or(self.now_ms);
        let ends_at_ms = match self.ends.as_deref() {
            None => before.rules.ends_at_ms,
            Some(typed) if moment::is_none(typed) => None,
            Some(typed) => Some(terms::end(typed, begins_at_ms, self.now_ms)?),
        };
        match ends_at_ms {
            Some(ends_at_ms) if ends_at_ms <= begins_at_ms => {
                Err(CampaignRefusal::EndsBeforeStart {
                    starts_at_ms: begins_at_ms,
                    ends_at_ms,
                })
            }
            _ => Ok((starts_at_ms, ends_at_ms)),
        }
    }

    /// Writes the campaign, and moves what its budget grew or shrank by. An account whose budget is taken away may go below
    /// zero from the campaign's update on, so Sparks come in before it and go out after it.
    async fn write(
        &self,
        tx: &mut Connection,
        before: &Campaign,
        after: &Campaign,
        name: &Name,
    ) -> anyhow::Result<i64> {
        let difference = after.budget.unwrap_or(0) - before.budget.unwrap_or(0);
        if difference > 0 {
            self.move_budget(tx, before, difference).await?;
        }
        sqlx::query(
            "UPDATE campaign SET name = $1, slug = $2, budget = $3, description_en = $4, description_ru = $5,
                description_ko = $6, starts_at_ms = $7, ends_at_ms = $8, award_cap = $9, member_cap = $10,
                moderator_day_cap = $11
             WHERE id = $12",
        )
        .bind(&name.text)
        .bind(&name.slug)
        .bind(after.budget)
        .bind(&after.descriptions.en)
        .bind(&after.descriptions.ru)
        .bind(&after.descriptions.ko)
        .bind(after.rules.starts_at_ms)
        .bind(after.rules.ends_at_ms)
        .bind(after.rules.award_cap)
        .bind(after.rules.member_cap)
        .bind(after.rules.moderator_day_cap)
        .bind(before.id)
        .execute(&mut *tx)
        .await?;
        if difference < 0 {
            self.move_budget(tx, before, difference).await?;
        }
        Ok(i64::from(difference != 0))
    }

    async fn move_budget(
        &self,
        tx: &mut Connection,
        campaign: &Campaign,
        difference: i64,
    ) -> anyhow::Result<()> {
        let (debit, credit) = if difference > 0 {
            (ledger::ISSUANCE, campaign.account_id)
        } else {
            (campaign.account_id, ledger::ISSUANCE)
        };
        let transfer = Transfer {
            kind: TransferKind::Direct,
            debit,
            credit,
            amount: difference.abs(),
            request: &self.key,
            actor: Some(self.moderator),
            reason: None,
            now_ms: self.now_ms,
        };
        ledger::record(tx, &transfer).await??;
        Ok(())
    }
}
