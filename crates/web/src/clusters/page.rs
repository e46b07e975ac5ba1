//! The page of one cluster: who runs it, its stages side by side, METI's half of the region, what came of it. Each part
//! shows a few records and opens to all of them.

mod meti;
mod organisations;
mod parts;
mod reading;
mod who;

use askama::Template;
use axum::response::Response;
use enishi_app::parts::Action;
use enishi_app::parts::Seen;
use enishi_app::{ClusterBoard, ClusterOnDay, Error, RecordView};
use enishi_kind::Value;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use super::{StatusView, field_views, status_view};
use crate::fault::Fault;
use crate::naming::title_of;
use crate::record::tail::{Around, around};
use crate::remembered::{self, Made};
use crate::rows::{TitleView, is_sample, text_view};
use crate::text::Words;
use crate::values::{Anchor, CodeView, anchor, record_href};
use crate::visitor::Visitor;
use meti::{BlockView, PairView, TieUpView, blocks, pairs, tie_ups};
pub use organisations::{DatedLink, cores};
use organisations::{institutions, participants};
use parts::{PartView, SectionView, SourceView, sections, sources};
use reading::{certainty, id, row_id, rows};
use who::{WhoView, who};

/// What the address of the hand-made page may name.
const OWN: [&str; 3] = ["done", "files", "from"];

#[derive(Template)]
#[template(path = "cluster.html")]
struct ClusterMain {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    can_edit: bool,
    reference: String,
    title: TitleView,
    is_sample: bool,
    concept: Option<TitleView>,
    fields: Vec<CodeView>,
    status: Option<StatusView>,
    day: String,
    is_beyond: bool,
    who: WhoView,
    stages: Vec<StageView>,
    cores: Vec<DatedLink>,
    institutions: Vec<DatedLink>,
    participants: Vec<PartView>,
    blocks: Vec<BlockView>,
    pairs: Vec<PairView>,
    tie_ups: Vec<TieUpView>,
    programme: Option<Anchor>,
    sections: Vec<SectionView>,
    sources: Vec<SourceView>,
}

/// What every record's page ends with, below the hand-made part.
#[derive(Template)]
#[template(path = "_record_end.html")]
struct EndView {
    around: Around,
}

/// One stage beside the other.
struct StageView {
    href: String,
    is_here: bool,
    label: String,
    title: TitleView,
    fields: Vec<CodeView>,
    statuses: Vec<StatusView>,
    /// How sure the succession is, where it is not stated.
    certainty: Option<String>,
}

/// Whether the address asks for the hand-made page; anything it names besides is a question to the generic one.
#[must_use]
pub fn is_asked(visitor: &Visitor) -> bool {
    visitor.query.iter().all(|(name, _)| OWN.contains(&name.as_str()))
}

/// A cluster.
///
/// # Errors
/// The store.
pub async fn show(visitor: &Visitor, view: &RecordView) -> Result<Response, Fault> {
    let around = around(visitor, view).await?;
    let notes = around.notes.render().map_err(Error::internal)?;
    let end = EndView { around }.render().map_err(Error::internal)?;
    let key = format!("cluster {}", view.seen.reference);
    remembered::page_within(visitor, &key, async || make(visitor, view).await, [&notes, &end]).await
}

async fn make(visitor: &Visitor, view: &RecordView) -> Result<Made, Fault> {
    let seen = &view.seen;
    let (app, words, ctx) = (&visitor.site.app, &visitor.words, &visitor.ctx);
    let board = app.cluster_board(ctx).await?;
    let cluster = board.clusters.iter().find(|cluster| cluster.seen.id == seen.id);
    let cluster = cluster.ok_or_else(|| Error::new("unknown-record").arg("found", &seen.reference))?;
    let own = [("cluster".to_owned(), seen.reference.clone())];
    let kind = app.registry().kind(seen.kind).ok_or(Fault::unknown_page())?;
    let title = title_of(words, seen);
    let concept = kind.field("concept").and_then(|field| seen.body.value(field));
    let main = ClusterMain {
        frame: words.clone(),
        can_edit: visitor.may_with(Action::Update, view.kind, &view.seen) && view.is_open(),
        reference: seen.reference.clone(),
        is_sample: is_sample(seen),
        concept: concept.and_then(|value| match value {
            Value::Text(text) => Some(text_view(words, &text)),
            _ => None,
        }),
        fields: field_views(words, &cluster.fields),
        status: cluster.status.as_ref().map(|status| status_view(words, &board, status)),
        day: words.date(PartialDate::from(board.day)),
        is_beyond: cluster.page.is_none(),
        who: who(visitor, ctx, &board, cluster).await?,
        stages: stages(words, &board, cluster),
        cores: cores(visitor, ctx, seen).await?,
        institutions: institutions(visitor, ctx, &own).await?,
        participants: participants(visitor, ctx, &own).await?,
        blocks: blocks(words, &board, cluster),
        pairs: pairs(visitor, ctx, &own).await?,
        tie_ups: tie_ups(visitor, ctx, &own).await?,
        programme: id(seen, "programme").and_then(|id| board.links.get(&id)).map(|link| anchor(words, link)),
        sections: sections(visitor, ctx, seen).await?,
        sources: sources(words, &board, cluster),
        title: title.clone(),
    };
    Ok(Made::new(&title.text, &main)?.step(&words.kinds(kind), "/clusters"))
}

fn stages(words: &Words, board: &ClusterBoard, cluster: &ClusterOnDay) -> Vec<StageView> {
    let find = |id: &RecordId| board.clusters.iter().find(|other| other.seen.id == *id);
    let before = cluster.predecessors.iter().filter_map(find);
    let after = cluster.successors.iter().filter_map(find);
    let view = |one: &ClusterOnDay, certainty: Option<String>| StageView {
        href: record_href(words, one.seen.kind, &one.seen.reference),
        is_here: one.seen.id == cluster.seen.id,
        label: words
            .find(&format!("cluster-stage-{}", one.stage))
            .unwrap_or_else(|| words.t("clusters-no-stage")),
        title: title_of(words, &one.seen),
        fields: field_views(words, &one.fields),
        statuses: one.statuses.iter().map(|status| status_view(words, board, status)).collect(),
        certainty,
    };
    let mut stages: Vec<StageView> =
        before.map(|one| view(one, succession(words, &cluster.seen, one.seen.id))).collect();
    stages.push(view(cluster, None));
    stages.extend(after.map(|one| view(one, succession(words, &one.seen, cluster.seen.id))));
    stages
}

/// How sure it is that a cluster follows another, where the source does not state it.
fn succession(words: &Words, after: &Seen, before: RecordId) -> Option<String> {
    let row = rows(after, "predecessors").iter().find(|row| row_id(row, "cluster") == Some(before))?;
    certainty(words, row.get("certainty").and_then(Json::as_str))
}
