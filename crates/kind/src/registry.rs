//! The kinds that one installation knows, and the fields that every kind has.

use crate::{Body, Clearance, DISCLOSURE, Field, KindInfo, Layer, Type, Viewer, nearest};

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
        range: None,
        unit: None,
        standard: None,
        section,
    }
}

/// The fields that every record has: disclosure, provenance, identifiers, dissent.
pub static COMMON: &[Field] = &[
    Field { facet: true, ..common("disclosure", Type::Choice(&DISCLOSURE), "record") },
    Field {
        facet: true,
        standard: Some("prov:hadPrimarySource"),
        ..common("source", Type::Reference("source"), "record")
    },
    Field { sort: true, standard: Some("dcterms:modified"), ..common("as_of", Type::Date, "record") },
    Field { standard: Some("dcterms:identifier"), ..common("identifiers", Type::Identifiers, "record") },
    Field { facet: true, ..common("sample", Type::Flag, "record") },
    common("claims", Type::Claims, "record"),
];

/// The kinds of one installation and the rule from layers to clearance tokens.
#[derive(Clone, Debug)]
pub struct Registry {
    kinds: Vec<&'static KindInfo>,
    token: fn(Layer) -> Clearance,
}

impl Registry {
    /// A registry of these kinds, in the order of menus.
    #[must_use]
    pub fn new(kinds: impl IntoIterator<Item = &'static KindInfo>) -> Self {
        Self { kinds: kinds.into_iter().collect(), token: Clearance::of_layer }
    }

    /// The same kinds under another rule from layers to tokens.
    #[must_use]
    pub fn with_tokens(mut self, token: fn(Layer) -> Clearance) -> Self {
        self.token = token;
        self
    }

    /// The token of a layer.
    #[must_use]
    pub fn token(&self, layer: Layer) -> Clearance {
        (self.token)(layer)
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

    /// What this viewer may see of a body; `None` when not even that it exists.
    #[must_use]
    pub fn redact(&self, viewer: &Viewer, kind: &KindInfo, body: &Body) -> Option<Body> {
        if !viewer.sees(&self.token(self.record_layer(body))) {
            return None;
        }
        let mut shown = Body::new();
        for field in kind.fields() {
            let Some(value) = body.raw(field.name) else { continue };
            if !viewer.sees(&self.clearance(field, body)) {
                continue;
            }
            if field.of == Type::Claims {
                let claims = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let seen: Vec<_> = claims
                    .iter()
                    .filter(|claim| {
                        let about = claim.get("field").and_then(|name| kind.field(name.as_str()?));
                        about.is_some_and(|about| viewer.sees(&self.clearance(about, body)))
                    })
                    .cloned()
                    .collect();
                shown
                    .set_raw(field.name, if seen.is_empty() { serde_json::Value::Null } else { seen.into() });
            } else {
                shown.set_raw(field.name, value.clone());
            }
        }
        Some(shown)
    }
}
