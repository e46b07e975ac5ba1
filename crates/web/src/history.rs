//! The history of a record: who changed what, when and why, field by field, with what changed inside a text marked.

use enishi_app::parts::{Entry, FieldChange};
use enishi_app::{ActorNames, KNOWN_AT};
use enishi_kind::{Field, KindInfo, Translation, Value};
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use crate::address::query;
use crate::diff::{Piece, compare};
use crate::plain::plain;
use crate::text::{Moment, Words};
use crate::values::Shower;
use crate::visitor::Visitor;

/// One entry.
#[derive(Clone, Debug)]
pub struct EntryView {
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// Why something was erased, in words.
    pub because: Option<String>,
    /// The batch that it was part of, for the operator: its page and its name.
    pub batch: Option<(String, String)>,
    /// How many fields changed, in words.
    pub count: String,
    /// The record as it was known then.
    pub past_href: String,
    /// What changed; empty for the beginning of a record.
    pub changes: Vec<ChangeView>,
}

/// One field before and after.
#[derive(Clone, Debug)]
pub struct ChangeView {
    /// The field.
    pub label: String,
    /// Before, with what went away marked.
    pub before: Vec<Piece>,
    /// After, with what came marked.
    pub after: Vec<Piece>,
}

/// The records that the values of an entry refer to.
#[must_use]
pub fn targets(kind: &KindInfo, entry: &Entry) -> Vec<RecordId> {
    let of = |change: &FieldChange| -> Vec<RecordId> {
        let Some(field) = kind.field(change.field) else { return Vec::new() };
        let both = [change.before.as_ref(), change.after.as_ref()];
        let values = both.into_iter().flatten().filter_map(|json| Value::from_json(field, json).ok());
        values.flat_map(|value| value.targets_in(field)).collect()
    };
    entry.changes.iter().flat_map(of).collect()
}

/// Entries for one reader.
#[must_use]
pub fn entry_views(
    visitor: &Visitor,
    shower: &Shower<'_>,
    names: &ActorNames,
    entries: &[Entry],
) -> Vec<EntryView> {
    entries.iter().map(|entry| entry_view(visitor, shower, names, entry)).collect()
}

fn entry_view(visitor: &Visitor, shower: &Shower<'_>, names: &ActorNames, entry: &Entry) -> EntryView {
    let words = &visitor.words;
    let changes = if entry.operation == "create" { &[][..] } else { entry.changes.as_slice() };
    EntryView {
        past_href: format!("{}{}", visitor.path, query(&[(KNOWN_AT, entry.at.to_string())])),
        at: words.moment(entry.at),
        actor: actor(words, names, &entry.actor),
        reason: words.find(&entry.reason).unwrap_or_else(|| entry.reason.clone()),
        because: entry.because.as_deref().map(|reason| words.one("history-because", "reason", reason)),
        batch: entry.batch.as_deref().and_then(|id| batch(words, id)),
        count: words.count("history-fields", u64::try_from(changes.len()).unwrap_or(0)),
        changes: changes.iter().flat_map(|change| change_views(shower, change)).collect(),
    }
}

/// The page of a batch and its name; what the program ships is no batch that somebody undoes from a record.
fn batch(words: &Words, id: &str) -> Option<(String, String)> {
    let href = match id.split_once('-')?.0 {
        "import" => format!("/admin/imports/{id}"),
        "edit" => return Some((format!("/admin/batches/{id}/undo"), words.t("history-undo"))),
        "merge" | "start" | "undo" => format!("/admin/batches/{id}/undo"),
        _ => return None,
    };
    Some((href, id.to_owned()))
}

/// Who changed something, in words: somebody by his name where the reader may know it, the operator in the browser or at the
/// command line.
#[must_use]
pub fn actor(words: &Words, names: &ActorNames, actor: &str) -> String {
    if let Some(name) = names.find(actor, words.lang) {
        return name.to_owned();
    }
    let actor = names.told(actor);
    let known = |name: &str| match name {
        "public" | "operator" | "demo" | "backup" | "first-link" | ActorNames::SOMEBODY => {
            words.t(&format!("actor-{name}"))
        }
        // Raises records to a newer shape by itself.
        "enishi" => words.t("actor-program"),
        name => name.to_owned(),
    };
    match actor.strip_prefix("cli:") {
        Some(name) => words.one("actor-cli", "who", known(name)),
        None => known(&actor),
    }
}

/// What changed in one field; each language of a text and the state of its translation on its own.
fn change_views(shower: &Shower<'_>, change: &FieldChange) -> Vec<ChangeView> {
    let words = shower.words;
    let Some(field) = shower.kind.field(change.field) else {
        let shown = |json: Option<&Json>| json.map(Json::to_string).unwrap_or_default();
        return vec![view(
            change.field.to_owned(),
            &shown(change.before.as_ref()),
            &shown(change.after.as_ref()),
        )];
    };
    let label = words.field(shower.kind, field);
    if !field.of.is_bilingual() {
        let shown = |json: Option<&Json>| json.map(|json| plain(shower, field, json)).unwrap_or_default();
        return vec![view(label, &shown(change.before.as_ref()), &shown(change.after.as_ref()))];
    }
    let (before, after) =
        (parts(words, field, change.before.as_ref()), parts(words, field, change.after.as_ref()));
    let changed = before.into_iter().zip(after).filter(|((_, before), (_, after))| before != after);
    changed
        .map(|((part, before), (_, after))| {
            view(words.with("history-part", &[("field", label.clone()), ("part", part)]), &before, &after)
        })
        .collect()
}

fn view(label: String, before: &str, after: &str) -> ChangeView {
    let (before, after) = compare(before, after);
    ChangeView { label, before, after }
}

/// The parts of a text: its languages, its reading, what is known about the translation.
fn parts(words: &Words, field: &Field, json: Option<&Json>) -> [(String, String); 4] {
    let text = match json.and_then(|json| Value::from_json(field, json).ok()) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    };
    let of = |text: Option<&String>| text.cloned().unwrap_or_default();
    let state = text.as_ref().filter(|text| text.state != Translation::Missing);
    [
        (words.t("lang-ja"), of(text.as_ref().and_then(|text| text.ja.as_ref()))),
        (words.t("lang-en"), of(text.as_ref().and_then(|text| text.en.as_ref()))),
        (words.t("form-kana"), of(text.as_ref().and_then(|text| text.kana.as_ref()))),
        (
            words.t("translation"),
            state.map_or_else(String::new, |text| words.t(&format!("translation-{}", text.state.code()))),
        ),
    ]
}
