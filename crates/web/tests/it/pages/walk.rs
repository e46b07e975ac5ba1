//! Every kind of the registry, walked as its operator would: listed, made, looked at, edited, exported and read back,
//! patched, deleted and brought back. Driven by the declarations alone.

mod values;

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;

use axum::body::{Body, to_bytes};
use enishi_app::{ImportReport, ImportRequest, MappingChoice};
use enishi_kind::KindInfo;
use enishi_kit::lang::Lang;
use enishi_model::rules::rules;
use futures::FutureExt;
use http::{StatusCode, header};
use serde_json::{Value as Json, json};
use tokio::task::JoinHandle;
use tower::ServiceExt;

use super::{Page, Pages, Who, operator};
use values::{controls, fields, set, titles, typed};

/// A store with one small record of every kind, which the others may refer to.
struct Walk {
    pages: Pages,
    token: String,
    /// A record of each kind.
    made: BTreeMap<&'static str, String>,
    /// Writes wait for the index.
    follower: JoinHandle<()>,
}

/// The words of a title as the API gives it.
fn told(title: &Json) -> &str {
    title.get("ja").unwrap_or(title).as_str().unwrap()
}

impl Drop for Walk {
    fn drop(&mut self) {
        self.follower.abort();
    }
}

impl Walk {
    async fn begin() -> Self {
        let pages = Pages::empty().await;
        let token = pages.token().await;
        let keeper = pages.app.clone();
        let follower = tokio::spawn(async move { keeper.keep_up().await });
        Self { pages, token, made: BTreeMap::new(), follower }
    }

    fn kinds(&self) -> Vec<&'static KindInfo> {
        self.pages.app.registry().kinds().collect()
    }

    async fn seen(&self, address: &str) -> Page {
        for lang in [Lang::Ja, Lang::En] {
            let page = self.pages.get(address, Who::Operator, lang).await;
            assert_eq!(page.status, StatusCode::OK, "{address} {lang}: {}", page.text);
            assert!(!page.text.contains('⟦'), "{address} {lang}: a word is missing");
        }
        self.pages.see(address).await
    }

    /// Sends what stands in the form of a page; questions are confirmed.
    async fn send(&self, address: &str, mut pairs: Vec<(String, String)>) -> Page {
        pairs.retain(|(name, _)| name != "form-token");
        pairs.extend(rules().map(|rule| ("confirm".to_owned(), rule.code.to_owned())));
        let mut pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        pairs.push(("form-token", &self.token));
        self.pages.post_raw(address, &pairs, Who::Operator).await
    }

    async fn api(&self, method: &str, address: &str, mark: &str, body: Option<Json>) -> (StatusCode, Json) {
        let codes: Vec<&str> = rules().map(|rule| rule.code).collect();
        let mut request = self
            .pages
            .request(method, &format!("/api/v1{address}"), Who::Operator, Lang::En)
            .header("enishi-confirm", codes.join(", "))
            .header(header::CONTENT_TYPE, "application/json");
        if !mark.is_empty() {
            request = request.header(header::IF_MATCH, format!("\"{mark}\""));
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let answer = self.pages.send(request.body(body).unwrap()).await;
        (answer.status, serde_json::from_str(&answer.text).unwrap_or(Json::Null))
    }

    async fn get(&self, address: &str) -> Json {
        let (status, json) = self.api("GET", address, "", None).await;
        assert_eq!(status, StatusCode::OK, "{address}: {json}");
        json
    }

    /// Makes the record of a kind that the others refer to, through its form: what is required and nothing else.
    async fn make_least(&mut self, kind: &'static KindInfo) {
        let address = format!("/{}/new", kind.plural);
        let form = self.seen(&address).await;
        let mut pairs = controls(&form);
        for field in kind.fields().filter(|field| field.required) {
            for (name, value) in typed(kind, field, &self.made) {
                set(&mut pairs, &name, &value);
            }
        }
        let done = self.send(&address, pairs).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{address}: {}", done.main());
        let reference = done.location().rsplit('/').next().unwrap().split('?').next().unwrap();
        self.made.insert(kind.name, reference.to_owned());
    }

    async fn stage(&self, kind: &'static KindInfo, path: PathBuf) -> ImportReport {
        let request = ImportRequest {
            kind: kind.name.to_owned(),
            file_name: path.file_name().unwrap().to_string_lossy().into_owned(),
            path,
            sheet: None,
            header_row: None,
            mapping: MappingChoice::Find,
            columns: Vec::new(),
            set: Vec::new(),
        };
        self.pages.app.stage_import(&operator(), request, &()).await.unwrap()
    }

    async fn file(&self, address: &str) -> PathBuf {
        let request =
            self.pages.request("GET", address, Who::Operator, Lang::En).body(Body::empty()).unwrap();
        let answer = self.pages.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{address}");
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let path = self.pages.folder.folder().join(address.trim_start_matches('/').replace('/', "-"));
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Everything that is done with records of a kind.
    async fn walk(&self, kind: &'static KindInfo) {
        let (plural, title) = (kind.plural, kind.title);
        let body = json!({"fields": fields(kind, &self.made)});
        let (status, full) = self.api("POST", &format!("/{plural}"), "", Some(body)).await;
        assert_eq!(status, StatusCode::CREATED, "{plural}: {full:#}");
        let address = format!("/{plural}/{}", full["ref"].as_str().unwrap());
        self.seen(&format!("/{plural}")).await;
        self.seen(&address).await;

        // The form gives everything back as it was, but for what is typed.
        self.seen(&format!("{address}/edit")).await;
        // Years and amounts stand there in Japanese.
        let form = self.pages.get(&format!("{address}/edit"), Who::Operator, Lang::Ja).await;
        let mut pairs = controls(&form);
        let (_, (control, entered)) = titles(kind, ["改めた題", "2026-03"]);
        set(&mut pairs, &control, &entered);
        let saved = self.send(&format!("{address}/edit"), pairs).await;
        assert_eq!(saved.location(), format!("{address}?done=saved"), "{}", saved.text);
        let edited = self.get(&address).await;
        let (mut was, mut is) = (full["fields"].clone(), edited["fields"].clone());
        assert_eq!(told(&is[title]), entered);
        for fields in [&mut was, &mut is] {
            fields.as_object_mut().unwrap().remove(title);
        }
        assert_eq!(was, is, "{address}: the form changed what was not typed");

        let (whole, (_, entered)) = titles(kind, ["また改めた題", "2026-02"]);
        let words =
            json!({"fields": {title: if whole.is_object() { json!({"ja": entered}) } else { whole }}});
        let (status, patched) =
            self.api("PATCH", &address, edited["etag"].as_str().unwrap(), Some(words)).await;
        assert_eq!((status, told(&patched["fields"][title])), (StatusCode::OK, &*entered));
        let history = self.get(&format!("{address}/history")).await;
        assert_eq!(history["items"].as_array().unwrap().len(), 3, "{address}: {history:#}");
        assert_eq!(self.get(&format!("/{plural}")).await["items"].as_array().unwrap().len(), 2);

        for format in ["xlsx", "csv", "jsonl"] {
            let path = self.file(&format!("/{plural}/export.{format}")).await;
            let report = self.stage(kind, path).await;
            let counts = report.counts;
            assert_eq!(
                (report.problem_count, report.question_count, counts.rows, counts.unchanged, counts.linked),
                (0, 0, 2, 2, 0),
                "{plural} {format}: {:?}",
                report.problems
            );
            self.file(&format!("/{plural}/template.{format}")).await;
        }
        self.delete(kind, &address, &patched).await;
    }

    /// Deletes by a file and takes that back, then the same by the page.
    async fn delete(&self, kind: &'static KindInfo, address: &str, stood: &Json) {
        let path = self.pages.folder.folder().join("delete.csv");
        std::fs::write(&path, format!("id,action\n{},DELETE\n", stood["ref"].as_str().unwrap())).unwrap();
        let report = self.stage(kind, path).await;
        self.pages.app.apply_import(&operator(), &report.batch, false, &()).await.unwrap();
        let gone = self.pages.get(address, Who::Operator, Lang::En).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "{address}");
        let undo = format!("/admin/imports/{}/undo", report.batch);
        let undone = self.send(&undo, controls(&self.seen(&undo).await)).await;
        assert_eq!(undone.status, StatusCode::OK, "{undo}: {}", undone.text);
        assert_eq!(self.get(address).await["fields"], stood["fields"], "{address} came back as it was");

        let ask = format!("{address}/delete");
        let deleted = self.send(&ask, controls(&self.seen(&ask).await)).await;
        assert_eq!(deleted.status, StatusCode::SEE_OTHER, "{ask}: {}", deleted.text);
        let gone = self.pages.get(address, Who::Operator, Lang::En).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "{address}");
        let list = self.seen(deleted.location()).await;
        let (_, undo) = list.text.split_once("href=\"/admin/batches/").expect("the way back");
        let undo = format!("/admin/batches/{}", undo.split('"').next().unwrap());
        let undone = self.send(&undo, controls(&self.seen(&undo).await)).await;
        assert_eq!(undone.status, StatusCode::OK, "{undo}: {}", undone.text);
        assert_eq!(self.get(address).await["fields"], stood["fields"], "{address} came back by the page");
    }
}

#[tokio::test]
async fn every_kind_is_made_edited_exported_read_back_and_deleted() {
    let mut walk = Walk::begin().await;
    let mut rest = walk.kinds();
    while !rest.is_empty() {
        let needs = |kind: &KindInfo| -> Vec<&'static str> {
            let required = kind.fields().filter(|field| field.required);
            required.filter_map(|field| field.of.target()).filter(|target| !target.is_empty()).collect()
        };
        let (now, later): (Vec<_>, Vec<_>) = rest
            .iter()
            .copied()
            .partition(|kind| needs(kind).iter().all(|target| walk.made.contains_key(target)));
        assert!(!now.is_empty(), "{later:?} need each other");
        for kind in now {
            walk.make_least(kind).await;
        }
        rest = later;
    }
    // One that fails does not hide the others.
    let mut failed = Vec::new();
    for kind in walk.kinds() {
        if AssertUnwindSafe(walk.walk(kind)).catch_unwind().await.is_err() {
            failed.push(kind.name);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}
