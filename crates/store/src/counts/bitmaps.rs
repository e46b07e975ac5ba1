//! The standing rows of one kind as bitmaps: a bit for each record, a bitmap for each value that some may see.
//!
//! Not here: the database, and when to look into it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

use enishi_kind::{Clearance, Viewer};
use enishi_kit::ids::RecordId;
use jiff::civil::Date;
use roaring::RoaringBitmap;

use crate::asking::CREATED;
use crate::{FacetCounts, Filter, Reading};

/// A standing row of a facet.
#[derive(Clone, Debug)]
pub(super) struct FacetRow {
    pub(super) id: RecordId,
    pub(super) name: String,
    /// Empty where the row only says that the record is there.
    pub(super) value: String,
    pub(super) clearance: String,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
}

/// The records that have a value, as far as one clearance sees it, on the same days.
#[derive(Debug)]
struct Posting {
    /// The place of its clearance.
    clearance: u32,
    since: Option<Date>,
    until: Option<Date>,
    records: RoaringBitmap,
}

/// The standing rows of one kind.
#[derive(Debug, Default)]
pub(super) struct Bitmaps {
    /// The number of each record.
    numbers: HashMap<RecordId, u32>,
    /// Numbers of records that ended.
    free: Vec<u32>,
    /// Where the bits of each record stand.
    places: Vec<Box<[u32]>>,
    postings: Vec<Posting>,
    /// The clearances that rows have, in the order of their places: a question asks once which of them it sees.
    clearances: Vec<Clearance>,
    clearance_places: HashMap<String, u32>,
    /// Facet, then value, to postings.
    named: HashMap<String, HashMap<String, Vec<u32>>>,
}

/// What a reading sees.
struct Eye {
    /// By the place of a clearance.
    seen: Vec<bool>,
    day: Option<Date>,
}

impl Eye {
    fn sees(&self, posting: &Posting) -> bool {
        self.seen.get(index(posting.clearance)).is_some_and(|seen| *seen) && self.holds(posting)
    }

    fn holds(&self, posting: &Posting) -> bool {
        self.day.is_none_or(|day| {
            posting.since.is_none_or(|since| since <= day) && posting.until.is_none_or(|until| until >= day)
        })
    }
}

impl Bitmaps {
    /// Puts the rows of one record in the place of those that it had; none where it ended.
    ///
    /// Cost: the rows that it had and has.
    pub(super) fn replace(&mut self, id: RecordId, rows: &[FacetRow]) {
        let number = match self.numbers.get(&id).copied() {
            Some(number) => {
                let had = self.places.get_mut(index(number)).map(std::mem::take).unwrap_or_default();
                for place in had {
                    if let Some(posting) = self.postings.get_mut(index(place)) {
                        posting.records.remove(number);
                    }
                }
                number
            }
            None if rows.is_empty() => return,
            None => self.number(id),
        };
        if rows.is_empty() {
            self.numbers.remove(&id);
            self.free.push(number);
            return;
        }
        let places: BTreeSet<u32> = rows.iter().map(|row| self.place(row)).collect();
        for place in &places {
            if let Some(posting) = self.postings.get_mut(index(*place)) {
                posting.records.insert(number);
            }
        }
        if let Some(own) = self.places.get_mut(index(number)) {
            *own = places.into_iter().collect();
        }
    }

    fn number(&mut self, id: RecordId) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| {
            self.places.push(Box::default());
            u32::try_from(self.places.len() - 1).unwrap_or(u32::MAX)
        });
        self.numbers.insert(id, number);
        number
    }

    fn clearance(&mut self, clearance: &str) -> u32 {
        if let Some(place) = self.clearance_places.get(clearance) {
            return *place;
        }
        let place = u32::try_from(self.clearances.len()).unwrap_or(u32::MAX);
        self.clearances.push(Clearance::stored(clearance));
        self.clearance_places.insert(clearance.to_owned(), place);
        place
    }

    fn eye(&self, viewer: &Viewer, day: Option<Date>) -> Eye {
        Eye { seen: self.clearances.iter().map(|clearance| viewer.sees(clearance)).collect(), day }
    }

    fn place(&mut self, row: &FacetRow) -> u32 {
        let clearance = self.clearance(&row.clearance);
        let values = match self.named.get_mut(&row.name) {
            Some(values) => values,
            None => self.named.entry(row.name.clone()).or_default(),
        };
        let places = match values.get_mut(&row.value) {
            Some(places) => places,
            None => values.entry(row.value.clone()).or_default(),
        };
        let same = places.iter().find(|place| {
            self.postings.get(index(**place)).is_some_and(|posting| {
                posting.clearance == clearance && posting.since == row.since && posting.until == row.until
            })
        });
        if let Some(place) = same {
            return *place;
        }
        let place = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        self.postings.push(Posting {
            clearance,
            since: row.since,
            until: row.until,
            records: RoaringBitmap::new(),
        });
        places.push(place);
        place
    }

    /// How many records a list has; `undated` leaves out those that say something about their own days.
    pub(super) fn count(&self, reading: Reading<'_>, filters: &[Filter], undated: bool) -> u64 {
        let listed = self.listed(reading, undated);
        match self.filtered(reading, filters) {
            Some(filtered) => listed.intersection_len(&filtered),
            None => listed.len(),
        }
    }

    /// How many records of a list have each value of a facet, most first, then by value, at most `limit` values.
    pub(super) fn values(
        &self,
        reading: Reading<'_>,
        name: &str,
        filters: &[Filter],
        limit: usize,
    ) -> FacetCounts {
        let Some(values) = self.named.get(name) else { return FacetCounts::new() };
        let mut among = self.filtered(reading, filters);
        // Asked about a day, the record itself must hold on it.
        if reading.moment.on.is_some() {
            let listed = self.listed(reading, false);
            among = Some(match among {
                Some(among) => among & listed,
                None => listed,
            });
        }
        let eye = self.eye(reading.viewer, reading.day());
        // The least of the best so far is on top: what cannot beat it is not counted.
        let mut best: BinaryHeap<(Reverse<u64>, &str)> = BinaryHeap::new();
        for (value, places) in values {
            let mut seen = places
                .iter()
                .filter_map(|place| self.postings.get(index(*place)))
                .filter(|one| eye.sees(one));
            let Some(first) = seen.next() else { continue };
            let all = seen.clone().fold(first.records.len(), |sum, posting| sum + posting.records.len());
            if best.len() >= limit && best.peek().is_some_and(|(Reverse(least), _)| all < *least) {
                continue;
            }
            let count = match (seen.next(), &among) {
                (None, None) => all,
                (None, Some(among)) => first.records.intersection_len(among),
                (Some(second), among) => {
                    let mut records = union([first, second].into_iter().chain(seen));
                    if let Some(among) = among {
                        records &= among;
                    }
                    records.len()
                }
            };
            if count > 0 {
                best.push((Reverse(count), value));
                if best.len() > limit {
                    best.pop();
                }
            }
        }
        let mut counts: Vec<(String, u64)> =
            best.into_iter().map(|(Reverse(count), value)| (value.to_owned(), count)).collect();
        counts.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
        counts
    }

    /// The records that lists of this reading show. A record's own days matter only to who asks for a day.
    fn listed(&self, reading: Reading<'_>, undated: bool) -> RoaringBitmap {
        let eye = self.eye(reading.viewer, reading.moment.on);
        let postings = self.postings_of(CREATED, "").filter(|posting| eye.sees(posting));
        union(postings.filter(|posting| !undated || (posting.since.is_none() && posting.until.is_none())))
    }

    /// The records that have a value of each filter; `None` without filters.
    fn filtered(&self, reading: Reading<'_>, filters: &[Filter]) -> Option<RoaringBitmap> {
        let eye = self.eye(reading.viewer, reading.day());
        let sets = filters.iter().map(|filter| {
            let postings = filter.values.iter().flat_map(|value| self.postings_of(&filter.name, value));
            union(postings.filter(|posting| eye.sees(posting)))
        });
        sets.reduce(|one, other| one & other)
    }

    fn postings_of(&self, name: &str, value: &str) -> impl Iterator<Item = &Posting> {
        let places = self.named.get(name).and_then(|values| values.get(value));
        places.into_iter().flatten().filter_map(|place| self.postings.get(index(*place)))
    }
}

fn union<'p>(postings: impl Iterator<Item = &'p Posting>) -> RoaringBitmap {
    let mut records = RoaringBitmap::new();
    for posting in postings {
        records |= &posting.records;
    }
    records
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
