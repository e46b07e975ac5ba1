//! A seed: research worth raising to use. The fields follow the seed sheet (シーズシート) of Japanese practice.

use enishi_kind::fields::{
    Choice, Choices, Date, Identifiers, Keywords, Line, LongText, Reference, References, Rows, Text,
};
use enishi_kind::{Columns, Kind};

use crate::vocabulary::{CLEARERS, COOPERATION, IP_STATES, KEY_FIELDS, PREFECTURES, TRL};

/// Somebody who must agree before a seed becomes public, and whether he did.
#[derive(Debug, Columns)]
pub struct ClearanceStep {
    /// As what he must agree.
    #[field(required, vocabulary = CLEARERS, facet)]
    pub clearer: Choice,
    /// The organisation, where it is registered.
    #[field(to = "organisation")]
    pub organisation: Reference,
    /// Who it is, in words.
    #[field(max = 200, identifying)]
    pub name: Line,
    /// Asked on.
    #[field()]
    pub asked: Date,
    /// Agreed on; nothing while he has not.
    #[field()]
    pub agreed: Date,
    /// The last day for which he agreed; open if absent.
    #[field()]
    pub expires: Date,
    /// On what terms.
    #[field(max = 300)]
    pub remarks: Line,
}

/// Research likely to yield intellectual property, or already protected, worth raising to use (JST's definition).
#[derive(Debug, Kind)]
#[kind(name = "seed", plural = "seeds", title = "title", shape = 1, owner = "organisation")]
pub struct Seed {
    /// The sheet's own number.
    #[field(layer = public, max = 60, column, identifying)]
    pub number: Line,
    /// Name of the technology or invention.
    #[field(layer = public, required, column, weight = 3.0, max = 600, standard = "dcterms:title")]
    pub title: Text,
    /// The same in plain words.
    #[field(layer = public, weight = 2.0, max = 600)]
    pub plain_title: Text,
    /// Key fields.
    #[field(layer = public, vocabulary = KEY_FIELDS, facet, column, standard = "dcterms:subject")]
    pub fields: Choices,
    /// Keywords in any language.
    #[field(layer = public, weight = 2.0, max = 100, standard = "dcat:keyword")]
    pub keywords: Keywords,
    /// Summary without secret content, at most 400 characters.
    #[field(layer = public, weight = 1.5, max = 400, standard = "dcterms:abstract")]
    pub summary: LongText,
    /// Full description, such as an abstract.
    #[field(layer = public, weight = 1.0, max = 40_000, standard = "dcterms:description")]
    pub description: LongText,
    /// Prior art and its problem.
    #[field(layer = public, section = "technology", weight = 0.5)]
    pub prior_art: LongText,
    /// Features of the new technology, compared with prior art, in numbers.
    #[field(layer = public, weight = 1.0)]
    pub features: LongText,
    /// Expected uses.
    #[field(layer = public, weight = 1.5)]
    pub uses: LongText,
    /// Hurdles to practical use.
    #[field(layer = member, weight = 0.5)]
    pub hurdles: LongText,
    /// Technology readiness level.
    #[field(layer = public, vocabulary = TRL, facet, sort, column)]
    pub readiness: Choice,
    /// Evidence for the level, and who assessed it.
    #[field(layer = member)]
    pub readiness_evidence: LongText,
    /// What is expected of a company.
    #[field(layer = public, section = "cooperation", weight = 0.5)]
    pub expectation: LongText,
    /// Wanted forms of co-operation.
    #[field(layer = public, vocabulary = COOPERATION, facet)]
    pub cooperation: Choices,
    /// Samples or prototypes that can be tried.
    #[field(layer = public, weight = 0.3)]
    pub samples_offered: LongText,
    /// Equipment and facilities.
    #[field(layer = public, weight = 0.3)]
    pub equipment: LongText,
    /// History of collaboration with industry.
    #[field(layer = member, weight = 0.3)]
    pub history: LongText,
    /// State of the intellectual property.
    #[field(layer = public, section = "property", vocabulary = IP_STATES, facet)]
    pub ip_state: Choice,
    /// Patent and application numbers.
    #[field(layer = public)]
    pub patents: Identifiers,
    /// Name of the invention.
    #[field(layer = public, max = 300)]
    pub invention: Text,
    /// Applicants.
    #[field(layer = public, max = 300, identifying)]
    pub applicants: Line,
    /// Inventors.
    #[field(layer = member, max = 300, identifying)]
    pub inventors: Line,
    /// First public disclosure: the grace period for filing runs from here.
    #[field(layer = public, sort)]
    pub disclosed: Date,
    /// Papers.
    #[field(layer = public, max = 500, identifying)]
    pub papers: Keywords,
    /// Researcher, as the organisation publishes it.
    #[field(layer = public, section = "people", max = 200, identifying)]
    pub researcher: Line,
    /// Identifiers of the researcher: e-Rad, ORCID.
    #[field(layer = public)]
    pub researcher_ids: Identifiers,
    /// Unit and position.
    #[field(layer = public, max = 300, identifying)]
    pub unit: Text,
    /// The organisation that holds the seed.
    #[field(layer = public, to = "organisation", facet, column)]
    pub organisation: Reference,
    /// Organisations that work on it too.
    #[field(layer = public, to = "organisation")]
    pub partners: References,
    /// Clusters to which it belongs.
    #[field(layer = public, to = "cluster", facet)]
    pub clusters: References,
    /// Prefecture of the work.
    #[field(layer = public, vocabulary = PREFECTURES, facet)]
    pub prefecture: Choice,
    /// The office to ask; usually not the researcher.
    #[field(layer = public, section = "contact", max = 300, identifying)]
    pub contact: Line,
    /// Contact details of persons.
    #[field(layer = member, max = 300, identifying)]
    pub contact_details: Line,
    /// The coordinator in charge.
    #[field(layer = member, max = 200, identifying)]
    pub coordinator: Line,
    /// Names that must not become public: products, companies, people.
    #[field(layer = steward, section = "publication", max = 100, identifying)]
    pub withheld: Keywords,
    /// Who must agree before it becomes public.
    #[field(layer = party, rows = ClearanceStep)]
    pub clearances: Rows,
    /// Day after which the sheet must be renewed.
    #[field(layer = public, sort)]
    pub expires: Date,
}
