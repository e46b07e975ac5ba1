//! The transition of cluster policy: policy documents and the programmes of every ministry on one line of fiscal
//! years, with what came of what.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_store::{Moment, Seen};
use jiff::civil::Date;

use crate::columns::{holds, rows_of};
use crate::fields::{code_of, date_of, id_of, ids_of};
use crate::{App, Context, Error, Figure, Link};

/// A source page is printed matter; what was found elsewhere has other types of source.
const PAGE: &str = "document";
/// Parts within parts that are shown; deeper ones stand at this depth.
const DEPTH: usize = 3;

/// Everything that stands on the timeline.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The day of the line across.
    pub day: Date,
    /// The first fiscal year.
    pub first: FiscalYear,
    /// The last fiscal year.
    pub last: FiscalYear,
    /// Policy documents, the earliest first.
    pub documents: Vec<Bar>,
    /// Programmes by ministry.
    pub lanes: Vec<Lane>,
    /// What came of what, among the programmes shown.
    pub lineage: Vec<Lineage>,
    /// Sources, documents and programmes by id.
    pub links: HashMap<RecordId, Link>,
}

/// The programmes of one ministry.
#[derive(Clone, Debug)]
pub struct Lane {
    /// The code of the ministry.
    pub ministry: String,
    /// How many programmes there are, parts and types included; on a day that was asked for, how many ran.
    pub count: Figure,
    /// The programmes, each followed by its parts.
    pub bars: Vec<Bar>,
}

/// A policy document or a programme with its term.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The record.
    pub seen: Seen,
    /// How deep it stands within another programme.
    pub depth: usize,
    /// Its first month.
    pub since: Option<PartialDate>,
    /// Its last month.
    pub until: Option<PartialDate>,
    /// Whether the day lies in its recorded term.
    pub is_running: bool,
    /// Whether its source is none of the pages that the register began with.
    pub is_beyond: bool,
    /// Where it is written.
    pub source: Option<RecordId>,
    /// Documents under which it stands.
    pub under: Vec<RecordId>,
}

/// One programme came of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage {
    /// The programme before.
    pub from: RecordId,
    /// The programme after.
    pub to: RecordId,
    /// The code of the relation.
    pub relation: Option<String>,
    /// From when.
    pub since: Option<PartialDate>,
    /// Remarks.
    pub remarks: Option<String>,
}

impl App {
    /// The timeline. The day asked about moves the line across it and hides nothing; what was known at a time counts.
    ///
    /// # Errors
    /// `unknown-kind`, `too-many-records`, or the store.
    pub async fn timeline(&self, ctx: &Context) -> Result<Timeline, Error> {
        let day = ctx.moment.on.unwrap_or_else(|| self.today());
        let whole = ctx.clone().at(Moment { on: None, ..ctx.moment });
        let documents = self.all(&whole, "policy-document", &[]).await?;
        let programmes = self.all(&whole, "programme", &[]).await?;
        let seen: Vec<&Seen> = documents.iter().chain(&programmes).collect();
        let mut links = self.links(&whole, &seen).await?;
        links.extend(seen.iter().filter_map(|seen| Some((seen.id, self.link(seen)?))));
        let ids: BTreeSet<RecordId> = seen.iter().filter_map(|seen| id_of(&seen.body, "source")).collect();
        let sources =
            self.store.find_many(self.reading(&whole), &ids.into_iter().collect::<Vec<_>>()).await?;
        let pages: BTreeSet<RecordId> = sources
            .into_iter()
            .filter(|(_, seen)| seen.body.str("source_type") == Some(PAGE))
            .map(|(id, _)| id)
            .collect();
        let lineage = lineage(&programmes);
        let mut documents: Vec<Bar> = documents.into_iter().map(|seen| bar(seen, 0, day, &pages)).collect();
        documents.sort_by_key(|bar| (bar.since, bar.seen.id));
        let mut lanes = Vec::new();
        for (ministry, programmes) in by_ministry(programmes) {
            let filter = [("ministry".to_owned(), ministry.clone())];
            let count = self.figure(ctx, "programme", &filter, "figure-programmes").await?;
            let bars = nested(programmes).into_iter().map(|(seen, depth)| bar(seen, depth, day, &pages));
            lanes.push(Lane { ministry, count, bars: bars.collect() });
        }
        let bars = || documents.iter().chain(lanes.iter().flat_map(|lane| &lane.bars));
        let (first, last) = span(bars(), day);
        Ok(Timeline { day, first, last, documents, lanes, lineage, links })
    }
}

fn bar(seen: Seen, depth: usize, day: Date, pages: &BTreeSet<RecordId>) -> Bar {
    let body = &seen.body;
    let source = id_of(body, "source");
    let (since, until) = (date_of(body, "since"), date_of(body, "until"));
    Bar {
        depth,
        since,
        until,
        // A term without a recorded end is not known to run.
        is_running: since.is_some() && until.is_some() && holds(body, day),
        is_beyond: source.is_some_and(|source| !pages.contains(&source)) && !crate::fields::is_sample(body),
        source,
        under: ids_of(body, "under"),
        seen,
    }
}

/// From the fiscal year in which the first begins to the one of the day, or of the last end if that is later.
fn span<'a>(bars: impl Iterator<Item = &'a Bar>, day: Date) -> (FiscalYear, FiscalYear) {
    let now = FiscalYear::of(day);
    let (mut first, mut last) = (now, now);
    for bar in bars {
        for date in bar.since.iter().chain(&bar.until) {
            first = first.min(FiscalYear::of(date.first_day()));
            last = last.max(FiscalYear::of(date.last_day()));
        }
    }
    (first, last)
}

/// The ministries by their first programme; codes of the model's order break ties.
fn by_ministry(programmes: Vec<Seen>) -> Vec<(String, Vec<Seen>)> {
    let mut lanes: BTreeMap<String, Vec<Seen>> = BTreeMap::new();
    for seen in programmes {
        lanes.entry(code_of(&seen.body, "ministry").unwrap_or_default()).or_default().push(seen);
    }
    let order = enishi_model::vocabulary::MINISTRIES.codes;
    let mut lanes: Vec<(String, Vec<Seen>)> = lanes.into_iter().collect();
    lanes.sort_by_key(|(ministry, _)| order.iter().position(|code| code == ministry).unwrap_or(order.len()));
    lanes
}

/// Programmes in the order of their beginning, each followed by its parts. What is part of a programme of another
/// ministry, or of one that is not seen, stands by itself; rings of parts are cut where they close.
fn nested(programmes: Vec<Seen>) -> Vec<(Seen, usize)> {
    let ids: BTreeSet<RecordId> = programmes.iter().map(|seen| seen.id).collect();
    let parent = |seen: &Seen| id_of(&seen.body, "part_of").filter(|id| ids.contains(id) && *id != seen.id);
    let mut children: BTreeMap<Option<RecordId>, Vec<RecordId>> = BTreeMap::new();
    let mut sorted: Vec<&Seen> = programmes.iter().collect();
    // What has no beginning stands after what has one.
    sorted.sort_by_key(|seen| {
        let since = date_of(&seen.body, "since");
        (since.is_none(), since, seen.id)
    });
    for seen in &sorted {
        children.entry(parent(seen)).or_default().push(seen.id);
    }
    let mut order: Vec<(RecordId, usize)> = Vec::new();
    let mut stack: Vec<(RecordId, usize)> =
        children.get(&None).into_iter().flatten().rev().map(|id| (*id, 0)).collect();
    let mut rest = sorted.iter().map(|seen| seen.id);
    loop {
        let Some((id, depth)) = stack.pop() else {
            // Rings have no outermost programme: the earliest of what is left begins.
            match rest.next() {
                Some(id) => {
                    stack.push((id, 0));
                    continue;
                }
                None => break,
            }
        };
        if order.iter().any(|(known, _)| *known == id) {
            continue;
        }
        order.push((id, depth));
        let parts = children.get(&Some(id)).into_iter().flatten().rev();
        stack.extend(parts.map(|part| (*part, (depth + 1).min(DEPTH))));
    }
    let mut records: HashMap<RecordId, Seen> = programmes.into_iter().map(|seen| (seen.id, seen)).collect();
    order.into_iter().filter_map(|(id, depth)| Some((records.remove(&id)?, depth))).collect()
}

fn lineage(programmes: &[Seen]) -> Vec<Lineage> {
    let ids: BTreeSet<RecordId> = programmes.iter().map(|seen| seen.id).collect();
    programmes
        .iter()
        .flat_map(|seen| rows_of(&seen.body, "predecessors").into_iter().map(move |row| (seen.id, row)))
        .filter_map(|(to, row)| {
            let from = id_of(&row, "programme").filter(|from| ids.contains(from) && *from != to)?;
            let remarks = row.str("remarks").map(str::to_owned);
            Some(Lineage {
                from,
                to,
                relation: code_of(&row, "relation"),
                since: date_of(&row, "since"),
                remarks,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use enishi_kind::Body;
    use enishi_kit::ids::IdSource;
    use enishi_testkit::SeqIds;
    use serde_json::json;

    use super::*;

    fn programme(id: RecordId, part_of: Option<RecordId>, since: &str) -> Seen {
        let mut body = Body::new();
        body.set_raw("since", json!(since));
        if let Some(parent) = part_of {
            body.set_raw("part_of", json!(parent));
        }
        Seen { id, kind: "programme", reference: id.to_string(), body }
    }

    #[test]
    fn parts_follow_their_programme_and_rings_end() {
        let source = SeqIds::default();
        let ids: Vec<RecordId> =
            (0..5).map(|_| source.record_id("2026-04-01T00:00:00Z".parse().unwrap())).collect();
        let programmes = vec![
            programme(ids[0], None, "2010-04"),
            programme(ids[1], None, "2002-04"),
            programme(ids[2], Some(ids[0]), "2010-04"),
            programme(ids[3], Some(ids[4]), "2001-04"),
            programme(ids[4], Some(ids[3]), "2001-04"),
        ];
        let order: Vec<(usize, usize)> = nested(programmes)
            .into_iter()
            .map(|(seen, depth)| (ids.iter().position(|id| *id == seen.id).unwrap(), depth))
            .collect();
        assert_eq!(order, [(1, 0), (0, 0), (2, 1), (3, 0), (4, 1)]);
    }
}
