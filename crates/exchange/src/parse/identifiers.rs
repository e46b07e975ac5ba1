//! Identifiers as people write them, and as they are written back.

use enishi_kind::{Field, Problem};
use enishi_kit::fold::fold_text;
use enishi_kit::ident::{self, Confidence, Identifier, Scheme};

/// Reads an identifier: `scheme:value`, a known address, or a value whose scheme the column or its form tells.
pub(crate) fn identifier(text: &str, scheme: Option<&Scheme>, field: &Field) -> Result<Identifier, Problem> {
    let (text, source, confidence) = remarks(text);
    let (scheme, value) = match scheme {
        Some(scheme) => (scheme.clone(), text),
        None => tell_scheme(text, field).ok_or_else(|| {
            let known: Vec<String> = Scheme::KNOWN.iter().map(|scheme| scheme.name().to_owned()).collect();
            Problem::new("identifier-scheme").arg("found", text).arg("known", known.join(", "))
        })?,
    };
    // A column of a scheme may still write the scheme before the value.
    let own = value.strip_prefix(scheme.name()).and_then(|rest| rest.strip_prefix(':'));
    let value = own.unwrap_or(value);
    let wrong = |error| {
        Problem::new("identifier").arg("scheme", scheme.name()).arg("found", value).arg("detail", error)
    };
    let value = ident::check(&scheme, value).map_err(wrong)?;
    Ok(Identifier { scheme, value, source, confidence })
}

/// The written form of an identifier.
pub(crate) fn write_identifier(identifier: &Identifier) -> String {
    let mut remarks = Vec::new();
    if identifier.confidence == Confidence::Proposed {
        remarks.push("proposed".to_owned());
    }
    if let Some(source) = &identifier.source {
        remarks.push(format!("source: {source}"));
    }
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    format!("{}:{}{remarks}", identifier.scheme, identifier.value)
}

/// Takes ` (proposed, source: ..)` off the end.
fn remarks(text: &str) -> (&str, Option<String>, Confidence) {
    if let Some((value, inside)) = text.strip_suffix(')').and_then(|text| text.split_once(" (")) {
        let (proposed, rest) = match inside.strip_prefix("proposed") {
            Some("") => return (value, None, Confidence::Proposed),
            Some(rest) => (true, rest.strip_prefix(", ").unwrap_or(rest)),
            None => (false, inside),
        };
        if let Some(source) = rest.strip_prefix("source: ") {
            let confidence = if proposed { Confidence::Proposed } else { Confidence::Confirmed };
            return (value, Some(source.to_owned()), confidence);
        }
    }
    (text, None, Confidence::Confirmed)
}

fn tell_scheme<'a>(text: &'a str, field: &Field) -> Option<(Scheme, &'a str)> {
    for (address, scheme) in
        [("orcid.org/", Scheme::Orcid), ("ror.org/", Scheme::Ror), ("doi.org/", Scheme::Doi)]
    {
        if let Some((before, value)) = text.split_once(address)
            && before.starts_with("http")
        {
            return Some((scheme, value));
        }
    }
    if let Some((scheme, value)) = text.split_once([':', '：']) {
        let scheme = scheme.trim();
        if !scheme.starts_with("http")
            && let Ok(scheme) = Scheme::from_name(&scheme.to_ascii_lowercase())
        {
            return Some((scheme, value.trim()));
        }
    }
    if field.name.contains("patent") || text.starts_with("特") || text.starts_with("実") {
        return Some((Scheme::Patent, text));
    }
    let folded = fold_text(text);
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    let dashes = folded.chars().filter(|c| *c == '-').count();
    let plain = folded.chars().all(|c| c.is_ascii_digit() || c == '-' || c == 'x');
    match (digits, dashes) {
        _ if folded.starts_with("10.") && folded.contains('/') => Some((Scheme::Doi, text)),
        (15 | 16, 3) if plain => Some((Scheme::Orcid, text)),
        (13, 0) if plain => Some((Scheme::CorporateNumber, text)),
        (8, 0) if plain && field.name.contains("researcher") => Some((Scheme::Erad, text)),
        _ => None,
    }
}
