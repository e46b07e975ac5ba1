//! The page of jobs: what runs, ran and failed, what follows the log, and work that the operator may begin.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::{ActorNames, JobFilter, JobLine, JobView};
use http::StatusCode;

use super::Job;
use crate::address::first;
use crate::admin::{Options, options};
use crate::fault::{Fault, html};
use crate::history::actor;
use crate::page::Frame;
use crate::posted::Posted;
use crate::text::{Moment, Words};
use crate::visitor::Visitor;

/// What jobs do, and how far they are.
const KINDS: [&str; 7] = ["stage", "apply", "undo", "backup", "verify", "index", "counts"];
const STATES: [&str; 4] = ["running", "done", "failed", "interrupted"];
/// Jobs in the list.
const LISTED: u32 = 100;
/// Seconds after which the page is loaded again while something runs.
const REFRESH_SECONDS: u32 = 5;

#[derive(Template)]
#[template(path = "jobs.html")]
struct JobsPage {
    frame: Frame,
    facts: Vec<(String, String)>,
    kinds: Options,
    states: Options,
    is_filtered: bool,
    jobs: Vec<JobRow>,
    has_folder: bool,
}

struct JobRow {
    label: String,
    subject: String,
    subject_href: Option<String>,
    state: &'static str,
    state_label: String,
    actor: String,
    node: String,
    began: Moment,
    ended: Option<Moment>,
    lines: Vec<(Moment, String)>,
    /// Work that may be begun again, or the place where it may.
    again: Option<&'static str>,
    again_href: Option<String>,
}

/// What runs, ran and failed.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let asked = |name: &str, known: &[&str]| {
        first(&visitor.query, name).filter(|code| known.contains(code)).map(str::to_owned)
    };
    let filter = JobFilter { kind: asked("what", &KINDS), state: asked("state", &STATES) };
    let jobs = app.jobs(&visitor.ctx, &filter, LISTED).await?;
    let index = app.matcher().state().await?;
    let mut facts = vec![(
        words.t("jobs-index"),
        match index.behind {
            0 => words.t("jobs-index-even"),
            behind => words.count("jobs-index-behind", behind.unsigned_abs()),
        },
    )];
    let plan = app.backup_plan();
    facts.push((
        words.t("jobs-backup"),
        match (plan, app.last_backup().await?) {
            (None, _) => words.t("jobs-backup-unset"),
            (Some(plan), last) => {
                let last = last.map_or_else(|| words.t("jobs-backup-none"), |last| words.moment(last).shown);
                let (at, keep) = (plan.at.strftime("%H:%M").to_string(), plan.keep.to_string());
                words.with("jobs-backup-plan", &[("at", at), ("keep", keep), ("last", last)])
            }
        },
    ));
    let title = words.t("jobs-title");
    let mut frame = Frame::new(&visitor, &title).step(&words.t("admin-title"), "/admin").end(&title);
    if jobs.iter().any(|job| job.state == "running") {
        frame.refresh = Some(REFRESH_SECONDS);
    }
    let has_folder = plan.is_some();
    let actors: Vec<&str> = jobs.iter().map(|job| job.actor.as_str()).collect();
    let names = app.actor_names(&visitor.ctx, &actors).await?;
    let jobs = jobs.into_iter().map(|job| row(words, &names, has_folder, job)).collect();
    html(&JobsPage {
        frame,
        facts,
        kinds: options(words, "job", &KINDS, filter.kind.as_deref()),
        states: options(words, "job-state", &STATES, filter.state.as_deref()),
        is_filtered: filter != JobFilter::default(),
        jobs,
        has_folder,
    })
}

fn row(words: &Words, names: &ActorNames, has_folder: bool, job: JobView) -> JobRow {
    let is_over = matches!(job.state, "failed" | "interrupted");
    let is_batch = !job.subject.is_empty() && job.kind != "backup";
    let batch_href = is_batch.then(|| format!("/admin/imports/{}", job.subject));
    JobRow {
        label: words.t(&format!("job-{}", job.kind)),
        state: job.state,
        state_label: words.t(&format!("job-state-{}", job.state)),
        actor: actor(words, names, &job.actor),
        began: words.moment(job.began_at),
        ended: job.ended_at.map(|at| words.moment(at)),
        lines: job.lines.iter().map(|line| (words.moment(line.at), said(words, line))).collect(),
        again: match job.kind.as_str() {
            "backup" if is_over && has_folder => Some("backup"),
            "verify" if is_over => Some("verify"),
            _ => None,
        },
        // A file that was read in vain is chosen anew; a batch that was not written is still staged.
        again_href: match job.kind.as_str() {
            "stage" if is_over => Some("/admin/imports".to_owned()),
            "apply" | "undo" if is_over => batch_href.clone(),
            _ => None,
        },
        subject: job.subject,
        subject_href: batch_href,
        node: job.node,
    }
}

fn said(words: &Words, line: &JobLine) -> String {
    if let Some(code) = line.what.strip_prefix("failed-") {
        return words.one("job-line-failed", "code", code);
    }
    if let Some(name) = line.what.strip_prefix("finding-") {
        let count = line.count.unwrap_or_default().to_string();
        return words.with("job-line-finding", &[("name", name.to_owned()), ("shown", count)]);
    }
    words.count(&format!("job-line-{}", line.what), line.count.unwrap_or_default())
}

/// Begins a backup or a verification; it goes on when the person looks elsewhere.
pub async fn begin(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let (app, ctx) = (visitor.site.app.clone(), visitor.ctx.clone());
    let kind = first(&posted.pairs, "kind").unwrap_or_default().to_owned();
    if !matches!(kind.as_str(), "backup" | "verify") {
        return Err(Fault::page("bad-request", StatusCode::UNPROCESSABLE_ENTITY));
    }
    let id = format!("{kind}-now");
    let work = |_: std::sync::Arc<Job>| async move {
        if kind == "backup" {
            app.backup_now(&ctx, &|_, _| ()).await?;
        } else {
            app.verify_as_job(&ctx).await?;
        }
        Ok("/admin/jobs".to_owned())
    };
    let (_, outcome) = visitor.site.jobs.start(id, work).await;
    match outcome {
        // What went wrong in the work stands in its row; what kept it from beginning is told here.
        Some(Err(error)) if matches!(error.code, "job-running" | "backup-nowhere" | "not-permitted") => {
            Err(Fault::Error(error))
        }
        _ => Ok(Redirect::to("/admin/jobs").into_response()),
    }
}
