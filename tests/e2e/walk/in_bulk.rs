//! Batches of awards and claim codes for a walk: one batch that is paid, one that stands still, and codes in every state.

use std::collections::HashMap;

use sparks::campaigns::batch::{
    self, ConfirmBatch, ConfirmOutcome, DraftBatch, DraftOutcome, Entry, Person, Plan, Sheet,
    Source,
};
use sparks::campaigns::code::{ClaimCode, CodeWord, CreateCode, CreateCodeOutcome};
use sparks::campaigns::{CloseCampaign, CreateCampaign, Terms};
use sparks::ids::{BatchId, UserId};

use super::stage::Stage;

/// A number that no other campaign has.
const STOPPED: usize = 90;

impl Stage {
    /// Both are the moderator's, so that they find what can be gone on with and taken back.
    pub async fn let_batches_stop(&self) {
        let paid = self.draft(0, 7).await;
        self.confirm(paid).await;
        let create = CreateCampaign {
            key: self.bot.key(),
            moderator: UserId(2),
            name: self.words.campaign(STOPPED),
            budget: None,
            terms: Terms::default(),
            now_ms: self.bot.clock.now_ms(),
        };
        self.bot.app.db.write(create).await.unwrap();
        // The bot does not look by itself before it is told: the campaign is closed first.
        let stopped = self.draft(STOPPED, 8).await;
        self.confirm(stopped).await;
        let close = CloseCampaign {
            key: self.bot.key(),
            moderator: UserId(2),
            campaign: self.words.campaign(STOPPED),
            now_ms: self.bot.clock.now_ms(),
        };
        self.bot.app.db.write(close).await.unwrap();
        self.bot.app.signals.wake_batches();
        let rest = async {
            while self
                .bot
                .count("SELECT COUNT(*) FROM award_batch WHERE state = 'paying'")
                .await
                > 0
            {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(10), rest)
            .await
            .unwrap();
        let count = "SELECT COUNT(*) FROM award_batch WHERE state = 'stopped'";
        assert_eq!(self.bot.count(count).await, 1);
    }

    async fn draft(&self, campaign: usize, amount: i64) -> BatchId {
        let members = [&self.other, &self.spenders[1], &self.crowd[0]];
        let members = members.map(|member| UserId::from_discord(member.id()));
        let people: HashMap<UserId, Person> = members
            .iter()
            .map(|member| (*member, Person { is_bot: false }))
            .collect();
        let entries = (1..).zip(members).map(|(line, member)| Entry {
            line,
            member,
            amount,
            reason: Some(self.words.reason(self.number()).chars().take(200).collect()),
        });
        let moderator = UserId::from_discord(self.moderator.id());
        let plan = Plan {
            moderator,
            campaign: &self.words.campaign(campaign),
            sheet: Sheet {
                entries: entries.collect(),
                bad: vec![],
            },
            people: &people,
            now_ms: self.bot.clock.now_ms(),
        };
        let mut reader = self.bot.app.db.read().await.unwrap();
        let examined = batch::examine(&mut reader, plan).await.unwrap().unwrap();
        drop(reader);
        let draft = DraftBatch {
            key: self.bot.key(),
            moderator,
            campaign: examined.campaign,
            source: Source::File,
            entries: examined.entries,
            now_ms: self.bot.clock.now_ms(),
        };
        match self.bot.app.db.write(draft).await.unwrap() {
            DraftOutcome::Drafted { batch } => batch,
            DraftOutcome::Refused(refusal) => panic!("{refusal:?}"),
        }
    }

    async fn confirm(&self, batch: BatchId) {
        let confirm = ConfirmBatch {
            key: self.bot.key(),
            moderator: UserId::from_discord(self.moderator.id()),
            batch,
            now_ms: self.bot.clock.now_ms(),
        };
        let outcome = self.bot.app.db.write(confirm).await.unwrap();
        assert_eq!(outcome, ConfirmOutcome::Confirmed);
    }

    /// One that anybody can claim, one that is used up, one that has expired, one of a campaign that has not started.
    pub async fn make_codes(&self) {
        for (code, campaign, uses) in [(0_u8, 0, 50), (1, 0, 1), (2, 1, 50)] {
            let create = CreateCode {
                key: self.bot.key(),
                moderator: UserId(2),
                campaign: self.words.campaign(campaign),
                amount: 7,
                uses,
                expires: None,
                reason: Some(self.words.reason(self.number())),
                word: CodeWord::of_bytes([code; 6]),
                now_ms: self.bot.clock.now_ms(),
            };
            let outcome = self.bot.app.db.write(create).await.unwrap();
            assert!(
                matches!(outcome, CreateCodeOutcome::Created(_)),
                "{outcome:?}"
            );
        }
        let claim = ClaimCode {
            key: self.bot.key(),
            member: UserId::from_discord(self.crowd[1].id()),
            typed: CodeWord::of_bytes([1; 6]).to_string(),
            now_ms: self.bot.clock.now_ms(),
        };
        self.bot.app.db.write(claim).await.unwrap();
    }

    /// What may be typed for a code. Before anything has happened there is none.
    pub fn codes() -> Vec<String> {
        let words = [0, 0, 1, 2].map(|code| CodeWord::of_bytes([code; 6]).to_string());
        words.to_vec()
    }
}
