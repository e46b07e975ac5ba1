//! Who did something, by name where whoever asks may know it.
//!
//! The log names accounts by their ids. A name is the title of the person's record as the reader sees it; his own account's
//! and, to administrators, every account's. Nobody else learns anything about accounts.

use std::collections::HashMap;

use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;

use crate::{App, Context, Error, title_of};

/// How the log names accounts.
pub(crate) const ACCOUNT: &str = "account:";

/// The names of those who did something, as far as one reader may know them.
#[derive(Clone, Debug, Default)]
pub struct ActorNames(HashMap<String, [String; 2]>);

impl ActorNames {
    /// The word that stands for an account whose name the reader may not know.
    pub const SOMEBODY: &str = "account";

    /// The name of somebody as the log names him.
    #[must_use]
    pub fn find(&self, actor: &str, lang: Lang) -> Option<&str> {
        let [ja, en] = self.0.get(actor)?;
        Some(match lang {
            Lang::Ja => ja,
            Lang::En => en,
        })
    }

    /// What the reader is told instead of the words of the log: an account without a name is just somebody.
    #[must_use]
    pub fn told(&self, actor: &str) -> String {
        let is_hidden = actor.starts_with(ACCOUNT) && !self.0.contains_key(actor);
        if is_hidden { Self::SOMEBODY.to_owned() } else { actor.to_owned() }
    }
}

impl App {
    /// The names of those who did something, as far as somebody may know them.
    ///
    /// Cost: one small query for each account that is named.
    ///
    /// # Errors
    /// The store.
    pub async fn actor_names(&self, ctx: &Context, actors: &[&str]) -> Result<ActorNames, Error> {
        let mut names = ActorNames::default();
        let mut people: HashMap<RecordId, Vec<String>> = HashMap::new();
        for actor in actors.iter().copied() {
            let Some(id) = actor.strip_prefix(ACCOUNT).and_then(|id| id.parse::<RecordId>().ok()) else {
                continue;
            };
            if names.0.contains_key(actor) || people.values().flatten().any(|known| known == actor) {
                continue;
            }
            let Some(account) = self.store.account(id).await? else { continue };
            if ctx.administers || ctx.account == Some(id) {
                let name = crate::accounts::shown_name(&account);
                if !name.is_empty() {
                    names.0.insert(actor.to_owned(), [name.clone(), name]);
                }
            } else if let Some(person) = account.person {
                people.entry(person).or_default().push(actor.to_owned());
            }
        }
        let ids: Vec<RecordId> = people.keys().copied().collect();
        for (id, seen) in self.store.find_many(self.reading(ctx), &ids).await? {
            let Some(kind) = self.registry().kind(seen.kind) else { continue };
            let title = Lang::ALL.map(|lang| title_of(kind, &seen.body, lang));
            if title.iter().all(String::is_empty) {
                continue;
            }
            for actor in people.remove(&id).unwrap_or_default() {
                names.0.insert(actor, title.clone());
            }
        }
        Ok(names)
    }
}
