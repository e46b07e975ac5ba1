//! Records against their changes: the last change gives what stands, every version gives the rows that lists and
//! references ask, at its own place of the log as well as now.

use std::collections::{BTreeMap, BTreeSet};

use enishi_kind::{Body, KindInfo};
use enishi_kit::ids::RecordId;

use super::{Finding, Verifier, VerifyStep};
use crate::Error;
use crate::blob::blobs_of;
use crate::commit::touched;
use crate::derived::{Derived, Guard, Spanned, Table, derived, load_derived, load_ended};
use crate::read::read_body;
use crate::sql::{Arg, Row, places};

/// Records looked at together.
const RECORDS: usize = 200;
/// Changes read at a time.
const CHANGES: usize = 400;

/// A row of `record`.
struct Stored {
    kind: String,
    reference: String,
    version: i64,
    shape: i64,
    body: String,
    guard: Guard,
    created_seq: i64,
    changed_seq: i64,
}

/// A change as the log has it.
struct Logged {
    id: RecordId,
    version: i64,
    seq: i64,
    kind: String,
    reference: String,
    shape: i64,
    operation: String,
    after: Option<String>,
    clearances: String,
}

/// What the changes of one record have told so far.
struct Told {
    last: Logged,
    kind: &'static KindInfo,
    /// The last body raised to today's shape; none after the end and where it cannot be read.
    body: Option<Body>,
    /// What the last body says of who sees the past; none where that cannot be said.
    guard: Option<Guard>,
    is_readable: bool,
    created: i64,
    /// What must have stood since the last change, where that can be said.
    rows: Option<BTreeSet<Derived>>,
    past: BTreeSet<(Table, i64)>,
}

impl Verifier<'_> {
    pub(super) async fn records(&mut self) -> Result<(), Error> {
        let all = self.count("SELECT count(*) FROM record").await?;
        let (mut after, mut done) = (RecordId::from_bytes([0; 16]), 0);
        while let Some(last) = self.end_of_page(after).await? {
            done += self.page(after, last).await?;
            after = last;
            (self.tell)(VerifyStep::Records, done, all);
        }
        self.rows_alone().await
    }

    /// The last id of the next page: of what stands or ever stood.
    async fn end_of_page(&mut self, after: RecordId) -> Result<Option<RecordId>, Error> {
        let mut ids = BTreeSet::new();
        for table in ["record", "log_change"] {
            let sql = format!("SELECT DISTINCT id FROM {table} WHERE id > $1 ORDER BY id LIMIT {RECORDS}");
            for row in self.tx.fetch(&sql, &[after.into()]).await? {
                ids.insert(row.id(0)?);
            }
        }
        Ok(ids.iter().take(RECORDS).next_back().copied())
    }

    async fn page(&mut self, after: RecordId, last: RecordId) -> Result<u64, Error> {
        let mut stored = self.stored(after, last).await?;
        let count = u64::try_from(stored.len()).unwrap_or(u64::MAX);
        let mut rows: BTreeMap<RecordId, Vec<Spanned>> = BTreeMap::new();
        for (id, row) in load_derived(self.tx, after, last).await? {
            rows.entry(id).or_default().push(row);
        }
        let ended = load_ended(self.tx, after, last).await?;
        let mut targets = BTreeMap::new();
        let mut told: Option<Told> = None;
        let mut place = (after, i64::MAX);
        loop {
            let changes = self.changes(place, last).await?;
            let Some(end) = changes.last() else { break };
            place = (end.id, end.version);
            for change in changes {
                let own = rows.entry(change.id).or_default();
                told = match told {
                    Some(before) if before.last.id == change.id => self.follow(&before, change, own),
                    before => {
                        if let Some(before) = before {
                            self.settle(before, &mut stored, (&rows, &ended), &mut targets);
                        }
                        self.begin(change)
                    }
                };
            }
        }
        if let Some(before) = told {
            self.settle(before, &mut stored, (&rows, &ended), &mut targets);
        }
        for record in stored.into_values() {
            self.found.add(Finding::new("record-unlogged", "").of(&record.kind, &record.reference));
        }
        self.targets(targets).await?;
        Ok(count)
    }

    async fn stored(&mut self, after: RecordId, last: RecordId) -> Result<BTreeMap<RecordId, Stored>, Error> {
        let sql = "SELECT id, kind, reference, version, shape, body, clearance, created_seq, changed_seq, holder FROM record \
                   WHERE id > $1 AND id <= $2";
        let mut stored = BTreeMap::new();
        for row in self.tx.fetch(sql, &[after.into(), last.into()]).await? {
            let record = Stored {
                kind: row.text(1)?,
                reference: row.text(2)?,
                version: row.int(3)?,
                shape: row.int(4)?,
                body: row.text(5)?,
                guard: Guard { clearance: row.text(6)?, holder: row.optional_text(9)? },
                created_seq: row.int(7)?,
                changed_seq: row.int(8)?,
            };
            *self.found.records.entry(record.kind.clone()).or_default() += 1;
            stored.insert(row.id(0)?, record);
        }
        Ok(stored)
    }

    async fn changes(&mut self, place: (RecordId, i64), last: RecordId) -> Result<Vec<Logged>, Error> {
        let sql = format!(
            "SELECT id, version, seq, kind, reference, shape, operation, after, clearances FROM log_change \
             WHERE (id, version) > ($1, $2) AND id <= $3 ORDER BY id, version LIMIT {CHANGES}"
        );
        let args: [Arg; 3] = [place.0.into(), place.1.into(), last.into()];
        self.tx.fetch(&sql, &args).await?.iter().map(Logged::read).collect()
    }

    /// The first change that the log has of a record; none when its kind is not known.
    fn begin(&mut self, change: Logged) -> Option<Told> {
        let Some(kind) = self.registry.kind(&change.kind) else {
            self.found.add(change.finding("kind-unknown", change.kind.clone()));
            return None;
        };
        if change.version != 1 {
            self.found.add(change.finding("log-change-gap", format!("version {}", change.version - 1)));
        } else if change.operation != "create" {
            self.found.add(change.finding("log-change-wrong", change.operation.clone()));
        }
        Some(self.take(change, kind, None))
    }

    fn follow(&mut self, before: &Told, change: Logged, own: &[Spanned]) -> Option<Told> {
        let last = &before.last;
        if change.version != last.version + 1 {
            self.found.add(change.finding("log-change-gap", format!("version {}", last.version + 1)));
        } else if change.seq < last.seq || change.kind != last.kind || !follows(last, &change) {
            self.found.add(change.finding("log-change-wrong", change.operation.clone()));
        }
        let kind = before.kind;
        let mut past = before.past.clone();
        if let Some(expected) = before.rows.as_ref().filter(|_| change.seq > last.seq) {
            let stood: BTreeSet<&Derived> =
                own.iter().filter(|row| row.stands_at(last.seq)).map(|row| &row.row).collect();
            let differ = expected.iter().filter(|row| !stood.contains(row));
            let alone = stood.iter().copied().filter(|row| !expected.contains(row));
            past.extend(differ.chain(alone).map(|row| (row.table, last.seq)));
        }
        let mut told = self.take(change, kind, Some(before));
        told.past = past;
        Some(told)
    }

    /// Reads what a change says.
    fn take(&mut self, change: Logged, kind: &'static KindInfo, before: Option<&Told>) -> Told {
        let created = match before {
            Some(before) if change.operation != "create" => before.created,
            _ => change.seq,
        };
        let mut body = None;
        let mut is_readable = true;
        if let Some(text) = &change.after {
            let is_canonical = Body::parse(text).is_ok_and(|body| body.canonical() == *text);
            match read_body(kind, change.id, change.shape, text) {
                Ok(read) if is_canonical => body = Some(read),
                Ok(_) | Err(_) => {
                    is_readable = false;
                    self.found.add(change.finding("body-unreadable", ""));
                }
            }
        }
        for hash in body.iter().flat_map(blobs_of) {
            self.named.entry(hash).or_insert(change.id);
        }
        let is_current = change.shape == i64::from(kind.shape);
        if let Some(before) = before
            && is_readable
            && before.is_readable
            && is_current
            && before.last.shape == change.shape
            && before.last.version + 1 == change.version
        {
            let empty = Body::new();
            let (old, new) = (before.body.as_ref().unwrap_or(&empty), body.as_ref().unwrap_or(&empty));
            let expected: Vec<String> = touched(&self.registry, kind, change.id, [old, new])
                .iter()
                .map(ToString::to_string)
                .collect();
            if change.operation != "erase" && expected.join(" ") != change.clearances {
                self.found.add(change.finding("log-clearances", ""));
            }
        }
        let rows = match &body {
            Some(body) if is_current => Some(derived(&self.registry, kind, (change.id, body), created)),
            None if is_readable => Some(BTreeSet::new()),
            _ => None,
        };
        let guard = match &body {
            Some(body) => is_current.then(|| Guard::of_body(&self.registry, kind, change.id, body)),
            None => before.filter(|_| is_readable).and_then(|before| before.guard.clone()),
        };
        Told { last: change, kind, body, guard, is_readable, created, rows, past: BTreeSet::new() }
    }

    /// Compares the last change of a record with what stands.
    fn settle(
        &mut self,
        told: Told,
        stored: &mut BTreeMap<RecordId, Stored>,
        (rows, ended): (&BTreeMap<RecordId, Vec<Spanned>>, &BTreeMap<RecordId, Guard>),
        targets: &mut BTreeMap<RecordId, Vec<(Finding, &'static str)>>,
    ) {
        let Told { last, kind, body, guard, is_readable, created, past, .. } = told;
        let record = stored.remove(&last.id);
        let is_wrong = match (&last.after, &guard) {
            (Some(_), _) => ended.contains_key(&last.id),
            (None, Some(guard)) => ended.get(&last.id) != Some(guard),
            (None, None) => false,
        };
        if is_wrong {
            self.mendable.insert(last.id);
            self.found.add(last.finding("ended-differs", ""));
        }
        let mut expected: Vec<BTreeSet<Derived>> =
            body.iter().map(|body| derived(&self.registry, kind, (last.id, body), created)).collect();
        match (&record, &last.after) {
            (None, Some(_)) => self.found.add(last.finding("record-missing", "")),
            (Some(_), None) => self.found.add(last.finding("record-differs", "")),
            (Some(record), Some(after)) => {
                let is_same = record.body == *after
                    && record.version == last.version
                    && record.shape == last.shape
                    && record.kind == last.kind
                    && record.reference == last.reference
                    && (record.created_seq, record.changed_seq) == (created, last.seq);
                if !is_same {
                    self.found.add(last.finding("record-differs", ""));
                    // Lists may follow either.
                    if let Ok(body) = read_body(kind, last.id, record.shape, &record.body) {
                        expected.push(derived(&self.registry, kind, (last.id, &body), created));
                    }
                } else if guard.is_some_and(|guard| guard != record.guard) {
                    self.mendable.insert(last.id);
                    self.found.add(last.finding("record-clearance", ""));
                }
            }
            (None, None) => {}
        }
        if last.after.is_none() {
            expected.push(BTreeSet::new());
        }
        if is_readable {
            let none = Vec::new();
            self.compare(&last, &expected, rows.get(&last.id).unwrap_or(&none), &past);
        }
        if let Some(body) = &body {
            self.expect_targets(&last, kind, body, targets);
        }
    }

    fn compare(
        &mut self,
        last: &Logged,
        expected: &[BTreeSet<Derived>],
        rows: &[Spanned],
        past: &BTreeSet<(Table, i64)>,
    ) {
        for (table, now, then) in [
            (Table::Facet, "facet-differs", "past-facet-differs"),
            (Table::Reference, "reference-differs", "past-reference-differs"),
        ] {
            let mut standing: Vec<&Derived> =
                rows.iter().filter(|row| row.to.is_none()).map(|row| &row.row).collect();
            standing.retain(|row| row.table == table);
            standing.sort_unstable();
            let wanted = |set: &BTreeSet<Derived>| {
                set.iter().filter(|row| row.table == table).eq(standing.iter().copied())
            };
            if !expected.iter().any(wanted) {
                let names: BTreeSet<&str> =
                    expected.first().map_or_else(BTreeSet::new, |set| differing(set, &standing, table));
                let names: Vec<&str> = names.into_iter().collect();
                self.found.add(last.finding(now, names.join(", ")));
                self.mendable.insert(last.id);
                continue;
            }
            if rows.iter().any(|row| row.row.table == table && row.to.is_some_and(|to| to < row.from)) {
                self.found.add(last.finding(then, ""));
                self.mendable.insert(last.id);
            }
            for (_, seq) in past.iter().filter(|(of, _)| *of == table) {
                self.found.add(Finding { seq: Some(*seq), ..last.finding(then, "") });
                self.mendable.insert(last.id);
            }
        }
    }

    /// Remembers where the references of a body must lead.
    fn expect_targets(
        &self,
        last: &Logged,
        kind: &'static KindInfo,
        body: &Body,
        targets: &mut BTreeMap<RecordId, Vec<(Finding, &'static str)>>,
    ) {
        for row in self.registry.project(kind, last.id, body).references {
            let place = kind.place(&row.field);
            let wanted = place.and_then(|place| kind.target(place.inner())).unwrap_or("source");
            let finding = last.finding("reference-dangling", row.field.into_owned());
            targets.entry(row.to).or_default().push((finding, wanted));
        }
    }

    async fn targets(
        &mut self,
        targets: BTreeMap<RecordId, Vec<(Finding, &'static str)>>,
    ) -> Result<(), Error> {
        let ids: Vec<RecordId> = targets.keys().copied().collect();
        let mut kinds = BTreeMap::new();
        for chunk in ids.chunks(RECORDS) {
            let args: Vec<Arg> = chunk.iter().map(|id| (*id).into()).collect();
            let wanted = places(1, chunk.len());
            // A record whose own row is missing is found by that name.
            let sql = format!(
                "SELECT c.id, c.kind FROM log_change c WHERE c.id IN ({wanted}) AND c.after IS NOT NULL \
                 AND c.version = (SELECT max(m.version) FROM log_change m WHERE m.id = c.id)"
            );
            for row in self.tx.fetch(&sql, &args).await? {
                kinds.insert(row.id(0)?, row.text(1)?);
            }
        }
        for (to, findings) in targets {
            for (finding, wanted) in findings {
                if kinds.get(&to).map(String::as_str) != Some(wanted) {
                    self.found.add(finding);
                }
            }
        }
        Ok(())
    }

    /// Rows of records of which the log knows nothing.
    async fn rows_alone(&mut self) -> Result<(), Error> {
        for (table, id) in [("facet", "id"), ("reference", "from_id"), ("ended", "id")] {
            let sql = format!(
                "SELECT DISTINCT f.{id} FROM {table} f WHERE NOT EXISTS \
                 (SELECT 1 FROM log_change c WHERE c.id = f.{id}) ORDER BY f.{id} LIMIT 50"
            );
            for row in self.tx.fetch(&sql, &[]).await? {
                let id = row.id(0)?;
                // A record that the log does not know is found by that name.
                if self.reference_of(id).await? == id.to_string() {
                    self.found.add(Finding {
                        reference: Some(id.to_string()),
                        ..Finding::new("rows-without-record", table)
                    });
                }
            }
        }
        Ok(())
    }

    /// The short reference of a record that stands; the id of any other.
    pub(super) async fn reference_of(&mut self, id: RecordId) -> Result<String, Error> {
        let rows = self.tx.fetch("SELECT reference FROM record WHERE id = $1", &[id.into()]).await?;
        rows.first().map_or_else(|| Ok(id.to_string()), |row| row.text(0))
    }
}

impl Logged {
    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.id(0)?,
            version: row.int(1)?,
            seq: row.int(2)?,
            kind: row.text(3)?,
            reference: row.text(4)?,
            shape: row.int(5)?,
            operation: row.text(6)?,
            after: row.optional_text(7)?,
            clearances: row.text(8)?,
        })
    }

    fn finding(&self, name: &'static str, detail: impl Into<String>) -> Finding {
        Finding::new(name, detail).of(&self.kind, &self.reference).at(self.seq)
    }
}

/// Whether an operation can follow another.
fn follows(last: &Logged, change: &Logged) -> bool {
    let has_body = change.after.is_some();
    match change.operation.as_str() {
        "create" => last.after.is_none() && has_body,
        "update" => last.after.is_some() && has_body,
        // What ended can be erased all the same, and stays ended.
        "erase" => last.after.is_some() == has_body,
        "delete" => last.after.is_some() && !has_body,
        _ => false,
    }
}

/// The names of the rows that are missing or follow from nothing.
fn differing<'a>(
    expected: &'a BTreeSet<Derived>,
    standing: &[&'a Derived],
    table: Table,
) -> BTreeSet<&'a str> {
    let missing = expected.iter().filter(|row| row.table == table && !standing.contains(row));
    let alone = standing.iter().copied().filter(|row| !expected.contains(row));
    missing.chain(alone).map(|row| row.name.as_str()).collect()
}
