//! Who receives needs and seeds at this installation: as its settings say, else as its operator wrote it here.
//!
//! Not a record: it speaks of the installation, not of the subject, and goes with no export.

use enishi_kind::Problem;
use enishi_policy::{Action, Subject as Judged};
use serde::{Deserialize, Serialize};

use crate::{App, Context, Error};

/// The setting of the store that holds what the operator wrote.
const CONTACT: &str = "contact";
/// Most characters of a line.
const MOST_CHARS: usize = 300;

/// How whoever receives needs and seeds is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ContactPoint {
    /// The office or organisation.
    pub name: String,
    /// An e-mail address.
    pub email: String,
    /// A telephone number.
    pub telephone: String,
    /// A postal address.
    pub address: String,
}

/// The contact of an installation, and who said so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contact {
    /// How it is reached.
    pub point: ContactPoint,
    /// Whether the settings say so; then the pages do not change it.
    pub is_setting: bool,
}

impl ContactPoint {
    /// The same without blanks around its lines.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let line = |text: &str| text.trim().to_owned();
        Self {
            name: line(&self.name),
            email: line(&self.email),
            telephone: line(&self.telephone),
            address: line(&self.address),
        }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines().iter().all(|(_, line)| line.trim().is_empty())
    }

    /// What is wrong with it, each under the name of its line (`email`). A name alone reaches nobody.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let email = self.email.trim();
        if !email.is_empty() && !is_address(email) {
            problems.push(Problem::new("email").arg("found", email).on("email"));
        }
        let reaches = [&self.email, &self.telephone, &self.address];
        if !self.is_empty() && reaches.iter().all(|line| line.trim().is_empty()) {
            problems.push(Problem::new("contact-reach").on("email"));
        }
        for (name, line) in self.lines() {
            let length = line.chars().count();
            if length > MOST_CHARS {
                let problem = Problem::new("too-long").arg("found", length).arg("limit", MOST_CHARS);
                problems.push(problem.on(name));
            }
        }
        problems
    }

    fn lines(&self) -> [(&'static str, &str); 4] {
        [
            ("name", &self.name),
            ("email", &self.email),
            ("telephone", &self.telephone),
            ("address", &self.address),
        ]
    }
}

/// Something before and after one `@`: whether it exists only a letter can tell.
fn is_address(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(who, host)| !who.is_empty() && !host.is_empty() && !host.contains('@'))
        && !text.chars().any(|letter| letter.is_whitespace() || "<>\"?&".contains(letter))
}

impl App {
    /// The same program with the contact that its settings name.
    #[must_use]
    pub fn with_contact(self, point: &ContactPoint) -> Self {
        Self { contact: Some(point.trimmed()).filter(|point| !point.is_empty()), ..self }
    }

    /// Who receives needs and seeds here; none while nobody said so.
    ///
    /// # Errors
    /// The store.
    pub async fn contact(&self) -> Result<Option<Contact>, Error> {
        if let Some(point) = &self.contact {
            return Ok(Some(Contact { point: point.clone(), is_setting: true }));
        }
        let Some(text) = self.store.setting(CONTACT).await? else { return Ok(None) };
        let point: ContactPoint = serde_json::from_str(&text).map_err(Error::internal)?;
        Ok(Some(Contact { point, is_setting: false }))
    }

    /// Remembers who receives needs and seeds here; nothing at all is forgotten again.
    ///
    /// # Errors
    /// `invalid` with what is wrong with each line, `not-permitted`, or the store.
    pub async fn save_contact(&self, ctx: &Context, point: &ContactPoint) -> Result<(), Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let problems = point.problems();
        if !problems.is_empty() {
            return Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems));
        }
        if point.is_empty() {
            self.store.forget_setting(CONTACT).await?;
        } else {
            let text = serde_json::to_string(&point.trimmed()).map_err(Error::internal)?;
            self.store.save_setting(CONTACT, &text).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_must_reach_somebody() {
        let point = |name: &str, email: &str, telephone: &str| ContactPoint {
            name: name.into(),
            email: email.into(),
            telephone: telephone.into(),
            ..ContactPoint::default()
        };
        let codes = |point: ContactPoint| -> Vec<String> {
            point.problems().iter().map(|problem| problem.code.to_string()).collect()
        };
        assert!(codes(point("", "", "")).is_empty());
        assert!(codes(point("窓口", "a@example.jp", "")).is_empty());
        assert!(codes(point("窓口", "", "087-000-0000")).is_empty());
        assert_eq!(codes(point("窓口", "", "")), ["contact-reach"]);
        for wrong in ["a", "@b", "a@", "a@b@c", "a b@c", "a@b?subject=x"] {
            assert_eq!(codes(point("窓口", wrong, "")), ["email"], "{wrong}");
        }
    }
}
