//! Batches that are no imports: what they are called, and the sentence under which they are undone.

use enishi_store::{Batch, BatchState, UNDO};
use jiff::Timestamp;

use crate::{App, Context, Error};

/// A batch as pages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchView {
    /// Its name.
    pub id: String,
    /// Which kind it is of; empty when of several.
    pub kind: String,
    /// What it is called for people.
    pub title: String,
    /// `staged`, `done` or `undone`.
    pub state: &'static str,
    /// When it came into this state.
    pub at: Timestamp,
}

/// The reason that the history shows for undoing a batch.
pub(crate) fn undone_reason(batch: &str) -> &'static str {
    if batch.starts_with("import-") {
        "history-undone"
    } else if batch.starts_with(UNDO) {
        "history-redone"
    } else if batch.starts_with("merge-") {
        "history-unmerged"
    } else {
        "history-batch-undone"
    }
}

impl App {
    /// A batch by its name.
    ///
    /// # Errors
    /// `unknown-batch`, `not-permitted`, or the store.
    pub async fn batch(&self, ctx: &Context, id: &str) -> Result<BatchView, Error> {
        ctx.require_signed_in()?;
        let batch = self.store.batch(id).await?;
        let batch = batch.ok_or_else(|| Error::new("unknown-batch").arg("found", id))?;
        if !ctx.is_operator() {
            // Who could not undo it does not learn of it.
            let plan = self.store.plan_undo(id).await?;
            let may = self.authorise_undo(ctx, id, &plan.changes).await;
            may.map_err(|_| Error::new("unknown-batch").arg("found", id))?;
        }
        Ok(view(batch))
    }

    /// Whether a batch can be undone now.
    ///
    /// # Errors
    /// The store.
    pub async fn can_undo(&self, id: &str) -> Result<bool, Error> {
        Ok(self.store.batch(id).await?.is_some_and(|batch| batch.state == BatchState::Done))
    }
}

fn view(batch: Batch) -> BatchView {
    let Batch { id, kind, title, state, at, .. } = batch;
    BatchView { id, kind, title, state: state.code(), at }
}
