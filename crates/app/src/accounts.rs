//! Who may come in: accounts, invitations, signing in, sessions. Every action is noted with who did what about whom.
//!
//! Not here: what an account may see and do among the records (`rights`).

mod address;
mod audit;
mod invite;
mod keys;
mod links;
mod mail;
mod manage;
mod own;
mod passphrase;
mod personas;
mod second;
mod service;
mod sessions;
mod sign_in;
mod slow;
mod view;

use std::sync::Arc;

use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::{Account, AccountChanges, AccountEvent};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use tokio::sync::Notify;
use unicode_normalization::UnicodeNormalization as _;

pub use audit::{EVENTS, EventFilter, EventView};
pub use invite::{HandOver, Invitation};
pub use keys::{KeyMade, KeyScope, KeyView};
pub use links::{LinkPurpose, LinkView, NewAdministrator};
pub use mail::MailView;
pub use manage::AccountChange;
pub use personas::Persona;
pub use second::SecondStep;
pub use service::{CameBack, IdentityView, ServiceDone, ServiceWay};
pub use sessions::{SessionToken, SessionView, SignedIn};
pub use sign_in::{Arrival, SignInStep};
pub(crate) use view::shown_name;
pub use view::{AccountFilter, AccountView};

use crate::{App, Context, Error};

/// Characters of base 32 in a token: 32 are 160 random bits.
const TOKEN_CHARS: usize = 32;

/// How accounts are kept.
#[derive(Clone, Debug)]
pub struct AccountSettings {
    /// The address under which people reach the program, with a slash at its end; links in mail begin with it.
    pub base: String,
    /// By which server mail goes out; without one, links are handed over by whoever makes them.
    pub mail: Option<enishi_mail::Settings>,
    /// Which other service may say who somebody is.
    pub service: Option<enishi_oidc::Settings>,
    /// How long a session may rest.
    pub idle: SignedDuration,
    /// How long a session lasts at most.
    pub longest: SignedDuration,
    /// Whether a visitor chooses as whom he comes in, as in a demonstration and nowhere else.
    pub is_demonstration: bool,
}

impl Default for AccountSettings {
    /// Without mail, with the limits that `NIST SP 800-63B` and OWASP name for work with personal data.
    fn default() -> Self {
        Self {
            base: "http://localhost/".to_owned(),
            mail: None,
            service: None,
            idle: SignedDuration::from_hours(2),
            longest: SignedDuration::from_hours(12),
            is_demonstration: false,
        }
    }
}

/// What accounts share in one program. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accounts {
    settings: Arc<AccountSettings>,
    hasher: passphrase::Hasher,
    /// Rings when a mail was asked for.
    posted: Arc<Notify>,
}

impl App {
    /// The program with settings for accounts.
    #[must_use]
    pub fn with_accounts(self, settings: AccountSettings) -> Self {
        let accounts = Accounts { settings: Arc::new(settings), ..self.accounts };
        Self { accounts, ..self }
    }

    /// Whether mail goes out.
    #[must_use]
    pub fn sends_mail(&self) -> bool {
        self.accounts.settings.mail.is_some()
    }

    /// The address of a link.
    fn link_address(&self, token: &str) -> String {
        format!("{}link/{token}", self.accounts.settings.base)
    }

    fn new_id(&self) -> RecordId {
        self.store.ids().record_id(self.now())
    }

    fn after(&self, length: SignedDuration) -> Result<Timestamp, Error> {
        self.now().checked_add(length).map_err(Error::internal)
    }

    /// Notes what was done, within its own changes.
    pub(crate) async fn note(
        &self,
        changes: &mut AccountChanges,
        actor: &str,
        what: &'static str,
        account: Option<RecordId>,
        detail: &str,
    ) -> Result<(), Error> {
        let event = AccountEvent {
            id: self.new_id(),
            at: self.now(),
            actor: actor.to_owned(),
            what: what.to_owned(),
            account,
            detail: detail.to_owned(),
        };
        Ok(changes.note(&event).await?)
    }

    /// Notes that the shell reads the register, and by which command; never what it reads.
    ///
    /// # Errors
    /// The store: who cannot be noted does not read.
    pub async fn note_shell(&self, ctx: &Context, command: &'static str) -> Result<(), Error> {
        let mut changes = self.store.change_accounts().await?;
        self.note(&mut changes, &ctx.actor, "shell-read", None, command).await?;
        Ok(changes.commit().await?)
    }

    async fn load_account(&self, id: RecordId) -> Result<Account, Error> {
        self.store.account(id).await?.ok_or_else(|| Error::new("unknown-account").arg("found", id))
    }

    /// An account by its e-mail address or id, as somebody types it.
    ///
    /// # Errors
    /// `unknown-account`, `not-permitted`, or the store.
    pub async fn find_account(&self, ctx: &Context, typed: &str) -> Result<RecordId, Error> {
        ctx.require_administrator()?;
        let found = match typed.parse::<RecordId>() {
            Ok(id) => self.store.account(id).await?,
            Err(_) => self.store.account_by_email(&fold_email(typed)).await?,
        };
        found.map(|account| account.id).ok_or_else(|| Error::new("unknown-account").arg("found", typed))
    }
}

/// The name of an account in the history.
fn actor_of(id: RecordId) -> String {
    format!("account:{id}")
}

/// What is stored of a token.
fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// An e-mail address as it is compared: full width as half width, without case and blanks.
fn fold_email(typed: &str) -> String {
    typed.trim().nfkc().collect::<String>().to_lowercase()
}

/// An e-mail address as it is kept: as typed, but in half width.
fn clean_email(typed: &str) -> String {
    typed.trim().nfkc().collect()
}

fn language_of(account: &Account) -> Lang {
    Lang::from_code(&account.language).unwrap_or(Lang::Ja)
}

/// Most characters of a name.
const NAME_CHARS: usize = 200;

/// What is wrong with a name.
fn name_problems(name: &str) -> Vec<enishi_kind::Problem> {
    let (name, length) = (name.trim(), name.trim().chars().count());
    let problem = if name.is_empty() {
        enishi_kind::Problem::new("required")
    } else if length > NAME_CHARS {
        enishi_kind::Problem::new("too-long").arg("found", length).arg("limit", NAME_CHARS)
    } else {
        return Vec::new();
    };
    vec![problem.on("name")]
}

/// What is wrong with an e-mail address.
fn email_problems(email: &str) -> Vec<enishi_kind::Problem> {
    let email = clean_email(email);
    if enishi_mail::is_address(&email) && email.chars().count() <= NAME_CHARS {
        return Vec::new();
    }
    let code = if email.is_empty() { "required" } else { "email" };
    vec![enishi_kind::Problem::new(code).arg("found", email).on("email")]
}

fn refuse(problems: Vec<enishi_kind::Problem>) -> Result<(), Error> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems))
}
