//! Where labels stand: beside their dot where there is sea beside it, else in a column at the left or the right with a
//! leader. The same dots always give the same places.
//!
//! Leaders of a column do not cross: as long as two do, their places are changed, which makes the leaders shorter
//! together (triangle inequality), so that it ends.

use super::drawing::Frame;

/// A dot that wants a label.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Its place.
    pub x: f64,
    /// Its place.
    pub y: f64,
    /// The part of the map in which it lies.
    pub frame: &'static Frame,
    /// How wide the signs beside its label are.
    pub signs: f64,
}

/// Where a label stands: its near end and the middle of its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The end that faces the dot.
    pub x: f64,
    /// The middle of the line.
    pub y: f64,
    /// Whether it ends there; else it begins.
    pub is_left: bool,
    /// Whether a leader goes to the dot.
    pub has_leader: bool,
    /// How wide it may be with its signs.
    pub room: f64,
}

/// The columns of labels.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    left: Column,
    right: Column,
    /// Height of a line.
    line: f64,
    /// Distance of a label from its dot.
    gap: f64,
}

#[derive(Clone, Copy, Debug)]
struct Column {
    x: f64,
    top: f64,
    bottom: f64,
}

/// Right edge of the drawing: labels end before it.
const EDGE: f64 = 738.0;
/// Dots farther east than this have sea beside them.
const EAST: f64 = 540.0;

/// Labels in words.
pub const WIDE: Columns = Columns {
    left: Column { x: 176.0, top: 164.0, bottom: 350.0 },
    right: Column { x: 546.0, top: 358.0, bottom: 592.0 },
    line: 19.0,
    gap: 9.0,
};
/// Labels that are a number, for narrow screens where letters of the drawing are shrunk.
pub const NARROW: Columns = Columns {
    left: Column { x: 128.0, top: 172.0, bottom: 390.0 },
    right: Column { x: 546.0, top: 356.0, bottom: 592.0 },
    line: 31.0,
    gap: 14.0,
};

/// The labels of these dots, in their order.
pub fn place(spots: &[Spot], columns: &Columns) -> Vec<Label> {
    let mut labels: Vec<Option<Label>> = spots.iter().map(|spot| beside(spot, columns)).collect();
    let mut rest: Vec<usize> =
        (0..spots.len()).filter(|at| labels.get(*at).is_some_and(Option::is_none)).collect();
    // How far a dot lies below the country's axis, which runs up to the right: those above it look to the left.
    let below = |at: &usize| spots.get(*at).map_or(0.0, |spot| 0.55_f64.mul_add(spot.x, spot.y));
    rest.sort_by(|one, two| below(one).total_cmp(&below(two)));
    let room = |column: Column| lines(column, columns.line);
    let left = (rest.len() / 2).max(rest.len().saturating_sub(room(columns.right))).min(room(columns.left));
    let right = rest.split_off(left.min(rest.len()));
    for (members, column, is_left) in [(rest, columns.left, true), (right, columns.right, false)] {
        for (at, label) in column_labels(spots, &members, column, is_left, columns) {
            if let Some(place) = labels.get_mut(at) {
                *place = Some(label);
            }
        }
    }
    let nowhere = Label { x: 0.0, y: 0.0, is_left: false, has_leader: false, room: 0.0 };
    labels.into_iter().map(|label| label.unwrap_or(nowhere)).collect()
}

fn lines(column: Column, line: f64) -> usize {
    let mut y = column.top;
    let mut lines = 1;
    while y + line <= column.bottom {
        y += line;
        lines += 1;
    }
    lines
}

/// The label beside its dot, in an inset or where there is sea to the east.
fn beside(spot: &Spot, columns: &Columns) -> Option<Label> {
    let at = |x: f64, is_left: bool, room: f64| Label { x, y: spot.y, is_left, has_leader: false, room };
    let east = spot.x + columns.gap;
    if spot.frame.is_inset() {
        Some(at(east, false, spot.frame.right - east - 4.0))
    } else if spot.x > EAST {
        Some(at(east, false, EDGE - east))
    } else {
        None
    }
}

fn column_labels(
    spots: &[Spot],
    members: &[usize],
    column: Column,
    is_left: bool,
    columns: &Columns,
) -> Vec<(usize, Label)> {
    let mut order: Vec<(usize, [f64; 2])> =
        members.iter().filter_map(|at| spots.get(*at).map(|spot| (*at, [spot.x, spot.y]))).collect();
    order.sort_by(|one, two| one.1[1].total_cmp(&two.1[1]));
    let mean =
        order.iter().map(|(_, [_, y])| y).sum::<f64>() / order.iter().map(|_| 1.0).sum::<f64>().max(1.0);
    let height = order.iter().skip(1).map(|_| columns.line).sum::<f64>();
    // More labels than lines stand closer together rather than leave the drawing.
    let line = if height > column.bottom - column.top {
        columns.line * (column.bottom - column.top) / height
    } else {
        columns.line
    };
    let height = height.min(column.bottom - column.top);
    let top = (mean - height / 2.0).clamp(column.top, column.bottom - height);
    let mut slots = Vec::new();
    let mut y = top;
    for _ in &order {
        slots.push([column.x, y]);
        y += line;
    }
    uncross(&mut order, &slots);
    let room = if is_left { column.x + super::MARGIN } else { EDGE - column.x };
    let labels = order.iter().zip(&slots);
    labels.map(|((at, _), [x, y])| (*at, Label { x: *x, y: *y, is_left, has_leader: true, room })).collect()
}

/// Changes the places of two labels whose leaders cross, until none do.
fn uncross(order: &mut [(usize, [f64; 2])], slots: &[[f64; 2]]) {
    loop {
        let crossing = (0..order.len())
            .flat_map(|one| (one + 1..order.len()).map(move |two| (one, two)))
            .find(|(one, two)| match (order.get(*one), order.get(*two), slots.get(*one), slots.get(*two)) {
                (Some(a), Some(b), Some(p), Some(q)) => cross(a.1, *p, b.1, *q),
                _ => false,
            });
        let Some((one, two)) = crossing else { break };
        order.swap(one, two);
    }
}

/// Whether two lines cross within; lines that only touch do not.
fn cross(a: [f64; 2], b: [f64; 2], c: [f64; 2], d: [f64; 2]) -> bool {
    let turn = |p: [f64; 2], q: [f64; 2], r: [f64; 2]| {
        (q[0] - p[0]).mul_add(r[1] - p[1], -((q[1] - p[1]) * (r[0] - p[0])))
    };
    turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::super::drawing::DRAWING;
    use super::*;

    fn spots(count: usize) -> Vec<Spot> {
        let [main, ..] = &DRAWING.frames;
        // A fixed scatter over the country.
        let mut seed = 7_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(seed >> 16) / 65_536.0
        };
        (0..count)
            .map(|_| Spot {
                x: next().mul_add(340.0, 180.0),
                y: next().mul_add(230.0, 200.0),
                frame: main,
                signs: 21.0,
            })
            .collect()
    }

    #[test]
    fn leaders_of_a_column_do_not_cross_and_labels_do_not_overlap() {
        for columns in [WIDE, NARROW] {
            for count in [1, 6, 15, 18, 24] {
                let spots = spots(count);
                let labels = place(&spots, &columns);
                assert_eq!(labels, place(&spots, &columns));
                for (one, a) in labels.iter().enumerate() {
                    for (two, b) in labels.iter().enumerate().skip(one + 1) {
                        if a.is_left == b.is_left && a.has_leader && b.has_leader {
                            let ends =
                                |at: usize, label: &Label| ([spots[at].x, spots[at].y], [label.x, label.y]);
                            let ((p, q), (r, s)) = (ends(one, a), ends(two, b));
                            assert!(!cross(p, q, r, s), "{count}: {one} and {two}");
                            assert!((a.y - b.y).abs() > columns.line * 0.5, "{count}: {one} and {two}");
                        }
                    }
                }
            }
        }
    }
}
