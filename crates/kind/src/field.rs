//! What a declaration says: a kind, its fields, the type and layer of each.

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
    /// A whole number.
    Integer,
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
            Self::Keywords | Self::Choices(_) | Self::References(_) | Self::Identifiers | Self::Claims
        )
    }

    /// The kind referred to, if any.
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
    /// The unit of a number, as a catalogue key.
    pub unit: Option<&'static str>,
    /// The property of a public standard that this field corresponds to.
    pub standard: Option<&'static str>,
    /// The section of form and page that it stands in, as a catalogue key.
    pub section: &'static str,
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
    /// Fluent text in Japanese and in English: labels and help of the kind.
    pub locales: [&'static str; 2],
}

impl KindInfo {
    /// All fields: the kind's own, then the common ones.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.own_fields.iter().chain(crate::COMMON.iter())
    }

    /// Finds a field by name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
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
