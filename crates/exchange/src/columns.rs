//! The columns that a kind has in a spreadsheet, by their machine names: `title[ja]`, `company`, `identifiers`.

use std::collections::BTreeSet;

use enishi_kind::{Catalogue, Field, KindInfo, Type};
use enishi_kit::lang::Lang;

use crate::header::fold_header;

/// Which part of a field a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// All of it.
    Whole,
    /// One language of a text.
    Lang(Lang),
    /// The kana reading of a name.
    Kana,
    /// Which language is the translation and what is known about it: `en machine`.
    Translation,
}

impl Part {
    /// What stands in brackets after the field's name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Lang(lang) => lang.code(),
            Self::Kana => "kana",
            Self::Translation => "translation",
        }
    }

    /// The machine name of this part of a field: `title[ja]`.
    #[must_use]
    pub fn name(self, field: &Field) -> String {
        match self {
            Self::Whole => field.name.to_owned(),
            part => format!("{}[{}]", field.name, part.code()),
        }
    }
}

/// One column of a kind's spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// The field.
    pub field: &'static Field,
    /// The part of it.
    pub part: Part,
}

impl Column {
    /// The machine name: `title[ja]`.
    #[must_use]
    pub fn name(&self) -> String {
        self.part.name(self.field)
    }

    /// The label for people: `技術名称（日本語）`.
    #[must_use]
    pub fn label(&self, catalogue: &Catalogue, lang: Lang, kind: &KindInfo) -> String {
        part_label(&field_label(catalogue, lang, kind, self.field), self.part, lang)
    }
}

/// A label with the part of the field that is meant.
pub(crate) fn part_label(label: &str, part: Part, lang: Lang) -> String {
    let part = match (part, lang) {
        (Part::Whole, _) => return label.to_owned(),
        (Part::Lang(Lang::Ja), Lang::Ja) => "日本語",
        (Part::Lang(Lang::En), Lang::Ja) => "英語",
        (Part::Kana, Lang::Ja) => "かな",
        (Part::Translation, Lang::Ja) => "翻訳",
        (Part::Lang(Lang::Ja), Lang::En) => "Japanese",
        (Part::Lang(Lang::En), Lang::En) => "English",
        (Part::Kana, Lang::En) => "kana",
        (Part::Translation, Lang::En) => "translation",
    };
    match lang {
        Lang::Ja => format!("{label}（{part}）"),
        Lang::En => format!("{label} ({part})"),
    }
}

/// The parts in which a field stands in a spreadsheet.
pub(crate) fn parts(field: &Field) -> &'static [Part] {
    const TEXT: [Part; 3] = [Part::Lang(Lang::Ja), Part::Lang(Lang::En), Part::Translation];
    const NAME: [Part; 4] = [Part::Lang(Lang::Ja), Part::Lang(Lang::En), Part::Kana, Part::Translation];
    match field.of {
        Type::Text | Type::LongText => &TEXT,
        Type::Name => &NAME,
        Type::Claims | Type::Files | Type::Successor => &[],
        _ => &[Part::Whole],
    }
}

/// All columns of a kind besides `id` and `action`, in the order of the field table. Claims have a sheet of their own.
#[must_use]
pub fn columns(kind: &KindInfo) -> Vec<Column> {
    kind.fields()
        .flat_map(|field| parts(field).iter().map(move |part| Column { field, part: *part }))
        .collect()
}

/// The label of a field; its name where the catalogue has none.
pub(crate) fn field_label(catalogue: &Catalogue, lang: Lang, kind: &KindInfo, field: &Field) -> String {
    let name = field.name.replace('_', "-");
    catalogue
        .find(lang, &format!("{}-{name}", kind.name), &[])
        .or_else(|| catalogue.find(lang, &format!("common-{name}"), &[]))
        .unwrap_or_else(|| field.name.to_owned())
}

/// The help of a field, where the catalogue has one.
pub(crate) fn field_help(
    catalogue: &Catalogue,
    lang: Lang,
    kind: &KindInfo,
    field: &Field,
) -> Option<String> {
    let name = field.name.replace('_', "-");
    catalogue
        .find(lang, &format!("{}-{name}-help", kind.name), &[])
        .or_else(|| catalogue.find(lang, &format!("common-{name}-help"), &[]))
}

/// The folded header texts by which a header row of this kind is recognised: names and labels.
#[must_use]
pub fn known_headers(kind: &KindInfo, catalogue: &Catalogue) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = ["id", "ref", "action"].map(str::to_owned).into();
    for field in kind.fields() {
        known.insert(fold_header(field.name));
        for lang in Lang::ALL {
            known.insert(fold_header(&field_label(catalogue, lang, kind, field)));
        }
    }
    for column in columns(kind) {
        known.insert(fold_header(&column.name()));
        for lang in Lang::ALL {
            known.insert(fold_header(&column.label(catalogue, lang, kind)));
        }
    }
    known
}
