//! The transition of cluster policy: policy documents and programmes of every ministry on one line of fiscal years, as
//! a picture and as tables.

mod picture;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use enishi_app::timeline::{Bar, Lane, Timeline};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_model::vocabulary::{LINEAGE, MINISTRIES, PROGRAMME_TYPES};

use crate::fault::Fault;
use crate::figures::FigureView;
use crate::hand_made::is_list;
use crate::naming::{Anchor, anchor, anchor_of, text_of};
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::visitor::Visitor;
use picture::Picture;

#[derive(Template)]
#[template(path = "timeline.html")]
struct TimelineMain {
    frame: Words,
    picture: Picture,
    documents: Vec<RowView>,
    lanes: Vec<LaneView>,
    is_empty: bool,
}

struct LaneView {
    id: String,
    name: String,
    count: FigureView,
    rows: Vec<RowView>,
}

struct RowView {
    name: Anchor,
    /// Says how deep it stands within another programme.
    depth: usize,
    kind: Option<String>,
    term: String,
    is_running: bool,
    is_beyond: bool,
    heading: Option<(String, Option<&'static str>)>,
    under: Vec<Anchor>,
    before: Vec<LineageView>,
    /// How many programmes were merged into it, in words.
    merged: Option<String>,
    source: Option<Anchor>,
}

struct LineageView {
    relation: Option<String>,
    name: Anchor,
    since: Option<String>,
    remarks: Option<String>,
}

/// The timeline; the list when the address asks for one.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    if is_list(&visitor, &[]) {
        return crate::list::show(visitor, Path("programmes".to_owned())).await;
    }
    remembered::page(&visitor, "timeline", async || {
        let timeline = visitor.site.app.timeline(&visitor.ctx).await?;
        let title = visitor.words.t("timeline-title");
        Made::new(&title, &main(&visitor, &timeline))
    })
    .await
}

fn main(visitor: &Visitor, timeline: &Timeline) -> TimelineMain {
    let words = &visitor.words;
    TimelineMain {
        picture: Picture::new(visitor, timeline),
        documents: timeline.documents.iter().map(|bar| row(visitor, timeline, bar)).collect(),
        lanes: timeline.lanes.iter().map(|lane| lane_view(visitor, timeline, lane)).collect(),
        is_empty: timeline.documents.is_empty() && timeline.lanes.is_empty(),
        frame: words.clone(),
    }
}

/// The name of a ministry; programmes without one stand under words of their own.
fn ministry(words: &Words, code: &str) -> String {
    if code.is_empty() { words.t("timeline-no-ministry") } else { words.code(&MINISTRIES, code) }
}

fn lane_view(visitor: &Visitor, timeline: &Timeline, lane: &Lane) -> LaneView {
    LaneView {
        id: format!("lane-{}", lane.ministry),
        name: ministry(&visitor.words, &lane.ministry),
        count: FigureView::new(&visitor.words, &lane.count),
        rows: lane.bars.iter().map(|bar| row(visitor, timeline, bar)).collect(),
    }
}

fn row(visitor: &Visitor, timeline: &Timeline, bar: &Bar) -> RowView {
    let words = &visitor.words;
    let name = |id: &RecordId| timeline.links.get(id).map(|link| anchor(words, link));
    let before: Vec<LineageView> = timeline
        .lineage
        .iter()
        .filter(|lineage| lineage.to == bar.seen.id)
        .filter_map(|lineage| {
            Some(LineageView {
                relation: lineage.relation.as_deref().map(|code| words.code(&LINEAGE, code)),
                name: name(&lineage.from)?,
                since: lineage.since.map(|date| words.date(date)),
                remarks: lineage.remarks.clone(),
            })
        })
        .collect();
    RowView {
        name: anchor_of(&visitor.words, &bar.seen),
        depth: bar.depth,
        kind: bar
            .seen
            .body
            .str("programme_type")
            .filter(|kind| *kind != "programme")
            .map(|kind| words.code(&PROGRAMME_TYPES, kind)),
        term: term(words, bar),
        is_running: bar.is_running,
        is_beyond: bar.is_beyond,
        heading: text_of(visitor, &bar.seen, "heading"),
        under: bar.under.iter().filter_map(name).collect(),
        merged: merged(words, timeline, bar.seen.id),
        before,
        source: bar.source.as_ref().and_then(name),
    }
}

/// How many programmes became this one, where it is more than one.
fn merged(words: &Words, timeline: &Timeline, id: RecordId) -> Option<String> {
    let is_merged = |code: &Option<String>| code.as_deref() == Some("merged");
    let count = timeline.lineage.iter().filter(|one| one.to == id && is_merged(&one.relation)).count();
    (count > 1).then(|| words.count("timeline-merged", u64::try_from(count).unwrap_or(0)))
}

/// The term in words; what is not recorded says so.
fn term(words: &Words, bar: &Bar) -> String {
    let date = |date: Option<PartialDate>| date.map(|date| words.date(date));
    match (date(bar.since), date(bar.until)) {
        (Some(since), Some(until)) => words.with("timeline-term", &[("since", since), ("until", until)]),
        (Some(since), None) => words.one("timeline-since", "since", since),
        (None, Some(until)) => words.one("timeline-until", "until", until),
        (None, None) => words.t("timeline-no-term"),
    }
}
