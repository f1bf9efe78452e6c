//! Places on a page, in points from the shown page's upper left corner, to the right and down.

use sayso_model::Bounds;
use serde::{Deserialize, Serialize};

/// A place, or a way to go.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }

    pub(super) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    pub(super) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The same way, one point long; `None` where it leads nowhere.
    pub(super) fn unit(self) -> Option<Self> {
        let length = self.length();
        (length.is_finite() && length > 1e-9).then(|| Self::new(self.x / length, self.y / length))
    }

    /// A quarter turn to the right of it, as the page is seen.
    pub(super) const fn across(self) -> Self {
        Self::new(-self.y, self.x)
    }
}

/// A transformation (ISO 32000-1, 8.3.3): `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) const fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one after `inner`.
    pub(super) fn after(&self, inner: &Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, inner.0);
        Self([
            a * p + c * q,
            b * p + d * q,
            a * r + c * s,
            b * r + d * s,
            a * t + c * u + e,
            b * t + d * u + f,
        ])
    }

    pub(super) fn place(&self, x: f64, y: f64) -> Point {
        let way = self.way(x, y);
        Point::new(way.x + self.0[4], way.y + self.0[5])
    }

    /// Where a way leads, whatever it starts from.
    pub(super) fn way(&self, x: f64, y: f64) -> Point {
        let [a, b, c, d, ..] = self.0;
        Point::new(a * x + c * y, b * x + d * y)
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// The smallest one around some places; `None` where one of them is nowhere.
    pub(super) fn around(places: &[Point]) -> Option<Self> {
        let first = places.first()?;
        let start = Self { left: first.x, top: first.y, right: first.x, bottom: first.y };
        let all = places.iter().fold(start, |r, p| Self {
            left: r.left.min(p.x),
            top: r.top.min(p.y),
            right: r.right.max(p.x),
            bottom: r.bottom.max(p.y),
        });
        let real = |p: &Point| p.x.abs() < MOST && p.y.abs() < MOST;
        places.iter().all(real).then_some(all)
    }

    pub(super) fn cover(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn holds(self, place: Point) -> bool {
        self.left <= place.x
            && place.x <= self.right
            && self.top <= place.y
            && place.y <= self.bottom
    }

    pub(super) fn middle(self) -> Point {
        Point::new((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    pub(super) fn cut_to(self, other: Self) -> Option<Self> {
        let cut = Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        };
        (cut.width() > 0.0 && cut.height() > 0.0).then_some(cut)
    }

    /// In hundredths of a point.
    pub(super) fn bounds(self) -> Bounds {
        let hundredths = |points: f64| (points * 100.0).round() as i32;
        Bounds {
            left: hundredths(self.left),
            top: hundredths(self.top),
            right: hundredths(self.right),
            bottom: hundredths(self.bottom),
        }
    }
}

/// No place is further from the corner, in points; a page has at most 14,400 (Annex C.2).
const MOST: f64 = 1e6;
