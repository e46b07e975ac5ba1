//! Rows of tables: one record each, its title and some fields.

use std::collections::HashMap;

use enishi_app::{Link, parts::Seen};
use enishi_kind::{Body, Field, KindInfo, Layer, Text, Type, Value};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;

use crate::text::Words;
use crate::values::{CellView, Shower, Shown};
use crate::visitor::Visitor;

/// One record in a table.
#[derive(Clone, Debug)]
pub struct RowView {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: TitleView,
    /// Whether it is a sample.
    pub is_sample: bool,
    /// Its disclosure, where it is not open to everybody.
    pub layer: Option<LayerBadge>,
    /// The cells of the asked fields.
    pub cells: Vec<Cell>,
}

/// A cell with the class of its column.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The class.
    pub class: &'static str,
    /// The value.
    pub value: CellView,
}

/// A title in the reader's language, with the other language's.
#[derive(Clone, Debug, Default)]
pub struct TitleView {
    /// The text.
    pub text: String,
    /// Its language, where it is not the page's.
    pub lang: Option<&'static str>,
    /// The text in the other language.
    pub other: Option<(String, &'static str)>,
    /// What is known about the translation: `checked`, `machine`, `outdated`, `missing`.
    pub state: Option<&'static str>,
}

/// The title of a record.
#[must_use]
pub fn title_view(words: &Words, kind: &KindInfo, seen: &Seen) -> TitleView {
    match kind.title_field().and_then(|field| seen.body.value(field)) {
        Some(Value::Text(text)) => text_view(words, &text),
        Some(Value::Line(text)) => TitleView { text, ..TitleView::default() },
        Some(Value::Date(date)) => TitleView { text: words.date(date), ..TitleView::default() },
        _ => TitleView { text: seen.reference.clone(), ..TitleView::default() },
    }
}

/// A text in the reader's language, with the other language's.
#[must_use]
pub fn text_view(words: &Words, text: &Text) -> TitleView {
    let (shown, lang) = text.read(words.lang);
    let other = if lang == words.lang { text.exact(words.lang.other()) } else { None };
    TitleView {
        text: shown.to_owned(),
        lang: (lang != words.lang).then(|| lang.code()),
        other: other.map(|other| (other.to_owned(), words.lang.other().code())),
        state: Some(text.state.code()),
    }
}

pub use enishi_app::is_sample;

/// The class of the column of a field.
#[must_use]
pub const fn column_class(field: &Field) -> &'static str {
    match field.of {
        Type::Integer | Type::Yen | Type::YenRange => "num",
        Type::Date => "tight num",
        Type::Choice(_) | Type::Choices(_) | Type::Flag => "tight",
        _ => "",
    }
}

/// Rows of records with the cells of these fields.
#[must_use]
pub fn row_views(
    visitor: &Visitor,
    kind: &'static KindInfo,
    items: &[Seen],
    links: &HashMap<RecordId, Link>,
    columns: &[&'static Field],
) -> Vec<RowView> {
    let words = &visitor.words;
    let shower = Shower { words, kind, links };
    items
        .iter()
        .map(|seen| RowView {
            href: format!("/{}/{}", kind.plural, seen.reference),
            title: title_view(words, kind, seen),
            is_sample: is_sample(seen),
            layer: disclosure_badge(visitor, seen),
            cells: columns
                .iter()
                .map(|field| {
                    let value = seen.body.value(field);
                    let shown = match &value {
                        Some(Value::Rows(rows)) => standing_row(visitor, field, rows),
                        value => value.as_ref().and_then(|value| shower.show(field, value)),
                    };
                    let none = words.t("value-none");
                    Cell { class: column_class(field), value: CellView { shown, none } }
                })
                .collect(),
        })
        .collect()
}

/// Of dated states the one that holds on the day asked about, and since when; of other rows how many there are.
fn standing_row(visitor: &Visitor, field: &Field, rows: &[Body]) -> Option<Shown> {
    let (words, columns) = (&visitor.words, field.of.columns());
    let date = |row: &Body, name: &str| row.str(name).and_then(|date| date.parse::<PartialDate>().ok());
    let Some(vocabulary) = columns.first().and_then(|column| column.of.vocabulary()) else {
        return (!rows.is_empty()).then(|| Shown::Plain(rows.len().to_string()));
    };
    let day = visitor.ctx.moment.on.unwrap_or_else(|| visitor.site.app.today());
    let holds = |row: &&Body| {
        date(row, "since").is_none_or(|since| since.first_day() <= day)
            && date(row, "until").is_none_or(|until| day <= until.last_day())
    };
    let row = rows.iter().filter(holds).max_by_key(|row| date(row, "since").map(PartialDate::first_day))?;
    let state = words.code(vocabulary, row.str(columns.first()?.name)?);
    let term = crate::clusters::term(words, date(row, "since"), date(row, "until"));
    Some(Shown::Plain(format!("{state} {term}").trim_end().to_owned()))
}

/// The badge of a record that is not open to everybody, in the word that its form and the filter use.
#[must_use]
pub fn disclosure_badge(visitor: &Visitor, seen: &Seen) -> Option<LayerBadge> {
    let words = &visitor.words;
    let layer = visitor.site.app.registry().record_layer(&seen.body);
    if layer == Layer::Public {
        return None;
    }
    let code = seen.body.raw("disclosure").and_then(serde_json::Value::as_str);
    let label = code.and_then(|code| words.find(&format!("disclosure-{code}")));
    // A record that does not say its disclosure is treated by its layer, so that is its name.
    Some(label.map_or_else(|| layer_badge(words, layer), |label| LayerBadge { code: layer.code(), label }))
}

/// A badge that names a layer.
#[derive(Clone, Debug)]
pub struct LayerBadge {
    /// The layer's code, for the class.
    pub code: &'static str,
    /// Its name.
    pub label: String,
}

/// The badge of a layer.
#[must_use]
pub fn layer_badge(words: &Words, layer: Layer) -> LayerBadge {
    LayerBadge { code: layer.code(), label: words.t(&format!("layer-{}", layer.code())) }
}
