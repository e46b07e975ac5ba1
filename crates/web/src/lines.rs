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
    required: String,
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
            required: words.t("form-required"),
        }
    }

    /// Says whether it must be filled in.
    #[must_use]
    pub fn required(self, is_required: bool) -> Self {
        Self { is_required, ..self }
    }
}
