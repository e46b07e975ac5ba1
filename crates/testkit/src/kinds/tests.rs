//! The test kinds are what they say: everything there, everything labelled, everything valid.

use std::collections::BTreeSet;

use enishi_kind::{Catalogue, Kind, Layer, Type};
use enishi_kit::lang::Lang;

use super::*;

/// The name of a type without what it refers to.
fn word(of: Type) -> String {
    format!("{of:?}").split(['(', ' ']).next().unwrap_or_default().to_owned()
}

#[test]
fn the_specimen_has_every_type_on_every_layer() {
    let types: BTreeSet<String> = Specimen::INFO.fields().map(|field| word(field.of)).collect();
    let all = [
        "Choice",
        "Choices",
        "Claims",
        "Date",
        "Decimal",
        "Files",
        "FiscalYear",
        "Flag",
        "Identifiers",
        "Integer",
        "Keywords",
        "Line",
        "Link",
        "LongText",
        "Name",
        "Reference",
        "References",
        "Rows",
        "Successor",
        "Text",
        "Yen",
        "YenRange",
    ];
    assert_eq!(types.iter().map(String::as_str).collect::<Vec<_>>(), all);
    let layers: BTreeSet<Layer> = Specimen::INFO.fields().map(|field| field.layer).collect();
    assert_eq!(layers.len(), 4);
}

#[test]
fn a_full_specimen_is_valid_and_has_every_field_of_its_own() {
    let ids = reference_ids(2);
    let body = full_specimen("石", ids[0], ids[1]);
    assert_eq!(body.problems(Specimen::INFO), []);
    for field in Specimen::INFO.own_fields {
        assert!(body.raw(field.name).is_some(), "{}", field.name);
    }
    for (kind, body) in
        [(Shelf::INFO, shelf("棚")), (Source::INFO, source("台帳")), (FormerLabel::INFO, label("札", "赤"))]
    {
        assert_eq!(body.problems(kind), [], "{}", kind.name);
    }
}

#[test]
fn every_label_is_there_in_both_languages() {
    let kinds = [Specimen::INFO, Shelf::INFO, Source::INFO, Label::INFO];
    let own = kinds.iter().map(|kind| &kind.locales).chain([&LOCALES]);
    let catalogue = Catalogue::new(own).unwrap();
    let mut keys: Vec<String> = Vec::new();
    for kind in kinds {
        keys.extend([kind.name.to_owned(), format!("{}-plural", kind.name), format!("{}-help", kind.name)]);
        for field in kind.own_fields {
            let key = format!("{}-{}", kind.name, field.name.replace('_', "-"));
            keys.extend([format!("{key}-help"), key.clone(), format!("section-{}", field.section)]);
            keys.extend(field.unit.map(str::to_owned));
            for column in field.of.columns() {
                keys.push(format!("{key}-{}", column.name.replace('_', "-")));
            }
            for code in field.of.vocabulary().map(|known| known.codes).unwrap_or_default() {
                keys.push(format!("{}-{code}", field.of.vocabulary().unwrap().name));
            }
        }
    }
    for lang in Lang::ALL {
        for key in &keys {
            assert!(catalogue.find(lang, key, &[]).is_some(), "{key} in {}", lang.code());
        }
    }
}

#[test]
fn upcasters_raise_one_shape_at_a_time() {
    let mut body = label("札", "Red");
    Label::INFO.upcast(1, &mut body).unwrap();
    assert_eq!((body.str("tint"), body.str("colour")), (Some("red"), None));
    let mut second = shelf("札").with("tint", &enishi_kind::Value::Line("Red".to_owned()));
    Label::INFO.upcast(2, &mut second).unwrap();
    assert_eq!(second.str("tint"), Some("red"));
    assert!(FormerLabel::INFO.upcast(3, &mut body).unwrap_err().to_string().contains("shape-newer"));
}
