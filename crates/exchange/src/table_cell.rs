//! A small table in one cell: a line for each row, its columns in their order parted by ` | `.
//!
//! A `|` inside a value is written `\|`, a line break `\n`, a backslash before one of these `\\`. One space on either
//! side of a sign that parts columns belongs to the sign.

use enishi_kind::{Catalogue, Field, KindInfo};
use enishi_kit::lang::Lang;

use crate::columns::{Part, part_label, parts};

/// The columns of a table as they stand in a cell: of texts each language.
pub(crate) fn cell_columns(field: &Field) -> Vec<(&'static Field, Part)> {
    let columns = field.of.columns().iter();
    columns.flat_map(|column| parts(column).iter().map(move |part| (column, *part))).collect()
}

/// The names of the columns for people, as they stand in a cell: `状態 | 備考（日本語）`.
pub(crate) fn cell_labels(catalogue: &Catalogue, lang: Lang, kind: &KindInfo, field: &Field) -> String {
    let labels = cell_columns(field).into_iter().filter(|(_, part)| *part != Part::Translation);
    let labels = labels
        .map(|(column, part)| part_label(&column_label(catalogue, lang, kind, field, column), part, lang));
    labels.collect::<Vec<_>>().join(" | ")
}

/// The label of a column of a field; its name where the catalogue has none.
pub(crate) fn column_label(
    catalogue: &Catalogue,
    lang: Lang,
    kind: &KindInfo,
    field: &Field,
    column: &Field,
) -> String {
    catalogue.find(lang, &kind.column_key(field, column), &[]).unwrap_or_else(|| column.name.to_owned())
}

/// Puts the values of one row together.
pub(crate) fn join_line(values: &[String]) -> String {
    values.iter().map(|value| escape(value)).collect::<Vec<_>>().join(" | ")
}

fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '|' => out.push_str("\\|"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            // A lone backslash (a path, for instance) stays as people write it.
            '\\' if chars.peek().is_none_or(|next| matches!(next, '\\' | '|' | 'n' | 'r' | '\n' | '\r')) => {
                out.push_str("\\\\");
            }
            c => out.push(c),
        }
    }
    out
}

/// The values of one row. `trim` takes away all spaces at their ends.
pub(crate) fn split_line(line: &str, trim: bool) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut chars = line.chars().peekable();
    let push = |values: &mut Vec<String>, c: char| {
        if let Some(last) = values.last_mut() {
            last.push(c);
        }
    };
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('n')) => push(&mut values, '\n'),
            ('\\', Some('r')) => push(&mut values, '\r'),
            ('\\', Some(next @ ('|' | '\\'))) => push(&mut values, *next),
            ('|', next) => {
                if let Some(last) = values.last_mut()
                    && last.ends_with(' ')
                {
                    last.pop();
                }
                if next == Some(&' ') {
                    chars.next();
                }
                values.push(String::new());
                continue;
            }
            (c, _) => {
                push(&mut values, c);
                continue;
            }
        }
        chars.next();
    }
    if trim {
        for value in &mut values {
            *value = value.trim().to_owned();
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_are_read_as_people_write_them() {
        assert_eq!(split_line("2002-04 | 指定 |", true), ["2002-04", "指定", ""]);
        assert_eq!(split_line("a|b  |  c", true), ["a", "b", "c"]);
        assert_eq!(split_line(r"C:\share \| x | y\nz", true), ["C:\\share | x", "y\nz"]);
    }

    proptest! {
        #[test]
        fn what_is_joined_splits_again(values in proptest::collection::vec("[ab |\\\\nr\n\r　]{0,6}", 1..5)) {
            let line = join_line(&values);
            prop_assert!(!line.contains(['\n', '\r']));
            prop_assert_eq!(split_line(&line, false), values);
        }
    }
}
