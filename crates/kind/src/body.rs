//! The body of a record: field names to JSON values, with one canonical text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{Field, KindInfo, Period, Problem, Value, period};

/// The values of one record. Unknown fields (of another program's version) are kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body {
    fields: BTreeMap<String, Json>,
}

impl Body {
    /// A body without values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads stored text.
    ///
    /// # Errors
    /// Text that is not a JSON object.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        serde_json::from_str(text).map_err(|error| Problem::new("body-unreadable").arg("detail", error))
    }

    /// The canonical text: keys sorted at every level, no spaces, the same bytes wherever it is written.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = String::with_capacity(512);
        write_object(self.fields.iter(), &mut out);
        out
    }

    /// The raw value of a field.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&Json> {
        self.fields.get(name)
    }

    /// Sets a raw value; `null` removes it.
    pub fn set_raw(&mut self, name: &str, value: Json) {
        if value.is_null() {
            self.fields.remove(name);
        } else {
            self.fields.insert(name.to_owned(), value);
        }
    }

    /// Sets a value.
    pub fn set(&mut self, name: &str, value: &Value) {
        self.set_raw(name, value.to_json());
    }

    /// Sets a value and gives the body back, for builders.
    #[must_use]
    pub fn with(mut self, name: &str, value: &Value) -> Self {
        self.set(name, value);
        self
    }

    /// Takes a value away.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        self.fields.remove(name)
    }

    /// The typed value of a field; `None` when absent or unreadable (validation reports the latter).
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<Value> {
        Value::from_json(field, self.fields.get(field.name)?).ok()
    }

    /// A field's value when it is a plain string, such as a code.
    #[must_use]
    pub fn str(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.as_str()
    }

    /// Names and raw values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there is no value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Names of fields that differ between two bodies, sorted.
    #[must_use]
    pub fn changed<'a>(&'a self, other: &'a Self) -> Vec<&'a str> {
        let mut names: Vec<&str> = self
            .iter()
            .filter(|(name, value)| other.raw(name) != Some(*value))
            .map(|(name, _)| name)
            .chain(other.iter().filter(|(name, _)| self.raw(name).is_none()).map(|(name, _)| name))
            .collect();
        names.sort_unstable();
        names
    }

    /// Everything wrong with this body as a record of this kind, in the order of the field table.
    #[must_use]
    pub fn problems(&self, kind: &KindInfo) -> Vec<Problem> {
        let mut problems = Vec::new();
        for field in kind.fields() {
            match self.fields.get(field.name) {
                None if field.required => problems.push(Problem::new("required").on(field.name)),
                None => {}
                Some(json) => match Value::from_json(field, json) {
                    Ok(value) => problems.extend(value.problems(field)),
                    Err(problem) => problems.push(problem.on(field.name)),
                },
            }
        }
        if let Some(Period::Span { until, .. }) = kind.period {
            problems.extend(period::order_problem(kind.days(self)).map(|problem| problem.on(until)));
        }
        problems
    }
}

/// The canonical text of any JSON value.
#[must_use]
pub fn canonical(value: &Json) -> String {
    let mut out = String::new();
    write_value(value, &mut out);
    out
}

fn write_value(value: &Json, out: &mut String) {
    match value {
        Json::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            write_object(entries.into_iter(), out);
        }
        Json::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

fn write_object<'a>(entries: impl Iterator<Item = (&'a String, &'a Json)>, out: &mut String) {
    out.push('{');
    for (index, (key, value)) in entries.enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&Json::String(key.clone()).to_string());
        out.push(':');
        write_value(value, out);
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_text_does_not_depend_on_the_order_written() {
        let one = Body::parse(r#"{"b":{"z":1,"a":[1,{"y":2,"x":3}]},"a":"名"}"#).unwrap();
        let two = Body::parse(r#"{"a":"名", "b":{"a":[1,{"x":3,"y":2}],"z":1}}"#).unwrap();
        assert_eq!(one.canonical(), two.canonical());
        assert_eq!(one.canonical(), r#"{"a":"名","b":{"a":[1,{"x":3,"y":2}],"z":1}}"#);
    }

    #[test]
    fn changed_names_fields_of_either_side() {
        let one = Body::parse(r#"{"a":1,"b":2}"#).unwrap();
        let two = Body::parse(r#"{"b":3,"c":4}"#).unwrap();
        assert_eq!(one.changed(&two), ["a", "b", "c"]);
    }
}
