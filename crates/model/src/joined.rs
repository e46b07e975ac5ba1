//! Cells of a table that stand joined: rows that follow each other and say the same.

/// For each row, over how many rows its cell reaches: 0 where the cell of a row above holds for it. A cell that says
/// nothing joins with none, since "not recorded" is said of each row.
#[must_use]
pub fn spans<T: PartialEq>(cells: &[Option<T>]) -> Vec<usize> {
    let mut spans = vec![1_usize; cells.len()];
    let mut first = 0;
    for (row, pair) in (1..).zip(cells.windows(2)) {
        let is_same = matches!(pair, [Some(above), Some(below)] if above == below);
        if is_same {
            if let Some(span) = spans.get_mut(first) {
                *span += 1;
            }
            if let Some(span) = spans.get_mut(row) {
                *span = 0;
            }
        } else {
            first = row;
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn equal_neighbours_join_and_blanks_do_not() {
        let cells = [Some("a"), Some("b"), Some("b"), None, None, Some("b"), Some("c"), Some("c"), Some("c")];
        assert_eq!(spans(&cells), [1, 2, 0, 1, 1, 1, 3, 0, 0]);
        assert_eq!(spans::<&str>(&[]), [0_usize; 0]);
        assert_eq!(spans(&[Some(1)]), [1]);
    }
}
