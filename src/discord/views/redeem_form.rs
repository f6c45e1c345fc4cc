//! What a perk asks for before it is redeemed: the form, the way to it, and what is wrong with an answer.

use serenity::all::InputTextStyle;
use serenity::builder::{CreateActionRow, CreateButton, CreateInputText, CreateModal};
use serenity::model::application::ButtonStyle;

use super::redeem::back_button;
use super::{Tone, View, perk_name, sparks};
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::Translator;
use crate::ids::{PerkId, UserId};
use crate::perks::{ANSWER_LENGTH_MAX, AnswerRefusal, Asked, POST_SITES, Perk};

/// The form's one field.
pub const ANSWER_FIELD: &str = "answer";
/// How much of what was typed is repeated: all of it, with the escaping backslashes.
const TYPED_SHOWN: usize = 2 * ANSWER_LENGTH_MAX;

/// The form. `typed` is what was typed before, if anything.
pub fn form(
    t: Translator<'_>,
    owner: UserId,
    perk: PerkId,
    asked: Asked,
    typed: Option<&str>,
) -> CreateModal {
    let length_max = u16::try_from(ANSWER_LENGTH_MAX).unwrap_or(u16::MAX);
    let (title, example) = match asked {
        Asked::Wallet => ("form-title-wallet", "form-example-wallet"),
        Asked::Post => ("form-title-post", "form-example-post"),
        Asked::Account => ("form-title-account", "form-example-account"),
    };
    let mut answer = CreateInputText::new(InputTextStyle::Short, field(t, asked), ANSWER_FIELD)
        .placeholder(t.text(example))
        .max_length(length_max);
    if let Some(typed) = typed {
        answer = answer.value(typed);
    }
    CreateModal::new(CustomId::AnswerForm { owner, perk }.encode(), t.text(title))
        .components(vec![CreateActionRow::InputText(answer)])
}

/// What is asked for, over the answer.
#[must_use]
pub fn field(t: Translator<'_>, asked: Asked) -> String {
    t.text(match asked {
        Asked::Wallet => "form-field-wallet",
        Asked::Post => "form-field-post",
        Asked::Account => "form-field-account",
    })
}

/// The way to the form, where it could not be opened at once.
#[must_use]
pub fn intro(t: Translator<'_>, owner: UserId, perk: &Perk, asked: Asked) -> View {
    let key = match asked {
        Asked::Wallet => "form-intro-wallet",
        Asked::Post => "form-intro-post",
        Asked::Account => "form-intro-account",
    };
    let values = [
        ("perk", perk_name(t, &perk.called()).into()),
        ("price", sparks(t, perk.price).into()),
    ];
    View::new(Tone::Plain, t.format(key, &values)).row(CreateActionRow::Buttons(vec![
        open_button(t, owner, perk.id, 0, "form-open").style(ButtonStyle::Primary),
        back_button(t, owner),
    ]))
}

/// An answer can't be taken: why, and the way back to the form with what was typed.
#[must_use]
pub fn refused(
    t: Translator<'_>,
    owner: UserId,
    perk: PerkId,
    typed: &str,
    why: &AnswerRefusal,
    nonce: u64,
) -> View {
    let mut body = answer_text(t, why);
    if !typed.trim().is_empty() {
        let shown = escape::plain(typed, TYPED_SHOWN, "—");
        body.push('\n');
        body.push_str(&t.format("form-typed", &[("typed", shown.into())]));
    }
    View::new(Tone::Refused, body)
        .footer(t.text("redeem-nothing-charged"))
        .row(CreateActionRow::Buttons(vec![
            open_button(t, owner, perk, nonce, "form-again").style(ButtonStyle::Primary),
            back_button(t, owner),
        ]))
}

/// The button that opens the form again, with the answer of this number.
pub(super) fn open_button(
    t: Translator<'_>,
    owner: UserId,
    perk: PerkId,
    nonce: u64,
    key: &str,
) -> CreateButton {
    CreateButton::new(CustomId::OpenForm { owner, perk, nonce }.encode())
        .style(ButtonStyle::Secondary)
        .label(t.text(key))
}

/// An answer that was taken, as it is shown. A post's link leads there; it was made of parts that can't harm.
#[must_use]
pub fn answer(asked: Asked, answer: &str) -> String {
    match asked {
        Asked::Post => answer.to_owned(),
        Asked::Wallet | Asked::Account => {
            let answer = escape::label(answer, ANSWER_LENGTH_MAX, "—").replace('`', "ˋ");
            format!("`{answer}`")
        }
    }
}

/// Why an answer can't be taken.
#[must_use]
pub fn answer_text(t: Translator<'_>, why: &AnswerRefusal) -> String {
    let sites = ("sites", POST_SITES.into());
    match why {
        AnswerRefusal::Missing => t.text("answer-missing"),
        AnswerRefusal::TooLong { max } => t.format("answer-too-long", &[("max", (*max).into())]),
        AnswerRefusal::NotAnAddress => t.text("answer-not-an-address"),
        AnswerRefusal::EvmLength { wanted, length } => t.format(
            "answer-evm-length",
            &[("wanted", (*wanted).into()), ("length", (*length).into())],
        ),
        AnswerRefusal::EvmChecksum => t.text("answer-evm-checksum"),
        AnswerRefusal::NotALink => t.format("answer-not-a-link", &[sites]),
        AnswerRefusal::NotHttps => t.text("answer-not-https"),
        AnswerRefusal::AnotherSite { site } => {
            let site = escape::plain(site, TYPED_SHOWN, "—");
            t.format("answer-another-site", &[("site", site.into()), sites])
        }
        AnswerRefusal::NotAPost => t.text("answer-not-a-post"),
        AnswerRefusal::NotAnAccount => t.text("answer-not-an-account"),
    }
}
