//! Rows of another register whose records keep their references: nothing is looked up, every name is known before.

use std::collections::HashMap;

use enishi_exchange::ParsedRow;
use enishi_kind::{Body, KindInfo, Problem};
use enishi_kit::ids::RecordId;

use super::body;
use super::names::Names;
use crate::{App, Meant};

/// What references of the other register mean.
pub(crate) struct Adopted(Names);

impl Adopted {
    /// Every record of which rows may speak: kind, reference, id.
    pub(crate) fn of(known: &HashMap<String, (&'static KindInfo, RecordId)>) -> Self {
        let mut names = Names::of(false);
        for (reference, (kind, id)) in known {
            names.know(kind.name, reference, Meant::Record(*id));
        }
        Self(names)
    }

    /// The body that a row gives.
    pub(crate) fn body(
        &mut self,
        app: &App,
        kind: &'static KindInfo,
        row: &ParsedRow,
    ) -> Result<Body, Problem> {
        let mut linked = Vec::new();
        let resolved = match self.0.resolve_row(app, kind, row, &mut linked) {
            Ok(resolved) => resolved,
            Err(problems) => {
                return Err(problems.into_iter().next().map_or_else(
                    || Problem::new("unknown-reference"),
                    |(field, problem)| problem.on(&field),
                ));
            }
        };
        // What is not in the file is not made up.
        if let Some((name, _)) = linked.into_iter().next() {
            return Err(Problem::new("unknown-reference").arg("found", name).arg("kind", kind.name));
        }
        let mut body = body::merge(kind, row, None, &resolved);
        // Files come after their record.
        body.remove("files");
        match body.problems(kind).into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(body),
        }
    }
}
