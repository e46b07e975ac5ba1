//! METI's half of the region: its blocks with their projects, the pairs of organisations, the rows of the tie-up tables.

use enishi_app::parts::{Moment, Seen};
use enishi_app::{ClusterBoard, ClusterOnDay, Context};
use enishi_kind::Value;
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use super::reading::{certainty, id, rows};
use crate::fault::Fault;
use crate::naming::{Anchor, anchor, anchor_of};
use crate::text::Words;
use crate::visitor::Visitor;

/// A block with its bureau and the bureau's projects.
pub struct BlockView {
    pub name: Anchor,
    pub bureau: Option<Anchor>,
    pub projects: Vec<Anchor>,
}

/// A core organisation with its counterpart.
pub struct PairView {
    pub name: Anchor,
    pub core: Option<Anchor>,
    pub project: Option<Anchor>,
    pub promoter: Option<Anchor>,
    pub contacts: Vec<String>,
    pub certainty: Option<String>,
}

/// A row of a tie-up table.
pub struct TieUpView {
    /// The year, which leads to the row.
    pub year: Anchor,
    pub bureau: Option<Anchor>,
    pub committee: Option<Anchor>,
    pub conferences: Vec<Anchor>,
}

/// The blocks of a cluster.
pub fn blocks(words: &Words, board: &ClusterBoard, cluster: &ClusterOnDay) -> Vec<BlockView> {
    let of_cluster = board.blocks.iter().filter(|block| cluster.blocks.contains(&block.seen.id));
    of_cluster
        .map(|block| BlockView {
            name: anchor_of(words, &block.seen),
            bureau: block.bureau.and_then(|id| board.links.get(&id)).map(|link| anchor(words, link)),
            projects: block.projects.iter().map(|project| anchor_of(words, project)).collect(),
        })
        .collect()
}

/// The pairs of a cluster.
pub async fn pairs(
    visitor: &Visitor,
    ctx: &Context,
    own: &[(String, String)],
) -> Result<Vec<PairView>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let all = app.all(ctx, "pair", own).await?;
    let links = app.links(ctx, &all.iter().collect::<Vec<_>>()).await?;
    let link = |seen: &Seen, name: &str| {
        id(seen, name).and_then(|id| links.get(&id)).map(|link| anchor(words, link))
    };
    let view = |seen: &Seen| PairView {
        name: anchor_of(words, seen),
        core: link(seen, "core_organisation"),
        project: link(seen, "industrial_project"),
        promoter: link(seen, "promoter"),
        contacts: ["core_contact", "promoter_contact"]
            .iter()
            .filter_map(|name| seen.body.str(name).map(str::to_owned))
            .collect(),
        certainty: certainty(words, seen.body.str("certainty")),
    };
    Ok(all.iter().map(view).collect())
}

/// Its rows in the tables of every year.
pub async fn tie_ups(
    visitor: &Visitor,
    ctx: &Context,
    own: &[(String, String)],
) -> Result<Vec<TieUpView>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    // The record of every year, not only of the day's.
    let ctx = ctx.clone().at(Moment { on: None, ..ctx.moment });
    let mut all = app.all(&ctx, "tie-up", own).await?;
    all.sort_by_key(|seen| seen.body.raw("fiscal_year").and_then(Json::as_i64));
    let links = app.links(&ctx, &all.iter().collect::<Vec<_>>()).await?;
    let link = |seen: &Seen, name: &str| {
        id(seen, name).and_then(|id| links.get(&id)).map(|link| anchor(words, link))
    };
    let view = |seen: &Seen| TieUpView {
        year: Anchor {
            text: words
                .kind_info(seen.kind)
                .and_then(|kind| seen.body.value(kind.field("fiscal_year")?))
                .map(|value| match value {
                    Value::FiscalYear(year) => year.label(words.lang),
                    _ => String::new(),
                })
                .unwrap_or_default(),
            lang: None,
            ..anchor_of(words, seen)
        },
        bureau: link(seen, "bureau"),
        committee: link(seen, "committee"),
        conferences: rows(seen, "conferences")
            .iter()
            .filter_map(|json| json.as_str()?.parse().ok())
            .filter_map(|id: RecordId| links.get(&id))
            .map(|link| anchor(words, link))
            .collect(),
    };
    Ok(all.iter().map(view).collect())
}
