//! One line of text of a form that is not a record's: label, help, value, error.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::text::Words;

/// A line, ready to be placed.
#[derive(Clone, Debug, Template)]
#[template(path = "_line.html")]
pub struct LineView {
    name: &'static str,
    label: String,
    help: Option<String>,
    value: String,
    error: Option<String>,
    is_required: bool,
    /// The type of the input where it is not plain text, and what browsers may fill in.
    kind: &'static str,
    autocomplete: &'static str,
    required: String,
    /// Where suggestions come from, for lines that name a record.
    picker: Option<PickerView>,
}

/// Suggestions for a line that names a record.
#[derive(Clone, Debug)]
pub struct PickerView {
    address: String,
    found: String,
    failed: String,
}

impl HtmlSafe for LineView {}

impl LineView {
    /// A line whose words stand under `AREA-NAME` and, if there is help, `AREA-NAME-help`.
    #[must_use]
    pub fn new(words: &Words, area: &str, name: &'static str, value: &str, error: Option<&String>) -> Self {
        let key = format!("{area}-{}", name.replace('_', "-"));
        Self {
            name,
            label: words.t(&key),
            help: words.find(&format!("{key}-help")),
            value: value.to_owned(),
            error: error.cloned(),
            is_required: false,
            kind: "",
            autocomplete: "",
            required: words.t("form-required"),
            picker: None,
        }
    }

    /// Says that it names a record of the kind with this plural.
    #[must_use]
    pub fn picking(self, words: &Words, plural: &str) -> Self {
        let (found, failed) = (words.t("picker-found"), words.t("picker-failed"));
        Self { picker: Some(PickerView { address: format!("/api/v1/{plural}"), found, failed }), ..self }
    }

    /// Says which type of input it is, and what browsers may fill in. A password is never written into the page.
    #[must_use]
    pub fn of(self, kind: &'static str, autocomplete: &'static str) -> Self {
        Self { kind, autocomplete, ..self }
    }

    /// Says other words than those of its name.
    #[must_use]
    pub fn named(self, words: &Words, label: &str, help: &str) -> Self {
        Self { label: words.t(label), help: words.find(help), ..self }
    }

    /// Says whether it must be filled in.
    #[must_use]
    pub fn required(self, is_required: bool) -> Self {
        Self { is_required, ..self }
    }
}
