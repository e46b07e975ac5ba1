//! Who was in touch with an organisation, as far as somebody may know, and what a new record of it begins with.

use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_store::{Filter, ListQuery, Seen, Sort};

use crate::{App, Context, Error, Link};

/// Approaches of an organisation that are told at once.
const TOLD: u32 = 5;

/// What a new record of an approach begins with.
#[derive(Clone, Debug)]
pub struct ApproachStart {
    /// The current month.
    pub month: PartialDate,
    /// The cluster that whoever writes is in charge of, where it is one.
    pub cluster: Option<Link>,
    /// The record of whoever writes.
    pub coordinator: Option<Link>,
}

impl App {
    /// The newest approaches of an organisation that somebody may know of, by month, newest first.
    ///
    /// # Errors
    /// The store.
    pub async fn approaches(&self, ctx: &Context, organisation: RecordId) -> Result<Vec<Seen>, Error> {
        // A register without such a kind has none.
        let Some(kind) = self.registry().kind("approach") else { return Ok(Vec::new()) };
        let filters = vec![Filter { name: "organisation".into(), values: vec![organisation.to_string()] }];
        let sort = Sort { name: "month".into(), descending: true };
        let query = ListQuery { kind, filters, sort, after: None, limit: TOLD };
        Ok(self.store.list(self.reading(ctx), &query).await?.items)
    }

    /// What a new record of an approach begins with for whoever writes it today.
    ///
    /// # Errors
    /// The store.
    pub async fn approach_start(&self, ctx: &Context) -> Result<ApproachStart, Error> {
        let kind = self.kind("approach")?;
        let cluster = ctx.evidence.holder(kind, None).and_then(|id| id.parse().ok());
        let coordinator = ctx.evidence.person();
        let ids: Vec<RecordId> = [cluster, coordinator].into_iter().flatten().collect();
        let mut links = self.links_to(ctx, &ids).await?;
        let today = self.today();
        Ok(ApproachStart {
            month: PartialDate::month(today.year().into(), today.month().into()).map_err(Error::internal)?,
            cluster: cluster.and_then(|id| links.remove(&id)),
            coordinator: coordinator.and_then(|id| links.remove(&id)),
        })
    }
}
