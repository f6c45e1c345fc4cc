//! The whole medal, from the edge inwards. A perk has its frame and its hue; a number has its field, its spark and its
//! marks. What must differ between neighbours goes round in turn, so that it is no matter of luck; the rest is drawn from
//! the [`Seed`].

use std::f64::consts::TAU;

use super::colour::hsl;
use super::digits;
use super::field::{Field, marks};
use super::seed::Seed;
use super::shape::{Frame, Spark};

/// The colour of the number.
pub const DIGITS: &str = "#FFF8E1";
/// The colour that it stands on.
pub const PLATE: &str = "#17130B";

const GOLD: &str = "#F5B301";
const GOLD_LIGHT: &str = "#FFE9A3";
const GOLD_DEEP: &str = "#B97700";
const EDGE: &str = "#4A3000";

const MIDDLE: (f64, f64) = (256.0, 256.0);
/// Above the plate.
const HEART: (f64, f64) = (256.0, 188.0);

/// Hues far enough from each other, and from the family's gold, to be told apart beside each other.
const HUES: [f64; 9] = [
    262.0, 172.0, 338.0, 214.0, 140.0, 300.0, 322.0, 192.0, 236.0,
];
/// The points of the spark, one after the other along the numbers.
const POINTS: [u8; 4] = [4, 6, 5, 8];

/// One of these in turn.
fn turn<T: Copy>(all: &[T], number: i64, otherwise: T) -> T {
    let count = i64::try_from(all.len()).unwrap_or(1).max(1);
    let place = usize::try_from(number.rem_euclid(count)).unwrap_or_default();
    all.get(place).copied().unwrap_or(otherwise)
}

/// The badge with this number among those of this perk, as an SVG of [`SIDE`](super::SIDE) by as much. It has no text,
/// no script and nothing from elsewhere.
#[must_use]
pub fn svg(perk: i64, edition: i64) -> String {
    let seed = Seed::of(perk, edition);
    let frame = turn(&Frame::ALL, perk.wrapping_sub(1), Frame::Round);
    // Along the numbers the hue swings about the perk's own: a family, not a row of copies.
    let swing = turn(&[0.0, 26.0, -26.0], edition, 0.0);
    let hue = turn(&HUES, perk.wrapping_sub(1), 262.0) + swing + (seed.share(3) - 0.5) * 14.0;
    let is_light = edition.rem_euclid(2) == 0;
    let (rim, deep, glow, bright, dim) = if is_light {
        (
            0.17,
            0.34,
            0.52,
            hsl(hue, 0.62, 0.62),
            hsl(hue + 24.0, 0.62, 0.44),
        )
    } else {
        (
            0.08,
            0.13,
            0.27,
            hsl(hue, 0.60, 0.40),
            hsl(hue + 24.0, 0.62, 0.28),
        )
    };
    let field = turn(&Field::ALL, edition, Field::Sunburst);
    let field = field.svg(HEART, &seed, &bright, &dim);
    let marks = marks(HEART, 133.0, &seed, GOLD_LIGHT);
    let number = digits::number(
        &format!("{edition:04}"),
        253.0,
        390.0,
        398.0,
        114.0,
        DIGITS,
        GOLD,
    );
    let (outer, inner, line) = (
        frame.path(MIDDLE, 246.0),
        frame.path(MIDDLE, 214.0),
        frame.path(MIDDLE, 203.0),
    );
    let (rim, deep, glow) = (
        hsl(hue, 0.7, rim),
        hsl(hue, 0.62, deep),
        hsl(hue + 12.0, 0.66, glow),
    );
    let spark = spark(&seed, edition, &glow);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"512\" height=\"512\" viewBox=\"0 0 512 512\">\
<defs>\
<linearGradient id=\"gold\" x1=\"0\" y1=\"0\" x2=\".6\" y2=\"1\"><stop offset=\"0\" stop-color=\"{GOLD_LIGHT}\"/><stop offset=\".45\" stop-color=\"{GOLD}\"/><stop offset=\"1\" stop-color=\"{GOLD_DEEP}\"/></linearGradient>\
<linearGradient id=\"spark\" x1=\"0\" y1=\"0\" x2=\".4\" y2=\"1\"><stop offset=\"0\" stop-color=\"#FFF6D5\"/><stop offset=\".5\" stop-color=\"#FFD251\"/><stop offset=\"1\" stop-color=\"{GOLD}\"/></linearGradient>\
<radialGradient id=\"dish\" cx=\".5\" cy=\".36\" r=\".68\"><stop offset=\"0\" stop-color=\"{glow}\"/><stop offset=\".6\" stop-color=\"{deep}\"/><stop offset=\"1\" stop-color=\"{rim}\"/></radialGradient>\
<radialGradient id=\"light\"><stop offset=\"0\" stop-color=\"{GOLD_LIGHT}\" stop-opacity=\".85\"/><stop offset=\"1\" stop-color=\"{GOLD}\" stop-opacity=\"0\"/></radialGradient>\
<clipPath id=\"cut\"><path d=\"{inner}\"/></clipPath>\
</defs>\
<path fill=\"url(#gold)\" stroke=\"{EDGE}\" stroke-width=\"8\" stroke-linejoin=\"round\" d=\"{outer}\"/>\
<path fill=\"url(#dish)\" stroke=\"{EDGE}\" stroke-width=\"6\" d=\"{inner}\"/>\
<g clip-path=\"url(#cut)\">{field}<circle cx=\"256\" cy=\"188\" r=\"150\" fill=\"url(#light)\"/></g>\
<path fill=\"none\" stroke=\"{GOLD_LIGHT}\" stroke-opacity=\".55\" stroke-width=\"3\" d=\"{line}\"/>\
{marks}{spark}\
<rect x=\"34\" y=\"322\" width=\"444\" height=\"136\" rx=\"30\" fill=\"{PLATE}\" stroke=\"{EDGE}\" stroke-width=\"18\"/>\
<rect x=\"34\" y=\"322\" width=\"444\" height=\"136\" rx=\"30\" fill=\"{PLATE}\" stroke=\"url(#gold)\" stroke-width=\"9\"/>\
{number}</svg>"
    )
}

/// The spark in the middle, with a small one of the dish's colour in it.
fn spark(seed: &Seed, edition: i64, core: &str) -> String {
    let points = turn(&POINTS, edition, 4);
    let long = 112.0 + seed.share(4) * 8.0;
    let evenly = if points == 5 || seed.choice(5, 2) == 0 {
        1.0
    } else {
        0.66
    };
    let spark = Spark {
        centre: HEART,
        points,
        turn: (seed.share(6) - 0.5) * TAU / f64::from(points),
        long,
        short: long * evenly,
        waist: 0.26 + seed.share(7) * 0.16,
    };
    let (outline, shade) = (spark.outline(), spark.shade());
    let radius = 13 + seed.choice(5, 3) * 4;
    format!(
        "<path fill=\"url(#spark)\" stroke=\"{EDGE}\" stroke-width=\"9\" stroke-linejoin=\"round\" d=\"{outline}\"/>\
<path fill=\"{GOLD_DEEP}\" fill-opacity=\".62\" d=\"{shade}\"/>\
<circle cx=\"256\" cy=\"188\" r=\"{radius}\" fill=\"{core}\" stroke=\"{GOLD_LIGHT}\" stroke-width=\"6\"/>"
    )
}
