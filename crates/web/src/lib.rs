//! Pages and JSON API over the use cases.
//!
//! Not here: SQL, arguments of the command line, rules of the subject.

mod about;
mod accounts;
mod address;
mod admin;
pub mod api;
mod approaches;
mod attachments;
mod batches;
mod chain;
mod clusters;
mod committees;
mod content;
mod coordination;
mod delete;
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
mod help;
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
mod metrics;
mod moments;
mod naming;
mod offer;
mod offered;
mod operation;
mod page;
mod patience;
mod plain;
mod posted;
mod publish;
mod questions;
mod record;
mod register;
mod remembered;
mod rights;
mod routes;
mod rows;
mod search;
mod serving;
mod session;
mod sharing;
mod start;
mod state;
mod text;
mod tie_ups;
mod timeline;
mod typed;
mod values;
mod visitor;
mod years;

use std::sync::Arc;
use std::time::Duration;

use axum::routing::get;
use axum::{Router, middleware};
use enishi_app::App;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

pub use api::routes as api_routes;
pub use offered::{BaseUrl, Network};
pub use routes::{Audience, Route, routes};
pub use serving::{Limits, Pace, serve};
pub use state::{Ending, Mode, Site, cookie};

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
    "web", "accounts", "admin", "approach", "chain", "charge", "clusters", "files", "help", "home", "jobs",
    "manual", "merge", "moment", "offer", "publish", "rights", "service", "sharing", "start", "tables",
    "values",
];

/// The web over a program.
#[derive(Clone, Debug)]
pub struct Web {
    /// The use cases.
    pub app: App,
    /// How the program is offered.
    pub mode: Mode,
    /// The address under which people reach it, besides `localhost`, `127.0.0.1` and `[::1]`.
    pub base_url: Option<BaseUrl>,
    /// From where it may be asked besides this machine.
    pub proxies: Vec<Network>,
    /// Tokens by which a program that holds this one inside itself, such as a test, is the operator; none in the program
    /// that people run.
    pub insiders: Vec<String>,
    /// How many lists are exported at a time.
    pub exports: usize,
    /// How long a request waits for long work before it shows the progress instead.
    pub patience: Duration,
}

impl Web {
    /// The web over a program on this machine only.
    #[must_use]
    pub const fn new(app: App, mode: Mode) -> Self {
        Self {
            app,
            mode,
            base_url: None,
            proxies: Vec::new(),
            insiders: Vec::new(),
            exports: state::EXPORTS,
            patience: jobs::PATIENCE,
        }
    }

    /// All routes.
    pub fn router(self) -> Router {
        self.routers().0
    }

    /// All routes, and apart from them `/metrics`, which is for another address, and the switch that ends both.
    pub fn routers(self) -> (Router, Router, Ending) {
        let mut site = Site::new(self.app, self.mode);
        site.base_url = self.base_url.map(Arc::new);
        site.proxies = self.proxies.into();
        site.insiders = self.insiders.into();
        site.exports = Arc::new(tokio::sync::Semaphore::new(self.exports));
        site.jobs = jobs::Jobs::new(self.patience);
        let metrics = Router::new().route("/metrics", get(metrics::show)).with_state(site.clone());
        let ending = site.ending();
        let router = routes::router(&site)
            .merge(api::router(&site))
            .layer(middleware::from_fn_with_state(site.clone(), guard::guard))
            // Around the guard, so that what it refuses under /api is a problem document too.
            .layer(middleware::from_fn_with_state(site.clone(), api::problems))
            // The usual level takes three times as long for 30 % less: a page would wait longer for it than for itself.
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
            .layer(middleware::from_fn_with_state(site.clone(), operation::observe))
            .with_state(site);
        (router, metrics, ending)
    }
}

/// All routes over a program on this machine.
pub fn router(app: App, mode: Mode) -> Router {
    Web::new(app, mode).router()
}
