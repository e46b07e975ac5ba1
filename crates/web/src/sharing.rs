//! Who sees what of a record: a page about its disclosure, its openings by name and by date, the consent that publication
//! needs, and what was changed about this. Changes are shown with their effect first, then made.

mod change;
pub mod consents;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use enishi_app::parts::{Clearance, RecordId, clearances};
use enishi_app::{Error, LayerShare, Opening, Planned, RecordView, Sharing};
use enishi_kind::{DISCLOSURE, KindInfo, Layer};
use enishi_kit::date::PartialDate;
use http::StatusCode;
use jiff::civil::Date;

use crate::address::first;
use crate::fault::{Fault, html};
use crate::history::{EntryView, entry_views};
use crate::lines::LineView;
use crate::list::kind_of;
use crate::page::Frame;
use crate::rows::{LayerBadge, TitleView, is_sample, layer_badge, title_view};
use crate::text::Words;
use crate::values::{Anchor, Shower, anchor};
use crate::visitor::Visitor;

pub use change::change;

/// Months after which the Patent Office publishes an application (Patent Act, Article 64).
const UNPUBLISHED_MONTHS: i32 = 18;

#[derive(Template)]
#[template(path = "sharing.html")]
struct SharingPage {
    frame: Frame,
    reference: String,
    title: TitleView,
    done: Option<String>,
    refused: Option<String>,
    /// Whether the reader may change any of this; else it is his organisation's own, and he sees how it stands.
    may_change: bool,
    etag: String,
    held_by: Option<Anchor>,
    disclosure: String,
    edit_href: String,
    layers: Vec<LayerView>,
    openings: Vec<OpeningView>,
    open_form: Vec<LineView>,
    planned: Vec<PlannedView>,
    plan_form: Vec<LineView>,
    disclosures: Vec<Choice>,
    suggestion: Option<String>,
    /// None for kinds whose publication needs nobody's consent.
    clearances: Option<Vec<ClearanceView>>,
    history: Vec<EntryView>,
}

/// What stands at a layer, and who sees it.
struct LayerView {
    badge: LayerBadge,
    who: String,
    fields: String,
}

/// An opening by name.
struct OpeningView {
    row: usize,
    whom: Vec<Anchor>,
    state: String,
    term: String,
    agreement: Option<Anchor>,
    reason: String,
    until: String,
}

struct PlannedView {
    row: usize,
    day: String,
    disclosure: String,
    reason: String,
    is_overdue: bool,
}

/// Somebody who must agree.
pub struct ClearanceView {
    who: String,
    organisation: Option<Anchor>,
    standing: String,
    is_open: bool,
}

struct Choice {
    code: &'static str,
    label: String,
    is_chosen: bool,
}

/// What was typed and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    values: BTreeMap<String, String>,
    error: Option<Error>,
}

impl Typed {
    fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// What is wrong with a line.
    fn wrong(&self, words: &Words, name: &str) -> Option<String> {
        let problems = self.error.iter().flat_map(|error| &error.problems);
        problems
            .filter(|problem| problem.field.as_deref() == Some(name))
            .map(|problem| words.problem(problem))
            .next()
    }
}

/// The way to this page from a record that is not all open, for who may open it or whose own it is.
#[must_use]
pub fn link(visitor: &Visitor, view: &RecordView) -> Option<Anchor> {
    let (app, kind) = (&visitor.site.app, view.kind);
    let has_closed = kind.own_fields.iter().any(|field| field.layer > Layer::Public);
    let is_closed = app.registry().record_layer(&view.seen.body) > Layer::Public;
    let is_asked = (has_closed || is_closed) && view.is_open() && visitor.ctx.moment.is_now();
    let may = is_asked && app.sees_sharing(&visitor.ctx, view);
    let href = format!("/{}/{}/sharing", kind.plural, view.seen.reference);
    may.then(|| Anchor::to(href, visitor.words.t("sharing-title")))
}

/// The page.
pub async fn show(
    visitor: Visitor,
    Path((plural, reference)): Path<(String, String)>,
) -> Result<Response, Fault> {
    page(&visitor, &plural, &reference, Typed::default()).await
}

async fn page(visitor: &Visitor, plural: &str, reference: &str, typed: Typed) -> Result<Response, Fault> {
    let kind = kind_of(visitor, plural)?;
    let sharing = visitor.site.app.sharing(&visitor.ctx, kind.name, reference).await?;
    let status = typed.error.as_ref().and_then(|error| StatusCode::from_u16(error.info().status).ok());
    let page = drawn(visitor, kind, &sharing, &typed);
    Ok((status.unwrap_or(StatusCode::OK), html(&page)?).into_response())
}

fn drawn(visitor: &Visitor, kind: &'static KindInfo, sharing: &Sharing, typed: &Typed) -> SharingPage {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let (seen, links) = (&sharing.view.seen, &sharing.links);
    let href = format!("/{}/{}", kind.plural, seen.reference);
    let shower = Shower { words, kind, links };
    let today = app.today();
    let named = |id: Option<RecordId>| id.and_then(|id| links.get(&id)).map(|link| anchor(words, link));
    let line = |name: &'static str| {
        let error = typed.wrong(words, name);
        LineView::new(words, "sharing", name, typed.value(name), error.as_ref())
    };
    let has_clearances = kind.field("clearances").is_some();
    let suggested = suggested_day(kind, &seen.body, today);
    let plan_day = if typed.value("on").is_empty() { suggested.map(|day| day.to_string()) } else { None };
    let chosen = if typed.value("disclosure").is_empty() { "public" } else { typed.value("disclosure") };
    // Its links to the past lead to the record, which is what has one.
    let mut of_record = visitor.clone();
    of_record.path.clone_from(&href);
    let title = words.t("sharing-title");
    SharingPage {
        frame: Frame::new(visitor, &title)
            .step(&words.kinds(kind), &format!("/{}", kind.plural))
            .step(&seen.reference, &href)
            .end(&title)
            .with_sample(is_sample(seen)),
        reference: seen.reference.clone(),
        title: title_view(words, kind, seen),
        done: first(&visitor.query, "done")
            .filter(|done| change::CHANGES.contains(done))
            .map(|done| words.t(&format!("sharing-done-{done}"))),
        refused: typed.error.as_ref().map(|error| {
            let catalogue = app.catalogue();
            let hint = error.hint(catalogue, words.lang).unwrap_or_default();
            format!("{} {hint}", error.message(catalogue, words.lang)).trim().to_owned()
        }),
        may_change: sharing.may_change && sharing.view.is_open(),
        etag: sharing.view.etag.clone(),
        held_by: named(sharing.held_by),
        disclosure: disclosure(words, sharing),
        edit_href: format!("{href}/edit#f-disclosure"),
        layers: sharing.layers.iter().map(|layer| layer_view(words, kind, sharing, layer)).collect(),
        openings: sharing.openings.iter().map(|one| opening_view(words, one, &named)).collect(),
        open_form: vec![
            line("organisation").picking(words, "organisations"),
            line("person").picking(words, "people"),
            line("since"),
            line("until"),
            line("agreement").picking(words, "agreements"),
            line("reason"),
        ],
        planned: sharing.planned.iter().map(|one| planned_view(words, one)).collect(),
        plan_form: vec![match &plan_day {
            Some(day) => LineView::new(words, "sharing", "on", day, typed.wrong(words, "on").as_ref()),
            None => line("on"),
        }],
        disclosures: DISCLOSURE
            .codes
            .iter()
            .filter(|code| Layer::of_disclosure(Some(code)) < sharing.record_layer)
            .map(|code| Choice { code, label: words.code(&DISCLOSURE, code), is_chosen: *code == chosen })
            .collect(),
        suggestion: suggested
            .map(|day| words.one("sharing-plan-unpublished", "day", words.date(PartialDate::from(day)))),
        clearances: has_clearances.then(|| {
            clearances(&seen.body, Some(today)).iter().map(|one| clearance_view(words, one, &named)).collect()
        }),
        history: entry_views(&of_record, &shower, &sharing.names, &sharing.history),
    }
}

/// The disclosure of the record in the word of its form.
fn disclosure(words: &Words, sharing: &Sharing) -> String {
    match sharing.view.seen.body.str("disclosure") {
        Some(code) => words.code(&DISCLOSURE, code),
        None => words.t(&format!("layer-{}", sharing.record_layer.code())),
    }
}

fn layer_view(words: &Words, kind: &KindInfo, sharing: &Sharing, share: &LayerShare) -> LayerView {
    let cluster = sharing.held_by.and_then(|id| sharing.links.get(&id));
    let key = format!("sharing-who-{}", share.layer.code());
    let mut who = match cluster {
        Some(link) if share.layer != Layer::Public => {
            words.one(&format!("{key}-of"), "cluster", link.title(words.lang))
        }
        _ => words.t(&key),
    };
    let open = sharing.openings.iter().filter(|one| one.state == enishi_app::OpeningState::Now).count();
    if open > 0 && matches!(share.layer, Layer::Member | Layer::Party) {
        who.push_str(&words.one("sharing-who-named", "count", open));
    }
    if sharing.tells_neighbours && matches!(share.layer, Layer::Member | Layer::Party) {
        who.push_str(&words.t("sharing-who-neighbours"));
    }
    let mut fields: Vec<String> = share.fields.iter().map(|field| words.field(kind, field)).collect();
    if share.files > 0 {
        fields.push(words.one("sharing-files", "count", share.files));
    }
    // Whoever may not change it does not see all of it.
    let nothing = if sharing.may_change { "sharing-nothing" } else { "sharing-nothing-seen" };
    let fields = if fields.is_empty() { words.t(nothing) } else { fields.join(&words.t("list-comma")) };
    LayerView { badge: layer_badge(words, share.layer), who, fields }
}

fn opening_view(
    words: &Words,
    opening: &Opening,
    named: &dyn Fn(Option<RecordId>) -> Option<Anchor>,
) -> OpeningView {
    OpeningView {
        row: opening.row,
        whom: [opening.organisation, opening.person].into_iter().filter_map(named).collect(),
        state: words.t(&format!("sharing-state-{}", opening.state.code())),
        term: crate::clusters::term(words, opening.since, opening.until),
        agreement: named(opening.agreement),
        reason: opening.reason.clone(),
        until: opening.until.map(|until| until.to_string()).unwrap_or_default(),
    }
}

fn planned_view(words: &Words, planned: &Planned) -> PlannedView {
    PlannedView {
        row: planned.row,
        day: planned.on.map(|on| words.date(on)).unwrap_or_default(),
        disclosure: words.code(&DISCLOSURE, &planned.disclosure),
        reason: planned.reason.clone(),
        is_overdue: planned.is_overdue,
    }
}

/// Somebody who must agree, in words.
pub fn clearance_view(
    words: &Words,
    clearance: &Clearance,
    named: &dyn Fn(Option<RecordId>) -> Option<Anchor>,
) -> ClearanceView {
    let clearer = words.t(&format!("clearer-{}", clearance.clearer));
    let code = clearance.standing.code();
    let day = |date: Option<PartialDate>| date.map(|date| words.date(date)).unwrap_or_default();
    let standing = match (code, clearance.expires) {
        ("agreed", Some(_)) => "agreed-until",
        _ => code,
    };
    ClearanceView {
        who: if clearance.name.is_empty() { clearer } else { format!("{clearer} {}", clearance.name) },
        organisation: named(clearance.organisation),
        standing: words.with(
            &format!("clearance-standing-{standing}"),
            &[
                ("asked", day(clearance.asked)),
                ("agreed", day(clearance.agreed)),
                ("until", day(clearance.expires)),
            ],
        ),
        is_open: clearance.standing.is_open(),
    }
}

/// When an application is published: so long after it was filed, if that day is to come.
fn suggested_day(kind: &KindInfo, body: &enishi_kind::Body, today: Date) -> Option<Date> {
    if kind.name != "ip-right" || body.str("state") != Some("applied") {
        return None;
    }
    let steps = body.raw("steps").and_then(serde_json::Value::as_array).into_iter().flatten();
    let applied = steps.filter(|step| step.get("state").and_then(|state| state.as_str()) == Some("applied"));
    let filed = applied.filter_map(|step| step.get("since")?.as_str()?.parse::<PartialDate>().ok()).next();
    let filed = filed.filter(|filed| filed.first_day() == filed.last_day())?.first_day();
    let day = filed.checked_add(jiff::Span::new().months(UNPUBLISHED_MONTHS)).ok()?;
    (day > today).then_some(day)
}
