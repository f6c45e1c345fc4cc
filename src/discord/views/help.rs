//! `/help`: how Sparks are earned, what they unlock, and what they are not.

use serenity::builder::{CreateActionRow, CreateButton};
use serenity::model::application::ButtonStyle;

use super::{FIELD_LENGTH_MAX, Tone, View, lines, perk_name, sparks};
use crate::discord::custom_id::CustomId;
use crate::i18n::Translator;
use crate::perks::Perk;

/// What the product has published: bonus Sparks a month for its plans, and what an inviter gets for an invitee's first
/// paid plan. Rates for trades are not published.
const BONUS_LITE: i64 = 190;
const BONUS_STARTER: i64 = 490;
const BONUS_PRO: i64 = 1_990;
const REFERRAL_PERCENT: i64 = 50;
const REFERRAL_INVITES: i64 = 10;

/// The view, with a few of the perks that this server offers.
#[must_use]
pub fn view(t: Translator<'_>, perks: &[Perk]) -> View {
    let mut view = View::new(Tone::Plain, t.text("help-body"))
        .title(t.text("help-title"))
        .section(t.text("help-field-earn"), earn(t))
        .section(t.text("help-field-unlock"), t.text("help-unlock"));
    if !perks.is_empty() {
        let perks: Vec<String> = perks
            .iter()
            .map(|perk| {
                format!(
                    "- {} · {}",
                    perk_name(t, &perk.called()),
                    sparks(t, perk.price)
                )
            })
            .collect();
        view = view.section(
            t.text("help-field-perks"),
            lines(t, &perks, FIELD_LENGTH_MAX),
        );
    }
    view.section(t.text("help-field-credits"), t.text("help-credits"))
        .section(t.text("help-field-commands"), t.text("help-commands"))
}

/// The way here from another view. It is anyone's: what it shows is the same for all.
pub fn row(t: Translator<'_>) -> CreateActionRow {
    let button = CreateButton::new(CustomId::Help.encode())
        .style(ButtonStyle::Secondary)
        .label(t.text("help-button"));
    CreateActionRow::Buttons(vec![button])
}

fn earn(t: Translator<'_>) -> String {
    let subscription = t.format(
        "help-earn-subscription",
        &[
            ("lite", BONUS_LITE.into()),
            ("starter", BONUS_STARTER.into()),
            ("pro", BONUS_PRO.into()),
        ],
    );
    let referral = t.format(
        "help-earn-referral",
        &[
            ("percent", REFERRAL_PERCENT.into()),
            ("invites", REFERRAL_INVITES.into()),
        ],
    );
    let ways = [
        t.text("help-earn-trading"),
        subscription,
        t.text("help-earn-campaign"),
        referral,
    ];
    ways.map(|way| format!("- {way}")).join("\n")
}
