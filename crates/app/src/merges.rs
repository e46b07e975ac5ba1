//! Proposed merges: records of one kind that share a folded name or an identifier. A person decides; nothing is merged
//! silently, and two that a person told apart are not proposed again.

use enishi_policy::Action;
use std::collections::{BTreeMap, BTreeSet};

use enishi_kind::KindInfo;
use enishi_kit::ids::RecordId;
use enishi_store::Seen;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::records::unknown_record;
use crate::{App, Context, Error, Link};

/// Why two records may be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "reason", rename_all = "lowercase")]
pub enum MergeReason {
    /// They have the same identifier.
    Identifier {
        /// Its scheme.
        scheme: String,
        /// Its value.
        value: String,
    },
    /// They have a name that folds to the same.
    Name {
        /// The folded name.
        value: String,
    },
}

/// Records that may be one and the same.
#[derive(Clone, Debug)]
pub struct MergeProposal {
    /// The records, oldest first.
    pub records: Vec<Seen>,
    /// Why, the surest first.
    pub reasons: Vec<MergeReason>,
}

/// Two records that a person told apart.
#[derive(Clone, Debug)]
pub struct ToldApart {
    /// The older one.
    pub one: Link,
    /// The younger one.
    pub other: Link,
    /// When.
    pub at: Timestamp,
}

/// What is remembered of two records told apart.
#[derive(Serialize, Deserialize)]
struct Remembered {
    at: Timestamp,
    actor: String,
}

type Pair = (RecordId, RecordId);

impl App {
    /// Proposals for a kind, those with the same identifier first.
    ///
    /// # Errors
    /// `unknown-kind`, or the store.
    pub async fn merge_proposals(
        &self,
        ctx: &Context,
        kind: &str,
        limit: u32,
    ) -> Result<Vec<MergeProposal>, Error> {
        let kind = self.kind(kind)?;
        let apart: BTreeSet<Pair> = self.pairs_apart(kind).await?.into_iter().map(|(pair, _)| pair).collect();
        // Pairs told apart must not take the places of others.
        let asked = limit.saturating_add(u32::try_from(apart.len()).unwrap_or(u32::MAX)).min(100_000);
        let mut groups = Groups::default();
        for facet in ["identifier", "folded"] {
            for (value, ids) in self.store.shared_facet_values(self.reading(ctx), kind, facet, asked).await? {
                groups.add(&reason_of(facet, value), &ids, &apart);
            }
        }
        let mut found = groups.finish();
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let ids: Vec<RecordId> = found.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
        let seen = self.store.find_many(self.reading(ctx), &ids).await?;
        // What is read only is not merged.
        let sealed = self.store.seals(&ids).await?;
        Ok(found
            .into_iter()
            .map(|(reasons, ids)| MergeProposal {
                records: ids
                    .iter()
                    .filter(|id| !sealed.contains_key(id))
                    .filter_map(|id| seen.get(id).cloned())
                    .collect(),
                reasons,
            })
            .filter(|proposal| proposal.records.len() > 1)
            .collect())
    }

    /// Remembers that two records are different, so that they are not proposed again; with `is_apart` false forgets it.
    ///
    /// # Errors
    /// `unknown-record`, `merge-self`, `not-permitted`, or the store.
    pub async fn tell_apart(
        &self,
        ctx: &Context,
        kind: &str,
        one: &str,
        other: &str,
        is_apart: bool,
    ) -> Result<(), Error> {
        ctx.require_writer()?;
        self.require_ever(ctx, Action::Merge)?;
        let kind = self.kind(kind)?;
        let mut ids = Vec::new();
        for text in [one, other] {
            let seen = self.store.find(self.reading(ctx), text).await?;
            let seen = seen.filter(|seen| seen.kind == kind.name).ok_or_else(|| unknown_record(text))?;
            ids.push(seen.id);
        }
        let [one_id, other_id] = ids[..] else { return Err(unknown_record(one)) };
        if one_id == other_id {
            return Err(Error::new("merge-self").arg("reference", one));
        }
        let pair = pair(one_id, other_id);
        let name = format!("{}{}:{}", beginning(kind), pair.0, pair.1);
        if is_apart {
            let remembered = Remembered { at: self.now(), actor: ctx.actor.clone() };
            let value = serde_json::to_string(&remembered).map_err(Error::internal)?;
            self.store.save_setting(&name, &value).await?;
        } else {
            self.store.forget_setting(&name).await?;
        }
        Ok(())
    }

    /// The records of a kind that somebody told apart, as far as both are there.
    ///
    /// # Errors
    /// `unknown-kind`, `not-permitted`, or the store.
    pub async fn told_apart(&self, ctx: &Context, kind: &str) -> Result<Vec<ToldApart>, Error> {
        self.require_ever(ctx, Action::Merge)?;
        let pairs = self.pairs_apart(self.kind(kind)?).await?;
        let ids: Vec<RecordId> = pairs.iter().flat_map(|((one, other), _)| [*one, *other]).collect();
        let links = self.links_to(ctx, &ids).await?;
        Ok(pairs
            .into_iter()
            .filter_map(|((one, other), remembered)| {
                let (one, other) = (links.get(&one)?.clone(), links.get(&other)?.clone());
                Some(ToldApart { one, other, at: remembered.at })
            })
            .collect())
    }

    async fn pairs_apart(&self, kind: &KindInfo) -> Result<Vec<(Pair, Remembered)>, Error> {
        let beginning = beginning(kind);
        let mut pairs = Vec::new();
        for (name, value) in self.store.settings(&beginning).await? {
            let ids = name.strip_prefix(&beginning).and_then(|rest| rest.split_once(':'));
            let ids = ids.and_then(|(one, other)| Some((one.parse().ok()?, other.parse().ok()?)));
            let pair = ids.ok_or_else(|| Error::internal(format!("the setting {name} names no pair")))?;
            pairs.push((pair, serde_json::from_str(&value).map_err(Error::internal)?));
        }
        Ok(pairs)
    }
}

fn beginning(kind: &KindInfo) -> String {
    format!("apart:{}:", kind.name)
}

fn reason_of(facet: &str, value: String) -> MergeReason {
    match value.split_once(':') {
        Some((scheme, number)) if facet == "identifier" => {
            MergeReason::Identifier { scheme: scheme.to_owned(), value: number.to_owned() }
        }
        _ => MergeReason::Name { value },
    }
}

/// The two, the older first.
fn pair(one: RecordId, other: RecordId) -> Pair {
    (one.min(other), one.max(other))
}

/// Records gathered by what they share, each record in one group.
#[derive(Default)]
struct Groups {
    groups: Vec<(BTreeSet<MergeReason>, BTreeSet<RecordId>)>,
    place: BTreeMap<RecordId, usize>,
}

impl Groups {
    /// Records that share a value belong together, unless somebody told all of them apart from each other.
    fn add(&mut self, reason: &MergeReason, ids: &[RecordId], apart: &BTreeSet<Pair>) {
        let together =
            |one: &RecordId| ids.iter().any(|other| other != one && !apart.contains(&pair(*one, *other)));
        let ids: Vec<RecordId> = ids.iter().copied().filter(together).collect();
        if ids.len() < 2 {
            return;
        }
        let mut reasons = BTreeSet::from([reason.clone()]);
        let mut all: BTreeSet<RecordId> = ids.iter().copied().collect();
        for place in ids.iter().filter_map(|id| self.place.get(id).copied()).collect::<BTreeSet<usize>>() {
            if let Some((known, records)) = self.groups.get_mut(place) {
                reasons.append(known);
                all.append(records);
            }
        }
        let place = self.groups.len();
        self.place.extend(all.iter().map(|id| (*id, place)));
        self.groups.push((reasons, all));
    }

    /// The groups, those with the surest reason first.
    fn finish(self) -> Vec<(Vec<MergeReason>, Vec<RecordId>)> {
        let mut groups: Vec<_> = self
            .groups
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(reasons, ids)| {
                (reasons.into_iter().collect::<Vec<_>>(), ids.into_iter().collect::<Vec<_>>())
            })
            .collect();
        groups.sort();
        groups
    }
}
