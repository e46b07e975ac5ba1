//! The provisional first page: what this is for, one search field, counts, what is new, what to do first.

use askama::Template;
use axum::response::Response;
use enishi_app::Overview;
use enishi_kind::KindInfo;

use crate::fault::Fault;
use crate::figures::FigureView;
use crate::remembered::{self, Made};
use crate::rows::{RowView, row_views};
use crate::text::Words;
use crate::visitor::Visitor;

/// Newest records shown of a kind.
const NEWEST: u32 = 6;
/// Kinds whose newest records stand on the first page: what the subject lives from.
const SHOWN: [&str; 2] = ["seed", "need"];

#[derive(Template)]
#[template(path = "home.html")]
struct HomeMain {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    is_operator: bool,
    counts: Vec<CountView>,
    newest: Vec<NewestView>,
    is_empty: bool,
}

struct CountView {
    href: String,
    label: String,
    figure: FigureView,
}

struct NewestView {
    id: String,
    title: String,
    all_href: String,
    all_label: String,
    field_label: String,
    as_of_label: String,
    rows: Vec<RowView>,
}

/// The first page.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    if let Some(start) = crate::start::instead_of_home(&visitor).await? {
        return Ok(start);
    }
    remembered::page(&visitor, "home", async || make(&visitor).await).await
}

async fn make(visitor: &Visitor) -> Result<Made, Fault> {
    let app = &visitor.site.app;
    let overview = app.overview(&visitor.ctx, NEWEST).await?;
    let words = &visitor.words;
    let mut counts = Vec::new();
    for (kind, ..) in &overview.kinds {
        let figure = app.figure(&visitor.ctx, kind.name, &[], "figure-records").await?;
        let href = format!("/{}", kind.plural);
        counts.push(CountView { href, label: words.kinds(kind), figure: FigureView::new(words, &figure) });
    }
    let is_empty = overview.kinds.iter().all(|(_, count, _)| *count == 0);
    let newest = SHOWN.iter().filter_map(|name| newest(visitor, &overview, name)).collect();
    let is_operator = visitor.is_operator();
    let main = HomeMain { frame: words.clone(), is_operator, counts, newest, is_empty };
    let made = Made::new(&words.t("place-home"), &main)?;
    Ok(made.without_crumbs().with_sample(overview.has_samples))
}

fn newest(visitor: &Visitor, overview: &Overview, name: &str) -> Option<NewestView> {
    let (kind, count, items) = overview.kinds.iter().find(|(kind, ..)| kind.name == name)?;
    let kind: &'static KindInfo = kind;
    if items.is_empty() {
        return None;
    }
    let words = &visitor.words;
    let columns: Vec<_> = ["fields", "as_of"].into_iter().filter_map(|name| kind.field(name)).collect();
    let label = |name: &str| kind.field(name).map(|field| words.field(kind, field)).unwrap_or_default();
    Some(NewestView {
        id: format!("new-{}", kind.plural),
        title: words.one("home-newest", "kinds", words.kinds(kind)),
        all_href: format!("/{}", kind.plural),
        all_label: words.count("home-all", *count),
        field_label: label("fields"),
        as_of_label: label("as_of"),
        rows: row_views(visitor, kind, items, &overview.links, &columns),
    })
}
