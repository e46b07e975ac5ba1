//! Writing a backup: one reading transaction, so that commits made meanwhile are wholly in it or wholly not; under its
//! name only when it is whole.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::tables::TABLES;
use super::{FILES, FORMAT, MANIFEST, Manifest, TableEntry, TellBackup, VERSION, file_error, sync_folder};
use crate::open::SQLITE_MIGRATIONS;
use crate::sql::{Arg, Tx};
use crate::{Error, Store};

/// Bytes gathered before they are compressed.
const GATHERED: usize = 1 << 20;

/// The zip under way. Compressing and writing happen beside the threads that answer others.
struct Sheet {
    zip: ZipWriter<NamedTempFile>,
    path: std::path::PathBuf,
    digest: Sha256,
}

impl Store {
    /// Writes a backup of the store as it is at this moment; others go on reading and writing.
    ///
    /// Cost: reads everything once; memory does not grow with the store, but for the hashes of its files.
    ///
    /// # Errors
    /// There is a file of this name, it cannot be written, or the database.
    pub async fn backup(&self, path: &Path, program: &str, tell: TellBackup<'_>) -> Result<Manifest, Error> {
        if path.exists() {
            let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(Error::Folder { path: path.to_owned(), source });
        }
        let mut tx = self.pool.snapshot().await?;
        let mut manifest = self.manifest(&mut tx, program).await?;
        let (mut done, all) = (0, total(&mut tx).await?);
        let mut sheet = Sheet::create(path)?;
        let mut files: Vec<(String, u64)> = Vec::new();
        for table in TABLES {
            sheet = sheet.start(table.entry(), CompressionMethod::Deflated).await?;
            let (mut rows, mut lines) = (0, Vec::new());
            {
                let mut stream = tx.stream(&table.select());
                while let Some(row) = stream.try_next().await? {
                    lines.extend_from_slice(table.line(&row)?.as_bytes());
                    lines.push(b'\n');
                    rows += 1;
                    if table.name == "blob" {
                        files.push((row.text(0)?, row.int(1)?.unsigned_abs()));
                    }
                    if lines.len() >= GATHERED {
                        sheet = sheet.write(std::mem::take(&mut lines)).await?;
                        tell(done + rows, all);
                    }
                }
            }
            sheet = sheet.write(lines).await?;
            let sha256 = sheet.hash();
            manifest.tables.push(TableEntry { table: table.name.to_owned(), rows, sha256 });
            done += rows;
            tell(done, all);
        }
        for (hash, bytes) in files {
            sheet = sheet.start(format!("{FILES}{hash}"), CompressionMethod::Stored).await?;
            for ordinal in 0_i64.. {
                let sql = "SELECT content FROM blob_part WHERE hash = $1 AND ordinal = $2";
                let args: [Arg; 2] = [hash.as_str().into(), ordinal.into()];
                let parts = tx.fetch(sql, &args).await?;
                let Some(part) = parts.first() else { break };
                sheet = sheet.write(part.bytes(0)?).await?;
            }
            manifest.files += 1;
            manifest.file_bytes += bytes;
            done += 1;
            tell(done, all);
        }
        tx.end().await?;
        sheet = sheet.start(MANIFEST.to_owned(), CompressionMethod::Deflated).await?;
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| Error::Corrupt(error.to_string()))?;
        sheet.write(text).await?.finish(path).await?;
        Ok(manifest)
    }

    async fn manifest(&self, tx: &mut Tx, program: &str) -> Result<Manifest, Error> {
        let rows = tx.fetch("SELECT epoch, seq, at FROM log_head WHERE one = 1", &[]).await?;
        let head = rows.first().ok_or_else(|| Error::Corrupt("the log has no head".into()))?;
        let mut records = BTreeMap::new();
        for row in tx.fetch("SELECT kind, count(*) FROM record GROUP BY kind", &[]).await? {
            records.insert(row.text(0)?, row.int(1)?.unsigned_abs());
        }
        Ok(Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: program.to_owned(),
            schema: SQLITE_MIGRATIONS.len(),
            engine: self.engine().to_owned(),
            epoch: head.text(0)?,
            seq: head.int(1)?,
            at: head.int(2)?,
            made_at: self.clock.now().to_string(),
            records,
            tables: Vec::new(),
            files: 0,
            file_bytes: 0,
        })
    }
}

/// Rows of all tables, and files.
async fn total(tx: &mut Tx) -> Result<u64, Error> {
    let mut all = 0;
    for table in TABLES {
        let count = tx.fetch(&table.count(), &[]).await?.first().map_or(Ok(0), |row| row.int(0))?;
        all += count.unsigned_abs() * if table.name == "blob" { 2 } else { 1 };
    }
    Ok(all)
}

impl Sheet {
    /// A file beside the name that the backup will have, readable by its owner alone; it goes when anything fails.
    fn create(path: &Path) -> Result<Self, Error> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::Builder::new()
            .prefix(".enishi-backup-")
            .suffix(".part")
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(file_error(path))?;
        let zip = ZipWriter::new(file).set_auto_large_file();
        Ok(Self { zip, path: path.to_owned(), digest: Sha256::new() })
    }

    async fn start(mut self, name: String, method: CompressionMethod) -> Result<Self, Error> {
        self.digest = Sha256::new();
        self.aside(move |sheet| {
            let options = SimpleFileOptions::default().compression_method(method).large_file(true);
            sheet.zip.start_file(name, options).map_err(std::io::Error::other)
        })
        .await
    }

    async fn write(self, bytes: Vec<u8>) -> Result<Self, Error> {
        self.aside(move |sheet| {
            sheet.digest.update(&bytes);
            sheet.zip.write_all(&bytes)
        })
        .await
    }

    fn hash(&mut self) -> String {
        hex::encode(std::mem::take(&mut self.digest).finalize())
    }

    /// The end: everything is on the disk before the name is.
    async fn finish(self, path: &Path) -> Result<(), Error> {
        let goal = path.to_owned();
        let failed = file_error(path);
        let finish = move || -> Result<(), std::io::Error> {
            let mut file = self.zip.finish().map_err(std::io::Error::other)?;
            file.flush()?;
            file.as_file().sync_all()?;
            file.persist_noclobber(&goal).map_err(|error| error.error)?;
            Ok(())
        };
        tokio::task::spawn_blocking(finish).await.map_err(|error| joined(&error))?.map_err(failed)?;
        sync_folder(path.parent().unwrap_or(Path::new(".")))
    }

    async fn aside(
        mut self,
        work: impl FnOnce(&mut Self) -> Result<(), std::io::Error> + Send + 'static,
    ) -> Result<Self, Error> {
        let failed = file_error(&self.path);
        let work = move || work(&mut self).map(|()| self);
        tokio::task::spawn_blocking(work).await.map_err(|error| joined(&error))?.map_err(failed)
    }
}

fn joined(error: &tokio::task::JoinError) -> Error {
    Error::Corrupt(error.to_string())
}
