//! The quality promised on the judged sets, with one set of defaults. Runs where `ENISHI_DATA` points at them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use enishi_matching::Parameters;
use enishi_matching::evaluate::{self, Report, Set};

/// The folder with the sets; under `CI=true` it has to be there.
fn folder() -> Option<PathBuf> {
    let data = std::env::var_os("ENISHI_DATA");
    assert!(data.is_some() || std::env::var("CI").as_deref() != Ok("true"), "ENISHI_DATA is not set");
    data.map(|data| PathBuf::from(data).join("matching"))
}

fn report(folder: &Path, corpus: &str, prefix: &str) -> Report {
    let set = Set {
        corpus: evaluate::read_items(&folder.join(corpus)).unwrap(),
        queries: evaluate::read_items(&folder.join(format!("{prefix}queries.jsonl"))).unwrap(),
        judgements: evaluate::read_judgements(&folder.join(format!("{prefix}qrels.tsv"))).unwrap(),
        exclude: Default::default(),
    };
    let index = evaluate::index(&set.corpus, evaluate::schema(Parameters::default())).unwrap();
    evaluate::run(&index.searcher(), &set, || Duration::ZERO).unwrap()
}

#[test]
fn defaults_reach_the_best_plain_bm25() {
    let Some(folder) = folder() else { return };
    for (corpus, prefix, queries, least) in [
        ("sbir/corpus.jsonl.gz", "sbir/match.", 182, 0.707),
        ("cordis_topic/corpus.jsonl", "cordis_topic/", 240, 0.747),
        ("kaken_ja/corpus.jsonl", "kaken_ja/", 109, 0.918),
    ] {
        let report = report(&folder, corpus, prefix);
        assert_eq!(report.queries, queries, "{prefix}");
        assert!(report.ndcg_10 >= least, "{prefix} {report:?}");
    }
}
