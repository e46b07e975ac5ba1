//! The two halves of a sign-in at a service: the address to which the browser goes, and what its answer proves.

use chrono::{DateTime, Utc};
use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreTokenResponse,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DiscoveryError, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, TokenResponse as _,
};

use crate::http_client::send;
use crate::{Error, LEEWAY_SECONDS, Settings};

/// Characters of a PKCE verifier (RFC 7636, 4.1).
const VERIFIER_CHARS: std::ops::RangeInclusive<usize> = 43..=128;

/// How statements about people are signed: by a key that the service alone has. Never `none`, and never by the secret that
/// two share.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What ties an answer to the question and to the browser that asked it: three random texts of at least 128 bits.
#[derive(Clone)]
pub struct Secrets {
    /// Comes back with the browser.
    pub state: String,
    /// Comes back within the signed statement.
    pub nonce: String,
    /// Is only told when the code is exchanged: 43 to 128 letters and digits.
    pub verifier: String,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets").finish_non_exhaustive()
    }
}

/// What the browser brought back.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// The code.
    pub code: &'a str,
    /// The service that it names, where it names one (RFC 9207).
    pub issuer: Option<&'a str>,
}

impl std::fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").finish_non_exhaustive()
    }
}

/// Somebody at a service, by names that never change and are never given to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The service.
    pub issuer: String,
    /// Who.
    pub subject: String,
}

/// A service that says who somebody is. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Service {
    settings: std::sync::Arc<Settings>,
    /// Where browsers come back to.
    back: String,
}

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Service {
    /// A service, and the address of this program to which browsers come back.
    #[must_use]
    pub fn new(settings: Settings, back: String) -> Self {
        Self { settings: std::sync::Arc::new(settings), back }
    }

    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.settings.label
    }

    /// The address that names it.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.settings.issuer.as_str()
    }

    /// Whether it can be used.
    ///
    /// # Errors
    /// It was not reached, or what it says about itself cannot be used.
    pub async fn check(&self) -> Result<(), Error> {
        self.client().await.map(|_| ())
    }

    /// The address to which a browser goes to sign in.
    ///
    /// # Errors
    /// It was not reached, or what it says about itself cannot be used.
    pub async fn address(&self, secrets: &Secrets) -> Result<String, Error> {
        let client = self.client().await?;
        let (state, nonce) = (secrets.state.clone(), secrets.nonce.clone());
        let (address, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier(secrets)?))
            .url();
        Ok(address.into())
    }

    /// Who came back. `now` is the time of this program.
    ///
    /// # Errors
    /// All of [`Error`].
    pub async fn subject(
        &self,
        answer: Answer<'_>,
        secrets: &Secrets,
        now: Timestamp,
    ) -> Result<Subject, Error> {
        if answer.issuer.is_some_and(|issuer| issuer != self.issuer()) {
            return Err(Error::Unproven("the answer comes from another service".to_owned()));
        }
        let client = self.client().await?;
        let request = client
            .exchange_code(AuthorizationCode::new(answer.code.to_owned()))
            .map_err(|error| Error::Description(error.to_string()))?
            .set_pkce_verifier(verifier(secrets)?);
        let told: CoreTokenResponse = request.request_async(&send).await.map_err(|error| match error {
            RequestTokenError::Request(error) => Error::Unreachable(error.to_string()),
            RequestTokenError::ServerResponse(refusal) => Error::Refused(refusal.error().to_string()),
            RequestTokenError::Parse(error, _) => Error::Refused(error.to_string()),
            RequestTokenError::Other(detail) => Error::Refused(detail),
        })?;
        let unproven = |detail: &str| Error::Unproven(detail.to_owned());
        let statement = told.id_token().ok_or_else(|| unproven("there is no statement about anybody"))?;
        let late = instant(now, -LEEWAY_SECONDS)?;
        let early = instant(now, LEEWAY_SECONDS)?;
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(SIGNED_BY)
            .set_time_fn(move || late)
            .set_issue_time_verifier_fn(move |issued| {
                if issued > early { Err("it was made in the future".to_owned()) } else { Ok(()) }
            });
        let claims = statement
            .claims(&verifier, &Nonce::new(secrets.nonce.clone()))
            .map_err(|error| Error::Unproven(error.to_string()))?;
        let subject = claims.subject().as_str();
        // OpenID Connect Core 1.0, 2: at most 255 ASCII characters.
        if subject.is_empty() || subject.len() > 255 {
            return Err(unproven("it names nobody"));
        }
        Ok(Subject { issuer: self.issuer().to_owned(), subject: subject.to_owned() })
    }

    /// What the service says about itself today, with its keys.
    async fn client(&self) -> Result<Client, Error> {
        let wrong = |error: &dyn std::fmt::Display| Error::Description(error.to_string());
        let issuer = IssuerUrl::new(self.issuer().to_owned()).map_err(|error| wrong(&error))?;
        let metadata =
            CoreProviderMetadata::discover_async(issuer, &send).await.map_err(|error| match error {
                DiscoveryError::Request(error) => Error::Unreachable(error.to_string()),
                error => Error::Description(error_chain(&error)),
            })?;
        let methods = metadata.token_endpoint_auth_methods_supported();
        let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
        let by = if takes(CoreClientAuthMethod::ClientSecretBasic) {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        };
        let settings = &self.settings;
        let back = RedirectUrl::new(self.back.clone()).map_err(|error| wrong(&error))?;
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(settings.client_id.clone()),
            settings.client_secret.clone().map(ClientSecret::new),
        );
        Ok(client.set_auth_type(by).set_redirect_uri(back))
    }
}

/// An error with what it came from.
fn error_chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        said.push_str(": ");
        said.push_str(&error.to_string());
        source = error.source();
    }
    said
}

fn verifier(secrets: &Secrets) -> Result<PkceCodeVerifier, Error> {
    if VERIFIER_CHARS.contains(&secrets.verifier.len()) {
        Ok(PkceCodeVerifier::new(secrets.verifier.clone()))
    } else {
        Err(Error::Description("the verifier has a length that no service takes".to_owned()))
    }
}

/// An instant in the words of the library.
fn instant(now: Timestamp, seconds: i64) -> Result<DateTime<Utc>, Error> {
    DateTime::from_timestamp(now.as_second().saturating_add(seconds), 0)
        .ok_or_else(|| Error::Unproven("the clock of this machine is wrong".to_owned()))
}
