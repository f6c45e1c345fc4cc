//! Perks that moderators edited and paused, and what members type into their forms.

use sparks::ids::{RoleId, UserId};
use sparks::ledger::AMOUNT_MAX;
use sparks::perks::{
    EditPerk, EditPerkOutcome, PauseByModerator, PerkOptions, PerkWords, RequiredRole,
};

use super::stage::{PERKS, Stage, TICKET};

impl Stage {
    /// One whose role ends, with names of its own in each language, and one that is not for everyone yet.
    pub async fn edit_perks(&self) {
        let name = || Some(self.words.perk(PERKS + 1));
        let ends = PerkOptions {
            closes: Some("60d".into()),
            lasts_days: Some(30),
            words: PerkWords {
                name_en: name(),
                name_ru: name(),
                name_ko: name(),
                description_en: name(),
                description_ru: name(),
                description_ko: name(),
            },
            minimum_earned: Some(1),
            ..PerkOptions::default()
        };
        let role = RoleId::from_discord(self.role());
        let for_a_role = PerkOptions {
            required_role: Some(RequiredRole::Role(role)),
            ..PerkOptions::default()
        };
        let for_the_rich = PerkOptions {
            minimum_earned: Some(AMOUNT_MAX),
            ..PerkOptions::default()
        };
        let later = PerkOptions {
            opens: Some("30d".into()),
            minimum_earned: Some(AMOUNT_MAX),
            ..PerkOptions::default()
        };
        for (number, options) in [
            (PERKS - 5, later),
            (PERKS - 6, for_a_role),
            (PERKS - 7, for_the_rich),
            (PERKS - 4, ends),
        ] {
            let edit = EditPerk {
                key: self.bot.key(),
                moderator: UserId(2),
                perk: self.words.perk(number),
                name: None,
                description: None,
                price: None,
                stock: None,
                limit_per_member: Some(0),
                options,
                now_ms: self.bot.clock.now_ms(),
            };
            let outcome = self.bot.app.db.write(edit).await.unwrap();
            let changed = matches!(outcome, EditPerkOutcome::Changed { .. });
            assert!(changed, "{outcome:?}");
        }
        let pause = PauseByModerator {
            key: self.bot.key(),
            moderator: UserId(2),
            perk: self.words.perk(PERKS - 8),
            reason: self.words.reason(0),
            now_ms: self.bot.clock.now_ms(),
        };
        self.bot.app.db.write(pause).await.unwrap();
    }

    /// Everything that can be wrong with what a form asks for, and what is right; nothing is confirmed.
    pub async fn type_answers(&self) {
        let long = "1".repeat(301);
        for perk in TICKET + 2..TICKET + 5 {
            for answer in [
                "",
                "?",
                "0x12",
                "0x52908400098527886E0F7030069857D2E4169Ee7",
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "https://example.com/minara/status/1",
                "http://x.com/minara/status/1",
                "https://x.com/minara",
                "https://x.com/minara/status/1",
                "7@@7",
                &long,
            ] {
                let redeem = self.other.slash("redeem");
                let form = redeem.option("perk", self.words.perk(perk)).send().await;
                let filled = self.other.fill(&form, &[("answer", answer)]);
                filled.unchecked().send().await;
            }
        }
    }
}
