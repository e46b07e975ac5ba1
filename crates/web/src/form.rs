//! Forms drawn from a declaration: what stands in each control, what was typed, and what it means.
//!
//! Not here: saving (`edit`), how a control looks (`form::view`).

mod read;
mod rows;
pub mod view;

use std::collections::{BTreeMap, HashMap};

use enishi_app::Link;
use enishi_kind::{Body, Field, KindInfo, Text, Translation, Type, Value};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_kit::money::{format_yen, format_yen_range};
use serde::{Deserialize, Serialize};

use crate::address::Pairs;

pub use read::read_fields;
pub use rows::{EMPTY_ROWS, cell_name};

/// What stands in the controls of a form, by the names of the controls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Controls {
    values: BTreeMap<String, Vec<String>>,
}

/// The fields that forms have controls for. Dissent, and what use cases of their own keep, stays as it is.
pub fn fields(kind: &'static KindInfo) -> impl Iterator<Item = &'static Field> {
    kind.fields().filter(|field| field.of != Type::Claims && !field.of.is_managed())
}

/// The names of the controls of a field; those of a table depend on its rows: see [`Controls::names`].
#[must_use]
fn names(field: &Field) -> Vec<String> {
    part_names(field, field.name)
}

/// The names of the controls of a field or column under this name.
#[must_use]
pub fn part_names(field: &Field, name: &str) -> Vec<String> {
    let part = |part: &str| format!("{name}[{part}]");
    match field.of {
        Type::Text | Type::LongText => vec![part("ja"), part("en"), part("checked")],
        Type::Name => vec![part("ja"), part("en"), part("kana"), part("checked")],
        Type::Claims | Type::Rows(_) | Type::Files | Type::Successor => Vec::new(),
        _ => vec![name.to_owned()],
    }
}

impl Controls {
    /// What a record has to be typed.
    #[must_use]
    pub fn of_body(
        kind: &'static KindInfo,
        body: &Body,
        links: &HashMap<RecordId, Link>,
        lang: Lang,
    ) -> Self {
        let mut controls = Self::default();
        for field in fields(kind) {
            match body.value(field) {
                Some(Value::Rows(rows)) => controls.set_rows(field, &rows, links, lang),
                value => controls.set_value(field, field.name, value.as_ref(), links, lang),
            }
        }
        controls
    }

    fn set_value(
        &mut self,
        field: &Field,
        name: &str,
        value: Option<&Value>,
        links: &HashMap<RecordId, Link>,
        lang: Lang,
    ) {
        for name in part_names(field, name) {
            self.values.insert(name, Vec::new());
        }
        let reference = |id: &RecordId| links.get(id).map(|link| link.reference.clone());
        let words: Vec<String> = match value {
            None | Some(Value::Claims(_) | Value::Rows(_) | Value::Files(_)) => Vec::new(),
            Some(Value::Text(text)) => return self.set_text(name, text),
            Some(Value::Line(line) | Value::Choice(line)) => vec![line.clone()],
            Some(Value::Keywords(items)) => vec![items.join("\n")],
            Some(Value::Choices(codes)) => in_order(field, codes),
            Some(Value::Date(date)) => vec![date.to_string()],
            Some(Value::FiscalYear(year)) => vec![year.label(lang)],
            Some(Value::Decimal(number)) => vec![number.to_string()],
            Some(Value::Integer(number)) => vec![number.to_string()],
            Some(Value::Yen(yen)) => vec![format_yen(*yen, lang)],
            Some(Value::YenRange(range)) => vec![format_yen_range(range, lang)],
            Some(Value::Flag(flag)) => {
                if *flag {
                    vec!["true".to_owned()]
                } else {
                    Vec::new()
                }
            }
            Some(Value::Reference(id)) => reference(id).into_iter().collect(),
            Some(Value::References(ids)) => {
                vec![ids.iter().filter_map(reference).collect::<Vec<_>>().join(", ")]
            }
            Some(Value::Identifiers(items)) => {
                let lines = items.iter().map(|item| format!("{}:{}", item.scheme.name(), item.value));
                vec![lines.collect::<Vec<_>>().join("\n")]
            }
        };
        if !part_names(field, name).is_empty() {
            let words = words.into_iter().filter(|word| !word.is_empty()).collect();
            self.values.insert(name.to_owned(), words);
        }
    }

    fn set_text(&mut self, name: &str, text: &Text) {
        let mut set = |part: &str, words: Option<&String>| {
            if let Some(words) = words {
                self.values.insert(format!("{name}[{part}]"), vec![words.clone()]);
            }
        };
        set("ja", text.ja.as_ref());
        set("en", text.en.as_ref());
        set("kana", text.kana.as_ref());
    }

    /// What was typed; empty controls count as such, names of no field are left out.
    #[must_use]
    pub fn of_pairs(kind: &'static KindInfo, pairs: &Pairs) -> Self {
        let mut controls = Self::default();
        for name in fields(kind).flat_map(names) {
            let given = pairs.iter().filter(|(found, _)| *found == name).map(|(_, value)| value);
            let mut is_there = false;
            let mut values = Vec::new();
            for value in given {
                is_there = true;
                if !value.is_empty() {
                    values.push(value.clone());
                }
            }
            if is_there {
                controls.values.insert(name, values);
            }
        }
        for field in fields(kind).filter(|field| !field.of.columns().is_empty()) {
            controls.take_rows(field, pairs);
        }
        controls
    }

    /// The names of the controls of a field: of a table those of the rows that there are.
    #[must_use]
    pub fn names(&self, field: &Field) -> Vec<String> {
        if field.of.columns().is_empty() { names(field) } else { self.names_of_rows(field) }
    }

    /// The text of a control.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a control.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Sets a control.
    pub fn set(&mut self, name: &str, values: Vec<String>) {
        self.values.insert(name.to_owned(), values);
    }

    /// Whether the controls of a field say the same in both. A control that is not there says nothing.
    #[must_use]
    pub fn is_same(&self, other: &Self, field: &Field) -> bool {
        if !field.of.columns().is_empty() {
            return self.row_count(field) == 0 || self.rows_text(field) == other.rows_text(field);
        }
        names(field).iter().all(|name| match self.values.get(name) {
            Some(values) => values.as_slice() == other.all(name),
            None => true,
        })
    }

    /// The fields in which this differs from what it began with.
    #[must_use]
    pub fn changed(&self, base: &Self, kind: &'static KindInfo) -> Vec<&'static Field> {
        fields(kind).filter(|field| !self.is_same(base, field)).collect()
    }

    /// Takes the controls of a field from another.
    pub fn take(&mut self, other: &Self, field: &Field) {
        for name in self.names_of_rows(field) {
            self.values.remove(&name);
        }
        for name in other.names(field) {
            let values = other.all(&name).to_vec();
            self.values.insert(name, values);
        }
    }

    /// The hidden text that carries this through a form.
    #[must_use]
    pub fn to_hidden(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads that text. What cannot be read is as if the form had begun empty: then everything typed counts as changed,
    /// and the mark of the version still keeps another's work.
    #[must_use]
    pub fn of_hidden(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Names and values, for hidden fields.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().flat_map(|(name, values)| {
            let empty = values.is_empty().then_some("");
            values.iter().map(String::as_str).chain(empty).map(move |value| (name.as_str(), value))
        })
    }
}

/// Codes in the order in which the form shows them and the browser sends them.
fn in_order(field: &Field, codes: &[String]) -> Vec<String> {
    let known = field.of.vocabulary().map_or(&[][..], |vocabulary| vocabulary.codes);
    let mut codes = codes.to_vec();
    codes.sort_by_key(|code| known.iter().position(|one| one == code).unwrap_or(known.len()));
    codes
}

/// The translation that a person may confirm: a machine's, or one older than its original.
#[must_use]
pub fn unconfirmed(value: Option<&Value>) -> Option<(Lang, Translation)> {
    match value {
        Some(Value::Text(text)) if matches!(text.state, Translation::Machine | Translation::Outdated) => {
            Some((text.original.other(), text.state))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
