//! One way to speak SQL to both engines: numbered arguments, three column types, transactions that take the write
//! lock at once. Statements are written once with `$1`, which both engines understand.

use std::str::FromStr;
use std::time::Duration;

use futures::future::try_join_all;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection as _, PgConnection, PgPool, Postgres, Row as _,
    SqlSafeStr as _, Sqlite, SqlitePool, Transaction,
};

use crate::Error;
use crate::trim::Trim;
use crate::turn::Turns;

/// An argument of a statement, typed so that an absent one has a type too.
#[derive(Clone, Debug)]
pub(crate) enum Arg {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}
impl From<Option<i64>> for Arg {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<Option<String>> for Arg {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}
impl From<Vec<u8>> for Arg {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Some(value))
    }
}
impl From<Option<Vec<u8>>> for Arg {
    fn from(value: Option<Vec<u8>>) -> Self {
        Self::Bytes(value)
    }
}
impl From<enishi_kit::ids::RecordId> for Arg {
    fn from(value: enishi_kit::ids::RecordId) -> Self {
        Self::Bytes(Some(value.bytes().to_vec()))
    }
}

/// A row of either engine.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

macro_rules! getter {
    ($name:ident, $type:ty) => {
        pub(crate) fn $name(&self, column: usize) -> Result<$type, Error> {
            Ok(match self {
                Self::Sqlite(row) => row.try_get(column)?,
                Self::Postgres(row) => row.try_get(column)?,
            })
        }
    };
}

impl Row {
    getter!(int, i64);
    getter!(optional_int, Option<i64>);
    getter!(text, String);
    getter!(optional_text, Option<String>);
    getter!(bytes, Vec<u8>);
    getter!(optional_bytes, Option<Vec<u8>>);

    pub(crate) fn id(&self, column: usize) -> Result<enishi_kit::ids::RecordId, Error> {
        let bytes: [u8; 16] = self
            .bytes(column)?
            .try_into()
            .map_err(|_| Error::Corrupt("an id is not sixteen bytes".into()))?;
        Ok(enishi_kit::ids::RecordId::from_bytes(bytes))
    }
}

/// Connections to either engine, apart for writers and readers: writers wait for each other at the head of the log, and
/// no reader waits with them. SQLite has one writer.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    Sqlite { write: SqlitePool, read: SqlitePool, turns: Turns, trim: Trim },
    Postgres { write: PgPool, read: PgPool },
}

/// How long a writer of SQLite waits for another process's transaction, in milliseconds.
pub(crate) const BUSY_MS: u32 = 120_000;
/// How long a reader waits for a server that may be gone: no reader holds a connection for long.
const ACQUIRE_READING: Duration = Duration::from_secs(20);
/// How long a writer waits for a connection of the pool: long imports go before him.
const ACQUIRE: Duration = Duration::from_secs(150);

/// How long one question of a reader may take on PostgreSQL: twice what whoever reads pages waits. SQLite has no such limit.
const READING: &str = "SET statement_timeout = '60s'";

impl Pool {
    pub(crate) async fn sqlite(path: &std::path::Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_millis(BUSY_MS.into()))
            // A log that grew while somebody read for long gives its room back.
            .pragma("journal_size_limit", "67108864")
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "MEMORY")
            .statement_cache_capacity(256)
            .disable_statement_logging();
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(ACQUIRE)
            // A file does not go away between two transactions; the connection was asked when it was given back.
            .test_before_acquire(false)
            // When a commit fails for want of room, SQLite ends the transaction itself and sqlx goes on counting it: the
            // only writer would refuse every transaction after that. Such a connection is replaced.
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(ACQUIRE)
            .connect_lazy_with(options.pragma("query_only", "ON").pragma("cache_size", "-2000"));
        Ok(Self::Sqlite { write, read, turns: Turns::of(path), trim: Trim::of(path) })
    }

    pub(crate) async fn postgres(url: &str) -> Result<Self, Error> {
        let options =
            PgConnectOptions::from_str(url)?.statement_cache_capacity(256).disable_statement_logging();
        // The pools take a refusal for a server that is about to be there, and try on in silence. Whoever opens a store is
        // told at once.
        let first = tokio::time::timeout(ACQUIRE_READING, PgConnection::connect_with(&options)).await;
        first.map_err(|_| sqlx::Error::PoolTimedOut)??.close().await?;
        let pool = PgPoolOptions::new();
        let write =
            pool.clone().max_connections(4).acquire_timeout(ACQUIRE).connect_lazy_with(options.clone());
        let read = pool
            .max_connections(8)
            .acquire_timeout(ACQUIRE_READING)
            .after_connect(|connection, _| {
                Box::pin(async move { sqlx::query(READING).execute(connection).await.map(drop) })
            })
            .connect_lazy_with(options);
        Ok(Self::Postgres { write, read })
    }

    pub(crate) const fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite { .. })
    }

    /// Begins a transaction that will write.
    pub(crate) async fn begin(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite { write, turns, .. } => {
                // The connection first: within a process its pool serves in order.
                let connection = write.acquire().await?;
                let turn = turns.take().await?;
                let tx = Transaction::begin(connection, Some("BEGIN IMMEDIATE".into_sql_str())).await?;
                drop(turn);
                Tx::Sqlite(tx)
            }
            Self::Postgres { write, .. } => Tx::Postgres(write.begin().await?),
        })
    }

    /// Begins reading of one state of the store, whatever is committed meanwhile.
    pub(crate) async fn snapshot(&self) -> Result<Tx, Error> {
        let repeatable = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres { read, .. } => {
                let mut tx = read.begin_with(repeatable).await?;
                // Backups and verification read everything, and somebody waits for that.
                sqlx::query("SET LOCAL statement_timeout = 0").execute(&mut *tx).await?;
                Tx::Postgres(tx)
            }
        })
    }

    pub(crate) async fn fetch(&self, sql: &str, args: &[Arg]) -> Result<Vec<Row>, Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                bind_sqlite(sql, args.iter().cloned()).fetch(read).map_ok(Row::Sqlite).try_collect().await?
            }
            Self::Postgres { read, .. } => {
                bind_postgres(sql, args.iter().cloned())
                    .fetch(read)
                    .map_ok(Row::Postgres)
                    .try_collect()
                    .await?
            }
        })
    }

    /// Asks each connection of both pools for single values, all connections held at once so that none is asked twice.
    pub(crate) async fn ask_every_connection(
        &self,
        asked: &[String],
    ) -> Result<Vec<(&'static str, Vec<String>)>, Error> {
        let mut answers = Vec::new();
        match self {
            Self::Sqlite { write, read, .. } => {
                for (role, pool) in [("write", write), ("read", read)] {
                    let most = pool.options().get_max_connections();
                    for connection in &mut try_join_all((0..most).map(|_| pool.acquire())).await? {
                        let mut values = Vec::new();
                        for sql in asked {
                            let row =
                                bind_sqlite(sql, std::iter::empty()).fetch_one(&mut **connection).await?;
                            let row = Row::Sqlite(row);
                            values.push(row.text(0).or_else(|_| Ok::<_, Error>(row.int(0)?.to_string()))?);
                        }
                        answers.push((role, values));
                    }
                }
            }
            Self::Postgres { write, read } => {
                for (role, pool) in [("write", write), ("read", read)] {
                    let most = pool.options().get_max_connections();
                    for connection in &mut try_join_all((0..most).map(|_| pool.acquire())).await? {
                        let mut values = Vec::new();
                        for sql in asked {
                            let row =
                                bind_postgres(sql, std::iter::empty()).fetch_one(&mut **connection).await?;
                            values.push(Row::Postgres(row).text(0)?);
                        }
                        answers.push((role, values));
                    }
                }
            }
        }
        Ok(answers)
    }

    /// Runs a statement outside of any transaction, where writers write.
    pub(crate) async fn run(&self, sql: &str) -> Result<(), Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite { write, .. } => {
                sqlx::raw_sql(sql).execute(write).await?;
            }
            Self::Postgres { write, .. } => {
                sqlx::raw_sql(sql).execute(write).await?;
            }
        }
        Ok(())
    }

    /// Asks where writers write, outside of any transaction.
    pub(crate) async fn ask(&self, sql: &str) -> Result<Vec<Row>, Error> {
        let none = std::iter::empty();
        Ok(match self {
            Self::Sqlite { write, .. } => {
                bind_sqlite(sql, none).fetch(write).map_ok(Row::Sqlite).try_collect().await?
            }
            Self::Postgres { write, .. } => {
                bind_postgres(sql, none).fetch(write).map_ok(Row::Postgres).try_collect().await?
            }
        })
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres { write, read } => {
                read.close().await;
                write.close().await;
            }
        }
    }
}

/// Rows for a table, each as wide as there are columns.
pub(crate) struct Insert {
    pub(crate) table: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) rows: Vec<Vec<Arg>>,
}

/// Up to this many rows get a statement of their very number: what one commit of one record writes.
const EXACT: usize = 32;

/// A transaction of either engine; dropped without `commit` it rolls back.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) const fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    pub(crate) async fn fetch(&mut self, sql: &str, args: &[Arg]) -> Result<Vec<Row>, Error> {
        Ok(match self {
            Self::Sqlite(tx) => {
                bind_sqlite(sql, args.iter().cloned())
                    .fetch(&mut **tx)
                    .map_ok(Row::Sqlite)
                    .try_collect()
                    .await?
            }
            Self::Postgres(tx) => {
                bind_postgres(sql, args.iter().cloned())
                    .fetch(&mut **tx)
                    .map_ok(Row::Postgres)
                    .try_collect()
                    .await?
            }
        })
    }

    /// The rows of a statement without arguments, one after the other.
    pub(crate) fn stream(&mut self, sql: &str) -> BoxStream<'_, Result<Row, Error>> {
        let none = std::iter::empty();
        match self {
            Self::Sqlite(tx) => {
                bind_sqlite(sql, none).fetch(&mut **tx).map_ok(Row::Sqlite).map_err(Error::from).boxed()
            }
            Self::Postgres(tx) => {
                bind_postgres(sql, none).fetch(&mut **tx).map_ok(Row::Postgres).map_err(Error::from).boxed()
            }
        }
    }

    pub(crate) async fn execute(&mut self, sql: &str, args: &[Arg]) -> Result<u64, Error> {
        self.execute_with(sql, args.iter().cloned()).await
    }

    async fn execute_with(&mut self, sql: &str, args: impl Iterator<Item = Arg>) -> Result<u64, Error> {
        Ok(match self {
            Self::Sqlite(tx) => bind_sqlite(sql, args).execute(&mut **tx).await?.rows_affected(),
            Self::Postgres(tx) => bind_postgres(sql, args).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Runs a script of several statements without arguments.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), Error> {
        match self {
            Self::Sqlite(tx) => {
                sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut **tx).await?;
            }
            Self::Postgres(tx) => {
                sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut **tx).await?;
            }
        }
        Ok(())
    }

    /// Inserts rows into tables. The few rows of one change go to SQLite together: each statement sent alone waits for
    /// the thread of the connection, there and back.
    pub(crate) async fn insert_into<const N: usize>(&mut self, parts: [Insert; N]) -> Result<(), Error> {
        if !self.is_sqlite() || parts.iter().any(|part| part.rows.len() > EXACT) {
            for part in parts {
                self.insert(part.table, part.columns, part.rows).await?;
            }
            return Ok(());
        }
        let filled = parts.iter().filter(|part| !part.rows.is_empty());
        let sql = filled.map(|part| insert_statement(true, part.table, part.columns, part.rows.len()));
        let sql = sql.collect::<Vec<_>>().join("; ");
        if !sql.is_empty() {
            self.execute_with(&sql, parts.into_iter().flat_map(|part| part.rows).flatten()).await?;
        }
        Ok(())
    }

    /// Inserts rows of the same width, many to a statement.
    ///
    /// Cost: one statement per 2,000 arguments, prepared once per connection.
    pub(crate) async fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: Vec<Vec<Arg>>,
    ) -> Result<(), Error> {
        let most = (2_000 / columns.len().max(1)).max(1);
        let mut left = rows.len();
        let mut rows = rows.into_iter();
        while left > 0 {
            // Few different lengths, so that few statements are prepared.
            let length = match left {
                _ if left >= most => most,
                ..=EXACT => left,
                _ => 1 << left.ilog2(),
            };
            let sql = insert_statement(self.is_sqlite(), table, columns, length);
            self.execute_with(&sql, rows.by_ref().take(length).flatten()).await?;
            left -= length;
        }
        Ok(())
    }

    /// Ends reading. Dropped without this, the engine would hear of the end only when the connection is used again,
    /// and keep what the transaction could see until then.
    pub(crate) async fn end(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

fn insert_statement(is_sqlite: bool, table: &str, columns: &[&str], rows: usize) -> String {
    let mut sql = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
    let mut number = 0;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns.len() {
            number += 1;
            if column > 0 {
                sql.push_str(", ");
            }
            // SQLite looks a numbered argument up among all others while preparing: quadratic for long statements.
            if is_sqlite {
                sql.push('?');
            } else {
                sql.push_str(&format!("${number}"));
            }
        }
        sql.push(')');
    }
    sql
}

/// `$from, $from+1, ..` for a list of that many arguments; `NULL`, which equals nothing, for a list of none.
pub(crate) fn places(from: usize, count: usize) -> String {
    if count == 0 {
        return "NULL".to_owned();
    }
    (from..from + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

fn bind_sqlite<'q>(
    sql: &str,
    args: impl Iterator<Item = Arg>,
) -> sqlx::query::Query<'q, Sqlite, sqlx::sqlite::SqliteArguments> {
    args.fold(sqlx::query(AssertSqlSafe(sql.to_owned())), |query, arg| match arg {
        Arg::Int(value) => query.bind(value),
        Arg::Text(value) => query.bind(value),
        Arg::Bytes(value) => query.bind(value),
    })
}

fn bind_postgres<'q>(
    sql: &str,
    args: impl Iterator<Item = Arg>,
) -> sqlx::query::Query<'q, Postgres, sqlx::postgres::PgArguments> {
    args.fold(sqlx::query(AssertSqlSafe(sql.to_owned())), |query, arg| match arg {
        Arg::Int(value) => query.bind(value),
        Arg::Text(value) => query.bind(value),
        Arg::Bytes(value) => query.bind(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fault;

    #[tokio::test]
    async fn a_store_without_room_says_so_and_goes_on_when_there_is_some() {
        let folder = tempfile::tempdir().unwrap();
        let pool = Pool::sqlite(&folder.path().join("enishi.sqlite")).await.unwrap();
        let run = async |sql: &str| {
            let mut tx = pool.begin().await?;
            tx.script(sql).await?;
            tx.commit().await
        };
        run("CREATE TABLE row (text TEXT)").await.unwrap();
        let insert =
            "INSERT INTO row SELECT hex(randomblob(2000)) FROM (SELECT 1 UNION SELECT 2 UNION SELECT 3)";
        run("PRAGMA max_page_count = 12").await.unwrap();
        let mut written = 0;
        let error = loop {
            match run(insert).await {
                Ok(()) => written += 3,
                Err(error) => break error,
            }
            assert!(written < 1_000);
        };
        assert_eq!(error.fault(), Some(Fault::Full), "{error}");
        let count = async || pool.fetch("SELECT count(*) FROM row", &[]).await.unwrap()[0].int(0).unwrap();
        assert_eq!(count().await, written);
        run("PRAGMA max_page_count = 100000").await.unwrap();
        run(insert).await.unwrap();
        assert_eq!(count().await, written + 3);
    }
}
