//! The chain of a record: what came before and after it, from need and seed over project, IP right, result and baton to
//! the outcome and the need that it gives back.
//!
//! Not here: boxes and arrows; pages place what stands here.

mod graph;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kind::KindInfo;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_store::{Filter, ListQuery, Seen, Sort};
use jiff::civil::Date;

pub use graph::{Edge, Relation, Side};
use graph::{Node, REFERENCES, Reference};

use crate::columns::rows_of;
use crate::fields::{code_of, date_of, id_of, ids_of};
use crate::{App, Context, Error, Link};

/// The kinds of the chain, in the order of its columns; needs stand at both ends.
pub const KINDS: [&str; 7] = ["need", "seed", "project", "ip-right", "result", "baton", "outcome"];
/// Records of one chain at most: more cannot be read in one picture.
const RECORDS: usize = 80;
/// Steps away from the record at most.
const STEPS: usize = 16;
/// Ids in one question to the store.
const ASKED: usize = 50;
/// Records that one question to the store gives.
const FOUND: u32 = 200;

/// The chain around one record, as one viewer sees it at one moment.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The record that was asked about.
    pub start: RecordId,
    /// Its steps, what was first before what followed.
    pub steps: Vec<Step>,
    /// Which step leads to which, in the order of the steps.
    pub edges: Vec<Edge>,
    /// Whether there is more than is shown.
    pub is_cut: bool,
    /// The programmes and schemes that the steps name.
    pub programmes: HashMap<RecordId, Programme>,
    /// Other records that the steps name.
    pub links: HashMap<RecordId, Link>,
}

/// A step of the chain.
#[derive(Clone, Debug)]
pub struct Step {
    /// The record.
    pub seen: Seen,
    /// Where it stands to the record that was asked about.
    pub side: Side,
    /// Whether an outcome gave it back as a new need.
    pub is_new_need: bool,
    /// Whether a project answers it.
    pub is_answered: bool,
    /// Its day.
    pub date: Option<PartialDate>,
    /// The programmes that pay for it: of a baton the one that gives.
    pub programmes: Vec<RecordId>,
    /// The programme that receives it.
    pub to: Option<RecordId>,
    /// Days from the offer of a baton to its answer, or to the day asked about while there is none.
    pub wait_days: Option<i64>,
    /// Whether the answer to a baton is overdue.
    pub is_overdue: bool,
}

/// A programme with the ministry that runs it.
#[derive(Clone, Debug)]
pub struct Programme {
    /// The programme.
    pub link: Link,
    /// The code of its ministry.
    pub ministry: Option<String>,
}

impl App {
    /// The chain of a record of one of [`KINDS`].
    ///
    /// Cost: a handful of questions for each step away from the record, at most [`STEPS`].
    ///
    /// # Errors
    /// `unknown-kind`, `unknown-record`, or the store.
    pub async fn chain(&self, ctx: &Context, kind: &str, reference: &str) -> Result<Chain, Error> {
        let start = self.find(ctx, kind, reference).await?.seen;
        if !KINDS.contains(&start.kind) {
            return Err(Error::new("unknown-record").arg("found", reference));
        }
        let id = start.id;
        let mut gathered = Gathered::new(start);
        self.gather(ctx, &mut gathered).await?;
        let Gathered { mut records, sides, is_cut, .. } = gathered;
        let nodes: Vec<Node> = records.values().map(node).collect();
        let edges = graph::edges(&nodes);
        let (order, edges) = graph::arrange(&nodes, edges);
        let day = ctx.moment.on.unwrap_or_else(|| self.today());
        let steps: Vec<Step> = order
            .iter()
            .filter_map(|one| {
                let seen = records.remove(one)?;
                let side = sides.get(one).copied().unwrap_or(Side::Beside);
                Some(step(seen, side, &edges, day))
            })
            .collect();
        let mut chain =
            Chain { start: id, steps, edges, is_cut, programmes: HashMap::new(), links: HashMap::new() };
        self.name_programmes(ctx, &mut chain).await?;
        let seen: Vec<&Seen> = chain.steps.iter().map(|step| &step.seen).collect();
        let mut links = self.links(ctx, &seen).await?;
        links.extend(chain.steps.iter().filter_map(|step| Some((step.seen.id, self.link(&step.seen)?))));
        chain.links = links;
        Ok(chain)
    }

    /// Walks from the record to what follows and to what came before; then adds the needs and seeds that stand beside
    /// what was found.
    async fn gather(&self, ctx: &Context, gathered: &mut Gathered) -> Result<(), Error> {
        for side in [Side::After, Side::Before] {
            let mut frontier: Vec<RecordId> = vec![gathered.start];
            for _ in 0..STEPS {
                let next = self.neighbours(ctx, gathered, &frontier, side).await?;
                frontier = next
                    .into_iter()
                    .filter_map(|(seen, is_past_the_loop)| {
                        let id = seen.id;
                        (gathered.add(seen, side) && !is_past_the_loop).then_some(id)
                    })
                    .collect();
                if frontier.is_empty() {
                    break;
                }
            }
            gathered.is_cut |= !frontier.is_empty();
        }
        // Twice: the second time finds the earlier tries of the needs beside.
        for _ in 0..2 {
            let found: Vec<RecordId> = gathered.records.keys().copied().collect();
            let beside = self.neighbours(ctx, gathered, &found, Side::Before).await?;
            for (seen, _) in beside {
                if ["need", "seed"].contains(&seen.kind) {
                    gathered.add(seen, Side::Beside);
                }
            }
        }
        Ok(())
    }

    /// The records next to these on one side, each with whether the walk ends there: a new need begins another turn
    /// of the chain, and the outcome that gave back an earlier need ended the turn before.
    async fn neighbours(
        &self,
        ctx: &Context,
        gathered: &Gathered,
        frontier: &[RecordId],
        side: Side,
    ) -> Result<Vec<(Seen, bool)>, Error> {
        let mut next: BTreeMap<RecordId, (Seen, bool)> = BTreeMap::new();
        for reference in &REFERENCES {
            let is_named = reference.names_earlier == (side == Side::Before);
            let from: Vec<RecordId> = frontier
                .iter()
                .filter(|id| {
                    let kind = if is_named { reference.kind } else { reference.target };
                    gathered.records.get(id).is_some_and(|seen| seen.kind == kind)
                })
                .copied()
                .collect();
            if from.is_empty() {
                continue;
            }
            let found = if is_named {
                self.named(ctx, gathered, &from, reference).await?
            } else {
                self.naming(ctx, &from, reference).await?
            };
            // Asked about a need itself, the turn that gave it back is what came before it.
            let is_own_past = side == Side::Before && *frontier == [gathered.start];
            let ends = reference.relation == Relation::GivesBack && !is_own_past;
            for seen in found {
                next.entry(seen.id).and_modify(|(_, is_end)| *is_end &= ends).or_insert((seen, ends));
            }
        }
        Ok(next.into_values().collect())
    }

    /// The records that these name in a field.
    async fn named(
        &self,
        ctx: &Context,
        gathered: &Gathered,
        from: &[RecordId],
        reference: &Reference,
    ) -> Result<Vec<Seen>, Error> {
        let ids: BTreeSet<RecordId> = from
            .iter()
            .filter_map(|id| gathered.records.get(id))
            .flat_map(|seen| graph::ids_in(&seen.body, reference.field))
            .collect();
        let ids: Vec<RecordId> = ids.into_iter().collect();
        let found = self.store.find_many(self.reading(ctx), &ids).await?;
        Ok(found.into_values().filter(|seen| seen.kind == reference.target).collect())
    }

    /// The records that name these in a field.
    async fn naming(
        &self,
        ctx: &Context,
        targets: &[RecordId],
        reference: &Reference,
    ) -> Result<Vec<Seen>, Error> {
        // An installation may have fewer kinds than the chain.
        let Some(kind) = self.registry().kind(reference.kind) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for some in targets.chunks(ASKED) {
            let values = some.iter().map(ToString::to_string).collect();
            let query = ListQuery {
                kind,
                filters: vec![Filter { name: reference.field.to_owned(), values }],
                sort: Sort::newest(),
                after: None,
                limit: FOUND,
            };
            found.extend(self.store.list(self.reading(ctx), &query).await?.items);
        }
        Ok(found)
    }

    /// Names the programmes of the steps; results, rights and outcomes have those of the projects they come from.
    async fn name_programmes(&self, ctx: &Context, chain: &mut Chain) -> Result<(), Error> {
        let of_projects: HashMap<RecordId, Vec<RecordId>> = chain
            .steps
            .iter()
            .filter(|step| step.seen.kind == "project")
            .map(|step| (step.seen.id, step.programmes.clone()))
            .collect();
        for step in &mut chain.steps {
            if step.programmes.is_empty() {
                let projects = ids_of(&step.seen.body, "projects");
                let programmes: BTreeSet<RecordId> =
                    projects.iter().filter_map(|id| of_projects.get(id)).flatten().copied().collect();
                step.programmes = programmes.into_iter().collect();
            }
        }
        let ids: BTreeSet<RecordId> =
            chain.steps.iter().flat_map(|step| step.programmes.iter().chain(&step.to)).copied().collect();
        let ids: Vec<RecordId> = ids.into_iter().collect();
        let found = self.store.find_many(self.reading(ctx), &ids).await?;
        chain.programmes = found
            .into_iter()
            .filter_map(|(id, seen)| {
                Some((id, Programme { link: self.link(&seen)?, ministry: code_of(&seen.body, "ministry") }))
            })
            .collect();
        Ok(())
    }

    /// Whether records of a kind have a chain.
    #[must_use]
    pub fn has_chain(kind: &KindInfo) -> bool {
        KINDS.contains(&kind.name)
    }
}

/// What the walk found so far.
struct Gathered {
    start: RecordId,
    records: BTreeMap<RecordId, Seen>,
    sides: HashMap<RecordId, Side>,
    is_cut: bool,
}

impl Gathered {
    fn new(start: Seen) -> Self {
        let id = start.id;
        Self {
            start: id,
            records: BTreeMap::from([(id, start)]),
            sides: HashMap::from([(id, Side::Here)]),
            is_cut: false,
        }
    }

    /// Adds a record; whether it is new and has room.
    fn add(&mut self, seen: Seen, side: Side) -> bool {
        if self.records.contains_key(&seen.id) {
            return false;
        }
        if self.records.len() >= RECORDS {
            self.is_cut = true;
            return false;
        }
        self.sides.insert(seen.id, side);
        self.records.insert(seen.id, seen);
        true
    }
}

fn node(seen: &Seen) -> Node {
    let body = &seen.body;
    Node {
        id: seen.id,
        kind: seen.kind,
        date: date(seen).map(PartialDate::first_day),
        programme: id_of(body, "programme"),
        to_programme: id_of(body, "to_programme"),
        named: REFERENCES
            .iter()
            .filter(|reference| reference.kind == seen.kind)
            .flat_map(|reference| {
                graph::ids_in(body, reference.field).into_iter().map(move |id| (reference.field, id))
            })
            .collect(),
    }
}

/// The day by which a step is placed.
fn date(seen: &Seen) -> Option<PartialDate> {
    let body = &seen.body;
    let field = match seen.kind {
        "project" | "ip-right" | "outcome" => "since",
        "result" => "achieved",
        "baton" => "offered",
        "seed" => "disclosed",
        // A need says by when it must be met, not when it arose: what is known is of which day the record speaks.
        _ => "as_of",
    };
    date_of(body, field)
}

fn step(seen: Seen, side: Side, edges: &[Edge], day: Date) -> Step {
    let body = &seen.body;
    let id = seen.id;
    let is = |relation: Relation| edges.iter().any(|edge| edge.to == id && edge.relation == relation);
    let offered = date_of(body, "offered").map(PartialDate::first_day);
    let answered = date_of(body, "answered").map(PartialDate::first_day);
    let is_waiting = ["offered", "questioned"].contains(&body.str("state").unwrap_or_default());
    let until = answered.or_else(|| is_waiting.then_some(day));
    let wait_days = match (seen.kind, offered, until) {
        ("baton", Some(offered), Some(until)) => {
            offered.until(until).ok().map(|span| i64::from(span.get_days())).filter(|days| *days >= 0)
        }
        _ => None,
    };
    let due = date_of(body, "due").map(PartialDate::last_day);
    Step {
        side,
        is_new_need: is(Relation::GivesBack),
        is_answered: edges.iter().any(|edge| edge.from == id && edge.relation == Relation::Answers),
        date: date(&seen),
        programmes: id_of(body, "programme").or_else(|| id_of(body, "from_programme")).into_iter().collect(),
        to: id_of(body, "to_programme"),
        wait_days,
        is_overdue: seen.kind == "baton" && is_waiting && due.is_some_and(|due| due < day),
        seen,
    }
}

/// A dated step of an IP right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightStep {
    /// The code of its state.
    pub state: String,
    /// Its day.
    pub since: Option<PartialDate>,
}

/// The dated steps of an IP right, from disclosure on.
#[must_use]
pub fn right_steps(seen: &Seen) -> Vec<RightStep> {
    rows_of(&seen.body, "steps")
        .iter()
        .filter_map(|row| Some(RightStep { state: code_of(row, "state")?, since: date_of(row, "since") }))
        .collect()
}
