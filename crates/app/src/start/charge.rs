//! Who is in charge of the register as a whole, before anybody is: an administrator says so of himself, once. From then on
//! rights follow records, and whoever is in charge says who else is.

use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_policy::{Action, Subject as Judged};
use enishi_store::{AccountState, Change};
use serde_json::json;

use super::{CHARGE, Made, some_name};
use crate::{App, Context, Error};

/// The role by which somebody is in charge.
const ROLE: &str = "coordinator";

/// Who takes charge. Texts as he typed them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// His name.
    pub name: String,
    /// His unit and position; may be empty.
    pub post: String,
}

impl App {
    /// Whether an administrator may say that he is in charge: nobody who can sign in is, and he is not the shell.
    ///
    /// Cost: the accounts, and once for each state of the log what the records say of their people.
    ///
    /// # Errors
    /// The store.
    pub async fn may_take_charge(&self, ctx: &Context) -> Result<bool, Error> {
        if ctx.is_operator() || ctx.account.is_none() || !ctx.administers || ctx.evidence.keeps_the_whole() {
            return Ok(false);
        }
        for account in self.store.accounts().await? {
            let (AccountState::Active, Some(person)) = (account.state, account.person) else { continue };
            if self.rights_of(person, account.is_admin).await?.0.keeps_the_whole() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Makes the record of his person and of his role for the whole, from today, and names the person in his account.
    /// Gives the place in the log.
    ///
    /// # Errors
    /// `not-permitted`, `charge-taken` where somebody is in charge, `invalid` with what is wrong under the names of
    /// [`Charge`], or the store.
    pub async fn take_charge(&self, ctx: &Context, charge: &Charge, lang: Lang) -> Result<i64, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let own = ctx.account.ok_or_else(|| Error::new("not-permitted"))?;
        if !self.may_take_charge(ctx).await? {
            return Err(Error::new("charge-taken"));
        }
        let account = self.store.account(own).await?.ok_or_else(|| Error::new("not-permitted"))?;
        let mut made = Made { app: self, changes: Vec::new(), problems: Vec::new() };
        let person = match account.person {
            Some(person) if self.store.load(person).await?.is_some() => person,
            _ => {
                let post = charge.post.trim();
                let position = if post.is_empty() { json!(null) } else { some_name(lang, post) };
                let fields = json!({"name": some_name(lang, &charge.name), "position": position});
                made.add("person", &[("name", "name"), ("position", "post")], fields)?
            }
        };
        let title = self.catalogue().text(lang, "charge-role", &[("name", charge.name.trim().into())]);
        made.add(
            "role",
            &[("title", "name")],
            json!({
                "title": some_name(lang, &title),
                "person": person.to_string(),
                "role": ROLE,
                "since": self.today().to_string(),
            }),
        )?;
        let Made { changes, problems, .. } = made;
        if !problems.is_empty() {
            return Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems));
        }
        let is_first = self.needs_start().await?;
        let seq = self.write_charge(ctx, own, person, &changes).await?;
        if is_first {
            // The first question of an empty register is still to be asked.
            self.store.save_setting(super::CHARGED, &seq.to_string()).await?;
        }
        Ok(seq)
    }

    async fn write_charge(
        &self,
        ctx: &Context,
        own: RecordId,
        person: RecordId,
        made: &[Change],
    ) -> Result<i64, Error> {
        let (_, seq) = self.write_start(ctx, CHARGE, "history-charge", made, false).await?;
        let mut changes = self.store.change_accounts().await?;
        changes.lock_administrators().await?;
        self.require_still(&mut changes, ctx).await?;
        let account = changes.account(own).await?.ok_or_else(|| Error::new("not-permitted"))?;
        if account.person != Some(person) {
            changes.save_account(&enishi_store::Account { person: Some(person), ..account }).await?;
        }
        self.note(&mut changes, &ctx.actor, "took-charge", Some(own), "").await?;
        changes.commit().await?;
        Ok(seq)
    }
}
