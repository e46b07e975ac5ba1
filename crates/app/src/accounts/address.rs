//! A new e-mail address of one's own account: asked for with the passphrase, confirmed by a link that goes to the new
//! address, told to the old one.

use enishi_kind::Problem;
use enishi_store::Purpose;
use jiff::SignedDuration;

use super::links::used;
use super::slow::Trier;
use super::{SignedIn, clean_email, email_problems, fold_email, hash, refuse};
use crate::{App, Error};

/// How long a new address can be confirmed.
const CONFIRM: SignedDuration = SignedDuration::from_hours(24);

impl App {
    /// Sends a link to a new address. The answer and the work are the same whether another account has the address or not.
    ///
    /// # Errors
    /// `no-mail` where none is sent, `invalid` with what is wrong with the address, `passphrase-wrong`, `sign-in-wait`, or the
    /// store.
    pub async fn ask_address(
        &self,
        who: &SignedIn,
        email: &str,
        passphrase: &str,
        address: &str,
    ) -> Result<(), Error> {
        if !self.sends_mail() {
            return Err(Error::new("no-mail"));
        }
        let mut problems = email_problems(email);
        let (email, folded) = (clean_email(email), fold_email(email));
        if email == who.account.email {
            problems.push(Problem::new("email-same").on("email"));
        }
        refuse(problems)?;
        self.confirm(who, passphrase, address).await?;
        // Each try is a mail to somebody.
        self.count_attempt(&Trier::new("address", &who.account.id.to_string(), "")).await?;
        let holder = self.store.account_by_email(&folded).await?;
        let is_free = holder.is_none_or(|holder| holder.id == who.account.id);
        let mut changes = self.store.change_accounts().await?;
        let account = self.reload(&mut changes, who).await?;
        let wanted = Some(email.clone());
        let token = self.new_link(&mut changes, Purpose::Address, Some(&account), CONFIRM, wanted).await?;
        self.mail_new_address(&mut changes, &account, (&email, is_free), &token, CONFIRM).await?;
        self.note(&mut changes, &who.actor(), "address-asked", Some(account.id), "").await?;
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(())
    }

    /// Takes the new address. Whoever holds the link must be signed in: an address that was mistyped is somebody else's.
    ///
    /// # Errors
    /// `link-used` when it was used, has ended, never was or is somebody else's; the store.
    pub async fn confirm_address(&self, who: &SignedIn, token: &str) -> Result<(), Error> {
        let (link, _) = self.usable(&hash(token)).await?;
        let wanted = link.address.clone().filter(|_| link.purpose == Purpose::Address);
        let email = wanted.filter(|_| link.account == Some(who.account.id)).ok_or_else(used)?;
        let folded = fold_email(&email);
        let mut changes = self.store.change_accounts().await?;
        self.use_link(&mut changes, &link).await?;
        let former = self.reload(&mut changes, who).await?;
        if !changes.move_account(former.id, &email, &folded).await? {
            return Err(used());
        }
        changes.end_links_of(former.id).await?;
        self.note(&mut changes, &who.actor(), "address-changed", Some(former.id), "").await?;
        self.tell(&mut changes, &former, "address-changed").await?;
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(())
    }
}
