//! The drawn prefectures and the projection by which degrees become places of the drawing.
//!
//! `cargo xtask map` makes `map/japan.json`; its projection is written there, and here once more as code.

use std::sync::LazyLock;

use serde::Deserialize;

/// The drawing that is compiled in.
#[expect(clippy::expect_used, reason = "the file is compiled in and read by a test")]
pub static DRAWING: LazyLock<Drawing> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../map/japan.json")).expect("the map can be read")
});

/// The drawing.
#[derive(Debug, Deserialize)]
pub struct Drawing {
    /// Whom the law asks to be named.
    pub credit: String,
    /// Width and height.
    pub view: [f64; 2],
    /// One step of the outlines in units of the drawing.
    pub unit: f64,
    /// Parts of the country with a scale of their own; the first one holds all others.
    pub frames: [Frame; 3],
    /// Outlines.
    pub prefectures: Vec<Outline>,
}

/// A prefecture.
#[derive(Debug, Deserialize)]
pub struct Outline {
    /// JIS X 0401 code.
    pub code: String,
    /// Its outline as an SVG path of whole steps.
    pub path: String,
}

/// A part of the country on the drawing.
#[derive(Clone, Debug, Deserialize)]
pub struct Frame {
    /// Its prefectures; none for the part that holds all others.
    pub prefectures: Vec<String>,
    longitude: f64,
    latitude: f64,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    scale: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Frame {
    /// The part in which a prefecture lies.
    pub fn of(prefecture: &str) -> &'static Self {
        let [main, ..] = &DRAWING.frames;
        let inset =
            DRAWING.frames.iter().find(|frame| frame.prefectures.iter().any(|code| code == prefecture));
        inset.unwrap_or(main)
    }

    /// Whether it is drawn beside its true place.
    pub const fn is_inset(&self) -> bool {
        !self.prefectures.is_empty()
    }

    /// The place of a point, degrees east and north.
    pub fn project(&self, longitude: f64, latitude: f64) -> [f64; 2] {
        let x = self.scale.mul_add(longitude - self.longitude, self.x);
        let y = self.scale.mul_add(mercator(self.latitude) - mercator(latitude), self.y);
        [x, y]
    }
}

fn mercator(latitude: f64) -> f64 {
    (latitude.to_radians() / 2.0 + std::f64::consts::FRAC_PI_4).tan().ln().to_degrees()
}

/// The middle of the corners of these prefectures, as far as they lie in the frame.
pub fn middle(prefectures: &[String], frame: &Frame) -> Option<[f64; 2]> {
    let mut edges: Option<[f64; 4]> = None;
    let outlines = DRAWING.prefectures.iter().filter(|outline| prefectures.contains(&outline.code));
    for [x, y] in outlines.flat_map(|outline| largest_ring(&outline.path)) {
        let [left, top, right, bottom] = edges.unwrap_or([x, y, x, y]);
        edges = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
    }
    let [left, top, right, bottom] = edges?;
    let within = |low: f64, high: f64| f64::midpoint(low, high) * DRAWING.unit;
    Some([within(left, right).min(frame.right), within(top, bottom).min(frame.bottom)])
}

/// The corners of the ring with the most corners: islands far out do not pull the middle away.
fn largest_ring(path: &str) -> Vec<[f64; 2]> {
    let mut rings: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut at = [0.0, 0.0];
    for ring in path.split('z').filter(|ring| !ring.is_empty()) {
        let spaced = ring.replace('-', " -").replace(['m', 'l'], " ");
        let numbers: Vec<f64> = spaced.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let mut corners = Vec::new();
        let mut first = None;
        for step in numbers.chunks_exact(2) {
            if let [dx, dy] = step {
                at = [at[0] + dx, at[1] + dy];
                first.get_or_insert(at);
                corners.push(at);
            }
        }
        at = first.unwrap_or(at);
        rings.push(corners);
    }
    rings.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_lie_in_their_prefectures() {
        assert_eq!(DRAWING.prefectures.len(), 47);
        for (code, longitude, latitude) in [
            ("01", 141.35, 43.06),
            ("13", 139.69, 35.69),
            ("28", 135.2, 34.69),
            ("37", 134.05, 34.34),
            ("40", 130.4, 33.59),
        ] {
            let frame = Frame::of(code);
            let [x, y] = frame.project(longitude, latitude);
            let outline = DRAWING.prefectures.iter().find(|outline| outline.code == code).unwrap();
            let ring = largest_ring(&outline.path);
            let (xs, ys): (Vec<f64>, Vec<f64>) =
                ring.iter().map(|[x, y]| (x * DRAWING.unit, y * DRAWING.unit)).unzip();
            let within = |values: &[f64], value: f64| {
                values.iter().copied().fold(f64::MAX, f64::min) - 2.0 <= value
                    && value <= values.iter().copied().fold(f64::MIN, f64::max) + 2.0
            };
            assert!(within(&xs, x) && within(&ys, y), "{code}: {x} {y}");
        }
        assert!(Frame::of("47").is_inset() && !Frame::of("27").is_inset());
    }
}
