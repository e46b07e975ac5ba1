//! Indicators with their series on one basis, as "cumulative actual (target)" or by yearly increments.

use std::collections::{BTreeSet, HashMap};

use enishi_kit::decimal::Decimal;
use enishi_kit::ids::RecordId;
pub use enishi_model::indicators::{Basis, Recorded, Step, series};
use enishi_store::{Moment, Seen};

use crate::fields::{id_of, year_of};
use crate::{App, Context, Error};

/// All indicators that have values.
#[derive(Clone, Debug, Default)]
pub struct Indicators {
    /// The indicators, each for the programme or cluster whose figure it is.
    pub all: Vec<IndicatorSeries>,
    /// Programmes, clusters and sources that they name.
    pub records: HashMap<RecordId, Seen>,
}

/// The values of an indicator for one programme or cluster.
#[derive(Clone, Debug)]
pub struct IndicatorSeries {
    /// The indicator.
    pub indicator: Seen,
    /// Whose figure it is.
    pub subject: Option<RecordId>,
    /// The recorded values, oldest first.
    pub values: Vec<Seen>,
    /// The same for the series.
    pub recorded: Vec<Recorded>,
}

impl App {
    /// The indicators, with every recorded value. A day restricts the values to the years that had begun on it.
    ///
    /// # Errors
    /// The store.
    pub async fn indicators(&self, ctx: &Context) -> Result<Indicators, Error> {
        let on = ctx.moment.on;
        // A series needs the years before, which a single day would hide.
        let ctx = ctx.clone().at(Moment { on: None, ..ctx.moment });
        let mut values = self.all(&ctx, "indicator-value", &[]).await?;
        values.retain(|seen| {
            let begun = year_of(&seen.body, "fiscal_year").map(enishi_kit::fiscal::FiscalYear::start);
            on.is_none_or(|day| begun.is_some_and(|begun| begun <= day))
        });
        values.sort_by_cached_key(|seen| (year_of(&seen.body, "fiscal_year"), seen.reference.clone()));
        let mut all = Vec::new();
        for indicator in self.all(&ctx, "indicator", &[]).await? {
            let own: Vec<&Seen> =
                values.iter().filter(|seen| id_of(&seen.body, "indicator") == Some(indicator.id)).collect();
            let subjects: BTreeSet<Option<RecordId>> = own.iter().map(|seen| subject_of(seen)).collect();
            for subject in subjects {
                let values: Vec<Seen> = own
                    .iter()
                    .filter(|seen| subject_of(seen) == subject)
                    .map(|seen| (*seen).clone())
                    .collect();
                let recorded = values.iter().filter_map(recorded).collect();
                all.push(IndicatorSeries { indicator: indicator.clone(), subject, values, recorded });
            }
        }
        all.sort_by_cached_key(|one| std::cmp::Reverse(one.values.len()));
        let ids: BTreeSet<RecordId> = all
            .iter()
            .flat_map(|one| one.values.iter().chain([&one.indicator]))
            .flat_map(|seen| ["source", "programme", "cluster"].map(|name| id_of(&seen.body, name)))
            .flatten()
            .collect();
        let ids: Vec<RecordId> = ids.into_iter().collect();
        let records = self.store.find_many(self.reading(&ctx), &ids).await?;
        Ok(Indicators { all, records })
    }
}

fn subject_of(value: &Seen) -> Option<RecordId> {
    id_of(&value.body, "cluster").or_else(|| id_of(&value.body, "programme"))
}

fn recorded(value: &Seen) -> Option<Recorded> {
    let decimal = |name: &str| value.body.str(name).and_then(|text| text.parse::<Decimal>().ok());
    Some(Recorded {
        year: year_of(&value.body, "fiscal_year")?,
        basis: Basis::from_code(value.body.str("basis")?)?,
        value: decimal("value"),
        target: decimal("target"),
    })
}
