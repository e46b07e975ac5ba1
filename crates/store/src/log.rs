//! The log as followers read it: from a place on, in order, without gaps.

use enishi_kind::{Body, KindInfo};
use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use crate::read::read_body;
use crate::sql::Arg;
use crate::{Error, Reading, Store};

/// The end of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Changes whenever the log was replaced, so that followers begin anew.
    pub epoch: String,
    /// The last commit; 0 before the first.
    pub seq: i64,
    /// Its time; commits have different times, so it names this place of the log.
    pub at: Timestamp,
}

/// One change of one record, as followers get it.
#[derive(Clone, Debug)]
pub struct LogChange {
    /// The commit.
    pub seq: i64,
    /// The place within the commit.
    pub ordinal: i64,
    /// The kind.
    pub kind: &'static KindInfo,
    /// The record.
    pub id: RecordId,
    /// The record's short reference.
    pub reference: String,
    /// The version that the change made.
    pub version: i64,
    /// The body afterwards; `None` when the record ended.
    pub after: Option<Body>,
}

impl Store {
    /// The end of the log.
    ///
    /// # Errors
    /// The database.
    pub async fn head(&self) -> Result<Head, Error> {
        let rows = self.pool.fetch("SELECT epoch, seq, at FROM log_head WHERE one = 1", &[]).await?;
        let row = rows.first().ok_or_else(|| Error::Corrupt("the log has no head".into()))?;
        let at =
            Timestamp::from_microsecond(row.int(2)?).map_err(|error| Error::Corrupt(error.to_string()))?;
        Ok(Head { epoch: row.text(0)?, seq: row.int(1)?, at })
    }

    /// Changes since an instant of which the viewer may have seen something, newest first, beyond one of them: their
    /// places, times and records. What he may see of a change, [`Store::history`] says: nothing where one record that he
    /// may not see followed another.
    ///
    /// # Errors
    /// The database.
    pub async fn newest_changes(
        &self,
        reading: Reading<'_>,
        since: Timestamp,
        beyond: Option<(i64, RecordId)>,
        limit: u32,
    ) -> Result<Vec<(i64, Timestamp, RecordId)>, Error> {
        let known_at = reading.moment.known_at.unwrap_or(i64::MAX);
        let mut args: Vec<Arg> = vec![known_at.into(), since.as_microsecond().into()];
        let mut tokens = Vec::new();
        for token in reading.viewer.tokens() {
            // Tokens are words of letters, digits, colons and hyphens; one covers those that extend it by a colon.
            for pattern in [format!("% {token} %"), format!("% {token}:%")] {
                args.push(pattern.into());
                tokens.push(format!("' ' || c.clearances || ' ' LIKE ${}", args.len()));
            }
        }
        let seen = match (reading.viewer.sees_everything(), tokens.is_empty()) {
            (true, _) => "1 = 1".to_owned(),
            (false, true) => return Ok(Vec::new()),
            (false, false) => tokens.join(" OR "),
        };
        let beyond = beyond.map(|(seq, id)| {
            args.extend([Arg::from(seq), Arg::from(id)]);
            format!(" AND c.seq <= ${0} AND (c.seq, c.id) < (${0}, ${1})", args.len() - 1, args.len())
        });
        let sql = format!(
            "SELECT c.seq, k.at, c.id FROM log_change c JOIN log_commit k ON k.seq = c.seq \
             WHERE c.seq <= $1 AND ({seen}){} \
             AND c.seq >= (SELECT COALESCE(MIN(k.seq), 0) FROM log_commit k WHERE k.at >= $2) \
             ORDER BY c.seq DESC, c.id DESC LIMIT {limit}",
            beyond.unwrap_or_default()
        );
        let mut changes = Vec::new();
        for row in self.pool.fetch(&sql, &args).await? {
            let at = Timestamp::from_microsecond(row.int(1)?);
            changes.push((row.int(0)?, at.map_err(|error| Error::Corrupt(error.to_string()))?, row.id(2)?));
        }
        Ok(changes)
    }

    /// Changes that follow a place in the log, at most about `limit`.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn changes_after(&self, seq: i64, ordinal: i64, limit: u32) -> Result<Vec<LogChange>, Error> {
        let sql = format!(
            "SELECT seq, ordinal, kind, id, version, shape, after, reference FROM log_change \
             WHERE (seq, ordinal) > ($1, $2) ORDER BY seq, ordinal LIMIT {limit}"
        );
        let mut changes = Vec::new();
        for row in self.pool.fetch(&sql, &[seq.into(), ordinal.into()]).await? {
            let kind = row.text(2)?;
            let kind = self.registry.kind(&kind).ok_or(Error::UnknownKind(kind))?;
            let id = row.id(3)?;
            let after = row.optional_text(6)?;
            let shape = row.int(5)?;
            let after = after.map(|text| read_body(kind, id, shape, &text)).transpose()?;
            changes.push(LogChange {
                seq: row.int(0)?,
                ordinal: row.int(1)?,
                kind,
                id,
                reference: row.text(7)?,
                version: row.int(4)?,
                after,
            });
        }
        Ok(changes)
    }
}
