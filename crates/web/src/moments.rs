//! The two times in addresses: read once for each request, said in a band above the page, kept by every link of the
//! page to another.
//!
//! Links are completed in the finished page, so that no page can forget it. A link that names a time itself keeps its
//! own; an empty one (`?on=`) asks for none. A relative address is left alone: the way back to the present is one.

use axum::body::{Body, to_bytes};
use axum::response::Response;
use enishi_app::{Asked, KNOWN_AT, ON};
use enishi_kit::date::PartialDate;
use http::{HeaderValue, header};

use crate::address::{Pairs, query};
use crate::text::Words;

/// Addresses that know no time: files, this program, its operation.
const TIMELESS: [&str; 6] = ["/assets/", "/admin", "/demo/", "/operator/", "/about", "/help/"];

/// What a page under a moment says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Which times the page shows.
    pub text: String,
    /// The same page of the present, relative to this one.
    pub present_href: String,
}

/// Pages that ask about no moment: forms, and what belongs to the installation.
const WITHOUT_MOMENT: [&str; 6] = ["/start", "/offer", "/sign-in", "/forgotten", "/link/", "/account"];
/// The last parts of addresses of forms.
const FORMS: [&str; 6] = ["new", "edit", "merge", "merges", "delete", "publish"];
/// Parameters that do not go on to another moment.
const PASSING: [&str; 5] = ["year", "after", "done", "deleted", "from"];

/// The fields in which a reader enters the two times for the page that he sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The same page, relative to this one.
    pub action: String,
    /// The rest of its address.
    pub hidden: Pairs,
    /// The day that is asked about.
    pub on: String,
    /// The time of what was recorded, as it was written.
    pub known_at: String,
}

/// The fields for the moment of a page; none where a page has no moment.
#[must_use]
pub fn choice(asked: &Asked, path: &str, pairs: &Pairs, times: &Pairs) -> Option<Choice> {
    let last = path.rsplit('/').next().unwrap_or_default();
    if !is_timed(path) || WITHOUT_MOMENT.iter().any(|one| path.starts_with(one)) || FORMS.contains(&last) {
        return None;
    }
    let written = times.iter().find(|(name, _)| name == KNOWN_AT).map(|(_, value)| value.clone());
    Some(Choice {
        action: format!("./{last}"),
        hidden: pairs.iter().filter(|(name, _)| !PASSING.contains(&name.as_str())).cloned().collect(),
        on: asked.moment.on.map(|day| day.to_string()).unwrap_or_default(),
        known_at: written.unwrap_or_default(),
    })
}

/// The band of a page; none for the present.
#[must_use]
pub fn band(words: &Words, asked: &Asked, path: &str, pairs: &Pairs) -> Option<Band> {
    let day = asked.moment.on.map(|day| words.date(PartialDate::from(day)));
    let at = asked.known_at.map(|at| words.moment(at).shown);
    let text = match (day, at) {
        (None, None) => return None,
        (Some(day), None) => words.one("moment-on", "day", day),
        (None, Some(at)) => words.one("moment-known-at", "at", at),
        (Some(day), Some(at)) => words.with("moment-both", &[("day", day), ("at", at)]),
    };
    Some(Band { text, present_href: present_href(path, pairs) })
}

/// `./LAST` leads from `/a/LAST?on=..` to `/a/LAST`.
fn present_href(path: &str, pairs: &Pairs) -> String {
    let last = path.rsplit('/').next().unwrap_or_default();
    format!("./{last}{}", query(pairs))
}

/// The times among the pairs of an address, as they were written, and the other pairs.
#[must_use]
pub fn take(pairs: Pairs) -> (Pairs, Pairs) {
    pairs.into_iter().partition(|(name, _)| [ON, KNOWN_AT].contains(&name.as_str()))
}

/// Completes the own links of a page, and where a redirection leads.
pub async fn keep(answer: Response, kept: &Pairs) -> Response {
    let (mut parts, body) = answer.into_parts();
    let place = parts.headers.get(header::LOCATION).and_then(|place| place.to_str().ok());
    if let Some(place) = place.and_then(|place| complete(place, kept))
        && let Ok(place) = HeaderValue::from_str(&place)
    {
        parts.headers.insert(header::LOCATION, place);
    }
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return Response::from_parts(parts, body);
    }
    // Pages are whole texts in memory; the limit is that of the address space.
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            let page = keep_links(&String::from_utf8_lossy(&bytes), kept);
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(page))
        }
        Err(error) => {
            tracing::error!(%error, "a page broke off");
            parts.status = http::StatusCode::INTERNAL_SERVER_ERROR;
            Response::from_parts(parts, Body::empty())
        }
    }
}

/// Completes the links and the searching forms of a page.
#[must_use]
pub fn keep_links(page: &str, kept: &Pairs) -> String {
    let mut out = String::with_capacity(page.len() + page.len() / 8);
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        out.push_str(before);
        let Some(end) = tag.find('>') else {
            rest = tag;
            break;
        };
        let (tag, after) = tag.split_at(end + 1);
        rest = after;
        if is_tag(tag, "<a") {
            out.push_str(&with_address(tag, " href=\"", kept).unwrap_or_else(|| tag.to_owned()));
        } else if is_tag(tag, "<form") && !tag.contains("method=\"post\"") {
            out.push_str(tag);
            out.push_str(&hidden(tag, kept));
        } else {
            out.push_str(tag);
        }
    }
    out.push_str(rest);
    out
}

fn is_tag(tag: &str, name: &str) -> bool {
    tag.strip_prefix(name).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

fn with_address(tag: &str, attribute: &str, kept: &Pairs) -> Option<String> {
    let from = tag.find(attribute)? + attribute.len();
    let (before, rest) = tag.split_at(from);
    let (address, after) = rest.split_at(rest.find('"')?);
    Some(format!("{before}{}{after}", escape(&complete(&unescape(address), kept)?)))
}

/// The times as hidden fields of a form that asks for an own page.
fn hidden(tag: &str, kept: &Pairs) -> String {
    let action = tag.split(" action=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    if !is_timed(action) {
        return String::new();
    }
    let field = |(name, value): &(String, String)| {
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value))
    };
    kept.iter().map(field).collect()
}

/// An address with the times that it does not name; none when there is nothing to add.
fn complete(address: &str, kept: &Pairs) -> Option<String> {
    let (address, fragment) = address.split_once('#').map_or((address, None), |(one, two)| (one, Some(two)));
    let (path, given) = address.split_once('?').map_or((address, ""), |(path, given)| (path, given));
    if !is_timed(path) {
        return None;
    }
    let is_given = |name: &str| given.split('&').any(|pair| pair.split('=').next() == Some(name));
    let missing: Vec<&(String, String)> = kept.iter().filter(|(name, _)| !is_given(name)).collect();
    if missing.is_empty() {
        return None;
    }
    let pairs: Vec<(&str, &str)> =
        missing.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let added = query(&pairs);
    let added = added.trim_start_matches('?');
    let join = if given.is_empty() { "?" } else { "&" };
    let given = if given.is_empty() { String::new() } else { format!("?{given}") };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    Some(format!("{path}{given}{join}{added}{fragment}"))
}

fn is_timed(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !TIMELESS.iter().any(|timeless| path.starts_with(timeless))
}

/// What the templates write for the characters that an attribute cannot hold.
fn unescape(text: &str) -> String {
    [("&#38;", "&"), ("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Pairs {
        vec![
            (ON.to_owned(), "2004-03-31".to_owned()),
            (KNOWN_AT.to_owned(), "2026-11-20T10:00:00+09:00".to_owned()),
        ]
    }

    #[test]
    fn own_links_keep_both_times() {
        let at = "known-at=2026-11-20T10%3A00%3A00%2B09%3A00";
        for (link, expected) in [
            ("/seeds", format!("/seeds?on=2004-03-31&amp;{at}")),
            (
                "/seeds?q=a&#38;sort=title#top",
                format!("/seeds?q=a&amp;sort=title&amp;on=2004-03-31&amp;{at}#top"),
            ),
            ("/", format!("/?on=2004-03-31&amp;{at}")),
            ("/seeds/seed-1?known-at=2020", "/seeds/seed-1?known-at=2020&amp;on=2004-03-31".to_owned()),
            ("/?a=b&amp;on=", format!("/?a=b&amp;on=&amp;{at}")),
            ("./seeds", "./seeds".to_owned()),
            ("#history", "#history".to_owned()),
            ("https://example.org/", "https://example.org/".to_owned()),
            ("//example.org/", "//example.org/".to_owned()),
            ("/assets/app.css", "/assets/app.css".to_owned()),
        ] {
            let page = |link: &str| format!("<p>1 &lt; 2 <a class=\"x\" href=\"{link}\">to</a></p>");
            assert_eq!(keep_links(&page(link), &kept()), page(&expected), "{link}");
        }
    }

    #[test]
    fn asking_forms_keep_both_times_and_changing_ones_do_not() {
        let fields = "<input type=\"hidden\" name=\"on\" value=\"2004-03-31\"><input type=\"hidden\" name=\"known-at\" \
                      value=\"2026-11-20T10:00:00+09:00\">";
        let ask = "<form class=\"a\" action=\"/search\">";
        assert_eq!(keep_links(ask, &kept()), format!("{ask}{fields}"));
        let change = "<form method=\"post\" action=\"/sign-out\">";
        assert_eq!(keep_links(change, &kept()), change);
        assert_eq!(keep_links("<form method=\"dialog\">", &kept()), "<form method=\"dialog\">");
    }

    #[test]
    fn the_present_is_the_same_page_without_times() {
        let pairs = vec![("q".to_owned(), "a b".to_owned())];
        assert_eq!(present_href("/seeds/seed-1", &Pairs::new()), "./seed-1");
        assert_eq!(present_href("/seeds", &pairs), "./seeds?q=a%20b");
        assert_eq!(present_href("/", &pairs), "./?q=a%20b");
    }
}
