//! The scheme guide: for a record or a free choice, every scheme with why it fits and why not; open calls first.

use askama::Template;
use axum::response::Response;
use enishi_app::parts::Seen;
use enishi_app::scheme_guide::{CallState, Criterion, GuideItem, GuideRequest, SchemeGuide, Verdict};
use enishi_kit::date::PartialDate;

use super::map::term;
use super::{Anchor, SelectView, anchor_of, code_labels, select, source_of};
use crate::address::first;
use crate::fault::Fault;
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "scheme_guide.html")]
struct GuidePage {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    heading: String,
    day: String,
    subject: Option<(String, Anchor)>,
    reference: String,
    /// What may be asked for: the value that the field takes, and what it is.
    known: Vec<(String, String)>,
    selects: Vec<SelectView>,
    inferred: Option<String>,
    is_asked: bool,
    groups: Vec<GroupView>,
}

struct GroupView {
    id: &'static str,
    title: String,
    schemes: Vec<SchemeView>,
}

struct SchemeView {
    name: Anchor,
    ministry: Option<String>,
    calls: Vec<CallView>,
    criteria: Vec<CriterionView>,
    source: Option<Anchor>,
}

struct CallView {
    name: Anchor,
    text: String,
}

struct CriterionView {
    class: &'static str,
    mark: &'static str,
    label: String,
    text: String,
}

/// The guide.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let asked = |name: &str| {
        first(&visitor.query, name).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned)
    };
    let request = GuideRequest {
        subject: asked("for"),
        stage: asked("stage"),
        readiness: asked("readiness"),
        recipient: asked("recipient"),
        field: asked("field"),
        prefecture: asked("prefecture"),
    };
    let make = async || {
        let app = &visitor.site.app;
        let guide = app.scheme_guide(&visitor.ctx, &request).await?;
        let known = app.guide_subjects(&visitor.ctx).await?;
        let main = view(&visitor, &request, &guide, &known);
        Made::new(&main.heading, &main)
    };
    // Only the whole guide is remembered: what strangers may ask besides is many.
    match request == GuideRequest::default() {
        true => remembered::page(&visitor, "scheme-guide", make).await,
        false => remembered::page_once(&visitor, make).await,
    }
}

fn view(visitor: &Visitor, request: &GuideRequest, guide: &SchemeGuide, known: &[Seen]) -> GuidePage {
    let words = &visitor.words;
    let heading = words.t("guide-title");
    let wanted = &guide.wanted;
    let one = |chosen: &Option<String>, of: &[String]| {
        chosen.clone().or_else(|| of.first().filter(|_| of.len() == 1).cloned())
    };
    let level = wanted.readiness.map(|level| level.to_string());
    let group = |id: &'static str, of: &dyn Fn(&GuideItem) -> bool| GroupView {
        id,
        title: words.t(&format!("guide-group-{id}")),
        schemes: guide
            .schemes
            .iter()
            .filter(|item| of(item))
            .map(|item| scheme_view(words, guide, item))
            .collect(),
    };
    let groups: Vec<GroupView> = vec![
        group("open", &|item| item.fits() && matches!(item.call(), CallState::Open(_))),
        group("upcoming", &|item| item.fits() && matches!(item.call(), CallState::Upcoming(_))),
        group("none", &|item| item.fits() && item.call() == CallState::Closed),
        group("fails", &|item| !item.fits()),
    ];
    GuidePage {
        frame: words.clone(),
        known: known.iter().map(|seen| known_view(words, seen)).collect(),
        heading,
        day: words.date(PartialDate::from(guide.day)),
        subject: guide.subject.as_ref().map(|(kind, seen)| (words.kind(kind), anchor_of(words, seen))),
        reference: request.subject.clone().unwrap_or_default(),
        selects: vec![
            select(
                words,
                "stage",
                "guide-stage",
                ("scheme", "stages"),
                one(&request.stage, &wanted.stages).as_deref(),
            ),
            select(words, "readiness", "guide-readiness", ("scheme", "readiness_from"), level.as_deref()),
            select(
                words,
                "recipient",
                "guide-recipient",
                ("scheme", "recipients"),
                one(&request.recipient, &wanted.recipients).as_deref(),
            ),
            select(
                words,
                "field",
                "guide-field",
                ("scheme", "fields"),
                one(&request.field, &wanted.fields).as_deref(),
            ),
            select(
                words,
                "prefecture",
                "guide-place",
                ("scheme", "prefectures"),
                one(&request.prefecture, &wanted.prefectures).as_deref(),
            ),
        ],
        inferred: guide.is_stage_inferred.then(|| {
            let stage = wanted.stages.first().map(|stage| code(words, "stages", stage)).unwrap_or_default();
            words.with(
                "guide-stage-inferred",
                &[("level", level.clone().unwrap_or_default()), ("stage", stage)],
            )
        }),
        is_asked: request != &GuideRequest::default(),
        groups: groups.into_iter().filter(|group| !group.schemes.is_empty()).collect(),
    }
}

/// A record as the field takes it: its title with the reference that tells it from others of the name.
fn known_view(words: &Words, seen: &Seen) -> (String, String) {
    let kind = words.kind_named(seen.kind).unwrap_or_default();
    let number = seen.body.str("number").map(|number| format!(" {number}")).unwrap_or_default();
    (format!("{} [{}]", anchor_of(words, seen).text, seen.reference), format!("{kind}{number}"))
}

fn code(words: &Words, field: &str, code: &str) -> String {
    words.vocabulary("scheme", field).map(|known| words.code(known, code)).unwrap_or_default()
}

fn scheme_view(words: &Words, guide: &SchemeGuide, item: &GuideItem) -> SchemeView {
    SchemeView {
        name: anchor_of(words, &item.scheme),
        ministry: code_labels(words, &item.scheme, "ministry"),
        calls: item
            .calls
            .iter()
            .map(|(call, state)| CallView {
                name: anchor_of(words, call),
                text: call_text(words, call, *state),
            })
            .collect(),
        criteria: item
            .judged
            .iter()
            .map(|(criterion, verdict)| criterion_view(words, guide, &item.scheme, *criterion, *verdict))
            .collect(),
        source: source_of(words, &guide.records, &item.scheme),
    }
}

fn call_text(words: &Words, call: &Seen, state: CallState) -> String {
    let date = |name: &str| {
        let date: Option<PartialDate> = call.body.str(name).and_then(|text| text.parse().ok());
        date.map_or_else(|| words.t("value-none"), |date| words.date(date))
    };
    match state {
        CallState::Open(Some(days)) => {
            words.with("call-open-days", &[("days", days.to_string()), ("closes", date("closes"))])
        }
        CallState::Open(None) => words.t("call-open"),
        CallState::Upcoming(Some(days)) => {
            words.with("call-upcoming-days", &[("days", days.to_string()), ("opens", date("opens"))])
        }
        CallState::Upcoming(None) => words.t("call-upcoming"),
        CallState::Closed => words.one("call-closed", "closes", date("closes")),
    }
}

fn criterion_view(
    words: &Words,
    guide: &SchemeGuide,
    scheme: &Seen,
    criterion: Criterion,
    verdict: Verdict,
) -> CriterionView {
    let field = match criterion {
        Criterion::Stage => "stages",
        Criterion::Recipient => "recipients",
        Criterion::Field => "fields",
        Criterion::Place => "prefectures",
        Criterion::Frame => "reserved_for",
        Criterion::Readiness | Criterion::Term => "",
    };
    let wanted = match criterion {
        Criterion::Stage => &guide.wanted.stages[..],
        Criterion::Recipient => &guide.wanted.recipients,
        Criterion::Field => &guide.wanted.fields,
        Criterion::Place => &guide.wanted.prefectures,
        Criterion::Frame => &guide.wanted.came_from,
        Criterion::Readiness | Criterion::Term => &[],
    };
    let comma = words.t("list-comma");
    let (wanted, offered) = match criterion {
        Criterion::Readiness => (
            guide.wanted.readiness.map(|level| format!("TRL {level}")).unwrap_or_default(),
            levels(words, scheme),
        ),
        Criterion::Term => {
            let days = words.kind_info(scheme.kind).map_or((None, None), |kind| kind.days(&scheme.body));
            (words.date(PartialDate::from(guide.day)), term(words, days))
        }
        _ => {
            let labels: Vec<String> = wanted.iter().map(|one| code(words, field, one)).collect();
            (labels.join(&comma), code_labels(words, scheme, field).unwrap_or_default())
        }
    };
    let (class, mark) = match verdict {
        Verdict::Fits => ("verdict-fits", "○"),
        Verdict::Any => ("verdict-any", "○"),
        Verdict::Unknown => ("verdict-unknown", "？"),
        Verdict::Fails => ("verdict-fails", "×"),
    };
    CriterionView {
        class,
        mark,
        label: words.t(&format!("guide-criterion-{}", criterion.code())),
        text: words
            .with(&format!("guide-verdict-{}", verdict.code()), &[("wanted", wanted), ("offered", offered)]),
    }
}

fn levels(words: &Words, scheme: &Seen) -> String {
    match (scheme.body.str("readiness_from"), scheme.body.str("readiness_to")) {
        (Some(from), Some(to)) => {
            words.with("amount-both", &[("min", format!("TRL {from}")), ("max", format!("TRL {to}"))])
        }
        (Some(from), None) => words.one("amount-from", "min", format!("TRL {from}")),
        (None, Some(to)) => words.one("amount-to", "max", format!("TRL {to}")),
        (None, None) => words.t("guide-any"),
    }
}
