//! Names of other records in rows: found, made when nobody has them, or a problem.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_exchange::{Linked, Parsed, ParsedCells, ParsedClaim, ParsedRow};
use enishi_kind::{Body, Field, KindInfo, Problem, Text, Type};
use enishi_kit::fold::fold_name;
use enishi_kit::ids::RecordId;
use enishi_store::Change;
use serde_json::Value as Json;

use crate::matcher::lang_of;
use crate::resolve::{day_field, name_and_day, reference_in};
use crate::{App, Context, Error, Meant};

/// Texts remembered at most, so that memory stays bounded whatever the file names.
const REMEMBERED: usize = 200_000;

/// What names mean, by kind and text.
#[derive(Default)]
pub(super) struct Names {
    meant: HashMap<(&'static str, String), Meant>,
    /// Records that earlier rows made, by kind and folded name.
    made: HashMap<(&'static str, String), RecordId>,
    /// Records that rows of the file bring, by kind and folded name.
    brought: HashMap<(&'static str, String), RecordId>,
    /// The same as it was when the file was planned before: what later rows will bring.
    expected: HashMap<(&'static str, String), RecordId>,
    /// Whether rows may name records that other rows of the file bring.
    names_own: bool,
}

/// Fields with what is wrong with them.
pub(super) type FieldProblems = Vec<(String, Problem)>;

impl Names {
    pub(super) fn of(names_own: bool) -> Self {
        Self { names_own, ..Self::default() }
    }

    /// What a text means is known before.
    pub(super) fn know(&mut self, kind: &'static str, text: &str, meant: Meant) {
        self.meant.insert((kind, text.to_owned()), meant);
    }

    /// Whether every row was planned knowing what the others bring.
    pub(super) fn is_settled(&self) -> bool {
        !self.names_own || self.expected == self.brought
    }

    /// Begins the file anew, with what its rows were seen to bring.
    pub(super) fn begin_again(&mut self) {
        self.made.clear();
        self.expected = std::mem::take(&mut self.brought);
    }

    /// Looks all names of some rows up at once.
    pub(super) async fn look_up(
        &mut self,
        app: &App,
        ctx: &Context,
        kind: &'static KindInfo,
        rows: &[ParsedRow],
        file: Option<&str>,
    ) -> Result<(), Error> {
        if self.meant.len() > REMEMBERED {
            self.meant.clear();
        }
        let mut wanted: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        for row in rows {
            for (target, text) in named(app, kind, row) {
                if !self.meant.contains_key(&(target, text.clone())) {
                    wanted.entry(target).or_default().insert(text);
                }
            }
        }
        if let Some(file) = file
            && !self.meant.contains_key(&("source", file.to_owned()))
        {
            wanted.entry("source").or_default().insert(file.to_owned());
        }
        for (target, texts) in wanted {
            let Some(target_kind) = app.registry().kind(target) else { continue };
            let texts: Vec<String> = texts.into_iter().collect();
            for (text, meant) in app.resolve(ctx, target_kind, &texts).await? {
                self.meant.insert((target_kind.name, text), meant);
            }
        }
        Ok(())
    }

    /// The JSON of the fields of a row that name records. New records come into `linked`.
    pub(super) fn resolve_row(
        &mut self,
        app: &App,
        kind: &'static KindInfo,
        row: &ParsedRow,
        linked: &mut Vec<(String, Change)>,
    ) -> Result<BTreeMap<String, Json>, FieldProblems> {
        let mut resolved = BTreeMap::new();
        let mut problems = Vec::new();
        for (name, parsed) in &row.fields {
            let Some(field) = kind.field(name) else { continue };
            let outcome = match parsed {
                Parsed::Refer(texts) => self.resolve_field(app, kind, field, texts, row, linked),
                Parsed::Claims(claims) => self.resolve_claims(app, kind, claims, row, linked),
                Parsed::Rows(rows) => match self.resolve_rows(app, kind, field, rows, linked) {
                    Ok(json) => Ok(json),
                    Err(found) => {
                        problems.extend(found);
                        continue;
                    }
                },
                _ => continue,
            };
            match outcome {
                Ok(json) => {
                    resolved.insert(name.clone(), json);
                }
                Err(problem) => problems.push((name.clone(), problem)),
            }
        }
        if problems.is_empty() {
            Ok(resolved)
        } else {
            self.forget(linked);
            linked.clear();
            Err(problems)
        }
    }

    /// The JSON of a small table; what is wrong names row and column.
    fn resolve_rows(
        &mut self,
        app: &App,
        kind: &'static KindInfo,
        field: &Field,
        rows: &[ParsedCells],
        linked: &mut Vec<(String, Change)>,
    ) -> Result<Json, FieldProblems> {
        let (mut items, mut problems) = (Vec::new(), Vec::new());
        // A cell names a record and says no more about it.
        let plain = ParsedRow::default();
        for (number, cells) in (1..).zip(rows) {
            let mut item = serde_json::Map::new();
            for (name, parsed) in cells {
                let column = field.of.columns().iter().find(|column| column.name == name);
                match (parsed, column) {
                    (Parsed::Value(json), _) => {
                        item.insert(name.clone(), json.clone());
                    }
                    (Parsed::Refer(texts), Some(column)) => {
                        match self.resolve_field(app, kind, column, texts, &plain, linked) {
                            Ok(json) => {
                                item.insert(name.clone(), json);
                            }
                            Err(problem) => {
                                problems.push((format!("{}.{number}.{name}", field.name), problem));
                            }
                        }
                    }
                    _ => {
                        let problem = Problem::new("type").arg("expected", "rows").arg("found", name);
                        problems.push((format!("{}.{number}.{name}", field.name), problem));
                    }
                }
            }
            items.push(Json::Object(item));
        }
        if problems.is_empty() { Ok(Json::Array(items)) } else { Err(problems) }
    }

    fn resolve_field(
        &mut self,
        app: &App,
        kind: &'static KindInfo,
        field: &Field,
        texts: &[String],
        row: &ParsedRow,
        linked: &mut Vec<(String, Change)>,
    ) -> Result<Json, Problem> {
        let target = kind.target(field).and_then(|target| app.registry().kind(target));
        let Some(target) = target else { return Ok(Json::Null) };
        let mut ids = Vec::new();
        for text in texts {
            let details = row.linked.iter().find(|linked| linked.via == field.name);
            ids.push(self.resolve_text(app, target, text, details, linked)?);
        }
        Ok(match field.of {
            Type::References(_) => Json::Array(ids.iter().map(|id| Json::String(id.to_string())).collect()),
            _ => ids.first().map_or(Json::Null, |id| Json::String(id.to_string())),
        })
    }

    fn resolve_claims(
        &mut self,
        app: &App,
        kind: &'static KindInfo,
        claims: &[ParsedClaim],
        row: &ParsedRow,
        linked: &mut Vec<(String, Change)>,
    ) -> Result<Json, Problem> {
        let mut items = Vec::new();
        for claim in claims {
            let about = kind.field(&claim.field);
            let value = match (&claim.value, about) {
                (Parsed::Value(json), _) => json.clone(),
                (Parsed::Refer(texts), Some(field)) => {
                    self.resolve_field(app, kind, field, texts, row, linked)?
                }
                _ => return Err(Problem::new("type").arg("expected", "claims").arg("found", &claim.field)),
            };
            let mut item = serde_json::Map::new();
            item.insert("field".to_owned(), Json::from(claim.field.as_str()));
            item.insert("value".to_owned(), value);
            item.insert("certainty".to_owned(), Json::from(claim.certainty.code()));
            if let Some(text) = &claim.source
                && let Some(source) = app.registry().kind("source")
            {
                let id = self.resolve_text(app, source, text, None, linked)?;
                item.insert("source".to_owned(), Json::String(id.to_string()));
            }
            if let Some(as_of) = claim.as_of {
                item.insert("as_of".to_owned(), Json::String(as_of.to_string()));
            }
            items.push(Json::Object(item));
        }
        Ok(Json::Array(items))
    }

    fn resolve_text(
        &mut self,
        app: &App,
        target: &'static KindInfo,
        text: &str,
        details: Option<&Linked>,
        linked: &mut Vec<(String, Change)>,
    ) -> Result<RecordId, Problem> {
        match self.meant.get(&(target.name, text.to_owned())) {
            Some(Meant::Record(id)) => return Ok(*id),
            Some(Meant::Several(ids)) => {
                return Err(Problem::new("ambiguous")
                    .arg("found", text)
                    .arg("kind", target.name)
                    .arg("count", ids.len()));
            }
            Some(Meant::OtherDay) => {
                return Err(Problem::new("other-day").arg("found", text).arg("kind", target.name));
            }
            _ => {}
        }
        let is_reference =
            reference_in(text).is_some_and(|(prefix, _)| app.registry().kind(&prefix).is_some());
        let is_identifier = text.split_once(':').is_some_and(|(scheme, value)| {
            enishi_kit::ident::Scheme::from_name(scheme)
                .is_ok_and(|s| enishi_kit::ident::check(&s, value).is_ok())
        });
        let folded = fold_name(text);
        let name = (target.name, folded);
        if let Some(id) = self.made.get(&name).or_else(|| self.expected.get(&name)) {
            return Ok(*id);
        }
        if is_reference || (is_identifier && details.is_none_or(|linked| linked.fields.is_empty())) {
            return Err(Problem::new("unknown-reference").arg("found", text).arg("kind", target.name));
        }
        let body = linked_body(app, target, text, details);
        if let Some(problem) = body.problems(target).into_iter().next() {
            return Err(problem);
        }
        let id = app.store.ids().record_id(app.store.clock().now());
        self.made.insert(name, id);
        linked.push((text.to_owned(), Change::Create { id, kind: target, body }));
        Ok(id)
    }

    /// Remembers a record that a row of the file itself brings, so that later rows can name it.
    pub(super) fn remember(&mut self, kind: &'static KindInfo, id: RecordId, body: &Body) {
        let title = kind.title_field().and_then(|field| body.value(field));
        if let Some(enishi_kind::Value::Text(text)) = title {
            for (_, name) in text.each() {
                self.bring((kind.name, fold_name(name)), id);
            }
        }
        let identifiers = kind.field("identifiers").and_then(|field| body.value(field));
        if let Some(enishi_kind::Value::Identifiers(items)) = identifiers {
            for item in items {
                let identifier = format!("{}:{}", item.scheme.name(), item.value);
                self.bring((kind.name, fold_name(&identifier)), id);
            }
        }
    }

    fn bring(&mut self, name: (&'static str, String), id: RecordId) {
        if self.names_own {
            self.brought.entry(name.clone()).or_insert(id);
        }
        self.made.entry(name).or_insert(id);
    }

    /// Forgets records that are not made after all.
    pub(super) fn forget(&mut self, linked: &[(String, Change)]) {
        self.made.retain(|_, made| !linked.iter().any(|(_, change)| change.id() == *made));
    }

    /// The source record of a file.
    pub(super) fn file_source(
        &mut self,
        app: &App,
        file: &str,
        linked: &mut Vec<(String, Change)>,
    ) -> RecordId {
        if let Some(Meant::Record(id)) = self.meant.get(&("source", file.to_owned())) {
            return *id;
        }
        let id = app.store.ids().record_id(app.store.clock().now());
        if let Some(source) = app.registry().kind("source") {
            let mut body = linked_body(app, source, file, None);
            body.set_raw("source_type", Json::from("file"));
            body.set_raw("accessed", body.raw("as_of").cloned().unwrap_or(Json::Null));
            self.made.insert(("source", fold_name(file)), id);
            linked.push((file.to_owned(), Change::Create { id, kind: source, body }));
        }
        id
    }
}

/// A row that fills a linked record names it, whether its own column holds the name or the linked record's columns do.
pub(super) fn name_linked(app: &App, row: &mut ParsedRow) {
    for linked in &row.linked {
        if row.fields.iter().any(|(name, _)| *name == linked.via) {
            continue;
        }
        let title = app.registry().kind(&linked.kind).map_or("", |kind| kind.title);
        let titled =
            linked.fields.iter().find(|(name, _)| name == title).and_then(|(_, parsed)| match parsed {
                Parsed::Value(json) => json.get("ja").or_else(|| json.get("en")).unwrap_or(json).as_str(),
                _ => None,
            });
        let identifier = linked.key.identifiers.first();
        let text = linked
            .key
            .reference
            .clone()
            .or_else(|| identifier.map(|one| format!("{}:{}", one.scheme.name(), one.value)))
            .or_else(|| titled.map(ToOwned::to_owned));
        if let Some(text) = text {
            row.fields.push((linked.via.clone(), Parsed::Refer(vec![text])));
        }
    }
}

/// A record that a row names and nobody has: its name, and what the row says about it.
fn linked_body(app: &App, kind: &'static KindInfo, text: &str, details: Option<&Linked>) -> Body {
    let mut body = Body::new();
    // A name with its day in brackets is a record that begins on that day.
    let dated = day_field(kind).and_then(|field| Some((field, name_and_day(text)?)));
    let name = dated.map_or(text, |(_, (name, _))| name);
    body.set_raw(kind.title, enishi_kind::Value::Text(Text::one(lang_of(name), name)).to_json());
    if let Some((field, (_, day))) = dated {
        body.set_raw(field, Json::String(day.to_string()));
    }
    // The row's own title, where it has one, comes with the fields.
    for (name, parsed) in details.map(|linked| linked.fields.as_slice()).unwrap_or_default() {
        if let Parsed::Value(json) = parsed {
            body.set_raw(name, json.clone());
        }
    }
    if let Some(details) = details
        && !details.key.identifiers.is_empty()
        && let Ok(json) = serde_json::to_value(&details.key.identifiers)
    {
        body.set_raw("identifiers", json);
    }
    app.fill_provenance(kind, &mut body);
    body
}

/// Kind and text of everything that a row names.
fn named(app: &App, kind: &'static KindInfo, row: &ParsedRow) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let target_of = |field: &Field| kind.target(field).and_then(|target| app.registry().kind(target));
    for (name, parsed) in &row.fields {
        let Some(field) = kind.field(name) else { continue };
        match parsed {
            Parsed::Refer(texts) => {
                let Some(target) = target_of(field) else { continue };
                all.extend(texts.iter().map(|text| (target.name, text.clone())));
            }
            Parsed::Rows(rows) => {
                for (name, parsed) in rows.iter().flatten() {
                    let column = field.of.columns().iter().find(|column| column.name == name);
                    if let (Some(target), Parsed::Refer(texts)) = (column.and_then(target_of), parsed) {
                        all.extend(texts.iter().map(|text| (target.name, text.clone())));
                    }
                }
            }
            Parsed::Claims(claims) => {
                for claim in claims {
                    all.extend(claim.source.iter().map(|text| ("source", text.clone())));
                    let about = kind.field(&claim.field).and_then(target_of);
                    if let (Some(target), Parsed::Refer(texts)) = (about, &claim.value) {
                        all.extend(texts.iter().map(|text| (target.name, text.clone())));
                    }
                }
            }
            _ => {}
        }
    }
    all
}
