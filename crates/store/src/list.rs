//! Lists: filtered by facets, sorted by a key, paged by the key; counts of facet values. Always through a viewer.

use enishi_kind::KindInfo;
use enishi_kit::ids::RecordId;

use crate::asking::{Asking, CREATED, Rows};
use crate::read::Seen;
use crate::{Error, Reading, Store};

/// The filter of every kind by whether a record says something about its own days: `true` or `false`.
pub const DATED: &str = "dated";

/// The filter of every kind by the records themselves: values are ids.
pub const CHOSEN: &str = "ref";

/// Keeps records that have one of these values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filter {
    /// The facet's name.
    pub name: String,
    /// Any of these.
    pub values: Vec<String>,
}

/// The order of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sort {
    /// A facet that sorts: `created`, `title.ja`, `title.en` or a field.
    pub name: String,
    /// From the end.
    pub descending: bool,
}

impl Sort {
    /// Newest first.
    #[must_use]
    pub fn newest() -> Self {
        Self { name: "created".to_owned(), descending: true }
    }
}

/// What to list.
#[derive(Clone, Debug)]
pub struct ListQuery {
    /// The kind.
    pub kind: &'static KindInfo,
    /// All of them must hold.
    pub filters: Vec<Filter>,
    /// The order; records without the sorted value come last, newest first.
    pub sort: Sort,
    /// The cursor of the page before.
    pub after: Option<String>,
    /// Most records of a page.
    pub limit: u32,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The records, redacted.
    pub items: Vec<Seen>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// How many records have each value of a facet, most first.
pub type FacetCounts = Vec<(String, u64)>;

/// Where a page ended: among the records that have the sorted value, or among the rest. Outside it is the letter `k` or
/// `r` and the short reference of the page's last record: ids and sort keys would tell when things were made, hidden
/// ones included.
struct Cursor {
    is_rest: bool,
    key: Vec<u8>,
    id: RecordId,
}

/// A question to `facet s`: its rows, and the arguments.
struct Rule<'a> {
    asking: Asking<'a>,
    rows: Rows,
}

/// How filters are asked: a page stops early and asks row by row, a count visits every row and asks once for all.
#[derive(Clone, Copy)]
enum Ask {
    EachRow,
    Once,
}

impl<'a> Rule<'a> {
    fn new(reading: Reading<'a>, kind: &'a KindInfo, name: &str) -> Self {
        let mut asking = Asking::new(reading, kind);
        let mut rows = asking.facet("s", name);
        if asking.is_on() && name != CREATED {
            let condition = asking.record_on_day("s.id");
            rows.and(&condition);
        }
        Self { asking, rows }
    }

    /// Only records that have a value of each filter.
    fn filtered(mut self, filters: &[Filter], ask: Ask) -> Self {
        for filter in filters {
            if filter.name == DATED {
                self.dated(filter);
                continue;
            }
            if filter.name == CHOSEN {
                self.chosen(filter);
                continue;
            }
            let matching = match ask {
                // By the record: whoever holds hundreds of tokens is not to be looked up with each of them in each row.
                Ask::EachRow => self.asking.facet_of_one("f", &filter.name),
                Ask::Once => self.asking.facet("f", &filter.name),
            };
            let values = self.asking.list(filter.values.iter().map(String::as_str));
            let value = format!(" AND f.value IN ({values}) AND f.value IS NOT NULL");
            self.rows.and(&match ask {
                Ask::EachRow => matching.any("facet f", &format!("{value} AND f.id = s.id")),
                Ask::Once => format!("s.id IN ({})", matching.all("f.id FROM facet f", &value)),
            });
        }
        self
    }

    /// Only records that say something about their own days, or only those that say nothing.
    fn dated(&mut self, filter: &Filter) {
        let wants = |value: &str| filter.values.iter().any(|one| one == value);
        let days = self.asking.facet_of_one("d", CREATED);
        let dated = days.any("facet d", " AND d.id = s.id AND (d.since IS NOT NULL OR d.until IS NOT NULL)");
        match (wants("true"), wants("false")) {
            (true, false) => self.rows.and(&dated),
            (false, true) => self.rows.and(&format!("NOT {dated}")),
            _ => (),
        }
    }

    /// Only these records.
    fn chosen(&mut self, filter: &Filter) {
        let ids: Vec<RecordId> = filter.values.iter().filter_map(|value| value.parse().ok()).collect();
        let places: Vec<String> = ids.into_iter().map(|id| self.asking.arg(id)).collect();
        if places.is_empty() {
            self.rows.and("1 = 0");
        } else {
            self.rows.and(&format!("s.id IN ({})", places.join(", ")));
        }
    }

    /// Leaves out records that a list by this facet already shows.
    fn without(mut self, name: &str) -> Self {
        let others = self.asking.facet_of_one("o", name);
        let shown = others.any("facet o", " AND o.id = s.id AND o.sort_key IS NOT NULL");
        self.rows.and(&format!("NOT {shown}"));
        self
    }

    fn keys_sql(&mut self, descending: bool, after: Option<(&[u8], RecordId)>, limit: u32) -> String {
        let (order, beyond) = if descending { ("DESC", "<") } else { ("ASC", ">") };
        let mut also = " AND s.sort_key IS NOT NULL".to_owned();
        if let Some((key, id)) = after {
            let (key, id) = (self.asking.arg(key.to_vec()), self.asking.arg(id));
            also.push_str(&format!(" AND (s.sort_key, s.id) {beyond} ({key}, {id})"));
        }
        let rows = self.rows.all("s.sort_key AS sort_key, s.id AS id FROM facet s", &also);
        format!("{rows} ORDER BY sort_key {order}, id {order} LIMIT {limit}")
    }
}

impl Store {
    /// Lists one page.
    ///
    /// # Errors
    /// A cursor that is not ours, or the database.
    pub async fn list(&self, reading: Reading<'_>, query: &ListQuery) -> Result<Page, Error> {
        let after = match &query.after {
            Some(text) => Some(self.find_cursor(reading, query, text).await?),
            None => None,
        };
        let wanted = query.limit.saturating_add(1);
        let mut keys: Vec<Cursor> = Vec::new();
        if !after.as_ref().is_some_and(|cursor| cursor.is_rest) {
            let mut rule =
                Rule::new(reading, query.kind, &query.sort.name).filtered(&query.filters, Ask::EachRow);
            let from = after.as_ref().map(|cursor| (cursor.key.as_slice(), cursor.id));
            let sql = rule.keys_sql(query.sort.descending, from, wanted);
            for row in self.pool.fetch(&sql, &rule.asking.args).await? {
                keys.push(Cursor { is_rest: false, key: row.bytes(0)?, id: row.id(1)? });
            }
        }
        let missing = wanted.saturating_sub(u32::try_from(keys.len()).unwrap_or(u32::MAX));
        if missing > 0 && query.sort.name != CREATED {
            let mut rule = Rule::new(reading, query.kind, CREATED)
                .filtered(&query.filters, Ask::EachRow)
                .without(&query.sort.name);
            let from = after
                .as_ref()
                .filter(|cursor| cursor.is_rest)
                .map(|cursor| (cursor.key.as_slice(), cursor.id));
            let sql = rule.keys_sql(true, from, missing);
            for row in self.pool.fetch(&sql, &rule.asking.args).await? {
                keys.push(Cursor { is_rest: true, key: row.bytes(0)?, id: row.id(1)? });
            }
        }
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let has_more = keys.len() > limit;
        keys.truncate(limit);
        let ids: Vec<RecordId> = keys.iter().map(|key| key.id).collect();
        let mut seen = self.find_many(reading, &ids).await?;
        // A record that ended a moment ago is not there; the page ends with the last one that is.
        let last = keys.iter().rev().find_map(|key| Some((key.is_rest, &seen.get(&key.id)?.reference)));
        let next = last.filter(|_| has_more).map(|(is_rest, reference)| {
            let phase = if is_rest { 'r' } else { 'k' };
            format!("{phase}{reference}")
        });
        Ok(Page { items: ids.iter().filter_map(|id| seen.remove(id)).collect(), next })
    }

    /// The place of a cursor. A record that the viewer may not see is no place, like one that does not exist.
    async fn find_cursor(
        &self,
        reading: Reading<'_>,
        query: &ListQuery,
        text: &str,
    ) -> Result<Cursor, Error> {
        let (is_rest, reference) = match (text.strip_prefix('k'), text.strip_prefix('r')) {
            (Some(reference), _) => (false, reference),
            (_, Some(reference)) => (true, reference),
            _ => return Err(Error::Cursor),
        };
        if enishi_kit::ids::parse_reference(reference).is_none() {
            return Err(Error::Cursor);
        }
        let id = match self.id_of(reading, reference).await? {
            Some((id, kind)) if kind == query.kind.name => id,
            _ => return Err(Error::Cursor),
        };
        let name = if is_rest { CREATED } else { query.sort.name.as_str() };
        let mut asking = Asking::new(reading, query.kind);
        let rows = asking.facet_of_one("s", name);
        let id = asking.arg(id);
        let sql = rows
            .all("s.sort_key, s.id FROM facet s", &format!(" AND s.id = {id} AND s.sort_key IS NOT NULL"));
        let rows = self.pool.fetch(&sql, &asking.args).await?;
        let row = rows.first().ok_or(Error::Cursor)?;
        Ok(Cursor { is_rest, key: row.bytes(0)?, id: row.id(1)? })
    }

    /// How many records a list has.
    ///
    /// # Errors
    /// The database.
    pub async fn count(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        filters: &[Filter],
    ) -> Result<u64, Error> {
        match self.count_by_bitmaps(reading, kind, filters, false).await? {
            Some(count) => Ok(count),
            None => self.count_rows(reading, kind, filters, "").await,
        }
    }

    /// How many records of a list say nothing about their own days: asked about a day, nobody knows whether they
    /// belong to it.
    ///
    /// # Errors
    /// The database.
    pub async fn count_undated(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        filters: &[Filter],
    ) -> Result<u64, Error> {
        match self.count_by_bitmaps(reading, kind, filters, true).await? {
            Some(count) => Ok(count),
            None => {
                let also = " AND s.since IS NULL AND s.until IS NULL";
                self.count_rows(reading, kind, filters, also).await
            }
        }
    }

    async fn count_rows(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        filters: &[Filter],
        also: &str,
    ) -> Result<u64, Error> {
        let rule = Rule::new(reading, kind, CREATED).filtered(filters, Ask::Once);
        let sql = rule.rows.all("count(*) FROM facet s", &format!(" AND s.sort_key IS NOT NULL{also}"));
        let mut count = 0;
        for row in self.pool.fetch(&sql, &rule.asking.args).await? {
            count += row.int(0)?.unsigned_abs();
        }
        Ok(count)
    }

    /// How many records of a list have each value of a facet, most first, at most `limit` values.
    ///
    /// # Errors
    /// The database.
    pub async fn facet_counts(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        name: &str,
        filters: &[Filter],
        limit: u32,
    ) -> Result<FacetCounts, Error> {
        let names_records = kind.place(name).is_some_and(|place| place.inner().of.names_records());
        if !names_records || reading.viewer.sees_everything() {
            return self.values(reading, kind, name, filters, limit).await;
        }
        // Records that he does not see are not counted; more are asked for until there are enough of the others.
        let mut asked = limit;
        loop {
            let mut counts = self.values(reading, kind, name, filters, asked).await?;
            let is_all = u32::try_from(counts.len()).is_ok_and(|found| found < asked);
            let ids = counts.iter().filter_map(|(value, _)| value.parse().ok()).collect();
            let unseen = self.unseen(reading.viewer, &ids).await?;
            counts.retain(|(value, _)| value.parse().is_ok_and(|id| !unseen.contains(&id)));
            let most = usize::try_from(limit).unwrap_or(usize::MAX);
            if is_all || counts.len() >= most {
                counts.truncate(most);
                return Ok(counts);
            }
            asked = asked.saturating_mul(4);
        }
    }

    /// The same of all values, whatever they name.
    async fn values(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        name: &str,
        filters: &[Filter],
        limit: u32,
    ) -> Result<FacetCounts, Error> {
        if let Some(counts) = self.values_by_bitmaps(reading, kind, name, filters, limit).await? {
            return Ok(counts);
        }
        let rule = Rule::new(reading, kind, name).filtered(filters, Ask::Once);
        let rows = rule.rows.all("s.value AS value, s.id AS id FROM facet s", " AND s.value IS NOT NULL");
        let sql = format!(
            "SELECT value, count(DISTINCT id) AS records FROM ({rows}) AS listed \
             GROUP BY value ORDER BY records DESC, value LIMIT {limit}"
        );
        let mut counts = Vec::new();
        for row in self.pool.fetch(&sql, &rule.asking.args).await? {
            counts.push((row.text(0)?, row.int(1)?.unsigned_abs()));
        }
        Ok(counts)
    }
}
