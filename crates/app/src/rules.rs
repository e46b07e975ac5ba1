//! What the subject asks of a record before it is written: lawful steps between states, and rules over other records.
//! The rules themselves are the model's; here they get the records that they want to see.

use enishi_kind::{Body, KindInfo, Problem};
use enishi_kit::ids::RecordId;
use enishi_model::rules::{Severity, Subject, Wanted, Which, World, check, wanted};
use enishi_model::states::check_change;
use enishi_store::{Filter, ListQuery, Seen, Sort};

use crate::{App, Context, Error};

/// Records of one page while those of a rule are gathered.
const PAGE: u32 = 500;

impl App {
    /// Asks the rules. To be called while the head of the log is held, so that two who write at once cannot break a
    /// rule together.
    ///
    /// # Errors
    /// `invalid` with what is refused; `questions` with what a person must confirm first; the store.
    pub(crate) async fn check_rules(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        id: Option<RecordId>,
        before: Option<&Body>,
        body: &Body,
    ) -> Result<(), Error> {
        let mut refused = check_change(kind.name, before, body);
        let mut world = World::new();
        for one in wanted(kind.name) {
            for seen in self.wanted_records(ctx, id, body, kind, one).await? {
                world.insert(one.kind, seen.id, seen.body);
            }
        }
        let mut asked: Vec<Problem> = Vec::new();
        for finding in check(&Subject { kind, id, body }, &world) {
            match finding.severity {
                Severity::Refuse => refused.push(finding.problem),
                Severity::Question if ctx.confirmed.contains(&finding.problem.code) => {}
                Severity::Question => asked.push(finding.problem),
            }
        }
        if !refused.is_empty() {
            return Err(Error::new("invalid").arg("count", refused.len()).with_problems(refused));
        }
        if !asked.is_empty() {
            let codes: Vec<&str> = asked.iter().map(|problem| problem.code.as_str()).collect();
            return Err(Error::new("questions").arg("codes", codes.join(",")).with_problems(asked));
        }
        Ok(())
    }

    /// The records that a rule wants, as far as the person may see them: findings quote them.
    async fn wanted_records(
        &self,
        ctx: &Context,
        id: Option<RecordId>,
        body: &Body,
        subject: &'static KindInfo,
        one: Wanted,
    ) -> Result<Vec<Seen>, Error> {
        let kind = self.kind(one.kind)?;
        let filter =
            |name: &str, id: RecordId| Filter { name: name.to_owned(), values: vec![id.to_string()] };
        match one.which {
            Which::All => self.every(ctx, kind, Vec::new()).await,
            Which::Same(name) => match crate::fields::id_of(body, name) {
                Some(id) => self.every(ctx, kind, vec![filter(name, id)]).await,
                None => Ok(Vec::new()),
            },
            Which::Naming(name) => match id {
                Some(id) => self.every(ctx, kind, vec![filter(name, id)]).await,
                None => Ok(Vec::new()),
            },
            Which::Named(name) => {
                let ids = named(subject, body, name);
                let found = self.store.find_many(self.reading(ctx), &ids).await?;
                Ok(found.into_values().filter(|seen| seen.kind == kind.name).collect())
            }
        }
    }

    async fn every(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        filters: Vec<Filter>,
    ) -> Result<Vec<Seen>, Error> {
        let mut query = ListQuery { kind, filters, sort: Sort::newest(), after: None, limit: PAGE };
        let mut all = Vec::new();
        loop {
            let page = self.store.list(self.reading(ctx), &query).await?;
            all.extend(page.items);
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(all),
            }
        }
    }
}

/// The records that a field, or `FIELD.COLUMN`, refers to.
fn named(kind: &'static KindInfo, body: &Body, name: &str) -> Vec<RecordId> {
    let (field, column) = name.split_once('.').map_or((name, None), |(field, column)| (field, Some(column)));
    let Some(field) = kind.field(field) else { return Vec::new() };
    match column {
        None => body.value(field).map(|value| value.targets()).unwrap_or_default(),
        Some(column) => {
            let rows = body.raw(field.name).and_then(serde_json::Value::as_array);
            let cells = rows.into_iter().flatten().filter_map(|row| row.get(column)?.as_str()?.parse().ok());
            cells.collect()
        }
    }
}
