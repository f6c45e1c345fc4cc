//! Colours by hue, and how well two of them are told apart.

/// A colour as SVG writes it, from hue (degrees), saturation and lightness (shares).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded, from 0 to 255; there is no other way from a float to a byte"
)]
pub(super) fn hsl(hue: f64, saturation: f64, lightness: f64) -> String {
    let spread = saturation * lightness.min(1.0 - lightness);
    let channel = |offset: f64| {
        let step = (offset + hue.rem_euclid(360.0) / 30.0).rem_euclid(12.0);
        let value = lightness - spread * (step - 3.0).min(9.0 - step).clamp(-1.0, 1.0);
        (value.clamp(0.0, 1.0) * 255.0).round() as u8
    };
    format!(
        "#{:02X}{:02X}{:02X}",
        channel(0.0),
        channel(8.0),
        channel(4.0)
    )
}

/// The contrast of two colours by WCAG, from 1 to 21: 4.5 is enough for text. None when one is not `#RRGGBB`.
#[must_use]
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let channel = |at: usize| {
        let share = f64::from(u8::from_str_radix(colour.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        })
    };
    colour.strip_prefix('#').filter(|rest| rest.len() == 6)?;
    Some(0.2126 * channel(1)? + 0.7152 * channel(3)? + 0.0722 * channel(5)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hues_become_what_svg_reads() {
        assert_eq!(hsl(0.0, 1.0, 0.5), "#FF0000");
        assert_eq!(hsl(120.0, 1.0, 0.25), "#008000");
        assert_eq!(hsl(-120.0, 1.0, 0.5), "#0000FF");
        assert_eq!(hsl(77.0, 0.0, 1.0), "#FFFFFF");
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(contrast("#000000", "#FFFFFF"), Some(21.0));
        assert_eq!(contrast("#777777", "#777777"), Some(1.0));
        assert!((contrast("#767676", "#FFFFFF").unwrap() - 4.54).abs() < 0.01);
        assert_eq!(contrast("red", "#FFFFFF"), None);
        assert_eq!(contrast("#ÿÿÿ", "#FFFFFF"), None);
    }
}
