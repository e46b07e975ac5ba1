//! The chain from a need and a seed to the market and back: project, agreement, IP right, result, baton, outcome.

use enishi_kind::fields::{
    Choice, Choices, Date, Flag, Identifiers, Integer, Line, LongText, Reference, References, Rows, Text, Yen,
};
use enishi_kind::{Columns, Kind};

use crate::vocabulary::{
    AGREEMENT_TYPES, BATON_STATES, CHAIN_STAGES, IP_RIGHT_STATES, IP_RIGHT_TYPES, KEY_FIELDS, NEED_ANSWERED,
    OUTCOME_TYPES, PROJECT_ROLES, PROJECT_STATES, PROJECT_TYPES, RESULT_TYPES, RETURN_REASONS, TRL,
};

/// A participant of a project, for a time.
#[derive(Debug, Columns)]
pub struct Participant {
    /// The organisation.
    #[field(required, to = "organisation", facet)]
    pub organisation: Reference,
    /// As what.
    #[field(vocabulary = PROJECT_ROLES)]
    pub role: Choice,
    /// Who.
    #[field(to = "person")]
    pub person: Reference,
    /// From when.
    #[field()]
    pub since: Date,
    /// Until when.
    #[field()]
    pub until: Date,
}

/// A milestone of a project.
#[derive(Debug, Columns)]
pub struct Milestone {
    /// What is to be reached.
    #[field(required, max = 300)]
    pub milestone: Text,
    /// By when.
    #[field()]
    pub due: Date,
    /// Reached on.
    #[field()]
    pub reached: Date,
}

/// A joint-research project (共同研究等), from its planning step on.
#[derive(Debug, Kind)]
#[kind(name = "project", plural = "projects", title = "title", shape = 1, period = "since..until")]
pub struct Project {
    /// Title.
    #[field(layer = public, required, column, weight = 3.0, max = 600, standard = "dcterms:title")]
    pub title: Text,
    /// Planning step, joint research, commissioned research.
    #[field(layer = public, vocabulary = PROJECT_TYPES, facet, column)]
    pub project_type: Choice,
    /// State.
    #[field(layer = public, vocabulary = PROJECT_STATES, facet, sort, column)]
    pub state: Choice,
    /// The cluster.
    #[field(layer = public, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// The programme that pays.
    #[field(layer = public, to = "programme", facet)]
    pub programme: Reference,
    /// Whether it answers a need: yes, or none yet.
    #[field(layer = public, section = "chain", vocabulary = NEED_ANSWERED, facet)]
    pub need_answered: Choice,
    /// Needs that it answers.
    #[field(layer = public, to = "need", facet)]
    pub needs: References,
    /// Seeds on which it builds.
    #[field(layer = public, to = "seed", facet)]
    pub seeds: References,
    /// Projects that it continues.
    #[field(layer = public, to = "project", facet)]
    pub continues: References,
    /// Key fields.
    #[field(layer = public, section = "content", vocabulary = KEY_FIELDS, facet)]
    pub fields: Choices,
    /// Summary.
    #[field(layer = public, weight = 1.5, max = 2_000)]
    pub summary: LongText,
    /// Stage of the chain.
    #[field(layer = public, vocabulary = CHAIN_STAGES, facet)]
    pub stage: Choice,
    /// Where the work is done, for instance a joint research centre.
    #[field(layer = public, section = "place", to = "facility", facet)]
    pub site: Reference,
    /// Participants.
    #[field(layer = public, section = "people", rows = Participant)]
    pub participants: Rows,
    /// From when.
    #[field(layer = public, section = "term", sort, column)]
    pub since: Date,
    /// Until when.
    #[field(layer = public, sort)]
    pub until: Date,
    /// Milestones.
    #[field(layer = public, rows = Milestone)]
    pub milestones: Rows,
    /// Cost over the whole term.
    #[field(layer = member, section = "money", sort)]
    pub cost: Yen,
}

/// An agreement (契約) between organisations.
#[derive(Debug, Kind)]
#[kind(name = "agreement", plural = "agreements", title = "title", shape = 1, period = "since..until")]
pub struct Agreement {
    /// Title.
    #[field(layer = member, required, column, weight = 1.0, max = 300)]
    pub title: Text,
    /// Confidentiality, joint research, commissioned research, licence.
    #[field(layer = member, vocabulary = AGREEMENT_TYPES, facet, column)]
    pub agreement_type: Choice,
    /// The parties.
    #[field(layer = party, to = "organisation", facet)]
    pub parties: References,
    /// The project.
    #[field(layer = member, to = "project", facet, column)]
    pub project: Reference,
    /// The IP right that is licensed.
    #[field(layer = member, to = "ip-right", facet)]
    pub ip_right: Reference,
    /// From when.
    #[field(layer = member, section = "term", sort, column)]
    pub since: Date,
    /// Until when.
    #[field(layer = member, sort)]
    pub until: Date,
    /// Amount.
    #[field(layer = party, section = "money")]
    pub amount: Yen,
    /// What was agreed.
    #[field(layer = party)]
    pub terms: LongText,
}

/// A dated step of an IP right.
#[derive(Debug, Columns)]
pub struct IpStep {
    /// The step.
    #[field(required, vocabulary = IP_RIGHT_STATES)]
    pub state: Choice,
    /// When.
    #[field()]
    pub since: Date,
    /// Number given by the office.
    #[field(max = 100, identifying)]
    pub number: Line,
    /// Remarks.
    #[field(max = 300)]
    pub remarks: Line,
}

/// An intellectual property right (知的財産権), from disclosure to licence.
#[derive(Debug, Kind)]
#[kind(name = "ip-right", plural = "ip-rights", title = "title", shape = 1, period = "since")]
pub struct IpRight {
    /// Title of the invention.
    #[field(layer = public, required, column, weight = 3.0, max = 600)]
    pub title: Text,
    /// Patent, utility model, design, plant variety.
    #[field(layer = public, vocabulary = IP_RIGHT_TYPES, facet, column)]
    pub right_type: Choice,
    /// State.
    #[field(layer = public, vocabulary = IP_RIGHT_STATES, facet, sort, column)]
    pub state: Choice,
    /// Steps with their days and numbers.
    #[field(layer = public, rows = IpStep)]
    pub steps: Rows,
    /// First step: disclosure or application.
    #[field(layer = public, sort, column)]
    pub since: Date,
    /// Numbers.
    #[field(layer = public)]
    pub numbers: Identifiers,
    /// Who holds it.
    #[field(layer = public, to = "organisation", facet)]
    pub holders: References,
    /// Inventors.
    #[field(layer = member, to = "person", facet)]
    pub inventors: References,
    /// Projects from which it came.
    #[field(layer = public, section = "chain", to = "project", facet)]
    pub projects: References,
    /// Seeds from which it came.
    #[field(layer = public, to = "seed", facet)]
    pub seeds: References,
    /// Cluster.
    #[field(layer = public, to = "cluster", facet)]
    pub cluster: Reference,
    /// Claims and embodiments, in short.
    #[field(layer = public, section = "content", weight = 1.0)]
    pub summary: LongText,
}

/// A research result (研究成果).
#[derive(Debug, Kind)]
#[kind(name = "result", plural = "results", title = "title", shape = 1, period = "achieved")]
pub struct ResearchResult {
    /// Title.
    #[field(layer = public, required, column, weight = 3.0, max = 600)]
    pub title: Text,
    /// Paper, prototype, data, method, product sample.
    #[field(layer = public, vocabulary = RESULT_TYPES, facet, column)]
    pub result_type: Choice,
    /// When.
    #[field(layer = public, sort, column)]
    pub achieved: Date,
    /// Readiness level.
    #[field(layer = public, vocabulary = TRL, facet, sort, column)]
    pub readiness: Choice,
    /// Key fields.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet)]
    pub fields: Choices,
    /// Summary.
    #[field(layer = public, weight = 1.5, max = 2_000)]
    pub summary: LongText,
    /// Projects from which it came.
    #[field(layer = public, section = "chain", to = "project", facet)]
    pub projects: References,
    /// Seeds from which it came or that it became.
    #[field(layer = public, to = "seed", facet)]
    pub seeds: References,
    /// IP rights that protect it.
    #[field(layer = public, to = "ip-right", facet)]
    pub ip_rights: References,
    /// Cluster.
    #[field(layer = public, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// Tests that are missing before the next step.
    #[field(layer = public, section = "progress")]
    pub missing_tests: LongText,
}

/// An item of a baton's checklist.
#[derive(Debug, Columns)]
pub struct ChecklistItem {
    /// What must be there.
    #[field(required, max = 300)]
    pub item: Text,
    /// Whether it is there.
    #[field()]
    pub done: Flag,
}

/// A baton (橋渡し): a result handed to the next programme, offered, accepted, questioned or returned with a reason.
#[derive(Debug, Kind)]
#[kind(name = "baton", plural = "batons", title = "title", shape = 1, period = "offered")]
pub struct Baton {
    /// In one line.
    #[field(layer = public, required, column, weight = 2.0, max = 600)]
    pub title: Text,
    /// State.
    #[field(layer = public, required, vocabulary = BATON_STATES, facet, sort, column)]
    pub state: Choice,
    /// The result handed over.
    #[field(layer = public, section = "chain", to = "result", facet, column)]
    pub result: Reference,
    /// The IP rights handed over.
    #[field(layer = public, to = "ip-right", facet)]
    pub ip_rights: References,
    /// The programme that gives.
    #[field(layer = public, to = "programme", facet, column)]
    pub from_programme: Reference,
    /// The programme that receives.
    #[field(layer = public, to = "programme", facet, column)]
    pub to_programme: Reference,
    /// The scheme that receives.
    #[field(layer = public, to = "scheme", facet)]
    pub to_scheme: Reference,
    /// Who gives.
    #[field(layer = public, section = "people", to = "organisation", facet)]
    pub giver: Reference,
    /// Who receives.
    #[field(layer = public, to = "organisation", facet)]
    pub receiver: Reference,
    /// Cluster.
    #[field(layer = public, to = "cluster", facet)]
    pub cluster: Reference,
    /// Offered on.
    #[field(layer = public, section = "term", sort, column)]
    pub offered: Date,
    /// Answer promised by.
    #[field(layer = public, sort)]
    pub due: Date,
    /// Answered on.
    #[field(layer = public, sort)]
    pub answered: Date,
    /// Readiness level at the hand-over.
    #[field(layer = public, section = "technology", vocabulary = TRL, facet)]
    pub readiness: Choice,
    /// Tests that are missing.
    #[field(layer = public)]
    pub missing_tests: LongText,
    /// Checklist.
    #[field(layer = public, rows = ChecklistItem)]
    pub checklist: Rows,
    /// Why it was returned.
    #[field(layer = public, section = "progress", vocabulary = RETURN_REASONS, facet)]
    pub return_reason: Choice,
    /// Questions and answers in words.
    #[field(layer = member)]
    pub remarks: LongText,
}

/// An outcome (事業化実績): product, service, company, licence income.
#[derive(Debug, Kind)]
#[kind(name = "outcome", plural = "outcomes", title = "title", shape = 1, period = "since")]
pub struct Outcome {
    /// Title.
    #[field(layer = public, required, column, weight = 3.0, max = 600)]
    pub title: Text,
    /// Product, process, company, licence, standard.
    #[field(layer = public, vocabulary = OUTCOME_TYPES, facet, column)]
    pub outcome_type: Choice,
    /// On the market since.
    #[field(layer = public, sort, column)]
    pub since: Date,
    /// Who brought it out.
    #[field(layer = public, to = "organisation", facet, column)]
    pub organisation: Reference,
    /// Cluster.
    #[field(layer = public, to = "cluster", facet)]
    pub cluster: Reference,
    /// Summary.
    #[field(layer = public, weight = 1.0)]
    pub summary: LongText,
    /// Batons by which it came.
    #[field(layer = public, section = "chain", to = "baton", facet)]
    pub batons: References,
    /// Projects from which it came.
    #[field(layer = public, to = "project", facet)]
    pub projects: References,
    /// IP rights that it uses.
    #[field(layer = public, to = "ip-right", facet)]
    pub ip_rights: References,
    /// Needs that the market gave back.
    #[field(layer = public, to = "need", facet)]
    pub new_needs: References,
    /// Sales to date.
    #[field(layer = member, section = "money", sort)]
    pub sales: Yen,
    /// Jobs made.
    #[field(layer = public, range = 0..=10_000_000, unit = "unit-persons")]
    pub jobs: Integer,
}
