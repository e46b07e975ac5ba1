//! Policy and money: policy documents, programmes, support schemes with their calls, budget lines.

use enishi_kind::fields::{
    Choice, Choices, Date, FiscalYear, Integer, Keywords, Line, Link, LongText, Name, Reference, References,
    Rows, Text, Yen, YenRange,
};
use enishi_kind::{Columns, Kind};

use crate::vocabulary::{
    BUDGET_PARTS, BUDGET_STATES, CALL_STATES, CHAIN_STAGES, KEY_FIELDS, LINEAGE, MINISTRIES,
    POLICY_DOCUMENT_TYPES, PREFECTURES, PROGRAMME_TYPES, RECIPIENTS, TRL,
};

/// A basic plan, strategy or law under which programmes stand.
#[derive(Debug, Kind)]
#[kind(
    name = "policy-document",
    plural = "policy-documents",
    title = "title",
    shape = 1,
    period = "since..until"
)]
pub struct PolicyDocument {
    /// Title.
    #[field(layer = public, required, column, weight = 3.0, max = 300, standard = "dcterms:title")]
    pub title: Name,
    /// Basic plan, strategy, law.
    #[field(layer = public, vocabulary = POLICY_DOCUMENT_TYPES, facet, column)]
    pub document_type: Choice,
    /// Number in its series.
    #[field(layer = public, range = 1..=99, sort)]
    pub number: Integer,
    /// What it stands for in one line.
    #[field(layer = public, weight = 1.0, max = 300, column)]
    pub heading: Text,
    /// Who decided it.
    #[field(layer = public, max = 200)]
    pub decided_by: Text,
    /// When it was decided.
    #[field(layer = public, sort, column, standard = "dcterms:issued")]
    pub decided: Date,
    /// First month to which it applies.
    #[field(layer = public, sort)]
    pub since: Date,
    /// Last month to which it applies.
    #[field(layer = public, sort)]
    pub until: Date,
    /// What it says about clusters, in our words.
    #[field(layer = public, weight = 0.7)]
    pub points: LongText,
    /// The document that it follows.
    #[field(layer = public, to = "policy-document")]
    pub follows: References,
}

/// One step in a programme's lineage.
#[derive(Debug, Columns)]
pub struct ProgrammeLineage {
    /// The programme before.
    #[field(required, to = "programme")]
    pub programme: Reference,
    /// Continued, merged, split, succeeded.
    #[field(vocabulary = LINEAGE)]
    pub relation: Choice,
    /// From when.
    #[field()]
    pub since: Date,
    /// Remarks.
    #[field(max = 300)]
    pub remarks: Line,
}

/// A ministry's programme. Parts and types of a programme are programmes whose `part_of` names it.
#[derive(Debug, Kind)]
#[kind(name = "programme", plural = "programmes", title = "name", shape = 1, period = "since..until")]
pub struct Programme {
    /// Official name.
    #[field(layer = public, required, column, weight = 3.0, max = 300, standard = "dcterms:title")]
    pub name: Name,
    /// Short name, other spellings.
    #[field(layer = public, weight = 2.0, max = 100)]
    pub aliases: Keywords,
    /// The ministry that runs it.
    #[field(layer = public, vocabulary = MINISTRIES, facet, column)]
    pub ministry: Choice,
    /// Programme, type within one, frame between ministries.
    #[field(layer = public, vocabulary = PROGRAMME_TYPES, facet, column)]
    pub programme_type: Choice,
    /// The programme of which it is a part or type.
    #[field(layer = public, to = "programme", facet)]
    pub part_of: Reference,
    /// Policy documents under which it stands.
    #[field(layer = public, to = "policy-document", facet)]
    pub under: References,
    /// First month.
    #[field(layer = public, section = "term", sort, column)]
    pub since: Date,
    /// Last month.
    #[field(layer = public, sort, column)]
    pub until: Date,
    /// Programmes before it.
    #[field(layer = public, rows = ProgrammeLineage)]
    pub predecessors: Rows,
    /// Purpose, in our words.
    #[field(layer = public, section = "content", weight = 1.0)]
    pub purpose: LongText,
    /// Stages of the chain that it supports.
    #[field(layer = public, vocabulary = CHAIN_STAGES, facet)]
    pub stages: Choices,
    /// Key fields that it supports; empty means any.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet)]
    pub fields: Choices,
    /// Who may receive it.
    #[field(layer = public, vocabulary = RECIPIENTS, facet)]
    pub recipients: Choices,
    /// Web page.
    #[field(layer = public, section = "about")]
    pub website: Link,
}

/// One round of a support scheme: applied and adopted.
#[derive(Debug, Columns)]
pub struct SchemeRound {
    /// The round's fiscal year.
    #[field(required)]
    pub fiscal_year: FiscalYear,
    /// Proposals received.
    #[field(range = 0..=1_000_000)]
    pub applied: Integer,
    /// Proposals adopted.
    #[field(range = 0..=1_000_000)]
    pub adopted: Integer,
}

/// A support scheme that a company or university can apply to. The fields follow JST's records of schemes.
#[derive(Debug, Kind)]
#[kind(name = "scheme", plural = "schemes", title = "name", shape = 1, period = "since..until")]
pub struct Scheme {
    /// Name.
    #[field(layer = public, required, column, weight = 3.0, max = 300, standard = "dcterms:title")]
    pub name: Name,
    /// The ministry or government that runs it.
    #[field(layer = public, vocabulary = MINISTRIES, facet, column)]
    pub ministry: Choice,
    /// The office that runs it.
    #[field(layer = public, to = "organisation", facet)]
    pub office: Reference,
    /// The programme to which it belongs.
    #[field(layer = public, to = "programme", facet)]
    pub programme: Reference,
    /// What it supports.
    #[field(layer = public, weight = 1.0)]
    pub summary: LongText,
    /// Stages of the chain that it supports.
    #[field(layer = public, section = "conditions", vocabulary = CHAIN_STAGES, facet, column)]
    pub stages: Choices,
    /// Least readiness level of what is applied for.
    #[field(layer = public, vocabulary = TRL)]
    pub readiness_from: Choice,
    /// Greatest readiness level of what is applied for.
    #[field(layer = public, vocabulary = TRL)]
    pub readiness_to: Choice,
    /// Key fields that it supports; empty means any.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet)]
    pub fields: Choices,
    /// Who may receive it.
    #[field(layer = public, vocabulary = RECIPIENTS, facet)]
    pub recipients: Choices,
    /// Prefectures in which it is open; empty means anywhere.
    #[field(layer = public, vocabulary = PREFECTURES, facet)]
    pub prefectures: Choices,
    /// Frames reserved for other ministries' results.
    #[field(layer = public, vocabulary = MINISTRIES, facet)]
    pub reserved_for: Choices,
    /// Amount of one case.
    #[field(layer = public, section = "money", sort)]
    pub amount: YenRange,
    /// Longest term in months.
    #[field(layer = public, range = 1..=240, unit = "unit-months")]
    pub term_months: Integer,
    /// Rounds so far.
    #[field(layer = public, rows = SchemeRound)]
    pub rounds: Rows,
    /// First month.
    #[field(layer = public, section = "term", sort)]
    pub since: Date,
    /// Last month.
    #[field(layer = public, sort)]
    pub until: Date,
    /// Web page.
    #[field(layer = public, section = "about")]
    pub website: Link,
}

/// A call for proposals of a scheme.
#[derive(Debug, Kind)]
#[kind(name = "call", plural = "calls", title = "title", shape = 1, period = "opens..closes")]
pub struct Call {
    /// Title.
    #[field(layer = public, required, column, weight = 3.0, max = 300)]
    pub title: Text,
    /// The scheme.
    #[field(layer = public, required, to = "scheme", facet, column)]
    pub scheme: Reference,
    /// Fiscal year.
    #[field(layer = public, facet, sort)]
    pub fiscal_year: FiscalYear,
    /// First day for proposals.
    #[field(layer = public, sort, column)]
    pub opens: Date,
    /// Last day for proposals.
    #[field(layer = public, sort, column)]
    pub closes: Date,
    /// Whether it was withdrawn or is announced only; open and closed follow from the days.
    #[field(layer = public, vocabulary = CALL_STATES, facet)]
    pub state: Choice,
    /// What is asked for.
    #[field(layer = public, weight = 1.0)]
    pub summary: LongText,
    /// Where it is announced.
    #[field(layer = public)]
    pub website: Link,
}

/// An amount of a budget in one of its states. Totals and parts are stored apart and never balanced.
#[derive(Debug, Kind)]
#[kind(name = "budget-line", plural = "budget-lines", title = "title", shape = 1, period = "fiscal_year")]
pub struct BudgetLine {
    /// What the money is for.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub title: Text,
    /// The programme.
    #[field(layer = public, required, to = "programme", facet, column)]
    pub programme: Reference,
    /// The cluster, where it is one cluster's money.
    #[field(layer = public, to = "cluster", facet)]
    pub cluster: Reference,
    /// Fiscal year.
    #[field(layer = public, required, facet, sort, column)]
    pub fiscal_year: FiscalYear,
    /// As published, initial, revised, carried over, executed, settled.
    #[field(layer = public, required, vocabulary = BUDGET_STATES, facet, column)]
    pub state: Choice,
    /// Total or part.
    #[field(layer = public, required, vocabulary = BUDGET_PARTS, facet, column)]
    pub part: Choice,
    /// The total of which it is a part.
    #[field(layer = public, to = "budget-line", facet)]
    pub total: Reference,
    /// Amount; empty where the source gives none.
    #[field(layer = public, sort, column)]
    pub amount: Yen,
    /// Stages of the chain that the money serves.
    #[field(layer = public, vocabulary = CHAIN_STAGES, facet)]
    pub stages: Choices,
    /// Remarks.
    #[field(layer = public, max = 600)]
    pub remarks: Text,
}
