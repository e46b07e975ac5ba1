//! Names of records: links with the language that the name is really in and with the mark of a sample.

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::{Link, parts::Seen};
use enishi_kit::lang::Lang;

use crate::rows::{TitleView, is_sample, title_view};
use crate::text::Words;
use crate::values::record_href;
use crate::visitor::Visitor;

/// A link with its words: `{{ anchor }}` draws it, and the mark of a sample with it, so that no page can forget the mark.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "_anchor.html")]
pub struct Anchor {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: String,
    /// The language of the words, where it is not the page's.
    pub lang: Option<&'static str>,
    /// The word for a sample, where it leads to an invented record.
    pub sample: Option<String>,
}

impl HtmlSafe for Anchor {}

impl Anchor {
    /// A link that leads to no record.
    #[must_use]
    pub fn to(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into(), lang: None, sample: None }
    }
}

/// A record by its link. A link whose two names are one has the name in one language only: which, its writing tells.
#[must_use]
pub fn anchor(words: &Words, link: &Link) -> Anchor {
    let text = link.title(words.lang).to_owned();
    let only = (link.title_ja == link.title_en).then(|| if text.is_ascii() { Lang::En } else { Lang::Ja });
    Anchor {
        href: record_href(words, link.kind, &link.reference),
        lang: only.filter(|lang| *lang != words.lang).map(Lang::code),
        text,
        sample: link.is_sample.then(|| words.t("sample-badge")),
    }
}

/// A record by itself.
#[must_use]
pub fn anchor_of(words: &Words, seen: &Seen) -> Anchor {
    let TitleView { text, lang, .. } = title_of(words, seen);
    Anchor {
        href: record_href(words, seen.kind, &seen.reference),
        text,
        lang,
        sample: is_sample(seen).then(|| words.t("sample-badge")),
    }
}

/// The title of a record of any kind.
#[must_use]
pub fn title_of(words: &Words, seen: &Seen) -> TitleView {
    match words.kind_info(seen.kind) {
        Some(kind) => title_view(words, kind, seen),
        None => TitleView { text: seen.reference.clone(), ..TitleView::default() },
    }
}

/// The label of a code in a field of a record; nothing where the record says nothing.
#[must_use]
pub fn code_of(visitor: &Visitor, seen: &Seen, field: &str) -> Option<String> {
    let kind = visitor.site.app.registry().kind(seen.kind)?;
    let vocabulary = kind.field(field)?.of.vocabulary()?;
    Some(visitor.words.code(vocabulary, seen.body.str(field)?))
}

/// A text of a record in the reader's language, else in the one that there is.
#[must_use]
pub fn text_of(visitor: &Visitor, seen: &Seen, field: &str) -> Option<(String, Option<&'static str>)> {
    let kind = visitor.site.app.registry().kind(seen.kind)?;
    let lang = visitor.words.lang;
    match seen.body.value(kind.field(field)?)? {
        enishi_kind::Value::Text(text) => {
            let (shown, real) = text.read(lang);
            Some((shown.to_owned(), (real != lang).then(|| real.code())))
        }
        enishi_kind::Value::Line(line) => Some((line, None)),
        _ => None,
    }
}

/// The address of a record's page of another kind of view: `/projects/project-1/chain`.
#[must_use]
pub fn view_href(words: &Words, seen: &Seen, view: &str) -> String {
    format!("{}/{view}", record_href(words, seen.kind, &seen.reference))
}
