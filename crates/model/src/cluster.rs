//! Clusters of both ministries: METI's industrial cluster projects, knowledge clusters with their visions,
//! participations, pairs of organisations and facilities.

use enishi_kind::fields::{
    Choice, Choices, Date, FiscalYear, Flag, Integer, Keywords, Line, Link, LongText, Name, Reference,
    References, Rows, Text, Yen,
};
use enishi_kind::{Columns, Kind};

use crate::vocabulary::{
    CERTAINTIES, CLUSTER_STAGES, CLUSTER_STATES, FUNDERS, INSIDE, KEY_FIELDS, PARTICIPATION_ROLES, TRACKS,
};

/// A bureau's project under METI's Industrial Cluster Project (産業クラスタープロジェクト). Not a joint-research project.
#[derive(Debug, Kind)]
#[kind(
    name = "industrial-project",
    plural = "industrial-projects",
    title = "name",
    shape = 1,
    period = "since..until"
)]
pub struct IndustrialProject {
    /// Name.
    #[field(layer = public, required, column, weight = 3.0, max = 300)]
    pub name: Name,
    /// Number in the bureau's list.
    #[field(layer = public, range = 1..=20, sort)]
    pub number: Integer,
    /// The bureau.
    #[field(layer = public, required, to = "organisation", facet, column)]
    pub bureau: Reference,
    /// The block.
    #[field(layer = public, to = "block", facet)]
    pub block: Reference,
    /// Areas named by the source.
    #[field(layer = public, weight = 1.0, max = 200)]
    pub areas: Keywords,
    /// Key fields.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet)]
    pub fields: Choices,
    /// Project promotion organisations (プロジェクト推進組織).
    #[field(layer = public, to = "organisation", facet)]
    pub promoters: References,
    /// First month.
    #[field(layer = public, sort)]
    pub since: Date,
    /// Last month.
    #[field(layer = public, sort)]
    pub until: Date,
}

/// A dated status of a cluster.
#[derive(Debug, Columns)]
pub struct ClusterStatus {
    /// State.
    #[field(required, vocabulary = CLUSTER_STATES, facet)]
    pub state: Choice,
    /// From when; the earliest time of which the source speaks.
    #[field()]
    pub since: Date,
    /// Until when.
    #[field()]
    pub until: Date,
    /// How sure it is.
    #[field(vocabulary = CERTAINTIES)]
    pub certainty: Choice,
    /// The source.
    #[field(to = "source")]
    pub source: Reference,
}

/// A cluster of the stage before.
#[derive(Debug, Columns)]
pub struct ClusterLineage {
    /// The cluster before.
    #[field(required, to = "cluster")]
    pub cluster: Reference,
    /// How sure it is.
    #[field(vocabulary = CERTAINTIES)]
    pub certainty: Choice,
    /// Remarks.
    #[field(max = 300)]
    pub remarks: Line,
}

/// A core organisation or a region of a cluster, with its time.
#[derive(Debug, Columns)]
pub struct CoreOrganisation {
    /// The organisation that runs the project.
    #[field(required, to = "organisation", facet)]
    pub organisation: Reference,
    /// From when.
    #[field()]
    pub since: Date,
    /// Until when.
    #[field()]
    pub until: Date,
    /// How sure it is.
    #[field(vocabulary = CERTAINTIES)]
    pub certainty: Choice,
    /// The source.
    #[field(to = "source")]
    pub source: Reference,
}

/// A knowledge cluster in one stage; its later stage is another record that names this one as predecessor.
#[derive(Debug, Kind)]
#[kind(name = "cluster", plural = "clusters", title = "name", shape = 1)]
pub struct Cluster {
    /// Name as the programme calls it.
    #[field(layer = public, required, column, weight = 3.0, max = 300)]
    pub name: Name,
    /// Other spellings.
    #[field(layer = public, weight = 2.0, max = 100)]
    pub aliases: Keywords,
    /// Concept name (構想名); names repeat across stages and are never keys.
    #[field(layer = public, weight = 1.0, max = 300)]
    pub concept: Name,
    /// First or second stage.
    #[field(layer = public, vocabulary = CLUSTER_STAGES, facet, sort, column)]
    pub stage: Choice,
    /// Key fields in this stage.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet, column)]
    pub fields: Choices,
    /// The programme that supports it.
    #[field(layer = public, to = "programme", facet)]
    pub programme: Reference,
    /// Track of support.
    #[field(layer = public, vocabulary = TRACKS, facet)]
    pub track: Choice,
    /// Dated statuses.
    #[field(layer = public, section = "term", rows = ClusterStatus, column)]
    pub statuses: Rows,
    /// Clusters of the stage before.
    #[field(layer = public, rows = ClusterLineage)]
    pub predecessors: Rows,
    /// Regions in which it lies.
    #[field(layer = public, section = "place", to = "region", facet, column)]
    pub regions: References,
    /// Foundations that run it (中核機関); not the research institutions.
    #[field(layer = public, section = "people", rows = CoreOrganisation)]
    pub core_organisations: Rows,
    /// Page of the pamphlet.
    #[field(layer = public, section = "about", range = 1..=500)]
    pub pamphlet_page: Integer,
    /// Web page.
    #[field(layer = public)]
    pub website: Link,
    /// What it is about.
    #[field(layer = public, weight = 1.0)]
    pub description: LongText,
}

/// A target of a vision in a year.
#[derive(Debug, Columns)]
pub struct VisionTarget {
    /// The indicator.
    #[field(to = "indicator")]
    pub indicator: Reference,
    /// What is to be reached, in words.
    #[field(max = 300)]
    pub target: Text,
    /// By which fiscal year.
    #[field()]
    pub fiscal_year: FiscalYear,
    /// The value to be reached.
    #[field()]
    pub value: enishi_kind::fields::Decimal,
}

/// A step of a road map.
#[derive(Debug, Columns)]
pub struct RoadMapStep {
    /// In which fiscal year.
    #[field(required)]
    pub fiscal_year: FiscalYear,
    /// What is to be done.
    #[field(required, max = 300)]
    pub step: Text,
}

/// A measure towards a vision, by who pays for it.
#[derive(Debug, Columns)]
pub struct VisionMeasure {
    /// Who pays.
    #[field(required, vocabulary = FUNDERS, facet)]
    pub funder: Choice,
    /// The measure.
    #[field(max = 300)]
    pub measure: Text,
    /// The programme.
    #[field(to = "programme")]
    pub programme: Reference,
    /// Amount per year.
    #[field()]
    pub amount: Yen,
}

/// A revision of a vision.
#[derive(Debug, Columns)]
pub struct VisionRevision {
    /// When.
    #[field(required)]
    pub since: Date,
    /// Why.
    #[field(required, max = 600)]
    pub reason: Text,
}

/// The cluster vision (構想) of a region.
#[derive(Debug, Kind)]
#[kind(name = "vision", plural = "visions", title = "title", shape = 1, period = "since..until")]
pub struct Vision {
    /// Title.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub title: Text,
    /// The cluster.
    #[field(layer = public, required, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// The governments that own it.
    #[field(layer = public, to = "organisation", facet, column)]
    pub owners: References,
    /// Concept.
    #[field(layer = public, weight = 1.0)]
    pub concept: LongText,
    /// From when.
    #[field(layer = public, section = "term", sort)]
    pub since: Date,
    /// Until when.
    #[field(layer = public, sort)]
    pub until: Date,
    /// Targets by year.
    #[field(layer = public, section = "content", rows = VisionTarget)]
    pub targets: Rows,
    /// Road map.
    #[field(layer = public, rows = RoadMapStep)]
    pub road_map: Rows,
    /// Measures by funder.
    #[field(layer = public, section = "money", rows = VisionMeasure)]
    pub measures: Rows,
    /// Revisions with their reasons.
    #[field(layer = public, section = "about", rows = VisionRevision)]
    pub revisions: Rows,
}

/// An organisation in a cluster, for a time.
#[derive(Debug, Kind)]
#[kind(
    name = "participation",
    plural = "participations",
    title = "title",
    shape = 1,
    period = "since..until"
)]
pub struct Participation {
    /// In one line: who in what.
    #[field(layer = public, required, column, max = 300)]
    pub title: Text,
    /// The cluster.
    #[field(layer = public, required, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// The organisation.
    #[field(layer = public, required, to = "organisation", facet, column)]
    pub organisation: Reference,
    /// As what.
    #[field(layer = public, required, vocabulary = PARTICIPATION_ROLES, facet, column)]
    pub role: Choice,
    /// Inside or outside the region.
    #[field(layer = public, vocabulary = INSIDE, facet, column)]
    pub inside: Choice,
    /// From when.
    #[field(layer = public, sort)]
    pub since: Date,
    /// Until when.
    #[field(layer = public, sort)]
    pub until: Date,
}

/// Core organisation and METI's project promotion organisation of one region, side by side.
#[derive(Debug, Kind)]
#[kind(name = "pair", plural = "pairs", title = "title", shape = 1, period = "since..until")]
pub struct Pair {
    /// In one line.
    #[field(layer = public, required, column, max = 300)]
    pub title: Text,
    /// The cluster.
    #[field(layer = public, required, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// METI's project.
    #[field(layer = public, to = "industrial-project", facet, column)]
    pub industrial_project: Reference,
    /// Core organisation.
    #[field(layer = public, to = "organisation", facet)]
    pub core_organisation: Reference,
    /// Project promotion organisation.
    #[field(layer = public, to = "organisation", facet)]
    pub promoter: Reference,
    /// Contact on the side of the core organisation.
    #[field(layer = public, section = "contact", max = 300)]
    pub core_contact: Line,
    /// Contact on the side of the promotion organisation.
    #[field(layer = public, max = 300)]
    pub promoter_contact: Line,
    /// Joint activities.
    #[field(layer = public, section = "content", weight = 0.5)]
    pub activities: LongText,
    /// Companies in both.
    #[field(layer = public, to = "organisation")]
    pub shared_companies: References,
    /// From when.
    #[field(layer = public, section = "term", sort)]
    pub since: Date,
    /// Until when.
    #[field(layer = public, sort)]
    pub until: Date,
}

/// A facility or equipment that others may use.
#[derive(Debug, Kind)]
#[kind(name = "facility", plural = "facilities", title = "name", shape = 1, period = "since..until")]
pub struct Facility {
    /// Name.
    #[field(layer = public, required, column, weight = 3.0, max = 300)]
    pub name: Name,
    /// Who runs it.
    #[field(layer = public, to = "organisation", facet, column)]
    pub organisation: Reference,
    /// Clusters that use it.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
    /// Region.
    #[field(layer = public, to = "region", facet, column)]
    pub region: Reference,
    /// Key fields.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet)]
    pub fields: Choices,
    /// What it offers.
    #[field(layer = public, weight = 1.0)]
    pub description: LongText,
    /// Equipment.
    #[field(layer = public, weight = 1.0, max = 200)]
    pub equipment: Keywords,
    /// Whether companies may use it.
    #[field(layer = public, facet)]
    pub open_to_companies: Flag,
    /// Conditions of use.
    #[field(layer = public)]
    pub conditions: LongText,
    /// Opened.
    #[field(layer = public, section = "term", sort)]
    pub since: Date,
    /// Closed.
    #[field(layer = public, sort)]
    pub until: Date,
    /// Contact.
    #[field(layer = public, section = "contact", max = 300)]
    pub contact: Line,
    /// Web page.
    #[field(layer = public)]
    pub website: Link,
}
