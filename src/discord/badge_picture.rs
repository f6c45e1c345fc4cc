//! A badge's picture as a message carries it: drawn, and described in the reader's language. There may be none; what it
//! says stands in the message as well.

use super::data::Data;
use super::views::{Picture, badge};
use crate::badge_pictures::Size;
use crate::i18n::Translator;
use crate::ids::PerkId;
use crate::name::PerkName;

/// What the file is called on Discord, where members may save it.
const FILE_NAME: &str = "badge.png";

/// The picture of this badge at a size, if it can be drawn. `name` is the perk's.
pub async fn badge_picture(
    data: &Data,
    t: Translator<'_>,
    perk: PerkId,
    name: &PerkName,
    edition: i64,
    size: Size,
) -> Option<Picture> {
    let png = data.app.badge_pictures.of(perk, edition, size).await?;
    Some(Picture {
        png,
        description: badge::description(t, name.in_language(t.locale()), edition),
        file: FILE_NAME,
    })
}
