//! Pages and JSON API over the use cases.
//!
//! Not here: SQL, arguments of the command line, rules of the subject.

mod about;
mod address;
pub mod api;
mod attachments;
mod batches;
mod chain;
mod clusters;
mod committees;
mod coordination;
mod delete;
mod detail;
mod diff;
mod directory;
mod drawing;
mod edit;
mod event_board;
mod exports;
mod fault;
mod figures;
mod files;
mod form;
mod guard;
mod hand_made;
mod health;
mod history;
mod home;
mod imports;
mod jobs;
mod lines;
mod list;
mod manual;
mod map;
mod matches;
mod merge;
mod merges;
mod moments;
mod naming;
mod offer;
mod page;
mod plain;
mod posted;
mod questions;
mod record;
mod register;
mod remembered;
mod routes;
mod rows;
mod search;
mod session;
mod start;
mod state;
mod text;
mod tie_ups;
mod timeline;
mod values;
mod visitor;
mod years;

use std::time::Duration;

use axum::{Router, middleware};
use enishi_app::App;
use tokio::net::TcpListener;

pub use routes::{Audience, Route, routes};
pub use state::{Mode, Site, cookie};

/// One text per language from the files of these names.
macro_rules! catalogues {
    ($($name:literal),* $(,)?) => {
        [
            concat!($(include_str!(concat!("../locales/ja/", $name, ".ftl")), "\n"),*),
            concat!($(include_str!(concat!("../locales/en/", $name, ".ftl")), "\n"),*),
        ]
    };
}

/// Text of the pages, Japanese and English: one file per area.
pub const LOCALES: [&str; 2] = catalogues![
    "web", "chain", "clusters", "files", "home", "manual", "merge", "moment", "offer", "start", "tables",
    "values",
];

/// The web over a program.
#[derive(Clone, Debug)]
pub struct Web {
    /// The use cases.
    pub app: App,
    /// How the program is offered.
    pub mode: Mode,
    /// Names under which it may be addressed, besides `localhost`, `127.0.0.1` and `[::1]`.
    pub hosts: Vec<String>,
    /// How long a request waits for long work before it shows the progress instead.
    pub patience: Duration,
}

impl Web {
    /// The web over a program on this machine only.
    #[must_use]
    pub const fn new(app: App, mode: Mode) -> Self {
        Self { app, mode, hosts: Vec::new(), patience: jobs::PATIENCE }
    }

    /// All routes.
    pub fn router(self) -> Router {
        let mut site = Site::new(self.app, self.mode, self.hosts);
        site.jobs = jobs::Jobs::new(self.patience);
        routes::router(&site)
            .merge(api::router(&site))
            .layer(middleware::from_fn_with_state(site.clone(), guard::guard))
            // Around the guard, so that what it refuses under /api is a problem document too.
            .layer(middleware::from_fn_with_state(site.clone(), api::problems))
            .layer(tower_http::compression::CompressionLayer::new())
            .with_state(site)
    }
}

/// All routes over a program on this machine.
pub fn router(app: App, mode: Mode) -> Router {
    Web::new(app, mode).router()
}

/// Serves until `shutdown` ends; requests under way are finished.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await
}
