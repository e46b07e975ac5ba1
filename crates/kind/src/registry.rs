//! The kinds that one installation knows, and the fields that every kind has.

use serde::Deserialize;
use serde_json::Value as Json;

use crate::{
    Body, CERTAINTIES, Clearance, DISCLOSURE, Field, HELD_BY, KindInfo, Layer, MERGED_INTO, OPENED, OPENS,
    Type, Viewer, nearest,
};
use enishi_kit::ids::RecordId;

const fn common(name: &'static str, of: Type, section: &'static str) -> Field {
    Field {
        name,
        of,
        layer: Layer::Public,
        weight: 0.0,
        facet: false,
        sort: false,
        required: false,
        column: false,
        max_chars: None,
        identifying: false,
        range: None,
        unit: None,
        standard: None,
        section,
        owner: None,
    }
}

/// One opening of a record to somebody by name: to whom, for which time, on what ground.
static OPENING: &[Field] = &[
    common("organisation", Type::Reference("organisation"), "record"),
    common("person", Type::Reference("person"), "record"),
    common("since", Type::Date, "record"),
    common("until", Type::Date, "record"),
    common("agreement", Type::Reference("agreement"), "record"),
    Field { max_chars: Some(300), ..common("reason", Type::Line, "record") },
];

/// A day on which a record becomes more open, and how open: the program writes it on that day.
static OPENS_ON: &[Field] = &[
    Field { facet: true, required: true, ..common("on", Type::Date, "record") },
    Field { required: true, ..common("disclosure", Type::Choice(&DISCLOSURE), "record") },
    Field { max_chars: Some(300), ..common("reason", Type::Line, "record") },
];

/// To whom a record was opened by name, in a kind whose field `owner` names the organisation whose own a record is: it sees
/// this too.
#[must_use]
pub const fn opened_for(owner: &'static str) -> Field {
    Field { owner: Some(owner), ..TO_WHOM }
}

const TO_WHOM: Field = Field { layer: Layer::Steward, ..common(OPENED, Type::Rows(OPENING), "record") };

/// The fields that every record has: disclosure, provenance, identifiers, dissent, files, and where it went.
pub static COMMON: &[Field] = &[
    Field { facet: true, ..common("disclosure", Type::Choice(&DISCLOSURE), "record") },
    Field { facet: true, ..common(HELD_BY, Type::Reference("cluster"), "record") },
    // To whom else it was opened is nobody's business who was named himself.
    TO_WHOM,
    Field { layer: Layer::Steward, ..common(OPENS, Type::Rows(OPENS_ON), "record") },
    Field {
        facet: true,
        standard: Some("prov:hadPrimarySource"),
        ..common("source", Type::Reference("source"), "record")
    },
    Field { sort: true, standard: Some("dcterms:modified"), ..common("as_of", Type::Date, "record") },
    Field { facet: true, ..common("certainty", Type::Choice(&CERTAINTIES), "record") },
    Field { standard: Some("dcterms:identifier"), ..common("identifiers", Type::Identifiers, "record") },
    Field { facet: true, ..common("sample", Type::Flag, "record") },
    common("claims", Type::Claims, "record"),
    // What a file says counts less than what the record says itself.
    Field { weight: 0.3, ..common("files", Type::Files, "record") },
    common(MERGED_INTO, Type::Successor, "record"),
];

/// The kinds of one installation.
#[derive(Clone, Debug)]
pub struct Registry {
    kinds: Vec<&'static KindInfo>,
}

impl Registry {
    /// A registry of these kinds, in the order of menus.
    #[must_use]
    pub fn new(kinds: impl IntoIterator<Item = &'static KindInfo>) -> Self {
        Self { kinds: kinds.into_iter().collect() }
    }

    /// All kinds.
    pub fn kinds(&self) -> impl Iterator<Item = &'static KindInfo> + use<> {
        self.kinds.clone().into_iter()
    }

    /// Finds a kind by its singular or plural.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&'static KindInfo> {
        self.kinds().find(|kind| kind.name == name || kind.plural == name)
    }

    /// The known kind nearest to a mistyped one.
    #[must_use]
    pub fn nearest_kind(&self, typed: &str) -> Option<&'static str> {
        nearest(typed, self.kinds.iter().flat_map(|kind| [kind.name, kind.plural]))
    }

    /// The clearance of one entry of a field whose entries have clearances of their own: a claim is as closed as the
    /// field it is about, a file as the closest of field, record, the entry itself and what this body says of the same
    /// bytes. `None` for a claim about no known field.
    #[must_use]
    pub fn entry_clearance(
        &self,
        kind: &KindInfo,
        field: &Field,
        (id, body): (RecordId, &Body),
        entry: &Json,
    ) -> Option<Clearance> {
        match field.of {
            Type::Claims => {
                let about = kind.field(entry.get("field")?.as_str()?)?;
                Some(self.token(self.layer(about, body).max(self.layer(field, body)), id, body))
            }
            Type::Files => {
                // What cannot be read is shown to those in charge only.
                let layer_of = |entry: &Json| match entry.get("layer") {
                    None => Layer::Member,
                    Some(layer) => Layer::deserialize(layer).unwrap_or(Layer::Steward),
                };
                let kept = body.raw(field.name).and_then(Json::as_array).into_iter().flatten();
                let same = kept.filter(|kept| kept.get("blob") == entry.get("blob")).map(layer_of).max();
                let own = layer_of(entry).max(same.unwrap_or(Layer::Public));
                Some(self.token(self.layer(field, body).max(own), id, body))
            }
            _ => Some(self.clearance(field, id, body)),
        }
    }

    /// What this viewer may see of a body; `None` when not even that it exists.
    #[must_use]
    pub fn redact(&self, viewer: &Viewer, kind: &KindInfo, id: RecordId, body: &Body) -> Option<Body> {
        if !viewer.sees(&self.record_clearance(id, body)) {
            return None;
        }
        let mut shown = Body::new();
        for field in kind.fields() {
            let Some(value) = body.raw(field.name) else { continue };
            if !viewer.sees(&self.clearance(field, id, body)) {
                continue;
            }
            if field.of.has_entries() {
                let entries = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let sees = |entry: &&Json| {
                    let clearance = self.entry_clearance(kind, field, (id, body), entry);
                    clearance.is_some_and(|clearance| viewer.sees(&clearance))
                };
                let seen: Vec<_> = entries.iter().filter(sees).cloned().collect();
                shown.set_raw(field.name, if seen.is_empty() { Json::Null } else { seen.into() });
            } else {
                shown.set_raw(field.name, value.clone());
            }
        }
        Some(shown)
    }
}
