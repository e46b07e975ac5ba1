//! Who asks: a viewer's tokens and the name that the history shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use enishi_kind::Viewer;
use enishi_kit::ids::RecordId;
use enishi_store::{Header, Moment};

use crate::Error;
use crate::rights::Evidence;

/// What somebody may do, as a key: two with the same key may do the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RightsKey {
    is_operator: bool,
    evidence: Arc<Evidence>,
}

/// Who asks for a use case. It comes first in every call.
#[derive(Clone, Debug)]
pub struct Context {
    /// What he may see.
    pub viewer: Viewer,
    /// The name that the history shows.
    pub actor: String,
    /// The account of whoever is signed in.
    pub account: Option<RecordId>,
    /// Whether he manages accounts, settings and jobs. It lets nobody see more.
    pub administers: bool,
    /// What the records say of him.
    pub(crate) evidence: Arc<Evidence>,
    /// Whether he has a shell on the machine: nothing is forbidden to him.
    pub(crate) is_operator: bool,
    /// Of which moment he asks: what was true on a day, what the store held at a time.
    pub moment: Moment,
    /// Codes of the questions that he has confirmed for this request.
    pub confirmed: BTreeSet<String>,
}

impl Context {
    /// The name under which everybody else reads of the operator's changes.
    pub const OPERATOR: &str = "operator";

    /// Somebody without a session: reads what is public.
    #[must_use]
    pub fn public() -> Self {
        Self { actor: "public".to_owned(), ..Self::of(Viewer::public()) }
    }

    /// The operator of the installation. `actor` is how he came: `cli:USER` in a shell, `demo` in the
    /// demonstration.
    #[must_use]
    pub fn operator(actor: &str) -> Self {
        Self { actor: actor.to_owned(), administers: true, is_operator: true, ..Self::of(Viewer::operator()) }
    }

    /// Somebody who has signed in.
    pub(crate) fn signed_in(actor: &str, viewer: Viewer, evidence: Arc<Evidence>) -> Self {
        Self { actor: actor.to_owned(), evidence, ..Self::of(viewer) }
    }

    /// The same person with every right over records: for what the installation does at his word.
    pub(crate) fn as_operator(&self) -> Self {
        Self { is_operator: true, ..self.clone() }
    }

    /// What he may do, as a key for what is remembered.
    #[must_use]
    pub fn rights_key(&self) -> RightsKey {
        RightsKey { is_operator: self.is_operator, evidence: Arc::clone(&self.evidence) }
    }

    /// Whether he has a shell on the machine.
    #[must_use]
    pub const fn is_operator(&self) -> bool {
        self.is_operator
    }

    /// The rows by which what he makes for himself is opened to him: those in charge see it as well.
    pub(crate) fn own_opening(&self) -> Option<serde_json::Value> {
        let person = self.evidence.person()?;
        Some(serde_json::json!([{"person": person.to_string()}]))
    }

    fn of(viewer: Viewer) -> Self {
        Self {
            viewer,
            actor: String::new(),
            account: None,
            administers: false,
            evidence: Arc::default(),
            is_operator: false,
            moment: Moment::default(),
            confirmed: BTreeSet::new(),
        }
    }

    /// The same person, who confirms these questions.
    #[must_use]
    pub fn confirming(self, codes: impl IntoIterator<Item = String>) -> Self {
        Self { confirmed: codes.into_iter().collect(), ..self }
    }

    /// The same person asking of another moment.
    #[must_use]
    pub fn at(self, moment: Moment) -> Self {
        Self { moment, ..self }
    }

    /// The header of a commit. The reason is a catalogue key and nothing else: whoever sees that a record changed
    /// reads it, so it must not hold a title or a file's name.
    pub(crate) fn header(&self, reason: &'static str) -> Header {
        Header { actor: self.actor.clone(), reason: reason.to_owned(), batch: None }
    }

    /// The past is not edited: what was known then, or true on a day, is read only.
    ///
    /// # Errors
    /// `past-not-edited` while a moment is asked for.
    pub fn require_now(&self) -> Result<(), Error> {
        if self.moment.is_now() { Ok(()) } else { Err(Error::new("past-not-edited")) }
    }

    /// The index holds only what is known now.
    pub(crate) fn require_known_now(&self) -> Result<(), Error> {
        if self.moment.known_at.is_none() { Ok(()) } else { Err(Error::new("known-at-text")) }
    }

    /// That he is somebody.
    ///
    /// # Errors
    /// `not-permitted` for everybody else.
    pub fn require_signed_in(&self) -> Result<(), Error> {
        if self.is_operator || self.evidence.is_signed_in() {
            Ok(())
        } else {
            Err(Error::new("not-permitted"))
        }
    }

    /// That he is somebody, and does not ask about the past. What he may change is judged by the records themselves.
    pub(crate) fn require_writer(&self) -> Result<(), Error> {
        self.require_signed_in()?;
        self.require_now()
    }

    /// What only whoever has a shell on the machine may do.
    ///
    /// # Errors
    /// `not-permitted` for everybody else.
    pub fn require_operator(&self) -> Result<(), Error> {
        if self.is_operator { Ok(()) } else { Err(Error::new("not-permitted")) }
    }

    /// Whoever manages accounts.
    ///
    /// # Errors
    /// `not-permitted` for everybody else; `past-not-edited` while a moment is asked for.
    pub fn require_administrator(&self) -> Result<(), Error> {
        if self.administers { self.require_now() } else { Err(Error::new("not-permitted")) }
    }
}
