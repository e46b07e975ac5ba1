//! Accounts on pages: the first administrator, invitations, signing in and out, the second step, what others may not do.

use std::cell::RefCell;

use axum::body::Body;
use enishi_app::accounts::{AccountSettings, NewAdministrator};
use enishi_kit::lang::Lang;
use enishi_web::{BaseUrl, Mode};
use http::{Request, StatusCode, header};
use jiff::SignedDuration;

use super::{Page, Pages, form};

pub(super) const PASSPHRASE: &str = "tangerine moves slowly";
pub(super) const EMAIL: &str = "hanako@example.jp";

/// A browser with a session of its own.
pub(super) struct Browser<'a> {
    pub(super) pages: &'a Pages,
    pub(super) session: RefCell<String>,
    /// What it keeps while its person is at the sign-in service.
    pub(super) errand: RefCell<String>,
    pub(super) lang: Lang,
}

impl<'a> Browser<'a> {
    pub(super) fn new(pages: &'a Pages) -> Self {
        Self { pages, session: RefCell::default(), errand: RefCell::default(), lang: Lang::En }
    }

    /// A browser in which the first administrator is signed in.
    pub(super) async fn administrator(pages: &'a Pages) -> Self {
        let browser = Self::new(pages);
        let link = pages.app.first_link().await.unwrap().unwrap();
        let who = [("name", "北見 花子"), ("email", EMAIL), ("passphrase", PASSPHRASE)];
        let page = browser.post(&format!("/link/{link}"), &who).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/"), "{}", page.text);
        let charge = browser.post("/start/charge", &[("name", "北見 花子"), ("post", "")]).await;
        assert_eq!((charge.status, charge.location()), (StatusCode::SEE_OTHER, "/start"), "{}", charge.text);
        browser
    }

    pub(super) async fn send(&self, method: &str, address: &str, body: String) -> Page {
        let cookies = format!(
            "enishi_lang={}; enishi_session={}; enishi_errand={}",
            self.lang,
            self.session.borrow(),
            self.errand.borrow()
        );
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "localhost:8080")
            .header(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookies)
            .body(Body::from(body))
            .unwrap();
        let page = self.pages.send(request).await;
        for cookie in page.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            for (name, kept) in [("enishi_session=", &self.session), ("enishi_errand=", &self.errand)] {
                if let Some(rest) = cookie.strip_prefix(name) {
                    assert!(cookie.contains("; HttpOnly; SameSite=Lax; Path=/; Max-Age="), "{cookie}");
                    rest.split(';').next().unwrap().clone_into(&mut kept.borrow_mut());
                }
            }
        }
        page
    }

    pub(super) async fn get(&self, address: &str) -> Page {
        self.send("GET", address, String::new()).await
    }

    pub(super) async fn see(&self, address: &str) -> Page {
        let page = self.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text);
        page
    }

    /// Sends a form with the token of a page that this browser sees.
    pub(super) async fn post(&self, address: &str, pairs: &[(&str, &str)]) -> Page {
        let token = self.get("/forgotten").await;
        let token = if token.text.contains("form-token") { token } else { self.get("/sign-in").await };
        let token = if token.text.contains("form-token") { token } else { self.get("/account").await };
        let token = token.hidden("form-token");
        let mut pairs = pairs.to_vec();
        pairs.push(("form-token", &token));
        self.send("POST", address, form(&pairs)).await
    }

    pub(super) async fn sign_in(&self, email: &str, passphrase: &str) -> Page {
        self.post("/sign-in", &[("email", email), ("passphrase", passphrase), ("back", "/account")]).await
    }

    /// Invites somebody and gives the path of the link to hand over.
    pub(super) async fn invite(&self, email: &str, more: &[(&str, &str)]) -> String {
        let mut pairs = vec![("email", email), ("language", "en")];
        pairs.extend(more);
        let page = self.post("/admin/accounts", &pairs).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert_eq!(page.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
        let (_, rest) = page.text.split_once("<code id=\"handed\">http://localhost").unwrap();
        rest.split('<').next().unwrap().to_owned()
    }
}

pub(super) fn device(secret: &str, pages: &Pages) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    totp.generate(u64::try_from(pages.app.now().as_second()).unwrap()).to_string()
}

#[tokio::test]
async fn the_first_administrator_begins_by_the_link() {
    let pages = Pages::empty().await;
    let browser = Browser::new(&pages);
    let link = format!("/link/{}", pages.app.first_link().await.unwrap().unwrap());
    // Looking uses nothing up: programs that check mail look too.
    for _ in 0..2 {
        assert!(browser.see(&link).await.has("First administrator"));
    }
    let short = [("name", "北見 花子"), ("email", "hanako"), ("passphrase", "short")];
    let page = browser.post(&link, &short).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("at least 12 characters") && page.has("value=\"hanako\""), "{}", page.main());
    assert!(!page.text.contains("value=\"short\""), "a passphrase is never written into a page");
    let right = [("name", "北見 花子"), ("email", EMAIL), ("passphrase", PASSPHRASE)];
    assert_eq!(browser.post(&link, &right).await.location(), "/");
    let page = browser.see("/about").await;
    assert!(page.has("北見 花子") && page.has("Sign out"));
    assert_eq!(browser.get("/").await.location(), "/start", "an empty register asks for its cluster");
    let replayed = Browser::new(&pages).post(&link, &right).await;
    assert_eq!(replayed.status, StatusCode::FORBIDDEN);
    assert!(replayed.has("used already or has ended"));
}

#[tokio::test]
async fn who_signs_in_gets_a_new_session_and_comes_back_to_his_page() {
    let pages = Pages::empty().await;
    let first = Browser::administrator(&pages).await;
    let stranger = Browser::new(&pages);
    let refused = stranger.get("/admin/accounts?state=active").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.has("/sign-in?back=%2Fadmin%2Faccounts%3Fstate%3Dactive"), "{}", refused.main());
    assert_eq!(stranger.get("/account").await.location(), "/sign-in?back=%2Faccount");
    let mut answers = Vec::new();
    for (email, passphrase) in [(EMAIL, "wrong wrong wrong"), ("nobody@example.jp", PASSPHRASE), ("", "")] {
        let page = stranger.sign_in(email, passphrase).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        answers.push(page.main().replace(email, "").replace(&page.hidden("form-token"), ""));
    }
    assert_eq!(answers[0].replace("value=\"\"", ""), answers[1].replace("value=\"\"", ""));
    // A token from before signing in is of no use afterwards.
    *stranger.session.borrow_mut() = "planted".to_owned();
    let page = stranger.sign_in(EMAIL, PASSPHRASE).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/account"));
    assert_ne!(*stranger.session.borrow(), "planted");
    let own = stranger.see("/account").await;
    assert!(own.has("Firefox / Linux") && own.has("this one"), "{}", own.main());
    assert_eq!(own.text.matches("value=\"end-session\"").count(), 1, "the other browser");
    let elsewhere = stranger
        .post("/sign-in", &[("email", EMAIL), ("passphrase", PASSPHRASE), ("back", "//evil.example")]);
    assert_eq!(elsewhere.await.location(), "/", "to no other site");
    assert_eq!(
        stranger.post("/account", &[("action", "end-others")]).await.location(),
        "/account?done=sessions-ended"
    );
    assert_eq!(first.get("/account").await.status, StatusCode::SEE_OTHER, "ended from elsewhere");
    let session = stranger.session.borrow().clone();
    let out = stranger.post("/sign-out", &[]).await;
    assert_eq!(out.headers.get("clear-site-data").unwrap(), "\"cache\"");
    assert!(out.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap().contains("Max-Age=0"));
    *stranger.session.borrow_mut() = session;
    assert_eq!(stranger.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(stranger.get("/admin/accounts").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn sessions_end_by_rest_and_by_time() {
    let pages = Pages::empty().await;
    let browser = Browser::administrator(&pages).await;
    for _ in 0..11 {
        pages.clock.advance(SignedDuration::from_mins(60));
        browser.see("/account").await;
    }
    pages.clock.advance(SignedDuration::from_mins(61));
    assert_eq!(browser.get("/account").await.location(), "/sign-in?back=%2Faccount");
    browser.sign_in(EMAIL, PASSPHRASE).await;
    browser.see("/account").await;
    pages.clock.advance(SignedDuration::from_mins(120));
    assert_eq!(browser.get("/account").await.location(), "/sign-in?back=%2Faccount");
}

#[tokio::test]
async fn too_many_attempts_wait_whether_there_is_an_account_or_not() {
    let pages = Pages::empty().await;
    let _first = Browser::administrator(&pages).await;
    for email in [EMAIL, "nobody@example.jp"] {
        let browser = Browser::new(&pages);
        let mut last = StatusCode::OK;
        for _ in 0..6 {
            last = browser.sign_in(email, "wrong wrong wrong").await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "{email}");
        let right = browser.sign_in(email, PASSPHRASE).await;
        assert!(right.has("wait 3 more seconds") || right.has("wait 2 more seconds"), "{}", right.main());
    }
}

#[tokio::test]
async fn the_second_step_is_set_up_from_the_page_and_asked_for() {
    let pages = Pages::empty().await;
    let browser = Browser::administrator(&pages).await;
    let page = browser.see("/account/second-step").await;
    assert!(page.text.contains("<svg ") && page.has("otpauth://totp/Enishi:hanako%40example.jp"));
    assert_eq!(page.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
    let secret = page.hidden("secret");
    let wrong = [("action", "on"), ("secret", secret.as_str()), ("code", "000000")];
    let again = browser.post("/account/second-step", &wrong).await;
    assert_eq!((again.status, again.hidden("secret")), (StatusCode::FORBIDDEN, secret.clone()));
    let before = browser.session.borrow().clone();
    let code = device(&secret, &pages);
    let right = [("action", "on"), ("secret", secret.as_str()), ("code", code.as_str())];
    let codes = browser.post("/account/second-step", &right).await;
    assert_eq!(codes.text.matches("<li><code>").count(), 10, "{}", codes.main());
    assert_ne!(*browser.session.borrow(), before, "more is asked for, so the session is a new one");
    let recovery = codes.text.split_once("<li><code>").unwrap().1.split('<').next().unwrap().to_owned();
    // Elsewhere the passphrase is not enough any more.
    let other = Browser::new(&pages);
    let page = other.sign_in(EMAIL, PASSPHRASE).await;
    assert_eq!(page.location(), "/sign-in/code?back=%2Faccount");
    assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(other.get("/admin/accounts").await.status, StatusCode::FORBIDDEN);
    other.see("/sign-in/code").await;
    let reused = other.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!(reused.status, StatusCode::FORBIDDEN);
    pages.clock.advance(SignedDuration::from_secs(30));
    let first_step = other.session.borrow().clone();
    let fresh = device(&secret, &pages);
    let page = other.post("/sign-in/code", &[("code", fresh.as_str()), ("back", "/account")]).await;
    assert_eq!(page.location(), "/account");
    assert_ne!(*other.session.borrow(), first_step);
    other.see("/account").await;
    let third = Browser::new(&pages);
    third.sign_in(EMAIL, PASSPHRASE).await;
    assert_eq!(third.post("/sign-in/code", &[("code", &recovery)]).await.location(), "/");
    let third = Browser::new(&pages);
    third.sign_in(EMAIL, PASSPHRASE).await;
    let twice = third.post("/sign-in/code", &[("code", &recovery)]).await;
    assert_eq!(twice.status, StatusCode::FORBIDDEN, "a recovery code is used once");
    let off = [("action", "off"), ("current", PASSPHRASE)];
    assert_eq!(other.post("/account/second-step", &off).await.location(), "/account?done=second-step-off");
}

#[tokio::test]
async fn administrators_invite_and_others_manage_nothing() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let link = admin.invite("taro@example.jp", &[("name", "北見 太郎")]).await;
    let taken = admin.post("/admin/accounts", &[("email", "TARO@example.jp")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taro = Browser::new(&pages);
    let page = taro.see(&link).await;
    assert!(page.has("taro@example.jp") && page.has("value=\"北見 太郎\""), "{}", page.main());
    let own = [("name", "北見 太郎"), ("passphrase", PASSPHRASE)];
    assert_eq!(taro.post(&link, &own).await.location(), "/account?done=welcome");
    assert!(taro.see("/account?done=welcome").await.has("Welcome"));
    for address in ["/admin/accounts", "/admin/audit", "/admin/imports", "/seeds/new"] {
        assert_eq!(taro.get(address).await.status, StatusCode::FORBIDDEN, "{address}");
    }
    assert_eq!(
        taro.post("/admin/accounts", &[("email", "x@example.jp")]).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(!taro.see("/").await.has("/admin/accounts"));
    let list = admin.see("/admin/accounts?q=TARO").await;
    assert!(list.has("One account") && list.has("taro@example.jp"), "{}", list.main());
    let href = list.text.split_once("<th scope=\"row\"><a href=\"").unwrap().1.split('"').next().unwrap();
    assert!(admin.see(href).await.has("Invitation taken up"));
    assert_eq!(taro.post(href, &[("action", "make-admin")]).await.status, StatusCode::FORBIDDEN);
    assert!(admin.post(href, &[("action", "suspend")]).await.location().ends_with("?done=changed"));
    assert_eq!(taro.get("/account").await.status, StatusCode::SEE_OTHER, "his session has ended");
    assert_eq!(taro.sign_in("taro@example.jp", PASSPHRASE).await.status, StatusCode::FORBIDDEN);
    admin.post(href, &[("action", "resume")]).await;
    let reset = admin.post(href, &[("action", "link-reset")]).await;
    let (_, rest) = reset.text.split_once("<code id=\"handed\">http://localhost").unwrap();
    let link = rest.split('<').next().unwrap();
    let page = taro.post(link, &[("passphrase", "harbour lights at dusk")]).await;
    assert_eq!(page.location(), "/sign-in?done=reset");
    assert_eq!(taro.sign_in("taro@example.jp", "harbour lights at dusk").await.status, StatusCode::SEE_OTHER);
    let audit = admin.see("/admin/audit").await;
    for part in ["Invited", "Signing in failed", "Suspended", "Passphrase chosen anew by link", "北見 太郎"]
    {
        assert!(audit.has(part), "{part}: {}", audit.main());
    }
    let filtered = admin.see("/admin/audit?what=suspended&since=2026-04-01").await;
    assert_eq!(filtered.text.matches("<td class=\"tight\">").count(), 1);
    assert!(admin.see("/admin/audit?until=2026-03-31").await.has("Nothing like this was done."));
    // Nobody is left to administer: refused, and said on the page.
    let own = admin.see("/admin/accounts?admins=yes").await;
    let own =
        own.text.split_once("<th scope=\"row\"><a href=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let refused = admin.post(&own, &[("action", "close")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("nobody would be left to administer"));
    admin.post(href, &[("action", "close")]).await;
    assert!(admin.see(href).await.has("(an account that ended)"));
}

#[tokio::test]
async fn a_forgotten_passphrase_says_the_same_to_everybody() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    drop(admin);
    let without = Browser::new(&pages).see("/forgotten").await;
    assert!(without.has("Ask an administrator") && !without.text.contains("name=\"email\""));
    let mail = enishi_app::parts::MailSettings {
        server: enishi_app::parts::MailServer::parse("smtp://127.0.0.1:9").unwrap(),
        from: "enishi@example.jp".to_owned(),
        login: None,
    };
    let settings = AccountSettings { mail: Some(mail), ..AccountSettings::default() };
    let app = pages.app.clone().with_accounts(settings);
    let pages = Pages { router: super::web(app.clone(), Mode::Serve).router(), app, ..pages };
    let browser = Browser::new(&pages);
    let known = browser.post("/forgotten", &[("email", EMAIL)]).await;
    let unknown = browser.post("/forgotten", &[("email", "nobody@example.jp")]).await;
    assert_eq!((known.status, known.main()), (unknown.status, unknown.main()));
    let ctx = super::operator();
    let mails = pages.app.mails(&ctx).await.unwrap();
    assert_eq!(mails.len(), 1, "one is sent, to the one who is there");
    pages.app.send_mail().await.unwrap();
    let mails = pages.app.mails(&ctx).await.unwrap();
    assert_eq!((mails[0].state, mails[0].problem.as_str(), mails[0].tries), ("waiting", "unreachable", 1));
}

#[tokio::test]
async fn behind_https_the_cookie_is_bound_to_the_host() {
    let pages = Pages::empty().await;
    let link = pages.app.first_link().await.unwrap().unwrap();
    let who = NewAdministrator { name: "花子", email: EMAIL, passphrase: PASSPHRASE, language: Lang::En };
    let arrival = enishi_app::accounts::Arrival::default();
    pages.app.make_first_administrator(&link, &who, &arrival).await.unwrap();
    let mut web = super::web(pages.app.clone(), Mode::Serve);
    web.base_url = BaseUrl::parse("https://enishi.example/");
    let pages = Pages { router: web.router(), ..pages };
    let request = |method: &str, body: String, cookie: &str| {
        Request::builder()
            .method(method)
            .uri("/sign-in?lang=en")
            .header(header::HOST, "enishi.example")
            .header(header::COOKIE, cookie.to_owned())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    let token = pages.send(request("GET", String::new(), "")).await.hidden("form-token");
    let body = form(&[("form-token", &token), ("email", EMAIL), ("passphrase", PASSPHRASE)]);
    let page = pages.send(request("POST", body, "")).await;
    let cookies = page.headers.get_all(header::SET_COOKIE).iter();
    let cookies: Vec<&str> = cookies.map(|cookie| cookie.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with("__Host-enishi_session=")).unwrap();
    assert!(session.ends_with("; Secure") && session.contains("; Path=/;"), "{session}");
    let token = session.split(['=', ';']).nth(1).unwrap();
    let signed_in =
        pages.send(request("GET", String::new(), &format!("__Host-enishi_session={token}"))).await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER, "he need not sign in again");
    let planted = pages.send(request("GET", String::new(), &format!("enishi_session={token}"))).await;
    assert_eq!(planted.status, StatusCode::OK, "a cookie that any page of the domain can set is nobody's");
}

#[tokio::test]
async fn every_page_of_accounts_is_in_both_languages() {
    let pages = Pages::empty().await;
    let mut browser = Browser::administrator(&pages).await;
    browser
        .post("/account/keys", &[("action", "make"), ("title", "夜間"), ("scope", "write"), ("days", "7")])
        .await;
    let id = pages.app.find_account(&super::operator(), EMAIL).await.unwrap();
    for lang in Lang::ALL {
        browser.lang = lang;
        for address in [
            "/account",
            "/account?done=welcome",
            "/account/second-step",
            "/account/keys",
            "/account/address",
            "/account/service",
            "/admin/accounts",
            "/admin/audit",
            &format!("/admin/accounts/{id}"),
        ] {
            let page = browser.see(address).await;
            assert!(!page.text.contains('⟦'), "{address}: {}", page.text);
            assert_eq!(page.text.matches("<h1").count(), 1, "{address}");
        }
    }
}

#[tokio::test]
async fn a_key_reads_or_writes_the_api_until_it_is_revoked() {
    let pages = Pages::empty().await;
    let browser = Browser::administrator(&pages).await;
    let mut keys = Vec::new();
    for scope in ["read", "write"] {
        let pairs = [("action", "make"), ("title", "夜間の取り込み"), ("scope", scope), ("days", "30")];
        let page = browser.post("/account/keys", &pairs).await;
        assert_eq!(page.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
        let key = page.text.split_once("<code id=\"made\">").unwrap().1.split('<').next().unwrap().to_owned();
        assert!(
            key.starts_with("enishi_") && !browser.see("/account/keys").await.text.contains(&key),
            "shown once"
        );
        keys.push(key);
    }
    let call = async |method: &str, key: &str| {
        let body = r#"{"fields": {"title": {"original": "en", "en": "A seed"}, "disclosure": "secret"}}"#;
        let request = Request::builder()
            .method(method)
            .uri("/api/v1/seeds")
            .header(header::HOST, "localhost:8080")
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(if method == "POST" { Body::from(body) } else { Body::empty() })
            .unwrap();
        pages.send(request).await
    };
    assert_eq!(call("POST", &keys[0]).await.status, StatusCode::FORBIDDEN, "it may only read");
    assert_eq!(call("POST", &keys[1]).await.status, StatusCode::CREATED);
    assert!(call("GET", &keys[0]).await.text.contains("A seed"), "it reads what its owner reads");
    let public = pages
        .send(Request::get("/api/v1/seeds").header(header::HOST, "localhost").body(Body::empty()).unwrap());
    assert!(!public.await.text.contains("A seed"));
    let list = browser.see("/account/keys").await;
    let id = list.hidden("key");
    browser.post("/account/keys", &[("action", "revoke"), ("key", &id)]).await;
    let revoked = keys.iter().map(|key| call("GET", key));
    let mut statuses = Vec::new();
    for answer in revoked {
        statuses.push(answer.await.status);
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::UNAUTHORIZED], "the other one goes on");
    let forged = call("GET", "enishi_forged").await;
    assert_eq!(forged.headers.get(header::WWW_AUTHENTICATE).unwrap(), "Bearer");
    assert!(!forged.text.contains("enishi_forged"));
}

#[tokio::test]
async fn a_demonstration_is_looked_at_as_one_of_its_people_and_nothing_else_is() {
    let pages = Pages::new().await;
    // Even where pages took it for a demonstration, the program itself must be one.
    assert!(pages.app.personas(Lang::Ja).await.is_err());
    let settings = AccountSettings { is_demonstration: true, ..AccountSettings::default() };
    let app = pages.app.clone().with_accounts(settings);
    let serving = super::web(app.clone(), Mode::Serve).router();
    let pages = Pages { router: serving, ..pages };
    let browser = Browser::new(&pages);
    assert_eq!(browser.get("/demo/sign-in").await.status, StatusCode::NOT_FOUND);
    let refused = browser.post("/demo/sign-in", &[("persona", "administrator")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let pages = Pages { router: super::web(app.clone(), Mode::Demo).router(), ..pages };
    let browser = Browser::new(&pages);
    let page = browser.see("/demo/sign-in").await;
    for part in ["Coordinator", "Officer", "Chair", "Administrator"] {
        assert!(page.has(part), "{part}: {}", page.main());
    }
    let key = page.hidden("persona");
    assert!(key.starts_with("person-"), "{key}");
    assert_eq!(browser.post("/demo/sign-in", &[("persona", &key)]).await.location(), "/");
    let own = browser.see("/account").await;
    assert!(own.has(&format!("{key}@demonstration.example")), "{}", own.main());
    assert_eq!(browser.get("/admin/accounts").await.status, StatusCode::FORBIDDEN, "he is no operator");
    let twice = browser.post("/demo/sign-in", &[("persona", &key)]).await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "the same account again");
    browser.post("/demo/sign-in", &[("persona", "administrator")]).await;
    assert!(browser.see("/admin/accounts").await.has("2 accounts"));
    let nobody = browser.post("/demo/sign-in", &[("persona", "person-00000000")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}
