//! Knowledge clusters by hand: map and list by stage on a day, and the page of one cluster with both its stages.
//!
//! Not here: the generic list and record, which the same addresses give when they are asked for (`view=list`, filters,
//! `view=fields`).

mod page;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use enishi_app::parts::Action;
use enishi_app::{ACTIVE, ClusterBoard, ClusterOnDay, Context, ENDED, Status};
use enishi_kit::date::PartialDate;

use crate::fault::Fault;
use crate::figures::FigureView;
use crate::home::years::{self, Chosen, YearView};
use crate::map::{MapRequest, MapView};
use crate::remembered::{self, Made};
use crate::rows::{TitleView, is_sample, title_view};
use crate::text::Words;
use crate::values::{Anchor, CodeView, anchor, field_sign, record_href};
use crate::visitor::Visitor;

pub use page::{DatedLink, cores, is_asked, show as show_one};

/// What the address of the hand-made page may ask for; anything else is a question to the list.
const OWN: [&str; 1] = ["year"];

/// A cluster in a list beside a map.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number on the map; none without a place.
    pub number: Option<usize>,
    pub href: String,
    pub title: TitleView,
    pub is_sample: bool,
    pub fields: Vec<CodeView>,
    pub status: Option<StatusView>,
    pub blocks: Vec<Anchor>,
}

/// A dated status with how sure it is and who says so.
#[derive(Clone, Debug)]
pub struct StatusView {
    pub label: String,
    pub term: String,
    /// Said where it is not simply stated.
    pub certainty: Option<String>,
    pub source: Option<Anchor>,
}

/// The rows of these clusters, numbered as on their map.
#[must_use]
pub fn rows(words: &Words, board: &ClusterBoard, shown: &[&ClusterOnDay]) -> Vec<Row> {
    (1..)
        .zip(shown)
        .map(|(number, cluster)| Row {
            number: cluster.place.is_some().then_some(number),
            href: record_href(words, cluster.seen.kind, &cluster.seen.reference),
            title: words
                .kind_info(cluster.seen.kind)
                .map(|kind| title_view(words, kind, &cluster.seen))
                .unwrap_or_default(),
            is_sample: is_sample(&cluster.seen),
            fields: field_views(words, &cluster.fields),
            status: cluster.status.as_ref().map(|status| status_view(words, board, status)),
            blocks: cluster
                .blocks
                .iter()
                .filter_map(|id| board.links.get(id))
                .map(|link| anchor(words, link))
                .collect(),
        })
        .collect()
}

/// Key fields with their signs.
#[must_use]
pub fn field_views(words: &Words, codes: &[String]) -> Vec<CodeView> {
    let Some(vocabulary) = words.vocabulary("cluster", "fields") else { return Vec::new() };
    codes
        .iter()
        .map(|code| CodeView { label: words.code(vocabulary, code), sign: field_sign(vocabulary, code) })
        .collect()
}

/// A status for a reader.
#[must_use]
pub fn status_view(words: &Words, board: &ClusterBoard, status: &Status) -> StatusView {
    StatusView {
        label: words.t(&format!("cluster-state-{}", status.state)),
        term: term(words, status.since, status.until),
        certainty: status
            .certainty
            .as_deref()
            .filter(|certainty| *certainty != "stated")
            .map(|certainty| words.t(&format!("certainty-{certainty}"))),
        source: status.source.and_then(|id| board.links.get(&id)).map(|link| anchor(words, link)),
    }
}

/// A term in words; an open end says so.
#[must_use]
pub fn term(words: &Words, since: Option<PartialDate>, until: Option<PartialDate>) -> String {
    match (since.map(|date| words.date(date)), until.map(|date| words.date(date))) {
        (Some(since), Some(until)) => words.with("clusters-term", &[("since", since), ("until", until)]),
        (Some(since), None) => words.one("clusters-since", "since", since),
        (None, Some(until)) => words.one("clusters-until", "until", until),
        (None, None) => String::new(),
    }
}

#[derive(Template)]
#[template(path = "clusters.html")]
struct ClustersMain {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    can_edit: bool,
    years: Vec<YearView>,
    day: String,
    sources: Vec<Anchor>,
    stages: Vec<StageView>,
    /// What the key of the maps explains.
    has_projects: bool,
    has_beyond: bool,
    credit: &'static str,
}

/// A stage on the day.
struct StageView {
    id: String,
    label: String,
    counts: Vec<(FigureView, String)>,
    map: Option<MapView>,
    /// Whether METI's projects are on its map.
    has_projects: bool,
    rows: Vec<Row>,
    beyond: Vec<Row>,
    later: Option<String>,
}

/// The clusters: by hand, or as a list when the address asks one of it.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    if visitor.query.iter().any(|(name, _)| !OWN.contains(&name.as_str())) {
        return crate::list::show(visitor, Path("clusters".to_owned())).await;
    }
    let chosen = Chosen::of(&visitor)?;
    let ctx = chosen.context(&visitor);
    let key = format!("clusters {}", chosen.key());
    remembered::page(&visitor, &key, async || make(&visitor, &ctx, &chosen).await).await
}

async fn make(visitor: &Visitor, ctx: &Context, chosen: &Chosen) -> Result<Made, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let board = app.cluster_board(ctx).await?;
    let mut stages: Vec<&str> = board.clusters.iter().map(|cluster| cluster.stage.as_str()).collect();
    stages.dedup();
    let mut views = Vec::new();
    let mut land_of = None;
    for stage in stages {
        let view = stage_view(visitor, &board, stage, land_of);
        if view.map.is_some() {
            land_of = land_of.or(Some(map_id(stage)));
        }
        views.push(view);
    }
    let has_beyond = views.iter().any(|stage| !stage.beyond.is_empty());
    let heading = app.registry().kind("cluster").map(|kind| words.kinds(kind)).unwrap_or_default();
    let main = ClustersMain {
        frame: words.clone(),
        can_edit: visitor.may(Action::Create, Some("cluster")),
        years: years::views(visitor, ctx, &board, chosen).await?,
        day: words.date(PartialDate::from(board.day)),
        sources: years::sources(visitor, ctx, &board, chosen).await?,
        stages: views,
        has_projects: has_projects(&board),
        has_beyond,
        credit: crate::map::credit(),
    };
    Ok(Made::new(&heading, &main)?.keeping(&chosen.times(visitor)))
}

/// Whether METI's projects ran on the day, so that the maps can show them.
fn has_projects(board: &ClusterBoard) -> bool {
    board.blocks.iter().any(|block| block.projects_on(board.day).next().is_some())
}

fn map_id(stage: &str) -> &'static str {
    match stage {
        "1" => "stage-1-map",
        "2" => "stage-2-map",
        _ => "stage-other-map",
    }
}

fn stage_view(
    visitor: &Visitor,
    board: &ClusterBoard,
    stage: &str,
    land_of: Option<&'static str>,
) -> StageView {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let shown: Vec<&ClusterOnDay> = board.of_stage(stage).collect();
    let label = words.find(&format!("cluster-stage-{stage}")).unwrap_or_else(|| words.t("clusters-no-stage"));
    // They are no stage's, and the first map has room for them.
    let carries_projects = land_of.is_none() && has_projects(board);
    let map = (!shown.is_empty()).then(|| {
        let args = [
            ("stage", label.clone()),
            ("day", words.date(PartialDate::from(board.day))),
            ("clusters", shown.len().to_string()),
        ];
        let request = MapRequest {
            id: map_id(stage),
            land_of,
            title: &words.with("clusters-map", &args),
            description: &words.with("clusters-map-description", &args),
            has_projects: carries_projects,
        };
        MapView::new(words, board, &shown, &request)
    });
    let counts = [ACTIVE, ENDED]
        .into_iter()
        .filter_map(|state| board.figure(app, stage, state, "figure-clusters"))
        .filter(|figure| figure.value.is_some())
        .zip([ACTIVE, ENDED])
        .map(|(figure, _)| {
            let state = figure
                .rows
                .filters
                .iter()
                .find(|(name, _)| name == "statuses.state")
                .map(|(_, state)| state.clone());
            (
                FigureView::new(words, &figure),
                words.t(&format!("cluster-state-{}", state.unwrap_or_default())),
            )
        })
        .collect();
    let later = board.clusters.iter().filter(|cluster| cluster.stage == stage && !cluster.is_there()).count();
    let (rows, beyond): (Vec<_>, Vec<_>) =
        rows(words, board, &shown).into_iter().zip(&shown).partition(|(_, cluster)| cluster.page.is_some());
    let plain = |rows: Vec<(Row, &&ClusterOnDay)>| rows.into_iter().map(|(row, _)| row).collect();
    StageView {
        id: format!("stage-{}", if stage.is_empty() { "other" } else { stage }),
        label,
        counts,
        has_projects: map.is_some() && carries_projects,
        map,
        rows: plain(rows),
        beyond: plain(beyond),
        later: (later > 0).then(|| words.one("clusters-later", "count", later)),
    }
}
