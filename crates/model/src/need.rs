//! A need: what a company or office wants solved. The fields follow the need sheet (ニーズシート) of Japanese practice.

use enishi_kind::Kind;
use enishi_kind::fields::{
    Choice, Choices, Date, Keywords, Line, LongText, Reference, References, Text, YenRange,
};

use crate::vocabulary::{
    COOPERATION, INDUSTRIES, KEY_FIELDS, NDA, NEED_STATES, ORGANISATION_SIZES, PREFECTURES, REFUSALS, TRL,
};

/// A practical need. Who has it is for the named parties only; what is needed may be public.
#[derive(Debug, Kind)]
#[kind(name = "need", plural = "needs", title = "title", shape = 1, owner = "company")]
pub struct Need {
    /// The sheet's own number.
    #[field(layer = public, max = 60, column, identifying)]
    pub number: Line,
    /// The need in one line, without names.
    #[field(layer = public, required, column, weight = 3.0, max = 600, standard = "dcterms:title")]
    pub title: Text,
    /// Key fields.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet, column, standard = "dcterms:subject")]
    pub fields: Choices,
    /// Keywords in any language.
    #[field(layer = public, weight = 2.0, max = 100, standard = "dcat:keyword")]
    pub keywords: Keywords,
    /// Background.
    #[field(layer = public, weight = 0.7, max = 40_000)]
    pub background: LongText,
    /// The problem, or what is to be achieved.
    #[field(layer = public, weight = 1.5, max = 40_000, standard = "dcterms:description")]
    pub problem: LongText,
    /// Present method and its limit.
    #[field(layer = public, section = "technology", weight = 0.7)]
    pub present_method: LongText,
    /// Required technology.
    #[field(layer = public, weight = 1.5)]
    pub required: LongText,
    /// Required values, with units.
    #[field(layer = public, weight = 1.0)]
    pub target_values: LongText,
    /// What was tried.
    #[field(layer = member, weight = 0.5)]
    pub tried: LongText,
    /// The readiness level that the seed should have.
    #[field(layer = public, vocabulary = TRL, facet, sort, column)]
    pub readiness: Choice,
    /// By when.
    #[field(layer = public, section = "cooperation", sort, column)]
    pub by_when: Date,
    /// Budget.
    #[field(layer = member, sort)]
    pub budget: YenRange,
    /// Wanted forms of co-operation.
    #[field(layer = public, vocabulary = COOPERATION, facet)]
    pub cooperation: Choices,
    /// Whether a non-disclosure agreement is needed before talking.
    #[field(layer = public, vocabulary = NDA, facet)]
    pub nda: Choice,
    /// Stance on intellectual property.
    #[field(layer = member)]
    pub ip_stance: LongText,
    /// Where a partner may be; empty means anywhere.
    #[field(layer = public, vocabulary = PREFECTURES)]
    pub partner_area: Choices,
    /// The company or office that has the need.
    #[field(layer = party, section = "people", to = "organisation", facet)]
    pub company: Reference,
    /// The public office that issued it, where the need is a public call.
    #[field(layer = public, max = 300, identifying)]
    pub issuer: Line,
    /// The public call or programme, where there is one.
    #[field(layer = public, max = 300, identifying)]
    pub call: Line,
    /// Clusters that look after it.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
    /// Earlier needs that it takes up again, such as one that was declined.
    #[field(layer = public, to = "need", facet)]
    pub follows: References,
    /// Industry, shown while the company is not.
    #[field(layer = public, vocabulary = INDUSTRIES, facet, column)]
    pub industry: Choice,
    /// Size class, shown while the company is not.
    #[field(layer = public, vocabulary = ORGANISATION_SIZES, facet)]
    pub size: Choice,
    /// Prefecture of the company.
    #[field(layer = public, vocabulary = PREFECTURES, facet)]
    pub prefecture: Choice,
    /// Names that must not become public: products, customers, sites.
    #[field(layer = steward, max = 100, identifying)]
    pub withheld: Keywords,
    /// Contact person.
    #[field(layer = party, max = 200, identifying)]
    pub contact: Line,
    /// Contact details.
    #[field(layer = party, max = 300, identifying)]
    pub contact_details: Line,
    /// The coordinator in charge.
    #[field(layer = member, section = "progress", max = 200, identifying)]
    pub coordinator: Line,
    /// State.
    #[field(layer = public, vocabulary = NEED_STATES, facet, sort, column)]
    pub state: Choice,
    /// Reason, when it ended without agreement.
    #[field(layer = member, vocabulary = REFUSALS, facet)]
    pub refusal: Choice,
    /// The reason in words.
    #[field(layer = member)]
    pub refusal_words: LongText,
}
