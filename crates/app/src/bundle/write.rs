//! Writing a bundle, and checking one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{Cursor, Read, Seek, Write};
use std::path::Path;

use enishi_exchange::{Exported, WriteOptions, write_jsonl, write_xlsx};
use enishi_kind::FileEntry;
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::Seen;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::gather::Gathered;
use super::{
    AttachedFile, BundleFile, BundleManifest, BundleSeen, FILES, FILES_FOLDER, FORMAT, MANIFEST, NAMED,
    PUBLIC_KEY, RECORDS, SIGNATURE, damaged, environment, explain, signature,
};
use crate::backup::check_place;
use crate::represent::title_of;
use crate::{App, Context, Error};

/// Bytes of a single text of a bundle that is believed.
const TEXT_LIMIT: u64 = 64 << 20;

/// Bytes read at a time.
const PART: usize = 1 << 16;

/// The zip under way, and what it holds.
struct Sheet {
    zip: ZipWriter<NamedTempFile>,
    files: Vec<BundleFile>,
}

impl Sheet {
    fn add(&mut self, path: &str, content: &[u8]) -> Result<(), Error> {
        self.zip.start_file(path, SimpleFileOptions::default().large_file(true)).map_err(Error::internal)?;
        self.zip.write_all(content).map_err(environment(Path::new(path)))?;
        self.listed(path, content.len(), hex::encode(Sha256::digest(content)));
        Ok(())
    }

    fn listed(&mut self, path: &str, bytes: usize, sha256: String) {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.files.push(BundleFile { path: path.to_owned(), bytes, sha256 });
    }
}

impl App {
    /// Writes all that belongs to a region or cluster into one signed file.
    ///
    /// # Errors
    /// `not-permitted`, `bundle-root` when the reference is of neither, `file-exists`, `cannot-write`, `environment`,
    /// or the store.
    pub async fn write_bundle(&self, ctx: &Context, root: &str, file: &Path) -> Result<BundleSeen, Error> {
        ctx.require_operator()?;
        if file.exists() {
            return Err(Error::new("file-exists").arg("file", file.display()));
        }
        check_place(file)?;
        let key = self.signing_key()?;
        let gathered = self.gather_bundle(ctx, root).await?;
        let failed = environment(file);
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let temporary = NamedTempFile::new_in(folder).map_err(&failed)?;
        let mut sheet = Sheet { zip: ZipWriter::new(temporary), files: Vec::new() };
        let references: HashMap<RecordId, String> = gathered
            .belonging
            .values()
            .chain(gathered.named.values())
            .flatten()
            .map(|seen| (seen.id, seen.reference.clone()))
            .collect();
        self.add_records(&mut sheet, RECORDS, &gathered.belonging, &references)?;
        self.add_records(&mut sheet, NAMED, &gathered.named, &references)?;
        let attachments = self.add_files(ctx, &mut sheet, &gathered).await?;
        for lang in Lang::ALL {
            let text = explain::read_me(self, lang, &gathered, &signature::public(&key.verifying_key())?);
            sheet.add(&format!("README.{lang}.txt"), text.as_bytes())?;
        }
        let count = |kinds: &BTreeMap<&'static str, Vec<Seen>>| {
            let count = |records: &Vec<Seen>| u64::try_from(records.len()).unwrap_or(u64::MAX);
            kinds.iter().map(|(kind, records)| ((*kind).to_owned(), count(records))).collect()
        };
        let root_kind = self.kind(gathered.root.kind)?;
        let manifest = BundleManifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: self.now().to_string(),
            root: gathered.root.reference.clone(),
            title: title_of(root_kind, &gathered.root.body, Lang::Ja),
            records: count(&gathered.belonging),
            named: count(&gathered.named),
            attachments,
            files: sheet.files.clone(),
        };
        let text = serde_json::to_vec_pretty(&manifest).map_err(Error::internal)?;
        let public = signature::public(&key.verifying_key())?;
        sheet.add(MANIFEST, &text)?;
        sheet.add(SIGNATURE, &signature::sign(&key, &text))?;
        sheet.add(PUBLIC_KEY, public.pem.as_bytes())?;
        let done = sheet.zip.finish().map_err(Error::internal)?;
        done.as_file().sync_all().map_err(&failed)?;
        done.persist_noclobber(file).map_err(|error| failed(error.error))?;
        seen(file, public.fingerprint, manifest)
    }

    fn add_records(
        &self,
        sheet: &mut Sheet,
        folder: &str,
        kinds: &BTreeMap<&'static str, Vec<Seen>>,
        references: &HashMap<RecordId, String>,
    ) -> Result<(), Error> {
        // A record that does not go along is not named either.
        let resolve = |id: RecordId| references.get(&id).cloned().unwrap_or_default();
        for (kind, records) in kinds {
            let kind = self.kind(kind)?;
            let options =
                WriteOptions { kind, catalogue: &self.catalogue, lang: Lang::Ja, resolve: &resolve };
            let exported = || {
                records.iter().map(|seen| {
                    let Seen { reference, body, .. } = seen.clone();
                    Ok::<_, Error>(Exported { reference, body })
                })
            };
            let mut lines = Vec::new();
            write_jsonl(&mut lines, &options, exported())?;
            sheet.add(&format!("{folder}{}.jsonl", kind.plural), &lines)?;
            let mut workbook = Cursor::new(Vec::new());
            write_xlsx(&mut workbook, &options, exported())?;
            sheet.add(&format!("{folder}{}.xlsx", kind.plural), workbook.get_ref())?;
        }
        Ok(())
    }

    async fn add_files(&self, ctx: &Context, sheet: &mut Sheet, gathered: &Gathered) -> Result<u64, Error> {
        let (mut list, mut count, mut written) = (Vec::new(), 0, BTreeSet::new());
        for seen in gathered.belonging.values().flatten() {
            let kind = self.kind(seen.kind)?;
            for attached in self.files(ctx, kind.name, &seen.reference).await? {
                let FileEntry { blob, name, media_type, size, layer, title } = attached.entry;
                if written.insert(blob.clone()) {
                    self.add_file(ctx, sheet, kind.name, &seen.reference, &blob).await?;
                }
                let entry = AttachedFile {
                    kind: kind.name.to_owned(),
                    record: seen.reference.clone(),
                    sha256: blob,
                    name,
                    title,
                    layer: layer.code().to_owned(),
                    media_type,
                    bytes: size,
                };
                serde_json::to_writer(&mut list, &entry).map_err(Error::internal)?;
                list.push(b'\n');
                count += 1;
            }
        }
        sheet.add(FILES, &list)?;
        Ok(count)
    }

    async fn add_file(
        &self,
        ctx: &Context,
        sheet: &mut Sheet,
        kind: &str,
        reference: &str,
        hash: &str,
    ) -> Result<(), Error> {
        let mut open = self.open_file(ctx, kind, reference, hash).await?;
        let path = format!("{FILES_FOLDER}{hash}");
        sheet
            .zip
            .start_file(&path, SimpleFileOptions::default().large_file(true))
            .map_err(Error::internal)?;
        let mut bytes = 0;
        while let Some(part) = open.next_part().await? {
            sheet.zip.write_all(&part).map_err(environment(Path::new(&path)))?;
            bytes += part.len();
        }
        sheet.listed(&path, bytes, hash.to_owned());
        Ok(())
    }
}

fn seen(file: &Path, key: String, manifest: BundleManifest) -> Result<BundleSeen, Error> {
    let bytes = std::fs::metadata(file).map_err(environment(file))?.len();
    Ok(BundleSeen { file: file.display().to_string(), bytes, key, manifest })
}

impl BundleSeen {
    /// Compares signature, hashes and the list of files of a bundle; gives what it says of itself.
    ///
    /// # Errors
    /// `bundle-unreadable`, `bundle-not-a-bundle`, `bundle-damaged` with what is wrong, `bundle-newer`.
    pub fn check(file: &Path) -> Result<Self, Error> {
        let mut zip = open(file)?;
        let text = read(&mut zip, MANIFEST)?;
        let pem = String::from_utf8(read(&mut zip, PUBLIC_KEY)?).map_err(damaged)?;
        let key = signature::check(&pem, &text, &read(&mut zip, SIGNATURE)?)?;
        let manifest: BundleManifest = serde_json::from_slice(&text).map_err(damaged)?;
        if manifest.format > FORMAT {
            return Err(Error::new("bundle-newer").arg("found", manifest.format));
        }
        let listed: BTreeSet<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
        let own = [MANIFEST, SIGNATURE, PUBLIC_KEY];
        for name in zip.file_names() {
            let name = name.map_err(damaged)?;
            if !listed.contains(&*name) && !own.contains(&&*name) {
                return Err(damaged(name));
            }
        }
        for entry in &manifest.files {
            let found = zip.by_name(&entry.path).map_err(|_| damaged(&entry.path))?;
            // A byte more than it should have is wrong already.
            let found =
                hash_of(found.take(entry.bytes.saturating_add(1))).map_err(|_| damaged(&entry.path))?;
            if found != (entry.bytes, entry.sha256.clone()) {
                return Err(damaged(&entry.path));
            }
        }
        seen(file, key, manifest)
    }
}

/// Size and SHA-256.
fn hash_of(mut content: impl Read) -> std::io::Result<(u64, String)> {
    let (mut digest, mut bytes, mut part) = (Sha256::new(), 0, vec![0; PART]);
    loop {
        let read = content.read(&mut part)?;
        match part.get(..read) {
            Some([]) | None => return Ok((bytes, hex::encode(digest.finalize()))),
            Some(part) => digest.update(part),
        }
        bytes += u64::try_from(read).unwrap_or(u64::MAX);
    }
}

pub(super) fn open(file: &Path) -> Result<ZipArchive<File>, Error> {
    let refused = |code| Error::new(code).arg("file", file.display());
    let opened = File::open(file).map_err(|error| refused("bundle-unreadable").caused_by(error))?;
    // The list of entries stands at the end: a bundle that was cut off has none.
    let zip = ZipArchive::new(opened).map_err(|error| refused("bundle-not-a-bundle").caused_by(error))?;
    let has = |name: &str| zip.index_for_name(name).is_some();
    if [MANIFEST, SIGNATURE, PUBLIC_KEY].into_iter().all(has) {
        Ok(zip)
    } else {
        Err(refused("bundle-not-a-bundle"))
    }
}

/// A text of a bundle.
pub(super) fn read<R: Read + Seek>(zip: &mut ZipArchive<R>, path: &str) -> Result<Vec<u8>, Error> {
    let found = zip.by_name(path).map_err(|_| damaged(path))?;
    let mut bytes = Vec::new();
    found.take(TEXT_LIMIT).read_to_end(&mut bytes).map_err(|_| damaged(path))?;
    Ok(bytes)
}
