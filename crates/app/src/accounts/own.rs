//! What somebody does with his own account: name, language, passphrase.

use enishi_kit::lang::Lang;

use super::{SessionToken, SignedIn, name_problems, passphrase, refuse};
use crate::{App, Error};

impl App {
    /// Changes one's own name and language.
    ///
    /// # Errors
    /// `invalid` with what is wrong with the name, or the store.
    pub async fn rename_account(&self, who: &SignedIn, name: &str, language: Lang) -> Result<(), Error> {
        refuse(name_problems(name))?;
        let mut changes = self.store.change_accounts().await?;
        let mut account = self.reload(&mut changes, who).await?;
        name.trim().clone_into(&mut account.name);
        language.code().clone_into(&mut account.language);
        changes.save_account(&account).await?;
        self.note(&mut changes, &who.actor(), "renamed", Some(account.id), "").await?;
        Ok(changes.commit().await?)
    }

    /// Changes one's own passphrase. All sessions end, and this browser gets a new one.
    ///
    /// # Errors
    /// `passphrase-wrong`, `sign-in-wait`, `invalid` with what is wrong with the new one, or the store.
    pub async fn change_passphrase(
        &self,
        who: &SignedIn,
        current: &str,
        wanted: &str,
        address: &str,
    ) -> Result<SessionToken, Error> {
        refuse(passphrase::problems(wanted, &who.account.email, &who.account.name))?;
        self.confirm(who, current, address).await?;
        let hashed = self.hash_passphrase(wanted).await?;
        let mut changes = self.store.change_accounts().await?;
        let mut account = self.reload(&mut changes, who).await?;
        account.passphrase = Some(hashed);
        changes.save_account(&account).await?;
        changes.end_links_of(account.id).await?;
        self.note(&mut changes, &who.actor(), "passphrase-changed", Some(account.id), "").await?;
        let token = self.renew_session(&mut changes, who).await?;
        self.tell(&mut changes, &account, "passphrase-changed").await?;
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(token)
    }
}
