//! What each column of a file means: written by a person, guessed from the headers, or saved and used again.

mod guess;
mod target;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use guess::HeaderNote;
pub(crate) use guess::{known_names, near_name};
pub(crate) use target::{Language, Target, hint};

use crate::Error;

/// What the columns of a file mean, as written in a mapping file (TOML).
///
/// A target is a field (`issuer`), a language of a text (`title[ja]`; `title[auto]` or just `title` tells the language
/// by the script), a scheme of identifiers (`identifiers[kaken]`), a field of a linked record (`company.city`), `id`,
/// `action`, or `-` for a column that is passed over on purpose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The kind whose records the rows are.
    pub kind: String,
    /// What the mapping is for, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Whether spaces at both ends of a cell are taken away. Only our own exports are read without.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub trim: bool,
    /// Headers of the columns that together name a record where there is no identifier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key: Vec<String>,
    /// Headers of the columns by which rows that follow each other are one record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<String>,
    /// Header to what the column means.
    #[serde(default)]
    pub columns: BTreeMap<String, ColumnRule>,
    /// Target to a constant text, used where the row itself says nothing about the target.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
    /// Target to the beginning of another column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub first: BTreeMap<String, First>,
    /// Target to several columns put together.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub join: BTreeMap<String, Join>,
    /// Target or field to translations of cell texts; `-` means that the cell says nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// What one column means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ColumnRule {
    /// Always the same target.
    To(String),
    /// More than that.
    Rule(Rule),
}

/// What one column means, at length.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The first case that applies decides.
    #[serde(default)]
    pub cases: Vec<Case>,
}

/// One case of a column whose meaning depends on other columns of the row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Header to the text that must stand there, whole or as one of several parted by `|`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub when: BTreeMap<String, String>,
    /// The first of these targets that is still free in the record.
    pub to: Vec<String>,
}

/// The beginning of another column, cut between words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct First {
    /// The header of that column.
    pub from: String,
    /// Most characters; what is cut shows `…` at its end.
    pub chars: usize,
}

/// Several columns put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The headers of the columns; empty cells are left out.
    pub from: Vec<String>,
    /// What stands between.
    pub with: String,
}

impl Mapping {
    /// A mapping without columns.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            about: String::new(),
            trim: true,
            key: Vec::new(),
            group: Vec::new(),
            columns: BTreeMap::new(),
            set: BTreeMap::new(),
            first: BTreeMap::new(),
            join: BTreeMap::new(),
            values: BTreeMap::new(),
        }
    }

    /// Reads a mapping file.
    ///
    /// # Errors
    /// Text that is not TOML or has unknown entries.
    pub fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = (before.matches('\n').count() + 1).to_string();
            Error::mapping("mapping-syntax", &[("line", &line)], error.to_string())
        })
    }

    /// The text of a mapping file.
    ///
    /// # Errors
    /// What the TOML writer refuses.
    pub fn to_toml(&self) -> Result<String, Error> {
        toml::to_string(self)
            .map_err(|error| Error::mapping("mapping-syntax", &[("line", "0")], error.to_string()))
    }

    /// The mapping with assignments as written after `--column` and `--set`: `header=target` and `target=text`.
    ///
    /// # Errors
    /// An assignment without `=`.
    pub fn with_assignments<S: AsRef<str>>(mut self, columns: &[S], set: &[S]) -> Result<Self, Error> {
        let no_sign = |text: &str, example: &str| {
            let detail = format!("`{text}` has no `=`: expected something like {example}");
            Error::mapping("mapping-assignment", &[("found", text), ("expected", example)], detail)
        };
        for text in columns {
            // The last sign parts: headers may hold one, targets may not.
            let text = text.as_ref();
            let (header, target) =
                text.rsplit_once('=').ok_or_else(|| no_sign(text, "project_no=identifiers[kaken]"))?;
            self.columns.insert(header.trim().to_owned(), ColumnRule::To(target.trim().to_owned()));
        }
        for text in set {
            let text = text.as_ref();
            let (target, value) = text.split_once('=').ok_or_else(|| no_sign(text, "disclosure=public"))?;
            self.set.insert(target.trim().to_owned(), value.trim().to_owned());
        }
        Ok(self)
    }
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
const fn is_yes(flag: &bool) -> bool {
    *flag
}
