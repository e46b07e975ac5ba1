//! What whoever administers looks after: accounts, roles, imports, jobs, the audit, each with what it holds now.

use askama::Template;
use axum::response::Response;
use enishi_app::accounts::AccountFilter;
use enishi_app::parts::Action;
use enishi_app::{ImportFilter, JobFilter, ListRequest};

use crate::fault::{Fault, html};
use crate::page::Frame;
use crate::text::Words;
use crate::visitor::Visitor;

/// Codes, their labels, and which one is chosen.
pub type Options = Vec<(&'static str, String, bool)>;

/// Imports and jobs that are counted at most.
const COUNTED: u32 = 1_000;

#[derive(Template)]
#[template(path = "admin.html")]
struct AdminPage {
    frame: Frame,
    places: Vec<Place>,
}

struct Place {
    href: &'static str,
    title: String,
    what: String,
    holds: Vec<String>,
}

/// What can be chosen from, with labels by a prefix.
pub fn options(words: &Words, prefix: &str, codes: &[&'static str], chosen: Option<&str>) -> Options {
    let option = |code: &&'static str| (*code, words.t(&format!("{prefix}-{code}")), chosen == Some(*code));
    codes.iter().map(option).collect()
}

/// The places of administration.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let (app, ctx, words) = (&visitor.site.app, &visitor.ctx, &visitor.words);
    let accounts = app.list_accounts(ctx, &AccountFilter::default()).await?;
    let jobs = app.jobs(ctx, &JobFilter::default(), COUNTED).await?;
    let roles = app.list(ctx, "role", &ListRequest { limit: Some(1), ..ListRequest::default() }).await?.total;
    let counted = |name: &str, count: usize| words.count(name, u64::try_from(count).unwrap_or(u64::MAX));
    let in_state = |state: &str| accounts.iter().filter(|account| account.state == state).count();
    let jobs_in = |state: &str| jobs.iter().filter(|job| job.state == state).count();
    let place = |href, title: &str, what: &str, holds| Place {
        href,
        title: words.t(title),
        what: words.t(what),
        holds,
    };
    let mut places = vec![
        place(
            "/admin/accounts",
            "accounts-title",
            "admin-accounts",
            vec![
                counted("admin-accounts-active", in_state("active")),
                counted("admin-accounts-invited", in_state("invited")),
            ],
        ),
        place("/roles", "admin-roles-title", "admin-roles", vec![words.count("admin-roles-count", roles)]),
    ];
    if visitor.may(Action::Import, None) {
        let staged = ImportFilter { state: Some("staged".to_owned()), ..ImportFilter::default() };
        let staged = app.imports(ctx, &staged, COUNTED).await?;
        let staged = staged.iter().filter(|report| app.upload_path(&report.batch).exists()).count();
        let holds = vec![counted("admin-imports-staged", staged)];
        places.push(place("/admin/imports", "imports-title", "admin-imports", holds));
    }
    places.push(place(
        "/admin/jobs",
        "jobs-title",
        "admin-jobs",
        vec![
            counted("admin-jobs-running", jobs_in("running")),
            counted("admin-jobs-failed", jobs_in("failed") + jobs_in("interrupted")),
        ],
    ));
    places.push(place("/admin/audit", "audit-title", "admin-audit", Vec::new()));
    let title = words.t("admin-title");
    html(&AdminPage { frame: Frame::new(&visitor, &title).end(&title), places })
}
