//! What the first page tells: the chain from need to market in numbers, what stands still, what changed lately.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use enishi_kind::KindInfo;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_store::{Entry, Seen};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::fields::{date_of, id_of, ids_of};
use crate::figures::Rows;
use crate::{ACTIVE, App, ClusterBoard, Context, Error, Figure, Link};

/// The kinds of the chain in its order, each with the facet by which its number is parted and the rule of the number.
const CHAIN: [(&str, &str, &str); 6] = [
    ("need", "state", "figure-needs"),
    ("seed", "", "figure-seeds"),
    ("project", "state", "figure-projects"),
    ("ip-right", "state", "figure-ip-rights"),
    ("baton", "state", "figure-batons"),
    ("outcome", "outcome_type", "figure-outcomes"),
];
/// A baton without a promised day stands still after so many days without an answer.
const STALLED_DAYS: i32 = 30;
/// Changes asked for at a time for what changed lately.
const CHANGES: u32 = 200;
/// Records of which the viewer saw a change, looked through for what changed lately.
const LOOKED_AT: usize = 200;
/// How long ago a change is no longer late: a week.
const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// One step of the chain.
#[derive(Clone, Debug)]
pub struct Step {
    /// The kind.
    pub kind: &'static KindInfo,
    /// How many there are.
    pub figure: Figure,
    /// How many of these are samples.
    pub samples: u64,
    /// The number by its states, where there is one: field name, codes with counts.
    pub parts: Option<(&'static str, Vec<(String, u64)>)>,
}

/// A baton that waits.
#[derive(Clone, Debug)]
pub struct Stalled {
    /// The baton.
    pub seen: Seen,
    /// Days since it was offered.
    pub days: i32,
    /// Who should answer.
    pub receiver: Option<RecordId>,
}

/// Where a change stands among others: the newest first.
type Place = (Reverse<Timestamp>, Reverse<RecordId>);

/// A change that a viewer may know of.
#[derive(Clone, Debug)]
pub struct Recent {
    /// The record as it is now.
    pub seen: Seen,
    /// Its newest visible change.
    pub entry: Entry,
}

/// What stands still on the day.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Batons without an answer, longest first.
    pub stalled: Vec<Stalled>,
    /// The fiscal year of the day.
    pub year: FiscalYear,
    /// Active clusters for which no joint conference of that year is recorded.
    pub without_conference: Vec<RecordId>,
    /// Open coordination questions.
    pub questions: Vec<Seen>,
    /// Everything that they name.
    pub links: HashMap<RecordId, Link>,
}

impl App {
    /// The chain in numbers, on the day asked about or now.
    ///
    /// # Errors
    /// The store; kinds of the chain that this installation does not have.
    pub async fn chain_steps(&self, ctx: &Context) -> Result<Vec<Step>, Error> {
        let mut steps = Vec::new();
        for (name, facet, basis) in CHAIN {
            let figure = self.figure(ctx, name, &[], basis).await?;
            let sample = [("sample".to_owned(), "true".to_owned())];
            let samples = self.figure(ctx, name, &sample, "figure-samples").await?.count().unwrap_or(0);
            let kind = figure.rows.kind;
            let is_parted = figure.count().is_some() && figure.undated == 0;
            let parts = match kind.field(facet).filter(|_| is_parted) {
                Some(field) => Some((field.name, self.count_values(ctx, kind, field.name, &[], 20).await?)),
                None => None,
            };
            steps.push(Step { kind, figure, samples, parts });
        }
        Ok(steps)
    }

    /// Needs that the market gave back: those that outcomes name. The figure opens to these outcomes.
    ///
    /// # Errors
    /// The store.
    pub async fn new_needs(&self, ctx: &Context) -> Result<(Figure, Vec<Link>), Error> {
        let outcomes = self.all(ctx, "outcome", &[]).await?;
        let day = ctx.moment.on;
        let counted = outcomes.iter().filter(|seen| day.is_none_or(|day| is_dated_until(seen, "since", day)));
        let ids: Vec<RecordId> = counted
            .flat_map(|seen| ids_of(&seen.body, "new_needs"))
            .collect::<HashSet<RecordId>>()
            .into_iter()
            .collect();
        let mut links: Vec<Link> = self.links_to(ctx, &ids).await?.into_values().collect();
        links.sort_by(|one, two| one.reference.cmp(&two.reference));
        let filters = links.iter().map(|link| ("new_needs".to_owned(), link.reference.clone())).collect();
        let count = u64::try_from(links.len()).unwrap_or(u64::MAX);
        let figure = Figure {
            value: (count > 0).then_some(crate::Amount::Count(count)),
            basis: "figure-new-needs",
            sources: Vec::new(),
            as_of: None,
            undated: 0,
            rows: Rows { kind: self.kind("outcome")?, filters, on: ctx.moment.on },
        };
        Ok((figure, links))
    }

    /// What stands still on the day of a board.
    ///
    /// # Errors
    /// The store.
    pub async fn standing(&self, ctx: &Context, board: &ClusterBoard) -> Result<Standing, Error> {
        let day = board.day;
        let year = FiscalYear::of(day);
        let batons = self.all(ctx, "baton", &[]).await?;
        let mut stalled: Vec<Stalled> = batons.into_iter().filter_map(|seen| stalled_on(seen, day)).collect();
        stalled.sort_by_key(|baton| (-baton.days, baton.seen.reference.clone()));
        let of_year = [("fiscal_year".to_owned(), year.0.to_string())];
        let tie_ups = self.all(ctx, "tie-up", &of_year).await?;
        let events = self.all(ctx, "event", &of_year).await?;
        let with_tie_up = tie_ups
            .iter()
            .filter(|seen| seen.body.raw("conferences").is_some())
            .filter_map(|seen| id_of(&seen.body, "cluster"));
        let with_event = events
            .iter()
            .filter(|seen| seen.body.str("event_type") == Some("joint-conference"))
            .flat_map(|seen| ids_of(&seen.body, "clusters"));
        let held: HashSet<RecordId> = with_tie_up.chain(with_event).collect();
        let active = board.clusters.iter().filter(|cluster| cluster.state() == Some(ACTIVE));
        let without_conference =
            active.map(|cluster| cluster.seen.id).filter(|id| !held.contains(id)).collect::<Vec<_>>();
        let mut questions = self.all(ctx, "question", &[]).await?;
        questions.retain(|seen| {
            matches!(seen.body.str("state"), Some("raised" | "assigned"))
                && is_dated_until(seen, "raised", day)
        });
        let named: Vec<&Seen> = stalled.iter().map(|baton| &baton.seen).chain(&questions).collect();
        let mut links = self.links(ctx, &named).await?;
        links.extend(self.links_to(ctx, &without_conference).await?);
        Ok(Standing { stalled, year, without_conference, questions, links })
    }

    /// What changed within a week, newest first, as far as the viewer may see the change itself.
    ///
    /// # Errors
    /// The store.
    pub async fn recent(&self, ctx: &Context, limit: usize) -> Result<Vec<Recent>, Error> {
        let oldest: Timestamp = self.now() - LATELY;
        let mut looked_at: HashSet<RecordId> = HashSet::new();
        let mut found: BTreeMap<Place, Recent> = BTreeMap::new();
        let mut beyond = None;
        loop {
            let changes = self.store.newest_changes(self.reading(ctx), oldest, beyond, CHANGES).await?;
            let Some(&(seq, _, id)) = changes.last() else {
                return Ok(newest(found.values(), limit).into_iter().cloned().collect());
            };
            beyond = Some((seq, id));
            let ids: Vec<RecordId> = changes.iter().map(|(_, _, id)| *id).collect();
            let mut seen = self.store.find_many(self.reading(ctx), &ids).await?;
            for (_, at, id) in changes {
                // What he saw of other records later than this change stands in its order already.
                let settled = || found.range(..(Reverse(at), Reverse(id))).map(|(_, recent)| recent);
                if settled().nth(LOOKED_AT - 1).is_some() || newest(settled(), limit).len() >= limit {
                    return Ok(newest(settled(), limit).into_iter().cloned().collect());
                }
                if !looked_at.insert(id) {
                    continue;
                }
                let Some(seen) = seen.remove(&id) else { continue };
                let entries = self.store.history(self.reading(ctx), id).await?;
                let entry = entries.into_iter().find(|entry| !entry.changes.is_empty());
                if let Some(entry) = entry.filter(|entry| entry.at >= oldest) {
                    found.insert((Reverse(entry.at), Reverse(id)), Recent { seen, entry });
                }
            }
        }
    }
}

/// The first of these; of what came in one batch, one record of each kind stands for the others.
fn newest<'r>(recent: impl Iterator<Item = &'r Recent>, limit: usize) -> Vec<&'r Recent> {
    let mut batches: HashSet<(&str, &str)> = HashSet::new();
    recent
        .take(LOOKED_AT)
        .filter(|recent| {
            let batch = recent.entry.batch.as_deref();
            batch.is_none_or(|batch| batches.insert((batch, recent.seen.kind)))
        })
        .take(limit)
        .collect()
}

/// A baton that was offered by the day and has no answer, though the promised day is over or too long has gone by.
fn stalled_on(seen: Seen, day: Date) -> Option<Stalled> {
    let state = seen.body.str("state")?;
    let offered = date_of(&seen.body, "offered")?.first_day();
    let is_open = matches!(state, "offered" | "questioned") && offered <= day;
    let days = day.since(offered).ok()?.get_days();
    let is_late = match date_of(&seen.body, "due") {
        Some(due) => due.last_day() < day,
        None => days > STALLED_DAYS,
    };
    let receiver = id_of(&seen.body, "receiver");
    (is_open && is_late).then_some(Stalled { seen, days, receiver })
}

fn is_dated_until(seen: &Seen, name: &str, day: Date) -> bool {
    date_of(&seen.body, name).is_some_and(|date| date.first_day() <= day)
}
