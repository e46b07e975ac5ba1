//! The language of answers, from `Accept-Language` (RFC 9110, 12.5.4).

use enishi_kit::lang::Lang;
use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;

/// The language that a request likes best; Japanese when it says nothing.
pub(super) fn accepted(headers: &HeaderMap) -> Lang {
    let ranges = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let mut best: Option<(f32, Lang)> = None;
    for range in ranges.flat_map(|line| line.split(',')) {
        let (tag, quality) = match range.split_once(';') {
            None => (range, 1.0),
            Some((tag, rest)) => {
                (tag, rest.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0))
            }
        };
        let Some(lang) = Lang::from_code(tag) else { continue };
        if quality > 0.0 && best.is_none_or(|(known, _)| quality > known) {
            best = Some((quality, lang));
        }
    }
    best.map_or(Lang::Ja, |(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_liked_best_wins() {
        let lang = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, value.parse().unwrap());
            accepted(&headers)
        };
        assert_eq!(lang("en-GB,en;q=0.9,ja;q=0.5"), Lang::En);
        assert_eq!(lang("fr, en;q=0.2, ja;q=0.7"), Lang::Ja);
        assert_eq!(lang("en;q=0"), Lang::Ja);
        assert_eq!(lang("en;q=x, *"), Lang::Ja);
        assert_eq!(accepted(&HeaderMap::new()), Lang::Ja);
    }
}
