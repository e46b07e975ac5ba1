//! Batches: what an import staged, and what became of it.

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use crate::sql::Arg;
use crate::{Error, Store};

/// How far a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// Rows are staged; nothing is written.
    Staged,
    /// It is written in parts, and some of them stand.
    Applying,
    /// Its commit stands.
    Done,
    /// It was undone.
    Undone,
}

impl BatchState {
    /// The word in the store and in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Applying => "applying",
            Self::Done => "done",
            Self::Undone => "undone",
        }
    }

    fn parse(code: &str) -> Result<Self, Error> {
        [Self::Staged, Self::Applying, Self::Done, Self::Undone]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| Error::Corrupt(format!("a batch is in the unknown state `{code}`")))
    }
}

/// Changes that belong together and can be undone together: an import, a merge, a first start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its name: what it is (`import-`, `merge-`, `start-`) and random characters.
    pub id: String,
    /// The kind that the rows are of.
    pub kind: String,
    /// The file's name, for people.
    pub title: String,
    /// How far it is.
    pub state: BatchState,
    /// When it was staged, done or undone.
    pub at: Timestamp,
    /// Counts and problems as JSON, written by the use case.
    pub report: String,
}

impl Store {
    /// Writes a batch's state and report, making it if needed.
    ///
    /// # Errors
    /// The database.
    pub async fn save_batch(&self, batch: &Batch) -> Result<(), Error> {
        let mut tx = self.pool.begin().await?;
        save(&mut tx, batch).await?;
        tx.commit().await
    }

    /// Finds a batch.
    ///
    /// # Errors
    /// The database.
    pub async fn batch(&self, id: &str) -> Result<Option<Batch>, Error> {
        let sql = "SELECT id, kind, title, state, at, report FROM batch WHERE id = $1";
        let rows = self.pool.fetch(sql, &[id.into()]).await?;
        rows.first().map(read_batch).transpose()
    }

    /// The newest batches whose names begin like this.
    ///
    /// # Errors
    /// The database.
    pub async fn batches(&self, beginning: &str, limit: u32) -> Result<Vec<Batch>, Error> {
        self.newest_batches(beginning, None, limit).await
    }

    /// The same of one kind of record.
    ///
    /// # Errors
    /// The database.
    pub async fn batches_of(&self, beginning: &str, kind: &str, limit: u32) -> Result<Vec<Batch>, Error> {
        self.newest_batches(beginning, Some(kind), limit).await
    }

    async fn newest_batches(
        &self,
        beginning: &str,
        kind: Option<&str>,
        limit: u32,
    ) -> Result<Vec<Batch>, Error> {
        let length = i64::try_from(beginning.chars().count()).unwrap_or(i64::MAX);
        let mut args: Vec<Arg> = vec![length.into(), beginning.into()];
        let of_kind = if kind.is_some() { " AND kind = $3" } else { "" };
        args.extend(kind.map(Arg::from));
        let sql = format!(
            "SELECT id, kind, title, state, at, report FROM batch WHERE substr(id, 1, CAST($1 AS INTEGER)) = $2\
             {of_kind} ORDER BY at DESC, id LIMIT {limit}"
        );
        self.pool.fetch(&sql, &args).await?.iter().map(read_batch).collect()
    }

    /// The batches that are written in parts and are not done.
    ///
    /// # Errors
    /// The database.
    pub async fn batches_under_way(&self) -> Result<Vec<Batch>, Error> {
        let sql =
            "SELECT id, kind, title, state, at, report FROM batch WHERE state = 'applying' ORDER BY at, id";
        self.pool.fetch(sql, &[]).await?.iter().map(read_batch).collect()
    }

    /// The records that a batch has changed so far.
    ///
    /// # Errors
    /// The database.
    pub async fn changed_by(&self, batch: &str) -> Result<Vec<RecordId>, Error> {
        let sql =
            "SELECT DISTINCT c.id FROM log_change c JOIN log_commit k ON k.seq = c.seq WHERE k.batch = $1";
        self.pool.fetch(sql, &[batch.into()]).await?.iter().map(|row| row.id(0)).collect()
    }

    /// Who made the first commit of a batch; `None` while it has none.
    ///
    /// # Errors
    /// The database.
    pub async fn actor_of(&self, batch: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT actor FROM log_commit WHERE batch = $1 ORDER BY seq LIMIT 1";
        self.pool.fetch(sql, &[batch.into()]).await?.first().map(|row| row.text(0)).transpose()
    }

    /// Forgets a batch that never got further than staging, with its rows; `true` when there was one.
    ///
    /// # Errors
    /// The database.
    pub async fn discard_batch(&self, id: &str) -> Result<bool, Error> {
        let mut tx = self.pool.begin().await?;
        let gone =
            tx.execute("DELETE FROM batch WHERE id = $1 AND state = 'staged'", &[id.into()]).await? > 0;
        if gone {
            tx.execute("DELETE FROM import_stage WHERE batch = $1", &[id.into()]).await?;
        }
        tx.commit().await?;
        Ok(gone)
    }

    /// Stages rows of a batch; `first` is the ordinal of the first of them.
    ///
    /// # Errors
    /// The database.
    pub async fn stage(&self, batch: &str, first: u64, rows: &[String]) -> Result<(), Error> {
        let mut tx = self.pool.begin().await?;
        let rows: Vec<Vec<Arg>> = rows
            .iter()
            .zip(first..)
            .map(|(content, ordinal)| {
                vec![batch.into(), i64::try_from(ordinal).unwrap_or(i64::MAX).into(), content.as_str().into()]
            })
            .collect();
        tx.insert("import_stage", &["batch", "ordinal", "content"], rows).await?;
        tx.commit().await
    }

    /// Reads staged rows that follow an ordinal (-1 for the beginning), in order.
    ///
    /// # Errors
    /// The database.
    pub async fn staged(&self, batch: &str, after: i64, limit: u32) -> Result<Vec<(i64, String)>, Error> {
        let sql = format!(
            "SELECT ordinal, content FROM import_stage WHERE batch = $1 AND ordinal > $2 ORDER BY ordinal LIMIT {limit}"
        );
        let mut rows = Vec::new();
        for row in self.pool.fetch(&sql, &[batch.into(), after.into()]).await? {
            rows.push((row.int(0)?, row.text(1)?));
        }
        Ok(rows)
    }

    /// Forgets staged rows, and batches that never got further than staging, older than `before`.
    ///
    /// # Errors
    /// The database.
    pub async fn clear_stages(&self, before: Timestamp) -> Result<(), Error> {
        let mut tx = self.pool.begin().await?;
        let args: [Arg; 1] = [before.as_microsecond().into()];
        let old = "SELECT id FROM batch WHERE state = 'staged' AND at < $1";
        tx.execute(&format!("DELETE FROM import_stage WHERE batch IN ({old})"), &args).await?;
        tx.execute("DELETE FROM batch WHERE state = 'staged' AND at < $1", &args).await?;
        tx.commit().await
    }
}

impl crate::Transaction<'_> {
    /// Writes a batch's state and report within this transaction and forgets its staged rows.
    ///
    /// # Errors
    /// The database.
    pub async fn save_batch(&mut self, batch: &Batch) -> Result<(), Error> {
        save(&mut self.tx, batch).await?;
        if !matches!(batch.state, BatchState::Staged | BatchState::Applying) {
            self.tx.execute("DELETE FROM import_stage WHERE batch = $1", &[batch.id.as_str().into()]).await?;
        }
        Ok(())
    }

    /// Writes how far a batch is within this transaction and forgets the staged rows that it brought: those up to an
    /// ordinal. Gives how many those were, so that two who go on with a batch do not both bring them.
    ///
    /// # Errors
    /// The database.
    pub async fn advance(&mut self, batch: &Batch, through: i64) -> Result<u64, Error> {
        save(&mut self.tx, batch).await?;
        let sql = "DELETE FROM import_stage WHERE batch = $1 AND ordinal <= $2";
        self.tx.execute(sql, &[batch.id.as_str().into(), through.into()]).await
    }
}

async fn save(tx: &mut crate::sql::Tx, batch: &Batch) -> Result<(), Error> {
    let args: [Arg; 6] = [
        batch.id.as_str().into(),
        batch.kind.as_str().into(),
        batch.title.as_str().into(),
        batch.state.code().into(),
        batch.at.as_microsecond().into(),
        batch.report.as_str().into(),
    ];
    let sql = "INSERT INTO batch (id, kind, title, state, at, report) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (id) DO UPDATE SET state = excluded.state, at = excluded.at, report = excluded.report";
    tx.execute(sql, &args).await?;
    Ok(())
}

fn read_batch(row: &crate::sql::Row) -> Result<Batch, Error> {
    Ok(Batch {
        id: row.text(0)?,
        kind: row.text(1)?,
        title: row.text(2)?,
        state: BatchState::parse(&row.text(3)?)?,
        at: Timestamp::from_microsecond(row.int(4)?).map_err(|error| Error::Corrupt(error.to_string()))?,
        report: row.text(5)?,
    })
}
