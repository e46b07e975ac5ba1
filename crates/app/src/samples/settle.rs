//! Settles what data files leave open: `@key` of another record, days, months and years counted from today.

use std::collections::HashMap;

use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use jiff::Span;
use jiff::civil::Date;
use serde_json::Value as Json;

/// Replaces, at any depth: `@key` by the id of that record; `today`, `today+90d`, `today-3m`, `today+1y` by the day,
/// month or year; `fiscal-year`, `fiscal-year-1` by the number of the fiscal year. A text that begins with `@` is
/// written `@@`.
pub(super) fn settle(value: &mut Json, ids: &HashMap<String, RecordId>, today: Date) -> Result<(), String> {
    match value {
        Json::Array(items) => items.iter_mut().try_for_each(|item| settle(item, ids, today)),
        Json::Object(map) => map.values_mut().try_for_each(|item| settle(item, ids, today)),
        Json::String(text) => {
            if let Some(key) = text.strip_prefix('@') {
                *text = match key.strip_prefix('@') {
                    Some(rest) => format!("@{rest}"),
                    None => ids.get(key).ok_or_else(|| format!("nothing is called {key}"))?.to_string(),
                };
            } else if let Some(offset) = offset(text, "fiscal-year") {
                let year = offset.parse().ok().and_then(|years| FiscalYear::of(today).0.checked_add(years));
                *value = year.ok_or_else(|| format!("`fiscal-year{offset}` is no year"))?.into();
            } else if let Some(offset) = offset(text, "today") {
                *text = date(&offset, today).ok_or_else(|| format!("`today{offset}` is no day"))?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What follows the word when it stands alone or before a sign; other texts may begin with it.
fn offset(text: &str, word: &str) -> Option<String> {
    let rest = text.strip_prefix(word)?;
    if rest.is_empty() {
        return Some("+0".to_owned());
    }
    rest.starts_with(['+', '-']).then(|| rest.to_owned())
}

fn date(offset: &str, today: Date) -> Option<String> {
    let unit = offset.trim_start_matches(['+', '-']).trim_start_matches(|c: char| c.is_ascii_digit());
    let count: i64 = offset.strip_suffix(unit)?.parse().ok()?;
    let (span, format) = match unit {
        "" | "d" => (Span::new().try_days(count).ok()?, "%Y-%m-%d"),
        "m" => (Span::new().try_months(count).ok()?, "%Y-%m"),
        "y" => (Span::new().try_years(count).ok()?, "%Y"),
        _ => return None,
    };
    Some(today.checked_add(span).ok()?.strftime(format).to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;
    use serde_json::json;

    use super::*;

    fn settled(mut value: Json) -> Result<Json, String> {
        let ids = HashMap::new();
        settle(&mut value, &ids, day(2027, 1, 31)).map(|()| value)
    }

    #[test]
    fn dates_are_counted_from_today_in_rows_too() {
        let rows = json!([{"since": "today-3m", "until": "today+1y", "due": "today"}, {"due": "today-31d"}]);
        assert_eq!(
            settled(rows).unwrap(),
            json!([{"since": "2026-10", "until": "2028", "due": "2027-01-31"}, {"due": "2026-12-31"}])
        );
        assert_eq!(settled(json!(["fiscal-year", "fiscal-year-1"])).unwrap(), json!([2026, 2025]));
    }

    #[test]
    fn words_that_only_begin_alike_stay() {
        for text in ["today's need", "todays", "fiscal-year budget"] {
            assert_eq!(settled(json!(text)).unwrap(), json!(text));
        }
        assert_eq!(settled(json!("@@Decised")).unwrap(), json!("@Decised"));
        assert!(settled(json!("today+3w")).is_err());
        assert!(settled(json!("@nobody")).is_err());
    }
}
