//! One match among the 12,649 awards against a bare tantivy query of the same terms (OR, best ten, one thread),
//! interleaved in one run, median of five rounds. Needs `ENISHI_DATA`; prints one JSON line.
//! `cargo bench -p enishi-matching`
#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use enishi_matching::evaluate::{self, Item};
use enishi_matching::{Analyser, Parameters, Query, TokenKind};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, STRING, SchemaBuilder, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, TantivyDocument, Term};

const ROUNDS: usize = 5;
const TOP: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(data) = std::env::var_os("ENISHI_DATA") else {
        println!("skipped: ENISHI_DATA is not set (the folder that holds `matching`)");
        return Ok(());
    };
    let folder = PathBuf::from(data).join("matching/sbir");
    let corpus = evaluate::read_items(&folder.join("corpus.jsonl.gz"))?;
    let queries = evaluate::read_items(&folder.join("match.queries.jsonl"))?;

    let searcher = evaluate::index(&corpus, evaluate::schema(Parameters::default()))?.searcher();
    let ours: Vec<Query> = queries.iter().map(|item| evaluate::query(item, &[], TOP)).collect();

    let mut builder = SchemaBuilder::new();
    let indexing = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
    let text = builder.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let key = builder.add_text_field("key", STRING | STORED);
    let index = Index::create_in_ram(builder.build());
    let mut writer = index.writer_with_num_threads(1, 200_000_000)?;
    for item in &corpus {
        let mut document = TantivyDocument::new();
        document.add_text(key, &item.id);
        let words = words(item).into_iter().map(|text| Token { text, ..Token::default() });
        document.add_pre_tokenized_text(
            text,
            PreTokenizedString { text: String::new(), tokens: words.collect() },
        );
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let bare = index.reader()?.searcher();
    let theirs: Vec<BooleanQuery> = queries
        .iter()
        .map(|item| {
            let terms: BTreeSet<String> = words(item).into_iter().collect();
            let clauses = terms.iter().map(|word| {
                let query = TermQuery::new(Term::from_field_text(text, word), IndexRecordOption::WithFreqs);
                let query: Box<dyn TantivyQuery> = Box::new(query);
                (Occur::Should, query)
            });
            BooleanQuery::new(clauses.collect())
        })
        .collect();

    let (mut ratios, mut ours_p50, mut theirs_p50) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        let (mut ours_ms, mut theirs_ms) = (Vec::new(), Vec::new());
        for (our, their) in ours.iter().zip(&theirs) {
            let start = Instant::now();
            let answer = searcher.search(our)?;
            ours_ms.push(start.elapsed().as_secs_f64() * 1000.0);
            let start = Instant::now();
            let found = bare.search(their, &TopDocs::with_limit(TOP).order_by_score())?;
            theirs_ms.push(start.elapsed().as_secs_f64() * 1000.0);
            if answer.hits.len() != TOP || found.len() != TOP {
                return Err("a query found fewer than ten documents".into());
            }
        }
        let (our, their) =
            (evaluate::percentile(&mut ours_ms, 0.5), evaluate::percentile(&mut theirs_ms, 0.5));
        ratios.push(our / their);
        ours_p50.push(our);
        theirs_p50.push(their);
    }
    // The first round warms up.
    let median = |list: &mut Vec<f64>| evaluate::percentile(list.get_mut(1..).unwrap_or_default(), 0.5);
    let line = serde_json::json!({
        "documents": corpus.len(), "queries": queries.len(), "top": TOP, "rounds": ROUNDS,
        "match_p50_ms": median(&mut ours_p50), "tantivy_p50_ms": median(&mut theirs_p50), "ratio": median(&mut ratios), "limit": 2.0,
    });
    println!("{line}");
    Ok(())
}

fn words(item: &Item) -> Vec<String> {
    let mut analyser = Analyser::new();
    let tokens =
        [&item.title, &item.text].into_iter().flat_map(|text| analyser.analyse(text)).collect::<Vec<_>>();
    tokens.into_iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.term).collect()
}
