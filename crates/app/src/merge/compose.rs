//! Pure: what the record that stays keeps of both, field by field.

use std::collections::BTreeMap;

use enishi_kind::{Body, Field, HELD_BY, KindInfo, Layer, MERGED_INTO, OPENED, Registry, Text, Type, Value};
use enishi_store::Record;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::repoint::{distinct, forget, repoint};

/// Which value of a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// That of the record that stays.
    Winner,
    /// That of the record that goes.
    Loser,
    /// Both, one after the other.
    Both,
}

impl Keep {
    /// The word in forms, commands and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Winner => "winner",
            Self::Loser => "loser",
            Self::Both => "both",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Winner, Self::Loser, Self::Both].into_iter().find(|keep| keep.code() == code)
    }
}

/// A field in which two records differ.
#[derive(Clone, Debug)]
pub struct MergeField {
    /// The field.
    pub field: &'static Field,
    /// The value of the record that stays.
    pub winner: Option<Json>,
    /// What the record that goes could give; for other names its own name too.
    pub loser: Option<Json>,
    /// What can be chosen, in order.
    pub options: Vec<Keep>,
    /// What is chosen.
    pub keep: Keep,
}

/// The field of other names.
const ALIASES: &str = "aliases";
/// Fields whose values belong together whoever brought them.
const UNITED: [&str; 4] = [ALIASES, "identifiers", "files", "claims"];
/// What a record says about itself as a record: that of the one that goes never takes its place unasked.
const OWN: [&str; 7] = ["disclosure", HELD_BY, OPENED, "sample", "source", "as_of", "certainty"];

/// The fields in which two records differ, the body that follows, and whether the one that goes is more closed.
pub(super) fn compose(
    registry: &Registry,
    kind: &'static KindInfo,
    winner: &Record,
    loser: &Record,
    keeps: &BTreeMap<String, Keep>,
) -> (Vec<MergeField>, Body, bool) {
    let [mine, theirs] = [winner, loser].map(|record| {
        let mut body = record.body.clone();
        repoint(kind, &mut body, loser.id, winner.id);
        forget(kind, &mut body, winner.id);
        body
    });
    let layer = registry.record_layer(&loser.body);
    let is_closer = layer > registry.record_layer(&winner.body);
    let theirs = if is_closer { close_files(theirs, layer) } else { theirs };
    let mut fields = Vec::new();
    let mut body = mine.clone();
    // Other names come last: which names are left over depends on the ones that are kept.
    let is_names = |field: &&Field| field.name == ALIASES && field.of == Type::Keywords;
    for field in kind.fields().filter(|field| field.name != MERGED_INTO && !is_names(field)) {
        let (own, other) = (mine.raw(field.name), theirs.raw(field.name));
        let Some(other) = other.filter(|other| own != Some(*other)) else { continue };
        let field = choose(field, own, Some(other.clone()), is_closer, keeps);
        body.set_raw(field.field.name, kept(&field));
        fields.push(field);
    }
    if let Some(field) = kind.fields().find(is_names) {
        let left: Vec<String> = names(kind, &mine).into_iter().chain(names(kind, &theirs)).collect();
        let standing = names(kind, &body);
        let mut others = theirs.raw(ALIASES).and_then(Json::as_array).cloned().unwrap_or_default();
        others.extend(left.into_iter().map(Json::String));
        let own = mine.raw(ALIASES).and_then(Json::as_array).cloned().unwrap_or_default();
        others.retain(|name| {
            !own.contains(name) && name.as_str().is_none_or(|name| !standing.contains(&name.to_owned()))
        });
        distinct(&mut others);
        if !others.is_empty() {
            let mut field = choose(field, mine.raw(ALIASES), Some(Json::Array(others)), is_closer, keeps);
            field.options = vec![Keep::Both, Keep::Winner];
            if field.keep == Keep::Loser {
                field.keep = Keep::Both;
            }
            body.set_raw(ALIASES, kept(&field));
            // In the order of the form.
            let at =
                fields.iter().take_while(|known| order(kind, known.field) < order(kind, field.field)).count();
            fields.insert(at, field);
        }
    }
    (fields, body, is_closer)
}

fn order(kind: &KindInfo, field: &Field) -> usize {
    kind.fields().position(|known| known.name == field.name).unwrap_or(usize::MAX)
}

fn choose(
    field: &'static Field,
    winner: Option<&Json>,
    loser: Option<Json>,
    is_closer: bool,
    keeps: &BTreeMap<String, Keep>,
) -> MergeField {
    let is_both = field.of.is_many();
    let mut options = vec![Keep::Winner, Keep::Loser];
    if is_both && winner.is_some() {
        options.push(Keep::Both);
    }
    let usual = if is_closer || OWN.contains(&field.name) {
        Keep::Winner
    } else if winner.is_none() {
        Keep::Loser
    } else if UNITED.contains(&field.name) && is_both {
        Keep::Both
    } else {
        Keep::Winner
    };
    let keep = match keeps.get(field.name) {
        // Both of nothing and something is that something; of two single values only one can be kept.
        Some(Keep::Both) if !options.contains(&Keep::Both) => {
            if is_both {
                Keep::Loser
            } else {
                usual
            }
        }
        Some(keep) => *keep,
        None => usual,
    };
    MergeField { field, winner: winner.cloned(), loser, options, keep }
}

fn kept(field: &MergeField) -> Json {
    let [winner, loser] = [&field.winner, &field.loser].map(|json| json.clone().unwrap_or_default());
    match field.keep {
        Keep::Winner => winner,
        Keep::Loser => loser,
        Keep::Both => unite(field.field, winner, loser),
    }
}

fn unite(field: &Field, winner: Json, loser: Json) -> Json {
    let (mut all, more) = match (winner, loser) {
        (Json::Array(winner), Json::Array(loser)) => (winner, loser),
        (Json::Null, loser) => return loser,
        (winner, _) => return winner,
    };
    for item in more {
        let same = |known: &Json| match field.of {
            // The same number said with another confidence is the same number.
            Type::Identifiers => {
                known.get("scheme") == item.get("scheme") && known.get("value") == item.get("value")
            }
            Type::Files => known.get("blob") == item.get("blob"),
            _ => *known == item,
        };
        if !all.iter().any(same) {
            all.push(item);
        }
    }
    Json::Array(all)
}

/// Files of a record that is more closed stay as closed as they were.
fn close_files(mut body: Body, least: Layer) -> Body {
    if let Some(Json::Array(files)) = body.raw("files").cloned() {
        let closed = files.into_iter().map(|mut file| {
            let own = match file.get("layer") {
                None => Some(Layer::Member),
                Some(layer) => Layer::deserialize(layer).ok(),
            };
            if let (Some(own), Some(entry)) = (own, file.as_object_mut()) {
                let layer = serde_json::to_value(own.max(least)).unwrap_or_default();
                entry.insert("layer".to_owned(), layer);
            }
            file
        });
        body.set_raw("files", closed.collect());
    }
    body
}

/// The names of a record in both languages.
fn names(kind: &KindInfo, body: &Body) -> Vec<String> {
    let mut names = Vec::new();
    for field in kind.own_fields.iter().filter(|field| field.name == kind.title) {
        match body.value(field) {
            Some(Value::Text(Text { ja, en, .. })) => names.extend([ja, en].into_iter().flatten()),
            Some(Value::Line(line)) => names.push(line),
            _ => {}
        }
    }
    names
}
