//! Undoing a batch that is no import: a merge, a first start.

use axum::extract::Path;
use axum::response::Response;
use enishi_app::BatchView;

use crate::fault::{Fault, html};
use crate::imports::UndoPage;
use crate::posted::Posted;
use crate::values::Anchor;
use crate::visitor::Visitor;

/// Says what undoing would do.
pub async fn ask_undo(visitor: Visitor, Path(batch): Path<String>) -> Result<Response, Fault> {
    answer(&visitor, &batch, false).await
}

/// Undoes a batch.
pub async fn undo(Path(batch): Path<String>, posted: Posted) -> Result<Response, Fault> {
    answer(&posted.visitor, &batch, true).await
}

async fn answer(visitor: &Visitor, id: &str, apply: bool) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    let batch = app.batch(&visitor.ctx, id).await?;
    let undo = app.undo_import(&visitor.ctx, id, apply).await?;
    let facts = vec![batch.title.clone(), visitor.words.moment(batch.at).shown];
    html(&UndoPage::new(visitor, facts, place(visitor, &batch), None, &undo))
}

/// Where a batch belongs: merges stand with the proposals of their kind.
fn place(visitor: &Visitor, batch: &BatchView) -> Anchor {
    let words = &visitor.words;
    match visitor.site.app.registry().kind(&batch.kind) {
        Some(kind) => Anchor { href: format!("/{}/merges", kind.plural), label: words.t("merges-title") },
        None => Anchor { href: "/".to_owned(), label: words.t("place-home") },
    }
}
