//! A large import: one transaction of many records, against the same rows into the same tables and indexes by prepared
//! statements.

use std::env;
use std::ops::Range;
use std::process::Command;
use std::time::{Duration, Instant};

use enishi_store::Store;
use tempfile::TempDir;

use crate::MEMORY;
use crate::bare;
use crate::records::{Targets, create, header, open, targets};
use crate::report::{Report, median, peak_mb};

/// Records that an import hands over at once.
const PART: usize = 1_000;

/// Records of one import at most: a transaction holds the log and its changes for its length.
const IMPORT: usize = 100_000;

/// The store of the last round, for what is measured on it next.
pub struct Filled {
    pub store: Store,
    pub targets: Targets,
    _folder: TempDir,
}

/// One import of all records, five times beside the bare database; or, where they are more than one import may bring,
/// import after import into one store.
pub async fn measure(report: &mut Report, records: usize) -> Filled {
    if records > IMPORT { fill_and_report(report, records).await } else { compare(report, records).await }
}

async fn fill_and_report(report: &mut Report, records: usize) -> Filled {
    let (filled, times) = fill(records).await;
    report.add("import_records", records as f64, "records");
    report.add("imports", times.len() as f64, "transactions");
    report.add("import_first", times.first().copied().expect("one import"), "s");
    report.add("import_last", times.last().copied().expect("one import"), "s");
    report.add("import_peak_memory", peak_mb(), "MB");
    filled
}

async fn compare(report: &mut Report, records: usize) -> Filled {
    let (mut times, mut bare_times, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let mut filled = None;
    for _ in 0..5 {
        drop(filled.take());
        let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = open(ours.path()).await;
        let targets = targets(&store).await;
        let (time, seq) = import(&store, &targets, 0..records).await;
        open(theirs.path()).await.close().await;
        let rows = bare::read(ours.path(), seq);
        let mut connection = bare::connect(theirs.path());
        let begin = Instant::now();
        bare::write(&mut connection, &rows);
        let bare_time = begin.elapsed();
        times.push(time.as_secs_f64());
        bare_times.push(bare_time.as_secs_f64());
        ratios.push(time.as_secs_f64() / bare_time.as_secs_f64());
        filled = Some(Filled { store, targets, _folder: ours });
    }
    report.add("import_records", records as f64, "records");
    report.add("import", median(times), "s");
    report.add("import_bare", median(bare_times), "s");
    let ratio = median(ratios);
    report.limited("import_ratio", ratio, "times the bare time", "<= 2", ratio <= 2.0);
    let peak = memory(records);
    report.limited("import_peak_memory", peak, "MB", "< 500", peak < 500.0);
    filled.expect("five rounds")
}

/// A store with so many records, for what is measured on it, and the seconds of each import.
pub async fn fill(records: usize) -> (Filled, Vec<f64>) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let targets = targets(&store).await;
    let mut times = Vec::new();
    for from in (0..records).step_by(IMPORT) {
        let (time, _) = import(&store, &targets, from..records.min(from + IMPORT)).await;
        times.push(time.as_secs_f64());
    }
    (Filled { store, targets, _folder: folder }, times)
}

/// The time of applying and committing; making the bodies is not the store's work.
async fn import(store: &Store, targets: &Targets, records: Range<usize>) -> (Duration, i64) {
    let mut time = Duration::ZERO;
    let begin = Instant::now();
    let mut transaction = store.begin(&header("import")).await.unwrap();
    time += begin.elapsed();
    for from in records.clone().step_by(PART) {
        let part: Vec<_> =
            (from..records.end.min(from + PART)).map(|number| create(store, number, targets)).collect();
        let begin = Instant::now();
        transaction.apply(&part).await.unwrap();
        time += begin.elapsed();
    }
    let begin = Instant::now();
    let committed = transaction.finish().await.unwrap();
    (time + begin.elapsed(), committed.seq)
}

fn memory(records: usize) -> f64 {
    let output = Command::new(env::current_exe().unwrap())
        .arg(MEMORY)
        .env("ENISHI_BENCH_RECORDS", records.to_string())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().trim().parse().expect("megabytes")
}

/// What this program does when it is run for its memory.
pub async fn import_for_memory(records: usize) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let targets = targets(&store).await;
    import(&store, &targets, 0..records).await;
    println!("{}", peak_mb());
}
