//! Import of 100,000 seeds with three references each, through the whole path of the program (file, stage, apply),
//! against the same rows into the same tables and indexes by prepared statements on the same SQLite build.
//!
//! The two are interleaved; the ratio of the medians is the figure. `cargo bench -p enishi-cli --bench import`;
//! `ENISHI_BENCH_ROWS` and `ENISHI_BENCH_RUNS` change its size.

#![expect(clippy::print_stdout, reason = "the figures are the result")]
#![expect(clippy::expect_used, reason = "a bench that cannot work ends with what failed")]

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::{Connection, params_from_iter, types::Value};

/// The ratio that must be held.
const MOST: f64 = 4.0;
/// Peak memory of the program that must be held. Unit: kilobytes.
const MOST_KB: u64 = 500_000;

fn main() {
    let rows = number("ENISHI_BENCH_ROWS", 100_000);
    let runs = number("ENISHI_BENCH_RUNS", 5);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("seeds.jsonl");
    write_seeds(&file, rows);
    let first = folder.path().join("first");
    import(&file, &first);
    let tables = read(&first.join("enishi.sqlite"));
    std::fs::remove_dir_all(&first).expect("the folder can be removed");
    let count: usize = tables.iter().map(|table| table.rows.len()).sum();
    println!("{rows} seeds, {count} rows in {} tables", tables.len());
    let (mut ours, mut bare, mut peak) = (Vec::new(), Vec::new(), 0);
    for run in 1..=runs {
        let target = folder.path().join(format!("import-{run}"));
        let Import { applied, ended, kilobytes } = import(&file, &target);
        std::fs::remove_dir_all(&target).expect("the folder can be removed");
        let target = folder.path().join(format!("bare-{run}"));
        std::fs::create_dir(&target).expect("a folder can be made");
        let insert = insert(&target.join("bare.sqlite"), &tables);
        std::fs::remove_dir_all(&target).expect("the folder can be removed");
        println!(
            "run {run}: import {applied:.2?} (indexed {ended:.2?}), prepared statements {insert:.2?}, peak {} MB",
            kilobytes / 1_000
        );
        ours.push(applied);
        bare.push(insert);
        peak = peak.max(kilobytes);
    }
    let (ours, bare) = (median(ours), median(bare));
    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    println!("median: import {ours:.2?}, prepared statements {bare:.2?}, ratio {ratio:.2} (at most {MOST})");
    println!("peak memory: {} MB (at most {} MB)", peak / 1_000, MOST_KB / 1_000);
    assert!(ratio <= MOST, "the ratio is {ratio:.2}, at most {MOST} is allowed");
    assert!(peak <= MOST_KB, "the peak is {peak} kB, at most {MOST_KB} kB are allowed");
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().map_or(default, |text| text.parse().expect("a whole number"))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().expect("at least one run")
}

/// Seeds of the usual size: two languages, keywords, a summary, an organisation and two partners.
fn write_seeds(path: &Path, rows: usize) {
    let mut out = BufWriter::new(std::fs::File::create(path).expect("a file"));
    for number in 0..rows {
        let (a, b, c) = (number % 97, number % 31, number % 1_009);
        let line = serde_json::json!({
            "identifiers": [format!("kaken:{:02}K{:05}", 16 + number / 100_000, number % 100_000)],
            "title": {
                "ja": format!("固定化酵素反応器 {a} による希少糖 {c} の生産"),
                "en": format!("Production of rare sugar {c} with enzyme reactor {a}"),
            },
            "keywords": [format!("酵素 {b}"), "希少糖", format!("reactor {a}")],
            "summary": {"ja": format!("酵素 {b} を固定化し、希少糖 {c} を連続して生産する。費用は従来の三分の一である。")},
            "fields": ["life"],
            "readiness": (1 + number % 9).to_string(),
            "organisation": format!("Generated University {}", number % 500),
            "partners": [
                format!("Generated Works {}", number % 400),
                format!("Generated Institute {}", number % 300),
            ],
        });
        writeln!(out, "{line}").expect("the file can be written");
    }
    out.flush().expect("the file can be written");
}

/// What one run of the program took.
struct Import {
    /// Until the batch stood: file, stage, apply.
    applied: Duration,
    /// Until the match index held it too and the program ended.
    ended: Duration,
    /// Peak memory.
    kilobytes: u64,
}

/// Runs the program.
fn import(file: &Path, data: &Path) -> Import {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_enishi"))
        .args(["import", "seed", "--apply", "--format", "json", "--lang", "en"])
        .arg("--data")
        .arg(data)
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let (mut peak, mut applied) = (0, None);
    let steps = BufReader::new(child.stderr.take().expect("its error stream"));
    // The kernel keeps the peak for as long as the process lives: it is read at every step that it tells.
    for line in steps.lines() {
        let line = line.expect("a line");
        assert!(!line.starts_with("error"), "{line}");
        if line.starts_with("Applied") {
            applied = Some(start.elapsed());
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let high = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let high = high.and_then(|high| high.split_whitespace().next()?.parse().ok());
        peak = peak.max(high.unwrap_or(0));
    }
    assert!(child.wait().expect("it ends").success(), "the import failed");
    Import {
        applied: applied.expect("the program says that it has applied"),
        ended: start.elapsed(),
        kilobytes: peak,
    }
}

/// A table with its rows.
struct Table {
    insert: String,
    rows: Vec<Vec<Value>>,
}

/// The tables of a register in the order of their making, with all rows, and what makes tables and indexes.
fn read(path: &Path) -> Vec<Table> {
    let source = Connection::open(path).expect("the register opens");
    let mut names = source
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
        )
        .expect("the names of the tables");
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).expect("names").collect::<Result<_, _>>().expect("names");
    let schema: Vec<String> = {
        let sql =
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
        let mut statement = source.prepare(sql).expect("the schema");
        statement.query_map([], |row| row.get(0)).expect("schema").collect::<Result<_, _>>().expect("schema")
    };
    let mut tables = vec![Table { insert: schema.join(";\n"), rows: Vec::new() }];
    for name in names {
        let mut select = source.prepare(&format!("SELECT * FROM \"{name}\"")).expect("a table");
        let columns = select.column_count();
        let marks = vec!["?"; columns].join(", ");
        let rows = select
            .query_map([], |row| (0..columns).map(|column| row.get(column)).collect())
            .expect("rows")
            .collect::<Result<_, _>>()
            .expect("rows");
        tables.push(Table { insert: format!("INSERT INTO \"{name}\" VALUES ({marks})"), rows });
    }
    tables
}

/// Writes the same rows in one transaction, as durable as the program does.
fn insert(path: &Path, tables: &[Table]) -> Duration {
    let start = Instant::now();
    let mut target = Connection::open(path).expect("a database");
    target
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;",
        )
        .expect("settings");
    let transaction = target.transaction().expect("a transaction");
    for table in tables {
        if table.rows.is_empty() && table.insert.starts_with("CREATE") {
            transaction.execute_batch(&table.insert).expect("the schema");
            continue;
        }
        let mut statement = transaction.prepare(&table.insert).expect("a statement");
        for row in &table.rows {
            statement.execute(params_from_iter(row)).expect("a row");
        }
    }
    transaction.commit().expect("the commit");
    drop(target);
    start.elapsed()
}
