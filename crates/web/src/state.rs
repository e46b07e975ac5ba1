//! What every handler is given: the program, the mode it runs in, and who is asking.

use std::sync::Arc;

use axum::extract::FromRef;
use enishi_app::{App, Context, Error};
use enishi_kit::ids::{IdSource, SystemIds};
use http::HeaderMap;

use crate::jobs::Jobs;
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
    /// Names under which the program may be addressed, besides those of this machine itself.
    pub hosts: Arc<[String]>,
    /// Binds form tokens to sessions; new with every start.
    pub(crate) secret: Arc<str>,
    /// Long work under way.
    pub(crate) jobs: Jobs,
    /// What hand-made pages said of the register as it stands.
    pub(crate) pages: Pages,
}

impl Site {
    /// The state over a program.
    #[must_use]
    pub fn new(app: App, mode: Mode, hosts: Vec<String>) -> Self {
        let secret = SystemIds::default().token(32);
        Self {
            app,
            mode,
            hosts: hosts.into(),
            secret: secret.into(),
            jobs: Jobs::default(),
            pages: Pages::default(),
        }
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
