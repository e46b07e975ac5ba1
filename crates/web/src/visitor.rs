//! Who visits, in which language, and where he stands: worked out once for each request to a page.

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use enishi_app::accounts::{Arrival, SignedIn};
use enishi_app::parts::{Action, Seen};
use enishi_app::{Asked, Context, Error, KNOWN_AT, ON};
use enishi_kind::KindInfo;
use enishi_kit::lang::Lang;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::address::{Pairs, first, parse_pairs, query};
use crate::fault::{self, Fault};
use crate::guard;
use crate::moments;
use crate::operation::Operation;
use crate::patience;
use crate::state::{Asker, LANG_COOKIE, Mode, Site, VIEW_COOKIE, cookie};
use crate::text::Words;

/// A year, the longest that a browser keeps the choice of language.
const LANG_COOKIE_SECONDS: u32 = 31_536_000;

/// The visitor of one request.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The state of the program.
    pub site: Site,
    /// What he may see and do.
    pub ctx: Context,
    /// The words in his language.
    pub words: Words,
    /// His account, if he is signed in.
    pub signed_in: Option<SignedIn>,
    /// The session token that his browser sent, whatever it is good for.
    pub session: Option<String>,
    /// From which network address he comes; empty where nobody knows.
    pub address: String,
    /// What his browser says it is.
    pub browser: String,
    /// The path of the request.
    pub path: String,
    /// Its query, without the language and the times.
    pub query: Pairs,
    /// The id of the request.
    pub operation: Operation,
    /// The times that he asks for.
    pub asked: Asked,
    /// The same as he wrote them.
    pub times: Pairs,
    /// What is wrong with them.
    refused: Option<Fault>,
    /// Whether he looks at a demonstration as the public does.
    pub is_as_public: bool,
}

impl Visitor {
    async fn of(
        site: Site,
        headers: &HeaderMap,
        uri: &http::Uri,
        (operation, address): (Operation, String),
    ) -> Result<Self, Error> {
        let Asker { mut ctx, signed_in, session } = site.asker(headers).await?;
        let pairs = parse_pairs(uri.query().unwrap_or_default()).unwrap_or_default();
        let asked = first(&pairs, "lang").and_then(Lang::from_code);
        let own = signed_in.as_ref().and_then(SignedIn::language);
        let lang = asked.unwrap_or_else(|| language(headers, own));
        let is_as_public =
            site.mode == Mode::Demo && signed_in.is_none() && cookie(headers, VIEW_COOKIE) == Some("public");
        let words = Words::new(&site.app, lang);
        let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let browser = agent.unwrap_or_default().to_owned();
        let (times, query) = moments::take(pairs.into_iter().filter(|(name, _)| name != "lang").collect());
        let (asked, refused) = match site.app.moment(first(&times, ON), first(&times, KNOWN_AT)).await {
            Ok(asked) => (asked, None),
            Err(error) if error.info().status < 500 => (Asked::default(), Some(Fault::from(error))),
            Err(error) => return Err(error),
        };
        ctx.moment = asked.moment;
        // What is wrong or empty is not carried on.
        let times = if ctx.moment.is_now() { Pairs::new() } else { times };
        // No text holds NUL, and one of the two engines cannot even ask for one that does.
        let has_nul = uri.to_string().contains("%00");
        let refused = if has_nul { Some(Fault::unknown_page()) } else { refused };
        let path = uri.path().to_owned();
        Ok(Self {
            site,
            ctx,
            words,
            signed_in,
            session,
            address,
            browser,
            path,
            query,
            operation,
            asked,
            times,
            refused,
            is_as_public,
        })
    }

    /// His language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.words.lang
    }

    /// Whether he may do something with records at all, of this kind or of any, and looks at the present. The record
    /// itself is judged when it is known.
    #[must_use]
    pub fn may(&self, action: Action, kind: Option<&str>) -> bool {
        self.ctx.moment.is_now() && self.permitted(self.site.app.may_ever(&self.ctx, action, kind))
    }

    /// Whether he may do something with this record, and looks at the present.
    #[must_use]
    pub fn may_with(&self, action: Action, kind: &'static KindInfo, seen: &Seen) -> bool {
        let judged = self.site.app.judged(kind, seen.id, &seen.body);
        self.ctx.moment.is_now() && self.permitted(self.site.app.permits(&self.ctx, action, &judged))
    }

    /// Refuses who may not do something with this record before he fills a form for nothing.
    ///
    /// # Errors
    /// `not-permitted`.
    pub fn require_with(&self, action: Action, kind: &'static KindInfo, seen: &Seen) -> Result<(), Fault> {
        if self.may_with(action, kind, seen) { Ok(()) } else { Err(Error::new("not-permitted").into()) }
    }

    /// What the policies cannot answer is not permitted.
    pub(crate) fn permitted(&self, answer: Result<bool, Error>) -> bool {
        answer.unwrap_or_else(|error| {
            error.log("a policy could not be asked");
            false
        })
    }

    /// Whether he manages accounts, settings and jobs.
    #[must_use]
    pub const fn administers(&self) -> bool {
        self.ctx.administers
    }

    /// His account.
    ///
    /// # Errors
    /// `sign-in-needed` when he is not signed in.
    pub fn account(&self) -> Result<&SignedIn, Fault> {
        self.signed_in.as_ref().ok_or_else(|| Error::new("sign-in-needed").into())
    }

    /// How he comes, for signing in.
    #[must_use]
    pub fn arrival(&self) -> Arrival<'_> {
        Arrival { address: &self.address, browser: &self.browser, former: self.session.as_deref() }
    }

    /// Whether he can change anything at all.
    #[must_use]
    pub fn can_edit(&self) -> bool {
        self.may(Action::Update, None)
    }

    /// The address of this page.
    #[must_use]
    pub fn here(&self) -> String {
        format!("{}{}", self.path, query(&self.query))
    }

    /// The address of this page with other pairs in place of these names. An empty value takes a name away.
    #[must_use]
    pub fn here_with(&self, changed: &[(&str, &str)]) -> String {
        let mut pairs: Vec<(&str, &str)> = self
            .query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name))
            .collect();
        pairs.extend(changed.iter().filter(|(_, value)| !value.is_empty()));
        format!("{}{}", self.path, query(&pairs))
    }

    /// This page with these parameters and no others: for pages that are remembered, where what one reader asked
    /// besides must not reach the next.
    #[must_use]
    pub fn here_only(&self, pairs: &[(&str, &str)]) -> String {
        format!("{}{}", self.path, query(pairs))
    }

    /// The token that a form of this visitor carries: only pages that he read himself know it.
    #[must_use]
    pub fn form_token(&self) -> String {
        // Hashing twice keeps the secret from being extended (the construction of HMAC, RFC 2104).
        let inner = Sha256::new()
            .chain_update(self.site.secret.as_bytes())
            .chain_update([0])
            .chain_update(self.session.as_deref().unwrap_or("no session").as_bytes())
            .finalize();
        let outer =
            Sha256::new().chain_update([1]).chain_update(self.site.secret.as_bytes()).chain_update(inner);
        hex::encode(outer.finalize())
    }

    /// Checks the token that came with a form.
    ///
    /// # Errors
    /// `form-token` when it is another's or too old.
    pub fn check_form_token(&self, given: Option<&str>) -> Result<(), Fault> {
        let given = given.unwrap_or_default();
        if bool::from(self.form_token().as_bytes().ct_eq(given.as_bytes())) {
            Ok(())
        } else {
            Err(Fault::page("form-token", http::StatusCode::FORBIDDEN))
        }
    }
}

/// The language by cookie, else by the account, else by what the browser asks for, else Japanese.
fn language(headers: &HeaderMap, own: Option<Lang>) -> Lang {
    if let Some(lang) = cookie(headers, LANG_COOKIE).and_then(Lang::from_code).or(own) {
        return lang;
    }
    let accepted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut wanted: Vec<(f32, Lang)> = accepted
        .split(',')
        .filter_map(|item| {
            let (tag, rest) = item.split_once(';').unwrap_or((item, ""));
            let quality = rest.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(1.0);
            Some((quality, Lang::from_code(tag)?)).filter(|(quality, _)| *quality > 0.0)
        })
        .collect();
    // A stable sort: of two that are wanted alike, the one named first.
    wanted.sort_by(|one, two| two.0.total_cmp(&one.0));
    wanted.first().map_or(Lang::Ja, |(_, lang)| *lang)
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        match parts.extensions.get::<Self>() {
            Some(visitor) => Ok(visitor.clone()),
            None => {
                let address = guard::address(site, &parts.extensions, &parts.headers);
                let operation = Operation::of(&parts.extensions);
                let visitor =
                    Self::of(site.clone(), &parts.headers, &parts.uri, (operation, address)).await?;
                match visitor.refused {
                    Some(fault) => Err(fault),
                    None => Ok(visitor),
                }
            }
        }
    }
}

/// Works out who visits, keeps a chosen language, and turns faults into pages in his language.
pub async fn receive(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let operation = Operation::of(request.extensions());
    let method = request.method().clone();
    let address = guard::address(&site, request.extensions(), request.headers());
    let visitor = Visitor::of(site.clone(), request.headers(), request.uri(), (operation.clone(), address));
    let visitor = match patience::answer(&method, visitor).await.and_then(|visitor| visitor) {
        Ok(visitor) => visitor,
        Err(error) => return fault::bare(&site, language(request.headers(), None), error, &operation),
    };
    let is_chosen = parse_pairs(request.uri().query().unwrap_or_default())
        .is_some_and(|pairs| first(&pairs, "lang").and_then(Lang::from_code).is_some());
    let is_fragment = request.headers().contains_key("hx-request");
    request.extensions_mut().insert(visitor.clone());
    let answer = match &visitor.refused {
        Some(fault) => fault.clone().into_response(),
        None => match patience::answer(&method, next.run(request)).await {
            Ok(answer) => answer,
            Err(error) => Fault::from(error).into_response(),
        },
    };
    let mut answer = fault::render(&visitor, answer, is_fragment).await;
    if !visitor.times.is_empty() {
        answer = moments::keep(answer, &visitor.times).await;
    }
    if is_chosen {
        let cookie = format!(
            "{LANG_COOKIE}={}; Path=/; SameSite=Lax; Max-Age={LANG_COOKIE_SECONDS}",
            visitor.lang().code()
        );
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(accept: &str, cookies: &str) -> Lang {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(accept).unwrap());
        headers.insert(header::COOKIE, HeaderValue::from_str(cookies).unwrap());
        language(&headers, None)
    }

    #[test]
    fn the_cookie_goes_before_the_browser_and_the_browser_before_japanese() {
        assert_eq!(asked("fr,en;q=0.8,ja;q=0.5", ""), Lang::En);
        assert_eq!(asked("en;q=0.4,ja-JP;q=0.9", ""), Lang::Ja);
        assert_eq!(asked("en", "enishi_lang=ja"), Lang::Ja);
        assert_eq!(asked("fr", "enishi_lang=xx"), Lang::Ja);
        assert_eq!(asked("en;q=0, ja;q=0.1", ""), Lang::Ja);
    }
}
