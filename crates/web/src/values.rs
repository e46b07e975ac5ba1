//! A value of a field as pages show it, in the reader's language, with its own small template.

use std::collections::HashMap;

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::Link;
use enishi_kind::{Body, Field, KindInfo, Text, Type, Value, Vocabulary};
use enishi_kit::date::PartialDate;
use enishi_kit::ident::{Confidence, Identifier, Scheme};
use enishi_kit::ids::RecordId;
use enishi_kit::money::{format_yen, format_yen_range};

use crate::address::query;
pub use crate::naming::{Anchor, anchor};
use crate::text::{Words, grouped};

/// Keywords longer than this are lines (papers, for instance), not chips.
const CHIP_CHARS: usize = 40;

/// A value ready to be placed.
#[derive(Clone, Debug, Template)]
#[template(path = "_value.html")]
pub struct ValueView {
    /// What is shown.
    pub shown: Shown,
    /// Stands between codes.
    pub comma: String,
    /// Whether a readiness level is only its number.
    pub is_short: bool,
}

impl HtmlSafe for ValueView {}

impl ValueView {
    /// A value at length.
    #[must_use]
    pub fn new(words: &Words, shown: Shown) -> Self {
        Self { shown, comma: words.t("list-comma"), is_short: false }
    }

    /// A value in a line with others.
    #[must_use]
    pub fn short(words: &Words, shown: Shown) -> Self {
        Self { is_short: true, ..Self::new(words, shown) }
    }
}

/// The same in the cell of a table: the reader's language only, signs without words.
#[derive(Clone, Debug, Template)]
#[template(path = "_cell.html")]
pub struct CellView {
    /// What is shown; nothing where the record says nothing.
    pub shown: Option<Shown>,
    /// What stands for nothing.
    pub none: String,
}

impl HtmlSafe for CellView {}

/// The forms in which values are shown.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Paragraphs, the reader's language first.
    Passages(Vec<Passage>),
    /// A line or two, the reader's language first, and the kana reading.
    Lines(Vec<Passage>, Option<String>),
    /// Short terms that lead to a list.
    Chips(Vec<Anchor>),
    /// Longer terms, one a line.
    Items(Vec<String>),
    /// Codes with their labels.
    Codes(Vec<CodeView>),
    /// A readiness level.
    Readiness {
        /// The level, for the meter.
        level: String,
        /// The label.
        label: String,
    },
    /// A date.
    Date {
        /// For `datetime`.
        machine: String,
        /// For people.
        shown: String,
    },
    /// Plain words or figures.
    Plain(String),
    /// An address elsewhere.
    Address(String),
    /// Other records.
    Records(Vec<Anchor>),
    /// External identifiers.
    Identifiers(Vec<IdentifierView>),
    /// A small table: what it is, the columns that have values, the rows.
    Table {
        /// For those who do not see what stands above it.
        caption: String,
        /// Labels of the columns.
        columns: Vec<String>,
        /// A cell for each column, with its label.
        rows: Vec<Vec<TableCell>>,
    },
}

/// A cell of a small table.
#[derive(Clone, Debug)]
pub struct TableCell {
    /// The label of its column, for narrow pages.
    pub label: String,
    /// The value, where the row says one.
    pub value: Option<ValueView>,
}

/// A text in a language.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The language, where it is not the page's.
    pub lang: Option<&'static str>,
    /// The text.
    pub text: String,
}

/// A code with its label and, for key fields, its sign.
#[derive(Clone, Debug)]
pub struct CodeView {
    /// The label.
    pub label: String,
    /// The icon and the class of a key field.
    pub sign: Option<(&'static str, &'static str)>,
}

/// An external identifier.
#[derive(Clone, Debug)]
pub struct IdentifierView {
    /// The scheme for people.
    pub scheme: String,
    /// The value.
    pub value: String,
    /// Where it leads, if the scheme has addresses.
    pub href: Option<String>,
    /// Said where it is only proposed.
    pub proposed: Option<String>,
}

/// The sign of a key field.
#[must_use]
pub fn field_sign(vocabulary: &Vocabulary, code: &str) -> Option<(&'static str, &'static str)> {
    if vocabulary.name != "field" {
        return None;
    }
    match code {
        "life" => Some(("life", "field-life")),
        "it" => Some(("it", "field-it")),
        "environment" => Some(("env", "field-env")),
        "nanotech" => Some(("nano", "field-nano")),
        _ => None,
    }
}

/// Shows values to one reader.
#[derive(Clone, Copy, Debug)]
pub struct Shower<'a> {
    /// His words.
    pub words: &'a Words,
    /// The kind of the records.
    pub kind: &'static KindInfo,
    /// Records that the values may refer to.
    pub links: &'a HashMap<RecordId, Link>,
}

impl Shower<'_> {
    /// A value; nothing when all that it refers to is hidden.
    #[must_use]
    pub fn show(&self, field: &Field, value: &Value) -> Option<Shown> {
        Some(match value {
            Value::Text(text) if field.of == Type::LongText => Shown::Passages(self.passages(text)),
            Value::Text(text) => Shown::Lines(self.passages(text), text.kana.clone()),
            Value::Line(line) if field.of == Type::Link => Shown::Address(line.clone()),
            Value::Line(line) => Shown::Plain(line.clone()),
            Value::Keywords(items) if items.iter().any(|item| item.chars().count() > CHIP_CHARS) => {
                Shown::Items(items.clone())
            }
            Value::Keywords(items) => Shown::Chips(items.iter().map(|item| self.chip(item)).collect()),
            Value::Choice(code) => self.choice(field, code),
            Value::Choices(codes) => Shown::Codes(codes.iter().map(|code| self.code(field, code)).collect()),
            Value::Date(date) => self.date(*date),
            Value::Integer(number) => Shown::Plain(self.number(field, *number)),
            Value::FiscalYear(year) => Shown::Plain(year.full_label(self.words.lang)),
            Value::Decimal(number) => Shown::Plain(self.in_unit(field, number.label(self.words.lang))),
            Value::Yen(yen) => Shown::Plain(format_yen(*yen, self.words.lang)),
            Value::YenRange(range) => Shown::Plain(format_yen_range(range, self.words.lang)),
            Value::Flag(flag) => Shown::Plain(self.words.t(if *flag { "flag-yes" } else { "flag-no" })),
            Value::Reference(id) => Shown::Records(vec![self.record(id)?]),
            Value::References(ids) => {
                let records: Vec<Anchor> = ids.iter().filter_map(|id| self.record(id)).collect();
                if records.is_empty() {
                    return None;
                }
                Shown::Records(records)
            }
            Value::Identifiers(items) => {
                Shown::Identifiers(items.iter().map(|one| self.identifier(one)).collect())
            }
            Value::Rows(rows) => self.table(field, rows)?,
            Value::Claims(_) | Value::Files(_) => return None,
        })
    }

    /// A table without columns that no row uses; nothing when all its cells are hidden.
    fn table(&self, field: &Field, rows: &[Body]) -> Option<Shown> {
        let show = |row: &Body, column: &Field| {
            let shown = self.show(column, &row.value(column)?)?;
            Some(ValueView::short(self.words, shown))
        };
        let all: Vec<Vec<Option<ValueView>>> = rows
            .iter()
            .map(|row| field.of.columns().iter().map(|column| show(row, column)).collect())
            .collect();
        let is_used = |at: usize| all.iter().any(|row| row.get(at).is_some_and(Option::is_some));
        let used: Vec<(usize, String)> = (0..)
            .zip(field.of.columns())
            .filter(|(at, _)| is_used(*at))
            .map(|(at, column)| (at, self.words.column(self.kind, field, column)))
            .collect();
        let rows = all.into_iter().filter(|row| row.iter().any(Option::is_some)).map(|row| {
            let cell = |(at, label): &(usize, String)| TableCell {
                label: label.clone(),
                value: row.get(*at).cloned().flatten(),
            };
            used.iter().map(cell).collect()
        });
        let rows: Vec<Vec<TableCell>> = rows.collect();
        let columns = used.iter().map(|(_, label)| label.clone()).collect();
        let caption = self.words.field(self.kind, field);
        (!rows.is_empty()).then_some(Shown::Table { caption, columns, rows })
    }

    fn passages(&self, text: &Text) -> Vec<Passage> {
        let lang = self.words.lang;
        [lang, lang.other()]
            .into_iter()
            .filter_map(|one| {
                let words = text.exact(one)?;
                Some(Passage { lang: (one != lang).then(|| one.code()), text: words.to_owned() })
            })
            .collect()
    }

    fn chip(&self, item: &str) -> Anchor {
        let href = format!("/{}{}", self.kind.plural, query(&[("q", item)]));
        Anchor::to(href, item)
    }

    fn choice(&self, field: &Field, code: &str) -> Shown {
        match field.of.vocabulary() {
            Some(vocabulary) if vocabulary.name == "trl" => {
                Shown::Readiness { level: code.to_owned(), label: self.words.code(vocabulary, code) }
            }
            _ => Shown::Codes(vec![self.code(field, code)]),
        }
    }

    fn code(&self, field: &Field, code: &str) -> CodeView {
        let vocabulary = field.of.vocabulary();
        CodeView {
            label: vocabulary.map_or_else(|| code.to_owned(), |known| self.words.code(known, code)),
            sign: vocabulary.and_then(|known| field_sign(known, code)),
        }
    }

    fn date(&self, date: PartialDate) -> Shown {
        Shown::Date { machine: date.to_string(), shown: self.words.date(date) }
    }

    fn number(&self, field: &Field, number: i64) -> String {
        let sign = if number < 0 { "-" } else { "" };
        self.in_unit(field, format!("{sign}{}", grouped(number.unsigned_abs())))
    }

    fn in_unit(&self, field: &Field, shown: String) -> String {
        match field.unit {
            Some(unit) => self.words.one(unit, "number", shown),
            None => shown,
        }
    }

    fn record(&self, id: &RecordId) -> Option<Anchor> {
        self.links.get(id).map(|link| anchor(self.words, link))
    }

    fn identifier(&self, identifier: &Identifier) -> IdentifierView {
        let scheme = identifier.scheme.name();
        let value = identifier.value.clone();
        let href = match &identifier.scheme {
            Scheme::Orcid => Some(format!("https://orcid.org/{value}")),
            Scheme::Ror => Some(format!("https://ror.org/{value}")),
            Scheme::Doi => Some(format!("https://doi.org/{value}")),
            _ => None,
        };
        let proposed =
            (identifier.confidence == Confidence::Proposed).then(|| self.words.t("confidence-proposed"));
        let scheme =
            self.words.find(&format!("identifier-scheme-{scheme}")).unwrap_or_else(|| scheme.to_owned());
        IdentifierView { scheme, value, href, proposed }
    }
}

/// The address of a record.
#[must_use]
pub fn record_href(words: &Words, kind: &str, reference: &str) -> String {
    format!("/{}/{reference}", words.plural_of(kind))
}
