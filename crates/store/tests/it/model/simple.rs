//! The model: a map of bodies, and every question answered by walking through it.

use std::collections::{BTreeMap, BTreeSet};

use enishi_kind::{
    Body, Clearance, Field, HELD_BY, Kind as _, Layer, OPENED, Registry, Value, Viewer, WHOLE,
};
use enishi_kit::ids::RecordId;
use enishi_kit::money::Yen;
use enishi_store::{Change, Error, Filter, Moment, Reading, Store};
use enishi_testkit::kinds::{self, COLOURS, GRADES, Keeper, Specimen};

use super::commands::{Command, Draft, Step};
use crate::lists::{orders, pages_at, query};
use crate::place::Writes;

#[derive(Clone)]
struct Standing {
    version: i64,
    created: i64,
    body: Body,
}

#[derive(Clone)]
pub struct Model {
    registry: Registry,
    seq: i64,
    records: BTreeMap<RecordId, Standing>,
    /// Records that ended, with the version that their end made, latest last.
    ended: Vec<(RecordId, i64)>,
    /// Every id ever made, in order: commands name records by their place here.
    ids: Vec<RecordId>,
    /// The last body of every record, also of those that ended.
    last: BTreeMap<RecordId, Body>,
    /// For a past model: what decides today who may see what.
    later: Option<BTreeMap<RecordId, Body>>,
    /// Two scopes that hold records.
    scopes: [RecordId; 2],
}

/// The kind of refusal, without its details.
pub fn name(error: &Error) -> &'static str {
    match error {
        Error::Conflict { .. } => "conflict",
        Error::MissingTarget { .. } => "missing target",
        Error::Referred { .. } => "referred",
        _ => "another error",
    }
}

impl Model {
    /// An empty model over a store, into which it puts two scopes.
    pub async fn begin(registry: Registry, store: &Store) -> Result<Self, String> {
        let scopes = [store.fresh_id(), store.fresh_id()];
        let body = |id: &RecordId| Body::new().with("title", &kinds::text(&id.to_string()));
        let changes = scopes.map(|id| Change::Create { id, kind: Keeper::INFO, body: body(&id) });
        let begun = store.commit(&crate::place::header("scopes"), &changes).await;
        let seq = begun.map_err(|error| error.to_string())?.seq;
        let (records, last) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { registry, seq, records, ended: Vec::new(), ids: Vec::new(), last, later: None, scopes })
    }

    /// Who asks: the public, members and those in charge of the whole and of one scope, and somebody to whom two
    /// records were opened by name.
    pub fn viewers(&self) -> Vec<Viewer> {
        let scope = self.scopes[0].to_string();
        let layers = [Layer::Member, Layer::Party];
        let opened = [0, 3].map(|number| {
            let id = self.nth(number);
            let scopes = [WHOLE.to_owned(), scope.clone(), self.scopes[1].to_string()];
            scopes.map(|scope| layers.map(|layer| Clearance::opened(layer, &scope, id)))
        });
        let opened = opened.into_iter().flatten().flatten().chain([Clearance::public()]);
        let mut viewers = kinds::viewers().to_vec();
        viewers
            .extend([Layer::Member, Layer::Party, Layer::Steward].map(|layer| kinds::viewer(layer, &scope)));
        viewers.extend([Viewer::of(opened), Viewer::operator()]);
        viewers
    }

    /// This past model as it may be shown when the other is the present.
    pub fn seen_from(&self, present: &Self) -> Self {
        Self { later: Some(present.last.clone()), ids: present.ids.clone(), ..self.clone() }
    }

    /// The reading whose answers this model gives.
    pub fn reading<'a>(&self, viewer: &'a Viewer) -> Reading<'a> {
        let known_at = self.later.is_some().then_some(self.seq);
        Reading { moment: Moment { known_at, on: None }, ..Reading::now(viewer) }
    }

    /// Whether what was open is open now: the record, or a field of it.
    fn is_open(&self, viewer: &Viewer, id: RecordId, field: Option<&Field>) -> bool {
        let Some(body) = self.later.as_ref().map(|later| &later[&id]) else { return true };
        let record = self.registry.record_clearance(id, body);
        viewer.sees(&record)
            && field.is_none_or(|field| viewer.sees(&self.registry.clearance(field, id, body)))
    }

    fn is_facet_open(&self, viewer: &Viewer, id: RecordId, facet: &str) -> bool {
        self.is_open(viewer, id, Specimen::INFO.field(facet.split('.').next().unwrap_or(facet)))
    }

    /// The record of a number: mostly one that stands, now and then one that ended.
    fn nth(&self, number: usize) -> RecordId {
        match self.ids.len() {
            0 => kinds::reference_ids(1)[0],
            count => self.ids[number % count],
        }
    }

    fn body(&self, draft: &Draft) -> Body {
        let titles = ["石", "いし", "ｲｼ", "stone", "Stone", "瓦"];
        let ids =
            |numbers: &[usize]| Value::References(numbers.iter().map(|number| self.nth(*number)).collect());
        let mut body = kinds::specimen(titles[draft.title]);
        match draft.disclosure {
            Some(code) => body.set(
                "disclosure",
                &Value::Choice(["public", "members", "coordinator", "secret"][code].into()),
            ),
            None => drop(body.remove("disclosure")),
        }
        if let Some(grade) = draft.grade {
            body.set("grade", &Value::Choice(GRADES.codes[grade].into()));
        }
        let colours = draft.colours.iter().map(|&colour| COLOURS.codes[colour].to_owned()).collect();
        body.set("colours", &Value::Choices(colours));
        if let Some(pieces) = draft.pieces {
            body.set("pieces", &Value::Integer(pieces));
        }
        if let Some(price) = draft.price {
            body.set("price", &Value::Yen(Yen(price)));
        }
        if let Some(secret) = draft.secret {
            body.set("secret", &Value::Line(["鍵", "錠"][secret].into()));
        }
        body.set("related", &ids(&draft.related));
        body.set("belongs", &ids(&draft.belongs));
        if let Some(claim) = draft.claim {
            let about = ["grade", "price", "secret"][claim];
            body.set_raw("claims", serde_json::json!([{"field": about, "value": "x"}]));
        }
        if let Some(scope) = draft.held_by {
            body.set(HELD_BY, &Value::Reference(self.scopes[scope]));
        }
        if draft.is_opened {
            body.set_raw(OPENED, serde_json::json!([{"reason": "x"}]));
        }
        body
    }

    /// The changes of a command, as somebody would send them who read the model.
    pub fn changes(&mut self, command: &Command, store: &Store) -> Vec<Change> {
        // A draft of what the steps leave behind, so that a step may build on the one before.
        let mut versions: BTreeMap<RecordId, i64> =
            self.records.iter().map(|(id, record)| (*id, record.version)).collect();
        let mut ended = self.ended.clone();
        let mut changes = Vec::new();
        for step in &command.0 {
            match step {
                Step::Create(draft) => {
                    let id = store.fresh_id();
                    self.ids.push(id);
                    versions.insert(id, 1);
                    changes.push(Change::Create { id, kind: Specimen::INFO, body: self.body(draft) });
                }
                Step::Update { which, stale, draft } => {
                    let id = self.nth(*which);
                    let expected = versions.get(&id).copied().unwrap_or(7) - i64::from(*stale);
                    versions.entry(id).and_modify(|version| *version += 1);
                    changes.push(Change::Update { id, expected, body: self.body(draft) });
                }
                Step::Delete { which, stale } => {
                    let id = self.nth(*which);
                    let expected = versions.get(&id).copied().unwrap_or(7) - i64::from(*stale);
                    if let Some(version) = versions.remove(&id) {
                        ended.push((id, version + 1));
                    }
                    changes.push(Change::Delete { id, expected });
                }
                Step::Return(draft) => {
                    let Some((id, version)) = ended.pop() else { continue };
                    versions.insert(id, version + 1);
                    let reference = format!("specimen-back{version}-{id}");
                    let (kind, body) = (Specimen::INFO, self.body(draft));
                    changes.push(Change::Return { id, kind, reference, ended: version, body });
                }
            }
        }
        changes
    }

    /// All or nothing, as the store promises.
    pub fn commit(&mut self, changes: &[Change]) -> Result<(), &'static str> {
        let mut next = self.clone();
        next.seq += 1;
        for change in changes {
            next.apply(change)?;
        }
        let touched: BTreeSet<RecordId> = changes.iter().map(Change::id).collect();
        for (_, record) in next.records.iter().filter(|(id, _)| touched.contains(id)) {
            if next.targets(&record.body).iter().any(|(_, to)| !next.is_there(*to)) {
                return Err("missing target");
            }
        }
        for id in touched.iter().filter(|id| !next.records.contains_key(id)) {
            if next.records.values().any(|record| next.targets(&record.body).iter().any(|(_, to)| to == id)) {
                return Err("referred");
            }
        }
        *self = next;
        Ok(())
    }

    fn apply(&mut self, change: &Change) -> Result<(), &'static str> {
        if let Change::Create { id, body, .. }
        | Change::Return { id, body, .. }
        | Change::Update { id, body, .. } = change
        {
            self.last.insert(*id, body.clone());
        }
        match change {
            Change::Create { id, body, .. } => {
                self.records.insert(*id, Standing { version: 1, created: self.seq, body: body.clone() });
            }
            Change::Return { id, ended, body, .. } => {
                self.ended.retain(|(other, _)| other != id);
                let standing = Standing { version: ended + 1, created: self.seq, body: body.clone() };
                self.records.insert(*id, standing);
            }
            Change::Update { id, expected, body } => {
                let record = self.records.get_mut(id).filter(|record| record.version == *expected);
                let record = record.ok_or("conflict")?;
                record.version += 1;
                record.body = body.clone();
            }
            Change::Delete { id, expected } => {
                let version = self.records.get(id).map(|record| record.version);
                if version != Some(*expected) {
                    return Err("conflict");
                }
                self.records.remove(id);
                self.ended.push((*id, expected + 1));
            }
        }
        Ok(())
    }

    fn is_there(&self, id: RecordId) -> bool {
        self.records.contains_key(&id) || self.scopes.contains(&id)
    }

    fn targets(&self, body: &Body) -> Vec<(String, RecordId)> {
        let references = self.registry.project(Specimen::INFO, self.scopes[0], body).references;
        references.into_iter().map(|row| (row.field.into_owned(), row.to)).collect()
    }

    /// Whether a record that another names is one that this viewer sees today.
    fn is_known(&self, viewer: &Viewer, id: RecordId) -> bool {
        let last = self.later.as_ref().unwrap_or(&self.last).get(&id);
        // Nothing is said of the scopes but their names.
        let scope = self.scopes.contains(&id).then(Body::new);
        let body = last.cloned().or(scope);
        body.is_some_and(|body| viewer.sees(&self.registry.record_clearance(id, &body)))
    }

    /// Values of a facet of a body that this viewer sees.
    fn values(&self, viewer: &Viewer, id: RecordId, body: &Body, facet: &str) -> BTreeSet<String> {
        if !self.is_facet_open(viewer, id, facet) {
            return BTreeSet::new();
        }
        let facets = self.registry.project(Specimen::INFO, id, body).facets;
        let seen = facets.into_iter().filter(|row| row.name == facet && viewer.sees(&row.clearance));
        let is_known = |value: &str| value.parse().map_or(true, |id| self.is_known(viewer, id));
        seen.map(|row| row.value).filter(|value| !value.is_empty() && is_known(value)).collect()
    }

    fn sort_key(&self, viewer: &Viewer, id: RecordId, record: &Standing, order: &str) -> Option<Vec<u8>> {
        if order == "created" {
            return Some(record.created.to_be_bytes().to_vec());
        }
        if !self.is_facet_open(viewer, id, order) {
            return None;
        }
        let facets = self.registry.project(Specimen::INFO, id, &record.body).facets;
        let mut keys = facets.into_iter().filter(|row| row.name == order && viewer.sees(&row.clearance));
        keys.next().map(|row| row.sort_key).filter(|key| !key.is_empty())
    }

    fn seen(&self, viewer: &Viewer) -> Vec<(RecordId, &Standing, Body)> {
        let see = |(id, record): (&RecordId, _)| {
            let record: &Standing = record;
            let mut body = self.registry.redact(viewer, Specimen::INFO, *id, &record.body)?;
            if !self.is_open(viewer, *id, None) {
                return None;
            }
            for field in Specimen::INFO.fields().filter(|field| !self.is_open(viewer, *id, Some(field))) {
                body.remove(field.name);
            }
            // The drafts make one claim at most.
            let about = body.raw("claims").and_then(|claims| claims[0]["field"].as_str());
            if about.is_some_and(|about| !self.is_facet_open(viewer, *id, about)) {
                body.remove("claims");
            }
            let named = Specimen::INFO.named_in(&body).into_iter();
            let unknown = named.filter(|id| !self.is_known(viewer, *id)).collect();
            Some((*id, record, Specimen::INFO.body_without(&body, &unknown)))
        };
        self.records.iter().filter_map(|(id, record)| see((id, record))).collect()
    }

    fn listed(&self, viewer: &Viewer, order: &str, descending: bool, filters: &[Filter]) -> Vec<RecordId> {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for (id, record, _) in self.seen(viewer) {
            let holds = |filter: &Filter| {
                let values = self.values(viewer, id, &record.body, &filter.name);
                filter.values.iter().any(|value| values.contains(value))
            };
            if !filters.iter().all(holds) {
                continue;
            }
            match self.sort_key(viewer, id, record, order) {
                Some(key) => with.push((key, id)),
                None => without.push((record.created, id)),
            }
        }
        with.sort_unstable();
        if descending {
            with.reverse();
        }
        without.sort_unstable();
        let without = without.into_iter().rev().map(|(_, id)| id);
        with.into_iter().map(|(_, id)| id).chain(without).collect()
    }

    /// Asks the store everything and compares.
    pub async fn compare(&self, store: &Store, reading: Reading<'_>) -> Result<(), String> {
        let viewer = reading.viewer;
        let same = |what: &str, found: String, expected: String| {
            if found == expected {
                Ok(())
            } else {
                Err(format!("{what}:\n  store {found}\n  model {expected}"))
            }
        };
        let filter = |name: &str, values: &[&str]| Filter {
            name: name.to_owned(),
            values: values.iter().map(|&value| value.to_owned()).collect(),
        };
        let filters = [
            vec![],
            vec![filter("colours", &["red", "blue"])],
            vec![filter("grade", &["good"]), filter("colours", &["green"])],
            vec![filter("price", &["1", "2"])],
            vec![filter("secret", &["鍵"])],
        ];
        for filters in &filters {
            for order in orders() {
                for descending in [false, true] {
                    let found = pages_at(store, reading, query(order, descending, filters, 4)).await;
                    let expected = self.listed(viewer, order, descending, filters);
                    same(
                        &format!("{order} {descending} {filters:?}"),
                        format!("{found:?}"),
                        format!("{expected:?}"),
                    )?;
                }
            }
            let listed = self.listed(viewer, "created", false, filters);
            let count =
                store.count(reading, Specimen::INFO, filters).await.map_err(|error| error.to_string())?;
            same("count", count.to_string(), listed.len().to_string())?;
            for facet in ["grade", "colours", "price", "secret", "related", "belongs", "disclosure", HELD_BY]
            {
                let mut counts: BTreeMap<String, u64> = BTreeMap::new();
                for id in &listed {
                    for value in self.values(viewer, *id, &self.records[id].body, facet) {
                        *counts.entry(value).or_default() += 1;
                    }
                }
                let mut expected: Vec<(String, u64)> = counts.into_iter().collect();
                expected.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
                let found = store.facet_counts(reading, Specimen::INFO, facet, filters, 100).await;
                let found = found.map_err(|error| error.to_string())?;
                same(
                    &format!("counts of {facet} {filters:?}"),
                    format!("{found:?}"),
                    format!("{expected:?}"),
                )?;
            }
        }
        let seen = store.find_many(reading, &self.ids).await.map_err(|error| error.to_string())?;
        // As text: what a map of JSON shows of its order depends on what else is built.
        let found: BTreeMap<RecordId, String> =
            seen.into_iter().map(|(id, seen)| (id, seen.body.canonical())).collect();
        let expected: BTreeMap<RecordId, String> =
            self.seen(viewer).into_iter().map(|(id, _, body)| (id, body.canonical())).collect();
        same("bodies", format!("{found:?}"), format!("{expected:?}"))?;
        for to in &self.ids {
            for field in ["related", "belongs"] {
                let about = Specimen::INFO.field(field).ok_or("no such field")?;
                let refers = |id: RecordId, record: &Standing| {
                    self.is_open(viewer, id, Some(about))
                        && viewer.sees(&self.registry.clearance(about, id, &record.body))
                        && self.targets(&record.body).contains(&(about.name.to_owned(), *to))
                };
                let mut expected: Vec<RecordId> = self
                    .records
                    .iter()
                    .filter(|(id, record)| refers(**id, record))
                    .map(|(id, _)| *id)
                    .collect();
                expected.reverse();
                let groups = store.referrers(reading, *to, 100).await.map_err(|error| error.to_string())?;
                let group = groups.into_iter().find(|group| group.field == field);
                let found: Vec<RecordId> =
                    group.iter().flat_map(|group| &group.newest).map(|seen| seen.id).collect();
                same(&format!("{field} of {to}"), format!("{found:?}"), format!("{expected:?}"))?;
                let count = group.map_or(0, |group| group.count);
                same("their count", count.to_string(), expected.len().to_string())?;
            }
        }
        Ok(())
    }
}
