//! Accounts as administrators see them.

use enishi_kit::fold::fold_text;
use enishi_kit::ids::RecordId;
use enishi_store::{Account, AccountState};
use jiff::Timestamp;

use crate::{App, Context, Error, title_of};

/// An account, without what nobody need see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountView {
    /// Its id.
    pub id: RecordId,
    /// The e-mail address.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The record of the person: reference and title.
    pub person: Option<(String, String)>,
    /// Whether it manages accounts, settings and jobs.
    pub is_admin: bool,
    /// `invited`, `active`, `suspended` or `closed`.
    pub state: &'static str,
    /// Whether signing in takes a second step.
    pub has_second_step: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last came in.
    pub signed_in_at: Option<Timestamp>,
}

/// Which accounts are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// Part of the name or address.
    pub text: String,
    /// In this state; without one, all but those that ended.
    pub state: Option<String>,
    /// Only those that administer.
    pub only_admins: bool,
}

/// The name, or the address as long as there is none.
pub(crate) fn shown_name(account: &Account) -> String {
    if account.name.is_empty() { account.email.clone() } else { account.name.clone() }
}

impl App {
    /// The accounts, by e-mail address.
    ///
    /// Cost: reads all accounts; an installation has hundreds.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn list_accounts(
        &self,
        ctx: &Context,
        filter: &AccountFilter,
    ) -> Result<Vec<AccountView>, Error> {
        ctx.require_administrator()?;
        let text = fold_text(filter.text.trim());
        let mut views = Vec::new();
        for account in self.store.accounts().await? {
            let is_state = match &filter.state {
                Some(state) => account.state.code() == state,
                None => account.state != AccountState::Closed,
            };
            let is_text = text.is_empty()
                || fold_text(&account.name).contains(&text)
                || fold_text(&account.email).contains(&text);
            if is_state && is_text && (account.is_admin || !filter.only_admins) {
                views.push(self.view_account(ctx, account).await?);
            }
        }
        Ok(views)
    }

    /// One account.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-account`, or the store.
    pub async fn show_account(&self, ctx: &Context, id: RecordId) -> Result<AccountView, Error> {
        ctx.require_administrator()?;
        let account = self.load_account(id).await?;
        self.view_account(ctx, account).await
    }

    async fn view_account(&self, ctx: &Context, account: Account) -> Result<AccountView, Error> {
        let person = match account.person {
            Some(id) => {
                let record = self.store.load(id).await?;
                // The title as whoever asks may see it.
                match record {
                    Some(record) => {
                        let found = self.find(ctx, "person", &record.reference).await.ok();
                        let lang = super::language_of(&account);
                        found.map(|view| (record.reference, title_of(view.kind, &view.seen.body, lang)))
                    }
                    None => None,
                }
            }
            None => None,
        };
        Ok(AccountView {
            id: account.id,
            email: account.email,
            name: account.name,
            person,
            is_admin: account.is_admin,
            state: account.state.code(),
            has_second_step: account.totp_secret.is_some(),
            created_at: account.created_at,
            signed_in_at: account.signed_in_at,
        })
    }
}
