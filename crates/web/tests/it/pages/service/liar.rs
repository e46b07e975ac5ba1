//! A sign-in service inside the tests, which says what a test wants it to say.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use ed25519_dalek::{Signer as _, SigningKey};
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub const CLIENT: &str = "enishi";
pub const SECRET: &str = "a secret of two";

/// What it says; the truth unless somebody changes it.
#[derive(Clone, Debug)]
pub struct Lies {
    pub now: i64,
    pub subject: String,
    pub email: String,
    pub audience: Value,
    pub issuer: Option<String>,
    pub nonce: Option<Value>,
    pub expires: i64,
    pub issued: i64,
    pub algorithm: &'static str,
    pub signs_as: u8,
    pub says_nothing: bool,
    pub refuses: bool,
    pub names_itself: Option<String>,
    pub token_endpoint: Option<String>,
    pub is_broken: bool,
    pub is_long: bool,
}

#[derive(Clone)]
struct Inside {
    origin: String,
    lies: Arc<Mutex<Lies>>,
    /// Codes with the nonce and the challenge of their question.
    codes: Arc<Mutex<HashMap<String, (String, String)>>>,
}

/// The service.
pub struct Liar {
    pub origin: String,
    inside: Inside,
    server: JoinHandle<()>,
}

/// The names and values of a query.
pub fn query(address: &str) -> BTreeMap<String, String> {
    let (_, query) = address.split_once('?').unwrap();
    let plain = |text: &str| {
        percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8().unwrap().into_owned()
    };
    query.split('&').map(|pair| pair.split_once('=').unwrap()).map(|(a, b)| (plain(a), plain(b))).collect()
}

fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect();
    let letter = |six: &[u8]| (0..6).fold(0, |sum, at| sum << 1 | six.get(at).copied().unwrap_or(0));
    bits.chunks(6).map(|six| char::from(LETTERS[usize::from(letter(six))])).collect()
}

impl Liar {
    pub async fn begin() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let lies = Lies {
            now: 0,
            subject: "hanako".to_owned(),
            email: String::new(),
            audience: json!(CLIENT),
            issuer: None,
            nonce: None,
            expires: 300,
            issued: 0,
            algorithm: "EdDSA",
            signs_as: 1,
            says_nothing: false,
            refuses: false,
            names_itself: None,
            token_endpoint: None,
            is_broken: false,
            is_long: false,
        };
        let inside =
            Inside { origin: origin.clone(), lies: Arc::new(Mutex::new(lies)), codes: Arc::default() };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(inside.clone());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { origin, inside, server }
    }

    pub fn lie(&self, change: impl FnOnce(&mut Lies)) {
        change(&mut self.inside.lies.lock().unwrap());
    }

    pub fn lies(&self) -> Lies {
        self.inside.lies.lock().unwrap().clone()
    }

    /// Somebody signs in there; gives where his browser goes then.
    pub fn authorize(&self, address: &str) -> String {
        assert!(address.starts_with(&format!("{}/authorize?", self.origin)), "{address}");
        let asked = query(address);
        assert_eq!(asked["client_id"], CLIENT);
        let mut codes = self.inside.codes.lock().unwrap();
        let code = format!("code-{}-{}", codes.len(), asked["state"]);
        codes.insert(code.clone(), (asked["nonce"].clone(), asked["code_challenge"].clone()));
        format!("/sign-in/service/back?code={code}&state={}", asked["state"])
    }

    pub async fn stop(&self) {
        self.server.abort();
        while !self.server.is_finished() {
            tokio::task::yield_now().await;
        }
    }
}

fn key(of: u8) -> SigningKey {
    SigningKey::from_bytes(&[of; 32])
}

async fn describe(State(inside): State<Inside>) -> Response {
    let lies = inside.lies.lock().unwrap().clone();
    if lies.is_broken {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let origin = &inside.origin;
    Json(json!({
        "issuer": lies.names_itself.as_ref().unwrap_or(origin),
        "authorization_endpoint": format!("{origin}/authorize"),
        "token_endpoint": lies.token_endpoint.unwrap_or(format!("{origin}/token")),
        "jwks_uri": format!("{origin}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
        "padding": if lies.is_long { "x".repeat(2 << 20) } else { String::new() },
    }))
    .into_response()
}

async fn keys() -> Json<Value> {
    let public = key(1).verifying_key();
    Json(json!({"keys": [{
        "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": "one",
        "x": base64url(public.as_bytes()),
    }]}))
}

async fn token(State(inside): State<Inside>, headers: HeaderMap, body: String) -> Response {
    let refuse = || (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    let lies = inside.lies.lock().unwrap().clone();
    let asked = query(&format!("?{body}"));
    let by = headers.get(header::AUTHORIZATION).unwrap().to_str().unwrap();
    assert!(by.starts_with("Basic "), "it says who it is: {by}");
    assert_eq!(asked["redirect_uri"], "http://localhost/sign-in/service/back");
    let Some((nonce, challenge)) = inside.codes.lock().unwrap().remove(&asked["code"]) else {
        return refuse();
    };
    assert_eq!(base64url(&Sha256::digest(asked["code_verifier"].as_bytes())), challenge, "PKCE");
    // A used code is remembered, so that the next one has another number.
    inside.codes.lock().unwrap().insert(format!("used {}", asked["code"]), Default::default());
    if lies.refuses {
        return refuse();
    }
    let mut claims = json!({
        "iss": lies.issuer.unwrap_or(inside.origin),
        "aud": lies.audience,
        "azp": CLIENT,
        "sub": lies.subject,
        "exp": lies.now + lies.expires,
        "iat": lies.now + lies.issued,
        "nonce": lies.nonce.unwrap_or(json!(nonce)),
        "email": lies.email,
        "email_verified": true,
        "name": "北見 花子",
    });
    if claims["nonce"].is_null() {
        claims.as_object_mut().unwrap().remove("nonce");
    }
    let head = json!({"alg": lies.algorithm, "kid": "one", "typ": "JWT"});
    let said =
        format!("{}.{}", base64url(head.to_string().as_bytes()), base64url(claims.to_string().as_bytes()));
    let signature = match lies.algorithm {
        "none" => String::new(),
        _ => base64url(&key(lies.signs_as).sign(said.as_bytes()).to_bytes()),
    };
    let mut answer = json!({"access_token": "of no use here", "token_type": "Bearer", "expires_in": 60});
    if !lies.says_nothing {
        answer["id_token"] = json!(format!("{said}.{signature}"));
    }
    Json(answer).into_response()
}
