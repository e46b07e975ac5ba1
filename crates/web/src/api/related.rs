//! What stands around a record: its history and the records that refer to it.

use axum::extract::{RawQuery, State};
use enishi_app::parts::{Entry, Seen};
use enishi_app::{ActorNames, Link, RecordView};
use enishi_kind::{Body, Catalogue};
use enishi_kit::lang::Lang;
use http::HeaderMap;
use serde_json::{Value as Json, json};

use super::conditional;
use super::failure::Answer;
use super::parameters::moment_alone;
use super::record::{Address, parse_address};
use crate::state::Site;

/// `GET /api/v1/{kind}/{ref}/history`: the visible changes, newest first.
pub(super) async fn history(
    State(site): State<Site>,
    address: Address,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let (kind, reference) = parse_address(&site, address)?;
    let ctx = moment_alone(&site, query.as_deref(), &headers).await?;
    let view = site.app.find(&ctx, kind.name, &reference).await?;
    let entries = site.app.history(&ctx, kind.name, &reference).await?;
    let bodies: Vec<(Seen, Seen)> = entries.iter().map(|entry| both_sides(&view, entry)).collect();
    let all: Vec<&Seen> = bodies.iter().flat_map(|(before, after)| [before, after]).collect();
    let links = site.app.links(&ctx, &all).await?;
    let actors: Vec<&str> = entries.iter().map(|entry| entry.actor.as_str()).collect();
    let names = site.app.actor_names(&ctx, &actors).await?;
    let items: Vec<Json> = entries
        .iter()
        .zip(&bodies)
        .map(|(entry, (before, after))| {
            let sides = [site.app.represent(before, &links), site.app.represent(after, &links)];
            entry_json(site.app.catalogue(), &names, entry, &sides)
        })
        .collect();
    conditional::answer(&headers, None, &json!({"items": items}))
}

/// `GET /api/v1/{kind}/{ref}/referrers`: who refers to a record, by kind and field.
pub(super) async fn referrers(
    State(site): State<Site>,
    address: Address,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let (kind, reference) = parse_address(&site, address)?;
    let ctx = moment_alone(&site, query.as_deref(), &headers).await?;
    let view = site.app.find(&ctx, kind.name, &reference).await?;
    let groups = site.app.referrers(&ctx, &view.seen).await?;
    let items: Vec<Json> = groups
        .iter()
        .map(|group| {
            json!({
                "kind": group.kind.name,
                "field": group.field,
                "count": group.count,
                "is_more": group.is_more,
                "newest": group.newest.iter().map(link_json).collect::<Vec<_>>(),
            })
        })
        .collect();
    conditional::answer(&headers, None, &json!({"items": items}))
}

/// A link as records hold them.
pub(super) fn link_json(link: &Link) -> Json {
    json!({"ref": link.reference, "title": link.title_ja, "title_en": link.title_en})
}

/// The changed fields before and after, as records: so the history shows values exactly as records do, with the same
/// rule for references that this viewer may not follow.
fn both_sides(view: &RecordView, entry: &Entry) -> (Seen, Seen) {
    let (mut before, mut after) = (Body::new(), Body::new());
    for change in &entry.changes {
        before.set_raw(change.field, change.before.clone().unwrap_or(Json::Null));
        after.set_raw(change.field, change.after.clone().unwrap_or(Json::Null));
    }
    (Seen { body: before, ..view.seen.clone() }, Seen { body: after, ..view.seen.clone() })
}

fn entry_json(catalogue: &Catalogue, names: &ActorNames, entry: &Entry, sides: &[Json; 2]) -> Json {
    let [before, after] = sides.each_ref().map(|side| side.get("fields"));
    let side = |fields: Option<&Json>, field: &str| fields.and_then(|fields| fields.get(field)).cloned();
    let changes: Vec<Json> = entry
        .changes
        .iter()
        .map(|change| {
            json!({
                "field": change.field,
                "before": side(before, change.field),
                "after": side(after, change.field),
            })
        })
        .collect();
    let sentence = |lang| catalogue.find(lang, &entry.reason, &[]).unwrap_or_else(|| entry.reason.clone());
    json!({
        "at": entry.at.to_string(),
        "actor": entry.actor,
        "actor_name": names.find(&entry.actor, Lang::Ja).map(|ja| {
            json!({"ja": ja, "en": names.find(&entry.actor, Lang::En)})
        }),
        "reason": {"code": entry.reason, "ja": sentence(Lang::Ja), "en": sentence(Lang::En)},
        "batch": entry.batch,
        "operation": entry.operation,
        "changes": changes,
    })
}
