//! 100,000 documents in a folder: building, opening, searching, one more document. Needs `ENISHI_DATA`; the awards are
//! taken several times over under different keys. Prints one JSON line.
//! `cargo bench -p enishi-matching --bench large`
#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use enishi_matching::evaluate::{self, Item};
use enishi_matching::{Document, FieldText, Index, Parameters};

const DOCUMENTS: usize = 100_000;
const SINGLE_COMMITS: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(data) = std::env::var_os("ENISHI_DATA") else {
        println!("skipped: ENISHI_DATA is not set (the folder that holds `matching`)");
        return Ok(());
    };
    let sets = PathBuf::from(data).join("matching/sbir");
    let corpus = evaluate::read_items(&sets.join("corpus.jsonl.gz"))?;
    let queries = evaluate::read_items(&sets.join("match.queries.jsonl"))?;
    let folder = tempfile::tempdir()?;
    let schema = || evaluate::schema(Parameters::default());

    let start = Instant::now();
    let mut index = Index::open(folder.path(), schema())?;
    for (number, item) in corpus.iter().cycle().take(DOCUMENTS).enumerate() {
        index.put(&document(item, number))?;
    }
    index.commit(None)?;
    let build_ms = start.elapsed().as_millis();
    drop(index);
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder.path())? {
        bytes += entry?.metadata()?.len();
    }

    let before_kib = resident_kib();
    let start = Instant::now();
    let mut index = Index::open(folder.path(), schema())?;
    let open_ms = start.elapsed().as_millis();
    let resident_kib = resident_kib().zip(before_kib).map(|(after, before)| after.saturating_sub(before));

    let searcher = index.searcher();
    let mut millis = Vec::new();
    for item in &queries {
        let query = evaluate::query(item, &[], 10);
        let start = Instant::now();
        searcher.search(&query)?;
        millis.push(start.elapsed().as_secs_f64() * 1000.0);
    }

    let mut commits = Vec::new();
    for (number, item) in corpus.iter().take(SINGLE_COMMITS).enumerate() {
        let start = Instant::now();
        index.put(&document(item, DOCUMENTS + number))?;
        index.commit(None)?;
        index.searcher().search(&evaluate::query(item, &[], 10))?;
        commits.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let line = serde_json::json!({
        "documents": DOCUMENTS, "build_ms": build_ms, "index_bytes": bytes, "open_ms": open_ms, "open_resident_kib": resident_kib,
        "match_p50_ms": evaluate::percentile(&mut millis, 0.5), "match_p99_ms": evaluate::percentile(&mut millis, 0.99),
        "commit_and_find_p50_ms": evaluate::percentile(&mut commits, 0.5),
        "commit_and_find_p99_ms": evaluate::percentile(&mut commits, 0.99),
    });
    println!("{line}");
    Ok(())
}

fn document(item: &Item, number: usize) -> Document {
    let text = |field: &str, text: &String| FieldText {
        field: field.to_owned(),
        clearance: "public".to_owned(),
        lang: item.lang.clone(),
        text: text.clone(),
    };
    let fields = vec![text("title", &item.title), text("text", &item.text)];
    Document {
        key: format!("{}-{number}", item.id),
        group: "corpus".to_owned(),
        fields,
        ..Document::default()
    }
}

/// Resident memory as Linux counts it; none elsewhere.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
