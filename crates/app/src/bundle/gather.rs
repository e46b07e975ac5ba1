//! What belongs to a region or cluster that leaves.
//!
//! 1. The region, the regions within it, and the clusters that lie in any of them; or the one cluster.
//! 2. What hangs on them: a record that names clusters belongs exactly if one of them does; a record that names no
//!    cluster belongs if it names a record that belongs. Kinds that stand for themselves (`STANDING`) are not drawn in
//!    so, and neither are other clusters and regions.
//! 3. What those name and no cluster has: organisations, people and sources, and records that name no cluster (a seed of
//!    nobody's in a project of the region); then what these name, in the same way.
//! 4. Everything else that these name, and what that names in turn, is only named: as everybody may see it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kind::{Body, Viewer};
use enishi_kit::ids::RecordId;
use enishi_store::{ListQuery, Reading, Seen, Sort};
use serde_json::Value as Json;

use crate::{App, Context, Error};

/// Kinds that stand for themselves and serve many regions.
const STANDING: [&str; 14] = [
    "cluster",
    "region",
    "block",
    "organisation",
    "person",
    "source",
    "programme",
    "scheme",
    "call",
    "policy-document",
    "theme",
    "indicator",
    "industrial-project",
    "published-figure",
];
/// Kinds that go along with what names them.
const ALONG: [&str; 3] = ["organisation", "person", "source"];
/// Records read at a time.
const PAGE: u32 = 500;

/// What is known of a record while it is decided.
struct Node {
    kind: &'static str,
    targets: BTreeSet<RecordId>,
}

/// What leaves, by kind, each kind in the order of its references.
pub(super) struct Gathered {
    pub(super) root: Seen,
    pub(super) belonging: BTreeMap<&'static str, Vec<Seen>>,
    pub(super) named: BTreeMap<&'static str, Vec<Seen>>,
}

impl Gathered {
    /// What everybody may not see of the named records does not go along; then nothing names it either.
    fn forget_the_rest(&mut self) {
        let all = || self.belonging.values().chain(self.named.values()).flatten();
        let there: BTreeSet<String> = all().map(|seen| seen.id.to_string()).collect();
        for seen in self.belonging.values_mut().chain(self.named.values_mut()).flatten() {
            let mut body = Body::new();
            for (name, json) in seen.body.iter() {
                if let Some(kept) = without(json, &there) {
                    body.set_raw(name, kept);
                }
            }
            seen.body = body;
        }
    }
}

/// A value without the ids of records that are not there.
fn without(json: &Json, there: &BTreeSet<String>) -> Option<Json> {
    match json {
        Json::String(text) if text.parse::<RecordId>().is_ok() && !there.contains(text) => None,
        Json::Array(items) => Some(items.iter().filter_map(|item| without(item, there)).collect()),
        Json::Object(map) => {
            let kept = map.iter().filter_map(|(name, item)| Some((name.clone(), without(item, there)?)));
            Some(Json::Object(kept.collect()))
        }
        other => Some(other.clone()),
    }
}

impl App {
    /// Cost: reads every record once; what leaves is held in memory.
    pub(super) async fn gather_bundle(&self, ctx: &Context, root: &str) -> Result<Gathered, Error> {
        let reading = self.reading(ctx);
        let root =
            self.store.find(reading, root).await?.filter(|seen| matches!(seen.kind, "region" | "cluster"));
        let root = root.ok_or_else(|| Error::new("bundle-root"))?;
        let nodes = self.nodes(ctx).await?;
        let mut belonging = begin(&nodes, &root);
        draw_in(&nodes, &mut belonging);
        go_along(&nodes, &mut belonging);
        let mut named = BTreeSet::new();
        let mut next: Vec<RecordId> = belonging.iter().copied().collect();
        while let Some(id) = next.pop() {
            for target in nodes.get(&id).into_iter().flat_map(|node| &node.targets) {
                if !belonging.contains(target) && named.insert(*target) {
                    next.push(*target);
                }
            }
        }
        let public = Viewer::public();
        let everybody = Reading { viewer: &public, ..reading };
        let mut gathered = Gathered {
            root,
            belonging: self.by_kind(reading, &belonging).await?,
            named: self.by_kind(everybody, &named).await?,
        };
        gathered.forget_the_rest();
        Ok(gathered)
    }

    async fn nodes(&self, ctx: &Context) -> Result<HashMap<RecordId, Node>, Error> {
        let mut nodes = HashMap::new();
        for kind in self.registry().kinds() {
            let sort = Sort { name: "created".to_owned(), descending: false };
            let mut query = ListQuery { kind, filters: Vec::new(), sort, after: None, limit: PAGE };
            loop {
                let page = self.store.list(self.reading(ctx), &query).await?;
                for seen in page.items {
                    nodes.insert(seen.id, Node { kind: kind.name, targets: kind.named_in(&seen.body) });
                }
                let Some(next) = page.next else { break };
                query.after = Some(next);
            }
        }
        Ok(nodes)
    }

    async fn by_kind(
        &self,
        reading: Reading<'_>,
        ids: &BTreeSet<RecordId>,
    ) -> Result<BTreeMap<&'static str, Vec<Seen>>, Error> {
        let ids: Vec<RecordId> = ids.iter().copied().collect();
        let mut kinds: BTreeMap<&'static str, Vec<Seen>> = BTreeMap::new();
        for chunk in ids.chunks(usize::try_from(PAGE).unwrap_or(1)) {
            for seen in self.store.find_many(reading, chunk).await?.into_values() {
                kinds.entry(seen.kind).or_default().push(seen);
            }
        }
        for records in kinds.values_mut() {
            records.sort_by(|one, other| one.reference.cmp(&other.reference));
        }
        Ok(kinds)
    }
}

fn kind_of<'a>(nodes: &'a HashMap<RecordId, Node>, id: &RecordId) -> &'a str {
    nodes.get(id).map_or("", |node| node.kind)
}

/// The clusters that a record names.
fn clusters<'a>(nodes: &HashMap<RecordId, Node>, node: &'a Node) -> Vec<&'a RecordId> {
    node.targets.iter().filter(|target| kind_of(nodes, target) == "cluster").collect()
}

/// The region with those within it and their clusters, or the cluster.
fn begin(nodes: &HashMap<RecordId, Node>, root: &Seen) -> BTreeSet<RecordId> {
    let mut begun = BTreeSet::from([root.id]);
    for kind in ["region", "cluster"] {
        loop {
            let of_kind = nodes.iter().filter(|(_, node)| node.kind == kind);
            let lies_in = |node: &Node| {
                node.targets.iter().any(|target| begun.contains(target) && kind_of(nodes, target) == "region")
            };
            let more: Vec<RecordId> = of_kind
                .filter(|(id, node)| !begun.contains(id) && lies_in(node))
                .map(|(id, _)| *id)
                .collect();
            if more.is_empty() {
                break;
            }
            begun.extend(more);
        }
    }
    begun
}

/// What hangs on the records, until nothing more does.
fn draw_in(nodes: &HashMap<RecordId, Node>, belonging: &mut BTreeSet<RecordId>) {
    loop {
        let hangs = |node: &Node| match clusters(nodes, node).as_slice() {
            [] => node.targets.iter().any(|target| belonging.contains(target)),
            clusters => clusters.iter().any(|cluster| belonging.contains(cluster)),
        };
        let more: Vec<RecordId> = nodes
            .iter()
            .filter(|(id, node)| !STANDING.contains(&node.kind) && !belonging.contains(id) && hangs(node))
            .map(|(id, _)| *id)
            .collect();
        if more.is_empty() {
            return;
        }
        belonging.extend(more);
    }
}

/// What nobody else has goes along with what names it.
fn go_along(nodes: &HashMap<RecordId, Node>, belonging: &mut BTreeSet<RecordId>) {
    let mut next: Vec<RecordId> = belonging.iter().copied().collect();
    while let Some(id) = next.pop() {
        for target in nodes.get(&id).into_iter().flat_map(|node| &node.targets) {
            let goes = |node: &Node| {
                ALONG.contains(&node.kind)
                    || (!STANDING.contains(&node.kind) && clusters(nodes, node).is_empty())
            };
            if nodes.get(target).is_some_and(goes) && belonging.insert(*target) {
                next.push(*target);
            }
        }
    }
}
