//! Reading clusters, regions and blocks out of bodies. What a viewer may not see is absent there already.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kind::Body;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_store::Seen;
use jiff::civil::Date;
use serde_json::Value as Json;

use super::{BlockView, ClusterOnDay, Place};
use crate::fields::{codes_of, id_of, ids_of};

/// A dated status with how sure it is and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The code.
    pub state: String,
    /// From when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
    /// How sure it is; a source says it where nothing else is written.
    pub certainty: Option<String>,
    /// The source.
    pub source: Option<RecordId>,
}

impl Status {
    /// Whether it holds on a day; an open end holds for ever.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since.first_day() <= day)
            && self.until.is_none_or(|until| day <= until.last_day())
    }
}

pub(super) fn cluster(
    seen: Seen,
    day: Date,
    regions: &HashMap<RecordId, &Seen>,
    pages: &BTreeSet<RecordId>,
    successors: &mut HashMap<RecordId, Vec<RecordId>>,
) -> ClusterOnDay {
    let body = &seen.body;
    let regions: Vec<&Seen> =
        ids_of(body, "regions").iter().filter_map(|id| regions.get(id).copied()).collect();
    ClusterOnDay {
        stage: body.str("stage").unwrap_or_default().to_owned(),
        fields: codes_of(body, "fields"),
        status: statuses(body).into_iter().find(|status| status.holds(day)),
        statuses: statuses(body),
        page: id_of(body, "source").filter(|source| pages.contains(source)),
        predecessors: column_ids(body, "predecessors", "cluster"),
        successors: successors.remove(&seen.id).unwrap_or_default(),
        aliases: codes_of(body, "aliases")
            .into_iter()
            // A name of one of several regions would hide the others.
            .chain(
                regions
                    .iter()
                    .filter(|_| regions.len() == 1)
                    .flat_map(|region| codes_of(&region.body, "aliases")),
            )
            .collect(),
        place: middle(&regions),
        blocks: regions.iter().filter_map(|region| id_of(&region.body, "block")).collect(),
        seen,
    }
}

pub(super) fn block(seen: Seen, projects: &[Seen], tied: &BTreeMap<RecordId, usize>) -> BlockView {
    let bureau = id_of(&seen.body, "bureau");
    let mut projects: Vec<Seen> =
        projects.iter().filter(|project| id_of(&project.body, "block") == Some(seen.id)).cloned().collect();
    projects.sort_by_key(|project| project.body.raw("number").and_then(Json::as_i64));
    BlockView {
        bureau,
        prefectures: codes_of(&seen.body, "prefectures"),
        tint: seen.body.str("tint").and_then(|tint| tint.parse().ok()).unwrap_or_default(),
        tie_ups: bureau.and_then(|bureau| tied.get(&bureau)).copied().unwrap_or_default(),
        projects,
        seen,
    }
}

/// The dated statuses in their order.
pub(super) fn statuses(body: &Body) -> Vec<Status> {
    rows(body, "statuses")
        .iter()
        .filter_map(|row| {
            Some(Status {
                state: text(row, "state")?,
                since: date(row, "since"),
                until: date(row, "until"),
                certainty: text(row, "certainty"),
                source: text(row, "source").and_then(|id| id.parse().ok()),
            })
        })
        .collect()
}

/// The middle of the points, in the prefecture of the first one.
fn middle(regions: &[&Seen]) -> Option<Place> {
    let degree = |seen: &Seen, name: &str| seen.body.str(name).and_then(|degree| degree.parse::<f64>().ok());
    let points: Vec<(f64, f64)> = regions
        .iter()
        .filter_map(|seen| Some((degree(seen, "latitude")?, degree(seen, "longitude")?)))
        .collect();
    let prefecture =
        regions.first().and_then(|seen| codes_of(&seen.body, "prefectures").into_iter().next())?;
    let count = points.iter().map(|_| 1.0).sum::<f64>();
    (count > 0.0).then(|| Place {
        latitude: points.iter().map(|(latitude, _)| latitude).sum::<f64>() / count,
        longitude: points.iter().map(|(_, longitude)| longitude).sum::<f64>() / count,
        prefecture,
    })
}

/// Hundredths of a degree, to sort by.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "degrees are at most 180")]
pub(super) fn hundredths(degrees: f64) -> i64 {
    (degrees * 100.0).round() as i64
}

/// The records that a column of rows names.
pub(super) fn column_ids(body: &Body, name: &str, column: &str) -> Vec<RecordId> {
    rows(body, name).iter().filter_map(|row| text(row, column)?.parse().ok()).collect()
}

fn rows<'a>(body: &'a Body, name: &str) -> &'a [Json] {
    body.raw(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text(row: &Json, column: &str) -> Option<String> {
    row.get(column).and_then(Json::as_str).map(str::to_owned)
}

fn date(row: &Json, column: &str) -> Option<PartialDate> {
    text(row, column).and_then(|date| date.parse().ok())
}
