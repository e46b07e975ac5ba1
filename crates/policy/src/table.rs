//! The whole table: which kinds of user may do what, asked of the policies. A snapshot holds it, and the manual draws it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::{Action, Error, Facts, Policies, Subject, Verdict, groups_of};

/// The cluster of the people of the table.
const X: &str = "cluster-x";
const COMPANY: &str = "company";
const UNIVERSITY: &str = "university";
const MINISTRY: &str = "ministry";
const FOUNDATION: &str = "foundation";

/// Who holds what is asked about: the cluster of the people, another one, the installation as a whole.
pub const HOLDERS: [(&str, &str); 3] = [("own", X), ("other", "cluster-y"), ("whole", "-")];

/// A kind of user: his word in catalogues, and what is known of him. Whoever has a cluster is of the first.
#[derive(Clone, Debug)]
pub struct Person {
    /// The word.
    pub code: &'static str,
    /// What is known.
    pub facts: Facts,
}

/// Something that is asked about.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `own`, `other` or `whole`: who holds it.
    pub holder: &'static str,
    /// The layer, or the kind of the record.
    pub what: &'static str,
    /// Whose own the record is; empty for a layer and for the installation.
    pub of: &'static str,
    /// The actions that are asked about.
    pub actions: &'static [Action],
    /// As the policies are asked.
    pub subject: Subject,
}

fn ids(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The kinds of user, in the order of the manual.
#[must_use]
pub fn people() -> Vec<Person> {
    let signed_in = Facts { is_signed_in: true, ..Facts::default() };
    let of_x =
        |works_for: &[&str]| Facts { belongs_to: ids(&[X]), works_for: ids(works_for), ..signed_in.clone() };
    [
        ("public", Facts::default()),
        ("signed-in", signed_in.clone()),
        ("company", of_x(&[COMPANY])),
        ("researcher", of_x(&[UNIVERSITY])),
        ("coordinator", Facts { runs: ids(&[X]), ..of_x(&[FOUNDATION]) }),
        ("adviser", Facts { advises: ids(&[X]), ..of_x(&[]) }),
        ("officer", Facts { officer_of: ids(&[MINISTRY]), works_for: ids(&[MINISTRY]), ..signed_in.clone() }),
        ("committee-secretary", Facts { secretary_of: ids(&["committee"]), ..signed_in.clone() }),
        ("theme-coordinator", Facts { coordinates_themes: true, ..signed_in.clone() }),
        ("administrator", Facts { administers: true, ..signed_in }),
    ]
    .map(|(code, facts)| Person { code, facts })
    .into()
}

/// What is seen: every layer of what everybody may hold.
#[must_use]
pub fn layers() -> Vec<Asked> {
    let levels = ["public", "member", "neighbours", "party", "steward"];
    let of_holder = |(holder, id): (&'static str, &str)| {
        let held_by = id.to_owned();
        levels.map(|level| Asked {
            holder,
            what: level,
            of: "",
            actions: &[Action::See],
            subject: Subject::Layer { level, held_by: held_by.clone() },
        })
    };
    HOLDERS.into_iter().flat_map(of_holder).collect()
}

/// What is changed: a record for each group of kinds, and the installation.
#[must_use]
pub fn changes() -> Vec<Asked> {
    let actions: &'static [Action] = Action::ALL.get(1..11).unwrap_or_default();
    let kinds = [
        ("seed", UNIVERSITY),
        ("need", COMPANY),
        ("need", "another company"),
        ("programme", MINISTRY),
        ("meeting", MINISTRY),
        ("question", MINISTRY),
        ("theme", MINISTRY),
        ("cluster", FOUNDATION),
    ];
    let mut all = Vec::new();
    for (kind, of) in kinds {
        for (holder, id) in HOLDERS.into_iter().filter(|(holder, _)| *holder != "other") {
            let subject = Subject::Record {
                kind,
                held_by: id.to_owned(),
                organisations: ids(&[of]),
                committees: ids(&["committee"]),
            };
            all.push(Asked { holder, what: kind, of, actions, subject });
        }
    }
    all.push(Asked {
        holder: "",
        what: "installation",
        of: "",
        actions: &[Action::Administer],
        subject: Subject::Installation,
    });
    all
}

/// Whether two kinds are kept by the same people.
#[must_use]
pub fn are_alike(one: &str, other: &str) -> bool {
    groups_of(one).eq(groups_of(other))
}

impl Policies {
    /// What the policies say to one cell of the table.
    ///
    /// # Errors
    /// A policy that failed.
    pub fn cell(&self, person: &Person, action: Action, asked: &Asked) -> Result<Arc<Verdict>, Error> {
        self.judge(&person.facts, action, &asked.subject)
    }

    /// Every policy by its name with its text as written, in the order of the files.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.texts().flat_map(|(_, text)| {
            text.split("@id(\"").skip(1).filter_map(|rest| {
                let (id, rest) = rest.split_once("\")")?;
                let (text, _) = rest.split_once("};")?;
                // The text ends where the policy does, whatever comments follow.
                let text = rest.get(..text.len() + 2)?;
                Some((id, text.trim_start()))
            })
        })
    }
}
