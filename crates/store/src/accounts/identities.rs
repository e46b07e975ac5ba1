//! Who somebody is at a sign-in service: the name of the service and his lasting name there.

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use super::account::{Account, WIDTH, account, columns_of};
use super::{AccountChanges, micros, optional_micros, time};
use crate::sql::{Arg, Row};
use crate::{Error, Store};

/// Somebody at a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The address that names the service.
    pub issuer: String,
    /// His lasting name there.
    pub subject: String,
    /// His account here.
    pub account: RecordId,
    /// When he said that it is his.
    pub made_at: Timestamp,
    /// When he last came in by it.
    pub used_at: Option<Timestamp>,
}

const COLUMNS: &str = "issuer, subject, account, made_at, used_at";

fn identity(row: &Row, from: usize) -> Result<Identity, Error> {
    Ok(Identity {
        issuer: row.text(from)?,
        subject: row.text(from + 1)?,
        account: row.id(from + 2)?,
        made_at: time(row.int(from + 3)?)?,
        used_at: row.optional_int(from + 4)?.map(time).transpose()?,
    })
}

impl Store {
    /// Whose account it is that somebody at a service has said to be his.
    ///
    /// # Errors
    /// The database.
    pub async fn identity(&self, issuer: &str, subject: &str) -> Result<Option<(Identity, Account)>, Error> {
        let (accounts, identities) = (columns_of("account"), columns_of_identity());
        let sql = format!(
            "SELECT {accounts}, {identities} FROM identity JOIN account ON account.id = identity.account \
             WHERE identity.issuer = $1 AND identity.subject = $2"
        );
        let rows = self.pool.fetch(&sql, &[issuer.into(), subject.into()]).await?;
        rows.first().map(|row| Ok((identity(row, WIDTH)?, account(row)?))).transpose()
    }

    /// Who the holder of an account is at services.
    ///
    /// # Errors
    /// The database.
    pub async fn identities_of(&self, account: RecordId) -> Result<Vec<Identity>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM identity WHERE account = $1 ORDER BY issuer, subject");
        self.pool.fetch(&sql, &[account.into()]).await?.iter().map(|row| identity(row, 0)).collect()
    }
}

fn columns_of_identity() -> String {
    format!("identity.{}", COLUMNS.replace(", ", ", identity."))
}

impl AccountChanges {
    /// Keeps who somebody is; `false` when somebody has said before that it is he.
    ///
    /// # Errors
    /// The database.
    pub async fn add_identity(&mut self, identity: &Identity) -> Result<bool, Error> {
        let sql =
            format!("INSERT INTO identity ({COLUMNS}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
        let args: [Arg; 5] = [
            identity.issuer.as_str().into(),
            identity.subject.as_str().into(),
            identity.account.into(),
            micros(identity.made_at),
            optional_micros(identity.used_at),
        ];
        Ok(self.tx.execute(&sql, &args).await? == 1)
    }

    /// Notes that he came in by it; `false` when it is not his (any more).
    ///
    /// # Errors
    /// The database.
    pub async fn use_identity(&mut self, identity: &Identity, at: Timestamp) -> Result<bool, Error> {
        let sql = "UPDATE identity SET used_at = $4 WHERE issuer = $1 AND subject = $2 AND account = $3";
        let args: [Arg; 4] = [
            identity.issuer.as_str().into(),
            identity.subject.as_str().into(),
            identity.account.into(),
            micros(at),
        ];
        Ok(self.tx.execute(sql, &args).await? == 1)
    }

    /// Forgets who the holder of an account is at a service; gives how many names there were.
    ///
    /// # Errors
    /// The database.
    pub async fn drop_identities(&mut self, account: RecordId, issuer: &str) -> Result<u64, Error> {
        let sql = "DELETE FROM identity WHERE account = $1 AND issuer = $2";
        self.tx.execute(sql, &[account.into(), issuer.into()]).await
    }
}
