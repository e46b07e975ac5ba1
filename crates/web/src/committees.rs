//! Committees on a day: members by sector and who is missing, the next meeting, open coordination questions.

pub mod agenda;

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use enishi_app::Link;
use enishi_app::committees::{CommitteeBoard, CommitteeView, Member, NEEDED, OpenQuestion, Urgency};
use enishi_app::parts::Seen;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_model::vocabulary::{COMMITTEE_LEVELS, SECTORS};

use crate::fault::Fault;
use crate::figures::FigureView;
use crate::hand_made::COMMITTEES;
use crate::naming::{Anchor, anchor, anchor_of, code_of, text_of, view_href};
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "committees.html")]
struct CommitteesMain {
    frame: Words,
    heading: String,
    /// Committees and questions, each with its label and what has no dates.
    counts: Vec<(String, FigureView, Option<Anchor>)>,
    levels: Vec<LevelView>,
    questions: Vec<QuestionView>,
}

struct LevelView {
    id: String,
    label: String,
    committees: Vec<OneView>,
}

struct OneView {
    name: Anchor,
    kind: Option<String>,
    purpose: Option<(String, Option<&'static str>)>,
    clusters: Vec<Anchor>,
    sectors: Vec<SectorView>,
    missing: Option<String>,
    /// Needed sectors that sit there without a name, in words.
    unnamed: Option<String>,
    next: Option<MeetingView>,
    last: Option<MeetingView>,
    questions: Vec<QuestionView>,
    source: Option<Anchor>,
}

struct SectorView {
    label: String,
    members: Vec<Anchor>,
    /// Whether the sector sits there without a name.
    is_unnamed: bool,
}

/// A meeting with its day.
struct MeetingView {
    name: Anchor,
    agenda: String,
    date: Option<(String, String)>,
}

/// A coordination question as pages show it.
pub struct QuestionView {
    name: Anchor,
    owner: Option<Anchor>,
    state: Option<String>,
    due: Option<(String, String)>,
    urgency: &'static str,
    urgency_label: String,
}

/// The committees.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    remembered::page(&visitor, "committees", async || {
        let board = visitor.site.app.committee_board(&visitor.ctx).await?;
        let title = visitor.words.t("committees-title");
        Made::new(&title, &main(&visitor, &board))
    })
    .await
}

fn main(visitor: &Visitor, board: &CommitteeBoard) -> CommitteesMain {
    let words = &visitor.words;
    let levels = board.levels.iter().map(|(level, committees)| LevelView {
        id: format!("level-{}", level.as_deref().unwrap_or("none")),
        label: match level {
            Some(level) => words.code(&COMMITTEE_LEVELS, level),
            None => words.t("committees-no-level"),
        },
        committees: committees.iter().map(|one| committee(visitor, board, one)).collect(),
    });
    CommitteesMain {
        heading: words.one("committees-day", "day", words.date(PartialDate::from(board.day))),
        counts: [("committee-plural", &board.count), ("question-plural", &board.asked)]
            .map(|(label, figure)| {
                let (figure, undated) = FigureView::new(words, figure).take_undated();
                (words.t(label), figure, undated)
            })
            .into(),
        levels: levels.collect(),
        questions: board.questions.iter().map(|one| question(visitor, &board.links, one)).collect(),
        frame: words.clone(),
    }
}

fn committee(visitor: &Visitor, board: &CommitteeBoard, one: &CommitteeView) -> OneView {
    let words = &visitor.words;
    let name = |id: &RecordId| board.links.get(id).map(|link| anchor(words, link));
    let sectors = one.sectors.iter().map(|(sector, members)| {
        let names: Vec<Anchor> = members
            .iter()
            .flat_map(|member| [member.person, member.organisation])
            .flatten()
            .filter_map(|id| name(&id))
            .collect();
        SectorView {
            label: if sector.is_empty() {
                words.t("committees-no-sector")
            } else {
                words.code(&SECTORS, sector)
            },
            is_unnamed: names.is_empty(),
            members: names,
        }
    });
    let missing: Vec<String> = one.missing.iter().map(|sector| words.code(&SECTORS, sector)).collect();
    let unnamed: Vec<String> = NEEDED
        .into_iter()
        .filter(|needed| {
            one.sectors
                .iter()
                .any(|(sector, members)| sector == needed && !members.iter().any(Member::is_named))
        })
        .map(|sector| words.code(&SECTORS, sector))
        .collect();
    let source = one.seen.body.str("source").and_then(|id| id.parse::<RecordId>().ok());
    OneView {
        name: anchor_of(&visitor.words, &one.seen),
        kind: code_of(visitor, &one.seen, "committee_type"),
        purpose: text_of(visitor, &one.seen, "purpose"),
        clusters: one.clusters.iter().filter_map(name).collect(),
        sectors: sectors.collect(),
        missing: (!missing.is_empty())
            .then(|| words.one("committees-missing", "sectors", missing.join(&words.t("list-comma")))),
        unnamed: (!unnamed.is_empty())
            .then(|| words.one("committees-filled-unnamed", "sectors", unnamed.join(&words.t("list-comma")))),
        next: one.next.as_ref().map(|seen| meeting(visitor, seen)),
        last: one.last.as_ref().map(|seen| meeting(visitor, seen)),
        questions: one.questions.iter().map(|one| question(visitor, &board.links, one)).collect(),
        source: source.as_ref().and_then(name),
    }
}

fn meeting(visitor: &Visitor, seen: &Seen) -> MeetingView {
    let date = seen.body.str("held_on").and_then(|date| date.parse::<PartialDate>().ok());
    MeetingView {
        name: anchor_of(&visitor.words, seen),
        agenda: view_href(&visitor.words, seen, "agenda"),
        date: date.map(|date| (date.to_string(), visitor.words.date(date))),
    }
}

fn question(visitor: &Visitor, links: &HashMap<RecordId, Link>, one: &OpenQuestion) -> QuestionView {
    question_view(visitor, links, &one.seen, one.owner, one.due, one.urgency)
}

/// A question with its owner and how its date stands.
fn question_view(
    visitor: &Visitor,
    links: &HashMap<RecordId, Link>,
    seen: &Seen,
    owner: Option<RecordId>,
    due: Option<PartialDate>,
    urgency: Urgency,
) -> QuestionView {
    let words = &visitor.words;
    QuestionView {
        name: anchor_of(&visitor.words, seen),
        owner: owner.and_then(|id| links.get(&id)).map(|link| anchor(words, link)),
        state: code_of(visitor, seen, "state"),
        due: due.map(|date| (date.to_string(), words.date(date))),
        urgency: urgency.code(),
        urgency_label: words.t(&format!("committees-due-{}", urgency.code())),
    }
}

/// The page of all committees, as a step of the way here.
fn to_board(made: Made, words: &Words) -> Made {
    made.step(&words.t("committees-title"), COMMITTEES)
}
