//! Accounts: nothing belongs to an account that is not there, no account names a person that never was.

use super::{Finding, Verifier};
use crate::Error;

/// What belongs to an account, and may belong to nobody.
const PARTS: [&str; 8] =
    ["recovery_code", "session", "link", "mail", "api_key", "account_event", "identity", "errand"];

impl Verifier<'_> {
    pub(super) async fn accounts(&mut self) -> Result<(), Error> {
        for table in PARTS {
            let sql = format!(
                "SELECT count(*) FROM {table} WHERE account IS NOT NULL AND account NOT IN (SELECT id FROM account)"
            );
            for _ in 0..self.count(&sql).await? {
                self.found.add(Finding::new("account-rows-alone", table));
            }
        }
        let sql = "SELECT count(*) FROM account WHERE person IS NOT NULL \
                   AND NOT EXISTS (SELECT 1 FROM log_change WHERE log_change.id = account.person)";
        for _ in 0..self.count(sql).await? {
            self.found.add(Finding::new("account-rows-alone", "account"));
        }
        Ok(())
    }
}
