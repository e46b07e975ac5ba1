//! The program dies in the middle of writing: what was acknowledged is there, what was open is not, and the next
//! writer goes on at once.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use enishi_kind::{Kind as _, Value, Viewer};
use enishi_kit::ids::RecordId;
use enishi_store::{Batch, BatchState, Change, Location, Reading, Store};
use enishi_testkit::kinds::{self, Shelf, Specimen};
use enishi_testkit::{FixedClock, rounds};

use crate::batches::batch;
use crate::place::{Place, Writes, batch_header, header, run};
use crate::raw::Raw;
use crate::verify::differences;

/// The address of the store for the process that is to die; the same test is run again with it.
const ADDRESS: &str = "ENISHI_TEST_CRASH_ADDRESS";
const LARGE: &str = "import-large";

#[test]
fn a_killed_writer_loses_nothing_acknowledged_on_sqlite_long() {
    if let Some(address) = env::var_os(ADDRESS) {
        run(write_until_killed(Location::Folder(PathBuf::from(address))));
        return;
    }
    let place = Place::sqlite();
    let Location::Folder(folder) = &place.location else { panic!() };
    let address = folder.to_string_lossy().into_owned();
    kill_and_look(&place, &address, "crash::a_killed_writer_loses_nothing_acknowledged_on_sqlite_long");
}

#[test]
fn a_killed_writer_loses_nothing_acknowledged_on_postgres_long() {
    if let Ok(address) = env::var(ADDRESS) {
        run(write_until_killed(Location::Postgres(address)));
        return;
    }
    let Some(place) = Place::postgres("a_killed_writer_loses_nothing_acknowledged") else { return };
    let Location::Postgres(address) = &place.location else { panic!() };
    kill_and_look(&place, address, "crash::a_killed_writer_loses_nothing_acknowledged_on_postgres_long");
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // The harness leaves its own line open.
    writeln!(out, "\n{line}").unwrap();
    out.flush().unwrap();
}

/// Commits on and on, telling of each; then opens a large import and never finishes it.
async fn write_until_killed(location: Location) {
    let registry = Arc::new(kinds::registry());
    let ids = Arc::new(enishi_kit::ids::SystemIds::default());
    let store = Store::open(&location, registry, Arc::new(FixedClock::default()), ids).await.unwrap();
    for number in 0..25 {
        let shelf = store.fresh_id();
        let stone = store.fresh_id();
        let body = kinds::specimen(&format!("石{number}")).with("shelf", &Value::Reference(shelf));
        let changes = [
            Change::Create { id: shelf, kind: Shelf::INFO, body: kinds::shelf(&format!("棚{number}")) },
            Change::Create { id: stone, kind: Specimen::INFO, body },
        ];
        store.commit(&header("small"), &changes).await.unwrap();
        say(&format!("acknowledged {stone}"));
    }
    let staged = batch(LARGE, BatchState::Staged, store.clock().now());
    store.save_batch(&staged).await.unwrap();
    let rows: Vec<String> = (0..2_000).map(|number| format!("行{number}")).collect();
    store.stage(LARGE, 0, &rows).await.unwrap();
    let mut large = store.begin(&batch_header(LARGE)).await.unwrap();
    large.save_batch(&Batch { state: BatchState::Done, ..staged }).await.unwrap();
    loop {
        let rows: Vec<Change> = (0..400)
            .map(|_| Change::Create {
                id: store.fresh_id(),
                kind: Specimen::INFO,
                body: kinds::specimen("大量"),
            })
            .collect();
        large.apply(&rows).await.unwrap();
        say("still open");
    }
}

fn kill_and_look(place: &Place, address: &str, test: &str) {
    let mut acknowledged: Vec<RecordId> = Vec::new();
    for round in 0..rounds(3, 60) {
        // Now after a few commits, now early in the large import, now deep in it.
        let (word, count) = match round % 3 {
            0 => ("acknowledged ", 3 + round % 20),
            1 => ("still open", 2),
            _ => ("still open", 20),
        };
        acknowledged.extend(kill_after(address, test, word, count));
        run(look(place, &acknowledged));
    }
}

/// Starts the writer, reads what it says, kills it at the given line. Gives what it acknowledged until it was dead.
fn kill_after(address: &str, test: &str, word: &str, count: u32) -> Vec<RecordId> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(ADDRESS, address)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = Vec::new();
    let mut seen = 0;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some(id) = line.strip_prefix("acknowledged ") {
            acknowledged.push(id.parse().unwrap());
        }
        seen += u32::from(line.starts_with(word));
        if seen == count {
            // SIGKILL; lines that were written before it still come.
            child.kill().unwrap();
        }
    }
    let status = child.wait().unwrap();
    assert!(!status.success(), "the writer was not killed");
    assert!(seen >= count, "the writer said too little: {seen} of {count}");
    acknowledged
}

async fn look(place: &Place, acknowledged: &[RecordId]) {
    let store = place.open_random().await;
    let standing = store.load_many(acknowledged).await.unwrap();
    for id in acknowledged {
        assert!(standing.contains_key(id), "{id} was acknowledged and is lost");
    }
    // A commit may stand whose acknowledgement was not heard any more; nothing else may.
    let stones = store.count(Reading::now(&Viewer::operator()), Specimen::INFO, &[]).await.unwrap();
    let shelves = store.count(Reading::now(&Viewer::operator()), Shelf::INFO, &[]).await.unwrap();
    assert_eq!(stones, shelves, "each commit wholly there or wholly absent, nothing of the large one");
    assert_eq!(store.head().await.unwrap().seq, i64::try_from(stones).unwrap());
    if let Some(batch) = store.batch(LARGE).await.unwrap() {
        assert_eq!(batch.state, BatchState::Staged);
        assert_eq!(
            store.staged(LARGE, -1, 9_999).await.unwrap().len(),
            2_000,
            "staged rows outlive the crash"
        );
        store.clear_stages(store.clock().now() + jiff::SignedDuration::from_hours(1)).await.unwrap();
    }
    let raw = Raw::open(&place.location).await;
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
    // The next writer goes on.
    let changes = [
        Change::Create { id: store.fresh_id(), kind: Shelf::INFO, body: kinds::shelf("次の棚") },
        Change::Create { id: store.fresh_id(), kind: Specimen::INFO, body: kinds::specimen("次の石") },
    ];
    store.commit(&header("next"), &changes).await.unwrap();
    store.close().await;
}
