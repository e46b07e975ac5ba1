//! The guides: the Markdown files of docs/ as HTML for a page, with their pictures, embedded in the program.
//!
//! The Markdown is the only source; it reads as well in the repository. The sections of a guide have the same names in
//! every language (those of the English headings), so that a link or the switch of language keeps its place.
//!
//! Not here: the page around them, the manual of a kind, HTTP.

mod picture;
mod render;

use std::sync::LazyLock;

use enishi_kit::lang::Lang;

pub use picture::{Picture, picture, pictures};

/// A guide in one language.
#[derive(Clone, Debug)]
pub struct Guide {
    /// Its name in addresses: `/help/NAME`.
    pub name: &'static str,
    /// The language of the text.
    pub lang: Lang,
    /// Its heading.
    pub title: String,
    /// What it is for: the paragraph under its heading.
    pub lead: String,
    /// The rest, as HTML without script, style and raw HTML of the source.
    pub html: String,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A section of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 2 for a section, 3 for a part of one.
    pub level: u8,
    /// Its name in addresses, after `#`.
    pub id: String,
    /// Its heading.
    pub title: String,
}

struct Source {
    name: &'static str,
    en: &'static str,
    ja: Option<&'static str>,
}

macro_rules! source {
    ($name:literal) => {
        Source { name: $name, en: include_str!(concat!("../../../docs/", $name, ".md")), ja: None }
    };
    ($name:literal, ja) => {
        Source {
            name: $name,
            en: include_str!(concat!("../../../docs/", $name, ".md")),
            ja: Some(include_str!(concat!("../../../docs/", $name, ".ja.md"))),
        }
    };
}

/// In the order in which they are offered.
const SOURCES: &[Source] = &[
    source!("guide", ja),
    source!("accounts", ja),
    source!("installing", ja),
    source!("operating", ja),
    source!("importing"),
    source!("attachments"),
    source!("faults"),
];

static GUIDES: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    let mut guides = Vec::new();
    for source in SOURCES {
        let ids = render::section_ids(source.en);
        for (lang, text) in [(Lang::Ja, source.ja), (Lang::En, Some(source.en))] {
            guides.extend(text.map(|text| render::render(source.name, lang, text, &ids)));
        }
    }
    guides
});

/// Every guide in every language that it has.
pub fn guides() -> &'static [Guide] {
    &GUIDES
}

/// The guide of a name: in this language, else in the one that it has.
#[must_use]
pub fn guide(name: &str, lang: Lang) -> Option<&'static Guide> {
    let mut named = GUIDES.iter().filter(|guide| guide.name == name);
    let first = named.next()?;
    if first.lang == lang { Some(first) } else { named.find(|guide| guide.lang == lang).or(Some(first)) }
}

/// Names of the guides, in the order in which they are offered.
pub fn names() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|source| source.name)
}

/// Whether there is a guide of this name in this language.
#[must_use]
pub fn has(name: &str, lang: Lang) -> bool {
    SOURCES.iter().any(|source| source.name == name && (lang == Lang::En || source.ja.is_some()))
}

#[cfg(test)]
mod tests;
