//! One record from one row or from several rows of a group.

mod rows;

use std::borrow::Cow;

use enishi_kind::{Field, Problem, Type, Value};
use enishi_kit::fold::{fold_name, fold_text};
use enishi_kit::ident::{Identifier, Scheme};
use enishi_kit::ids::parse_reference;
use serde_json::json;

use super::legible::legible;
use super::plan::{Derived, Goal, Means};
use super::{Parser, identifiers, linked, words};
use crate::guard::{is_dash, unprotect};
use crate::mapping::Language;
use crate::{Action, Cell, CellProblem, Linked, Parsed, ParsedRow, Place, RawRow, claims};

/// Where a value comes from.
#[derive(Clone, Debug)]
pub(super) struct At<'a> {
    row: &'a RawRow,
    /// The column from 0; `None` for constants.
    column: Option<usize>,
}

/// One value for a slot, not yet understood.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) at: At<'a>,
    pub(super) language: Option<Language>,
    pub(super) scheme: Option<Scheme>,
    pub(super) cell: Cow<'a, Cell>,
    pub(super) text: String,
    /// Whether it says "nothing".
    pub(super) dash: bool,
}

pub(super) struct Builder<'a> {
    parser: &'a Parser,
    entries: Vec<Vec<Entry<'a>>>,
    ids: Vec<(At<'a>, String)>,
    pub(super) out: ParsedRow,
}

impl Parser {
    /// Understands rows that are one record together.
    #[must_use]
    pub fn parse_group(&self, rows: &[RawRow]) -> ParsedRow {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return ParsedRow::default() };
        let place = Place { sheet: first.sheet.clone(), row: first.row, last_row: last.row };
        let mut builder = Builder {
            parser: self,
            entries: vec![Vec::new(); self.plan.slots.len()],
            ids: Vec::new(),
            out: ParsedRow { place, ..ParsedRow::default() },
        };
        for row in rows {
            builder.take_row(row);
        }
        builder.derive(first);
        builder.finish(first)
    }

    /// The text of a cell, and whether it says "nothing"; `None` where nothing is given.
    fn read_text(&self, cell: &Cell) -> Option<(String, bool)> {
        let Cell::Text(text) = cell else {
            return if cell.is_empty() { None } else { Some((cell.text(), false)) };
        };
        let text = if self.trim { text.trim() } else { text };
        if self.literal {
            return (!text.is_empty()).then(|| (legible(text.to_owned()), self.trim && is_dash(text)));
        }
        if text.is_empty() {
            return None;
        }
        Some((legible(unprotect(text).to_owned()), is_dash(text)))
    }
}

impl<'a> Builder<'a> {
    fn take_row(&mut self, row: &'a RawRow) {
        for (index, cell) in row.cells.iter().enumerate() {
            let Some((text, dash)) = self.parser.read_text(cell) else { continue };
            let at = At { row, column: Some(index) };
            match self.parser.plan.columns.get(index) {
                None | Some(Means::Unnamed) if text.trim().is_empty() => {}
                None | Some(Means::Unnamed) => self.problem(&at, &text, Problem::new("column-unnamed")),
                Some(Means::Unknown) => {}
                Some(Means::Always(goal)) => {
                    self.put(at, goal, Cow::Borrowed(cell), text, dash);
                }
                Some(Means::Cases(cases)) => {
                    let applies = |when: &[(usize, String)]| {
                        when.iter().all(|(column, wanted)| {
                            let found = row.cells.get(*column).map(Cell::text).unwrap_or_default();
                            found.trim() == wanted || found.split('|').any(|part| part.trim() == wanted)
                        })
                    };
                    let Some(case) = cases.iter().find(|case| applies(&case.when)) else {
                        self.problem(&at, &text, Problem::new("no-case"));
                        continue;
                    };
                    let free = case.to.iter().find(|goal| self.is_free(goal, &text)).or(case.to.last());
                    if let Some(goal) = free {
                        self.put(at, goal, Cow::Borrowed(cell), text, dash);
                    }
                }
            }
        }
    }

    /// Whether a goal has no value yet, or takes many.
    fn is_free(&self, goal: &Goal, text: &str) -> bool {
        let Goal::Slot { slot, language, .. } = goal else { return true };
        let Some(entries) = self.entries.get(*slot) else { return true };
        let many = self.parser.plan.slots.get(*slot).is_some_and(|slot| slot.field.of.is_many());
        let language = resolve(*language, text);
        many || entries.iter().all(|entry| entry.language != language)
    }

    fn put(&mut self, at: At<'a>, goal: &Goal, cell: Cow<'a, Cell>, mut text: String, mut dash: bool) {
        if let Cell::Error(error) = cell.as_ref() {
            self.problem(&at, error, Problem::new("formula-error").arg("found", error));
            return;
        }
        match goal {
            Goal::Ignored => {}
            Goal::Id => {
                if !dash && !text.trim().is_empty() {
                    self.ids.push((at, text.trim().to_owned()));
                }
            }
            Goal::Action => match fold_text(text.trim()).as_str() {
                "" => {}
                "add" | "追加" | "新規" => self.out.action = Some(Action::Add),
                "update" | "更新" | "変更" => self.out.action = Some(Action::Update),
                "delete" | "削除" => self.out.action = Some(Action::Delete),
                _ => self.problem(&at, &text, Problem::new("action").arg("found", &text)),
            },
            Goal::Slot { slot, language, scheme, values } => {
                let mut cell = cell;
                if let Some(values) = values.and_then(|index| self.parser.plan.values.get(index))
                    && let Some(translated) = values.get(&fold_text(text.trim()))
                {
                    if translated == "-" {
                        return;
                    }
                    text.clone_from(translated);
                    cell = Cow::Owned(Cell::Text(text.clone()));
                    dash = false;
                }
                let language = resolve(*language, &text);
                if let Some(entries) = self.entries.get_mut(*slot) {
                    entries.push(Entry { at, language, scheme: scheme.clone(), cell, text, dash });
                }
            }
        }
    }

    /// Fills what no column gave: beginnings of other columns, columns put together, constants.
    fn derive(&mut self, row: &'a RawRow) {
        let parser = self.parser;
        for (_, goal, derived) in &parser.plan.derived {
            let Goal::Slot { slot, language, .. } = goal else { continue };
            let text_of = |column: usize| {
                row.cells.get(column).and_then(|cell| parser.read_text(cell)).map(|(text, _)| text)
            };
            let (text, column) = match derived {
                Derived::Constant(text) => (Some(text.clone()), None),
                Derived::First { column, chars } => {
                    (text_of(*column).map(|text| beginning(&text, *chars)), Some(*column))
                }
                Derived::Join { columns, with } => {
                    let parts: Vec<String> = columns.iter().filter_map(|column| text_of(*column)).collect();
                    ((!parts.is_empty()).then(|| parts.join(with)), columns.first().copied())
                }
            };
            let Some(text) = text else { continue };
            let wanted = resolve(*language, &text);
            let taken = self
                .entries
                .get(*slot)
                .is_some_and(|entries| entries.iter().any(|entry| entry.language == wanted));
            if !taken {
                self.put(At { row, column }, goal, Cow::Owned(Cell::Text(text.clone())), text, false);
            }
        }
    }

    fn finish(mut self, first: &'a RawRow) -> ParsedRow {
        let parser = self.parser;
        for (at, text) in std::mem::take(&mut self.ids) {
            self.take_id(&at, &text);
        }
        let slots = std::mem::take(&mut self.entries);
        let mut fields: Vec<(&'static Field, Parsed)> = Vec::new();
        let mut links: Vec<Linked> = Vec::new();
        let numbered = self.numbered_rows(&slots);
        for (slot, entries) in parser.plan.slots.iter().zip(&slots) {
            if entries.is_empty() || slot.cell.is_some() {
                continue;
            }
            let Some(parsed) = self.understand(slot.field, entries, slot.via.is_some()) else { continue };
            match slot.via {
                None => fields.push((slot.field, parsed)),
                Some((via, kind)) => {
                    let place = links.iter().position(|known| known.via == via.name).unwrap_or_else(|| {
                        links.push(Linked {
                            via: via.name.to_owned(),
                            kind: kind.name.to_owned(),
                            key: crate::RowKey::default(),
                            fields: Vec::new(),
                        });
                        links.len() - 1
                    });
                    if let Some(linked) = links.get_mut(place) {
                        linked.fields.push((slot.field.name.to_owned(), parsed));
                    }
                }
            }
        }
        for (field, rows, at) in numbered {
            if fields.iter().any(|(known, _)| known.name == field.name) {
                let problem = Problem::new("rows-twice").on(field.name);
                self.problem(&at, field.name, problem);
            } else {
                fields.push((field, rows));
            }
        }
        for link in &mut links {
            linked::complete(link, &mut fields, parser);
        }
        let order = |field: &Field| parser.kind.fields().position(|known| known.name == field.name);
        fields.sort_by_key(|(field, _)| order(field));
        self.out.linked = links;
        self.out.fields = fields.into_iter().map(|(field, parsed)| (field.name.to_owned(), parsed)).collect();
        self.take_identifiers();
        if !parser.plan.key.is_empty() {
            let texts: Vec<String> = parser
                .plan
                .key
                .iter()
                .map(|column| {
                    first.cells.get(*column).map(|cell| fold_name(cell.text().trim())).unwrap_or_default()
                })
                .collect();
            if texts.iter().any(|text| !text.is_empty()) {
                self.out.key.natural = Some(texts);
            }
        }
        self.out
    }

    fn take_id(&mut self, at: &At<'a>, text: &str) {
        if let Some((prefix, token)) = parse_reference(text)
            && self.parser.registry.kind(&prefix).is_some()
        {
            self.out.key.reference = Some(enishi_kit::ids::reference(&prefix, &token));
            return;
        }
        let field = self.parser.kind.field("identifiers");
        match field.map(|field| identifiers::identifier(text, None, field)) {
            Some(Ok(identifier)) => self.out.key.identifiers.push(identifier),
            Some(Err(problem)) if problem.code != "identifier-scheme" => self.problem(at, text, problem),
            _ => {
                let example = format!("{}-7k2m9x4q", self.parser.kind.name);
                self.problem(at, text, Problem::new("id").arg("found", text).arg("expected", example));
            }
        }
    }

    /// Identifiers of the field are keys, and those of the id column belong to the field.
    fn take_identifiers(&mut self) {
        let mut all: Vec<Identifier> = match self.out.field("identifiers") {
            Some(Parsed::Value(json)) => serde_json::from_value(json.clone()).unwrap_or_default(),
            _ => Vec::new(),
        };
        let from_id = std::mem::take(&mut self.out.key.identifiers);
        let added: Vec<Identifier> = from_id
            .into_iter()
            .filter(|new| !all.iter().any(|known| known.scheme == new.scheme && known.value == new.value))
            .collect();
        if !added.is_empty() {
            all.extend(added);
            let parsed = Parsed::of(&Value::Identifiers(all.clone()));
            match self.out.fields.iter_mut().find(|(name, _)| name == "identifiers") {
                Some((_, place)) => *place = parsed,
                None => self.out.fields.push(("identifiers".to_owned(), parsed)),
            }
        }
        self.out.key.identifiers = all;
    }

    /// What the entries of one slot say together; `None` where there are problems.
    fn understand(&mut self, field: &'static Field, entries: &[Entry<'a>], linked: bool) -> Option<Parsed> {
        if entries.iter().all(|entry| entry.dash) {
            return Some(Parsed::Clear);
        }
        let given: Vec<&Entry<'a>> = entries.iter().filter(|entry| !entry.dash).collect();
        match field.of {
            Type::Text | Type::LongText | Type::Name => self.understand_text(field, entries, linked),
            Type::Reference(_) | Type::References(_) => {
                let mut names: Vec<String> = Vec::new();
                for entry in &given {
                    let found = match (field.of, entry.cell.as_ref()) {
                        (_, Cell::List(items)) => items.clone(),
                        (Type::Reference(_), _) => vec![entry.text.clone()],
                        _ => words::split(&entry.text, field),
                    };
                    names.extend(found.into_iter().filter(|name| !name.trim().is_empty()));
                }
                if field.of.is_many() {
                    return (!names.is_empty()).then_some(Parsed::Refer(names));
                }
                self.one_only(&given)?;
                names.truncate(1);
                (!names.is_empty()).then_some(Parsed::Refer(names))
            }
            Type::Rows(_) => self.understand_rows(field, &given),
            Type::Successor => {
                self.one_only(&given)?;
                given.first().map(|entry| Parsed::Refer(vec![entry.text.clone()]))
            }
            Type::Files => {
                let entry = given.first()?;
                let json =
                    if let Cell::Json(json) = entry.cell.as_ref() { json.clone() } else { json!(entry.text) };
                let problems = match Value::from_json(field, &json) {
                    Ok(value) => value.problems(field),
                    Err(problem) => vec![problem.on(field.name)],
                };
                let is_good = problems.is_empty();
                for problem in problems {
                    self.problem(&entry.at, &entry.text, problem);
                }
                is_good.then_some(Parsed::Value(json))
            }
            Type::Claims => {
                let entry = given.first()?;
                match claims::parse_json(&entry.cell, self.parser.kind) {
                    Ok(claims) => Some(Parsed::Claims(claims)),
                    Err(problem) => {
                        self.problem(&entry.at.clone(), &entry.text, problem.on(field.name));
                        None
                    }
                }
            }
            _ if field.of.is_many() => self.understand_many(field, &given),
            _ => {
                self.one_only(&given)?;
                let entry = given.first()?;
                let value = self.value(field, entry)?;
                Some(Parsed::of(&value))
            }
        }
    }

    fn understand_many(&mut self, field: &'static Field, given: &[&Entry<'a>]) -> Option<Parsed> {
        let mut all: Vec<serde_json::Value> = Vec::new();
        let mut good = true;
        for entry in given {
            let Some(value) = self.value(field, entry) else {
                good = false;
                continue;
            };
            if let serde_json::Value::Array(items) = value.to_json() {
                // One cell is taken as it is; what a second one repeats is left out.
                if all.is_empty() {
                    all = items;
                } else {
                    let new: Vec<_> = items.into_iter().filter(|item| !all.contains(item)).collect();
                    all.extend(new);
                }
            }
        }
        (good && !all.is_empty()).then_some(Parsed::Value(serde_json::Value::Array(all)))
    }

    /// The value of one entry; problems are noted.
    fn value(&mut self, field: &'static Field, entry: &Entry<'a>) -> Option<Value> {
        let found = words::value(&entry.cell, &entry.text, field, entry.scheme.as_ref(), &self.parser.labels);
        let problems = match &found {
            Ok(value) => value.problems(field),
            Err(problems) => problems.iter().map(|problem| problem.clone().on(field.name)).collect(),
        };
        let good = problems.is_empty();
        for problem in problems {
            self.problem(&entry.at, &entry.text, problem);
        }
        found.ok().filter(|_| good)
    }

    /// Notes where two cells give different values for what holds one.
    pub(super) fn one_only(&mut self, given: &[&Entry<'a>]) -> Option<()> {
        let first = given.first()?;
        let other = given.iter().find(|entry| entry.text != first.text);
        let Some(other) = other else { return Some(()) };
        let problem = Problem::new("given-twice").arg("first", &first.text).arg("second", &other.text);
        self.problem(&other.at, &other.text, problem);
        None
    }

    pub(super) fn problem(&mut self, at: &At<'a>, value: &str, problem: Problem) {
        let header = at.column.and_then(|column| self.parser.headers.get(column));
        let cut: String = value.chars().take(100).collect();
        self.out.problems.push(CellProblem {
            sheet: at.row.sheet.clone(),
            row: at.row.row,
            column: at.column.map(crate::column_letter).unwrap_or_default(),
            header: header.map(|header| header.text.clone()).unwrap_or_default(),
            value: if cut.len() < value.len() { format!("{cut}…") } else { cut },
            problem,
        });
    }
}

fn resolve(language: Option<Language>, text: &str) -> Option<Language> {
    match language {
        Some(Language::Auto) => Some(Language::One(words::language_of(text))),
        other => other,
    }
}

/// The beginning of a text, cut between words where there are spaces, with `…` where something was cut off.
fn beginning(text: &str, chars: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= chars {
        return flat;
    }
    let cut: String = flat.chars().take(chars.saturating_sub(1)).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    let kept = if whole.chars().count() * 2 > chars { whole } else { &cut };
    format!("{}…", kept.trim_end_matches([' ', ',', '.', ';', ':']))
}
