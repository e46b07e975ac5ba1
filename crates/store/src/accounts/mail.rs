//! Mail that waits to be sent. Whoever sends one takes it for a while first, so that of several nodes one sends it; what
//! was sent keeps nothing of whom it went to and what it said.

use std::fmt;

use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use super::{AccountChanges, micros, optional_id, read_optional_id, time};
use crate::sql::{Arg, Row};
use crate::{Error, Store};

/// How far a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    /// It is still to be sent.
    Waiting,
    /// The server took it.
    Sent,
    /// It is not tried any more.
    Failed,
    /// There was nobody to send it to.
    Void,
}

impl MailState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Failed, Self::Void];

    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Void => "void",
        }
    }
}

/// A mail. What it says is made when it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its lasting name.
    pub id: RecordId,
    /// The same request is not answered by two mails.
    pub request_key: String,
    /// About whose account it is.
    pub account: Option<RecordId>,
    /// Where it goes.
    pub recipient: String,
    /// The code of its language.
    pub language: String,
    /// The key of its text.
    pub template: String,
    /// What stands in the text, as a JSON object.
    pub args: String,
    /// How far it is.
    pub state: MailState,
    /// How often it was tried.
    pub tries: i64,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// When it is tried next.
    pub next_at: Timestamp,
    /// After this it is of no use.
    pub until: Timestamp,
    /// Why it was not sent, in a closed word.
    pub problem: String,
}

/// Without what must not reach a log.
impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("id", &self.id)
            .field("template", &self.template)
            .field("state", &self.state)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}

const COLUMNS: &str = "id, request_key, account, recipient, language, template, args, state, tries, made_at, \
                       next_at, until, problem";

fn mail(row: &Row) -> Result<Mail, Error> {
    let code = row.text(7)?;
    let state = MailState::ALL.into_iter().find(|state| state.code() == code);
    Ok(Mail {
        id: row.id(0)?,
        request_key: row.text(1)?,
        account: read_optional_id(row.optional_bytes(2)?)?,
        recipient: row.text(3)?,
        language: row.text(4)?,
        template: row.text(5)?,
        args: row.text(6)?,
        state: state.ok_or_else(|| Error::Corrupt(format!("a mail in the state `{code}`")))?,
        tries: row.int(8)?,
        made_at: time(row.int(9)?)?,
        next_at: time(row.int(10)?)?,
        until: time(row.int(11)?)?,
        problem: row.text(12)?,
    })
}

impl Store {
    /// Takes the mail that is due longest, for itself until `lease`; of two callers one gets it.
    ///
    /// # Errors
    /// The database.
    pub async fn take_mail(&self, now: Timestamp, lease: Timestamp) -> Result<Option<Mail>, Error> {
        let mut tx = self.pool.begin().await?;
        let sql = format!(
            "SELECT {COLUMNS} FROM mail WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at, id LIMIT 1"
        );
        let Some(found) = tx.fetch(&sql, &[micros(now)]).await?.first().map(mail).transpose()? else {
            return Ok(None);
        };
        // On PostgreSQL another one may have read the same row.
        let sql = "UPDATE mail SET next_at = $2, tries = tries + 1 WHERE id = $1 AND next_at = $3";
        let args: [Arg; 3] = [found.id.into(), micros(lease), micros(found.next_at)];
        let is_ours = tx.execute(sql, &args).await? == 1;
        tx.commit().await?;
        Ok(is_ours.then(|| Mail { tries: found.tries + 1, next_at: lease, ..found }))
    }

    /// Says that a mail is tried again later.
    ///
    /// # Errors
    /// The database.
    pub async fn put_mail_off(&self, id: RecordId, next_at: Timestamp, problem: &str) -> Result<(), Error> {
        let sql = "UPDATE mail SET next_at = $2, problem = $3 WHERE id = $1 AND state = 'waiting'";
        self.write(sql, &[id.into(), micros(next_at), problem.into()]).await?;
        Ok(())
    }

    /// Ends a mail: whom it went to and what it said is forgotten.
    ///
    /// # Errors
    /// The database.
    pub async fn end_mail(&self, id: RecordId, state: MailState, problem: &str) -> Result<(), Error> {
        let sql = "UPDATE mail SET state = $2, problem = $3, recipient = '', args = '{}' WHERE id = $1";
        self.write(sql, &[id.into(), state.code().into(), problem.into()]).await?;
        Ok(())
    }

    /// When the next mail is due.
    ///
    /// # Errors
    /// The database.
    pub async fn next_mail_at(&self) -> Result<Option<Timestamp>, Error> {
        let rows = self.pool.fetch("SELECT min(next_at) FROM mail WHERE state = 'waiting'", &[]).await?;
        rows.first().map_or(Ok(None), |row| row.optional_int(0))?.map(time).transpose()
    }

    /// The newest mails about anybody, newest first, without those that went to nobody.
    ///
    /// # Errors
    /// The database.
    pub async fn mails(&self, limit: u32) -> Result<Vec<Mail>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM mail WHERE state <> 'void' ORDER BY id DESC LIMIT $1");
        self.pool.fetch(&sql, &[i64::from(limit).into()]).await?.iter().map(mail).collect()
    }
}

/// How long ended mails are remembered, in microseconds: thirty days.
const KEPT: i64 = 30 * 24 * 3_600 * 1_000_000;

impl AccountChanges {
    /// Asks for a mail; `false` when this request was answered before.
    ///
    /// # Errors
    /// The database.
    pub async fn queue_mail(&mut self, mail: &Mail) -> Result<bool, Error> {
        let old = mail.made_at.as_microsecond().saturating_sub(KEPT);
        self.tx.execute("DELETE FROM mail WHERE state <> 'waiting' AND made_at < $1", &[old.into()]).await?;
        let sql = format!(
            "INSERT INTO mail ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
             ON CONFLICT DO NOTHING"
        );
        let args: [Arg; 13] = [
            mail.id.into(),
            mail.request_key.as_str().into(),
            optional_id(mail.account),
            mail.recipient.as_str().into(),
            mail.language.as_str().into(),
            mail.template.as_str().into(),
            mail.args.as_str().into(),
            mail.state.code().into(),
            mail.tries.into(),
            micros(mail.made_at),
            micros(mail.next_at),
            micros(mail.until),
            mail.problem.as_str().into(),
        ];
        Ok(self.tx.execute(&sql, &args).await? == 1)
    }
}
