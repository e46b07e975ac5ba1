//! What every handler is given: the program, the mode it runs in, and who is asking.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::FromRef;
use enishi_app::{App, Context, Error};
use enishi_kit::ids::{IdSource, SystemIds};
use http::HeaderMap;

use crate::jobs::Jobs;
use crate::metrics::Metrics;
use crate::offered::{BaseUrl, Network};
use crate::remembered::Pages;

/// The cookie that holds a session's token.
pub const SESSION_COOKIE: &str = "enishi_session";
/// The cookie by which the operator of a demonstration looks at it as the public does (`public`).
pub const VIEW_COOKIE: &str = "enishi_view";
/// The cookie that holds the language.
pub const LANG_COOKIE: &str = "enishi_lang";

/// How the program is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// For work: the public reads, the operator comes by a one-time link.
    Serve,
    /// For trying out: everybody is the operator, and each page says so.
    Demo,
}

/// The state of the router. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Site {
    /// The use cases.
    pub app: App,
    /// How the program is offered.
    pub mode: Mode,
    /// The address under which people reach the program, besides this machine's own names.
    pub base_url: Option<Arc<BaseUrl>>,
    /// From where it may be asked besides this machine.
    pub proxies: Arc<[Network]>,
    /// Binds form tokens to sessions; new with every start.
    pub(crate) secret: Arc<str>,
    /// What was measured.
    pub(crate) metrics: Metrics,
    /// Whether the program takes no new work.
    ending: Arc<AtomicBool>,
    /// Long work under way.
    pub(crate) jobs: Jobs,
    /// What hand-made pages said of the register as it stands.
    pub(crate) pages: Pages,
}

impl Site {
    /// The state over a program.
    #[must_use]
    pub fn new(app: App, mode: Mode) -> Self {
        let secret = SystemIds::default().token(32);
        Self {
            app,
            mode,
            base_url: None,
            proxies: Arc::default(),
            secret: secret.into(),
            metrics: Metrics::default(),
            ending: Arc::default(),
            jobs: Jobs::default(),
            pages: Pages::default(),
        }
    }

    /// The switch by which the program is told to end.
    #[must_use]
    pub(crate) fn ending(&self) -> Ending {
        Ending { flag: Arc::clone(&self.ending), jobs: self.jobs.clone() }
    }

    /// Whether the program was told to end.
    pub(crate) fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Relaxed)
    }

    /// Who asks, by the cookies of a request.
    ///
    /// # Errors
    /// The store.
    pub async fn context(&self, headers: &HeaderMap) -> Result<Context, Error> {
        let session = cookie(headers, SESSION_COOKIE);
        let context = self.app.context_of(session).await?;
        if self.mode == Mode::Demo
            && !context.viewer.is_operator()
            && cookie(headers, VIEW_COOKIE) != Some("public")
        {
            return Ok(Context::operator("demo"));
        }
        if self.mode == Mode::Demo && cookie(headers, VIEW_COOKIE) == Some("public") {
            return Ok(Context::public());
        }
        Ok(context)
    }
}

/// Ends the program gently: it is no longer ready, and long work is waited for.
#[derive(Clone, Debug)]
pub struct Ending {
    flag: Arc<AtomicBool>,
    jobs: Jobs,
}

impl Ending {
    /// Says that the program ends: whoever asks for its readiness is sent elsewhere.
    pub fn begin(&self) {
        self.flag.store(true, Ordering::Relaxed);
    }

    /// Waits for the long work that browsers started.
    pub async fn jobs_done(&self) {
        self.jobs.all_done().await;
    }
}

impl FromRef<Site> for App {
    fn from_ref(site: &Site) -> Self {
        site.app.clone()
    }
}

/// The value of a cookie of a request.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(http::header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}
