//! A small table inside a field: every cell is checked like a field.

use crate::{Body, Field, Problem, Value, nearest, period};

/// Rows of one field at most.
pub const ROW_LIMIT: usize = 1_000;

/// Implemented by `#[derive(Columns)]`: the columns of a field of rows.
pub trait Columns {
    /// The columns in their order. Their own layer is the most closed one: a column is seen as the field it stands in,
    /// which is never asked of the column itself.
    const COLUMNS: &'static [Field];
}

/// Everything wrong with rows, each problem named by the row from 1 and the column: `statuses.2.state`.
pub(crate) fn problems(field: &Field, columns: &'static [Field], rows: &[Body]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if rows.len() > ROW_LIMIT {
        problems.push(
            Problem::new("too-many-rows").arg("found", rows.len()).arg("limit", ROW_LIMIT).on(field.name),
        );
    }
    for (number, row) in (1..).zip(rows.iter().take(ROW_LIMIT)) {
        let at = format!("{}.{number}", field.name);
        if row.is_empty() {
            problems.push(Problem::new("empty").on(&at));
            continue;
        }
        for column in columns {
            let at = format!("{at}.{}", column.name);
            match row.raw(column.name) {
                None if column.required => problems.push(Problem::new("required").on(&at)),
                None => {}
                Some(json) => match Value::from_json(column, json) {
                    Ok(value) => {
                        problems.extend(value.problems(column).into_iter().map(|problem| problem.on(&at)));
                    }
                    Err(problem) => problems.push(problem.on(&at)),
                },
            }
        }
        for (name, _) in row.iter() {
            if !columns.iter().any(|column| column.name == name) {
                let near = nearest(name, columns.iter().map(|column| column.name)).unwrap_or_default();
                let problem = Problem::new("unknown-field").arg("found", name).arg("near", near);
                problems.push(problem.on(&format!("{at}.{name}")));
            }
        }
        let days = period::days_of_row(columns, row, (None, None));
        problems.extend(period::order_problem(days).map(|problem| problem.on(&format!("{at}.until"))));
    }
    problems
}
