//! Proposed merges of organisations: a person decides, nothing is merged silently.

use askama::Template;
use axum::response::Response;

use crate::fault::{Fault, html};
use crate::page::Frame;
use crate::rows::{RowView, is_sample, row_views};
use crate::visitor::Visitor;

/// Proposals shown.
const SHOWN: u32 = 200;

#[derive(Template)]
#[template(path = "merges.html")]
struct MergesPage {
    frame: Frame,
    count: String,
    columns: Vec<String>,
    proposals: Vec<Vec<RowView>>,
}

/// The proposals.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    let words = &visitor.words;
    let kind = crate::list::kind_of(&visitor, "organisations")?;
    let found = app.merge_proposals(&visitor.ctx, kind.name, SHOWN).await?;
    let columns: Vec<_> = ["organisation_type", "prefecture", "city", "identifiers"]
        .iter()
        .filter_map(|name| kind.field(name))
        .collect();
    let has_sample = found.iter().flat_map(|proposal| &proposal.records).any(is_sample);
    let mut proposals = Vec::with_capacity(found.len());
    for proposal in &found {
        let links = app.links(&visitor.ctx, &proposal.records.iter().collect::<Vec<_>>()).await?;
        proposals.push(row_views(&visitor, kind, &proposal.records, &links, &columns));
    }
    let title = words.t("merges-title");
    html(&MergesPage {
        frame: Frame::new(&visitor, &title)
            .step(&words.kinds(kind), "/organisations")
            .end(&title)
            .with_sample(has_sample),
        count: words.count("merges-count", u64::try_from(proposals.len()).unwrap_or(0)),
        columns: columns.iter().map(|field| words.field(kind, field)).collect(),
        proposals,
    })
}
