//! Links that work once: an invitation, a new passphrase, the first administrator, a new address.

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use super::{AccountChanges, micros, optional_id, read_optional_id, time};
use crate::sql::{Arg, Row};
use crate::{Error, Store};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To take up an account that was made for somebody.
    Invitation,
    /// To choose a new passphrase.
    Reset,
    /// To make the first administrator.
    First,
    /// To confirm a new e-mail address.
    Address,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::First => "first",
            Self::Address => "address",
        }
    }
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The hash of its token.
    pub hash: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Whose it is; nobody's before there is an administrator.
    pub account: Option<RecordId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The e-mail address that it confirms, as it was typed.
    pub address: Option<String>,
}

fn link(row: &Row) -> Result<Link, Error> {
    Ok(Link {
        hash: row.text(0)?,
        purpose: match row.text(1)?.as_str() {
            "invitation" => Purpose::Invitation,
            "reset" => Purpose::Reset,
            "first" => Purpose::First,
            "address" => Purpose::Address,
            other => return Err(Error::Corrupt(format!("a link for `{other}`"))),
        },
        account: read_optional_id(row.optional_bytes(2)?)?,
        created_at: time(row.int(3)?)?,
        expires_at: time(row.int(4)?)?,
        address: row.optional_text(5)?,
    })
}

impl Store {
    /// A link that can still be used.
    ///
    /// # Errors
    /// The database.
    pub async fn link(&self, hash: &str, now: Timestamp) -> Result<Option<Link>, Error> {
        let sql = "SELECT hash, purpose, account, created_at, expires_at, address FROM link \
                   WHERE hash = $1 AND used_at IS NULL AND expires_at > $2";
        self.pool.fetch(sql, &[hash.into(), micros(now)]).await?.first().map(link).transpose()
    }
}

impl AccountChanges {
    /// Keeps a link, and forgets those that ended.
    ///
    /// # Errors
    /// The database.
    pub async fn save_link(&mut self, link: &Link) -> Result<(), Error> {
        self.tx.execute("DELETE FROM link WHERE expires_at <= $1", &[micros(link.created_at)]).await?;
        let sql = "INSERT INTO link (hash, purpose, account, created_at, expires_at, address) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let args: [Arg; 6] = [
            link.hash.as_str().into(),
            link.purpose.code().into(),
            optional_id(link.account),
            micros(link.created_at),
            micros(link.expires_at),
            link.address.clone().into(),
        ];
        self.tx.execute(sql, &args).await?;
        Ok(())
    }

    /// Uses a link up; `false` when it was used, has ended or never was. Two callers never both get `true`.
    ///
    /// # Errors
    /// The database.
    pub async fn use_link(&mut self, hash: &str, now: Timestamp) -> Result<bool, Error> {
        let sql = "UPDATE link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2";
        Ok(self.tx.execute(sql, &[hash.into(), micros(now)]).await? == 1)
    }

    /// Ends the links of an account.
    ///
    /// # Errors
    /// The database.
    pub async fn end_links_of(&mut self, account: RecordId) -> Result<(), Error> {
        self.tx.execute("DELETE FROM link WHERE account = $1 AND used_at IS NULL", &[account.into()]).await?;
        Ok(())
    }
}
