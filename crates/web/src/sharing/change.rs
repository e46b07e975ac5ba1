//! A change of who sees a record: the form first shows what would follow, and changes nothing; its second sending does.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::{Error, Meant, RecordView, ShareChange, ShareEffect};
use enishi_kind::{DISCLOSURE, Layer, Problem};
use enishi_kit::date::PartialDate;
use http::StatusCode;

use super::{Typed, page};
use crate::fault::{Fault, html};
use crate::list::kind_of;
use crate::page::Frame;
use crate::posted::Posted;
use crate::questions::Questions;
use crate::rows::{TitleView, title_view};
use crate::values::{Anchor, anchor};
use crate::visitor::Visitor;

/// The changes, as forms name them.
pub(super) const CHANGES: [&str; 5] = ["open", "limit", "withdraw", "plan", "unplan"];

/// The lines of the forms.
const LINES: [&str; 9] =
    ["row", "organisation", "person", "since", "until", "agreement", "reason", "on", "disclosure"];

#[derive(Template)]
#[template(path = "sharing_effect.html")]
struct EffectPage {
    frame: Frame,
    heading: String,
    reference: String,
    effect: String,
    fields: Vec<String>,
    /// The record's name.
    title: TitleView,
    /// What was typed: label, and the record that it names or the words themselves.
    typed: Vec<(String, Result<Anchor, String>)>,
    hidden: Vec<(String, String)>,
    questions: Questions,
    go: String,
    is_less: bool,
    back_href: String,
}

/// Shows what a change would do; with `go` it is made.
pub async fn change(
    Path((plural, reference)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let app = &visitor.site.app;
    let kind = kind_of(visitor, &plural)?;
    let text = |name: &str| posted.first(name).unwrap_or_default().trim().to_owned();
    let values: BTreeMap<String, String> =
        LINES.iter().map(|name| ((*name).to_owned(), text(name))).collect();
    let code = CHANGES.into_iter().find(|code| posted.first("change") == Some(*code));
    let Some((code, change)) = code.and_then(|code| Some((code, read(code, &values)?))) else {
        return Err(Error::new("bad-request").arg("detail", "change").into());
    };
    let etag = text("etag");
    let effect = match app.share_effect(&visitor.ctx, kind.name, &reference, &change).await {
        Ok(effect) => effect,
        Err(error) if error.code == "invalid" => {
            return page(visitor, &plural, &reference, Typed { values, error: Some(error) }).await;
        }
        Err(error) => return Err(error.into()),
    };
    let asked = if posted.first("go").is_some() {
        let ctx = visitor.ctx.clone().confirming(posted.confirmed());
        match app.share(&ctx, kind.name, &reference, Some(&etag), &change).await {
            Ok(_) => {
                let href = format!("/{plural}/{reference}/sharing?done={code}");
                return Ok(Redirect::to(&href).into_response());
            }
            Err(error) if error.code == "questions" => error.problems,
            Err(error) if error.info().status < 500 && error.code != "not-permitted" => {
                return page(visitor, &plural, &reference, Typed { values, error: Some(error) }).await;
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        Vec::new()
    };
    let status = if asked.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let draft = Draft { code, values, etag, asked, confirmed: posted.confirmed() };
    let view = app.find(&visitor.ctx, kind.name, &reference).await?;
    let named = named(visitor, &draft.values).await?;
    let page = effect_page(visitor, &view, &effect, draft, &named);
    Ok((status, html(&page)?).into_response())
}

/// What was sent, and what must be confirmed.
struct Draft {
    code: &'static str,
    values: BTreeMap<String, String>,
    etag: String,
    asked: Vec<Problem>,
    confirmed: std::collections::BTreeSet<String>,
}

fn read(code: &str, values: &BTreeMap<String, String>) -> Option<ShareChange> {
    let text = |name: &str| values.get(name).cloned().unwrap_or_default();
    let row = || text("row").parse::<usize>().ok();
    Some(match code {
        "open" => ShareChange::Open {
            organisation: text("organisation"),
            person: text("person"),
            since: text("since"),
            until: text("until"),
            agreement: text("agreement"),
            reason: text("reason"),
        },
        "limit" => ShareChange::Limit { row: row()?, until: text("until") },
        "withdraw" => ShareChange::Withdraw { row: row()? },
        "plan" => {
            ShareChange::Plan { on: text("on"), disclosure: text("disclosure"), reason: text("reason") }
        }
        _ => ShareChange::Unplan { row: row()? },
    })
}

/// The records that the lines name, as far as whoever asks sees them.
async fn named(
    visitor: &Visitor,
    values: &BTreeMap<String, String>,
) -> Result<BTreeMap<&'static str, Anchor>, Fault> {
    let (app, ctx) = (&visitor.site.app, &visitor.ctx);
    let mut named = BTreeMap::new();
    for name in ["organisation", "person", "agreement"] {
        let (Some(kind), Some(typed)) = (app.registry().kind(name), values.get(name)) else { continue };
        let meant = app.resolve(ctx, kind, std::slice::from_ref(typed)).await?;
        let Some(Meant::Record(id)) = meant.into_values().next() else { continue };
        if let Some(link) = app.links_to(ctx, &[id]).await?.get(&id) {
            named.insert(name, anchor(&visitor.words, link));
        }
    }
    Ok(named)
}

fn effect_page(
    visitor: &Visitor,
    view: &RecordView,
    effect: &ShareEffect,
    draft: Draft,
    named: &BTreeMap<&'static str, Anchor>,
) -> EffectPage {
    let words = &visitor.words;
    let (kind, reference) = (view.kind, view.seen.reference.as_str());
    let heading = words.t(&format!("sharing-{}-title", draft.code));
    let (record_href, back_href) =
        (format!("/{}/{reference}", kind.plural), format!("/{}/{reference}/sharing", kind.plural));
    let is_secret = effect.record_layer == Layer::Steward && draft.code == "open";
    let key = match (effect.fields.is_empty(), is_secret) {
        (_, true) => "sharing-effect-secret".to_owned(),
        (true, _) => "sharing-effect-none".to_owned(),
        _ => format!("sharing-effect-{}", draft.code),
    };
    let day = |value: &str| value.parse::<PartialDate>().map(|date| words.date(date)).ok();
    let shown = |name: &str, value: &str| match (named.get(name), name) {
        (Some(anchor), _) => Ok(anchor.clone()),
        (None, "disclosure") => Err(words.code(&DISCLOSURE, value)),
        (None, "since" | "until" | "on") => Err(day(value).unwrap_or_else(|| value.to_owned())),
        (None, _) => Err(value.to_owned()),
    };
    let filled = draft.values.iter().filter(|(_, value)| !value.is_empty());
    let typed = filled
        .clone()
        .filter(|(name, _)| *name != "row")
        .map(|(name, value)| (words.t(&format!("sharing-{name}")), shown(name, value)));
    let hidden = filled.map(|(name, value)| (name.clone(), value.clone()));
    let own = [("change".to_owned(), draft.code.to_owned()), ("etag".to_owned(), draft.etag)];
    EffectPage {
        frame: Frame::new(visitor, &heading)
            .step(&words.kinds(kind), &format!("/{}", kind.plural))
            .step(reference, &record_href)
            .step(&words.t("sharing-title"), &back_href)
            .end(&heading),
        heading,
        reference: reference.to_owned(),
        title: title_view(words, kind, &view.seen),
        effect: words.t(&key),
        fields: effect.fields.iter().map(|field| words.field(kind, field)).collect(),
        typed: typed.collect(),
        hidden: hidden.chain(own).collect(),
        questions: Questions::of(words, &draft.asked, &draft.confirmed),
        go: words.t(&format!("sharing-{}-go", draft.code)),
        is_less: effect.is_less,
        back_href,
    }
}
