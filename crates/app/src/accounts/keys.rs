//! Keys by which programs use the JSON API in somebody's name: shown once, limited to reading or not, ending by themselves.

use enishi_store::{Account, AccountState, ApiKey};
use jiff::{SignedDuration, Timestamp};

use super::{SignedIn, TOKEN_CHARS, hash};
use crate::{App, Context, Error};

/// How every key begins, so that a program that looks for leaked secrets knows one.
const BEGINNING: &str = "enishi_";
/// Characters of the name under which a key is listed.
const NAME_CHARS: usize = 12;
/// Most characters of what a key is for.
const TITLE_CHARS: usize = 100;
/// Days that a key may be good for.
const MOST_DAYS: u16 = 366;
/// How often it is noted that a key is used.
const SEE_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// What a key may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyScope {
    /// Reading what its owner may read.
    Read,
    /// Also writing what its owner may write.
    Write,
}

impl KeyScope {
    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// The scope of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Read, Self::Write].into_iter().find(|scope| scope.code() == code)
    }
}

/// A key that was just made.
#[derive(Clone, Debug)]
pub struct KeyMade {
    /// The key itself. It is shown once.
    pub key: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A key as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyView {
    /// The name under which it is revoked.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// `read` or `write`.
    pub scope: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Option<Timestamp>,
    /// Whether it can be used.
    pub is_live: bool,
}

impl App {
    /// Makes a key.
    ///
    /// # Errors
    /// `invalid` with what is wrong with title and days, or the store.
    pub async fn make_key(
        &self,
        who: &SignedIn,
        title: &str,
        scope: KeyScope,
        days: u16,
    ) -> Result<KeyMade, Error> {
        let (title, length) = (title.trim(), title.trim().chars().count());
        let mut problems = Vec::new();
        if title.is_empty() {
            problems.push(enishi_kind::Problem::new("required").on("title"));
        } else if length > TITLE_CHARS {
            let problem = enishi_kind::Problem::new("too-long").arg("found", length);
            problems.push(problem.arg("limit", TITLE_CHARS).on("title"));
        }
        if !(1..=MOST_DAYS).contains(&days) {
            problems.push(enishi_kind::Problem::new("key-days").arg("limit", MOST_DAYS).on("days"));
        }
        super::refuse(problems)?;
        let token = format!("{BEGINNING}{}", self.store.ids().token(TOKEN_CHARS));
        let key = ApiKey {
            id: self.store.ids().token(NAME_CHARS),
            hash: hash(&token),
            account: who.account.id,
            title: title.to_owned(),
            scope: scope.code().to_owned(),
            created_at: self.now(),
            expires_at: self.after(SignedDuration::from_hours(24 * i64::from(days)))?,
            used_at: None,
            revoked_at: None,
        };
        let mut changes = self.store.change_accounts().await?;
        changes.add_api_key(&key).await?;
        self.note(&mut changes, &who.actor(), "key-made", Some(who.account.id), scope.code()).await?;
        changes.commit().await?;
        Ok(KeyMade { key: token, expires_at: key.expires_at })
    }

    /// One's own keys.
    ///
    /// # Errors
    /// The store.
    pub async fn keys(&self, who: &SignedIn) -> Result<Vec<KeyView>, Error> {
        let now = self.now();
        let keys = self.store.api_keys_of(who.account.id).await?;
        Ok(keys
            .into_iter()
            .map(|key| KeyView {
                is_live: key.revoked_at.is_none() && key.expires_at > now,
                id: key.id,
                title: key.title,
                scope: key.scope,
                created_at: key.created_at,
                expires_at: key.expires_at,
                used_at: key.used_at,
            })
            .collect())
    }

    /// Revokes one's own key.
    ///
    /// # Errors
    /// The store. One that is not there is revoked.
    pub async fn revoke_key(&self, who: &SignedIn, id: &str) -> Result<(), Error> {
        let mut changes = self.store.change_accounts().await?;
        if changes.revoke_api_key(who.account.id, id, self.now()).await? {
            self.note(&mut changes, &who.actor(), "key-revoked", Some(who.account.id), "").await?;
        }
        Ok(changes.commit().await?)
    }

    /// What a program with this key may see and do, and for what the key is good.
    ///
    /// # Errors
    /// `key-unknown` when it was revoked, has ended, never was, or its owner's account cannot be used; the store.
    pub async fn context_of_key(&self, key: &str) -> Result<(Context, KeyScope), Error> {
        let unknown = || Error::new("key-unknown");
        let now = self.now();
        let (found, account): (ApiKey, Account) =
            self.store.api_key(&hash(key), now).await?.ok_or_else(unknown)?;
        let scope = KeyScope::from_code(&found.scope).ok_or_else(unknown)?;
        if account.state != AccountState::Active {
            return Err(unknown());
        }
        let is_old = found.used_at.is_none_or(|used_at| now.duration_since(used_at) >= SEE_EVERY);
        if is_old && let Err(error) = self.store.see_api_key(&found.id, now).await {
            Error::from(error).log("the use of a key could not be noted");
        }
        Ok((self.context_of_account(&account).await?, scope))
    }
}
