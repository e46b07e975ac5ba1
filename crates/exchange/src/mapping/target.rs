//! What a column may mean, parsed once and checked against the field tables.

use enishi_kind::{Field, KindInfo, ROW_LIMIT, Registry, Type, nearest};
use enishi_kit::ident::Scheme;
use enishi_kit::lang::Lang;

use crate::Error;
use crate::columns::{Part, parts};

/// Which language of a text a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// This one.
    One(Lang),
    /// Told by the script: kana or kanji is Japanese.
    Auto,
    /// The kana reading.
    Kana,
    /// The state of the translation.
    Translation,
}

/// What a column means.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// Passed over on purpose.
    Ignored,
    /// Our reference or any `scheme:value`.
    Id,
    /// ADD, UPDATE, DELETE.
    Action,
    /// A field of the record, or of a record that it refers to.
    Field {
        /// The reference field through which it goes, with the kind referred to.
        via: Option<(&'static Field, &'static KindInfo)>,
        /// The field.
        field: &'static Field,
        /// The language, where the field is bilingual.
        language: Option<Language>,
        /// The scheme, where the field holds identifiers and one is named.
        scheme: Option<Scheme>,
    },
    /// A cell of a small table: `statuses.1.state`.
    Cell {
        /// The field.
        field: &'static Field,
        /// The row from 1.
        row: usize,
        /// The column.
        column: &'static Field,
        /// The part of the column; `Whole` of a text means that the script tells the language.
        part: Part,
    },
}

impl Target {
    /// Reads a target.
    ///
    /// # Errors
    /// An unknown field, with the nearest known one.
    pub(crate) fn parse(text: &str, kind: &'static KindInfo, registry: &Registry) -> Result<Self, Error> {
        let text = text.trim();
        match text {
            "-" => return Ok(Self::Ignored),
            "id" | "ref" => return Ok(Self::Id),
            "action" => return Ok(Self::Action),
            _ => {}
        }
        if let Some((via, rest)) = text.split_once('.') {
            let via_field = find(via, kind, text)?;
            if let Type::Rows(columns) = via_field.of {
                return cell(text, via_field, columns, rest);
            }
            let Some(target) = via_field.of.target().and_then(|name| registry.kind(name)) else {
                let detail =
                    format!("`{text}`: the field `{via}` of {} does not refer to records", kind.name);
                return Err(Error::mapping("mapping-reference", &[("found", text), ("field", via)], detail));
            };
            return match Self::parse(rest, target, registry)? {
                Self::Field { via: None, field, language, scheme } => {
                    Ok(Self::Field { via: Some((via_field, target)), field, language, scheme })
                }
                _ => {
                    let detail = format!("`{text}`: expected FIELD.FIELD with a field of {}", target.name);
                    Err(Error::mapping("mapping-reference", &[("found", text), ("field", rest)], detail))
                }
            };
        }
        let (name, inside) = match text.split_once('[') {
            Some((name, rest)) => match rest.strip_suffix(']') {
                Some(inside) => (name, Some(inside.trim())),
                None => {
                    let detail = format!("`{text}`: the bracket is not closed");
                    return Err(Error::mapping("mapping-bracket", &[("found", text)], detail));
                }
            },
            None => (text, None),
        };
        let field = find(name.trim(), kind, text)?;
        let language = match (field.of, inside) {
            (Type::Text | Type::LongText | Type::Name, None | Some("auto")) => Some(Language::Auto),
            (Type::Name, Some("kana")) => Some(Language::Kana),
            (Type::Text | Type::LongText | Type::Name, Some("translation")) => Some(Language::Translation),
            (Type::Text | Type::LongText | Type::Name, Some(code)) => match Lang::from_code(code) {
                Some(lang) => Some(Language::One(lang)),
                None => {
                    let detail = format!("`{text}`: expected `{name}[ja]`, `{name}[en]` or `{name}[auto]`");
                    return Err(Error::mapping(
                        "mapping-language",
                        &[("found", text), ("field", name)],
                        detail,
                    ));
                }
            },
            _ => None,
        };
        let scheme = match (field.of, inside) {
            (Type::Identifiers, Some(scheme)) => Some(Scheme::from_name(scheme).map_err(|error| {
                Error::mapping("mapping-scheme", &[("found", text)], format!("`{text}`: {error}"))
            })?),
            (_, Some(_)) if language.is_none() => {
                let detail = format!("`{text}`: the field `{name}` has no languages or schemes");
                return Err(Error::mapping("mapping-part", &[("found", text), ("field", name)], detail));
            }
            _ => None,
        };
        Ok(Self::Field { via: None, field, language, scheme })
    }
}

/// Reads what follows the field of a small table: `1.state` or `1.note[ja]`.
fn cell(text: &str, field: &'static Field, columns: &'static [Field], rest: &str) -> Result<Target, Error> {
    let expected = || {
        let detail =
            format!("`{text}`: expected `{}.ROW.COLUMN` with a row from 1 to {ROW_LIMIT}", field.name);
        let limit = ROW_LIMIT.to_string();
        Error::mapping("mapping-row", &[("found", text), ("field", field.name), ("limit", &limit)], detail)
    };
    let (row, rest) = rest.split_once('.').ok_or_else(expected)?;
    let row: usize = row.parse().ok().filter(|row| (1..=ROW_LIMIT).contains(row)).ok_or_else(expected)?;
    let (name, inside) = match rest.split_once('[') {
        Some((name, inside)) => (name, Some(inside.strip_suffix(']').ok_or_else(expected)?)),
        None => (rest, None),
    };
    let column = columns.iter().find(|column| column.name == name).ok_or_else(|| {
        let near = nearest(name, columns.iter().map(|column| column.name)).unwrap_or_default();
        let detail = format!("`{text}`: {} has no column `{name}`{}", field.name, hint(near));
        Error::mapping("mapping-cell", &[("found", text), ("field", field.name), ("near", near)], detail)
    })?;
    let known = parts(column).iter().copied();
    let part = match inside {
        None => Part::Whole,
        Some(inside) => {
            known.filter(|part| *part != Part::Whole).find(|part| part.code() == inside).ok_or_else(|| {
                let detail = format!("`{text}`: the column `{name}` has no part `{inside}`");
                Error::mapping("mapping-part", &[("found", text), ("field", name)], detail)
            })?
        }
    };
    Ok(Target::Cell { field, row, column, part })
}

/// The end of a sentence about an unknown name.
pub(crate) fn hint(near: &str) -> String {
    if near.is_empty() { String::new() } else { format!(": did you mean `{near}`?") }
}

fn find(name: &str, kind: &KindInfo, text: &str) -> Result<&'static Field, Error> {
    kind.field(name).ok_or_else(|| {
        let near = nearest(name, kind.fields().map(|field| field.name)).unwrap_or_default();
        let detail = format!("`{text}`: {} has no field `{name}`{}", kind.name, hint(near));
        Error::mapping("mapping-field", &[("found", text), ("field", name), ("near", near)], detail)
    })
}
