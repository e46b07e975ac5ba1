//! The year switch of the first page: the years of which the source pages speak, and today.

use std::collections::{BTreeMap, BTreeSet};

use enishi_app::parts::Moment;
use enishi_app::{ACTIVE, ClusterBoard, Context, ENDED, Error, KNOWN_AT, Link};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use jiff::civil::Date;

use crate::address::{Pairs, first, query};
use crate::fault::Fault;
use crate::values::{Anchor, anchor};
use crate::visitor::Visitor;

/// The years of which the source pages give the state: the tie-up table, the contents page, the budgets.
const YEARS: [i32; 3] = [2003, 2007, 2010];

/// A year of the switch.
#[derive(Clone, Debug)]
pub struct YearView {
    pub href: String,
    pub label: String,
    pub what: String,
    /// The page on which it rests.
    pub source: Option<String>,
    pub is_here: bool,
}

/// The year that the address asks for; none is today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The year; none for today or for a day within a year.
    pub year: Option<FiscalYear>,
    is_today: bool,
}

impl Chosen {
    /// The year that the address asks for.
    ///
    /// # Errors
    /// `bad-day` when it is none, `year-out-of-range`.
    pub fn of(visitor: &Visitor) -> Result<Self, Error> {
        let asked = first(&visitor.query, "year").filter(|year| *year != "today");
        let year = asked.map(|year| crate::years::parse_year(&visitor.site.app, year)).transpose()?;
        // Another day goes before the year's last one, and may be the last day of a year of the switch itself.
        let year = match visitor.ctx.moment.on {
            Some(day) => YEARS.map(FiscalYear).into_iter().find(|year| year.end() == day),
            None => year,
        };
        Ok(Self { year, is_today: year.is_none() && visitor.ctx.moment.on.is_none() })
    }

    /// Whether nobody asks about another day than this one.
    pub const fn is_today(&self) -> bool {
        self.is_today
    }

    /// Distinguishes the page of the year in the page memory.
    pub fn key(&self) -> String {
        self.year.map_or_else(|| "today".to_owned(), |year| year.0.to_string())
    }

    /// The year of the tables below: that of the day, where one is asked about; today it is the latest recorded.
    pub fn day_year(&self, visitor: &Visitor, year: FiscalYear) -> Option<FiscalYear> {
        (self.year.is_some() || visitor.ctx.moment.on.is_some()).then_some(year)
    }

    /// The time that links of the page need, where the address of the page names only the year.
    pub fn times(&self, visitor: &Visitor) -> Pairs {
        let day = self.year.filter(|_| visitor.ctx.moment.on.is_none()).map(FiscalYear::end);
        day.map(|day| ("on".to_owned(), day.to_string())).into_iter().collect()
    }

    /// The last day of the year, unless the address asks for another day itself.
    pub fn context(&self, visitor: &Visitor) -> Context {
        let moment = visitor.ctx.moment;
        let on = moment.on.or_else(|| self.year.map(FiscalYear::end));
        visitor.ctx.clone().at(Moment { on, ..moment })
    }
}

/// The switch.
pub async fn views(
    visitor: &Visitor,
    ctx: &Context,
    board: &ClusterBoard,
    chosen: &Chosen,
) -> Result<Vec<YearView>, Fault> {
    let words = &visitor.words;
    let mut views = Vec::new();
    // A year that was asked for stands among them, so that the page shows where it is.
    let shown: BTreeSet<FiscalYear> = YEARS.map(FiscalYear).into_iter().chain(chosen.year).collect();
    for year in shown {
        let end = year.end();
        let count = |stage: &str, state: &str| board.count_on(stage, state, end).to_string();
        let merged = super::side::merged_in(visitor, ctx, year).await?.len();
        let what = if merged > 0 {
            words.one("home-year-merged", "count", merged)
        } else if board.count_on("2", ACTIVE, end) > 0 {
            let args =
                [("second", count("2", ACTIVE)), ("first", count("1", ACTIVE)), ("ended", count("1", ENDED))];
            words.with("home-year-both", &args)
        } else if board.count_on("1", ACTIVE, end) > 0 {
            words.one("home-year-first", "count", count("1", ACTIVE))
        } else {
            words.t("figure-none")
        };
        let source = source_of(visitor, ctx, board, year).await?;
        views.push(YearView {
            href: address(visitor, &year.0.to_string()),
            label: year.label(words.lang),
            what,
            source: source.map(|link| short(link.title(words.lang))),
            is_here: chosen.year == Some(year),
        });
    }
    views.push(YearView {
        href: address(visitor, "today"),
        label: words.t("home-year-today"),
        what: words.t("home-year-today-what"),
        source: None,
        is_here: chosen.is_today,
    });
    Ok(views)
}

/// The same page of another year, relative to this one: the day of this page is not carried over.
pub fn address(visitor: &Visitor, year: &str) -> String {
    let last = visitor.path.rsplit('/').next().unwrap_or_default();
    let known_at = visitor.times.iter().filter(|(name, _)| name == KNOWN_AT).cloned();
    let pairs: Pairs = [("year".to_owned(), year.to_owned())].into_iter().chain(known_at).collect();
    format!("./{last}{}", query(&pairs))
}

/// The pages on which the chosen year rests.
pub async fn sources(
    visitor: &Visitor,
    ctx: &Context,
    board: &ClusterBoard,
    chosen: &Chosen,
) -> Result<Vec<Anchor>, Fault> {
    let Some(year) = chosen.year else { return Ok(Vec::new()) };
    let link = source_of(visitor, ctx, board, year).await?;
    Ok(link.iter().map(|link| anchor(&visitor.words, link)).collect())
}

/// The page that speaks of a year: that of its budgets where programmes were merged then, else the one that gives most
/// of the clusters' statuses on its last day.
async fn source_of(
    visitor: &Visitor,
    ctx: &Context,
    board: &ClusterBoard,
    year: FiscalYear,
) -> Result<Option<Link>, Fault> {
    let app = &visitor.site.app;
    if !super::side::merged_in(visitor, ctx, year).await?.is_empty() {
        let merged = super::side::merging(visitor, ctx, year).await?;
        let ids: Vec<RecordId> =
            merged.iter().filter_map(|seen| seen.body.str("source")?.parse().ok()).collect();
        let mut links = app.links_to(ctx, &ids).await?;
        return Ok(ids.first().and_then(|id| links.remove(id)));
    }
    Ok(most_said(board, year.end()).and_then(|id| board.links.get(&id)).cloned())
}

fn most_said(board: &ClusterBoard, day: Date) -> Option<RecordId> {
    let mut said: BTreeMap<RecordId, usize> = BTreeMap::new();
    for cluster in board.clusters.iter().filter(|cluster| cluster.page.is_some()) {
        let status = cluster.statuses.iter().find(|status| status.holds(day));
        if let Some(source) = status.and_then(|status| status.source) {
            *said.entry(source).or_default() += 1;
        }
    }
    said.into_iter().max_by_key(|(_, count)| *count).map(|(id, _)| id)
}

/// The page's own title where a source names it within quotation marks.
fn short(title: &str) -> String {
    let quoted = |open: char, close: char| {
        let (_, rest) = title.split_once(open)?;
        rest.split_once(close).map(|(inner, _)| inner.to_owned())
    };
    quoted('「', '」').or_else(|| quoted('“', '”')).unwrap_or_else(|| title.to_owned())
}
