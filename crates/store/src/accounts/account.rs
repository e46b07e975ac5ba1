//! The account itself, and its recovery codes.

use std::fmt;

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use super::{AccountChanges, flag, micros, optional_id, optional_micros, read_optional_id, time};
use crate::sql::{Arg, Row, Tx};
use crate::{Error, Store};

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// Somebody was asked to come and has not come yet.
    Invited,
    /// It is used.
    Active,
    /// It may not be used until somebody says so.
    Suspended,
    /// It ended; nothing is left of it but its id in what was done.
    Closed,
}

impl AccountState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Invited, Self::Active, Self::Suspended, Self::Closed];

    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
        }
    }

    fn from_code(code: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| Error::Corrupt(format!("an account in the state `{code}`")))
    }
}

/// Somebody who may come in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its lasting name.
    pub id: RecordId,
    /// The e-mail address as it was typed.
    pub email: String,
    /// The same as it is compared; no two accounts have one.
    pub folded: String,
    /// The person's name.
    pub name: String,
    /// The record of that person, if it was named.
    pub person: Option<RecordId>,
    /// Whether it manages accounts, settings and jobs.
    pub is_admin: bool,
    /// How it stands.
    pub state: AccountState,
    /// The code of its language; empty where none was chosen.
    pub language: String,
    /// The hash of its passphrase.
    pub passphrase: Option<String>,
    /// The key of its second step.
    pub totp_secret: Option<String>,
    /// The last step that was used up.
    pub totp_step: Option<i64>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last came in.
    pub signed_in_at: Option<Timestamp>,
}

/// Without what must not reach a log.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("person", &self.person)
            .field("is_admin", &self.is_admin)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

const COLUMNS: &str = "id, email, folded, name, person, is_admin, state, language, passphrase, totp_secret, \
                       totp_step, created_at, signed_in_at";

/// Columns of [`COLUMNS`].
pub(super) const WIDTH: usize = 13;

/// The columns with the name of the table, for joining.
pub(super) fn columns_of(table: &str) -> String {
    COLUMNS.split(", ").map(|column| format!("{table}.{}", column.trim())).collect::<Vec<_>>().join(", ")
}

pub(super) fn account(row: &Row) -> Result<Account, Error> {
    Ok(Account {
        id: row.id(0)?,
        email: row.text(1)?,
        folded: row.text(2)?,
        name: row.text(3)?,
        person: read_optional_id(row.optional_bytes(4)?)?,
        is_admin: row.int(5)? != 0,
        state: AccountState::from_code(&row.text(6)?)?,
        language: row.text(7)?,
        passphrase: row.optional_text(8)?,
        totp_secret: row.optional_text(9)?,
        totp_step: row.optional_int(10)?,
        created_at: time(row.int(11)?)?,
        signed_in_at: row.optional_int(12)?.map(time).transpose()?,
    })
}

impl Store {
    /// An account by its id.
    ///
    /// # Errors
    /// The database.
    pub async fn account(&self, id: RecordId) -> Result<Option<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE id = $1");
        self.pool.fetch(&sql, &[id.into()]).await?.first().map(account).transpose()
    }

    /// An account by its folded e-mail address.
    ///
    /// # Errors
    /// The database.
    pub async fn account_by_email(&self, folded: &str) -> Result<Option<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE folded = $1");
        self.pool.fetch(&sql, &[folded.into()]).await?.first().map(account).transpose()
    }

    /// Every account, by e-mail address.
    ///
    /// # Errors
    /// The database.
    pub async fn accounts(&self) -> Result<Vec<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY folded");
        self.pool.fetch(&sql, &[]).await?.iter().map(account).collect()
    }

    /// How many accounts administer and can come in.
    ///
    /// # Errors
    /// The database.
    pub async fn administrators(&self) -> Result<u64, Error> {
        let rows = self.pool.fetch(ADMINISTRATORS, &[]).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.int(0))?.unsigned_abs())
    }

    /// How many recovery codes are left to an account.
    ///
    /// # Errors
    /// The database.
    pub async fn recovery_codes_left(&self, id: RecordId) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM recovery_code WHERE account = $1 AND used_at IS NULL";
        let rows = self.pool.fetch(sql, &[id.into()]).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.int(0))?.unsigned_abs())
    }
}

const ADMINISTRATORS: &str = "SELECT count(*) FROM account WHERE is_admin = 1 AND state = 'active'";

impl AccountChanges {
    /// An account as it stands within these changes.
    ///
    /// # Errors
    /// The database.
    pub async fn account(&mut self, id: RecordId) -> Result<Option<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE id = $1");
        self.tx.fetch(&sql, &[id.into()]).await?.first().map(account).transpose()
    }

    /// How many accounts administer and can come in, within these changes.
    ///
    /// # Errors
    /// The database.
    pub async fn administrators(&mut self) -> Result<u64, Error> {
        self.number(ADMINISTRATORS, &[]).await
    }

    /// Makes an account; `false` when another one has its e-mail address.
    ///
    /// # Errors
    /// The database.
    pub async fn add_account(&mut self, account: &Account) -> Result<bool, Error> {
        let sql = format!(
            "INSERT INTO account ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
             ON CONFLICT DO NOTHING"
        );
        Ok(self.tx.execute(&sql, &args(account)).await? == 1)
    }

    /// Writes an account as it is to be. The step of its second key is only moved by [`Self::use_step`].
    ///
    /// # Errors
    /// The database.
    pub async fn save_account(&mut self, account: &Account) -> Result<(), Error> {
        let sql = "UPDATE account SET email = $2, folded = $3, name = $4, person = $5, is_admin = $6, \
                   state = $7, language = $8, passphrase = $9, totp_secret = $10, created_at = $11, \
                   signed_in_at = $12 WHERE id = $1";
        let mut args = args(account).to_vec();
        args.remove(10);
        self.tx.execute(sql, &args).await?;
        Ok(())
    }

    /// Gives an account another e-mail address; `false` when another account has it.
    ///
    /// # Errors
    /// The database.
    pub async fn move_account(&mut self, id: RecordId, email: &str, folded: &str) -> Result<bool, Error> {
        // Of two who take it at one moment the second breaks the rule of the index, and nothing of his stands.
        let sql = "UPDATE account SET email = $2, folded = $3 WHERE id = $1 \
                   AND NOT EXISTS (SELECT 1 FROM account AS other WHERE other.folded = $3 AND other.id <> $1)";
        Ok(self.tx.execute(sql, &[id.into(), email.into(), folded.into()]).await? == 1)
    }

    /// Uses a step of the second key up; `false` when it or a later one was used before.
    ///
    /// # Errors
    /// The database.
    pub async fn use_step(&mut self, id: RecordId, step: i64) -> Result<bool, Error> {
        let sql = "UPDATE account SET totp_step = $2 WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)";
        Ok(self.tx.execute(sql, &[id.into(), step.into()]).await? == 1)
    }

    /// Puts new recovery codes in the place of the former ones.
    ///
    /// # Errors
    /// The database.
    pub async fn save_recovery_codes(&mut self, id: RecordId, hashes: &[String]) -> Result<(), Error> {
        self.tx.execute("DELETE FROM recovery_code WHERE account = $1", &[id.into()]).await?;
        let rows = hashes.iter().map(|hash| vec![id.into(), hash.as_str().into()]).collect();
        self.tx.insert("recovery_code", &["account", "hash"], rows).await
    }

    /// Uses a recovery code up; `false` when there is no such code or it was used.
    ///
    /// # Errors
    /// The database.
    pub async fn use_recovery_code(
        &mut self,
        id: RecordId,
        hash: &str,
        at: Timestamp,
    ) -> Result<bool, Error> {
        let sql =
            "UPDATE recovery_code SET used_at = $3 WHERE account = $1 AND hash = $2 AND used_at IS NULL";
        Ok(self.tx.execute(sql, &[id.into(), hash.into(), micros(at)]).await? == 1)
    }

    /// Ends an account: nothing of it stays but its id.
    ///
    /// # Errors
    /// The database.
    pub async fn close_account(&mut self, id: RecordId) -> Result<(), Error> {
        close(&mut self.tx, id).await
    }
}

fn args(account: &Account) -> [Arg; WIDTH] {
    [
        account.id.into(),
        account.email.as_str().into(),
        account.folded.as_str().into(),
        account.name.as_str().into(),
        optional_id(account.person),
        flag(account.is_admin),
        account.state.code().into(),
        account.language.as_str().into(),
        account.passphrase.clone().into(),
        account.totp_secret.clone().into(),
        account.totp_step.into(),
        micros(account.created_at),
        optional_micros(account.signed_in_at),
    ]
}

/// Ends the accounts that name a record as their person: the person is erased.
pub(crate) async fn close_accounts_of(tx: &mut Tx, person: RecordId) -> Result<(), Error> {
    let rows = tx.fetch("SELECT id FROM account WHERE person = $1", &[person.into()]).await?;
    for row in rows {
        close(tx, row.id(0)?).await?;
    }
    Ok(())
}

async fn close(tx: &mut Tx, id: RecordId) -> Result<(), Error> {
    let sql = "UPDATE account SET email = '', folded = $2, name = '', person = NULL, is_admin = 0, \
               state = 'closed', language = '', passphrase = NULL, totp_secret = NULL WHERE id = $1";
    // An address has an `@`, so this is none that anybody could have.
    tx.execute(sql, &[id.into(), format!("closed:{id}").into()]).await?;
    for table in ["recovery_code", "link", "session", "mail", "api_key", "identity", "errand"] {
        tx.execute(&format!("DELETE FROM {table} WHERE account = $1"), &[id.into()]).await?;
    }
    Ok(())
}
