//! Views: what members and moderators read, built from domain values. A view is a pure function of what it shows and
//! the reader's language; it asks nothing of the database or Discord.

pub mod audit;
pub mod award;
pub mod award_many;
pub mod award_undo;
pub mod badge;
pub mod campaign;
pub mod campaign_refusal;
pub mod campaign_report;
pub mod code;
pub mod doctor;
pub mod farewell;
pub mod help;
pub mod history;
pub mod leaderboard;
pub mod link;
pub mod movement;
pub mod perk;
pub mod perk_edit;
pub mod privacy;
pub mod queue;
pub mod queue_file;
pub mod redeem;
pub mod redeem_form;
pub mod redemption;
pub mod refusal;
mod sheet;
pub mod sparks;
pub mod staff;
pub mod statement_file;
pub mod ticket;

use std::sync::Arc;

use poise::CreateReply;
use serenity::builder::{
    CreateActionRow, CreateAllowedMentions, CreateAttachment, CreateEmbed, CreateEmbedFooter,
    CreateInteractionResponseFollowup, CreateInteractionResponseMessage, CreateMessage,
    EditAttachments, EditInteractionResponse, EditMessage,
};

use super::escape;
use crate::i18n::Translator;
use crate::ids::RedemptionId;
use crate::name::PerkName;

/// What a message is about, shown by its colour; the words say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Information.
    Plain,
    /// Something was done.
    Done,
    /// Something is under way.
    Waiting,
    /// Something was refused.
    Refused,
}

impl Tone {
    fn colour(self) -> u32 {
        match self {
            Self::Plain => 0x00F5_B301,
            Self::Done => 0x002E_A043,
            Self::Waiting => 0x003B_82F6,
            Self::Refused => 0x00D9_5F0E,
        }
    }
}

/// A picture that comes with a message, said in words for those who don't see it.
#[derive(Debug, Clone)]
pub struct Picture {
    /// As PNG.
    pub png: Arc<[u8]>,
    /// What a screen reader says.
    pub description: String,
    /// What the file is called on Discord, where members may save it.
    pub file: &'static str,
}

/// Where in a message its picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Large, under the words.
    Below,
    /// Small, beside them.
    Beside,
}

/// A message to be.
#[derive(Debug, Clone)]
pub struct View {
    tone: Tone,
    title: Option<String>,
    body: String,
    fields: Vec<(String, String, bool)>,
    footer: Option<String>,
    rows: Vec<CreateActionRow>,
    files: Vec<CreateAttachment>,
    picture: Option<(Place, Picture)>,
}

impl View {
    /// A message of this tone.
    #[must_use]
    pub fn new(tone: Tone, body: impl Into<String>) -> Self {
        Self {
            tone,
            title: None,
            body: body.into(),
            fields: Vec::new(),
            footer: None,
            rows: Vec::new(),
            files: Vec::new(),
            picture: None,
        }
    }

    /// With a title.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// With a line of its own under everything.
    #[must_use]
    pub fn footer(mut self, footer: impl Into<String>) -> Self {
        self.footer = Some(footer.into());
        self
    }

    /// With a short field, beside others.
    #[must_use]
    pub fn column(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.fields.push((name.into(), value.into(), true));
        self
    }

    /// With a field over the whole width.
    #[must_use]
    pub fn section(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.fields.push((name.into(), value.into(), false));
        self
    }

    /// With buttons or a select.
    #[must_use]
    pub fn row(mut self, row: CreateActionRow) -> Self {
        self.rows.push(row);
        self
    }

    /// With a file.
    #[must_use]
    pub fn file(mut self, file: CreateAttachment) -> Self {
        self.files.push(file);
        self
    }

    /// With a picture under it, where there is one.
    #[must_use]
    pub fn picture(mut self, picture: Option<Picture>) -> Self {
        self.picture = picture.map(|picture| (Place::Below, picture));
        self
    }

    /// With a small picture beside it, where there is one.
    #[must_use]
    pub fn thumbnail(mut self, picture: Option<Picture>) -> Self {
        self.picture = picture.map(|picture| (Place::Beside, picture));
        self
    }

    /// The files that the message shows, for calls that want them apart from it.
    #[must_use]
    pub fn files(&self) -> Vec<CreateAttachment> {
        let drawn = self.picture.iter().map(|(_, picture)| {
            CreateAttachment::bytes(picture.png.to_vec(), picture.file)
                .description(&picture.description)
        });
        drawn.chain(self.files.iter().cloned()).collect()
    }

    fn embed(&self) -> CreateEmbed {
        let mut embed = CreateEmbed::new()
            .colour(self.tone.colour())
            .fields(self.fields.clone());
        if !self.body.is_empty() {
            embed = embed.description(&self.body);
        }
        if let Some(title) = &self.title {
            embed = embed.title(title);
        }
        if let Some(footer) = &self.footer {
            embed = embed.footer(CreateEmbedFooter::new(footer));
        }
        let address = |picture: &Picture| format!("attachment://{}", picture.file);
        match &self.picture {
            Some((Place::Below, picture)) => embed.image(address(picture)),
            Some((Place::Beside, picture)) => embed.thumbnail(address(picture)),
            None => embed,
        }
    }

    /// As the reply to a command.
    #[must_use]
    pub fn to_reply(&self, ephemeral: bool) -> CreateReply {
        let reply = CreateReply::default()
            .embed(self.embed())
            .components(self.rows.clone())
            .allowed_mentions(CreateAllowedMentions::new())
            .ephemeral(ephemeral);
        let files = self.files().into_iter();
        files.fold(reply, CreateReply::attachment)
    }

    /// As the answer to a button, a select or a form.
    pub fn to_message(&self, ephemeral: bool) -> CreateInteractionResponseMessage {
        // Where the message becomes another, the files that are not listed here go.
        CreateInteractionResponseMessage::new()
            .files(self.files())
            .embed(self.embed())
            .components(self.rows.clone())
            .allowed_mentions(CreateAllowedMentions::new())
            .ephemeral(ephemeral)
    }

    /// As a message to a member alone, outside of the server.
    pub fn to_direct_message(&self) -> CreateMessage {
        CreateMessage::new()
            .files(self.files())
            .embed(self.embed())
            .components(self.rows.clone())
            .allowed_mentions(CreateAllowedMentions::new())
    }

    /// As a further message after the first answer.
    pub fn to_followup(&self, ephemeral: bool) -> CreateInteractionResponseFollowup {
        CreateInteractionResponseFollowup::new()
            .files(self.files())
            .embed(self.embed())
            .components(self.rows.clone())
            .allowed_mentions(CreateAllowedMentions::new())
            .ephemeral(ephemeral)
    }

    /// What a message in a channel becomes.
    pub fn to_channel_edit(&self) -> EditMessage {
        EditMessage::new()
            .embed(self.embed())
            .components(self.rows.clone())
            .allowed_mentions(CreateAllowedMentions::new())
    }

    /// As a message that answers nothing: in a channel, or to a member directly.
    pub fn to_channel_message(&self) -> CreateMessage {
        CreateMessage::new()
            .files(self.files())
            .embed(self.embed())
            .components(self.rows.clone())
            .allowed_mentions(CreateAllowedMentions::new())
    }

    /// As what an earlier answer becomes: everything in it is replaced, its files too, so that an edit that is sent again
    /// shows its picture once.
    pub fn to_edit(&self) -> EditInteractionResponse {
        let files = self.files().into_iter();
        EditInteractionResponse::new()
            .attachments(files.fold(EditAttachments::new(), EditAttachments::add))
            .embed(self.embed())
            .components(self.rows.clone())
            .allowed_mentions(CreateAllowedMentions::new())
    }
}

/// What a field of an embed holds, in characters.
pub const FIELD_LENGTH_MAX: usize = 1_024;
/// What an embed's description holds, in characters.
pub const BODY_LENGTH_MAX: usize = 4_096;
/// What is left of it for a list below a sentence with a name.
pub const CHANGES_LENGTH_MAX: usize = BODY_LENGTH_MAX - 300;
/// Room for "and 1,000 more" in the longest language.
const MORE_LENGTH_MAX: usize = 40;

/// As many whole lines as fit, and how many more there are. Names and reasons are bounded, but not so much that any
/// number of them fits.
#[must_use]
pub fn lines(t: Translator<'_>, lines: &[String], length_max: usize) -> String {
    let mut shown = String::new();
    let mut length = 0;
    for (index, line) in lines.iter().enumerate() {
        length += line.chars().count() + 1;
        let is_last = index + 1 == lines.len();
        if length + if is_last { 0 } else { MORE_LENGTH_MAX } > length_max {
            let more = lines.len() - index;
            shown.push_str(&t.format("list-more", &[("count", more.into())]));
            return shown;
        }
        shown.push_str(line);
        if !is_last {
            shown.push('\n');
        }
    }
    shown
}

/// An amount with its counted word: "1,990 Sparks".
#[must_use]
pub fn sparks(t: Translator<'_>, amount: i64) -> String {
    t.format("sparks-amount", &[("amount", amount.into())])
}

/// The escaping backslashes count, so the longest name of nothing but marks is still whole.
const NAME_SHOWN: usize = 2 * crate::name::NAME_LENGTH_MAX;

/// A name that someone outside chose, made harmless, bold.
#[must_use]
pub fn name(text: &str) -> String {
    format!("**{}**", escape::plain(text, NAME_SHOWN, "—"))
}

/// What a perk is called in the reader's language, made harmless, bold.
#[must_use]
pub fn perk_name(t: Translator<'_>, perk: &PerkName) -> String {
    name(perk.in_language(t.locale()))
}

/// What a member quotes when they ask about a redemption.
#[must_use]
pub fn receipt(redemption: RedemptionId) -> String {
    format!("R-{redemption}")
}

/// A badge's number.
#[must_use]
pub fn edition(number: i64) -> String {
    format!("#{number:04}")
}

/// A user who may have been erased since: then nobody. As [`mention`] otherwise.
#[must_use]
pub fn person(t: Translator<'_>, user: crate::ids::UserId) -> String {
    if user.0 > 0 {
        mention(user)
    } else {
        t.text("privacy-nobody")
    }
}

/// A user as Discord shows them; empty `allowed_mentions` keep it from pinging.
#[must_use]
pub fn mention(user: crate::ids::UserId) -> String {
    format!("<@{user}>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Catalogue, Locale};

    #[test]
    fn a_list_is_cut_between_lines_and_says_so() {
        let catalogue = Catalogue::new().unwrap();
        for locale in Locale::ALL {
            let t = catalogue.translator(locale);
            let long: Vec<String> = (0..1_000)
                .map(|number| format!("{number:03}{}", "가".repeat(97)))
                .collect();
            let cut = lines(t, &long, FIELD_LENGTH_MAX);
            assert!(
                cut.chars().count() <= FIELD_LENGTH_MAX,
                "{}",
                cut.chars().count()
            );
            assert_eq!(
                cut.lines().count(),
                10,
                "nine lines and how many more: {cut}"
            );
            assert!(cut.contains("991"), "{cut}");

            let exact = vec!["x".repeat(511), "y".repeat(511)];
            assert_eq!(lines(t, &exact, FIELD_LENGTH_MAX), exact.join("\n"));
            assert_eq!(lines(t, &[], FIELD_LENGTH_MAX), "");
        }
    }
}
