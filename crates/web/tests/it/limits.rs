//! What one request may cost: sizes and numbers of fields, filters, words, exports.

use axum::body::Body;
use enishi_kit::lang::Lang;
use http::{StatusCode, header};

use crate::pages::{Pages, Who, web};

const FORM: &str = "application/x-www-form-urlencoded";

async fn send(pages: &Pages, address: &str, who: Who, kind: &str, body: Vec<u8>) -> crate::pages::Page {
    let request = pages.request("POST", address, who, Lang::En).header(header::CONTENT_TYPE, kind);
    pages.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn strangers_send_small_forms_and_nobody_sends_too_many_fields() {
    let pages = Pages::empty().await;
    let form = |bytes: usize| [b"email=".to_vec(), vec![b'x'; bytes]].concat();
    let refused = send(&pages, "/sign-in", Who::Public, FORM, form(70_000)).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    // The same size is taken, and refused for another reason, from whoever works here.
    let passed = send(&pages, "/sign-in", Who::Operator, FORM, form(70_000)).await;
    assert_eq!(passed.status, StatusCode::FORBIDDEN, "{}", passed.text);
    let many = "a&".repeat(60_000).into_bytes();
    let refused = send(&pages, "/seeds/new", Who::Operator, FORM, many).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    for (lang, words) in [(Lang::Ja, "大きすぎます"), (Lang::En, "Too large")] {
        let request = pages.request("POST", "/sign-in", Who::Public, lang);
        let request = request.header(header::CONTENT_TYPE, FORM).body(Body::from(form(70_000))).unwrap();
        assert!(pages.send(request).await.has(words));
    }
}

#[tokio::test]
async fn forms_with_files_have_few_small_fields() {
    let pages = Pages::new().await;
    let seed = pages.newest("seed").await;
    let part = |name: &str, bytes: usize| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{}\r\n", "x".repeat(bytes))
    };
    let (many, large) = (part("a", 1).repeat(200) + "--b--\r\n", part("a", 20_000) + "--b--\r\n");
    let kind = "multipart/form-data; boundary=b";
    for body in [many, large] {
        for address in [
            "/admin/imports".to_owned(),
            format!("/seeds/{seed}/files"),
            format!("/api/v1/seeds/{seed}/files"),
        ] {
            let refused = send(&pages, &address, Who::Operator, kind, body.clone().into_bytes()).await;
            assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}: {}", refused.text);
        }
    }
}

#[tokio::test]
async fn questions_that_cost_much_are_cut_or_refused() {
    let pages = Pages::new().await;
    let many = (0..80).map(|number| format!("fields={number}")).collect::<Vec<_>>().join("&");
    for address in [
        format!("/seeds?{many}"),
        format!("/seeds/export.csv?{many}"),
        format!("/api/v1/seeds?{}", many.replace("fields", "filter.fields")),
    ] {
        let refused = pages.get(&address, Who::Public, Lang::En).await;
        assert!(refused.status.is_client_error(), "{address}: {}", refused.status);
    }
    // A place far behind the end is a list without records, and costs no more than its first page.
    for after in ["t18446744073709551615", "t999999999999"] {
        let page = pages.get(&format!("/seeds?q=a&after={after}"), Who::Public, Lang::En).await;
        assert_eq!(page.status, StatusCode::OK, "{after}");
    }
    // Words beyond what a search reads are left out, not searched.
    let deep = "糖 ".repeat(3_000);
    let address = format!("/api/v1/seeds?q={}", crate::pages::encoded(&deep));
    assert!(address.len() > 32 * 1024, "the server itself takes no such address");
    let page = pages.get(&address, Who::Public, Lang::En).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let body = serde_json::json!({"text": deep.repeat(40), "among": "seeds"}).to_string();
    let page = send(&pages, "/api/v1/matches", Who::Public, "application/json", body.into_bytes()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("text_cut"), "the search read all of it");
}

#[tokio::test]
async fn exports_are_few_at_a_time_and_the_next_is_told_in_both_languages() {
    let mut pages = Pages::new().await;
    assert_eq!(pages.get("/seeds/export.csv", Who::Public, Lang::En).await.status, StatusCode::OK);
    let mut web = web(pages.app.clone(), enishi_web::Mode::Serve);
    web.exports = 0;
    pages.router = web.router();
    for name in ["export.xlsx", "export.csv", "export.jsonl", "claims.csv"] {
        for (lang, words) in [(Lang::Ja, "少し待って"), (Lang::En, "Wait a little")] {
            let busy = pages.get(&format!("/seeds/{name}"), Who::Public, lang).await;
            assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE, "{name}");
            assert!(busy.has(words), "{name}: {}", busy.text);
        }
    }
}
