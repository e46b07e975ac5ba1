//! Events: series that are owed, events held, what was presented there.

use enishi_kind::fields::{
    Choice, Choices, Date, FiscalYear, Integer, Keywords, Line, Link, LongText, Name, Reference, References,
    Rows, Text,
};
use enishi_kind::{Columns, Kind};

use crate::vocabulary::{COMMITTEE_LEVELS, EVENT_TYPES, KEY_FIELDS, MINISTRIES};

/// How often a series is owed.
#[derive(Debug, Columns)]
pub struct Owed {
    /// At which level.
    #[field(required, vocabulary = COMMITTEE_LEVELS)]
    pub level: Choice,
    /// How many times in a fiscal year.
    #[field(required, range = 1..=366, unit = "unit-times")]
    pub times: Integer,
    /// From which fiscal year.
    #[field()]
    pub from_year: FiscalYear,
    /// Until which fiscal year.
    #[field()]
    pub to_year: FiscalYear,
}

/// A series of events, such as the yearly joint conference (合同成果発表会).
#[derive(Debug, Kind)]
#[kind(name = "event-series", plural = "event-series", title = "name", shape = 1, period = "since..until")]
pub struct EventSeries {
    /// Name.
    #[field(layer = public, required, column, weight = 3.0, max = 300)]
    pub name: Name,
    /// Type.
    #[field(layer = public, vocabulary = EVENT_TYPES, facet, column)]
    pub event_type: Choice,
    /// Ministries that host it together.
    #[field(layer = public, vocabulary = MINISTRIES, facet, column)]
    pub hosts: Choices,
    /// How often it is owed.
    #[field(layer = public, rows = Owed)]
    pub owed: Rows,
    /// The clusters that owe it; empty means every active cluster.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
    /// What it is for, in our words.
    #[field(layer = public, weight = 0.7)]
    pub purpose: LongText,
    /// From when.
    #[field(layer = public, section = "term", sort)]
    pub since: Date,
    /// Until when.
    #[field(layer = public, sort)]
    pub until: Date,
}

/// An event held or planned.
#[derive(Debug, Kind)]
#[kind(name = "event", plural = "events", title = "name", shape = 1, period = "held_from")]
pub struct Event {
    /// Name; names without an official translation stay in the original.
    #[field(layer = public, required, column, weight = 3.0, max = 300, standard = "schema:name")]
    pub name: Name,
    /// The series.
    #[field(layer = public, to = "event-series", facet, column)]
    pub series: Reference,
    /// Type.
    #[field(layer = public, vocabulary = EVENT_TYPES, facet, column)]
    pub event_type: Choice,
    /// Level.
    #[field(layer = public, vocabulary = COMMITTEE_LEVELS, facet)]
    pub level: Choice,
    /// Fiscal year to which it counts.
    #[field(layer = public, facet, sort, column)]
    pub fiscal_year: FiscalYear,
    /// First day.
    #[field(layer = public, sort, column, standard = "schema:startDate")]
    pub held_from: Date,
    /// Last day.
    #[field(layer = public, standard = "schema:endDate")]
    pub held_to: Date,
    /// How many were held, where the source gives only a number.
    #[field(layer = public, range = 1..=999, unit = "unit-times")]
    pub times: Integer,
    /// Place.
    #[field(layer = public, section = "place", max = 300)]
    pub place: Text,
    /// Region.
    #[field(layer = public, to = "region", facet)]
    pub region: Reference,
    /// Ministries that host it.
    #[field(layer = public, section = "people", vocabulary = MINISTRIES, facet)]
    pub hosts: Choices,
    /// Organisations that host it.
    #[field(layer = public, to = "organisation", facet)]
    pub host_organisations: References,
    /// Clusters that present.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
    /// What it is about.
    #[field(layer = public, section = "content", weight = 0.7)]
    pub description: LongText,
    /// How many people came.
    #[field(layer = public, range = 0..=10_000_000, unit = "unit-persons")]
    pub visitors: Integer,
    /// Web page.
    #[field(layer = public)]
    pub website: Link,
}

/// A presentation at an event.
#[derive(Debug, Kind)]
#[kind(name = "session", plural = "sessions", title = "title", shape = 1, period = "held_on")]
pub struct Session {
    /// Title.
    #[field(layer = public, required, column, weight = 3.0, max = 300)]
    pub title: Text,
    /// The event.
    #[field(layer = public, required, to = "event", facet, column)]
    pub event: Reference,
    /// Day.
    #[field(layer = public, sort, column)]
    pub held_on: Date,
    /// Time of day and room.
    #[field(layer = public, max = 100)]
    pub slot: Line,
    /// Who speaks.
    #[field(layer = public, to = "person", facet)]
    pub speakers: References,
    /// Key fields.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet)]
    pub fields: Choices,
    /// Keywords.
    #[field(layer = public, weight = 1.0, max = 100)]
    pub keywords: Keywords,
    /// Projects announced.
    #[field(layer = public, to = "project", facet)]
    pub projects: References,
    /// Results announced.
    #[field(layer = public, to = "result", facet)]
    pub results: References,
    /// Summary.
    #[field(layer = public, weight = 1.0)]
    pub summary: LongText,
}
