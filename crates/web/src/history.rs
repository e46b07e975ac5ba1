//! The history of a record: who changed what, when and why, field by field, with what changed inside a text marked.

use enishi_app::parts::{Entry, FieldChange};
use enishi_kind::{KindInfo, Value};
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use crate::diff::{Piece, compare};
use crate::plain::plain;
use crate::text::Moment;
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
    /// The import that it was part of, for the operator.
    pub batch: Option<String>,
    /// How many fields changed, in words.
    pub count: String,
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
        values.flat_map(|value| value.targets()).collect()
    };
    entry.changes.iter().flat_map(of).collect()
}

/// Entries for one reader.
#[must_use]
pub fn entry_views(visitor: &Visitor, shower: &Shower<'_>, entries: &[Entry]) -> Vec<EntryView> {
    entries.iter().map(|entry| entry_view(visitor, shower, entry)).collect()
}

fn entry_view(visitor: &Visitor, shower: &Shower<'_>, entry: &Entry) -> EntryView {
    let words = &visitor.words;
    let changes = if entry.operation == "create" { &[][..] } else { entry.changes.as_slice() };
    EntryView {
        at: words.moment(entry.at),
        actor: words.find(&format!("actor-{}", entry.actor)).unwrap_or_else(|| entry.actor.clone()),
        reason: words.find(&entry.reason).unwrap_or_else(|| entry.reason.clone()),
        batch: entry.batch.clone().filter(|batch| visitor.is_operator() && batch.starts_with("import-")),
        count: words.count("history-fields", u64::try_from(changes.len()).unwrap_or(0)),
        changes: changes.iter().map(|change| change_view(shower, change)).collect(),
    }
}

fn change_view(shower: &Shower<'_>, change: &FieldChange) -> ChangeView {
    let field = shower.kind.field(change.field);
    let shown = |json: Option<&Json>| match (field, json) {
        (Some(field), Some(json)) => plain(shower, field, json),
        (None, Some(json)) => json.to_string(),
        (_, None) => String::new(),
    };
    let (before, after) = (shown(change.before.as_ref()), shown(change.after.as_ref()));
    let (before, after) = compare(&before, &after);
    let label = field.map_or_else(|| change.field.to_owned(), |field| shower.words.field(shower.kind, field));
    ChangeView { label, before, after }
}
