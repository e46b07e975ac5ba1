//! Functions that sentences may call, so that one argument serves both languages: a name, an amount, a day, a label.
//!
//! `NAME($cluster)` reads a [`Text`] or a list of them, `YEN($amount)` whole yen, `DAY($since)` an ISO date
//! or a written fiscal year, `FISCAL($year)` the number of a fiscal year, `LABEL($vocabulary, $codes)` the labels of codes joined by commas,
//! `KIND($kind)` what a record of a kind is called, `FIELDS($kind, $names)` the labels of fields with their names beside. What cannot be read is shown as it stands.

use std::collections::HashMap;
use std::sync::Arc;

use enishi_kit::date::{PartialDate, format_date};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::lang::Lang;
use enishi_kit::money::{Yen, format_yen};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, PatternElement};

use crate::Text;

/// The sentences without arguments, by key: what `LABEL` looks up.
pub(super) type Labels = HashMap<String, String>;

/// Collects the sentences of a source that are plain text.
pub(super) fn collect_labels(labels: &mut Labels, resource: &FluentResource) {
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let Some(pattern) = &message.value else { continue };
        let parts = pattern.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable { .. } => None,
        });
        if let Some(text) = parts.collect::<Option<String>>() {
            labels.insert(message.id.name.to_owned(), text);
        }
    }
}

/// Makes the functions known to the sentences of one language.
///
/// # Errors
/// A function that is there already.
pub(super) fn add(
    bundle: &mut FluentBundle<FluentResource>,
    lang: Lang,
    labels: Labels,
) -> Result<(), FluentError> {
    let labels = Arc::new(labels);
    let kinds = Arc::clone(&labels);
    bundle.add_function("KIND", move |given, _| shown(given, |kind| kinds.get(kind).cloned()))?;
    let fields = Arc::clone(&labels);
    bundle.add_function("FIELDS", move |given, _| {
        let kind = given.first().map(words).unwrap_or_default();
        let names = given.get(1).map(words).unwrap_or_default();
        join(names.split(", ").map(|name| field(&fields, &kind, name, lang)), lang).into()
    })?;
    bundle.add_function("LABEL", move |given, _| {
        let prefix = given.first().map(words).unwrap_or_default();
        let codes = given.get(1).map(words).unwrap_or_default();
        let label = |code: &str| match labels.get(&format!("{prefix}-{code}")) {
            Some(label) => label.clone(),
            None => code.to_owned(),
        };
        join(codes.split(", ").map(label), lang).into()
    })?;
    bundle.add_function("NAME", move |given, _| shown(given, |text| name(text, lang)))?;
    bundle.add_function("YEN", move |given, _| {
        shown(given, |text| Some(format_yen(Yen(text.parse().ok()?), lang)))
    })?;
    bundle.add_function("DAY", move |given, _| {
        shown(given, |text| match text.parse::<PartialDate>() {
            Ok(date) => Some(format_date(date, lang)),
            Err(_) => Some(FiscalYear::parse(text).ok()?.label(lang)),
        })
    })?;
    bundle.add_function("FISCAL", move |given, _| {
        shown(given, |text| Some(FiscalYear(text.parse().ok()?).label(lang)))
    })
}

/// The label of a field, or of a column with its field, and the name by which addresses and files know it.
fn field(labels: &Labels, kind: &str, name: &str, lang: Lang) -> String {
    let (own, column) = name.split_once('.').map_or((name, None), |(field, column)| (field, Some(column)));
    let known = |name: &str| {
        let key = name.replace(['_', '.'], "-");
        labels.get(&format!("{kind}-{key}")).or_else(|| labels.get(&format!("common-{key}")))
    };
    let Some(label) = known(own) else { return name.to_owned() };
    let column = column.map(|_| known(name).map_or("", String::as_str)).filter(|column| !column.is_empty());
    match (lang, column) {
        (Lang::Ja, None) => format!("{label}（{name}）"),
        (Lang::Ja, Some(column)) => format!("{label}の{column}（{name}）"),
        (Lang::En, None) => format!("{label} ({name})"),
        (Lang::En, Some(column)) => format!("{label}: {column} ({name})"),
    }
}

/// The first argument as `read` shows it, or as it stands.
fn shown<'a>(given: &[FluentValue<'a>], read: impl Fn(&str) -> Option<String>) -> FluentValue<'a> {
    let text = given.first().map(words).unwrap_or_default();
    match read(&text) {
        Some(shown) => shown.into(),
        None => text.into(),
    }
}

fn words(value: &FluentValue<'_>) -> String {
    match value {
        FluentValue::String(text) => text.to_string(),
        FluentValue::Number(number) => number.as_string().into_owned(),
        FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => String::new(),
    }
}

fn name(json: &str, lang: Lang) -> Option<String> {
    if let Ok(text) = serde_json::from_str::<Text>(json) {
        return Some(text.read(lang).0.to_owned());
    }
    let texts = serde_json::from_str::<Vec<Text>>(json).ok()?;
    Some(join(texts.iter().map(|text| text.read(lang).0.to_owned()), lang))
}

fn join(items: impl Iterator<Item = String>, lang: Lang) -> String {
    let between = match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    };
    items.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use crate::{Catalogue, Text};
    use enishi_kit::lang::Lang;

    const JA: &str = "state-open = 受付中\nstate-shut = 終了\n\
        said = { NAME($who) }は{ LABEL($vocabulary, $codes) }。{ YEN($amount) }、{ DAY($day) }、{ FISCAL($year) }\n";
    const EN: &str = "state-open = Open\nstate-shut = Shut\n\
        said = { NAME($who) } is { LABEL($vocabulary, $codes) }: { YEN($amount) }, { DAY($day) }, { FISCAL($year) }\n";

    fn said(lang: Lang, who: &str, codes: &str, amount: &str) -> String {
        let args = [
            ("who", who.to_owned()),
            ("vocabulary", "state".to_owned()),
            ("codes", codes.to_owned()),
            ("amount", amount.to_owned()),
            ("day", "2004-02".to_owned()),
            ("year", "2003".to_owned()),
        ];
        Catalogue::new([&[JA, EN]]).unwrap().text(lang, "said", &args)
    }

    #[test]
    fn one_argument_serves_both_languages() {
        let who = serde_json::to_string(&Text::both(Lang::Ja, "札幌", "Sapporo")).unwrap();
        let amount = "12065000000";
        assert_eq!(
            said(Lang::Ja, &who, "open, shut", amount),
            "札幌は受付中、終了。120億6,500万円、2004年2月、2003年度"
        );
        assert_eq!(
            said(Lang::En, &who, "open, shut", "500"),
            "Sapporo is Open, Shut: JPY 500, February 2004, FY2003"
        );
    }

    #[test]
    fn kinds_and_fields_are_called_by_their_labels() {
        let ja = "seed = 種\nseed-dated-statuses = 経過\nseed-dated-statuses-state = 状態\ncommon-as-of = 時点\n\
            said = { KIND($kind) }: { FIELDS($kind, $names) }\n";
        let catalogue = Catalogue::new([&[ja, ja]]).unwrap();
        let args = [("kind", "seed".to_owned()), ("names", "newest, dated_statuses.state, as_of".to_owned())];
        let said = |lang| catalogue.text(lang, "said", &args);
        assert_eq!(said(Lang::Ja), "種: newest、経過の状態（dated_statuses.state）、時点（as_of）");
        assert_eq!(said(Lang::En), "種: newest, 経過: 状態 (dated_statuses.state), 時点 (as_of)");
    }

    #[test]
    fn lists_of_names_are_joined_and_what_is_unreadable_is_shown() {
        let names =
            serde_json::to_string(&[Text::one(Lang::Ja, "仙台"), Text::one(Lang::En, "Kyoto")]).unwrap();
        let shown = said(Lang::Ja, &names, "odd", "many");
        assert!(shown.starts_with("仙台、Kyotoはodd。many、"), "{shown}");
        let years = Catalogue::new([&["year = { DAY($year) }\n", "year = { DAY($year) }\n"]]).unwrap();
        assert_eq!(years.text(Lang::Ja, "year", &[("year", "FY2003".to_owned())]), "2003年度");
    }
}
