//! A figure as pages show it: the number, what it counts, its sources and the list to which it opens.

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::{Amount, CHOSEN, Figure, Rows};
use enishi_kit::money::format_yen;

use crate::address::query;
use crate::text::{Words, grouped};
use crate::values::{Anchor, anchor};

/// A figure ready to be placed: `{{ figure }}` draws the number as a link with its basis as the title.
#[derive(Clone, Debug, Template)]
#[template(path = "_figure.html")]
pub struct FigureView {
    /// The number in the reader's language; a word where nothing is recorded.
    pub shown: String,
    /// Whether nothing is recorded.
    pub is_none: bool,
    /// What is counted, by which rule.
    pub basis: String,
    /// Where it comes from.
    pub sources: Vec<Anchor>,
    /// The day to which it refers, if it names one.
    pub as_of: Option<String>,
    /// The list of the rows.
    pub href: String,
    /// Asked about a day: how many records have no dates, and the list of these.
    pub undated: Option<Anchor>,
}

impl HtmlSafe for FigureView {}

impl FigureView {
    /// A figure for one reader.
    #[must_use]
    pub fn new(words: &Words, figure: &Figure) -> Self {
        let shown = figure.value.map(|value| match value {
            Amount::Count(count) => grouped(count),
            Amount::Yen(yen) => format_yen(yen, words.lang),
        });
        Self {
            is_none: shown.is_none(),
            shown: shown.unwrap_or_else(|| words.t("figure-none")),
            basis: words.t(figure.basis),
            sources: figure.sources.iter().map(|link| anchor(words, link)).collect(),
            as_of: figure.as_of.map(|date| words.date(date)),
            href: rows_href(&figure.rows),
            undated: (figure.undated > 0).then(|| {
                let text = words.count("figure-undated", figure.undated);
                Anchor::to(rows_href(&figure.undated_rows()), text)
            }),
        }
    }
}

impl FigureView {
    /// Takes away what has no dates, where it stands apart from the number.
    pub fn take_undated(mut self) -> (Self, Option<Anchor>) {
        let undated = self.undated.take();
        (self, undated)
    }
}

/// The address of the list that shows exactly these rows.
#[must_use]
pub fn rows_href(rows: &Rows) -> String {
    let mut pairs: Vec<(&str, String)> =
        rows.filters.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    match rows.on {
        Some(on) => pairs.push(("on", on.to_string())),
        // Records that are named one by one are meant whatever the day.
        None if rows.filters.iter().any(|(name, _)| name == CHOSEN) => pairs.push(("on", String::new())),
        None => (),
    }
    // A kind with a hand-made page shows its list when it is asked for one.
    if rows.filters.is_empty() {
        pairs.push(("view", "list".to_owned()));
    }
    format!("/{}{}", rows.kind.plural, query(&pairs))
}
