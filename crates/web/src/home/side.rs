//! What stands beside the map: the steps of the chain, what stands still, what changed lately, programmes that became
//! one.

use enishi_app::parts::Seen;
use enishi_app::programme_map::ProgrammeMap;
use enishi_app::{Context, Error, Standing, Step};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use super::years::Chosen;
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::naming::anchor_of;
use crate::rows::{TitleView, title_view};
use crate::text::{Moment, Words, grouped};
use crate::values::{Anchor, anchor};
use crate::visitor::Visitor;

/// Waiting batons and questions shown at most.
const SHOWN: usize = 3;
/// Recent changes shown at most.
const RECENT: usize = 8;

/// A step of the chain.
#[derive(Clone, Debug)]
pub struct StepView {
    pub figure: FigureView,
    pub label: String,
    /// What the number is made of, in words.
    pub notes: Vec<String>,
    /// How many of them are samples.
    pub samples: Option<String>,
    /// Those that have no dates, where a day is asked about.
    pub undated: Option<Anchor>,
}

impl StepView {
    pub fn new(words: &Words, step: &Step) -> Self {
        let mut notes = Vec::new();
        if let Some((field, parts)) = &step.parts {
            let vocabulary = words.vocabulary(step.kind.name, field);
            let part = |(code, count): &(String, u64)| {
                let label =
                    vocabulary.map_or_else(|| code.clone(), |vocabulary| words.code(vocabulary, code));
                format!("{label} {}", grouped(*count))
            };
            notes.extend(parts.iter().map(part));
        }
        let mut figure = FigureView::new(words, &step.figure);
        // Beside the other notes, not beside the number.
        let undated = figure.undated.take();
        let samples = (step.samples > 0).then(|| grouped(step.samples));
        Self { figure, label: words.kinds(step.kind), notes, samples, undated }
    }
}

/// What stands still.
#[derive(Clone, Debug)]
pub struct StandingView {
    pub items: Vec<StandingItem>,
}

#[derive(Clone, Debug)]
pub struct StandingItem {
    pub link: Anchor,
    pub note: String,
}

impl StandingView {
    /// With how many cells of the programme map ask something, and how many seeds await consent to publication.
    pub fn new(words: &Words, standing: &Standing, [asking, awaiting]: [usize; 2]) -> Self {
        let title = |seen: &Seen| name_of(words, seen).text;
        let mut items = Vec::new();
        for baton in standing.stalled.iter().take(SHOWN) {
            let receiver = baton.receiver.and_then(|id| standing.links.get(&id));
            items.push(StandingItem {
                link: Anchor {
                    text: words.with(
                        "home-stalled",
                        &[("days", baton.days.to_string()), ("title", title(&baton.seen))],
                    ),
                    lang: None,
                    ..anchor_of(words, &baton.seen)
                },
                note: receiver
                    .map(|link| words.one("home-stalled-receiver", "name", link.title(words.lang)))
                    .unwrap_or_default(),
            });
        }
        if !standing.without_conference.is_empty() {
            let names: Vec<&str> = standing
                .without_conference
                .iter()
                .filter_map(|id| standing.links.get(id))
                .map(|link| link.title(words.lang))
                .collect();
            items.push(StandingItem {
                link: Anchor::to(
                    format!(
                        "/events{}",
                        crate::address::query(&[
                            ("event_type", "joint-conference".to_owned()),
                            ("fiscal_year", standing.year.0.to_string())
                        ])
                    ),
                    words.with(
                        "home-without-conference",
                        &[("count", names.len().to_string()), ("year", standing.year.label(words.lang))],
                    ),
                ),
                note: names.join(&words.t("list-comma")),
            });
        }
        if asking > 0 {
            items.push(StandingItem {
                link: Anchor::to(
                    "/coordination/programme-map",
                    words.one("home-same-or-next", "count", asking),
                ),
                note: words.t("home-same-or-next-what"),
            });
        }
        if awaiting > 0 {
            let text = words.one("home-clearances", "count", awaiting);
            items.push(StandingItem { link: Anchor::to("/seeds/clearances", text), note: String::new() });
        }
        for question in standing.questions.iter().take(SHOWN) {
            items
                .push(StandingItem { link: anchor_of(words, question), note: words.t("home-question-open") });
        }
        Self { items }
    }
}

/// How many cells of the programme map hold more than one programme: each asks whether it is the same work.
pub fn asking_cells(map: &ProgrammeMap) -> usize {
    map.rows.iter().flat_map(|(_, cells)| cells).filter(|items| items.len() > 1).count()
}

/// A recent change.
#[derive(Clone, Debug)]
pub struct RecentView {
    pub at: Moment,
    pub what: String,
    pub kind: String,
    pub record: Anchor,
}

/// What changed lately.
pub async fn recent(visitor: &Visitor, ctx: &Context) -> Result<Vec<RecentView>, Error> {
    let words = &visitor.words;
    let recent = visitor.site.app.recent(ctx, RECENT).await?;
    Ok(recent
        .iter()
        .map(|change| RecentView {
            at: words.moment(change.entry.at),
            what: words.find(&change.entry.reason).unwrap_or_else(|| change.entry.reason.clone()),
            kind: words.kind_info(change.seen.kind).map(|kind| words.kind(kind)).unwrap_or_default(),
            record: anchor_of(words, &change.seen),
        })
        .collect())
}

/// A programme that several became.
#[derive(Clone, Debug)]
pub struct Merged {
    pub into: Anchor,
    pub from: Vec<Anchor>,
}

/// The programmes that became one in the chosen year.
pub async fn merged(visitor: &Visitor, ctx: &Context, chosen: &Chosen) -> Result<Vec<Merged>, Fault> {
    let Some(year) = chosen.year else { return Ok(Vec::new()) };
    let words = &visitor.words;
    let mut all = Vec::new();
    for seen in merging(visitor, ctx, year).await? {
        let ids = merged_ids(&seen, year);
        let links = visitor.site.app.links_to(ctx, &ids).await?;
        let into = anchor_of(words, &seen);
        all.push(Merged {
            into,
            from: ids.iter().filter_map(|id| links.get(id)).map(|link| anchor(words, link)).collect(),
        });
    }
    Ok(all)
}

/// The programmes into which others were merged in a year.
pub async fn merging(visitor: &Visitor, ctx: &Context, year: FiscalYear) -> Result<Vec<Seen>, Error> {
    // Asked of no day: the programme that several became is not there before them.
    let ctx = ctx.clone().at(enishi_app::parts::Moment { on: None, ..ctx.moment });
    let mut programmes = visitor.site.app.all(&ctx, "programme", &[]).await?;
    programmes.retain(|seen| !merged_ids(seen, year).is_empty());
    Ok(programmes)
}

/// The programmes that were merged into others in a year.
pub async fn merged_in(visitor: &Visitor, ctx: &Context, year: FiscalYear) -> Result<Vec<RecordId>, Error> {
    let merging = merging(visitor, ctx, year).await?;
    Ok(merging.iter().flat_map(|seen| merged_ids(seen, year)).collect())
}

fn merged_ids(seen: &Seen, year: FiscalYear) -> Vec<RecordId> {
    let rows = seen.body.raw("predecessors").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let text = |row: &Json, name: &str| row.get(name).and_then(Json::as_str).map(str::to_owned);
    let is_merged = |row: &&Json| {
        let since = text(row, "since").and_then(|date| date.parse::<enishi_kit::date::PartialDate>().ok());
        text(row, "relation").as_deref() == Some("merged")
            && since.is_some_and(|since| FiscalYear::of(since.first_day()) == year)
    };
    rows.iter().filter(is_merged).filter_map(|row| text(row, "programme")?.parse().ok()).collect()
}

fn name_of(words: &Words, seen: &Seen) -> TitleView {
    match words.kind_info(seen.kind) {
        Some(kind) => title_view(words, kind, seen),
        None => TitleView { text: seen.reference.clone(), ..TitleView::default() },
    }
}
