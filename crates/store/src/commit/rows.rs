//! The rows of a commit, gathered per chunk and written by few statements.

use std::collections::BTreeSet;

use enishi_kind::{Body, Clearance, FacetRow, KindInfo, Projection, ReferenceRow};
use enishi_kit::ids::RecordId;
use jiff::civil::Date;

use crate::Error;
use crate::derived::Guard;
use crate::sql::{Arg, Insert, Tx};

/// The columns of a change in the log, in the order in which rows of it are given.
pub(crate) const LOG_CHANGE: &[&str] =
    &["seq", "ordinal", "kind", "id", "reference", "version", "shape", "operation", "after", "clearances"];

/// A record about to be written.
pub(super) struct New<'a> {
    pub(super) id: RecordId,
    pub(super) kind: &'static KindInfo,
    pub(super) body: &'a Body,
    pub(super) version: i64,
    pub(super) reference: String,
}

/// A change about to be logged.
pub(super) struct Logged<'a> {
    pub(super) kind: &'static KindInfo,
    pub(super) id: RecordId,
    pub(super) reference: &'a str,
    pub(super) version: i64,
    pub(super) operation: &'static str,
    pub(super) after: Option<String>,
    pub(super) clearances: BTreeSet<Clearance>,
}

/// Rows of one chunk.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) commit: Vec<Vec<Arg>>,
    pub(super) records: Vec<Vec<Arg>>,
    pub(super) facets: Vec<Vec<Arg>>,
    pub(super) references: Vec<Vec<Arg>>,
    pub(super) ended: Vec<Vec<Arg>>,
    pub(super) log: Vec<Vec<Arg>>,
}

impl Rows {
    pub(super) async fn write(self, tx: &mut Tx) -> Result<(), Error> {
        const COMMIT: &[&str] = &["seq", "at", "actor", "batch", "reason"];
        const RECORD: &[&str] = &[
            "id",
            "kind",
            "reference",
            "version",
            "shape",
            "body",
            "clearance",
            "created_seq",
            "changed_seq",
            "holder",
        ];
        const FACET: &[&str] =
            &["id", "kind", "name", "value", "sort_key", "clearance", "from_seq", "since", "until"];
        const REFERENCE: &[&str] =
            &["from_id", "from_kind", "field", "to_id", "clearance", "from_seq", "since", "until"];
        let parts = [
            ("log_commit", COMMIT, self.commit),
            ("record", RECORD, self.records),
            ("facet", FACET, self.facets),
            ("reference", REFERENCE, self.references),
            ("ended", Guard::COLUMNS, self.ended),
            ("log_change", LOG_CHANGE, self.log),
        ];
        tx.insert_into(parts.map(|(table, columns, rows)| Insert { table, columns, rows })).await
    }
}

/// A day as rows hold it: `YYYY-MM-DD`, which sorts as days do.
fn day(date: Option<Date>) -> Arg {
    date.map(|date| date.to_string()).into()
}

/// The row by which lists find every record, newest first. It carries the record's own days.
pub(super) fn created_row(
    id: RecordId,
    kind: &KindInfo,
    created: i64,
    projection: &Projection,
    seq: i64,
) -> Vec<Arg> {
    vec![
        id.into(),
        kind.name.into(),
        "created".into(),
        Arg::Text(None),
        created.to_be_bytes().to_vec().into(),
        projection.clearance.as_str().into(),
        seq.into(),
        day(projection.since),
        day(projection.until),
    ]
}

pub(super) fn facet_row(id: RecordId, kind: &KindInfo, facet: &FacetRow, seq: i64) -> Vec<Arg> {
    let value = (!facet.value.is_empty()).then(|| facet.value.clone());
    let sort_key = (!facet.sort_key.is_empty()).then(|| facet.sort_key.clone());
    vec![
        id.into(),
        kind.name.into(),
        (&*facet.name).into(),
        value.into(),
        sort_key.into(),
        facet.clearance.as_str().into(),
        seq.into(),
        day(facet.since),
        day(facet.until),
    ]
}

pub(super) fn reference_row(id: RecordId, kind: &KindInfo, row: &ReferenceRow, seq: i64) -> Vec<Arg> {
    vec![
        id.into(),
        kind.name.into(),
        (&*row.field).into(),
        row.to.into(),
        row.clearance.as_str().into(),
        seq.into(),
        day(row.since),
        day(row.until),
    ]
}
