//! Committees and what they do: meetings, coordination questions, decisions, the tie-ups between ministries.

use enishi_kind::fields::{
    Choice, Choices, Date, FiscalYear, Integer, Line, LongText, Name, Reference, References, Rows, Text,
};
use enishi_kind::{Columns, Kind};

use crate::vocabulary::{
    COMMITTEE_LEVELS, COMMITTEE_TYPES, MEETING_TYPES, MINISTRIES, QUESTION_STATES, SECTORS,
};

/// A member of a committee, for a time.
#[derive(Debug, Columns)]
pub struct CommitteeMember {
    /// The organisation.
    #[field(to = "organisation", facet)]
    pub organisation: Reference,
    /// The person.
    #[field(to = "person")]
    pub person: Reference,
    /// The sector for which it sits there.
    #[field(vocabulary = SECTORS, facet)]
    pub sector: Choice,
    /// From when.
    #[field()]
    pub since: Date,
    /// Until when.
    #[field()]
    pub until: Date,
}

/// A committee or council.
#[derive(Debug, Kind)]
#[kind(name = "committee", plural = "committees", title = "name", shape = 1, period = "since..until")]
pub struct Committee {
    /// Name; names without an official translation stay in the original.
    #[field(layer = public, required, column, weight = 3.0, max = 300)]
    pub name: Name,
    /// Type.
    #[field(layer = public, vocabulary = COMMITTEE_TYPES, facet, column)]
    pub committee_type: Choice,
    /// National, block, region, project.
    #[field(layer = public, vocabulary = COMMITTEE_LEVELS, facet, column)]
    pub level: Choice,
    /// The block.
    #[field(layer = public, to = "block", facet)]
    pub block: Reference,
    /// The clusters for which it is responsible.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
    /// What it is for, in our words.
    #[field(layer = public, weight = 0.7)]
    pub purpose: LongText,
    /// Members by sector.
    #[field(layer = public, section = "people", rows = CommitteeMember)]
    pub members: Rows,
    /// Office that runs it.
    #[field(layer = public, to = "organisation", facet)]
    pub secretariat: Reference,
    /// From when.
    #[field(layer = public, section = "term", sort)]
    pub since: Date,
    /// Until when.
    #[field(layer = public, sort)]
    pub until: Date,
}

/// An item of an agenda.
#[derive(Debug, Columns)]
pub struct AgendaItem {
    /// Its number.
    #[field(range = 1..=99)]
    pub number: Integer,
    /// What it is about.
    #[field(required, max = 300)]
    pub item: Text,
    /// The coordination question.
    #[field(to = "question")]
    pub question: Reference,
    /// Who reports.
    #[field(to = "organisation")]
    pub reporter: Reference,
}

/// A meeting of a committee.
#[derive(Debug, Kind)]
#[kind(name = "meeting", plural = "meetings", title = "title", shape = 1, period = "held_on")]
pub struct Meeting {
    /// Title.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub title: Text,
    /// The committee.
    #[field(layer = public, required, to = "committee", facet, column)]
    pub committee: Reference,
    /// Meeting of the committee, explanatory meeting, headquarters meeting.
    #[field(layer = public, vocabulary = MEETING_TYPES, facet)]
    pub meeting_type: Choice,
    /// Number in its series.
    #[field(layer = public, range = 1..=9999)]
    pub number: Integer,
    /// Day.
    #[field(layer = public, sort, column)]
    pub held_on: Date,
    /// Place.
    #[field(layer = public, max = 200)]
    pub place: Text,
    /// Agenda.
    #[field(layer = public, section = "content", rows = AgendaItem)]
    pub agenda: Rows,
    /// Both programmes' progress since the last meeting.
    #[field(layer = member)]
    pub progress: LongText,
    /// Minutes.
    #[field(layer = member, weight = 0.5)]
    pub minutes: LongText,
}

/// A coordination question (調整事項) between ministries, with an owner and a date.
#[derive(Debug, Kind)]
#[kind(name = "question", plural = "questions", title = "title", shape = 1, period = "raised..settled")]
pub struct Question {
    /// The question in one line.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub title: Text,
    /// The committee.
    #[field(layer = public, to = "committee", facet, column)]
    pub committee: Reference,
    /// Who must answer.
    #[field(layer = public, to = "organisation", facet, column)]
    pub owner: Reference,
    /// Ministries concerned.
    #[field(layer = public, vocabulary = MINISTRIES, facet)]
    pub ministries: Choices,
    /// Clusters concerned.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
    /// What is asked.
    #[field(layer = public, weight = 0.7)]
    pub description: LongText,
    /// State.
    #[field(layer = public, vocabulary = QUESTION_STATES, facet, sort, column)]
    pub state: Choice,
    /// Raised on.
    #[field(layer = public, section = "term", sort)]
    pub raised: Date,
    /// Answer due on.
    #[field(layer = public, sort, column)]
    pub due: Date,
    /// Settled on.
    #[field(layer = public, sort)]
    pub settled: Date,
    /// The answer.
    #[field(layer = public)]
    pub answer: LongText,
}

/// A decision of a meeting.
#[derive(Debug, Kind)]
#[kind(name = "decision", plural = "decisions", title = "title", shape = 1, period = "decided_on")]
pub struct Decision {
    /// What was decided, in one line.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub title: Text,
    /// The meeting.
    #[field(layer = public, to = "meeting", facet, column)]
    pub meeting: Reference,
    /// The question that it settles.
    #[field(layer = public, to = "question", facet)]
    pub question: Reference,
    /// Day.
    #[field(layer = public, sort, column)]
    pub decided_on: Date,
    /// The decision and its reason.
    #[field(layer = public, weight = 0.7)]
    pub text: LongText,
    /// Who carries it out.
    #[field(layer = public, to = "organisation", facet)]
    pub owner: Reference,
    /// By when.
    #[field(layer = public, sort)]
    pub due: Date,
}

/// A row of the tie-up table (連携状況一覧): a cluster with METI's bureau, the committee and the joint conferences of a year.
#[derive(Debug, Kind)]
#[kind(name = "tie-up", plural = "tie-ups", title = "title", shape = 1, period = "fiscal_year")]
pub struct TieUp {
    /// In one line.
    #[field(layer = public, required, column, max = 300)]
    pub title: Text,
    /// Fiscal year.
    #[field(layer = public, required, facet, sort, column)]
    pub fiscal_year: FiscalYear,
    /// Place in the table.
    #[field(layer = public, range = 1..=999, sort)]
    pub position: Integer,
    /// The knowledge cluster.
    #[field(layer = public, required, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// METI's bureau; empty means not recorded.
    #[field(layer = public, to = "organisation", facet, column)]
    pub bureau: Reference,
    /// The committee; empty means not recorded.
    #[field(layer = public, to = "committee", facet, column)]
    pub committee: Reference,
    /// The joint conferences held; empty means not recorded.
    #[field(layer = public, to = "event", facet, column)]
    pub conferences: References,
    /// The row as printed.
    #[field(layer = public, section = "about", max = 600)]
    pub raw: Line,
    /// Remarks on how the row was read.
    #[field(layer = public, max = 600)]
    pub remarks: Text,
}
