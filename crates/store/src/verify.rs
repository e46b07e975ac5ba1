//! Verifying: whether what the store holds is whole and says the same everywhere. It reads one state of the store, a
//! page at a time, and changes nothing.
//!
//! Each finding has a stable name, under which the catalogue of `app` says what it means and what to do.

mod accounts;
mod blobs;
mod log;
mod records;
mod schema;
mod seals;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use enishi_kind::Registry;
use enishi_kit::ids::RecordId;

use crate::derived::rewrite;
use crate::sql::Tx;
use crate::{Error, Header, Store};

/// Every name that a finding of the store may have.
pub const FINDINGS: &[&str] = &[
    "file-damaged",
    "schema-differs",
    "durability",
    "log-gap",
    "log-head",
    "log-time",
    "log-change-gap",
    "log-change-wrong",
    "log-clearances",
    "body-unreadable",
    "kind-unknown",
    "record-missing",
    "record-unlogged",
    "record-differs",
    "record-clearance",
    "ended-differs",
    "seal-broken",
    "facet-differs",
    "past-facet-differs",
    "reference-differs",
    "past-reference-differs",
    "reference-dangling",
    "rows-without-record",
    "blob-missing",
    "blob-differs",
    "blob-unnamed",
    "blob-part-alone",
    "account-rows-alone",
];

/// Findings of one name listed one by one; the others are counted.
const LISTED: u64 = 50;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its stable name.
    pub name: &'static str,
    /// The kind of the record concerned.
    pub kind: Option<String>,
    /// The short reference of the record concerned, or its id where it has none.
    pub reference: Option<String>,
    /// The place in the log.
    pub seq: Option<i64>,
    /// What exactly: a field, a table, a file's hash. Never a value.
    pub detail: String,
}

/// What verifying looks at, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyStep {
    /// The database file, schema and settings.
    Engine,
    /// The commits.
    Log,
    /// Records with their changes, facets and references.
    Records,
    /// Attached files.
    Blobs,
}

/// What verifying found, and how much it looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The findings, the first of each name.
    pub findings: Vec<Finding>,
    /// How many there are of each name.
    pub counts: BTreeMap<&'static str, u64>,
    /// The last commit.
    pub head: i64,
    /// The store's epoch.
    pub epoch: String,
    /// Records that stand, by kind.
    pub records: BTreeMap<String, u64>,
    /// Changes in the log.
    pub changes: u64,
    /// Attached files.
    pub blobs: u64,
    /// Their bytes.
    pub blob_bytes: u64,
}

impl Verified {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.counts.is_empty()
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.name).or_default();
        *count += 1;
        if *count <= LISTED {
            self.findings.push(finding);
        }
    }
}

impl Finding {
    /// A finding about the store as a whole.
    #[must_use]
    pub fn new(name: &'static str, detail: impl Into<String>) -> Self {
        Self { name, kind: None, reference: None, seq: None, detail: detail.into() }
    }

    fn at(self, seq: i64) -> Self {
        Self { seq: Some(seq), ..self }
    }

    fn of(self, kind: &str, reference: &str) -> Self {
        Self { kind: Some(kind.to_owned()), reference: Some(reference.to_owned()), ..self }
    }
}

/// Is told a step, how much of it is done and how much there is.
pub type Tell<'a> = &'a (dyn Fn(VerifyStep, u64, u64) + Sync);

/// Verifying under way.
struct Verifier<'a> {
    registry: Arc<Registry>,
    tx: &'a mut Tx,
    found: Verified,
    tell: Tell<'a>,
    /// Files that bodies name, and the record that did so first.
    named: BTreeMap<String, RecordId>,
    /// Records whose rows can be written anew from their changes.
    mendable: BTreeSet<RecordId>,
}

impl Store {
    /// Verifies the whole store, as it is at this moment.
    ///
    /// Cost: reads everything once; memory does not grow with the store, but for the hashes of its files.
    ///
    /// # Errors
    /// The database cannot be asked; damage is no error but a finding.
    pub async fn verify(&self, tell: Tell<'_>) -> Result<Verified, Error> {
        let mut tx = self.pool.snapshot().await?;
        let (found, _) = verify(&mut tx, &self.registry, tell).await?;
        tx.end().await?;
        Ok(found)
    }

    /// Writes facets and references anew where they do not follow from the changes of their records, in one commit
    /// that changes no record. Gives how many records that were.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn mend(&self, header: &Header, tell: Tell<'_>) -> Result<u64, Error> {
        let mut transaction = self.begin(header).await?;
        let (_, mendable) = verify(&mut transaction.tx, &self.registry, tell).await?;
        if mendable.is_empty() {
            return Ok(0);
        }
        for id in &mendable {
            rewrite(&mut transaction.tx, &self.registry, *id).await?;
        }
        transaction.finish().await?;
        Ok(u64::try_from(mendable.len()).unwrap_or(u64::MAX))
    }
}

/// Verifies what a transaction sees.
pub(crate) async fn verify(
    tx: &mut Tx,
    registry: &Arc<Registry>,
    tell: Tell<'_>,
) -> Result<(Verified, BTreeSet<RecordId>), Error> {
    let mut verifier = Verifier {
        registry: Arc::clone(registry),
        tx,
        found: Verified::default(),
        tell,
        named: BTreeMap::new(),
        mendable: BTreeSet::new(),
    };
    match verifier.run().await {
        Err(Error::Database(error)) if schema::is_damage(&error) => {
            verifier.found.add(Finding::new("file-damaged", error.to_string()));
        }
        other => other?,
    }
    Ok((verifier.found, verifier.mendable))
}

impl Verifier<'_> {
    async fn run(&mut self) -> Result<(), Error> {
        (self.tell)(VerifyStep::Engine, 0, 1);
        // What a damaged file says of itself is worth nothing.
        if !self.engine().await? {
            return Ok(());
        }
        self.log().await?;
        self.records().await?;
        self.seals().await?;
        self.blobs().await?;
        self.accounts().await
    }

    async fn count(&mut self, sql: &str) -> Result<u64, Error> {
        let rows = self.tx.fetch(sql, &[]).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.int(0))?.unsigned_abs())
    }
}
