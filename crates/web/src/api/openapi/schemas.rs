//! JSON Schema of one kind: its records as they come out, as they go in, and as they are changed.

use enishi_kind::{Catalogue, Field, KindInfo, ROW_LIMIT, Type};
use enishi_kit::lang::Lang;
use serde_json::{Map, Value as Json, json};

use super::shared::{DATE, DECIMAL, index_behind};
use super::{members, object, pascal, schema_ref};
use crate::api::values::LINK;

/// Which way a value goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// From us.
    Out,
    /// To us, whole.
    In,
    /// To us, as a part of a merge patch.
    Patch,
}

/// The schemas of a kind, by name.
pub(super) fn of_kind(catalogue: &Catalogue, kind: &KindInfo) -> Map<String, Json> {
    let name = pascal(kind.name);
    let plural = pascal(kind.plural);
    let required: Vec<&str> = kind.fields().filter(|field| field.required).map(|field| field.name).collect();
    let out = object(fields(catalogue, kind, Way::Out), &[]);
    let input = object(fields(catalogue, kind, Way::In), &required);
    let patch = object(fields(catalogue, kind, Way::Patch), &[]);
    let whole = |fields: Json| object(members(json!({"fields": fields})), &["fields"]);
    let mut schemas = Map::new();
    schemas.insert(format!("{name}Fields"), out);
    schemas.insert(format!("{name}Input"), whole(input));
    schemas.insert(format!("{name}Patch"), whole(patch));
    schemas.insert(format!("{plural}Page"), page(&name));
    schemas.insert(name.clone(), record(kind, &name));
    schemas
}

/// An example of what creates a record of a kind.
pub(super) fn example(kind: &KindInfo) -> Json {
    let mut fields = Map::new();
    for field in kind.fields().filter(|field| field.required) {
        fields.insert(field.name.to_owned(), example_value(field));
    }
    fields.insert("disclosure".to_owned(), "public".into());
    json!({"fields": fields})
}

fn record(kind: &KindInfo, name: &str) -> Json {
    object(
        members(json!({
            "ref": {"type": "string", "description": "The short reference.", "examples": [format!("{}-7k2m9x4q", kind.name)]},
            "kind": {"const": kind.name},
            "title": {"type": "string", "description": "In Japanese, or in the language that there is."},
            "title_en": {"type": "string", "description": "In English, or in the language that there is."},
            "url": {"type": "string", "description": "The page of the record."},
            "etag": {"type": "string", "description": "The mark that `If-Match` may name."},
            "fields": schema_ref(&format!("{name}Fields")),
            "index_behind": index_behind(),
        })),
        &["ref", "kind", "title", "title_en", "url", "etag", "fields"],
    )
}

fn page(name: &str) -> Json {
    let value = object(
        members(json!({
            "value": {"type": "string"}, "title": {"type": "string"}, "title_en": {"type": "string"},
            "count": {"type": "integer", "minimum": 0},
        })),
        &["value", "count"],
    );
    let facet = object(
        members(json!({
            "field": {"type": "string"}, "parameter": {"type": "string"},
            "values": {"type": "array", "items": value},
        })),
        &["field", "parameter", "values"],
    );
    object(
        members(json!({
            "items": {"type": "array", "items": schema_ref(name)},
            "next": {"type": ["string", "null"], "description": "The cursor for `after`; null on the last page."},
            "total": {"type": "integer", "minimum": 0},
            "undated": {"type": "integer", "minimum": 0, "description": "With `on`: how many of the total say nothing about their own days."},
            "facets": {"type": "array", "items": facet},
        })),
        &["items", "next", "total"],
    )
}

fn fields(catalogue: &Catalogue, kind: &KindInfo, way: Way) -> Map<String, Json> {
    // What use cases keep by themselves is shown and not taken.
    kind.fields()
        .filter(|field| way == Way::Out || !field.of.is_managed())
        .map(|field| {
            let mut schema = match way {
                Way::Out => out(field),
                Way::In | Way::Patch => into(kind, field, way),
            };
            if way != Way::Out && !field.required {
                schema = json!({"anyOf": [schema, {"type": "null"}]});
            }
            let key = kind.label_key(field);
            if let Some(schema) = schema.as_object_mut() {
                let text = |lang, key: &str| Json::from(catalogue.text(lang, key, &[]));
                schema.insert("title".to_owned(), text(Lang::En, &key));
                if way == Way::Out {
                    schema.insert("description".to_owned(), text(Lang::En, &format!("{key}-help")));
                    schema.insert("x-title-ja".to_owned(), text(Lang::Ja, &key));
                    schema.insert("x-layer".to_owned(), field.layer.code().into());
                }
            }
            (field.name.to_owned(), schema)
        })
        .collect()
}

fn list(items: &Json) -> Json {
    json!({"type": "array", "items": items})
}

/// What we give. No limits of length: a record written under an older rule still comes out.
fn out(field: &Field) -> Json {
    match field.of {
        Type::Text | Type::LongText | Type::Name => schema_ref_open("Text"),
        Type::Line | Type::Link => json!({"type": "string"}),
        Type::Keywords => list(&json!({"type": "string"})),
        Type::Choice(vocabulary) => json!({"type": "string", "enum": vocabulary.codes}),
        Type::Choices(vocabulary) => list(&json!({"type": "string", "enum": vocabulary.codes})),
        Type::Date => json!({"type": "string", "pattern": DATE}),
        Type::Integer | Type::Yen | Type::FiscalYear => json!({"type": "integer"}),
        Type::Decimal => json!({"type": "string", "pattern": DECIMAL}),
        Type::YenRange => schema_ref_open("YenRange"),
        Type::Flag => json!({"type": "boolean"}),
        Type::Reference(_) | Type::Successor => schema_ref_open("Link"),
        Type::References(_) => list(&schema_ref("Link")),
        Type::Identifiers => list(&schema_ref("Identifier")),
        Type::Claims => list(&schema_ref("Claim")),
        Type::Rows(columns) => {
            let columns = columns.iter().map(|column| (column.name.to_owned(), out(column)));
            list(&object(columns.collect(), &[]))
        }
        Type::Files => list(&schema_ref("File")),
    }
}

/// A reference that may have a title beside it.
fn schema_ref_open(name: &str) -> Json {
    json!({"allOf": [schema_ref(name)]})
}

/// What we take.
fn into(kind: &KindInfo, field: &Field, way: Way) -> Json {
    let words = json!({"type": "string", "maxLength": field.char_limit(), "pattern": "^[^\\u0000]*$"});
    let yen = || json!({"type": "integer", "minimum": i64::MIN, "maximum": i64::MAX});
    match field.of {
        Type::Text | Type::LongText | Type::Name => text(&words, way),
        Type::Line => words,
        Type::Link => {
            json!({"type": "string", "maxLength": field.char_limit(), "pattern": "^https?://[^\\s\\u0000]+$"})
        }
        Type::Keywords => list(&words),
        Type::Choice(vocabulary) => json!({"type": "string", "enum": vocabulary.codes}),
        Type::Choices(vocabulary) => list(&json!({"type": "string", "enum": vocabulary.codes})),
        Type::Date => json!({"type": "string", "pattern": DATE}),
        Type::Integer => {
            let (least, most) = field.range.unwrap_or((i64::MIN, i64::MAX));
            json!({"type": "integer", "minimum": least, "maximum": most})
        }
        Type::FiscalYear => {
            let (least, most) = field.range.unwrap_or((1_000, 9_998));
            json!({"type": "integer", "minimum": least, "maximum": most})
        }
        Type::Decimal => json!({"type": "string", "pattern": DECIMAL}),
        Type::Yen => yen(),
        Type::YenRange => {
            let bound = if way == Way::Patch { json!({"anyOf": [yen(), {"type": "null"}]}) } else { yen() };
            object(members(json!({"min": bound, "max": bound})), &[])
        }
        Type::Flag => json!({"type": "boolean"}),
        Type::Reference(target) => reference(target),
        Type::References(target) => list(&reference(target)),
        Type::Identifiers => list(&identifier()),
        Type::Claims => list(&claim(kind)),
        Type::Rows(columns) => rows(kind, columns),
        // No schema of a request has it.
        Type::Files | Type::Successor => json!(false),
    }
}

/// Rows are given whole, also in a merge patch: an array replaces an array.
fn rows(kind: &KindInfo, columns: &'static [Field]) -> Json {
    let properties = columns.iter().map(|column| {
        let mut schema = into(kind, column, Way::In);
        if !column.required {
            schema = json!({"anyOf": [schema, {"type": "null"}]});
        }
        (column.name.to_owned(), schema)
    });
    let required: Vec<&str> =
        columns.iter().filter(|column| column.required).map(|column| column.name).collect();
    let mut row = object(properties.collect(), &required);
    if let Some(row) = row.as_object_mut() {
        row.insert("minProperties".to_owned(), 1.into());
    }
    json!({"type": "array", "items": row, "maxItems": ROW_LIMIT})
}

fn text(words: &Json, way: Way) -> Json {
    let lang = json!({"enum": ["ja", "en"]});
    let state = json!({"enum": ["missing", "machine", "checked", "outdated"]});
    if way == Way::Patch {
        let or_null = |schema: &Json| json!({"anyOf": [schema, {"type": "null"}]});
        let properties = json!({
            "original": lang, "ja": or_null(words), "en": or_null(words), "state": or_null(&state), "kana": or_null(words),
        });
        return object(members(properties), &[]);
    }
    let properties = json!({"original": lang, "ja": words, "en": words, "state": state, "kana": words});
    let mut schema = object(members(properties), &["original"]);
    if let Some(schema) = schema.as_object_mut() {
        let filled = |lang: &str| json!({"required": [lang], "properties": {lang: {"pattern": "\\S"}}});
        schema.insert("anyOf".to_owned(), json!([filled("ja"), filled("en")]));
    }
    schema
}

fn reference(target: &str) -> Json {
    let words = || json!({"type": "string"});
    let properties: Map<String, Json> = LINK.iter().map(|name| ((*name).to_owned(), words())).collect();
    let by_name =
        format!("A {target}: its short reference, `scheme:value` of an identifier, or its exact name.");
    json!({"anyOf": [
        {"type": "string", "description": by_name},
        object(properties, &["ref"]),
    ]})
}

fn identifier() -> Json {
    let properties = json!({
        "scheme": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"},
        "value": {
            "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\u0000-\\u001f]*\\S[^\\u0000-\\u001f]*$",
            "description": "In the scheme's normal form, with a right check digit.",
        },
        "source": {"type": ["string", "null"]},
        "confidence": {"enum": ["confirmed", "proposed"]},
    });
    object(members(properties), &["scheme", "value", "confidence"])
}

fn claim(kind: &KindInfo) -> Json {
    let names: Vec<&str> =
        kind.fields().filter(|field| field.of.takes_claims()).map(|field| field.name).collect();
    let properties = json!({
        "field": {"enum": names},
        "value": {"description": "A value as the field takes it."},
        "source": {"anyOf": [reference("source"), {"type": "null"}]},
        "as_of": {"anyOf": [{"type": "string", "pattern": DATE}, {"type": "null"}]},
        "certainty": {"enum": ["stated", "inferred", "unchecked"]},
    });
    object(members(properties), &["field", "value"])
}

fn example_value(field: &Field) -> Json {
    match field.of {
        Type::Text | Type::LongText | Type::Name => json!({"original": "ja", "ja": "見本", "en": "Sample"}),
        Type::Keywords => json!(["見本"]),
        Type::Choice(vocabulary) => json!(vocabulary.codes.first()),
        Type::Choices(vocabulary) => json!(vocabulary.codes.iter().take(1).collect::<Vec<_>>()),
        Type::Date => json!("2026-04"),
        Type::Integer => json!(field.range.map_or(1, |(least, _)| least)),
        Type::FiscalYear => json!(2026),
        Type::Decimal => json!("12.5"),
        Type::Yen => json!(1_000_000),
        Type::YenRange => json!({"max": 1_000_000}),
        Type::Flag => json!(true),
        Type::Link => json!("https://www.example.jp/"),
        Type::Line | Type::Reference(_) | Type::Successor => json!("見本"),
        Type::References(_) | Type::Identifiers | Type::Claims | Type::Rows(_) | Type::Files => json!([]),
    }
}
