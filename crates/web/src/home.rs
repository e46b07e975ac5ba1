//! The first page: what the two ministries' clusters were in a year, the chain from need to market and back, what
//! stands still, the tie-ups of the year, what changed lately. Every number follows the chosen year and opens to its
//! rows.

mod side;
pub mod years;

use askama::Template;
use axum::response::Response;
use enishi_app::parts::Action;
use enishi_app::parts::Moment;
use enishi_app::programme_map::MapRequest;
use enishi_app::{ACTIVE, ClusterBoard, ClusterOnDay, Context, ENDED};
use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;

use crate::clusters::{Row, rows};
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::map::{MapRequest as DrawingRequest, MapView};
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::tie_ups::TieUpTableView;
use crate::values::Anchor;
use crate::visitor::Visitor;
use side::{Merged, RecentView, StandingView, StepView};
use years::{Chosen, YearView};

#[derive(Template)]
#[template(path = "home.html")]
struct HomeMain {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    is_operator: bool,
    is_empty: bool,
    /// The batch of the example, where the operator has loaded it.
    example: Option<String>,
    years: Vec<YearView>,
    day: String,
    sources: Vec<Anchor>,
    counts: Vec<CountView>,
    map: Option<MapView>,
    /// Whether METI's projects ran on the day, so that the map can show them.
    has_projects: bool,
    /// Whether the map shows clusters beyond the pages.
    has_beyond: bool,
    is_today: bool,
    /// The clusters on the map by their numbers, and those without a place.
    rows: Vec<Row>,
    line_note: Option<String>,
    credit: &'static str,
    merged: Vec<Merged>,
    tie_ups: Option<TieUpTableView>,
    tie_up_year: String,
    /// Years that have a table, where this one has none.
    tie_up_years: Vec<(String, String)>,
    steps: Vec<StepView>,
    new_needs: FigureView,
    new_need_links: Vec<Anchor>,
    standing: StandingView,
    recent: Vec<RecentView>,
}

/// A number over the map with its words.
#[derive(Clone, Debug)]
pub struct CountView {
    figure: FigureView,
    label: String,
}

/// The first page.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    if let Some(start) = crate::start::instead_of_home(&visitor).await? {
        return Ok(start);
    }
    let chosen = Chosen::of(&visitor)?;
    let ctx = chosen.context(&visitor);
    remembered::page(&visitor, &format!("home {}", chosen.key()), async || {
        make(&visitor, &ctx, &chosen).await
    })
    .await
}

async fn make(visitor: &Visitor, ctx: &Context, chosen: &Chosen) -> Result<Made, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let board = app.cluster_board(ctx).await?;
    let merged = side::merged(visitor, ctx, chosen).await?;
    let standing = app.standing(ctx, &board).await?;
    let steps = app.chain_steps(ctx).await?;
    let (new_needs, new_need_links) = app.new_needs(ctx).await?;
    let recent = side::recent(visitor, ctx).await?;
    let year = FiscalYear::of(board.day);
    let table = app.tie_up_table(ctx, chosen.day_year(visitor, year)).await?;
    let asking = side::asking_cells(&app.programme_map(ctx, &MapRequest::default()).await?);
    let shown: Vec<&ClusterOnDay> = board.last_of_each_line().collect();
    let is_empty = board.clusters.is_empty() && steps.iter().all(|step| step.figure.value.is_none());
    let carried = board.clusters.iter().filter(|cluster| cluster.is_there()).count() - shown.len();
    let day = words.date(PartialDate::from(board.day));
    let map = (!board.clusters.is_empty()).then(|| {
        let title = words.t("home-map");
        let description = words.with(
            "home-map-description",
            &[
                ("day", day.clone()),
                ("clusters", shown.len().to_string()),
                ("blocks", board.blocks.len().to_string()),
            ],
        );
        let request = DrawingRequest {
            id: "map",
            land_of: None,
            title: &title,
            description: &description,
            has_projects: true,
        };
        MapView::new(words, &board, &shown, &request)
    });
    let is_coordinator = chosen.is_today() && visitor.may(Action::Update, Some("seed"));
    let awaiting = if is_coordinator { app.open_consents(ctx).await?.0.len() } else { 0 };
    let main = HomeMain {
        frame: words.clone(),
        is_operator: visitor.can_edit(),
        is_empty,
        example: if visitor.may(Action::Administer, None) { app.example().await? } else { None },
        years: years::views(visitor, ctx, &board, chosen).await?,
        sources: years::sources(visitor, ctx, &board, chosen).await?,
        counts: counts(visitor, ctx, &board).await?,
        rows: rows(words, &board, &shown),
        line_note: (carried > 0).then(|| words.one("home-map-carried", "count", carried)),
        credit: crate::map::credit(),
        has_projects: board.blocks.iter().any(|block| block.projects_on(board.day).next().is_some()),
        has_beyond: shown.iter().any(|one| one.page.is_none()),
        is_today: chosen.is_today(),
        map,
        merged,
        steps: steps.iter().map(|step| StepView::new(words, step)).collect(),
        new_needs: FigureView::new(words, &new_needs),
        new_need_links: new_need_links.iter().map(|link| crate::values::anchor(words, link)).collect(),
        standing: StandingView::new(words, &standing, [asking, awaiting]),
        recent,
        tie_up_year: table.year.unwrap_or(year).label(words.lang),
        tie_up_years: table
            .years
            .iter()
            .filter(|other| **other != year)
            .map(|year| (year.label(words.lang), years::address(visitor, &year.0.to_string())))
            .collect(),
        tie_ups: (!table.rows.is_empty()).then(|| TieUpTableView::new(words, &table)),
        day,
    };
    Ok(Made::new(&words.t("place-home"), &main)?.without_crumbs().keeping(&chosen.times(visitor)))
}

/// The numbers over the map: clusters of each stage by state, those beyond the pages, blocks, METI's projects.
async fn counts(visitor: &Visitor, ctx: &Context, board: &ClusterBoard) -> Result<Vec<CountView>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let mut counts = Vec::new();
    for (stage, state) in [("2", ACTIVE), ("1", ACTIVE), ("2", ENDED), ("1", ENDED)] {
        let figure =
            board.figure(app, stage, state, "figure-clusters").filter(|figure| figure.value.is_some());
        let label = words.t(&format!("home-count-{stage}-{state}"));
        counts.extend(figure.map(|figure| CountView { figure: FigureView::new(words, &figure), label }));
    }
    if let Some(figure) = board.beyond(app, "figure-clusters-beyond").filter(|figure| figure.value.is_some())
    {
        counts
            .push(CountView { figure: FigureView::new(words, &figure), label: words.t("home-count-beyond") });
    }
    // Blocks have no dates; METI's projects do, and are counted on the day as clusters are.
    for (kind, on, basis, label) in [
        ("block", None, "figure-blocks", "home-count-blocks"),
        ("industrial-project", Some(board.day), "figure-industrial-projects", "home-count-projects"),
    ] {
        let figure = app.figure(&ctx.clone().at(Moment { on, ..ctx.moment }), kind, &[], basis).await?;
        if figure.value.is_some() {
            counts.push(CountView { figure: FigureView::new(words, &figure), label: words.t(label) });
        }
    }
    Ok(counts)
}
