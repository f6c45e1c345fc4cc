//! Outlines around a centre: the frame that a perk has, the spark that every badge has.

use std::f64::consts::{PI, TAU};
use std::fmt::Write as _;

/// A point at an angle (from the top, clockwise) and distance from a centre.
pub(super) fn point(centre: (f64, f64), angle: f64, distance: f64) -> (f64, f64) {
    (
        centre.0 + angle.sin() * distance,
        centre.1 - angle.cos() * distance,
    )
}

/// What a perk's medals are cut like.
#[derive(Clone, Copy)]
pub(super) enum Frame {
    Round,
    /// So many straight sides, rounded towards a circle.
    Sides(f64),
    /// So many lobes, so deep.
    Lobes(f64, f64),
}

impl Frame {
    pub(super) const ALL: [Self; 8] = [
        Self::Round,
        Self::Sides(6.0),
        Self::Lobes(12.0, 0.035),
        Self::Sides(8.0),
        Self::Lobes(6.0, 0.05),
        Self::Lobes(24.0, 0.028),
        Self::Sides(5.0),
        Self::Lobes(8.0, 0.04),
    ];

    fn distance(self, angle: f64) -> f64 {
        match self {
            Self::Round => 1.0,
            Self::Sides(count) => {
                let from_middle = angle.rem_euclid(TAU / count) - PI / count;
                let straight = (PI / count).cos() / from_middle.cos();
                0.25 + 0.75 * straight
            }
            Self::Lobes(count, depth) => 1.0 - depth + depth * (count * angle).cos(),
        }
    }

    /// The outline; short enough steps that no corner shows at any size we draw.
    pub(super) fn path(self, centre: (f64, f64), radius: f64) -> String {
        let steps = 240;
        let corners = (0..steps).map(|step| {
            let angle = TAU * f64::from(step) / f64::from(steps);
            point(centre, angle, radius * self.distance(angle))
        });
        closed(corners)
    }
}

/// A closed line through these points.
pub(super) fn closed(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{command}{x:.1} {y:.1}");
    }
    path.push('Z');
    path
}

/// The spark: points with hollow sides. Each is cut in two facets, of which the second is in shade.
pub(super) struct Spark {
    pub(super) centre: (f64, f64),
    pub(super) points: u8,
    pub(super) turn: f64,
    pub(super) long: f64,
    /// Every other point; the same as `long` for a regular one.
    pub(super) short: f64,
    /// How far the hollows stay from the centre, as a share.
    pub(super) waist: f64,
}

impl Spark {
    fn tip(&self, index: u8) -> (f64, f64) {
        let distance = if index.is_multiple_of(2) {
            self.long
        } else {
            self.short
        };
        point(self.centre, self.angle(f64::from(index)), distance)
    }

    fn valley(&self, index: f64) -> (f64, f64) {
        point(self.centre, self.angle(index), self.long * self.waist)
    }

    fn angle(&self, index: f64) -> f64 {
        self.turn + TAU * index / f64::from(self.points)
    }

    pub(super) fn outline(&self) -> String {
        let mut path = String::new();
        for index in 0..self.points {
            let (tip, valley) = (self.tip(index), self.valley(f64::from(index) + 0.5));
            let command = if index == 0 { 'M' } else { 'L' };
            let _ = write!(
                path,
                "{command}{:.1} {:.1}L{:.1} {:.1}",
                tip.0, tip.1, valley.0, valley.1
            );
        }
        path.push('Z');
        path
    }

    /// The shaded halves.
    pub(super) fn shade(&self) -> String {
        (0..self.points)
            .map(|index| {
                let valley = self.valley(f64::from(index) + 0.5);
                closed([self.tip(index), valley, self.centre].into_iter())
            })
            .collect()
    }
}
