//! One kind in two shapes: as a former program declared it and as today's does.

use enishi_kind::fields::{Integer, Line, Text};
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
    /// Its width and height in millimetres, as in `40x20`.
    #[field(layer = public)]
    pub size: Line,
    /// Something that nobody asks any more.
    #[field(layer = public, facet)]
    pub maker: Line,
}

/// The label of the fourth shape: `colour` became `tint` in shape 2, every tint is in lower case since shape 3, and in
/// shape 4 `size` was split into `width` and `height`, and `maker` went.
#[derive(Debug, Kind)]
#[kind(name = "label", plural = "labels", title = "title", shape = 4, upcasters = UPCASTERS)]
pub struct Label {
    /// What it says.
    #[field(layer = public, required, column)]
    pub title: Text,
    /// Its tint, which was its colour.
    #[field(layer = public, facet, sort)]
    pub tint: Line,
    /// Its width.
    #[field(layer = public, facet, sort)]
    pub width: Integer,
    /// Its height.
    #[field(layer = public)]
    pub height: Integer,
}

const UPCASTERS: &[Upcaster] = &[colour_becomes_tint, tint_in_lower_case, size_is_split];

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

fn size_is_split(body: &mut Body) -> Result<(), Problem> {
    body.remove("maker");
    let Some(size) = body.remove("size") else { return Ok(()) };
    let sides = size.as_str().and_then(|size| size.split_once('x'));
    let sides =
        sides.and_then(|(width, height)| Some((width.parse::<i64>().ok()?, height.parse::<i64>().ok()?)));
    let Some((width, height)) = sides else {
        return Err(Problem::new("type").on("size").arg("expected", "40x20").arg("found", size));
    };
    body.set_raw("width", width.into());
    body.set_raw("height", height.into());
    Ok(())
}
