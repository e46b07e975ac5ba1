//! Schemas, headers and answers that all kinds share.

use serde_json::{Map, Value as Json, json};

use super::{members, object, schema_ref};
use crate::api::failure::PROBLEM_JSON;

/// A date to the year, the month or the day, of the years 1 to 9999.
pub(super) const DATE: &str = "^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
/// A decimal number in its one form.
pub(super) const DECIMAL: &str = "^(?!-0$)-?(0|[1-9][0-9]{0,14})(\\.[0-9]{0,5}[1-9])?$";

/// The answers other than success, by status: the document's name of each.
const REFUSALS: [(u16, &str, &str); 15] = [
    (400, "BadRequest", "A parameter, header or body that cannot be read."),
    (401, "Unauthorised", "The API key was revoked, has ended or never was."),
    (
        403,
        "Forbidden",
        "Not permitted: sign in or send a key that may write, and not from another site's page.",
    ),
    (404, "NotFound", "No such record, or none that the reader may see."),
    (405, "MethodNotAllowed", "The address does not know the method."),
    (408, "TooSlow", "A body that comes too slowly."),
    (
        409,
        "Conflict",
        "Other records refer to it, the idempotency key was used for something else, or (`questions`) something must be \
        confirmed first: `errors` has each question, and the same request with their codes in `Enishi-Confirm` goes \
        through.",
    ),
    (412, "PreconditionFailed", "The record changed since; `current` is what it is now."),
    (413, "TooLarge", "A body above 1 MiB."),
    (415, "UnsupportedMediaType", "A body that is not JSON."),
    (422, "Invalid", "Values that cannot be; `errors` names each place."),
    (428, "PreconditionRequired", "A change must say by `If-Match` what it was made on."),
    (500, "Internal", "A fault of the program; the log has more under the operation's id."),
    (503, "Unavailable", "The store or the index cannot be reached."),
    (304, "NotModified", "The reader has it already."),
];

/// A reference to the answer of a status.
pub(super) fn refusal(status: u16) -> Option<Json> {
    let (_, name, _) = REFUSALS.iter().find(|(known, ..)| *known == status)?;
    Some(json!({"$ref": format!("#/components/responses/{name}")}))
}

/// The answers other than success.
pub(super) fn responses() -> Map<String, Json> {
    REFUSALS
        .iter()
        .map(|(status, name, description)| {
            let answer = if *status == 304 {
                json!({"description": description, "headers": {"ETag": {"$ref": "#/components/headers/ETag"}}})
            } else {
                json!({"description": description, "content": {PROBLEM_JSON: {"schema": schema_ref("Problem")}}})
            };
            ((*name).to_owned(), answer)
        })
        .collect()
}

/// Headers of answers.
pub(super) fn headers() -> Json {
    let text = |description: &str| json!({"description": description, "schema": {"type": "string"}});
    json!({
        "ETag": text("The validator of this answer, for `If-None-Match`; of a record also for `If-Match`."),
        "Location": text("The address of the new record, or of the one that stands in place of a merged one."),
    })
}

/// Schemas that all kinds share.
pub(super) fn schemas() -> Map<String, Json> {
    let mut schemas = members(json!({
        "Problem": problem(),
        "Text": text(),
        "YenRange": object(members(json!({"min": {"type": "integer"}, "max": {"type": "integer"}})), &[]),
        "Both": object(members(json!({"ja": {"type": "string"}, "en": {"type": "string"}})), &["ja", "en"]),
        "Link": link(),
        "Identifier": object(
            members(json!({
                "scheme": {"type": "string", "examples": ["orcid", "ror", "corporate-number", "patent"]},
                "value": {"type": "string"},
                "source": {"type": "string"},
                "confidence": {"enum": ["confirmed", "proposed"]},
            })),
            &["scheme", "value", "confidence"],
        ),
        "Claim": object(
            members(json!({
                "field": {"type": "string"},
                "value": {"description": "A value as the field has it."},
                "source": {"oneOf": [schema_ref("Link"), {"type": "null"}]},
                "as_of": {"type": "string", "pattern": DATE},
                "certainty": {"enum": ["stated", "inferred", "unchecked"]},
            })),
            &["field", "value", "certainty"],
        ),
        "File": object(
            members(json!({
                "blob": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the bytes."},
                "name": {"type": "string"},
                "media_type": {"type": "string"},
                "size": {"type": "integer", "minimum": 0},
                "layer": {"enum": ["public", "member", "party", "steward"]},
                "title": {"type": "string"},
            })),
            &["blob", "name", "media_type", "size", "layer"],
        ),
        "Merged": object(
            members(json!({
                "batch": {"type": "string", "description": "The name by which the merge can be undone."},
                "merged": {"type": "string", "description": "The reference of the record that went."},
                "records": {"type": "integer", "description": "How many records refer to the other one now."},
                "record": {"type": "object", "description": "The record that stays, as it is now."},
                "index_behind": index_behind(),
            })),
            &["batch", "merged", "records", "record"],
        ),
        "MovedTo": object(
            members(json!({"ref": {"type": "string"}, "merged_into": schema_ref("Link")})),
            &["ref", "merged_into"],
        ),
        "Deleted": object(
            members(json!({
                "ref": {"type": "string"}, "is_deleted": {"const": true}, "index_behind": index_behind(),
            })),
            &["ref", "is_deleted"],
        ),
    }));
    schemas.extend(matches());
    schemas.extend(around());
    schemas.extend(kinds());
    schemas
}

/// Whether the index is behind; writes name it only when waiting half a second was not enough.
pub(super) fn index_behind() -> Json {
    json!({"type": "boolean", "description": "Whether the index does not hold the newest commits yet."})
}

fn problem() -> Json {
    let error = object(
        members(json!({
            "pointer": {"type": "string", "description": "JSON pointer (RFC 6901) into the body."},
            "code": {"type": "string"},
            "detail": {"type": "string"},
        })),
        &["pointer", "code", "detail"],
    );
    let properties = json!({
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "enum": codes()},
        "instance": {"type": "string", "description": "The operation, as the log names it."},
        "hint": {"type": "string"},
        "errors": {"type": "array", "items": error},
        "current": {"type": "object", "description": "The record as it is now (412)."},
    });
    let mut schema = object(members(properties), &["type", "title", "status", "detail", "code", "instance"]);
    if let Some(schema) = schema.as_object_mut() {
        let words = "A problem document (RFC 9457), in the language of `Accept-Language`.";
        schema.insert("description".to_owned(), words.into());
    }
    schema
}

fn codes() -> Vec<&'static str> {
    let mut codes: Vec<&str> =
        crate::api::CODES.iter().chain(enishi_app::CODES).map(|info| info.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn text() -> Json {
    object(
        members(json!({
            "original": {"enum": ["ja", "en"]},
            "ja": {"type": "string"},
            "en": {"type": "string"},
            "state": {"enum": ["missing", "machine", "checked", "outdated"]},
            "kana": {"type": "string"},
        })),
        &["original"],
    )
}

fn link() -> Json {
    let properties =
        json!({"ref": {"type": "string"}, "title": {"type": "string"}, "title_en": {"type": "string"}});
    object(members(properties), &["ref", "title", "title_en"])
}

fn list_of(item: &Json) -> Json {
    object(members(json!({"items": {"type": "array", "items": item}})), &["items"])
}

/// History and referrers.
fn around() -> Map<String, Json> {
    let change = object(
        members(json!({"field": {"type": "string"}, "before": {}, "after": {}})),
        &["field", "before", "after"],
    );
    let reason = object(
        members(json!({"code": {"type": "string"}, "ja": {"type": "string"}, "en": {"type": "string"}})),
        &["code", "ja", "en"],
    );
    let actor_name =
        object(members(json!({"ja": {"type": "string"}, "en": {"type": "string"}})), &["ja", "en"]);
    let actor_name = json!({"anyOf": [actor_name, {"type": "null"}]});
    let entry = object(
        members(json!({
            "at": {"type": "string", "format": "date-time"},
            "actor": {"type": "string"},
            "actor_name": actor_name,
            "reason": reason,
            "batch": {"type": ["string", "null"]},
            "operation": {"enum": ["create", "update", "delete"]},
            "changes": {"type": "array", "items": change},
        })),
        &["at", "actor", "actor_name", "reason", "batch", "operation", "changes"],
    );
    let group = object(
        members(json!({
            "kind": {"type": "string"},
            "field": {"type": "string"},
            "count": {"type": "integer", "minimum": 0},
            "is_more": {"type": "boolean", "description": "Whether there are more than were counted."},
            "newest": {"type": "array", "items": schema_ref("Link")},
        })),
        &["kind", "field", "count", "is_more", "newest"],
    );
    members(json!({"History": list_of(&entry), "Referrers": list_of(&group)}))
}

fn matches() -> Map<String, Json> {
    let number = || json!({"type": "number"});
    let count = || json!({"type": "integer", "minimum": 0});
    let string = || json!({"type": "string"});
    let strings = || json!({"type": "array", "items": {"type": "string"}});
    let met = object(
        members(json!({"field": string(), "lang": string(), "repeats": count(), "contribution": number()})),
        &["field", "lang", "repeats", "contribution"],
    );
    let term = object(
        members(json!({
            "term": string(), "kind": string(), "fields": {"type": "array", "items": met}, "contribution": number(),
        })),
        &["term", "kind", "fields", "contribution"],
    );
    let place = json!({"type": ["integer", "null"], "minimum": 0});
    let asked = object(
        members(json!({
            "field": {"type": ["string", "null"]}, "lang": string(), "start": place, "end": place,
        })),
        &["field", "lang", "start", "end"],
    );
    let words = object(
        members(json!({
            "reason": {"const": "words"}, "surface": string(), "asked": {"oneOf": [asked, {"type": "null"}]},
            "terms": {"type": "array", "items": term}, "contribution": number(),
        })),
        &["reason", "surface", "asked", "terms", "contribution"],
    );
    let code = object(
        members(json!({
            "reason": {"const": "code"}, "scheme": string(), "value": string(), "contribution": number(),
        })),
        &["reason", "scheme", "value", "contribution"],
    );
    let readiness = object(
        members(json!({
            "reason": {"const": "readiness"}, "asked": count(), "offered": count(), "gap": {"type": "integer"},
            "contribution": {"const": 0.0},
        })),
        &["reason", "asked", "offered", "gap", "contribution"],
    );
    let language = object(
        members(json!({
            "reason": {"const": "language"}, "asked": strings(), "offered": strings(), "contribution": {"const": 0.0},
        })),
        &["reason", "asked", "offered", "contribution"],
    );
    let span = object(
        members(json!({"start": count(), "end": count(), "reason": count()})),
        &["start", "end", "reason"],
    );
    let met_text = object(
        members(json!({
            "field": string(), "lang": string(), "text": string(),
            "spans": {
                "type": "array", "items": span,
                "description": "Places in characters (Unicode scalar values), with the number of the reason.",
            },
        })),
        &["field", "lang", "text", "spans"],
    );
    let hit = object(
        members(json!({
            "rank": {"type": "integer", "minimum": 1},
            "score": {"type": "number", "description": "The sum of the contributions of the reasons."},
            "record": {"type": "object", "description": "The record, as its own address gives it."},
            "reasons": {"type": "array", "items": schema_ref("Reason")},
            "places": {"type": "array", "items": met_text},
        })),
        &["rank", "score", "record", "reasons", "places"],
    );
    let answers = ["unknown", "excluded", "nothing_to_search", "nothing_met", "found", "below"];
    let why_not = object(
        members(json!({
            "answer": {"enum": answers},
            "record": {"oneOf": [schema_ref("Link"), {"type": "null"}]},
            "rank": {"type": "integer", "minimum": 1},
            "score": number(),
            "gap": {"type": "number", "description": "What it lacks to the last hit."},
            "missing": strings(),
            "reasons": {"type": "array", "items": schema_ref("Reason")},
        })),
        &["answer", "record"],
    );
    let subject = object(
        members(json!({"record": {"type": ["object", "null"]}, "text": {"type": ["string", "null"]}})),
        &["record", "text"],
    );
    let notes = object(
        members(json!({
            "note": {"enum": ["nothing_to_search", "text_cut", "terms_cut"]},
            "read": count(), "given": count(), "kept": count(), "found": count(),
        })),
        &["note"],
    );
    let result = object(
        members(json!({
            "subject": subject,
            "among": {"type": "string"},
            "items": {"type": "array", "items": hit},
            "notes": {"type": "array", "items": notes, "description": "What limited the search."},
            "population": {"type": "integer", "minimum": 0, "description": "Records that were compared."},
            "terms": {"type": "integer", "minimum": 0, "description": "Distinct terms that were asked for."},
            "parameters": object(members(json!({"k1": number(), "b": number()})), &["k1", "b"]),
            "why_not": {"oneOf": [why_not, {"type": "null"}]},
            "index_behind": index_behind(),
        })),
        &[
            "subject",
            "among",
            "items",
            "notes",
            "population",
            "terms",
            "parameters",
            "why_not",
            "index_behind",
        ],
    );
    members(json!({"Reason": {"oneOf": [words, code, readiness, language]}, "MatchResult": result}))
}

fn kinds() -> Map<String, Json> {
    let boolean = || json!({"type": "boolean"});
    let code =
        object(members(json!({"code": {"type": "string"}, "label": schema_ref("Both")})), &["code", "label"]);
    let vocabulary = object(
        members(json!({
            "name": {"type": "string"}, "source": {"type": "string"}, "codes": {"type": "array", "items": code},
        })),
        &["name", "source", "codes"],
    );
    let range =
        object(members(json!({"min": {"type": "integer"}, "max": {"type": "integer"}})), &["min", "max"]);
    let column = object(
        members(json!({
            "name": {"type": "string"},
            "type": {"type": "string"},
            "label": schema_ref("Both"),
            "help": schema_ref("Both"),
            "required": boolean(),
            "many": boolean(),
            "filter": {"type": ["string", "null"], "description": "The parameter that filters lists by it."},
            "weight": {"type": "number", "description": "Weight of its words in matching."},
            "max_chars": {"type": "integer"},
            "range": range,
            "unit": schema_ref("Both"),
            "standard": {"type": "string"},
            "to": {"type": "string", "description": "The kind referred to."},
            "vocabulary": vocabulary,
        })),
        &["name", "type", "label", "required", "many", "filter", "weight"],
    );
    let field = object(
        members(json!({
            "name": {"type": "string"},
            "type": {"type": "string"},
            "label": schema_ref("Both"),
            "help": schema_ref("Both"),
            "layer": {"enum": ["public", "member", "party", "steward"]},
            "section": schema_ref("Both"),
            "required": boolean(),
            "many": boolean(),
            "sort": boolean(),
            "filter": {"type": ["string", "null"], "description": "The parameter that filters lists by it."},
            "weight": {"type": "number", "description": "Weight of its words in matching."},
            "max_chars": {"type": "integer"},
            "range": range,
            "unit": schema_ref("Both"),
            "standard": {"type": "string"},
            "to": {"type": "string", "description": "The kind referred to."},
            "vocabulary": vocabulary,
            "columns": {"type": "array", "items": column, "description": "Of a field of type `rows`."},
        })),
        &[
            "name", "type", "label", "help", "layer", "section", "required", "many", "sort", "filter",
            "weight",
        ],
    );
    let kind = object(
        members(json!({
            "name": {"type": "string"},
            "plural": {"type": "string"},
            "url": {"type": "string"},
            "title_field": {"type": "string"},
            "label": schema_ref("Both"),
            "help": schema_ref("Both"),
            "sorts": {"type": "array", "items": {"type": "string"}},
            "fields": {"type": "array", "items": field},
        })),
        &["name", "plural", "url", "title_field", "label", "help", "sorts", "fields"],
    );
    members(json!({"Kinds": list_of(&kind)}))
}
