//! The records that a body names, and what is left of it for who may not know all of them.

use std::collections::{BTreeSet, HashSet};

use enishi_kit::ids::RecordId;
use serde_json::{Map, Value as Json};

use crate::{Body, Field, KindInfo, Type};

/// The record that a JSON value names.
fn named(raw: &Json) -> Option<RecordId> {
    raw.as_str()?.parse().ok()
}

fn items(raw: &Json) -> impl Iterator<Item = &Json> {
    raw.as_array().into_iter().flatten()
}

/// A list without what is gone of it; nothing where nothing is left.
fn list(kept: Vec<Json>) -> Option<Json> {
    (!kept.is_empty()).then(|| Json::Array(kept))
}

impl KindInfo {
    /// All records that a body names: in fields, in rows, in claims and as their sources.
    #[must_use]
    pub fn named_in(&self, body: &Body) -> BTreeSet<RecordId> {
        let mut found = BTreeSet::new();
        for field in self.fields() {
            if let Some(raw) = body.raw(field.name) {
                self.add_named(field, raw, &mut found);
            }
        }
        found
    }

    /// Adds the records that a value of a field names.
    pub fn add_named(&self, field: &Field, raw: &Json, found: &mut BTreeSet<RecordId>) {
        match field.of {
            Type::Reference(_) | Type::Successor => found.extend(named(raw)),
            Type::References(_) => found.extend(items(raw).filter_map(named)),
            Type::Rows(columns) => {
                for row in items(raw) {
                    for column in columns {
                        if let Some(cell) = row.get(column.name) {
                            self.add_named(column, cell, found);
                        }
                    }
                }
            }
            Type::Claims => {
                for entry in items(raw) {
                    found.extend(entry.get("source").and_then(named));
                    if let (Some(about), Some(value)) = (self.claimed(entry), entry.get("value")) {
                        self.add_named(about, value, found);
                    }
                }
            }
            _ => {}
        }
    }

    /// The field that a claim is about.
    fn claimed(&self, entry: &Json) -> Option<&'static Field> {
        self.field(entry.get("field")?.as_str()?).filter(|about| about.of != Type::Claims)
    }

    /// A value of a field as if these records were not: `None` where nothing is left of it. A row or a claim that says
    /// nothing else goes with them. What a record went into stays: who may not see that sees nothing of the record at all.
    #[must_use]
    pub fn without(&self, field: &Field, raw: &Json, unknown: &HashSet<RecordId>) -> Option<Json> {
        let is_known = |raw: &Json| named(raw).is_none_or(|id| !unknown.contains(&id));
        match field.of {
            Type::Reference(_) => is_known(raw).then(|| raw.clone()),
            Type::References(_) => list(items(raw).filter(|item| is_known(item)).cloned().collect()),
            Type::Rows(columns) => list(
                items(raw)
                    .filter_map(|row| {
                        let cells = row.as_object()?.iter().filter_map(|(name, cell)| {
                            let column = columns.iter().find(|column| column.name == name);
                            let kept = match column {
                                Some(column) => self.without(column, cell, unknown)?,
                                None => cell.clone(),
                            };
                            Some((name.clone(), kept))
                        });
                        let cells: Map<String, Json> = cells.collect();
                        (!cells.is_empty()).then_some(Json::Object(cells))
                    })
                    .collect(),
            ),
            Type::Claims => list(
                items(raw)
                    .filter_map(|entry| {
                        let mut claim = entry.as_object()?.clone();
                        claim.retain(|name, said| name != "source" || is_known(said));
                        if let (Some(about), Some(value)) = (self.claimed(entry), claim.get_mut("value")) {
                            *value = self.without(about, value, unknown)?;
                        }
                        Some(Json::Object(claim))
                    })
                    .collect(),
            ),
            _ => Some(raw.clone()),
        }
    }

    /// A body as if these records were not.
    #[must_use]
    pub fn body_without(&self, body: &Body, unknown: &HashSet<RecordId>) -> Body {
        let mut shown = body.clone();
        for field in self.fields().filter(|field| field.of.names_records()) {
            if let Some(raw) = body.raw(field.name) {
                shown.set_raw(field.name, self.without(field, raw, unknown).unwrap_or_default());
            }
        }
        shown
    }

    /// What somebody said of a field, with what he could not see of it as it was: a value, an entry or a row that looks
    /// to him as one that stood is the one that stood, and what he could not see at all stays.
    #[must_use]
    pub fn with_unknown(
        &self,
        field: &Field,
        said: Option<&Json>,
        had: &Json,
        unknown: &HashSet<RecordId>,
    ) -> Option<Json> {
        if said == self.without(field, had, unknown).as_ref() {
            return Some(had.clone());
        }
        let (Some(said), Some(had)) = (said.and_then(Json::as_array), had.as_array()) else {
            return said.cloned();
        };
        // As each entry looks to him, in turn.
        let alone = |entry: &Json| {
            let shown = self.without(field, &Json::Array(vec![entry.clone()]), unknown)?;
            items(&shown).next().cloned()
        };
        let mut stood: Vec<(Option<Json>, &Json)> = had.iter().map(|entry| (alone(entry), entry)).collect();
        let mut kept: Vec<Json> = Vec::with_capacity(said.len());
        for entry in said {
            let place = stood.iter().position(|(shown, _)| shown.as_ref() == Some(entry));
            kept.push(place.map_or_else(|| entry.clone(), |place| stood.remove(place).1.clone()));
        }
        kept.extend(stood.into_iter().filter(|(shown, _)| shown.is_none()).map(|(_, entry)| entry.clone()));
        list(kept)
    }
}

impl Type {
    /// Whether values of this type can name other records.
    #[must_use]
    pub fn names_records(self) -> bool {
        match self {
            Self::Reference(_) | Self::References(_) | Self::Claims => true,
            Self::Rows(columns) => columns.iter().any(|column| column.of.names_records()),
            _ => false,
        }
    }
}
