//! An organisation: university, company, government, foundation.

use enishi_kind::Kind;
use enishi_kind::fields::{Choice, Date, Keywords, Line, Link, LongText, Name, References};

use crate::vocabulary::{INDUSTRIES, ORGANISATION_SIZES, ORGANISATION_TYPES, PREFECTURES};

/// An organisation of any type; its spellings are names of it, never keys.
#[derive(Debug, Kind)]
#[kind(name = "organisation", plural = "organisations", title = "name", shape = 1)]
pub struct Organisation {
    /// Official name with kana reading.
    #[field(layer = public, required, column, weight = 3.0, max = 300, standard = "org:name")]
    pub name: Name,
    /// Other spellings, former names, abbreviations.
    #[field(layer = public, weight = 2.0, max = 300, standard = "skos:altLabel")]
    pub aliases: Keywords,
    /// University, company, local government and so on.
    #[field(layer = public, vocabulary = ORGANISATION_TYPES, facet, column, standard = "org:classification")]
    pub organisation_type: Choice,
    /// Organisations of which it is a part.
    #[field(layer = public, to = "organisation", facet, standard = "org:subOrganizationOf")]
    pub parents: References,
    /// Industry by the Japan Standard Industrial Classification.
    #[field(layer = public, vocabulary = INDUSTRIES, facet)]
    pub industry: Choice,
    /// Size class.
    #[field(layer = public, vocabulary = ORGANISATION_SIZES, facet)]
    pub size: Choice,
    /// Country, two letters.
    #[field(layer = public, section = "place", max = 2, facet, column, standard = "schema:addressCountry")]
    pub country: Line,
    /// Prefecture by its JIS code.
    #[field(layer = public, vocabulary = PREFECTURES, facet, column)]
    pub prefecture: Choice,
    /// City or town.
    #[field(layer = public, column, max = 200, standard = "schema:addressLocality")]
    pub city: Line,
    /// Web site.
    #[field(layer = public, section = "about", standard = "foaf:homepage")]
    pub website: Link,
    /// What it does.
    #[field(layer = public, weight = 1.0)]
    pub description: LongText,
    /// Founded.
    #[field(layer = public, sort)]
    pub founded: Date,
    /// Dissolved or merged.
    #[field(layer = public)]
    pub ended: Date,
    /// The duty contact that the organisation publishes.
    #[field(layer = public, section = "contact", max = 300)]
    pub contact: Line,
    /// Contact details of persons.
    #[field(layer = member, max = 300)]
    pub contact_details: Line,
}
