//! Inviting: an account is made for somebody, who takes it up by a link.

use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_policy::Action;
use enishi_store::{Account, AccountChanges, AccountState, Purpose};

use super::links::{INVITATION, RESET};
use super::{clean_email, email_problems, language_of, refuse};
use crate::{App, Context, Error};

/// Who is invited.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// The e-mail address.
    pub email: &'a str,
    /// The name, if it is known; whoever comes may change it.
    pub name: &'a str,
    /// Whether the account manages accounts, settings and jobs.
    pub is_admin: bool,
    /// The short reference of the record of the person; empty when it has none.
    pub person: &'a str,
    /// The language of the mail and of the pages.
    pub language: Lang,
}

/// How a link reaches its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The account.
    pub account: RecordId,
    /// The link itself, where no mail goes out: whoever made it hands it over. It is shown once.
    pub link: Option<String>,
}

impl App {
    /// Makes an account and a link to take it up.
    ///
    /// # Errors
    /// `not-permitted`, `invalid` with what is wrong with the fields, `unknown-record`, or the store.
    pub async fn invite(&self, ctx: &Context, invitation: &Invitation<'_>) -> Result<HandOver, Error> {
        ctx.require_administrator()?;
        let mut problems = email_problems(invitation.email);
        if !invitation.name.trim().is_empty() {
            problems.extend(super::name_problems(invitation.name));
        }
        refuse(problems)?;
        let person = self.person_named(ctx, invitation.person).await?;
        let account = Account {
            name: invitation.name.trim().to_owned(),
            person,
            is_admin: invitation.is_admin,
            ..self.new_account(&clean_email(invitation.email), invitation.language)
        };
        let mut changes = self.store.change_accounts().await?;
        self.require_still(&mut changes, ctx).await?;
        if !changes.add_account(&account).await? {
            return refuse(vec![enishi_kind::Problem::new("email-taken").on("email")])
                .map(|()| HandOver { account: account.id, link: None });
        }
        let detail = if account.is_admin { "administrator" } else { "" };
        self.note(&mut changes, &ctx.actor, "invited", Some(account.id), detail).await?;
        if account.person.is_some() {
            self.note(&mut changes, &ctx.actor, "person-linked", Some(account.id), "").await?;
        }
        self.hand_over(changes, &account, Purpose::Invitation).await
    }

    /// Makes a new link: to take an account up that nobody has taken up, or to choose a new passphrase. Former links end.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-account`, `account-state`, or the store.
    pub async fn send_link(&self, ctx: &Context, id: RecordId) -> Result<HandOver, Error> {
        ctx.require_administrator()?;
        let mut changes = self.store.change_accounts().await?;
        self.require_still(&mut changes, ctx).await?;
        let account = changes.account(id).await?;
        let account = account.ok_or_else(|| Error::new("unknown-account").arg("found", id))?;
        let (purpose, what) = match account.state {
            AccountState::Invited => (Purpose::Invitation, "invited-again"),
            AccountState::Active => (Purpose::Reset, "reset-sent"),
            AccountState::Suspended | AccountState::Closed => {
                return Err(Error::new("account-state").arg("state", account.state.code()));
            }
        };
        changes.end_links_of(id).await?;
        self.note(&mut changes, &ctx.actor, what, Some(id), "").await?;
        self.hand_over(changes, &account, purpose).await
    }

    /// Makes the link and sends it, or gives it back where no mail goes out.
    async fn hand_over(
        &self,
        mut changes: AccountChanges,
        account: &Account,
        purpose: Purpose,
    ) -> Result<HandOver, Error> {
        let (length, template) = match purpose {
            Purpose::Reset => (RESET, "reset"),
            Purpose::Invitation | Purpose::First | Purpose::Address => (INVITATION, "invitation"),
        };
        let token = self.new_link(&mut changes, purpose, Some(account), length, None).await?;
        let link = if self.sends_mail() {
            let language = language_of(account);
            self.mail_link(&mut changes, Some(account), language, template, &token, length).await?;
            None
        } else {
            Some(self.link_address(&token))
        };
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(HandOver { account: account.id, link })
    }

    /// The record of a person by its reference. Whoever names it in an account gives away the rights that follow from it:
    /// he must be in charge of it himself, else who administers could let himself see everything.
    pub(super) async fn person_named(
        &self,
        ctx: &Context,
        reference: &str,
    ) -> Result<Option<RecordId>, Error> {
        let reference = reference.trim();
        if reference.is_empty() {
            return Ok(None);
        }
        let found = self.find(ctx, "person", reference).await?.seen;
        let record = self.store.load(found.id).await?.ok_or_else(|| Error::new("not-permitted"))?;
        self.require(ctx, Action::Update, &self.judged(record.kind, record.id, &record.body))?;
        Ok(Some(found.id))
    }
}
