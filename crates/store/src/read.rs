//! Reading records: whole for the use cases, redacted for viewers.

use std::collections::HashMap;

use enishi_kind::{Body, FieldPlace, KindInfo, OPENED, Registry, Type, Viewer};
use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use crate::asking::{Asking, CREATED};
use crate::sql::{Arg, Row, places};
use crate::{Error, Reading, Store};

pub(crate) const COLUMNS: &str = "SELECT id, kind, reference, version, shape, body, created_seq FROM record";

/// Fields and columns asked for by one statement: engines take some hundred parts.
const PLACES: usize = 100;

/// A whole record, for use cases that decide. Pages get [`Seen`].
#[derive(Clone, Debug)]
pub struct Record {
    /// The id inside.
    pub id: RecordId,
    /// The kind.
    pub kind: &'static KindInfo,
    /// The short reference outside.
    pub reference: String,
    /// The version; it never leaves the program.
    pub version: i64,
    /// The body, raised to today's shape.
    pub body: Body,
    pub(crate) created_seq: i64,
    /// Whether it is stored in a former shape.
    pub(crate) is_raised: bool,
}

/// A record as one viewer sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The id inside.
    pub id: RecordId,
    /// The kind's name.
    pub kind: &'static str,
    /// The short reference outside.
    pub reference: String,
    /// The visible fields.
    pub body: Body,
}

/// References that lead to a record from one field of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferrerGroup {
    /// The kind that refers.
    pub kind: String,
    /// The field that refers.
    pub field: String,
    /// How many visible references there are, counted up to [`Store::REFERRER_COUNT_LIMIT`].
    pub count: u64,
    /// The newest of them, for naming them.
    pub newest: Vec<Seen>,
}

impl Record {
    /// What a viewer sees of it by its layers; what it names is still whole: [`Store::seen`] is for readers.
    pub(crate) fn seen_by(&self, registry: &Registry, viewer: &Viewer) -> Option<Seen> {
        let body = registry.redact(viewer, self.kind, self.id, &self.body)?;
        Some(Seen { id: self.id, kind: self.kind.name, reference: self.reference.clone(), body })
    }
}

pub(crate) fn read_record(registry: &Registry, row: &Row) -> Result<Record, Error> {
    let id = row.id(0)?;
    let kind = row.text(1)?;
    let kind = registry.kind(&kind).ok_or(Error::UnknownKind(kind))?;
    let shape = row.int(4)?;
    Ok(Record {
        id,
        kind,
        reference: row.text(2)?,
        version: row.int(3)?,
        body: read_body(kind, id, shape, &row.text(5)?)?,
        created_seq: row.int(6)?,
        is_raised: shape < i64::from(kind.shape),
    })
}

pub(crate) fn read_body(kind: &KindInfo, id: RecordId, shape: i64, text: &str) -> Result<Body, Error> {
    let shape = u32::try_from(shape).map_err(|_| Error::Corrupt(format!("record {id} has shape {shape}")))?;
    let mut body = Body::parse(text).map_err(|problem| Error::Body { id, problem })?;
    kind.upcast(shape, &mut body).map_err(|problem| Error::Body { id, problem })?;
    Ok(body)
}

impl Store {
    /// How far references to one record are counted exactly, so that opening a record costs the same with ten
    /// referrers or with a hundred thousand.
    pub const REFERRER_COUNT_LIMIT: u64 = 1_000;

    /// Loads a whole record by id.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn load(&self, id: RecordId) -> Result<Option<Record>, Error> {
        Ok(self.load_many(&[id]).await?.remove(&id))
    }

    /// Loads whole records by id.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn load_many(&self, ids: &[RecordId]) -> Result<HashMap<RecordId, Record>, Error> {
        let mut records = HashMap::with_capacity(ids.len());
        for chunk in ids.chunks(400) {
            let sql = format!("{COLUMNS} WHERE id IN ({})", places(1, chunk.len()));
            let args: Vec<Arg> = chunk.iter().map(|id| (*id).into()).collect();
            for row in self.pool.fetch(&sql, &args).await? {
                let record = read_record(&self.registry, &row)?;
                records.insert(record.id, record);
            }
        }
        Ok(records)
    }

    /// Loads a whole record by its short reference.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn load_reference(&self, reference: &str) -> Result<Option<Record>, Error> {
        let sql = format!("{COLUMNS} WHERE reference = $1");
        let rows = self.pool.fetch(&sql, &[reference.into()]).await?;
        rows.first().map(|row| read_record(&self.registry, row)).transpose()
    }

    /// Loads whole records by their short references.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn load_references(&self, references: &[String]) -> Result<HashMap<String, Record>, Error> {
        let mut records = HashMap::with_capacity(references.len());
        for chunk in references.chunks(400) {
            let sql = format!("{COLUMNS} WHERE reference IN ({})", places(1, chunk.len()));
            let args: Vec<Arg> = chunk.iter().map(|reference| reference.as_str().into()).collect();
            for row in self.pool.fetch(&sql, &args).await? {
                let record = read_record(&self.registry, &row)?;
                records.insert(record.reference.clone(), record);
            }
        }
        Ok(records)
    }

    /// Short references of the records that stand in lists, in order, after one of them.
    ///
    /// # Errors
    /// The database.
    pub async fn listed_references(&self, after: &str, limit: u32) -> Result<Vec<String>, Error> {
        let sql = format!(
            "SELECT r.reference FROM record r WHERE r.reference > $1 AND EXISTS (SELECT 1 FROM facet f \
             WHERE f.id = r.id AND f.name = '{CREATED}' AND f.to_seq IS NULL) ORDER BY r.reference LIMIT {limit}"
        );
        self.pool.fetch(&sql, &[after.into()]).await?.iter().map(|row| row.text(0)).collect()
    }

    /// Loads every whole record whose body names a record, wherever in it: in fields, in rows, in claims.
    ///
    /// Cost: reads every body once. What a claim says of a reference has no row of its own that could be asked.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn load_naming(&self, id: RecordId) -> Result<Vec<Record>, Error> {
        let sql = format!("{COLUMNS} WHERE body LIKE $1 ORDER BY id");
        let rows = self.pool.fetch(&sql, &[format!("%\"{id}\"%").into()]).await?;
        rows.iter().map(|row| read_record(&self.registry, row)).collect()
    }

    /// Finds records as a viewer sees them; the others are not in the answer.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn find_many(
        &self,
        reading: Reading<'_>,
        ids: &[RecordId],
    ) -> Result<HashMap<RecordId, Seen>, Error> {
        let mut seen = self.find_to_name(reading, ids).await?;
        self.leave_unseen_out(reading.viewer, seen.values_mut()).await?;
        Ok(seen)
    }

    /// The same, for naming them and no more: what they say of other records is still whole.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn find_to_name(
        &self,
        reading: Reading<'_>,
        ids: &[RecordId],
    ) -> Result<HashMap<RecordId, Seen>, Error> {
        if let Some(seq) = reading.moment.known_at {
            return self.find_past(reading.viewer, seq, ids).await;
        }
        let records = self.load_many(ids).await?.into_values();
        let seen = records.filter_map(|record| record.seen_by(&self.registry, reading.viewer));
        Ok(seen.map(|seen| (seen.id, seen)).collect())
    }

    /// Finds a record by its short reference, as a viewer sees it.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn find(&self, reading: Reading<'_>, reference: &str) -> Result<Option<Seen>, Error> {
        if reading.moment.known_at.is_some() {
            let Some((id, _)) = self.id_of(reading, reference).await? else { return Ok(None) };
            return Ok(self.find_many(reading, &[id]).await?.remove(&id));
        }
        match self.load_reference(reference).await? {
            Some(record) => self.seen(reading.viewer, &record).await,
            None => Ok(None),
        }
    }

    /// Ids of the records of a kind with these facet values (identifiers, folded names), by value.
    ///
    /// # Errors
    /// The database.
    pub async fn ids_with_facet(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        name: &str,
        values: &[String],
    ) -> Result<HashMap<String, Vec<RecordId>>, Error> {
        let mut found: HashMap<String, Vec<RecordId>> = HashMap::new();
        for chunk in values.chunks(400) {
            let mut asking = Asking::new(reading, kind);
            let rows = asking.facet("f", name);
            let wanted = asking.list(chunk.iter().map(String::as_str));
            let and = format!(" AND f.value IN ({wanted}) AND f.value IS NOT NULL");
            let rows = rows.all("f.value AS value, f.id AS id FROM facet f", &and);
            let sql = format!("SELECT DISTINCT value, id FROM ({rows}) AS found ORDER BY value, id");
            for row in self.pool.fetch(&sql, &asking.args).await? {
                found.entry(row.text(0)?).or_default().push(row.id(1)?);
            }
        }
        Ok(found)
    }

    /// Values of a facet that more than one record of a kind has, with those records: proposed merges when the facet
    /// is `folded`. At most `limit` values, in order.
    ///
    /// # Errors
    /// The database.
    pub async fn shared_facet_values(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        name: &str,
        limit: u32,
    ) -> Result<Vec<(String, Vec<RecordId>)>, Error> {
        let mut asking = Asking::new(reading, kind);
        let rows = asking.facet("f", name);
        let rows = rows.all("f.value AS value, f.id AS id FROM facet f", " AND f.value IS NOT NULL");
        let sql = format!(
            "SELECT value FROM ({rows}) AS found GROUP BY value HAVING count(DISTINCT id) > 1 \
             ORDER BY value LIMIT {limit}"
        );
        let mut values = Vec::new();
        for row in self.pool.fetch(&sql, &asking.args).await? {
            values.push(row.text(0)?);
        }
        let mut ids = self.ids_with_facet(reading, kind, name, &values).await?;
        Ok(values.into_iter().filter_map(|value| ids.remove(&value).map(|ids| (value, ids))).collect())
    }

    /// The visible references that lead to a record, by kind and field.
    ///
    /// Cost: independent of how many there are beyond [`Self::REFERRER_COUNT_LIMIT`].
    ///
    /// # Errors
    /// The database.
    pub async fn referrers(
        &self,
        reading: Reading<'_>,
        id: RecordId,
        newest: u32,
    ) -> Result<Vec<ReferrerGroup>, Error> {
        let mut groups = Vec::new();
        for (kind, place) in self.referring(reading, id).await? {
            let mut asking = Asking::new(reading, kind);
            let rows = asking.references("l", place);
            let to = asking.arg(id);
            let rows = rows.all("l.from_id AS from_id FROM reference l", &format!(" AND l.to_id = {to}"));
            let limit = Self::REFERRER_COUNT_LIMIT;
            let sql = format!(
                "SELECT count(*) FROM (SELECT DISTINCT from_id FROM ({rows}) AS found LIMIT {limit}) AS counted"
            );
            let args = &asking.args;
            let count = self.pool.fetch(&sql, args).await?.first().map_or(Ok(0), |row| row.int(0))?;
            let sql = format!(
                "SELECT DISTINCT from_id FROM ({rows}) AS found ORDER BY from_id DESC LIMIT {newest}"
            );
            let mut ids = Vec::new();
            for row in self.pool.fetch(&sql, args).await? {
                ids.push(row.id(0)?);
            }
            let mut seen = self.find_to_name(reading, &ids).await?;
            groups.push(ReferrerGroup {
                kind: kind.name.to_owned(),
                field: place.name().into_owned(),
                count: count.unsigned_abs(),
                newest: ids.iter().filter_map(|id| seen.remove(id)).collect(),
            });
        }
        Ok(groups)
    }

    /// The fields and columns by which anything that the viewer may see refers to a record. Some hundred can, few do: they
    /// are asked for together.
    async fn referring(
        &self,
        reading: Reading<'_>,
        id: RecordId,
    ) -> Result<Vec<(&KindInfo, FieldPlace)>, Error> {
        let mut places = Vec::new();
        for kind in self.registry.kinds() {
            let refers =
                |place: &FieldPlace| kind.target(place.inner()).is_some() || place.inner().of == Type::Claims;
            places.extend(kind.places().filter(refers).map(|place| (kind, place)));
        }
        let mut found = Vec::new();
        for chunk in places.chunks(PLACES) {
            let Some((first, _)) = chunk.first() else { break };
            let mut asking = Asking::new(reading, first);
            let to = asking.arg(id);
            let mut asked = Vec::with_capacity(chunk.len());
            for (number, (kind, place)) in chunk.iter().enumerate() {
                asking.about(kind);
                let refers =
                    asking.references("l", *place).any("reference l", &format!(" AND l.to_id = {to}"));
                asked.push(format!("SELECT CAST({number} AS BIGINT) AS place WHERE {refers}"));
            }
            for row in self.pool.fetch(&asked.join(" UNION ALL "), &asking.args).await? {
                let number = usize::try_from(row.int(0)?).unwrap_or(usize::MAX);
                found.extend(chunk.get(number).copied());
            }
        }
        Ok(found)
    }

    /// The records that were opened to people or organisations by name, with whom each was opened to; on the day of the
    /// reading, whoever reads.
    ///
    /// # Errors
    /// The database.
    pub async fn opened_to(
        &self,
        reading: Reading<'_>,
        ids: &[RecordId],
    ) -> Result<Vec<(RecordId, RecordId)>, Error> {
        let day = reading.day().map(|day| day.to_string()).unwrap_or_default();
        let mut found = Vec::new();
        for chunk in ids.chunks(400) {
            let mut args: Vec<Arg> = vec![day.as_str().into()];
            args.extend(chunk.iter().map(|id| Arg::from(*id)));
            let sql = format!(
                "SELECT DISTINCT l.from_id, l.to_id FROM reference l WHERE l.to_id IN ({}) AND l.to_seq IS NULL \
                 AND l.field IN ('{OPENED}.organisation', '{OPENED}.person') \
                 AND (l.since IS NULL OR l.since <= $1) AND (l.until IS NULL OR l.until >= $1) \
                 ORDER BY l.from_id, l.to_id",
                places(2, chunk.len())
            );
            for row in self.pool.fetch(&sql, &args).await? {
                found.push((row.id(0)?, row.id(1)?));
            }
        }
        Ok(found)
    }

    /// The records with a date in a column of rows (`FIELD.COLUMN`, a facet) that is not after a day, whoever reads.
    ///
    /// # Errors
    /// The database.
    pub async fn ids_due(&self, column: &str, day: jiff::civil::Date) -> Result<Vec<RecordId>, Error> {
        // The index begins with the kind.
        let kinds: Vec<String> = self.registry.kinds().map(|kind| format!("'{}'", kind.name)).collect();
        let sql = format!(
            "SELECT DISTINCT l.id FROM facet l WHERE l.kind IN ({}) AND l.name = $1 AND l.value IS NOT NULL \
             AND l.value <= $2 AND l.to_seq IS NULL ORDER BY l.id",
            kinds.join(", ")
        );
        let day = day.to_string();
        let rows = self.pool.fetch(&sql, &[column.into(), day.as_str().into()]).await?;
        rows.iter().map(|row| row.id(0)).collect()
    }

    /// When a place in the log was committed.
    ///
    /// # Errors
    /// The database.
    pub async fn committed_at(&self, seq: i64) -> Result<Option<Timestamp>, Error> {
        let rows = self.pool.fetch("SELECT at FROM log_commit WHERE seq = $1", &[seq.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        Timestamp::from_microsecond(row.int(0)?).map(Some).map_err(|error| Error::Corrupt(error.to_string()))
    }
}
