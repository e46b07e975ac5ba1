//! A record as the policies are asked about it.

use std::collections::BTreeSet;

use enishi_kind::{Body, KindInfo, OPENED, Type, Value, WHOLE};
use enishi_kit::ids::RecordId;
use enishi_policy::{Action, Subject};

use crate::{App, Context, Error};

/// Fields that name the organisations whose own a record is.
const OWNERS: [&str; 4] = ["organisation", "company", "holders", "giver"];

impl App {
    /// A record as the policies are asked about it.
    #[must_use]
    pub fn judged(&self, kind: &'static KindInfo, id: RecordId, body: &Body) -> Subject {
        let scope = self.registry().scope(body);
        // Those in charge of a cluster keep its record too.
        let held_by =
            if kind.name == "cluster" && scope == WHOLE { id.to_string() } else { scope.to_owned() };
        let named = |target: &str, wanted: &dyn Fn(&str) -> bool| -> BTreeSet<String> {
            let fields = kind.fields().filter(|field| {
                matches!(field.of, Type::Reference(_) | Type::References(_))
                    && kind.target(field) == Some(target)
                    && wanted(field.name)
            });
            let ids = fields.filter_map(|field| body.value(field)).flat_map(|value: Value| value.targets());
            ids.map(|id| id.to_string()).collect()
        };
        let mut committees = named("committee", &|_| true);
        if kind.name == "committee" {
            committees.insert(id.to_string());
        }
        let organisations = named("organisation", &|name| OWNERS.contains(&name));
        Subject::Record { kind: kind.name, held_by, organisations, committees }
    }

    /// To say to whom a record is opened, and who holds it, is more than to change it.
    pub(super) fn require_opening(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        id: RecordId,
        [before, after]: [Option<&Body>; 2],
    ) -> Result<(), Error> {
        let Some(after) = after else { return Ok(()) };
        let opened = |body: &Body| body.raw(OPENED).cloned();
        let was = before.and_then(opened);
        let is_same = opened(after) == was || opened(after) == ctx.own_opening() && before.is_none();
        let told = |body: &Body| self.registry().tells_neighbours(body);
        if is_same && (!told(after) || before.is_some_and(told)) {
            return Ok(());
        }
        self.require(ctx, Action::Open, &self.judged(kind, id, after))
    }
}
