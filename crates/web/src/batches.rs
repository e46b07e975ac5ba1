//! Undoing a batch that is no import: a merge, a first start.

use axum::extract::Path;
use axum::response::Response;
use enishi_app::{BatchView, UndoReport};

use crate::fault::{Fault, html};
use crate::imports::{UndoPage, kept_targets, undo_asking};
use crate::posted::Posted;
use crate::values::Anchor;
use crate::visitor::Visitor;

/// Says what undoing would do.
pub async fn ask_undo(visitor: Visitor, Path(batch): Path<String>) -> Result<Response, Fault> {
    let undo = visitor.site.app.undo_import(&visitor.ctx, &batch, false).await?;
    answer(&visitor, &batch, &undo).await
}

/// Undoes a batch.
pub async fn undo(Path(batch): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let undo = undo_asking(&posted.visitor, &batch, &posted).await?;
    answer(&posted.visitor, &batch, &undo).await
}

async fn answer(visitor: &Visitor, id: &str, undo: &UndoReport) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    let batch = app.batch(&visitor.ctx, id).await?;
    let links = app.links_to(&visitor.ctx, &kept_targets(visitor, undo)).await?;
    let facts = vec![batch.title.clone(), visitor.words.moment(batch.at).shown];
    html(&UndoPage::new(visitor, facts, place(visitor, &batch), None, undo, &links))
}

/// Where a batch belongs: merges stand with the proposals of their kind.
fn place(visitor: &Visitor, batch: &BatchView) -> Anchor {
    let words = &visitor.words;
    match visitor.site.app.registry().kind(&batch.kind) {
        Some(kind) => Anchor::to(format!("/{}/merges", kind.plural), words.t("merges-title")),
        None => Anchor::to("/", words.t("place-home")),
    }
}
