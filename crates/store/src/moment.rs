//! The two times of a question, and who asks it: what was true on a day, what the store held at a place of its log.

use enishi_kind::Viewer;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::{Error, Store};

/// The two times of a question. They are never mixed: what was true is asked of the dates that records name, what was
/// known of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The last place of the log that counts; `None` for what the store holds now.
    pub known_at: Option<i64>,
    /// The day asked about; `None` when nobody asked for one.
    pub on: Option<Date>,
}

impl Moment {
    /// Whether neither time was asked for.
    #[must_use]
    pub const fn is_now(&self) -> bool {
        self.known_at.is_none() && self.on.is_none()
    }
}

/// Who reads, at which moment, and which day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reading<'a> {
    /// Who reads.
    pub viewer: &'a Viewer,
    /// The two times.
    pub moment: Moment,
    /// Today in the installation's zone: dated values hold on this day unless another is asked for. Without a day they
    /// hold on every day, which is what finding records by name or identifier needs.
    pub today: Option<Date>,
}

impl<'a> Reading<'a> {
    /// What the store holds now, whatever the day.
    #[must_use]
    pub const fn now(viewer: &'a Viewer) -> Self {
        Self { viewer, moment: Moment { known_at: None, on: None }, today: None }
    }

    /// The day on which dated values must hold.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.moment.on.or(self.today)
    }
}

impl Store {
    /// The last place of the log that was committed at or before an instant; 0 before the first.
    ///
    /// # Errors
    /// The database.
    pub async fn seq_at(&self, at: Timestamp) -> Result<i64, Error> {
        // Times of the log never run backwards, so the newest of them is also the last in order.
        let sql = "SELECT seq FROM log_commit WHERE at <= $1 ORDER BY at DESC, seq DESC LIMIT 1";
        let rows = self.pool.fetch(sql, &[at.as_microsecond().into()]).await?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    }
}
