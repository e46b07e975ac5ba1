//! Many strings in one piece of memory, and a table that finds them by hash.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::numbers;

/// A list of strings in one buffer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Strings {
    pub(super) text: String,
    pub(super) ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn push(&mut self, item: &str) {
        self.text.push_str(item);
        self.ends.push(numbers::narrow(self.text.len()));
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string at a position; empty beyond the end.
    pub(crate) fn get(&self, at: usize) -> &str {
        let start = super::start_of(&self.ends, at);
        let end = self.ends.get(at).map_or(start, |&end| numbers::index(end));
        self.text.get(start..end).unwrap_or_default()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The position of a string in a sorted list.
    pub(crate) fn find_sorted(&self, item: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle) < item {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < self.len() && self.get(low) == item).then(|| numbers::narrow(low))
    }
}

/// Sorted terms with a hash table over them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TermTable {
    pub(super) names: Strings,
    /// Open addressing; 0 is free, n is term n - 1. A power of two long, at most half full.
    slots: Vec<u32>,
}

impl TermTable {
    pub(crate) fn new(names: Strings) -> Self {
        let size = (names.len() * 2).next_power_of_two();
        let mut slots = vec![0_u32; size];
        for at in 0..names.len() {
            let mut slot = slot_of(names.get(at), size);
            while slots.get(slot).is_some_and(|&taken| taken != 0) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(free) = slots.get_mut(slot) {
                *free = numbers::narrow(at + 1);
            }
        }
        Self { names, slots }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn get(&self, at: usize) -> &str {
        self.names.get(at)
    }

    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        let size = self.slots.len();
        if size == 0 {
            return None;
        }
        let mut slot = slot_of(name, size);
        loop {
            let term = self.slots.get(slot)?.checked_sub(1)?;
            if self.names.get(numbers::index(term)) == name {
                return Some(term);
            }
            slot = (slot + 1) & (size - 1);
        }
    }
}

fn slot_of(name: &str, size: usize) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    // The upper half of the product is the well mixed one.
    usize::try_from(hasher.finish() >> 20).unwrap_or_default() & (size - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(items: &[&str]) -> Strings {
        let mut strings = Strings::default();
        items.iter().for_each(|item| strings.push(item));
        strings
    }

    #[test]
    fn strings_are_found_by_order_and_by_hash() {
        let items = ["", "a", "ab", "b", "希少", "希少糖"];
        let table = TermTable::new(strings(&items));
        for (at, item) in items.iter().enumerate() {
            assert_eq!(table.find(item), Some(numbers::narrow(at)));
            assert_eq!(strings(&items).find_sorted(item), Some(numbers::narrow(at)));
        }
        assert_eq!(table.find("c"), None);
        assert_eq!(strings(&items).find_sorted("c"), None);
        assert_eq!(TermTable::new(Strings::default()).find("a"), None);
        assert_eq!(TermTable::default().find("a"), None);
    }
}
