//! The invented people of a demonstration, as whom a visitor looks at it: one for each role that one of them holds today.
//!
//! Only in a demonstration: everywhere else nobody comes in without knowing anything.

use enishi_kit::lang::Lang;
use enishi_store::{Account, AccountState, Moment, SessionState};

use super::{Arrival, SessionToken, actor_of};
use crate::fields::{code_of, id_of};
use crate::{App, Context, Error, is_sample, title_of};

/// The key of whoever manages accounts and is no person of the register.
const ADMINISTRATOR: &str = "administrator";
/// The domain of their addresses; it is nobody's (RFC 2606).
const DOMAIN: &str = "demonstration.example";

/// Somebody as whom a demonstration can be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// The reference of his record, or `administrator`.
    pub key: String,
    /// His name; empty for the administrator.
    pub name: String,
    /// His roles of today: the code of each and its title.
    pub roles: Vec<(String, String)>,
}

impl App {
    fn require_demonstration(&self) -> Result<(), Error> {
        if self.accounts.settings.is_demonstration { Ok(()) } else { Err(Error::new("not-permitted")) }
    }

    /// The invented people with a role today, and the administrator.
    ///
    /// # Errors
    /// `not-permitted` where this is no demonstration; `too-many-records`, or the store.
    pub async fn personas(&self, lang: Lang) -> Result<Vec<Persona>, Error> {
        self.require_demonstration()?;
        let today = Context::public().at(Moment { on: Some(self.today()), known_at: None });
        let roles = self.all(&today, "role", &[]).await?;
        let people = self.all(&Context::public(), "person", &[]).await?;
        let (role_kind, person_kind) = (self.kind("role")?, self.kind("person")?);
        let mut personas = Vec::new();
        for person in people.iter().filter(|person| is_sample(person)) {
            let held = roles.iter().filter(|role| id_of(&role.body, "person") == Some(person.id));
            let held: Vec<(String, String)> = held
                .filter_map(|role| {
                    Some((code_of(&role.body, "role")?, title_of(role_kind, &role.body, lang)))
                })
                .collect();
            if !held.is_empty() {
                let name = title_of(person_kind, &person.body, lang);
                personas.push(Persona { key: person.reference.clone(), name, roles: held });
            }
        }
        personas.sort_by(|one, two| one.roles.cmp(&two.roles));
        personas.push(Persona { key: ADMINISTRATOR.to_owned(), name: String::new(), roles: Vec::new() });
        Ok(personas)
    }

    /// Begins a session as one of them.
    ///
    /// # Errors
    /// `not-permitted` where this is no demonstration, `unknown-account`, or the store.
    pub async fn begin_persona(
        &self,
        key: &str,
        lang: Lang,
        arrival: &Arrival<'_>,
    ) -> Result<SessionToken, Error> {
        let personas = self.personas(lang).await?;
        let persona = personas.into_iter().find(|persona| persona.key == key);
        let persona = persona.ok_or_else(|| Error::new("unknown-account").arg("found", key))?;
        let is_admin = persona.key == ADMINISTRATOR;
        let person = match persona.key.as_str() {
            ADMINISTRATOR => None,
            reference => Some(self.find(&Context::public(), "person", reference).await?.seen.id),
        };
        let account = Account {
            name: persona.name,
            person,
            is_admin,
            state: AccountState::Active,
            ..self.new_account(&format!("{}@{DOMAIN}", persona.key), lang)
        };
        let known = self.store.account_by_email(&account.folded).await?;
        let mut changes = self.store.change_accounts().await?;
        let id = match known {
            Some(known) => known.id,
            None => {
                changes.add_account(&account).await?;
                account.id
            }
        };
        let token = self.begin_session(&mut changes, id, SessionState::Open, arrival).await?;
        self.note(&mut changes, &actor_of(id), "signed-in", Some(id), "demonstration").await?;
        changes.commit().await?;
        Ok(token)
    }
}
