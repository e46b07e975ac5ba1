//! `cargo xtask growth`: what a register costs as it grows from a thousand records to a million, measured on the real
//! program, and drawn.
//!
//! The figures go to `docs/growth.json`, the drawing to `docs/growth.svg`. Not here: limits; those of the store are in
//! its benchmarks.

mod measure;
mod plot;

use std::{fs, path::Path};

use serde::Serialize;

use crate::{Verdict, say, serving};

/// Records of the registers that are measured.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// Where the figures are kept.
const FIGURES: &str = "docs/growth.json";
/// Where the drawing is kept.
const DRAWING: &str = "docs/growth.svg";

/// One measured line: a value for each size.
#[derive(Debug, Serialize)]
struct Line {
    name: &'static str,
    unit: &'static str,
    /// Records and value.
    points: Vec<(usize, f64)>,
}

/// Measures and draws. `program` is built for release where it is not given; a last size leaves larger ones out.
pub fn run(root: &Path, program: Option<&Path>, last: Option<&str>) -> Verdict {
    let last: usize =
        last.map_or(Ok(usize::MAX), str::parse).map_err(|error| format!("the size: {error}"))?;
    let program = &serving::program(root, program)?;
    let mut lines: Vec<Line> = Vec::new();
    for size in SIZES.into_iter().filter(|size| *size <= last) {
        say(&format!("{size} records"));
        for (name, unit, value) in measure::register(program, size)? {
            say(&format!("  {name}: {value:.1} {unit}"));
            match lines.iter_mut().find(|line| line.name == name) {
                Some(line) => line.points.push((size, value)),
                None => lines.push(Line { name, unit, points: vec![(size, value)] }),
            }
        }
        // Written after each size: the last one takes longest.
        let text = serde_json::to_string_pretty(&lines).map_err(|error| error.to_string())?;
        write(&root.join(FIGURES), &text)?;
        write(&root.join(DRAWING), &plot::draw(&lines))?;
    }
    Ok(true)
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, format!("{}\n", text.trim_end())).map_err(|error| format!("{}: {error}", path.display()))
}
