//! Imports in the browser: upload, look at what would happen, say what columns mean, apply, undo.

mod view;

use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::parts::{ColumnRule, Mapping};
use enishi_app::{ImportFilter, ImportRequest, MappingChoice, ProgressStep, UndoReport};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::address::first;
use crate::admin::{Options, options};
use crate::fault::{Fault, html};
use crate::jobs::{Job, Outcome};
use crate::page::Frame;
use crate::posted::{Posted, Uploaded, discard};
use crate::text::{Words, grouped};
use crate::visitor::Visitor;
use view::ImportPage;
pub use view::{Known, UndoPage};

/// How far batches are.
const STATES: [&str; 4] = ["staged", "applying", "done", "undone"];
/// Imports in the list.
const LISTED: u32 = 100;

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    frame: Frame,
    kinds: Vec<(&'static str, String, bool)>,
    templates: Vec<(String, String)>,
    text: String,
    of: Vec<(&'static str, String, bool)>,
    states: Options,
    is_filtered: bool,
    batches: Vec<BatchRow>,
}

struct BatchRow {
    href: String,
    file: String,
    kind: String,
    state: String,
    at: Option<crate::text::Moment>,
    counts: Vec<String>,
}

#[derive(Template)]
#[template(path = "progress.html")]
struct ProgressPage {
    frame: Frame,
    progress: ProgressView,
}

/// How far a job is; the same on the page and alone.
#[derive(Template)]
#[template(path = "_progress.html")]
struct ProgressView {
    title: String,
    detail: String,
    done: u64,
    all: Option<u64>,
    label: String,
    poll: String,
    result: Option<(String, String, String)>,
}

impl askama::filters::HtmlSafe for ProgressView {}

/// The imports so far, and the form for a new one.
pub async fn list(visitor: Visitor) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    let words = &visitor.words;
    let asked = |name: &str| first(&visitor.query, name).filter(|text| !text.is_empty());
    let filter = ImportFilter {
        kind: asked("of").and_then(|name| app.registry().kind(name)).map(|kind| kind.name.to_owned()),
        state: asked("state").filter(|state| STATES.contains(state)).map(str::to_owned),
        text: asked("q").unwrap_or_default().to_owned(),
    };
    let reports = app.imports(&visitor.ctx, &filter, LISTED).await?;
    let batches = reports
        .iter()
        // A preview whose file went on to a newer preview is of no more use.
        .filter(|report| report.state != "staged" || app.upload_path(&report.batch).exists())
        .map(|report| BatchRow {
            href: format!("/admin/imports/{}", report.batch),
            file: report.file.clone(),
            kind: app.registry().kind(&report.kind).map(|kind| words.kinds(kind)).unwrap_or_default(),
            state: words.t(&format!("batch-{}", report.state)),
            at: report.at.map(|at| words.moment(at)),
            counts: view::counts(words, report)
                .into_iter()
                .map(|count| format!("{} {}", count.label, count.count))
                .collect(),
        })
        .collect();
    let chosen = first(&visitor.query, "kind").unwrap_or("seeds");
    let kinds = || app.registry().kinds();
    let title = words.t("imports-title");
    html(&ImportsPage {
        frame: Frame::new(&visitor, &title).end(&title),
        kinds: kinds().map(|kind| (kind.plural, words.kinds(kind), kind.plural == chosen)).collect(),
        of: kinds()
            .map(|kind| (kind.name, words.kinds(kind), filter.kind.as_deref() == Some(kind.name)))
            .collect(),
        states: options(words, "batch", &STATES, filter.state.as_deref()),
        is_filtered: filter != ImportFilter::default(),
        text: filter.text,
        templates: kinds()
            .map(|kind| (format!("/{}/template.xlsx", kind.plural), words.kinds(kind)))
            .collect(),
        batches,
    })
}

/// Takes a file and works out what importing it would do.
pub async fn upload(uploaded: Uploaded) -> Result<Response, Fault> {
    let Uploaded { visitor, pairs, file_name, path } = uploaded;
    let kind = first(&pairs, "kind").unwrap_or_default();
    if crate::list::kind_of(&visitor, kind).is_err() {
        discard(&path).await;
        return Err(Fault::page("bad-request", StatusCode::UNPROCESSABLE_ENTITY));
    }
    let request = ImportRequest {
        kind: kind.to_owned(),
        path,
        file_name,
        sheet: None,
        header_row: None,
        mapping: MappingChoice::Find,
        columns: Vec::new(),
        set: Vec::new(),
    };
    stage(&visitor, request, true).await
}

/// Reads the file again with what the person says about its columns.
pub async fn map(Path(batch): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let report = visitor.site.app.import_report(&visitor.ctx, &batch).await?;
    let mut mapping = Mapping::parse(&report.mapping).map_err(enishi_app::Error::from)?;
    for (place, column) in report.columns.iter().enumerate() {
        let Some((_, target)) = posted.pairs.iter().find(|(name, _)| *name == format!("column[{place}]"))
        else {
            continue;
        };
        match target.as_str() {
            // A rule with cases stays as it is.
            "*" => {}
            "" => {
                mapping.columns.remove(&column.header);
            }
            target => {
                mapping.columns.insert(column.header.clone(), ColumnRule::To(target.to_owned()));
            }
        }
    }
    let header_row = posted.first("header-row").and_then(|row| row.parse().ok());
    let is_moved = header_row.is_some_and(|row| row != report.header_row)
        || posted.first("sheet").is_some_and(|sheet| Some(sheet) != report.sheet.as_deref());
    let request = ImportRequest {
        kind: report.kind.clone(),
        path: visitor.site.app.upload_path(&batch),
        file_name: report.file.clone(),
        sheet: posted.first("sheet").map(str::to_owned).or(report.sheet),
        header_row,
        // Another header has other columns: what was said about the former ones does not hold.
        mapping: if is_moved { MappingChoice::Find } else { MappingChoice::Given(Box::new(mapping)) },
        columns: Vec::new(),
        set: Vec::new(),
    };
    stage(visitor, request, false).await
}

async fn stage(visitor: &Visitor, request: ImportRequest, is_new: bool) -> Result<Response, Fault> {
    let (app, ctx) = (visitor.site.app.clone(), visitor.ctx.clone());
    let work = move |job: Arc<Job>| async move {
        let (path, file_name) = (request.path.clone(), request.file_name.clone());
        match app.stage_import(&ctx, request, job.as_ref()).await {
            Ok(report) => {
                let kept = app.upload_path(&report.batch);
                tokio::fs::rename(&path, &kept).await.map_err(enishi_app::Error::internal)?;
                Ok(format!("/admin/imports/{}", report.batch))
            }
            Err(mut error) => {
                // The person knows his file by its name and nothing of where it lies here.
                let place = path.display().to_string();
                for (_, value) in &mut error.args {
                    *value = value.replace(&place, &file_name);
                }
                // A file that cannot be read is not kept; one that was read before is.
                if is_new {
                    discard(&path).await;
                }
                Err(error)
            }
        }
    };
    let (job, outcome) = visitor.site.jobs.start(visitor.site.app.new_batch_id(), work).await;
    after(&job, outcome)
}

fn after(job: &Job, outcome: Option<Outcome>) -> Result<Response, Fault> {
    match outcome {
        Some(Ok(place)) => Ok(Redirect::to(&place).into_response()),
        Some(Err(error)) => Err(Fault::Error(error)),
        None => Ok(Redirect::to(&format!("/admin/jobs/{}", job.id)).into_response()),
    }
}

/// What a batch would do or did.
pub async fn show(visitor: Visitor, Path(batch): Path<String>) -> Result<Response, Fault> {
    let report = visitor.site.app.import_report(&visitor.ctx, &batch).await?;
    html(&ImportPage::of(&visitor, &report))
}

/// Writes a batch.
pub async fn apply(Path(batch): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let (app, ctx) = (visitor.site.app.clone(), visitor.ctx.clone().confirming(posted.confirmed()));
    let skip_problems = posted.first("skip") == Some("problems");
    let work = move |job: Arc<Job>| async move {
        match app.apply_import(&ctx, &batch, skip_problems, job.as_ref()).await {
            Ok(report) => Ok(format!("/admin/imports/{}?done=applied", report.batch)),
            // The preview asks, with what is so now.
            Err(error) if error.code == "questions" => Ok(format!("/admin/imports/{batch}#questions")),
            Err(error) => Err(error),
        }
    };
    let (job, outcome) = visitor.site.jobs.start(visitor.site.app.new_batch_id(), work).await;
    after(&job, outcome)
}

/// Forgets a preview.
pub async fn discard_staged(Path(batch): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    visitor.site.app.discard_import(&visitor.ctx, &batch).await?;
    Ok(Redirect::to("/admin/imports").into_response())
}

/// Says what undoing would do.
pub async fn ask_undo(visitor: Visitor, Path(batch): Path<String>) -> Result<Response, Fault> {
    let report = visitor.site.app.import_report(&visitor.ctx, &batch).await?;
    let undo = visitor.site.app.undo_import(&visitor.ctx, &batch, false).await?;
    let known = Known::of(&visitor, &undo).await?;
    html(&UndoPage::of(&visitor, &report, &undo, &known))
}

/// Undoes a batch.
pub async fn undo(Path(batch): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let report = visitor.site.app.import_report(&visitor.ctx, &batch).await?;
    let undo = undo_asking(visitor, &batch, &posted).await?;
    let known = Known::of(visitor, &undo).await?;
    html(&UndoPage::of(visitor, &report, &undo, &known))
}

/// Undoes a batch, or says again what would happen where something was not confirmed.
pub async fn undo_asking(visitor: &Visitor, batch: &str, posted: &Posted) -> Result<UndoReport, Fault> {
    let app = &visitor.site.app;
    let ctx = visitor.ctx.clone().confirming(posted.confirmed());
    match app.undo_import(&ctx, batch, true).await {
        Err(error) if error.code == "questions" => Ok(app.undo_import(&visitor.ctx, batch, false).await?),
        done => Ok(done?),
    }
}

/// How far a job is.
pub async fn progress(
    visitor: Visitor,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let job = visitor.site.jobs.find(&id).ok_or(Fault::page("unknown-job", StatusCode::NOT_FOUND))?;
    let is_fragment = headers.contains_key("hx-request");
    let outcome = job.outcome();
    if !is_fragment && let Some(outcome) = outcome {
        return after(&job, Some(outcome));
    }
    let words = &visitor.words;
    let progress = progress_view(words, &job, outcome.as_ref(), visitor.site.app.catalogue());
    if is_fragment {
        let mut answer = html(&progress)?;
        if let Some(Ok(place)) = &outcome
            && let Ok(place) = HeaderValue::from_str(place)
        {
            answer.headers_mut().insert("hx-redirect", place);
        }
        return Ok(answer);
    }
    let title = words.t("progress-title");
    let mut frame =
        Frame::new(&visitor, &title).step(&words.t("imports-title"), "/admin/imports").end(&title);
    frame.refresh = Some(2);
    html(&ProgressPage { frame, progress })
}

fn progress_view(
    words: &Words,
    job: &Job,
    outcome: Option<&Outcome>,
    catalogue: &enishi_kind::Catalogue,
) -> ProgressView {
    let (step, ran) = job.state();
    let (title, done, all) = match step {
        None => ("progress-reading", 0, None),
        Some(ProgressStep::Reading(done, all)) => ("progress-reading", done, all),
        Some(ProgressStep::Checking(done, all)) => ("progress-checking", done, Some(all)),
        Some(ProgressStep::Writing(done, all)) => ("progress-writing", done, Some(all)),
    };
    let seconds = ran.as_secs().max(1);
    let rate = words.one("progress-rate", "rate", grouped(done / seconds));
    let count = match all {
        Some(all) => format!("{} / {}", grouped(done), grouped(all)),
        None => words.count("progress-rows", done),
    };
    let result = outcome.map(|outcome| match outcome {
        Ok(place) => (words.t("progress-done"), words.t("progress-see"), place.clone()),
        Err(error) => {
            (error.message(catalogue, words.lang), words.t("imports-title"), "/admin/imports".to_owned())
        }
    });
    ProgressView {
        title: words.t(title),
        detail: format!("{count} · {rate}"),
        done,
        all,
        label: words.t("progress-label"),
        poll: format!("/admin/jobs/{}", job.id),
        result,
    }
}
