//! Files attached to records: attach, detach, change, open. A file is seen by whoever sees the entry that names it on
//! a record he may see; its hash alone opens nothing.

mod incoming;
mod reader;

use enishi_policy::Action;
use std::io::{Read, Seek, SeekFrom};

use enishi_documents::clean_name;
use enishi_kind::{FileEntry, KindInfo, Layer, Problem, Value};
use enishi_model::rules::Texts;
use enishi_store::{Batch, Blob, Change as StoreChange, Record, Store, Transaction};
use jiff::Timestamp;

use crate::records::unknown_record;
use crate::rules::Steps;
use crate::{App, Change, Context, Error, RecordView};
pub use incoming::{Incoming, Upload, megabytes};
pub(crate) use reader::Files;
pub use reader::{FileSettings, READ_DOCUMENT, Reader};

/// The field of every kind that holds them.
const FIELD: &str = "files";
/// How often a change of the files is tried again when somebody else changed the record at the same moment.
const TRIES: usize = 5;

/// A file of a record, as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Hash, name, type, size, layer and title.
    pub entry: FileEntry,
    /// The layer that decides: the record's own may be narrower than the file's.
    pub layer: Layer,
    /// When it came in.
    pub at: Timestamp,
    /// How far its text is searched: `whole`, `cut`, `empty`, `unread` or `unreadable`.
    pub state: String,
    /// Why not, when it is unreadable.
    pub reason: Option<String>,
}

/// What is to be different about a file; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct FileChange {
    /// Who may see it at least.
    pub layer: Option<Layer>,
    /// What it is, in a line; empty takes it away.
    pub title: Option<String>,
}

/// A change of the files of a record, with the words of those that are only coming in.
struct Writing<'a> {
    record: &'a Record,
    entries: &'a [FileEntry],
    texts: Texts,
    edit: Batch,
}

/// A file opened for reading, part by part.
#[derive(Debug)]
pub struct OpenFile {
    /// The file.
    pub attached: Attached,
    store: Store,
    next: i64,
}

impl OpenFile {
    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// The store.
    pub async fn next_part(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let part = self.store.blob_part(&self.attached.entry.blob, self.next).await?;
        self.next += 1;
        Ok(part)
    }
}

impl App {
    /// Bytes of one file at most.
    #[must_use]
    pub fn file_limit(&self) -> u64 {
        self.files.settings.limit_bytes
    }

    /// Files of one record at most.
    #[must_use]
    pub fn files_per_record(&self) -> usize {
        self.files.settings.per_record
    }

    /// The files of a record that this viewer may see, in the order in which they came.
    ///
    /// # Errors
    /// `unknown-record`, or the store.
    pub async fn files(&self, ctx: &Context, kind: &str, reference: &str) -> Result<Vec<Attached>, Error> {
        let view = self.find(ctx, kind, reference).await?;
        self.files_of(&view).await
    }

    /// The files of a record that was found before.
    ///
    /// # Errors
    /// The store.
    pub async fn files_of(&self, view: &RecordView) -> Result<Vec<Attached>, Error> {
        let entries = entries_of(view.kind, &view.seen.body);
        let hashes: Vec<String> = entries.iter().map(|entry| entry.blob.clone()).collect();
        let blobs = self.store.blobs(&hashes).await?;
        let record = self.registry().record_layer(&view.seen.body);
        let attached = |entry: FileEntry| {
            let blob = blobs.get(&entry.blob).cloned().ok_or_else(|| missing(&entry))?;
            let Blob { at, state, reason, .. } = blob;
            Ok(Attached { layer: entry.layer.max(record), entry, at, state, reason })
        };
        entries.into_iter().map(attached).collect()
    }

    /// Opens a file of a record.
    ///
    /// # Errors
    /// `unknown-record`; `unknown-file` for one that is not there and for one that this viewer may not see alike.
    pub async fn open_file(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        hash: &str,
    ) -> Result<OpenFile, Error> {
        let attached =
            self.files(ctx, kind, reference).await?.into_iter().find(|file| file.entry.blob == hash);
        let attached = attached.ok_or_else(|| unknown_file(hash))?;
        Ok(OpenFile { attached, store: self.store.clone(), next: 0 })
    }

    /// Attaches files to a record: all of them in one change, or none.
    ///
    /// # Errors
    /// `invalid` with every problem, `unknown-record`, `not-permitted`, or the store.
    pub async fn attach(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        uploads: &[Upload],
    ) -> Result<Change, Error> {
        ctx.require_writer()?;
        self.find(ctx, kind, reference).await?.require_open()?;
        let mut incoming = Vec::new();
        for upload in uploads {
            if upload.size == 0 {
                return Err(invalid(
                    Problem::new("file-empty").arg("name", clean_name(&upload.name, "file")),
                ));
            }
            let reading = self.files.read(&upload.file, &upload.name).await?;
            let title = upload.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
            let entry = FileEntry {
                blob: upload.hash.clone(),
                name: clean_name(&upload.name, "file"),
                media_type: reading.media_type.clone(),
                size: upload.size,
                layer: upload.layer,
                title: title.map(str::to_owned),
            };
            incoming.push((entry, upload, reading));
        }
        let most = self.files_per_record();
        let add = |entries: &mut Vec<FileEntry>| {
            for (entry, ..) in &incoming {
                if entries.iter().any(|known| known.blob == entry.blob) {
                    return Err(invalid(Problem::new("file-exists").arg("name", &entry.name)));
                }
                entries.push(entry.clone());
            }
            if entries.len() > most {
                return Err(invalid(Problem::new("file-many").arg("limit", most)));
            }
            Ok(())
        };
        for _ in 0..TRIES {
            let (record, entries) = self.changed_files(ctx, kind, reference, &add).await?;
            let (edit, header) = self.edit(ctx, "history-file-added", &record);
            let mut transaction = self.store.begin(&header).await?;
            for (entry, upload, reading) in &incoming {
                let blob = Blob {
                    hash: entry.blob.clone(),
                    size: entry.size,
                    media_type: entry.media_type.clone(),
                    state: reading.state.code().to_owned(),
                    reason: reading.reason.map(|reason| reason.code().to_owned()),
                    at: self.now(),
                };
                let words = Some(reading.text.as_str()).filter(|text| !text.is_empty());
                if transaction.begin_blob(&blob, words).await? {
                    copy(&mut transaction, upload).await?;
                }
            }
            let texts = incoming.iter().map(|(entry, _, reading)| (entry.blob.clone(), reading.text.clone()));
            let writing = Writing { record: &record, entries: &entries, texts: texts.collect(), edit };
            if let Some(change) = self.write_files(ctx, transaction, writing).await? {
                return Ok(change);
            }
        }
        Err(Error::new("conflict").arg("reference", reference))
    }

    /// Takes a file off a record. Its bytes stay for the history, and for other records that name it.
    ///
    /// # Errors
    /// `unknown-file`, `unknown-record`, `not-permitted`, or the store.
    pub async fn detach(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        hash: &str,
    ) -> Result<Change, Error> {
        let remove = |entries: &mut Vec<FileEntry>| {
            let place =
                entries.iter().position(|entry| entry.blob == hash).ok_or_else(|| unknown_file(hash))?;
            entries.remove(place);
            Ok(())
        };
        self.change_files(ctx, kind, reference, "history-file-removed", remove).await
    }

    /// Changes who may see a file, or its title.
    ///
    /// # Errors
    /// `unknown-file`, `unknown-record`, `not-permitted`, `invalid`, or the store.
    pub async fn change_file(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        hash: &str,
        change: &FileChange,
    ) -> Result<Change, Error> {
        let apply = |entries: &mut Vec<FileEntry>| {
            let found = entries.iter_mut().find(|entry| entry.blob == hash);
            let entry = found.ok_or_else(|| unknown_file(hash))?;
            entry.layer = change.layer.unwrap_or(entry.layer);
            if let Some(title) = &change.title {
                entry.title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
            }
            Ok(())
        };
        self.change_files(ctx, kind, reference, "history-file-changed", apply).await
    }

    async fn change_files(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        reason: &'static str,
        change: impl Fn(&mut Vec<FileEntry>) -> Result<(), Error> + Sync,
    ) -> Result<Change, Error> {
        ctx.require_writer()?;
        for _ in 0..TRIES {
            let (record, entries) = self.changed_files(ctx, kind, reference, &change).await?;
            if entries_of(record.kind, &record.body) == entries {
                return self.change(ctx, &record, 0, None).await;
            }
            let (edit, header) = self.edit(ctx, reason, &record);
            let transaction = self.store.begin(&header).await?;
            let writing = Writing { record: &record, entries: &entries, texts: Texts::new(), edit };
            if let Some(change) = self.write_files(ctx, transaction, writing).await? {
                return Ok(change);
            }
        }
        Err(Error::new("conflict").arg("reference", reference))
    }

    /// The record as it stands and the entries that it is to have. Entries that this viewer may not see stay as they
    /// are, and are not there for what `change` decides.
    async fn changed_files(
        &self,
        ctx: &Context,
        kind: &str,
        reference: &str,
        change: &(impl Fn(&mut Vec<FileEntry>) -> Result<(), Error> + Sync),
    ) -> Result<(Record, Vec<FileEntry>), Error> {
        let view = self.find(ctx, kind, reference).await?;
        let record = self.store.load(view.seen.id).await?.ok_or_else(|| unknown_record(reference))?;
        self.require_open(&record).await?;
        let seen = self.store.seen(&ctx.viewer, &record).await?;
        let seen = seen.ok_or_else(|| unknown_record(reference))?;
        let mut entries = entries_of(record.kind, &seen.body);
        let hidden: Vec<FileEntry> = entries_of(record.kind, &record.body)
            .into_iter()
            .filter(|entry| !entries.contains(entry))
            .collect();
        change(&mut entries)?;
        entries.extend(hidden);
        Ok((record, entries))
    }

    /// Commits the new entries; `None` when somebody else changed the record in the meantime.
    async fn write_files(
        &self,
        ctx: &Context,
        mut transaction: Transaction<'_>,
        Writing { record, entries, texts, edit }: Writing<'_>,
    ) -> Result<Option<Change>, Error> {
        let Some(field) = record.kind.field(FIELD) else { return Err(Error::internal("no field for files")) };
        let value = Value::Files(entries.to_vec());
        let problems = value.problems(field);
        if !problems.is_empty() {
            return Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems));
        }
        let body = record.body.clone().with(FIELD, &value);
        let update = StoreChange::Update { id: record.id, expected: record.version, body };
        let updates = [update];
        self.authorise(ctx, Some(Action::Attach), &updates).await?;
        self.judge_with(ctx, &updates, Steps::Checked, texts).await?;
        match transaction.apply(&updates).await {
            Ok(()) => {}
            Err(enishi_store::Error::Conflict { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        transaction.save_batch(&edit).await?;
        let committed = transaction.finish().await?;
        self.matcher.notify();
        let record = self.store.load(record.id).await?.ok_or_else(|| unknown_record(&record.reference))?;
        self.change(ctx, &record, committed.seq, Some(edit.id)).await.map(Some)
    }
}

async fn copy(transaction: &mut Transaction<'_>, upload: &Upload) -> Result<(), Error> {
    let mut file = upload.file.try_clone().map_err(incoming::environment)?;
    file.seek(SeekFrom::Start(0)).map_err(incoming::environment)?;
    for ordinal in 0.. {
        let most = u64::try_from(Store::PART_BYTES).unwrap_or(u64::MAX);
        let mut part = Vec::with_capacity(Store::PART_BYTES);
        file.by_ref().take(most).read_to_end(&mut part).map_err(incoming::environment)?;
        if part.is_empty() {
            break;
        }
        transaction.add_part(&upload.hash, ordinal, part).await?;
    }
    Ok(())
}

pub(crate) fn entries_of(kind: &KindInfo, body: &enishi_kind::Body) -> Vec<FileEntry> {
    match kind.field(FIELD).and_then(|field| body.value(field)) {
        Some(Value::Files(entries)) => entries,
        _ => Vec::new(),
    }
}

fn unknown_file(hash: &str) -> Error {
    Error::new("unknown-file").arg("found", hash.chars().take(12).collect::<String>())
}

fn missing(entry: &FileEntry) -> Error {
    Error::internal(format!("the file {} is named by a record and not in the store", entry.blob))
}

fn invalid(problem: Problem) -> Error {
    Error::new("invalid").arg("count", 1).with_problems(vec![problem.on(FIELD)])
}
