//! Counts of lists, remembered for as long as the log stands still: at 100,000 records counting takes a hundred times
//! as long as showing a page.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use enishi_kind::{KindInfo, Viewer};
use enishi_store::{FacetCounts, Filter, Head};

use crate::{App, Error};

/// Counts remembered at most; then all are forgotten.
const REMEMBERED: usize = 500;

/// Kind, viewer, facet (empty for the number of records), filters.
type Question = (&'static str, Viewer, String, Vec<Filter>);

/// What was counted at one place of the log. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tallies {
    held: Arc<Mutex<Held>>,
}

#[derive(Debug, Default)]
struct Held {
    head: Option<Head>,
    counts: HashMap<Question, FacetCounts>,
}

impl Tallies {
    fn find(&self, head: &Head, question: &Question) -> Option<FacetCounts> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.head.as_ref() != Some(head) {
            held.counts.clear();
            held.head = Some(head.clone());
        }
        held.counts.get(question).cloned()
    }

    /// Counts of another head than the one held are dropped: somebody committed while they were made.
    fn keep(&self, head: &Head, question: Question, counts: &FacetCounts) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.head.as_ref() == Some(head) {
            if held.counts.len() >= REMEMBERED {
                held.counts.clear();
            }
            held.counts.insert(question, counts.clone());
        }
    }
}

impl App {
    /// How many records a list has.
    ///
    /// # Errors
    /// The store.
    pub(crate) async fn count_records(
        &self,
        viewer: &Viewer,
        kind: &'static KindInfo,
        filters: &[Filter],
    ) -> Result<u64, Error> {
        let head = self.store.head().await?;
        let question = (kind.name, viewer.clone(), String::new(), filters.to_vec());
        if let Some(counts) = self.tallies.find(&head, &question) {
            return Ok(counts.first().map_or(0, |(_, count)| *count));
        }
        let count = self.store.count(viewer, kind, filters).await?;
        self.tallies.keep(&head, question, &vec![(String::new(), count)]);
        Ok(count)
    }

    /// How many records of a list have each value of a facet.
    ///
    /// # Errors
    /// The store.
    pub(crate) async fn count_values(
        &self,
        viewer: &Viewer,
        kind: &'static KindInfo,
        name: &str,
        filters: &[Filter],
        limit: u32,
    ) -> Result<FacetCounts, Error> {
        let head = self.store.head().await?;
        let question = (kind.name, viewer.clone(), name.to_owned(), filters.to_vec());
        if let Some(counts) = self.tallies.find(&head, &question) {
            return Ok(counts);
        }
        let counts = self.store.facet_counts(viewer, kind, name, filters, limit).await?;
        self.tallies.keep(&head, question, &counts);
        Ok(counts)
    }
}
