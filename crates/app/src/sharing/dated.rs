//! Records that become more open on a day: who sees a record follows from its body alone, so on that day the body changes.
//!
//! As long as nobody commits it, nothing opens: a job that stands still keeps records closed. Roles and openings by name
//! need no job: they are judged by the clock at each request.

use std::time::Duration;

use enishi_kind::{Layer, OPENS};
use enishi_kit::ids::RecordId;
use enishi_store::{Moment, Reading, Record};
use jiff::civil::Date;
use serde_json::Value as Json;

use super::rows_of;
use crate::fields::date_of;
use crate::{App, Context, Error};

/// How often the day is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Why such a commit was made.
const REASON: &str = "history-opened-by-date";

/// Who makes it: the program itself.
const PROGRAM: &str = "enishi";

impl App {
    /// Opens the records whose day has come, each in a commit of its own that is undone like any edit. What was opened and
    /// taken back stays as it is; what rules refuse stays closed. Gives how many were opened.
    ///
    /// # Errors
    /// `not-permitted` for everybody but the program itself, or the store.
    pub async fn open_by_date(&self, ctx: &Context) -> Result<u64, Error> {
        ctx.require_operator()?;
        let today = self.today();
        let mut opened = 0;
        for id in self.store.ids_due(&format!("{OPENS}.on"), today).await? {
            match self.open_one(ctx, id, today).await {
                Ok(true) => opened += 1,
                Ok(false) => {}
                // Somebody who must agree has not, or somebody edits it at this moment: it stays closed for now.
                Err(error) if error.info().status < 500 => error.log("a record was not opened on its day"),
                Err(error) => return Err(error),
            }
        }
        Ok(opened)
    }

    async fn open_one(&self, ctx: &Context, id: RecordId, today: Date) -> Result<bool, Error> {
        let Some(record) = self.store.load(id).await? else { return Ok(false) };
        if self.require_open(&record).await.is_err() {
            return Ok(false);
        }
        let since = self.opened_last(&record).await?;
        let rows = rows_of(&record.body, OPENS);
        let is_due =
            |on: Option<Date>| on.is_some_and(|on| on <= today && since.is_none_or(|last| last < on));
        let due = |row: &enishi_kind::Body| is_due(date_of(row, "on").map(|on| on.last_day()));
        let Some(layer) =
            rows.iter().filter(|row| due(row)).map(|row| Layer::of_disclosure(row.str("disclosure"))).min()
        else {
            return Ok(false);
        };
        let code = rows
            .iter()
            .filter(|row| due(row))
            .find_map(|row| row.str("disclosure").filter(|code| Layer::of_disclosure(Some(code)) == layer));
        let mut body = record.body.clone();
        if layer < self.registry().record_layer(&body)
            && let Some(code) = code
        {
            body.set_raw("disclosure", Json::from(code));
        }
        let kept: Vec<Json> =
            rows.iter().filter(|row| !due(row)).filter_map(|row| serde_json::to_value(row).ok()).collect();
        if kept.is_empty() {
            body.remove(OPENS);
        } else {
            body.set_raw(OPENS, Json::from(kept));
        }
        self.save(ctx, &record, body, REASON).await?;
        Ok(true)
    }

    /// The day on which the program opened a record last: whoever took that back does not want it again.
    async fn opened_last(&self, record: &Record) -> Result<Option<Date>, Error> {
        let viewer = enishi_kind::Viewer::operator();
        let reading = Reading { viewer: &viewer, moment: Moment::default(), today: None };
        let entries = self.store.history(reading, record.id).await?;
        let last = entries.iter().find(|entry| entry.reason == REASON && entry.actor == PROGRAM);
        Ok(last.map(|entry| self.zone().today(entry.at)))
    }

    /// Opens records on their days, until the program ends.
    pub async fn keep_openings(&self) {
        let ctx = Context::operator(PROGRAM);
        loop {
            match self.open_by_date(&ctx).await {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "records were opened on their day"),
                Err(error) => {
                    error.log("records could not be opened on their day; it is tried again in a minute");
                }
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}
