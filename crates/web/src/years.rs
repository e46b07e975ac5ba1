//! The switch between fiscal years, and the year that an address asks for.

use enishi_app::Error;
use enishi_kit::fiscal::FiscalYear;

use crate::address::first;
use crate::visitor::Visitor;

/// A year of the switch.
#[derive(Clone, Debug)]
pub struct YearView {
    /// The year as addresses write it.
    pub value: i32,
    /// The page of that year.
    pub href: String,
    /// The year for people.
    pub label: String,
    /// Whether this page shows it.
    pub is_here: bool,
}

/// The name of the year in addresses.
pub const FISCAL_YEAR: &str = "fiscal_year";

/// The year that the address asks for: `2003`, `FY2003` or `2003年度`.
///
/// # Errors
/// `bad-request` when it is none.
pub fn asked_year(visitor: &Visitor) -> Result<Option<FiscalYear>, Error> {
    let Some(text) = first(&visitor.query, FISCAL_YEAR).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    parse_year(text).map(Some)
}

/// A year as people and addresses write it.
///
/// # Errors
/// `bad-request` when it is none.
pub fn parse_year(text: &str) -> Result<FiscalYear, Error> {
    FiscalYear::parse_written(text.trim()).map_err(|_| Error::new("bad-day").arg("found", text))
}

/// The switch over these years, the newest last; every other part of the address stays.
#[must_use]
pub fn year_views(visitor: &Visitor, years: &[FiscalYear], here: Option<FiscalYear>) -> Vec<YearView> {
    years
        .iter()
        .map(|year| YearView {
            value: year.0,
            href: visitor.here_only(&[(FISCAL_YEAR, year.0.to_string().as_str())]),
            label: year.label(visitor.lang()),
            is_here: Some(*year) == here,
        })
        .collect()
}
