//! What changed between two texts: their common beginning and end, and the middle that differs.

use askama::Template;
use askama::filters::HtmlSafe;

/// Characters of the common part that are shown around a change.
const CONTEXT: usize = 24;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Whether they differ.
    pub is_changed: bool,
}

/// A text with what is marked in it.
#[derive(Clone, Debug, Template)]
#[template(path = "_pieces.html")]
pub struct Pieces<'a> {
    pieces: &'a [Piece],
    tag: &'static str,
}

impl HtmlSafe for Pieces<'_> {}

/// Pieces as HTML, those that differ in this element: `ins`, `mark` or, with an empty name, none.
#[must_use]
pub const fn marked<'a>(pieces: &'a [Piece], tag: &'static str) -> Pieces<'a> {
    Pieces { pieces, tag }
}

/// Both texts in pieces; long common parts are cut.
#[must_use]
pub fn compare(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    compare_within(before, after, CONTEXT)
}

/// Both texts in pieces, whole.
#[must_use]
pub fn compare_whole(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    compare_within(before, after, usize::MAX)
}

fn compare_within(before: &str, after: &str, context: usize) -> (Vec<Piece>, Vec<Piece>) {
    let one: Vec<char> = before.chars().collect();
    let two: Vec<char> = after.chars().collect();
    let start = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let most = one.len().min(two.len()) - start;
    let end = one.iter().rev().zip(two.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    (pieces(&one, start, end, context), pieces(&two, start, end, context))
}

fn pieces(chars: &[char], start: usize, end: usize, context: usize) -> Vec<Piece> {
    let (head, rest) = chars.split_at_checked(start).unwrap_or((chars, &[]));
    let (middle, tail) = rest.split_at_checked(rest.len().saturating_sub(end)).unwrap_or((rest, &[]));
    let mut pieces = Vec::new();
    let mut add = |text: String, is_changed: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text, is_changed });
        }
    };
    if head.len() > context {
        let near: String = head.iter().skip(head.len() - context).collect();
        add(format!("…{near}"), false);
    } else {
        add(head.iter().collect(), false);
    }
    add(middle.iter().collect(), true);
    if tail.len() > context {
        let near: String = tail.iter().take(context).collect();
        add(format!("{near}…"), false);
    } else {
        add(tail.iter().collect(), false);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(pieces: &[Piece]) -> Vec<&str> {
        pieces.iter().filter(|piece| piece.is_changed).map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn only_the_middle_differs() {
        let (before, after) = compare("割合を9%に下げた。", "割合を6%に下げた。");
        assert_eq!((changed(&before), changed(&after)), (vec!["9"], vec!["6"]));
        let (before, after) = compare("aaa", "aaaa");
        assert_eq!((changed(&before), changed(&after)), (vec![], vec!["a"]));
        let (before, after) = compare("", "新");
        assert_eq!((before, changed(&after)), (vec![], vec!["新"]));
    }

    #[test]
    fn long_common_parts_are_cut() {
        let (before, _) = compare(&format!("{}1{}", "前".repeat(100), "後".repeat(100)), &"前".repeat(100));
        assert!(before.first().is_some_and(|piece| piece.text.starts_with('…')));
        assert!(before.iter().map(|piece| piece.text.chars().count()).sum::<usize>() <= 200);
    }
}
