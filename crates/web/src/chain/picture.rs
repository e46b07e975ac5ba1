//! The picture of a chain: columns from need to new need, boxes, and the lines between them.

use std::collections::HashMap;

use enishi_app::chain::{Edge, Relation};
use enishi_kit::ids::RecordId;

use crate::drawing::parts::{Arrow, Line, Shape, room};
use crate::drawing::wrap;
use crate::text::Words;

/// The columns: what stands in them, and the key of their heading.
const COLUMNS: [(&str, &str); 8] = [
    ("need", "need"),
    ("seed", "seed"),
    ("project", "project"),
    ("ip-right", "ip-right"),
    ("result", "result"),
    ("baton", "baton"),
    ("outcome", "outcome"),
    ("new-need", "chain-new-need"),
];
/// Width of a box.
const BOX: i32 = 138;
/// Width of a column in which nothing stands.
const EMPTY: i32 = 54;
/// Between columns.
const GAP: i32 = 26;
/// Height of the headings.
const HEAD: i32 = 34;
/// Height of a line of a title, and of a line below it.
const LINE: i32 = 16;
/// Between boxes.
const BETWEEN: i32 = 18;
/// Space around the text in a box.
const AIR: i32 = 8;
/// Lines of a title at most.
const LINES: usize = 4;

/// A step to be drawn.
pub struct Drawn {
    pub id: RecordId,
    pub kind: &'static str,
    pub href: String,
    pub title: String,
    pub lang: Option<&'static str>,
    pub lines: Vec<String>,
    pub is_here: bool,
    pub is_sample: bool,
    pub is_warning: bool,
    pub is_new_need: bool,
    /// Whether it begins a turn of the chain: a project answers it.
    pub begins: bool,
}

/// The finished picture.
pub struct Picture {
    pub width: i32,
    pub height: i32,
    pub columns: Vec<ColumnView>,
    pub boxes: Vec<Shape>,
    pub edges: Vec<Arrow>,
    /// The words at the way back from the new need, and where they stand.
    pub back: Option<(i32, i32, String)>,
}

pub struct ColumnView {
    pub label: String,
    pub middle: i32,
    pub left: i32,
    pub right: i32,
    pub is_empty: bool,
}

/// A box with its place.
#[derive(Clone, Copy)]
struct Place {
    column: usize,
    left: i32,
    top: i32,
    height: i32,
}

impl Place {
    const fn right(self) -> i32 {
        self.left + BOX
    }
    const fn middle(self) -> i32 {
        self.top + self.height / 2
    }
    const fn bottom(self) -> i32 {
        self.top + self.height
    }
}

impl Picture {
    /// The picture of these steps, given in the order in which one led to the other.
    pub fn new(words: &Words, steps: &[Drawn], edges: &[Edge]) -> Self {
        let shown: Vec<(usize, &Drawn)> = steps.iter().flat_map(placed_in).collect();
        let mut left = GAP / 2;
        let columns: Vec<ColumnView> = COLUMNS
            .iter()
            .enumerate()
            .map(|(column, (_, key))| {
                let is_empty = !shown.iter().any(|(own, _)| *own == column);
                let width = if is_empty { EMPTY } else { BOX };
                let view = ColumnView {
                    label: words.t(key),
                    middle: left + width / 2,
                    left,
                    right: left + width,
                    is_empty,
                };
                left += width + GAP;
                view
            })
            .collect();
        let width = left - GAP / 2;
        let mut free = [HEAD + BETWEEN; COLUMNS.len()];
        let mut places: HashMap<(RecordId, bool), Place> = HashMap::new();
        let mut boxes = Vec::new();
        for (column, step) in shown {
            let (Some(view), Some(free)) = (columns.get(column), free.get_mut(column)) else { continue };
            let is_end = column + 1 == COLUMNS.len();
            let title = wrap(&step.title, room(BOX - 2 * AIR, 13), LINES);
            let below: Vec<String> =
                step.lines.iter().flat_map(|line| wrap(line, room(BOX - 2 * AIR, 11), 2)).collect();
            let sample = step.is_sample.then(|| words.t("sample-badge"));
            let count = i32::try_from(title.len() + below.len() + usize::from(step.is_sample)).unwrap_or(1);
            let height = count * LINE + 2 * AIR;
            // Near to what led to it, so that lines stay short; never over another box.
            let before: Vec<i32> = edges
                .iter()
                .filter(|edge| edge.to == step.id && !edge.is_loop)
                .filter_map(|edge| places.get(&(edge.from, false)))
                .filter(|place| place.column != column)
                .map(|place| place.middle() - height / 2)
                .collect();
            let wished = before.iter().sum::<i32>() / i32::try_from(before.len().max(1)).unwrap_or(1);
            let top = wished.max(*free);
            *free = top + height + BETWEEN;
            let place = Place { column, left: view.left, top, height };
            places.insert((step.id, is_end), place);
            boxes.push(box_view(step, place, &title, &below, sample.as_deref()));
        }
        let bottom = free.iter().copied().max().unwrap_or(HEAD) + AIR;
        let mut lines: Vec<Arrow> = edges.iter().filter_map(|edge| edge_view(words, edge, &places)).collect();
        let ends: Vec<(RecordId, Place)> =
            places.iter().filter(|((_, is_end), _)| *is_end).map(|((id, _), place)| (*id, *place)).collect();
        let first = columns.first().map_or(GAP, |column| column.middle);
        for (id, end) in &ends {
            lines.push(way_back(words, *end, places.get(&(*id, false)).copied(), first, bottom));
        }
        let back = (!ends.is_empty()).then(|| (width / 2, bottom - 6, words.t("chain-way-back")));
        let height = if back.is_some() { bottom + 14 } else { bottom };
        Self { width, height, columns, boxes, edges: lines, back }
    }
}

/// The columns in which a step stands: a need that the market gave back, and that began another turn, in two.
fn placed_in(step: &Drawn) -> Vec<(usize, &Drawn)> {
    let last = COLUMNS.len() - 1;
    let own = COLUMNS.iter().position(|(kind, _)| *kind == step.kind).unwrap_or(0);
    match (step.is_new_need, step.begins) {
        (true, true) => vec![(own, step), (last, step)],
        (true, false) => vec![(last, step)],
        _ => vec![(own, step)],
    }
}

fn box_view(step: &Drawn, place: Place, title: &[String], below: &[String], sample: Option<&str>) -> Shape {
    let mut texts = Vec::new();
    let mut y = place.top + AIR + 12;
    let mut add = |text: &str, class: &'static str| {
        texts.push(Line { x: place.left + AIR, y, text: text.to_owned(), class, ..Line::default() });
        y += LINE;
    };
    title.iter().for_each(|line| add(line, "chain-name"));
    below.iter().for_each(|line| add(line, "chain-fact"));
    sample.iter().for_each(|line| add(line, "chain-sample"));
    let mut class = format!("chain-box chain-{}", step.kind);
    for (is, name) in [(step.is_here, " chain-is-here"), (step.is_warning, " chain-is-warning")] {
        if is {
            class.push_str(name);
        }
    }
    Shape {
        href: step.href.clone(),
        name: step.title.clone(),
        lang: step.lang,
        left: place.left,
        top: place.top,
        width: BOX,
        height: place.height,
        texts,
        class,
        is_here: step.is_here,
    }
}

fn edge_view(words: &Words, edge: &Edge, places: &HashMap<(RecordId, bool), Place>) -> Option<Arrow> {
    let to_end = edge.relation == Relation::GivesBack;
    let at = |id: RecordId, is_end: bool| places.get(&(id, is_end)).or_else(|| places.get(&(id, !is_end)));
    let from = *at(edge.from, false)?;
    let to = *at(edge.to, to_end)?;
    let (y, end) = (from.middle(), to.middle());
    let path = match from.column.cmp(&to.column) {
        std::cmp::Ordering::Less => {
            let (x, x_end) = (from.right(), to.left);
            let bend = GAP.max((x_end - x) / 2);
            format!("M{x} {y}C{} {y} {} {end} {x_end} {end}", x + bend, x_end - bend)
        }
        // Down the same column: from the foot of the one to the head of the other, or around if another stands between.
        std::cmp::Ordering::Equal if to.top > from.bottom() && to.top - from.bottom() <= BETWEEN => {
            let x = from.left + BOX / 2;
            format!("M{x} {}V{}", from.bottom(), to.top)
        }
        std::cmp::Ordering::Equal => {
            let (x, bend) = (from.right(), GAP);
            format!("M{x} {y}C{} {y} {} {end} {x} {end}", x + bend, x + bend)
        }
        std::cmp::Ordering::Greater => {
            let (x, x_end) = (from.left, to.right());
            let bend = GAP.max((x - x_end) / 3);
            format!("M{x} {y}C{} {y} {} {end} {x_end} {end}", x - bend, x_end + bend)
        }
    };
    let class = match (edge.is_loop, edge.relation.is_inferred()) {
        (true, _) => "arrow chain-loop",
        (false, true) => "arrow chain-inferred",
        (false, false) => "arrow",
    };
    Some(Arrow { path, class, words: words.t(&format!("chain-edge-{}", edge.relation.code())) })
}

/// From a new need along the foot of the picture back to the first column.
fn way_back(words: &Words, end: Place, begin: Option<Place>, first: i32, bottom: i32) -> Arrow {
    let x = end.left + BOX / 2;
    let (x_end, y_end) = begin.map_or((first, bottom - 28), |place| (place.left + BOX / 2, place.bottom()));
    let path = format!("M{x} {}V{}H{}V{y_end}", end.bottom(), bottom - 2, x_end);
    Arrow { path, class: "arrow chain-loop", words: words.t("chain-edge-begins-anew") }
}
