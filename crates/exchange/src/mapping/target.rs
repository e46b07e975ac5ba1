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
                return Err(wrong(format!(
                    "`{text}`: the field `{via}` of {} does not refer to records",
                    kind.name
                )));
            };
            return match Self::parse(rest, target, registry)? {
                Self::Field { via: None, field, language, scheme } => {
                    Ok(Self::Field { via: Some((via_field, target)), field, language, scheme })
                }
                _ => Err(wrong(format!("`{text}`: expected FIELD.FIELD with a field of {}", target.name))),
            };
        }
        let (name, inside) = match text.split_once('[') {
            Some((name, rest)) => match rest.strip_suffix(']') {
                Some(inside) => (name, Some(inside.trim())),
                None => return Err(wrong(format!("`{text}`: the bracket is not closed"))),
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
                    return Err(wrong(format!(
                        "`{text}`: expected `{name}[ja]`, `{name}[en]` or `{name}[auto]`"
                    )));
                }
            },
            _ => None,
        };
        let scheme = match (field.of, inside) {
            (Type::Identifiers, Some(scheme)) => {
                Some(Scheme::from_name(scheme).map_err(|error| wrong(format!("`{text}`: {error}")))?)
            }
            (_, Some(_)) if language.is_none() => {
                return Err(wrong(format!("`{text}`: the field `{name}` has no languages or schemes")));
            }
            _ => None,
        };
        Ok(Self::Field { via: None, field, language, scheme })
    }
}

/// Reads what follows the field of a small table: `1.state` or `1.note[ja]`.
fn cell(text: &str, field: &'static Field, columns: &'static [Field], rest: &str) -> Result<Target, Error> {
    let expected =
        || wrong(format!("`{text}`: expected `{}.ROW.COLUMN` with a row from 1 to {ROW_LIMIT}", field.name));
    let (row, rest) = rest.split_once('.').ok_or_else(expected)?;
    let row: usize = row.parse().ok().filter(|row| (1..=ROW_LIMIT).contains(row)).ok_or_else(expected)?;
    let (name, inside) = match rest.split_once('[') {
        Some((name, inside)) => (name, Some(inside.strip_suffix(']').ok_or_else(expected)?)),
        None => (rest, None),
    };
    let column = columns.iter().find(|column| column.name == name).ok_or_else(|| {
        let hint = nearest(name, columns.iter().map(|column| column.name))
            .map(|near| format!(": did you mean `{near}`?"))
            .unwrap_or_default();
        wrong(format!("`{text}`: {} has no column `{name}`{hint}", field.name))
    })?;
    let known = parts(column).iter().copied();
    let part = match inside {
        None => Part::Whole,
        Some(inside) => known
            .filter(|part| *part != Part::Whole)
            .find(|part| part.code() == inside)
            .ok_or_else(|| wrong(format!("`{text}`: the column `{name}` has no part `{inside}`")))?,
    };
    Ok(Target::Cell { field, row, column, part })
}

fn wrong(detail: String) -> Error {
    Error::Mapping { detail }
}

fn find(name: &str, kind: &KindInfo, text: &str) -> Result<&'static Field, Error> {
    kind.field(name).ok_or_else(|| {
        let hint = nearest(name, kind.fields().map(|field| field.name))
            .map(|near| format!(": did you mean `{near}`?"))
            .unwrap_or_default();
        wrong(format!("`{text}`: {} has no field `{name}`{hint}", kind.name))
    })
}
