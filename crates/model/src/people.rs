//! People, the roles that they hold for a time, and the themes of the Coordination Program.

use enishi_kind::Kind;
use enishi_kind::fields::{
    Choice, Choices, Date, Flag, Keywords, Line, Link, LongText, Name, Reference, References, Text,
};

use crate::vocabulary::{KEY_FIELDS, MINISTRIES, PREFECTURES, ROLES};

/// A person. What the organisation publishes is public, personal contacts are not.
#[derive(Debug, Kind)]
#[kind(name = "person", plural = "people", title = "name", shape = 1)]
pub struct Person {
    /// Name with kana reading.
    #[field(layer = public, required, column, weight = 3.0, max = 200, standard = "foaf:name")]
    pub name: Name,
    /// Other spellings.
    #[field(layer = public, weight = 2.0, max = 200)]
    pub aliases: Keywords,
    /// Main organisation.
    #[field(layer = public, to = "organisation", facet, column)]
    pub organisation: Reference,
    /// Unit and position.
    #[field(layer = public, max = 300, column)]
    pub position: Text,
    /// Prefecture of work.
    #[field(layer = public, vocabulary = PREFECTURES, facet)]
    pub prefecture: Choice,
    /// Fields of strength (専門・得意分野).
    #[field(layer = public, section = "profile", weight = 2.0, max = 100)]
    pub strengths: Keywords,
    /// Fields that the person can broker (コーディネート可能な分野).
    #[field(layer = public, vocabulary = KEY_FIELDS, facet, column)]
    pub brokers: Choices,
    /// Track record (コーディネートの実績).
    #[field(layer = public, weight = 1.0)]
    pub track_record: LongText,
    /// Profile.
    #[field(layer = public, weight = 1.0)]
    pub profile: LongText,
    /// Duty contact that the organisation publishes.
    #[field(layer = public, section = "contact", max = 300)]
    pub duty_contact: Line,
    /// Personal contact.
    #[field(layer = member, max = 300)]
    pub personal_contact: Line,
    /// Web page.
    #[field(layer = public)]
    pub website: Link,
}

/// A role of a person, for a time. One person holds several roles.
#[derive(Debug, Kind)]
#[kind(name = "role", plural = "roles", title = "title", shape = 1, period = "since..until")]
pub struct Role {
    /// In one line: who as what.
    #[field(layer = public, required, column, weight = 1.0, max = 300)]
    pub title: Text,
    /// The person; empty while only the post is known.
    #[field(layer = public, to = "person", facet, column)]
    pub person: Reference,
    /// The role.
    #[field(layer = public, required, vocabulary = ROLES, facet, column)]
    pub role: Choice,
    /// The cluster whose headquarters it is.
    #[field(layer = public, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// The organisation in which it is held.
    #[field(layer = public, to = "organisation", facet)]
    pub organisation: Reference,
    /// The committee in which it is held.
    #[field(layer = public, to = "committee", facet)]
    pub committee: Reference,
    /// The theme in which it is held.
    #[field(layer = public, to = "theme", facet)]
    pub theme: Reference,
    /// The programme that pays the post.
    #[field(layer = public, to = "programme", facet)]
    pub programme: Reference,
    /// Whether the role is held beside another one (兼務).
    #[field(layer = public, facet)]
    pub concurrent: Flag,
    /// From when.
    #[field(layer = public, section = "term", sort, column)]
    pub since: Date,
    /// Until when.
    #[field(layer = public, sort, column)]
    pub until: Date,
    /// Remarks.
    #[field(layer = public, max = 300)]
    pub remarks: Text,
}

/// A theme of the Coordination Program for Science and Technology Projects (科学技術連携施策群).
#[derive(Debug, Kind)]
#[kind(name = "theme", plural = "themes", title = "name", shape = 1, period = "since..until")]
pub struct Theme {
    /// Name.
    #[field(layer = public, required, column, weight = 3.0, max = 300)]
    pub name: Name,
    /// Under which council.
    #[field(layer = public, max = 300)]
    pub council: Text,
    /// Theme coordinator (施策群コーディネーター); not a science and technology coordinator.
    #[field(layer = public, to = "person", facet, column)]
    pub coordinator: Reference,
    /// Ministries that take part.
    #[field(layer = public, vocabulary = MINISTRIES, facet, column)]
    pub ministries: Choices,
    /// Programmes that it coordinates.
    #[field(layer = public, to = "programme", facet)]
    pub programmes: References,
    /// Purpose, in our words.
    #[field(layer = public, weight = 1.0)]
    pub purpose: LongText,
    /// From when.
    #[field(layer = public, section = "term", sort)]
    pub since: Date,
    /// Until when.
    #[field(layer = public, sort)]
    pub until: Date,
}
