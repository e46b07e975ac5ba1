//! What was done about accounts, newest first, filtered.

use askama::Template;
use axum::response::Response;
use enishi_app::ActorNames;
use enishi_app::Error;
use enishi_app::accounts::{EVENTS, EventFilter, EventView};
use jiff::civil::Date;

use crate::address::first;
use crate::fault::{Fault, html};
use crate::history::actor;
use crate::page::Frame;
use crate::text::{Moment, Words};
use crate::visitor::Visitor;

/// Events on a page.
const LISTED: u32 = 100;

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    frame: Frame,
    kinds: Vec<(&'static str, String, bool)>,
    since: String,
    until: String,
    account: String,
    account_name: Option<String>,
    actor: String,
    events: Vec<EventRow>,
    older_href: Option<String>,
}

/// An event, ready to be drawn.
pub struct EventRow {
    pub(super) at: Moment,
    pub(super) actor: String,
    pub(super) actor_href: String,
    pub(super) what: String,
    pub(super) account: Option<(String, String)>,
    pub(super) detail: Option<String>,
}

/// An event in words.
pub(super) fn event_row(words: &Words, event: EventView) -> EventRow {
    let detail = match event.detail.as_str() {
        "" => None,
        // A word of our own, or a number.
        word => Some(words.find(&format!("audit-detail-{word}")).unwrap_or_else(|| word.to_owned())),
    };
    EventRow {
        at: words.moment(event.at),
        actor: event.actor_name.unwrap_or_else(|| actor(words, &ActorNames::default(), &event.actor)),
        actor_href: format!("/admin/audit{}", crate::address::query(&[("actor", &event.actor)])),
        what: words.t(&format!("account-event-{}", event.what)),
        account: event.account.map(|id| {
            let name = event.account_name.unwrap_or_else(|| words.t("accounts-nobody"));
            (format!("/admin/accounts/{id}"), name)
        }),
        detail,
    }
}

/// Shows it.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let (words, app) = (&visitor.words, &visitor.site.app);
    let asked = |name: &str| first(&visitor.query, name);
    let day = |name: &str| -> Result<Option<Date>, Error> {
        let Some(text) = asked(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Error::new("bad-day").arg("found", text))
    };
    let id = |name: &str| asked(name).and_then(|text| text.parse().ok());
    let filter = EventFilter {
        account: id("account"),
        what: asked("what").filter(|what| EVENTS.contains(what)).map(str::to_owned),
        actor: asked("actor").map(str::to_owned),
        since: day("since")?,
        until: day("until")?,
        before: id("before"),
    };
    let (events, has_more) = app.account_events(&visitor.ctx, &filter, LISTED).await?;
    let title = words.t("audit-title");
    let last = events.last().map(|event| event.id.to_string());
    let account_name = match filter.account {
        Some(id) => {
            let account = app.show_account(&visitor.ctx, id).await?;
            let name = if account.name.is_empty() { account.email } else { account.name };
            Some(if name.is_empty() { words.t("accounts-nobody") } else { name })
        }
        None => None,
    };
    let shown = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    html(&AuditPage {
        kinds: EVENTS
            .iter()
            .map(|what| {
                let is_chosen = filter.what.as_deref() == Some(*what);
                (*what, words.t(&format!("account-event-{what}")), is_chosen)
            })
            .collect(),
        since: shown(filter.since),
        until: shown(filter.until),
        account: filter.account.map(|id| id.to_string()).unwrap_or_default(),
        account_name,
        actor: filter.actor.unwrap_or_default(),
        events: events.into_iter().map(|event| event_row(words, event)).collect(),
        older_href: last.filter(|_| has_more).map(|last| visitor.here_with(&[("before", &last)])),
        frame: Frame::new(&visitor, &title).step(&words.t("admin-title"), "/admin").end(&title),
    })
}
