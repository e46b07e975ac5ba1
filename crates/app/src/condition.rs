//! What condition the installation is in: for whoever runs it. Nothing here is for readers.

use jiff::Timestamp;

use crate::{App, Error};

/// Log, index and store in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The last commit; 0 before the first.
    pub seq: i64,
    /// When it was made.
    pub last_commit: Option<Timestamp>,
    /// Bytes of the database.
    pub bytes: i64,
    /// Commits that the index does not hold.
    pub behind: i64,
}

impl App {
    /// The condition now.
    ///
    /// # Errors
    /// The store.
    pub async fn condition(&self) -> Result<Condition, Error> {
        let store = self.store.condition().await?;
        let index = self.matcher.state().await?;
        let (seq, last_commit, bytes) = (store.seq, store.last_commit, store.bytes);
        Ok(Condition { seq, last_commit, bytes, behind: index.behind })
    }

    /// What the engine promises on each connection of the pools.
    ///
    /// # Errors
    /// The store.
    pub async fn connections(&self) -> Result<Vec<enishi_store::Connection>, Error> {
        Ok(self.store.connections().await?)
    }

    /// The versions of engine and schema.
    ///
    /// # Errors
    /// The store.
    pub async fn software(&self) -> Result<enishi_store::Software, Error> {
        Ok(self.store.software().await?)
    }
}
