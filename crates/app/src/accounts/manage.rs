//! Managing accounts: suspending, administering, naming the person, ending. Whoever would leave nobody to administer is
//! refused, also when two remove each other at one moment.

use enishi_kit::ids::RecordId;
use enishi_store::{Account, AccountChanges, AccountState};

use crate::{App, Context, Error};

/// What is done to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountChange {
    /// It may not be used until it is resumed; its sessions end.
    Suspend,
    /// It may be used again.
    Resume,
    /// It manages accounts, settings and jobs from now on.
    MakeAdministrator,
    /// It does so no more.
    UnmakeAdministrator,
    /// Its person has this record; none where the reference is empty.
    Person(String),
    /// Signing in takes no second step until its owner sets one up again: his device is lost.
    DropSecondStep,
    /// It ends: name, address, passphrase and sessions go, its id stays in what was done.
    Close,
}

impl AccountChange {
    /// What is noted.
    fn what(&self) -> &'static str {
        match self {
            Self::Suspend => "suspended",
            Self::Resume => "resumed",
            Self::MakeAdministrator => "made-administrator",
            Self::UnmakeAdministrator => "unmade-administrator",
            Self::Person(reference) if reference.trim().is_empty() => "person-unlinked",
            Self::Person(_) => "person-linked",
            Self::DropSecondStep => "second-step-dropped",
            Self::Close => "closed",
        }
    }

    /// Whether it takes somebody away from those who administer.
    const fn weakens(&self) -> bool {
        matches!(self, Self::Suspend | Self::UnmakeAdministrator | Self::Close)
    }

    /// Whether sessions and keys that began before would be good for something else than they began for.
    const fn ends_sessions(&self) -> bool {
        !matches!(self, Self::Resume | Self::Close)
    }

    /// The account as it is to be.
    fn apply(&self, account: Account, person: Option<RecordId>) -> Result<Account, Error> {
        let refused = || Error::new("account-state").arg("state", account.state.code());
        let state = match (self, account.state) {
            (_, AccountState::Closed) | (Self::Suspend, AccountState::Suspended) => return Err(refused()),
            (Self::Suspend, AccountState::Active | AccountState::Invited) => AccountState::Suspended,
            // Nobody has taken it up before: its invitation went with the suspension.
            (Self::Resume, AccountState::Suspended) if account.signed_in_at.is_none() => {
                AccountState::Invited
            }
            (Self::Resume, AccountState::Suspended) => AccountState::Active,
            (Self::Resume, _) => return Err(refused()),
            (_, state) => state,
        };
        let mut account = Account { state, ..account };
        match self {
            Self::MakeAdministrator => account.is_admin = true,
            Self::UnmakeAdministrator => account.is_admin = false,
            Self::Person(_) => account.person = person,
            Self::DropSecondStep => account.totp_secret = None,
            Self::Suspend | Self::Resume | Self::Close => {}
        }
        Ok(account)
    }
}

impl App {
    /// Changes an account.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-account`, `account-state`, `last-administrator`, `unknown-record`, or the store.
    pub async fn change_account(
        &self,
        ctx: &Context,
        id: RecordId,
        change: &AccountChange,
    ) -> Result<(), Error> {
        ctx.require_administrator()?;
        let person = match change {
            AccountChange::Person(reference) => self.person_named(ctx, reference).await?,
            _ => None,
        };
        let mut changes = self.store.change_accounts().await?;
        changes.lock_administrators().await?;
        self.require_still(&mut changes, ctx).await?;
        let account = changes.account(id).await?;
        let account = account.ok_or_else(|| Error::new("unknown-account").arg("found", id))?;
        let counts = account.is_admin && account.state == AccountState::Active;
        if counts && change.weakens() && changes.administrators().await? <= 1 {
            return Err(Error::new("last-administrator"));
        }
        let account = change.apply(account, person)?;
        changes.save_account(&account).await?;
        if change.ends_sessions() {
            changes.end_sessions_of(id, "").await?;
        }
        match change {
            AccountChange::Suspend => changes.end_links_of(id).await?,
            AccountChange::DropSecondStep => {
                changes.save_recovery_codes(id, &[]).await?;
                self.tell(&mut changes, &account, "second-step-off").await?;
            }
            AccountChange::Close => changes.close_account(id).await?,
            _ => {}
        }
        self.note(&mut changes, &ctx.actor, change.what(), Some(id), "").await?;
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(())
    }

    /// Whether whoever asks still administers, at the moment at which his change would stand.
    pub(crate) async fn require_still(
        &self,
        changes: &mut AccountChanges,
        ctx: &Context,
    ) -> Result<(), Error> {
        let Some(own) = ctx.account else { return Ok(()) };
        let account = changes.account(own).await?;
        let is_still =
            account.is_some_and(|account| account.is_admin && account.state == AccountState::Active);
        if is_still { Ok(()) } else { Err(Error::new("not-permitted")) }
    }
}
