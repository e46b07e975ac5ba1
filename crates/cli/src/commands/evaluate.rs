//! `enishi evaluate matching`: measures of the engine on a judged set.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, Subcommand};
use enishi_matching::{Error, Parameters, evaluate};

use crate::failure::{Exit, Failure};
use crate::output::{print, print_json};
use crate::session::Session;
use crate::table::Table;

#[derive(Args, Debug)]
pub(crate) struct EvaluateArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Matching(MatchingArgs),
}

#[derive(Args, Debug)]
struct MatchingArgs {
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    #[arg(long, value_name = "FILE")]
    judgements: PathBuf,
    #[arg(long, value_name = "FILE")]
    exclude: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// Evaluates.
pub(crate) fn run(args: &EvaluateArgs, session: &Session) -> Result<Exit, Failure> {
    let What::Matching(args) = &args.what;
    let set = evaluate::Set {
        corpus: evaluate::read_items(&args.corpus).map_err(unreadable)?,
        queries: evaluate::read_items(&args.queries).map_err(unreadable)?,
        judgements: evaluate::read_judgements(&args.judgements).map_err(unreadable)?,
        exclude: match &args.exclude {
            Some(path) => evaluate::read_exclude(path).map_err(unreadable)?,
            None => std::collections::BTreeMap::new(),
        },
    };
    let judged = set.queries.iter().filter(|query| set.judgements.contains_key(&query.id)).count();
    if judged == 0 {
        return Err(Failure::usage("cli-error-nothing-judged").at(args.judgements.display()));
    }
    let index =
        evaluate::index(&set.corpus, evaluate::schema(Parameters::default())).map_err(Failure::internal)?;
    let start = Instant::now();
    let report = evaluate::run(&index.searcher(), &set, || start.elapsed()).map_err(Failure::internal)?;
    if args.json {
        print_json(&report)?;
        return Ok(Exit::Done);
    }
    let column = |name: &str| session.words.word(&format!("cli-column-{name}"));
    let mut table = Table::new(vec![column("measure"), column("value")]).right(&[1]);
    let rows = [
        ("mrr@10", format!("{:.4}", report.mrr_10)),
        ("ndcg@10", format!("{:.4}", report.ndcg_10)),
        ("recall@10", format!("{:.4}", report.recall_10)),
        ("recall@100", format!("{:.4}", report.recall_100)),
        ("p50_ms", format!("{:.3}", report.p50_ms)),
        ("p99_ms", format!("{:.3}", report.p99_ms)),
        ("queries", report.queries.to_string()),
    ];
    for (name, value) in rows {
        table.push(vec![name.to_owned(), value]);
    }
    print(&table.render(session.out))?;
    Ok(Exit::Done)
}

/// The message names file, line and what was expected.
fn unreadable(error: Error) -> Failure {
    Failure::usage("cli-error-evaluation-file").arg("detail", error)
}
