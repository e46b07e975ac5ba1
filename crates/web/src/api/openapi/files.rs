//! The addresses of a record's files.

use enishi_kind::KindInfo;
use serde_json::{Map, Value as Json, json};

use super::paths::{
    Success, body, confirm, if_none_match, open, operation, put, put_shared, responses, session,
};
use super::{members, object, pascal};
use crate::api::body::{APPLICATION_JSON, MERGE_PATCH};

/// Addresses of the files of one record, whose own address is `one`.
pub(super) fn of_kind(kind: &KindInfo, one: &str) -> Map<String, Json> {
    let name = pascal(kind.name);
    let success =
        |status, description| Success { status, description, schema: "Files".to_owned(), headers: &[] };
    let mut list =
        operation(kind.plural, &format!("list{name}Files"), "The files of a record that the reader may see.");
    put(&mut list, "parameters", json!([if_none_match()]));
    put(
        &mut list,
        "responses",
        responses(&Success { headers: &["ETag"], ..success(200, "The files.") }, &[304, 400, 404]),
    );
    put(&mut list, "security", open());
    let mut attach =
        operation(kind.plural, &format!("attach{name}Files"), "Attach files, all in one change.");
    put(&mut attach, "parameters", json!([confirm()]));
    put(
        &mut attach,
        "requestBody",
        json!({"required": true, "content": {"multipart/form-data": {"schema": form()}}}),
    );
    put(
        &mut attach,
        "responses",
        responses(&success(201, "The files, the new ones among them."), &[400, 403, 404, 409, 413, 415, 422]),
    );
    put(&mut attach, "security", session());

    let mut get = operation(kind.plural, &format!("fetch{name}File"), "The bytes of a file, to be saved.");
    put(&mut get, "parameters", json!([if_none_match()]));
    let mut answers =
        responses(&Success { headers: &["ETag"], ..success(200, "The bytes.") }, &[304, 400, 404]);
    if let Some(content) = answers.pointer_mut("/200/content") {
        *content = json!({"*/*": {"schema": {"type": "string", "format": "binary"}}});
    }
    put(&mut get, "responses", answers);
    put(&mut get, "security", open());
    let mut patch =
        operation(kind.plural, &format!("update{name}File"), "Change who may see a file, or its title.");
    let change = object(
        members(json!({"layer": layer(), "title": {"type": ["string", "null"], "maxLength": 1000}})),
        &[],
    );
    let examples = json!({"disclose": {"value": {"layer": "public"}}});
    put(&mut patch, "parameters", json!([confirm()]));
    put(&mut patch, "requestBody", body(&[MERGE_PATCH, APPLICATION_JSON], &change, &examples));
    put(
        &mut patch,
        "responses",
        responses(&success(200, "The files as they are now."), &[400, 403, 404, 409, 413, 415, 422]),
    );
    put(&mut patch, "security", session());
    let mut delete = operation(kind.plural, &format!("detach{name}File"), "Take a file off the record.");
    put(
        &mut delete,
        "responses",
        responses(&success(200, "The files that are left."), &[400, 403, 404, 409]),
    );
    put(&mut delete, "security", session());

    let mut all = json!({"get": list, "post": attach});
    put_shared(&mut all, kind);
    let mut single = json!({"get": get, "patch": patch, "delete": delete});
    put_shared(&mut single, kind);
    if let Some(parameters) = single.get_mut("parameters").and_then(Json::as_array_mut) {
        parameters.push(json!({
            "name": "hash", "in": "path", "required": true, "description": "The hash of the file.",
            "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        }));
    }
    let mut paths = Map::new();
    paths.insert(format!("{one}/files"), all);
    paths.insert(format!("{one}/files/{{hash}}"), single);
    paths
}

fn form() -> Json {
    object(
        members(json!({
            "layer": layer(),
            "title": {"type": "string", "maxLength": 1000, "description": "What the files are, in a line."},
            "file": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}},
        })),
        &["file"],
    )
}

fn layer() -> Json {
    json!({"enum": ["public", "member", "party", "steward"], "description": "Who may see it at least."})
}

/// The schema of a list of files.
pub(super) fn schemas() -> Map<String, Json> {
    let text = object(
        members(json!({
            "state": {"enum": ["whole", "cut", "empty", "unread", "unreadable"]},
            "reason": {"enum": ["locked", "damaged", "slow", "large", "encoding", null]},
        })),
        &["state", "reason"],
    );
    let file = object(
        members(json!({
            "hash": {"type": "string", "description": "SHA-256 of the bytes."},
            "name": {"type": "string"},
            "title": {"type": ["string", "null"]},
            "media_type": {"type": "string", "description": "By the content, not by the name."},
            "size": {"type": "integer", "minimum": 0, "description": "Bytes."},
            "layer": layer(),
            "effective_layer": {"enum": ["public", "member", "party", "steward"], "description": "The narrower of the file's layer and the record's."},
            "at": {"type": "string", "format": "date-time"},
            "text": text,
            "url": {"type": "string"},
        })),
        &["hash", "name", "title", "media_type", "size", "layer", "effective_layer", "at", "text", "url"],
    );
    members(json!({"Files": object(members(json!({"items": {"type": "array", "items": file}})), &["items"])}))
}
