//! The only characters in a picture: ten digits and `#`, drawn as strokes. A font would bring a megabyte, a licence and a
//! renderer of its own for eleven glyphs, and would look different wherever it is missing.

use std::fmt::Write as _;

/// The box that each glyph is drawn in.
const WIDTH: f64 = 60.0;
const HEIGHT: f64 = 100.0;
const GAP: f64 = 30.0;
/// The mark before the number, against the digits.
const MARK: f64 = 0.62;

/// Strokes that differ where digits are mistaken for each other: a flat three, an open four, a one with a foot.
fn strokes(glyph: char) -> &'static str {
    match glyph {
        '0' => "M30 0C11 0 1 18 1 50S11 100 30 100 59 82 59 50 49 0 30 0Z",
        '1' => "M10 21L33 1V100M10 100H56",
        '2' => "M3 27C3 10 15 0 30 0 46 0 57 10 57 27 57 39 50 48 40 58L2 100H60",
        '3' => "M5 0H55L29 38C47 38 60 50 60 68 60 88 46 100 29 100 15 100 5 93 0 81",
        '4' => "M40 0L0 72H60M44 44V100",
        '5' => {
            "M55 0H12L7 44C13 39 20 36 29 36 47 36 60 49 60 67 60 87 46 100 28 100 15 100 5 94 0 84"
        }
        '6' => "M48 0C22 12 0 38 0 68 0 87 13 100 30 100S60 87 60 68 47 38 30 38C15 38 3 48 0 62",
        '7' => "M2 0H58L21 100",
        '8' => {
            "M30 46C16 46 6 37 6 23S16 0 30 0 54 9 54 23 44 46 30 46C13 46 0 57 0 73S13 100 30 100 60 89 60 73 47 46 30 46Z"
        }
        '9' => "M12 100C38 88 60 62 60 32 60 13 47 0 30 0S0 13 0 32 13 62 30 62C45 62 57 52 60 38",
        _ => "M20 6L13 94M47 6L40 94M3 34H59M1 66H57",
    }
}

/// `#` and the number, in the middle of `(x, y)`, as large as fits into `width` and `height`.
pub(super) fn number(
    text: &str,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    colour: &str,
    mark: &str,
) -> String {
    let count = text.chars().fold(0.0, |count, _| count + 1.0);
    let whole = WIDTH * MARK + count * (WIDTH + GAP);
    let stroke = 19.0;
    let scale = ((width - stroke) / whole).min((height - stroke) / HEIGHT);
    let (mut left, top) = (x - whole * scale / 2.0, y - HEIGHT * scale / 2.0);
    let mut svg = format!(
        "<g fill=\"none\" stroke-width=\"{stroke}\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
    );
    let mut glyph = |shape: &str, left: f64, top: f64, scale: f64, colour: &str| {
        // Writing to a String can't fail.
        let _ = write!(
            svg,
            "<path transform=\"translate({left:.2} {top:.2}) scale({scale:.4})\" stroke=\"{colour}\" d=\"{shape}\"/>"
        );
    };
    let raised = top + HEIGHT * scale * (1.0 - MARK) / 2.0;
    glyph(strokes('#'), left, raised, scale * MARK, mark);
    left += (WIDTH * MARK + GAP) * scale;
    for digit in text.chars() {
        glyph(strokes(digit), left, top, scale, colour);
        left += (WIDTH + GAP) * scale;
    }
    svg.push_str("</g>");
    svg
}
