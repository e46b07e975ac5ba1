//! Sessions: how one begins, rests and ends, and which ones somebody has.

use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::{Account, AccountChanges, AccountState, Session, SessionState};
use jiff::{SignedDuration, Timestamp};

use super::{Arrival, TOKEN_CHARS, actor_of, hash};
use crate::{App, Context, Error};

/// How long the second step may take.
const CODE: SignedDuration = SignedDuration::from_mins(10);
/// How often it is noted that a session is used: not on every page.
const SEE_EVERY: SignedDuration = SignedDuration::from_secs(60);
/// Characters of the name under which a session is listed.
const NAME_CHARS: usize = 12;
/// Characters that are kept of what a browser says it is.
const BROWSER_CHARS: usize = 200;

/// What a browser is given when a session begins.
#[derive(Clone, Debug)]
pub struct SessionToken {
    /// The token for its cookie.
    pub token: String,
    /// When the session ends whatever happens.
    pub ends_at: Timestamp,
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub(crate) account: Account,
    pub(crate) session: Session,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// The name under which it is ended.
    pub id: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// What the browser says it is.
    pub browser: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

impl SignedIn {
    /// The account.
    #[must_use]
    pub const fn id(&self) -> RecordId {
        self.account.id
    }

    /// The person's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.account.name
    }

    /// The e-mail address.
    #[must_use]
    pub fn email(&self) -> &str {
        &self.account.email
    }

    /// The language that was chosen.
    #[must_use]
    pub fn language(&self) -> Option<Lang> {
        Lang::from_code(&self.account.language)
    }

    /// Whether it manages accounts, settings and jobs.
    #[must_use]
    pub const fn is_admin(&self) -> bool {
        self.account.is_admin
    }

    /// Whether he can sign in by a passphrase.
    #[must_use]
    pub const fn has_passphrase(&self) -> bool {
        self.account.passphrase.is_some()
    }

    /// Whether signing in takes a second step.
    #[must_use]
    pub const fn has_second_step(&self) -> bool {
        self.account.totp_secret.is_some()
    }

    /// The name in the history.
    pub(super) fn actor(&self) -> String {
        actor_of(self.account.id)
    }
}

impl App {
    /// Who holds this session token, if anybody does.
    ///
    /// # Errors
    /// The store.
    pub async fn signed_in(&self, token: Option<&str>) -> Result<Option<SignedIn>, Error> {
        Ok(self
            .session_in(token, SessionState::Open)
            .await?
            .map(|(session, account)| SignedIn { account, session }))
    }

    /// A session of this state, of an account that can be used, that has not rested too long.
    pub(super) async fn session_in(
        &self,
        token: Option<&str>,
        state: SessionState,
    ) -> Result<Option<(Session, Account)>, Error> {
        let Some(token) = token else { return Ok(None) };
        let now = self.now();
        let found = self.store.session(&hash(token), now).await?;
        let Some((session, account)) = found.filter(|(session, _)| session.state == state) else {
            return Ok(None);
        };
        let rested = now.duration_since(session.seen_at);
        if account.state != AccountState::Active || rested >= self.accounts.settings.idle {
            return Ok(None);
        }
        if rested >= SEE_EVERY
            && let Err(error) = self.store.see_session(&session.hash, now).await
        {
            // Reading goes on where nothing can be written; the session ends earlier than it would.
            Error::from(error).log("the use of a session could not be noted");
        }
        Ok(Some((session, account)))
    }

    /// What somebody may see and do; the public when nobody is signed in.
    ///
    /// # Errors
    /// The store.
    pub async fn context_of(&self, signed_in: Option<&SignedIn>) -> Result<Context, Error> {
        match signed_in {
            Some(signed_in) => self.context_of_account(&signed_in.account).await,
            None => Ok(Context::public()),
        }
    }

    /// Begins a session within changes; the one that the browser had before ends.
    pub(super) async fn begin_session(
        &self,
        changes: &mut AccountChanges,
        account: RecordId,
        state: SessionState,
        arrival: &Arrival<'_>,
    ) -> Result<SessionToken, Error> {
        let now = self.now();
        if let Some(former) = arrival.former {
            changes.end_session(&hash(former)).await?;
        }
        let length = match state {
            SessionState::Open => self.accounts.settings.longest,
            SessionState::Code => CODE,
        };
        let token = self.store.ids().token(TOKEN_CHARS);
        let session = Session {
            hash: hash(&token),
            id: self.store.ids().token(NAME_CHARS),
            account,
            state,
            created_at: now,
            seen_at: now,
            ends_at: self.after(length)?,
            browser: arrival.browser.chars().filter(|c| !c.is_control()).take(BROWSER_CHARS).collect(),
        };
        changes.begin_session(&session).await?;
        Ok(SessionToken { token, ends_at: session.ends_at })
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The store.
    pub async fn sign_out(&self, token: &str) -> Result<(), Error> {
        let found = self.store.session(&hash(token), self.now()).await?;
        let Some((session, account)) = found else { return Ok(()) };
        let mut changes = self.store.change_accounts().await?;
        if changes.end_session(&session.hash).await? {
            self.note(&mut changes, &actor_of(account.id), "signed-out", Some(account.id), "").await?;
        }
        Ok(changes.commit().await?)
    }

    /// His sessions.
    ///
    /// # Errors
    /// The store.
    pub async fn sessions(&self, who: &SignedIn) -> Result<Vec<SessionView>, Error> {
        let now = self.now();
        let sessions = self.store.sessions_of(who.account.id, now).await?;
        let rests = |seen_at: Timestamp| now.duration_since(seen_at) < self.accounts.settings.idle;
        let live = sessions.into_iter().filter(|session| rests(session.seen_at));
        Ok(live
            .map(|session| SessionView {
                is_this: session.hash == who.session.hash,
                id: session.id,
                created_at: session.created_at,
                seen_at: session.seen_at,
                browser: session.browser,
            })
            .collect())
    }

    /// Ends one of his sessions.
    ///
    /// # Errors
    /// The store. One that is not there has ended.
    pub async fn end_session(&self, who: &SignedIn, id: &str) -> Result<(), Error> {
        let mut changes = self.store.change_accounts().await?;
        if changes.end_session_of(who.account.id, id).await? {
            self.note(&mut changes, &who.actor(), "session-ended", Some(who.account.id), "").await?;
        }
        Ok(changes.commit().await?)
    }

    /// Ends all his sessions but this one. Gives how many there were.
    ///
    /// # Errors
    /// The store.
    pub async fn end_other_sessions(&self, who: &SignedIn) -> Result<u64, Error> {
        let mut changes = self.store.change_accounts().await?;
        let ended = changes.end_sessions_of(who.account.id, &who.session.hash).await?;
        let detail = ended.to_string();
        self.note(&mut changes, &who.actor(), "sessions-ended", Some(who.account.id), &detail).await?;
        changes.commit().await?;
        Ok(ended)
    }

    /// Begins a new session in the place of all that he has: what he may do has changed.
    pub(super) async fn renew_session(
        &self,
        changes: &mut AccountChanges,
        who: &SignedIn,
    ) -> Result<SessionToken, Error> {
        changes.end_sessions_of(who.account.id, "").await?;
        let arrival = Arrival { address: "", browser: &who.session.browser, former: None };
        self.begin_session(changes, who.account.id, SessionState::Open, &arrival).await
    }
}
