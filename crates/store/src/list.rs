//! Lists: filtered by facets, sorted by a key, paged by the key; counts of facet values. Always through a viewer.

use enishi_kind::{KindInfo, Viewer};
use enishi_kit::ids::RecordId;

use crate::read::Seen;
use crate::sql::{Arg, places};
use crate::{Error, Reading, Store};

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

/// Adds the viewer's tokens to the arguments and gives their places.
pub(crate) fn tokens(viewer: &Viewer, args: &mut Vec<Arg>) -> String {
    let from = args.len() + 1;
    args.extend(viewer.tokens().map(|token| Arg::from(token.as_str())));
    places(from, args.len() + 1 - from)
}

/// Where a page ended: among the records that have the sorted value, or among the rest. Outside it is the letter `k` or
/// `r` and the short reference of the page's last record: ids and sort keys would tell when things were made, hidden
/// ones included.
struct Cursor {
    is_rest: bool,
    key: Vec<u8>,
    id: RecordId,
}

/// The conditions of a query on `facet s`, with their arguments.
struct Rule {
    sql: String,
    args: Vec<Arg>,
}

/// How filters are asked: a page stops early and asks row by row, a count visits every row and asks once for all.
#[derive(Clone, Copy)]
enum Ask {
    EachRow,
    Once,
}

impl Rule {
    fn new(reading: Reading<'_>, kind: &KindInfo, name: &str, filters: &[Filter], ask: Ask) -> Self {
        let mut args: Vec<Arg> = vec![kind.name.into(), name.into()];
        let seen = tokens(reading.viewer, &mut args);
        let mut sql = format!("s.kind = $1 AND s.name = $2 AND s.clearance IN ({seen}) AND s.to_seq IS NULL");
        for filter in filters {
            args.push(filter.name.as_str().into());
            let name = args.len();
            let values = places(args.len() + 1, filter.values.len());
            args.extend(filter.values.iter().map(|value| value.as_str().into()));
            let matches = format!(
                "FROM facet f WHERE f.kind = $1 AND f.name = ${name} AND f.value IN ({values}) \
                 AND f.clearance IN ({seen}) AND f.value IS NOT NULL AND f.to_seq IS NULL"
            );
            sql.push_str(&match ask {
                Ask::EachRow => format!(" AND EXISTS (SELECT 1 {matches} AND f.id = s.id)"),
                Ask::Once => format!(" AND s.id IN (SELECT f.id {matches})"),
            });
        }
        Self { sql, args }
    }

    /// Leaves out records that a list by this facet already shows.
    fn without(mut self, reading: Reading<'_>, name: &str) -> Self {
        self.args.push(name.into());
        let name = self.args.len();
        let seen = tokens(reading.viewer, &mut self.args);
        self.sql.push_str(&format!(
            " AND NOT EXISTS (SELECT 1 FROM facet o WHERE o.id = s.id AND o.name = ${name} \
             AND o.clearance IN ({seen}) AND o.sort_key IS NOT NULL AND o.to_seq IS NULL)"
        ));
        self
    }

    fn keys_sql(&mut self, descending: bool, after: Option<(&[u8], RecordId)>, limit: u32) -> String {
        let (order, beyond) = if descending { ("DESC", "<") } else { ("ASC", ">") };
        let mut sql =
            format!("SELECT s.sort_key, s.id FROM facet s WHERE {} AND s.sort_key IS NOT NULL", self.sql);
        if let Some((key, id)) = after {
            self.args.push(key.to_vec().into());
            self.args.push(id.into());
            let last = self.args.len();
            sql.push_str(&format!(" AND (s.sort_key, s.id) {beyond} (${}, ${last})", last - 1));
        }
        sql.push_str(&format!(" ORDER BY s.sort_key {order}, s.id {order} LIMIT {limit}"));
        sql
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
            let mut rule = Rule::new(reading, query.kind, &query.sort.name, &query.filters, Ask::EachRow);
            let from = after.as_ref().map(|cursor| (cursor.key.as_slice(), cursor.id));
            let sql = rule.keys_sql(query.sort.descending, from, wanted);
            for row in self.pool.fetch(&sql, &rule.args).await? {
                keys.push(Cursor { is_rest: false, key: row.bytes(0)?, id: row.id(1)? });
            }
        }
        let missing = wanted.saturating_sub(u32::try_from(keys.len()).unwrap_or(u32::MAX));
        if missing > 0 && query.sort.name != "created" {
            let mut rule = Rule::new(reading, query.kind, "created", &query.filters, Ask::EachRow)
                .without(reading, &query.sort.name);
            let from = after
                .as_ref()
                .filter(|cursor| cursor.is_rest)
                .map(|cursor| (cursor.key.as_slice(), cursor.id));
            let sql = rule.keys_sql(true, from, missing);
            for row in self.pool.fetch(&sql, &rule.args).await? {
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
        let name = if is_rest { "created" } else { query.sort.name.as_str() };
        let mut args: Vec<Arg> = vec![reference.into(), query.kind.name.into(), name.into()];
        let seen = tokens(reading.viewer, &mut args);
        let sql = format!(
            "SELECT s.sort_key, s.id FROM record r JOIN facet s ON s.id = r.id WHERE r.reference = $1 \
             AND s.kind = $2 AND s.name = $3 AND s.clearance IN ({seen}) AND s.sort_key IS NOT NULL \
             AND s.to_seq IS NULL"
        );
        let rows = self.pool.fetch(&sql, &args).await?;
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
        let rule = Rule::new(reading, kind, "created", filters, Ask::Once);
        let sql = format!("SELECT count(*) FROM facet s WHERE {} AND s.sort_key IS NOT NULL", rule.sql);
        let count = self.pool.fetch(&sql, &rule.args).await?.first().map_or(Ok(0), |row| row.int(0))?;
        Ok(count.unsigned_abs())
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
        let rule = Rule::new(reading, kind, name, filters, Ask::Once);
        let sql = format!(
            "SELECT s.value, count(DISTINCT s.id) AS records FROM facet s WHERE {} AND s.value IS NOT NULL \
             GROUP BY s.value ORDER BY records DESC, s.value LIMIT {limit}",
            rule.sql
        );
        let mut counts = Vec::new();
        for row in self.pool.fetch(&sql, &rule.args).await? {
            counts.push((row.text(0)?, row.int(1)?.unsigned_abs()));
        }
        Ok(counts)
    }
}
