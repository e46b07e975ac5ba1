//! Places: the blocks of the bureaus, regions with their area codes.

use enishi_kind::fields::{Choices, Decimal, Keywords, Line, Name, Reference, References, Rows, Text};
use enishi_kind::{Columns, Kind};

use crate::vocabulary::PREFECTURES;

/// A block of prefectures for which one bureau is responsible.
#[derive(Debug, Kind)]
#[kind(name = "block", plural = "blocks", title = "name", shape = 1)]
pub struct Block {
    /// Name.
    #[field(layer = public, required, column, weight = 2.0, max = 100)]
    pub name: Name,
    /// Other names.
    #[field(layer = public, weight = 1.0, max = 100)]
    pub aliases: Keywords,
    /// METI's bureau.
    #[field(layer = public, to = "organisation", facet, column)]
    pub bureau: Reference,
    /// Its prefectures.
    #[field(layer = public, vocabulary = PREFECTURES, facet, column)]
    pub prefectures: Choices,
    /// Its colour on maps, a number from 1 to 9.
    #[field(layer = public, max = 1)]
    pub tint: Line,
}

/// An area code with its vintage.
#[derive(Debug, Columns)]
pub struct AreaCode {
    /// Local-government code of six digits (JIS X 0402 with check digit).
    #[field(required, max = 6)]
    pub code: Line,
    /// Name at that time.
    #[field(max = 100)]
    pub name: Line,
    /// Valid from.
    #[field()]
    pub since: enishi_kind::fields::Date,
    /// Valid until.
    #[field()]
    pub until: enishi_kind::fields::Date,
}

/// A region in which a cluster lies. A cluster is not a region.
#[derive(Debug, Kind)]
#[kind(name = "region", plural = "regions", title = "name", shape = 1)]
pub struct Region {
    /// Name.
    #[field(layer = public, required, column, weight = 3.0, max = 100)]
    pub name: Name,
    /// Other names and spellings.
    #[field(layer = public, weight = 2.0, max = 100)]
    pub aliases: Keywords,
    /// Its block.
    #[field(layer = public, to = "block", facet, column)]
    pub block: Reference,
    /// Its prefectures.
    #[field(layer = public, vocabulary = PREFECTURES, facet, column)]
    pub prefectures: Choices,
    /// Area codes with their vintage.
    #[field(layer = public, rows = AreaCode)]
    pub area_codes: Rows,
    /// Latitude of the point on maps, degrees north (JGD2011).
    #[field(layer = public, section = "place", unit = "unit-degrees")]
    pub latitude: Decimal,
    /// Longitude of the point on maps, degrees east (JGD2011).
    #[field(layer = public, unit = "unit-degrees")]
    pub longitude: Decimal,
    /// Where the point comes from.
    #[field(layer = public, max = 300)]
    pub point_source: Text,
    /// Regions of which it is a part.
    #[field(layer = public, to = "region")]
    pub part_of: References,
}
