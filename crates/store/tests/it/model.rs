//! Random commands against a model that anybody can check by reading: a map of bodies.

mod commands;
mod simple;

use enishi_kind::Viewer;
use enishi_store::Reading;
use enishi_testkit::kinds;
use enishi_testkit::rounds;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::place::{Place, run};
use crate::raw::Raw;
use crate::verify::differences;
use commands::{Command, command};
use simple::Model;

/// Commands between two comparisons of everything.
const STEPS: usize = 6;
/// One of so many places of the log is asked about at the end.
const PAST: usize = 4;

fn check(cases: u32, place: impl Fn() -> Option<Place>) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let commands = prop::collection::vec(command(), 1..40);
    let result = TestRunner::new(config).run(&commands, |commands| match place() {
        Some(place) => run(follow(place, &commands)).map_err(TestCaseError::fail),
        None => Ok(()),
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn random_commands_on_sqlite_long() {
    check(rounds(24, 1_000), || Some(Place::sqlite()));
}

#[test]
fn random_commands_on_postgres_long() {
    if enishi_testkit::postgres::database_or_skip("random_commands_on_postgres_long").is_some() {
        check(rounds(5, 300), || Place::postgres("random commands"));
    }
}

/// Gives each command to the store and to the model; both must do the same or refuse for the same reason.
async fn follow(place: Place, commands: &[Command]) -> Result<(), String> {
    let store = place.open_as(kinds::registry()).await;
    let raw = Raw::open(&place.location).await;
    let mut model = Model::begin(kinds::registry(), &store).await?;
    let mut pasts = Vec::new();
    // In every other run bitmaps answer what the database counts in the rest.
    if commands.len().is_multiple_of(2) {
        store.keep_counts().await.map_err(|error| error.to_string())?;
    }
    for (number, chunk) in commands.chunks(STEPS).enumerate() {
        for command in chunk {
            let changes = model.changes(command, &store);
            let expected = model.commit(&changes);
            let found = store.commit(&crate::place::header("random"), &changes).await.map(drop);
            let found = found.map_err(|error| simple::name(&error));
            if found != expected {
                return Err(format!("{command:?}: the store says {found:?}, the model {expected:?}"));
            }
            pasts.push(model.clone());
        }
        // Each viewer in turn; the last comparison is the operator's.
        let viewers = model.viewers();
        let viewer = &viewers[(number + commands.len()) % viewers.len()];
        model
            .compare(&store, Reading::now(viewer))
            .await
            .map_err(|what| format!("after part {number}: {what}"))?;
        let differences = differences(&raw, store.registry()).await;
        if !differences.is_empty() {
            return Err(differences.join("\n"));
        }
    }
    // What was known at some places of the log, long after.
    for (number, past) in pasts.iter().enumerate().skip(commands.len() % PAST).step_by(PAST) {
        let viewers = model.viewers();
        let viewer = &viewers[(number + commands.len()) % viewers.len()];
        let past = past.seen_from(&model);
        past.compare(&store, past.reading(viewer))
            .await
            .map_err(|what| format!("{viewer:?} at {number}: {what}"))?;
    }
    // Opened again, everything is as it was.
    store.close().await;
    let store = place.open_as(kinds::registry()).await;
    model.compare(&store, Reading::now(&Viewer::operator())).await
}
