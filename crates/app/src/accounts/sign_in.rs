//! Signing in: address and passphrase, then the second step where there is one. Whatever is wrong, the answer is the same,
//! and so is the work behind it.

use enishi_store::{AccountState, SessionState};

use super::passphrase::is_outdated;
use super::slow::Trier;
use super::{SessionToken, TOKEN_CHARS, actor_of, fold_email, hash};
use crate::{App, Error};

/// How a browser comes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arrival<'a> {
    /// From which network address; empty where nobody knows.
    pub address: &'a str,
    /// What it says it is.
    pub browser: &'a str,
    /// The session token that it has already.
    pub former: Option<&'a str>,
}

/// What follows a right passphrase.
#[derive(Clone, Debug)]
pub enum SignInStep {
    /// He is signed in.
    Open(SessionToken),
    /// A code is still asked for; the token is only good for that.
    Code(SessionToken),
}

/// What slows signing in down.
pub(super) const SIGN_IN: &str = "sign-in";

impl App {
    /// Signs somebody in who knows his passphrase.
    ///
    /// # Errors
    /// `sign-in-failed`, `sign-in-wait`, or the store.
    pub async fn sign_in(
        &self,
        email: &str,
        passphrase: &str,
        arrival: &Arrival<'_>,
    ) -> Result<SignInStep, Error> {
        let folded = fold_email(email);
        let trier = Trier::new(SIGN_IN, &folded, arrival.address);
        self.count_attempt(&trier).await?;
        let account = self.store.account_by_email(&folded).await?;
        let stored = account.as_ref().and_then(|account| account.passphrase.clone());
        let is_right = self.accounts.hasher.check(passphrase, stored).await?;
        let known = account.as_ref().map(|account| account.id);
        let Some(account) = account.filter(|account| is_right && account.state == AccountState::Active)
        else {
            let mut changes = self.store.change_accounts().await?;
            self.note(&mut changes, "public", "sign-in-failed", known, "").await?;
            changes.commit().await?;
            return Err(Error::new("sign-in-failed"));
        };
        let renewed = match &account.passphrase {
            Some(stored) if is_outdated(stored) => Some(self.hash_passphrase(passphrase).await?),
            _ => None,
        };
        let has_second_step = account.totp_secret.is_some();
        let mut changes = self.store.change_accounts().await?;
        let mut account = changes.account(account.id).await?.unwrap_or(account);
        if renewed.is_some() {
            account.passphrase = renewed;
        }
        if has_second_step {
            changes.save_account(&account).await?;
            let token = self.begin_session(&mut changes, account.id, SessionState::Code, arrival).await?;
            changes.commit().await?;
            return Ok(SignInStep::Code(token));
        }
        self.forget_attempts(&mut changes, &trier).await?;
        account.signed_in_at = Some(self.now());
        changes.save_account(&account).await?;
        let token = self.begin_session(&mut changes, account.id, SessionState::Open, arrival).await?;
        self.note(&mut changes, &actor_of(account.id), "signed-in", Some(account.id), "").await?;
        changes.commit().await?;
        Ok(SignInStep::Open(token))
    }

    /// Takes the second step with a code of the device or a recovery code. The token is that of the first step.
    ///
    /// # Errors
    /// `sign-in-again` when the first step is too long ago, `code-failed`, `sign-in-wait`, or the store.
    pub async fn sign_in_code(
        &self,
        token: Option<&str>,
        code: &str,
        arrival: &Arrival<'_>,
    ) -> Result<SessionToken, Error> {
        let found = self.session_in(token, SessionState::Code).await?;
        let (session, account) = found.ok_or_else(|| Error::new("sign-in-again"))?;
        let trier = Trier::new(SIGN_IN, &account.folded, arrival.address);
        self.count_attempt(&trier).await?;
        let mut changes = self.store.change_accounts().await?;
        let Some(how) = self.use_code(&mut changes, &account, code).await? else {
            self.note(&mut changes, "public", "code-failed", Some(account.id), "").await?;
            changes.commit().await?;
            return Err(Error::new("code-failed"));
        };
        // Of two requests with one first step, one goes on.
        if !changes.end_session(&session.hash).await? {
            return Err(Error::new("sign-in-again"));
        }
        self.forget_attempts(&mut changes, &trier).await?;
        let Some(mut account) = changes.account(account.id).await? else {
            return Err(Error::new("sign-in-again"));
        };
        account.signed_in_at = Some(self.now());
        changes.save_account(&account).await?;
        let token = self.begin_session(&mut changes, account.id, SessionState::Open, arrival).await?;
        self.note(&mut changes, &actor_of(account.id), "signed-in", Some(account.id), how).await?;
        changes.commit().await?;
        Ok(token)
    }

    /// Whether a code is awaited from whoever holds this token.
    ///
    /// # Errors
    /// The store.
    pub async fn awaits_code(&self, token: Option<&str>) -> Result<bool, Error> {
        Ok(self.session_in(token, SessionState::Code).await?.is_some())
    }

    /// Makes sure that whoever is signed in still knows his passphrase.
    ///
    /// # Errors
    /// `passphrase-wrong`, `sign-in-wait`, or the store.
    pub(super) async fn confirm(
        &self,
        who: &super::SignedIn,
        passphrase: &str,
        address: &str,
    ) -> Result<(), Error> {
        let trier = Trier::new("confirm", &hash(&who.account.folded), address);
        self.count_attempt(&trier).await?;
        if !self.accounts.hasher.check(passphrase, who.account.passphrase.clone()).await? {
            return Err(Error::new("passphrase-wrong"));
        }
        let mut changes = self.store.change_accounts().await?;
        self.forget_attempts(&mut changes, &trier).await?;
        Ok(changes.commit().await?)
    }

    pub(super) async fn hash_passphrase(&self, passphrase: &str) -> Result<String, Error> {
        self.accounts.hasher.hash(passphrase, self.store.ids().token(TOKEN_CHARS)).await
    }
}
