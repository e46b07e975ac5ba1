//! What an account may do: the one place where somebody who is signed in becomes rights.

use enishi_store::Account;

use crate::{App, Context, Error};

impl App {
    /// The rights of an account at this moment.
    ///
    /// # Errors
    /// The store.
    #[expect(clippy::unused_async, reason = "roles are read from the store")]
    pub async fn context_of_account(&self, account: &Account) -> Result<Context, Error> {
        let actor = format!("account:{}", account.id);
        let context = if account.is_admin { Context::operator(&actor) } else { Context::public() };
        Ok(Context { actor, account: Some(account.id), administers: account.is_admin, ..context })
    }
}
