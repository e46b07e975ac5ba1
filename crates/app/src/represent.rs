//! How a record looks outside: references by their short reference, and the mark by which a change says what it was
//! made on.

use std::collections::{BTreeSet, HashMap};

use enishi_kind::{Body, Field, KindInfo, Type, canonical};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::Seen;
use serde::Serialize;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use crate::{App, Context, Error};

/// A record that another refers to, as a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The short reference.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its title in Japanese, or in the language that there is.
    pub title_ja: String,
    /// Its title in English, or in the language that there is.
    pub title_en: String,
    /// Whether the record is a sample; pages mark it wherever they name it.
    #[serde(skip)]
    pub is_sample: bool,
}

impl Link {
    /// The title for a reader of this language.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.title_ja,
            Lang::En => &self.title_en,
        }
    }
}

/// The title of a body in a language.
#[must_use]
pub fn title_of(kind: &KindInfo, body: &Body, lang: Lang) -> String {
    let value = kind.title_field().and_then(|field| body.value(field));
    match value {
        Some(enishi_kind::Value::Text(text)) => text.read(lang).0.to_owned(),
        Some(enishi_kind::Value::Line(line)) => line,
        Some(enishi_kind::Value::Date(date)) => enishi_kit::date::format_date(date, lang),
        _ => String::new(),
    }
}

/// Whether a record is marked as a sample.
#[must_use]
pub fn is_sample(seen: &Seen) -> bool {
    seen.body.raw("sample").and_then(Json::as_bool) == Some(true)
}

/// The mark of a representation: changes exactly when what this viewer sees of the record changes.
#[must_use]
pub fn etag(seen: &Seen) -> String {
    let mut hash = Sha256::new();
    hash.update(seen.reference.as_bytes());
    hash.update([0]);
    hash.update(seen.body.canonical().as_bytes());
    hex::encode(hash.finalize().get(..12).unwrap_or_default())
}

impl App {
    /// Links to the records that these bodies refer to and that the viewer may see.
    ///
    /// # Errors
    /// The store.
    pub async fn links(&self, ctx: &Context, seen: &[&Seen]) -> Result<HashMap<RecordId, Link>, Error> {
        let mut ids = BTreeSet::new();
        for record in seen {
            if let Some(kind) = self.store.registry().kind(record.kind) {
                ids.extend(kind.named_in(&record.body));
            }
        }
        let ids: Vec<RecordId> = ids.into_iter().collect();
        self.links_to(ctx, &ids).await
    }

    /// Links to these records, as far as the viewer may see them.
    ///
    /// # Errors
    /// The store.
    pub async fn links_to(&self, ctx: &Context, ids: &[RecordId]) -> Result<HashMap<RecordId, Link>, Error> {
        let found = self.store.find_to_name(self.reading(ctx), ids).await?;
        Ok(found.into_iter().filter_map(|(id, seen)| Some((id, self.link(&seen)?))).collect())
    }

    /// The link to a record.
    #[must_use]
    pub fn link(&self, seen: &Seen) -> Option<Link> {
        let kind = self.store.registry().kind(seen.kind)?;
        // What was erased has no title any more; its reference stands for it.
        let title = |lang| match title_of(kind, &seen.body, lang) {
            title if title.is_empty() => seen.reference.clone(),
            title => title,
        };
        Some(Link {
            reference: seen.reference.clone(),
            kind: kind.name,
            title_ja: title(Lang::Ja),
            title_en: title(Lang::En),
            is_sample: is_sample(seen),
        })
    }

    /// The JSON of a record for the API. References that lead to records unseen by this viewer are left out.
    #[must_use]
    pub fn represent(&self, seen: &Seen, links: &HashMap<RecordId, Link>) -> Json {
        let Some(kind) = self.store.registry().kind(seen.kind) else { return Json::Null };
        let mut fields = serde_json::Map::new();
        for field in kind.fields() {
            let Some(raw) = seen.body.raw(field.name) else { continue };
            let value = match field.of {
                Type::Reference(_) | Type::Successor => link_json(raw, links),
                Type::References(_) => link_list(raw, links),
                Type::Claims => claims_json(kind, raw, links),
                Type::Rows(columns) => rows_json(columns, raw, links),
                _ => raw.clone(),
            };
            if !value.is_null() {
                fields.insert(field.name.to_owned(), value);
            }
        }
        json!({
            "ref": seen.reference,
            "kind": kind.name,
            "title": title_of(kind, &seen.body, Lang::Ja),
            "title_en": title_of(kind, &seen.body, Lang::En),
            "url": format!("/{}/{}", kind.plural, seen.reference),
            "etag": etag(seen),
            "fields": fields,
        })
    }
}

fn link_json(raw: &Json, links: &HashMap<RecordId, Link>) -> Json {
    let id = raw.as_str().and_then(|text| text.parse::<RecordId>().ok());
    let link = id.and_then(|id| links.get(&id));
    link.map_or(
        Json::Null,
        |link| json!({"ref": link.reference, "title": link.title_ja, "title_en": link.title_en}),
    )
}

fn link_list(raw: &Json, links: &HashMap<RecordId, Link>) -> Json {
    let items = raw.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(|raw| link_json(raw, links)).filter(|item| !item.is_null()).collect()
}

/// Rows with their references as links; a row of which this viewer may see nothing is left out.
fn rows_json(columns: &'static [Field], raw: &Json, links: &HashMap<RecordId, Link>) -> Json {
    let rows = raw.as_array().map(Vec::as_slice).unwrap_or_default();
    let shown = rows.iter().filter_map(|row| {
        let mut map = row.as_object()?.clone();
        for column in columns {
            let Some(value) = map.get(column.name) else { continue };
            let shown = match column.of {
                Type::Reference(_) => link_json(value, links),
                Type::References(_) => link_list(value, links),
                _ => continue,
            };
            if shown.is_null() || shown.as_array().is_some_and(Vec::is_empty) {
                map.remove(column.name);
            } else {
                map.insert(column.name.to_owned(), shown);
            }
        }
        (!map.is_empty()).then_some(Json::Object(map))
    });
    Json::Array(shown.collect())
}

fn claims_json(kind: &KindInfo, raw: &Json, links: &HashMap<RecordId, Link>) -> Json {
    let items = raw.as_array().map(Vec::as_slice).unwrap_or_default();
    let items = items.iter().filter_map(|claim| {
        let mut map = claim.as_object()?.clone();
        let about = map.get("field").and_then(Json::as_str).and_then(|name| kind.field(name))?;
        if let Some(source) = map.remove("source").map(|source| link_json(&source, links))
            && !source.is_null()
        {
            map.insert("source".to_owned(), source);
        }
        let value = map.get("value")?;
        let shown = match about.of {
            Type::Reference(_) => link_json(value, links),
            Type::References(_) => link_list(value, links),
            _ => value.clone(),
        };
        // A claim about a record that this viewer may not see is none for him.
        if shown.is_null() || shown.as_array().is_some_and(Vec::is_empty) {
            return None;
        }
        map.insert("value".to_owned(), shown);
        Some(Json::Object(map))
    });
    Json::Array(items.collect())
}

/// The canonical text of a JSON value, for comparing what a request asks.
#[must_use]
pub fn fingerprint(value: &Json) -> String {
    hex::encode(Sha256::digest(canonical(value).as_bytes()))
}
