//! `cargo xtask map`: draws the prefectures for the pages from the topology under `ENISHI_DATA`.
//!
//! Borders are simplified once, as the arcs that two prefectures share, so that no gap opens between neighbours.
//! Not here: colours, dots, labels; the pages add them.

mod simplify;
mod topology;

use std::{env, fmt::Write as _, fs, path::Path, path::PathBuf};

use serde::Serialize;

use crate::{Verdict, say};
use simplify::{Point, ranks};
use topology::{Prefecture, Topology};

/// Where the drawing is kept.
const DRAWING: &str = "crates/web/map/japan.json";
/// Most bytes of all outlines together: the rest of a page's 40 kB is for dots, labels and leaders.
const MOST_BYTES: usize = 19_500;
/// Width and height of the drawing.
const VIEW: [f64; 2] = [740.0, 600.0];
/// Length of one step of the outlines' whole numbers: half a unit of the drawing is finer than a screen shows.
const UNIT: f64 = 0.5;
/// Islands smaller than this many square units are left out, unless a prefecture has no larger one.
const LEAST_ISLAND: f64 = 3.0;
/// How often the tolerance is halved while the largest drawing that fits is looked for.
const STEPS: u32 = 24;
/// Tolerance with which the search begins, in square units: no outline survives it.
const MOST_TOLERANCE: f64 = 64.0;

/// A part of the country with a scale and place of its own. Mercator: east is right, directions are kept.
#[derive(Clone, Copy, Debug, Serialize)]
struct Frame {
    name: &'static str,
    /// Prefectures by JIS X 0401 code; empty means all others.
    prefectures: &'static [&'static str],
    /// The corner in the north-west, degrees, which lies at `x` and `y` of the drawing.
    longitude: f64,
    latitude: f64,
    x: f64,
    y: f64,
    /// Units of the drawing to one degree of longitude.
    scale: f64,
    /// Right and lower edge: what lies beyond is left out.
    right: f64,
    bottom: f64,
}

const FRAMES: [Frame; 3] = [
    Frame {
        name: "main",
        prefectures: &[],
        longitude: 128.3,
        latitude: 41.65,
        x: 100.0,
        y: 8.0,
        scale: 38.0,
        right: 640.0,
        bottom: 600.0,
    },
    Frame {
        name: "hokkaido",
        prefectures: &["01"],
        longitude: 139.2,
        latitude: 45.75,
        x: 8.0,
        y: 8.0,
        scale: 20.5,
        right: 216.0,
        bottom: 146.0,
    },
    Frame {
        name: "okinawa",
        prefectures: &["47"],
        longitude: 122.7,
        latitude: 27.35,
        x: 318.0,
        y: 492.0,
        scale: 27.0,
        right: 484.0,
        bottom: 592.0,
    },
];

impl Frame {
    fn project(&self, longitude: f64, latitude: f64) -> Point {
        let x = self.scale.mul_add(longitude - self.longitude, self.x);
        let y = self.scale.mul_add(mercator(self.latitude) - mercator(latitude), self.y);
        [x / UNIT, y / UNIT]
    }

    fn holds(&self, [x, y]: Point) -> bool {
        let (x, y) = (x * UNIT, y * UNIT);
        (0.0..=self.right).contains(&x) && (0.0..=self.bottom).contains(&y)
    }
}

/// Degrees of the equator that a latitude lies away from it on Mercator's map.
fn mercator(latitude: f64) -> f64 {
    (latitude.to_radians() / 2.0 + std::f64::consts::FRAC_PI_4).tan().ln().to_degrees()
}

#[derive(Serialize)]
struct Drawing {
    made_by: &'static str,
    data: &'static str,
    credit: &'static str,
    projection: &'static str,
    view: [f64; 2],
    unit: f64,
    frames: [Frame; 3],
    prefectures: Vec<Outline>,
}

#[derive(Clone, Debug, Serialize)]
struct Outline {
    code: String,
    path: String,
}

/// Draws the map and writes it into the checkout.
pub fn draw(root: &Path) -> Verdict {
    let data = env::var_os("ENISHI_DATA")
        .map(PathBuf::from)
        .ok_or("ENISHI_DATA is not set: name the folder that holds maps/prefectures.topojson")?;
    let file = data.join("maps/prefectures.topojson");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let topology = Topology::parse(&text)?;
    let (tolerance, prefectures) = largest_that_fits(&topology)?;
    let bytes = weight(&prefectures);
    let drawing = Drawing {
        made_by: "cargo xtask map",
        data: "smartnews-smri/japan-topography, commit b403e71eb97f1fdf32f63d16bd485129f703855e, from the national land numerical information N03",
        credit: "国土数値情報（行政区域データ）国土交通省を加工",
        projection: "x + scale * (longitude - longitude0); y + scale * (m(latitude0) - m(latitude)); m in degrees, Mercator",
        view: VIEW,
        unit: UNIT,
        frames: FRAMES,
        prefectures,
    };
    let mut text = serde_json::to_string_pretty(&drawing).map_err(|error| error.to_string())?;
    text.push('\n');
    let target = root.join(DRAWING);
    fs::write(&target, text).map_err(|error| format!("{}: {error}", target.display()))?;
    say(&format!("{DRAWING}: 47 outlines, {bytes} bytes of paths, tolerance {tolerance:.3} square steps"));
    Ok(true)
}

fn weight(outlines: &[Outline]) -> usize {
    outlines.iter().map(|outline| outline.path.len()).sum()
}

/// The finest drawing within the bytes: the tolerance is found by halving.
fn largest_that_fits(topology: &Topology) -> Result<(f64, Vec<Outline>), String> {
    let arcs = ranked_arcs(topology)?;
    let (mut fine, mut coarse) = (0.0, MOST_TOLERANCE);
    let mut best = None;
    for _ in 0..STEPS {
        let tolerance = f64::midpoint(fine, coarse);
        let outlines = outlines(topology, &arcs, tolerance)?;
        if weight(&outlines) <= MOST_BYTES {
            coarse = tolerance;
            best = Some((tolerance, outlines));
        } else {
            fine = tolerance;
        }
    }
    best.ok_or_else(|| format!("no tolerance up to {MOST_TOLERANCE} gives {MOST_BYTES} bytes"))
}

fn outlines(topology: &Topology, arcs: &[Vec<Ranked>], tolerance: f64) -> Result<Vec<Outline>, String> {
    let arcs: Vec<Vec<Point>> = arcs.iter().map(|arc| drawn(arc, tolerance)).collect();
    topology
        .prefectures
        .iter()
        .map(|prefecture| Ok(Outline { code: prefecture.code.clone(), path: path(prefecture, &arcs)? }))
        .collect()
}

fn frame_of(code: &str) -> &'static Frame {
    let [main, ..] = &FRAMES;
    FRAMES.iter().find(|frame| frame.prefectures.contains(&code)).unwrap_or(main)
}

/// A point with the tolerance that takes it away.
type Ranked = (Point, f64);

/// Every arc projected, once, in the frame of the first prefecture that uses it.
fn ranked_arcs(topology: &Topology) -> Result<Vec<Vec<Ranked>>, String> {
    let mut ranked = vec![Vec::new(); topology.arcs.len()];
    for prefecture in &topology.prefectures {
        let frame = frame_of(&prefecture.code);
        for reference in prefecture.rings.iter().flatten() {
            let arc = topology.arcs.get(reference.arc).ok_or("an arc that is not there")?;
            let place = ranked.get_mut(reference.arc).ok_or("an arc that is not there")?;
            if place.is_empty() {
                let points: Vec<Point> =
                    arc.iter().map(|[longitude, latitude]| frame.project(*longitude, *latitude)).collect();
                let ranks = ranks(&points);
                *place = points.into_iter().zip(ranks).collect();
            }
        }
    }
    Ok(ranked)
}

/// What a tolerance leaves of an arc, on whole steps.
fn drawn(arc: &[Ranked], tolerance: f64) -> Vec<Point> {
    let kept = arc.iter().filter(|(_, rank)| *rank >= tolerance);
    let mut points: Vec<Point> = kept.map(|(point, _)| point.map(f64::round)).collect();
    points.dedup();
    points
}

/// The outline of a prefecture: rings of whole steps, each relative to the point before.
fn path(prefecture: &Prefecture, arcs: &[Vec<Point>]) -> Result<String, String> {
    let frame = frame_of(&prefecture.code);
    let mut rings: Vec<(f64, Vec<Point>)> = Vec::new();
    for references in &prefecture.rings {
        let mut ring: Vec<Point> = Vec::new();
        for reference in references {
            let arc = arcs.get(reference.arc).ok_or("an arc that is not there")?;
            let mut points = arc.clone();
            if reference.is_backwards {
                points.reverse();
            }
            ring.extend(points);
        }
        ring.dedup();
        let is_inside = ring.iter().all(|point| frame.holds(*point));
        if ring.len() > 3 && is_inside {
            rings.push((simplify::area(&ring).abs() * UNIT * UNIT, ring));
        }
    }
    let largest = rings.iter().map(|(area, _)| *area).fold(0.0, f64::max);
    let mut out = String::new();
    let mut at = [0.0, 0.0];
    for (area, ring) in &rings {
        if *area >= LEAST_ISLAND.min(largest) {
            write_ring(&mut out, ring, &mut at);
        }
    }
    if out.is_empty() { Err(format!("nothing is left of prefecture {}", prefecture.code)) } else { Ok(out) }
}

/// `m12 34l5-6 7 8z`: a sign parts two numbers where it can.
fn write_ring(out: &mut String, ring: &[Point], at: &mut Point) {
    let Some((first, rest)) = ring.split_first() else { return };
    out.push('m');
    write_step(out, *at, *first, true);
    let mut last = *first;
    let mut is_first = true;
    for point in rest.iter().filter(|point| *point != first) {
        if is_first {
            out.push('l');
        }
        write_step(out, last, *point, is_first);
        is_first = false;
        last = *point;
    }
    out.push('z');
    // After `z` the pen stands where the ring began.
    *at = *first;
}

fn write_step(out: &mut String, [x, y]: Point, [to_x, to_y]: Point, after_letter: bool) {
    let (dx, dy) = (to_x - x, to_y - y);
    write_number(out, dx, after_letter);
    write_number(out, dy, false);
}

fn write_number(out: &mut String, number: f64, after_letter: bool) {
    // Adding zero turns the negative zero into zero.
    let number = number + 0.0;
    if number >= 0.0 && !after_letter {
        out.push(' ');
    }
    // Writing into a string does not fail.
    let _ = write!(out, "{number:.0}");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side with a wavy border that both share.
    const NEIGHBOURS: &str = r#"{"type":"Topology",
        "transform":{"scale":[0.05,0.05],"translate":[136,35]},
        "arcs":[[[20,0],[1,5],[-2,5],[1,5],[0,5]],[[20,20],[-20,0],[0,-20],[20,0]],[[20,0],[20,0],[0,20],[-20,0]]],
        "objects":{"prefectures":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","properties":{"N03_001":"石川県"},"arcs":[[0,1]]},
            {"type":"Polygon","properties":{"N03_001":"富山県"},"arcs":[[2,-1]]}]}}}"#;

    #[test]
    fn neighbours_keep_the_border_that_they_share() {
        let topology = Topology::parse(NEIGHBOURS).unwrap();
        for tolerance in [0.0, 300.0] {
            let arcs = ranked_arcs(&topology).unwrap();
            let outlines = outlines(&topology, &arcs, tolerance).unwrap();
            assert_eq!(outlines.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["17", "16"]);
            let points = outlines.iter().map(|one| absolute(&one.path)).collect::<Vec<_>>();
            let border = drawn(&arcs[0], tolerance);
            assert_eq!(border.len(), if tolerance > 0.0 { 2 } else { 5 });
            assert!(points.iter().all(|outline| border.iter().all(|point| outline.contains(point))));
        }
    }

    /// The corners of a path of one ring.
    fn absolute(path: &str) -> Vec<Point> {
        let spaced = path.replace('-', " -").replace(['m', 'l', 'z'], " ");
        let numbers: Vec<f64> = spaced.split_whitespace().map(|number| number.parse().unwrap()).collect();
        let mut at = [0.0, 0.0];
        numbers
            .chunks(2)
            .map(|step| {
                at = [at[0] + step[0], at[1] + step[1]];
                at
            })
            .collect()
    }

    #[test]
    fn the_corner_of_a_frame_lies_where_it_says() {
        for frame in FRAMES {
            let corner = frame.project(frame.longitude, frame.latitude);
            assert!((corner[0] * UNIT - frame.x).abs() < 1e-9 && (corner[1] * UNIT - frame.y).abs() < 1e-9);
        }
    }
}
