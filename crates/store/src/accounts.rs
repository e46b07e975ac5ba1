//! Who may come in, and what was done about it: accounts, links, sessions, attempts, events, mail that waits. They stand
//! beside the records and have no part in their log.
//!
//! Not here: what a passphrase must be, who may do what, what a mail says.

mod account;
mod attempts;
mod errands;
mod events;
mod identities;
mod keys;
mod links;
mod mail;
mod sessions;

use jiff::Timestamp;

pub(crate) use account::close_accounts_of;
pub use account::{Account, AccountState};
pub use attempts::Attempts;
pub use errands::{Errand, ErrandPurpose};
pub use events::{AccountEvent, EventQuery};
pub use identities::Identity;
pub use keys::ApiKey;
pub use links::{Link, Purpose};
pub use mail::{Mail, MailState};
pub use sessions::{Session, SessionState};

use crate::sql::{Arg, Tx};
use crate::{Error, Store};

/// Changes to accounts and what belongs to them, all or nothing; dropped without `commit` they never were.
pub struct AccountChanges {
    tx: Tx,
}

impl std::fmt::Debug for AccountChanges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountChanges").finish_non_exhaustive()
    }
}

/// The advisory lock under which PostgreSQL changes who administers: the bytes of "admins".
const ADMINISTRATORS: &str = "SELECT pg_advisory_xact_lock(107126743134835)";

impl Store {
    /// Begins changes to accounts.
    ///
    /// # Errors
    /// The database.
    pub async fn change_accounts(&self) -> Result<AccountChanges, Error> {
        Ok(AccountChanges { tx: self.pool.begin().await? })
    }
}

impl AccountChanges {
    /// Waits for whoever else changes who administers. SQLite has one writer anyway.
    ///
    /// # Errors
    /// The database.
    pub async fn lock_administrators(&mut self) -> Result<(), Error> {
        if self.tx.is_sqlite() { Ok(()) } else { self.tx.script(ADMINISTRATORS).await }
    }

    /// Makes the changes stand.
    ///
    /// # Errors
    /// The database.
    pub async fn commit(self) -> Result<(), Error> {
        self.tx.commit().await
    }

    async fn number(&mut self, sql: &str, args: &[Arg]) -> Result<u64, Error> {
        Ok(self.tx.fetch(sql, args).await?.first().map_or(Ok(0), |row| row.int(0))?.unsigned_abs())
    }
}

fn micros(at: Timestamp) -> Arg {
    at.as_microsecond().into()
}

fn optional_micros(at: Option<Timestamp>) -> Arg {
    Arg::Int(at.map(Timestamp::as_microsecond))
}

fn time(micros: i64) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(micros).map_err(|error| Error::Corrupt(error.to_string()))
}

fn flag(value: bool) -> Arg {
    i64::from(value).into()
}

fn optional_id(id: Option<enishi_kit::ids::RecordId>) -> Arg {
    Arg::Bytes(id.map(|id| id.bytes().to_vec()))
}

fn read_optional_id(bytes: Option<Vec<u8>>) -> Result<Option<enishi_kit::ids::RecordId>, Error> {
    let wrong = |_| Error::Corrupt("an id is not sixteen bytes".to_owned());
    bytes.map(|bytes| bytes.try_into().map(enishi_kit::ids::RecordId::from_bytes).map_err(wrong)).transpose()
}
