//! The switch between fiscal years, and the year that an address asks for.

use enishi_app::{App, Error};
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

/// The first year of the subject: the First Science and Technology Basic Plan begins.
const FIRST: FiscalYear = FiscalYear(1996);

/// The name of the year in addresses.
pub const FISCAL_YEAR: &str = "fiscal_year";

/// The year that the address asks for: `2003`, `FY2003` or `2003年度`.
///
/// # Errors
/// As [`parse_year`].
pub fn asked_year(visitor: &Visitor) -> Result<Option<FiscalYear>, Error> {
    let Some(text) = first(&visitor.query, FISCAL_YEAR).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    parse_year(&visitor.site.app, text).map(Some)
}

/// A year as people and addresses write it, from the first year of the subject to the next one.
///
/// # Errors
/// `bad-day` when it is none, `year-out-of-range`.
pub fn parse_year(app: &App, text: &str) -> Result<FiscalYear, Error> {
    let year =
        FiscalYear::parse_written(text.trim()).map_err(|_| Error::new("bad-day").arg("found", text))?;
    let last = FiscalYear(app.fiscal_year().0 + 1);
    if (FIRST..=last).contains(&year) {
        return Ok(year);
    }
    let error = Error::new("year-out-of-range").arg("found", year.0);
    Err(error.arg("first", FIRST.0).arg("last", last.0))
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
