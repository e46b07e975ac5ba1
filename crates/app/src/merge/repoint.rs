//! Pure: a body in which one record stands in place of another, and one that no longer names a record.

use enishi_kind::{Body, Field, KindInfo, MERGED_INTO, Type};
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

/// Puts `to` in place of `from` wherever the body refers to it. Gives the places: `FIELD`, `FIELD.COLUMN`.
pub(super) fn repoint(kind: &KindInfo, body: &mut Body, from: RecordId, to: RecordId) -> Vec<String> {
    let (from, to) = (from.to_string(), to.to_string());
    let mut places = Vec::new();
    for field in kind.fields() {
        let Some(raw) = body.raw(field.name) else { continue };
        let mut value = raw.clone();
        let before = places.len();
        replace(kind, field, &mut value, &from, &to, &mut places);
        if places.len() > before {
            body.set_raw(field.name, value);
        }
    }
    places
}

/// The same for a record that went elsewhere itself: only where it went.
pub(super) fn repoint_successor(body: &mut Body, from: RecordId, to: RecordId) -> Vec<String> {
    if body.str(MERGED_INTO) != Some(&from.to_string()) {
        return Vec::new();
    }
    body.set_raw(MERGED_INTO, Json::String(to.to_string()));
    vec![MERGED_INTO.to_owned()]
}

fn replace(kind: &KindInfo, field: &Field, value: &mut Json, from: &str, to: &str, places: &mut Vec<String>) {
    let found = match field.of {
        Type::Reference(_) | Type::Successor => replace_one(value, from, to),
        Type::References(_) => replace_many(value, from, to),
        Type::Rows(columns) => {
            replace_rows(field, columns, value, from, to, places);
            false
        }
        Type::Claims => replace_claims(kind, value, from, to),
        _ => false,
    };
    if found {
        places.push(field.name.to_owned());
    }
}

fn replace_one(value: &mut Json, from: &str, to: &str) -> bool {
    let found = value.as_str() == Some(from);
    if found {
        *value = Json::String(to.to_owned());
    }
    found
}

fn replace_many(value: &mut Json, from: &str, to: &str) -> bool {
    let Some(items) = value.as_array_mut() else { return false };
    if !items.iter().any(|item| item.as_str() == Some(from)) {
        return false;
    }
    for item in items.iter_mut() {
        replace_one(item, from, to);
    }
    distinct(items);
    true
}

fn replace_rows(
    field: &Field,
    columns: &[Field],
    value: &mut Json,
    from: &str,
    to: &str,
    places: &mut Vec<String>,
) {
    let Some(rows) = value.as_array_mut() else { return };
    let mut found_any = false;
    for column in columns {
        let mut found = false;
        for cell in rows.iter_mut().filter_map(|row| row.get_mut(column.name)) {
            found |= match column.of {
                Type::Reference(_) => replace_one(cell, from, to),
                Type::References(_) => replace_many(cell, from, to),
                _ => false,
            };
        }
        if found {
            places.push(format!("{}.{}", field.name, column.name));
        }
        found_any |= found;
    }
    // Two rows that now say the same are one.
    if found_any {
        distinct(rows);
    }
}

fn replace_claims(kind: &KindInfo, value: &mut Json, from: &str, to: &str) -> bool {
    let Some(claims) = value.as_array_mut() else { return false };
    let mut found = false;
    for claim in claims.iter_mut() {
        if let Some(source) = claim.get_mut("source") {
            found |= replace_one(source, from, to);
        }
        let about = claim.get("field").and_then(Json::as_str).and_then(|name| kind.field(name));
        if let (Some(about), Some(value)) = (about, claim.get_mut("value")) {
            let mut inner = Vec::new();
            replace(kind, about, value, from, to, &mut inner);
            found |= !inner.is_empty();
        }
    }
    if found {
        distinct(claims);
    }
    found
}

/// Each item once, in order.
pub(super) fn distinct(items: &mut Vec<Json>) {
    let mut seen: Vec<Json> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    *items = seen;
}

/// Takes away what refers to a record: no record refers to itself. A row goes with its cell, a claim with its value.
pub(super) fn forget(kind: &KindInfo, body: &mut Body, id: RecordId) {
    let id = id.to_string();
    let is_it = |value: &Json| value.as_str() == Some(&id);
    for field in kind.fields() {
        let Some(raw) = body.raw(field.name) else { continue };
        let mut value = raw.clone();
        match (field.of, &mut value) {
            (Type::Reference(_) | Type::Successor, one) if is_it(one) => *one = Json::Null,
            (Type::References(_), Json::Array(items)) => items.retain(|item| !is_it(item)),
            (Type::Rows(columns), Json::Array(rows)) => {
                rows.retain(|row| !columns.iter().filter_map(|column| row.get(column.name)).any(is_it));
            }
            (Type::Claims, Json::Array(claims)) => {
                claims.retain(|claim| !claim.get("value").is_some_and(is_it));
            }
            _ => continue,
        }
        if value.as_array().is_some_and(Vec::is_empty) {
            value = Json::Null;
        }
        body.set_raw(field.name, value);
    }
}

#[cfg(test)]
mod tests {
    use enishi_kind::Kind as _;
    use enishi_model::Organisation;
    use serde_json::json;

    use super::*;

    fn id(number: u8) -> RecordId {
        RecordId::from_bytes([number; 16])
    }

    fn body(json: Json) -> Body {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn lists_and_claims_lead_elsewhere_and_repeat_nothing() {
        let [old, new, other] = [id(1), id(2), id(3)].map(|id| id.to_string());
        let mut given = body(json!({
            "parents": [old, other, new],
            "claims": [
                {"field": "parents", "value": [old], "certainty": "stated"},
                {"field": "parents", "value": [new], "certainty": "stated"},
                {"field": "city", "value": old, "certainty": "stated"},
            ],
        }));
        let places = repoint(Organisation::INFO, &mut given, id(1), id(2));
        assert_eq!(places, ["parents", "claims"]);
        let expected = json!({
            "parents": [new, other],
            "claims": [
                {"field": "parents", "value": [new], "certainty": "stated"},
                {"field": "city", "value": old, "certainty": "stated"},
            ],
        });
        assert_eq!(given, body(expected), "words that look like a reference stay");
        forget(Organisation::INFO, &mut given, id(2));
        assert_eq!(given.raw("parents"), Some(&json!([other])));
    }

    #[test]
    fn a_record_that_went_before_only_goes_further() {
        let mut given = body(json!({"merged_into": id(1).to_string(), "parents": [id(1).to_string()]}));
        assert_eq!(repoint_successor(&mut given, id(1), id(2)), ["merged_into"]);
        assert_eq!(given.str("merged_into"), Some(id(2).to_string().as_str()));
        assert_eq!(given.raw("parents"), Some(&json!([id(1).to_string()])));
        assert!(repoint_successor(&mut given, id(1), id(2)).is_empty());
    }
}
