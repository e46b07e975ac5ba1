//! Verifying the register: what the store finds in itself, and whether the index agrees with the log.

use enishi_policy::{Action, Subject as Judged};
use std::collections::BTreeMap;

use enishi_store::{Finding, Verified};
use serde::Serialize;

use crate::{App, Context, Error};

/// References read at a time.
const CHUNK: u32 = 1_000;

/// What was looked at and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct Verification {
    /// `sqlite` or `postgresql`.
    pub engine: &'static str,
    /// The last commit that was looked at.
    pub commits: i64,
    /// Changes in the log.
    pub changes: u64,
    /// Records that stand, by kind.
    pub records: BTreeMap<String, u64>,
    /// Attached files.
    pub files: u64,
    /// Their bytes.
    pub file_bytes: u64,
    /// How many findings there are of each name; nothing when all is well.
    pub counts: BTreeMap<&'static str, u64>,
    /// The first findings of each name.
    pub findings: Vec<FindingView>,
}

/// A finding and where it is. The catalogue has a sentence under `finding-NAME` and what to do under
/// `finding-NAME-hint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingView {
    /// The stable name.
    pub name: &'static str,
    /// The kind of the record concerned.
    pub kind: Option<String>,
    /// The record concerned.
    pub reference: Option<String>,
    /// The place in the log.
    pub seq: Option<i64>,
    /// A field, a table, a file's hash.
    pub detail: String,
}

impl Verification {
    pub(crate) fn of(engine: &'static str, found: Verified) -> Self {
        Self {
            engine,
            commits: found.head,
            changes: found.changes,
            records: found.records,
            files: found.blobs,
            file_bytes: found.blob_bytes,
            counts: found.counts,
            findings: found.findings.into_iter().map(view).collect(),
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.counts.is_empty()
    }
}

impl App {
    /// Every name that a finding may have.
    pub const INDEX_FINDINGS: [&'static str; 3] = ["index-epoch", "index-ahead", "index-differs"];

    /// Verifies the whole register. It changes nothing, and may run beside a server.
    ///
    /// # Errors
    /// `not-permitted`, or the store cannot be asked.
    pub async fn verify(&self, ctx: &Context, tell: enishi_store::Tell<'_>) -> Result<Verification, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let mut found = self.store.verify(tell).await?;
        if found.is_clean() {
            self.verify_index(&mut found).await?;
        }
        Ok(Verification::of(self.engine(), found))
    }

    /// Writes lists and references anew where they do not follow from the records. Gives how many records that were.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn mend(&self, ctx: &Context, tell: enishi_store::Tell<'_>) -> Result<u64, Error> {
        ctx.require_writer()?;
        let mended = self.store.mend(&ctx.header("history-mended"), tell).await?;
        self.matcher.notify();
        Ok(mended)
    }

    /// Whether the index belongs to this log and holds its records. An index beside a damaged store says nothing.
    async fn verify_index(&self, found: &mut Verified) -> Result<(), Error> {
        let head = self.store.head().await?;
        let (epoch, seq) = self.matcher.place();
        // An index that was never written has no epoch.
        if !epoch.is_empty() && epoch != head.epoch {
            found.add(Finding::new("index-epoch", epoch));
        } else if seq > head.seq {
            found.add(Finding { seq: Some(seq), ..Finding::new("index-ahead", "") });
        }
        if !found.is_clean() {
            return Ok(());
        }
        // Whoever writes meanwhile moves the head: then it is asked again.
        loop {
            let before = self.store.head().await?;
            self.matcher.catch_up(|_, _| ()).await?;
            let (missing, listed) = self.missing_in_index().await?;
            if self.store.head().await? != before {
                continue;
            }
            let alone = (self.matcher.searcher().living() + count(&missing)).saturating_sub(listed);
            for reference in missing {
                found.add(Finding { reference: Some(reference), ..Finding::new("index-differs", "") });
            }
            if alone > 0 {
                found.add(Finding::new("index-differs", alone.to_string()));
            }
            return Ok(());
        }
    }

    /// Records of the lists that the index does not hold, and how many the lists have.
    async fn missing_in_index(&self) -> Result<(Vec<String>, u64), Error> {
        let searcher = self.matcher.searcher();
        let (mut missing, mut listed, mut after) = (Vec::new(), 0, String::new());
        loop {
            let references = self.store.listed_references(&after, CHUNK).await?;
            let Some(last) = references.last() else { return Ok((missing, listed)) };
            after.clone_from(last);
            listed += count(&references);
            missing.extend(references.into_iter().filter(|reference| !searcher.holds(reference)));
        }
    }
}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

fn view(finding: Finding) -> FindingView {
    let Finding { name, kind, reference, seq, detail } = finding;
    FindingView { name, kind, reference, seq, detail }
}
