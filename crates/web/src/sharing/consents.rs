//! The work list of consents to publication: whose is missing, for which seed.

use askama::Template;
use axum::response::Response;
use enishi_app::parts::RecordId;

use super::{ClearanceView, clearance_view};
use crate::fault::{Fault, html};
use crate::naming::anchor_of;
use crate::page::Frame;
use crate::values::{Anchor, anchor};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "clearances.html")]
struct ClearancesPage {
    frame: Frame,
    seeds: Vec<SeedView>,
}

struct SeedView {
    seed: Anchor,
    sharing_href: String,
    open: Vec<ClearanceView>,
}

/// The list.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let words = &visitor.words;
    let (found, links) = visitor.site.app.open_consents(&visitor.ctx).await?;
    let named = |id: Option<RecordId>| id.and_then(|id| links.get(&id)).map(|link| anchor(words, link));
    let seeds = found.iter().map(|one| SeedView {
        seed: anchor_of(words, &one.seen),
        sharing_href: format!("/seeds/{}/sharing#clearances", one.seen.reference),
        open: one.open.iter().map(|one| clearance_view(words, one, &named)).collect(),
    });
    let title = words.t("clearances-title");
    html(&ClearancesPage {
        seeds: seeds.collect(),
        frame: Frame::new(&visitor, &title).step(&words.t("seed-plural"), "/seeds").end(&title),
    })
}
