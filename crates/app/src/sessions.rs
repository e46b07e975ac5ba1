//! The one-time operator link and the session that it begins, until accounts exist.

use enishi_store::Session;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::{App, Context, Error};

/// How long an operator link can be used.
const LINK: SignedDuration = SignedDuration::from_hours(1);
/// How long a session lasts.
const SESSION: SignedDuration = SignedDuration::from_hours(12);
/// Characters of base 32 in a token: 32 are 160 random bits.
const TOKEN_CHARS: usize = 32;

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The token for the browser's cookie.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

impl App {
    /// Makes a link token that begins one operator session.
    ///
    /// # Errors
    /// The store.
    pub async fn invite_operator(&self) -> Result<String, Error> {
        let now = self.store.clock().now();
        self.store.clear_sessions(now).await?;
        let token = self.store.ids().token(TOKEN_CHARS);
        let session = Session {
            token_hash: hash(&token),
            role: "invitation".to_owned(),
            created_at: now,
            expires_at: now.saturating_add(LINK).map_err(Error::internal)?,
        };
        self.store.save_session(&session).await?;
        Ok(token)
    }

    /// Uses a link token up and begins a session.
    ///
    /// # Errors
    /// `link-used` when it was used, has ended or never was.
    pub async fn sign_in(&self, link_token: &str) -> Result<SignIn, Error> {
        let now = self.store.clock().now();
        let invitation = self.store.session(&hash(link_token), now).await?;
        if invitation.is_none_or(|session| session.role != "invitation") {
            return Err(Error::new("link-used"));
        }
        if !self.store.end_session(&hash(link_token)).await? {
            return Err(Error::new("link-used"));
        }
        self.begin_session().await
    }

    /// Begins an operator session without a link: only the demonstration does this.
    ///
    /// # Errors
    /// The store.
    pub async fn begin_session(&self) -> Result<SignIn, Error> {
        let now = self.store.clock().now();
        let token = self.store.ids().token(TOKEN_CHARS);
        let expires_at = now.saturating_add(SESSION).map_err(Error::internal)?;
        let session =
            Session { token_hash: hash(&token), role: "operator".to_owned(), created_at: now, expires_at };
        self.store.save_session(&session).await?;
        Ok(SignIn { token, expires_at })
    }

    /// Who holds this session token; the public when nobody does.
    ///
    /// # Errors
    /// The store.
    pub async fn context_of(&self, token: Option<&str>) -> Result<Context, Error> {
        let Some(token) = token else { return Ok(Context::public()) };
        let session = self.store.session(&hash(token), self.store.clock().now()).await?;
        Ok(match session {
            Some(session) if session.role == "operator" => Context::operator("operator"),
            _ => Context::public(),
        })
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The store.
    pub async fn sign_out(&self, token: &str) -> Result<(), Error> {
        self.store.end_session(&hash(token)).await?;
        Ok(())
    }
}
