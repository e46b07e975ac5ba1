//! Checks of a record against others: what one record alone cannot know to be wrong.
//!
//! A record whose period ends before it begins is refused without any rule: see `period` of the kind. Steps between
//! states are in [`crate::states`].
//!
//! Not here: loading the other records. A rule says which it wants; whoever asks gives them in a [`World`].

mod approach;
pub mod clearance;
mod figures;
mod lineage;
mod money;
mod order;
mod people;
pub mod publication;
mod read;
mod statuses;
mod tie_ups;

use std::collections::BTreeMap;
use std::sync::Arc;

use enishi_kind::{Body, KindInfo, Problem};
use enishi_kit::ids::RecordId;
use jiff::civil::Date;

/// What happens with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The record is not written.
    Refuse,
    /// A person is asked and may write it all the same.
    Question,
}

/// Which records of a kind a rule wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those whose `field` refers to the record that the subject's own field of the same name refers to.
    Same(&'static str),
    /// Those that this field, or `FIELD.COLUMN`, of the subject refers to.
    Named(&'static str),
    /// Those whose field of this name refers to the subject.
    Naming(&'static str),
}

/// Records of another kind that a rule wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The kind.
    pub kind: &'static str,
    /// Which of them.
    pub which: Which,
}

/// One rule for one kind. A rule that can be broken from two sides is declared for both.
#[derive(Debug)]
pub struct Rule {
    /// The code of its findings; the sentence is `problem-CODE`.
    pub code: &'static str,
    /// What happens with its findings.
    pub severity: Severity,
    /// The kind of the records that it checks.
    pub kind: &'static str,
    /// The records that it wants to see.
    pub wants: &'static [Wanted],
    /// What is wrong, as problems with the rule's code. Pure.
    pub check: fn(&Subject<'_>, &World) -> Vec<Problem>,
}

/// The record as it is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its kind.
    pub kind: &'static KindInfo,
    /// Its id; `None` while it has none, so that nothing can refer to it.
    pub id: Option<RecordId>,
    /// What is to be written.
    pub body: &'a Body,
    /// Of that, what the person asking sees or has just written: findings quote nothing else that is closed.
    pub known: &'a Body,
}

/// Other records by kind and id. Findings quote them, so it holds only what the person asking may see. The stored state
/// of the subject itself may be among them; rules pass over it.
#[derive(Clone, Debug, Default)]
pub struct World {
    records: BTreeMap<String, Arc<Records>>,
    /// The words of files by the hashes of their bytes.
    texts: Arc<Texts>,
    day: Option<Date>,
}

/// The words of files by the hashes of their bytes.
pub type Texts = BTreeMap<String, String>;

/// The records of one kind by their ids.
pub type Records = BTreeMap<RecordId, Arc<Body>>;

impl World {
    /// A world without records.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A world without records, on a day.
    #[must_use]
    pub fn on(day: Date) -> Self {
        Self::new().with_day(day)
    }

    /// The same on a day.
    #[must_use]
    pub fn with_day(self, day: Date) -> Self {
        Self { day: Some(day), ..self }
    }

    /// Which day it is, for rules about what has ended.
    #[must_use]
    pub const fn day(&self) -> Option<Date> {
        self.day
    }

    /// Adds a record.
    pub fn insert(&mut self, kind: &str, id: RecordId, body: impl Into<Arc<Body>>) {
        Arc::make_mut(self.records.entry(kind.to_owned()).or_default()).insert(id, body.into());
    }

    /// Gives all records of a kind at once, so that many worlds share them.
    pub fn share(&mut self, kind: &str, records: &Arc<Records>) {
        self.records.insert(kind.to_owned(), Arc::clone(records));
    }

    /// The same with the words of files.
    #[must_use]
    pub fn with_texts(self, texts: &Arc<Texts>) -> Self {
        Self { texts: Arc::clone(texts), ..self }
    }

    /// The words of a file; none where it has none that could be read.
    #[must_use]
    pub fn text(&self, hash: &str) -> Option<&str> {
        self.texts.get(hash).map(String::as_str)
    }

    /// Finds a record.
    #[must_use]
    pub fn find(&self, kind: &str, id: RecordId) -> Option<&Body> {
        self.records.get(kind)?.get(&id).map(Arc::as_ref)
    }

    /// The records of a kind in the order of their ids, the subject left out.
    fn others<'a>(&'a self, kind: &str, subject: &Subject<'_>) -> impl Iterator<Item = (RecordId, &'a Body)> {
        let own = subject.id.filter(|_| subject.kind.name == kind);
        let known = self.records.get(kind).into_iter().flat_map(|records| records.iter());
        known.map(|(id, body)| (*id, body.as_ref())).filter(move |(id, _)| own != Some(*id))
    }
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What happens with it.
    pub severity: Severity,
    /// Field, code and arguments. Names are arguments as JSON of their text, for `NAME` in sentences.
    pub problem: Problem,
}

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        lineage::RULES,
        money::RULES,
        people::RULES,
        order::RULES,
        statuses::RULES,
        tie_ups::RULES,
        figures::RULES,
        clearance::RULES,
        approach::RULES,
        publication::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The rules for records of a kind.
pub fn rules_of(kind: &str) -> impl Iterator<Item = &'static Rule> {
    rules().filter(move |rule| rule.kind == kind)
}

/// Whether the rules of any kind want to see records of this one.
#[must_use]
pub fn is_wanted(kind: &str) -> bool {
    rules().flat_map(|rule| rule.wants).any(|wanted| wanted.kind == kind)
}

/// The records that the rules of a kind want, each once.
#[must_use]
pub fn wanted(kind: &str) -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    for wanted in rules_of(kind).flat_map(|rule| rule.wants) {
        if !all.contains(wanted) {
            all.push(*wanted);
        }
    }
    all
}

/// Everything that the rules find in a record, in the order of the rules.
#[must_use]
pub fn check(subject: &Subject<'_>, world: &World) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules_of(subject.kind.name) {
        let problems = (rule.check)(subject, world).into_iter();
        findings.extend(problems.map(|problem| Finding { severity: rule.severity, problem }));
    }
    findings
}

#[cfg(test)]
mod tests;
