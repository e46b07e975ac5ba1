//! One record, one durable commit, again and again: against a bare transaction that writes the same rows. The two take
//! turns commit by commit, for what a disk takes to make a file durable changes from moment to moment.

use std::time::{Duration, Instant};

use crate::bare;
use crate::records::{create, header, open, targets};
use crate::report::{Report, median};

/// Commits of one round.
const COMMITS: usize = 200;

pub async fn measure(report: &mut Report) {
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = open(ours.path()).await;
    let targets = targets(&store).await;
    // The bare side gets the same tables, as the store makes them.
    open(theirs.path()).await.close().await;
    let mut connection = bare::connect(theirs.path());
    let (mut rates, mut bare_rates, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    // The first round warms both sides up and is not counted.
    for round in 0..6 {
        let (mut time, mut bare_time) = (Duration::ZERO, Duration::ZERO);
        for number in 0..COMMITS {
            let change = create(&store, round * COMMITS + number, &targets);
            let begin = Instant::now();
            let committed = store.commit(&header("single"), std::slice::from_ref(&change)).await.unwrap();
            time += begin.elapsed();
            let rows = bare::read(ours.path(), committed.seq);
            let begin = Instant::now();
            bare::write(&mut connection, &rows);
            bare_time += begin.elapsed();
        }
        let [rate, bare_rate] = [time, bare_time].map(|time| COMMITS as f64 / time.as_secs_f64());
        if round > 0 {
            rates.push(rate);
            bare_rates.push(bare_rate);
            ratios.push(rate / bare_rate);
        }
    }
    report.add("single_commit", median(rates), "commits/s");
    report.add("single_commit_bare", median(bare_rates), "commits/s");
    let ratio = median(ratios);
    report.limited("single_commit_ratio", ratio, "of the bare rate", ">= 0.5", ratio >= 0.5);
    store.close().await;
}
