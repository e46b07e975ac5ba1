//! What is indexed: the schema, documents with fields under clearance tokens, codes and readiness.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Error, Parameters};

/// The fields and code schemes of an index, with their weights.
///
/// Weights may change without rebuilding; names may not.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Schema {
    /// The text fields.
    pub fields: Vec<FieldSpec>,
    /// The code schemes (key field, industry, region ...).
    pub codes: Vec<CodeSpec>,
    /// The constants of scoring.
    pub parameters: Parameters,
}

/// A text field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldSpec {
    /// The name.
    pub name: String,
    /// How much one word in this field counts against a word in a field of weight 1.
    pub weight: f64,
    /// Length normalisation of this field in place of the value that follows the query length.
    pub b: Option<f64>,
}

impl FieldSpec {
    /// A field whose length normalisation follows the query length.
    pub fn new(name: impl Into<String>, weight: f64) -> Self {
        Self { name: name.into(), weight, b: None }
    }
}

/// A code scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodeSpec {
    /// The name.
    pub scheme: String,
    /// What a shared code gives, as a share of what its rarity is worth.
    pub weight: f64,
}

/// A document: one record seen by the index.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    /// The external key. Ties in the score break by it.
    pub key: String,
    /// The kind of record ("seed", "need"). A query asks one group.
    pub group: String,
    /// The texts.
    pub fields: Vec<FieldText>,
    /// The codes.
    pub codes: Vec<Code>,
    /// The readiness level.
    pub readiness: Option<Readiness>,
}

/// A text of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldText {
    /// The field of the schema.
    pub field: String,
    /// The token a viewer must hold.
    pub clearance: String,
    /// The language of the text. A text is measured against the lengths of its own language.
    pub lang: String,
    /// The text.
    pub text: String,
}

/// A code of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The scheme of the schema.
    pub scheme: String,
    /// The code.
    pub value: String,
    /// The token a viewer must hold.
    pub clearance: String,
}

/// A readiness level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// The level.
    pub level: u8,
    /// The token a viewer must hold.
    pub clearance: String,
}

/// The clearance tokens a viewer holds. A held token `a:b` stands for `a:b:c` too.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct ClearanceSet {
    /// Nothing is hidden, whatever the tokens.
    everything: bool,
    tokens: BTreeSet<String>,
}

impl ClearanceSet {
    /// The set of a viewer from whom nothing is hidden.
    #[must_use]
    pub const fn everything() -> Self {
        Self { everything: true, tokens: BTreeSet::new() }
    }

    /// Whether the viewer sees what lies under the token.
    #[must_use]
    pub fn contains(&self, token: &str) -> bool {
        self.everything
            || self.tokens.contains(token)
            || token.rsplit_once(':').is_some_and(|(extended, _)| self.tokens.contains(extended))
    }
}

impl<S: Into<String>> FromIterator<S> for ClearanceSet {
    fn from_iter<I: IntoIterator<Item = S>>(tokens: I) -> Self {
        Self { everything: false, tokens: tokens.into_iter().map(Into::into).collect() }
    }
}

impl Schema {
    /// Checks names, weights and parameters.
    ///
    /// # Errors
    /// A name declared twice, a weight that is negative or not finite, `b` outside 0 to 1.
    pub fn check(&self) -> Result<(), Error> {
        let mut names = BTreeSet::new();
        for name in self
            .fields
            .iter()
            .map(|f| ("field", &f.name))
            .chain(self.codes.iter().map(|c| ("code", &c.scheme)))
        {
            if !names.insert(name) {
                return Err(Error::DeclaredTwice { name: name.1.clone() });
            }
        }
        let weights = self
            .fields
            .iter()
            .map(|f| (&f.name, f.weight))
            .chain(self.codes.iter().map(|c| (&c.scheme, c.weight)));
        for (name, weight) in weights {
            if !(weight.is_finite() && weight >= 0.0) {
                let what = format!("weight of `{name}`");
                return Err(Error::BadSchema {
                    what,
                    found: weight.to_string(),
                    expected: "a finite number of at least 0",
                });
            }
        }
        for field in &self.fields {
            if let Some(b) = field.b.filter(|b| !(0.0..=1.0).contains(b)) {
                let what = format!("b of `{}`", field.name);
                return Err(Error::BadSchema {
                    what,
                    found: b.to_string(),
                    expected: "a number from 0 to 1",
                });
            }
        }
        self.parameters.check()
    }

    /// The names in order: what a stored index depends on.
    pub(crate) fn names(&self) -> Vec<String> {
        let fields = self.fields.iter().map(|f| format!("field {}", f.name));
        fields.chain(self.codes.iter().map(|c| format!("code {}", c.scheme))).collect()
    }

    pub(crate) fn field_number(&self, document: &Document, field: &str) -> Result<u16, Error> {
        let found = self.fields.iter().position(|f| f.name == field).and_then(|at| u16::try_from(at).ok());
        found.ok_or_else(|| Error::UnknownField {
            key: document.key.clone(),
            field: field.to_owned(),
            known: self.fields.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", "),
        })
    }

    pub(crate) fn scheme_number(&self, subject: &str, scheme: &str) -> Result<u16, Error> {
        let found = self.codes.iter().position(|c| c.scheme == scheme).and_then(|at| u16::try_from(at).ok());
        found.ok_or_else(|| Error::UnknownScheme {
            subject: subject.to_owned(),
            scheme: scheme.to_owned(),
            known: self.codes.iter().map(|c| c.scheme.as_str()).collect::<Vec<_>>().join(", "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_with_a_repeated_name_or_a_bad_weight_is_refused() {
        let field = |name: &str, weight| FieldSpec::new(name, weight);
        let schema = |fields| Schema { fields, ..Schema::default() };
        assert!(schema(vec![field("title", 1.0), field("text", 1.0)]).check().is_ok());
        assert!(matches!(
            schema(vec![field("a", 1.0), field("a", 1.0)]).check(),
            Err(Error::DeclaredTwice { .. })
        ));
        assert!(matches!(schema(vec![field("a", f64::INFINITY)]).check(), Err(Error::BadSchema { .. })));
        let b = FieldSpec { b: Some(2.0), ..field("a", 1.0) };
        assert!(matches!(schema(vec![b]).check(), Err(Error::BadSchema { .. })));
    }
}
