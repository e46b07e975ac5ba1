//! What the subject asks of records before they are written: lawful steps between states, and rules over other records.
//! One door for every way in: a changeset is judged as a whole, against the register as it will be.
//!
//! What a record already was is not asked again: only what a change brings. The rules themselves are the model's; here
//! they get the records that they want to see, each read once for a whole changeset.

mod known;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use enishi_kind::{Body, KindInfo, MERGED_INTO, Problem};
use enishi_kit::ids::RecordId;
use enishi_model::rules::{Finding, Severity, Subject, Texts, World, check, is_wanted, rules_of, wanted};
use enishi_model::states::{MACHINES, check_change};
use enishi_store::{Change, Transaction};

use crate::{App, Context, Error};
use known::Known;

/// A record that a changeset makes, changes or ends.
#[derive(Clone, Debug)]
pub(crate) struct Altered {
    pub(crate) id: RecordId,
    pub(crate) kind: &'static KindInfo,
    /// What it was; none where it is new.
    pub(crate) before: Option<Arc<Body>>,
    /// What it will be; none where it ends or goes into another.
    pub(crate) after: Option<Arc<Body>>,
}

/// Whether a new state is a step from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Steps {
    /// Somebody says that things went on.
    Checked,
    /// What was written elsewhere or before is put in its place: two records become one, a change is undone.
    Free,
}

/// Whether anything is asked of records of a kind.
pub(crate) fn is_ruled(kind: &str) -> bool {
    rules_of(kind).next().is_some() || MACHINES.iter().any(|machine| machine.kind == kind)
}

/// Whether the rules of a kind look at other records.
pub(crate) fn looks_around(kind: &str) -> bool {
    !wanted(kind).is_empty()
}

impl Altered {
    /// The record after its change.
    pub(crate) fn new(
        id: RecordId,
        kind: &'static KindInfo,
        before: Option<&Body>,
        after: Option<&Body>,
    ) -> Self {
        let after = after.filter(|body| body.raw(MERGED_INTO).is_none());
        let shared = |body: &Body| Arc::new(body.clone());
        Self { id, kind, before: before.map(shared), after: after.map(shared) }
    }

    /// What is found in a record whose rules look at no other.
    pub(crate) fn findings_alone(&self, app: &App, ctx: &Context, steps: Steps) -> Vec<Finding> {
        let world = || World::on(app.today());
        self.findings(app, ctx, steps, &world(), world)
    }

    /// What is found in the record now, but for what could be found in it before.
    fn findings(
        &self,
        app: &App,
        ctx: &Context,
        steps: Steps,
        world: &World,
        world_before: impl FnOnce() -> World,
    ) -> Vec<Finding> {
        let Some(after) = &self.after else { return Vec::new() };
        let before = self.before.as_deref();
        let from = if steps == Steps::Checked { before } else { None };
        let known = self.known(app, ctx, after);
        let mut found = self.found_in(from, after, &known, world);
        if let Some(before) = before
            && !found.is_empty()
        {
            let was_known = self.known(app, ctx, before);
            let was = self.found_in(None, before, &was_known, &world_before());
            found.retain(|finding| !was.contains(finding));
        }
        found
    }

    fn found_in(&self, from: Option<&Body>, body: &Body, known: &Body, world: &World) -> Vec<Finding> {
        let refuse = |problem: Problem| Finding { severity: Severity::Refuse, problem };
        let mut found: Vec<Finding> =
            check_change(self.kind.name, from, body).into_iter().map(refuse).collect();
        found.extend(check(&Subject { kind: self.kind, id: Some(self.id), body, known }, world));
        found
    }

    /// What whoever asks knows of a body of this record: what he sees, and what the change itself says.
    fn known<'a>(&self, app: &App, ctx: &Context, body: &'a Body) -> Cow<'a, Body> {
        if ctx.viewer.sees_everything() {
            return Cow::Borrowed(body);
        }
        let mut known = app.registry().redact(&ctx.viewer, self.kind, self.id, body).unwrap_or_default();
        if let (before, Some(after)) = (self.before.as_deref(), self.after.as_deref()) {
            for (name, json) in body.iter() {
                if before.is_none_or(|before| before.raw(name) != after.raw(name)) {
                    known.set_raw(name, json.clone());
                }
            }
        }
        Cow::Owned(known)
    }
}

/// Whether a person must still answer this finding.
pub(crate) fn is_open(ctx: &Context, finding: &Finding) -> bool {
    finding.severity == Severity::Refuse || !ctx.confirmed.contains(&finding.problem.code)
}

/// What is refused, or what must be confirmed first.
fn verdict(ctx: &Context, findings: Vec<Finding>) -> Result<(), Error> {
    let open = findings.into_iter().filter(|finding| is_open(ctx, finding));
    let (refused, asked): (Vec<Finding>, Vec<Finding>) =
        open.partition(|finding| finding.severity == Severity::Refuse);
    let problems = |findings: Vec<Finding>| findings.into_iter().map(|finding| finding.problem).collect();
    if !refused.is_empty() {
        return Err(Error::new("invalid").arg("count", refused.len()).with_problems(problems(refused)));
    }
    if asked.is_empty() { Ok(()) } else { Err(questions(problems(asked))) }
}

/// What must be confirmed first.
pub(crate) fn questions(problems: Vec<Problem>) -> Error {
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    Error::new("questions").arg("codes", codes.join(",")).with_problems(problems)
}

impl App {
    /// Judges changes and hands them to a transaction, which holds the head of the log: two who write at once cannot
    /// break a rule together.
    ///
    /// # Errors
    /// `invalid` with what is refused; `questions` with what a person must confirm first; the store.
    pub(crate) async fn write(
        &self,
        ctx: &Context,
        transaction: &mut Transaction<'_>,
        changes: &[Change],
        steps: Steps,
    ) -> Result<(), Error> {
        self.authorise(ctx, None, changes).await?;
        self.judge(ctx, changes, steps).await?;
        Ok(transaction.apply(changes).await?)
    }

    /// Judges changes as [`App::write`] does; nothing is written.
    ///
    /// # Errors
    /// As [`App::write`].
    pub(crate) async fn judge(&self, ctx: &Context, changes: &[Change], steps: Steps) -> Result<(), Error> {
        self.judge_with(ctx, changes, steps, Texts::new()).await
    }

    /// The same with the words of files that are only coming in.
    ///
    /// # Errors
    /// As [`App::write`].
    pub(crate) async fn judge_with(
        &self,
        ctx: &Context,
        changes: &[Change],
        steps: Steps,
        texts: Texts,
    ) -> Result<(), Error> {
        let altered = self.altered(changes).await?;
        let known = Known::read(self, ctx, &altered, texts).await?;
        let findings = self.findings_in(ctx, &altered, steps, &known);
        verdict(ctx, findings.into_iter().map(|(_, finding)| finding).collect())
    }

    /// The records of changes, as far as any rule concerns them.
    pub(crate) async fn altered(&self, changes: &[Change]) -> Result<Vec<Altered>, Error> {
        let standing: Vec<RecordId> = changes
            .iter()
            .filter(|change| matches!(change, Change::Update { .. } | Change::Delete { .. }))
            .map(Change::id)
            .collect();
        // What only ends breaks no rule; a large undo is mostly that.
        if standing.len() == changes.len()
            && changes.iter().all(|change| matches!(change, Change::Delete { .. }))
        {
            return Ok(Vec::new());
        }
        let before = self.store.load_many(&standing).await?;
        let altered = changes.iter().filter_map(|change| match change {
            Change::Create { id, kind, body } => Some(Altered::new(*id, kind, None, Some(body))),
            // It comes back as it was: what could be asked of it was asked then.
            Change::Return { id, kind, body, .. } => Some(Altered::new(*id, kind, Some(body), Some(body))),
            Change::Update { id, body, .. } => {
                let record = before.get(id)?;
                Some(Altered::new(*id, record.kind, Some(&record.body), Some(body)))
            }
            Change::Delete { id, .. } => {
                let record = before.get(id)?;
                Some(Altered::new(*id, record.kind, Some(&record.body), None))
            }
        });
        Ok(altered.filter(|one| is_ruled(one.kind.name) || is_wanted(one.kind.name)).collect())
    }

    /// Everything that a changeset brings, with the place of the record in it. Cost: a few reads for the whole of it.
    ///
    /// # Errors
    /// The store.
    pub(crate) async fn findings(
        &self,
        ctx: &Context,
        altered: &[Altered],
        steps: Steps,
    ) -> Result<Vec<(usize, Finding)>, Error> {
        let known = Known::read(self, ctx, altered, Texts::new()).await?;
        Ok(self.findings_in(ctx, altered, steps, &known))
    }

    fn findings_in(
        &self,
        ctx: &Context,
        altered: &[Altered],
        steps: Steps,
        known: &Known,
    ) -> Vec<(usize, Finding)> {
        let (mut found, mut said) = (Vec::new(), HashSet::new());
        for (place, one) in altered.iter().enumerate().filter(|(_, one)| is_ruled(one.kind.name)) {
            let Some(after) = &one.after else { continue };
            let day = self.today();
            let world = known.after(one, after).with_day(day);
            let before =
                || one.before.as_ref().map(|body| known.before(one, body)).unwrap_or_default().with_day(day);
            for finding in one.findings(self, ctx, steps, &world, before) {
                // What two records are in together is said once, of the first.
                if said.insert((finding.problem.code.clone(), finding.problem.args.clone())) {
                    found.push((place, finding));
                }
            }
        }
        found
    }
}
