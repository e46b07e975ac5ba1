//! From what a form or the API gives for a field to the field's JSON, with references resolved.

use enishi_kind::{Body, Claim, Field, KindInfo, Problem, Text, Type, Value, canonical, nearest};
use enishi_store::Record;
use serde_json::Value as Json;

use crate::{App, Context, Error};

mod rows;

pub(crate) use rows::settle_rows;

/// What was read: nothing, a value, or everything wrong with it.
pub(crate) type Read = Result<Option<Value>, Vec<Problem>>;

/// What a request says about one field: `null` takes the value away.
pub type FieldInput = (String, Json);

impl App {
    /// The body that follows when these inputs are applied to a body.
    ///
    /// # Errors
    /// `invalid` with every problem, or the store.
    pub(crate) async fn apply_inputs(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        record: Option<&Record>,
        inputs: &[FieldInput],
    ) -> Result<Body, Error> {
        let before = record.map(|record| &record.body);
        let mut body = before.cloned().unwrap_or_default();
        let mut problems = Vec::new();
        for (name, json) in inputs {
            // What he does not see of this record is no field to him.
            let seen = kind.field(name).filter(|field| {
                record.is_none_or(|record| {
                    ctx.viewer.sees(&self.registry().clearance(field, record.id, &record.body))
                })
            });
            let Some(field) = seen else {
                let near = nearest(name, kind.fields().map(|field| field.name)).unwrap_or_default();
                problems.push(Problem::new("unknown-field").on(name).arg("found", name).arg("near", near));
                continue;
            };
            if field.of.is_managed() {
                problems.push(Problem::new("managed-field").on(name).arg("found", name));
                continue;
            }
            match self.read_input(ctx, kind, field, json).await? {
                Ok(None) => {
                    body.remove(field.name);
                }
                Ok(Some(value)) => {
                    let value = settle_text(field, value, before);
                    body.set(field.name, &value);
                }
                // What is wrong in a cell names its own place.
                Err(found) => problems.extend(found.into_iter().map(|problem| match problem.field {
                    Some(_) => problem,
                    None => problem.on(field.name),
                })),
            }
        }
        if let Some(record) = record {
            self.keep_unseen(ctx, record, &mut body).await?;
            self.keep_hidden_claims(ctx, record, &mut body);
        }
        let refused: Vec<String> = problems.iter().filter_map(|problem| problem.field.clone()).collect();
        problems.extend(
            body.problems(kind)
                .into_iter()
                .filter(|problem| !problem.field.as_ref().is_some_and(|field| refused.contains(field))),
        );
        if problems.is_empty() {
            Ok(body)
        } else {
            Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems))
        }
    }

    /// What a field that he sees says of records that he does not see stays as it is.
    async fn keep_unseen(&self, ctx: &Context, record: &Record, body: &mut Body) -> Result<(), Error> {
        let kind = record.kind;
        let Some(open) = self.registry().redact(&ctx.viewer, kind, record.id, &record.body) else {
            return Ok(());
        };
        let unseen = self.store.unseen(&ctx.viewer, &kind.named_in(&open)).await?;
        if unseen.is_empty() {
            return Ok(());
        }
        for field in kind.fields().filter(|field| field.of.names_records()) {
            if body.raw(field.name) != record.body.raw(field.name)
                && let Some(had) = open.raw(field.name)
            {
                let kept = kind.with_unknown(field, body.raw(field.name), had, &unseen);
                body.set_raw(field.name, kept.unwrap_or_default());
            }
        }
        Ok(())
    }

    /// Claims about what he does not see stay, whatever he says of those that he sees.
    fn keep_hidden_claims(&self, ctx: &Context, record: &Record, body: &mut Body) {
        let Some(field) = record.kind.field("claims") else { return };
        let hidden = |entry: &&Json| {
            let of = (record.id, &record.body);
            let clearance = self.registry().entry_clearance(record.kind, field, of, entry);
            clearance.is_none_or(|clearance| !ctx.viewer.sees(&clearance))
        };
        let had = record.body.raw("claims").and_then(Json::as_array).into_iter().flatten();
        let kept: Vec<Json> = had.filter(hidden).cloned().collect();
        if kept.is_empty() || ctx.viewer.sees_everything() || body.raw("claims") == record.body.raw("claims")
        {
            return;
        }
        let said = body.raw("claims").and_then(Json::as_array).cloned().unwrap_or_default();
        body.set_raw("claims", said.into_iter().chain(kept).collect::<Vec<Json>>().into());
    }

    pub(crate) async fn read_input(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        field: &Field,
        json: &Json,
    ) -> Result<Read, Error> {
        if json.is_null() {
            return Ok(Ok(None));
        }
        match field.of {
            Type::Reference(target) => {
                let target = self.kind(target)?;
                let Some(text) = reference_text(json) else {
                    return Ok(Err(vec![type_problem("reference", json)]));
                };
                let found = self.resolve_one(ctx, target, &text).await?;
                Ok(found.map(|id| Some(Value::Reference(id))).map_err(|problem| vec![problem]))
            }
            Type::References(target) => {
                let target = self.kind(target)?;
                let Some(items) = json.as_array() else {
                    return Ok(Err(vec![type_problem("references", json)]));
                };
                let mut ids = Vec::new();
                for item in items {
                    let Some(text) = reference_text(item) else {
                        return Ok(Err(vec![type_problem("reference", item)]));
                    };
                    match self.resolve_one(ctx, target, &text).await? {
                        Ok(id) => ids.push(id),
                        Err(problem) => return Ok(Err(vec![problem])),
                    }
                }
                Ok(Ok(Some(Value::References(ids))))
            }
            Type::Claims => self.read_claims(ctx, kind, json).await,
            Type::Rows(_) => self.read_rows(ctx, kind, field, json).await,
            _ => Ok(Value::from_json(field, json).map(Some).map_err(|problem| vec![problem])),
        }
    }

    async fn read_claims(&self, ctx: &Context, kind: &'static KindInfo, json: &Json) -> Result<Read, Error> {
        let wrong = |json: &Json| Ok(Err(vec![type_problem("claims", json)]));
        let Some(items) = json.as_array() else { return wrong(json) };
        let source_kind = self.kind("source")?;
        let mut claims = Vec::new();
        for item in items {
            let about = item.get("field").and_then(Json::as_str).and_then(|name| kind.field(name));
            let (Some(about), Some(mut settled)) = (about, item.as_object().cloned()) else {
                return wrong(item);
            };
            if about.of == Type::Claims {
                return wrong(item);
            }
            if !about.of.takes_claims() {
                return Ok(Err(vec![Problem::new("claim-field").arg("found", about.name)]));
            }
            if let Some(source) =
                item.get("source").filter(|source| !source.is_null()).and_then(reference_text)
            {
                match self.resolve_one(ctx, source_kind, &source).await? {
                    Ok(id) => {
                        settled.insert("source".to_owned(), Json::String(id.to_string()));
                    }
                    Err(problem) => return Ok(Err(vec![problem])),
                }
            }
            let value = item.get("value").cloned().unwrap_or(Json::Null);
            match Box::pin(self.read_input(ctx, kind, about, &value)).await? {
                Ok(Some(value)) => {
                    settled.insert("value".to_owned(), value.to_json());
                }
                Ok(None) => return Ok(Err(vec![Problem::new("empty")])),
                Err(problems) => return Ok(Err(problems)),
            }
            match serde_json::from_value::<Claim>(Json::Object(settled)) {
                Ok(claim) => claims.push(claim),
                Err(_) => return wrong(item),
            }
        }
        Ok(Ok(Some(Value::Claims(claims))))
    }
}

fn type_problem(expected: &str, json: &Json) -> Problem {
    Problem::new("type").arg("expected", expected).arg("found", canonical(json))
}

/// `"seed-7k2m9x4q"`, `"ror:02kpeqv85"`, or what the API itself gave: `{"ref": ..}`.
fn reference_text(json: &Json) -> Option<String> {
    json.as_str().or_else(|| json.get("ref")?.as_str()).map(ToOwned::to_owned)
}

/// Keeps the state of translations true after an edit.
pub(crate) fn settle_text(field: &Field, value: Value, before: Option<&Body>) -> Value {
    match value {
        Value::Text(text) => {
            let old: Option<Text> = before.and_then(|body| body.value(field)).and_then(|value| match value {
                Value::Text(text) => Some(text),
                _ => None,
            });
            Value::Text(text.after_edit_of(old.as_ref()))
        }
        Value::Rows(rows) => Value::Rows(settle_rows(field, rows, before)),
        other => other,
    }
}
