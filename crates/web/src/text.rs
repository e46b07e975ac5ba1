//! Words for one reader: the catalogue in his language, dates, numbers, labels of kinds, fields and codes.

use std::fmt::Display;
use std::sync::Arc;

use enishi_app::App;
use enishi_kind::{Field, FieldPlace, KindInfo, Problem, Vocabulary};
use enishi_kit::date::{PartialDate, format_date};
use enishi_kit::lang::Lang;
use jiff::Timestamp;

/// The catalogue for one reader. Cheap to clone.
#[derive(Clone)]
pub struct Words {
    app: Arc<App>,
    /// His language.
    pub lang: Lang,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.lang)
    }
}

/// An instant as pages show it.
#[derive(Clone, Debug)]
pub struct Moment {
    /// For `datetime`.
    pub machine: String,
    /// For people.
    pub shown: String,
    /// The day alone, for people.
    pub day: String,
}

impl Words {
    /// The words of a program in a language.
    #[must_use]
    pub fn new(app: &App, lang: Lang) -> Self {
        Self { app: Arc::new(app.clone()), lang }
    }

    /// A message.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.app.catalogue().text(self.lang, key, &[])
    }

    /// A message with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, String)]) -> String {
        self.app.catalogue().text(self.lang, key, args)
    }

    /// A message with one argument.
    #[must_use]
    pub fn one(&self, key: &str, name: &str, value: impl Display) -> String {
        self.with(key, &[(name, value.to_string())])
    }

    /// A message with a count, `$shown`: as people read it, and small enough ones choose the plural.
    #[must_use]
    pub fn count(&self, key: &str, count: u64) -> String {
        self.one(key, "shown", grouped(count))
    }

    /// A message that may be absent.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        self.app.catalogue().find(self.lang, key, &[])
    }

    /// The other language.
    #[must_use]
    pub const fn other(&self) -> Lang {
        self.lang.other()
    }

    /// A date.
    #[must_use]
    pub fn date(&self, date: PartialDate) -> String {
        format_date(date, self.lang)
    }

    /// An instant in the zone of the installation.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> Moment {
        let local = self.app.zone().local(at);
        let day = self.date(PartialDate::from(local.date()));
        let shown = format!("{day} {:02}:{:02}", local.hour(), local.minute());
        Moment { machine: at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), shown, day }
    }

    /// What one record of a kind is called.
    #[must_use]
    pub fn kind(&self, kind: &KindInfo) -> String {
        self.t(kind.name)
    }

    /// What records of a kind are called.
    #[must_use]
    pub fn kinds(&self, kind: &KindInfo) -> String {
        self.t(&format!("{}-plural", kind.name))
    }

    /// What one record of the kind of this name is called.
    #[must_use]
    pub fn kind_named(&self, name: &str) -> Option<String> {
        self.app.registry().kind(name).map(|kind| self.kind(kind))
    }

    /// The declaration of a kind.
    #[must_use]
    pub fn kind_info(&self, kind: &str) -> Option<&'static KindInfo> {
        self.app.registry().kind(kind)
    }

    /// The vocabulary of a field of a kind.
    #[must_use]
    pub fn vocabulary(&self, kind: &str, field: &str) -> Option<&'static Vocabulary> {
        self.kind_info(kind)?.field(field)?.of.vocabulary()
    }

    /// The plural by which addresses name a kind.
    #[must_use]
    pub fn plural_of(&self, kind: &str) -> &'static str {
        self.app.registry().kind(kind).map_or("", |kind| kind.plural)
    }

    /// The label of a field.
    #[must_use]
    pub fn field(&self, kind: &KindInfo, field: &Field) -> String {
        self.t(&kind.label_key(field))
    }

    /// The label of a column of a field.
    #[must_use]
    pub fn column(&self, kind: &KindInfo, field: &Field, column: &Field) -> String {
        self.t(&kind.column_key(field, column))
    }

    /// The label of a field, or of a column with its field.
    #[must_use]
    pub fn place(&self, kind: &KindInfo, place: &FieldPlace) -> String {
        let field = self.field(kind, place.field);
        match place.column {
            Some(column) => self.with(
                "field-column",
                &[("field", field), ("column", self.column(kind, place.field, column))],
            ),
            None => field,
        }
    }

    /// The help of a column of a field, where there is one.
    #[must_use]
    pub fn column_help(&self, kind: &KindInfo, field: &Field, column: &Field) -> Option<String> {
        self.find(&format!("{}-help", kind.column_key(field, column)))
    }

    /// The help of a field.
    #[must_use]
    pub fn field_help(&self, kind: &KindInfo, field: &Field) -> Option<String> {
        let name = field.name.replace('_', "-");
        self.find(&format!("{}-{name}-help", kind.name)).or_else(|| self.find(&format!("common-{name}-help")))
    }

    /// The label of a code.
    #[must_use]
    pub fn code(&self, vocabulary: &Vocabulary, code: &str) -> String {
        if vocabulary.codes.contains(&code) {
            self.t(&format!("{}-{code}", vocabulary.name))
        } else {
            code.to_owned()
        }
    }

    /// What is wrong with a value and what to do.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        enishi_app::say_problem(self.app.catalogue(), self.lang, problem)
    }
}

/// A whole number with its thousands parted by commas.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(
            [0, 999, 1_000, 12_649, 1_000_000].map(grouped),
            ["0", "999", "1,000", "12,649", "1,000,000"]
        );
    }
}
