//! Imports too large for one transaction: written in parts, wholly there in the end whatever cuts them off.

use std::sync::Arc;
use std::time::Duration;

use enishi_app::{App, Context, ImportReport, ImportRequest, MappingChoice, Progress, ProgressStep};
use enishi_kit::ids::SystemIds;
use enishi_testkit::{FixedClock, Sqlite, sqlite};
use jiff::SignedDuration;
use tokio::sync::mpsc;

use crate::open_at;

/// Rows of the file: five parts.
const ROWS: usize = 2_400;

/// Seeds of a few organisations, some without an identifier; one names a record that an earlier row has brought, and
/// says something else.
fn rows() -> String {
    let mut text = String::new();
    for number in 0..ROWS {
        let mut row = serde_json::json!({
            "title": {"en": format!("Seed {number}")},
            "organisation": format!("University {}", number % 7),
            "disclosure": "public",
        });
        let identifier = match number % 3 {
            0 => Some(format!("kaken:16K{number:05}")),
            1 if number > 2_000 => Some("kaken:16K00003".to_owned()),
            _ => None,
        };
        if let (Some(identifier), Some(row)) = (identifier, row.as_object_mut()) {
            row.insert("identifiers".to_owned(), serde_json::json!([identifier]));
        }
        text.push_str(&format!("{row}\n"));
    }
    text
}

struct Large {
    folder: Sqlite,
    clock: Arc<FixedClock>,
    ctx: Context,
}

impl Large {
    fn new() -> Self {
        Self { folder: sqlite(), clock: Arc::new(FixedClock::default()), ctx: Context::operator("test") }
    }

    /// The program as it is after a start; more than so many rows do not go into one transaction.
    async fn open(&self, one_commit: u64) -> App {
        let app = open_at(&self.folder, Arc::new(SystemIds::default()), self.clock.clone()).await;
        app.with_one_commit(one_commit)
    }

    fn request(&self) -> ImportRequest {
        let path = self.folder.folder().join("seeds.jsonl");
        std::fs::write(&path, rows()).unwrap();
        ImportRequest {
            kind: "seed".into(),
            path,
            file_name: "seeds.jsonl".into(),
            sheet: None,
            header_row: None,
            mapping: MappingChoice::Find,
            columns: Vec::new(),
            set: Vec::new(),
        }
    }

    async fn import(&self, app: &App) -> ImportReport {
        app.import_file(&self.ctx, self.request(), false, &()).await.unwrap()
    }

    async fn total(&self, app: &App, kind: &str) -> u64 {
        app.list(&self.ctx, kind, &Default::default()).await.unwrap().total
    }
}

/// Tells how many rows are written.
struct Told(mpsc::UnboundedSender<u64>);

impl Progress for Told {
    fn step(&self, step: ProgressStep) {
        if let ProgressStep::Writing(rows, _) = step {
            self.0.send(rows).unwrap();
        }
    }
}

#[tokio::test]
async fn parts_bring_what_one_transaction_brings_and_go_back_together() {
    let (whole, parts) = (Large::new(), Large::new());
    let (app, other) = (whole.open(100_000).await, parts.open(1_000).await);
    let expected = whole.import(&app).await;
    let found = parts.import(&other).await;
    assert_eq!(expected.counts.repeated, 133, "{:?}", expected.counts);
    assert_eq!((found.counts, &*found.state), (expected.counts, "done"));
    for kind in ["seed", "organisation", "source"] {
        assert_eq!(parts.total(&other, kind).await, whole.total(&app, kind).await, "{kind}");
    }
    let verified = other.verify(&parts.ctx, &|_, _, _| ()).await.unwrap();
    assert!(verified.is_clean(), "{:?}", verified.findings);
    // One transaction for all, a commit for as many rows as go into a moment.
    assert_eq!(app.verify(&whole.ctx, &|_, _, _| ()).await.unwrap().commits, 1);
    assert!(verified.commits >= 2, "{}", verified.commits);
    let undone = other.undo_import(&parts.ctx, &found.batch, true).await.unwrap();
    assert_eq!(undone.kept_count, 0);
    assert_eq!(parts.total(&other, "seed").await, 0);
}

#[tokio::test]
async fn an_import_that_was_cut_off_is_finished_by_whoever_comes_next() {
    let large = Large::new();
    let expected = {
        let whole = Large::new();
        whole.import(&whole.open(100_000).await).await.counts
    };
    let app = large.open(1_000).await;
    let (send, mut receive) = mpsc::unbounded_channel();
    let importing = {
        let (app, ctx, request) = (app.clone(), large.ctx.clone(), large.request());
        tokio::spawn(async move { app.import_file(&ctx, request, false, &Told(send)).await.map(drop) })
    };
    assert_eq!(receive.recv().await, Some(200));
    importing.abort();
    assert!(importing.await.unwrap_err().is_cancelled());
    let half = large.total(&app, "seed").await;
    assert!(half > 0 && half < expected.added, "{half}");
    let report = app.imports(&large.ctx, &Default::default(), 9).await.unwrap().remove(0);
    assert_eq!(report.state, "applying");
    // It can neither be undone nor thrown away, nor is it applied by hand.
    let refused = app.undo_import(&large.ctx, &report.batch, true).await.unwrap_err();
    assert_eq!(refused.code, "batch-state");
    assert_eq!(app.discard_import(&large.ctx, &report.batch).await.unwrap_err().code, "batch-state");
    drop(app);

    let app = large.open(1_000).await;
    assert_eq!(app.finish_imports().await.unwrap(), 0, "somebody may be at it");
    large.clock.advance(SignedDuration::from_mins(2));
    assert_eq!(app.finish_imports().await.unwrap(), 1);
    let report = app.import_report(&large.ctx, &report.batch).await.unwrap();
    assert_eq!((report.counts, &*report.state), (expected, "done"));
    assert_eq!(large.total(&app, "seed").await, expected.added);
    assert_eq!(app.finish_imports().await.unwrap(), 0);
    // Who began it did all of it.
    let job = app.jobs(&large.ctx, &Default::default(), 1).await.unwrap().remove(0);
    assert_eq!((&*job.kind, &job.actor), ("apply", &large.ctx.actor));
    // Nothing is brought twice: neither rows with an identifier nor those without.
    let verified = app.verify(&large.ctx, &|_, _, _| ()).await.unwrap();
    assert!(verified.is_clean(), "{:?}", verified.findings);
}

#[tokio::test]
async fn other_writers_go_between_the_parts() {
    let large = Large::new();
    let app = large.open(1_000).await;
    let (send, mut receive) = mpsc::unbounded_channel();
    let importing = {
        let (app, ctx, request) = (app.clone(), large.ctx.clone(), large.request());
        tokio::spawn(async move { app.import_file(&ctx, request, false, &Told(send)).await })
    };
    assert_eq!(receive.recv().await, Some(200));
    // Another process, with a connection of its own.
    let other = large.open(1_000).await;
    let title = [("title".to_owned(), serde_json::json!({"original": "en", "en": "Between"}))];
    let create = other.create(&large.ctx, "seed", &title, None);
    tokio::time::timeout(Duration::from_secs(30), create).await.unwrap().unwrap();
    assert!(!importing.is_finished(), "it did not wait for the end");
    let report = importing.await.unwrap().unwrap();
    assert_eq!(report.state, "done");
    assert_eq!(large.total(&app, "seed").await, report.counts.added + 1);
}

#[tokio::test]
async fn a_large_file_with_problems_writes_nothing() {
    let large = Large::new();
    let app = large.open(1_000).await;
    let request = large.request();
    std::fs::write(&request.path, rows() + "{\"title\": {\"en\": \"Last\"}, \"readiness\": \"12\"}\n")
        .unwrap();
    let report = app.import_file(&large.ctx, request, false, &()).await.unwrap();
    assert_eq!((&*report.state, report.problem_count), ("staged", 1));
    assert_eq!(large.total(&app, "seed").await, 0);
    let applied = app.apply_import(&large.ctx, &report.batch, true, &()).await.unwrap();
    assert_eq!((&*applied.state, applied.counts.rejected, applied.problem_count), ("done", 1, 1));
}
