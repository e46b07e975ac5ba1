//! Undoing a batch that is no import: a single change, a merge, a first start.

use axum::extract::Path;
use axum::response::Response;
use enishi_app::{BatchView, UndoReport};

use crate::address::Pairs;
use crate::fault::{Fault, html};
use crate::hand_made::list_href;
use crate::imports::{Known, UndoPage, undo_asking};
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
    let known = Known::of(visitor, undo).await?;
    let title = Some(batch.title.clone()).filter(|title| !title.is_empty());
    let facts = title.into_iter().chain([visitor.words.moment(batch.at).shown]).collect();
    html(&UndoPage::new(visitor, facts, place(visitor, &batch), None, undo, &known))
}

/// Where a batch belongs: merges stand with the proposals of their kind, single changes with its list.
fn place(visitor: &Visitor, batch: &BatchView) -> Anchor {
    let words = &visitor.words;
    match visitor.site.app.registry().kind(&batch.kind) {
        Some(kind) if batch.id.starts_with("merge-") => {
            Anchor::to(format!("/{}/merges", kind.plural), words.t("merges-title"))
        }
        Some(kind) => Anchor::to(list_href(kind.plural, &Pairs::new()), words.kinds(kind)),
        None => Anchor::to("/", words.t("place-home")),
    }
}
