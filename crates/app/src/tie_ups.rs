//! The table of tie-ups (連携状況一覧): per fiscal year a row for each knowledge cluster with METI's bureau, the
//! committee and the joint conferences.

mod copy;
mod workbook;

use std::collections::{BTreeSet, HashMap};

use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_model::joined::spans;
use enishi_store::{Moment, Seen};

use crate::fields::{date_of, id_of, ids_of, year_of};
use crate::{App, Context, Error};

/// The table of a fiscal year.
#[derive(Clone, Debug, Default)]
pub struct TieUpTable {
    /// The year; none where there is no tie-up at all.
    pub year: Option<FiscalYear>,
    /// The years that have rows, and the one asked for, oldest first.
    pub years: Vec<FiscalYear>,
    /// The rows in their order.
    pub rows: Vec<TieUpRow>,
    /// Blocks whose bureau stands in no row, by the block's record; the bureau is among `records`.
    pub blocks_without: Vec<RecordId>,
    /// All records that the rows and `blocks_without` name.
    pub records: HashMap<RecordId, Seen>,
    /// How many different ones the rows name.
    pub counts: TieUpCounts,
    /// Sources of the rows.
    pub sources: Vec<RecordId>,
    /// The newest day of which the rows speak.
    pub as_of: Option<PartialDate>,
}

/// How many different records the rows of a table name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TieUpCounts {
    /// Knowledge clusters.
    pub clusters: u64,
    /// Bureaus.
    pub bureaus: u64,
    /// Committees.
    pub committees: u64,
    /// Joint conferences.
    pub conferences: u64,
}

/// A row.
#[derive(Clone, Debug)]
pub struct TieUpRow {
    /// The record of the row.
    pub seen: Seen,
    /// The knowledge cluster.
    pub cluster: Option<RecordId>,
    /// METI's bureau.
    pub bureau: Joined,
    /// The committee.
    pub committee: Joined,
    /// The joint conferences.
    pub conferences: Joined,
}

/// A cell that may hold for rows below too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// The records that stand in it; none means not recorded.
    pub ids: Vec<RecordId>,
    /// Over how many rows it reaches; 0 where the cell of a row above holds for this row.
    pub span: usize,
}

impl App {
    /// The table of a fiscal year; without one, of the year of the day asked about, else of the latest year with rows.
    ///
    /// # Errors
    /// The store.
    pub async fn tie_up_table(&self, ctx: &Context, year: Option<FiscalYear>) -> Result<TieUpTable, Error> {
        // The year is the day's: a table has one year, and the switch shows the others whatever day was asked about.
        let year = year.or(ctx.moment.on.map(FiscalYear::of));
        let ctx = ctx.clone().at(Moment { on: None, ..ctx.moment });
        let all = self.all(&ctx, "tie-up", &[]).await?;
        let mut years: BTreeSet<FiscalYear> =
            all.iter().filter_map(|seen| year_of(&seen.body, "fiscal_year")).collect();
        let year = year.or(years.last().copied());
        years.extend(year);
        let mut rows: Vec<Seen> = all
            .into_iter()
            .filter(|seen| year.is_some() && year_of(&seen.body, "fiscal_year") == year)
            .collect();
        let position = |seen: &Seen| seen.body.raw("position").and_then(serde_json::Value::as_i64);
        rows.sort_by_cached_key(|seen| (position(seen).unwrap_or(i64::MAX), seen.reference.clone()));
        let blocks = self.all(&ctx, "block", &[]).await?;
        let named = rows.iter().flat_map(named);
        let bureaus = blocks.iter().filter_map(|block| id_of(&block.body, "bureau"));
        let ids: BTreeSet<RecordId> = named.chain(bureaus).collect();
        let ids: Vec<RecordId> = ids.into_iter().collect();
        let records = self.store.find_many(self.reading(&ctx), &ids).await?;
        Ok(table(year, years, rows, blocks, records))
    }
}

fn named(seen: &Seen) -> Vec<RecordId> {
    let mut ids = ids_of(&seen.body, "conferences");
    ids.extend(
        ["cluster", "bureau", "committee", "source"].iter().filter_map(|name| id_of(&seen.body, name)),
    );
    ids
}

fn table(
    year: Option<FiscalYear>,
    years: BTreeSet<FiscalYear>,
    rows: Vec<Seen>,
    blocks: Vec<Seen>,
    mut records: HashMap<RecordId, Seen>,
) -> TieUpTable {
    // What the viewer may not see is not recorded for him.
    let visible = |ids: Vec<RecordId>| -> Vec<RecordId> {
        ids.into_iter().filter(|id| records.contains_key(id)).collect()
    };
    let column = |name: &str| -> Vec<Joined> {
        let cells: Vec<Vec<RecordId>> = rows
            .iter()
            .map(|seen| {
                visible(id_of(&seen.body, name).into_iter().chain(ids_of(&seen.body, name)).collect())
            })
            .collect();
        let stated: Vec<Option<&Vec<RecordId>>> =
            cells.iter().map(|ids| Some(ids).filter(|ids| !ids.is_empty())).collect();
        let spans = spans(&stated);
        cells.into_iter().zip(spans).map(|(ids, span)| Joined { ids, span }).collect()
    };
    let count = |cells: &[Joined]| -> u64 {
        let ids: BTreeSet<RecordId> = cells.iter().flat_map(|cell| cell.ids.iter().copied()).collect();
        u64::try_from(ids.len()).unwrap_or(u64::MAX)
    };
    let (clusters, bureaus) = (column("cluster"), column("bureau"));
    let (committees, conferences) = (column("committee"), column("conferences"));
    let counts = TieUpCounts {
        clusters: count(&clusters),
        bureaus: count(&bureaus),
        committees: count(&committees),
        conferences: count(&conferences),
    };
    let sources: BTreeSet<RecordId> = rows.iter().filter_map(|seen| id_of(&seen.body, "source")).collect();
    let sources = visible(sources.into_iter().collect());
    let is_in_a_row = |block: &Seen| {
        let bureau = id_of(&block.body, "bureau");
        bureaus.iter().any(|cell| bureau.is_some_and(|bureau| cell.ids.contains(&bureau)))
    };
    let without: Vec<Seen> =
        blocks.into_iter().filter(|block| !rows.is_empty() && !is_in_a_row(block)).collect();
    let as_of = rows.iter().filter_map(|seen| date_of(&seen.body, "as_of")).max();
    let cells = clusters.into_iter().zip(bureaus).zip(committees.into_iter().zip(conferences));
    let rows = rows
        .into_iter()
        .zip(cells)
        .map(|(seen, ((cluster, bureau), (committee, conferences)))| TieUpRow {
            seen,
            cluster: cluster.ids.first().copied(),
            bureau,
            committee,
            conferences,
        })
        .collect();
    let blocks_without = without.iter().map(|block| block.id).collect();
    records.extend(without.into_iter().map(|block| (block.id, block)));
    TieUpTable {
        year,
        years: years.into_iter().collect(),
        rows,
        blocks_without,
        records,
        counts,
        sources,
        as_of,
    }
}

impl TieUpTable {
    /// The bureau of a block, where it has one that the viewer may see.
    #[must_use]
    pub fn bureau_of(&self, block: RecordId) -> Option<&Seen> {
        let bureau = id_of(&self.records.get(&block)?.body, "bureau")?;
        self.records.get(&bureau)
    }

    /// The day on which a conference began.
    #[must_use]
    pub fn held_from(&self, conference: RecordId) -> Option<PartialDate> {
        date_of(&self.records.get(&conference)?.body, "held_from")
    }

    /// The key fields of a cluster.
    #[must_use]
    pub fn fields_of(&self, cluster: RecordId) -> Vec<String> {
        self.records
            .get(&cluster)
            .map(|seen| crate::fields::codes_of(&seen.body, "fields"))
            .unwrap_or_default()
    }
}
