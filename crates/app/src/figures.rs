//! Figures: a number with what it counts, where it comes from and as of which day, and the rows to which it opens.
//!
//! Not here: sentences and addresses; the edges make them of the keys and the rows.

use enishi_kind::KindInfo;
use enishi_kit::date::PartialDate;
use enishi_kit::money::Yen;
use enishi_store::DATED;
use jiff::civil::Date;

use crate::{App, Context, Error, Link};

/// A number that can be asked where it comes from.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The number; absent where the register holds nothing about it, which is not the same as none.
    pub value: Option<Amount>,
    /// What is counted and by which rule: a key of the catalogue.
    pub basis: &'static str,
    /// The sources on which it rests, as far as the viewer may see them; none where every row names its own.
    pub sources: Vec<Link>,
    /// The last day of which the sources speak, where they name one.
    pub as_of: Option<PartialDate>,
    /// Asked about a day: how many records say nothing about their own days. They are not in the number, nor in the
    /// list to which it opens; they have a list of their own ([`Self::undated_rows`]).
    pub undated: u64,
    /// The rows behind it.
    pub rows: Rows,
}

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Records of a kind, or what a source counts.
    Count(u64),
    /// Money.
    Yen(Yen),
}

/// Which records a figure counts: what a list must be asked for to show exactly these.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Their kind.
    pub kind: &'static KindInfo,
    /// Filters of the list: facet names with values, as in its address.
    pub filters: Vec<(String, String)>,
    /// The day asked about.
    pub on: Option<Date>,
}

impl Figure {
    /// The count, where it is one.
    #[must_use]
    pub const fn count(&self) -> Option<u64> {
        match self.value {
            Some(Amount::Count(count)) => Some(count),
            _ => None,
        }
    }

    /// The rows that say nothing about their own days.
    #[must_use]
    pub fn undated_rows(&self) -> Rows {
        let mut rows = self.rows.clone();
        rows.filters.retain(|(name, _)| name != DATED);
        rows.filters.push((DATED.to_owned(), "false".to_owned()));
        rows
    }

    /// The same with sources.
    #[must_use]
    pub fn with_sources(self, sources: Vec<Link>) -> Self {
        Self { sources, ..self }
    }
}

impl App {
    /// How many records of a kind fit, as a figure: the filters that count are the filters of the list to which it
    /// opens. Without such records it says that nothing is recorded. Asked about a day, it counts the records whose
    /// dates say that they were there, and beside them those that have no dates.
    ///
    /// # Errors
    /// `unknown-kind`, `unknown-facet`, or the store.
    pub async fn figure(
        &self,
        ctx: &Context,
        kind: &str,
        filters: &[(String, String)],
        basis: &'static str,
    ) -> Result<Figure, Error> {
        let kind = self.kind(kind)?;
        let asked = self.filters(ctx, kind, filters).await?;
        let all = self.count_records(ctx, kind, &asked).await?;
        let undated = match ctx.moment.on {
            Some(_) => self.count_undated(ctx, kind, &asked).await?,
            None => 0,
        };
        let count = all.saturating_sub(undated);
        let mut filters = filters.to_vec();
        if undated > 0 {
            filters.push((DATED.to_owned(), "true".to_owned()));
        }
        Ok(Figure {
            value: (count > 0).then_some(Amount::Count(count)),
            basis,
            sources: Vec::new(),
            as_of: None,
            undated,
            rows: Rows { kind, filters, on: ctx.moment.on },
        })
    }

    /// The end of the log as one text that changes with every change of the register: what was made of one state is
    /// good for as long as it stays.
    ///
    /// # Errors
    /// The store.
    pub async fn state(&self) -> Result<String, Error> {
        let head = self.store.head().await?;
        Ok(format!("{}:{}", head.epoch, head.seq))
    }
}
