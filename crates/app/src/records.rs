//! Records one by one: show, create, update, delete, history.

use std::collections::HashMap;

use enishi_kind::{Body, HELD_BY, KindInfo, OPENED};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_policy::Action;
use enishi_store::{AnsweredRequest, Batch, BatchState, Change as StoreChange, Entry, Header, Record, Seen};
use serde_json::{Value as Json, json};

use crate::actors::ACCOUNT;
use crate::merge::merged_into;
use crate::represent::fingerprint;
use crate::rules::Steps;
use crate::{App, Context, Error, FieldInput, Link, etag};

/// How the names of batches of single changes begin.
const EDIT: &str = "edit-";

/// A record with what belongs around it.
#[derive(Clone, Debug)]
pub struct RecordView {
    /// The kind.
    pub kind: &'static KindInfo,
    /// The visible record.
    pub seen: Seen,
    /// The mark by which a change says what it was made on.
    pub etag: String,
    /// Links to the records that it refers to.
    pub links: HashMap<RecordId, Link>,
    /// The record that stands in its place, where it was merged into another.
    pub merged_into: Option<Link>,
    /// The sealed batch that made it: then it is read only and goes with the batch as a whole.
    pub sealed_by: Option<String>,
}

/// References that lead to a record.
#[derive(Clone, Debug)]
pub struct Referrer {
    /// The kind that refers.
    pub kind: &'static KindInfo,
    /// The field that refers.
    pub field: String,
    /// How many there are; at the limit there may be more.
    pub count: u64,
    /// Whether there may be more than `count`.
    pub is_more: bool,
    /// The newest.
    pub newest: Vec<Link>,
}

/// The outcome of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record's short reference.
    pub reference: String,
    /// Its mark afterwards, empty when it is gone.
    pub etag: String,
    /// The place in the log, for waiting until the index has it.
    pub seq: i64,
    /// Whether anything was different.
    pub is_changed: bool,
    /// The batch by which it is undone; none when nothing was different.
    pub batch: Option<String>,
}

impl App {
    /// Finds a record of a kind.
    ///
    /// # Errors
    /// `unknown-record` also for one that this viewer may not see.
    pub async fn find(&self, ctx: &Context, kind: &str, reference: &str) -> Result<RecordView, Error> {
        let kind = self.kind(kind)?;
        let reference = self.whole_reference(kind, reference);
        // One of the two engines cannot even ask for a text with NUL.
        if reference.contains('\0') {
            return Err(unknown_record(&reference.replace('\0', "\u{2400}")));
        }
        let seen =
            self.store.find(self.reading(ctx), &reference).await?.filter(|seen| seen.kind == kind.name);
        let seen = seen.ok_or_else(|| unknown_record(&reference))?;
        self.view(ctx, kind, seen).await
    }

    /// Finds a record by its reference alone, whatever its kind, or by `scheme:value`.
    ///
    /// # Errors
    /// `unknown-record`, also for one that this viewer may not see.
    pub async fn find_any(&self, ctx: &Context, text: &str) -> Result<RecordView, Error> {
        for kind in self.registry().kinds() {
            let meant = self.resolve(ctx, kind, &[text.to_owned()]).await?;
            if let Some(crate::Meant::Record(id)) = meant.get(text)
                && let Some(seen) = self.store.find_many(self.reading(ctx), &[*id]).await?.remove(id)
            {
                return self.view(ctx, kind, seen).await;
            }
        }
        Err(unknown_record(text))
    }

    /// Finds a record as [`App::find_any`] does; the reference of a merged record means that record itself.
    ///
    /// # Errors
    /// `unknown-record`, also for one that this viewer may not see.
    pub async fn find_exact(&self, ctx: &Context, text: &str) -> Result<RecordView, Error> {
        let named = enishi_kit::ids::parse_reference(text);
        match named.and_then(|(prefix, _)| self.registry().kind(&prefix)) {
            Some(kind) => self.find(ctx, kind.name, text).await,
            None => self.find_any(ctx, text).await,
        }
    }

    async fn view(&self, ctx: &Context, kind: &'static KindInfo, seen: Seen) -> Result<RecordView, Error> {
        let links = self.links(ctx, &[&seen]).await?;
        let merged_into = match merged_into(&seen.body) {
            None => None,
            // Where he may not see what stands in its place, there is nothing to see.
            Some(_) => {
                let standing = self.follow_seen(ctx, seen.clone()).await?;
                let standing = standing.ok_or_else(|| unknown_record(&seen.reference))?;
                self.link(&standing)
            }
        };
        let sealed_by = self.store.seals(&[seen.id]).await?.remove(&seen.id);
        Ok(RecordView { kind, etag: etag(&seen), seen, links, merged_into, sealed_by })
    }

    pub(crate) fn whole_reference(&self, kind: &KindInfo, text: &str) -> String {
        match enishi_kit::ids::parse_reference(text) {
            Some((prefix, token)) if prefix == kind.name => enishi_kit::ids::reference(&prefix, &token),
            _ => text.to_owned(),
        }
    }

    /// The records that refer to a record.
    ///
    /// # Errors
    /// The store.
    pub async fn referrers(&self, ctx: &Context, seen: &Seen) -> Result<Vec<Referrer>, Error> {
        let groups = self.store.referrers(self.reading(ctx), seen.id, 10).await?;
        Ok(groups
            .into_iter()
            .filter_map(|group| {
                Some(Referrer {
                    kind: self.registry().kind(&group.kind)?,
                    field: group.field,
                    count: group.count,
                    is_more: group.count >= enishi_store::Store::REFERRER_COUNT_LIMIT,
                    newest: group.newest.iter().filter_map(|seen| self.link(seen)).collect(),
                })
            })
            .collect())
    }

    /// The visible history of a record, newest first.
    ///
    /// # Errors
    /// `unknown-record`, or the store.
    pub async fn history(&self, ctx: &Context, kind: &str, reference: &str) -> Result<Vec<Entry>, Error> {
        let view = self.find(ctx, kind, reference).await?;
        self.history_of(ctx, &view, false).await
    }

    /// The visible history of a record that was found. With `tells_who` whoever has an account is named as far as the reader
    /// may know him, also to a reader who may not change the record.
    pub(crate) async fn history_of(
        &self,
        ctx: &Context,
        view: &RecordView,
        tells_who: bool,
    ) -> Result<Vec<Entry>, Error> {
        let mut entries = self.store.history(self.reading(ctx), view.seen.id).await?;
        let judged = self.judged(view.kind, view.seen.id, &view.seen.body);
        if !self.permits(ctx, Action::Update, &judged)? {
            if self.registry().tells_neighbours(&view.seen.body) {
                // Who noted it on which day is not what neighbours may know.
                return Ok(Vec::new());
            }
            // Who works at the installation, and under which account of a machine, is nobody else's business.
            let own = ctx.account.map(|_| ctx.actor.as_str());
            for entry in &mut entries {
                let is_told = tells_who && entry.actor.starts_with(ACCOUNT);
                if !is_told && Some(entry.actor.as_str()) != own {
                    Context::OPERATOR.clone_into(&mut entry.actor);
                }
                entry.batch = None;
            }
        }
        let actors: Vec<&str> = entries.iter().map(|entry| entry.actor.as_str()).collect();
        let names = self.actor_names(ctx, &actors).await?;
        for entry in &mut entries {
            entry.actor = names.told(&entry.actor);
        }
        Ok(entries)
    }

    /// Creates a record.
    ///
    /// `request_key` makes a repeated request harmless: the same key with the same content gives the same record.
    ///
    /// # Errors
    /// `invalid` with every problem, `not-permitted`, `request-key-reused`, or the store.
    pub async fn create(
        &self,
        ctx: &Context,
        kind: &str,
        inputs: &[FieldInput],
        request_key: Option<&str>,
    ) -> Result<Change, Error> {
        ctx.require_writer()?;
        let kind = self.kind(kind)?;
        let fingerprint = fingerprint(&json!([kind.name, inputs]));
        if let Some(change) = self.answered(request_key, &fingerprint).await? {
            return Ok(change);
        }
        let mut body = self.apply_inputs(ctx, kind, None, inputs).await?;
        self.fill_provenance(kind, &mut body);
        self.fill_holder(ctx, kind, &mut body)?;
        let id = self.store.ids().record_id(self.store.clock().now());
        let edit = self.edit_of(kind, id, 1, "");
        let header = Header { batch: Some(edit.id.clone()), ..ctx.header("history-created") };
        let mut transaction = self.store.begin(&header).await?;
        // The same request may have been answered while this one waited for the head of the log.
        if let Some(change) = self.answered(request_key, &fingerprint).await? {
            return Ok(change);
        }
        let creation = StoreChange::Create { id, kind, body };
        self.write(ctx, &mut transaction, &[creation], Steps::Checked).await?;
        if let Some(key) = request_key {
            let answer = AnsweredRequest { key: key.to_owned(), fingerprint, record: Some(id) };
            transaction.save_answer(&answer).await?;
        }
        transaction.save_batch(&edit).await?;
        let committed = transaction.finish().await?;
        self.matcher.notify();
        let record = self.store.load(id).await?.ok_or_else(|| unknown_record("new"))?;
        self.change(ctx, &record, committed.seq, Some(edit.id)).await
    }

    async fn answered(&self, request_key: Option<&str>, fingerprint: &str) -> Result<Option<Change>, Error> {
        let Some(key) = request_key else { return Ok(None) };
        let Some(answer) = self.store.answered(key).await? else { return Ok(None) };
        if answer.fingerprint != fingerprint {
            return Err(Error::new("request-key-reused"));
        }
        let Some(id) = answer.record else { return Ok(None) };
        let record = self.store.load(id).await?.ok_or_else(|| unknown_record("former answer"))?;
        let seen = self.store.seen(&enishi_kind::Viewer::operator(), &record).await?;
        let etag = seen.as_ref().map(etag).unwrap_or_default();
        Ok(Some(Change { reference: record.reference, etag, seq: 0, is_changed: false, batch: None }))
    }

    /// Changes visible fields of a record. `on` is the mark of the representation that the change was made on.
    ///
    /// # Errors
    /// `conflict` when the record changed since, `invalid` with every problem, `precondition-required` without a mark.
    pub async fn update(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        on: Option<&str>,
        inputs: &[FieldInput],
    ) -> Result<Change, Error> {
        ctx.require_writer()?;
        let record = self.load_for_change(ctx, kind, reference, on).await?;
        let body = self.apply_inputs(ctx, record.kind, Some(&record), inputs).await?;
        self.save(ctx, &record, body, "history-updated").await
    }

    /// Gives a record another body: judged, one commit, undone like any edit. `reason` is a key of the catalogue.
    ///
    /// # Errors
    /// As [`App::update`].
    pub(crate) async fn save(
        &self,
        ctx: &Context,
        record: &Record,
        body: Body,
        reason: &'static str,
    ) -> Result<Change, Error> {
        if record.body == body {
            return self.change(ctx, record, 0, None).await;
        }
        let (edit, header) = self.edit(ctx, reason, record);
        let mut transaction = self.store.begin(&header).await?;
        let update = StoreChange::Update { id: record.id, expected: record.version, body };
        self.write(ctx, &mut transaction, &[update], Steps::Checked).await?;
        transaction.save_batch(&edit).await?;
        let committed = transaction.finish().await?;
        self.matcher.notify();
        let record = self.store.load(record.id).await?.ok_or_else(|| unknown_record(&record.reference))?;
        self.change(ctx, &record, committed.seq, Some(edit.id)).await
    }

    /// Deletes a record that nothing refers to.
    ///
    /// # Errors
    /// `conflict` when it changed since, `referred` when something refers to it.
    pub async fn delete(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        on: Option<&str>,
    ) -> Result<Change, Error> {
        ctx.require_writer()?;
        let record = self.load_for_change(ctx, kind, reference, on).await?;
        let (edit, header) = self.edit(ctx, "history-deleted", &record);
        let deletion = StoreChange::Delete { id: record.id, expected: record.version };
        self.authorise(ctx, None, std::slice::from_ref(&deletion)).await?;
        let mut transaction = self.store.begin(&header).await?;
        transaction.apply(&[deletion]).await?;
        transaction.save_batch(&edit).await?;
        let committed = transaction.finish().await?;
        self.matcher.notify();
        Ok(Change {
            reference: record.reference,
            etag: String::new(),
            seq: committed.seq,
            is_changed: true,
            batch: Some(edit.id),
        })
    }

    /// The batch of one change of a record by a person, which is undone like any other, and its header.
    pub(crate) fn edit(&self, ctx: &Context, reason: &'static str, record: &Record) -> (Batch, Header) {
        let edit = self.edit_of(record.kind, record.id, record.version + 1, &record.reference);
        let header = Header { batch: Some(edit.id.clone()), ..ctx.header(reason) };
        (edit, header)
    }

    /// It is called after the record and the version that it makes: one change makes a version once.
    fn edit_of(&self, kind: &KindInfo, id: RecordId, version: i64, reference: &str) -> Batch {
        Batch {
            id: format!("{EDIT}{id}-{version}"),
            kind: kind.name.to_owned(),
            title: reference.to_owned(),
            state: BatchState::Done,
            at: self.now(),
            report: "{}".to_owned(),
        }
    }

    pub(crate) async fn load_for_change(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        on: Option<&str>,
    ) -> Result<Record, Error> {
        let view = self.find(ctx, kind, reference).await?;
        let Some(on) = on else { return Err(Error::new("precondition-required")) };
        let record = self.store.load(view.seen.id).await?.ok_or_else(|| unknown_record(reference))?;
        self.require_open(&record).await?;
        let seen = self.store.seen(&ctx.viewer, &record).await?;
        let seen = seen.ok_or_else(|| unknown_record(reference))?;
        if on != etag(&seen) {
            return Err(Error::new("conflict").arg("reference", &record.reference));
        }
        Ok(record)
    }

    pub(crate) async fn change(
        &self,
        ctx: &Context,
        record: &Record,
        seq: i64,
        batch: Option<String>,
    ) -> Result<Change, Error> {
        let seen = self.store.seen(&ctx.viewer, record).await?;
        let seen = seen.ok_or_else(|| unknown_record(&record.reference))?;
        let is_changed = batch.is_some();
        Ok(Change { reference: record.reference.clone(), etag: etag(&seen), seq, is_changed, batch })
    }

    /// Who holds a new record when nobody said so: the cluster that it names, or that of whoever makes it. What he makes and may not see whole
    /// afterwards is opened to him.
    pub(crate) fn fill_holder(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        body: &mut Body,
    ) -> Result<(), Error> {
        if ctx.is_operator() {
            return Ok(());
        }
        if body.raw(HELD_BY).is_none()
            && let Some(holder) = ctx.evidence.holder(kind, body.str("cluster"))
        {
            body.set_raw(HELD_BY, Json::from(holder));
        }
        let subject = self.judged(kind, RecordId::from_bytes([0; 16]), body);
        if body.raw(OPENED).is_none()
            && !self.permits(ctx, Action::Open, &subject)?
            && let Some(own) = ctx.own_opening()
        {
            body.set_raw(OPENED, own);
        }
        Ok(())
    }

    /// What a new record says about itself when nobody did: its disclosure, as of today.
    pub(crate) fn fill_provenance(&self, kind: &KindInfo, body: &mut Body) {
        if body.raw("disclosure").is_none() {
            body.set_raw("disclosure", Json::from(kind.disclosure));
        }
        if body.raw("as_of").is_none() {
            body.set_raw("as_of", Json::from(PartialDate::from(self.today()).to_string()));
        }
    }
}

impl RecordView {
    /// Whether it may be changed at all: it did not go into another and is not sealed.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.merged_into.is_none() && self.sealed_by.is_none()
    }

    /// Refuses a record that was merged into another, or is sealed.
    ///
    /// # Errors
    /// `merged`, `sealed`.
    pub fn require_open(&self) -> Result<(), Error> {
        let reference = &self.seen.reference;
        match (&self.merged_into, &self.sealed_by) {
            (Some(into), _) => {
                Err(Error::new("merged").arg("reference", reference).arg("into", &into.reference))
            }
            (None, Some(batch)) => Err(sealed(reference, batch)),
            (None, None) => Ok(()),
        }
    }
}

/// The record belongs to a sealed batch.
pub(crate) fn sealed(reference: &str, batch: &str) -> Error {
    Error::new("sealed").arg("reference", reference).arg("batch", batch)
}

/// Nothing tells a hidden record from none.
pub(crate) fn unknown_record(reference: &str) -> Error {
    Error::new("unknown-record").arg("found", reference)
}
