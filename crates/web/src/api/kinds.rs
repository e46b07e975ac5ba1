//! `GET /api/v1/kinds`: the declarations of all kinds, as every other part of the program reads them.

use axum::extract::{RawQuery, State};
use enishi_kind::{Catalogue, Field, FieldPlace, KindInfo, Type};
use enishi_kit::lang::Lang;
use http::HeaderMap;
use serde_json::{Map, Value as Json, json};

use super::conditional;
use super::failure::Answer;
use super::list::sorts;
use super::parameters::{Parameters, filter_name};
use crate::state::Site;

/// Answers the declarations.
pub(super) async fn show(State(site): State<Site>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let catalogue = site.app.catalogue();
    let items: Vec<Json> = site.app.registry().kinds().map(|kind| kind_json(catalogue, kind)).collect();
    conditional::answer(&headers, None, &json!({"items": items}))
}

fn kind_json(catalogue: &Catalogue, kind: &KindInfo) -> Json {
    json!({
        "name": kind.name,
        "plural": kind.plural,
        "url": format!("/api/v1/{}", kind.plural),
        "title_field": kind.title,
        "label": both(catalogue, kind.name),
        "help": both(catalogue, &format!("{}-help", kind.name)),
        "sorts": sorts(kind),
        "fields": kind.fields().map(|field| field_json(catalogue, kind, field)).collect::<Vec<_>>(),
    })
}

fn field_json(catalogue: &Catalogue, kind: &KindInfo, field: &'static Field) -> Json {
    let key = kind.label_key(field);
    let mut out = Map::new();
    let mut put = |name: &str, value: Json| {
        out.insert(name.to_owned(), value);
    };
    put("name", field.name.into());
    put("type", type_name(field.of).into());
    put("label", both(catalogue, &key));
    put("help", both(catalogue, &format!("{key}-help")));
    put("layer", field.layer.code().into());
    put("section", both(catalogue, &format!("section-{}", field.section)));
    put("required", field.required.into());
    put("many", field.of.is_many().into());
    put("sort", field.sort.into());
    put("filter", filter_of(&FieldPlace { field, column: None }));
    details(catalogue, kind, field, &mut put);
    if !field.of.columns().is_empty() {
        let columns = field.of.columns().iter().map(|column| column_json(catalogue, kind, field, column));
        put("columns", columns.collect());
    }
    Json::Object(out)
}

/// A column of a field of rows. It has no layer of its own.
fn column_json(
    catalogue: &Catalogue,
    kind: &KindInfo,
    field: &'static Field,
    column: &'static Field,
) -> Json {
    let key = kind.column_key(field, column);
    let mut out = Map::new();
    let mut put = |name: &str, value: Json| {
        out.insert(name.to_owned(), value);
    };
    put("name", column.name.into());
    put("type", type_name(column.of).into());
    put("label", both(catalogue, &key));
    if catalogue.find(Lang::En, &format!("{key}-help"), &[]).is_some() {
        put("help", both(catalogue, &format!("{key}-help")));
    }
    put("required", column.required.into());
    put("many", column.of.is_many().into());
    put("filter", filter_of(&FieldPlace { field, column: Some(column) }));
    details(catalogue, kind, column, &mut put);
    Json::Object(out)
}

fn filter_of(place: &FieldPlace) -> Json {
    if place.inner().facet { filter_name(place).into() } else { Json::Null }
}

/// What the type says, which fields and columns have alike.
fn details(catalogue: &Catalogue, kind: &KindInfo, field: &Field, put: &mut impl FnMut(&str, Json)) {
    put("weight", f64::from(field.weight).into());
    if has_words(field.of) {
        put("max_chars", field.char_limit().into());
    }
    if let Some((least, most)) = field.range {
        put("range", json!({"min": least, "max": most}));
    }
    if let Some(unit) = field.unit {
        put("unit", both(catalogue, unit));
    }
    if let Some(standard) = field.standard {
        put("standard", standard.into());
    }
    if let Some(target) = kind.target(field) {
        put("to", target.into());
    }
    if let Some(vocabulary) = field.of.vocabulary() {
        let label = |code: &str| both(catalogue, &format!("{}-{code}", vocabulary.name));
        let codes: Vec<Json> =
            vocabulary.codes.iter().map(|code| json!({"code": code, "label": label(code)})).collect();
        put("vocabulary", json!({"name": vocabulary.name, "source": vocabulary.source, "codes": codes}));
    }
}

/// Text in both languages.
pub(super) fn both(catalogue: &Catalogue, key: &str) -> Json {
    json!({"ja": catalogue.text(Lang::Ja, key, &[]), "en": catalogue.text(Lang::En, key, &[])})
}

const fn has_words(of: Type) -> bool {
    matches!(of, Type::Text | Type::LongText | Type::Name | Type::Line | Type::Link | Type::Keywords)
}

/// The type's name in the API.
pub(super) const fn type_name(of: Type) -> &'static str {
    match of {
        Type::Text => "text",
        Type::LongText => "long-text",
        Type::Name => "name",
        Type::Line => "line",
        Type::Keywords => "keywords",
        Type::Choice(_) => "choice",
        Type::Choices(_) => "choices",
        Type::Date => "date",
        Type::Integer => "integer",
        Type::Yen => "yen",
        Type::YenRange => "yen-range",
        Type::Flag => "flag",
        Type::Link => "link",
        Type::Reference(_) => "reference",
        Type::References(_) => "references",
        Type::Identifiers => "identifiers",
        Type::Claims => "claims",
        Type::FiscalYear => "fiscal-year",
        Type::Decimal => "decimal",
        Type::Rows(_) => "rows",
        Type::Files => "files",
        Type::Successor => "successor",
    }
}
