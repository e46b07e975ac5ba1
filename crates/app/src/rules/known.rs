//! The records that the rules want to see for a changeset: as they stand, and as they will be.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use enishi_kind::{Body, KindInfo};
use enishi_kit::ids::RecordId;
use enishi_model::rules::publication::public_files;
use enishi_model::rules::{Records, Texts, Wanted, Which, World, wanted};
use enishi_store::{Filter, ListQuery, Seen, Sort};

use super::Altered;
use crate::{App, Context, Error};

/// Records of one page while those of a rule are gathered, and values of one filter.
const PAGE: u32 = 500;
const VALUES: usize = 300;

/// What is asked for: records of a kind that refer by a field to a record.
type Key = (&'static str, &'static str, RecordId);

/// Records by what rules want of them. Only what the person asking may see, for findings quote them.
#[derive(Default)]
pub(super) struct Known {
    stored: HashMap<RecordId, (&'static str, Arc<Body>)>,
    altered: HashMap<RecordId, Altered>,
    referring: HashMap<Key, BTreeSet<RecordId>>,
    /// Kinds of which all records are known.
    all_before: BTreeMap<&'static str, Arc<Records>>,
    all_after: BTreeMap<&'static str, Arc<Records>>,
    /// The words of files that everybody may open.
    texts: Arc<Texts>,
}

impl Known {
    /// Reads everything that the rules want for these records.
    pub(super) async fn read(
        app: &App,
        ctx: &Context,
        altered: &[Altered],
        texts: Texts,
    ) -> Result<Self, Error> {
        let texts = Arc::new(public_texts(app, altered, texts).await?);
        let mut known = Self { texts, ..Self::default() };
        let mut subjects: BTreeMap<&'static str, Vec<&Altered>> = BTreeMap::new();
        for one in altered {
            known.altered.insert(one.id, one.clone());
            if one.after.is_some() {
                subjects.entry(one.kind.name).or_default().push(one);
            }
        }
        for (kind, subjects) in subjects {
            for one in wanted(kind) {
                known.read_wanted(app, ctx, one, &subjects).await?;
            }
        }
        Ok(known)
    }

    async fn read_wanted(
        &mut self,
        app: &App,
        ctx: &Context,
        one: Wanted,
        subjects: &[&Altered],
    ) -> Result<(), Error> {
        let kind = app.kind(one.kind)?;
        match one.which {
            Which::All => {
                if !self.all_before.contains_key(one.kind) {
                    let records = every(app, ctx, kind, Vec::new()).await?;
                    self.add_all(kind, records);
                }
            }
            Which::Same(field) => {
                let bodies = subjects.iter().flat_map(|one| one.bodies().map(|body| (one.kind, body)));
                let ids = bodies.flat_map(|(kind, body)| named(kind, body, field)).collect();
                self.read_referring(app, ctx, kind, field, ids).await?;
            }
            Which::Naming(field) => {
                let standing = subjects.iter().filter(|one| one.before.is_some());
                let ids = standing.map(|one| one.id).collect();
                self.read_referring(app, ctx, kind, field, ids).await?;
            }
            Which::Named(field) => {
                let bodies = subjects.iter().flat_map(|one| one.bodies().map(|body| (one.kind, body)));
                let ids: BTreeSet<RecordId> =
                    bodies.flat_map(|(kind, body)| named(kind, body, field)).collect();
                let ids: Vec<RecordId> =
                    ids.into_iter().filter(|id| !self.altered.contains_key(id)).collect();
                for ids in ids.chunks(VALUES) {
                    let found = app.store.find_many(app.reading(ctx), ids).await?;
                    for seen in found.into_values().filter(|seen| seen.kind == kind.name) {
                        self.stored.insert(seen.id, (kind.name, Arc::new(seen.body)));
                    }
                }
            }
        }
        Ok(())
    }

    fn add_all(&mut self, kind: &'static KindInfo, records: Vec<Seen>) {
        let mut before: Records = records.into_iter().map(|seen| (seen.id, Arc::new(seen.body))).collect();
        let mut after = before.clone();
        for one in self.altered.values().filter(|one| one.kind.name == kind.name) {
            match &one.before {
                Some(body) => before.insert(one.id, Arc::clone(body)),
                None => before.remove(&one.id),
            };
            match &one.after {
                Some(body) => after.insert(one.id, Arc::clone(body)),
                None => after.remove(&one.id),
            };
        }
        self.all_before.insert(kind.name, Arc::new(before));
        self.all_after.insert(kind.name, Arc::new(after));
    }

    /// Records that refer by a field to one of these, in the store or by the changeset.
    async fn read_referring(
        &mut self,
        app: &App,
        ctx: &Context,
        kind: &'static KindInfo,
        field: &'static str,
        ids: BTreeSet<RecordId>,
    ) -> Result<(), Error> {
        let ids: Vec<RecordId> = ids.into_iter().collect();
        let mut found: Vec<(RecordId, Arc<Body>)> = Vec::new();
        for ids in ids.chunks(VALUES) {
            let values = ids.iter().map(ToString::to_string).collect();
            let filter = Filter { name: field.to_owned(), values };
            for seen in every(app, ctx, kind, vec![filter]).await? {
                let body = Arc::new(seen.body);
                self.stored.insert(seen.id, (kind.name, Arc::clone(&body)));
                found.push((seen.id, body));
            }
        }
        for one in self.altered.values().filter(|one| one.kind.name == kind.name) {
            found.extend(one.bodies().map(|body| (one.id, Arc::clone(body))));
        }
        for (id, body) in found {
            for to in named(kind, &body, field) {
                self.referring.entry((kind.name, field, to)).or_default().insert(id);
            }
        }
        Ok(())
    }

    /// What the rules of a record see once the changeset is written.
    pub(super) fn after(&self, subject: &Altered, body: &Body) -> World {
        self.world(subject, body, &self.all_after, |altered| altered.after.as_ref())
    }

    /// What they saw before.
    pub(super) fn before(&self, subject: &Altered, body: &Body) -> World {
        self.world(subject, body, &self.all_before, |altered| altered.before.as_ref())
    }

    fn world(
        &self,
        subject: &Altered,
        body: &Body,
        all: &BTreeMap<&'static str, Arc<Records>>,
        state: fn(&Altered) -> Option<&Arc<Body>>,
    ) -> World {
        let mut world = World::new().with_texts(&self.texts);
        let wants = wanted(subject.kind.name);
        for one in wants.iter().filter(|one| one.which == Which::All) {
            if let Some(records) = all.get(one.kind) {
                world.share(one.kind, records);
            }
        }
        for one in wants {
            let referring =
                |field, to| self.referring.get(&(one.kind, field, to)).into_iter().flatten().copied();
            let ids: Vec<RecordId> = match one.which {
                Which::All => continue,
                Which::Same(field) => {
                    named(subject.kind, body, field).into_iter().flat_map(|to| referring(field, to)).collect()
                }
                Which::Naming(field) => referring(field, subject.id).collect(),
                Which::Named(field) => named(subject.kind, body, field),
            };
            for id in ids {
                let record = match self.altered.get(&id) {
                    Some(altered) => state(altered).filter(|_| altered.kind.name == one.kind),
                    None => self.stored.get(&id).filter(|(kind, _)| *kind == one.kind).map(|(_, body)| body),
                };
                if let Some(record) = record {
                    world.insert(one.kind, id, Arc::clone(record));
                }
            }
        }
        world
    }
}

impl Altered {
    /// What it was and what it will be.
    fn bodies(&self) -> impl Iterator<Item = &Arc<Body>> {
        self.before.iter().chain(&self.after)
    }
}

/// The words of the files that everybody may open, besides those that are only coming in.
async fn public_texts(app: &App, altered: &[Altered], mut texts: Texts) -> Result<Texts, Error> {
    for file in altered.iter().flat_map(Altered::bodies).flat_map(|body| public_files(body)) {
        if !texts.contains_key(&file.blob)
            && let Some(words) = app.store.blob_words(&file.blob).await?
        {
            texts.insert(file.blob, words);
        }
    }
    Ok(texts)
}

async fn every(
    app: &App,
    ctx: &Context,
    kind: &'static KindInfo,
    filters: Vec<Filter>,
) -> Result<Vec<Seen>, Error> {
    let mut query = ListQuery { kind, filters, sort: Sort::newest(), after: None, limit: PAGE };
    let mut all = Vec::new();
    loop {
        let page = app.store.list(app.reading(ctx), &query).await?;
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(all),
        }
    }
}

/// The records that a field, or `FIELD.COLUMN`, refers to.
fn named(kind: &'static KindInfo, body: &Body, name: &str) -> Vec<RecordId> {
    let (field, column) = name.split_once('.').map_or((name, None), |(field, column)| (field, Some(column)));
    let Some(field) = kind.field(field) else { return Vec::new() };
    match column {
        None => body.value(field).map(|value| value.targets()).unwrap_or_default(),
        Some(column) => {
            let rows = body.raw(field.name).and_then(serde_json::Value::as_array);
            let cells = rows.into_iter().flatten().filter_map(|row| row.get(column)?.as_str()?.parse().ok());
            cells.collect()
        }
    }
}
