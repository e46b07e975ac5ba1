//! Rights: what follows for a person from the records about him on a day, and what the policies say to it.
//!
//! Records give rights only within the scope that vouches for them: a role in a cluster counts where that cluster or the
//! installation as a whole holds the record of it. So nobody gives himself rights in another cluster by writing records
//! of his own.

mod evidence;
mod subjects;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use enishi_kind::{Clearance, Layer, Viewer, WHOLE};
use enishi_kit::ids::RecordId;
use enishi_policy::table::{Asked, Person};
use enishi_policy::{Action, Facts, Policies, Subject, Verdict};
use enishi_store::{Account, Change, Record};
use jiff::civil::Date;

use crate::{App, Context, Error};
pub(crate) use evidence::Evidence;

/// People whose rights are remembered at most; then all are forgotten.
const REMEMBERED: usize = 5_000;

/// What policies call the records of which those in charge of other clusters may know.
const NEIGHBOURS: &str = "neighbours";

/// What is remembered of people, for one state of the log and one day.
#[derive(Debug, Default)]
struct Held {
    of: Option<(String, Date)>,
    people: HashMap<(RecordId, bool), (Arc<Evidence>, Viewer)>,
}

/// The policies, and the rights that were worked out for the register as it stands.
#[derive(Clone, Debug)]
pub(crate) struct Rights {
    policies: Policies,
    held: Arc<Mutex<Held>>,
}

impl Rights {
    /// Reads the policies.
    ///
    /// # Errors
    /// A policy that does not fit the schema: a fault of this program.
    pub(crate) fn load() -> Result<Self, Error> {
        Ok(Self { policies: Policies::load().map_err(Error::internal)?, held: Arc::default() })
    }
}

impl App {
    /// The rights of an account today: what the records say of its person, judged by the policies. They begin and end
    /// with the days of the records.
    ///
    /// Cost: a few queries for the first request after a commit or a midnight; then remembered.
    ///
    /// # Errors
    /// The store.
    pub async fn context_of_account(&self, account: &Account) -> Result<Context, Error> {
        let actor = format!("account:{}", account.id);
        let context = self.context_of_person(&actor, account.person, account.is_admin).await?;
        Ok(Context { account: Some(account.id), administers: account.is_admin, ..context })
    }

    /// Somebody who has signed in: `actor` as the history keeps it, the record of his person, whether he is an
    /// administrator.
    ///
    /// # Errors
    /// The store.
    pub async fn context_of_person(
        &self,
        actor: &str,
        person: Option<RecordId>,
        administers: bool,
    ) -> Result<Context, Error> {
        let (evidence, viewer) = match person {
            None => self.worked_out(Evidence::nobody(administers))?,
            Some(person) => self.rights_of(person, administers).await?,
        };
        Ok(Context::signed_in(actor, viewer, evidence))
    }

    pub(crate) async fn rights_of(
        &self,
        person: RecordId,
        administers: bool,
    ) -> Result<(Arc<Evidence>, Viewer), Error> {
        // Asked before anything is read: what changes meanwhile is worked out again.
        let of = (self.state().await?, self.today());
        let held = || self.rights.held.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut held = held();
            if held.of.as_ref() != Some(&of) || held.people.len() >= REMEMBERED {
                *held = Held { of: Some(of.clone()), people: HashMap::new() };
            }
            if let Some(known) = held.people.get(&(person, administers)) {
                return Ok(known.clone());
            }
        }
        let evidence = Evidence::read(self, person, administers).await?;
        let known = self.worked_out(evidence)?;
        let mut held = held();
        if held.of.as_ref() == Some(&of) {
            held.people.insert((person, administers), known.clone());
        }
        Ok(known)
    }

    /// The tokens that follow from evidence: of each layer of each scope what the policies permit, and what was opened
    /// by name.
    fn worked_out(&self, evidence: Evidence) -> Result<(Arc<Evidence>, Viewer), Error> {
        let mut tokens = evidence.opened_tokens();
        for scope in evidence.scopes() {
            let facts = evidence.facts(scope);
            for layer in Layer::ALL {
                let subject = Subject::Layer { level: layer.code(), held_by: scope.to_owned() };
                if self.policies_say(&facts, Action::See, &subject)?.is_permitted {
                    tokens.insert(Clearance::of(layer, scope));
                }
            }
        }
        for scope in evidence.everywhere() {
            let facts = evidence.facts(scope);
            let subject = Subject::Layer { level: NEIGHBOURS, held_by: scope.to_owned() };
            if self.policies_say(&facts, Action::See, &subject)?.is_permitted {
                tokens.extend([Layer::Member, Layer::Party].map(|of| Clearance::of_neighbours(of, scope)));
            }
            for own in &facts.works_for {
                if self.oversees(&facts, scope, own)? {
                    tokens.insert(Clearance::of_owner(scope, own));
                }
            }
        }
        Ok((Arc::new(evidence), Viewer::of(tokens)))
    }

    /// Whether somebody sees to whom the records are opened that are an organisation's own, in every kind that names one.
    fn oversees(&self, facts: &Facts, scope: &str, own: &str) -> Result<bool, Error> {
        for kind in self.registry().kinds().filter(|kind| kind.owner().is_some()) {
            let subject = Subject::Record {
                kind: kind.name,
                held_by: scope.to_owned(),
                organisations: [own.to_owned()].into(),
                committees: BTreeSet::new(),
            };
            if !self.policies_say(facts, Action::Oversee, &subject)?.is_permitted {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn policies_say(&self, facts: &Facts, action: Action, subject: &Subject) -> Result<Arc<Verdict>, Error> {
        self.rights.policies.judge(facts, action, subject).map_err(Error::internal)
    }

    /// The policies as they are written, with the names of their files.
    pub fn policies(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.rights.policies.texts()
    }

    /// Every policy by its name, with its text.
    pub fn each_policy(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.rights.policies.each()
    }

    /// What the policies say to one cell of the table of the manual.
    ///
    /// # Errors
    /// A policy that failed.
    pub fn policy_cell(&self, person: &Person, action: Action, asked: &Asked) -> Result<Arc<Verdict>, Error> {
        self.rights.policies.cell(person, action, asked).map_err(Error::internal)
    }

    /// What the policies say of somebody who wants to do something.
    ///
    /// # Errors
    /// A policy that failed: then nothing is permitted.
    pub fn verdict(&self, ctx: &Context, action: Action, subject: &Subject) -> Result<Verdict, Error> {
        if ctx.is_operator() {
            return Ok(Verdict { is_permitted: true, policies: Vec::new() });
        }
        let scope = match subject {
            Subject::Layer { held_by, .. } | Subject::Record { held_by, .. } => held_by.as_str(),
            Subject::Installation => WHOLE,
        };
        Ok((*self.policies_say(&ctx.evidence.facts(scope), action, subject)?).clone())
    }

    /// Whether somebody may do something.
    ///
    /// # Errors
    /// A policy that failed.
    pub fn permits(&self, ctx: &Context, action: Action, subject: &Subject) -> Result<bool, Error> {
        Ok(self.verdict(ctx, action, subject)?.is_permitted)
    }

    /// Refuses what the policies do not permit.
    ///
    /// # Errors
    /// `not-permitted`.
    pub(crate) fn require(&self, ctx: &Context, action: Action, subject: &Subject) -> Result<(), Error> {
        if self.permits(ctx, action, subject)? { Ok(()) } else { Err(Error::new("not-permitted")) }
    }

    /// Whether somebody may do something with any record at all, of this kind or of any: what menus offer and routes let
    /// through. The record itself is judged when it is known.
    ///
    /// # Errors
    /// A policy that failed.
    pub fn may_ever(&self, ctx: &Context, action: Action, kind: Option<&str>) -> Result<bool, Error> {
        if ctx.is_operator() || !ctx.evidence.is_signed_in() {
            return Ok(ctx.is_operator());
        }
        if action == Action::Administer {
            return self.permits(ctx, action, &Subject::Installation);
        }
        for scope in ctx.evidence.scopes() {
            let facts = ctx.evidence.facts(scope);
            for kind in self.registry().kinds().filter(|one| kind.is_none_or(|kind| one.name == kind)) {
                let subject = Subject::Record {
                    kind: kind.name,
                    held_by: scope.to_owned(),
                    organisations: facts.works_for.clone(),
                    committees: facts.secretary_of.clone(),
                };
                if self.policies_say(&facts, action, &subject)?.is_permitted {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Refuses what the policies permit with no record at all.
    ///
    /// # Errors
    /// `not-permitted`.
    pub(crate) fn require_ever(&self, ctx: &Context, action: Action) -> Result<(), Error> {
        if self.may_ever(ctx, action, None)? { Ok(()) } else { Err(Error::new("not-permitted")) }
    }

    /// Refuses changes that somebody may not make: each record as it was and as it will be.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub(crate) async fn authorise(
        &self,
        ctx: &Context,
        action: Option<Action>,
        changes: &[Change],
    ) -> Result<(), Error> {
        if ctx.is_operator() {
            return Ok(());
        }
        let standing: Vec<RecordId> = changes
            .iter()
            .filter(|change| matches!(change, Change::Update { .. } | Change::Delete { .. }))
            .map(Change::id)
            .collect();
        let before = self.store.load_many(&standing).await?;
        for change in changes {
            match change {
                Change::Create { id, kind, body } | Change::Return { id, kind, body, .. } => {
                    self.require(ctx, action.unwrap_or(Action::Create), &self.judged(kind, *id, body))?;
                    self.require_opening(ctx, kind, *id, [None, Some(body)])?;
                }
                Change::Update { id, body, .. } => {
                    let Some(Record { kind, body: was, .. }) = before.get(id) else { continue };
                    for body in [was, body] {
                        self.require(ctx, action.unwrap_or(Action::Update), &self.judged(kind, *id, body))?;
                    }
                    self.require_opening(ctx, kind, *id, [Some(was), Some(body)])?;
                }
                Change::Delete { id, .. } => {
                    let Some(Record { kind, body, .. }) = before.get(id) else { continue };
                    self.require(ctx, action.unwrap_or(Action::Delete), &self.judged(kind, *id, body))?;
                }
            }
        }
        Ok(())
    }

    /// Refuses an undo: of what began the register to who does not keep the installation, of other changes record by
    /// record.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub(crate) async fn authorise_undo(
        &self,
        ctx: &Context,
        batch: &str,
        changes: &[Change],
    ) -> Result<(), Error> {
        if crate::start::is_beginning(batch) {
            return self.require(ctx, Action::Administer, &Subject::Installation);
        }
        self.authorise(ctx, Some(Action::Undo), changes).await
    }
}
