//! What moderators do: award, start campaigns, offer perks, end some of them, and offer again what Discord made the bot
//! pause.

use std::sync::Arc;
use std::time::Duration;

use fake_discord::{RoleId, Slash};

use crate::plan::Plan;
use crate::sight::Asked;
use crate::stage::{LAUNCH, Stage};

const PATIENCE: Duration = Duration::from_millis(2_500);
/// So that there is always something to redeem.
const PERKS_MIN: usize = 5;

#[derive(Debug, Clone, Copy)]
enum Does {
    Award,
    CreateCampaign,
    AddPerk,
    ArchivePerk,
    ResumePerk,
    List,
    Decide,
}

const DOES: &[(u32, Does)] = &[
    (58, Does::Award),
    (8, Does::Decide),
    (6, Does::CreateCampaign),
    (12, Does::AddPerk),
    (6, Does::ArchivePerk),
    (6, Does::ResumePerk),
    (4, Does::List),
];

/// One moderator's work until it is over.
pub async fn work(stage: Arc<Stage>, index: usize, mut plan: Plan) {
    while !stage.is_over() {
        stage.pause(plan.milliseconds(20..=300)).await;
        go_on(&stage, index, &mut plan).await;
    }
}

async fn go_on(stage: &Stage, index: usize, plan: &mut Plan) {
    let mia = &stage.moderators[index];
    match plan.weighted(DOES) {
        Does::Award => {
            let receiver = plan.one_of(&stage.guests).unwrap().member.clone();
            let (member, amount) = (receiver.id(), plan.number(5..=120));
            let campaigns = stage.campaigns.lock().unwrap().clone();
            let campaign = match plan.one_of(&campaigns) {
                Some(campaign) if plan.percent(30) => campaign,
                _ => LAUNCH,
            };
            let award = mia
                .slash("award")
                .option("member", &receiver)
                .option("amount", amount)
                .option("campaign", campaign);
            send(
                stage,
                index,
                "award",
                Asked::Award { member, amount },
                award,
            )
            .await;
        }
        Does::CreateCampaign => {
            let name = stage.new_name("Campaign");
            let create = mia
                .slash("campaign create")
                .option("name", &name)
                .option("budget", plan.number(100..=2_000));
            let asked = Asked::Campaign { name: name.clone() };
            if send(stage, index, "campaign create", asked, create).await {
                stage.campaigns.lock().unwrap().push(name);
            }
        }
        Does::AddPerk => add_perk(stage, index, plan).await,
        Does::ArchivePerk => {
            let perk = {
                let mut perks = stage.perks.lock().unwrap();
                // The first two can be redeemed again and again, and stay.
                if perks.len() <= PERKS_MIN {
                    return;
                }
                let place = plan.count(2..=perks.len() - 1);
                perks.remove(place)
            };
            let archive = mia.slash("perk archive").option("perk", &perk);
            send(stage, index, "perk archive", Asked::Other, archive).await;
        }
        Does::ResumePerk => {
            let perks = stage.perks.lock().unwrap().clone();
            if let Some(perk) = plan.one_of(&perks) {
                let resume = mia.slash("perk resume").option("perk", perk);
                send(stage, index, "perk resume", Asked::Other, resume).await;
            }
        }
        Does::Decide => decide(stage, index, plan).await,
        Does::List => {
            send(
                stage,
                index,
                "perk list",
                Asked::Other,
                mia.slash("perk list"),
            )
            .await;
        }
    }
}

async fn add_perk(stage: &Stage, index: usize, plan: &mut Plan) {
    let name = stage.new_name("Perk");
    let role = *plan.one_of(&stage.roles).unwrap();
    let mut offer = stage.moderators[index]
        .slash("perk add-role")
        .option("role", RoleId(role))
        .option("name", &name)
        .option("price", plan.number(5..=90));
    if plan.percent(40) {
        offer = offer.option("stock", plan.number(1..=8));
    }
    if plan.percent(40) {
        offer = offer.option("limit", plan.number(1..=4));
    }
    let asked = Asked::Perk { name: name.clone() };
    if send(stage, index, "perk add-role", asked, offer).await {
        stage.perks.lock().unwrap().push(name);
    }
}

/// Looks at what is open, and decides about something that needs it, or now and then about something that is late.
async fn decide(stage: &Stage, index: usize, plan: &mut Plan) {
    let mia = &stage.moderators[index];
    let list = mia.slash("redemption list").send_without_waiting();
    let list = stage.ask("redemption list", mia.id(), Asked::Other, list, PATIENCE);
    let list = list.await.text();
    let late = plan.percent(20);
    let open: Vec<i64> = list
        .lines()
        .filter(|line| line.contains("needs your decision") || late && line.contains("delayed"))
        .filter_map(receipt)
        .collect();
    let Some(redemption) = plan.one_of(&open).copied() else {
        return;
    };
    if plan.percent(30) {
        let show = mia.slash("redemption show");
        let show = show.option("receipt", format!("R-{redemption}"));
        send(stage, index, "redemption show", Asked::Other, show).await;
    }
    stage
        .decides(index, redemption, plan.percent(50), PATIENCE)
        .await;
}

/// The number in a line of the list.
fn receipt(line: &str) -> Option<i64> {
    let (number, _) = line.split_once("R-")?.1.split_once('`')?;
    number.parse().ok()
}

impl Stage {
    /// A moderator has a redemption tried again, or its Sparks returned.
    pub async fn decides(&self, index: usize, redemption: i64, retries: bool, patience: Duration) {
        let mia = &self.moderators[index];
        let receipt = format!("R-{redemption}");
        let (what, asked) = if retries {
            ("redemption retry", mia.slash("redemption retry"))
        } else {
            let void = mia.slash("redemption void");
            ("redemption void", void.option("reason", "Sorry!"))
        };
        let pending = asked.option("receipt", receipt).send_without_waiting();
        let asked = Asked::Decision { redemption };
        self.ask(what, mia.id(), asked, pending, patience).await;
    }
}

/// Sends it and says whether it was done, as far as one can see.
async fn send(stage: &Stage, index: usize, what: &str, asked: Asked, slash: Slash) -> bool {
    let pending = slash.send_without_waiting();
    let moderator = stage.moderators[index].id();
    let reply = stage.ask(what, moderator, asked, pending, PATIENCE).await;
    let text = reply.text();
    text.contains("has started") || text.contains("can be redeemed now")
}
