//! Judging: policies read once and held against their schema, then asked.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};

use crate::{Action, Error, Facts, Subject, groups_of};

const SCHEMA: &str = include_str!("../policies/schema.cedarschema");

/// The policies with the names of their files.
const FILES: [(&str, &str); 3] = [
    ("see.cedar", include_str!("../policies/see.cedar")),
    ("change.cedar", include_str!("../policies/change.cedar")),
    ("installation.cedar", include_str!("../policies/installation.cedar")),
];

/// Answers remembered at most; then all are forgotten.
const REMEMBERED: usize = 20_000;

/// What was decided, and by which policies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is permitted.
    pub is_permitted: bool,
    /// The policies that permit it, by name; none where nothing does.
    pub policies: Vec<String>,
}

type Answers = HashMap<(Facts, Action, Subject), Arc<Verdict>>;

/// The policies of this program. Cheap to clone.
#[derive(Clone)]
pub struct Policies {
    inner: Arc<Inner>,
}

struct Inner {
    schema: Schema,
    policies: PolicySet,
    authorizer: Authorizer,
    answers: Mutex<Answers>,
}

impl std::fmt::Debug for Policies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Policies").finish_non_exhaustive()
    }
}

impl Policies {
    /// Reads the policies and holds them against the schema.
    ///
    /// # Errors
    /// A policy that cannot be read or asks for what the schema does not have.
    pub fn load() -> Result<Self, Error> {
        let (schema, _) =
            Schema::from_cedarschema_str(SCHEMA).map_err(|error| Error::Source(error.to_string()))?;
        let mut policies = PolicySet::new();
        for (file, text) in FILES {
            let read =
                PolicySet::from_str(text).map_err(|error| Error::Source(format!("{file}: {error}")))?;
            for policy in read.policies() {
                let id = policy.annotation("id");
                let id = id.ok_or_else(|| Error::Source(format!("{file}: a policy has no @id")))?;
                let named = policy.new_id(PolicyId::new(id));
                policies.add(named).map_err(|error| Error::Source(format!("{file}: {error}")))?;
            }
        }
        let found = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if !found.validation_passed() {
            let errors: Vec<String> = found.validation_errors().map(ToString::to_string).collect();
            return Err(Error::Invalid(errors.join("; ")));
        }
        let inner = Inner { schema, policies, authorizer: Authorizer::new(), answers: Mutex::default() };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The names of all policies with the texts as written, in the order of the files.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        FILES.into_iter()
    }

    /// Whether somebody may do something. What was answered before is remembered.
    ///
    /// Cost: some ten microseconds the first time.
    ///
    /// # Errors
    /// A question that the schema does not know, or a policy that failed: then nothing is permitted.
    pub fn judge(&self, facts: &Facts, action: Action, subject: &Subject) -> Result<Arc<Verdict>, Error> {
        let question = (facts.clone(), action, subject.clone());
        if let Some(verdict) = self.answers().get(&question) {
            return Ok(Arc::clone(verdict));
        }
        let verdict = Arc::new(self.ask(facts, action, subject)?);
        let mut answers = self.answers();
        if answers.len() >= REMEMBERED {
            answers.clear();
        }
        answers.insert(question, Arc::clone(&verdict));
        Ok(verdict)
    }

    fn answers(&self) -> std::sync::MutexGuard<'_, Answers> {
        self.inner.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, facts: &Facts, action: Action, subject: &Subject) -> Result<Verdict, Error> {
        let Inner { schema, policies, authorizer, .. } = &*self.inner;
        let person = uid("User", "asking")?;
        let thing = uid(entity_type(subject), "asked")?;
        let mut entities = vec![user(&person, facts)?];
        entities.extend(described(&thing, subject)?);
        let question = |error: &dyn std::fmt::Display| Error::Question(error.to_string());
        let entities = Entities::from_entities(entities, Some(schema)).map_err(|error| question(&error))?;
        let request =
            Request::new(person, uid("Action", action.code())?, thing, Context::empty(), Some(schema))
                .map_err(|error| question(&error))?;
        let answer = authorizer.is_authorized(&request, policies, &entities);
        if let Some(error) = answer.diagnostics().errors().next() {
            return Err(Error::Evaluation(error.to_string()));
        }
        let mut by: Vec<String> = answer.diagnostics().reason().map(ToString::to_string).collect();
        by.sort_unstable();
        Ok(Verdict { is_permitted: answer.decision() == Decision::Allow, policies: by })
    }
}

const fn entity_type(subject: &Subject) -> &'static str {
    match subject {
        Subject::Layer { .. } => "Layer",
        Subject::Record { .. } => "Record",
        Subject::Installation => "Installation",
    }
}

fn uid(of: &str, id: &str) -> Result<EntityUid, Error> {
    let name = EntityTypeName::from_str(of).map_err(|error| Error::Question(error.to_string()))?;
    Ok(EntityUid::from_type_name_and_id(name, EntityId::new(id)))
}

fn set(of: &str, ids: &BTreeSet<String>) -> Result<RestrictedExpression, Error> {
    let ids = ids.iter().map(|id| Ok(RestrictedExpression::new_entity_uid(uid(of, id)?)));
    Ok(RestrictedExpression::new_set(ids.collect::<Result<Vec<_>, Error>>()?))
}

fn entity(
    uid: &EntityUid,
    attributes: impl IntoIterator<Item = (&'static str, RestrictedExpression)>,
    parents: HashSet<EntityUid>,
) -> Result<Entity, Error> {
    let attributes = attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Entity::new(uid.clone(), attributes, parents).map_err(|error| Error::Question(error.to_string()))
}

fn user(person: &EntityUid, facts: &Facts) -> Result<Entity, Error> {
    let attributes = [
        ("signedIn", RestrictedExpression::new_bool(facts.is_signed_in)),
        ("administers", RestrictedExpression::new_bool(facts.administers)),
        ("runs", set("Cluster", &facts.runs)?),
        ("advises", set("Cluster", &facts.advises)?),
        ("belongsTo", set("Cluster", &facts.belongs_to)?),
        ("officerOf", set("Organisation", &facts.officer_of)?),
        ("worksFor", set("Organisation", &facts.works_for)?),
        ("secretaryOf", set("Committee", &facts.secretary_of)?),
        ("coordinatesThemes", RestrictedExpression::new_bool(facts.coordinates_themes)),
    ];
    entity(person, attributes, HashSet::new())
}

fn described(thing: &EntityUid, subject: &Subject) -> Result<Vec<Entity>, Error> {
    let cluster = |id: &str| Ok::<_, Error>(RestrictedExpression::new_entity_uid(uid("Cluster", id)?));
    Ok(match subject {
        Subject::Layer { level, held_by } => {
            let level = RestrictedExpression::new_string((*level).to_owned());
            vec![entity(thing, [("level", level), ("heldBy", cluster(held_by)?)], HashSet::new())?]
        }
        Subject::Record { kind, held_by, organisations, committees } => {
            let of = uid("Kind", kind)?;
            let groups =
                groups_of(kind).map(|group| uid("Group", group)).collect::<Result<HashSet<_>, _>>()?;
            let mut all = Vec::with_capacity(groups.len() + 2);
            for group in &groups {
                all.push(entity(group, [], HashSet::new())?);
            }
            all.push(entity(&of, [], groups)?);
            let attributes = [
                ("heldBy", cluster(held_by)?),
                ("organisations", set("Organisation", organisations)?),
                ("committees", set("Committee", committees)?),
            ];
            all.push(entity(thing, attributes, HashSet::from([of]))?);
            all
        }
        Subject::Installation => vec![entity(thing, [], HashSet::new())?],
    })
}

#[cfg(test)]
mod tests;
