//! Errors about arguments, in our form and language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use enishi_kind::nearest;

use crate::failure::render;
use crate::output::Style;
use crate::words::Words;

/// The lines for the error stream; `None` where clap's answer is no error (help, version).
pub(crate) fn explain(error: &clap::Error, words: &Words, style: Style) -> Option<String> {
    let of = |kind: ContextKind| error.get(kind).map(text).unwrap_or_default();
    let found = match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::MissingRequiredArgument | ErrorKind::NoEquals => {
            of(ContextKind::InvalidArg)
        }
        ErrorKind::InvalidSubcommand => of(ContextKind::InvalidSubcommand),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => of(ContextKind::InvalidValue),
        ErrorKind::ArgumentConflict => of(ContextKind::InvalidArg),
        _ => String::new(),
    };
    let argument = of(ContextKind::InvalidArg);
    let typed = found.clone();
    let args = [("found", found), ("argument", argument), ("other", of(ContextKind::PriorArg))];
    let key = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::UnknownArgument => "cli-usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "cli-usage-unknown-command",
        ErrorKind::MissingRequiredArgument => "cli-usage-missing",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "cli-usage-no-command"
        }
        ErrorKind::InvalidValue
            if error.get(ContextKind::InvalidValue).is_none_or(|value| text(value).is_empty()) =>
        {
            "cli-usage-no-value"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-usage-value",
        ErrorKind::ArgumentConflict => "cli-usage-conflict",
        ErrorKind::InvalidUtf8 => "cli-error-not-utf8",
        _ => "cli-usage-other",
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| error.get(kind).and_then(|value| nearest_of(&typed, value)));
    let valid = error.get(ContextKind::ValidValue).map(text).filter(|valid| !valid.is_empty());
    let hint = match (near, valid) {
        (Some(near), _) => words.text("hint-near", &[("near", near)]),
        (None, Some(valid)) => words.text("cli-usage-valid", &[("known", valid)]),
        (None, None) => words.word("cli-usage-hint"),
    };
    let mut message = words.text(key, &args);
    if key == "cli-usage-other" {
        let detail = error.to_string();
        message = format!("{message} {}", detail.lines().next().unwrap_or_default());
    }
    Some(render(style, &message, None, Some(&hint), &[]))
}

/// The nearest of the names that clap suggests.
fn nearest_of(found: &str, value: &ContextValue) -> Option<String> {
    let names = match value {
        ContextValue::Strings(names) => names.clone(),
        other => vec![text(other)],
    };
    let near = nearest(found, names.iter().map(String::as_str)).map(ToOwned::to_owned);
    near.or_else(|| names.into_iter().next()).filter(|near| !near.is_empty())
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        ContextValue::Bool(flag) => flag.to_string(),
        _ => String::new(),
    }
}
