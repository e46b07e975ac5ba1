//! Rows of a small table as a request gives them: each cell read as a field is, problems named by row and column.

use enishi_kind::{Body, Field, KindInfo, Problem, Value, nearest};
use serde_json::Value as Json;

use super::{Read, settle_text, type_problem};
use crate::{App, Context, Error};

impl App {
    pub(super) async fn read_rows(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        field: &Field,
        json: &Json,
    ) -> Result<Read, Error> {
        let Some(items) = json.as_array() else { return Ok(Err(vec![type_problem("rows", json)])) };
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        for (number, item) in (1..).zip(items) {
            let at = format!("{}.{number}", field.name);
            let Some(object) = item.as_object() else {
                problems.push(type_problem("rows", item).on(&at));
                continue;
            };
            let mut row = Body::new();
            for (name, json) in object {
                let at = format!("{at}.{name}");
                let Some(column) = field.of.columns().iter().find(|column| column.name == name) else {
                    let near = nearest(name, field.of.columns().iter().map(|column| column.name));
                    let problem = Problem::new("unknown-field").arg("found", name);
                    problems.push(problem.arg("near", near.unwrap_or_default()).on(&at));
                    continue;
                };
                match Box::pin(self.read_input(ctx, kind, column, json)).await? {
                    Ok(Some(value)) => row.set(name, &value),
                    Ok(None) => {}
                    Err(found) => problems.extend(found.into_iter().map(|problem| problem.on(&at))),
                }
            }
            rows.push(row);
        }
        Ok(if problems.is_empty() { Ok(Some(Value::Rows(rows))) } else { Err(problems) })
    }
}

/// Keeps the states of translations in rows true after an edit: a row is compared with the one that stood in its place.
pub(crate) fn settle_rows(field: &Field, rows: Vec<Body>, before: Option<&Body>) -> Vec<Body> {
    let old = match before.and_then(|body| body.value(field)) {
        Some(Value::Rows(rows)) => rows,
        _ => Vec::new(),
    };
    let settle = |(number, mut row): (usize, Body)| {
        for column in field.of.columns().iter().filter(|column| column.of.is_bilingual()) {
            let stood = old.get(number);
            if stood.and_then(|stood| stood.raw(column.name)) == row.raw(column.name) {
                continue;
            }
            if let Some(value) = row.value(column) {
                row.set(column.name, &settle_text(column, value, stood));
            }
        }
        row
    };
    rows.into_iter().enumerate().map(settle).collect()
}
