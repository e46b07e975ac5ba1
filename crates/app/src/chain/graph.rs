//! The graph of the chain: which field leads from which kind to which, the edges among given records, and their order.
//! Pure: records in, order out; cycles are drawn but never walked twice.

use std::collections::{BTreeMap, BTreeSet};

use enishi_kind::Body;
use enishi_kit::ids::RecordId;
use jiff::civil::Date;

use crate::fields::{id_of, ids_of};

/// Where a step stands to the record that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// It led to it.
    Before,
    /// It is it.
    Here,
    /// It came of it.
    After,
    /// A need or seed that other steps share with it.
    Beside,
}

/// How one step leads to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A need is answered by a project.
    Answers,
    /// A later need follows an earlier one that was declined.
    TriesAgain,
    /// A seed is what a project builds on.
    BuildsOn,
    /// A project is continued by another.
    Continues,
    /// A project or seed led to an IP right.
    Protects,
    /// A project or seed led to a result.
    Yields,
    /// An IP right covers a result.
    Covers,
    /// A result or right is handed over by a baton.
    HandsOver,
    /// A baton was taken up by a project of the programme that received it. Read from the programme and the
    /// continuation, not stated by a record.
    TakesUp,
    /// A baton, project or right led to an outcome.
    BringsOut,
    /// The market gave back a new need.
    GivesBack,
}

impl Relation {
    /// The word in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::TriesAgain => "tries-again",
            Self::BuildsOn => "builds-on",
            Self::Continues => "continues",
            Self::Protects => "protects",
            Self::Yields => "yields",
            Self::Covers => "covers",
            Self::HandsOver => "hands-over",
            Self::TakesUp => "takes-up",
            Self::BringsOut => "brings-out",
            Self::GivesBack => "gives-back",
        }
    }

    /// Whether no record states it.
    #[must_use]
    pub const fn is_inferred(self) -> bool {
        matches!(self, Self::TakesUp)
    }
}

/// A field by which one kind of the chain names another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    pub kind: &'static str,
    pub field: &'static str,
    pub target: &'static str,
    pub relation: Relation,
    /// Whether the record named came earlier, which is the rule.
    pub names_earlier: bool,
}

const fn earlier(
    kind: &'static str,
    field: &'static str,
    target: &'static str,
    relation: Relation,
) -> Reference {
    Reference { kind, field, target, relation, names_earlier: true }
}

/// Every field of the chain.
pub(super) static REFERENCES: [Reference; 15] = [
    earlier("need", "follows", "need", Relation::TriesAgain),
    earlier("project", "needs", "need", Relation::Answers),
    earlier("project", "seeds", "seed", Relation::BuildsOn),
    earlier("project", "continues", "project", Relation::Continues),
    earlier("ip-right", "projects", "project", Relation::Protects),
    earlier("ip-right", "seeds", "seed", Relation::Protects),
    earlier("result", "projects", "project", Relation::Yields),
    earlier("result", "seeds", "seed", Relation::Yields),
    earlier("result", "ip_rights", "ip-right", Relation::Covers),
    earlier("baton", "result", "result", Relation::HandsOver),
    earlier("baton", "ip_rights", "ip-right", Relation::HandsOver),
    earlier("outcome", "batons", "baton", Relation::BringsOut),
    earlier("outcome", "projects", "project", Relation::BringsOut),
    earlier("outcome", "ip_rights", "ip-right", Relation::BringsOut),
    Reference {
        kind: "outcome",
        field: "new_needs",
        target: "need",
        relation: Relation::GivesBack,
        names_earlier: false,
    },
];

/// A record as the graph sees it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub id: RecordId,
    pub kind: &'static str,
    pub date: Option<Date>,
    pub programme: Option<RecordId>,
    pub to_programme: Option<RecordId>,
    /// Field and record, for the fields of [`REFERENCES`].
    pub named: Vec<(&'static str, RecordId)>,
}

/// One step leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The earlier step.
    pub from: RecordId,
    /// The later one.
    pub to: RecordId,
    /// How.
    pub relation: Relation,
    /// Whether it leads back to where the chain began, so that it does not count for the order.
    pub is_loop: bool,
}

/// The records that a field names, be it one or several.
pub(super) fn ids_in(body: &Body, field: &str) -> Vec<RecordId> {
    id_of(body, field).map_or_else(|| ids_of(body, field), |id| vec![id])
}

/// The edges among these records.
pub(super) fn edges(nodes: &[Node]) -> BTreeSet<Edge> {
    let known: BTreeMap<RecordId, &Node> = nodes.iter().map(|node| (node.id, node)).collect();
    let mut edges = BTreeSet::new();
    for node in nodes {
        for (field, other) in &node.named {
            let reference =
                REFERENCES.iter().find(|reference| reference.kind == node.kind && reference.field == *field);
            let Some(reference) = reference else { continue };
            if *other == node.id || known.get(other).is_none_or(|other| other.kind != reference.target) {
                continue;
            }
            let (from, to) = if reference.names_earlier { (*other, node.id) } else { (node.id, *other) };
            edges.insert(Edge { from, to, relation: reference.relation, is_loop: false });
        }
    }
    edges.extend(taken_up(nodes, &edges));
    edges
}

/// From a baton to the project that took it up: it is paid by the programme that received the baton, and continues a
/// project from which the result handed over came.
fn taken_up(nodes: &[Node], edges: &BTreeSet<Edge>) -> Vec<Edge> {
    let sources = |to: RecordId, relation: Relation| {
        edges
            .iter()
            .filter(move |edge| edge.to == to && edge.relation == relation)
            .map(|edge| edge.from)
            .collect::<BTreeSet<_>>()
    };
    let mut found = Vec::new();
    for baton in nodes.iter().filter(|node| node.kind == "baton") {
        let Some(receiver) = baton.to_programme else { continue };
        let handed = sources(baton.id, Relation::HandsOver);
        let origins: BTreeSet<RecordId> = handed
            .iter()
            .flat_map(|one| [sources(*one, Relation::Yields), sources(*one, Relation::Protects)])
            .flatten()
            .collect();
        for project in nodes.iter().filter(|node| node.kind == "project") {
            let continued = sources(project.id, Relation::Continues);
            if project.programme == Some(receiver) && !continued.is_disjoint(&origins) {
                let (from, to) = (baton.id, project.id);
                found.push(Edge { from, to, relation: Relation::TakesUp, is_loop: false });
            }
        }
    }
    found
}

/// The records in the order in which one led to the other, earlier days first where both may come, and the edges that
/// go against it marked as loops.
pub(super) fn arrange(nodes: &[Node], edges: BTreeSet<Edge>) -> (Vec<RecordId>, Vec<Edge>) {
    let rank = |kind: &str| super::KINDS.iter().position(|one| *one == kind).unwrap_or(super::KINDS.len());
    // What has no day comes when what it led to does: a seed without one does not wait for the last day of all.
    let mut waiting: BTreeMap<RecordId, &Node> = nodes.iter().map(|node| (node.id, node)).collect();
    let mut order: Vec<RecordId> = Vec::with_capacity(nodes.len());
    let earliest = |node: &Node| (node.date.unwrap_or(Date::MIN), rank(node.kind), node.id);
    while !waiting.is_empty() {
        let is_ready = |id: &RecordId| {
            // A new need ends one turn; what it began before does not wait for its own outcome.
            !edges.iter().any(|edge| {
                edge.to == *id && edge.relation != Relation::GivesBack && waiting.contains_key(&edge.from)
            })
        };
        let is_late = |id: &RecordId| {
            edges.iter().any(|edge| {
                edge.to == *id && edge.relation == Relation::GivesBack && waiting.contains_key(&edge.from)
            })
        };
        let ready = waiting.values().filter(|node| is_ready(&node.id));
        // A cycle of other references leaves nobody ready: then the earliest begins.
        let next = ready
            .min_by_key(|node| (is_late(&node.id), earliest(node)))
            .or_else(|| waiting.values().min_by_key(|node| earliest(node)))
            .map(|node| node.id);
        let Some(next) = next else { break };
        waiting.remove(&next);
        order.push(next);
    }
    let place: BTreeMap<RecordId, usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut edges: Vec<Edge> = edges
        .into_iter()
        .map(|edge| Edge { is_loop: place.get(&edge.from) > place.get(&edge.to), ..edge })
        .collect();
    edges.sort_by_key(|edge| (place.get(&edge.to).copied(), place.get(&edge.from).copied(), edge.relation));
    (order, edges)
}

#[cfg(test)]
mod tests {
    use enishi_testkit::SeqIds;

    use super::*;

    struct Made {
        ids: Vec<RecordId>,
        nodes: Vec<Node>,
    }

    /// From, to, how, and whether it is a loop.
    type Arranged = (usize, usize, &'static str, bool);

    fn made(kinds: &[&'static str]) -> Made {
        use enishi_kit::ids::IdSource;
        let source = SeqIds::default();
        let ids: Vec<RecordId> =
            kinds.iter().map(|_| source.record_id("2026-04-01T00:00:00Z".parse().unwrap())).collect();
        let nodes = kinds
            .iter()
            .zip(&ids)
            .map(|(kind, id)| Node {
                id: *id,
                kind,
                date: None,
                programme: None,
                to_programme: None,
                named: Vec::new(),
            })
            .collect();
        Made { ids, nodes }
    }

    impl Made {
        fn names(&mut self, who: usize, field: &'static str, whom: usize) -> &mut Self {
            let id = self.ids[whom];
            self.nodes[who].named.push((field, id));
            self
        }

        fn arranged(&self) -> (Vec<usize>, Vec<Arranged>) {
            let at = |id: &RecordId| self.ids.iter().position(|one| one == id).unwrap();
            let (order, found) = arrange(&self.nodes, edges(&self.nodes));
            let found = found
                .iter()
                .map(|edge| (at(&edge.from), at(&edge.to), edge.relation.code(), edge.is_loop))
                .collect();
            (order.iter().map(at).collect(), found)
        }
    }

    #[test]
    fn a_whole_turn_ends_in_the_need_that_began_it() {
        let mut made = made(&["need", "seed", "project", "ip-right", "result", "baton", "outcome"]);
        made.names(2, "needs", 0).names(2, "seeds", 1).names(3, "projects", 2).names(4, "projects", 2);
        made.names(5, "result", 4).names(6, "batons", 5).names(6, "new_needs", 0);
        let (order, found) = made.arranged();
        assert_eq!(order.last(), Some(&6), "{order:?}");
        assert!(found.contains(&(6, 0, "gives-back", true)), "{found:?}");
        assert!(found.iter().filter(|edge| edge.3).count() == 1, "{found:?}");
        assert!(found.contains(&(4, 5, "hands-over", false)));
    }

    #[test]
    fn a_new_need_of_the_next_turn_stands_last() {
        let mut made = made(&["need", "outcome", "project"]);
        made.names(1, "new_needs", 0).names(1, "projects", 2);
        let (order, found) = made.arranged();
        assert_eq!(order, [2, 1, 0]);
        assert!(found.contains(&(1, 0, "gives-back", false)), "{found:?}");
    }

    #[test]
    fn projects_that_continue_each_other_in_a_ring_all_appear_once() {
        let mut made = made(&["project", "project", "project"]);
        made.names(0, "continues", 1).names(1, "continues", 2).names(2, "continues", 0).names(
            1,
            "continues",
            1,
        );
        let (order, found) = made.arranged();
        assert_eq!(order.len(), 3);
        assert_eq!(found.len(), 3, "nothing leads to itself: {found:?}");
        assert_eq!(found.iter().filter(|edge| edge.3).count(), 1, "{found:?}");
    }

    #[test]
    fn a_baton_is_taken_up_only_by_a_project_of_the_receiving_programme_that_continues() {
        let mut made = made(&["project", "result", "baton", "project", "project"]);
        made.names(1, "projects", 0).names(2, "result", 1).names(3, "continues", 0).names(4, "continues", 0);
        let (giver, receiver) = (made.ids[0], made.ids[1]);
        made.nodes[2].to_programme = Some(receiver);
        made.nodes[3].programme = Some(receiver);
        made.nodes[4].programme = Some(giver);
        let (_, found) = made.arranged();
        let taken: Vec<_> = found.iter().filter(|edge| edge.2 == "takes-up").collect();
        assert_eq!(taken, [&(2, 3, "takes-up", false)]);
    }

    #[test]
    fn names_of_unseen_records_and_of_other_kinds_give_no_edge() {
        let elsewhere = made(&["seed", "seed", "seed"]).ids[2];
        let mut made = made(&["project", "seed"]);
        made.names(0, "needs", 1);
        made.nodes[0].named.push(("seeds", elsewhere));
        assert_eq!(made.arranged().1, []);
    }

    #[test]
    fn every_field_of_the_graph_is_a_reference_of_the_model() {
        let registry = enishi_model::registry();
        for reference in &REFERENCES {
            let kind = registry.kind(reference.kind).unwrap();
            let field = kind.field(reference.field);
            let field = field.unwrap_or_else(|| panic!("{} has no {}", reference.kind, reference.field));
            assert_eq!(kind.target(field), Some(reference.target), "{reference:?}");
            assert!(field.facet, "{reference:?} cannot be asked for");
        }
    }
}
