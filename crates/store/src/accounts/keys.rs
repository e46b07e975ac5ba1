//! Keys by which programs use the JSON API in somebody's name.

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use super::account::{Account, WIDTH, account, columns_of};
use super::{AccountChanges, micros, optional_micros, time};
use crate::sql::{Arg, Row};
use crate::{Error, Store};

/// A key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// The name under which it is listed and revoked.
    pub id: String,
    /// The hash of the key; the key itself is only with whoever was shown it.
    pub hash: String,
    /// In whose name it is used.
    pub account: RecordId,
    /// What it is for, in the words of whoever made it.
    pub title: String,
    /// `read` or `write`.
    pub scope: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, hash, account, title, scope, created_at, expires_at, used_at, revoked_at";

fn key(row: &Row, from: usize) -> Result<ApiKey, Error> {
    Ok(ApiKey {
        id: row.text(from)?,
        hash: row.text(from + 1)?,
        account: row.id(from + 2)?,
        title: row.text(from + 3)?,
        scope: row.text(from + 4)?,
        created_at: time(row.int(from + 5)?)?,
        expires_at: time(row.int(from + 6)?)?,
        used_at: row.optional_int(from + 7)?.map(time).transpose()?,
        revoked_at: row.optional_int(from + 8)?.map(time).transpose()?,
    })
}

impl Store {
    /// A key that can be used, with its account.
    ///
    /// # Errors
    /// The database.
    pub async fn api_key(&self, hash: &str, now: Timestamp) -> Result<Option<(ApiKey, Account)>, Error> {
        let (accounts, keys) = (columns_of("account"), COLUMNS.replace(", ", ", api_key."));
        let sql = format!(
            "SELECT {accounts}, api_key.{keys} FROM api_key JOIN account ON account.id = api_key.account \
             WHERE api_key.hash = $1 AND api_key.expires_at > $2 AND api_key.revoked_at IS NULL"
        );
        let rows = self.pool.fetch(&sql, &[hash.into(), micros(now)]).await?;
        rows.first().map(|row| Ok((key(row, WIDTH)?, account(row)?))).transpose()
    }

    /// The keys of an account, newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn api_keys_of(&self, account: RecordId) -> Result<Vec<ApiKey>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM api_key WHERE account = $1 ORDER BY created_at DESC, id");
        self.pool.fetch(&sql, &[account.into()]).await?.iter().map(|row| key(row, 0)).collect()
    }

    /// Notes that a key was used.
    ///
    /// # Errors
    /// The database.
    pub async fn see_api_key(&self, id: &str, at: Timestamp) -> Result<(), Error> {
        self.write("UPDATE api_key SET used_at = $2 WHERE id = $1", &[id.into(), micros(at)]).await?;
        Ok(())
    }
}

impl AccountChanges {
    /// Keeps a key.
    ///
    /// # Errors
    /// The database.
    pub async fn add_api_key(&mut self, key: &ApiKey) -> Result<(), Error> {
        let sql = format!("INSERT INTO api_key ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        let args: [Arg; 9] = [
            key.id.as_str().into(),
            key.hash.as_str().into(),
            key.account.into(),
            key.title.as_str().into(),
            key.scope.as_str().into(),
            micros(key.created_at),
            micros(key.expires_at),
            optional_micros(key.used_at),
            optional_micros(key.revoked_at),
        ];
        self.tx.execute(&sql, &args).await?;
        Ok(())
    }

    /// Revokes a key of an account; `false` when there is none that could be used.
    ///
    /// # Errors
    /// The database.
    pub async fn revoke_api_key(
        &mut self,
        account: RecordId,
        id: &str,
        at: Timestamp,
    ) -> Result<bool, Error> {
        let sql = "UPDATE api_key SET revoked_at = $3 WHERE account = $1 AND id = $2 AND revoked_at IS NULL";
        Ok(self.tx.execute(sql, &[account.into(), id.into(), micros(at)]).await? == 1)
    }
}
