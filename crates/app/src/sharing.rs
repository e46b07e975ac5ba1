//! Who sees what of a record: its layers with what stands in them, to whom it was opened by name, on which day it becomes
//! more open; and the change of these, shown before it is made.
//!
//! Everything here is data of the record itself (`disclosure`, `held_by`, `opened`, `opens_later`): a change of sharing is an edit
//! like any other, is undone like one, and stands in the history.

mod change;
mod consent;
mod dated;

use std::collections::HashMap;

use enishi_kind::{
    Body, Clearance, Field, HELD_BY, KindInfo, Layer, NEIGHBOURS, OPENED, OPENS, Value, Viewer,
};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_policy::Action;
use enishi_store::Entry;
use jiff::civil::Date;

pub use change::{ShareChange, ShareEffect};
pub use consent::OpenConsent;

use crate::fields::{date_of, id_of};
use crate::{ActorNames, App, Context, Error, Link, RecordView};

/// The fields that say who sees a record.
pub(crate) const SHARING: [&str; 5] = ["disclosure", HELD_BY, OPENED, OPENS, NEIGHBOURS];

/// Who sees what of a record today.
#[derive(Clone, Debug)]
pub struct Sharing {
    /// The record.
    pub view: RecordView,
    /// The layer of the record as a whole.
    pub record_layer: Layer,
    /// The cluster that holds it; none where the installation as a whole does.
    pub held_by: Option<RecordId>,
    /// Whether whoever asks may change any of this.
    pub may_change: bool,
    /// Whether those in charge of other clusters may know of it.
    pub tells_neighbours: bool,
    /// What stands at each layer, from open to closed.
    pub layers: Vec<LayerShare>,
    /// To whom it is, was or will be opened.
    pub openings: Vec<Opening>,
    /// On which days it becomes more open.
    pub planned: Vec<Planned>,
    /// What was changed about this, newest first.
    pub history: Vec<Entry>,
    /// Who did it, as far as whoever asks may know.
    pub names: ActorNames,
    /// Everything that is named here.
    pub links: HashMap<RecordId, Link>,
}

/// What stands at a layer.
#[derive(Clone, Debug)]
pub struct LayerShare {
    /// The layer.
    pub layer: Layer,
    /// The fields that say something there.
    pub fields: Vec<&'static Field>,
    /// How many files lie there.
    pub files: usize,
}

/// How an opening stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningState {
    /// It has not begun.
    Later,
    /// It holds.
    Now,
    /// It has ended.
    Over,
}

impl OpeningState {
    /// The word in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Now => "now",
            Self::Over => "over",
        }
    }
}

/// An opening of a record to somebody by name.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The row, from 1.
    pub row: usize,
    /// The organisation.
    pub organisation: Option<RecordId>,
    /// The person.
    pub person: Option<RecordId>,
    /// From when on.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
    /// On the ground of which agreement.
    pub agreement: Option<RecordId>,
    /// Why.
    pub reason: String,
    /// How it stands today.
    pub state: OpeningState,
}

/// A day on which a record becomes more open.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The row, from 1.
    pub row: usize,
    /// The day.
    pub on: Option<PartialDate>,
    /// The disclosure from then on, a code of `disclosure`.
    pub disclosure: String,
    /// Why.
    pub reason: String,
    /// Whether the day has come and it was not opened: somebody who must agree has not, or the opening was taken back.
    pub is_overdue: bool,
}

impl App {
    /// Who sees what of a record today.
    ///
    /// # Errors
    /// `unknown-record`; `not-permitted` for who may not open it, or does not see to whom it was opened.
    pub async fn sharing(&self, ctx: &Context, kind: &str, reference: &str) -> Result<Sharing, Error> {
        let view = self.find(ctx, kind, reference).await?;
        if !self.sees_sharing(ctx, &view) {
            return Err(Error::new("not-permitted"));
        }
        let may_change = self.may_share(ctx, &view)?;
        let (kind, body) = (view.kind, &view.seen.body);
        let today = self.today();
        let mut history = self.history_of(ctx, &view, true).await?;
        for entry in &mut history {
            entry.changes.retain(|change| SHARING.contains(&change.field));
        }
        history.retain(|entry| !entry.changes.is_empty());
        let actors: Vec<&str> = history.iter().map(|entry| entry.actor.as_str()).collect();
        let names = self.actor_names(ctx, &actors).await?;
        let openings = openings(body, today);
        let mut links = view.links.clone();
        let targets = history.iter().flat_map(|entry| &entry.changes).flat_map(|change| {
            let field = kind.field(change.field);
            let both = [change.before.as_ref(), change.after.as_ref()];
            let values = both.into_iter().flatten().filter_map(move |json| {
                let field = field?;
                Some(Value::from_json(field, json).ok()?.targets_in(field))
            });
            values.flatten()
        });
        let targets: Vec<RecordId> = targets.collect();
        links.extend(self.links_to(ctx, &targets).await?);
        Ok(Sharing {
            record_layer: self.registry().record_layer(body),
            may_change,
            held_by: id_of(body, HELD_BY),
            tells_neighbours: self.registry().tells_neighbours(body),
            layers: self.layers(kind, body),
            planned: planned(body, today),
            openings,
            history,
            names,
            links,
            view,
        })
    }

    /// Whether somebody sees to whom a record was opened: whoever is in charge of it, and whose own it is.
    #[must_use]
    pub fn sees_sharing(&self, ctx: &Context, view: &RecordView) -> bool {
        let (id, seen) = (view.seen.id, &view.seen.body);
        // What he sees of it he sees, even where he is not told that the record is his organisation's own.
        let is_shown = seen.raw(OPENED).is_some();
        let clearance = |field| self.registry().clearance(field, id, seen);
        is_shown || view.kind.field(OPENED).is_some_and(|field| ctx.viewer.sees(&clearance(field)))
    }

    /// Whether somebody sees to whom a record was opened, and may open it.
    ///
    /// # Errors
    /// A policy that failed.
    pub fn may_share(&self, ctx: &Context, view: &RecordView) -> Result<bool, Error> {
        let (kind, seen) = (view.kind, &view.seen);
        let may = self.permits(ctx, Action::Open, &self.judged(kind, seen.id, &seen.body))?;
        Ok(may && self.sees_sharing(ctx, view))
    }

    fn require_sharing(&self, ctx: &Context, view: &RecordView) -> Result<(), Error> {
        if self.may_share(ctx, view)? { Ok(()) } else { Err(Error::new("not-permitted")) }
    }

    /// What stands at each layer of a body; what says who sees it is left out.
    fn layers(&self, kind: &'static KindInfo, body: &Body) -> Vec<LayerShare> {
        let files = kind.fields().filter_map(|field| body.value(field)).find_map(|value| match value {
            Value::Files(files) => Some(files),
            _ => None,
        });
        let record = self.registry().record_layer(body);
        let share = |layer| {
            let fields = kind.fields().filter(|field| {
                let stands = body.raw(field.name).is_some() && self.registry().layer(field, body) == layer;
                stands && !field.of.has_entries() && !SHARING.contains(&field.name)
            });
            let at = files.iter().flatten().filter(|file| file.layer.max(record) == layer);
            LayerShare { layer, fields: fields.collect(), files: at.count() }
        };
        Layer::ALL.map(share).into()
    }
}

/// The fields of a body that one viewer sees and another does not.
fn seen_besides(
    app: &App,
    kind: &'static KindInfo,
    id: RecordId,
    [body, viewer]: [(&Body, &Viewer); 2],
) -> Vec<&'static Field> {
    let redacted = |(body, viewer): (&Body, &Viewer)| app.registry().redact(viewer, kind, id, body);
    let (more, less) = (redacted(body).unwrap_or_default(), redacted(viewer).unwrap_or_default());
    let fields = kind.fields().filter(|field| !SHARING.contains(&field.name));
    fields
        .filter(|field| more.raw(field.name).is_some() && less.raw(field.name) != more.raw(field.name))
        .collect()
}

/// Somebody to whom a record was opened by name, and who is nobody else.
fn named_viewer(app: &App, id: RecordId, body: &Body) -> Viewer {
    let scope = app.registry().scope(body);
    let tokens = [Layer::Member, Layer::Party].map(|layer| Clearance::opened(layer, scope, id));
    Viewer::of(tokens.into_iter().chain([Clearance::public()]))
}

fn rows_of(body: &Body, field: &str) -> Vec<Body> {
    let rows = body.raw(field).and_then(serde_json::Value::as_array).into_iter().flatten();
    rows.filter_map(|row| serde_json::from_value(row.clone()).ok()).collect()
}

fn openings(body: &Body, today: Date) -> Vec<Opening> {
    let read = |(row, one): (usize, Body)| {
        let (since, until) = (date_of(&one, "since"), date_of(&one, "until"));
        let state = if until.is_some_and(|until| until.last_day() < today) {
            OpeningState::Over
        } else if since.is_some_and(|since| since.first_day() > today) {
            OpeningState::Later
        } else {
            OpeningState::Now
        };
        Opening {
            row,
            organisation: id_of(&one, "organisation"),
            person: id_of(&one, "person"),
            since,
            until,
            agreement: id_of(&one, "agreement"),
            reason: one.str("reason").unwrap_or_default().to_owned(),
            state,
        }
    };
    (1..).zip(rows_of(body, OPENED)).map(read).collect()
}

fn planned(body: &Body, today: Date) -> Vec<Planned> {
    let read = |(row, one): (usize, Body)| {
        let on = date_of(&one, "on");
        Planned {
            row,
            on,
            disclosure: one.str("disclosure").unwrap_or_default().to_owned(),
            reason: one.str("reason").unwrap_or_default().to_owned(),
            is_overdue: on.is_some_and(|on| on.last_day() <= today),
        }
    };
    (1..).zip(rows_of(body, OPENS)).map(read).collect()
}
