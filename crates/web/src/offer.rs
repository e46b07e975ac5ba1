//! Where a need or a seed is offered: what to write and who will see it, the sheet, who receives it. The page sends
//! nothing; it says so.

mod contact;

use askama::Template;
use axum::response::Response;
use enishi_app::parts::Action;
use enishi_app::{ACTIVE, Amount, ClusterBoard, Contact, ENDED, Figure, Rows};
use enishi_kind::{KindInfo, Layer};
use enishi_kit::date::PartialDate;

use crate::address::first;
use crate::clusters::{DatedLink, cores};
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::naming::{Anchor, anchor_of};
use crate::remembered::{self, Made};
use crate::rows::{LayerBadge, layer_badge};
use crate::state::Mode;
use crate::text::Words;
use crate::visitor::Visitor;

pub use contact::{ask as ask_contact, contact_lines, read_contact, save as save_contact};

/// Who offers what: the kind of the sheet.
const WAYS: [&str; 2] = ["need", "seed"];

#[derive(Template)]
#[template(path = "offer.html")]
struct OfferMain {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    is_demo: bool,
    can_edit: bool,
    /// Whether the operator has just saved the contact.
    is_saved: bool,
    contact: Option<Contact>,
    ways: Vec<WayView>,
    clusters: Vec<ClusterView>,
    ended: Option<EndedView>,
}

/// One of the two ways.
struct WayView {
    kind: &'static str,
    plural: &'static str,
    who: String,
    what: String,
    match_label: String,
    new_label: String,
    layers: Vec<LayerView>,
}

/// The fields of a sheet that one layer holds.
struct LayerView {
    badge: LayerBadge,
    help: String,
    fields: Vec<(String, bool)>,
}

/// A cluster that is supported today, with those who run it.
struct ClusterView {
    name: Anchor,
    cores: Vec<DatedLink>,
}

/// The clusters whose support is over.
struct EndedView {
    figure: FigureView,
    since: String,
    until: String,
}

/// The page.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let contact = visitor.site.app.contact().await?;
    // The contact is none of the log's, so the memory is told of it; only the operator changes it.
    let is_saved = visitor.can_edit() && first(&visitor.query, "done") == Some("saved");
    let key = format!("offer {is_saved} {contact:?}");
    remembered::page(&visitor, &key, async || make(&visitor, contact, is_saved).await).await
}

async fn make(visitor: &Visitor, contact: Option<Contact>, is_saved: bool) -> Result<Made, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let board = app.cluster_board(&visitor.ctx).await?;
    let mut clusters = Vec::new();
    for one in board.clusters.iter().filter(|one| one.state() == Some(ACTIVE)) {
        clusters.push(ClusterView {
            name: anchor_of(words, &one.seen),
            cores: cores(visitor, &visitor.ctx, &one.seen).await?,
        });
    }
    let kinds = WAYS.iter().filter_map(|name| app.registry().kind(name));
    let main = OfferMain {
        frame: words.clone(),
        is_demo: visitor.site.mode == Mode::Demo,
        can_edit: visitor.may(Action::Administer, None),
        is_saved,
        contact,
        ways: kinds.map(|kind| way(words, kind)).collect(),
        ended: if clusters.is_empty() { ended(visitor, &board) } else { None },
        clusters,
    };
    Made::new(&words.t("offer-title"), &main)
}

fn way(words: &Words, kind: &'static KindInfo) -> WayView {
    let layers = [Layer::Public, Layer::Member, Layer::Party, Layer::Steward].into_iter();
    let view = |layer: Layer| {
        let fields = kind.own_fields.iter().filter(|field| field.layer == layer && !field.of.is_managed());
        LayerView {
            badge: layer_badge(words, layer),
            help: words.t(&format!("layer-{}-help", layer.code())),
            fields: fields.map(|field| (words.field(kind, field), field.required)).collect(),
        }
    };
    let key = |ending: &str| words.t(&format!("offer-{}-{ending}", kind.name));
    WayView {
        kind: kind.name,
        plural: kind.plural,
        who: key("who"),
        what: key("what"),
        match_label: key("match"),
        new_label: words.one("list-new", "kind", words.kind(kind)),
        layers: layers.map(view).filter(|view| !view.fields.is_empty()).collect(),
    }
}

/// Since when the support of all clusters is over; none where none is recorded as over.
fn ended(visitor: &Visitor, board: &ClusterBoard) -> Option<EndedView> {
    let words = &visitor.words;
    let over = board.clusters.iter().filter_map(|one| one.status.as_ref()).filter(|one| one.state == ENDED);
    let mut days: Vec<PartialDate> = over.filter_map(|status| status.since).collect();
    days.sort_by_key(|date| date.first_day());
    let (first, last) = (days.first()?, days.last()?);
    let kind = visitor.site.app.registry().kind("cluster")?;
    let figure = Figure {
        value: Some(Amount::Count(u64::try_from(days.len()).unwrap_or(u64::MAX))),
        basis: "figure-clusters-ended",
        sources: Vec::new(),
        as_of: None,
        undated: 0,
        rows: Rows {
            kind,
            filters: vec![("statuses.state".to_owned(), ENDED.to_owned())],
            on: Some(board.day),
        },
    };
    Some(EndedView {
        figure: FigureView::new(words, &figure),
        since: words.date(*first),
        until: words.date(*last),
    })
}
