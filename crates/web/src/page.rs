//! What stands around every page: title, navigation, breadcrumb, tools, bands.

use enishi_app::parts::Action;
use enishi_kit::lang::Lang;

use crate::address::query;
use crate::moments::{Band, Choice, band, choice};
use crate::state::Mode;
use crate::text::{Moment, Words};
use crate::visitor::Visitor;

/// The frame of a page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The words in the reader's language.
    pub words: Words,
    /// The title for the window.
    pub title: String,
    /// The main places.
    pub nav: Vec<NavItem>,
    /// The way here; the last one is this page.
    pub crumbs: Vec<Crumb>,
    /// Whether the page speaks of a sample that its main part does not mark, as a form does.
    pub has_sample: bool,
    /// Whether the reader is the operator.
    pub is_operator: bool,
    /// Whether this is a demonstration.
    pub is_demo: bool,
    /// Whether he looks at it as the public does.
    pub is_as_public: bool,
    /// Whether his browser sent a session that can be ended.
    pub has_session: bool,
    /// Whether he manages accounts, settings and jobs.
    pub administers: bool,
    /// The name of whoever is signed in.
    pub who: Option<String>,
    /// Where he signs in.
    pub sign_in_href: String,
    /// The token of his forms.
    pub form_token: String,
    /// Where a demonstration is shown as the other audience sees it.
    pub view_href: String,
    /// This page in the other language.
    pub other_href: String,
    /// What explains this page.
    pub help_href: String,
    /// The times that the page shows, if they are not the present.
    pub band: Option<Band>,
    /// Where the reader enters another moment.
    pub choice: Option<Choice>,
    /// Whether the reader can change what he sees.
    pub can_edit: bool,
    /// The moment to which the page refers.
    pub as_of: Moment,
    /// Whether the search field stands in the header.
    pub has_search: bool,
    /// Seconds after which the page is loaded again without script.
    pub refresh: Option<u32>,
}

/// One of the main places.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Its address.
    pub href: String,
    /// Its name.
    pub label: String,
    /// The letter after `g`.
    pub key: &'static str,
    /// Whether this page belongs to it.
    pub is_here: bool,
}

/// One step of the way here.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Its address; none for this page.
    pub href: Option<String>,
}

impl Frame {
    /// The same frame for who may change what this page shows, or may not.
    #[must_use]
    pub fn changing(self, can_edit: bool) -> Self {
        Self { can_edit, ..self }
    }

    /// The frame of a page with this title.
    #[must_use]
    pub fn new(visitor: &Visitor, title: &str) -> Self {
        let words = visitor.words.clone();
        let mut other = visitor.query.clone();
        other.push(("lang".to_owned(), words.other().code().to_owned()));
        Self {
            title: title.to_owned(),
            nav: nav(visitor),
            crumbs: vec![Crumb { label: words.t("place-home"), href: Some("/".to_owned()) }],
            has_sample: false,
            is_operator: visitor.can_edit(),
            is_demo: visitor.site.mode == Mode::Demo,
            is_as_public: visitor.is_as_public,
            has_session: visitor.session.is_some(),
            administers: visitor.administers(),
            who: visitor.signed_in.as_ref().map(|account| account.name().to_owned()),
            sign_in_href: crate::accounts::sign_in_href(visitor),
            form_token: visitor.form_token(),
            view_href: view_href(visitor),
            other_href: format!("{}{}", visitor.path, query(&other)),
            help_href: crate::help::address_for(&visitor.path),
            band: band(&words, &visitor.asked, &visitor.path, &visitor.query),
            choice: choice(&visitor.asked, &visitor.path, &visitor.query, &visitor.times),
            can_edit: visitor.can_edit(),
            as_of: words.moment(visitor.asked.known_at.unwrap_or_else(|| visitor.site.app.now())),
            has_search: true,
            refresh: None,
            words,
        }
    }

    /// Adds a step with an address.
    #[must_use]
    pub fn step(mut self, label: &str, href: &str) -> Self {
        self.crumbs.push(Crumb { label: label.to_owned(), href: Some(href.to_owned()) });
        self
    }

    /// Adds this page as the last step.
    #[must_use]
    pub fn end(mut self, label: &str) -> Self {
        self.crumbs.push(Crumb { label: label.to_owned(), href: None });
        self
    }

    /// Says that a sample is shown.
    #[must_use]
    pub const fn with_sample(mut self, has_sample: bool) -> Self {
        self.has_sample = has_sample;
        self
    }

    /// Leaves the breadcrumb out.
    #[must_use]
    pub fn without_crumbs(mut self) -> Self {
        self.crumbs.clear();
        self
    }

    /// Leaves the search field of the header out.
    #[must_use]
    pub const fn without_search(mut self) -> Self {
        self.has_search = false;
        self
    }

    /// The reader's language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.words.lang
    }

    /// A message, for templates.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }
}

/// The kinds that stand in the menu; the page of the register leads to all.
const PLACES: [&str; 6] = ["cluster", "seed", "need", "programme", "committee", "event"];

fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let words = &visitor.words;
    let first = visitor.path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let registry = visitor.site.app.registry();
    let kinds = PLACES.iter().filter_map(|name| registry.kind(name));
    let place = |address: &str, label: &str, key: &'static str| NavItem {
        href: address.to_owned(),
        label: words.t(label),
        key,
        is_here: first == address.trim_start_matches('/').split('/').next().unwrap_or_default(),
    };
    // The brand leads to the first page too and has the letter.
    let mut items = vec![place("/", "place-all", "")];
    items.extend(kinds.map(|kind| NavItem {
        href: format!("/{}", kind.plural),
        // Its full name is long for a menu.
        label: if kind.name == "committee" { words.t("place-committees") } else { words.kinds(kind) },
        key: go_key(kind.name),
        is_here: first == kind.plural,
    }));
    items.push(place("/match", "place-match-short", "m"));
    items.push(place("/register", "place-register-short", "r"));
    if visitor.may(Action::Import, None) {
        let is_here = visitor.path.starts_with("/admin/imports");
        items.push(NavItem { is_here, ..place("/admin/imports", "place-imports", "i") });
    }
    items
}

fn view_href(visitor: &Visitor) -> String {
    let audience = if visitor.is_as_public { "operator" } else { "public" };
    let here = visitor.here();
    format!("/demo/view{}", query(&[("as", audience), ("back", here.as_str())]))
}

/// The letter that leads to the list of a kind after `g`, from the menu or from the page of the register.
#[must_use]
pub fn go_key(kind: &str) -> &'static str {
    match kind {
        "cluster" => "c",
        "seed" => "s",
        "need" => "n",
        "programme" => "p",
        "committee" => "k",
        "event" => "e",
        "organisation" => "o",
        "person" => "d",
        "project" => "j",
        "tie-up" => "t",
        "baton" => "b",
        _ => "",
    }
}
