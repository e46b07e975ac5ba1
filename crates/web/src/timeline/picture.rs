//! The picture of the timeline: years across, documents above, one lane for each ministry, lines from a programme to
//! what came of it.

use std::collections::HashMap;

use enishi_app::timeline::{Bar, Timeline};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use jiff::civil::Date;

use super::{merged, ministry, term};
use crate::drawing::parts::{Arrow, Line, Shape, extent, room};
use crate::drawing::wrap;
use crate::naming::{anchor_of, text_of};
use crate::visitor::Visitor;

/// Width of the years together.
const WIDTH: i32 = 1180;
/// Space at both sides.
const SIDE: i32 = 10;
/// Height of the years.
const HEAD: i32 = 30;
/// Height of a row, and of the bar in it.
const ROW: i32 = 24;
const BAR: i32 = 18;
/// Height of the heading of a lane.
const LANE: i32 = 30;
/// Size of the type on bars.
const TYPE: i32 = 12;
/// Years are written at least so far apart.
const APART: i32 = 34;

/// The finished picture.
pub struct Picture {
    pub width: i32,
    pub height: i32,
    pub years: Vec<YearView>,
    pub lanes: Vec<LaneView>,
    pub bars: Vec<Shape>,
    pub lines: Vec<Arrow>,
    pub day: DayView,
}

pub struct YearView {
    pub x: i32,
    pub label: Option<String>,
}

pub struct LaneView {
    pub y: i32,
    pub label_y: i32,
    pub label: String,
}

pub struct DayView {
    pub x: i32,
    pub label: String,
    pub ends: bool,
}

/// Where a bar lies.
#[derive(Clone, Copy)]
struct Place {
    left: i32,
    right: i32,
    middle: i32,
}

/// Years across the width.
struct Scale {
    first: Date,
    days: i64,
}

impl Scale {
    fn new(first: FiscalYear, last: FiscalYear) -> Self {
        let (first, end) = (first.start(), last.end());
        Self { first, days: days(first, end).max(1) }
    }

    fn x(&self, day: Date) -> i32 {
        let at = days(self.first, day).clamp(0, self.days);
        SIDE + i32::try_from(at * i64::from(WIDTH) / self.days).unwrap_or(0)
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

impl Picture {
    /// The picture of a timeline for a reader.
    pub fn new(visitor: &Visitor, timeline: &Timeline) -> Self {
        let words = &visitor.words;
        let scale = Scale::new(timeline.first, timeline.last);
        let mut drawing =
            Drawing { visitor, timeline, scale, y: HEAD, places: HashMap::new(), bars: Vec::new() };
        let mut lanes = Vec::new();
        let documents = (words.t("timeline-documents"), &timeline.documents);
        let programmes = timeline.lanes.iter().map(|lane| (ministry(words, &lane.ministry), &lane.bars));
        for (label, bars) in std::iter::once(documents).chain(programmes).filter(|(_, bars)| !bars.is_empty())
        {
            lanes.push(LaneView { y: drawing.y, label_y: drawing.y + LANE - 10, label });
            drawing.y += LANE;
            for bar in bars {
                drawing.bar(bar);
            }
            drawing.y += ROW / 2;
        }
        let lines = drawing.lines();
        let Drawing { scale, y, bars, .. } = drawing;
        let x = scale.x(timeline.day);
        let key = if visitor.ctx.moment.on.is_some() { "timeline-on" } else { "timeline-today" };
        let label = words.one(key, "day", words.date(timeline.day.into()));
        Self {
            width: WIDTH + 2 * SIDE,
            height: y,
            years: years(&scale, timeline),
            lanes,
            bars,
            lines,
            day: DayView { x, label, ends: x > WIDTH / 2 },
        }
    }
}

fn years(scale: &Scale, timeline: &Timeline) -> Vec<YearView> {
    let mut free = 0;
    (timeline.first.0..=timeline.last.0)
        .map(|year| {
            let x = scale.x(FiscalYear(year).start());
            let has_room = x >= free;
            if has_room {
                free = x + APART;
            }
            YearView { x, label: has_room.then(|| year.to_string()) }
        })
        .collect()
}

struct Drawing<'a> {
    visitor: &'a Visitor,
    timeline: &'a Timeline,
    scale: Scale,
    y: i32,
    places: HashMap<RecordId, Place>,
    bars: Vec<Shape>,
}

impl Drawing<'_> {
    fn bar(&mut self, bar: &Bar) {
        let words = &self.visitor.words;
        let begin = bar.since.map(|date| self.scale.x(date.first_day()));
        let end = bar.until.map(|date| self.scale.x(date.last_day()));
        let edge = SIDE + WIDTH;
        let (left, right) = (begin.unwrap_or(SIDE), end.unwrap_or(edge));
        let inset = i32::try_from(bar.depth).unwrap_or(0) * 2;
        let (top, height) = (self.y + (ROW - BAR) / 2 + inset / 2, BAR - inset);
        let place = Place { left, right: right.max(left + 3), middle: self.y + ROW / 2 };
        self.y += ROW;
        self.places.insert(bar.seen.id, place);
        let name = anchor_of(&self.visitor.words, &bar.seen);
        let mut label = name.text.clone();
        if let Some((heading, _)) = text_of(self.visitor, &bar.seen, "heading") {
            label = format!("{label} — {heading}");
        }
        let is_undated = bar.since.is_none() && bar.until.is_none();
        let notes: Vec<String> = merged(words, self.timeline, bar.seen.id)
            .into_iter()
            .chain(is_undated.then(|| words.t("timeline-no-term")))
            .chain(bar.is_beyond.then(|| words.t("timeline-beyond")))
            .collect();
        if !notes.is_empty() {
            let notes = notes.join(&words.t("list-comma"));
            label = words.with("timeline-label", &[("name", label), ("notes", notes)]);
        }
        // Words stand in the bar where they fit, else after its end; where they would leave the picture, before it, or at
        // the picture's end.
        let marked = name.sample.as_ref().map_or_else(|| label.clone(), |sample| format!("{label} {sample}"));
        let needs = extent(&marked, TYPE);
        let (text_x, ends) = if left + 6 + needs <= place.right {
            (left + 6, false)
        } else if place.right + 6 + needs <= edge {
            (place.right + 6, false)
        } else if left - 12 - needs >= SIDE {
            (left - 12, true)
        } else {
            (edge - 4, true)
        };
        let label = wrap(&label, room(WIDTH, TYPE), 1).into_iter().next().unwrap_or_default();
        let text = Line {
            x: text_x,
            y: place.middle + 4,
            text: label,
            ends,
            sample: name.sample,
            ..Line::default()
        };
        self.bars.push(Shape {
            href: name.href,
            name: words.with("timeline-label", &[("name", name.text), ("notes", term(words, bar))]),
            lang: name.lang,
            class: class(bar),
            is_here: false,
            left,
            top,
            width: place.right - place.left,
            height,
            texts: vec![text],
        });
    }

    fn lines(&self) -> Vec<Arrow> {
        let words = &self.visitor.words;
        self.timeline
            .lineage
            .iter()
            .filter_map(|lineage| {
                let (from, to) = (self.places.get(&lineage.from)?, self.places.get(&lineage.to)?);
                let relation = lineage.relation.as_deref().unwrap_or_default();
                let class = if relation == "merged" { "arrow time-merged" } else { "arrow" };
                let named =
                    |id: &RecordId| self.timeline.links.get(id).map(|link| link.title(words.lang).to_owned());
                let relation = enishi_model::vocabulary::LINEAGE
                    .codes
                    .contains(&relation)
                    .then(|| words.code(&enishi_model::vocabulary::LINEAGE, relation));
                // Down before the successor, each relation on a track of its own, from the predecessor's edge or end.
                let track = to.left - if class.ends_with("time-merged") { 14 } else { 8 };
                let (y, y_end) = (from.middle, to.middle);
                let foot = if y_end > y { y + BAR / 2 } else { y - BAR / 2 };
                let begin = if (from.left..=from.right).contains(&track) {
                    format!("M{track} {foot}")
                } else {
                    format!("M{} {y}H{track}", from.right.min(track))
                };
                Some(Arrow {
                    path: format!("{begin}V{y_end}H{}", to.left),
                    class,
                    words: [named(&lineage.from)?, "→".to_owned(), named(&lineage.to)?]
                        .into_iter()
                        .chain(relation)
                        .collect::<Vec<_>>()
                        .join(" "),
                })
            })
            .collect()
    }
}

fn class(bar: &Bar) -> String {
    let mut class = format!("time-bar time-{}", bar.seen.body.str("ministry").unwrap_or("document"));
    let marks = [
        (bar.depth > 0, " time-part"),
        (bar.is_beyond, " time-beyond"),
        (bar.since.is_none() || bar.until.is_none(), " time-open"),
        (bar.since.is_none() && bar.until.is_none(), " time-undated"),
        (bar.is_running, " time-running"),
    ];
    for (is, name) in marks {
        if is {
            class.push_str(name);
        }
    }
    class
}
