//! Single values of bodies by the names of their fields, for pages that are drawn by hand.

use enishi_kind::Body;
use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_kit::money::Yen;
use serde_json::Value as Json;

/// The record that a field names.
pub(crate) fn id_of(body: &Body, name: &str) -> Option<RecordId> {
    body.str(name)?.parse().ok()
}

/// The records that a field names.
pub(crate) fn ids_of(body: &Body, name: &str) -> Vec<RecordId> {
    strings_of(body, name).filter_map(|text| text.parse().ok()).collect()
}

/// The codes of a field that holds several.
pub(crate) fn codes_of(body: &Body, name: &str) -> Vec<String> {
    strings_of(body, name).map(str::to_owned).collect()
}

/// The code of a field that holds one.
pub(crate) fn code_of(body: &Body, name: &str) -> Option<String> {
    body.str(name).map(str::to_owned)
}

/// The fiscal year of a field.
pub(crate) fn year_of(body: &Body, name: &str) -> Option<FiscalYear> {
    body.raw(name)?.as_i64().and_then(|year| i32::try_from(year).ok()).map(FiscalYear)
}

/// The date of a field.
pub(crate) fn date_of(body: &Body, name: &str) -> Option<PartialDate> {
    body.str(name)?.parse().ok()
}

/// The amount of a field.
pub(crate) fn yen_of(body: &Body, name: &str) -> Option<Yen> {
    body.raw(name)?.as_i64().map(Yen)
}

/// Whether a record is marked as a sample.
pub(crate) fn is_sample(body: &Body) -> bool {
    body.raw("sample").and_then(Json::as_bool) == Some(true)
}

fn strings_of<'a>(body: &'a Body, name: &str) -> impl Iterator<Item = &'a str> {
    body.raw(name).and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str)
}
