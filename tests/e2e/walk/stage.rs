//! A community in which everything has happened once: campaigns and perks in every state, more of each than one message
//! holds, redemptions that hang, and members with long histories.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member, permissions};
use futures::future::join_all;
use sparks::badge_pictures::BadgePictures;
use sparks::campaigns::{
    Award, AwardOutcome, CloseCampaign, CreateCampaign, Descriptions, Terms, UndoAward, UndoMode,
    UndoOutcome,
};
use sparks::fulfilment::Policy;
use sparks::i18n::Catalogue;
use sparks::ids::{TransferId, UserId};
use sparks::ledger::AMOUNT_MAX;
use sparks::perks::{self, ArchivePerk, PausePerk, Perk, PerkKind, Redeem, RedeemOutcome};

use super::words::Words;
use crate::link::{a_trader, takes_back};
use crate::support::{TestBot, badge_role};

const ROLE: &str = "/guilds/*/members/*/roles/*";
const DEADLINE_MS: i64 = 60_000;
const PAUSE_MS: i64 = 1_000;
/// More than a select or a list holds.
pub const PERKS: usize = 28;
const CAMPAIGNS: usize = 22;
/// The number of the perk that is a ticket; the other kinds follow.
pub const TICKET: usize = 40;
/// More than a page of a statement.
const AWARDS: usize = 12;
/// More than a page of a board or of the list of redemptions.
const CROWD: usize = 11;
/// One who owes, and one for each language of who presses.
const SPENDERS: usize = 3;
/// What every perk costs, but the first, which few can afford.
const PRICE: i64 = 1_000;

/// The community, the bot in it, and who takes part in a walk.
pub struct Stage {
    pub discord: FakeDiscord,
    pub bot: TestBot,
    pub words: Words,
    /// The language of everyone's client.
    pub locale: &'static str,
    /// Has badges, history and everything else.
    pub other: Member,
    /// Never had anything.
    pub newcomer: Member,
    /// A bot.
    pub robot: Member,
    pub moderator: Member,
    /// Roles that must not become perks, each for another reason.
    pub bad_roles: Vec<u64>,
    /// Those whose redemptions hung.
    pub crowd: Vec<Member>,
    /// Those who spent all that they were awarded, at once: one owes it, awards to the others can still be undone.
    pub spenders: Vec<Member>,
    next: AtomicUsize,
}

impl Stage {
    /// Nothing has happened yet.
    pub async fn empty(
        catalogue: Catalogue,
        words: Words,
        locale: &'static str,
        public: &str,
    ) -> Self {
        let discord = FakeDiscord::builder()
            .guild_locale(public)
            .wait(Duration::from_secs(30))
            .start()
            .await;
        discord.channel("staff");
        let bad_roles = vec![
            discord.guild_id(),
            discord.role("above").position(900).create(),
            discord.role("managed").position(2).managed().create(),
            discord
                .role("power")
                .permissions(power())
                .position(2)
                .create(),
        ];
        let policy = Policy {
            first_delay_ms: DEADLINE_MS,
            delay_max_ms: DEADLINE_MS,
            deadline_ms: DEADLINE_MS,
            withdrawal_ms: 10 * DEADLINE_MS,
            withdrawal_pause_ms: PAUSE_MS,
            ..Policy::default()
        };
        // What comes with a picture is looked at; drawing hundreds of them takes longer than all the rest.
        let pictures = BadgePictures::drawn_by(|_, _, _| Ok(b"a picture".to_vec()));
        let bot = TestBot::start_speaking(&discord, policy, catalogue, pictures).await;
        // Above the numbers of perks and campaigns: hostile words are told apart by them alone.
        let next = AtomicUsize::new(100);
        let person = || person(&discord, words, &next, locale);
        Self {
            crowd: (0..CROWD).map(|_| person()).collect(),
            spenders: (0..SPENDERS).map(|_| person()).collect(),
            other: person(),
            newcomer: person(),
            robot: person().bot(),
            moderator: person().permissions(permissions::MANAGE_GUILD),
            bad_roles,
            next,
            discord,
            bot,
            words,
            locale,
        }
    }

    /// Another number, for names that differ.
    pub fn number(&self) -> usize {
        self.next.fetch_add(1, Ordering::SeqCst)
    }

    /// Somebody else.
    pub fn person(&self) -> Member {
        person(&self.discord, self.words, &self.next, self.locale)
    }

    /// A role that can become a perk.
    pub fn role(&self) -> u64 {
        badge_role(&self.discord, &self.words.text(self.number(), 60))
    }

    /// Somebody with more than a page of history, three badges and a product account.
    pub async fn reader(&self) -> Member {
        let reader = self.person();
        self.award(&reader, AWARDS).await;
        self.redeem(&reader, 1..4).await;
        for _ in 0..2 {
            self.redeem(&reader, TICKET..TICKET + 1).await;
        }
        // What the product calls accounts and plans is the same in every language.
        let account = format!("{:040}", self.number());
        a_trader(&self.bot, &reader, &account, "3").await;
        takes_back(&self.bot, &account).await;
        reader
    }

    /// What there is or was, but is suggested to nobody: perks that were redeemed, sold out, paused or archived, one that
    /// few can afford, one that asks for an address, and campaigns that are closed, have not started, or allow next to nothing.
    pub fn unsuggested(&self) -> Vec<String> {
        let perks = [0, 1, 2, PERKS - 1, PERKS - 2, PERKS - 3, TICKET + 2]
            .map(|perk| self.words.perk(perk));
        let campaigns = [CAMPAIGNS - 1, 1, 2].map(|campaign| self.words.campaign(campaign));
        perks.into_iter().chain(campaigns).collect()
    }

    /// Lets what moderators decided be carried out.
    pub async fn carry_out(&self) {
        self.bot.pass(PAUSE_MS);
        self.until("stage IN ('returning', 'on_its_way')", |count| count == 0)
            .await;
        let told = async {
            while self.bot.count("SELECT COUNT(*) FROM notice JOIN redemption_case ON redemption_case.id = notice.redemption_id WHERE state <> 'held' AND state <> 'review'").await > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), told)
            .await
            .unwrap();
    }

    /// Lets everything happen.
    pub async fn fill(&self) {
        for number in 0..CAMPAIGNS {
            let create = CreateCampaign {
                key: self.bot.key(),
                moderator: UserId(2),
                name: self.words.campaign(number),
                budget: (number > 0).then_some(AMOUNT_MAX),
                terms: self.terms(number),
                now_ms: self.bot.clock.now_ms(),
            };
            self.bot.app.db.write(create).await.unwrap();
        }
        let close = CloseCampaign {
            key: self.bot.key(),
            moderator: UserId(2),
            campaign: self.words.campaign(CAMPAIGNS - 1),
            now_ms: self.bot.clock.now_ms(),
        };
        self.bot.app.db.write(close).await.unwrap();
        for number in 0..PERKS {
            let price = if number == 0 { AMOUNT_MAX } else { PRICE };
            let description = Some(self.words.description(number));
            let name = self.words.perk(number);
            self.bot
                .perk_with(&name, self.role(), price, |perk| {
                    perk.description = description;
                    perk.stock =
                        (number % 2 == 0).then_some(if number == 2 { 2 } else { AMOUNT_MAX });
                })
                .await;
        }
        for (number, kind) in (TICKET..).zip([
            PerkKind::Ticket,
            PerkKind::Other,
            PerkKind::Whitelist,
            PerkKind::Boost,
            PerkKind::Plan,
        ]) {
            let name = self.words.perk(number);
            self.bot.manual_perk(kind, &name, PRICE).await;
        }
        self.award(&self.other, AWARDS).await;
        self.bot
            .tamper("UPDATE perk SET lasts_days = 30 WHERE kind = 'role'")
            .await;
        self.type_answers().await;
        // Two bought the last of the perk that two could have.
        self.redeem(&self.other, 1..PERKS - 2).await;
        self.reader().await;
        self.let_one_owe().await;
        self.change_perks().await;
        self.let_redemptions_hang().await;
        self.let_batches_stop().await;
        self.make_codes().await;
        for member in &self.crowd {
            self.redeem(member, TICKET + 1..TICKET + 2).await;
        }
        self.edit_perks().await;
        self.bot
            .tamper("UPDATE perk SET state = 'coming_soon' WHERE id = 19")
            .await;
        self.bot.verify().await;
    }

    /// Campaigns with every rule: one that has not started, one with the tightest caps, and those with the widest.
    fn terms(&self, number: usize) -> Terms {
        if number == 0 {
            return Terms::default();
        }
        let text = || Some(self.words.campaign_description(number));
        let cap = Some(if number == 2 { 1 } else { AMOUNT_MAX });
        Terms {
            descriptions: Descriptions {
                en: text(),
                ru: text(),
                ko: text(),
            },
            starts: (number == 1).then(|| "30d".to_owned()),
            ends: Some("60d".to_owned()),
            award_cap: cap,
            member_cap: cap,
            moderator_day_cap: cap,
        }
    }

    async fn award(&self, member: &Member, times: usize) {
        let awards = (0..times).map(|number| Award {
            key: self.bot.key(),
            moderator: UserId::from_discord(self.moderator.id()),
            member: UserId::from_discord(member.id()),
            member_is_bot: false,
            amount: AMOUNT_MAX,
            campaign: self.words.campaign(0),
            reason: Some(self.words.reason(number)),
            now_ms: self.bot.clock.now_ms(),
        });
        // At once: the writer commits them together.
        for outcome in join_all(awards.map(|award| self.bot.app.db.write(award))).await {
            let outcome = outcome.unwrap();
            assert!(matches!(outcome, AwardOutcome::Awarded(_)), "{outcome:?}");
        }
    }

    /// Redeems the perks of these numbers; those that are gone are left.
    async fn redeem(&self, member: &Member, perks: std::ops::Range<usize>) {
        self.redeem_at(member, perks, PRICE).await;
    }

    async fn redeem_at(&self, member: &Member, perks: std::ops::Range<usize>, price: i64) {
        let mut redeems = vec![];
        for number in perks {
            let now_ms = self.bot.clock.now_ms();
            let perk = self.perk(number).await;
            let redeem = Redeem {
                key: self.bot.key(),
                member: UserId::from_discord(member.id()),
                perk: perk.id,
                confirmed_price: price,
                confirmed_days: perk.terms.lasts_days,
                roles: vec![],
                now_ms,
                answer: None,
                secret: self.number() as u64,
                deadline_at_ms: now_ms + DEADLINE_MS,
            };
            redeems.push((number, self.bot.app.db.write(redeem)));
        }
        for (number, outcome) in join_all(
            redeems
                .into_iter()
                .map(async |(number, redeem)| (number, redeem.await)),
        )
        .await
        {
            let refused = matches!(outcome.unwrap(), RedeemOutcome::Refused(_));
            assert!(!refused || number == 2, "perk {number} was refused");
        }
        self.bot.app.signals.wake_worker();
        let under_way = "state = 'held' AND stage NOT IN ('blocked', 'queued', 'claimed')";
        self.until(under_way, |count| count == 0).await;
    }

    /// The perk of this number.
    async fn perk(&self, number: usize) -> Perk {
        let mut connection = self.bot.app.db.read().await.unwrap();
        let perk = perks::find_by_name(&mut connection, &self.words.perk(number)).await;
        perk.unwrap().unwrap()
    }

    async fn let_one_owe(&self) {
        for spender in &self.spenders {
            self.award(spender, 1).await;
            self.redeem_at(spender, 0..1, AMOUNT_MAX).await;
        }
        let undo = UndoAward {
            key: self.bot.key(),
            moderator: UserId::from_discord(self.moderator.id()),
            award: self.award_to(&self.spenders[0]).await,
            reason: self.words.reason(0),
            mode: UndoMode::WithDebt { shown: 0 },
            now_ms: self.bot.clock.now_ms(),
        };
        let outcome = self.bot.app.db.write(undo).await.unwrap();
        assert!(matches!(outcome, UndoOutcome::Undone(_)), "{outcome:?}");
    }

    /// Awards by their receipts: two that are spent, one of which part is there, one that is there, and one that is
    /// undone. Before anything has happened there are none.
    pub async fn awards(&self) -> Vec<String> {
        let members = [
            &self.spenders[1],
            &self.spenders[2],
            &self.crowd[5],
            &self.other,
            &self.spenders[0],
        ];
        let mut awards = vec![];
        for member in members {
            awards.push(format!("A-{}", self.award_to(member).await));
        }
        awards
    }

    /// The first award to this member; 0: there is none.
    async fn award_to(&self, member: &Member) -> TransferId {
        let sql = format!(
            "SELECT COALESCE(MIN(id), 0) FROM award WHERE member = {}",
            member.id()
        );
        TransferId(self.bot.count(sql.leak()).await)
    }

    /// One is paused for what Discord said, one for its role, one archived.
    async fn change_perks(&self) {
        let role = sparks::discord::role_rules::RoleProblem::Dangerous {
            permissions: serenity_permissions(),
        };
        for (number, reason) in [
            (PERKS - 1, "discord:50001".to_owned()),
            (PERKS - 2, role.pause_reason()),
        ] {
            if number == PERKS - 2 {
                self.make_dangerous(number).await;
            }
            let pause = PausePerk {
                perk: self.perk(number).await.id,
                reason: Some(reason),
            };
            self.bot.app.db.write(pause).await.unwrap();
        }
        let archive = ArchivePerk {
            key: self.bot.key(),
            moderator: UserId(2),
            perk: self.words.perk(PERKS - 3),
            now_ms: self.bot.clock.now_ms(),
        };
        self.bot.app.db.write(archive).await.unwrap();
    }

    /// Everything that the doctor looks at goes wrong.
    pub async fn fall_ill(&self) {
        let ask = || self.moderator.slash("doctor").send();
        let staff = self.discord.channel_id("staff").unwrap();
        let now_ms = self.bot.clock.now_ms();
        sparks::health::note_backup(&self.bot.database(), now_ms).unwrap();
        self.discord.set_date(now_ms);
        self.discord.set_bot_may_write(staff, false);
        ask().await;
        sparks::health::note_backup(&self.bot.database(), 0).unwrap();
        self.discord.set_date(0);
        self.discord.set_bot_permissions(0);
        self.discord.delete_channel(staff);
        self.bot.app.signals.stop_delivery();
        ask().await;
    }

    /// A role that anyone could redeem gets what it must not carry.
    async fn make_dangerous(&self, number: usize) {
        let perk = self.perk(number).await;
        let role = perk.role_id.unwrap().to_discord();
        self.discord.set_role_permissions(role, power());
    }

    /// Some need a decision, since nobody knows whether the role arrived; two are held up by the server's settings.
    async fn let_redemptions_hang(&self) {
        let lost = Fault::on("PUT", ROLE).cut_after_effect().always();
        let lost = self.discord.fault(lost);
        for member in &self.crowd {
            self.award(member, 1).await;
            let confirm = member
                .slash("redeem")
                .option("perk", self.words.perk(4))
                .send()
                .await;
            let _ = member.press(&confirm, "confirm").send_without_waiting();
        }
        self.until("failure_kind = 'no_answer'", |count| count == CROWD)
            .await;
        lost.remove();
        // As with a role above the bot's, which it would see, and hide the perks.
        let refused = Fault::on("PUT|DELETE", ROLE).error(403, 50013, "Missing Permissions");
        let refused = self.discord.fault(refused.always());
        self.bot.pass(DEADLINE_MS);
        self.until("stage = 'returning'", |count| count == CROWD)
            .await;
        self.bot.pass(PAUSE_MS);
        self.until("state = 'review'", |count| count == CROWD).await;
        // Each pauses its perk.
        for perk in [5, 6] {
            let member = self.person();
            self.award(&member, 1).await;
            let confirm = member
                .slash("redeem")
                .option("perk", self.words.perk(perk))
                .send()
                .await;
            let _ = member.press(&confirm, "confirm").send_without_waiting();
        }
        self.until("stage = 'blocked'", |count| count == 2).await;
        refused.remove();
    }

    /// Waits until as many redemptions as wanted are in this state.
    async fn until(&self, state: &str, is_wanted: impl Fn(usize) -> bool) {
        let sql: &'static str =
            format!("SELECT COUNT(*) FROM redemption_case WHERE {state}").leak();
        let look = async {
            while !is_wanted(usize::try_from(self.bot.count(sql).await).unwrap()) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), look)
            .await
            .unwrap_or_else(|_| panic!("not as many redemptions as wanted became {state}"));
    }
}

fn person(discord: &FakeDiscord, words: Words, next: &AtomicUsize, locale: &str) -> Member {
    let number = next.fetch_add(1, Ordering::SeqCst);
    let person = discord.member(&format!("person-{number}"));
    person.nick(&words.nick(number)).locale(locale)
}

/// Everything that a role must not carry.
fn power() -> u64 {
    serenity_permissions().bits()
}

fn serenity_permissions() -> serenity::model::Permissions {
    let all = serenity::model::Permissions::all();
    let dangerous = sparks::discord::role_rules::dangerous(all);
    dangerous.fold(serenity::model::Permissions::empty(), |all, one| all | one)
}
