//! What the store costs beside the bare database: `cargo bench -p enishi-store`.
//!
//! Each limit is a ratio to a baseline interleaved in the same run, median of five. The table is for people, the last
//! line is JSON. `ENISHI_BENCH_RECORDS` sets another number of records than 100,000, for a quick look.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot run has nothing to report"
)]
#![expect(clippy::as_conversions, reason = "figures for people")]

mod bare;
mod bulk;
mod hidden;
mod moments;
mod pages;
mod records;
mod report;
mod single;

use std::env;

use report::Report;

/// The argument with which this program runs itself for a figure of memory that nothing else is in.
pub const MEMORY: &str = "--memory-of-import";

fn main() {
    let records = env::var("ENISHI_BENCH_RECORDS").map_or(100_000, |count| count.parse().expect("a number"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if env::args().any(|argument| argument == MEMORY) {
        runtime.block_on(bulk::import_for_memory(records));
        return;
    }
    // `cargo bench -p enishi-store -- single` measures one part; cargo itself adds `--bench`.
    let only: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |part: &str| only.is_empty() || only.iter().any(|name| name == part);
    let mut report = Report::default();
    runtime.block_on(async {
        if wanted("single") {
            single::measure(&mut report).await;
        }
        if wanted("bulk") {
            let store = bulk::measure(&mut report, records).await;
            pages::measure(&mut report, &store, records).await;
        }
        // A part of the above: named alone it needs one import only.
        if only.iter().any(|name| name == "bitmaps") {
            let (filled, _) = bulk::fill(records).await;
            pages::bitmaps(&mut report, &filled.store, &enishi_kind::Viewer::operator()).await;
        }
        if wanted("hidden") {
            hidden::measure(&mut report, records).await;
        }
        if wanted("moments") {
            let (filled, _) = bulk::fill(records).await;
            moments::measure(&mut report, &filled.store, records).await;
        }
    });
    report.print();
}
