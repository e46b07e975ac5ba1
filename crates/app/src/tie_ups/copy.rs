//! The table of a new fiscal year from that of another: the same rows, without what only a year itself can bring.

use enishi_kind::{Text, Value};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::lang::Lang;
use enishi_policy::Action;
use enishi_store::{Batch, BatchState, Change, Header, Moment};
use serde_json::json;

use crate::fields::{id_of, year_of};
use crate::imports::{Counts, ImportReport};
use crate::rules::Steps;
use crate::{App, Context, Error, Link};

/// What belongs to the year that is copied and to no other.
const OF_THE_YEAR: [&str; 9] =
    ["conferences", "raw", "remarks", "source", "as_of", "claims", "certainty", "files", "identifiers"];

impl App {
    /// Copies the rows of a fiscal year, without their joint conferences, to a year that has none. The copy is one
    /// batch: it is undone like an import.
    ///
    /// # Errors
    /// `not-permitted`; `tie-up-year-empty` without rows to copy; `tie-up-year-taken` where the new year has rows
    /// already; `invalid`; the store.
    pub async fn copy_tie_ups(
        &self,
        ctx: &Context,
        from: FiscalYear,
        to: FiscalYear,
    ) -> Result<String, Error> {
        self.require_ever(ctx, Action::Import)?;
        let ctx = ctx.clone().at(Moment::default());
        let kind = self.kind("tie-up")?;
        let now = self.store.clock().now();
        let batch = self.new_batch_id();
        let header = Header { batch: Some(batch.clone()), ..ctx.header("history-tie-ups-copied") };
        let mut transaction = self.store.begin(&header).await?;
        // Under the head of the log: two who copy at once do not both find the new year empty.
        let rows = self.all(&ctx, "tie-up", &[]).await?;
        let of = |year: FiscalYear| {
            rows.iter().filter(move |seen| year_of(&seen.body, "fiscal_year") == Some(year))
        };
        let taken = of(to).count();
        if taken > 0 {
            return Err(Error::new("tie-up-year-taken").arg("year", to.0).arg("count", taken));
        }
        let named = of(from).flat_map(|seen| ["cluster", "bureau"].map(|name| id_of(&seen.body, name)));
        let ids: Vec<_> = named.flatten().collect();
        let links = self.links_to(&ctx, &ids).await?;
        // A title is as open as its row: names that not every reader of the row may read stay out of it.
        let open_links = self.links_to(&Context::public(), &ids).await?;
        let mut changes = Vec::new();
        for seen in of(from) {
            let mut body = seen.body.clone();
            for name in OF_THE_YEAR {
                body.remove(name);
            }
            body.set_raw("fiscal_year", json!(to.0));
            let is_open = body.str("disclosure") == Some("public");
            let known = if is_open { &open_links } else { &links };
            let link = |name: &str| id_of(&body, name).and_then(|id| known.get(&id));
            if let Some(title) = link("cluster").map(|cluster| title(to, cluster, link("bureau"))) {
                body.set(kind.title, &Value::Text(title));
            }
            self.fill_provenance(kind, &mut body);
            self.fill_holder(&ctx, kind, &mut body)?;
            let problems = body.problems(kind);
            if !problems.is_empty() {
                return Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems));
            }
            changes.push(Change::Create { id: self.store.ids().record_id(now), kind, body });
        }
        if changes.is_empty() {
            return Err(Error::new("tie-up-year-empty").arg("year", from.0));
        }
        self.write(&ctx, &mut transaction, &changes, Steps::Checked).await?;
        let added = u64::try_from(changes.len()).unwrap_or(u64::MAX);
        // Like a file's name, the same in every language.
        let title = format!("tie-ups {from} → {to}");
        let report = ImportReport {
            by: ctx.actor.clone(),
            batch: batch.clone(),
            kind: kind.name.to_owned(),
            file: title.clone(),
            state: BatchState::Done.code().to_owned(),
            staged: added,
            counts: Counts { rows: added, added, ..Counts::default() },
            ..ImportReport::default()
        };
        let report = serde_json::to_string(&report).map_err(Error::internal)?;
        let state = BatchState::Done;
        transaction
            .save_batch(&Batch {
                id: batch.clone(),
                kind: kind.name.to_owned(),
                title,
                state,
                at: now,
                report,
            })
            .await?;
        transaction.finish().await?;
        self.matcher.notify();
        Ok(batch)
    }
}

/// The title of a row in both languages: year, cluster and bureau.
fn title(year: FiscalYear, cluster: &Link, bureau: Option<&Link>) -> Text {
    let written = |lang: Lang| {
        let names: Vec<&str> =
            [Some(cluster), bureau].into_iter().flatten().map(|link| link.title(lang)).collect();
        format!("{} {}", year.label(lang), names.join(" × "))
    };
    Text::both(Lang::Ja, written(Lang::Ja), written(Lang::En))
}
