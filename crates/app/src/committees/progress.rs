//! The agenda of a meeting: its items with their questions, what both ministries' programmes did since the last
//! meeting, and what was decided.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::Seen;
use jiff::civil::Date;

use super::{OpenQuestion, Urgency, open_question};
use crate::columns::rows_of;
use crate::fields::{code_of, date_of, id_of, ids_of};
use crate::{App, Context, Error, Link};

/// The two ministries whose programmes the committees tie together.
const BOTH: [&str; 2] = ["mext", "meti"];

/// What a meeting has before it.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// The meeting.
    pub meeting: Seen,
    /// Its committee.
    pub committee: Option<Link>,
    /// The day from which its urgency is counted: today, or the day asked about.
    pub day: Date,
    /// The last meeting of the same committee before it.
    pub last: Option<Seen>,
    /// The days of which progress is told: after the last meeting, up to this one or to the day.
    pub span: (Option<Date>, Date),
    /// The items in their order.
    pub items: Vec<AgendaItem>,
    /// Open questions of the committee that no item names.
    pub other_questions: Vec<OpenQuestion>,
    /// Progress by ministry.
    pub progress: Vec<MinistryProgress>,
    /// Decisions of this meeting.
    pub decisions: Vec<Seen>,
    /// Decisions of the last meeting, to be followed up.
    pub earlier_decisions: Vec<Seen>,
    /// The clusters of which progress is told: the committee's and those of its questions.
    pub clusters: Vec<RecordId>,
    /// What stands on the agenda.
    pub links: HashMap<RecordId, Link>,
}

/// An item of an agenda.
#[derive(Clone, Debug)]
pub struct AgendaItem {
    /// Its number.
    pub number: Option<i64>,
    /// What it is about, in Japanese and English, each falling back to the other.
    pub item: [String; 2],
    /// Who reports.
    pub reporter: Option<RecordId>,
    /// Its question, with how its date stands.
    pub question: Option<(Seen, Urgency)>,
}

impl AgendaItem {
    /// What it is about, for a reader of this language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        let [ja, en] = &self.item;
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// What the programmes of one ministry did.
#[derive(Clone, Debug)]
pub struct MinistryProgress {
    /// The code of the ministry; none where no programme is named.
    pub ministry: Option<String>,
    /// What changed, the latest first; what still waits comes before it.
    pub changes: Vec<Change>,
}

/// Something that happened, or still waits.
#[derive(Clone, Debug)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// When.
    pub date: Option<PartialDate>,
    /// The record.
    pub link: Link,
    /// Days that a baton has waited or took.
    pub days: Option<i64>,
    /// Value and target of an indicator.
    pub value: Option<(String, Option<String>)>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A baton waits for its answer past the promised day.
    BatonOverdue,
    /// A baton waits for its answer.
    BatonWaiting,
    /// A baton was answered.
    BatonAnswered,
    /// A baton was offered.
    BatonOffered,
    /// A result was achieved.
    Result,
    /// A project began.
    ProjectBegan,
    /// A project ended.
    ProjectEnded,
    /// A milestone was reached.
    Milestone,
    /// A value of an indicator became known.
    Indicator,
    /// A project runs on that began before.
    ProjectRunning,
}

impl ChangeKind {
    /// The word in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BatonOverdue => "baton-overdue",
            Self::BatonWaiting => "baton-waiting",
            Self::BatonAnswered => "baton-answered",
            Self::BatonOffered => "baton-offered",
            Self::Result => "result",
            Self::ProjectBegan => "project-began",
            Self::ProjectEnded => "project-ended",
            Self::Milestone => "milestone",
            Self::Indicator => "indicator",
            Self::ProjectRunning => "project-running",
        }
    }
}

impl App {
    /// The agenda of a meeting.
    ///
    /// # Errors
    /// `unknown-record`, `too-many-records`, or the store.
    pub async fn agenda(&self, ctx: &Context, reference: &str) -> Result<Agenda, Error> {
        let meeting = self.find(ctx, "meeting", reference).await?.seen;
        let day = ctx.moment.on.unwrap_or_else(|| self.today());
        let committee = id_of(&meeting.body, "committee");
        let own = |seen: &Seen| committee.is_some() && id_of(&seen.body, "committee") == committee;
        let held_on = date_of(&meeting.body, "held_on").map(PartialDate::first_day);
        let last = self
            .all_of_any_day(ctx, "meeting")
            .await?
            .into_iter()
            .filter(|seen| own(seen) && seen.id != meeting.id)
            .filter_map(|seen| Some((date_of(&seen.body, "held_on")?.first_day(), seen)))
            .filter(|(held, _)| *held < held_on.unwrap_or(day))
            .max_by_key(|(held, seen)| (*held, seen.id));
        let span = (last.as_ref().map(|(held, _)| *held), held_on.map_or(day, |held| held.min(day)));
        let last = last.map(|(_, seen)| seen);
        let questions: Vec<Seen> = self.all_of_any_day(ctx, "question").await?;
        let items = items(&meeting, &questions, day);
        let named: BTreeSet<RecordId> =
            items.iter().filter_map(|item| Some(item.question.as_ref()?.0.id)).collect();
        let mut clusters = match committee {
            Some(id) => {
                let found = self.store.find_many(self.reading(ctx), &[id]).await?;
                found.values().flat_map(|seen| ids_of(&seen.body, "clusters")).collect()
            }
            None => Vec::new(),
        };
        for (question, _) in items.iter().filter_map(|item| item.question.as_ref()) {
            clusters.extend(ids_of(&question.body, "clusters"));
        }
        clusters.sort_unstable();
        clusters.dedup();
        let mut other_questions: Vec<OpenQuestion> = questions
            .into_iter()
            .filter(|seen| own(seen) && !named.contains(&seen.id))
            .filter_map(|seen| open_question(seen, day))
            .collect();
        other_questions.sort_by_key(|one| (one.urgency, one.due));
        let decisions = self.all_of_any_day(ctx, "decision").await?;
        let of = |meeting: Option<RecordId>| {
            decisions
                .iter()
                .filter(|seen| meeting.is_some() && id_of(&seen.body, "meeting") == meeting)
                .cloned()
                .collect::<Vec<_>>()
        };
        let (decided, earlier) = (of(Some(meeting.id)), of(last.as_ref().map(|last| last.id)));
        let progress = self.progress(ctx, &clusters, span).await?;
        let mut ids: BTreeSet<RecordId> = clusters.iter().chain(&committee).copied().collect();
        ids.extend(items.iter().filter_map(|item| item.reporter));
        let asked = items.iter().filter_map(|item| Some(&item.question.as_ref()?.0));
        let others = other_questions.iter().map(|question| &question.seen);
        let dated = asked.chain(others).chain(&decided).chain(&earlier);
        ids.extend(dated.filter_map(|seen| id_of(&seen.body, "owner")));
        ids.extend(id_of(&meeting.body, "source"));
        let links = self.links_to(ctx, &ids.into_iter().collect::<Vec<_>>()).await?;
        Ok(Agenda {
            committee: committee.and_then(|id| links.get(&id)).cloned(),
            meeting,
            day,
            last,
            span,
            items,
            other_questions,
            progress,
            decisions: decided,
            earlier_decisions: earlier,
            clusters,
            links,
        })
    }

    /// What the projects, batons, results and indicators of these clusters did in these days, by ministry of their
    /// programmes. A baton stands with the ministry that receives it: it is there that somebody waits.
    async fn progress(
        &self,
        ctx: &Context,
        clusters: &[RecordId],
        span: (Option<Date>, Date),
    ) -> Result<Vec<MinistryProgress>, Error> {
        let mut found: Vec<(Option<RecordId>, Change)> = Vec::new();
        let is_own = |seen: &Seen| id_of(&seen.body, "cluster").is_some_and(|id| clusters.contains(&id));
        let of_kind = async |kind: &str| -> Result<Vec<Seen>, Error> {
            let all = self.all_of_any_day(ctx, kind).await?;
            Ok(all.into_iter().filter(|seen| is_own(seen)).collect())
        };
        let projects = of_kind("project").await?;
        for seen in &projects {
            let Some(link) = self.link(seen) else { continue };
            found
                .extend(of_project(seen, &link, span).map(|change| (id_of(&seen.body, "programme"), change)));
        }
        for seen in of_kind("baton").await? {
            let Some(link) = self.link(&seen) else { continue };
            let programme = id_of(&seen.body, "to_programme").or_else(|| id_of(&seen.body, "from_programme"));
            found.extend(of_baton(&seen, &link, span).map(|change| (programme, change)));
        }
        for seen in of_kind("result").await? {
            let Some(link) = self.link(&seen) else { continue };
            let date = date_of(&seen.body, "achieved").filter(|date| is_within(*date, span));
            let from = ids_of(&seen.body, "projects");
            let of = projects.iter().find(|project| from.contains(&project.id));
            let programme = of.and_then(|project| id_of(&project.body, "programme"));
            found.extend(date.map(|date| (programme, change(ChangeKind::Result, date, &link))));
        }
        for seen in of_kind("indicator-value").await? {
            let Some(link) = self.link(&seen) else { continue };
            let cut_off = date_of(&seen.body, "cut_off").filter(|date| is_within(*date, span));
            let value = code_of(&seen.body, "value").map(|value| (value, code_of(&seen.body, "target")));
            found.extend(cut_off.map(|date| {
                (
                    id_of(&seen.body, "programme"),
                    Change { value, ..change(ChangeKind::Indicator, date, &link) },
                )
            }));
        }
        let programmes: BTreeSet<RecordId> = found.iter().filter_map(|(programme, _)| *programme).collect();
        let programmes: Vec<RecordId> = programmes.into_iter().collect();
        let programmes = self.store.find_many(self.reading(ctx), &programmes).await?;
        let mut ministries: BTreeMap<(usize, Option<String>), Vec<Change>> = BTreeMap::new();
        let order = enishi_model::vocabulary::MINISTRIES.codes;
        // Both ministries stand on the page, also the one of which nothing is to be told.
        for (place, ministry) in order.iter().enumerate().take_while(|_| !clusters.is_empty()) {
            if BOTH.contains(ministry) {
                ministries.insert((place, Some((*ministry).to_owned())), Vec::new());
            }
        }
        for (programme, change) in found {
            let seen = programme.and_then(|id| programmes.get(&id));
            let ministry = seen.and_then(|seen| code_of(&seen.body, "ministry"));
            let place =
                order.iter().position(|code| ministry.as_deref() == Some(code)).unwrap_or(order.len());
            ministries.entry((place, ministry)).or_default().push(change);
        }
        Ok(ministries
            .into_iter()
            .map(|((_, ministry), mut changes)| {
                // What waits first, then what happened, the latest first, then what runs on.
                let rank = |change: &Change| match change.kind {
                    ChangeKind::BatonOverdue | ChangeKind::BatonWaiting => 0,
                    ChangeKind::ProjectRunning => 2,
                    _ => 1,
                };
                changes.sort_by_key(|change| {
                    (rank(change), std::cmp::Reverse(change.date), change.link.reference.clone())
                });
                MinistryProgress { ministry, changes }
            })
            .collect())
    }
}

fn items(meeting: &Seen, questions: &[Seen], day: Date) -> Vec<AgendaItem> {
    let known: HashMap<RecordId, &Seen> = questions.iter().map(|seen| (seen.id, seen)).collect();
    let mut items: Vec<AgendaItem> = rows_of(&meeting.body, "agenda")
        .iter()
        .map(|row| {
            let text = row
                .raw("item")
                .and_then(|json| <enishi_kind::Text as serde::Deserialize>::deserialize(json).ok());
            let in_lang = |lang| text.as_ref().map(|text| text.read(lang).0.to_owned()).unwrap_or_default();
            let question = id_of(row, "question")
                .and_then(|id| known.get(&id))
                .map(|seen| (Seen::clone(seen), Urgency::of(date_of(&seen.body, "due"), day)));
            AgendaItem {
                number: row.raw("number").and_then(serde_json::Value::as_i64),
                item: [in_lang(Lang::Ja), in_lang(Lang::En)],
                reporter: id_of(row, "reporter"),
                question,
            }
        })
        .collect();
    items.sort_by_key(|item| item.number.unwrap_or(i64::MAX));
    items
}

fn change(kind: ChangeKind, date: PartialDate, link: &Link) -> Change {
    Change { kind, date: Some(date), link: link.clone(), days: None, value: None }
}

/// Whether a date lies after the first day and not after the last. A month counts when any of its days does.
fn is_within(date: PartialDate, (after, until): (Option<Date>, Date)) -> bool {
    date.first_day() <= until && after.is_none_or(|after| date.last_day() > after)
}

fn of_project<'a>(
    seen: &'a Seen,
    link: &'a Link,
    span: (Option<Date>, Date),
) -> impl Iterator<Item = Change> + 'a {
    let body = &seen.body;
    let ended = ["completed", "stopped"].contains(&body.str("state").unwrap_or_default());
    let since = date_of(body, "since");
    let began = since.map(|date| (ChangeKind::ProjectBegan, date));
    let running = since
        .filter(|date| {
            body.str("state") == Some("running") && date.first_day() <= span.1 && !is_within(*date, span)
        })
        .map(|date| change(ChangeKind::ProjectRunning, date, link));
    let ended = date_of(body, "until").filter(|_| ended).map(|date| (ChangeKind::ProjectEnded, date));
    let reached = rows_of(body, "milestones")
        .into_iter()
        .filter_map(|row| Some((ChangeKind::Milestone, date_of(&row, "reached")?)));
    began
        .into_iter()
        .chain(ended)
        .chain(reached)
        .filter(move |(_, date)| is_within(*date, span))
        .map(|(kind, date)| change(kind, date, link))
        .chain(running)
}

fn of_baton<'a>(
    seen: &'a Seen,
    link: &'a Link,
    span: (Option<Date>, Date),
) -> impl Iterator<Item = Change> + 'a {
    let body = &seen.body;
    let (_, until) = span;
    let offered = date_of(body, "offered");
    let answered = date_of(body, "answered");
    let is_waiting = ["offered", "questioned"].contains(&body.str("state").unwrap_or_default());
    let days = |to: Date| {
        let from = offered?.first_day();
        from.until(to).ok().map(|span| i64::from(span.get_days())).filter(|days| *days >= 0)
    };
    let waiting = offered.filter(|offered| is_waiting && offered.first_day() <= until).map(|date| {
        let is_overdue = Urgency::of(date_of(body, "due"), until) == Urgency::Overdue;
        let kind = if is_overdue { ChangeKind::BatonOverdue } else { ChangeKind::BatonWaiting };
        Change { days: days(until), ..change(kind, date, link) }
    });
    let offer = offered
        .filter(|date| !is_waiting && is_within(*date, span))
        .map(|date| change(ChangeKind::BatonOffered, date, link));
    let answer = answered
        .filter(|date| is_within(*date, span))
        .map(|date| Change { days: days(date.first_day()), ..change(ChangeKind::BatonAnswered, date, link) });
    waiting.into_iter().chain(offer).chain(answer)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn progress_is_of_the_days_after_the_last_meeting() {
        let span = (Some(date(2026, 8, 20)), date(2026, 11, 20));
        let within = |text: &str| is_within(text.parse().unwrap(), span);
        assert!(!within("2026-08-20"), "what the last meeting saw is not told again");
        assert!(within("2026-08-21") && within("2026-11-20"));
        assert!(within("2026-08") && within("2026-11"), "a month counts when any of its days does");
        assert!(!within("2026-11-21") && !within("2026-07"));
        assert!(is_within("1999".parse().unwrap(), (None, date(2026, 11, 20))));
    }
}
