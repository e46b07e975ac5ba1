//! An approach: that a cluster was in touch with an organisation, and what was said.
//!
//! It is for those in charge alone. By one flag its month, way, organisation and cluster are told to the coordinators of other
//! clusters, never the day, the people or what was said.

use enishi_kind::Kind;
use enishi_kind::fields::{Choice, Date, Flag, Line, LongText, Reference};

use crate::vocabulary::APPROACH_WAYS;

/// Being in touch with an organisation.
#[derive(Debug, Kind)]
#[kind(
    name = "approach",
    plural = "approaches",
    title = "month",
    shape = 1,
    period = "month",
    disclosure = "coordinator"
)]
pub struct Approach {
    /// The month, never the day.
    #[field(layer = public, required, sort, column)]
    pub month: Date,
    /// How.
    #[field(layer = public, required, vocabulary = APPROACH_WAYS, facet, column)]
    pub way: Choice,
    /// With whom.
    #[field(layer = public, required, to = "organisation", facet, column)]
    pub organisation: Reference,
    /// Which cluster was in touch.
    #[field(layer = public, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// Whether those in charge of other clusters may know what is said above.
    #[field(layer = public, facet)]
    pub neighbours_may_know: Flag,
    /// The day.
    #[field(layer = steward, section = "content")]
    pub day: Date,
    /// The coordinator who was.
    #[field(layer = steward, to = "person", facet)]
    pub coordinator: Reference,
    /// Whom he met.
    #[field(layer = steward, max = 200, identifying)]
    pub person: Line,
    /// The need that it was about.
    #[field(layer = steward, to = "need", facet)]
    pub need: Reference,
    /// What was said.
    #[field(layer = steward, weight = 0.5)]
    pub content: LongText,
}
