//! The page of one cluster: its stages side by side, who runs it, METI's half of the region, what came of it. Each part
//! shows a few records and opens to all of them.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::parts::Seen;
use enishi_app::{ClusterBoard, ClusterOnDay, Context, Error, Figure, ListRequest};
use enishi_kind::{Claim, Value};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use super::{StatusView, field_views, status_view, term};
use crate::address::first;
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::history::{EntryView, entry_views};
use crate::naming::anchor_of;
use crate::remembered::{self, Made};
use crate::rows::{TitleView, is_sample, title_view};
use crate::text::Words;
use crate::values::{Anchor, CodeView, Shower, anchor, record_href};
use crate::visitor::Visitor;

/// What the address of the hand-made page may name.
const OWN: [&str; 1] = ["done"];
/// Records of a part that stand on the page.
const SHOWN: u32 = 6;
/// Parts that are records naming the cluster: heading, kind, field.
const PARTS: [(&str, &str, &str); 13] = [
    ("vision", "vision", "cluster"),
    ("money", "budget-line", "cluster"),
    ("work", "project", "cluster"),
    ("work", "result", "cluster"),
    ("work", "ip-right", "cluster"),
    ("work", "baton", "cluster"),
    ("work", "outcome", "cluster"),
    ("chain", "seed", "clusters"),
    ("chain", "need", "clusters"),
    ("together", "event", "clusters"),
    ("together", "committee", "clusters"),
    ("together", "facility", "clusters"),
    ("money", "indicator-value", "cluster"),
];

#[derive(Template)]
#[template(path = "cluster.html")]
struct ClusterMain {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    can_edit: bool,
    reference: String,
    title: TitleView,
    is_sample: bool,
    concept: Option<TitleView>,
    fields: Vec<CodeView>,
    status: Option<StatusView>,
    day: String,
    is_beyond: bool,
    done: Option<String>,
    stages: Vec<StageView>,
    cores: Vec<DatedLink>,
    institutions: Vec<DatedLink>,
    participants: Vec<PartView>,
    posts: Vec<PostView>,
    /// Whether the roles are those of the day.
    is_of_day: bool,
    blocks: Vec<BlockView>,
    pairs: Vec<PairView>,
    tie_ups: Vec<TieUpView>,
    programme: Option<Anchor>,
    sections: Vec<SectionView>,
    sources: Vec<SourceView>,
    history: Vec<EntryView>,
}

/// One stage beside the other.
struct StageView {
    href: String,
    is_here: bool,
    label: String,
    title: TitleView,
    fields: Vec<CodeView>,
    statuses: Vec<StatusView>,
    /// How sure the succession is, where it is not stated.
    certainty: Option<String>,
}

/// An organisation with its time.
pub struct DatedLink {
    /// The organisation.
    pub link: Anchor,
    term: String,
    certainty: Option<String>,
    source: Option<Anchor>,
    /// How it is reached, where the record says so.
    pub contact: Option<String>,
}

/// A role on the day.
struct PostView {
    /// The role, which leads to its record.
    role: Anchor,
    person: Option<Anchor>,
    term: String,
    is_concurrent: bool,
}

struct BlockView {
    name: Anchor,
    bureau: Option<Anchor>,
    projects: Vec<Anchor>,
}

struct PairView {
    name: Anchor,
    core: Option<Anchor>,
    project: Option<Anchor>,
    promoter: Option<Anchor>,
    contacts: Vec<String>,
    certainty: Option<String>,
}

struct TieUpView {
    /// The year, which leads to the row.
    year: Anchor,
    bureau: Option<Anchor>,
    committee: Option<Anchor>,
    conferences: Vec<Anchor>,
}

struct SectionView {
    id: &'static str,
    label: String,
    parts: Vec<PartView>,
}

struct PartView {
    label: String,
    figure: FigureView,
    items: Vec<Anchor>,
}

struct SourceView {
    source: Anchor,
    of: String,
    certainty: String,
}

/// Whether the address asks for the hand-made page; anything it names besides is a question to the generic one.
#[must_use]
pub fn is_asked(visitor: &Visitor) -> bool {
    visitor.query.iter().all(|(name, _)| OWN.contains(&name.as_str()))
}

/// A cluster.
///
/// # Errors
/// `unknown-record`, or the store.
pub async fn show(visitor: &Visitor, reference: &str) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    let found = app.find(&visitor.ctx, "cluster", reference).await?;
    if found.seen.reference != reference {
        return Ok(Redirect::permanent(&format!("/clusters/{}", found.seen.reference)).into_response());
    }
    let done = first(&visitor.query, "done").filter(|done| ["created", "saved", "same"].contains(done));
    let key = format!("cluster {reference} {}", done.unwrap_or_default());
    remembered::page(visitor, &key, async || make(visitor, &found.seen, done).await).await
}

async fn make(visitor: &Visitor, seen: &Seen, done: Option<&str>) -> Result<Made, Fault> {
    let (app, words, ctx) = (&visitor.site.app, &visitor.words, &visitor.ctx);
    let board = app.cluster_board(ctx).await?;
    let cluster = board.clusters.iter().find(|cluster| cluster.seen.id == seen.id);
    let cluster = cluster.ok_or_else(|| Error::new("unknown-record").arg("found", &seen.reference))?;
    let own = [("cluster".to_owned(), seen.reference.clone())];
    let kind = app.registry().kind(seen.kind).ok_or(Fault::unknown_page())?;
    let title = title_view(words, kind, seen);
    let history = app.history(ctx, kind.name, &seen.reference).await?;
    let ids: Vec<RecordId> = history.iter().flat_map(|entry| crate::history::targets(kind, entry)).collect();
    let mut links = board.links.clone();
    links.extend(app.links_to(ctx, &ids).await?);
    let shower = Shower { words, kind, links: &links };
    let (posts, is_of_day) = posts(visitor, ctx, &board, &own).await?;
    let main = ClusterMain {
        frame: words.clone(),
        can_edit: visitor.can_edit(),
        reference: seen.reference.clone(),
        is_sample: is_sample(seen),
        concept: kind.field("concept").and_then(|field| seen.body.value(field)).and_then(
            |value| match value {
                Value::Text(text) => Some(crate::rows::text_view(words, &text)),
                _ => None,
            },
        ),
        fields: field_views(words, &cluster.fields),
        status: cluster.status.as_ref().map(|status| status_view(words, &board, status)),
        day: words.date(PartialDate::from(board.day)),
        is_beyond: cluster.page.is_none(),
        done: done.map(|done| words.t(&format!("record-done-{done}"))),
        stages: stages(words, &board, cluster),
        cores: cores(visitor, ctx, seen).await?,
        institutions: institutions(visitor, ctx, &own).await?,
        participants: participants(visitor, ctx, &own).await?,
        posts,
        is_of_day,
        blocks: blocks(words, &board, cluster),
        pairs: pairs(visitor, ctx, &own).await?,
        tie_ups: tie_ups(visitor, ctx, &own).await?,
        programme: id(seen, "programme").and_then(|id| board.links.get(&id)).map(|link| anchor(words, link)),
        sections: sections(visitor, ctx, seen).await?,
        sources: sources(words, &board, cluster),
        history: entry_views(visitor, &shower, &history),
        title: title.clone(),
    };
    let made = Made::new(&title.text, &main)?;
    Ok(made.step(&words.kinds(kind), "/clusters"))
}

fn stages(words: &Words, board: &ClusterBoard, cluster: &ClusterOnDay) -> Vec<StageView> {
    let find = |id: &RecordId| board.clusters.iter().find(|other| other.seen.id == *id);
    let before = cluster.predecessors.iter().filter_map(find);
    let after = cluster.successors.iter().filter_map(find);
    let view = |one: &ClusterOnDay, certainty: Option<String>| StageView {
        href: record_href(words, one.seen.kind, &one.seen.reference),
        is_here: one.seen.id == cluster.seen.id,
        label: words
            .find(&format!("cluster-stage-{}", one.stage))
            .unwrap_or_else(|| words.t("clusters-no-stage")),
        title: name_of(words, &one.seen),
        fields: field_views(words, &one.fields),
        statuses: one.statuses.iter().map(|status| status_view(words, board, status)).collect(),
        certainty,
    };
    let mut stages: Vec<StageView> =
        before.map(|one| view(one, succession(words, &cluster.seen, one.seen.id))).collect();
    stages.push(view(cluster, None));
    stages.extend(after.map(|one| view(one, succession(words, &one.seen, cluster.seen.id))));
    stages
}

/// How sure it is that a cluster follows another, where the source does not state it.
fn succession(words: &Words, after: &Seen, before: RecordId) -> Option<String> {
    let row = rows(after, "predecessors").iter().find(|row| row_id(row, "cluster") == Some(before))?;
    certainty(words, row.get("certainty").and_then(Json::as_str))
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

async fn institutions(
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
async fn participants(
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

/// The headquarters' roles that hold on the day; where there are none, all on record, and `false`.
async fn posts(
    visitor: &Visitor,
    ctx: &Context,
    board: &ClusterBoard,
    own: &[(String, String)],
) -> Result<(Vec<PostView>, bool), Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let all = app.all(ctx, "role", own).await?;
    let links = app.links(ctx, &all.iter().collect::<Vec<_>>()).await?;
    let vocabulary = words.vocabulary("role", "role");
    let order = |seen: &Seen| {
        let code = seen.body.str("role").unwrap_or_default();
        vocabulary.and_then(|vocabulary| vocabulary.codes.iter().position(|known| *known == code))
    };
    let mut holding: Vec<&Seen> = all
        .iter()
        .filter(|seen| {
            let since = date(seen, "since").is_none_or(|since| since.first_day() <= board.day);
            since && date(seen, "until").is_none_or(|until| board.day <= until.last_day())
        })
        .collect();
    // Without a role on the day, those on record with their terms: who could be asked.
    let is_of_day = !holding.is_empty();
    if !is_of_day {
        holding = all.iter().collect();
    }
    holding.sort_by_key(|seen| (order(seen), seen.reference.clone()));
    let view = |seen: &&Seen| PostView {
        role: Anchor {
            text: seen
                .body
                .str("role")
                .zip(vocabulary)
                .map_or_else(|| name_of(words, seen).text, |(code, vocabulary)| words.code(vocabulary, code)),
            lang: None,
            ..anchor_of(words, seen)
        },
        person: id(seen, "person").and_then(|id| links.get(&id)).map(|link| anchor(words, link)),
        term: term_of(words, seen),
        is_concurrent: seen.body.raw("concurrent").and_then(Json::as_bool) == Some(true),
    };
    Ok((holding.iter().map(view).collect(), is_of_day))
}

fn blocks(words: &Words, board: &ClusterBoard, cluster: &ClusterOnDay) -> Vec<BlockView> {
    let of_cluster = board.blocks.iter().filter(|block| cluster.blocks.contains(&block.seen.id));
    of_cluster
        .map(|block| BlockView {
            name: anchor_of(words, &block.seen),
            bureau: block.bureau.and_then(|id| board.links.get(&id)).map(|link| anchor(words, link)),
            projects: block.projects.iter().map(|project| anchor_of(words, project)).collect(),
        })
        .collect()
}

async fn pairs(visitor: &Visitor, ctx: &Context, own: &[(String, String)]) -> Result<Vec<PairView>, Fault> {
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

async fn tie_ups(
    visitor: &Visitor,
    ctx: &Context,
    own: &[(String, String)],
) -> Result<Vec<TieUpView>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    // The record of every year, not only of the day's.
    let ctx = ctx.clone().at(enishi_app::parts::Moment { on: None, ..ctx.moment });
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

/// The parts that are records naming the cluster, under their headings; a part without records says so.
async fn sections(visitor: &Visitor, ctx: &Context, seen: &Seen) -> Result<Vec<SectionView>, Fault> {
    let words = &visitor.words;
    let mut sections: Vec<SectionView> = Vec::new();
    for (id, kind, field) in PARTS {
        let part = part(visitor, ctx, kind, &[(field.to_owned(), seen.reference.clone())]).await?;
        match sections.iter_mut().find(|section| section.id == id) {
            Some(section) => section.parts.push(part),
            None => sections.push(SectionView {
                id,
                label: words.t(&format!("clusters-{id}")),
                parts: vec![part],
            }),
        }
    }
    Ok(sections)
}

async fn part(
    visitor: &Visitor,
    ctx: &Context,
    kind: &str,
    filters: &[(String, String)],
) -> Result<PartView, Error> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let figure: Figure = app.figure(ctx, kind, filters, "figure-records").await?;
    let request = ListRequest { filters: filters.to_vec(), limit: Some(SHOWN), ..ListRequest::default() };
    let page = app.list(ctx, kind, &request).await?;
    let items = page.items.iter().map(|seen| anchor_of(words, seen));
    Ok(PartView {
        label: words.kinds(page.kind),
        items: items.collect(),
        figure: FigureView::new(words, &figure),
    })
}

/// Who says what, with how sure it is.
fn sources(words: &Words, board: &ClusterBoard, cluster: &ClusterOnDay) -> Vec<SourceView> {
    let mut views: Vec<SourceView> = Vec::new();
    let stated = words.t("certainty-stated");
    let mut add = |id: Option<RecordId>, of: String, certainty: String| {
        let Some(link) = id.and_then(|id| board.links.get(&id)) else { return };
        let source = anchor(words, link);
        if !views.iter().any(|view| view.source.href == source.href && view.of == of) {
            views.push(SourceView { source, of, certainty });
        }
    };
    let seen = &cluster.seen;
    let sure = |code: Option<&str>| certainty(words, code).unwrap_or_else(|| stated.clone());
    add(id(seen, "source"), words.t("clusters-this-record"), sure(seen.body.str("certainty")));
    for status in &cluster.statuses {
        let label = words.t(&format!("cluster-state-{}", status.state));
        add(status.source, label, sure(status.certainty.as_deref()));
    }
    let kind = words.kind_info(seen.kind);
    let claims = kind.and_then(|kind| seen.body.value(kind.field("claims")?));
    if let (Some(kind), Some(Value::Claims(claims))) = (kind, claims) {
        for Claim { field, source, certainty, .. } in &claims {
            let label = kind.field(field).map_or_else(|| field.clone(), |field| words.field(kind, field));
            add(*source, label, words.t(&format!("certainty-{}", certainty.code())));
        }
    }
    views
}

fn certainty(words: &Words, code: Option<&str>) -> Option<String> {
    code.filter(|code| *code != "stated").map(|code| words.t(&format!("certainty-{code}")))
}

fn term_of_row(words: &Words, row: &Json) -> String {
    let date =
        |name: &str| row.get(name).and_then(Json::as_str).and_then(|date| date.parse::<PartialDate>().ok());
    term(words, date("since"), date("until"))
}

fn term_of(words: &Words, seen: &Seen) -> String {
    term(words, date(seen, "since"), date(seen, "until"))
}

fn name_of(words: &Words, seen: &Seen) -> TitleView {
    match words.kind_info(seen.kind) {
        Some(kind) => title_view(words, kind, seen),
        None => TitleView { text: seen.reference.clone(), ..TitleView::default() },
    }
}

fn date(seen: &Seen, name: &str) -> Option<PartialDate> {
    seen.body.str(name).and_then(|date| date.parse().ok())
}

fn id(seen: &Seen, name: &str) -> Option<RecordId> {
    seen.body.str(name).and_then(|id| id.parse().ok())
}

fn rows<'a>(seen: &'a Seen, name: &str) -> &'a [Json] {
    seen.body.raw(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn row_id(row: &Json, name: &str) -> Option<RecordId> {
    row.get(name).and_then(Json::as_str).and_then(|id| id.parse().ok())
}
