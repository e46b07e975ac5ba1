//! What a declaration says: a kind, its fields, the type and layer of each.

use std::borrow::Cow;

use crate::period::{Days, Period};
use crate::{Body, Layer, Problem};

/// A closed list of codes. Labels are in the catalogue under `NAME-CODE`.
#[derive(Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The catalogue prefix, for example `stage`.
    pub name: &'static str,
    /// The codes in the order in which people expect them.
    pub codes: &'static [&'static str],
    /// Where the list comes from, with version or address.
    pub source: &'static str,
}

/// The type of a field's values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Type {
    /// A line or two in one or two languages.
    Text,
    /// Paragraphs in one or two languages.
    LongText,
    /// A name in one or two languages with its kana reading.
    Name,
    /// A line that is not translated.
    Line,
    /// Terms in any language.
    Keywords,
    /// One code of a vocabulary.
    Choice(&'static Vocabulary),
    /// Several codes of a vocabulary.
    Choices(&'static Vocabulary),
    /// A civil date with precision year, month or day.
    Date,
    /// A Japanese fiscal year, by the calendar year in which it begins.
    FiscalYear,
    /// A whole number.
    Integer,
    /// An exact decimal number.
    Decimal,
    /// An amount of yen.
    Yen,
    /// A range of yen.
    YenRange,
    /// Yes or no.
    Flag,
    /// An http or https address.
    Link,
    /// One record of the named kind.
    Reference(&'static str),
    /// Several records of the named kind.
    References(&'static str),
    /// Typed external identifiers.
    Identifiers,
    /// Dissent: other values with their own source.
    Claims,
    /// A small table with these columns.
    Rows(&'static [Field]),
    /// Attached files, each with a layer of its own.
    Files,
    /// The record of the same kind into which this one went.
    Successor,
}

impl Type {
    /// Whether the value is words that matching reads.
    #[must_use]
    pub const fn is_words(&self) -> bool {
        matches!(self, Self::Text | Self::LongText | Self::Name | Self::Line | Self::Keywords)
    }

    /// Whether the value has language columns.
    #[must_use]
    pub const fn is_bilingual(&self) -> bool {
        matches!(self, Self::Text | Self::LongText | Self::Name)
    }

    /// Whether a field holds several values.
    #[must_use]
    pub const fn is_many(&self) -> bool {
        matches!(
            self,
            Self::Keywords
                | Self::Choices(_)
                | Self::References(_)
                | Self::Identifiers
                | Self::Claims
                | Self::Rows(_)
                | Self::Files
        )
    }

    /// Whether a use case of its own keeps the value: it stands in no form, template or spreadsheet.
    #[must_use]
    pub const fn is_managed(&self) -> bool {
        matches!(self, Self::Files | Self::Successor)
    }

    /// Whether another source may say another value for it. Tables and what use cases keep are too large for that: a
    /// record of its own with a source of its own says it better.
    #[must_use]
    pub const fn takes_claims(&self) -> bool {
        !matches!(self, Self::Claims | Self::Rows(_) | Self::Files | Self::Successor)
    }

    /// Whether each entry of the value has a clearance of its own (see `Registry::entry_clearance`).
    #[must_use]
    pub const fn has_entries(&self) -> bool {
        matches!(self, Self::Claims | Self::Files)
    }

    /// The columns, if it is a table.
    #[must_use]
    pub const fn columns(&self) -> &'static [Field] {
        match self {
            Self::Rows(columns) => columns,
            _ => &[],
        }
    }

    /// The kind named by the declaration, if any; [`KindInfo::target`] knows the own kind too.
    #[must_use]
    pub const fn target(&self) -> Option<&'static str> {
        match self {
            Self::Reference(kind) | Self::References(kind) => Some(kind),
            _ => None,
        }
    }

    /// The vocabulary chosen from, if any.
    #[must_use]
    pub const fn vocabulary(&self) -> Option<&'static Vocabulary> {
        match self {
            Self::Choice(vocabulary) | Self::Choices(vocabulary) => Some(vocabulary),
            _ => None,
        }
    }
}

/// One field of a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The name in code, API, spreadsheets and addresses.
    pub name: &'static str,
    /// The type of its values.
    pub of: Type,
    /// The least layer that may see it; a record's own disclosure may raise it.
    pub layer: Layer,
    /// Weight of its words in matching; 0 means that matching does not read it.
    pub weight: f32,
    /// Whether lists can be filtered by it.
    pub facet: bool,
    /// Whether lists can be sorted by it.
    pub sort: bool,
    /// Whether a record must have it.
    pub required: bool,
    /// Whether lists show it as a column.
    pub column: bool,
    /// Most characters per language; `None` means the general limit of 20,000.
    pub max_chars: Option<usize>,
    /// Least and greatest whole number.
    pub range: Option<(i64, i64)>,
    /// Whether it is meant to hold names, addresses or numbers of people, companies and rights: before a record is
    /// published nothing looks for them in it, and where it is hidden what it names is looked for elsewhere.
    pub identifying: bool,
    /// The unit of a number, as a catalogue key.
    pub unit: Option<&'static str>,
    /// The property of a public standard that this field corresponds to.
    pub standard: Option<&'static str>,
    /// The section of form and page that it stands in, as a catalogue key.
    pub section: &'static str,
    /// The field that names the organisation which sees this one besides those in charge: whose own the record is.
    pub owner: Option<&'static str>,
}

impl Field {
    /// Most characters of one language of this field.
    #[must_use]
    pub fn char_limit(&self) -> usize {
        self.max_chars.unwrap_or(match self.of {
            Type::LongText => 20_000,
            _ => 1_000,
        })
    }
}

/// A field, or a column of a field, as a name such as `statuses.state` finds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldPlace {
    /// The field, which says who may see it.
    pub field: &'static Field,
    /// The column, where the name is of one.
    pub column: Option<&'static Field>,
}

impl FieldPlace {
    /// The column, or the field where the name is of none: what says the type of the values.
    #[must_use]
    pub fn inner(&self) -> &'static Field {
        self.column.unwrap_or(self.field)
    }

    /// The name: `FIELD` or `FIELD.COLUMN`.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self.column {
            Some(column) => format!("{}.{}", self.field.name, column.name).into(),
            None => self.field.name.into(),
        }
    }
}

/// Raises a body by one shape: rename, split or remove fields. Pure.
pub type Upcaster = fn(&mut Body) -> Result<(), Problem>;

/// One kind of record.
#[derive(Debug)]
pub struct KindInfo {
    /// Singular noun: in references, commands and catalogue keys.
    pub name: &'static str,
    /// Plural noun: in addresses.
    pub plural: &'static str,
    /// The field that names a record of this kind.
    pub title: &'static str,
    /// The version of the field table.
    pub shape: u32,
    /// The kind's own fields, in the order of form and sheet; the common ones follow them.
    pub own_fields: &'static [Field],
    /// `upcasters[n]` raises shape n + 1 to n + 2.
    pub upcasters: &'static [Upcaster],
    /// From which fields a record takes the time for which it holds.
    pub period: Option<Period>,
    /// The disclosure of a new record when nobody said one.
    pub disclosure: &'static str,
    /// Where a field names the organisation whose own a record is: [`crate::OPENED`] as that organisation sees it too.
    pub opened: Option<&'static Field>,
    /// Fluent text in Japanese and in English: labels and help of the kind.
    pub locales: [&'static str; 2],
}

impl KindInfo {
    /// All fields: the kind's own, then the common ones.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        let opened = self.opened;
        let common = crate::COMMON
            .iter()
            .map(move |field| opened.filter(|opened| opened.name == field.name).unwrap_or(field));
        self.own_fields.iter().chain(common)
    }

    /// The field that names the organisation whose own a record is.
    #[must_use]
    pub fn owner(&self) -> Option<&'static str> {
        self.opened?.owner
    }

    /// The catalogue key of a field's label: this kind's, or that of the fields that all kinds have.
    #[must_use]
    pub fn label_key(&self, field: &Field) -> String {
        let is_own = self.own_fields.iter().any(|own| own.name == field.name);
        let owner = if is_own { self.name } else { "common" };
        format!("{owner}-{}", field.name).replace('_', "-")
    }

    /// The catalogue key of the label of a column of a field.
    #[must_use]
    pub fn column_key(&self, field: &Field, column: &Field) -> String {
        format!("{}-{}", self.label_key(field), column.name).replace('_', "-")
    }

    /// Finds a field by name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }

    /// All fields, and after each its columns.
    pub fn places(&self) -> impl Iterator<Item = FieldPlace> + use<> {
        self.fields().flat_map(|field| {
            let columns = field.of.columns().iter();
            std::iter::once(FieldPlace { field, column: None })
                .chain(columns.map(move |column| FieldPlace { field, column: Some(column) }))
        })
    }

    /// Finds a field by its name, or a column by `FIELD.COLUMN`.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<FieldPlace> {
        let Some((name, column)) = name.split_once('.') else {
            return Some(FieldPlace { field: self.field(name)?, column: None });
        };
        let field = self.field(name)?;
        let column = field.of.columns().iter().find(|known| known.name == column)?;
        Some(FieldPlace { field, column: Some(column) })
    }

    /// The kind to which a field or column of this kind refers, if it does.
    #[must_use]
    pub fn target(&self, field: &Field) -> Option<&'static str> {
        if field.of == Type::Successor { Some(self.name) } else { field.of.target() }
    }

    /// The first and last day for which a record holds.
    #[must_use]
    pub fn days(&self, body: &Body) -> Days {
        let read = |name| self.field(name).and_then(|field| body.value(field));
        self.period.map_or((None, None), |period| period.days(read))
    }

    /// The field that names a record.
    #[must_use]
    pub fn title_field(&self) -> Option<&'static Field> {
        self.field(self.title)
    }

    /// Brings a body of an older shape to today's.
    ///
    /// # Errors
    /// A shape newer than this program's, or what an upcaster refuses.
    pub fn upcast(&self, shape: u32, body: &mut Body) -> Result<(), Problem> {
        if shape > self.shape {
            return Err(Problem::new("shape-newer")
                .arg("kind", self.name)
                .arg("found", shape)
                .arg("known", self.shape));
        }
        let older = usize::try_from(shape.saturating_sub(1)).unwrap_or(usize::MAX);
        for upcaster in self.upcasters.iter().skip(older) {
            upcaster(body)?;
        }
        Ok(())
    }
}

/// Implemented by `#[derive(Kind)]`.
pub trait Kind {
    /// The declaration of this kind.
    const INFO: &'static KindInfo;
}
