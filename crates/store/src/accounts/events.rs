//! What was done about accounts: who, when, what, about whom. Rows are only ever added, and hold ids and closed words.

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use super::{AccountChanges, micros, optional_id, read_optional_id, time};
use crate::sql::{Arg, Row};
use crate::{Error, Store};

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountEvent {
    /// Its lasting name; of two at one moment the later is greater.
    pub id: RecordId,
    /// When.
    pub at: Timestamp,
    /// Who: `account:ID`, `cli:USER`, or how somebody came who was not signed in.
    pub actor: String,
    /// What, by a key of the catalogue.
    pub what: String,
    /// About whom, if about anybody known.
    pub account: Option<RecordId>,
    /// A closed word or a number that belongs to it; never a name or an address.
    pub detail: String,
}

/// Which events are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventQuery {
    /// About this account or by it.
    pub account: Option<RecordId>,
    /// Of this kind.
    pub what: Option<String>,
    /// By this actor.
    pub actor: Option<String>,
    /// Not before.
    pub since: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// Older than this one.
    pub before: Option<RecordId>,
}

const COLUMNS: &str = "id, at, actor, what, account, detail";

fn event(row: &Row) -> Result<AccountEvent, Error> {
    Ok(AccountEvent {
        id: row.id(0)?,
        at: time(row.int(1)?)?,
        actor: row.text(2)?,
        what: row.text(3)?,
        account: read_optional_id(row.optional_bytes(4)?)?,
        detail: row.text(5)?,
    })
}

impl Store {
    /// The newest events of a question, newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn account_events(&self, query: &EventQuery, limit: u32) -> Result<Vec<AccountEvent>, Error> {
        let mut args: Vec<Arg> = vec![i64::from(limit).into()];
        let mut conditions = vec!["1 = 1".to_owned()];
        let mut ask = |condition: &str, arg: Option<Arg>| {
            if let Some(arg) = arg {
                args.push(arg);
                conditions.push(condition.replace('?', &format!("${}", args.len())));
            }
        };
        ask("account = ?", query.account.map(Into::into));
        ask("what = ?", query.what.clone().map(Into::into));
        ask("actor = ?", query.actor.clone().map(Into::into));
        ask("at >= ?", query.since.map(micros));
        ask("at < ?", query.until.map(micros));
        // Ids rise with time.
        ask("id < ?", query.before.map(Into::into));
        let sql = format!(
            "SELECT {COLUMNS} FROM account_event WHERE {} ORDER BY id DESC LIMIT $1",
            conditions.join(" AND ")
        );
        self.pool.fetch(&sql, &args).await?.iter().map(event).collect()
    }
}

impl AccountChanges {
    /// Notes what was done.
    ///
    /// # Errors
    /// The database.
    pub async fn note(&mut self, event: &AccountEvent) -> Result<(), Error> {
        let sql = format!("INSERT INTO account_event ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)");
        let args: [Arg; 6] = [
            event.id.into(),
            micros(event.at),
            event.actor.as_str().into(),
            event.what.as_str().into(),
            optional_id(event.account),
            event.detail.as_str().into(),
        ];
        self.tx.execute(&sql, &args).await?;
        Ok(())
    }
}
