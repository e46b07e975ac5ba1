//! The addresses: parameters, bodies and every status of each operation.

use enishi_app::{KNOWN_AT, ON};
use enishi_kind::{Catalogue, Field, KindInfo, Registry, Type};
use enishi_kit::lang::Lang;
use enishi_model::rules::{Severity, rules};
use serde_json::{Map, Value as Json, json};

use super::schemas::example;
use super::shared::{DATE, DECIMAL, refusal};
use super::{members, object, pascal, schema_ref};
use crate::api::body::{APPLICATION_JSON, MERGE_PATCH};
use crate::api::list::{DEFAULT, LIMIT, sorts};
use crate::api::matches::{TOP, TOP_DEFAULT};
use crate::api::parameters::{facets, filter_name};
use crate::api::write::KEY_CHARS;

/// Days as `on` reads them most often; eras are read too, and nothing at all means the present.
const DAY: &str = "^([0-9]{4}(-[0-9]{2}){0,2}|FY[0-9]{4}|.{1,6}年度)?$";
/// Times as `known-at` reads them.
const TIME: &str = "^([0-9]{4}(-[0-9]{2}(-[0-9]{2}(T.+)?)?)?)?$";

/// What an operation answers when it does what it is asked.
pub(super) struct Success {
    pub(super) status: u16,
    pub(super) description: &'static str,
    pub(super) schema: String,
    pub(super) headers: &'static [&'static str],
}

/// Addresses that are there whatever kinds there are.
pub(super) fn fixed(registry: &Registry) -> Map<String, Json> {
    let success = |description, schema: &str| Success {
        status: 200,
        description,
        schema: schema.to_owned(),
        headers: &["ETag"],
    };
    let kinds = success("The declarations.", "Kinds");
    let openapi = Success { schema: String::new(), ..success("This document.", "") };
    let mut matches =
        operation("matches", "createMatches", "Rank records against a need, a seed or free text.");
    put(&mut matches, "requestBody", body(&[APPLICATION_JSON], &match_request(registry), &match_examples()));
    let result = Success {
        status: 200,
        description: "Ranked records with reasons.",
        schema: "MatchResult".to_owned(),
        headers: &[],
    };
    put(&mut matches, "responses", responses(&result, &[400, 404, 413, 415, 422]));
    put(&mut matches, "security", open());
    let reading = |id: &str, summary: &str, success: &Success| {
        let mut get = operation("about", id, summary);
        put(&mut get, "parameters", json!([if_none_match()]));
        put(&mut get, "responses", responses(success, &[304, 400]));
        put(&mut get, "security", open());
        json!({"get": get})
    };
    members(json!({
        "/api/v1/kinds": reading("listKinds", "The declarations of all kinds.", &kinds),
        "/api/v1/openapi.json": reading("showDescription", "This document.", &openapi),
        "/api/v1/matches": {"post": matches},
    }))
}

/// Addresses of a kind.
pub(super) fn of_kind(catalogue: &Catalogue, kind: &KindInfo) -> Map<String, Json> {
    let list = format!("/api/v1/{}", kind.plural);
    let one = format!("{list}/{{ref}}");
    let mut record = json!({"get": show(kind), "patch": update(kind), "delete": delete(kind)});
    put_shared(&mut record, kind);
    let mut paths = Map::new();
    paths.insert(list, json!({"get": page(catalogue, kind), "post": create(kind)}));
    for (name, id, summary, schema) in [
        ("history", "History", "The visible changes of a record, newest first.", "History"),
        ("referrers", "Referrers", "Which records refer to a record.", "Referrers"),
    ] {
        let mut get = operation(kind.plural, &format!("list{}{id}", pascal(kind.name)), summary);
        let success =
            Success { status: 200, description: "The list.", schema: schema.to_owned(), headers: &["ETag"] };
        put(&mut get, "parameters", json!([on(), known_at(), if_none_match()]));
        put(&mut get, "responses", responses(&success, &[304, 400, 404]));
        put(&mut get, "security", open());
        let mut path = json!({"get": get});
        put_shared(&mut path, kind);
        paths.insert(format!("{one}/{name}"), path);
    }
    paths.extend(super::files::of_kind(kind, &one));
    let mut merging = json!({"post": merge(kind)});
    put_shared(&mut merging, kind);
    paths.insert(format!("{one}/merge"), merging);
    paths.insert(one, record);
    paths
}

fn page(catalogue: &Catalogue, kind: &KindInfo) -> Json {
    let mut get =
        operation(kind.plural, &format!("list{}", pascal(kind.plural)), &format!("List {}.", kind.plural));
    let query = |name: &str, description: &str, schema: Json| json!({"name": name, "in": "query", "description": description, "schema": schema});
    let text = json!({"type": "string", "pattern": "^[^\\u0000]*$"});
    let mut parameters = vec![
        query("q", "Free text; the list is then ranked by it and `sort` cannot be given.", text.clone()),
        query(
            "sort",
            "The order; newest first when nothing is said.",
            json!({"type": "string", "enum": sorts(kind)}),
        ),
        fields_parameter(kind),
        query(
            "limit",
            "Records of a page.",
            json!({"type": "integer", "minimum": 1, "maximum": LIMIT, "default": DEFAULT}),
        ),
        query("after", "The cursor `next` of the page before.", text),
        query("facets", "Whether counts per value are wanted.", json!({"type": "boolean", "default": false})),
        query(
            "lang",
            "The language by which `title` sorts.",
            json!({"type": "string", "enum": ["ja", "en"], "default": "ja"}),
        ),
        on(),
        known_at(),
        if_none_match(),
    ];
    parameters.extend(facets(kind).map(|place| {
        let mut label = catalogue.text(Lang::En, &kind.label_key(place.field), &[]);
        if let Some(column) = place.column {
            let column = catalogue.text(Lang::En, &kind.column_key(place.field, column), &[]);
            label = format!("{label}: {column}");
        }
        let items = filter_schema(place.inner());
        json!({
            "name": filter_name(&place), "in": "query", "description": format!("Only records with one of these: {label}."),
            "schema": {"type": "array", "items": items}, "style": "form", "explode": true,
        })
    }));
    let success = Success {
        status: 200,
        description: "A page.",
        schema: format!("{}Page", pascal(kind.plural)),
        headers: &["ETag"],
    };
    put(&mut get, "parameters", Json::Array(parameters));
    put(&mut get, "responses", responses(&success, &[304, 400, 422]));
    put(&mut get, "security", open());
    get
}

fn show(kind: &KindInfo) -> Json {
    let mut get =
        operation(kind.plural, &format!("show{}", pascal(kind.name)), &format!("Show a {}.", kind.name));
    let success =
        Success { status: 200, description: "The record.", schema: pascal(kind.name), headers: &["ETag"] };
    put(&mut get, "parameters", json!([fields_parameter(kind), on(), known_at(), if_none_match()]));
    let mut responses = responses(&success, &[304, 400, 404, 422]);
    let moved = json!({
        "description": "It was merged into another record, which is at the address given.",
        "headers": {"Location": {"$ref": "#/components/headers/Location"}},
        "content": {APPLICATION_JSON: {"schema": schema_ref("MovedTo")}},
    });
    put(&mut responses, "308", moved);
    put(&mut get, "responses", responses);
    put(&mut get, "security", open());
    get
}

fn merge(kind: &KindInfo) -> Json {
    let mut post = operation(
        kind.plural,
        &format!("merge{}", pascal(kind.name)),
        "Merge a record into another of its kind.",
    );
    let success = Success {
        status: 200,
        description: "The record that stays, and the name of the batch.",
        schema: "Merged".to_owned(),
        headers: &[],
    };
    let mut mark = if_match();
    put(&mut mark, "required", Json::from(false));
    put(&mut post, "parameters", json!([mark, confirm()]));
    let names: Vec<&str> = kind.fields().map(|field| field.name).collect();
    let schema = object(
        members(json!({
            "into": {"type": "string", "minLength": 1, "description": "The record that stays: reference, `scheme:value` or name."},
            "keep": {
                "type": ["object", "null"],
                "description": "Whose value stays, by field; otherwise that of the record that stays, or the other's where it has none. Names, identifiers, claims and files are united.",
                "propertyNames": {"enum": names},
                "additionalProperties": {"enum": ["winner", "loser", "both"]},
            },
        })),
        &["into"],
    );
    let examples = json!({"least": {"value": {"into": format!("{}-7k2m9x4q", kind.name)}}});
    put(&mut post, "requestBody", body(&[APPLICATION_JSON], &schema, &examples));
    put(&mut post, "responses", responses(&success, &[400, 403, 404, 409, 412, 413, 415, 422]));
    put(&mut post, "security", session());
    post
}

fn create(kind: &KindInfo) -> Json {
    let mut post =
        operation(kind.plural, &format!("create{}", pascal(kind.name)), &format!("Create a {}.", kind.name));
    let key = json!({
        "name": "Idempotency-Key", "in": "header",
        "description": "Your own name for this request. Repeating the request under it creates nothing twice.",
        "schema": {"type": "string", "minLength": 1, "maxLength": KEY_CHARS, "pattern": "^[!-~]+$"},
    });
    let success = Success {
        status: 201,
        description: "The new record.",
        schema: pascal(kind.name),
        headers: &["ETag", "Location"],
    };
    put(&mut post, "parameters", json!([key, confirm()]));
    let examples = json!({"least": {"value": example(kind)}});
    put(
        &mut post,
        "requestBody",
        body(&[APPLICATION_JSON], &schema_ref(&format!("{}Input", pascal(kind.name))), &examples),
    );
    put(&mut post, "responses", responses(&success, &[400, 403, 409, 413, 415, 422]));
    put(&mut post, "security", session());
    post
}

fn update(kind: &KindInfo) -> Json {
    let mut patch =
        operation(kind.plural, &format!("update{}", pascal(kind.name)), &format!("Change a {}.", kind.name));
    let success = Success {
        status: 200,
        description: "The record as it is now.",
        schema: pascal(kind.name),
        headers: &["ETag"],
    };
    put(&mut patch, "parameters", json!([if_match(), confirm()]));
    let examples = json!({"disclose": {"value": {"fields": {"disclosure": "public"}}}});
    let schema = schema_ref(&format!("{}Patch", pascal(kind.name)));
    put(&mut patch, "requestBody", body(&[MERGE_PATCH, APPLICATION_JSON], &schema, &examples));
    put(&mut patch, "responses", responses(&success, &[400, 403, 404, 409, 412, 413, 415, 422, 428]));
    put(&mut patch, "security", session());
    patch
}

fn delete(kind: &KindInfo) -> Json {
    let mut delete =
        operation(kind.plural, &format!("delete{}", pascal(kind.name)), &format!("Delete a {}.", kind.name));
    let success =
        Success { status: 200, description: "It is gone.", schema: "Deleted".to_owned(), headers: &[] };
    put(&mut delete, "parameters", json!([if_match()]));
    put(&mut delete, "responses", responses(&success, &[400, 403, 404, 409, 412, 428]));
    put(&mut delete, "security", session());
    delete
}

fn match_request(registry: &Registry) -> Json {
    let plurals: Vec<&str> = registry.kinds().map(|kind| kind.plural).collect();
    let subject = |name: &str, others: &[&str]| {
        let mut properties = Map::new();
        properties.insert(name.to_owned(), json!({"type": "string"}));
        for other in others {
            properties.insert((*other).to_owned(), json!({"type": "null"}));
        }
        json!({"required": [name], "properties": properties})
    };
    let text = |description: &str| json!({"type": ["string", "null"], "pattern": "^[^\\u0000]*$", "description": description});
    let mut schema = object(
        members(json!({
            "need": text("A need, by reference or `scheme:value`: seeds are sought."),
            "seed": text("A seed, by reference or `scheme:value`: needs are sought."),
            "text": text("Free text: records of `among` are sought."),
            "among": {"enum": plurals.iter().map(|&plural| Json::from(plural)).chain([Json::Null]).collect::<Vec<_>>()},
            "top": {"type": ["integer", "null"], "minimum": 1, "maximum": TOP, "default": TOP_DEFAULT},
            "why_not": text("A reference: why is it not among them?"),
        })),
        &[],
    );
    put(
        &mut schema,
        "oneOf",
        json!([
            subject("need", &["seed", "text", "among"]),
            subject("seed", &["need", "text", "among"]),
            subject("text", &["need", "seed"]),
        ]),
    );
    schema
}

fn match_examples() -> Json {
    json!({
        "text": {"value": {"text": "希少糖を連続で生産したい", "among": "seeds", "top": 5}},
        "english": {"value": {"text": "continuous production of rare sugars"}},
    })
}

fn filter_schema(field: &Field) -> Json {
    match field.of {
        Type::Choice(vocabulary) | Type::Choices(vocabulary) => {
            json!({"type": "string", "enum": vocabulary.codes})
        }
        Type::Flag => json!({"type": "boolean"}),
        Type::Integer | Type::Yen | Type::FiscalYear => json!({"type": "integer"}),
        Type::Date => json!({"type": "string", "pattern": DATE}),
        Type::Decimal => json!({"type": "string", "pattern": DECIMAL}),
        _ => json!({"type": "string", "pattern": "^[^\\u0000]*$"}),
    }
}

fn fields_parameter(kind: &KindInfo) -> Json {
    let names: Vec<&str> = kind.fields().map(|field| field.name).collect();
    json!({
        "name": "fields", "in": "query", "style": "form", "explode": false,
        "description": "Only these members of `fields`.",
        "schema": {"type": "array", "minItems": 1, "items": {"type": "string", "enum": names}},
    })
}

fn on() -> Json {
    json!({
        "name": ON, "in": "query",
        "description": "The day asked about: what was true then. A month, a year or a fiscal year means its last day.",
        "schema": {"type": "string", "pattern": DAY}, "example": "2004-03-31",
    })
}

fn known_at() -> Json {
    json!({
        "name": KNOWN_AT, "in": "query",
        "description": "The time of what was recorded (RFC 3339), up to the present. A day means its end.",
        "schema": {"type": "string", "pattern": TIME}, "example": "2026-04-01T09:00:00+09:00",
    })
}

pub(super) fn if_none_match() -> Json {
    json!({
        "name": "If-None-Match", "in": "header", "description": "The `ETag` that the reader has.",
        "schema": {"type": "string"},
    })
}

/// Rules that only question a write: the codes of the questions that the client has checked.
pub(super) fn confirm() -> Json {
    let mut codes: Vec<&str> =
        rules().filter(|rule| rule.severity == Severity::Question).map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    json!({
        "name": "Enishi-Confirm", "in": "header",
        "description": "Codes of the questions of a `409` with the code `questions` that you have checked and answer \
            with yes, parted by commas. Without them nothing is written.",
        "schema": {"type": "array", "items": {"enum": codes}}, "style": "simple",
    })
}

fn if_match() -> Json {
    json!({
        "name": "If-Match", "in": "header", "required": true,
        "description": "The `ETag` of the representation that the change was made on, or `*`.",
        "schema": {"type": "string", "pattern": "^(\\*|\"[!#-+--~]+\")$"},
    })
}

pub(super) fn body(types: &[&str], schema: &Json, examples: &Json) -> Json {
    let media = json!({"schema": schema, "examples": examples});
    let content: Map<String, Json> = types.iter().map(|name| ((*name).to_owned(), media.clone())).collect();
    json!({"required": true, "content": content})
}

pub(super) fn operation(tag: &str, id: &str, summary: &str) -> Json {
    json!({"tags": [tag], "operationId": id, "summary": summary})
}

pub(super) fn responses(success: &Success, refusals: &[u16]) -> Json {
    let schema =
        if success.schema.is_empty() { json!({"type": "object"}) } else { schema_ref(&success.schema) };
    let mut answer =
        json!({"description": success.description, "content": {APPLICATION_JSON: {"schema": schema}}});
    if !success.headers.is_empty() {
        let headers: Map<String, Json> = success
            .headers
            .iter()
            .map(|name| ((*name).to_owned(), json!({"$ref": format!("#/components/headers/{name}")})))
            .collect();
        put(&mut answer, "headers", Json::Object(headers));
    }
    let mut responses = Map::new();
    responses.insert(success.status.to_string(), answer);
    // What has a content can also come too slowly.
    let slow: &[u16] = if refusals.contains(&413) { &[408] } else { &[] };
    for status in refusals.iter().chain(slow).chain(&[401, 500, 503]) {
        if let Some(answer) = refusal(*status) {
            responses.insert(status.to_string(), answer);
        }
    }
    Json::Object(responses)
}

/// Reading: anybody; with a session it shows more.
pub(super) fn open() -> Json {
    json!([{}, {"key": []}, {"session": []}])
}

pub(super) fn session() -> Json {
    json!([{"key": []}, {"session": []}])
}

pub(super) fn put(json: &mut Json, name: &str, value: Json) {
    if let Some(map) = json.as_object_mut() {
        map.insert(name.to_owned(), value);
    }
}

pub(super) fn put_shared(path: &mut Json, kind: &KindInfo) {
    let reference = json!({
        "name": "ref", "in": "path", "required": true, "description": "The short reference.",
        "schema": {"type": "string", "minLength": 1}, "example": format!("{}-7k2m9x4q", kind.name),
    });
    put(path, "parameters", json!([reference]));
}
