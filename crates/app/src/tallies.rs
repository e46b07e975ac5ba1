//! Counts of lists, remembered for as long as the log stands still: at 100,000 records counting takes a hundred times
//! as long as showing a page.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use enishi_kind::{KindInfo, Viewer};
use enishi_store::{FacetCounts, Filter, Head, Moment, Reading};
use jiff::civil::Date;

use crate::{App, Context, Error};

/// Counts remembered at most; then all are forgotten.
const REMEMBERED: usize = 500;

/// What was asked. The day is part of it: dated values begin and end at midnight, without an entry in the log.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Question {
    viewer: Viewer,
    moment: Moment,
    day: Option<Date>,
    kind: &'static str,
    of: Of,
    filters: Vec<Filter>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Of {
    Records,
    Undated,
    Facet(String),
}

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

fn question(reading: Reading<'_>, kind: &'static KindInfo, of: Of, filters: &[Filter]) -> Question {
    Question {
        viewer: reading.viewer.clone(),
        moment: reading.moment,
        day: reading.day(),
        kind: kind.name,
        of,
        filters: filters.to_vec(),
    }
}

impl App {
    /// A count, remembered or made now.
    async fn tally(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        of: Of,
        filters: &[Filter],
        count: impl AsyncFnOnce(Reading<'_>) -> Result<FacetCounts, enishi_store::Error>,
    ) -> Result<FacetCounts, Error> {
        let head = self.store.head().await?;
        let reading = self.reading(ctx);
        let question = question(reading, kind, of, filters);
        if let Some(counts) = self.tallies.find(&head, &question) {
            return Ok(counts);
        }
        let counts = count(reading).await?;
        self.tallies.keep(&head, question, &counts);
        Ok(counts)
    }

    /// How many records a list has.
    ///
    /// # Errors
    /// The store.
    pub(crate) async fn count_records(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        filters: &[Filter],
    ) -> Result<u64, Error> {
        let count = async |reading: Reading<'_>| self.store.count(reading, kind, filters).await.map(whole);
        Ok(sum(&self.tally(ctx, kind, Of::Records, filters, count).await?))
    }

    /// How many records of a list say nothing about their own days.
    ///
    /// # Errors
    /// The store.
    pub(crate) async fn count_undated(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        filters: &[Filter],
    ) -> Result<u64, Error> {
        let count =
            async |reading: Reading<'_>| self.store.count_undated(reading, kind, filters).await.map(whole);
        Ok(sum(&self.tally(ctx, kind, Of::Undated, filters, count).await?))
    }

    /// How many records of a list have each value of a facet.
    ///
    /// # Errors
    /// The store.
    pub(crate) async fn count_values(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        name: &str,
        filters: &[Filter],
        limit: u32,
    ) -> Result<FacetCounts, Error> {
        let count =
            async |reading: Reading<'_>| self.store.facet_counts(reading, kind, name, filters, limit).await;
        self.tally(ctx, kind, Of::Facet(name.to_owned()), filters, count).await
    }
}

/// A number without values, as the memory holds it.
fn whole(count: u64) -> FacetCounts {
    vec![(String::new(), count)]
}

fn sum(counts: &FacetCounts) -> u64 {
    counts.iter().map(|(_, count)| count).sum()
}
