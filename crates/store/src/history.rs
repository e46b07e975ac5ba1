//! The history of a record as a viewer may see it: a past value is shown to those cleared for it then and now.

use enishi_kind::{Body, Field, KindInfo, Viewer};
use enishi_kit::ids::RecordId;
use jiff::Timestamp;
use serde_json::Value as Json;

use crate::read::read_body;
use crate::{Error, Reading, Store};

/// One entry of a history.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When it was committed.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// The batch, if it was part of one.
    pub batch: Option<String>,
    /// `create`, `update`, `delete` or `erase`.
    pub operation: String,
    /// Why something was erased, in the words of who did it.
    pub because: Option<String>,
    /// The visible fields that changed, in the order of the field table.
    pub changes: Vec<FieldChange>,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// The field.
    pub field: &'static str,
    /// Before.
    pub before: Option<Json>,
    /// After.
    pub after: Option<Json>,
}

/// Changes of one record that are looked at at a time: as many as a page shows.
const LIMIT: usize = 200;

impl Store {
    /// The newest entries of a record's history, newest first; empty when the viewer may not see the record.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn history(&self, reading: Reading<'_>, id: RecordId) -> Result<Vec<Entry>, Error> {
        Ok(self.history_before(reading, id, i64::MAX).await?.0)
    }

    /// All entries of a record's history, newest first.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn whole_history(&self, reading: Reading<'_>, id: RecordId) -> Result<Vec<Entry>, Error> {
        let (mut entries, mut before) = self.history_before(reading, id, i64::MAX).await?;
        while let Some(version) = before {
            let older;
            (older, before) = self.history_before(reading, id, version).await?;
            entries.extend(older);
        }
        Ok(entries)
    }

    /// Entries of changes before a version, and the version before which there are more.
    async fn history_before(
        &self,
        reading: Reading<'_>,
        id: RecordId,
        version: i64,
    ) -> Result<(Vec<Entry>, Option<i64>), Error> {
        let viewer = reading.viewer;
        // A record that ended has a history for who asks of a time at which it stood.
        let last = match reading.moment.known_at {
            None => self.load(id).await?.map(|record| (record.kind, record.body)),
            Some(_) => self.last_body(id).await?,
        };
        let Some((kind, now)) = last else { return Ok((Vec::new(), None)) };
        if !viewer.sees(&self.registry.record_clearance(id, &now)) {
            return Ok((Vec::new(), None));
        }
        // One entry more is read: the last one shown needs what was before it.
        let sql = format!(
            "SELECT c.seq, c.operation, c.shape, c.after, k.at, k.actor, k.reason, k.batch, c.version \
             FROM log_change c JOIN log_commit k ON k.seq = c.seq \
             WHERE c.id = $1 AND c.seq <= $2 AND c.version < $3 \
             ORDER BY c.version DESC LIMIT {}",
            LIMIT + 1
        );
        let known = reading.moment.known_at.unwrap_or(i64::MAX);
        let rows = self.pool.fetch(&sql, &[id.into(), known.into(), version.into()]).await?;
        let mut bodies = Vec::with_capacity(rows.len());
        for row in &rows {
            bodies.push(match row.optional_text(3)? {
                Some(text) => read_body(kind, id, row.int(2)?, &text)?,
                None => Body::new(),
            });
        }
        let mut entries = Vec::new();
        let mut beginnings = Vec::new();
        for (place, row) in rows.iter().enumerate().take(LIMIT) {
            let empty = Body::new();
            let after = bodies.get(place).unwrap_or(&empty);
            let before = bodies.get(place + 1).unwrap_or(&empty);
            let operation = row.text(1)?;
            let changes = self.visible_changes(viewer, (kind, id, &now), before, after);
            // That a record began is told to those who could see it then.
            let is_beginning =
                operation == "create" && viewer.sees(&self.registry.record_clearance(id, after));
            let because = match operation.as_str() {
                "erase" => self.erased_because(id, row.int(0)?).await?,
                _ => None,
            };
            beginnings.push(is_beginning);
            entries.push(Entry {
                at: Timestamp::from_microsecond(row.int(4)?)
                    .map_err(|error| Error::Corrupt(error.to_string()))?,
                actor: row.text(5)?,
                reason: row.text(6)?,
                batch: row.optional_text(7)?,
                operation,
                because,
                changes,
            });
        }
        self.leave_unseen_out_of_history(viewer, kind, &mut entries).await?;
        let mut beginnings = beginnings.into_iter();
        entries.retain(|entry| {
            let is_beginning = beginnings.next() == Some(true);
            is_beginning || entry.because.is_some() || !entry.changes.is_empty()
        });
        let before = rows.get(LIMIT).and_then(|_| rows.get(LIMIT - 1));
        Ok((entries, before.map(|row| row.int(8)).transpose()?))
    }

    /// Why something of a record was erased by a commit.
    async fn erased_because(&self, id: RecordId, seq: i64) -> Result<Option<String>, Error> {
        let sql = "SELECT reason FROM erasure WHERE record_id = $1 AND seq = $2 ORDER BY at DESC LIMIT 1";
        let rows = self.pool.fetch(sql, &[id.into(), seq.into()]).await?;
        rows.first().map(|row| row.text(0)).transpose()
    }

    fn visible_changes(
        &self,
        viewer: &Viewer,
        (kind, id, now): (&KindInfo, RecordId, &Body),
        before: &Body,
        after: &Body,
    ) -> Vec<FieldChange> {
        // Cleared now, then, and for what it became.
        let bodies: Vec<&Body> = [now, before, after].into_iter().filter(|body| !body.is_empty()).collect();
        let cleared =
            |field: &Field| bodies.iter().all(|body| viewer.sees(&self.registry.clearance(field, id, body)));
        let cleared_entry = |field: &Field, entry: &Json| {
            bodies.iter().all(|body| {
                let clearance = self.registry.entry_clearance(kind, field, (id, body), entry);
                clearance.is_some_and(|clearance| viewer.sees(&clearance))
            })
        };
        let mut changes = Vec::new();
        for field in kind.fields() {
            if before.raw(field.name) == after.raw(field.name) || !cleared(field) {
                continue;
            }
            let [old, new] = [before, after].map(|body| {
                let value = body.raw(field.name)?;
                if !field.of.has_entries() {
                    return Some(value.clone());
                }
                // A claim is as hidden as what it is about, a file as it says itself.
                let entries = value.as_array()?.iter();
                let shown: Vec<Json> = entries.filter(|entry| cleared_entry(field, entry)).cloned().collect();
                (!shown.is_empty()).then_some(Json::Array(shown))
            });
            if old != new {
                changes.push(FieldChange { field: field.name, before: old, after: new });
            }
        }
        changes
    }

    /// The body of a record as it was at a version; `None` before its beginning and after its end.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn body_at(&self, id: RecordId, version: i64) -> Result<Option<Body>, Error> {
        let sql = "SELECT kind, shape, after FROM log_change WHERE id = $1 AND version = $2";
        let rows = self.pool.fetch(sql, &[id.into(), version.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let kind = row.text(0)?;
        let kind = self.registry.kind(&kind).ok_or(Error::UnknownKind(kind))?;
        let shape = row.int(1)?;
        row.optional_text(2)?.map(|text| read_body(kind, id, shape, &text)).transpose()
    }
}
