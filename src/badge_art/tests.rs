use resvg::tiny_skia::Pixmap;

use super::*;

/// Some perks, and numbers around which neighbours are looked at.
const PERKS: [i64; 5] = [1, 2, 3, 7, 40];
const NUMBERS: [i64; 12] = [1, 2, 3, 4, 5, 6, 7, 41, 42, 43, 9_999, 12_345];

fn pixels(perk: i64, edition: i64, side_px: u32) -> Pixmap {
    Pixmap::decode_png(&png(perk, edition, side_px).unwrap()).unwrap()
}

/// How far two badges are apart at the size of a list: the mean over all channels of all pixels, of 255.
fn difference(one: &Pixmap, other: &Pixmap) -> f64 {
    let apart: u32 = one
        .data()
        .iter()
        .zip(other.data())
        .map(|(one, other)| u32::from(one.abs_diff(*other)))
        .sum();
    f64::from(apart) / f64::from(u32::try_from(one.data().len()).unwrap())
}

#[test]
fn the_same_badge_is_the_same_bytes() {
    assert_eq!(png(3, 42, 512).unwrap(), png(3, 42, 512).unwrap());
    assert_ne!(png(3, 42, 512).unwrap(), png(4, 42, 512).unwrap());
}

/// Members keep their badges: a change here changes what they own.
#[test]
fn a_badge_stays_what_it_was() {
    insta::assert_snapshot!(svg(1, 42).replace('>', ">\n"));
}

#[test]
fn neighbours_are_clearly_different() {
    for perk in PERKS {
        for number in NUMBERS {
            let (one, next) = (pixels(perk, number, 64), pixels(perk, number + 1, 64));
            let apart = difference(&one, &next);
            assert!(apart > 8.0, "perk {perk}, #{number} and the next: {apart}");
        }
        let (one, next) = (pixels(perk, 42, 64), pixels(perk + 1, 42, 64));
        let apart = difference(&one, &next);
        assert!(apart > 8.0, "#42 of perk {perk} and of the next: {apart}");
    }
}

/// Also without what the number itself changes: the upper half, above its plate.
#[test]
fn no_two_of_a_hundred_are_alike() {
    let upper = |edition| pixels(1, edition, 64).data()[..64 * 4 * 40].to_vec();
    let all: Vec<Vec<u8>> = (1..=100).map(upper).collect();
    for (index, one) in all.iter().enumerate() {
        for other in &all[index + 1..] {
            let apart = one
                .iter()
                .zip(other)
                .filter(|(one, other)| one.abs_diff(**other) > 24);
            assert!(apart.count() > 300, "#{} is like another", index + 1);
        }
    }
}

#[test]
fn a_picture_has_the_asked_size_and_nothing_outside_of_the_medal() {
    for side in [1, 64, 512, 2_048] {
        let picture = pixels(1, 42, side);
        assert_eq!((picture.width(), picture.height()), (side, side));
    }
    let picture = pixels(2, 7, 512);
    for (x, y) in [(0, 0), (511, 0), (0, 511), (511, 511)] {
        assert_eq!(picture.pixel(x, y).unwrap().alpha(), 0, "{x}, {y}");
    }
    assert_eq!(picture.pixel(256, 188).unwrap().alpha(), 255);
    for side in [0, 2_049, u32::MAX] {
        assert!(matches!(png(1, 1, side), Err(ArtError::Side(_))), "{side}");
    }
}

#[test]
fn any_number_of_any_perk_is_drawn() {
    for perk in [i64::MIN, -1, 0, 1, i64::MAX] {
        for edition in [i64::MIN, -1, 0, 1, 100_000, i64::MAX] {
            assert_eq!(pixels(perk, edition, 64).width(), 64, "{perk} {edition}");
        }
    }
}

#[test]
fn a_picture_brings_no_text_and_asks_for_nothing() {
    let svg = svg(1, 42).replace("http://www.w3.org/2000/svg", "");
    for foreign in [
        "<text",
        "<script",
        "<image",
        "<style",
        "<foreignObject",
        "href",
        "http",
        "data:",
        "font",
    ] {
        assert!(!svg.contains(foreign), "{foreign}");
    }
}

#[test]
fn the_number_is_read_by_all_eyes() {
    assert!(contrast(DIGITS, PLATE).unwrap() >= 4.5);
    assert!(svg(1, 42).contains(&format!("stroke=\"{DIGITS}\"")));
    // At the size of a list the digits still cover a good part of their plate.
    let small = pixels(1, 42, 64);
    let bright = small.pixels()[64 * 41..64 * 57].iter();
    let bright = bright
        .filter(|pixel| pixel.green() > 200 && pixel.blue() > 180)
        .count();
    assert!(bright > 100, "{bright} bright pixels");
}
