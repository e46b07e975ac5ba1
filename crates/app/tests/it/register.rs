//! The shipped register against the facts read from the source pages, and the samples beside it.

mod facts;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_app::Loaded;
use enishi_app::parts::{Moment, Seen};
use enishi_kind::Body;
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use crate::Fixture;

/// The shipped records by kind.
struct Shipped {
    fixture: Fixture,
    loaded: Loaded,
    names: HashMap<RecordId, String>,
    kinds: BTreeMap<&'static str, Vec<Seen>>,
}

impl Shipped {
    async fn load() -> Self {
        let fixture = Fixture::new().await;
        let loaded = fixture.app.load_samples(&fixture.ctx).await.unwrap();
        let mut kinds = BTreeMap::new();
        for kind in enishi_model::registry().kinds() {
            kinds.insert(kind.name, fixture.app.all(&fixture.ctx, kind.name, &[]).await.unwrap());
        }
        let named = |seen: &Seen| Some((seen.id, english(&seen.body)?));
        let names = kinds.values().flatten().filter_map(named).collect();
        Self { fixture, loaded, names, kinds }
    }

    /// The facts of a kind, without samples.
    fn facts(&self, kind: &str) -> impl Iterator<Item = &Seen> {
        self.kinds[kind].iter().filter(|seen| seen.body.raw("sample").is_none())
    }

    /// The facts of a kind whose source is one of the five pages.
    fn paged(&self, kind: &str) -> impl Iterator<Item = &Seen> {
        self.facts(kind).filter(|seen| {
            self.name_of(seen.body.str("source")).is_some_and(|name| name.contains("pamphlet page"))
        })
    }

    fn name_of(&self, id: Option<&str>) -> Option<&str> {
        self.names.get(&id?.parse().ok()?).map(String::as_str)
    }

    /// How many clusters of the pages are in each stage and state on a day.
    async fn states(&self, day: &str) -> BTreeMap<(String, String), usize> {
        let moment = Moment { on: Some(day.parse().unwrap()), ..Moment::default() };
        let ctx = self.fixture.ctx.clone().at(moment);
        let paged: BTreeSet<RecordId> = self.paged("cluster").map(|seen| seen.id).collect();
        let mut states = BTreeMap::new();
        for state in ["active", "ended", "trial"] {
            let filter = [("statuses.state".to_owned(), state.to_owned())];
            for seen in self.fixture.app.all(&ctx, "cluster", &filter).await.unwrap() {
                if paged.contains(&seen.id) {
                    let stage = seen.body.str("stage").unwrap().to_owned();
                    *states.entry((stage, state.to_owned())).or_insert(0) += 1;
                }
            }
        }
        states
    }
}

/// The English name of a record, or the one it has.
fn english(body: &Body) -> Option<String> {
    let name = body.raw("name").or_else(|| body.raw("title"))?;
    let text = name.get("en").or_else(|| name.get("ja"))?;
    Some(text.as_str()?.to_owned())
}

fn rows(body: &Body, field: &str) -> Vec<Json> {
    body.raw(field).and_then(Json::as_array).cloned().unwrap_or_default()
}

fn ids(body: &Body, field: &str) -> Vec<String> {
    rows(body, field).iter().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn facts_name_their_source_and_samples_say_what_they_are() {
    let shipped = Shipped::load().await;
    let (mut facts, mut samples) = (0, 0);
    for (kind, all) in &shipped.kinds {
        for seen in all {
            if seen.body.raw("sample") == Some(&Json::Bool(true)) {
                samples += 1;
                continue;
            }
            facts += 1;
            assert_eq!(seen.body.raw("sample"), None);
            assert_eq!(seen.body.str("disclosure"), Some("public"), "{kind} {}", seen.reference);
            assert!(
                *kind == "source" || seen.body.str("source").is_some(),
                "{kind} {:?}",
                english(&seen.body)
            );
        }
    }
    assert_eq!(shipped.loaded, Loaded { register: facts, samples });
    assert!(facts > 450 && samples > 180, "{:?}", shipped.loaded);
}

#[tokio::test]
async fn the_register_is_loaded_once_and_without_samples_where_asked() {
    let fixture = Fixture::new().await;
    let loaded = fixture.app.load_register(&fixture.ctx).await.unwrap();
    assert!(loaded.register > 450 && loaded.samples == 0, "{loaded:?}");
    assert_eq!(fixture.app.load_samples(&fixture.ctx).await.unwrap(), Loaded::default());
    assert_eq!(fixture.total(&fixture.ctx, "seed").await, 0);
}

#[tokio::test]
async fn clusters_have_the_state_of_each_day() {
    let shipped = Shipped::load().await;
    let state = |stage: &str, state: &str, count| ((stage.to_owned(), state.to_owned()), count);
    assert_eq!(shipped.states("2004-03-31").await, BTreeMap::from([state("1", "active", 18)]));
    assert_eq!(
        shipped.states("2008-03-31").await,
        BTreeMap::from([state("1", "active", 7), state("1", "ended", 11), state("2", "active", 6)])
    );
    assert_eq!(
        shipped.states("2011-03-31").await,
        BTreeMap::from([state("1", "ended", 18), state("2", "active", 6)])
    );
}

#[tokio::test]
async fn samples_reach_every_cluster_with_a_seed_and_a_need() {
    let shipped = Shipped::load().await;
    for cluster in shipped.facts("cluster") {
        for kind in ["seed", "need"] {
            let reached = shipped.kinds[kind]
                .iter()
                .any(|seen| ids(&seen.body, "clusters").contains(&cluster.id.to_string()));
            assert!(reached, "no {kind} in {:?}", english(&cluster.body));
        }
    }
}
