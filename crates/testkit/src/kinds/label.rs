//! One kind in two shapes: as a former program declared it and as today's does.

use enishi_kind::fields::{Line, Text};
use enishi_kind::{Body, Kind, Problem, Upcaster};

/// The label of the first shape.
#[derive(Debug, Kind)]
#[kind(name = "label", plural = "labels", title = "title", shape = 1)]
pub struct FormerLabel {
    /// What it says.
    #[field(layer = public, required, column)]
    pub title: Text,
    /// Its colour.
    #[field(layer = public, facet, sort)]
    pub colour: Line,
}

/// The label of the third shape: `colour` became `tint` in shape 2, and every tint is in lower case since shape 3.
#[derive(Debug, Kind)]
#[kind(name = "label", plural = "labels", title = "title", shape = 3, upcasters = UPCASTERS)]
pub struct Label {
    /// What it says.
    #[field(layer = public, required, column)]
    pub title: Text,
    /// Its tint, which was its colour.
    #[field(layer = public, facet, sort)]
    pub tint: Line,
}

const UPCASTERS: &[Upcaster] = &[colour_becomes_tint, tint_in_lower_case];

fn colour_becomes_tint(body: &mut Body) -> Result<(), Problem> {
    if let Some(colour) = body.remove("colour") {
        body.set_raw("tint", colour);
    }
    Ok(())
}

fn tint_in_lower_case(body: &mut Body) -> Result<(), Problem> {
    let Some(tint) = body.raw("tint") else { return Ok(()) };
    let Some(words) = tint.as_str() else {
        return Err(Problem::new("type").on("tint").arg("expected", "line").arg("found", tint));
    };
    let lower = words.to_lowercase();
    body.set_raw("tint", lower.into());
    Ok(())
}
