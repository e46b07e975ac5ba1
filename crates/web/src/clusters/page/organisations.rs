//! Who runs a cluster: the organisations behind it, and those who take part.

use enishi_app::Context;
use enishi_app::parts::Seen;
use serde_json::Value as Json;

use super::parts::PartView;
use super::reading::{certainty, id, row_id, rows, term_of, term_of_row};
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::naming::{Anchor, anchor};
use crate::visitor::Visitor;

/// An organisation with its time.
pub struct DatedLink {
    /// The organisation.
    pub link: Anchor,
    pub term: String,
    pub certainty: Option<String>,
    pub source: Option<Anchor>,
    /// How it is reached, where the record says so.
    pub contact: Option<String>,
}

/// The core organisations of a cluster, with their terms and contacts.
pub async fn cores(visitor: &Visitor, ctx: &Context, seen: &Seen) -> Result<Vec<DatedLink>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let links = app.links(ctx, &[seen]).await?;
    let mut cores = Vec::new();
    for row in rows(seen, "core_organisations") {
        let Some(link) = row_id(row, "organisation").and_then(|id| links.get(&id)) else { continue };
        let organisation = app.find(ctx, "organisation", &link.reference).await?;
        let contact =
            ["contact", "address", "website"].iter().find_map(|name| organisation.seen.body.str(name));
        cores.push(DatedLink {
            link: anchor(words, link),
            term: term_of_row(words, row),
            certainty: certainty(words, row.get("certainty").and_then(Json::as_str)),
            source: row_id(row, "source").and_then(|id| links.get(&id)).map(|link| anchor(words, link)),
            contact: contact.map(str::to_owned),
        });
    }
    Ok(cores)
}

/// The core research institutions of a cluster.
pub async fn institutions(
    visitor: &Visitor,
    ctx: &Context,
    own: &[(String, String)],
) -> Result<Vec<DatedLink>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let mut filters = own.to_vec();
    filters.push(("role".to_owned(), "core-research-institution".to_owned()));
    let all = app.all(ctx, "participation", &filters).await?;
    let links = app.links(ctx, &all.iter().collect::<Vec<_>>()).await?;
    let view = |seen: &Seen| {
        Some(DatedLink {
            link: anchor(words, links.get(&id(seen, "organisation")?)?),
            term: term_of(words, seen),
            certainty: certainty(words, seen.body.str("certainty")),
            source: id(seen, "source").and_then(|id| links.get(&id)).map(|link| anchor(words, link)),
            contact: None,
        })
    };
    Ok(all.iter().filter_map(view).collect())
}

/// Those who take part otherwise, counted by what they are and by whether they are of the region.
pub async fn participants(
    visitor: &Visitor,
    ctx: &Context,
    own: &[(String, String)],
) -> Result<Vec<PartView>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let mut parts = Vec::new();
    for (role, inside) in [
        ("research-institution", ""),
        ("company", "inside"),
        ("company", "outside"),
        ("local-government", ""),
        ("finance", ""),
    ] {
        let mut filters = own.to_vec();
        filters.push(("role".to_owned(), role.to_owned()));
        let mut label = words.t(&format!("participation-role-{role}"));
        if !inside.is_empty() {
            filters.push(("inside".to_owned(), inside.to_owned()));
            label = words.with(
                "clusters-inside",
                &[("role", label), ("inside", words.t(&format!("inside-{inside}")))],
            );
        }
        let figure = app.figure(ctx, "participation", &filters, "figure-records").await?;
        if figure.value.is_some() {
            parts.push(PartView { label, figure: FigureView::new(words, &figure), items: Vec::new() });
        }
    }
    Ok(parts)
}
