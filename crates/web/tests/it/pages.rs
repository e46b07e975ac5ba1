//! The pages through the router in memory, over a real store with the samples and with the test kinds, which have a
//! field of every type on every layer.

mod accounts;
mod address;
mod admin;
mod chain;
mod edit;
mod every;
mod faults;
mod files;
mod help;
mod hidden;
mod home;
mod imports;
mod interference;
mod look;
mod matches;
mod merging;
mod moments;
mod offer;
mod publish;
mod questions;
mod rights;
mod rows;
mod samples;
mod service;
mod session;
mod sharing;
mod start;
mod tables;
mod visitor;
mod walk;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use enishi_app::{App, Context, Settings, parts::Location};
use enishi_kind::{Kind, Registry};
use enishi_kit::clock::Zone;
use enishi_kit::lang::Lang;
use enishi_testkit::kinds::{Shelf, Specimen};
use enishi_testkit::{FixedClock, SeqIds, Sqlite, sqlite};
use enishi_web::{Mode, Web, api};
use http::{HeaderMap, Request, StatusCode, header};
use serde_json::{Value as Json, json};
use tower::ServiceExt;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Public,
    Operator,
}

/// Session tokens by which these tests are the operator without an account.
pub(crate) const INSIDERS: [&str; 2] = ["insider-one", "insider-two"];

/// The web as these tests hold it.
pub(crate) fn web(app: App, mode: Mode) -> Web {
    let mut web = Web::new(app, mode);
    web.insiders = INSIDERS.map(str::to_owned).into();
    web
}

/// The pages over a store of their own.
pub(crate) struct Pages {
    pub(crate) app: App,
    pub(crate) router: Router,
    session: String,
    clock: Arc<FixedClock>,
    folder: Sqlite,
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

/// Words of the test kinds that the model does not have.
const WORDS: [&str; 2] = [
    "grade = 等級\ngrade-fair = 可\ngrade-good = 良\ngrade-best = 優\ncolour = 色\ncolour-red = 赤\n\
     colour-green = 緑\ncolour-blue = 青\nunit-piece = { $number } 個\n\
     unit-gram = { $number } g\n",
    "grade = Grade\ngrade-fair = Fair\ngrade-good = Good\ngrade-best = Best\ncolour = Colour\ncolour-red = Red\n\
     colour-green = Green\ncolour-blue = Blue\nunit-piece = { $number } pieces\n\
     unit-gram = { $number } g\n",
];

fn registry() -> Registry {
    Registry::new(enishi_model::registry().kinds().chain([Specimen::INFO, Shelf::INFO]))
}

impl Pages {
    pub(crate) async fn empty() -> Self {
        Self::of(Mode::Serve).await
    }

    /// With the samples.
    pub(crate) async fn new() -> Self {
        let pages = Self::of(Mode::Serve).await;
        pages.app.load_samples(&operator()).await.unwrap();
        pages
    }

    async fn of(mode: Mode) -> Self {
        let folder = sqlite();
        let clock = Arc::new(FixedClock::at("2026-04-01T03:00:00Z"));
        let app = App::open(Settings {
            location: Location::Folder(folder.folder().to_owned()),
            folder: folder.folder().to_owned(),
            registry: Arc::new(registry()),
            clock: clock.clone(),
            ids: Arc::new(SeqIds::default()),
            zone: Zone::default(),
            files: enishi_app::FileSettings::default(),
            catalogue: enishi_app::catalogue(&registry(), &[enishi_web::LOCALES, api::LOCALES, WORDS])
                .unwrap(),
        })
        .await
        .unwrap();
        let session = INSIDERS[0].to_owned();
        let router = web(app.clone(), mode).router();
        Self { app, router, session, clock, folder }
    }

    /// The index has what the store has.
    async fn settled(&self) {
        self.app.matcher().catch_up(|_, _| ()).await.unwrap();
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Page {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Page {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub(crate) fn request(
        &self,
        method: &str,
        address: &str,
        who: Who,
        lang: Lang,
    ) -> http::request::Builder {
        let mut cookies = format!("enishi_lang={lang}");
        if who == Who::Operator {
            cookies.push_str(&format!("; enishi_session={}", self.session));
        }
        Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "localhost:8080")
            .header(header::COOKIE, cookies)
    }

    pub(crate) async fn get(&self, address: &str, who: Who, lang: Lang) -> Page {
        self.send(self.request("GET", address, who, lang).body(Body::empty()).unwrap()).await
    }

    /// The operator's page in English.
    async fn see(&self, address: &str) -> Page {
        let page = self.get(address, Who::Operator, Lang::En).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text);
        page
    }

    async fn token(&self) -> String {
        self.see("/about").await.hidden("form-token")
    }

    /// Sends a form as the operator, with the token of his pages.
    async fn post(&self, address: &str, pairs: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        let mut pairs = pairs.to_vec();
        pairs.push(("form-token", &token));
        self.post_raw(address, &pairs, Who::Operator).await
    }

    async fn post_raw(&self, address: &str, pairs: &[(&str, &str)], who: Who) -> Page {
        let request = self
            .request("POST", address, who, Lang::En)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form(pairs)))
            .unwrap();
        self.send(request).await
    }

    /// Makes a record through the use case; gives its reference.
    async fn make(&self, kind: &str, fields: Json) -> String {
        let inputs: Vec<_> = fields.as_object().unwrap().clone().into_iter().collect();
        self.app.create(&operator(), kind, &inputs, None).await.unwrap().reference
    }

    /// Changes a record behind the back of whoever has its form open.
    async fn change(&self, kind: &str, reference: &str, fields: Json) {
        let view = self.app.find(&operator(), kind, reference).await.unwrap();
        let inputs: Vec<_> = fields.as_object().unwrap().clone().into_iter().collect();
        self.app.update(&operator(), kind, reference, Some(&view.etag), &inputs).await.unwrap();
    }

    async fn body(&self, kind: &str, reference: &str) -> Json {
        let view = self.app.find(&operator(), kind, reference).await.unwrap();
        serde_json::from_str(&view.seen.body.canonical()).unwrap()
    }

    /// The reference of the newest record of a kind that everybody sees; of approaches everybody sees none.
    pub(crate) async fn newest(&self, kind: &str) -> String {
        let reader = if kind == "approach" { operator() } else { Context::public() };
        let page = self.app.list(&reader, kind, &enishi_app::ListRequest::default()).await.unwrap();
        match page.items.first() {
            Some(seen) => seen.reference.clone(),
            // No figure is shipped: each is given out by somebody.
            None if kind == "published-figure" => self.published().await,
            None => panic!("no {kind}"),
        }
    }

    /// A figure that was given out.
    async fn published(&self) -> String {
        let publication = enishi_app::Publication {
            kind: "source",
            filters: &[],
            on: None,
            title: "出典の数",
            lang: Lang::Ja,
            published_in: "",
        };
        self.app.publish(&operator(), &publication).await.unwrap().reference
    }
}

impl Page {
    /// The value of a hidden field.
    fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) =
            self.text.split_once(&start).unwrap_or_else(|| panic!("no field {name} in {}", self.text));
        unescape(rest.split('"').next().unwrap())
    }

    fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or_default()
    }

    /// The text of the page as a person reads it, for comparing.
    pub(crate) fn has(&self, text: &str) -> bool {
        unescape(&self.text).contains(text)
    }

    /// What stands in `main`, without tokens.
    fn main(&self) -> String {
        let main = self.text.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).unwrap().0;
        let mut out = String::new();
        for line in main.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()) {
            let line = line.split("/assets/icons-").enumerate().map(|(place, part)| match place {
                0 => part.to_owned(),
                _ => format!("/assets/icons{}", part.get(part.find(".svg").unwrap()..).unwrap()),
            });
            out.push_str(&line.collect::<String>());
            out.push('\n');
        }
        out
    }
}

fn unescape(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

/// A value as forms and addresses write it.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

fn form(pairs: &[(&str, &str)]) -> String {
    pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn operator() -> Context {
    Context::operator("operator")
}

/// A seed that everybody sees.
fn public_seed(title: &str) -> Json {
    json!({"title": {"original": "en", "en": title}, "disclosure": "public"})
}
