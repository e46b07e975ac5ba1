//! The page of the table: years, counts, the workbook, a new year's table.

use enishi_app::parts::Action;
use std::collections::BTreeSet;

use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::tie_ups::TieUpRow;
use enishi_app::{Amount, CHOSEN, Figure, Rows, TieUpTable, parts::Format};
use enishi_kit::ids::RecordId;

use super::TieUpTableView;
use crate::address::query;
use crate::exports::download;
use crate::fault::{Fault, html};
use crate::figures::FigureView;
use crate::page::Frame;
use crate::posted::Posted;
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::visitor::Visitor;
use crate::years::{FISCAL_YEAR, YearView, asked_year, parse_year, year_views};

#[derive(Template)]
#[template(path = "tie_ups.html")]
struct TieUpsMain {
    frame: Words,
    is_operator: bool,
    heading: String,
    years: Vec<YearView>,
    /// What is counted, and the number, which opens to exactly these records.
    counts: Vec<(String, FigureView)>,
    table: Option<TieUpTableView>,
    list_href: String,
    xlsx_href: String,
}

#[derive(Template)]
#[template(path = "tie_ups_next_year.html")]
struct NextYearPage {
    frame: Frame,
    heading: String,
    years: Vec<YearView>,
    next_year: String,
}

/// Names in the query that do not make the table a list.
const OF_THE_TABLE: [&str; 3] = [FISCAL_YEAR, enishi_app::ON, enishi_app::KNOWN_AT];

/// The table of a year; with other conditions, or with `view=list`, the list of tie-ups.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let is_list = |name: &str, value: &str| !OF_THE_TABLE.contains(&name) && !value.is_empty();
    if visitor.query.iter().any(|(name, value)| is_list(name, value)) {
        return crate::list::show(visitor, Path("tie-ups".to_owned())).await;
    }
    let year = asked_year(&visitor)?;
    let key = format!("tie-ups {}", year.map(|year| year.0.to_string()).unwrap_or_default());
    remembered::page(&visitor, &key, async || {
        let table = visitor.site.app.tie_up_table(&visitor.ctx, year).await?;
        let main = view(&visitor, &table);
        Made::new(&main.heading, &main)
    })
    .await
}

/// Asks from which year to which.
pub async fn ask_next_year(visitor: Visitor) -> Result<Response, Fault> {
    let words = &visitor.words;
    let table = visitor.site.app.tie_up_table(&visitor.ctx, None).await?;
    let heading = words.t("tie-ups-next-year");
    let frame = Frame::new(&visitor, &heading).step(&words.t("tie-ups-title"), "/tie-ups").end(&heading);
    let next_year = table.years.last().map(|year| (year.0 + 1).to_string()).unwrap_or_default();
    html(&NextYearPage { frame, heading, years: year_views(&visitor, &table.years, None), next_year })
}

/// The table of a year as a workbook with the same joined cells.
pub async fn xlsx(visitor: Visitor) -> Result<Response, Fault> {
    let year = asked_year(&visitor)?;
    let (year, bytes) = visitor.site.app.tie_up_workbook(&visitor.ctx, visitor.lang(), year).await?;
    let name = year.map_or_else(|| "tie-ups".to_owned(), |year| format!("tie-ups-{year}"));
    Ok(download(Body::from(bytes), Format::Xlsx, &name)?)
}

/// Makes the table of a new year from that of another.
pub async fn next_year(posted: Posted) -> Result<Response, Fault> {
    let year = |name: &str| {
        let text = posted.first(name).unwrap_or_default();
        parse_year(&posted.visitor.site.app, text)
    };
    let (from, to) = (year("from")?, year("to")?);
    posted.visitor.site.app.copy_tie_ups(&posted.visitor.ctx, from, to).await?;
    let pairs = [(FISCAL_YEAR, to.0.to_string())];
    Ok(Redirect::to(&format!("/tie-ups{}", query(&pairs))).into_response())
}

fn view(visitor: &Visitor, table: &TieUpTable) -> TieUpsMain {
    let words = &visitor.words;
    let shown = (!table.rows.is_empty()).then(|| TieUpTableView::new(words, table));
    let year = table.year.map(|year| year.0.to_string()).unwrap_or_default();
    let list = |name: &str, pairs: &[(&str, &str)]| format!("/{name}{}", query(pairs));
    let rows_href = list("tie-ups", &[(FISCAL_YEAR, &year), ("view", "list")]);
    let counts = [
        ("cluster", "tie-ups-count-clusters", named(table, |row| row.cluster.as_slice())),
        ("organisation", "tie-ups-count-bureaus", named(table, |row| &row.bureau.ids)),
        ("committee", "tie-ups-count-committees", named(table, |row| &row.committee.ids)),
        ("event", "tie-ups-count-conferences", named(table, |row| &row.conferences.ids)),
    ];
    let counts = counts.iter().filter_map(|(kind, key, references)| {
        let figure = Figure {
            value: Some(Amount::Count(u64::try_from(references.len()).unwrap_or(u64::MAX))),
            basis: "figure-tie-ups",
            sources: Vec::new(),
            as_of: None,
            undated: 0,
            rows: Rows {
                kind: words.kind_info(kind)?,
                filters: references.iter().map(|one| (CHOSEN.to_owned(), (*one).to_owned())).collect(),
                on: None,
            },
        };
        Some((words.t(key), FigureView::new(words, &figure)))
    });
    let counts = counts.collect();
    let heading = match table.year {
        Some(year) => words.one("tie-ups-title-year", "year", year.label(words.lang)),
        None => words.t("tie-ups-title"),
    };
    TieUpsMain {
        frame: words.clone(),
        is_operator: visitor.may(Action::Import, Some("tie-up")),
        heading,
        years: year_views(visitor, &table.years, table.year),
        counts,
        table: shown,
        list_href: rows_href,
        xlsx_href: list("tie-ups.xlsx", &[(FISCAL_YEAR, &year)]),
    }
}

/// The short references of the different records that cells of a table name.
fn named<'a>(table: &'a TieUpTable, cell: impl Fn(&'a TieUpRow) -> &'a [RecordId]) -> BTreeSet<&'a str> {
    let ids = table.rows.iter().flat_map(cell);
    ids.filter_map(|id| table.records.get(id)).map(|seen| seen.reference.as_str()).collect()
}
