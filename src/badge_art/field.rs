//! What lies behind the spark, and the marks that go round it: where one number's badge differs most from the next.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use super::seed::Seed;
use super::shape::{closed, point};

/// How far a field reaches; the medal's edge cuts it.
const REACH: f64 = 260.0;

/// The kinds of fields, one after the other along the numbers.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Sunburst,
    Petals,
    Rings,
    Facets,
    Rays,
}

impl Field {
    pub(super) const ALL: [Self; 5] = [
        Self::Sunburst,
        Self::Rings,
        Self::Petals,
        Self::Rays,
        Self::Facets,
    ];

    pub(super) fn svg(self, centre: (f64, f64), seed: &Seed, bright: &str, dim: &str) -> String {
        let turn = seed.share(0) * TAU;
        match self {
            Self::Sunburst => sunburst(centre, turn, 7 + seed.choice(1, 8), bright),
            Self::Petals => petals(centre, turn, 6 + seed.choice(1, 5), bright, dim),
            Self::Rings => rings(centre, turn, 3 + seed.choice(1, 3), bright),
            Self::Facets => facets(centre, turn, 5 + seed.choice(1, 4), bright, dim),
            Self::Rays => rays(centre, turn, 14 + 2 * seed.choice(1, 6), bright),
        }
    }
}

fn sunburst(centre: (f64, f64), turn: f64, count: u8, bright: &str) -> String {
    let step = TAU / f64::from(count);
    let wedges: String = (0..count)
        .map(|index| {
            let angle = turn + step * f64::from(index);
            let ends = [angle, angle + step / 2.0].map(|angle| point(centre, angle, REACH));
            closed([centre].into_iter().chain(ends))
        })
        .collect();
    format!("<path fill=\"{bright}\" fill-opacity=\".75\" d=\"{wedges}\"/>")
}

fn petals(centre: (f64, f64), turn: f64, count: u8, bright: &str, dim: &str) -> String {
    let mut svg = String::new();
    let (x, y) = centre;
    for (offset, distance, width, colour) in [(0.0, 128.0, 52.0, dim), (0.5, 96.0, 38.0, bright)] {
        for index in 0..count {
            let share = (f64::from(index) + offset) / f64::from(count);
            let degrees = (turn + TAU * share).to_degrees();
            let _ = write!(
                svg,
                "<ellipse cx=\"{x}\" cy=\"{:.1}\" rx=\"{width}\" ry=\"104\" fill=\"{colour}\" fill-opacity=\".8\" transform=\"rotate({degrees:.1} {x} {y})\"/>",
                y - distance
            );
        }
    }
    svg
}

fn rings(centre: (f64, f64), turn: f64, count: u8, bright: &str) -> String {
    let mut svg = String::new();
    for index in 0..count {
        let radius = 96.0 + f64::from(index) * 150.0 / f64::from(count);
        let length = TAU * radius;
        // Whole dashes only, so that no seam shows.
        let dash = length / f64::from(3 + 2 * index) / 4.0;
        let _ = write!(
            svg,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{radius:.1}\" fill=\"none\" stroke=\"{bright}\" stroke-width=\"20\" stroke-dasharray=\"{:.2} {dash:.2}\" transform=\"rotate({:.1} {} {})\"/>",
            centre.0,
            centre.1,
            dash * 3.0,
            (turn * f64::from(index + 1)).to_degrees(),
            centre.0,
            centre.1
        );
    }
    svg
}

fn facets(centre: (f64, f64), turn: f64, sides: u8, bright: &str, dim: &str) -> String {
    let mut svg = String::new();
    for (half_steps, radius, colour) in [
        (0.0, 250.0, bright),
        (1.0, 196.0, dim),
        (2.0, 150.0, bright),
    ] {
        let step = TAU / f64::from(sides);
        let turned = turn + step / 2.0 * half_steps;
        let corners =
            (0..sides).map(|corner| point(centre, turned + step * f64::from(corner), radius));
        let _ = write!(
            svg,
            "<path fill=\"{colour}\" fill-opacity=\".8\" d=\"{}\"/>",
            closed(corners)
        );
    }
    svg
}

fn rays(centre: (f64, f64), turn: f64, count: u8, bright: &str) -> String {
    let mut lines = String::new();
    let mut dots = String::new();
    for index in 0..count {
        let angle = turn + TAU * f64::from(index) / f64::from(count);
        let end = point(
            centre,
            angle,
            if index.is_multiple_of(2) {
                196.0
            } else {
                160.0
            },
        );
        let _ = write!(
            lines,
            "M{:.1} {:.1}L{:.1} {:.1}",
            centre.0, centre.1, end.0, end.1
        );
        let _ = write!(
            dots,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"10\" fill=\"{bright}\"/>",
            end.0, end.1
        );
    }
    format!("<path stroke=\"{bright}\" stroke-width=\"7\" d=\"{lines}\"/>{dots}")
}

/// Small marks on a circle: like a number in another alphabet, read by nobody and the same for nobody.
pub(super) fn marks(centre: (f64, f64), radius: f64, seed: &Seed, colour: &str) -> String {
    let places = 12_u8;
    let turn = seed.share(2) * TAU / f64::from(places);
    let mut svg = format!("<g fill=\"{colour}\">");
    for place in 0..places {
        let angle = turn + TAU * f64::from(place) / f64::from(places);
        let (x, y) = point(centre, angle, radius);
        let size = 5.0 + f64::from(seed.choice(8 + usize::from(place), 3)) * 3.5;
        let _ = match seed.choice(20 + usize::from(place), 4) {
            0 | 3 => Ok(()),
            1 => write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size}\"/>"),
            _ => {
                let corners = [(0.0, 1.35), (1.0, 0.9), (2.0, 1.35), (3.0, 0.9)].into_iter();
                let diamond = corners
                    .map(|(corner, long)| point((x, y), angle + TAU * corner / 4.0, size * long));
                write!(svg, "<path d=\"{}\"/>", closed(diamond))
            }
        };
    }
    svg.push_str("</g>");
    svg
}
