//! The controls of a form as they are placed: one fragment draws every field.

mod table;

use std::collections::HashMap;

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::Link;
use enishi_kind::{Body, Field, KindInfo, Layer, Problem, Type, Vocabulary};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_model::states::open_states;

use super::{Controls, fields, unconfirmed};
use crate::rows::{LayerBadge, layer_badge};
use crate::text::Words;
use crate::values::field_sign;
pub use table::TableView;

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
            Type::Rows(_) => Some("form-rows-how"),
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
        // Where states follow each other, only those that may come next; what was typed stays to be seen.
        let open = self
            .body
            .and_then(|body| open_states(self.kind.name, control, body))
            .or_else(|| self.open_in_row(control));
        let is_open = |code: &&&str| {
            open.as_ref().is_none_or(|open| open.contains(code)) || chosen.iter().any(|one| one == **code)
        };
        let known = vocabulary.codes.iter().filter(is_open).map(|code| OptionView {
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
