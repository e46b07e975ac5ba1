//! Signing in by another service, which tells the truth or lies: what lets somebody in, and everything that does not.

mod liar;

use enishi_app::accounts::AccountSettings;
use enishi_app::parts::{Issuer, ServiceSettings};
use enishi_kit::lang::Lang;
use enishi_web::Mode;
use http::StatusCode;
use jiff::SignedDuration;

use super::accounts::{Browser, EMAIL, PASSPHRASE, device};
use super::{Page, Pages, web};
use liar::{CLIENT, Liar, SECRET};

const REFUSED: &str = "University ID did not confirm that it is you";
const AGAIN: &str = "sign in again from the start";

async fn pages_with(liar: &Liar) -> Pages {
    let mut pages = Pages::empty().await;
    let service = ServiceSettings {
        issuer: Issuer::parse(&liar.origin).unwrap(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(SECRET.to_owned()),
        label: "University ID".to_owned(),
    };
    let settings = AccountSettings { service: Some(service), ..AccountSettings::default() };
    pages.app = pages.app.clone().with_accounts(settings);
    pages.router = web(pages.app.clone(), Mode::Serve).router();
    liar.lie(|lies| lies.now = pages.app.now().as_second());
    pages
}

/// Where the page sends the browser.
fn way(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let refresh = page.headers.get("refresh").unwrap().to_str().unwrap();
    let address = refresh.strip_prefix("0; url=").unwrap().to_owned();
    assert!(page.has(&format!("href=\"{address}\"")), "the same as a link: {}", page.main());
    address
}

impl Browser<'_> {
    /// Presses the button of the service on the page where people sign in; gives the way.
    async fn leave(&self) -> String {
        way(&self.post("/sign-in", &[("way", "service"), ("back", "/about")]).await)
    }

    /// The whole way as a browser goes it.
    async fn by_service(&self, liar: &Liar) -> Page {
        let back = liar.authorize(&self.leave().await);
        self.get(&back).await
    }

    /// Says on the page of the account who he is at the service.
    async fn link(&self, liar: &Liar) -> Page {
        let form = [("action", "link"), ("current", PASSPHRASE)];
        let back = liar.authorize(&way(&self.post("/account/service", &form).await));
        self.get(&back).await
    }

    async fn is_signed_in(&self) -> bool {
        self.get("/account").await.status == StatusCode::OK
    }
}

#[tokio::test]
async fn a_linked_person_comes_in_and_the_service_is_told_nothing_but_what_it_needs() {
    let liar = Liar::begin().await;
    let pages = pages_with(&liar).await;
    let admin = Browser::administrator(&pages).await;
    assert!(admin.see("/account").await.has("Your account is not linked to University ID."));
    let wrong = admin.post("/account/service", &[("action", "link"), ("current", "wrong wrong wrong")]).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN, "his passphrase is asked first");
    assert_eq!(admin.link(&liar).await.location(), "/account?done=linked");
    assert!(admin.see("/account/service").await.has(&liar.origin));

    let elsewhere = Browser::new(&pages);
    let address = elsewhere.leave().await;
    let asked = liar::query(&address);
    assert_eq!(asked["scope"], "openid", "no e-mail address and no name is asked for");
    assert_eq!(asked["redirect_uri"], "http://localhost/sign-in/service/back");
    assert_eq!((asked["response_type"].as_str(), asked["code_challenge_method"].as_str()), ("code", "S256"));
    let back = liar.authorize(&address);
    let page = elsewhere.get(&back).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/about"));
    assert!(elsewhere.is_signed_in().await);
    assert_eq!(*elsewhere.errand.borrow(), "", "what the browser kept is taken away");
    let audit = admin.see("/admin/audit").await;
    assert!(audit.has("Sign-in service linked") && audit.has("by the sign-in service"), "{}", audit.main());

    // Unlinked, the service lets nobody in.
    let form = [("unlink", liar.origin.as_str()), ("current", PASSPHRASE)];
    assert_eq!(admin.post("/account/service", &form).await.location(), "/account?done=unlinked");
    let page = Browser::new(&pages).by_service(&liar).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.has("no account that can be used is linked to you at University ID"), "{}", page.main());
}

#[tokio::test]
async fn an_equal_address_links_nothing_whatever_the_service_says_of_it() {
    let liar = Liar::begin().await;
    let pages = pages_with(&liar).await;
    let admin = Browser::administrator(&pages).await;
    let mut answers = Vec::new();
    for email in [EMAIL, "nobody@example.jp"] {
        liar.lie(|lies| {
            lies.subject = format!("stranger of {email}");
            lies.email = email.to_owned();
        });
        for lang in Lang::ALL {
            let stranger = Browser { lang, ..Browser::new(&pages) };
            let page = stranger.by_service(&liar).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN);
            assert!(!stranger.is_signed_in().await);
            answers.push(page.main().replace(&page.hidden("form-token"), ""));
        }
    }
    assert_eq!(answers[0..2], answers[2..4], "the same whether there is such an account");
    assert!(answers[0].contains("使えるアカウントがありません"), "{}", answers[0]);
    // Who is linked to one account is linked to no other.
    admin.link(&liar).await;
    let link = admin.invite("taro@example.jp", &[]).await;
    let taro = Browser::new(&pages);
    let accept = [("name", "北見 太郎"), ("way", "service"), ("passphrase", "")];
    let page = taro.get(&liar.authorize(&way(&taro.post(&link, &accept).await))).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.has("linked to another account") && !taro.is_signed_in().await, "{}", page.main());
    // The invitation still stands for himself.
    liar.lie(|lies| lies.subject = "taro".to_owned());
    let page = taro.get(&liar.authorize(&way(&taro.post(&link, &accept).await))).await;
    assert_eq!(page.location(), "/account?done=welcome");
    assert!(taro.see("/account").await.has("北見 太郎"));
    assert_eq!(taro.get(&link).await.status, StatusCode::FORBIDDEN, "it worked once");
    assert_eq!(Browser::new(&pages).by_service(&liar).await.location(), "/about");
    // Without a passphrase the service is his only way in.
    let page = taro.post("/account/service", &[("unlink", liar.origin.as_str()), ("current", "")]).await;
    assert!(page.status == StatusCode::CONFLICT && page.has("without a passphrase"), "{}", page.main());
    // Suspended, he does not come in by the service either, and is told no more than a stranger.
    let id = pages.app.find_account(&super::operator(), "taro@example.jp").await.unwrap();
    let suspend = enishi_app::accounts::AccountChange::Suspend;
    pages.app.change_account(&super::operator(), id, &suspend).await.unwrap();
    let page = Browser::new(&pages).by_service(&liar).await;
    assert!(page.has("no account that can be used is linked to you"), "{}", page.main());
    let resume = enishi_app::accounts::AccountChange::Resume;
    pages.app.change_account(&super::operator(), id, &resume).await.unwrap();
    assert_eq!(Browser::new(&pages).by_service(&liar).await.location(), "/about", "resumed as he was");
}

#[tokio::test]
async fn what_is_not_proven_lets_nobody_in() {
    type Lie = fn(&mut liar::Lies);
    let liar = Liar::begin().await;
    let pages = pages_with(&liar).await;
    let admin = Browser::administrator(&pages).await;
    admin.link(&liar).await;
    let lies: [(&str, Lie); 13] = [
        ("another audience", |lies| lies.audience = serde_json::json!("another-program")),
        ("a second audience", |lies| lies.audience = serde_json::json!([CLIENT, "another-program"])),
        ("another issuer", |lies| lies.issuer = Some("https://evil.example".to_owned())),
        ("another nonce", |lies| lies.nonce = Some(serde_json::json!("planted"))),
        ("no nonce", |lies| lies.nonce = Some(serde_json::Value::Null)),
        ("expired beyond the leeway", |lies| lies.expires = -61),
        ("issued in the future beyond the leeway", |lies| lies.issued = 61),
        ("not signed", |lies| lies.algorithm = "none"),
        ("said to be signed by the shared secret", |lies| lies.algorithm = "HS256"),
        ("signed by another key", |lies| lies.signs_as = 2),
        ("no statement", |lies| lies.says_nothing = true),
        ("nobody", |lies| lies.subject = String::new()),
        ("the code is refused", |lies| lies.refuses = true),
    ];
    let before = liar.lies();
    for (what, lie) in lies {
        liar.lie(lie);
        let browser = Browser::new(&pages);
        let page = browser.by_service(&liar).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{what}: {}", page.main());
        assert!(page.has(REFUSED) && page.has("name=\"passphrase\""), "{what}: {}", page.main());
        assert!(!browser.is_signed_in().await, "{what}");
        liar.lie(|lies| *lies = before.clone());
    }
    // Clocks differ a little.
    for (expires, issued) in [(-59, -300), (300, 59)] {
        liar.lie(|lies| (lies.expires, lies.issued) = (expires, issued));
        assert_eq!(Browser::new(&pages).by_service(&liar).await.location(), "/about");
    }
    let audit = admin.see("/admin/audit?what=service-failed").await;
    assert!(audit.has("what it says is not proven") && audit.has("it refused"), "{}", audit.main());
}

#[tokio::test]
async fn an_answer_counts_once_in_the_browser_that_asked_and_in_time() {
    let liar = Liar::begin().await;
    let pages = pages_with(&liar).await;
    let admin = Browser::administrator(&pages).await;
    admin.link(&liar).await;
    let again = |page: Page, what: &str| {
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{what}");
        assert!(page.has(AGAIN), "{what}: {}", page.main());
    };
    let browser = Browser::new(&pages);
    let back = liar.authorize(&browser.leave().await);
    // Somebody else is made to open the answer of another one (login CSRF).
    let victim = Browser::new(&pages);
    again(victim.get(&back).await, "without having asked");
    let _own = victim.leave().await;
    again(victim.get(&back).await, "having asked something else");
    assert!(!victim.is_signed_in().await);
    assert_eq!(browser.get(&back).await.location(), "/about");
    let kept = browser.errand.borrow().clone();
    again(Browser::new(&pages).get(&back).await, "replayed elsewhere");
    *browser.session.borrow_mut() = String::new();
    *browser.errand.borrow_mut() = kept;
    again(browser.get(&back).await, "replayed");
    for forged in ["state=x&code=y", "code=y", "", "state=&code="] {
        again(Browser::new(&pages).get(&format!("/sign-in/service/back?{forged}")).await, forged);
    }
    // A code that was used at the service is of no use with another state.
    let used = liar::query(&back)["code"].clone();
    let fresh = liar.authorize(&browser.leave().await);
    let fresh = fresh.replace(&liar::query(&fresh)["code"], &used);
    assert!(browser.get(&fresh).await.has(REFUSED), "the code is used up");
    // An answer of another service (RFC 9207), of whoever gave up, and one that comes too late.
    let back = liar.authorize(&browser.leave().await);
    assert!(browser.get(&format!("{back}&iss=https%3A%2F%2Fevil.example")).await.has(REFUSED));
    let state = liar::query(&browser.leave().await)["state"].clone();
    let gave_up = format!("/sign-in/service/back?error=access_denied&state={state}");
    assert!(browser.get(&gave_up).await.has(REFUSED));
    let back = liar.authorize(&browser.leave().await);
    pages.clock.advance(SignedDuration::from_mins(10));
    again(browser.get(&back).await, "too late");
}

#[tokio::test]
async fn who_wants_to_link_must_still_be_signed_in_when_he_comes_back() {
    let liar = Liar::begin().await;
    let pages = pages_with(&liar).await;
    let admin = Browser::administrator(&pages).await;
    let form = [("action", "link"), ("current", PASSPHRASE)];
    let back = liar.authorize(&way(&admin.post("/account/service", &form).await));
    let session = admin.session.replace(String::new());
    assert!(admin.get(&back).await.has(AGAIN));
    *admin.session.borrow_mut() = session;
    assert!(admin.see("/account").await.has("not linked"));
    // Nor does the way of one who signs in link anything.
    let back = liar.authorize(&Browser::leave(&Browser::new(&pages)).await);
    admin.get(&back).await;
    assert!(admin.see("/account").await.has("not linked"));
}

#[tokio::test]
async fn the_second_step_stays_where_it_was_set_up() {
    let liar = Liar::begin().await;
    let pages = pages_with(&liar).await;
    let admin = Browser::administrator(&pages).await;
    admin.link(&liar).await;
    let offer = admin.see("/account/second-step").await;
    let secret = offer.hidden("secret");
    let code = device(&secret, &pages);
    admin.post("/account/second-step", &[("action", "on"), ("secret", &secret), ("code", &code)]).await;
    let browser = Browser::new(&pages);
    let page = browser.by_service(&liar).await;
    assert_eq!(page.location(), "/sign-in/code?back=%2Fabout");
    assert!(!browser.is_signed_in().await, "the service alone opens nothing");
    pages.clock.advance(SignedDuration::from_secs(30));
    let code = device(&secret, &pages);
    let page = browser.post("/sign-in/code", &[("code", &code), ("back", "/about")]).await;
    assert_eq!(page.location(), "/about");
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn a_service_that_is_down_or_confused_leaves_the_passphrase() {
    let liar = Liar::begin().await;
    let pages = pages_with(&liar).await;
    let admin = Browser::administrator(&pages).await;
    admin.link(&liar).await;
    let confused: [fn(&mut liar::Lies); 4] = [
        |lies| lies.names_itself = Some("https://evil.example".to_owned()),
        |lies| lies.token_endpoint = Some("http://192.0.2.1/token".to_owned()),
        |lies| lies.is_broken = true,
        |lies| lies.is_long = true,
    ];
    let before = liar.lies();
    for lie in confused {
        let browser = Browser::new(&pages);
        let under_way = liar.authorize(&browser.leave().await);
        liar.lie(lie);
        for lang in Lang::ALL {
            let browser = Browser { lang, ..Browser::new(&pages) };
            let page = browser.post("/sign-in", &[("way", "service"), ("email", "x@example.jp")]).await;
            if page.status == StatusCode::OK {
                // What is wrong shows only when the code is exchanged.
                continue;
            }
            assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{}", page.text);
            assert!(page.has(if lang == Lang::Ja {
                "University IDにつながりません"
            } else {
                "cannot be reached"
            }));
            assert!(page.has("name=\"passphrase\"") && page.has("value=\"x@example.jp\""), "{}", page.main());
        }
        assert_eq!(browser.get(&under_way).await.status, StatusCode::BAD_GATEWAY);
        assert!(!browser.is_signed_in().await);
        liar.lie(|lies| *lies = before.clone());
    }
    let browser = Browser::new(&pages);
    let under_way = liar.authorize(&browser.leave().await);
    liar.stop().await;
    assert_eq!(browser.get(&under_way).await.status, StatusCode::BAD_GATEWAY);
    assert_eq!(browser.sign_in(EMAIL, PASSPHRASE).await.location(), "/account");
}
