//! One register of a size: made by an import beside a server, then asked, verified and backed up.

use std::{
    fs,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::dist::output;
use crate::say;
use crate::serving::{Server, memory_mb};

/// Is told each figure: name, unit, value.
pub type Tell<'a> = &'a mut dyn FnMut(&'static str, &'static str, f64) -> Result<(), String>;

/// Repetitions of a quick question, of which the median counts.
const TIMES: usize = 11;
/// Repetitions of what takes long.
const FEW: usize = 3;
/// A wait that is told at once, with its place in the import.
const LONG: Duration = Duration::from_millis(700);
/// Time between two commits of the writer beside an import.
const PAUSE: Duration = Duration::from_millis(20);

/// Measures a register of so many seeds.
pub fn register(program: &Path, size: usize, tell: Tell<'_>) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let data = folder.path().join("data");
    let file = folder.path().join("seeds.jsonl");
    seeds(&file, size).map_err(|error| format!("{}: {error}", file.display()))?;
    let place = ["--data".to_owned(), data.display().to_string()];
    let (server, _) = Server::start(program, &place)?;
    let import = import(program, &place, &file, &server)?;
    server.stop()?;
    tell("import", "s", import.seconds)?;
    tell("import, peak memory", "MB", import.peak_mb)?;
    tell("longest wait of a writer beside it", "s", import.waits.longest())?;
    let mut starts = Vec::new();
    for _ in 0..FEW {
        let (server, took) = Server::start(program, &place)?;
        server.stop()?;
        starts.push(ms(took));
    }
    let (server, _) = Server::start(program, &place)?;
    tell("start-up", "ms", median(starts))?;
    questions(&server, tell)?;
    tell("memory of the server", "MB", server.memory_mb()?)?;
    server.stop()?;
    for (name, arguments) in [("verify", vec!["verify"]), ("backup", vec!["backup"])] {
        let mut command = Command::new(program);
        command.args(&arguments).env("ENISHI_DATA_DIR", &data).current_dir(folder.path());
        if name == "backup" {
            command.arg(folder.path().join("backup.zip"));
        }
        let began = Instant::now();
        output(&mut command)?;
        tell(name, "s", began.elapsed().as_secs_f64())?;
    }
    Ok(())
}

/// What a person and a program ask of a server.
fn questions(server: &Server, tell: Tell<'_>) -> Result<(), String> {
    // A moment at which everything stood but what is committed below.
    let known_at = server.get("/api/v1/seeds?limit=1&sort=newest")?;
    let reference = between(&known_at, "\"ref\":\"", "\"").ok_or("the list is empty")?;
    let now = output(Command::new("date").args(["--utc", "+%Y-%m-%dT%H:%M:%SZ"]))?;
    let mut number = 0;
    let commit = time(TIMES, || {
        number += 1;
        let is_acknowledged = server.create(&format!("A seed beside the others {number}"))?;
        if is_acknowledged { Ok(()) } else { Err("a commit was refused".to_owned()) }
    })?;
    let ask = |times: usize, path: &str| {
        let ask = || {
            let answer = server.get(path)?;
            if answer.starts_with("HTTP/1.1 200") {
                return Ok(());
            }
            Err(format!("{path}: {}", answer.lines().next().unwrap_or_default()))
        };
        ask()?;
        time(times, ask)
    };
    let known_at = format!("/api/v1/seeds?limit=25&known-at={}", now.trim());
    tell("commit", "ms", commit)?;
    tell("list page", "ms", ask(TIMES, "/seeds")?)?;
    tell("record page", "ms", ask(TIMES, &format!("/seeds/{reference}"))?)?;
    let counts = "/api/v1/seeds?limit=25&facets=true&readiness=3";
    tell("filtered list with counts", "ms", ask(TIMES, counts)?)?;
    tell("known-at list", "ms", ask(FEW, &known_at)?)
}

/// How long others who write wait beside one import of so many seeds, in a folder or in a database.
pub fn waits(program: &Path, size: usize, database: Option<&str>, tell: Tell<'_>) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = folder.path().join("seeds.jsonl");
    seeds(&file, size).map_err(|error| format!("{}: {error}", file.display()))?;
    let data = |name: &str| folder.path().join(name).display().to_string();
    // On PostgreSQL each process has a folder of its own for its index.
    let place = |name: &str| match database {
        Some(url) => [
            "--database-url".to_owned(),
            url.to_owned(),
            "--setting".to_owned(),
            format!("data_dir={}", data(name)),
        ]
        .to_vec(),
        None => ["--data".to_owned(), data("data")].to_vec(),
    };
    let (server, _) = Server::start(program, &place("server"))?;
    let import = import(program, &place("import"), &file, &server)?;
    server.stop()?;
    let Waits(waits) = &import.waits;
    tell("import", "s", import.seconds)?;
    tell("import, peak memory", "MB", import.peak_mb)?;
    tell("commits of the other writer", "", f64::from(u32::try_from(waits.len()).unwrap_or(u32::MAX)))?;
    tell("wait, median", "ms", import.waits.percentile(50) * 1_000.0)?;
    tell("wait, p99", "ms", import.waits.percentile(99) * 1_000.0)?;
    tell("wait, longest", "ms", import.waits.longest() * 1_000.0)
}

struct Import {
    seconds: f64,
    peak_mb: f64,
    waits: Waits,
}

/// Seconds that single commits beside an import took, in order of their length.
struct Waits(Vec<f64>);

impl Waits {
    /// What so many of a hundred did not exceed.
    fn percentile(&self, percent: usize) -> f64 {
        self.0.get(self.0.len() * percent / 100).copied().unwrap_or_else(|| self.longest())
    }

    fn longest(&self) -> f64 {
        self.0.last().copied().unwrap_or_default()
    }
}

/// Imports beside a server on which somebody commits all the while.
fn import(program: &Path, place: &[String], file: &Path, server: &Server) -> Result<Import, String> {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let (mut waits, mut refused, start) = (Vec::new(), 0_u32, Instant::now());
            while !is_over.load(Ordering::Relaxed) {
                let began = Instant::now();
                let is_acknowledged = server.create(&format!("Written beside the import {}", waits.len()))?;
                refused += u32::from(!is_acknowledged);
                let took = began.elapsed();
                if took > LONG {
                    let at = (began - start).as_secs();
                    say(&format!("  a wait of {} ms, {at} s after the begin", took.as_millis()));
                }
                waits.push(took.as_secs_f64());
                thread::sleep(PAUSE);
            }
            if refused > 0 {
                say(&format!("  {refused} of {} commits beside the import were refused", waits.len()));
            }
            waits.sort_by(f64::total_cmp);
            Ok::<_, String>(Waits(waits))
        });
        let imported = run_import(program, place, file);
        is_over.store(true, Ordering::Relaxed);
        let waits = writer.join().map_err(|_| "the writer ended".to_owned())??;
        let (seconds, peak_mb) = imported?;
        Ok(Import { seconds, peak_mb, waits })
    })
}

fn run_import(program: &Path, place: &[String], file: &Path) -> Result<(f64, f64), String> {
    let began = Instant::now();
    let mut command = Command::new(program);
    command.args(["import", "seed", "--apply", "--format", "json", "--lang", "en"]).args(place);
    command.arg(file).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("{}: {error}", program.display()))?;
    let told = child.stderr.take().map(BufReader::new).ok_or("the program gives no output")?;
    let (mut peak, mut last) = (0.0_f64, String::new());
    // The kernel keeps the peak for as long as the process lives: it is read at every step that it tells.
    for line in told.lines().map_while(Result::ok) {
        peak = peak.max(memory_mb(child.id(), "VmHWM:").unwrap_or_default());
        last = line;
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok((began.elapsed().as_secs_f64(), peak)) } else { Err(format!("import: {last}")) }
}

/// Seeds of the usual size: two languages, keywords, a summary, an organisation and two partners.
fn seeds(path: &Path, size: usize) -> std::io::Result<()> {
    let mut out = BufWriter::new(fs::File::create(path)?);
    for number in 0..size {
        let (a, b, c) = (number % 97, number % 31, number % 1_009);
        let line = serde_json::json!({
            "identifiers": [format!("kaken:{:02}K{:05}", 16 + number / 100_000, number % 100_000)],
            "title": {
                "ja": format!("固定化酵素反応器 {a} による希少糖 {c} の生産"),
                "en": format!("Production of rare sugar {c} with enzyme reactor {a}"),
            },
            "keywords": [format!("酵素 {b}"), "希少糖", format!("reactor {a}")],
            "summary": {"ja": format!("酵素 {b} を固定化し、希少糖 {c} を連続して生産する。")},
            "fields": ["life"],
            "readiness": (1 + number % 9).to_string(),
            "organisation": format!("Generated University {}", number % 500),
            "partners": [
                format!("Generated Works {}", number % 400),
                format!("Generated Institute {}", number % 300),
            ],
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

fn time(times: usize, mut ask: impl FnMut() -> Result<(), String>) -> Result<f64, String> {
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let began = Instant::now();
        ask()?;
        taken.push(ms(began.elapsed()));
    }
    Ok(median(taken))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}
