//! The form of a perk that asks for something: opened when the perk is picked, answered by the question whether to redeem
//! with that answer, or by what is wrong with it. Nothing is charged here.

use serenity::builder::CreateInteractionResponse;

use super::redeem::Reader;
use crate::discord::components::Press;
use crate::discord::data::{Context, Fault};
use crate::discord::forms::Submission;
use crate::discord::reply::{self, Audience, Change, DEFER_AFTER};
use crate::discord::views::{View, redeem as view, redeem_form};
use crate::ids::PerkId;
use crate::perks::{self, ANSWER_LENGTH_MAX, Asked, Draft, Question, SaveDraft, parse_answer};

/// What a member who wants a perk is shown first.
pub(super) enum Ask {
    /// A message: the question, or a refusal.
    View(Box<View>),
    /// The form.
    Form(Box<Question>, Asked),
}

impl Ask {
    /// As a message: a form can't follow a deferral.
    fn as_view(&self, reader: &Reader<'_>) -> View {
        match self {
            Self::View(view) => View::clone(view),
            Self::Form(question, asked) => {
                redeem_form::intro(reader.t, reader.member, &question.perk, *asked)
            }
        }
    }

    fn as_response(
        &self,
        reader: &Reader<'_>,
        otherwise: fn(&View) -> CreateInteractionResponse,
    ) -> CreateInteractionResponse {
        match self {
            Self::View(view) => otherwise(view),
            Self::Form(question, asked) => CreateInteractionResponse::Modal(redeem_form::form(
                reader.t,
                reader.member,
                question.perk.id,
                *asked,
                None,
            )),
        }
    }
}

/// Answers `/redeem` with what it asked for.
pub(super) async fn answer_command(
    ctx: Context<'_>,
    reader: &Reader<'_>,
    asking: impl Future<Output = Result<Ask, Fault>>,
) -> Result<(), Fault> {
    let ask = reply::or_defer(ctx, Audience::Reader, asking).await?;
    if reply::has_answered(ctx) || matches!(ask, Ask::View(_)) {
        return reply::send(ctx, Audience::Reader, &ask.as_view(reader)).await;
    }
    let response = ask.as_response(reader, |view| reply::message(view, true));
    let opened = ctx
        .interaction
        .create_response(ctx.serenity_context(), response);
    ctx.data().breaker.call(opened).await?;
    ctx.has_sent_initial_response
        .store(true, std::sync::atomic::Ordering::SeqCst);
    Ok(())
}

/// Answers a pick from the catalogue.
pub(super) async fn answer_press(
    press: Press<'_>,
    reader: &Reader<'_>,
    asking: impl Future<Output = Result<Ask, Fault>>,
) -> Result<(), Fault> {
    tokio::pin!(asking);
    if let Ok(ask) = tokio::time::timeout(DEFER_AFTER, &mut asking).await {
        return press.respond(ask?.as_response(reader, reply::update)).await;
    }
    press
        .respond(CreateInteractionResponse::Acknowledge)
        .await?;
    let view = asking.await?.as_view(reader);
    press.edit(&view).await
}

/// The button that opens the form, with what was typed under this number.
pub(in crate::discord) async fn opened(
    press: Press<'_>,
    perk: PerkId,
    nonce: u64,
) -> Result<(), Fault> {
    let reader = Reader::who_pressed(press);
    let mut connection = press.data.app.db.snapshot().await?;
    let asked = perks::find(&mut connection, perk).await?;
    let Some(asked) = asked.and_then(|perk| perk.kind.asks()) else {
        let unknown = view::refused(reader.t, reader.member, &perks::RedeemRefusal::UnknownPerk);
        return press.respond(reply::update(&unknown)).await;
    };
    let draft = perks::draft(&mut connection, number(nonce), reader.member, perk).await?;
    let typed = draft.as_ref().map(|draft| draft.answer.as_str());
    let form = redeem_form::form(reader.t, reader.member, perk, asked, typed);
    press.respond(CreateInteractionResponse::Modal(form)).await
}

/// The form was filled in.
pub(in crate::discord) async fn answered(form: Submission<'_>, perk: PerkId) -> Result<(), Fault> {
    let reader = Reader::who_submitted(form);
    let typed = form.field(redeem_form::ANSWER_FIELD);
    // One that was opened by the command has no message that could change.
    let change = if form.interaction.message.is_some() {
        Change::Update
    } else {
        Change::New
    };
    let work = reader.take_answer(perk, typed, form.interaction.id.get());
    form.answerable().respond_with(change, work).await
}

impl Reader<'_> {
    /// Keeps what was typed and asks whether to redeem with it, or says what is wrong.
    async fn take_answer(&self, perk: PerkId, typed: &str, nonce: u64) -> Result<View, Fault> {
        let question = {
            let mut connection = self.data.app.db.snapshot().await?;
            let (roles, now_ms) = (&self.roles, self.now_ms());
            perks::question_about(&mut connection, self.member, roles, perk, now_ms).await?
        };
        let question = match question {
            Ok(question) => question,
            Err(refused) => return Ok(view::refused(self.t, self.member, &refused)),
        };
        let Some(asked) = question.perk.kind.asks() else {
            return Ok(view::confirmation(
                self.t,
                self.member,
                &question,
                nonce,
                None,
                None,
            ));
        };
        match parse_answer(asked, typed) {
            Ok(answer) => {
                self.keep(perk, &answer, nonce).await?;
                let answer = Some(answer.as_str());
                Ok(view::confirmation(
                    self.t,
                    self.member,
                    &question,
                    nonce,
                    answer,
                    None,
                ))
            }
            Err(why) => {
                self.keep(perk, typed, nonce).await?;
                Ok(redeem_form::refused(
                    self.t,
                    self.member,
                    perk,
                    typed,
                    &why,
                    nonce,
                ))
            }
        }
    }

    /// Keeps an answer under this number; nothing where there is none.
    pub(super) async fn keep(&self, perk: PerkId, answer: &str, nonce: u64) -> Result<(), Fault> {
        let answer: String = answer.chars().take(ANSWER_LENGTH_MAX).collect();
        if answer.is_empty() {
            return Ok(());
        }
        let draft = Draft {
            nonce: number(nonce),
            member_id: self.member,
            perk_id: perk,
            answer,
        };
        let now_ms = self.data.app.clock.now_ms();
        self.data.app.db.write(SaveDraft { draft, now_ms }).await
    }
}

/// An interaction's id as the database has it: ids of this century fit.
pub(super) fn number(nonce: u64) -> i64 {
    nonce.cast_signed()
}
