//! Bodies as they were at a place of the log, shown to those cleared for them then and now.

use std::collections::HashMap;

use enishi_kind::{Body, KindInfo, Registry, Viewer};
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use crate::read::read_body;
use crate::sql::{Arg, Row, places};
use crate::{Error, Reading, Seen, Store};

/// Records asked for by one statement.
const CHUNK: usize = 400;

/// A record as it was, before anybody looks at it.
struct Past {
    id: RecordId,
    kind: &'static KindInfo,
    reference: String,
    body: Body,
}

/// Which version of a record is wanted.
enum Version {
    /// The last at or before a place of the log.
    At(i64),
    /// The last that had a body: the record as it stands, or as it last stood.
    Last,
}

impl Store {
    /// The id and the kind of a record by its short reference; under a past moment also of one that ended since.
    pub(crate) async fn id_of(
        &self,
        reading: Reading<'_>,
        reference: &str,
    ) -> Result<Option<(RecordId, String)>, Error> {
        let mut rows =
            self.pool.fetch("SELECT id, kind FROM record WHERE reference = $1", &[reference.into()]).await?;
        if rows.is_empty() && reading.moment.known_at.is_some() {
            let sql = "SELECT id, kind FROM log_change WHERE reference = $1 AND operation = 'delete' LIMIT 1";
            rows = self.pool.fetch(sql, &[reference.into()]).await?;
        }
        rows.first().map(|row| Ok((row.id(0)?, row.text(1)?))).transpose()
    }

    /// What a viewer may see of records as they were at a place of the log.
    pub(crate) async fn find_past(
        &self,
        viewer: &Viewer,
        seq: i64,
        ids: &[RecordId],
    ) -> Result<HashMap<RecordId, Seen>, Error> {
        let then = self.versions(ids, &Version::At(seq)).await?;
        let last = self.versions(ids, &Version::Last).await?;
        let seen = then.into_iter().filter_map(|(id, past)| {
            let now = &last.get(&id)?.body;
            let body = redact_past(&self.registry, viewer, &past, now)?;
            Some((id, Seen { id: past.id, kind: past.kind.name, reference: past.reference, body }))
        });
        Ok(seen.collect())
    }

    /// The record as it stands, or as it last stood.
    pub(crate) async fn last_body(&self, id: RecordId) -> Result<Option<(&'static KindInfo, Body)>, Error> {
        let last = self.versions(&[id], &Version::Last).await?.remove(&id);
        Ok(last.map(|past| (past.kind, past.body)))
    }

    async fn versions(&self, ids: &[RecordId], which: &Version) -> Result<HashMap<RecordId, Past>, Error> {
        let mut found = HashMap::with_capacity(ids.len());
        for chunk in ids.chunks(CHUNK) {
            let mut args: Vec<Arg> = chunk.iter().map(|id| (*id).into()).collect();
            let wanted = places(1, args.len());
            let rule = match which {
                Version::At(seq) => {
                    args.push((*seq).into());
                    format!("m.seq <= ${}", args.len())
                }
                Version::Last => "m.after IS NOT NULL".to_owned(),
            };
            let sql = format!(
                "SELECT c.id, c.kind, c.reference, c.shape, c.after FROM log_change c WHERE c.id IN ({wanted}) \
                 AND c.version = (SELECT max(m.version) FROM log_change m WHERE m.id = c.id AND {rule})"
            );
            for row in self.pool.fetch(&sql, &args).await? {
                if let Some(past) = self.read_past(&row)? {
                    found.insert(past.id, past);
                }
            }
        }
        Ok(found)
    }

    fn read_past(&self, row: &Row) -> Result<Option<Past>, Error> {
        let Some(text) = row.optional_text(4)? else { return Ok(None) };
        let (id, kind) = (row.id(0)?, row.text(1)?);
        let kind = self.registry.kind(&kind).ok_or(Error::UnknownKind(kind))?;
        let body = read_body(kind, id, row.int(3)?, &text)?;
        Ok(Some(Past { id, kind, reference: row.text(2)?, body }))
    }
}

/// What a viewer may see of a body that was, beside the body that is: of each field only what both show him.
fn redact_past(registry: &Registry, viewer: &Viewer, past: &Past, now: &Body) -> Option<Body> {
    let Past { id, kind, body: then, .. } = past;
    if !viewer.sees(&registry.record_clearance(*id, now)) {
        return None;
    }
    let mut shown = registry.redact(viewer, kind, *id, then)?;
    for field in kind.fields() {
        let Some(value) = shown.raw(field.name) else { continue };
        if !viewer.sees(&registry.clearance(field, *id, now)) {
            shown.remove(field.name);
        } else if field.of.has_entries() {
            // A claim is as closed as what it is about, a file as it says itself, then or now.
            let is_open = |entry: &&Json| {
                let clearance = registry.entry_clearance(kind, field, (*id, now), entry);
                clearance.is_some_and(|clearance| viewer.sees(&clearance))
            };
            let open: Vec<Json> = value.as_array().into_iter().flatten().filter(is_open).cloned().collect();
            shown.set_raw(field.name, if open.is_empty() { Json::Null } else { open.into() });
        }
    }
    Some(shown)
}
