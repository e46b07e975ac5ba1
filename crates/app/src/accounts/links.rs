//! Links that work once: taking up an invitation, choosing a new passphrase, making the first administrator,
//! confirming a new address.

use enishi_kit::lang::Lang;
use enishi_store::{Account, AccountChanges, AccountState, Link, Purpose, SessionState};
use jiff::{SignedDuration, Timestamp};

use super::slow::Trier;
use super::{
    Arrival, SessionToken, TOKEN_CHARS, actor_of, clean_email, email_problems, fold_email, hash, language_of,
    name_problems, passphrase, refuse,
};
use crate::{App, Error};

/// How long an invitation can be taken up.
pub(super) const INVITATION: SignedDuration = SignedDuration::from_hours(72);
/// How long a new passphrase can be chosen.
pub(super) const RESET: SignedDuration = SignedDuration::from_mins(30);
/// How long the link of the first start can be used.
const FIRST: SignedDuration = SignedDuration::from_hours(1);

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// To take up an account that was made for somebody.
    Invitation,
    /// To choose a new passphrase.
    Reset,
    /// To make the first administrator.
    First,
    /// To confirm a new e-mail address.
    Address,
}

/// A link that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// What for.
    pub purpose: LinkPurpose,
    /// The e-mail address of the account, or the new one that is confirmed; empty before there is one.
    pub email: String,
    /// The name of the account so far.
    pub name: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Who is to be the first administrator.
#[derive(Clone, Copy, Debug)]
pub struct NewAdministrator<'a> {
    /// His name.
    pub name: &'a str,
    /// His e-mail address.
    pub email: &'a str,
    /// His passphrase.
    pub passphrase: &'a str,
    /// His language.
    pub language: Lang,
}

pub(super) fn used() -> Error {
    Error::new("link-used")
}

impl App {
    /// Makes the link of the first start, as long as nobody administers.
    ///
    /// # Errors
    /// The store.
    pub async fn first_link(&self) -> Result<Option<String>, Error> {
        if self.store.administrators().await? > 0 {
            return Ok(None);
        }
        let mut changes = self.store.change_accounts().await?;
        let token = self.new_link(&mut changes, Purpose::First, None, FIRST, None).await?;
        changes.commit().await?;
        Ok(Some(token))
    }

    pub(super) async fn new_link(
        &self,
        changes: &mut AccountChanges,
        purpose: Purpose,
        account: Option<&Account>,
        length: SignedDuration,
        address: Option<String>,
    ) -> Result<String, Error> {
        let token = self.store.ids().token(TOKEN_CHARS);
        let link = Link {
            hash: hash(&token),
            purpose,
            account: account.map(|account| account.id),
            created_at: self.now(),
            expires_at: self.after(length)?,
            address,
        };
        changes.save_link(&link).await?;
        Ok(token)
    }

    /// What a link is for.
    ///
    /// # Errors
    /// `link-used` when it was used, has ended or never was; the store.
    pub async fn find_link(&self, token: &str) -> Result<LinkView, Error> {
        let (link, account) = self.usable(&hash(token)).await?;
        let purpose = match link.purpose {
            Purpose::Invitation => LinkPurpose::Invitation,
            Purpose::Reset => LinkPurpose::Reset,
            Purpose::First => LinkPurpose::First,
            Purpose::Address => LinkPurpose::Address,
        };
        let (email, name) = account.map(|account| (account.email, account.name)).unwrap_or_default();
        let email = link.address.unwrap_or(email);
        Ok(LinkView { purpose, email, name, expires_at: link.expires_at })
    }

    /// A link with its account, if its account stands as it must.
    pub(super) async fn usable(&self, hash: &str) -> Result<(Link, Option<Account>), Error> {
        let link = self.store.link(hash, self.now()).await?.ok_or_else(used)?;
        let account = match link.account {
            Some(id) => self.store.account(id).await?,
            None => None,
        };
        let state = account.as_ref().map(|account| account.state);
        let is_usable = match link.purpose {
            Purpose::Invitation => state == Some(AccountState::Invited),
            Purpose::Reset | Purpose::Address => state == Some(AccountState::Active),
            Purpose::First => self.store.administrators().await? == 0,
        };
        if is_usable { Ok((link, account)) } else { Err(used()) }
    }

    pub(super) async fn use_link(&self, changes: &mut AccountChanges, link: &Link) -> Result<(), Error> {
        if changes.use_link(&link.hash, self.now()).await? { Ok(()) } else { Err(used()) }
    }

    /// Takes an invitation up, and begins a session.
    ///
    /// # Errors
    /// `link-used`, `invalid` with what is wrong with name and passphrase, or the store.
    pub async fn accept_invitation(
        &self,
        token: &str,
        name: &str,
        passphrase: &str,
        language: Lang,
        arrival: &Arrival<'_>,
    ) -> Result<SessionToken, Error> {
        let (link, account) = self.usable(&hash(token)).await?;
        let account = account.filter(|_| link.purpose == Purpose::Invitation).ok_or_else(used)?;
        let mut problems = name_problems(name);
        problems.extend(passphrase::problems(passphrase, &account.email, name));
        refuse(problems)?;
        let hashed = self.hash_passphrase(passphrase).await?;
        let mut changes = self.store.change_accounts().await?;
        let account = Account { passphrase: Some(hashed), ..account };
        let token = self.take_up(&mut changes, &link, account, (name, language), "", arrival).await?;
        changes.commit().await?;
        Ok(token)
    }

    /// Somebody takes his account up; `how` he came is noted.
    pub(super) async fn take_up(
        &self,
        changes: &mut AccountChanges,
        link: &Link,
        account: Account,
        (name, language): (&str, Lang),
        how: &str,
        arrival: &Arrival<'_>,
    ) -> Result<SessionToken, Error> {
        self.use_link(changes, link).await?;
        let account = Account {
            name: name.trim().to_owned(),
            language: language.code().to_owned(),
            state: AccountState::Active,
            signed_in_at: Some(self.now()),
            ..account
        };
        changes.save_account(&account).await?;
        changes.end_links_of(account.id).await?;
        self.note(changes, &actor_of(account.id), "accepted", Some(account.id), how).await?;
        self.begin_session(changes, account.id, SessionState::Open, arrival).await
    }

    /// Makes the first administrator, and begins his session.
    ///
    /// # Errors
    /// `link-used`, `invalid` with what is wrong with the fields, or the store.
    pub async fn make_first_administrator(
        &self,
        token: &str,
        who: &NewAdministrator<'_>,
        arrival: &Arrival<'_>,
    ) -> Result<SessionToken, Error> {
        let (link, _) = self.usable(&hash(token)).await?;
        if link.purpose != Purpose::First {
            return Err(used());
        }
        let mut problems = name_problems(who.name);
        problems.extend(email_problems(who.email));
        problems.extend(passphrase::problems(who.passphrase, who.email, who.name));
        refuse(problems)?;
        let hashed = self.hash_passphrase(who.passphrase).await?;
        let mut changes = self.store.change_accounts().await?;
        changes.lock_administrators().await?;
        if changes.administrators().await? > 0 {
            return Err(used());
        }
        self.use_link(&mut changes, &link).await?;
        let account = Account {
            name: who.name.trim().to_owned(),
            passphrase: Some(hashed),
            state: AccountState::Active,
            is_admin: true,
            signed_in_at: Some(self.now()),
            ..self.new_account(who.email, who.language)
        };
        if !changes.add_account(&account).await? {
            let problem = enishi_kind::Problem::new("email-taken").on("email");
            return Err(Error::new("invalid").arg("count", 1).with_problems(vec![problem]));
        }
        self.note(&mut changes, "first-link", "first-administrator", Some(account.id), "").await?;
        let token = self.begin_session(&mut changes, account.id, SessionState::Open, arrival).await?;
        changes.commit().await?;
        Ok(token)
    }

    pub(super) fn new_account(&self, email: &str, language: Lang) -> Account {
        Account {
            id: self.new_id(),
            email: clean_email(email),
            folded: fold_email(email),
            name: String::new(),
            person: None,
            is_admin: false,
            state: AccountState::Invited,
            language: language.code().to_owned(),
            passphrase: None,
            totp_secret: None,
            totp_step: None,
            created_at: self.now(),
            signed_in_at: None,
        }
    }

    /// Asks for a link by which a passphrase is chosen anew. The answer and the work are the same whether there is such
    /// an account or not.
    ///
    /// # Errors
    /// `no-mail` where none is sent, `sign-in-wait`, or the store.
    pub async fn ask_reset(&self, email: &str, arrival: &Arrival<'_>) -> Result<(), Error> {
        if !self.sends_mail() {
            return Err(Error::new("no-mail"));
        }
        let folded = fold_email(email);
        self.count_attempt(&Trier::new("reset", &folded, arrival.address)).await?;
        let account = self.store.account_by_email(&folded).await?;
        let account = account.filter(|account| account.state == AccountState::Active);
        let mut changes = self.store.change_accounts().await?;
        let token = self.new_link(&mut changes, Purpose::Reset, account.as_ref(), RESET, None).await?;
        let language = account.as_ref().map_or(Lang::Ja, language_of);
        self.mail_link(&mut changes, account.as_ref(), language, "reset", &token, RESET).await?;
        let known = account.as_ref().map(|account| account.id);
        self.note(&mut changes, "public", "reset-asked", known, "").await?;
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(())
    }

    /// Chooses a new passphrase; every session ends.
    ///
    /// # Errors
    /// `link-used`, `invalid` with what is wrong with the passphrase, or the store.
    pub async fn reset_passphrase(&self, token: &str, passphrase: &str) -> Result<(), Error> {
        let (link, account) = self.usable(&hash(token)).await?;
        let account = account.filter(|_| link.purpose == Purpose::Reset).ok_or_else(used)?;
        refuse(passphrase::problems(passphrase, &account.email, &account.name))?;
        let hashed = self.hash_passphrase(passphrase).await?;
        let mut changes = self.store.change_accounts().await?;
        self.use_link(&mut changes, &link).await?;
        let account = Account { passphrase: Some(hashed), ..account };
        changes.save_account(&account).await?;
        changes.end_links_of(account.id).await?;
        changes.end_sessions_of(account.id, "").await?;
        let actor = actor_of(account.id);
        self.note(&mut changes, &actor, "passphrase-reset", Some(account.id), "").await?;
        self.tell(&mut changes, &account, "passphrase-changed").await?;
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(())
    }
}
