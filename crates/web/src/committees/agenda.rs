//! The agenda of a meeting: its items with their questions, both programmes' progress since the last meeting, decisions.
//! Made to be printed.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::committees::{Agenda, Change, MinistryProgress, Urgency};
use enishi_app::parts::Seen;
use enishi_kind::KindInfo;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_model::vocabulary::MINISTRIES;

use super::{QuestionView, question_view, to_board};
use crate::fault::Fault;
use crate::naming::{Anchor, anchor, anchor_of, text_of};
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::values::record_href;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "agenda.html")]
struct AgendaMain {
    frame: Words,
    name: Anchor,
    committee: Option<Anchor>,
    held_on: Option<(String, String)>,
    place: Option<(String, Option<&'static str>)>,
    items: Vec<ItemView>,
    other_questions: Vec<QuestionView>,
    span: String,
    clusters: Vec<Anchor>,
    progress: Vec<ProgressView>,
    note: Option<(String, Option<&'static str>)>,
    decisions: Vec<DecisionView>,
    earlier: Option<Anchor>,
    earlier_decisions: Vec<DecisionView>,
    source: Option<Anchor>,
}

struct ItemView {
    number: Option<String>,
    text: String,
    reporter: Option<Anchor>,
    question: Option<QuestionView>,
    answer: Option<(String, Option<&'static str>)>,
}

struct ProgressView {
    ministry: String,
    changes: Vec<ChangeView>,
}

struct ChangeView {
    kind: String,
    date: Option<(String, String)>,
    name: Anchor,
    is_late: bool,
    facts: Option<String>,
}

struct DecisionView {
    name: Anchor,
    text: Option<(String, Option<&'static str>)>,
    owner: Option<Anchor>,
    due: Option<(String, String)>,
}

/// The link from the page of a meeting to its agenda.
#[must_use]
pub fn link(words: &Words, kind: &KindInfo, reference: &str) -> Option<Anchor> {
    (kind.name == "meeting").then(|| {
        Anchor::to(format!("{}/agenda", record_href(words, kind.name, reference)), words.t("agenda-link"))
    })
}

/// The agenda of a meeting.
pub async fn show(visitor: Visitor, Path(reference): Path<String>) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    let seen = app.find(&visitor.ctx, "meeting", &reference).await?.seen;
    if seen.reference != reference {
        return Ok(Redirect::permanent(&format!("/meetings/{}/agenda", seen.reference)).into_response());
    }
    remembered::page(&visitor, &format!("agenda {reference}"), async || {
        let agenda = app.agenda(&visitor.ctx, &reference).await?;
        let main = main(&visitor, &agenda);
        let title = visitor.words.one("agenda-title", "meeting", &main.name.text);
        let made = Made::new(&title, &main)?;
        let made = to_board(made, &visitor.words);
        Ok(made.step(&reference, &format!("/meetings/{reference}")))
    })
    .await
}

fn main(visitor: &Visitor, agenda: &Agenda) -> AgendaMain {
    let words = &visitor.words;
    let name = |id: &RecordId| agenda.links.get(id).map(|link| anchor(words, link));
    let (after, until) = agenda.span;
    let until = words.date(PartialDate::from(until));
    let span = match after {
        Some(after) => {
            words.with("agenda-span", &[("after", words.date(PartialDate::from(after))), ("until", until)])
        }
        None => words.one("agenda-span-first", "until", until),
    };
    let decisions = |all: &[Seen]| all.iter().map(|seen| decision(visitor, agenda, seen)).collect();
    let source = agenda.meeting.body.str("source").and_then(|id| id.parse::<RecordId>().ok());
    AgendaMain {
        name: anchor_of(&visitor.words, &agenda.meeting),
        committee: agenda.committee.as_ref().map(|link| anchor(words, link)),
        held_on: date(words, &agenda.meeting, "held_on"),
        place: text_of(visitor, &agenda.meeting, "place"),
        items: agenda
            .items
            .iter()
            .map(|item| ItemView {
                number: item.number.map(|number| number.to_string()),
                text: item.text(words.lang).to_owned(),
                reporter: item.reporter.as_ref().and_then(name),
                question: item
                    .question
                    .as_ref()
                    .map(|(seen, urgency)| asked(visitor, agenda, seen, *urgency)),
                answer: item.question.as_ref().and_then(|(seen, _)| text_of(visitor, seen, "answer")),
            })
            .collect(),
        other_questions: agenda
            .other_questions
            .iter()
            .map(|one| asked(visitor, agenda, &one.seen, one.urgency))
            .collect(),
        span,
        clusters: agenda.clusters.iter().filter_map(name).collect(),
        progress: agenda.progress.iter().map(|one| progress(words, one)).collect(),
        note: text_of(visitor, &agenda.meeting, "progress"),
        decisions: decisions(&agenda.decisions),
        earlier: agenda.last.as_ref().map(|seen| anchor_of(&visitor.words, seen)),
        earlier_decisions: decisions(&agenda.earlier_decisions),
        source: source.as_ref().and_then(name),
        frame: words.clone(),
    }
}

fn date(words: &Words, seen: &Seen, field: &str) -> Option<(String, String)> {
    let date = seen.body.str(field)?.parse::<PartialDate>().ok()?;
    Some((date.to_string(), words.date(date)))
}

fn asked(visitor: &Visitor, agenda: &Agenda, seen: &Seen, urgency: Urgency) -> QuestionView {
    let owner = seen.body.str("owner").and_then(|id| id.parse().ok());
    let due = seen.body.str("due").and_then(|date| date.parse().ok());
    // A settled question is late no more.
    let is_settled = seen.body.str("settled").is_some();
    let mut view = question_view(visitor, &agenda.links, seen, owner, due, urgency);
    if is_settled {
        view.urgency = "settled";
        view.urgency_label = visitor.words.t("committees-due-settled");
    }
    view
}

fn progress(words: &Words, one: &MinistryProgress) -> ProgressView {
    ProgressView {
        ministry: match &one.ministry {
            Some(code) => words.code(&MINISTRIES, code),
            None => words.t("timeline-no-ministry"),
        },
        changes: one.changes.iter().map(|change| change_view(words, change)).collect(),
    }
}

fn change_view(words: &Words, change: &Change) -> ChangeView {
    let days = change.days.map(|days| words.one("agenda-days", "days", days));
    let value = change.value.as_ref().map(|(value, target)| match target {
        Some(target) => format!("{value} ({target})"),
        None => value.clone(),
    });
    let facts: Vec<String> = days.into_iter().chain(value).collect();
    ChangeView {
        kind: words.t(&format!("agenda-change-{}", change.kind.code())),
        date: change.date.map(|date| (date.to_string(), words.date(date))),
        name: anchor(words, &change.link),
        is_late: change.kind.code() == "baton-overdue",
        facts: (!facts.is_empty()).then(|| facts.join(" · ")),
    }
}

fn decision(visitor: &Visitor, agenda: &Agenda, seen: &Seen) -> DecisionView {
    let words = &visitor.words;
    let owner = seen.body.str("owner").and_then(|id| id.parse::<RecordId>().ok());
    DecisionView {
        name: anchor_of(&visitor.words, seen),
        text: text_of(visitor, seen, "text"),
        owner: owner.and_then(|id| agenda.links.get(&id)).map(|link| anchor(words, link)),
        due: date(words, seen, "due"),
    }
}
