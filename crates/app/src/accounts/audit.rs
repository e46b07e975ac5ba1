//! What was done about accounts, as administrators read it.

use enishi_kit::ids::RecordId;
use enishi_store::EventQuery;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::{App, Context, Error};

/// Everything that is noted; the words are in the catalogue under `account-event-WHAT`.
pub const EVENTS: &[&str] = &[
    "first-administrator",
    "took-charge",
    "shell-read",
    "invited",
    "invited-again",
    "accepted",
    "signed-in",
    "sign-in-failed",
    "code-failed",
    "signed-out",
    "session-ended",
    "sessions-ended",
    "reset-asked",
    "reset-sent",
    "passphrase-reset",
    "passphrase-changed",
    "renamed",
    "second-step-on",
    "second-step-off",
    "second-step-dropped",
    "codes-made",
    "suspended",
    "resumed",
    "made-administrator",
    "unmade-administrator",
    "person-linked",
    "person-unlinked",
    "closed",
    "key-made",
    "key-revoked",
    "data-copied",
    "service-linked",
    "service-unlinked",
    "service-failed",
    "address-asked",
    "address-changed",
];

/// Which events are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// About this account.
    pub account: Option<RecordId>,
    /// Of this kind, one of [`EVENTS`].
    pub what: Option<String>,
    /// By this actor, as the list names him.
    pub actor: Option<String>,
    /// From this day on.
    pub since: Option<Date>,
    /// Up to this day.
    pub until: Option<Date>,
    /// Older than this one.
    pub before: Option<RecordId>,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventView {
    /// Its lasting name, from which older ones are asked for.
    pub id: RecordId,
    /// When.
    pub at: Timestamp,
    /// Who, as it is stored: `account:ID`, `cli:USER`, `public`, `first-link`.
    pub actor: String,
    /// The name of that account, if it is one and still has a name.
    pub actor_name: Option<String>,
    /// What, one of [`EVENTS`].
    pub what: String,
    /// About which account.
    pub account: Option<RecordId>,
    /// Its name, if it still has one.
    pub account_name: Option<String>,
    /// A closed word or number that belongs to it.
    pub detail: String,
}

impl App {
    /// The newest events of a question, and whether there are older ones.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn account_events(
        &self,
        ctx: &Context,
        filter: &EventFilter,
        limit: u32,
    ) -> Result<(Vec<EventView>, bool), Error> {
        ctx.require_administrator()?;
        let start =
            |day: Date| self.zone.first_instant(day).ok_or_else(|| Error::new("bad-day").arg("found", day));
        let query = EventQuery {
            account: filter.account,
            what: filter.what.clone(),
            actor: filter.actor.clone(),
            since: filter.since.map(start).transpose()?,
            until: filter
                .until
                .map(|day| day.tomorrow().map_err(Error::internal).and_then(start))
                .transpose()?,
            before: filter.before,
        };
        let mut events = self.store.account_events(&query, limit + 1).await?;
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_more = events.len() > wanted;
        events.truncate(wanted);
        let accounts = self.store.accounts().await?;
        let name_of = |id: RecordId| {
            let account = accounts.iter().find(|account| account.id == id)?;
            Some(super::view::shown_name(account)).filter(|name| !name.is_empty())
        };
        let views = events.into_iter().map(|event| EventView {
            actor_name: event.actor.strip_prefix("account:").and_then(|id| name_of(id.parse().ok()?)),
            account_name: event.account.and_then(name_of),
            id: event.id,
            at: event.at,
            actor: event.actor,
            what: event.what,
            account: event.account,
            detail: event.detail,
        });
        Ok((views.collect(), has_more))
    }
}
