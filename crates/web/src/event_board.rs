//! Series of events in a fiscal year: who has held what is owed, who owes it, and what took place.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use enishi_app::event_board::{ClusterYear, EventBoard, HeldState, OwedYear, days_of};
use enishi_app::parts::Seen;
use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_model::vocabulary::COMMITTEE_LEVELS;

use crate::address::first;
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::hand_made::is_list;
use crate::naming::{Anchor, anchor, anchor_of, code_of, text_of};
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::visitor::Visitor;

/// The name of the year in addresses; not the name of the facet, which asks for the list.
const YEAR: &str = "year";

#[derive(Template)]
#[template(path = "event_board.html")]
struct EventBoardMain {
    frame: Words,
    heading: String,
    sources: Vec<Anchor>,
    list_href: String,
    years: Vec<YearView>,
    count: FigureView,
    rest: String,
    series: Vec<SeriesView>,
    events: Vec<EventView>,
    undated: Vec<EventView>,
}

struct YearView {
    href: String,
    label: String,
    is_here: bool,
}

struct SeriesView {
    id: String,
    name: Anchor,
    purpose: Option<(String, Option<&'static str>)>,
    owed: Vec<OwedView>,
}

struct OwedView {
    label: String,
    held: FigureView,
    /// `/ 3`: how many times it is owed as a whole.
    of: Option<String>,
    is_enough: bool,
    /// How many clusters are in which state, in words.
    summary: Option<String>,
    clusters: Vec<ClusterView>,
}

struct ClusterView {
    name: Anchor,
    state: &'static str,
    label: String,
    events: Vec<EventView>,
}

struct EventView {
    name: Anchor,
    date: Option<(String, String)>,
    facts: Vec<String>,
    clusters: Vec<Anchor>,
}

/// The board of a year; the list when the address asks for one.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    if is_list(&visitor, &[YEAR]) {
        return crate::list::show(visitor, Path("events".to_owned())).await;
    }
    let year = match first(&visitor.query, YEAR) {
        None => None,
        Some(text) => Some(crate::years::parse_year(&visitor.site.app, text)?),
    };
    let key = format!("events {}", year.map(|year| year.0.to_string()).unwrap_or_default());
    remembered::page(&visitor, &key, async || {
        let board = visitor.site.app.event_board(&visitor.ctx, year).await?;
        let main = main(&visitor, &board);
        Made::new(&main.heading, &main)
    })
    .await
}

fn main(visitor: &Visitor, board: &EventBoard) -> EventBoardMain {
    let words = &visitor.words;
    let lang = words.lang;
    let year_view = |year: &FiscalYear| YearView {
        href: visitor.here_with(&[(YEAR, year.0.to_string().as_str())]),
        label: year.label(lang),
        is_here: *year == board.year,
    };
    let day = words.date(PartialDate::from(board.day));
    let rest = if board.is_running {
        words.with("events-rest", &[("day", day), ("days", board.days_left.to_string())])
    } else {
        words.one("events-over", "day", day)
    };
    let seen = board.series.iter().map(|series| &series.seen).chain(&board.events);
    let mut sources: Vec<RecordId> = seen.filter_map(|seen| seen.body.str("source")?.parse().ok()).collect();
    sources.sort_unstable();
    sources.dedup();
    EventBoardMain {
        heading: words.one("events-title", "year", board.year.full_label(lang)),
        sources: sources
            .iter()
            .filter_map(|id| board.links.get(id))
            .map(|link| anchor(words, link))
            .collect(),
        list_href: "/events?view=list".to_owned(),
        years: board.years.iter().map(year_view).collect(),
        count: FigureView::new(words, &board.count),
        rest,
        series: board
            .series
            .iter()
            .map(|series| SeriesView {
                id: format!("series-{}", series.seen.reference),
                name: anchor_of(&visitor.words, &series.seen),
                purpose: text_of(visitor, &series.seen, "purpose"),
                owed: series.owed.iter().map(|owed| owed_view(visitor, board, owed)).collect(),
            })
            .collect(),
        events: board.events.iter().map(|seen| event_view(visitor, board, seen)).collect(),
        undated: board.undated.iter().map(|seen| event_view(visitor, board, seen)).collect(),
        frame: words.clone(),
    }
}

fn owed_view(visitor: &Visitor, board: &EventBoard, owed: &OwedYear) -> OwedView {
    let words = &visitor.words;
    let is_whole = owed.is_whole;
    let key = if is_whole { "events-owed-whole" } else { "events-owed-each" };
    let level = words.code(&COMMITTEE_LEVELS, &owed.level);
    let mut clusters: Vec<&ClusterYear> = owed.clusters.iter().collect();
    clusters.sort_by_key(|cluster| cluster.state);
    let count = |state: HeldState| owed.clusters.iter().filter(|one| one.state == state).count().to_string();
    let missing = if board.is_running { HeldState::Owed } else { HeldState::NotRecorded };
    let summary = (!is_whole).then(|| {
        if owed.clusters.is_empty() {
            return words.t("events-nobody-owes");
        }
        let args = [
            ("free", count(HeldState::NotDue)),
            ("clusters", owed.clusters.len().to_string()),
            ("held", count(HeldState::Held)),
            ("planned", count(HeldState::Planned)),
            ("missing", count(missing)),
        ];
        words.with(if board.is_running { "events-summary" } else { "events-summary-over" }, &args)
    });
    OwedView {
        label: words.with(key, &[("level", level), ("shown", owed.times.to_string())]),
        of: is_whole.then(|| format!("/ {}", owed.times)),
        is_enough: is_whole && owed.held.count().is_some_and(|held| held >= owed.times),
        held: FigureView::new(words, &owed.held),
        summary,
        clusters: clusters.into_iter().map(|one| cluster_view(visitor, board, one)).collect(),
    }
}

fn cluster_view(visitor: &Visitor, board: &EventBoard, cluster: &ClusterYear) -> ClusterView {
    let words = &visitor.words;
    let label = match cluster.state {
        HeldState::Owed => words.one("events-state-owed", "days", board.days_left),
        other => words.t(&format!("events-state-{}", other.code())),
    };
    let events = board.events.iter().filter(|event| cluster.events.contains(&event.id));
    ClusterView {
        name: anchor(words, &cluster.link),
        state: cluster.state.code(),
        label,
        events: events.map(|seen| event_view(visitor, board, seen)).collect(),
    }
}

fn event_view(visitor: &Visitor, board: &EventBoard, seen: &Seen) -> EventView {
    let words = &visitor.words;
    let (from, to) = days_of(seen);
    let date = from.map(|from| {
        let shown = match to.filter(|to| *to != from) {
            Some(to) => words.with("events-days", &[("from", words.date(from)), ("to", words.date(to))]),
            None => words.date(from),
        };
        (from.to_string(), shown)
    });
    let times = seen.body.raw("times").and_then(serde_json::Value::as_u64);
    let facts = [
        code_of(visitor, seen, "event_type"),
        code_of(visitor, seen, "level"),
        text_of(visitor, seen, "place").map(|(place, _)| place),
        times.map(|times| words.count("events-times", times)),
    ];
    let clusters = seen.body.raw("clusters").and_then(serde_json::Value::as_array).into_iter().flatten();
    let clusters = clusters.filter_map(|id| id.as_str()?.parse::<RecordId>().ok());
    EventView {
        name: anchor_of(&visitor.words, seen),
        date,
        facts: facts.into_iter().flatten().collect(),
        clusters: clusters.filter_map(|id| board.links.get(&id)).map(|link| anchor(words, link)).collect(),
    }
}
