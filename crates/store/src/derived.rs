//! The rows that follow from a body, facets and references alike, as the tables hold them: what verifying compares and
//! what erasing writes anew.

use std::collections::{BTreeMap, BTreeSet};

use enishi_kind::{Body, KindInfo, Projection, Registry};
use enishi_kit::ids::RecordId;
use jiff::civil::Date;

use crate::Error;
use crate::asking::CREATED;
use crate::read::read_body;
use crate::sql::{Arg, Row, Tx};

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Facet,
    Reference,
}

/// One row without its places in the log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Derived {
    pub(crate) table: Table,
    /// The facet's name or the field that refers.
    pub(crate) name: String,
    pub(crate) value: Option<String>,
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) to: Option<RecordId>,
    pub(crate) clearance: String,
    pub(crate) since: Option<String>,
    pub(crate) until: Option<String>,
}

/// A row with the places in the log between which it stands.
#[derive(Clone, Debug)]
pub(crate) struct Spanned {
    pub(crate) row: Derived,
    pub(crate) from: i64,
    pub(crate) to: Option<i64>,
}

impl Spanned {
    pub(crate) fn stands_at(&self, seq: i64) -> bool {
        self.from <= seq && self.to.is_none_or(|to| to > seq)
    }
}

/// Everything that follows from a body.
pub(crate) fn derived(
    registry: &Registry,
    kind: &KindInfo,
    (id, body): (RecordId, &Body),
    created: i64,
) -> BTreeSet<Derived> {
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let projection = registry.project(kind, id, body);
    let mut rows = BTreeSet::new();
    if !projection.is_merged {
        rows.insert(Derived {
            table: Table::Facet,
            name: CREATED.to_owned(),
            value: None,
            key: Some(created.to_be_bytes().to_vec()),
            to: None,
            clearance: projection.clearance.to_string(),
            since: day(projection.since),
            until: day(projection.until),
        });
    }
    rows.extend(projection.facets.into_iter().map(|facet| Derived {
        table: Table::Facet,
        name: facet.name.into_owned(),
        value: Some(facet.value).filter(|value| !value.is_empty()),
        key: Some(facet.sort_key).filter(|key| !key.is_empty()),
        to: None,
        clearance: facet.clearance.to_string(),
        since: day(facet.since),
        until: day(facet.until),
    }));
    rows.extend(projection.references.into_iter().map(|row| Derived {
        table: Table::Reference,
        name: row.field.into_owned(),
        value: None,
        key: None,
        to: Some(row.to),
        clearance: row.clearance.to_string(),
        since: day(row.since),
        until: day(row.until),
    }));
    rows
}

/// What decides who sees the past of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Guard {
    /// Of its last body.
    pub(crate) clearance: String,
    /// What holds it; none for a record that went into another: what is hidden of it stays hidden.
    pub(crate) holder: Option<String>,
}

impl Guard {
    pub(crate) const COLUMNS: &[&str] = &["id", "clearance", "holder"];

    /// What the last body of a record says, and what follows from it.
    pub(crate) fn of(registry: &Registry, projection: &Projection, id: RecordId, last: &Body) -> Self {
        let holder = (!projection.is_merged).then(|| registry.holder(id, last));
        Self { clearance: projection.clearance.to_string(), holder }
    }

    pub(crate) fn of_body(registry: &Registry, kind: &KindInfo, id: RecordId, last: &Body) -> Self {
        Self::of(registry, &registry.project(kind, id, last), id, last)
    }

    pub(crate) fn row(self, id: RecordId) -> Vec<Arg> {
        vec![id.into(), self.clearance.into(), self.holder.into()]
    }
}

/// All rows of the records after one id up to another, ended ones too.
pub(crate) async fn load_derived(
    tx: &mut Tx,
    after: RecordId,
    last: RecordId,
) -> Result<Vec<(RecordId, Spanned)>, Error> {
    let mut rows = Vec::new();
    for rule in ["IS NULL", "IS NOT NULL"] {
        let facets = format!(
            "SELECT id, name, value, sort_key, clearance, since, until, from_seq, to_seq FROM facet \
             WHERE id > $1 AND id <= $2 AND to_seq {rule}"
        );
        for row in tx.fetch(&facets, &[after.into(), last.into()]).await? {
            rows.push((row.id(0)?, read_facet(&row)?));
        }
        let references = format!(
            "SELECT from_id, field, to_id, clearance, since, until, from_seq, to_seq FROM reference \
             WHERE from_id > $1 AND from_id <= $2 AND to_seq {rule}"
        );
        for row in tx.fetch(&references, &[after.into(), last.into()]).await? {
            rows.push((row.id(0)?, read_reference(&row)?));
        }
    }
    Ok(rows)
}

/// What decides about the past of the ended records after one id up to another.
pub(crate) async fn load_ended(
    tx: &mut Tx,
    after: RecordId,
    last: RecordId,
) -> Result<BTreeMap<RecordId, Guard>, Error> {
    let sql = "SELECT id, clearance, holder FROM ended WHERE id > $1 AND id <= $2";
    let mut ended = BTreeMap::new();
    for row in tx.fetch(sql, &[after.into(), last.into()]).await? {
        ended.insert(row.id(0)?, Guard { clearance: row.text(1)?, holder: row.optional_text(2)? });
    }
    Ok(ended)
}

fn read_facet(row: &Row) -> Result<Spanned, Error> {
    let derived = Derived {
        table: Table::Facet,
        name: row.text(1)?,
        value: row.optional_text(2)?,
        key: row.optional_bytes(3)?,
        to: None,
        clearance: row.text(4)?,
        since: row.optional_text(5)?,
        until: row.optional_text(6)?,
    };
    Ok(Spanned { row: derived, from: row.int(7)?, to: row.optional_int(8)? })
}

fn read_reference(row: &Row) -> Result<Spanned, Error> {
    let derived = Derived {
        table: Table::Reference,
        name: row.text(1)?,
        value: None,
        key: None,
        to: Some(row.id(2)?),
        clearance: row.text(3)?,
        since: row.optional_text(4)?,
        until: row.optional_text(5)?,
    };
    Ok(Spanned { row: derived, from: row.int(6)?, to: row.optional_int(7)? })
}

/// Writes all rows of a record anew, as its changes tell them.
pub(crate) async fn rewrite(tx: &mut Tx, registry: &Registry, id: RecordId) -> Result<(), Error> {
    let sql = "SELECT seq, operation, shape, after, kind FROM log_change WHERE id = $1 ORDER BY version";
    let mut versions = Vec::new();
    let mut created = 0;
    let mut of = None;
    let mut guard = None;
    for row in tx.fetch(sql, &[id.into()]).await? {
        let (seq, name) = (row.int(0)?, row.text(4)?);
        let kind = registry.kind(&name).ok_or(Error::UnknownKind(name))?;
        if row.text(1)? == "create" {
            created = seq;
        }
        let body = row.optional_text(3)?.map(|text| read_body(kind, id, row.int(2)?, &text)).transpose()?;
        match &body {
            Some(body) => guard = Some((Guard::of_body(registry, kind, id, body), true)),
            None => guard = guard.map(|(guard, _)| (guard, false)),
        }
        versions.push((
            seq,
            body.map_or_else(BTreeSet::new, |body| derived(registry, kind, (id, &body), created)),
        ));
        of = Some(kind);
    }
    for (table, column) in [("facet", "id"), ("reference", "from_id")] {
        for rule in ["IS NULL", "IS NOT NULL"] {
            let sql = format!("DELETE FROM {table} WHERE {column} = $1 AND to_seq {rule}");
            tx.execute(&sql, &[id.into()]).await?;
        }
    }
    tx.execute("DELETE FROM ended WHERE id = $1", &[id.into()]).await?;
    match guard {
        Some((Guard { clearance, holder }, true)) => {
            let sql = "UPDATE record SET clearance = $1, holder = $2 WHERE id = $3";
            tx.execute(sql, &[clearance.into(), holder.into(), id.into()]).await?;
        }
        Some((ended, false)) => tx.insert("ended", Guard::COLUMNS, vec![ended.row(id)]).await?,
        None => {}
    }
    let Some(kind) = of else { return Ok(()) };
    write_derived(tx, id, kind, &spans(versions)).await
}

/// Between which places of the log each row stood.
fn spans(versions: Vec<(i64, BTreeSet<Derived>)>) -> Vec<Spanned> {
    let mut open: BTreeMap<Derived, i64> = BTreeMap::new();
    let mut rows = Vec::new();
    for (seq, standing) in versions {
        let (kept, ended) =
            open.into_iter().partition::<BTreeMap<_, _>, _>(|(row, _)| standing.contains(row));
        // What began and ended in one commit never stood for anybody.
        let ended = ended.into_iter().filter(|(_, from)| *from < seq);
        rows.extend(ended.map(|(row, from)| Spanned { row, from, to: Some(seq) }));
        open = kept;
        for row in standing {
            open.entry(row).or_insert(seq);
        }
    }
    rows.extend(open.into_iter().map(|(row, from)| Spanned { row, from, to: None }));
    rows
}

/// Writes rows of a record.
async fn write_derived(tx: &mut Tx, id: RecordId, kind: &KindInfo, rows: &[Spanned]) -> Result<(), Error> {
    const FACET: &[&str] =
        &["id", "kind", "name", "value", "sort_key", "clearance", "since", "until", "from_seq", "to_seq"];
    const REFERENCE: &[&str] =
        &["from_id", "from_kind", "field", "to_id", "clearance", "since", "until", "from_seq", "to_seq"];
    let (mut facets, mut references): (Vec<Vec<Arg>>, Vec<Vec<Arg>>) = (Vec::new(), Vec::new());
    for Spanned { row, from, to } in rows {
        let mut args: Vec<Arg> = vec![id.into(), kind.name.into(), row.name.as_str().into()];
        match row.to {
            Some(to) => args.push(to.into()),
            None => args.extend([row.value.clone().into(), row.key.clone().into()]),
        }
        args.push(row.clearance.as_str().into());
        args.extend([row.since.clone().into(), row.until.clone().into(), (*from).into(), (*to).into()]);
        match row.table {
            Table::Facet => facets.push(args),
            Table::Reference => references.push(args),
        }
    }
    tx.insert("facet", FACET, facets).await?;
    tx.insert("reference", REFERENCE, references).await
}
