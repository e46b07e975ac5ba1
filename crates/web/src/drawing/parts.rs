//! What every picture of records is made of: boxes that lead to their records, words in or beside them, arrows between
//! them. A picture decides where things stand; here is how they are drawn.

use askama::Template;
use askama::filters::HtmlSafe;

use super::width_of;

/// A record in a picture: `{{ shape }}` draws its box with its words, as a link.
#[derive(Clone, Debug, Template)]
#[template(path = "_shape.html")]
pub struct Shape {
    /// Where it leads.
    pub href: String,
    /// What it is, for those who do not see the picture.
    pub name: String,
    /// The language of the words, where it is not the page's.
    pub lang: Option<&'static str>,
    /// What it stands for.
    pub class: String,
    /// Whether it is the record of the page.
    pub is_here: bool,
    /// The box.
    pub left: i32,
    /// The box.
    pub top: i32,
    /// The box.
    pub width: i32,
    /// The box.
    pub height: i32,
    /// Lines of words.
    pub texts: Vec<Line>,
}

impl HtmlSafe for Shape {}

/// A line of words.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Where it begins, or ends.
    pub x: i32,
    /// Its foot.
    pub y: i32,
    /// The words.
    pub text: String,
    /// How they are set.
    pub class: &'static str,
    /// Whether they end at `x` rather than begin there.
    pub ends: bool,
    /// The word for a sample after them.
    pub sample: Option<String>,
}

/// An arrow: `{{ arrow }}` draws it with its words for those who do not see it.
#[derive(Clone, Debug, Template)]
#[template(path = "_arrow.html")]
pub struct Arrow {
    /// Its way.
    pub path: String,
    /// What kind of arrow it is.
    pub class: &'static str,
    /// What it says.
    pub words: String,
}

impl HtmlSafe for Arrow {}

/// How wide a text is in type of this size, in units of the picture.
#[must_use]
pub fn extent(text: &str, size: i32) -> i32 {
    i32::try_from(width_of(text)).unwrap_or(0) * size / 100
}

/// How much fits into this width in type of this size, in hundredths of the size, as [`super::wrap`] takes it.
#[must_use]
pub fn room(width: i32, size: i32) -> u32 {
    u32::try_from(width * 100 / size).unwrap_or(1)
}
