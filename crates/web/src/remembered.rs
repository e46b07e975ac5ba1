//! The page memory: what a hand-made page says, kept for as long as the register stands still.
//!
//! A handler names what it shows by a key of its own (`"home 2003"`, never the raw query, so that strangers cannot fill
//! the memory) and makes the page's main part only when the memory has none for this state of the log, day, moment,
//! language and viewer. Heading, tools, session and form tokens belong to the frame, which is drawn anew for each
//! request: the main part is made without it and so cannot hold anything of one session.
//!
//! ```text
//! pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
//!     remembered::page(&visitor, "tie-ups 2003", async || {
//!         let main = TieUpsMain { words: visitor.words.clone(), /* … */ };
//!         Ok(Made::new(title, &main)?.step(&crumb, "/clusters"))
//!     })
//!     .await
//! }
//! ```

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::response::Response;
use enishi_app::{Error, RightsKey, parts::Moment};
use enishi_kind::Viewer;
use enishi_kit::lang::Lang;
use jiff::civil::Date;

use crate::address::Pairs;
use crate::fault::{Fault, html};
use crate::moments::keep_links;
use crate::page::Frame;
use crate::visitor::Visitor;

/// Pages remembered at most; then all are forgotten. A page is some ten thousand octets.
const REMEMBERED: usize = 200;

/// The memory. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    held: Arc<Mutex<Held>>,
}

#[derive(Debug, Default)]
struct Held {
    /// The state of the log of which all of them speak.
    state: String,
    pages: HashMap<Key, Arc<Made>>,
}

/// Of what a page depends, besides the log. The day is part of it: promises fall due at midnight.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    page: String,
    lang: Lang,
    viewer: Viewer,
    rights: RightsKey,
    moment: Moment,
    day: Date,
}

/// What a hand-made page says, without its frame.
#[derive(Clone, Debug)]
pub struct Made {
    title: String,
    crumbs: Option<Vec<(String, String)>>,
    main: String,
}

impl Made {
    /// A page with this title and main part.
    ///
    /// # Errors
    /// The template.
    pub fn new(title: &str, main: &impl Template) -> Result<Self, Fault> {
        let main = main.render().map_err(Error::internal)?;
        Ok(Self { title: title.to_owned(), crumbs: Some(Vec::new()), main })
    }

    /// Adds a step with an address to the way here.
    #[must_use]
    pub fn step(mut self, label: &str, href: &str) -> Self {
        self.crumbs.get_or_insert_default().push((label.to_owned(), href.to_owned()));
        self
    }

    /// Gives the links of the main part times that the address of the page does not name, as those of a chosen year.
    #[must_use]
    pub fn keeping(mut self, times: &Pairs) -> Self {
        if !times.is_empty() {
            self.main = keep_links(&self.main, times);
        }
        self
    }

    /// Leaves the way here out.
    #[must_use]
    pub fn without_crumbs(self) -> Self {
        Self { crumbs: None, ..self }
    }
}

#[derive(Template)]
#[template(path = "made.html")]
struct MadePage<'a> {
    frame: Frame,
    before: &'a str,
    main: &'a str,
    after: &'a str,
}

/// A hand-made page: remembered, or made now.
///
/// # Errors
/// What `make` refuses, and the store.
pub async fn page(
    visitor: &Visitor,
    key: &str,
    make: impl AsyncFnOnce() -> Result<Made, Fault>,
) -> Result<Response, Fault> {
    page_within(visitor, key, make, [""; 2]).await
}

/// The same between two finished parts that belong to the session, and so are not remembered.
///
/// # Errors
/// What `make` refuses, and the store.
pub async fn page_within(
    visitor: &Visitor,
    key: &str,
    make: impl AsyncFnOnce() -> Result<Made, Fault>,
    [before, after]: [&str; 2],
) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    // Asked before the page is made: what is made while somebody commits is kept under the state before, and dropped
    // with it.
    let state = app.state().await?;
    let key = Key {
        page: key.to_owned(),
        lang: visitor.lang(),
        viewer: visitor.ctx.viewer.clone(),
        rights: visitor.ctx.rights_key(),
        moment: visitor.ctx.moment,
        day: app.today(),
    };
    let pages = &visitor.site.pages;
    let made = match pages.find(&state, &key) {
        Some(made) => made,
        None => pages.keep(&state, key, make().await?),
    };
    framed(visitor, &made, [before, after])
}

fn framed(visitor: &Visitor, made: &Made, [before, after]: [&str; 2]) -> Result<Response, Fault> {
    let mut frame = Frame::new(visitor, &made.title);
    frame = match &made.crumbs {
        Some(steps) => {
            steps.iter().fold(frame, |frame, (label, href)| frame.step(label, href)).end(&made.title)
        }
        None => frame.without_crumbs(),
    };
    html(&MadePage { frame, before, main: &made.main, after })
}

/// A hand-made page that is not remembered.
///
/// # Errors
/// What `make` refuses.
pub async fn page_once(
    visitor: &Visitor,
    make: impl AsyncFnOnce() -> Result<Made, Fault>,
) -> Result<Response, Fault> {
    framed(visitor, &make().await?, [""; 2])
}

impl Pages {
    fn find(&self, state: &str, key: &Key) -> Option<Arc<Made>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.pages.get(key).filter(|_| held.state == state).cloned()
    }

    fn keep(&self, state: &str, key: Key, made: Made) -> Arc<Made> {
        let made = Arc::new(made);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.state != state || held.pages.len() >= REMEMBERED {
            held.pages.clear();
            state.clone_into(&mut held.state);
        }
        held.pages.insert(key, Arc::clone(&made));
        made
    }
}
