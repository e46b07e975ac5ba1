//! `cargo xtask growth`: what a register costs as it grows from a thousand records to a million, measured on the real
//! program, and drawn.
//!
//! The figures go to `docs/growth.json`, the drawing to `docs/growth.svg`. Not here: limits; those of the store are in
//! its benchmarks.

mod measure;
mod plot;

use std::{fs, path::Path};

use serde::{Deserialize, Serialize};

use crate::{Verdict, say, serving};

/// Records of the registers that are measured.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// Where the figures are kept.
const FIGURES: &str = "docs/growth.json";
/// Where the drawing is kept.
const DRAWING: &str = "docs/growth.svg";

/// One measured line: a value for each size.
#[derive(Debug, Deserialize, Serialize)]
struct Line {
    name: String,
    unit: String,
    /// Records and value.
    points: Vec<(usize, f64)>,
}

/// Measures and draws. `program` is built for release where it is not given; where sizes are given, only these are
/// measured, and the figures of the others stay.
pub fn run(root: &Path, program: Option<&Path>, sizes: &[&str]) -> Verdict {
    let wrong = |size: &str| format!("`{size}` is no number of records");
    let sizes: Vec<usize> = if sizes.is_empty() {
        SIZES.to_vec()
    } else {
        sizes.iter().map(|size| size.parse().map_err(|_| wrong(size))).collect::<Result<_, _>>()?
    };
    let program = &serving::program(root, program)?;
    let kept = fs::read_to_string(root.join(FIGURES)).unwrap_or_else(|_| "[]".to_owned());
    let mut lines: Vec<Line> = serde_json::from_str(&kept).map_err(|error| format!("{FIGURES}: {error}"))?;
    for size in sizes {
        say(&format!("{size} records"));
        // Written as they come: those of a million records take long.
        measure::register(program, size, &mut |name, unit, value| {
            say(&format!("  {name}: {value:.1} {unit}"));
            take(&mut lines, name, unit, (size, value));
            let text = serde_json::to_string_pretty(&lines).map_err(|error| error.to_string())?;
            write(&root.join(FIGURES), &text)?;
            write(&root.join(DRAWING), &plot::draw(&lines))
        })?;
    }
    Ok(true)
}

/// Measures how long others who write wait beside an import of so many seeds; nothing is kept. `database` is the address of
/// an empty PostgreSQL.
pub fn waits(root: &Path, program: Option<&Path>, rows: &str, database: Option<&str>) -> Verdict {
    let size = rows.parse().map_err(|_| format!("`{rows}` is no number of rows"))?;
    let program = serving::program(root, program)?;
    measure::waits(&program, size, database, &mut |name, unit, value| {
        say(&format!("{name}: {value:.1} {unit}"));
        Ok(())
    })?;
    Ok(true)
}

/// Puts a figure in the place of the former one of its size.
fn take(lines: &mut Vec<Line>, name: &str, unit: &str, point: (usize, f64)) {
    let place = lines.iter().position(|line| line.name == name).unwrap_or_else(|| {
        lines.push(Line { name: name.to_owned(), unit: unit.to_owned(), points: Vec::new() });
        lines.len() - 1
    });
    if let Some(line) = lines.get_mut(place) {
        line.points.retain(|(size, _)| *size != point.0);
        line.points.push(point);
        line.points.sort_by_key(|(size, _)| *size);
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, format!("{}\n", text.trim_end())).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_measured_anew_takes_the_place_of_its_former_figure() {
        let mut lines = Vec::new();
        for point in [(1_000, 1.0), (100_000, 9.0), (10_000, 3.0), (1_000, 2.0)] {
            take(&mut lines, "import", "s", point);
        }
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!(line.points, [(1_000, 2.0), (10_000, 3.0), (100_000, 9.0)]);
    }
}
