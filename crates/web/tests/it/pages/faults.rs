//! What goes wrong with accounts: forged cookies and tokens, rights that end in the middle, administrators against each other.

use axum::body::Body;
use enishi_kit::lang::Lang;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use serde_json::json;

use super::accounts::{Browser, EMAIL, PASSPHRASE};
use super::{Page, Pages, form};

/// Somebody who coordinates a cluster up to the day of the test, signed in.
async fn coordinator<'a>(pages: &'a Pages, admin: &Browser<'_>) -> Browser<'a> {
    let text = |ja: &str| json!({"original": "ja", "ja": ja});
    let cluster = pages.make("cluster", json!({"name": text("北見"), "disclosure": "public"})).await;
    let person = pages.make("person", json!({"name": text("北見 太郎"), "disclosure": "public"})).await;
    let role = json!({"title": text("北見 太郎"), "person": person, "role": "coordinator", "cluster": cluster,
        "since": "2026-03-01", "until": "2026-04-01", "disclosure": "public"});
    let inputs: Vec<_> = role.as_object().unwrap().clone().into_iter().collect();
    let ctx = super::operator().confirming(enishi_app::CODES.iter().map(|info| info.code.to_owned()));
    pages.app.create(&ctx, "role", &inputs, None).await.unwrap();
    let link = admin.invite("taro@example.jp", &[("person", &person)]).await;
    let taro = Browser::new(pages);
    let own = [("name", "北見 太郎"), ("passphrase", PASSPHRASE)];
    assert_eq!(taro.post(&link, &own).await.location(), "/account?done=welcome");
    taro
}

async fn seeds(pages: &Pages) -> u64 {
    let request = enishi_app::ListRequest::default();
    pages.app.list(&super::operator(), "seed", &request).await.unwrap().total
}

/// What he typed.
const TYPED: &str = "寒冷地の希少糖\n二行目 <b>";

async fn send_seed(browser: &Browser<'_>, token: &str) -> Page {
    let seed = [("title[ja]", "希少糖"), ("title[en]", "Rare sugar"), ("summary[ja]", TYPED)];
    let mut pairs =
        vec![("form-token", token), ("request-key", "not-typed-by-him"), ("disclosure", "public")];
    pairs.extend(seed);
    browser.send("POST", "/seeds/new", form(&pairs)).await
}

fn keeps_what_was_typed(page: &Page) {
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    assert!(page.has(TYPED) && page.has("希少糖\nRare sugar"), "{}", page.main());
    assert!(!page.text.contains("二行目 <b>"), "as text and nothing else");
    assert!(!page.has("not-typed-by-him"), "only what he typed");
}

#[tokio::test]
async fn a_role_that_ends_while_its_holder_fills_a_form_leaves_him_his_text() {
    let pages = Pages::empty().await;
    pages.clock.set("2026-04-01T14:50:00Z");
    let admin = Browser::administrator(&pages).await;
    let taro = coordinator(&pages, &admin).await;
    // One second before midnight in Japan he may still begin, one second after it his role is over.
    pages.clock.set("2026-04-01T14:59:59Z");
    let token = taro.see("/seeds/new").await.hidden("form-token");
    pages.clock.advance(SignedDuration::from_secs(2));
    for (lang, says) in [(Lang::Ja, "入力した内容"), (Lang::En, "What you typed")] {
        let taro = Browser { lang, session: taro.session.clone(), ..Browser::new(&pages) };
        let page = send_seed(&taro, &token).await;
        keeps_what_was_typed(&page);
        assert!(page.has(says), "{}", page.main());
    }
    assert_eq!(taro.get("/seeds/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(seeds(&pages).await, 0, "nothing was written");
}

#[tokio::test]
async fn a_session_that_ends_while_somebody_fills_a_form_leaves_him_his_text() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let taro = coordinator(&pages, &admin).await;
    let token = taro.see("/seeds/new").await.hidden("form-token");
    pages.clock.advance(SignedDuration::from_hours(2));
    let page = send_seed(&taro, &token).await;
    keeps_what_was_typed(&page);
    assert!(page.has("/sign-in"), "{}", page.main());
    // The browser forgot the cookie too, so the form is nobody's.
    taro.session.take();
    keeps_what_was_typed(&send_seed(&taro, &token).await);
    // A form for signing in is never shown again with what was typed.
    let pairs = [("form-token", "wrong"), ("email", EMAIL), ("passphrase", "a secret of his")];
    let page = taro.send("POST", "/sign-in", form(&pairs)).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.has("a secret of his"));
}

#[tokio::test]
async fn forged_cookies_and_tokens_are_nobodys() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let real = admin.session.borrow().clone();
    let mut changed = real.clone().into_bytes();
    changed[0] = if changed[0] == b'a' { b'b' } else { b'a' };
    let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(real.as_bytes()));
    let long = "x".repeat(4_000);
    let changed = String::from_utf8(changed).unwrap();
    for forged in ["", "0", "' OR 1=1 --", "account:1", &changed, &hash, &long] {
        let browser = Browser::new(&pages);
        forged.clone_into(&mut browser.session.borrow_mut());
        assert_eq!(browser.get("/account").await.location(), "/sign-in?back=%2Faccount", "{forged}");
        assert_eq!(browser.get("/admin/accounts").await.status, StatusCode::FORBIDDEN, "{forged}");
        let page = browser.post("/account", &[("action", "end-others")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{forged}");
    }
    // The token of one browser's forms is no good in another's.
    let own = admin.see("/account").await.hidden("form-token");
    let other = Browser::new(&pages);
    other.sign_in(EMAIL, PASSPHRASE).await;
    let body = form(&[("action", "end-others"), ("form-token", &own)]);
    let page = other.send("POST", "/account", body).await;
    assert!(page.status == StatusCode::FORBIDDEN && page.has("out of date"), "{}", page.main());
    admin.see("/account").await;
}

#[tokio::test]
async fn a_key_that_is_revoked_in_mid_import_stops_the_rest_and_what_was_written_stands() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let pairs = [("action", "make"), ("title", "夜間"), ("scope", "write"), ("days", "30")];
    let page = admin.post("/account/keys", &pairs).await;
    let key = page.text.split_once("<code id=\"made\">").unwrap().1.split('<').next().unwrap().to_owned();
    let call = async |number: usize, language: &str| {
        let fields =
            json!({"title": {"original": "en", "en": format!("Seed {number}")}, "disclosure": "public"});
        let request = Request::post("/api/v1/seeds")
            .header(header::HOST, "localhost:8080")
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT_LANGUAGE, language)
            .header("idempotency-key", format!("row-{number}"))
            .body(Body::from(json!({"fields": fields}).to_string()))
            .unwrap();
        pages.send(request).await
    };
    for number in 0..3 {
        assert_eq!(call(number, "en").await.status, StatusCode::CREATED);
    }
    let id = admin.see("/account/keys").await.hidden("key");
    admin.post("/account/keys", &[("action", "revoke"), ("key", &id)]).await;
    for (number, language, says) in [(3, "ja", "この API キーは使えません"), (4, "en", "revoked")] {
        let page = call(number, language).await;
        assert!(page.status == StatusCode::UNAUTHORIZED && page.has(says), "{}", page.text);
    }
    assert_eq!(seeds(&pages).await, 3, "whole records, none by halves");
}

#[tokio::test]
async fn who_is_suspended_between_preview_and_import_writes_nothing() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let taro = coordinator(&pages, &admin).await;
    let token = taro.see("/admin/imports").await.hidden("form-token");
    let id = pages.app.find_account(&super::operator(), "taro@example.jp").await.unwrap();
    admin.post(&format!("/admin/accounts/{id}"), &[("action", "suspend")]).await;
    let page = taro.send("POST", "/admin/imports/import-1/apply", form(&[("form-token", &token)])).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn administrators_cannot_leave_nobody_to_administer() {
    let pages = Pages::empty().await;
    let one = Browser::administrator(&pages).await;
    let link = one.invite("jiro@example.jp", &[("admin", "yes")]).await;
    let two = Browser::new(&pages);
    two.post(&link, &[("name", "北見 次郎"), ("passphrase", PASSPHRASE)]).await;
    let id = async |email: &str| pages.app.find_account(&super::operator(), email).await.unwrap();
    let [first, second] =
        [id(EMAIL).await, id("jiro@example.jp").await].map(|id| format!("/admin/accounts/{id}"));
    // Both have the page of the other one open; the first goes through, and the other is no administrator any more.
    let token = two.see(&first).await.hidden("form-token");
    assert!(one.post(&second, &[("action", "unmake-admin")]).await.location().ends_with("done=changed"));
    let body = form(&[("form-token", &token), ("action", "unmake-admin")]);
    assert_eq!(two.send("POST", &first, body).await.status, StatusCode::FORBIDDEN);
    for (action, lang, says) in [
        ("unmake-admin", Lang::En, "nobody would be left to administer"),
        ("suspend", Lang::Ja, "使える管理者がいなくなるため"),
        ("close", Lang::En, "nobody would be left to administer"),
    ] {
        let one = Browser { lang, session: one.session.clone(), ..Browser::new(&pages) };
        let page = one.post(&first, &[("action", action)]).await;
        assert!(page.status == StatusCode::CONFLICT && page.has(says), "{action}: {}", page.main());
    }
    assert_eq!(one.get("/admin/accounts").await.status, StatusCode::OK, "he goes on");
}
