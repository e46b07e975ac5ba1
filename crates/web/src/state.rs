//! What every handler is given: the program, the mode it runs in, and who is asking.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::FromRef;
use enishi_app::accounts::{KeyScope, SignedIn};
use enishi_app::{App, Context, Error};
use enishi_kit::ids::{IdSource, SystemIds};
use http::HeaderMap;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::jobs::Jobs;
use crate::metrics::Metrics;
use crate::offered::{BaseUrl, Network};
use crate::remembered::Pages;

/// The cookie that holds a session's token.
pub const SESSION_COOKIE: &str = "enishi_session";
/// The same where people come by HTTPS: by this beginning browsers take it from this very host by HTTPS alone (RFC 6265bis).
const HOST_SESSION_COOKIE: &str = "__Host-enishi_session";
/// How many exports there are at a time.
pub(crate) const EXPORTS: usize = 8;
/// What a browser keeps while its person is at the sign-in service.
const ERRAND_COOKIE: &str = "enishi_errand";
/// The same where people come by HTTPS.
const HOST_ERRAND_COOKIE: &str = "__Host-enishi_errand";
/// How an API key comes.
const BEARER: &str = "Bearer ";
/// The cookie by which the operator of a demonstration looks at it as the public does (`public`).
pub const VIEW_COOKIE: &str = "enishi_view";
/// The cookie that holds the language.
pub const LANG_COOKIE: &str = "enishi_lang";

/// How the program is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// For work: the public reads, whoever has an account signs in.
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
    /// Tokens by which a program that holds this one inside itself, such as a test, is the operator.
    pub insiders: Arc<[String]>,
    /// Binds form tokens to sessions; new with every start.
    pub(crate) secret: Arc<str>,
    /// What was measured.
    pub(crate) metrics: Metrics,
    /// Whether the program takes no new work.
    ending: Arc<AtomicBool>,
    /// Places for exports: each reads a whole list.
    pub(crate) exports: Arc<Semaphore>,
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
            insiders: Arc::default(),
            secret: secret.into(),
            metrics: Metrics::default(),
            ending: Arc::default(),
            exports: Arc::new(Semaphore::new(EXPORTS)),
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

    /// A place for an export, kept as long as it is written.
    ///
    /// # Errors
    /// `too-busy` when all are taken.
    pub(crate) fn begin_export(&self) -> Result<OwnedSemaphorePermit, Error> {
        Arc::clone(&self.exports).try_acquire_owned().map_err(|_| Error::new("too-busy"))
    }

    /// The name of the session's cookie.
    #[must_use]
    pub fn session_cookie(&self) -> &'static str {
        let is_secure = self.base_url.as_ref().is_some_and(|url| url.is_secure());
        if is_secure { HOST_SESSION_COOKIE } else { SESSION_COOKIE }
    }

    /// The name of the cookie that a browser keeps while its person is at the sign-in service.
    #[must_use]
    pub fn errand_cookie(&self) -> &'static str {
        let is_secure = self.base_url.as_ref().is_some_and(|url| url.is_secure());
        if is_secure { HOST_ERRAND_COOKIE } else { ERRAND_COOKIE }
    }

    /// Who asks with a browser, by the cookies of a request.
    ///
    /// # Errors
    /// The store.
    pub(crate) async fn asker(&self, headers: &HeaderMap) -> Result<Asker, Error> {
        let session = cookie(headers, self.session_cookie());
        let signed_in = self.app.signed_in(session).await?;
        let is_insider = session.is_some_and(|token| self.insiders.iter().any(|known| known == token));
        let view = cookie(headers, VIEW_COOKIE);
        let ctx = match (&signed_in, self.mode) {
            (Some(_), _) => self.app.context_of(signed_in.as_ref()).await?,
            (None, Mode::Demo) if view == Some("public") => Context::public(),
            (None, _) if is_insider => Context::operator(Context::OPERATOR),
            (None, Mode::Demo) => Context::operator("demo"),
            (None, Mode::Serve) => Context::public(),
        };
        Ok(Asker { ctx, signed_in, session: session.map(str::to_owned) })
    }

    /// Who asks with a program, by its key, or with a browser.
    ///
    /// # Errors
    /// `key-unknown`, `key-scope` where it would write, or the store.
    pub async fn context(&self, headers: &HeaderMap, is_writing: bool) -> Result<Context, Error> {
        let given = headers.get(http::header::AUTHORIZATION);
        let Some(given) = given else { return Ok(self.asker(headers).await?.ctx) };
        let key = given.to_str().ok().and_then(|text| text.strip_prefix(BEARER));
        let (ctx, scope) = self.app.context_of_key(key.unwrap_or_default().trim()).await?;
        if is_writing && scope != KeyScope::Write {
            return Err(Error::new("key-scope"));
        }
        Ok(ctx)
    }
}

/// Who asks with a browser.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    /// What he may see and do.
    pub(crate) ctx: Context,
    /// His account, if he is signed in.
    pub(crate) signed_in: Option<SignedIn>,
    /// The token that his browser sent, whatever it is good for.
    pub(crate) session: Option<String>,
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
