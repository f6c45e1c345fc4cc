//! Draws badges beside each other, for eyes: three perks, neighbouring numbers, large and at the size of a list, on
//! Discord's dark and light backgrounds. `cargo run --example badge_sheet` writes `docs/images/badges.png`; with a path,
//! there.

#![allow(clippy::unwrap_used, reason = "a tool for the desk may stop loudly")]

use resvg::tiny_skia::{Color, Pixmap, PixmapPaint, Transform};

const PERKS: [i64; 3] = [1, 2, 3];
const EDITIONS: [i64; 6] = [41, 42, 43, 7, 9_999, 12_345];
const LARGE_PX: u32 = 144;
const SMALL_PX: u32 = 64;
const GAP_PX: u32 = 16;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_else(|| {
        let folder = env!("CARGO_MANIFEST_DIR");
        format!("{folder}/docs/images/badges.png")
    });
    sheet(&PERKS, &EDITIONS).save_png(&path).unwrap();
    println!("{path}");
}

/// A row for each perk; the left half dark, the right half light; under each row the same badges small.
fn sheet(perks: &[i64], editions: &[i64]) -> Pixmap {
    let columns = u32::try_from(editions.len()).unwrap();
    let rows = u32::try_from(perks.len()).unwrap();
    let half = columns / 2 * (LARGE_PX + GAP_PX) + GAP_PX;
    let row_height = LARGE_PX + SMALL_PX + 2 * GAP_PX;
    let mut sheet = Pixmap::new(2 * half, rows * row_height + GAP_PX).unwrap();
    sheet.fill(Color::WHITE);
    let mut dark = Pixmap::new(half, sheet.height()).unwrap();
    dark.fill(Color::from_rgba8(0x31, 0x33, 0x38, 0xFF));
    put(&mut sheet, &dark, 0, 0);
    for (row, perk) in (0..).zip(perks) {
        for (column, edition) in (0..).zip(editions) {
            let start = if column < columns / 2 { 0 } else { half };
            let left = start + GAP_PX + column % (columns / 2) * (LARGE_PX + GAP_PX);
            let top = GAP_PX + row * row_height;
            put(&mut sheet, &badge(*perk, *edition, LARGE_PX), left, top);
            let middle = left + (LARGE_PX - SMALL_PX) / 2;
            let below = top + LARGE_PX + GAP_PX / 2;
            put(&mut sheet, &badge(*perk, *edition, SMALL_PX), middle, below);
        }
    }
    sheet
}

fn badge(perk: i64, edition: i64, side_px: u32) -> Pixmap {
    Pixmap::decode_png(&sparks::badge_art::png(perk, edition, side_px).unwrap()).unwrap()
}

fn put(sheet: &mut Pixmap, picture: &Pixmap, left: u32, top: u32) {
    let (left, top) = (left.try_into().unwrap(), top.try_into().unwrap());
    sheet.draw_pixmap(
        left,
        top,
        picture.as_ref(),
        &PixmapPaint::default(),
        Transform::identity(),
        None,
    );
}
