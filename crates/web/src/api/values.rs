//! Members of structured values that nobody knows: they are refused, not passed over.

use enishi_kind::{Field, KindInfo, Problem, Type, nearest};
use enishi_kit::ident::{Scheme, check};
use serde_json::Value as Json;

use super::failure::pointer_part;

/// Members of a reference: what the API gives may come back.
pub(super) const LINK: [&str; 3] = ["ref", "title", "title_en"];
/// Members of a range of yen.
pub(super) const YEN_RANGE: [&str; 2] = ["min", "max"];
/// Members of an identifier.
pub(super) const IDENTIFIER: [&str; 4] = ["scheme", "value", "source", "confidence"];

/// The first unknown or malformed part within a value, with the pointer to it from the fields on.
pub(super) fn unknown_part(kind: &KindInfo, field: &Field, value: &Json) -> Option<(String, Problem)> {
    let at = format!("/{}", pointer_part(field.name));
    match field.of {
        Type::Reference(_) => unknown_member(&at, value, &LINK),
        Type::YenRange => unknown_member(&at, value, &YEN_RANGE),
        Type::References(_) => each(&at, value).find_map(|(at, item)| unknown_member(&at, item, &LINK)),
        Type::Identifiers => each(&at, value).find_map(|(at, item)| {
            unknown_member(&at, item, &IDENTIFIER).or_else(|| wrong_identifier(&at, item))
        }),
        Type::Rows(columns) => each(&at, value).find_map(|(at, row)| {
            columns.iter().find_map(|column| {
                let (inner, problem) = unknown_part(kind, column, row.get(column.name)?)?;
                Some((format!("{at}{inner}"), problem))
            })
        }),
        Type::Claims => each(&at, value).find_map(|(at, claim)| {
            let about = kind.field(claim.get("field")?.as_str()?).filter(|about| about.of != Type::Claims)?;
            let (inner, problem) = unknown_part(kind, about, claim.get("value")?)?;
            let inner = inner.split('/').skip(2).map(|part| format!("/{part}")).collect::<String>();
            Some((format!("{at}/value{inner}"), problem))
        }),
        _ => None,
    }
}

fn each<'a>(at: &'a str, value: &'a Json) -> impl Iterator<Item = (String, &'a Json)> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().enumerate().map(move |(number, item)| (format!("{at}/{number}"), item))
}

fn unknown_member(at: &str, value: &Json, known: &[&str]) -> Option<(String, Problem)> {
    let name = value.as_object()?.keys().find(|name| !known.contains(&name.as_str()))?;
    let near = nearest(name, known.iter().copied()).unwrap_or_default();
    let problem =
        Problem::new("unknown-member").arg("found", name).arg("near", near).arg("known", known.join(", "));
    Some((format!("{at}/{}", pointer_part(name)), problem))
}

/// A wrong check digit is named at its own place; the form of JSON is checked where values are read.
fn wrong_identifier(at: &str, item: &Json) -> Option<(String, Problem)> {
    let (scheme, value) = (item.get("scheme")?.as_str()?, item.get("value")?.as_str()?);
    let problem = |detail: String| Problem::new("identifier").arg("scheme", scheme).arg("detail", detail);
    match Scheme::from_name(scheme) {
        Err(error) => Some((format!("{at}/scheme"), problem(error.to_string()))),
        Ok(known) => {
            let error = check(&known, value).err()?;
            Some((format!("{at}/value"), problem(error.to_string())))
        }
    }
}
