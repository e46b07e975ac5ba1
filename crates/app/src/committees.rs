//! Committees on a day: who sits in them, who is missing, when they meet and which coordination questions are open; and
//! what a meeting has before it: both programmes' progress since the last one.

mod progress;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_store::Seen;
use jiff::civil::Date;

use crate::columns::{holds, rows_of};
use crate::fields::{code_of, date_of, id_of, ids_of};
use crate::{App, Context, Error, Figure, Link};

pub use progress::{Agenda, AgendaItem, Change, ChangeKind, MinistryProgress};

/// The sectors that a committee between both ministries needs, as the source pages name its members.
pub const NEEDED: [&str; 5] = ["industry", "university", "local-government", "mext", "meti"];
/// States of a coordination question that nobody waits for any more.
const CLOSED: [&str; 2] = ["settled", "withdrawn"];

/// All committees as one viewer sees them on a day.
#[derive(Clone, Debug)]
pub struct CommitteeBoard {
    /// The day.
    pub day: Date,
    /// Committees by level, national first.
    pub levels: Vec<(Option<String>, Vec<CommitteeView>)>,
    /// Open questions that name no committee that is shown.
    pub questions: Vec<OpenQuestion>,
    /// How many committees, as a figure.
    pub count: Figure,
    /// How many questions of any state, as a figure.
    pub asked: Figure,
    /// What the committees and questions name.
    pub links: HashMap<RecordId, Link>,
}

/// A committee on a day.
#[derive(Clone, Debug)]
pub struct CommitteeView {
    /// The record.
    pub seen: Seen,
    /// Its clusters.
    pub clusters: Vec<RecordId>,
    /// Members by sector, in the order of the vocabulary; the empty code is for those without one.
    pub sectors: Vec<(String, Vec<Member>)>,
    /// Sectors that are needed and not there.
    pub missing: Vec<&'static str>,
    /// The next meeting.
    pub next: Option<Seen>,
    /// The last meeting.
    pub last: Option<Seen>,
    /// Open questions, the most urgent first.
    pub questions: Vec<OpenQuestion>,
}

/// A member on a day.
#[derive(Clone, Debug)]
pub struct Member {
    /// The organisation.
    pub organisation: Option<RecordId>,
    /// The person.
    pub person: Option<RecordId>,
}

impl Member {
    /// Whether it is known who sits there.
    #[must_use]
    pub const fn is_named(&self) -> bool {
        self.organisation.is_some() || self.person.is_some()
    }
}

/// A coordination question that is not settled.
#[derive(Clone, Debug)]
pub struct OpenQuestion {
    /// The record.
    pub seen: Seen,
    /// Who must answer.
    pub owner: Option<RecordId>,
    /// By when.
    pub due: Option<PartialDate>,
    /// How it stands on the day.
    pub urgency: Urgency,
}

/// How a date that was promised stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It has passed.
    Overdue,
    /// It is the day itself.
    Today,
    /// It is to come.
    Later,
    /// None is set.
    Undated,
}

impl Urgency {
    /// How a date stands on a day. A month or year is due on its last day.
    #[must_use]
    pub fn of(due: Option<PartialDate>, day: Date) -> Self {
        match due.map(PartialDate::last_day) {
            None => Self::Undated,
            Some(due) if due < day => Self::Overdue,
            Some(due) if due == day => Self::Today,
            Some(_) => Self::Later,
        }
    }

    /// The word in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Later => "later",
            Self::Undated => "undated",
        }
    }
}

impl App {
    /// The committees on the day asked about, else today.
    ///
    /// # Errors
    /// `unknown-kind`, `too-many-records`, or the store.
    pub async fn committee_board(&self, ctx: &Context) -> Result<CommitteeBoard, Error> {
        let day = ctx.moment.on.unwrap_or_else(|| self.today());
        let committees = self.all(ctx, "committee", &[]).await?;
        let meetings = self.all_of_any_day(ctx, "meeting").await?;
        let questions = self.all(ctx, "question", &[]).await?;
        let seen: Vec<&Seen> = committees.iter().chain(&questions).collect();
        let mut ids: BTreeSet<RecordId> = seen
            .iter()
            .flat_map(|seen| rows_of(&seen.body, "members"))
            .flat_map(|row| [id_of(&row, "organisation"), id_of(&row, "person")])
            .flatten()
            .collect();
        for seen in &seen {
            ids.extend(
                ["owner", "committee", "source", "block"].iter().filter_map(|name| id_of(&seen.body, name)),
            );
            ids.extend(ids_of(&seen.body, "clusters"));
        }
        let links = self.links_to(ctx, &ids.into_iter().collect::<Vec<_>>()).await?;
        let mut open: BTreeMap<Option<RecordId>, Vec<OpenQuestion>> = BTreeMap::new();
        for seen in questions {
            let committee = id_of(&seen.body, "committee")
                .filter(|committee| committees.iter().any(|one| one.id == *committee));
            if let Some(question) = open_question(seen, day) {
                open.entry(committee).or_default().push(question);
            }
        }
        open.values_mut().for_each(|questions| questions.sort_by_key(|one| (one.urgency, one.due)));
        let mut levels: BTreeMap<usize, (Option<String>, Vec<CommitteeView>)> = BTreeMap::new();
        let order = enishi_model::vocabulary::COMMITTEE_LEVELS.codes;
        let mut committees = committees;
        committees.sort_by_key(|seen| seen.id);
        for seen in committees {
            let level = code_of(&seen.body, "level");
            let place = order.iter().position(|code| level.as_deref() == Some(code)).unwrap_or(order.len());
            let questions = open.remove(&Some(seen.id)).unwrap_or_default();
            let view = committee_view(seen, &meetings, questions, day);
            levels.entry(place).or_insert_with(|| (level, Vec::new())).1.push(view);
        }
        let count = self.figure(ctx, "committee", &[], "figure-committees").await?;
        let asked = self.figure(ctx, "question", &[], "figure-questions").await?;
        Ok(CommitteeBoard {
            day,
            levels: levels.into_values().collect(),
            questions: open.remove(&None).unwrap_or_default(),
            count,
            asked,
            links,
        })
    }

    /// Every record of a kind whatever the day asked about: a meeting to come is no less a meeting.
    pub(crate) async fn all_of_any_day(&self, ctx: &Context, kind: &str) -> Result<Vec<Seen>, Error> {
        let moment = enishi_store::Moment { on: None, ..ctx.moment };
        self.all(&ctx.clone().at(moment), kind, &[]).await
    }
}

/// A question that is open on the day.
pub(crate) fn open_question(seen: Seen, day: Date) -> Option<OpenQuestion> {
    let body = &seen.body;
    // Asked about a past day, a question settled since was open then.
    let is_closed = body.str("state").is_some_and(|state| CLOSED.contains(&state));
    let settled = date_of(body, "settled").map(PartialDate::first_day);
    if is_closed && settled.is_none_or(|settled| settled <= day) {
        return None;
    }
    let due = date_of(body, "due");
    Some(OpenQuestion { owner: id_of(body, "owner"), due, urgency: Urgency::of(due, day), seen })
}

fn committee_view(seen: Seen, meetings: &[Seen], questions: Vec<OpenQuestion>, day: Date) -> CommitteeView {
    let own = meetings.iter().filter(|meeting| id_of(&meeting.body, "committee") == Some(seen.id));
    let dated = own.filter_map(|meeting| Some((date_of(&meeting.body, "held_on")?.first_day(), meeting)));
    let (to_come, held): (Vec<_>, Vec<_>) = dated.partition(|(held_on, _)| *held_on >= day);
    let next = to_come.into_iter().min_by_key(|(held_on, seen)| (*held_on, seen.id)).map(|(_, seen)| seen);
    let last = held.into_iter().max_by_key(|(held_on, seen)| (*held_on, seen.id)).map(|(_, seen)| seen);
    let members: Vec<_> =
        rows_of(&seen.body, "members").into_iter().filter(|member| holds(member, day)).collect();
    let order = enishi_model::vocabulary::SECTORS.codes;
    let sectors = order.iter().copied().chain([""]).filter_map(|sector| {
        let of_sector: Vec<Member> = members
            .iter()
            .filter(|member| member.str("sector").unwrap_or_default() == sector)
            .map(|member| Member {
                organisation: id_of(member, "organisation"),
                person: id_of(member, "person"),
            })
            .collect();
        (!of_sector.is_empty()).then(|| (sector.to_owned(), of_sector))
    });
    let sectors: Vec<(String, Vec<Member>)> = sectors.collect();
    CommitteeView {
        clusters: ids_of(&seen.body, "clusters"),
        missing: missing(sectors.iter().map(|(sector, _)| sector.as_str())),
        sectors,
        next: next.cloned(),
        last: last.cloned(),
        questions,
        seen,
    }
}

/// The needed sectors that are not among these.
fn missing<'a>(present: impl Iterator<Item = &'a str>) -> Vec<&'static str> {
    let present: BTreeSet<&str> = present.collect();
    NEEDED.into_iter().filter(|sector| !present.contains(sector)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn who_is_missing_is_said_in_the_order_of_the_pages() {
        assert_eq!(missing(NEEDED.into_iter()), [""; 0]);
        assert_eq!(
            missing(["meti", "finance", "university"].into_iter()),
            ["industry", "local-government", "mext"]
        );
        assert_eq!(missing([].into_iter()), NEEDED);
    }

    #[test]
    fn a_month_is_due_on_its_last_day() {
        let of = |text: &str| Urgency::of(Some(text.parse().unwrap()), date(2026, 11, 20));
        assert_eq!(of("2026-11-19"), Urgency::Overdue);
        assert_eq!(of("2026-11-20"), Urgency::Today);
        assert_eq!(of("2026-11"), Urgency::Later);
        assert_eq!(of("2026-10"), Urgency::Overdue);
        assert_eq!(Urgency::of(None, date(2026, 11, 20)), Urgency::Undated);
    }
}
