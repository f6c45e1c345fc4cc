//! The community's past, through the same domain functions that the commands use. Each step has a key of its own, so
//! seeding a kept database again changes nothing.

use std::path::Path;

use anyhow::Context as _;
use fake_discord::Member;
use sparks::campaigns::code::{CodeRefusal, CodeWord, CreateCode, CreateCodeOutcome};
use sparks::campaigns::{
    Award, AwardOutcome, AwardRefusal, CloseCampaign, CloseOutcome, CreateCampaign, CreateOutcome,
    Descriptions, Terms,
};
use sparks::clock::{Clock, Millis};
use sparks::db::Db;
use sparks::fulfilment::{Policy, RedeemWithNotice};
use sparks::i18n::Locale;
use sparks::ids::{RedemptionId, RoleId, UserId};
use sparks::ledger::{self, RequestKey};
use sparks::perks::{
    self, AddManualPerk, AddOutcome, AddRolePerk, Draft, EditPerk, EditPerkOutcome, PerkKind,
    PerkOptions, PerkWords, Redeem, RedeemOutcome, SaveDraft,
};

use crate::community::{BadgeRole, Community};
use crate::{product, review};

const DAY_MS: Millis = 24 * 60 * 60 * 1000;
const PAST_DAYS: Millis = 60;
const SPRING: &str = "Spring launch";
/// How many of the crowd redeem.
const REDEEMING: usize = 4;
const BUG_HUNT: &str = "Bug hunt";
const MEETUP: &str = "Autumn meetup";
const WHITELIST: &str = "Founders whitelist";
const BOOST: &str = "Post boost";
/// Long over.
const WINTER: &str = "Winter quiz";
const WINTER_DAYS: Millis = 14;
/// To be typed as it is, or anyhow.
const CODE: &str = "F2KM-9XRT-67HW";
const REASONS: [Option<&str>; 5] = [
    Some("Found a bug"),
    Some("Helped a newcomer"),
    None,
    Some("Wrote a guide"),
    Some("Won the quiz"),
];

/// Fills the database, and gives everyone the roles that they have redeemed in an earlier run.
pub async fn seed(database: &Path, community: &Community) -> anyhow::Result<()> {
    let db = Db::open(database).await?;
    let seeder = Seeder {
        db: &db,
        moderator: user(&community.moderator),
        begun_ms: Clock::System.now_ms() - PAST_DAYS * DAY_MS,
    };
    seeder.campaigns().await?;
    seeder.perks(community).await?;
    seeder.manual_perks().await?;
    seeder.winter(community).await?;
    seeder.awards(community).await?;
    let in_doubt = seeder.redeem_long_ago(community).await?;
    db.close().await;
    review::bring_about(database, in_doubt).await?;

    let db = Db::open(database).await?;
    let seeder = Seeder { db: &db, ..seeder };
    seeder.redemptions(community).await?;
    seeder.queue(community).await?;
    seeder.this_week(community).await?;
    seeder.code().await?;
    product::report(&db, community, Clock::System.now_ms() - DAY_MS).await?;
    give_back_roles(&db, community).await?;
    review::give_role(&db, in_doubt, community).await?;
    db.close().await;
    Ok(())
}

struct Seeder<'a> {
    db: &'a Db,
    moderator: UserId,
    begun_ms: Millis,
}

impl Seeder<'_> {
    async fn campaigns(&self) -> anyhow::Result<()> {
        let hunt = Terms {
            descriptions: Descriptions {
                en: Some("Found something broken? Tell us how to see it.".to_owned()),
                ru: Some("Нашли ошибку? Расскажите, как её увидеть.".to_owned()),
                ko: Some("문제를 발견하셨나요? 어떻게 나타나는지 알려 주세요.".to_owned()),
            },
            award_cap: Some(500),
            member_cap: Some(1_000),
            ..Terms::default()
        };
        for (name, budget, terms) in [
            (SPRING, None, Terms::default()),
            (BUG_HUNT, Some(5000), hunt),
            (WINTER, Some(2000), Terms::default()),
        ] {
            let create = CreateCampaign {
                key: RequestKey::new("seed-campaign", name),
                moderator: self.moderator,
                name: name.to_owned(),
                budget,
                terms,
                now_ms: self.begun_ms,
            };
            let outcome = self.db.write(create).await?;
            let made = matches!(outcome, CreateOutcome::Created { .. });
            anyhow::ensure!(made, "can't seed the campaign {name}: {outcome:?}");
        }
        Ok(())
    }

    async fn perks(&self, community: &Community) -> anyhow::Result<()> {
        let Community {
            explorer,
            pioneer,
            founder,
            ..
        } = community;
        for (badge, price, stock, description) in [
            (explorer, 200, None, "For those who look around"),
            (pioneer, 1000, None, "For those who were here early"),
            (founder, 500, Some(3), "Only three there are"),
        ] {
            let add = AddRolePerk {
                key: RequestKey::new("seed-perk", badge.name),
                moderator: self.moderator,
                role: RoleId::from_discord(badge.role),
                name: badge.name.to_owned(),
                description: Some(description.to_owned()),
                price,
                stock,
                limit_per_member: Some(1),
                options: PerkOptions::default(),
                now_ms: self.begun_ms,
            };
            let outcome = self.db.write(add).await?;
            let added = matches!(outcome, AddOutcome::Added { .. });
            anyhow::ensure!(added, "can't seed the perk {}: {outcome:?}", badge.name);
        }
        self.terms(pioneer, founder).await
    }

    /// One whose role lasts a month, with names of its own in Russian and Korean, and one for those who earned enough.
    async fn terms(&self, pioneer: &BadgeRole, founder: &BadgeRole) -> anyhow::Result<()> {
        let month = PerkOptions {
            lasts_days: Some(30),
            words: PerkWords {
                name_ru: Some("Первопроходец".to_owned()),
                name_ko: Some("개척자".to_owned()),
                description_ru: Some("Для тех, кто пришёл раньше всех".to_owned()),
                description_ko: Some("일찍 합류한 분들을 위한 배지".to_owned()),
                ..PerkWords::default()
            },
            ..PerkOptions::default()
        };
        let earned = PerkOptions {
            minimum_earned: Some(250),
            ..PerkOptions::default()
        };
        for (badge, limit, options) in [(pioneer, Some(0), month), (founder, None, earned)] {
            let edit = EditPerk {
                key: RequestKey::new("seed-terms", badge.name),
                moderator: self.moderator,
                perk: badge.name.to_owned(),
                name: None,
                description: None,
                price: None,
                stock: None,
                limit_per_member: limit,
                options,
                now_ms: self.begun_ms,
            };
            let outcome = self.db.write(edit).await?;
            let changed = matches!(outcome, EditPerkOutcome::Changed { .. });
            anyhow::ensure!(
                changed,
                "can't seed the terms of {}: {outcome:?}",
                badge.name
            );
        }
        Ok(())
    }

    async fn awards(&self, community: &Community) -> anyhow::Result<()> {
        let cast = [
            (&community.alice, [150, 120, 80].as_slice()),
            (&community.minji, &[900, 450, 75]),
            (&community.maria, &[260, 340]),
        ];
        let crowd = community.crowd.iter().enumerate().map(|(place, member)| {
            let amount = crowd_amount(place);
            (member, vec![amount; 1 + place % 3])
        });
        let cast = cast.map(|(member, amounts)| (member, amounts.to_vec()));
        let mut awards: Vec<(usize, usize, &Member, i64)> = cast
            .into_iter()
            .chain(crowd)
            .enumerate()
            .flat_map(|(place, (member, amounts))| {
                let numbered = amounts.into_iter().enumerate();
                numbered.map(move |(number, amount)| (number, place, member, amount))
            })
            .collect();
        awards.sort_by_key(|(number, place, ..)| (*number, *place));
        let step_ms = (PAST_DAYS - 1) * DAY_MS / i64::try_from(awards.len())?;
        let mut now_ms = self.begun_ms;
        for (number, place, member, amount) in awards {
            now_ms += step_ms;
            self.award(Award {
                key: RequestKey::new("seed-award", format_args!("{}:{number}", member.id())),
                moderator: self.moderator,
                member: user(member),
                member_is_bot: false,
                amount,
                campaign: SPRING.to_owned(),
                reason: REASONS[(place + number) % REASONS.len()].map(str::to_owned),
                now_ms,
            })
            .await?;
        }
        Ok(())
    }

    async fn award(&self, award: Award) -> anyhow::Result<()> {
        let outcome = self.db.write(award).await?;
        let awarded = matches!(
            outcome,
            // In a kept database a member may have erased themself: what was awarded then is no longer this.
            AwardOutcome::Awarded(_) | AwardOutcome::Refused(AwardRefusal::Conflict)
        );
        anyhow::ensure!(awarded, "can't seed an award: {outcome:?}");
        Ok(())
    }

    /// A campaign that has ended, for its board.
    async fn winter(&self, community: &Community) -> anyhow::Result<()> {
        for (place, member) in (0..).zip(rich(community)) {
            self.award(Award {
                key: RequestKey::new("seed-winter", member.id()),
                moderator: self.moderator,
                member: user(member),
                member_is_bot: false,
                amount: 10 + place % 7 * 5,
                campaign: WINTER.to_owned(),
                reason: None,
                now_ms: self.begun_ms,
            })
            .await?;
        }
        let close = CloseCampaign {
            key: RequestKey::new("seed-close", WINTER),
            moderator: self.moderator,
            campaign: WINTER.to_owned(),
            now_ms: self.begun_ms + WINTER_DAYS * DAY_MS,
        };
        let outcome = self.db.write(close).await?;
        let closed = matches!(outcome, CloseOutcome::Closed { .. });
        anyhow::ensure!(closed, "can't seed the end of a campaign: {outcome:?}");
        Ok(())
    }

    /// On whatever day of the week or month it is, somebody has earned something in it. They were ahead before, so the
    /// board of all time stays as it is.
    async fn this_week(&self, community: &Community) -> anyhow::Result<()> {
        for (place, member) in (0..).zip(rich(community)) {
            self.award(Award {
                key: RequestKey::new("seed-week", member.id()),
                moderator: self.moderator,
                member: user(member),
                member_is_bot: false,
                amount: 20 + place % 9 * 10,
                campaign: BUG_HUNT.to_owned(),
                reason: Some("Found a bug".to_owned()),
                now_ms: Clock::System.now_ms(),
            })
            .await?;
        }
        Ok(())
    }

    /// A code that anybody can try; `/code list` says it.
    async fn code(&self) -> anyhow::Result<()> {
        let word = CodeWord::parse(CODE).context("the code to be seeded is none")?;
        let create = CreateCode {
            key: RequestKey::new("seed-code", CODE),
            moderator: self.moderator,
            campaign: SPRING.to_owned(),
            amount: 25,
            uses: 50,
            expires: None,
            reason: Some("Live call".to_owned()),
            word,
            now_ms: Clock::System.now_ms(),
        };
        let outcome = self.db.write(create).await?;
        let made = matches!(
            outcome,
            // As with awards: the moderator may have erased themself.
            CreateCodeOutcome::Created(_) | CreateCodeOutcome::Refused(CodeRefusal::Conflict)
        );
        anyhow::ensure!(made, "can't seed a code: {outcome:?}");
        Ok(())
    }

    /// One of the crowd redeemed a day and some hours ago; what became of it is [`review`]'s part.
    async fn redeem_long_ago(&self, community: &Community) -> anyhow::Result<RedemptionId> {
        let member = rich(community).nth(REDEEMING);
        let member = member.context("nobody is rich enough")?;
        let now_ms = Clock::System.now_ms() - review::AGO_MS;
        self.redeem(member, &community.founder, now_ms).await
    }

    /// One of each kind that is no role; the plan is coming soon, as it is by default.
    async fn manual_perks(&self) -> anyhow::Result<()> {
        for (name, kind, price, description) in [
            (MEETUP, PerkKind::Ticket, 250, "Entry to the autumn meetup"),
            (
                WHITELIST,
                PerkKind::Whitelist,
                400,
                "A place for your wallet",
            ),
            (BOOST, PerkKind::Boost, 300, "We share your best post"),
            ("Pro upgrade", PerkKind::Plan, 1_990, "A month of Pro"),
            ("Hoodie", PerkKind::Other, 900, "Sent wherever you are"),
        ] {
            let add = AddManualPerk {
                key: RequestKey::new("seed-perk", name),
                moderator: self.moderator,
                kind,
                name: name.to_owned(),
                description: Some(description.to_owned()),
                price,
                stock: None,
                limit_per_member: Some(1),
                coming_soon: None,
                options: PerkOptions::default(),
                now_ms: self.begun_ms,
            };
            let outcome = self.db.write(add).await?;
            let added = matches!(outcome, AddOutcome::Added { .. });
            anyhow::ensure!(added, "can't seed the perk {name}: {outcome:?}");
        }
        Ok(())
    }

    /// Two of the crowd wait for a moderator, who finds them in the queue.
    async fn queue(&self, community: &Community) -> anyhow::Result<()> {
        let now_ms = Clock::System.now_ms();
        let members = rich(community).skip(REDEEMING + 1);
        let wanted = [
            (WHITELIST, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
            (BOOST, "https://x.com/minara/status/1790000000000000001"),
        ];
        for (number, (member, (perk, answer))) in (1..).zip(members.zip(wanted)) {
            let redeem = self.request(member, perk, now_ms).await?;
            let draft = Draft {
                nonce: number,
                member_id: redeem.member,
                perk_id: redeem.perk,
                answer: answer.to_owned(),
            };
            self.db.write(SaveDraft { draft, now_ms }).await?;
            let redeem = RedeemWithNotice {
                redeem,
                draft: number,
                // There is no message to edit: this one is dead already, and removed by the start.
                interaction_token: "seed".to_owned(),
                locale: Locale::EnUs,
                expires_at_ms: now_ms,
            };
            reserved(&self.db.write(redeem).await?)?;
        }
        Ok(())
    }

    /// Some of the crowd redeem; the bot delivers when it starts.
    async fn redemptions(&self, community: &Community) -> anyhow::Result<()> {
        let now_ms = Clock::System.now_ms();
        for member in rich(community).take(REDEEMING) {
            self.redeem(member, &community.explorer, now_ms).await?;
        }
        Ok(())
    }

    async fn redeem(
        &self,
        member: &Member,
        badge: &BadgeRole,
        now_ms: Millis,
    ) -> anyhow::Result<RedemptionId> {
        let redeem = self.request(member, badge.name, now_ms).await?;
        reserved(&self.db.write(redeem).await?)
    }

    async fn request(&self, member: &Member, perk: &str, now_ms: Millis) -> anyhow::Result<Redeem> {
        let found = perks::find_by_name(&mut *self.db.read().await?, perk).await?;
        let perk = found.with_context(|| format!("the perk {perk} is gone"))?;
        Ok(Redeem {
            key: RequestKey::new("seed-redeem", format_args!("{}:{}", member.id(), perk.id)),
            member: user(member),
            perk: perk.id,
            confirmed_price: perk.price,
            confirmed_days: perk.terms.lasts_days,
            answer: None,
            secret: member.id(),
            roles: Vec::new(),
            now_ms,
            deadline_at_ms: now_ms + Policy::default().deadline_ms,
        })
    }
}

fn reserved(outcome: &RedeemOutcome) -> anyhow::Result<RedemptionId> {
    match outcome {
        RedeemOutcome::Reserved { redemption } => Ok(*redemption),
        RedeemOutcome::Refused(refusal) => {
            anyhow::bail!("can't seed a redemption: {refusal:?}")
        }
    }
}

/// Those of the crowd who can afford a badge.
fn rich(community: &Community) -> impl Iterator<Item = &Member> {
    let crowd = community.crowd.iter().enumerate();
    crowd
        .filter(|(place, _)| crowd_amount(*place) > 500)
        .map(|(_, member)| member)
}

/// Scattered, the same at every start, and with a few ties.
fn crowd_amount(place: usize) -> i64 {
    5 + i64::try_from(place * 7919 % 613).unwrap_or_default()
}

/// The local Discord forgets everything; whoever has a badge in the database had its role.
async fn give_back_roles(db: &Db, community: &Community) -> anyhow::Result<()> {
    let mut connection = db.read().await?;
    for member in community.everyone() {
        let account = ledger::member_account(&mut connection, user(member)).await?;
        let Some(account) = account else { continue };
        for badge in perks::badges(&mut connection, account.id).await? {
            let role = badge.role_id.to_discord();
            if community.badges().iter().any(|known| known.role == role) {
                member.give_role(role);
            }
        }
    }
    Ok(())
}

fn user(member: &Member) -> UserId {
    UserId::from_discord(member.id())
}
