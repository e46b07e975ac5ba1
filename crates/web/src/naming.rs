//! Names of records on pages drawn by hand: a link with the language that the name is really in.

use enishi_app::{Figure, Link, parts::Seen};
use enishi_kit::lang::Lang;

use crate::figures::FigureView;
use crate::rows::{TitleView, is_sample, title_view};
use crate::text::Words;
use crate::values::record_href;
use crate::visitor::Visitor;

/// A record by its name.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its page.
    pub href: String,
    /// Its name.
    pub text: String,
    /// The language of the name, where it is not the page's.
    pub lang: Option<&'static str>,
    /// Whether it is an invented record.
    pub is_sample: bool,
}

/// A record by its link. A link whose two names are one has the name in one language only: which, its writing tells.
#[must_use]
pub fn named(words: &Words, link: &Link) -> Named {
    let text = link.title(words.lang).to_owned();
    let only = (link.title_ja == link.title_en).then(|| if text.is_ascii() { Lang::En } else { Lang::Ja });
    Named {
        href: record_href(words, link.kind, &link.reference),
        lang: only.filter(|lang| *lang != words.lang).map(Lang::code),
        text,
        is_sample: false,
    }
}

/// A record by itself.
#[must_use]
pub fn named_seen(visitor: &Visitor, seen: &Seen) -> Named {
    let TitleView { text, lang, .. } = title_of(visitor, seen);
    Named {
        href: record_href(&visitor.words, seen.kind, &seen.reference),
        text,
        lang,
        is_sample: is_sample(seen),
    }
}

/// The title of a record of any kind.
#[must_use]
pub fn title_of(visitor: &Visitor, seen: &Seen) -> TitleView {
    match visitor.site.app.registry().kind(seen.kind) {
        Some(kind) => title_view(&visitor.words, kind, seen),
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

/// A figure with what it leaves out: asked about a day, the records that have no dates.
#[must_use]
pub fn with_undated(words: &Words, figure: &Figure) -> (FigureView, Option<String>) {
    let undated = (figure.undated > 0).then(|| words.count("home-step-undated", figure.undated));
    (FigureView::new(words, figure), undated)
}
