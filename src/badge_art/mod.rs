//! The picture of a badge: a medal with a spark, drawn from the perk's row and the badge's number alone. It promises the
//! same picture for the same two numbers, and clearly different ones for neighbours; it knows nothing of Discord or SQL.
//! Who says it in words, and who waits for it, is `badge_pictures`.

mod colour;
mod digits;
mod field;
mod medal;
mod seed;
mod shape;
#[cfg(test)]
mod tests;

pub use colour::contrast;
pub use medal::{DIGITS, PLATE, svg};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The side of the square that [`svg`] draws in.
pub const SIDE: u16 = 512;
/// Far above what anyone shows, far below what would take the memory away.
const SIDE_MAX_PX: u16 = 2_048;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum ArtError {
    /// Nobody wants it this large or small.
    #[error("a badge of {0} px can't be drawn")]
    Side(u32),
    /// The library does not understand what we drew.
    #[error("the drawing can't be read: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// It can't be written as PNG.
    #[error("the picture can't be encoded: {0}")]
    Encoding(String),
}

/// The picture of a badge as a square PNG, transparent outside of the medal. `perk` is the perk's row: its name may
/// change, the badge must not.
///
/// # Errors
/// When the size makes no sense. The rest would be a bug of ours, which must not cost anyone their receipt.
pub fn png(perk: i64, edition: i64, side_px: u32) -> Result<Vec<u8>, ArtError> {
    let side = u16::try_from(side_px)
        .ok()
        .filter(|side| *side <= SIDE_MAX_PX)
        .ok_or(ArtError::Side(side_px))?;
    let mut pixels = Pixmap::new(side_px, side_px).ok_or(ArtError::Side(side_px))?;
    let tree = Tree::from_str(&svg(perk, edition), &Options::default())?;
    let scale = f32::from(side) / f32::from(SIDE);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|error| ArtError::Encoding(error.to_string()))
}
