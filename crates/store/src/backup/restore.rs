//! Restoring a backup: into an empty place only, all or nothing, under a new epoch, verified.
//!
//! On PostgreSQL everything is one transaction. On SQLite it is one too, in a folder beside the goal, and the whole
//! database is then moved: a program that is killed meanwhile leaves no register, never half of one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use enishi_kind::Registry;
use enishi_kit::ids::IdSource;
use tokio::sync::mpsc;

use super::archive::Archive;
use super::tables::Table;
use super::{Manifest, TellBackup, file_error, sync_folder};
use crate::clear::clear_restored;
use crate::erase::{clean, ledger_of, replay};
use crate::open::{POSTGRES_MIGRATIONS, SQLITE_MIGRATIONS};
use crate::sql::{Arg, Pool, Tx};
use crate::verify::verify;
use crate::{Erasure, Error, Location, Store, Verified};

/// Rows inserted together.
const CHUNK: usize = 1_000;
/// The folder in which SQLite's database is made before it is moved.
const BESIDE: &str = ".enishi-restore-";

/// What a restore did.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// The epoch of the restored store.
    pub epoch: String,
    /// What was erased since the backup was made, and is erased in what was restored.
    pub erased: Vec<Erasure>,
    /// What verifying found in it; it is what the backup held.
    pub verified: Verified,
}

/// Rows on their way from the archive into the store.
enum Load {
    Rows(&'static Table, Vec<Vec<Arg>>),
    Part(String, i64, Vec<u8>),
}

impl Store {
    /// How many commits a place holds; `None` where there is no store.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub async fn commits_at(location: &Location) -> Result<Option<i64>, Error> {
        let pool = match location {
            Location::Folder(folder) => {
                let file = folder.join("enishi.sqlite");
                if !file.is_file() {
                    return Ok(None);
                }
                Pool::sqlite(&file).await?
            }
            Location::Postgres(url) => Pool::postgres(url).await?,
        };
        let commits = commits(&pool).await;
        pool.close().await;
        commits
    }

    /// Restores a checked backup into an empty place.
    ///
    /// # Errors
    /// [`Error::Occupied`] where there are records, a damaged backup, or the database.
    pub async fn restore(
        location: &Location,
        archive: Archive,
        registry: Arc<Registry>,
        ids: &dyn IdSource,
        ledger: &[Erasure],
        tell: TellBackup<'_>,
    ) -> Result<Restored, Error> {
        if let Some(commits) = Self::commits_at(location).await?.filter(|commits| *commits > 0) {
            return Err(Error::Occupied { commits });
        }
        let epoch = ids.token(16);
        match location {
            Location::Postgres(url) => {
                let pool = Pool::postgres(url).await?;
                let restored = load(&pool, archive, &registry, (&epoch, ledger), tell).await;
                pool.close().await;
                restored
            }
            Location::Folder(folder) => {
                crate::make_folder(folder).map_err(file_error(folder))?;
                clear_beside(folder)?;
                let beside =
                    tempfile::Builder::new().prefix(BESIDE).tempdir_in(folder).map_err(file_error(folder))?;
                let made = beside.path().join("enishi.sqlite");
                let pool = Pool::sqlite(&made).await?;
                let restored = load(&pool, archive, &registry, (&epoch, ledger), tell).await;
                // The last connection that closes moves the journal into the database.
                pool.close().await;
                let restored = restored?;
                move_in(&made, folder)?;
                Ok(restored)
            }
        }
    }
}

/// Forgets what a restore that was killed left behind; nothing ever looked at it.
fn clear_beside(folder: &Path) -> Result<(), Error> {
    let failed = file_error(folder);
    for entry in std::fs::read_dir(folder).map_err(&failed)? {
        let entry = entry.map_err(&failed)?;
        if entry.file_name().to_string_lossy().starts_with(BESIDE) {
            std::fs::remove_dir_all(entry.path()).map_err(&failed)?;
        }
    }
    Ok(())
}

fn move_in(made: &Path, folder: &Path) -> Result<(), Error> {
    let failed = file_error(made);
    let journal = PathBuf::from(format!("{}-wal", made.display()));
    if journal.exists() {
        return Err(Error::Corrupt(format!("{} was not moved into the database", journal.display())));
    }
    std::fs::File::open(made).and_then(|file| file.sync_all()).map_err(&failed)?;
    // An empty store may stand there: its journal must not be read into the new one.
    for end in ["-wal", "-shm", ""] {
        let former = folder.join(format!("enishi.sqlite{end}"));
        if former.exists() {
            std::fs::remove_file(&former).map_err(file_error(&former))?;
        }
    }
    std::fs::rename(made, folder.join("enishi.sqlite")).map_err(&failed)?;
    sync_folder(folder)
}

async fn commits(pool: &Pool) -> Result<Option<i64>, Error> {
    let sql = if pool.is_sqlite() {
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'log_head'"
    } else {
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'log_head'"
    };
    if pool.fetch(sql, &[]).await?.first().map_or(Ok(0), |row| row.int(0))? == 0 {
        return Ok(None);
    }
    let head = pool.fetch("SELECT seq FROM log_head WHERE one = 1", &[]).await?;
    head.first().map(|row| row.int(0)).transpose()
}

/// Loads everything in one transaction.
async fn load(
    pool: &Pool,
    archive: Archive,
    registry: &Arc<Registry>,
    (epoch, ledger): (&str, &[Erasure]),
    tell: TellBackup<'_>,
) -> Result<Restored, Error> {
    let manifest = archive.manifest().clone();
    let all = archive.all();
    let mut tx = pool.begin().await?;
    begin_anew(&mut tx).await?;
    migrate(&mut tx, 0, manifest.schema).await?;
    let head: [Arg; 3] = [manifest.seq.into(), manifest.at.into(), epoch.into()];
    tx.execute("INSERT INTO log_head (one, seq, at, epoch) VALUES (1, $1, $2, $3)", &head).await?;
    // Two chunks at most wait between who reads and who writes.
    let (send, mut receive) = mpsc::channel(2);
    let reading = tokio::task::spawn_blocking(move || read(archive, &send));
    let mut done = 0;
    while let Some(load) = receive.recv().await {
        match load {
            Load::Rows(table, rows) => {
                done += u64::try_from(rows.len()).unwrap_or(u64::MAX);
                tx.insert(table.name, &table.names(manifest.schema), rows).await?;
            }
            Load::Part(hash, ordinal, content) => {
                let row = vec![hash.into(), ordinal.into(), content.into()];
                tx.insert("blob_part", &["hash", "ordinal", "content"], vec![row]).await?;
            }
        }
        tell(done, all);
    }
    reading.await.map_err(|error| Error::Corrupt(error.to_string()))??;
    migrate(&mut tx, manifest.schema, SQLITE_MIGRATIONS.len()).await?;
    let erased = forget(&mut tx, registry, ledger, &manifest).await?;
    clear_restored(&mut tx, registry).await?;
    let (verified, _) = verify(&mut tx, registry, &|_, _, _| ()).await?;
    tx.commit().await?;
    if !erased.is_empty() {
        clean(pool).await?;
    }
    Ok(Restored { manifest, epoch: epoch.to_owned(), erased, verified })
}

/// Erases what was erased since the backup was made.
async fn forget(
    tx: &mut Tx,
    registry: &Registry,
    ledger: &[Erasure],
    manifest: &Manifest,
) -> Result<Vec<Erasure>, Error> {
    let known = ledger_of(tx).await?;
    let mut lines: Vec<Erasure> = ledger.iter().filter(|line| !known.contains(line)).cloned().collect();
    lines.sort_by_key(|line| line.at);
    lines.dedup();
    let at = lines.iter().map(|line| line.at).max().unwrap_or_default().max(manifest.at);
    replay(tx, registry, &lines, (manifest.seq + 1, at)).await
}

/// Takes away the tables of a store that holds nothing.
async fn begin_anew(tx: &mut Tx) -> Result<(), Error> {
    let mut tables: Vec<&str> = vec!["migration"];
    for line in SQLITE_MIGRATIONS.iter().flat_map(|script| script.lines()) {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            tables.extend(rest.split_whitespace().next());
        }
    }
    for table in tables {
        tx.script(&format!("DROP TABLE IF EXISTS {table}")).await?;
    }
    tx.script("CREATE TABLE migration (number BIGINT NOT NULL PRIMARY KEY)").await
}

async fn migrate(tx: &mut Tx, from: usize, to: usize) -> Result<(), Error> {
    let scripts = if tx.is_sqlite() { SQLITE_MIGRATIONS } else { POSTGRES_MIGRATIONS };
    for (at, script) in scripts.iter().enumerate().take(to).skip(from) {
        tx.script(script).await?;
        let number = i64::try_from(at + 1).unwrap_or(i64::MAX);
        tx.execute("INSERT INTO migration (number) VALUES ($1)", &[number.into()]).await?;
    }
    Ok(())
}

/// Reads the archive from its beginning to its end; ends early when nobody takes the rows any more.
fn read(mut archive: Archive, send: &mpsc::Sender<Load>) -> Result<(), Error> {
    let pass = |load: Load| send.blocking_send(load).ok();
    let schema = archive.manifest().schema;
    for table in archive.tables() {
        let mut rows = Vec::new();
        archive.lines(&table.entry(), |line| {
            rows.push(table.args(line, schema)?);
            if rows.len() >= CHUNK { pass(Load::Rows(table, std::mem::take(&mut rows))) } else { Some(()) }
        })?;
        if pass(Load::Rows(table, rows)).is_none() {
            return Ok(());
        }
    }
    for hash in archive.hashes()?.into_keys() {
        let mut ordinal = 0;
        archive.parts(&hash, Store::PART_BYTES, |content| {
            let part = pass(Load::Part(hash.clone(), ordinal, content));
            ordinal += 1;
            part
        })?;
    }
    Ok(())
}
