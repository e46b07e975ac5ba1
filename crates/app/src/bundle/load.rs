//! A bundle comes into another register: its records keep their references, and come as one batch that can be undone.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::Path;

use enishi_exchange::{Mapping, ParsedRow, Parser, ReadOptions};
use enishi_kind::{KindInfo, Layer};
use enishi_kit::ids::RecordId;
use enishi_store::{Batch, BatchState, Change, Header};
use serde::Serialize;

use super::write::{open, read};
use super::{AttachedFile, BundleSeen, FILES, FILES_FOLDER, NAMED, RECORDS, damaged, environment};
use crate::imports::Adopted;
use crate::{App, Context, Error};

/// Bytes read at a time.
const PART: usize = 1 << 16;
/// Records written at a time.
const CHUNK: usize = 1_000;

/// What came in.
#[derive(Clone, Debug, Serialize)]
pub struct BundleLoaded {
    /// The bundle.
    pub bundle: BundleSeen,
    /// The batch by which it can be undone.
    pub batch: String,
    /// Records that were made.
    pub records: u64,
    /// Files that were attached.
    pub attachments: u64,
}

impl App {
    /// Checks a bundle and brings it in: all records in one transaction, then their files.
    ///
    /// # Errors
    /// As [`BundleSeen::check`]; `bundle-known` when a record of it is here already, `bundle-row` when one cannot be
    /// taken, or the store. Nothing is written then.
    pub async fn load_bundle(&self, ctx: &Context, file: &Path) -> Result<BundleLoaded, Error> {
        ctx.require_writer()?;
        let bundle = BundleSeen::check(file)?;
        let rows = self.rows_of(file, &bundle)?;
        let mut known: HashMap<String, (&'static KindInfo, RecordId)> = HashMap::new();
        for (kind, row) in &rows {
            let reference = row.key.reference.clone().ok_or_else(|| damaged(kind.plural))?;
            known.insert(reference, (kind, self.store.ids().record_id(self.now())));
        }
        let references: Vec<String> = known.keys().cloned().collect();
        for chunk in references.chunks(CHUNK) {
            if let Some(reference) = self.store.load_references(chunk).await?.into_keys().min() {
                return Err(Error::new("bundle-known").arg("reference", reference));
            }
        }
        let mut adopted = Adopted::of(&known);
        let mut changes = Vec::with_capacity(rows.len());
        for (kind, row) in rows {
            let Some((reference, (_, id))) =
                row.key.reference.as_ref().and_then(|one| known.get_key_value(one))
            else {
                continue;
            };
            let body = adopted.body(self, kind, &row).map_err(|problem| {
                Error::new("bundle-row").arg("reference", reference).with_problems(vec![problem])
            })?;
            changes.push(Change::Return { id: *id, kind, reference: reference.clone(), ended: 0, body });
        }
        let batch = format!("bundle-{}", self.store.ids().token(8));
        let header = Header { batch: Some(batch.clone()), ..ctx.header("history-bundle") };
        let mut transaction = self.store.begin(&header).await?;
        for chunk in changes.chunks(CHUNK) {
            transaction.apply(chunk).await?;
        }
        let made = Batch {
            id: batch.clone(),
            kind: String::new(),
            title: bundle.manifest.title.clone(),
            state: BatchState::Done,
            at: self.now(),
            report: "{}".to_owned(),
        };
        transaction.save_batch(&made).await?;
        transaction.finish().await?;
        self.matcher.notify();
        let attachments = self.load_files(ctx, file).await?;
        let records = u64::try_from(changes.len()).unwrap_or(u64::MAX);
        Ok(BundleLoaded { bundle, batch, records, attachments })
    }

    /// The rows of every kind.
    fn rows_of(
        &self,
        file: &Path,
        bundle: &BundleSeen,
    ) -> Result<Vec<(&'static KindInfo, ParsedRow)>, Error> {
        let mut zip = open(file)?;
        let mut rows = Vec::new();
        for entry in bundle.manifest.files.iter().filter(|entry| entry.path.ends_with(".jsonl")) {
            let folder = [RECORDS, NAMED].into_iter().find_map(|folder| entry.path.strip_prefix(folder));
            let Some(plural) = folder.and_then(|name| name.strip_suffix(".jsonl")) else { continue };
            let kind = self.kind(plural)?;
            // The readers of files want a file.
            let mut copy = tempfile::Builder::new().suffix(".jsonl").tempfile().map_err(environment(file))?;
            let mut found = zip.by_name(&entry.path).map_err(|_| damaged(&entry.path))?;
            std::io::copy(&mut found, &mut copy).map_err(|_| damaged(&entry.path))?;
            copy.flush().map_err(environment(file))?;
            let table = enishi_exchange::open(copy.path(), &ReadOptions::of_kind(kind, &self.catalogue))?;
            let (mapping, _) = Mapping::guess(kind, self.registry(), &table.headers, &self.catalogue);
            let parser = Parser::new(&mapping, &table, kind, self.registry(), &self.catalogue)?;
            for row in parser.rows(table) {
                let row = row?;
                if let Some(found) = row.problems.first() {
                    let reference = row.key.reference.clone().unwrap_or_default();
                    return Err(Error::new("bundle-row")
                        .arg("reference", reference)
                        .with_problems(vec![found.problem.clone()]));
                }
                rows.push((kind, row));
            }
        }
        Ok(rows)
    }

    async fn load_files(&self, ctx: &Context, file: &Path) -> Result<u64, Error> {
        let list = String::from_utf8(read(&mut open(file)?, FILES)?).map_err(damaged)?;
        let mut count = 0;
        for line in list.lines() {
            let entry: AttachedFile = serde_json::from_str(line).map_err(damaged)?;
            let layer = Layer::from_code(&entry.layer).ok_or_else(|| damaged(&entry.layer))?;
            let upload = {
                let mut zip = open(file)?;
                let path = format!("{FILES_FOLDER}{}", entry.sha256);
                let mut found = zip.by_name(&path).map_err(|_| damaged(&path))?;
                let mut incoming = self.begin_upload()?;
                let mut part = vec![0; PART];
                loop {
                    let read = found.read(&mut part).map_err(|_| damaged(&path))?;
                    match part.get(..read) {
                        Some([]) | None => break,
                        Some(bytes) => incoming.write(bytes)?,
                    }
                }
                incoming.finish(&entry.name, layer, entry.title.clone())?
            };
            // What stands in it was asked where it became public.
            let ctx = ctx.clone().confirming(["public-file".to_owned()]);
            self.attach(&ctx, &entry.kind, &entry.record, &[upload]).await?;
            count += 1;
        }
        Ok(count)
    }
}
