//! The chain of a record: what came before and after it, across ministries, as a picture and as a list.

mod picture;

use askama::Template;
use axum::extract::{OriginalUri, Path};
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::App;
use enishi_app::chain::{Chain, Programme, Relation, Side, Step, right_steps};
use enishi_kind::KindInfo;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_model::vocabulary::{IP_RIGHT_STATES, MINISTRIES};

use crate::fault::Fault;
use crate::naming::{Anchor, anchor, anchor_of, code_of, text_of, title_of};
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::values::record_href;
use crate::visitor::Visitor;
use picture::{Drawn, Picture};

#[derive(Template)]
#[template(path = "chain.html")]
struct ChainMain {
    frame: Words,
    heading: String,
    lang: Option<&'static str>,
    record: Anchor,
    reference: String,
    is_alone: bool,
    is_cut: bool,
    has_inferred: bool,
    picture: Picture,
    steps: Vec<StepView>,
}

/// A step in the list.
struct StepView {
    kind: String,
    name: Anchor,
    side: Option<String>,
    is_here: bool,
    date: Option<(String, String)>,
    facts: Vec<String>,
    is_overdue: bool,
    /// Why it was declined or returned, in words where somebody wrote them.
    refusal: Option<RefusalView>,
    programmes: Vec<ProgrammeView>,
    receiver: Option<ProgrammeView>,
    /// Relation words with the steps that led here.
    from: Vec<(String, Vec<Anchor>)>,
}

struct RefusalView {
    reason: String,
    words: Option<(String, Option<&'static str>)>,
}

struct ProgrammeView {
    ministry: Option<String>,
    name: Anchor,
}

/// The link from the page of a record to its chain.
#[must_use]
pub fn link(words: &Words, kind: &KindInfo, reference: &str) -> Option<Anchor> {
    App::has_chain(kind).then(|| {
        Anchor::to(format!("{}/chain", record_href(words, kind.name, reference)), words.t("chain-link"))
    })
}

/// The chain of a record.
pub async fn show(
    visitor: Visitor,
    OriginalUri(address): OriginalUri,
    Path(reference): Path<String>,
) -> Result<Response, Fault> {
    let plural = address.path().trim_start_matches('/').split('/').next().unwrap_or_default();
    let kind = crate::list::kind_of(&visitor, plural)?;
    let seen = visitor.site.app.find(&visitor.ctx, kind.name, &reference).await?.seen;
    if seen.reference != reference {
        return Ok(Redirect::permanent(&format!("/{plural}/{}/chain", seen.reference)).into_response());
    }
    remembered::page(&visitor, &format!("chain {reference}"), async || {
        let chain = visitor.site.app.chain(&visitor.ctx, kind.name, &reference).await?;
        let main = main(&visitor, kind, &chain);
        Ok(Made::new(&main.heading, &main)?
            .step(&visitor.words.kinds(kind), &format!("/{plural}"))
            .step(&reference, &format!("/{plural}/{reference}")))
    })
    .await
}

fn main(visitor: &Visitor, kind: &KindInfo, chain: &Chain) -> ChainMain {
    let words = &visitor.words;
    let start = chain.steps.iter().find(|step| step.seen.id == chain.start);
    let title = start.map(|step| title_of(&visitor.words, &step.seen)).unwrap_or_default();
    let reference = start.map(|step| step.seen.reference.clone()).unwrap_or_default();
    let drawn: Vec<Drawn> = chain.steps.iter().map(|step| drawn(visitor, chain, step)).collect();
    ChainMain {
        heading: words.one("chain-title", "title", &title.text),
        lang: title.lang,
        record: Anchor {
            href: record_href(words, kind.name, &reference),
            text: title.text,
            ..Anchor::default()
        },
        reference,
        is_alone: chain.steps.len() < 2,
        is_cut: chain.is_cut,
        has_inferred: chain.edges.iter().any(|edge| edge.relation.is_inferred()),
        picture: Picture::new(words, &drawn, &chain.edges),
        steps: chain.steps.iter().map(|step| step_view(visitor, chain, step)).collect(),
        frame: words.clone(),
    }
}

fn drawn(visitor: &Visitor, chain: &Chain, step: &Step) -> Drawn {
    let words = &visitor.words;
    let name = anchor_of(&visitor.words, &step.seen);
    let state = state(visitor, step);
    let date = step.date.map(|date| words.date(date));
    let when = state.into_iter().chain(date).collect::<Vec<_>>().join(" · ");
    let ministries: Vec<String> =
        step.programmes.iter().filter_map(|id| ministry(words, chain.programmes.get(id)?)).collect();
    let receiver = step.to.and_then(|to| ministry(words, chain.programmes.get(&to)?));
    let mut ministries = { dedup(ministries).join(&words.t("list-comma")) };
    if let Some(receiver) = receiver {
        ministries = format!("{ministries} → {receiver}");
    }
    Drawn {
        id: step.seen.id,
        kind: step.seen.kind,
        href: name.href,
        title: name.text,
        lang: name.lang,
        lines: [when, ministries].into_iter().filter(|line| !line.is_empty()).collect(),
        is_here: step.side == Side::Here,
        is_sample: name.sample.is_some(),
        is_warning: step.is_overdue || is_declined(step),
        is_new_need: step.is_new_need,
        begins: step.is_answered,
    }
}

fn dedup(mut items: Vec<String>) -> Vec<String> {
    let mut known = std::collections::HashSet::new();
    items.retain(|item| known.insert(item.clone()));
    items
}

fn is_declined(step: &Step) -> bool {
    matches!(
        (step.seen.kind, step.seen.body.str("state")),
        ("need", Some("declined")) | ("baton", Some("returned"))
    )
}

fn ministry(words: &Words, programme: &Programme) -> Option<String> {
    Some(words.code(&MINISTRIES, programme.ministry.as_deref()?))
}

/// The state of a step; what has none is told by its type.
fn state(visitor: &Visitor, step: &Step) -> Option<String> {
    ["state", "outcome_type", "result_type"].iter().find_map(|field| code_of(visitor, &step.seen, field))
}

fn step_view(visitor: &Visitor, chain: &Chain, step: &Step) -> StepView {
    let words = &visitor.words;
    let seen = &step.seen;
    let kind = visitor.site.app.registry().kind(seen.kind);
    let programme = |id: &RecordId| {
        let programme = chain.programmes.get(id)?;
        Some(ProgrammeView { ministry: ministry(words, programme), name: anchor(words, &programme.link) })
    };
    let reason = code_of(visitor, seen, "refusal").or_else(|| code_of(visitor, seen, "return_reason"));
    let side = match step.side {
        Side::Before => Some("chain-before"),
        Side::Here => Some("chain-here"),
        Side::After => Some("chain-after"),
        Side::Beside => None,
    };
    StepView {
        kind: kind.map(|kind| words.kind(kind)).unwrap_or_default(),
        name: anchor_of(&visitor.words, seen),
        side: side.map(|key| words.t(key)),
        is_here: step.side == Side::Here,
        date: step.date.map(|date| (date.to_string(), words.date(date))),
        facts: facts(visitor, step),
        is_overdue: step.is_overdue,
        refusal: reason.filter(|_| is_declined(step)).map(|reason| RefusalView {
            reason: words.one("chain-refusal", "reason", reason),
            words: text_of(visitor, seen, "refusal_words"),
        }),
        programmes: step.programmes.iter().filter_map(programme).collect(),
        receiver: step.to.as_ref().and_then(programme),
        from: from(visitor, chain, seen.id),
    }
}

/// What led to a step: one line for each way.
fn from(visitor: &Visitor, chain: &Chain, id: RecordId) -> Vec<(String, Vec<Anchor>)> {
    let words = &visitor.words;
    let mut lines: Vec<(Relation, Vec<Anchor>)> = Vec::new();
    for edge in chain.edges.iter().filter(|edge| edge.to == id) {
        let Some(name) = chain.links.get(&edge.from).map(|link| anchor(words, link)) else { continue };
        match lines.iter_mut().find(|(relation, _)| *relation == edge.relation) {
            Some((_, names)) => names.push(name),
            None => lines.push((edge.relation, vec![name])),
        }
    }
    lines
        .into_iter()
        .map(|(relation, names)| (words.t(&format!("chain-relation-{}", relation.code())), names))
        .collect()
}

/// Short facts: state, readiness, days of a baton, steps of a right.
fn facts(visitor: &Visitor, step: &Step) -> Vec<String> {
    let words = &visitor.words;
    let mut facts: Vec<String> = state(visitor, step).into_iter().collect();
    if let Some(level) = step.seen.body.str("readiness").filter(|_| step.seen.kind != "need") {
        facts.push(format!("TRL {level}"));
    }
    let date = |name: &str| step.seen.body.str(name).and_then(|date| date.parse::<PartialDate>().ok());
    if let (Some(days), Some(offered)) = (step.wait_days, date("offered")) {
        let (key, until) = match date("answered") {
            Some(answered) => ("chain-answered-after", Some(answered)),
            None if step.is_overdue => ("chain-overdue", date("due")),
            None => ("chain-waiting", date("due")),
        };
        let until = until.map(|until| words.date(until)).unwrap_or_else(|| words.t("value-none"));
        let args = [("days", days.to_string()), ("offered", words.date(offered)), ("until", until)];
        facts.push(words.with(key, &args));
    }
    if step.seen.kind == "ip-right" {
        facts.extend(right_steps(&step.seen).iter().map(|right| {
            let state = words.code(&IP_RIGHT_STATES, &right.state);
            match right.since {
                Some(since) => format!("{} {state}", words.date(since)),
                None => state,
            }
        }));
    }
    facts
}
