//! What is added to a sum and what is not: totals, parts, parts of parts, states of a year.

use super::*;

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn line(number: u8, programme: u8, part: Part, amount: Option<i64>) -> Line {
    Line {
        id: id(number),
        programme: id(programme),
        cluster: None,
        part,
        total: None,
        amount: amount.map(Yen),
    }
}

fn of(number: u8, programme: u8, total: u8, amount: i64) -> Line {
    Line { total: Some(id(total)), ..line(number, programme, Part::Part, Some(amount)) }
}

const MILLION: i64 = 1_000_000;

/// The budgets of FY2010 as published: two totals whose parts do not add up, in million yen.
fn published_2010() -> (Vec<Line>, HashMap<RecordId, RecordId>) {
    let lines = vec![
        line(1, 101, Part::Total, Some(12_065 * MILLION)),
        of(2, 102, 1, 7_942 * MILLION),
        of(3, 103, 1, 3_000 * MILLION),
        of(4, 104, 1, 1_000 * MILLION),
        line(5, 105, Part::Total, Some(2_649 * MILLION)),
        of(6, 105, 5, 2_041 * MILLION),
        of(7, 105, 5, 593 * MILLION),
    ];
    let inside = HashMap::from([(id(102), id(101)), (id(103), id(101)), (id(104), id(101))]);
    (lines, inside)
}

#[test]
fn the_published_totals_of_2010_keep_their_remainders() {
    let (lines, inside) = published_2010();
    let book = book(&lines, &inside);
    let millions: Vec<_> = book
        .entries
        .iter()
        .map(|entry| {
            let in_millions = |yen: Option<i128>| yen.map(|yen| yen / i128::from(MILLION));
            (in_millions(entry.amount_yen), in_millions(entry.parts_yen), in_millions(entry.remainder_yen))
        })
        .collect();
    assert_eq!(millions, [(Some(12_065), Some(11_942), Some(123)), (Some(2_649), Some(2_634), Some(15))]);
    assert_eq!(book.sum_yen, Some(14_714 * i128::from(MILLION)));
}

#[test]
fn the_order_of_the_lines_does_not_change_the_sum() {
    let (mut lines, inside) = published_2010();
    for _ in 0..lines.len() {
        lines.rotate_left(1);
        assert_eq!(book(&lines, &inside).sum_yen, Some(14_714 * i128::from(MILLION)));
    }
}

#[test]
fn parts_count_where_there_is_no_total_and_never_beside_it() {
    let parts = [line(2, 101, Part::Part, Some(30)), line(3, 101, Part::Part, Some(12))];
    let without = book(&parts, &HashMap::new());
    assert_eq!((without.sum_yen, without.entries.first().unwrap().basis), (Some(42), Basis::Parts));
    let with: Vec<Line> = parts.into_iter().chain([line(1, 101, Part::Total, Some(50))]).collect();
    let with = book(&with, &HashMap::new());
    assert_eq!((with.sum_yen, with.entries.len()), (Some(50), 1));
    assert_eq!(with.entries.first().unwrap().remainder_yen, Some(8));
}

#[test]
fn a_programme_inside_another_is_not_added() {
    let lines = [line(1, 101, Part::Total, Some(100)), line(2, 103, Part::Total, Some(60))];
    let inside = HashMap::from([(id(103), id(102)), (id(102), id(101))]);
    let inner = book(&lines, &inside);
    assert_eq!(inner.sum_yen, Some(100));
    assert_eq!(inner.entries.last().unwrap().counted, Counted::Inside(id(101)));
    // Without an amount the outer programme holds nothing, and the inner one counts.
    let lines = [line(1, 101, Part::Total, None), line(2, 103, Part::Total, Some(60))];
    let inner = book(&lines, &inside);
    assert_eq!((inner.sum_yen, inner.unstated), (Some(60), 1));
}

#[test]
fn of_two_totals_the_first_counts() {
    let lines = [line(1, 101, Part::Total, Some(12_065)), line(2, 101, Part::Total, Some(10_900))];
    let stated = book(&lines, &HashMap::new());
    assert_eq!(stated.sum_yen, Some(12_065));
    assert_eq!(stated.entries.last().unwrap().counted, Counted::OtherStatement);
}

#[test]
fn lines_without_an_amount_are_said_and_add_nothing() {
    let lines = [line(1, 101, Part::Total, None), line(2, 102, Part::Total, None)];
    let empty = book(&lines, &HashMap::new());
    assert_eq!((empty.sum_yen, empty.unstated), (None, 2));
    let lines =
        [line(1, 101, Part::Total, Some(10)), of(2, 101, 1, 4), Line { amount: None, ..of(3, 101, 1, 0) }];
    let partly = book(&lines, &HashMap::new());
    let entry = partly.entries.first().unwrap();
    assert_eq!((entry.parts_unstated, entry.remainder_yen), (1, Some(6)));
}

#[test]
fn shares_of_clusters_count_only_for_a_programme_without_lines_of_its_own() {
    let share = |number, amount| Line {
        cluster: Some(id(200 + number)),
        ..line(number, 101, Part::Part, Some(amount))
    };
    assert_eq!(book(&[share(1, 5), share(2, 7)], &HashMap::new()).sum_yen, Some(12));
    let beside = book(&[share(1, 5), share(2, 7), line(3, 101, Part::Part, Some(30))], &HashMap::new());
    assert_eq!(beside.sum_yen, Some(30));
    assert_eq!(beside.entries.first().unwrap().shares.len(), 2);
}

#[test]
fn circles_end() {
    let circle = [
        Line { total: Some(id(2)), ..line(1, 101, Part::Total, Some(10)) },
        Line { total: Some(id(1)), ..line(2, 102, Part::Total, Some(20)) },
    ];
    let inside = HashMap::from([(id(101), id(102)), (id(102), id(101))]);
    assert_eq!(book(&circle, &inside).sum_yen, Some(30));
}

#[test]
fn a_total_within_a_total_is_a_part() {
    let lines = [
        line(1, 101, Part::Total, Some(100)),
        Line { total: Some(id(1)), ..line(2, 102, Part::Total, Some(60)) },
        of(3, 102, 2, 50),
    ];
    let nested = book(&lines, &HashMap::new());
    assert_eq!((nested.sum_yen, nested.entries.len()), (Some(100), 1));
    assert_eq!(nested.entries.first().unwrap().remainder_yen, Some(40));
}
