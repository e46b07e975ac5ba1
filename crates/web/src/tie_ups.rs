//! The table of tie-ups (連携状況一覧) of a fiscal year, drawn by hand: shared cells stand joined. The same fragment
//! stands on the first page.

mod page;

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::parts::Seen;
use enishi_app::{TieUpTable, tie_ups::Joined};
use enishi_kit::ids::RecordId;

pub use page::{ask_next_year, next_year, show, xlsx};

use crate::naming::{Anchor, anchor_of};
use crate::text::Words;
use crate::values::{CodeView, field_sign, record_href};

/// The table, ready to be placed on any page.
#[derive(Clone, Debug, Template)]
#[template(path = "_tie_up_table.html")]
pub struct TieUpTableView {
    words: Words,
    label: String,
    rows: Vec<RowView>,
    /// Whether a name stands in a language that is not the reader's.
    has_original_names: bool,
    /// One sentence for each block without a row.
    without: Vec<String>,
    sources: Vec<Anchor>,
    as_of: Option<String>,
}

impl HtmlSafe for TieUpTableView {}

#[derive(Clone, Debug)]
struct RowView {
    /// What its record is called.
    label: String,
    href: String,
    is_sample: bool,
    cluster: Option<Anchor>,
    fields: Vec<CodeView>,
    cells: [JoinedView; 3],
}

/// A cell that may reach over rows below; `span` 0 where the one above holds.
#[derive(Clone, Debug)]
struct JoinedView {
    label: String,
    span: usize,
    links: Vec<LinkView>,
}

/// A record of a cell.
#[derive(Clone, Debug)]
struct LinkView {
    name: Anchor,
    /// When it was, for conferences: for `datetime` and for people.
    held: Option<(String, String)>,
}

impl TieUpTableView {
    /// The view of a table for a reader.
    #[must_use]
    pub fn new(words: &Words, table: &TieUpTable) -> Self {
        let label = match table.year {
            Some(year) => words.one("tie-ups-title-year", "year", year.label(words.lang)),
            None => words.t("tie-ups-title"),
        };
        let name = |id: &RecordId| table.records.get(id).map(|seen| anchor_of(words, seen));
        let link = |id: &RecordId| table.records.get(id).map(|seen| link_view(words, table, seen));
        let joined = |key: &str, cell: &Joined| JoinedView {
            label: words.t(key),
            span: cell.span,
            links: cell.ids.iter().filter_map(link).collect(),
        };
        let rows: Vec<RowView> = table
            .rows
            .iter()
            .map(|row| RowView {
                label: words.one("tie-ups-row", "name", anchor_of(words, &row.seen).text),
                href: record_href(words, row.seen.kind, &row.seen.reference),
                is_sample: crate::rows::is_sample(&row.seen),
                cluster: row.cluster.as_ref().and_then(name),
                fields: row
                    .cluster
                    .map(|cluster| field_views(words, &table.fields_of(cluster)))
                    .unwrap_or_default(),
                cells: [
                    joined("tie-ups-bureau", &row.bureau),
                    joined("tie-ups-committee", &row.committee),
                    joined("tie-ups-conferences", &row.conferences),
                ],
            })
            .collect();
        let has_original_names = rows.iter().any(|row| {
            row.cluster.iter().any(|name| name.lang.is_some())
                || row.cells.iter().flat_map(|cell| &cell.links).any(|link| link.name.lang.is_some())
        });
        let without = table
            .blocks_without
            .iter()
            .filter_map(|block| table.bureau_of(*block).or_else(|| table.records.get(block)))
            .map(|seen| words.one("tie-ups-without", "bureau", anchor_of(words, seen).text))
            .collect();
        Self {
            words: words.clone(),
            label,
            rows,
            has_original_names,
            without,
            sources: table.sources.iter().filter_map(name).collect(),
            as_of: table.as_of.map(|date| words.date(date)),
        }
    }
}

fn link_view(words: &Words, table: &TieUpTable, seen: &Seen) -> LinkView {
    LinkView {
        name: anchor_of(words, seen),
        held: table.held_from(seen.id).map(|date| (date.to_string(), words.date(date))),
    }
}

/// The key fields of a cluster with their signs.
fn field_views(words: &Words, codes: &[String]) -> Vec<CodeView> {
    let Some(vocabulary) = words.vocabulary("cluster", "fields") else { return Vec::new() };
    codes
        .iter()
        .map(|code| CodeView { label: words.code(vocabulary, code), sign: field_sign(vocabulary, code) })
        .collect()
}
