//! Figures and what is asked of clusters: indicators with their values, published figures, data requests with answers,
//! announcements.

use enishi_kind::fields::{
    Choice, Choices, Date, Decimal, FiscalYear, Integer, Line, LongText, Reference, References, Rows, Text,
};
use enishi_kind::{Columns, Kind};

use crate::vocabulary::{
    ANSWER_STATES, AUDIENCES, BASES, FIGURE_RULES, INDICATOR_TYPES, REQUEST_STATES, UNITS,
};

/// An indicator (指標): what is counted, and how.
#[derive(Debug, Kind)]
#[kind(name = "indicator", plural = "indicators", title = "name", shape = 1)]
pub struct Indicator {
    /// Name.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub name: Text,
    /// Input, activity, result, effect.
    #[field(layer = public, vocabulary = INDICATOR_TYPES, facet, column)]
    pub indicator_type: Choice,
    /// Definition: what counts and what does not.
    #[field(layer = public, required, weight = 1.0)]
    pub definition: LongText,
    /// Unit.
    #[field(layer = public, required, vocabulary = UNITS, facet, column)]
    pub unit: Choice,
    /// The programme that asks for it.
    #[field(layer = public, to = "programme", facet, column)]
    pub programme: Reference,
    /// Who defined it.
    #[field(layer = public, max = 300)]
    pub defined_by: Line,
}

/// A value of an indicator with its basis, target and evidence.
#[derive(Debug, Kind)]
#[kind(
    name = "indicator-value",
    plural = "indicator-values",
    title = "title",
    shape = 1,
    period = "fiscal_year"
)]
pub struct IndicatorValue {
    /// In one line.
    #[field(layer = public, required, column, max = 300)]
    pub title: Text,
    /// The indicator.
    #[field(layer = public, required, to = "indicator", facet, column)]
    pub indicator: Reference,
    /// The programme, where it is a programme's figure.
    #[field(layer = public, to = "programme", facet)]
    pub programme: Reference,
    /// The cluster, where it is a cluster's figure.
    #[field(layer = public, to = "cluster", facet)]
    pub cluster: Reference,
    /// Fiscal year.
    #[field(layer = public, required, facet, sort, column)]
    pub fiscal_year: FiscalYear,
    /// Cumulative or of the year.
    #[field(layer = public, required, vocabulary = BASES, facet, column)]
    pub basis: Choice,
    /// Since when a cumulative value is counted.
    #[field(layer = public)]
    pub counted_since: Date,
    /// Last day that is counted.
    #[field(layer = public, sort)]
    pub cut_off: Date,
    /// Value.
    #[field(layer = public, sort, column)]
    pub value: Decimal,
    /// Target on the same basis.
    #[field(layer = public, column)]
    pub target: Decimal,
    /// Evidence.
    #[field(layer = public, max = 600)]
    pub evidence: Text,
}

/// A condition of the list whose records a published figure counts.
#[derive(Debug, Columns)]
pub struct FigureFilter {
    /// The filter, as in the address of the list.
    #[field(required, max = 200)]
    pub name: Line,
    /// The value, as in the address of the list.
    #[field(required, max = 300)]
    pub value: Line,
}

/// A published figure (公表値): a number that was given out, with everything that it takes to count it again.
///
/// It keeps both times: the day asked about, and until when the register was read. So it opens to the same records in
/// ten years, whatever was corrected since.
#[derive(Debug, Kind)]
#[kind(name = "published-figure", plural = "published-figures", title = "title", shape = 1)]
pub struct PublishedFigure {
    /// What is counted, in one line.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub title: Text,
    /// The number.
    #[field(layer = public, required, sort, column)]
    pub value: Decimal,
    /// Unit.
    #[field(layer = public, required, vocabulary = UNITS, column)]
    pub unit: Choice,
    /// By which rule.
    #[field(layer = public, required, vocabulary = FIGURE_RULES, facet)]
    pub rule: Choice,
    /// Version of the rule.
    #[field(layer = public, required, range = 1..=1_000)]
    pub rule_version: Integer,
    /// The list that was counted: a kind's plural, as in addresses.
    #[field(layer = public, required, facet, max = 60)]
    pub counted: Line,
    /// The conditions of the list.
    #[field(layer = public, rows = FigureFilter)]
    pub filters: Rows,
    /// The day asked about; without it the register as it stood, whatever its days.
    #[field(layer = public, sort, column)]
    pub true_on: Date,
    /// Until when the register was read: an instant with its offset (RFC 3339).
    #[field(layer = public, required, max = 40)]
    pub known_at: Line,
    /// Given out on.
    #[field(layer = public, sort, column)]
    pub published_on: Date,
    /// Where it was given out.
    #[field(layer = public, max = 300)]
    pub published_in: Text,
}

/// A question of a data request.
#[derive(Debug, Columns)]
pub struct RequestItem {
    /// What is asked.
    #[field(required, max = 300)]
    pub item: Text,
    /// The indicator from which the answer is prefilled.
    #[field(to = "indicator")]
    pub indicator: Reference,
}

/// A data request (照会) to clusters.
#[derive(Debug, Kind)]
#[kind(name = "data-request", plural = "data-requests", title = "title", shape = 1, period = "sent..closed")]
pub struct DataRequest {
    /// Title.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub title: Text,
    /// Who asks.
    #[field(layer = public, to = "organisation", facet, column)]
    pub asker: Reference,
    /// The clusters that are asked.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
    /// State.
    #[field(layer = public, vocabulary = REQUEST_STATES, facet, sort, column)]
    pub state: Choice,
    /// What is asked.
    #[field(layer = public, rows = RequestItem)]
    pub items: Rows,
    /// Why, and how to answer.
    #[field(layer = public, weight = 0.5)]
    pub instructions: LongText,
    /// Sent on.
    #[field(layer = public, section = "term", sort)]
    pub sent: Date,
    /// Answers due on.
    #[field(layer = public, sort, column)]
    pub due: Date,
    /// Closed on.
    #[field(layer = public, sort)]
    pub closed: Date,
}

/// One line of an answer.
#[derive(Debug, Columns)]
pub struct AnswerItem {
    /// What was asked.
    #[field(required, max = 300)]
    pub item: Text,
    /// The value.
    #[field(max = 300)]
    pub value: Line,
    /// Remarks.
    #[field(max = 600)]
    pub remarks: Line,
}

/// A cluster's answer to a data request.
#[derive(Debug, Kind)]
#[kind(name = "answer", plural = "answers", title = "title", shape = 1, period = "answered")]
pub struct Answer {
    /// In one line.
    #[field(layer = member, required, column, max = 300)]
    pub title: Text,
    /// The request.
    #[field(layer = member, required, to = "data-request", facet, column)]
    pub request: Reference,
    /// The cluster.
    #[field(layer = member, required, to = "cluster", facet, column)]
    pub cluster: Reference,
    /// State.
    #[field(layer = member, vocabulary = ANSWER_STATES, facet, sort, column)]
    pub state: Choice,
    /// Answers.
    #[field(layer = member, rows = AnswerItem)]
    pub items: Rows,
    /// Answered on.
    #[field(layer = member, sort, column)]
    pub answered: Date,
    /// Who answered.
    #[field(layer = member, max = 200)]
    pub answered_by: Line,
}

/// An announcement (お知らせ).
#[derive(Debug, Kind)]
#[kind(name = "announcement", plural = "announcements", title = "title", shape = 1, period = "since..until")]
pub struct Announcement {
    /// Title.
    #[field(layer = public, required, column, weight = 2.0, max = 300)]
    pub title: Text,
    /// For whom.
    #[field(layer = public, vocabulary = AUDIENCES, facet, column)]
    pub audiences: Choices,
    /// Text.
    #[field(layer = public, weight = 1.0)]
    pub text: LongText,
    /// From when it is shown.
    #[field(layer = public, sort, column)]
    pub since: Date,
    /// Until when it is shown.
    #[field(layer = public, sort)]
    pub until: Date,
    /// Clusters concerned.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
}
