//! One record from one row or from several rows of a group.

use std::borrow::Cow;

use enishi_kind::{Field, Problem, Text, Type, Value};
use enishi_kit::fold::{fold_name, fold_text};
use enishi_kit::ident::{Identifier, Scheme};
use enishi_kit::ids::parse_reference;
use enishi_kit::lang::Lang;

use super::plan::{Derived, Goal, Means};
use super::{Parser, words};
use crate::guard::{is_dash, unprotect};
use crate::mapping::Language;
use crate::{Action, Cell, CellProblem, Linked, Parsed, ParsedRow, Place, RawRow, claims};

/// Where a value comes from.
#[derive(Clone, Debug)]
struct At<'a> {
    row: &'a RawRow,
    /// The column from 0; `None` for constants.
    column: Option<usize>,
}

/// One value for a slot, not yet understood.
#[derive(Clone, Debug)]
struct Entry<'a> {
    at: At<'a>,
    language: Option<Language>,
    scheme: Option<Scheme>,
    cell: Cow<'a, Cell>,
    text: String,
    /// Whether it says "nothing".
    dash: bool,
}

struct Builder<'a> {
    parser: &'a Parser,
    entries: Vec<Vec<Entry<'a>>>,
    ids: Vec<(At<'a>, String)>,
    out: ParsedRow,
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
            return (!text.is_empty()).then(|| (text.to_owned(), self.trim && is_dash(text)));
        }
        if text.is_empty() {
            return None;
        }
        Some((unprotect(text).to_owned(), is_dash(text)))
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
                    let applies = |when: &Vec<(usize, String)>| {
                        when.iter().all(|(column, wanted)| {
                            let found = row.cells.get(*column).map(Cell::text).unwrap_or_default();
                            found.trim() == wanted || found.split('|').any(|part| part.trim() == wanted)
                        })
                    };
                    let Some((_, goals)) = cases.iter().find(|(when, _)| applies(when)) else {
                        self.problem(&at, &text, Problem::new("no-case"));
                        continue;
                    };
                    let free = goals.iter().find(|goal| self.is_free(goal, &text)).or(goals.last());
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
            let text_of = |column: usize| row.cells.get(column).and_then(|cell| parser.read_text(cell)).map(|(text, _)| text);
            let (text, column) = match derived {
                Derived::Constant(text) => (Some(text.clone()), None),
                Derived::First { column, chars } => (text_of(*column).map(|text| beginning(&text, *chars)), Some(*column)),
                Derived::Join { columns, with } => {
                    let parts: Vec<String> = columns.iter().filter_map(|column| text_of(*column)).collect();
                    ((!parts.is_empty()).then(|| parts.join(with)), columns.first().copied())
                }
            };
            let Some(text) = text else { continue };
            let wanted = resolve(*language, &text);
            let taken = self.entries.get(*slot).is_some_and(|entries| {
                entries.iter().any(|entry| entry.language == wanted)
            });
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
        let mut linked: Vec<Linked> = Vec::new();
        for (slot, entries) in parser.plan.slots.iter().zip(&slots) {
            if entries.is_empty() {
                continue;
            }
            let Some(parsed) = self.understand(slot.field, entries, slot.via.is_some()) else { continue };
            match slot.via {
                None => fields.push((slot.field, parsed)),
                Some((via, kind)) => {
                    let place = linked.iter().position(|known| known.via == via.name).unwrap_or_else(|| {
                        linked.push(Linked {
                            via: via.name.to_owned(),
                            kind: kind.name.to_owned(),
                            key: crate::RowKey::default(),
                            fields: Vec::new(),
                        });
                        linked.len() - 1
                    });
                    if let Some(linked) = linked.get_mut(place) {
                        linked.fields.push((slot.field.name.to_owned(), parsed));
                    }
                }
            }
        }
        for link in &mut linked {
            key_of_linked(link, &mut fields, parser);
        }
        let order = |field: &Field| parser.kind.fields().position(|known| known.name == field.name);
        fields.sort_by_key(|(field, _)| order(field));
        self.out.linked = linked;
        self.out.fields = fields.into_iter().map(|(field, parsed)| (field.name.to_owned(), parsed)).collect();
        self.take_identifiers();
        if !parser.plan.key.is_empty() {
            let texts: Vec<String> = parser
                .plan
                .key
                .iter()
                .map(|column| first.cells.get(*column).map(|cell| fold_name(cell.text().trim())).unwrap_or_default())
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
        match field.map(|field| words::identifier(text, None, field)) {
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
    fn one_only(&mut self, given: &[&Entry<'a>]) -> Option<()> {
        let first = given.first()?;
        let other = given.iter().find(|entry| entry.text != first.text);
        let Some(other) = other else { return Some(()) };
        let problem = Problem::new("given-twice").arg("first", &first.text).arg("second", &other.text);
        self.problem(&other.at, &other.text, problem);
        None
    }

    fn understand_text(&mut self, field: &'static Field, entries: &[Entry<'a>], linked: bool) -> Option<Parsed> {
        let (mut ja, mut en, mut kana, mut translation) = (None, None, None, None);
        for part in [Language::One(Lang::Ja), Language::One(Lang::En), Language::Kana, Language::Translation] {
            let of_part: Vec<&Entry<'a>> = entries.iter().filter(|entry| entry.language == Some(part)).collect();
            let given: Vec<&Entry<'a>> = of_part.iter().copied().filter(|entry| !entry.dash).collect();
            let Some(entry) = given.first() else {
                let name = match part {
                    Language::One(lang) => lang.code(),
                    Language::Kana => "kana",
                    Language::Translation | Language::Auto => continue,
                };
                if !of_part.is_empty() && !linked {
                    self.out.cleared.push((field.name.to_owned(), name.to_owned()));
                }
                continue;
            };
            self.one_only(&given)?;
            match part {
                Language::One(Lang::Ja) => ja = Some(entry.text.clone()),
                Language::One(Lang::En) => en = Some(entry.text.clone()),
                Language::Kana => kana = Some(entry.text.clone()),
                Language::Translation | Language::Auto => {
                    let Some(read) = words::parse_translation(&entry.text) else {
                        let problem = Problem::new("translation").arg("found", &entry.text).on(field.name);
                        self.problem(&entry.at, &entry.text, problem);
                        return None;
                    };
                    translation = Some(read);
                }
            }
        }
        let value = Value::Text(words::assemble(ja, en, kana, translation));
        let problems = value.problems(field);
        if problems.is_empty() {
            return Some(Parsed::of(&value));
        }
        for problem in problems {
            // The problem names the language; the cell is that language's.
            let lang = problem.args.iter().find(|(name, _)| name == "language").and_then(|(_, code)| Lang::from_code(code));
            let entry = entries
                .iter()
                .find(|entry| lang.is_some_and(|lang| entry.language == Some(Language::One(lang))))
                .or(entries.first())?;
            self.problem(&entry.at, &entry.text, problem);
        }
        None
    }

    fn problem(&mut self, at: &At<'a>, value: &str, problem: Problem) {
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

/// How a linked record is known: by the text of the reference's own column, else by its title.
fn key_of_linked(link: &mut Linked, fields: &mut Vec<(&'static Field, Parsed)>, parser: &Parser) {
    let Some(kind) = parser.registry.kind(&link.kind) else { return };
    if let Some(at) = fields.iter().position(|(field, _)| field.name == link.via) {
        let (_, parsed) = fields.remove(at);
        let name = match parsed {
            Parsed::Refer(names) => names.into_iter().next(),
            _ => None,
        };
        if let Some(name) = name {
            let reference = parse_reference(&name).filter(|(prefix, _)| prefix == kind.name);
            let identifier = kind.field("identifiers").and_then(|field| words::identifier(&name, None, field).ok());
            if let Some((prefix, token)) = reference {
                link.key.reference = Some(enishi_kit::ids::reference(&prefix, &token));
            } else if let Some(identifier) = identifier {
                link.key.identifiers.push(identifier);
            } else {
                link.key.natural = Some(vec![fold_name(&name)]);
                if !link.fields.iter().any(|(field, _)| field == kind.title) {
                    let title = Parsed::of(&Value::Text(Text::one(words::language_of(&name), name)));
                    link.fields.insert(0, (kind.title.to_owned(), title));
                }
            }
        }
    }
    for (name, parsed) in &link.fields {
        match parsed {
            Parsed::Value(json) if name == "identifiers" => {
                let found: Vec<Identifier> = serde_json::from_value(json.clone()).unwrap_or_default();
                link.key.identifiers.extend(found);
            }
            Parsed::Value(json) if name == kind.title && link.key.natural.is_none() => {
                let text = |lang: &str| json.get(lang).and_then(serde_json::Value::as_str);
                let title = text("ja").or_else(|| text("en")).or_else(|| json.as_str());
                link.key.natural = title.map(|title| vec![fold_name(title)]);
            }
            _ => {}
        }
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
