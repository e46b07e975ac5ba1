//! Opening a store: where it is, which schema it has, what every part of it shares.

use std::path::PathBuf;
use std::sync::Arc;

use enishi_kind::Registry;
use enishi_kit::clock::Clock;
use enishi_kit::ids::IdSource;

use crate::Error;
use crate::counts::Counts;
use crate::sql::{Arg, Pool};

pub(crate) const SQLITE_MIGRATIONS: &[&str] = &[
    include_str!("../migrations/sqlite/0001_records.sql"),
    include_str!("../migrations/sqlite/0002_moments.sql"),
    include_str!("../migrations/sqlite/0003_blobs.sql"),
    include_str!("../migrations/sqlite/0004_trust.sql"),
    include_str!("../migrations/sqlite/0005_seals.sql"),
    include_str!("../migrations/sqlite/0006_jobs.sql"),
    include_str!("../migrations/sqlite/0007_accounts.sql"),
    include_str!("../migrations/sqlite/0008_identities.sql"),
    include_str!("../migrations/sqlite/0009_ended.sql"),
];
pub(crate) const POSTGRES_MIGRATIONS: &[&str] = &[
    include_str!("../migrations/postgres/0001_records.sql"),
    include_str!("../migrations/postgres/0002_moments.sql"),
    include_str!("../migrations/postgres/0003_blobs.sql"),
    include_str!("../migrations/postgres/0004_trust.sql"),
    include_str!("../migrations/postgres/0005_seals.sql"),
    include_str!("../migrations/postgres/0006_jobs.sql"),
    include_str!("../migrations/postgres/0007_accounts.sql"),
    include_str!("../migrations/postgres/0008_identities.sql"),
    include_str!("../migrations/postgres/0009_ended.sql"),
];
/// The advisory lock under which PostgreSQL migrates: the bytes of "enishi".
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(111550592968809)";

/// Where a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A folder; the database is `enishi.sqlite` in it.
    Folder(PathBuf),
    /// A PostgreSQL address.
    Postgres(String),
}

/// A record store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: Pool,
    pub(crate) registry: Arc<Registry>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn IdSource>,
    pub(crate) counts: Counts,
}

impl Store {
    /// Opens a store, making it or bringing its schema up to date first.
    ///
    /// # Errors
    /// The folder or database cannot be used, or a newer program wrote it.
    pub async fn open(
        location: &Location,
        registry: Arc<Registry>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
    ) -> Result<Self, Error> {
        let pool = match location {
            Location::Folder(folder) => {
                crate::make_folder(folder)
                    .map_err(|source| Error::Folder { path: folder.clone(), source })?;
                Pool::sqlite(&folder.join("enishi.sqlite")).await?
            }
            Location::Postgres(url) => Pool::postgres(url).await?,
        };
        let store = Self { pool, registry, clock, ids, counts: Counts::default() };
        store.migrate().await?;
        store.raise().await?;
        store.clear().await?;
        Ok(store)
    }

    /// The kinds of this store.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The clock that stamps commits.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Where new ids and random tokens come from.
    #[must_use]
    pub fn ids(&self) -> &dyn IdSource {
        &*self.ids
    }

    /// Ends every connection; what was acknowledged is already safe without this.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// `sqlite` or `postgresql`.
    #[must_use]
    pub const fn engine(&self) -> &'static str {
        if self.pool.is_sqlite() { "sqlite" } else { "postgresql" }
    }

    /// How many migrations a store has that is no longer empty; asked without waiting for a writer.
    async fn migrations_found(&self) -> Result<Option<usize>, Error> {
        let sql = if self.pool.is_sqlite() {
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
        } else {
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'"
        };
        let tables = self.pool.fetch(sql, &[]).await?.first().map_or(Ok(0), |row| row.int(0))?;
        if tables == 0 {
            return Ok(None);
        }
        let count = self.pool.fetch("SELECT count(*) FROM migration", &[]).await?;
        let found = count.first().map_or(Ok(0), |row| row.int(0))?;
        Ok(Some(usize::try_from(found).unwrap_or(usize::MAX)))
    }

    async fn migrate(&self) -> Result<(), Error> {
        let known = if self.pool.is_sqlite() { SQLITE_MIGRATIONS } else { POSTGRES_MIGRATIONS };
        // Whoever opens a store beside a long import does not wait for its end.
        if self.migrations_found().await? == Some(known.len()) {
            return Ok(());
        }
        let mut tx = self.pool.begin().await?;
        if !tx.is_sqlite() {
            tx.script(MIGRATION_LOCK).await?;
        }
        tx.script("CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL PRIMARY KEY)").await?;
        let count = tx.fetch("SELECT count(*) FROM migration", &[]).await?;
        let found = count.first().map_or(Ok(0), |row| row.int(0))?;
        let found = usize::try_from(found).unwrap_or(usize::MAX);
        if found > known.len() {
            return Err(Error::Newer { found, known: known.len() });
        }
        for (number, script) in known.iter().enumerate().skip(found) {
            tx.script(script).await?;
            let number = i64::try_from(number + 1).unwrap_or(i64::MAX);
            tx.execute("INSERT INTO migration (number) VALUES ($1)", &[number.into()]).await?;
            if number == 1 {
                // 16 characters of base 32 are 80 random bits: two stores never share an epoch.
                let epoch = self.ids.token(16);
                let args: [Arg; 1] = [epoch.into()];
                tx.execute("INSERT INTO log_head (one, seq, at, epoch) VALUES (1, 0, 0, $1)", &args).await?;
            }
        }
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A script in the words of neither engine: types by meaning, without storage options and collations.
    fn logical(script: &str) -> Vec<String> {
        script
            .lines()
            .map(|line| {
                line.replace("BLOB", "bytes")
                    .replace("BYTEA", "bytes")
                    .replace("INTEGER", "whole")
                    .replace("BIGINT", "whole")
                    .replace(" COLLATE \"C\"", "")
                    .replace(" STRICT, WITHOUT ROWID", "")
                    .replace(" STRICT", "")
            })
            .filter(|line| !line.trim_start().starts_with("--") && !line.trim().is_empty())
            .collect()
    }

    #[test]
    fn both_engines_have_the_same_logical_schema() {
        assert_eq!(SQLITE_MIGRATIONS.len(), POSTGRES_MIGRATIONS.len());
        for (sqlite, postgres) in SQLITE_MIGRATIONS.iter().zip(POSTGRES_MIGRATIONS) {
            assert_eq!(logical(sqlite), logical(postgres));
            assert!(logical(sqlite).len() > 2, "something is compared");
        }
    }
}
