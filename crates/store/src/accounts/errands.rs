//! People who are on their way to a sign-in service and are to come back: in which browser, what for, with which secrets.
//! Each way is gone once.

use std::fmt;

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use super::{AccountChanges, micros, optional_id, read_optional_id, time};
use crate::Error;
use crate::sql::{Arg, Row};

/// What somebody goes to the service for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrandPurpose {
    /// To come in.
    SignIn,
    /// To say who he is there, being signed in.
    Link,
    /// To take up an invitation.
    Invitation,
}

impl ErrandPurpose {
    const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Link => "link",
            Self::Invitation => "invitation",
        }
    }
}

/// A way to a service and back.
#[derive(Clone, PartialEq, Eq)]
pub struct Errand {
    /// The hash of the state, which travels with the browser.
    pub hash: String,
    /// The hash of what only the browser that went has.
    pub browser: String,
    /// What for.
    pub purpose: ErrandPurpose,
    /// About which account, where it is about one.
    pub account: Option<RecordId>,
    /// What the signed statement must repeat.
    pub nonce: String,
    /// What the code is exchanged with.
    pub verifier: String,
    /// What belongs to the purpose, as a JSON object.
    pub args: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Without what must not reach a log.
impl fmt::Debug for Errand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Errand").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

fn errand(row: &Row) -> Result<Errand, Error> {
    Ok(Errand {
        hash: row.text(0)?,
        browser: row.text(1)?,
        purpose: match row.text(2)?.as_str() {
            "sign-in" => ErrandPurpose::SignIn,
            "link" => ErrandPurpose::Link,
            "invitation" => ErrandPurpose::Invitation,
            other => return Err(Error::Corrupt(format!("a way to a sign-in service for `{other}`"))),
        },
        account: read_optional_id(row.optional_bytes(3)?)?,
        nonce: row.text(4)?,
        verifier: row.text(5)?,
        args: row.text(6)?,
        expires_at: time(row.int(7)?)?,
    })
}

const COLUMNS: &str = "hash, browser, purpose, account, nonce, verifier, args, expires_at";

impl AccountChanges {
    /// Keeps a way, and forgets those that ended.
    ///
    /// # Errors
    /// The database.
    pub async fn begin_errand(&mut self, errand: &Errand, now: Timestamp) -> Result<(), Error> {
        self.tx.execute("DELETE FROM errand WHERE expires_at <= $1", &[micros(now)]).await?;
        let sql = format!("INSERT INTO errand ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
        let args: [Arg; 8] = [
            errand.hash.as_str().into(),
            errand.browser.as_str().into(),
            errand.purpose.code().into(),
            optional_id(errand.account),
            errand.nonce.as_str().into(),
            errand.verifier.as_str().into(),
            errand.args.as_str().into(),
            micros(errand.expires_at),
        ];
        self.tx.execute(&sql, &args).await?;
        Ok(())
    }

    /// Ends a way and gives what it was for; nothing when it was gone before, has ended, never was, or belongs to another
    /// browser. Two callers never both get it.
    ///
    /// # Errors
    /// The database.
    pub async fn end_errand(
        &mut self,
        hash: &str,
        browser: &str,
        now: Timestamp,
    ) -> Result<Option<Errand>, Error> {
        let is_this = "WHERE hash = $1 AND browser = $2 AND expires_at > $3";
        let args: [Arg; 3] = [hash.into(), browser.into(), micros(now)];
        let rows = self.tx.fetch(&format!("SELECT {COLUMNS} FROM errand {is_this}"), &args).await?;
        let Some(found) = rows.first().map(errand).transpose()? else { return Ok(None) };
        let ended = self.tx.execute(&format!("DELETE FROM errand {is_this}"), &args).await?;
        Ok((ended == 1).then_some(found))
    }
}
