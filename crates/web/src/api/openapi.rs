//! `GET /api/v1/openapi.json`: the description of the API (OpenAPI 3.1), generated from the declarations of the kinds.
//!
//! The one module that describes record routes. Not here: the routes themselves.

mod files;
mod paths;
mod schemas;
mod shared;

use axum::extract::{RawQuery, State};
use enishi_kind::{Catalogue, Registry};
use http::HeaderMap;
use serde_json::{Map, Value as Json, json};

use super::conditional;
use super::failure::Answer;
use super::parameters::Parameters;
use crate::state::{SESSION_COOKIE, Site};

/// Answers the description.
pub(super) async fn show(State(site): State<Site>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    Parameters::parse(query.as_deref())?.finish(&[])?;
    conditional::answer(&headers, None, &document(site.app.registry(), site.app.catalogue()))
}

/// The description of the API over these kinds.
fn document(registry: &Registry, catalogue: &Catalogue) -> Json {
    let mut paths = paths::fixed(registry);
    let mut schemas = shared::schemas();
    schemas.extend(files::schemas());
    for kind in registry.kinds() {
        paths.extend(paths::of_kind(catalogue, kind));
        schemas.extend(schemas::of_kind(catalogue, kind));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Enishi API",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Seeds, needs and what belongs to them, with reasoned matches.",
            "description": "Reading needs no key and shows what is public. With a key or a session it shows what its owner may see; writing needs one.",
            "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "externalDocs": {"url": "/api", "description": "The same for reading"},
        "tags": tags(registry, catalogue),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "headers": shared::headers(),
            "responses": shared::responses(),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A key that somebody made on the page of his account: it begins with `enishi_`, may \
                        read or also write what he may, ends by itself and can be revoked.",
                },
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": SESSION_COOKIE,
                    "description": "The session of a browser that is signed in; behind HTTPS the name begins with `__Host-`. Requests that write must \
                        come from this very site or from a program: a request that a page of another site makes is \
                        refused. In a demonstration every visitor is the operator.",
                },
            },
        },
    })
}

fn tags(registry: &Registry, catalogue: &Catalogue) -> Json {
    let kinds = registry.kinds().map(|kind| {
        let help = catalogue.text(enishi_kit::lang::Lang::En, &format!("{}-help", kind.name), &[]);
        json!({"name": kind.plural, "description": help})
    });
    let fixed = [
        json!({"name": "matches", "description": "Who fits, and why."}),
        json!({"name": "about", "description": "What the API knows of itself."}),
    ];
    kinds.chain(fixed).collect()
}

/// A name as a part of a schema's or an operation's name: `source-type` becomes `SourceType`.
fn pascal(name: &str) -> String {
    name.split(['-', '_'])
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
        })
        .collect()
}

/// A reference to a schema of the document.
fn schema_ref(name: &str) -> Json {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// An object of these members, all of them known; `required` are always there.
fn object(properties: Map<String, Json>, required: &[&str]) -> Json {
    let mut schema = members(json!({"type": "object", "additionalProperties": false}));
    schema.insert("properties".to_owned(), Json::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    Json::Object(schema)
}

/// Members of an object literal.
fn members(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}
