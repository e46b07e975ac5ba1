//! Reading dates as people write them.

use super::{DateError, PartialDate};

/// Reads a date as it is found in files and letters.
///
/// # Errors
/// [`DateError`], typed by what is wrong.
pub fn parse_written(text: &str) -> Result<PartialDate, DateError> {
    text.trim().parse()
}
