//! The standing records that rows of a file may mean, by reference, identifier or natural key.

use std::collections::{BTreeMap, HashMap};

use enishi_exchange::ParsedRow;
use enishi_kind::Body;
use enishi_kit::fold::fold_name;
use enishi_kit::ids::RecordId;
use enishi_store::{Reading, Record};
use serde_json::Value as Json;

use super::Planner;
use crate::Error;

/// Standing records by the keys under which rows may mean them.
#[derive(Default)]
pub(super) struct Standing {
    by_key: HashMap<String, Vec<RecordId>>,
    records: HashMap<RecordId, Record>,
}

impl Standing {
    fn add(&mut self, key: String, record: Record) {
        let ids = self.by_key.entry(key).or_default();
        if !ids.contains(&record.id) {
            ids.push(record.id);
        }
        self.records.insert(record.id, record);
    }

    pub(super) fn ids(&self, key: &str) -> Vec<RecordId> {
        self.by_key.get(key).cloned().unwrap_or_default()
    }

    pub(super) fn all(&self) -> Vec<RecordId> {
        self.records.keys().copied().collect()
    }

    pub(super) fn take(&mut self, id: RecordId) -> Option<Record> {
        self.records.get(&id).cloned()
    }
}

impl Planner {
    /// The standing records that these rows may mean.
    pub(super) async fn standing(&self, rows: &[ParsedRow]) -> Result<Standing, Error> {
        let store = &self.app.store;
        let reading = Reading::now(&self.ctx.viewer);
        let mut standing = Standing::default();
        let references: Vec<String> = rows.iter().filter_map(|row| row.key.reference.clone()).collect();
        for (reference, record) in store.load_references(&references).await? {
            if record.kind.name == self.kind.name {
                // A row about a record that was merged is about the one that stands in its place.
                standing.add(format!("ref:{reference}"), self.app.follow(record).await?);
            }
        }
        let identifiers: Vec<String> = rows
            .iter()
            .flat_map(|row| &row.key.identifiers)
            .map(|identifier| format!("{}:{}", identifier.scheme.name(), identifier.value))
            .collect();
        let found = store.ids_with_facet(reading, self.kind, "identifier", &identifiers).await?;
        let ids: Vec<RecordId> = found.values().flatten().copied().collect();
        let records = store.load_many(&ids).await?;
        for (identifier, ids) in found {
            for id in ids {
                if let Some(record) = records.get(&id) {
                    standing.add(format!("identifier:{identifier}"), record.clone());
                }
            }
        }
        self.standing_by_name(rows, &mut standing).await?;
        Ok(standing)
    }

    async fn standing_by_name(&self, rows: &[ParsedRow], standing: &mut Standing) -> Result<(), Error> {
        if self.natural.is_empty() {
            return Ok(());
        }
        let mut wanted: BTreeMap<String, Vec<&ParsedRow>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.key.reference.is_none() && row.key.identifiers.is_empty()) {
            for name in row.field(self.kind.title).map(texts_of).unwrap_or_default() {
                wanted.entry(fold_name(&name)).or_default().push(row);
            }
        }
        let values: Vec<String> = wanted.keys().cloned().collect();
        let reading = Reading::now(&self.ctx.viewer);
        let found = self.app.store.ids_with_facet(reading, self.kind, "folded", &values).await?;
        let ids: Vec<RecordId> = found.values().flatten().copied().collect();
        let records = self.app.store.load_many(&ids).await?;
        for (folded, ids) in found {
            for row in wanted.get(&folded).into_iter().flatten() {
                let Some(key) = self.natural_key(row) else { continue };
                for record in ids.iter().filter_map(|id| records.get(id)) {
                    if self.natural.iter().all(|name| has_value(&record.body, name, row)) {
                        standing.add(key.clone(), record.clone());
                    }
                }
            }
        }
        Ok(())
    }
}

fn texts_of(parsed: &enishi_exchange::Parsed) -> Vec<String> {
    match parsed {
        enishi_exchange::Parsed::Value(Json::String(text)) => vec![text.clone()],
        enishi_exchange::Parsed::Value(json) => {
            ["ja", "en"].iter().filter_map(|lang| json.get(lang)?.as_str().map(ToOwned::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a record has exactly what a row says about a field: for text, in every language that both have, and in one
/// at least. Where only one of two languages agrees they may be two records; a person is asked.
fn has_value(body: &Body, name: &str, row: &ParsedRow) -> bool {
    match (row.field(name), body.raw(name)) {
        (None, None) => true,
        (Some(enishi_exchange::Parsed::Value(said)), Some(held)) => match said.as_object() {
            Some(map) => {
                let both = ["ja", "en"].iter().filter_map(|lang| Some((map.get(*lang)?, held.get(lang)?)));
                let agree: Vec<bool> = both.map(|(said, held)| said == held).collect();
                !agree.is_empty() && agree.iter().all(|agree| *agree)
            }
            None => said == held,
        },
        _ => false,
    }
}
