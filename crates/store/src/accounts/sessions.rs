//! Sessions of browsers.

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use super::account::{Account, WIDTH, account, columns_of};
use super::{AccountChanges, micros, time};
use crate::sql::{Arg, Row};
use crate::{Error, Store};

/// What a session is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Its browser is signed in.
    Open,
    /// The passphrase was right; the second step is still to be taken.
    Code,
}

impl SessionState {
    const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Code => "code",
        }
    }
}

/// A session of a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The hash of the token; the token itself is only in the browser.
    pub hash: String,
    /// The name under which it is listed and ended.
    pub id: String,
    /// Whose it is.
    pub account: RecordId,
    /// What it is good for.
    pub state: SessionState,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it ends whatever happens.
    pub ends_at: Timestamp,
    /// What the browser says it is.
    pub browser: String,
}

const COLUMNS: &str = "hash, id, account, state, created_at, seen_at, ends_at, browser";

fn session(row: &Row, from: usize) -> Result<Session, Error> {
    Ok(Session {
        hash: row.text(from)?,
        id: row.text(from + 1)?,
        account: row.id(from + 2)?,
        state: match row.text(from + 3)?.as_str() {
            "open" => SessionState::Open,
            "code" => SessionState::Code,
            other => return Err(Error::Corrupt(format!("a session in the state `{other}`"))),
        },
        created_at: time(row.int(from + 4)?)?,
        seen_at: time(row.int(from + 5)?)?,
        ends_at: time(row.int(from + 6)?)?,
        browser: row.text(from + 7)?,
    })
}

impl Store {
    /// A session that has not ended, with its account.
    ///
    /// # Errors
    /// The database.
    pub async fn session(&self, hash: &str, now: Timestamp) -> Result<Option<(Session, Account)>, Error> {
        let (accounts, sessions) = (columns_of("account"), COLUMNS.replace(", ", ", session."));
        let sql = format!(
            "SELECT {accounts}, session.{sessions} FROM session JOIN account ON account.id = session.account \
             WHERE session.hash = $1 AND session.ends_at > $2"
        );
        let rows = self.pool.fetch(&sql, &[hash.into(), micros(now)]).await?;
        rows.first().map(|row| Ok((session(row, WIDTH)?, account(row)?))).transpose()
    }

    /// The sessions of an account that have not ended, the one used last first.
    ///
    /// # Errors
    /// The database.
    pub async fn sessions_of(&self, account: RecordId, now: Timestamp) -> Result<Vec<Session>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM session WHERE account = $1 AND ends_at > $2 AND state = 'open' \
             ORDER BY seen_at DESC, id"
        );
        let rows = self.pool.fetch(&sql, &[account.into(), micros(now)]).await?;
        rows.iter().map(|row| session(row, 0)).collect()
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// The database.
    pub async fn see_session(&self, hash: &str, at: Timestamp) -> Result<(), Error> {
        self.write("UPDATE session SET seen_at = $2 WHERE hash = $1", &[hash.into(), micros(at)]).await?;
        Ok(())
    }

    /// Ends a session; `true` when there was one. Two callers never both get `true`.
    ///
    /// # Errors
    /// The database.
    pub async fn end_session(&self, hash: &str) -> Result<bool, Error> {
        Ok(self.write("DELETE FROM session WHERE hash = $1", &[hash.into()]).await? > 0)
    }
}

impl AccountChanges {
    /// Begins a session, and forgets those that have ended.
    ///
    /// # Errors
    /// The database.
    pub async fn begin_session(&mut self, session: &Session) -> Result<(), Error> {
        self.tx.execute("DELETE FROM session WHERE ends_at <= $1", &[micros(session.created_at)]).await?;
        let sql = format!("INSERT INTO session ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
        let args: [Arg; 8] = [
            session.hash.as_str().into(),
            session.id.as_str().into(),
            session.account.into(),
            session.state.code().into(),
            micros(session.created_at),
            micros(session.seen_at),
            micros(session.ends_at),
            session.browser.as_str().into(),
        ];
        self.tx.execute(&sql, &args).await?;
        Ok(())
    }

    /// Ends a session; `true` when there was one.
    ///
    /// # Errors
    /// The database.
    pub async fn end_session(&mut self, hash: &str) -> Result<bool, Error> {
        Ok(self.tx.execute("DELETE FROM session WHERE hash = $1", &[hash.into()]).await? > 0)
    }

    /// Ends a session of an account by the name under which it is listed; `true` when there was one.
    ///
    /// # Errors
    /// The database.
    pub async fn end_session_of(&mut self, account: RecordId, id: &str) -> Result<bool, Error> {
        let sql = "DELETE FROM session WHERE account = $1 AND id = $2";
        Ok(self.tx.execute(sql, &[account.into(), id.into()]).await? > 0)
    }

    /// Ends the sessions of an account, but for the one with this hash. Gives how many there were.
    ///
    /// # Errors
    /// The database.
    pub async fn end_sessions_of(&mut self, account: RecordId, but: &str) -> Result<u64, Error> {
        let sql = "DELETE FROM session WHERE account = $1 AND hash <> $2";
        self.tx.execute(sql, &[account.into(), but.into()]).await
    }
}
