//! The JSON API through the router in memory, over a real store. Every answer that any test sees is held against the
//! OpenAPI document.

mod hidden;
mod matches;
mod merging;
mod moments;
mod openapi;
mod read;
mod refusals;
mod write;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use enishi_app::{App, Settings, parts::Location};
use enishi_kind::{Kind, Registry};
use enishi_kit::clock::Zone;
use enishi_model::{Need, Organisation, Seed, Source};
use enishi_testkit::kinds::{Shelf, Specimen};
use enishi_testkit::{FixedClock, SeqIds, Sqlite, sqlite};
use enishi_web::{Mode, Site, api};
use http::{HeaderMap, Method, Request, StatusCode};
use serde_json::{Value as Json, json};
use tokio::task::JoinHandle;
use tower::ServiceExt;

/// The API over a store of its own.
struct Api {
    app: App,
    router: Router,
    session: String,
    clock: Arc<FixedClock>,
    document: Json,
    follower: Option<JoinHandle<()>>,
    _folder: Sqlite,
}

/// A request.
struct Call {
    method: Method,
    address: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    is_operator: bool,
}

/// An answer.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    json: Json,
    text: String,
}

fn registry() -> Registry {
    Registry::new([Seed::INFO, Need::INFO, Organisation::INFO, Source::INFO, Specimen::INFO, Shelf::INFO])
}

/// Words of the test kinds that the model does not have.
const WORDS: &str = "grade = g\ngrade-fair = f\ngrade-good = g\ngrade-best = b\n\
                     colour = c\ncolour-red = r\ncolour-green = g\ncolour-blue = b\nunit-piece = piece\nunit-gram = gram\n";

impl Api {
    async fn new() -> Self {
        Self::of(Mode::Serve, true).await
    }

    async fn of(mode: Mode, has_follower: bool) -> Self {
        let folder = sqlite();
        let clock = Arc::new(FixedClock::at("2026-04-01T03:00:00Z"));
        let settings = Settings {
            location: Location::Folder(folder.folder().to_owned()),
            folder: folder.folder().to_owned(),
            registry: Arc::new(registry()),
            clock: clock.clone(),
            ids: Arc::new(SeqIds::default()),
            zone: Zone::default(),
            files: enishi_app::FileSettings::default(),
            catalogue: enishi_app::catalogue(
                &registry(),
                &[enishi_web::LOCALES, api::LOCALES, [WORDS, WORDS]],
            )
            .unwrap(),
        };
        let app = App::open(settings).await.unwrap();
        let session = crate::pages::INSIDERS[0].to_owned();
        let mut site = Site::new(app.clone(), mode);
        site.insiders = vec![session.clone()].into();
        let router = api::router(&site).with_state(site);
        let keeper = app.clone();
        let follower = has_follower.then(|| tokio::spawn(async move { keeper.keep_up().await }));
        let mut api = Self { app, router, session, clock, document: Json::Null, follower, _folder: folder };
        api.document = api.send(get("/api/v1/openapi.json")).await.json;
        api
    }

    async fn send(&self, call: Call) -> Answer {
        let mut request = Request::builder().method(call.method.clone()).uri(&call.address);
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        if call.is_operator {
            request = request.header("cookie", format!("enishi_session={}", self.session));
        }
        let request = request.body(Body::from(call.body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let json = serde_json::from_str(&text).unwrap_or(Json::Null);
        let answer = Answer { status: parts.status, headers: parts.headers, json, text };
        self.check(&call.method, &call.address, &answer);
        answer
    }

    /// What holds for every answer.
    fn check(&self, method: &Method, address: &str, answer: &Answer) {
        let status = answer.status.as_u16();
        assert!(!answer.text.contains('⟦'), "{method} {address}: a word is missing: {}", answer.text);
        if status >= 400 {
            assert_eq!(answer.headers["content-type"], "application/problem+json", "{method} {address}");
            for member in ["type", "title", "status", "detail", "code", "instance"] {
                assert!(
                    answer.json.get(member).is_some(),
                    "{method} {address}: no {member} in {}",
                    answer.text
                );
            }
            assert_eq!(answer.json["status"], status);
            let code = answer.json["code"].as_str().unwrap();
            assert!(enishi_app::CODES.iter().chain(api::CODES).any(|info| info.code == code), "{code}");
            assert!(answer.json["instance"].as_str().unwrap().starts_with("urn:enishi:operation:"));
        }
        if self.document.is_null() || (address.starts_with("/api?") && status == 200) {
            return;
        }
        let path = address.split('?').next().unwrap_or_default();
        match self.operation(path, method) {
            Some(operation) => assert!(
                operation["responses"].get(status.to_string()).is_some(),
                "{method} {address} answered {status}, which the document does not name: {}",
                answer.text
            ),
            None => assert!(
                [400, 404, 405].contains(&status),
                "{method} {address} answered {status} and is not described"
            ),
        }
    }

    /// What the document says about an operation.
    fn operation(&self, path: &str, method: &Method) -> Option<&Json> {
        let parts: Vec<&str> = path.split('/').collect();
        let (_, item) = self.document["paths"].as_object()?.iter().find(|(template, _)| {
            let wanted: Vec<&str> = template.split('/').collect();
            wanted.len() == parts.len()
                && wanted.iter().zip(&parts).all(|(wanted, part)| wanted == part || wanted.starts_with('{'))
        })?;
        item.get(method.as_str().to_ascii_lowercase())
    }

    /// Creates a record and gives its reference.
    async fn create(&self, plural: &str, fields: Json) -> String {
        let answer = self.send(post(&format!("/api/v1/{plural}"), &json!({"fields": fields}))).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.json["ref"].as_str().unwrap().to_owned()
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        if let Some(follower) = &self.follower {
            follower.abort();
        }
    }
}

impl Call {
    fn new(method: Method, address: &str) -> Self {
        let (headers, body) = (vec![("accept-language".to_owned(), "en".to_owned())], Vec::new());
        Self { method, address: address.to_owned(), headers, body, is_operator: false }
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    const fn operator(mut self) -> Self {
        self.is_operator = true;
        self
    }

    const fn public(mut self) -> Self {
        self.is_operator = false;
        self
    }
}

impl Answer {
    fn code(&self) -> (u16, &str) {
        (self.status.as_u16(), self.json["code"].as_str().unwrap_or_default())
    }

    fn etag(&self) -> String {
        self.headers["etag"].to_str().unwrap().to_owned()
    }

    /// Code and place of each error.
    fn errors(&self) -> Vec<(&str, &str)> {
        let errors = self.json["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().map(|one| (one["pointer"].as_str().unwrap(), one["code"].as_str().unwrap())).collect()
    }

    fn refs(&self) -> Vec<&str> {
        self.json["items"].as_array().unwrap().iter().map(|item| item["ref"].as_str().unwrap()).collect()
    }

    /// The body without what differs from run to run.
    fn settled(mut self) -> Json {
        if let Some(instance) = self.json.get_mut("instance") {
            *instance = "urn:enishi:operation:…".into();
        }
        self.json
    }
}

fn get(address: &str) -> Call {
    Call::new(Method::GET, address)
}

fn post(address: &str, body: &Json) -> Call {
    Call::new(Method::POST, address)
        .header("content-type", "application/json")
        .bytes(body.to_string())
        .operator()
}

fn patch(address: &str, on: &str, body: &Json) -> Call {
    Call::new(Method::PATCH, address)
        .header("content-type", "application/merge-patch+json")
        .header("if-match", on)
        .bytes(body.to_string())
        .operator()
}

fn delete(address: &str, on: &str) -> Call {
    Call::new(Method::DELETE, address).header("if-match", on).operator()
}

fn title(ja: &str) -> Json {
    json!({"original": "ja", "ja": ja})
}
