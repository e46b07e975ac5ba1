//! The log by itself: no commit is missing, no time goes back, no change of a commit is missing.

use super::{Finding, Verifier, VerifyStep};
use crate::Error;
use crate::sql::Arg;

/// Commits read at a time.
const CHUNK: i64 = 5_000;

impl Verifier<'_> {
    pub(super) async fn log(&mut self) -> Result<(), Error> {
        let rows = self.tx.fetch("SELECT seq, at, epoch FROM log_head WHERE one = 1", &[]).await?;
        let Some(head) = rows.first() else {
            self.found.add(Finding::new("log-head", ""));
            return Ok(());
        };
        let (head, head_at) = (head.int(0)?, head.int(1)?);
        self.found.head = head;
        self.found.epoch = rows.first().map_or(Ok(String::new()), |row| row.text(2))?;
        let (seq, at) = self.commits(head).await?;
        if seq != head || (seq > 0 && at != head_at) {
            self.found.add(Finding::new("log-head", format!("{head}, {seq}")).at(seq));
        }
        self.ordinals(seq).await
    }

    /// Walks the commits; gives the last.
    async fn commits(&mut self, head: i64) -> Result<(i64, i64), Error> {
        let (mut seq, mut at) = (0, i64::MIN);
        loop {
            let sql = format!("SELECT seq, at FROM log_commit WHERE seq > $1 ORDER BY seq LIMIT {CHUNK}");
            let rows = self.tx.fetch(&sql, &[seq.into()]).await?;
            if rows.is_empty() {
                return Ok((seq, at));
            }
            for row in rows {
                let (next, time) = (row.int(0)?, row.int(1)?);
                if next != seq + 1 {
                    self.found.add(Finding::new("log-gap", "").at(seq + 1));
                }
                if time < at {
                    self.found.add(Finding::new("log-time", "").at(next));
                }
                (seq, at) = (next, time);
            }
            (self.tell)(VerifyStep::Log, seq.unsigned_abs(), head.unsigned_abs());
        }
    }

    /// The changes of each commit are counted from nought on.
    async fn ordinals(&mut self, last: i64) -> Result<(), Error> {
        let mut after = i64::MIN;
        loop {
            let sql = format!(
                "SELECT seq, count(*), min(ordinal), max(ordinal) FROM log_change WHERE seq > $1 \
                 GROUP BY seq ORDER BY seq LIMIT {CHUNK}"
            );
            let args: [Arg; 1] = [after.into()];
            let rows = self.tx.fetch(&sql, &args).await?;
            let Some(end) = rows.last() else { return Ok(()) };
            after = end.int(0)?;
            for row in &rows {
                let (seq, count) = (row.int(0)?, row.int(1)?);
                self.found.changes += count.unsigned_abs();
                if row.int(2)? != 0 || row.int(3)? != count - 1 {
                    self.found.add(Finding::new("log-change-gap", "ordinal").at(seq));
                }
                if seq < 1 || seq > last {
                    self.found.add(Finding::new("log-gap", "").at(seq));
                }
            }
        }
    }
}
