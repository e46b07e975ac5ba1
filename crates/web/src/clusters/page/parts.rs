//! What came of a cluster: records that name it, under headings; and who says what about it.

use enishi_app::parts::Seen;
use enishi_app::{ClusterBoard, ClusterOnDay, Context, Error, Figure, ListRequest};
use enishi_kind::{Claim, Value};
use enishi_kit::ids::RecordId;

use super::reading::{certainty, id};
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::naming::{Anchor, anchor, anchor_of};
use crate::text::Words;
use crate::visitor::Visitor;

/// Records of a part that stand on the page.
const SHOWN: u32 = 6;
/// Parts that are records naming the cluster: heading, kind, field.
const PARTS: [(&str, &str, &str); 13] = [
    ("vision", "vision", "cluster"),
    ("money", "budget-line", "cluster"),
    ("work", "project", "cluster"),
    ("work", "result", "cluster"),
    ("work", "ip-right", "cluster"),
    ("work", "baton", "cluster"),
    ("work", "outcome", "cluster"),
    ("chain", "seed", "clusters"),
    ("chain", "need", "clusters"),
    ("together", "event", "clusters"),
    ("together", "committee", "clusters"),
    ("together", "facility", "clusters"),
    ("money", "indicator-value", "cluster"),
];

/// A heading with its parts.
pub struct SectionView {
    pub id: &'static str,
    pub label: String,
    pub parts: Vec<PartView>,
}

/// Records of a kind: how many, and the newest.
pub struct PartView {
    pub label: String,
    pub figure: FigureView,
    pub items: Vec<Anchor>,
}

/// Who says what, and how sure it is.
pub struct SourceView {
    pub source: Anchor,
    pub of: String,
    pub certainty: String,
}

/// The parts that are records naming the cluster, under their headings; a part without records says so.
pub async fn sections(visitor: &Visitor, ctx: &Context, seen: &Seen) -> Result<Vec<SectionView>, Fault> {
    let words = &visitor.words;
    let mut sections: Vec<SectionView> = Vec::new();
    for (id, kind, field) in PARTS {
        let part = part(visitor, ctx, kind, &[(field.to_owned(), seen.reference.clone())]).await?;
        match sections.iter_mut().find(|section| section.id == id) {
            Some(section) => section.parts.push(part),
            None => sections.push(SectionView {
                id,
                label: words.t(&format!("clusters-{id}")),
                parts: vec![part],
            }),
        }
    }
    Ok(sections)
}

async fn part(
    visitor: &Visitor,
    ctx: &Context,
    kind: &str,
    filters: &[(String, String)],
) -> Result<PartView, Error> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let figure: Figure = app.figure(ctx, kind, filters, "figure-records").await?;
    let request = ListRequest { filters: filters.to_vec(), limit: Some(SHOWN), ..ListRequest::default() };
    let page = app.list(ctx, kind, &request).await?;
    let items = page.items.iter().map(|seen| anchor_of(words, seen));
    Ok(PartView {
        label: words.kinds(page.kind),
        items: items.collect(),
        figure: FigureView::new(words, &figure),
    })
}

/// Who says what, with how sure it is.
pub fn sources(words: &Words, board: &ClusterBoard, cluster: &ClusterOnDay) -> Vec<SourceView> {
    let mut views: Vec<SourceView> = Vec::new();
    let stated = words.t("certainty-stated");
    let mut add = |id: Option<RecordId>, of: String, certainty: String| {
        let Some(link) = id.and_then(|id| board.links.get(&id)) else { return };
        let source = anchor(words, link);
        if !views.iter().any(|view| view.source.href == source.href && view.of == of) {
            views.push(SourceView { source, of, certainty });
        }
    };
    let seen = &cluster.seen;
    let sure = |code: Option<&str>| certainty(words, code).unwrap_or_else(|| stated.clone());
    add(id(seen, "source"), words.t("clusters-this-record"), sure(seen.body.str("certainty")));
    for status in &cluster.statuses {
        let label = words.t(&format!("cluster-state-{}", status.state));
        add(status.source, label, sure(status.certainty.as_deref()));
    }
    let kind = words.kind_info(seen.kind);
    let claims = kind.and_then(|kind| seen.body.value(kind.field("claims")?));
    if let (Some(kind), Some(Value::Claims(claims))) = (kind, claims) {
        for Claim { field, source, certainty, .. } in &claims {
            let label = kind.field(field).map_or_else(|| field.clone(), |field| words.field(kind, field));
            add(*source, label, words.t(&format!("certainty-{}", certainty.code())));
        }
    }
    views
}
