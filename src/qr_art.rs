//! A text as a QR picture: black on white with the margin that readers need, the same for the same text. It knows nothing
//! of what the text is.

use qrcode::{Color, EcLevel, QrCode};
use resvg::tiny_skia::{self, Paint, Pixmap, Rect, Transform};

/// How many modules stay white around it, by the standard.
const MARGIN: usize = 4;
/// The side of a module: a code of a ticket comes out at 464 px, crisp on any phone.
const MODULE_PX: usize = 16;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum QrError {
    /// It is too long.
    #[error("the text does not fit a QR code: {0}")]
    Text(#[from] qrcode::types::QrError),
    /// Nobody wants it this large.
    #[error("a picture of {0} px can't be drawn")]
    Side(usize),
    /// It can't be written as PNG.
    #[error("the picture can't be encoded: {0}")]
    Encoding(String),
}

/// The text as a square PNG.
///
/// # Errors
/// When it does not fit. The rest would be a bug of ours.
pub fn png(text: &str) -> Result<Vec<u8>, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let width = code.width();
    let side = (width + 2 * MARGIN) * MODULE_PX;
    let side_px = u32::try_from(side).map_err(|_| QrError::Side(side))?;
    let mut pixels = Pixmap::new(side_px, side_px).ok_or(QrError::Side(side))?;
    pixels.fill(tiny_skia::Color::WHITE);
    let mut black = Paint::default();
    black.set_color(tiny_skia::Color::BLACK);
    black.anti_alias = false;
    for (place, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark
            && let Some(module) = module(place % width, place / width)
        {
            pixels.fill_rect(module, &black, Transform::identity(), None);
        }
    }
    pixels
        .encode_png()
        .map_err(|error| QrError::Encoding(error.to_string()))
}

/// Where a module stands. The largest QR code has 177 in a row, so that all of this fits.
fn module(column: usize, row: usize) -> Option<Rect> {
    let at = |place: usize| u16::try_from((place + MARGIN) * MODULE_PX).ok();
    let side = f32::from(u16::try_from(MODULE_PX).ok()?);
    Rect::from_xywh(f32::from(at(column)?), f32::from(at(row)?), side, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_is_where_it_should_be() {
        let text = "7KQM-2X4P-9RTH";
        let pixels = Pixmap::decode_png(&png(text).unwrap()).unwrap();
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let modules = code.width() + 2 * MARGIN;
        assert_eq!(
            usize::try_from(pixels.width()).unwrap(),
            modules * MODULE_PX
        );
        for row in 0..modules {
            for column in 0..modules {
                let is_inside = |place: usize| (MARGIN..MARGIN + code.width()).contains(&place);
                let is_dark = is_inside(row)
                    && is_inside(column)
                    && code[(column - MARGIN, row - MARGIN)] == Color::Dark;
                for (dx, dy) in [(0, 0), (MODULE_PX - 1, MODULE_PX - 1)] {
                    let x = u32::try_from(column * MODULE_PX + dx).unwrap();
                    let y = u32::try_from(row * MODULE_PX + dy).unwrap();
                    let red = pixels.pixel(x, y).unwrap().red();
                    assert_eq!(red, if is_dark { 0 } else { 255 }, "{column}, {row}");
                }
            }
        }
        assert_eq!(png(text).unwrap(), png(text).unwrap());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(matches!(png(&"x".repeat(5_000)), Err(QrError::Text(_))));
    }
}
