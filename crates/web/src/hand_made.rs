//! Kinds whose address leads to a page drawn by hand; asked for as a list, they have one like every kind.

use crate::address::{Pairs, query};
use crate::visitor::Visitor;

/// Their plurals with the key of the link that leads from the list to the page.
const PAGES: [(&str, &str); 4] = [
    ("programmes", "programmes-to-timeline"),
    ("events", "events-to-board"),
    ("people", "people-to-directory"),
    ("committees", "committees-to-board"),
];
/// The page about committees stands among those of the coordination between ministries.
pub const COMMITTEES: &str = "/coordination/committees";

/// Whether the query asks for the list: it names anything but what the page drawn by hand knows.
#[must_use]
pub fn is_list(visitor: &Visitor, of_the_page: &[&str]) -> bool {
    visitor.query.iter().any(|(name, value)| !of_the_page.contains(&name.as_str()) && !value.is_empty())
}

/// The way from the list of a kind to its page drawn by hand: address and key.
#[must_use]
pub fn page_of(plural: &str) -> Option<(String, &'static str)> {
    let (_, key) = PAGES.iter().find(|(known, _)| *known == plural)?;
    let href = if plural == "committees" { COMMITTEES.to_owned() } else { format!("/{plural}") };
    Some((href, key))
}

/// The address of a list, such that it stays one where the bare address would lead to a page drawn by hand.
#[must_use]
pub fn list_href(plural: &str, pairs: &Pairs) -> String {
    let has_page = PAGES.iter().any(|(known, _)| *known == plural && plural != "committees");
    if pairs.is_empty() && has_page {
        return format!("/{plural}?view=list");
    }
    format!("/{plural}{}", query(pairs))
}
