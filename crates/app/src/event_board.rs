//! Who has held what a fiscal year owes: series of events, the clusters that owe them, and what is recorded.

use std::collections::{BTreeSet, HashMap};

use enishi_kind::Body;
use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_store::{Moment, Seen};
use jiff::civil::Date;

use crate::columns::{has_come, holds, rows_of};
use crate::fields::{code_of, date_of, id_of, ids_of, year_of};
use crate::figures::Rows;
use crate::{Amount, App, Context, Error, Figure, Link};

/// What a fiscal year owed and held, as one viewer sees it on a day.
#[derive(Clone, Debug)]
pub struct EventBoard {
    /// The fiscal year.
    pub year: FiscalYear,
    /// The years that can be chosen, the earliest first.
    pub years: Vec<FiscalYear>,
    /// The day on which it is asked: today or the day asked about; of a year that is over, its last day.
    pub day: Date,
    /// Whether the year still runs on that day.
    pub is_running: bool,
    /// Days that are left in the year, the day itself not counted.
    pub days_left: i64,
    /// The series that owe something in the year.
    pub series: Vec<SeriesYear>,
    /// Events of the year, the earliest first.
    pub events: Vec<Seen>,
    /// Events without a year or day.
    pub undated: Vec<Seen>,
    /// Records of the year's events, as a figure.
    pub count: Figure,
    /// What the series and events name.
    pub links: HashMap<RecordId, Link>,
}

/// A series in a fiscal year.
#[derive(Clone, Debug)]
pub struct SeriesYear {
    /// The series.
    pub seen: Seen,
    /// What it owes, level by level.
    pub owed: Vec<OwedYear>,
}

/// What a series owes at one level.
#[derive(Clone, Debug)]
pub struct OwedYear {
    /// The code of the level.
    pub level: String,
    /// How many times, for each cluster where clusters owe it.
    pub times: u64,
    /// How often it was held, as a figure that opens to the events; where clusters owe it, all their events together.
    pub held: Figure,
    /// Whether it is owed as a whole, and not by each cluster.
    pub is_whole: bool,
    /// The clusters that owe it, by title, and those that it names although they owe nothing; empty where it is owed as a
    /// whole, and where no cluster was active.
    pub clusters: Vec<ClusterYear>,
}

/// A cluster that owes an event.
#[derive(Clone, Debug)]
pub struct ClusterYear {
    /// The cluster.
    pub link: Link,
    /// What is known.
    pub state: HeldState,
    /// Events held or planned.
    pub events: Vec<RecordId>,
}

/// What is known of an event that is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldState {
    /// Not held, and the year runs on.
    Owed,
    /// Not yet held, but a day is set.
    Planned,
    /// The year is over and nothing is recorded, which does not say that nothing was held.
    NotRecorded,
    /// Held as often as owed.
    Held,
    /// Its support had ended, or not begun: it owes nothing.
    NotDue,
}

impl HeldState {
    /// The word in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Planned => "planned",
            Self::NotRecorded => "not-recorded",
            Self::Held => "held",
            Self::NotDue => "not-due",
        }
    }
}

impl App {
    /// What a fiscal year owed and held. Without a year, that of the day.
    ///
    /// # Errors
    /// `unknown-kind`, `too-many-records`, or the store.
    pub async fn event_board(&self, ctx: &Context, year: Option<FiscalYear>) -> Result<EventBoard, Error> {
        let asked = ctx.moment.on.unwrap_or_else(|| self.today());
        // Planned events and clusters that have ended matter too, so the day does not hide them here.
        let whole = ctx.clone().at(Moment { on: None, ..ctx.moment });
        let all = self.all(&whole, "event", &[]).await?;
        let series = self.all(&whole, "event-series", &[]).await?;
        let clusters = self.all(&whole, "cluster", &[]).await?;
        let now = FiscalYear::of(asked);
        let mut years: BTreeSet<FiscalYear> =
            all.iter().filter_map(year_of_event).filter(|year| *year <= now).collect();
        years.insert(now);
        let year = year.unwrap_or(now);
        years.insert(year);
        let day = if year < now { year.end() } else { asked };
        let is_running = year >= now;
        let seen: Vec<&Seen> = all.iter().chain(&series).collect();
        let mut links = self.links(&whole, &seen).await?;
        let records = all.iter().chain(&series).chain(&clusters);
        links.extend(records.filter_map(|seen| Some((seen.id, self.link(seen)?))));
        let (mut events, rest): (Vec<Seen>, Vec<Seen>) =
            all.into_iter().partition(|seen| year_of_event(seen) == Some(year));
        events.sort_by_key(|seen| (date_of(&seen.body, "held_from"), seen.id));
        let undated = rest.into_iter().filter(|seen| year_of_event(seen).is_none()).collect();
        let filter = [("fiscal_year".to_owned(), year.0.to_string())];
        let count = self.figure(&whole, "event", &filter, "figure-events").await?;
        let asking = Asking { year, day, is_running, events: &events, clusters: &clusters, links: &links };
        let mut years_of_series = Vec::new();
        let mut series = series;
        let order = enishi_model::vocabulary::EVENT_TYPES.codes;
        series.sort_by_key(|seen| {
            (order.iter().position(|code| seen.body.str("event_type") == Some(code)), seen.id)
        });
        for seen in series {
            let owed = self.owed(&asking, &seen)?;
            if !owed.is_empty() {
                years_of_series.push(SeriesYear { seen, owed });
            }
        }
        let days_left = day.until(year.end()).map_or(0, |span| i64::from(span.get_days())).max(0);
        let years = years.into_iter().collect();
        let series = years_of_series;
        Ok(EventBoard { year, years, day, is_running, days_left, series, events, undated, count, links })
    }

    fn owed(&self, asking: &Asking<'_>, series: &Seen) -> Result<Vec<OwedYear>, Error> {
        let kind = self.kind("event")?;
        let mut owed = Vec::new();
        for row in rows_of(&series.body, "owed").iter().filter(|row| falls_due(row, asking.year)) {
            let Some(level) = code_of(row, "level") else { continue };
            let times = row.raw("times").and_then(serde_json::Value::as_u64).unwrap_or(1);
            let events: Vec<&Seen> = asking
                .events
                .iter()
                .filter(|event| id_of(&event.body, "series") == Some(series.id))
                .collect();
            let held: Vec<&Seen> = events
                .iter()
                .copied()
                .filter(|event| is_held(event, asking.day) && has_level(event, &level))
                .collect();
            let filters = [
                ("series", series.reference.clone()),
                ("fiscal_year", asking.year.0.to_string()),
                ("level", level.clone()),
            ];
            let held = Figure {
                value: (!held.is_empty())
                    .then(|| Amount::Count(held.iter().map(|event| times_of(event)).sum())),
                basis: "figure-event-times",
                undated: 0,
                sources: Vec::new(),
                as_of: None,
                rows: Rows {
                    kind,
                    filters: filters.map(|(name, value)| (name.to_owned(), value)).to_vec(),
                    on: None,
                },
            };
            let clusters = asking.clusters_that_owe(series, &level);
            let is_whole = clusters.is_none();
            let clusters = clusters
                .unwrap_or_default()
                .into_iter()
                .filter_map(|cluster| asking.cluster_year(cluster, &events, &level, times))
                .collect();
            owed.push(OwedYear { level, times, held, is_whole, clusters });
        }
        Ok(owed)
    }
}

struct Asking<'a> {
    year: FiscalYear,
    day: Date,
    is_running: bool,
    events: &'a [Seen],
    clusters: &'a [Seen],
    links: &'a HashMap<RecordId, Link>,
}

impl Asking<'_> {
    /// The clusters that owe a series at a level: those that it names; for a joint conference that names none, every
    /// cluster active on the day. Other series, and what is owed nationally, are owed as a whole: none.
    fn clusters_that_owe(&self, series: &Seen, level: &str) -> Option<Vec<RecordId>> {
        if level == "national" {
            return None;
        }
        let named = ids_of(&series.body, "clusters");
        let is_joint = series.body.str("event_type") == Some("joint-conference");
        let mut clusters: Vec<&Seen> = match (named.is_empty(), is_joint) {
            (false, _) => self.clusters.iter().filter(|cluster| named.contains(&cluster.id)).collect(),
            (true, true) => self.clusters.iter().filter(|cluster| self.is_active(cluster)).collect(),
            (true, false) => return None,
        };
        // Ids follow the order in which clusters were registered, which is the order of the source pages.
        clusters.sort_by_key(|cluster| cluster.id);
        Some(clusters.into_iter().map(|cluster| cluster.id).collect())
    }

    fn is_active(&self, cluster: &Seen) -> bool {
        let statuses = rows_of(&cluster.body, "statuses");
        statuses.iter().any(|status| status.str("state") == Some("active") && holds(status, self.day))
    }

    fn cluster_year(
        &self,
        cluster: RecordId,
        events: &[&Seen],
        level: &str,
        times: u64,
    ) -> Option<ClusterYear> {
        let own: Vec<&Seen> = events
            .iter()
            .copied()
            .filter(|event| ids_of(&event.body, "clusters").contains(&cluster) && has_level(event, level))
            .collect();
        let held: u64 =
            own.iter().filter(|event| is_held(event, self.day)).map(|event| times_of(event)).sum();
        let state = if held >= times {
            HeldState::Held
        } else if own.iter().any(|event| !is_held(event, self.day)) {
            HeldState::Planned
        } else if self.clusters.iter().any(|one| one.id == cluster && !self.is_active(one)) {
            HeldState::NotDue
        } else if self.is_running {
            HeldState::Owed
        } else {
            HeldState::NotRecorded
        };
        let events = own.iter().map(|event| event.id).collect();
        Some(ClusterYear { link: self.links.get(&cluster)?.clone(), state, events })
    }
}

/// The fiscal year to which an event counts: the one that it names, else the one of its first day.
fn year_of_event(event: &Seen) -> Option<FiscalYear> {
    let day = || date_of(&event.body, "held_from").map(|date| FiscalYear::of(date.first_day()));
    year_of(&event.body, "fiscal_year").or_else(day)
}

/// Whether a row of what is owed speaks of this year.
fn falls_due(row: &Body, year: FiscalYear) -> bool {
    year_of(row, "from_year").is_none_or(|from| from <= year)
        && year_of(row, "to_year").is_none_or(|to| year <= to)
}

/// An event without a day was recorded as held.
fn is_held(event: &Seen, day: Date) -> bool {
    date_of(&event.body, "held_from").is_none_or(|date| has_come(date, day))
}

fn has_level(event: &Seen, level: &str) -> bool {
    event.body.str("level").is_none_or(|own| own == level)
}

fn times_of(event: &Seen) -> u64 {
    event.body.raw("times").and_then(serde_json::Value::as_u64).unwrap_or(1)
}

/// The first and last day of an event, for pages.
#[must_use]
pub fn days_of(event: &Seen) -> (Option<PartialDate>, Option<PartialDate>) {
    (date_of(&event.body, "held_from"), date_of(&event.body, "held_to"))
}
