//! What members do: look at what there is, redeem, think better of it, press twice, press what they were asked long ago
//! or what somebody else was asked, and look at their Sparks.

use std::sync::Arc;
use std::time::Duration;

use fake_discord::{Member, Pending, Reply};

use crate::journal::Confirmed;
use crate::plan::Plan;
use crate::sight::Asked;
use crate::stage::{Guest, Stage};

/// How long somebody looks at "thinking" before they do something else.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// Questions that somebody may still answer.
const QUESTIONS_MAX: usize = 12;

#[derive(Debug, Clone, Copy)]
enum Does {
    RedeemByName,
    RedeemFromCatalogue,
    PressOldButton,
    PressForeignButton,
    LookAtSparks,
    LookAtBoard,
}

const DOES: &[(u32, Does)] = &[
    (42, Does::RedeemByName),
    (10, Does::RedeemFromCatalogue),
    (16, Does::PressOldButton),
    (3, Does::PressForeignButton),
    (24, Does::LookAtSparks),
    (5, Does::LookAtBoard),
];

/// How a question is answered.
#[derive(Debug, Clone, Copy)]
enum Answers {
    Once,
    /// Two presses, as by an impatient hand.
    Twice,
    /// One press that Discord delivers twice.
    DeliveredTwice,
    Cancels,
    /// Confirms, and then thinks better of it, or the other way round.
    ConfirmsAndCancels,
    Later,
}

const ANSWERS: &[(u32, Answers)] = &[
    (54, Answers::Once),
    (15, Answers::Twice),
    (10, Answers::DeliveredTwice),
    (5, Answers::Cancels),
    (6, Answers::ConfirmsAndCancels),
    (10, Answers::Later),
];

/// A question with the button that redeems.
#[derive(Clone)]
struct Question {
    reply: Reply,
    button: String,
    confirmed: Confirmed,
}

/// One member's life until it is over.
pub async fn live(stage: Arc<Stage>, index: usize, mut plan: Plan) {
    let mut life = Life {
        guest: &stage.guests[index],
        stage: &stage,
        questions: vec![],
    };
    while !stage.is_over() {
        stage.pause(plan.milliseconds(20..=600)).await;
        life.go_on(&mut plan).await;
    }
}

struct Life<'a> {
    stage: &'a Stage,
    guest: &'a Guest,
    questions: Vec<Question>,
}

impl Life<'_> {
    async fn go_on(&mut self, plan: &mut Plan) {
        match plan.weighted(DOES) {
            Does::RedeemByName => {
                let perks = self.stage.perks.lock().unwrap().clone();
                let Some(perk) = plan.one_of(&perks) else {
                    return;
                };
                let asked = |member: &Member| {
                    let asked = member.slash("redeem").option("perk", perk);
                    asked.send_without_waiting()
                };
                if let Some(reply) = self.does("redeem", Asked::Other, asked).await {
                    self.answer(plan, reply).await;
                }
            }
            Does::RedeemFromCatalogue => self.redeem_from_catalogue(plan).await,
            Does::PressOldButton => {
                if let Some(question) = plan.one_of(&self.questions).cloned() {
                    self.press("press an old button", &question, 1).await;
                }
            }
            Does::PressForeignButton => {
                let theirs = self.stage.last_question.lock().unwrap().clone();
                if let Some((reply, button)) = theirs {
                    let pressed = |member: &Member| {
                        let press = member.press(&reply, &button).anyway();
                        press.send_without_waiting()
                    };
                    self.does("press another's button", Asked::Other, pressed)
                        .await;
                }
            }
            Does::LookAtSparks => {
                let looks = |member: &Member| member.slash("sparks").send_without_waiting();
                self.does("sparks", Asked::Balance, looks).await;
            }
            Does::LookAtBoard => {
                let looks = |member: &Member| member.slash("leaderboard").send_without_waiting();
                self.does("leaderboard", Asked::Other, looks).await;
            }
        }
    }

    /// Does something if they are in the server, and waits for the answer.
    async fn does(
        &self,
        what: &str,
        asked: Asked,
        act: impl FnOnce(&Member) -> Pending,
    ) -> Option<Reply> {
        let pending = self.guest.if_here(act)?;
        let member = self.guest.member.id();
        Some(self.stage.ask(what, member, asked, pending, PATIENCE).await)
    }

    async fn redeem_from_catalogue(&mut self, plan: &mut Plan) {
        let looks = |member: &Member| member.slash("redeem").send_without_waiting();
        let Some(menu) = self.does("redeem", Asked::Other, looks).await else {
            return;
        };
        let offered = menu.option_values();
        let Some(perk) = plan.one_of(&offered) else {
            return;
        };
        let chooses = |member: &Member| {
            let chosen = member.select(&menu, None, &[perk]).anyway();
            chosen.send_without_waiting()
        };
        if let Some(reply) = self.does("choose a perk", Asked::Other, chooses).await {
            self.answer(plan, reply).await;
        }
    }

    /// Answers a question, if it is one.
    async fn answer(&mut self, plan: &mut Plan, reply: Reply) {
        let member = self.guest.member.id();
        let Some(question) = question(member, reply) else {
            return;
        };
        self.stage.pause(plan.milliseconds(0..=400)).await;
        match plan.weighted(ANSWERS) {
            Answers::Once => self.press("confirm", &question, 1).await,
            Answers::DeliveredTwice => self.press("confirm, delivered twice", &question, 2).await,
            Answers::Twice => {
                let second = async {
                    self.stage.pause(plan.milliseconds(0..=300)).await;
                    self.press("confirm again", &question, 1).await;
                };
                tokio::join!(self.press("confirm", &question, 1), second);
            }
            Answers::Cancels => self.cancel(&question).await,
            Answers::ConfirmsAndCancels => {
                let pauses = [(); 2].map(|()| plan.milliseconds(0..=400));
                let confirms = async {
                    self.stage.pause(pauses[0]).await;
                    self.press("confirm", &question, 1).await;
                };
                let cancels = async {
                    self.stage.pause(pauses[1]).await;
                    self.cancel(&question).await;
                };
                tokio::join!(confirms, cancels);
            }
            Answers::Later => {}
        }
        *self.stage.last_question.lock().unwrap() =
            Some((question.reply.clone(), question.button.clone()));
        if self.questions.len() == QUESTIONS_MAX {
            self.questions.remove(0);
        }
        self.questions.push(question);
    }

    async fn cancel(&self, question: &Question) {
        let cancels = |member: &Member| {
            let press = member.press(&question.reply, "cancel").anyway();
            press.send_without_waiting()
        };
        let asked = Asked::Confirm(question.confirmed.clone());
        self.does("cancel", asked, cancels).await;
    }

    async fn press(&self, what: &str, question: &Question, times: usize) {
        let presses = |member: &Member| {
            let press = member.press(&question.reply, &question.button).anyway();
            press.deliver_times(times).send_without_waiting()
        };
        let asked = Asked::Confirm(question.confirmed.clone());
        self.does(what, asked, presses).await;
    }
}

/// The question whether to spend Sparks; none when the answer was something else.
fn question(member: u64, reply: Reply) -> Option<Question> {
    let mut buttons = reply.buttons().into_iter();
    let button = buttons.find_map(|button| {
        let id = button.custom_id?;
        id.starts_with("redeem:confirm:").then_some(id)
    })?;
    let parts: Vec<u64> = button
        .split(':')
        .filter_map(|part| part.parse().ok())
        .collect();
    let [_owner, perk, price, nonce] = parts[..] else {
        panic!("{button} is no confirmation");
    };
    let confirmed = Confirmed {
        member,
        perk: i64::try_from(perk).unwrap(),
        price: i64::try_from(price).unwrap(),
        nonce,
    };
    Some(Question {
        reply,
        button,
        confirmed,
    })
}
