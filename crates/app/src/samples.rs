//! The sample records of the demonstration: invented, marked as samples, loaded as one batch through the one door.

use std::collections::HashMap;

use enishi_kind::Body;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_model::SAMPLES;
use enishi_store::{Change, Header};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value as Json;

use crate::{App, Context, Error};

impl App {
    /// Loads the samples into an empty store; gives how many records there are. A store with records is left alone.
    ///
    /// # Errors
    /// A sample that is not valid, or the store.
    pub async fn load_samples(&self, ctx: &Context) -> Result<usize, Error> {
        ctx.require_writer()?;
        if self.store.head().await?.seq > 0 {
            return Ok(0);
        }
        let changes = self.sample_changes()?;
        let header = Header { batch: Some("samples".to_owned()), ..ctx.header("history-samples") };
        self.store.commit(&header, &changes).await?;
        self.matcher.catch_up(|_, _| ()).await?;
        Ok(changes.len())
    }

    fn sample_changes(&self) -> Result<Vec<Change>, Error> {
        let mut lines = Vec::new();
        let mut ids: HashMap<String, RecordId> = HashMap::new();
        for (kind, text) in SAMPLES {
            let kind = self.kind(kind)?;
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let line: Json = serde_json::from_str(line).map_err(Error::internal)?;
                let key = line.get("key").and_then(Json::as_str).unwrap_or_default().to_owned();
                let id = self.store.ids().record_id(self.store.clock().now());
                ids.insert(key.clone(), id);
                lines.push((kind, key, id, line));
            }
        }
        let today = self.today();
        let mut changes = Vec::new();
        for (kind, key, id, line) in lines {
            let mut body = line.get("body").cloned().unwrap_or(Json::Null);
            settle(&mut body, &ids, today)
                .map_err(|detail| Error::internal(format!("sample {key}: {detail}")))?;
            let body: Body = serde_json::from_value(body).map_err(Error::internal)?;
            let problems = body.problems(kind);
            if !problems.is_empty() || body.raw("sample") != Some(&Json::Bool(true)) {
                return Err(Error::internal(format!("sample {key} is not valid: {problems:?}")));
            }
            changes.push(Change::Create { id, kind, body });
        }
        Ok(changes)
    }
}

/// Replaces `@key` by the id of that sample and `today+90d` by the day.
fn settle(value: &mut Json, ids: &HashMap<String, RecordId>, today: Date) -> Result<(), String> {
    match value {
        Json::Array(items) => items.iter_mut().try_for_each(|item| settle(item, ids, today)),
        Json::Object(map) => map.values_mut().try_for_each(|item| settle(item, ids, today)),
        Json::String(text) => {
            if let Some(key) = text.strip_prefix('@') {
                *text = ids.get(key).ok_or_else(|| format!("no sample is called {key}"))?.to_string();
            } else if let Some(rest) = text.strip_prefix("today") {
                *text = day(rest, today).ok_or_else(|| format!("`today{rest}` is no day"))?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn day(rest: &str, today: Date) -> Option<String> {
    let days: i64 = if rest.is_empty() { 0 } else { rest.strip_suffix('d')?.parse().ok()? };
    let day = today.checked_add(days.days()).ok()?;
    Some(PartialDate::from(day).to_string())
}
