//! The programme map: stage of the chain by ministry. Two in a cell ask, an empty cell is a gap.

use askama::Template;
use axum::response::Response;
use enishi_app::programme_map::{MapItem, MapRequest, ProgrammeMap};
use enishi_kit::date::PartialDate;
use jiff::civil::Date;

use super::{Anchor, SelectView, amount, anchor_of, code_labels, select, source_of};
use crate::address::{first, query};
use crate::fault::Fault;
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "programme_map.html")]
struct MapPage {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    heading: String,
    day: String,
    selects: Vec<SelectView>,
    ministries: Vec<String>,
    rows: Vec<RowView>,
    gaps: String,
    undated: Vec<Anchor>,
}

struct RowView {
    stage: String,
    cells: Vec<CellView>,
}

struct CellView {
    ministry: String,
    href: String,
    items: Vec<ItemView>,
    /// Whether any of them is recorded as running on the day, and whether of any no end is recorded.
    has_running: bool,
    has_open: bool,
    summary: String,
}

struct ItemView {
    name: Anchor,
    kind: String,
    term: String,
    /// Since when, where no end is recorded: then nobody knows whether it still runs.
    begun: Option<String>,
    recipients: Option<String>,
    fields: Option<String>,
    prefectures: Option<String>,
    case: Option<String>,
    schemes: Vec<Anchor>,
    source: Option<Anchor>,
}

/// The map, narrowed by field, region and recipient.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let asked = |name: &str| first(&visitor.query, name).filter(|value| !value.is_empty()).map(str::to_owned);
    let request =
        MapRequest { field: asked("field"), region: asked("region"), recipient: asked("recipient") };
    let make = async || {
        let map = visitor.site.app.programme_map(&visitor.ctx, &request).await?;
        let main = view(&visitor, &request, &map);
        Made::new(&main.heading, &main)
    };
    // Only the whole map is remembered: what strangers may ask besides is many.
    match request == MapRequest::default() {
        true => remembered::page(&visitor, "programme-map", make).await,
        false => remembered::page_once(&visitor, make).await,
    }
}

fn view(visitor: &Visitor, request: &MapRequest, map: &ProgrammeMap) -> MapPage {
    let words = &visitor.words;
    let heading = words.t("programme-map-title");
    let label = |of: (&str, &str), code: &str| {
        words.vocabulary(of.0, of.1).map(|known| words.code(known, code)).unwrap_or_default()
    };
    let ministries: Vec<String> =
        map.ministries.iter().map(|code| label(("programme", "ministry"), code)).collect();
    let rows: Vec<RowView> = map
        .rows
        .iter()
        .map(|(stage, cells)| RowView {
            stage: label(("programme", "stages"), stage),
            cells: cells
                .iter()
                .zip(map.ministries.iter().zip(&ministries))
                .map(|(items, (code, ministry))| CellView {
                    ministry: ministry.clone(),
                    href: format!(
                        "/programmes{}",
                        query(&[("ministry", code.as_str()), ("stages", stage), ("view", "list")])
                    ),
                    summary: words.one("programme-map-facts", "count", items.len()),
                    has_running: items.iter().any(|item| item.days.1.is_some()),
                    has_open: items.iter().any(|item| item.days.1.is_none()),
                    items: items.iter().map(|item| item_view(words, map, item)).collect(),
                })
                .collect(),
        })
        .collect();
    let gaps = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.items.is_empty()).count();
    let regions = map
        .regions
        .iter()
        .map(|seen| {
            (
                seen.reference.clone(),
                anchor_of(words, seen).text,
                request.region.as_ref() == Some(&seen.reference),
            )
        })
        .collect();
    MapPage {
        frame: words.clone(),
        heading,
        day: words.date(PartialDate::from(map.day)),
        selects: vec![
            select(words, "field", "programme-map-field", ("scheme", "fields"), request.field.as_deref()),
            SelectView { name: "region", label: words.t("programme-map-region"), options: regions },
            select(
                words,
                "recipient",
                "programme-map-recipient",
                ("scheme", "recipients"),
                request.recipient.as_deref(),
            ),
        ],
        ministries,
        undated: map.undated.iter().map(|seen| anchor_of(words, seen)).collect(),
        gaps: words.count("programme-map-gaps", u64::try_from(gaps).unwrap_or(0)),
        rows,
    }
}

fn item_view(words: &Words, map: &ProgrammeMap, item: &MapItem) -> ItemView {
    let seen = &item.seen;
    ItemView {
        name: anchor_of(words, seen),
        kind: words.kind(item.kind),
        term: term(words, item.days),
        begun: item.days.1.is_none().then(|| begun(words, item.days.0)),
        recipients: code_labels(words, seen, "recipients"),
        fields: code_labels(words, seen, "fields"),
        prefectures: code_labels(words, seen, "prefectures"),
        case: amount_of_case(words, item),
        schemes: item.schemes.iter().map(|seen| anchor_of(words, seen)).collect(),
        source: source_of(words, &map.records, seen),
    }
}

/// Since when, where it is known.
fn begun(words: &Words, since: Option<Date>) -> String {
    since
        .map(|since| words.one("directory-since", "since", words.date(PartialDate::from(since))))
        .unwrap_or_default()
}

/// From when until when, as far as recorded.
pub(super) fn term(words: &Words, (since, until): (Option<Date>, Option<Date>)) -> String {
    let month = |day: Date| {
        let month = PartialDate::month(i32::from(day.year()), i32::from(day.month()));
        words.date(month.unwrap_or_else(|_| PartialDate::from(day)))
    };
    match (since, until) {
        (None, None) => words.t("term-none"),
        (Some(since), None) => words.one("term-since", "since", month(since)),
        (None, Some(until)) => words.one("term-until", "until", month(until)),
        (Some(since), Some(until)) => {
            words.with("term-both", &[("since", month(since)), ("until", month(until))])
        }
    }
}

/// The amount of one case of a scheme.
fn amount_of_case(words: &Words, item: &MapItem) -> Option<String> {
    let raw = item.seen.body.raw("amount")?;
    let side = |name: &str| {
        raw.get(name).and_then(serde_json::Value::as_i64).map(|yen| amount(words, i128::from(yen)))
    };
    match (side("min"), side("max")) {
        (None, None) => None,
        (Some(min), Some(max)) if min != max => {
            Some(words.with("amount-both", &[("min", min), ("max", max)]))
        }
        (Some(min), Some(_)) => Some(min),
        (Some(min), None) => Some(words.one("amount-from", "min", min)),
        (None, Some(max)) => Some(words.one("amount-to", "max", max)),
    }
}
