//! A change of who sees a record: worked out first, so that its effect is shown, then made.

use enishi_kind::{Body, Clearance, Field, Layer, OPENED, OPENS, Problem, Value, Viewer};
use enishi_kit::date::PartialDate;
use enishi_store::Record;
use serde_json::{Map, Value as Json, json};

use super::{named_viewer, openings, rows_of, seen_besides};
use crate::records::unknown_record;
use crate::{App, Change, Context, Error};

/// What somebody wants to change. Texts as he typed them; rows count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareChange {
    /// Open the record to an organisation or a person.
    Open {
        /// The organisation: reference, identifier or name.
        organisation: String,
        /// The person.
        person: String,
        /// From when on; from now if empty.
        since: String,
        /// Until when; without end if empty.
        until: String,
        /// The agreement.
        agreement: String,
        /// Why.
        reason: String,
    },
    /// Let an opening end on a day.
    Limit {
        /// The row.
        row: usize,
        /// The last day.
        until: String,
    },
    /// Take an opening back at once.
    Withdraw {
        /// The row.
        row: usize,
    },
    /// Let the record become more open on a day.
    Plan {
        /// The day.
        on: String,
        /// The disclosure from then on.
        disclosure: String,
        /// Why.
        reason: String,
    },
    /// Give such a plan up.
    Unplan {
        /// The row.
        row: usize,
    },
}

/// What a change would do.
#[derive(Clone, Debug)]
pub struct ShareEffect {
    /// The fields concerned: those that somebody would see besides, or no longer.
    pub fields: Vec<&'static Field>,
    /// Whether somebody would see less.
    pub is_less: bool,
    /// The layer of the record as a whole: where it is closest, being named shows nothing.
    pub record_layer: Layer,
}

impl App {
    /// Says what a change of sharing would do.
    ///
    /// # Errors
    /// As [`App::share`], but for what rules say of the result.
    pub async fn share_effect(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        change: &ShareChange,
    ) -> Result<ShareEffect, Error> {
        let record = self.load_shared(ctx, kind, reference).await?;
        let after = self.shared_body(ctx, &record, change).await?;
        let (id, before) = (record.id, &record.body);
        let record_layer = self.registry().record_layer(before);
        let besides = |pair| seen_besides(self, record.kind, id, pair);
        let public = Viewer::public();
        let effect = |fields, is_less| ShareEffect { fields, is_less, record_layer };
        Ok(match change {
            ShareChange::Open { .. } => {
                effect(besides([(&after, &named_viewer(self, id, &after)), (&after, &public)]), false)
            }
            ShareChange::Limit { .. } | ShareChange::Withdraw { .. } => {
                effect(besides([(before, &named_viewer(self, id, before)), (before, &public)]), true)
            }
            ShareChange::Plan { disclosure, .. } => {
                let (then, viewer) = self.opened_at(before, disclosure);
                effect(besides([(&then, &viewer), (before, &viewer)]), false)
            }
            ShareChange::Unplan { row } => {
                let planned = rows_of(before, OPENS).into_iter().nth(row.saturating_sub(1));
                let disclosure = planned.and_then(|row| row.str("disclosure").map(str::to_owned));
                let (then, viewer) = self.opened_at(before, &disclosure.unwrap_or_default());
                effect(besides([(&then, &viewer), (before, &viewer)]), true)
            }
        })
    }

    /// A body once its disclosure is another, and a viewer who sees just that layer.
    fn opened_at(&self, body: &Body, disclosure: &str) -> (Body, Viewer) {
        let mut then = body.clone();
        then.set_raw("disclosure", Json::from(disclosure));
        let layer = Layer::of_disclosure(Some(disclosure));
        let token = Clearance::of(layer, self.registry().scope(body));
        (then, Viewer::of([Clearance::public(), token]))
    }

    /// Changes who sees a record. `on` is the mark of the representation that the change was made on.
    ///
    /// # Errors
    /// `not-permitted`, `conflict` when the record changed since, `invalid` with what is wrong, `questions` with what must
    /// be confirmed first.
    pub async fn share(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        on: Option<&str>,
        change: &ShareChange,
    ) -> Result<Change, Error> {
        ctx.require_writer()?;
        self.load_shared(ctx, kind, reference).await?;
        let record = self.load_for_change(ctx, kind, reference, on).await?;
        let body = self.shared_body(ctx, &record, change).await?;
        let reason = match change {
            ShareChange::Open { .. } => "history-opened",
            ShareChange::Limit { .. } => "history-opening-limited",
            ShareChange::Withdraw { .. } => "history-opening-withdrawn",
            ShareChange::Plan { .. } => "history-opening-planned",
            ShareChange::Unplan { .. } => "history-opening-unplanned",
        };
        self.save(ctx, &record, body, reason).await
    }

    async fn load_shared(&self, ctx: &Context, kind: &str, reference: &str) -> Result<Record, Error> {
        let view = self.find(ctx, kind, reference).await?;
        self.require_sharing(ctx, &view)?;
        view.require_open()?;
        self.store.load(view.seen.id).await?.ok_or_else(|| unknown_record(reference))
    }

    /// The body that follows.
    async fn shared_body(&self, ctx: &Context, record: &Record, change: &ShareChange) -> Result<Body, Error> {
        let mut body = record.body.clone();
        match change {
            ShareChange::Open { organisation, person, since, until, agreement, reason } => {
                if organisation.is_empty() && person.is_empty() {
                    return Err(invalid(Problem::new("opening-whom").on("organisation")));
                }
                let cells = [
                    ("organisation", organisation),
                    ("person", person),
                    ("since", since),
                    ("until", until),
                    ("agreement", agreement),
                    ("reason", reason),
                ];
                let row = self.read_row(ctx, record, OPENED, &cells).await?;
                let opening = openings(&with_row(&Body::new(), OPENED, row.clone()), self.today()).pop();
                if let Some((since, until)) = opening.and_then(|opening| opening.since.zip(opening.until))
                    && until.last_day() < since.first_day()
                {
                    return Err(order_problem(since, until));
                }
                body = with_row(&body, OPENED, row);
            }
            ShareChange::Limit { row, until } => {
                let cell = self.read_row(ctx, record, OPENED, &[("until", until)]).await?;
                let kept = rows_of(&body, OPENED).into_iter().nth(row.saturating_sub(1));
                let since =
                    kept.and_then(|row| row.str("since").and_then(|day| day.parse::<PartialDate>().ok()));
                let last =
                    cell.get("until").and_then(Json::as_str).and_then(|day| day.parse::<PartialDate>().ok());
                if let Some((since, last)) = since.zip(last)
                    && last.last_day() < since.first_day()
                {
                    return Err(order_problem(since, last));
                }
                change_rows(&mut body, OPENED, *row, |rows, at| {
                    if let (Some(row), Some(until)) =
                        (rows.get_mut(at).and_then(Json::as_object_mut), cell.get("until"))
                    {
                        row.insert("until".to_owned(), until.clone());
                    }
                })?;
            }
            ShareChange::Withdraw { row } => change_rows(&mut body, OPENED, *row, |rows, at| {
                rows.remove(at);
            })?,
            ShareChange::Plan { on, disclosure, reason } => {
                let cells = [("on", on), ("disclosure", disclosure), ("reason", reason)];
                let row = self.read_row(ctx, record, OPENS, &cells).await?;
                self.check_plan(&body, &row)?;
                body = with_row(&body, OPENS, row);
            }
            ShareChange::Unplan { row } => change_rows(&mut body, OPENS, *row, |rows, at| {
                rows.remove(at);
            })?,
        }
        let problems = body.problems(record.kind);
        if problems.is_empty() {
            return Ok(body);
        }
        Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems))
    }

    /// A row of a field as somebody typed it, problems named by their cells alone.
    async fn read_row(
        &self,
        ctx: &Context,
        record: &Record,
        field: &'static str,
        cells: &[(&str, &String)],
    ) -> Result<Json, Error> {
        let filled = cells.iter().filter(|(_, text)| !text.is_empty());
        let row: Map<String, Json> =
            filled.map(|(name, text)| ((*name).to_owned(), Json::from(text.as_str()))).collect();
        let known = record.kind.field(field).ok_or_else(|| Error::internal("a common field is missing"))?;
        match self.read_input(ctx, record.kind, known, &json!([row])).await? {
            Ok(Some(Value::Rows(rows))) => {
                let row = rows.into_iter().next().unwrap_or_default();
                serde_json::to_value(row).map_err(Error::internal)
            }
            Ok(_) => Err(Error::internal("a row was read as something else")),
            Err(problems) => {
                let cell = |problem: Problem| {
                    let name = problem.field.clone().unwrap_or_default();
                    problem.on(name.rsplit('.').next().unwrap_or_default())
                };
                let problems: Vec<Problem> = problems.into_iter().map(cell).collect();
                Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems))
            }
        }
    }

    /// A day to come, and more open than now.
    fn check_plan(&self, body: &Body, row: &Json) -> Result<(), Error> {
        let text = |name: &str| row.get(name).and_then(Json::as_str);
        let Some(on) = text("on").and_then(|on| on.parse::<PartialDate>().ok()) else {
            return Err(invalid(Problem::new("empty").on("on")));
        };
        if on.first_day() != on.last_day() {
            return Err(invalid(Problem::new("opening-day").on("on").arg("found", on)));
        }
        if on.first_day() <= self.today() {
            return Err(invalid(Problem::new("opening-past").on("on").arg("found", on)));
        }
        let then = Layer::of_disclosure(text("disclosure"));
        if then >= self.registry().record_layer(body) {
            return Err(invalid(Problem::new("opening-closer").on("disclosure")));
        }
        Ok(())
    }
}

fn invalid(problem: Problem) -> Error {
    Error::new("invalid").arg("count", 1).with_problems(vec![problem])
}

fn order_problem(since: PartialDate, until: PartialDate) -> Error {
    invalid(Problem::new("period-order").arg("since", since).arg("until", until).on("until"))
}

fn with_row(body: &Body, field: &str, row: Json) -> Body {
    let mut body = body.clone();
    let mut rows = body.raw(field).and_then(Json::as_array).cloned().unwrap_or_default();
    rows.push(row);
    body.set_raw(field, Json::from(rows));
    body
}

/// Changes the rows of a field at one of them; a field without rows goes.
fn change_rows(
    body: &mut Body,
    field: &str,
    row: usize,
    change: impl FnOnce(&mut Vec<Json>, usize),
) -> Result<(), Error> {
    let mut rows = body.raw(field).and_then(Json::as_array).cloned().unwrap_or_default();
    let at = row.checked_sub(1).filter(|at| *at < rows.len());
    let at = at.ok_or_else(|| Error::new("bad-request").arg("detail", "row"))?;
    change(&mut rows, at);
    if rows.is_empty() {
        body.remove(field);
    } else {
        body.set_raw(field, Json::from(rows));
    }
    Ok(())
}
