//! The clusters of both ministries on a day: what the map, the lists by stage and the counts of the first page are
//! drawn from, so that they cannot differ.

mod read;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kit::ids::RecordId;
use enishi_store::{Moment, Seen};
use jiff::civil::Date;

use crate::fields::{date_of, id_of};
use crate::figures::Rows;
use crate::{Amount, App, Context, Error, Figure, Link};
pub use read::Status;

/// The code of a cluster that is supported on the day.
pub const ACTIVE: &str = "active";
/// The code of a cluster whose support is over.
pub const ENDED: &str = "ended";
/// A source page is printed matter; what was found elsewhere has other types.
const PAGE: &str = "document";

/// The clusters, blocks and METI's projects as a viewer sees them on a day.
#[derive(Clone, Debug)]
pub struct ClusterBoard {
    /// The day on which statuses are read.
    pub day: Date,
    /// Every cluster by stage and the source's order, whether it was there on the day or not.
    pub clusters: Vec<ClusterOnDay>,
    /// The bureaus' blocks, by their tint.
    pub blocks: Vec<BlockView>,
    /// Everything that they name.
    pub links: HashMap<RecordId, Link>,
}

/// A cluster of one stage on a day.
#[derive(Clone, Debug)]
pub struct ClusterOnDay {
    /// The record.
    pub seen: Seen,
    /// Its stage.
    pub stage: String,
    /// Its key fields in this stage.
    pub fields: Vec<String>,
    /// The status that holds on the day; none before the first one.
    pub status: Option<Status>,
    /// All dated statuses, in the record's order.
    pub statuses: Vec<Status>,
    /// The page of the programme that lists it; none where it was found beyond the pages.
    pub page: Option<RecordId>,
    /// Clusters of the stage before.
    pub predecessors: Vec<RecordId>,
    /// Clusters of the stage after.
    pub successors: Vec<RecordId>,
    /// Other spellings of it, and of its region where it lies in one.
    pub aliases: Vec<String>,
    /// Its place: the middle of its regions' points.
    pub place: Option<Place>,
    /// The blocks of its regions.
    pub blocks: BTreeSet<RecordId>,
}

/// A point on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The prefecture, which says in which part of the map it lies.
    pub prefecture: String,
}

/// A bureau's block with its projects.
#[derive(Clone, Debug)]
pub struct BlockView {
    /// The record.
    pub seen: Seen,
    /// METI's bureau.
    pub bureau: Option<RecordId>,
    /// Prefectures by JIS X 0401 code.
    pub prefectures: Vec<String>,
    /// Its colour, a number from 1.
    pub tint: u8,
    /// The bureau's industrial cluster projects, in the source's order.
    pub projects: Vec<Seen>,
    /// How many rows of the tie-up tables of all years name its bureau.
    pub tie_ups: usize,
}

impl ClusterOnDay {
    /// The code of its state on the day.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.status.as_ref().map(|status| status.state.as_str())
    }

    /// Whether it was there on the day: supported, or over.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.status.is_some()
    }
}

impl BlockView {
    /// The projects that ran on a day, as their sources date them.
    pub fn projects_on(&self, day: Date) -> impl Iterator<Item = &Seen> {
        self.projects.iter().filter(move |seen| {
            date_of(&seen.body, "since").is_none_or(|since| since.first_day() <= day)
                && date_of(&seen.body, "until").is_none_or(|until| until.last_day() >= day)
        })
    }
}

impl ClusterBoard {
    /// The blocks that no row of any tie-up table names, where there are such tables.
    pub fn blocks_without_tie_up(&self) -> impl Iterator<Item = &BlockView> {
        let has_tables = self.blocks.iter().any(|block| block.tie_ups > 0);
        self.blocks.iter().filter(move |block| has_tables && block.tie_ups == 0)
    }

    /// The clusters of a stage that were there on the day.
    pub fn of_stage<'a>(&'a self, stage: &'a str) -> impl Iterator<Item = &'a ClusterOnDay> {
        self.clusters.iter().filter(move |cluster| cluster.stage == stage && cluster.is_there())
    }

    /// The clusters that a map of the day shows: each line of succession by its last one that was there.
    pub fn last_of_each_line(&self) -> impl Iterator<Item = &ClusterOnDay> {
        let there: BTreeSet<RecordId> = self
            .clusters
            .iter()
            .filter(|cluster| cluster.is_there())
            .map(|cluster| cluster.seen.id)
            .collect();
        self.clusters.iter().filter(move |cluster| {
            cluster.is_there() && !cluster.successors.iter().any(|id| there.contains(id))
        })
    }

    /// How many clusters of a stage that the pages list are in a state on another day.
    #[must_use]
    pub fn count_on(&self, stage: &str, state: &str, day: Date) -> usize {
        let listed = self.clusters.iter().filter(|cluster| cluster.stage == stage && cluster.page.is_some());
        let holds = |cluster: &&ClusterOnDay| {
            cluster
                .statuses
                .iter()
                .find(|status| status.holds(day))
                .is_some_and(|status| status.state == state)
        };
        listed.filter(holds).count()
    }

    /// How many clusters of a stage that the pages list are in a state on the day, as a figure that opens to them.
    #[must_use]
    pub fn figure(&self, app: &App, stage: &str, state: &str, basis: &'static str) -> Option<Figure> {
        let kind = app.registry().kind("cluster")?;
        let counted: Vec<&ClusterOnDay> = self
            .of_stage(stage)
            .filter(|cluster| cluster.page.is_some() && cluster.state() == Some(state))
            .collect();
        // The page that says so on that day, and the page that lists them.
        let said: BTreeSet<RecordId> =
            counted.iter().filter_map(|cluster| cluster.status.as_ref()?.source).collect();
        let pages: BTreeSet<RecordId> = counted.iter().filter_map(|cluster| cluster.page).collect();
        let links =
            |ids: &BTreeSet<RecordId>| ids.iter().filter_map(|id| self.links.get(id)).cloned().collect();
        let mut sources: Vec<Link> = links(&said);
        if sources.is_empty() {
            sources = links(&pages);
        }
        let mut filters =
            vec![("stage".to_owned(), stage.to_owned()), ("statuses.state".to_owned(), state.to_owned())];
        filters.extend(
            pages
                .iter()
                .filter_map(|id| self.links.get(id))
                .map(|link| ("source".to_owned(), link.reference.clone())),
        );
        let count = u64::try_from(counted.len()).unwrap_or(u64::MAX);
        Some(Figure {
            value: (count > 0).then_some(Amount::Count(count)),
            basis,
            sources,
            as_of: None,
            undated: 0,
            rows: Rows { kind, filters, on: Some(self.day) },
        })
    }

    /// The clusters that were there on the day and that no page lists, as a figure.
    #[must_use]
    pub fn beyond(&self, app: &App, basis: &'static str) -> Option<Figure> {
        let kind = app.registry().kind("cluster")?;
        let counted: Vec<&ClusterOnDay> =
            self.clusters.iter().filter(|cluster| cluster.is_there() && cluster.page.is_none()).collect();
        let sources: BTreeSet<RecordId> =
            counted.iter().filter_map(|cluster| id_of(&cluster.seen.body, "source")).collect();
        let sources: Vec<Link> = sources.iter().filter_map(|id| self.links.get(id)).cloned().collect();
        let mut filters: Vec<(String, String)> =
            sources.iter().map(|link| ("source".to_owned(), link.reference.clone())).collect();
        let states: BTreeSet<&str> = counted.iter().filter_map(|cluster| cluster.state()).collect();
        filters.extend(states.iter().map(|state| ("statuses.state".to_owned(), (*state).to_owned())));
        let count = u64::try_from(counted.len()).unwrap_or(u64::MAX);
        Some(Figure {
            value: (count > 0).then_some(Amount::Count(count)),
            basis,
            sources,
            as_of: None,
            undated: 0,
            rows: Rows { kind, filters, on: Some(self.day) },
        })
    }
}

impl App {
    /// The clusters of both ministries on the day asked about, else today.
    ///
    /// # Errors
    /// The store; kinds of the register that this installation does not have.
    pub async fn cluster_board(&self, ctx: &Context) -> Result<ClusterBoard, Error> {
        let day = ctx.moment.on.unwrap_or_else(|| self.today());
        let clusters = self.all(ctx, "cluster", &[]).await?;
        let regions = self.all(ctx, "region", &[]).await?;
        let blocks = self.all(ctx, "block", &[]).await?;
        let projects = self.all(ctx, "industrial-project", &[]).await?;
        let sources = self.all(ctx, "source", &[]).await?;
        // Of every year: a block that no table names is one thing, whichever year is shown.
        let always = ctx.clone().at(Moment { on: None, ..ctx.moment });
        let tie_ups = self.all(&always, "tie-up", &[]).await?;
        let regions: HashMap<RecordId, &Seen> = regions.iter().map(|seen| (seen.id, seen)).collect();
        let pages: BTreeSet<RecordId> = sources
            .iter()
            .filter(|seen| seen.body.str("source_type") == Some(PAGE))
            .map(|seen| seen.id)
            .collect();
        let mut successors: HashMap<RecordId, Vec<RecordId>> = HashMap::new();
        for seen in &clusters {
            for before in read::column_ids(&seen.body, "predecessors", "cluster") {
                successors.entry(before).or_default().push(seen.id);
            }
        }
        let mut on_day: Vec<ClusterOnDay> = clusters
            .into_iter()
            .map(|seen| read::cluster(seen, day, &regions, &pages, &mut successors))
            .collect();
        on_day.sort_by_key(|cluster| (cluster.stage.clone(), cluster.page.is_none(), order(cluster)));
        let mut tied: BTreeMap<RecordId, usize> = BTreeMap::new();
        for bureau in tie_ups.iter().filter_map(|seen| id_of(&seen.body, "bureau")) {
            *tied.entry(bureau).or_default() += 1;
        }
        let mut blocks: Vec<BlockView> =
            blocks.into_iter().map(|seen| read::block(seen, &projects, &tied)).collect();
        blocks.sort_by_key(|block| block.tint);
        let named: Vec<&Seen> = on_day
            .iter()
            .map(|cluster| &cluster.seen)
            .chain(blocks.iter().flat_map(|block| std::iter::once(&block.seen).chain(&block.projects)))
            .collect();
        let mut links = self.links(ctx, &named).await?;
        let ids: Vec<RecordId> = on_day.iter().flat_map(|cluster| cluster.successors.clone()).collect();
        links.extend(self.links_to(ctx, &ids).await?);
        Ok(ClusterBoard { day, clusters: on_day, blocks, links })
    }
}

/// From north to south, as the pages list them; without a place last.
fn order(cluster: &ClusterOnDay) -> (bool, i64, String) {
    let south = cluster.place.as_ref().map(|place| read::hundredths(-place.latitude));
    (south.is_none(), south.unwrap_or_default(), cluster.seen.reference.clone())
}
