//! Runs the evaluation over the development sets of `ENISHI_DATA` and prints one JSON line a set.
//! `cargo run --release -p enishi-matching --example evaluate [SET ..] [name=value ..]`: parameters may be overridden;
//! `fold=0/5` leaves out every fifth query beginning with the first, `only=0/5` takes just these (cross-validation).
#![expect(clippy::print_stdout, reason = "an example prints its result")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use enishi_matching::Parameters;
use enishi_matching::evaluate::{self, Set};

/// Name, corpus, and the prefix of queries and judgements.
const SETS: [(&str, &str, &str); 7] = [
    ("sbir/match", "sbir/corpus.jsonl.gz", "sbir/match."),
    ("sbir/overlap", "sbir/corpus.jsonl.gz", "sbir/overlap."),
    ("cordis_topic", "cordis_topic/corpus.jsonl", "cordis_topic/"),
    ("kaken_ja", "kaken_ja/corpus.jsonl", "kaken_ja/"),
    ("org_alias", "org_alias/corpus.jsonl", "org_alias/"),
    ("org_crosslingual", "org_crosslingual/corpus.jsonl", "org_crosslingual/"),
    ("field_crosslingual", "field_crosslingual/corpus.jsonl", "field_crosslingual/"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let data =
        std::env::var_os("ENISHI_DATA").ok_or("ENISHI_DATA is not set: the folder that holds `matching`")?;
    let folder = PathBuf::from(data).join("matching");
    let (overrides, wanted): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.contains('='));
    let (folds, overrides): (Vec<String>, Vec<String>) =
        overrides.into_iter().partition(|pair| pair.starts_with("fold=") || pair.starts_with("only="));
    let parameters = parameters(&overrides)?;
    let clock = Instant::now();
    for (name, corpus, prefix) in SETS {
        if !wanted.is_empty() && !wanted.iter().any(|set| set == name) {
            continue;
        }
        let mut set = read_set(&folder, corpus, prefix)?;
        for fold in &folds {
            keep_fold(&mut set, fold)?;
        }
        let start = Instant::now();
        let searcher = evaluate::index(&set.corpus, evaluate::schema(parameters.clone()))?.searcher();
        let index_ms = start.elapsed().as_millis();
        let report = evaluate::run(&searcher, &set, || clock.elapsed())?;
        println!(
            "{name:<20} {} (indexed {} in {index_ms} ms)",
            serde_json::to_string(&report)?,
            set.corpus.len()
        );
    }
    Ok(())
}

fn read_set(folder: &Path, corpus: &str, prefix: &str) -> Result<Set, Box<dyn Error>> {
    let exclude = folder.join(format!("{prefix}exclude.tsv"));
    Ok(Set {
        corpus: evaluate::read_items(&folder.join(corpus))?,
        queries: evaluate::read_items(&folder.join(format!("{prefix}queries.jsonl")))?,
        judgements: evaluate::read_judgements(&folder.join(format!("{prefix}qrels.tsv")))?,
        exclude: if exclude.exists() { evaluate::read_exclude(&exclude)? } else { Default::default() },
    })
}

fn keep_fold(set: &mut Set, fold: &str) -> Result<(), Box<dyn Error>> {
    let (verb, part) = fold.split_once('=').ok_or("expected fold=K/N")?;
    let (number, count) = part.split_once('/').ok_or("expected fold=K/N")?;
    let (number, count): (usize, usize) = (number.parse()?, count.parse()?);
    let mut at = 0;
    set.queries.retain(|_| {
        at += 1;
        ((at - 1) % count.max(1) == number) == (verb == "only")
    });
    Ok(())
}

fn parameters(overrides: &[String]) -> Result<Parameters, Box<dyn Error>> {
    let mut values = serde_json::to_value(Parameters::default())?;
    for pair in overrides {
        let (name, value) = pair.split_once('=').ok_or("expected name=value")?;
        let place = values.get_mut(name).ok_or_else(|| format!("unknown parameter `{name}`"))?;
        *place = serde_json::from_str(value)?;
    }
    Ok(serde_json::from_value(values)?)
}
