//! Whose turn it is to write to a store of SQLite.
//!
//! Who waits for SQLite's lock asks again every tenth of a second, so a process that writes one transaction after the other
//! would shut all others out. Whoever is about to begin takes the turn, and gives it back as soon as it has begun: between two
//! parts of a large import, those who wait come first. The system gives a turn back when its process ends, however it ends.
//! PostgreSQL wakes those who wait at once; there a moment is enough (`Store::give_way`).

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::{Error, Store};

/// The file beside the database whose lock is the turn.
const NAME: &str = "writing.lock";
/// Who has the turn for so long stands still. SQLite's own lock then decides, and says that the store is busy.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long who writes much leaves the head of the log alone on PostgreSQL: a row that is free again goes to whoever asks
/// first, and those who are woken ask a little later.
const MOMENT: Duration = Duration::from_millis(20);

impl Store {
    /// Lets those who wait write before the next transaction of the same long work, and cuts off what has gathered.
    ///
    /// # Errors
    /// The database.
    pub async fn give_way(&self) -> Result<(), Error> {
        if self.pool.is_sqlite() {
            self.trim_long_work().await
        } else {
            tokio::time::sleep(MOMENT).await;
            Ok(())
        }
    }
}

/// The turns of one store, for one process.
#[derive(Clone, Debug)]
pub(crate) struct Turns {
    path: PathBuf,
}

/// The turn, until this is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    _file: Option<File>,
}

impl Turns {
    /// The turns of a database.
    pub(crate) fn of(database: &Path) -> Self {
        Self { path: database.with_file_name(NAME) }
    }

    /// Waits until the turn has come.
    pub(crate) async fn take(&self) -> Result<Turn, Error> {
        let failed = |source| Error::Folder { path: self.path.clone(), source };
        let open = File::options().create(true).truncate(false).write(true).open(&self.path);
        let file = open.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => return Ok(Turn { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let waiting = tokio::task::spawn_blocking(move || file.lock().map(|()| file));
        match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(Ok(locked)) => Ok(Turn { _file: Some(locked.map_err(failed)?) }),
            Ok(Err(ended)) => Err(failed(std::io::Error::other(ended))),
            Err(_) => Ok(Turn { _file: None }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_waits_comes_when_the_turn_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let turns = Turns::of(&folder.path().join("enishi.sqlite"));
        let first = turns.take().await.unwrap();
        let other = turns.clone();
        let mut second = tokio::spawn(async move { other.take().await });
        let early = tokio::time::timeout(Duration::from_millis(50), &mut second).await;
        assert!(early.is_err(), "one at a time");
        drop(first);
        let second = second.await.unwrap().unwrap();
        // Who gave up waiting holds nothing when its turn would have come.
        let other = turns.clone();
        let given_up = tokio::spawn(async move { other.take().await.map(drop) });
        tokio::task::yield_now().await;
        given_up.abort();
        drop(second);
        turns.take().await.unwrap();
    }
}
