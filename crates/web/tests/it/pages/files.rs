//! Files on the record's page: attached by a form, saved and never shown, hidden from whoever may not see them.

use axum::body::Body;
use enishi_kit::lang::Lang;
use enishi_testkit::papers;
use http::{Request, StatusCode, header};
use serde_json::json;

use super::{Page, Pages, Who};

const MARKER: &str = "zzfilemarkerzz";

/// A multipart form as a browser sends it.
fn multipart(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    body
}

impl Pages {
    async fn upload(&self, reference: &str, layer: &str, who: Who, files: &[(&str, &[u8])]) -> Page {
        let token = self.token().await;
        let body = multipart(&[("form-token", &token), ("layer", layer), ("title", "")], files);
        self.send_form(reference, who, body).await
    }

    async fn send_form(&self, reference: &str, who: Who, body: Vec<u8>) -> Page {
        let request: Request<Body> = self
            .request("POST", &format!("/seeds/{reference}/files"), who, Lang::En)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    async fn public_seed(&self) -> String {
        self.make("seed", json!({"title": {"original": "en", "en": "Open catalyst"}, "disclosure": "public"}))
            .await
    }
}

/// The addresses of the downloads on a page.
fn downloads(page: &Page) -> Vec<String> {
    let links = page.text.split("class=\"file-name\"><a href=\"").skip(1);
    links.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[tokio::test]
async fn a_file_is_attached_shown_changed_and_taken_off() {
    let pages = Pages::empty().await;
    let seed = pages.public_seed().await;
    let pdf = papers::pdf(&["固定化酵素"]);
    let done =
        pages.upload(&seed, "public", Who::Operator, &[("../資料 1.pdf", &pdf), ("b.txt", b"plain")]).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, &*format!("/seeds/{seed}?files=added#files"))
    );
    let page = pages.see(&format!("/seeds/{seed}?files=added")).await;
    assert!(
        page.has("資料 1.pdf") && page.has("The files are attached.") && page.has("Searchable"),
        "{}",
        page.text
    );
    let addresses = downloads(&page);
    let [first, second] = addresses.as_slice() else { panic!("{addresses:?}") };
    let file = pages.get(first, Who::Public, Lang::En).await;
    assert_eq!(file.status, StatusCode::OK);
    let value = |name: &str| file.headers[name].to_str().unwrap().to_owned();
    assert_eq!(value("content-type"), "application/pdf");
    assert_eq!(
        value("content-disposition"),
        "attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%E8%B3%87%E6%96%99%201%2Epdf"
    );
    assert_eq!(value("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(
        (value("x-content-type-options"), value("cache-control")),
        ("nosniff".into(), "public, no-cache".into())
    );
    assert_eq!(value("content-length"), pdf.len().to_string());
    let again = pages
        .send(
            pages
                .request("GET", first, Who::Public, Lang::En)
                .header(header::IF_NONE_MATCH, value("etag"))
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));

    let settings = first.rsplit_once('/').unwrap().0;
    let changed = pages.post(settings, &[("layer", "steward"), ("title", "Slides")]).await;
    assert_eq!(changed.location(), format!("/seeds/{seed}?files=changed#files"));
    assert_eq!(
        downloads(&pages.get(&format!("/seeds/{seed}"), Who::Public, Lang::En).await),
        std::slice::from_ref(second)
    );
    let removed = pages.post(settings, &[("do", "remove")]).await;
    assert_eq!(removed.location(), format!("/seeds/{seed}?files=removed#files"));
    assert_eq!(downloads(&pages.see(&format!("/seeds/{seed}")).await), std::slice::from_ref(second));
    let history = pages.see(&format!("/seeds/{seed}")).await;
    assert!(history.has("Added files") && history.has("Took a file off"));
}

#[tokio::test]
async fn what_could_run_is_saved_and_never_shown() {
    let pages = Pages::empty().await;
    let seed = pages.public_seed().await;
    let html = b"<!doctype html><script>alert(1)</script>";
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    pages.upload(&seed, "public", Who::Operator, &[("leaflet.pdf", html), ("logo.png", svg)]).await;
    let addresses = downloads(&pages.see(&format!("/seeds/{seed}")).await);
    assert_eq!(addresses.len(), 2);
    for address in addresses {
        let file = pages.get(&address, Who::Public, Lang::En).await;
        assert_eq!(file.headers["content-type"], "application/octet-stream", "{address}");
        assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment;"));
        assert_eq!(file.headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn a_hidden_file_leaves_no_trace() {
    let pages = Pages::empty().await;
    let seed = pages.public_seed().await;
    let other = pages.public_seed().await;
    pages.settled().await;
    let address = format!("/seeds/{seed}");
    let before = pages.get(&address, Who::Public, Lang::En).await;
    let api_before = pages.get(&format!("/api/v1/seeds/{seed}"), Who::Public, Lang::En).await;
    let text = format!("{MARKER} solvent");
    pages.upload(&seed, "member", Who::Operator, &[("hidden.pdf", &papers::pdf(&[&text]))]).await;
    pages.settled().await;
    let hidden = downloads(&pages.see(&address).await).remove(0);

    let after = pages.get(&address, Who::Public, Lang::En).await;
    assert_eq!(before.main(), after.main());
    let api = pages.get(&format!("/api/v1/seeds/{seed}"), Who::Public, Lang::En).await;
    assert_eq!((api.text, &api.headers["etag"]), (api_before.text, &api_before.headers["etag"]));
    for list in
        [format!("/seeds?q={MARKER}"), format!("/search?q={MARKER}"), format!("/match?text={MARKER}+solvent")]
    {
        let public = pages.get(&list, Who::Public, Lang::En).await;
        assert!(!public.text.contains(&seed) && !public.text.contains("hidden.pdf"), "{list}");
        assert!(pages.see(&list).await.text.contains(&seed), "the operator finds it: {list}");
    }
    let hash = hidden.split('/').nth(4).unwrap();
    let none = "0".repeat(64);
    for (one, two) in [
        (hidden.clone(), hidden.replace(hash, &none)),
        (format!("/api/v1/seeds/{seed}/files/{hash}"), format!("/api/v1/seeds/{seed}/files/{none}")),
    ] {
        let [found, absent] =
            [pages.get(&one, Who::Public, Lang::En).await, pages.get(&two, Who::Public, Lang::En).await];
        assert_eq!((found.status, absent.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{one}");
        // The number of the operation is another one of the same length each time.
        assert_eq!(found.text.len(), absent.text.len(), "{one}");
        assert!(!found.headers.contains_key("etag") && !found.text.contains("hidden.pdf"));
    }
    // Who holds the hash holds nothing: not on a record that does not name it, and no "you have it already".
    let elsewhere = pages.get(&hidden.replace(&seed, &other), Who::Operator, Lang::En).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    let known = pages
        .send(
            pages
                .request("GET", &hidden, Who::Public, Lang::En)
                .header(header::IF_NONE_MATCH, format!("\"{hash}\""))
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert_eq!(known.status, StatusCode::NOT_FOUND);
    let list = pages.get(&format!("/api/v1/seeds/{seed}/files"), Who::Public, Lang::En).await;
    assert_eq!(list.text, "{\"items\":[]}");
}

#[tokio::test]
async fn uploads_are_the_operators_with_the_token_of_his_page() {
    let pages = Pages::empty().await;
    let seed = pages.public_seed().await;
    let stranger = pages.upload(&seed, "public", Who::Public, &[("a.txt", b"text")]).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    let forged = multipart(&[("form-token", "another"), ("layer", "public")], &[("a.txt", b"text")]);
    assert_eq!(pages.send_form(&seed, Who::Operator, forged).await.status, StatusCode::FORBIDDEN);
    let empty = pages.upload(&seed, "public", Who::Operator, &[("a.pdf", b"")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nothing = pages.upload(&seed, "public", Who::Operator, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let large = vec![0_u8; (50 << 20) + 1];
    let large = pages.upload(&seed, "public", Who::Operator, &[("a.bin", &large)]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.has("50 MB"), "{}", large.text);
    assert!(downloads(&pages.see(&format!("/seeds/{seed}")).await).is_empty());
}

#[tokio::test]
async fn files_and_lists_arrive_whole_when_they_are_packed_on_their_way() {
    let pages = Pages::empty().await;
    let seed = pages.public_seed().await;
    let text = "a text that is worth packing ".repeat(10_000);
    pages.upload(&seed, "public", Who::Operator, &[("a.txt", text.as_bytes())]).await;
    let file = downloads(&pages.see(&format!("/seeds/{seed}")).await).remove(0);
    for address in [file.as_str(), "/seeds/export.csv", "/seeds/export.jsonl"] {
        let request = pages.request("GET", address, Who::Public, Lang::En);
        let request = request.header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
        let packed = pages.send(request).await;
        assert_eq!(packed.status, StatusCode::OK, "{address}");
        assert_eq!(packed.headers[header::CONTENT_ENCODING], "gzip", "{address}");
    }
}

#[tokio::test]
async fn a_file_that_says_too_much_stays_closed_until_somebody_has_looked() {
    let pages = Pages::empty().await;
    let seed = pages.public_seed().await;
    let docx = papers::docx(&["Ask kitami@example.jp about it"]);
    let sent = pages.upload(&seed, "public", Who::Operator, &[("leaflet.docx", &docx)]).await;
    assert_eq!(sent.location(), format!("/seeds/{seed}?files=held#files"));
    let page = pages.see(&format!("/seeds/{seed}?files=held")).await;
    assert!(page.has("attached for members only") && page.has("leaflet.docx"), "{}", page.main());
    assert!(!pages.get(&format!("/seeds/{seed}"), Who::Public, Lang::En).await.has("leaflet.docx"));
    let file = downloads(&page).remove(0);
    let file = file.rsplit_once('/').unwrap().0.to_owned();
    let mut typed = vec![("layer", "public"), ("title", "Leaflet")];
    let asked = pages.post(&file, &typed).await;
    assert_eq!(asked.status, StatusCode::CONFLICT, "{}", asked.main());
    assert!(asked.has("The file “leaflet.docx” becomes public") && asked.has("kitami@example.jp"));
    assert!(asked.has("value=\"public\" selected") && asked.has("value=\"Leaflet\""), "{}", asked.main());
    typed.push(("confirm", "public-file"));
    assert_eq!(pages.post(&file, &typed).await.location(), format!("/seeds/{seed}?files=changed#files"));
    assert!(pages.get(&format!("/seeds/{seed}"), Who::Public, Lang::En).await.has("leaflet.docx"));
}
