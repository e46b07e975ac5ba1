//! The manual of a kind, drawn from its declaration: what each field means, who sees it, which values it takes, how
//! states follow each other, what is checked.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use enishi_kind::{Field, KindInfo, Period, Type, Vocabulary};
use enishi_model::rules::{Severity, rules_of};
use enishi_model::states::{MACHINES, Machine};

use crate::fault::{Fault, html};
use crate::page::Frame;
use crate::text::{Words, grouped};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "manual.html")]
struct ManualPage {
    frame: Frame,
    heading: String,
    what: String,
    plural: &'static str,
    period: String,
    sections: Vec<Section>,
    codes: Vec<CodeList>,
    machines: Vec<MachineView>,
    rules: Vec<RuleView>,
    kinds: Vec<(String, String)>,
}

struct Section {
    label: String,
    fields: Vec<FieldView>,
}

struct FieldView {
    label: String,
    help: Option<String>,
    kind_of_value: String,
    /// Names of its spreadsheet columns and of the API.
    columns: String,
    layer: &'static str,
    layer_label: String,
    marks: Vec<String>,
    standard: Option<&'static str>,
    inner: Vec<FieldView>,
}

struct CodeList {
    id: &'static str,
    label: String,
    source: &'static str,
    codes: Vec<(&'static str, String)>,
}

struct MachineView {
    label: String,
    rows: Vec<(String, String)>,
}

struct RuleView {
    text: String,
    is_refusal: bool,
}

/// The manual of one kind.
pub async fn show(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    let kind = crate::list::kind_of(&visitor, &plural)?;
    let words = &visitor.words;
    let heading = words.one("manual-title", "kind", words.kinds(kind));
    let kinds = visitor.site.app.registry().kinds();
    let page = ManualPage {
        frame: Frame::new(&visitor, &heading).step(&words.t("help-title"), "/help").end(&words.kinds(kind)),
        what: words.t(&format!("{}-help", kind.name)),
        plural: kind.plural,
        period: period(words, kind),
        sections: sections(words, kind),
        codes: code_lists(words, kind),
        machines: MACHINES
            .iter()
            .filter(|one| one.kind == kind.name)
            .map(|one| machine(words, kind, one))
            .collect(),
        rules: rules_of(kind.name)
            .map(|rule| RuleView {
                text: words.t(&format!("manual-rule-{}", rule.code)),
                is_refusal: rule.severity == Severity::Refuse,
            })
            .collect(),
        kinds: kinds.map(|other| (format!("/help/{}", other.plural), words.kinds(other))).collect(),
        heading,
    };
    html(&page)
}

fn sections(words: &Words, kind: &'static KindInfo) -> Vec<Section> {
    let mut sections: Vec<(&str, Section)> = Vec::new();
    for field in kind.fields().filter(|field| !field.of.is_managed()) {
        let view = field_view(words, kind, field, None);
        match sections.iter_mut().find(|(name, _)| *name == field.section) {
            Some((_, section)) => section.fields.push(view),
            None => {
                let label = words.t(&format!("section-{}", field.section));
                sections.push((field.section, Section { label, fields: vec![view] }));
            }
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// A field, or a column of the field `of`.
fn field_view(
    words: &Words,
    kind: &'static KindInfo,
    field: &'static Field,
    of: Option<&Field>,
) -> FieldView {
    let key = of.map(|of| kind.column_key(of, field));
    let label = key.as_ref().map_or_else(|| words.field(kind, field), |key| words.t(key));
    let help = match &key {
        Some(key) => words.find(&format!("{key}-help")),
        None => words.field_help(kind, field),
    };
    let inner = match field.of {
        Type::Rows(columns) => {
            columns.iter().map(|column| field_view(words, kind, column, Some(field))).collect()
        }
        _ => Vec::new(),
    };
    FieldView {
        label,
        help,
        kind_of_value: value_words(words, field),
        columns: if field.of.is_bilingual() {
            format!("{0}[ja], {0}[en]", field.name)
        } else {
            field.name.to_owned()
        },
        layer: field.layer.code(),
        layer_label: words.t(&format!("layer-{}", field.layer.code())),
        marks: marks(words, field),
        standard: field.standard,
        inner,
    }
}

fn marks(words: &Words, field: &Field) -> Vec<String> {
    let flags = [
        (field.required, "form-required"),
        (field.facet, "manual-filter"),
        (field.sort, "manual-sort"),
        (field.weight > 0.0, "manual-matching"),
    ];
    let mut marks: Vec<String> = flags.iter().filter(|(is, _)| *is).map(|(_, key)| words.t(key)).collect();
    if field.of.is_words() {
        let limit = u64::try_from(field.char_limit()).unwrap_or(u64::MAX);
        marks.push(words.one("manual-chars", "limit", grouped(limit)));
    }
    if let Some((least, most)) = field.range {
        marks.push(words.with("manual-range", &[("least", least.to_string()), ("most", most.to_string())]));
    }
    marks
}

fn value_words(words: &Words, field: &Field) -> String {
    let target = field.of.target().and_then(|name| words.kind_named(name));
    let name = match field.of {
        Type::Text => "text",
        Type::LongText => "long-text",
        Type::Name => "name",
        Type::Line => "line",
        Type::Keywords => "keywords",
        Type::Choice(_) => "choice",
        Type::Choices(_) => "choices",
        Type::Date => "date",
        Type::FiscalYear => "fiscal-year",
        Type::Integer => "integer",
        Type::Decimal => "decimal",
        Type::Yen => "yen",
        Type::YenRange => "yen-range",
        Type::Flag => "flag",
        Type::Link => "link",
        Type::Reference(_) | Type::Successor => "reference",
        Type::References(_) => "references",
        Type::Identifiers => "identifiers",
        Type::Claims => "claims",
        Type::Rows(_) => "rows",
        Type::Files => "files",
    };
    words.one(&format!("manual-type-{name}"), "kind", target.unwrap_or_default())
}

fn period(words: &Words, kind: &'static KindInfo) -> String {
    let label = |name: &str| kind.field(name).map(|field| words.field(kind, field)).unwrap_or_default();
    match kind.period {
        None => words.t("manual-period-none"),
        Some(Period::Span { since, until }) => {
            words.with("manual-period-span", &[("since", label(since)), ("until", label(until))])
        }
        Some(Period::From(name)) => words.one("manual-period-from", "since", label(name)),
        Some(Period::Year(name)) => words.one("manual-period-year", "year", label(name)),
    }
}

/// The vocabularies of the fields and of their columns, each once, in the order of the fields.
fn code_lists(words: &Words, kind: &'static KindInfo) -> Vec<CodeList> {
    let mut seen: Vec<&'static Vocabulary> = Vec::new();
    for field in kind.fields() {
        let columns = match field.of {
            Type::Rows(columns) => columns,
            _ => &[],
        };
        for vocabulary in std::iter::once(field).chain(columns).filter_map(|field| field.of.vocabulary()) {
            if !seen.iter().any(|one| one.name == vocabulary.name) {
                seen.push(vocabulary);
            }
        }
    }
    seen.into_iter()
        .map(|vocabulary| CodeList {
            id: vocabulary.name,
            label: words.t(vocabulary.name),
            source: vocabulary.source,
            codes: vocabulary.codes.iter().map(|code| (*code, words.code(vocabulary, code))).collect(),
        })
        .collect()
}

fn machine(words: &Words, kind: &'static KindInfo, machine: &'static Machine) -> MachineView {
    let name = machine.field.split_once('.').map_or(machine.field, |(field, _)| field);
    let label = kind.field(name).map(|field| words.field(kind, field)).unwrap_or_default();
    let rows = machine.states.codes.iter().map(|state| {
        let next: Vec<String> = machine.after(state).map(|to| words.code(machine.states, to)).collect();
        let next =
            if next.is_empty() { words.t("manual-state-last") } else { next.join(&words.t("list-comma")) };
        (words.code(machine.states, state), next)
    });
    MachineView { label, rows: rows.collect() }
}
