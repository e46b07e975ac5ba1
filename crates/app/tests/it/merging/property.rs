//! Whatever is merged, with whatever is kept: undone, every record is as it was, byte for byte.

use std::collections::BTreeMap;

use enishi_app::{Keep, MergeRequest};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value as Json, json};

use super::{Place, name};

/// Records made of each kind.
const OF_EACH: usize = 4;

/// What is drawn at random for an organisation.
type Drawn = (Option<u8>, bool, Vec<u8>, bool, Option<usize>);

/// What a run is made of.
#[derive(Clone, Debug)]
struct Story {
    /// For each organisation: city, prefecture, aliases, identifier, a parent among the earlier ones.
    organisations: Vec<Drawn>,
    /// For each person: the organisation.
    people: Vec<Option<usize>>,
    /// For each seed: the organisation, and one that a claim says.
    seeds: Vec<(usize, Option<usize>)>,
    /// For each committee: organisations and people of its members.
    committees: Vec<Vec<(usize, usize)>>,
    /// Which goes into which, and what is kept of every field.
    merges: Vec<(bool, usize, usize, Option<u8>)>,
}

fn stories() -> impl Strategy<Value = Story> {
    let at = 0..OF_EACH;
    let organisation = (
        proptest::option::of(0..3_u8),
        any::<bool>(),
        proptest::collection::vec(0..3_u8, 0..3),
        any::<bool>(),
        proptest::option::of(at.clone()),
    );
    (
        proptest::collection::vec(organisation, OF_EACH),
        proptest::collection::vec(proptest::option::of(at.clone()), OF_EACH),
        proptest::collection::vec((at.clone(), proptest::option::of(at.clone())), OF_EACH),
        proptest::collection::vec(proptest::collection::vec((at.clone(), at.clone()), 0..4), 2),
        proptest::collection::vec((any::<bool>(), at.clone(), at, proptest::option::of(0..3_u8)), 1..5),
    )
        .prop_map(|(organisations, people, seeds, committees, merges)| Story {
            organisations,
            people,
            seeds,
            committees,
            merges,
        })
}

async fn play(place: &Place, story: &Story) {
    let mut organisations: Vec<String> = Vec::new();
    for (number, (city, has_prefecture, aliases, has_number, parent)) in
        story.organisations.iter().enumerate()
    {
        let mut fields = Map::new();
        fields.insert("name".to_owned(), name(&format!("機関{number}")));
        if let Some(city) = city {
            fields.insert("city".to_owned(), json!(format!("市{city}")));
        }
        if *has_prefecture {
            fields.insert("prefecture".to_owned(), json!("37"));
        }
        if !aliases.is_empty() {
            let aliases: Vec<String> = aliases.iter().map(|alias| format!("別名{alias}")).collect();
            fields.insert("aliases".to_owned(), json!(aliases));
        }
        if *has_number {
            let value =
                json!([{"scheme": "corporate-number", "value": "7000012050002", "confidence": "proposed"}]);
            fields.insert("identifiers".to_owned(), value);
        }
        if let Some(parent) = parent.and_then(|parent| organisations.get(parent)) {
            fields.insert("parents".to_owned(), json!([parent]));
        }
        organisations.push(place.make("organisation", Json::Object(fields)).await);
    }
    let mut people = Vec::new();
    for (number, of) in story.people.iter().enumerate() {
        let mut fields = json!({"name": name(&format!("人{number}"))});
        if let Some(of) = of {
            fields["organisation"] = json!(organisations[*of]);
        }
        people.push(place.make("person", fields).await);
    }
    for (number, (of, claimed)) in story.seeds.iter().enumerate() {
        let mut fields = json!({"title": name(&format!("種{number}")), "organisation": organisations[*of]});
        if let Some(claimed) = claimed {
            fields["claims"] = json!([{"field": "organisation", "value": organisations[*claimed], "certainty": "unchecked"}]);
        }
        place.make("seed", fields).await;
    }
    for (number, members) in story.committees.iter().enumerate() {
        let members: Vec<Json> = members
            .iter()
            .map(|(of, who)| json!({"organisation": organisations[*of], "person": people[*who]}))
            .collect();
        let mut fields = json!({"name": name(&format!("会{number}"))});
        if !members.is_empty() {
            fields["members"] = Json::Array(members);
        }
        place.make("committee", fields).await;
    }
    let before = place.exported().await;
    let mut batches = Vec::new();
    for (is_person, loser, winner, keep) in &story.merges {
        let (kind, records) = if *is_person { ("person", &people) } else { ("organisation", &organisations) };
        let keep = keep.map(|keep| [Keep::Winner, Keep::Loser, Keep::Both][usize::from(keep)]);
        let fields = ["name", "aliases", "city", "prefecture", "identifiers", "parents", "organisation"];
        let known = place.app.registry().kind(kind).unwrap();
        let keeps: BTreeMap<String, Keep> = fields
            .iter()
            .filter(|field| known.field(field).is_some())
            .filter_map(|field| Some(((*field).to_owned(), keep?)))
            .collect();
        let request = MergeRequest { keeps, ..MergeRequest::default() };
        let merged = place.app.merge(&place.ctx, kind, &records[*loser], &records[*winner], &request).await;
        match merged {
            Ok(merged) => batches.push(merged.batch),
            Err(error) => assert!(["merge-self", "merged"].contains(&error.code), "{error}"),
        }
    }
    if !batches.is_empty() {
        assert_ne!(place.exported().await, before);
    }
    for batch in batches.iter().rev() {
        let undone = place.app.undo_import(&place.ctx, batch, true).await.unwrap();
        assert_eq!(undone.kept_count, 0, "{undone:?}");
    }
    assert_eq!(place.exported().await, before);
}

/// Runs as many stories, each on a register of its own.
fn tell(cases: u32, engine: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = Config { failure_persistence: None, ..Config::with_cases(cases) };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    runner
        .run(&stories(), |story| {
            runtime.block_on(async {
                let place = match engine {
                    "sqlite" => Some(Place::sqlite().await),
                    test => Place::postgres(test).await,
                };
                if let Some(place) = place {
                    play(&place, &story).await;
                }
            });
            Ok(())
        })
        .unwrap();
}

#[test]
fn undone_merges_leave_no_trace_on_sqlite() {
    tell(12, "sqlite");
}

#[test]
fn undone_merges_leave_no_trace_on_postgres() {
    tell(4, "undone_merges_leave_no_trace_on_postgres");
}
