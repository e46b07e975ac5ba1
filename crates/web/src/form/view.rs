//! The controls of a form as they are placed: one fragment draws every field.

use std::collections::HashMap;

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::Link;
use enishi_kind::{Body, Field, KindInfo, Layer, Problem, ROW_LIMIT, Type, Value, Vocabulary};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;

use super::{Controls, EMPTY_ROWS, cell_name, fields, unconfirmed};
use crate::rows::{LayerBadge, layer_badge};
use crate::text::Words;
use crate::values::field_sign;

/// A part of a form under one heading.
pub struct SectionView {
    pub label: String,
    pub controls: Vec<ControlView>,
}

/// A field with its label, help, inputs and error.
#[derive(Template)]
#[template(path = "_field.html")]
pub struct ControlView {
    pub id: String,
    pub label: String,
    pub required: Option<String>,
    pub layer: Option<LayerBadge>,
    pub help: Option<String>,
    pub error: Option<String>,
    pub inputs: Inputs,
}

impl HtmlSafe for ControlView {}

/// What is typed into or chosen from.
pub enum Inputs {
    /// Two languages beside each other, with the kana reading of a name and the confirmation of a translation.
    Pair { halves: Vec<InputView>, kana: Option<InputView>, confirm: Option<ConfirmView> },
    /// One line or several.
    One(InputView),
    /// One of a list.
    Select { name: String, options: Vec<OptionView>, none: String, described: String },
    /// Several of a list.
    Checks { name: String, options: Vec<OptionView>, described: String },
    /// Yes.
    Flag { name: String, is_checked: bool, label: String, described: String },
    /// A small table.
    Table(Box<TableView>),
    /// Records.
    Picker {
        input: InputView,
        address: String,
        is_many: bool,
        chosen: Option<String>,
        found: String,
        failed: String,
    },
}

/// A small table: a row of controls for each row, empty ones at the end.
pub struct TableView {
    /// Whether it has too many columns to stand as a table: its rows then stand as blocks.
    pub is_wide: bool,
    /// Labels and help of the columns.
    pub columns: Vec<(String, Option<String>)>,
    /// The rows.
    pub rows: Vec<TableRow>,
    /// What is in a row that has an error as a whole.
    pub field: &'static str,
    /// What stands above the rows' numbers.
    pub number: String,
    /// How it is filled.
    pub how: String,
    /// The label of the button for more rows.
    pub more: String,
}

/// A row of a small table.
pub struct TableRow {
    /// Its number.
    pub number: usize,
    /// `Row 1`.
    pub label: String,
    /// A control for each column.
    pub cells: Vec<ControlView>,
    /// What is wrong with the row as a whole.
    pub error: Option<String>,
}

/// A text field.
pub struct InputView {
    pub id: String,
    pub name: String,
    pub label: String,
    pub value: String,
    pub lang: Option<&'static str>,
    pub rows: u8,
    pub class: &'static str,
    pub limit: Option<(usize, usize, String)>,
    pub described: String,
    pub is_invalid: bool,
}

/// An option.
pub struct OptionView {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
    pub sign: Option<(&'static str, &'static str)>,
}

/// The confirmation of a translation.
pub struct ConfirmView {
    pub name: String,
    pub label: String,
    pub state: &'static str,
    pub state_label: String,
    pub is_checked: bool,
}

/// What forms are drawn with.
pub struct Drawer<'a> {
    pub words: &'a Words,
    pub kind: &'static KindInfo,
    pub controls: &'a Controls,
    pub problems: &'a [Problem],
    /// The record as it stands.
    pub body: Option<&'a Body>,
    pub links: &'a HashMap<RecordId, Link>,
    /// Stands before the names and ids of all controls.
    pub prefix: &'static str,
}

/// A problem for the summary, with the control that it leads to.
pub struct ProblemLink {
    pub href: String,
    pub text: String,
}

impl Drawer<'_> {
    /// All sections in the order of the declaration.
    #[must_use]
    pub fn sections(&self) -> Vec<SectionView> {
        let mut sections: Vec<(&str, SectionView)> = Vec::new();
        for field in fields(self.kind) {
            let control = self.control(field);
            match sections.iter_mut().find(|(name, _)| *name == field.section) {
                Some((_, section)) => section.controls.push(control),
                None => {
                    let label = self.words.t(&format!("section-{}", field.section));
                    sections.push((field.section, SectionView { label, controls: vec![control] }));
                }
            }
        }
        sections.into_iter().map(|(_, section)| section).collect()
    }

    /// The problems with links to their controls.
    #[must_use]
    pub fn summary(&self) -> Vec<ProblemLink> {
        self.problems
            .iter()
            .map(|problem| {
                let name = problem.field.as_deref().unwrap_or_default();
                let text = self.words.problem(problem);
                if let Some(link) = self.cell_problem(name, &text) {
                    return link;
                }
                match self.kind.field(name) {
                    Some(field) => ProblemLink {
                        href: format!("#{}", self.first_id(field)),
                        text: self.words.with(
                            "form-problem",
                            &[("field", self.words.field(self.kind, field)), ("problem", text)],
                        ),
                    },
                    None => ProblemLink { href: "#main".to_owned(), text },
                }
            })
            .collect()
    }

    /// A problem in a row of a table: `statuses.2.state`, or `statuses.2` of the row as a whole.
    fn cell_problem(&self, name: &str, text: &str) -> Option<ProblemLink> {
        let (name, rest) = name.split_once('.')?;
        let field = self.kind.field(name).filter(|field| !field.of.columns().is_empty())?;
        let (row, column) = rest.split_once('.').unwrap_or((rest, ""));
        let number: usize = row.parse().ok()?;
        let label = self.words.field(self.kind, field);
        let mut args = vec![("field", label), ("number", number.to_string()), ("problem", text.to_owned())];
        let Some(column) = field.of.columns().iter().find(|known| known.name == column) else {
            let href = format!("#{}", self.id_of(&format!("{}.{number}", field.name)));
            return Some(ProblemLink { href, text: self.words.with("form-problem-row", &args) });
        };
        args.push(("column", self.words.column(self.kind, field, column)));
        let id = self.id_of(&cell_name(field, number, column));
        let href = format!("#{}", self.first_part(column, &id));
        Some(ProblemLink { href, text: self.words.with("form-problem-cell", &args) })
    }

    fn id(&self, field: &Field) -> String {
        self.id_of(field.name)
    }

    fn id_of(&self, name: &str) -> String {
        format!("{}f-{}", self.prefix, name.replace(['_', '.'], "-"))
    }

    fn first_part(&self, field: &Field, id: &str) -> String {
        if field.of.is_bilingual() { format!("{id}-{}", self.words.lang.code()) } else { id.to_owned() }
    }

    fn first_id(&self, field: &Field) -> String {
        self.first_part(field, &self.id(field))
    }

    /// One field.
    #[must_use]
    pub fn control(&self, field: &'static Field) -> ControlView {
        let label = self.words.field(self.kind, field);
        let help = self.help(field, self.words.field_help(self.kind, field));
        let layer = (field.layer != Layer::Public).then(|| layer_badge(self.words, field.layer));
        self.control_of(field, field.name, self.body, label, help, layer)
    }

    /// What is wrong at this very place.
    fn error_at(&self, name: &str) -> Option<String> {
        let here = self.problems.iter().filter(|problem| problem.field.as_deref() == Some(name));
        let errors: Vec<String> = here.map(|problem| self.words.problem(problem)).collect();
        (!errors.is_empty()).then(|| errors.join(" "))
    }

    fn control_of(
        &self,
        field: &'static Field,
        name: &str,
        body: Option<&Body>,
        label: String,
        help: Option<String>,
        layer: Option<LayerBadge>,
    ) -> ControlView {
        let id = self.id_of(name);
        let error = self.error_at(name);
        let mut described = Vec::new();
        if help.is_some() {
            described.push(format!("{id}-help"));
        }
        if error.is_some() {
            described.push(format!("{id}-error"));
        }
        let described = described.join(" ");
        ControlView {
            label,
            required: field.required.then(|| self.words.t("form-required")),
            layer,
            inputs: self.inputs(field, name, body, &id, &described, error.is_some()),
            help,
            error,
            id,
        }
    }

    /// The help of the field, with how several values are written.
    fn help(&self, field: &Field, help: Option<String>) -> Option<String> {
        let how = match field.of {
            Type::Keywords => Some("form-how-lines"),
            Type::Identifiers => Some("form-how-identifiers"),
            Type::Date => Some("form-how-date"),
            Type::FiscalYear => Some("form-how-fiscal-year"),
            Type::Yen | Type::YenRange => Some("form-how-yen"),
            Type::Reference(_) => Some("form-how-reference"),
            Type::References(_) => Some("form-how-references"),
            _ => None,
        };
        match (help, how.map(|key| self.words.t(key))) {
            // Sentences in Japanese stand without a space between them.
            (Some(help), Some(how)) if self.words.lang == Lang::Ja => Some(format!("{how}{help}")),
            (Some(help), Some(how)) => Some(format!("{how} {help}")),
            (help, how) => help.or(how),
        }
    }

    fn inputs(
        &self,
        field: &'static Field,
        control: &str,
        body: Option<&Body>,
        id: &str,
        described: &str,
        is_invalid: bool,
    ) -> Inputs {
        let name = format!("{}{control}", self.prefix);
        let one = |rows: u8, class: &'static str| InputView {
            id: id.to_owned(),
            name: name.clone(),
            label: String::new(),
            value: self.controls.text(control).to_owned(),
            lang: None,
            rows,
            class,
            limit: None,
            described: described.to_owned(),
            is_invalid,
        };
        match field.of {
            Type::Text | Type::LongText | Type::Name => {
                self.pair(field, control, body, id, described, is_invalid)
            }
            Type::Line | Type::Link => Inputs::One(one(0, "")),
            Type::Date | Type::FiscalYear | Type::Integer | Type::Decimal => {
                Inputs::One(one(0, "input-short"))
            }
            Type::Yen | Type::YenRange => Inputs::One(one(0, "input-medium")),
            Type::Keywords => Inputs::One(one(4, "")),
            Type::Identifiers => Inputs::One(one(3, "")),
            Type::Choice(vocabulary) => Inputs::Select {
                name,
                options: self.options(control, vocabulary),
                none: self.words.t("form-none"),
                described: described.to_owned(),
            },
            Type::Choices(vocabulary) => Inputs::Checks {
                name,
                options: self.options(control, vocabulary),
                described: described.to_owned(),
            },
            // In a row, that nothing is known must differ from no.
            Type::Flag if control != field.name => Inputs::Select {
                name,
                options: ["true", "false"].map(|value| self.flag_option(control, value)).into(),
                none: self.words.t("form-none"),
                described: described.to_owned(),
            },
            Type::Flag => Inputs::Flag {
                is_checked: self.controls.text(control) == "true",
                label: self.words.t("flag-yes"),
                name,
                described: described.to_owned(),
            },
            Type::Reference(target) => self.picker(one(0, ""), target, false),
            Type::References(target) => self.picker(one(0, ""), target, true),
            // Forms have no control for dissent and for what use cases keep; `fields` leaves them out.
            Type::Rows(columns) => Inputs::Table(Box::new(self.table(field, columns, body))),
            Type::Claims | Type::Files | Type::Successor => {
                Inputs::Checks { name, options: Vec::new(), described: String::new() }
            }
        }
    }

    /// The rows of a table with empty ones at the end.
    fn table(&self, field: &'static Field, columns: &'static [Field], body: Option<&Body>) -> TableView {
        let stood = match body.and_then(|body| body.value(field)) {
            Some(Value::Rows(rows)) => rows,
            _ => Vec::new(),
        };
        let filled = self.controls.filled_rows(field) + EMPTY_ROWS;
        let count = filled.max(self.controls.row_count(field)).min(ROW_LIMIT);
        let label = |column| self.words.column(self.kind, field, column);
        let help = |column| self.help(column, self.words.column_help(self.kind, field, column));
        let row = |number: usize| TableRow {
            number,
            label: self.words.one("form-rows-row", "number", number),
            error: self.error_at(&format!("{}.{number}", field.name)),
            cells: columns
                .iter()
                .map(|column| {
                    let name = cell_name(field, number, column);
                    let stood = number.checked_sub(1).and_then(|at| stood.get(at));
                    self.control_of(column, &name, stood, label(column), help(column), None)
                })
                .collect(),
        };
        TableView {
            is_wide: columns.len() > 6 || columns.iter().any(|column| column.of.is_bilingual()),
            columns: columns.iter().map(|column| (label(column), help(column))).collect(),
            rows: (1..=count).map(row).collect(),
            field: field.name,
            number: self.words.t("rows-number"),
            how: self.words.t("form-rows-how"),
            more: self.words.t("form-rows-more"),
        }
    }

    fn flag_option(&self, control: &str, value: &str) -> OptionView {
        OptionView {
            label: self.words.t(if value == "true" { "flag-yes" } else { "flag-no" }),
            is_chosen: self.controls.text(control) == value,
            value: value.to_owned(),
            sign: None,
        }
    }

    fn pair(
        &self,
        field: &'static Field,
        control: &str,
        body: Option<&Body>,
        id: &str,
        described: &str,
        is_invalid: bool,
    ) -> Inputs {
        let rows = match field.of {
            Type::LongText if field.char_limit() > 1_000 => 8,
            Type::LongText => 5,
            _ => 0,
        };
        let part = |part: &'static str, label: String, lang: Option<&'static str>, rows: u8| {
            let name = format!("{control}[{part}]");
            let value = self.controls.text(&name).to_owned();
            // Only where the limit is one that people meet.
            let limit = (rows > 0 && field.char_limit() <= 1_000).then(|| {
                let count = value.chars().count();
                (field.char_limit(), count, self.words.one("counter-chars", "limit", field.char_limit()))
            });
            let id = format!("{id}-{part}");
            let counter = limit.as_ref().map(|_| format!(" {id}-counter")).unwrap_or_default();
            InputView {
                name: format!("{}{name}", self.prefix),
                label,
                value,
                lang,
                rows,
                class: "",
                limit,
                described: format!("{described}{counter}").trim().to_owned(),
                is_invalid,
                id,
            }
        };
        let half = |lang: Lang| {
            part(lang.code(), self.words.t(&format!("lang-{}", lang.code())), Some(lang.code()), rows)
        };
        let kana = (field.of == Type::Name).then(|| part("kana", self.words.t("form-kana"), Some("ja"), 0));
        let value = body.and_then(|body| body.value(field));
        let confirm = unconfirmed(value.as_ref()).map(|(lang, state)| {
            let name = format!("{control}[checked]");
            ConfirmView {
                label: self.words.one(
                    "form-confirm",
                    "language",
                    self.words.t(&format!("lang-{}", lang.code())),
                ),
                state: state.code(),
                state_label: self.words.t(&format!("translation-{}", state.code())),
                is_checked: !self.controls.text(&name).is_empty(),
                name: format!("{}{name}", self.prefix),
            }
        });
        let lang = self.words.lang;
        Inputs::Pair { halves: vec![half(lang), half(lang.other())], kana, confirm }
    }

    fn options(&self, control: &str, vocabulary: &Vocabulary) -> Vec<OptionView> {
        let chosen = self.controls.all(control);
        let known = vocabulary.codes.iter().map(|code| OptionView {
            value: (*code).to_owned(),
            label: self.words.code(vocabulary, code),
            is_chosen: chosen.iter().any(|one| one == code),
            sign: field_sign(vocabulary, code),
        });
        // A code that the vocabulary no longer has must not vanish from the form unseen.
        let strange = chosen.iter().filter(|code| !vocabulary.codes.contains(&code.as_str()));
        let strange = strange.map(|code| OptionView {
            value: code.clone(),
            label: code.clone(),
            is_chosen: true,
            sign: None,
        });
        known.chain(strange).collect()
    }

    fn picker(&self, input: InputView, target: &str, is_many: bool) -> Inputs {
        let chosen: Vec<String> = input
            .value
            .split([',', '、', '，', '\n'])
            .map(str::trim)
            .filter_map(|reference| {
                let link = self.links.values().find(|link| link.reference == reference)?;
                Some(format!("{} ({reference})", link.title(self.words.lang)))
            })
            .collect();
        Inputs::Picker {
            input,
            address: format!("/api/v1/{}", self.words.plural_of(target)),
            is_many,
            chosen: (!chosen.is_empty()).then(|| chosen.join(", ")),
            found: self.words.t("picker-found"),
            failed: self.words.t("picker-failed"),
        }
    }
}
