//! Sums of budget lines in which no yen is counted twice.
//!
//! The rule, in the order in which it is applied to the lines of one fiscal year and one state:
//!
//! 1. A programme counts with its total where one is recorded, else with the sum of its parts; never with both.
//! 2. A line that is part of another line is not added: the other line holds it.
//! 3. A programme inside a programme that counts is not added: its money is in that of the outer one.
//! 4. Where a programme has several totals, the first counts and the others are shown as other statements.
//! 5. Lines of single clusters count only for a programme that has no line of its own.
//! 6. A line without an amount adds nothing and is said.

use std::collections::{BTreeSet, HashMap};

use enishi_kit::ids::RecordId;
use enishi_kit::money::Yen;

/// Whether a line is a total or a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole of a programme's money.
    Total,
    /// A part of it.
    Part,
}

/// A budget line as far as sums need it. All lines of a call are of one fiscal year and one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The record.
    pub id: RecordId,
    /// Its programme.
    pub programme: RecordId,
    /// The cluster, where it is one cluster's money.
    pub cluster: Option<RecordId>,
    /// Total or part.
    pub part: Part,
    /// The line of which it is a part.
    pub total: Option<RecordId>,
    /// The amount; none where the source gives none.
    pub amount: Option<Yen>,
}

/// How a programme's money came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A recorded total.
    Total,
    /// The sum of its parts.
    Parts,
    /// Lines without any amount.
    Unstated,
}

/// Whether an entry is added to the sum, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// It is.
    Added,
    /// It stands inside this programme, which counts.
    Inside(RecordId),
    /// Another total of the same programme counts.
    OtherStatement,
    /// There is no amount to add.
    Unstated,
}

/// A programme's money: a total with its parts, or parts alone. Sums are exact; they may exceed what a line can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The programme.
    pub programme: RecordId,
    /// The line that is the total.
    pub total: Option<RecordId>,
    /// The lines that are parts, in the order given.
    pub parts: Vec<RecordId>,
    /// Lines of single clusters beside the programme's own parts: shown, not added.
    pub shares: Vec<RecordId>,
    /// How the amount came about.
    pub basis: Basis,
    /// The amount in yen.
    pub amount_yen: Option<i128>,
    /// The sum of the parts that have an amount, in yen; none without such parts.
    pub parts_yen: Option<i128>,
    /// Parts without an amount.
    pub parts_unstated: usize,
    /// Total less parts in yen, where both are recorded: shown, never balanced.
    pub remainder_yen: Option<i128>,
    /// Whether it is added.
    pub counted: Counted,
}

/// All programmes of one fiscal year and state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Entries, in the order of the lines given.
    pub entries: Vec<Entry>,
    /// The sum in yen; none where no line has an amount.
    pub sum_yen: Option<i128>,
    /// Entries that could not be added for want of an amount.
    pub unstated: usize,
}

/// Puts the lines of one fiscal year and one state together. `inside` names for a programme the one that it is part of.
///
/// Determinism: the order of `lines` decides which of several totals counts and in which order entries come.
#[must_use]
pub fn book(lines: &[Line], inside: &HashMap<RecordId, RecordId>) -> Book {
    let parents = parents(lines);
    let is_free = |line: &&Line| !parents.contains_key(&line.id);
    let mut entries: Vec<(usize, Entry)> = Vec::new();
    for (place, total) in
        lines.iter().enumerate().filter(|(_, line)| line.part == Part::Total && is_free(line))
    {
        let parts: Vec<&Line> =
            lines.iter().filter(|part| parents.get(&part.id) == Some(&total.id)).collect();
        entries.push((place, entry(total.programme, Some(total), &parts)));
    }
    let mut loose: Vec<(usize, Vec<&Line>)> = Vec::new();
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.part == Part::Part && is_free(line))
    {
        let is_same = |parts: &[&Line]| parts.first().is_some_and(|first| first.programme == line.programme);
        match loose.iter_mut().find(|(_, parts)| is_same(parts)) {
            Some((_, parts)) => parts.push(line),
            None => loose.push((place, vec![line])),
        }
    }
    for (place, parts) in loose {
        if let Some(first) = parts.first() {
            entries.push((place, entry(first.programme, None, &parts)));
        }
    }
    entries.sort_by_key(|(place, _)| *place);
    count(entries.into_iter().map(|(_, entry)| entry).collect(), inside)
}

/// Of which line each line is a part: of the one that it names, or of the total of its programme. A line outside the
/// ones given holds nothing, and lines that hold each other in a circle are held by none.
fn parents(lines: &[Line]) -> HashMap<RecordId, RecordId> {
    let named: HashMap<RecordId, RecordId> = lines
        .iter()
        .filter_map(|line| Some((line.id, line.total?)))
        .filter(|(_, total)| lines.iter().any(|line| line.id == *total))
        .collect();
    let mut parents: HashMap<RecordId, RecordId> = named
        .iter()
        .filter(|(line, _)| !in_circle(**line, &named))
        .map(|(line, total)| (*line, *total))
        .collect();
    let totals: Vec<&Line> =
        lines.iter().filter(|line| line.part == Part::Total && !parents.contains_key(&line.id)).collect();
    for line in lines.iter().filter(|line| line.part == Part::Part) {
        if let Some(total) = totals.iter().find(|total| total.programme == line.programme) {
            parents.entry(line.id).or_insert(total.id);
        }
    }
    parents
}

/// Whether following `next` from here leads back to a place that was passed.
fn in_circle(from: RecordId, next: &HashMap<RecordId, RecordId>) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut here = from;
    while let Some(there) = next.get(&here) {
        if !seen.insert(*there) {
            return true;
        }
        here = *there;
    }
    false
}

fn entry(programme: RecordId, total: Option<&Line>, lines: &[&Line]) -> Entry {
    let (clusters, own): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.cluster.is_some());
    let (parts, shares) = if own.is_empty() { (clusters, Vec::new()) } else { (own, clusters) };
    let stated: Vec<i128> =
        parts.iter().filter_map(|line| line.amount).map(|yen| i128::from(yen.0)).collect();
    let parts_yen = (!stated.is_empty()).then(|| stated.iter().sum::<i128>());
    let total_yen = total.and_then(|line| line.amount).map(|yen| i128::from(yen.0));
    let basis = match (total_yen, parts_yen) {
        (Some(_), _) => Basis::Total,
        (None, Some(_)) => Basis::Parts,
        (None, None) => Basis::Unstated,
    };
    Entry {
        programme,
        total: total.map(|line| line.id),
        parts: parts.iter().map(|line| line.id).collect(),
        shares: shares.iter().map(|line| line.id).collect(),
        basis,
        amount_yen: total_yen.or(parts_yen),
        parts_yen,
        parts_unstated: parts.len() - stated.len(),
        remainder_yen: total_yen.zip(parts_yen).map(|(total, parts)| total - parts),
        counted: Counted::Unstated,
    }
}

/// Decides about each entry whether it is added, and adds.
fn count(mut entries: Vec<Entry>, inside: &HashMap<RecordId, RecordId>) -> Book {
    let counting: BTreeSet<RecordId> =
        entries.iter().filter(|entry| entry.amount_yen.is_some()).map(|entry| entry.programme).collect();
    let mut added: BTreeSet<RecordId> = BTreeSet::new();
    for entry in &mut entries {
        entry.counted = if entry.amount_yen.is_none() {
            Counted::Unstated
        } else if let Some(outer) = counting_outer(entry.programme, inside, &counting) {
            Counted::Inside(outer)
        } else if added.insert(entry.programme) {
            Counted::Added
        } else {
            Counted::OtherStatement
        };
    }
    let added: Vec<i128> = entries
        .iter()
        .filter(|entry| entry.counted == Counted::Added)
        .filter_map(|entry| entry.amount_yen)
        .collect();
    let unstated = entries.iter().filter(|entry| entry.counted == Counted::Unstated).count();
    Book { sum_yen: (!added.is_empty()).then(|| added.iter().sum()), unstated, entries }
}

/// The nearest programme around this one that has an amount. A circle of programmes holds nobody.
fn counting_outer(
    programme: RecordId,
    inside: &HashMap<RecordId, RecordId>,
    counting: &BTreeSet<RecordId>,
) -> Option<RecordId> {
    if in_circle(programme, inside) {
        return None;
    }
    let mut next = inside.get(&programme);
    while let Some(outer) = next {
        if counting.contains(outer) {
            return Some(*outer);
        }
        next = inside.get(outer);
    }
    None
}

#[cfg(test)]
mod tests;
