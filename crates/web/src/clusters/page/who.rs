//! Who coordinates a cluster on the day, answered in words for every cluster and moment: the roles that hold, or that the
//! sources name none, with whom they named last and where to ask instead.

use enishi_app::parts::Seen;
use enishi_app::{ACTIVE, Amount, ClusterBoard, ClusterOnDay, Context, Figure, Rows};
use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use super::reading::{date, id, term_of};
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::naming::{Anchor, anchor};
use crate::rows::is_sample;
use crate::text::Words;
use crate::visitor::Visitor;

/// The answer.
pub struct WhoView {
    /// In a sentence.
    pub answer: String,
    /// Of which day the roles below are, where it is another.
    pub last: Option<String>,
    pub groups: Vec<GroupView>,
    /// Clusters that carry it on, and those that it carries on: their pages name others.
    pub successors: Vec<NeighbourView>,
    pub predecessors: Vec<NeighbourView>,
}

/// A cluster of another stage, with how many roles are recorded there.
pub struct NeighbourView {
    pub name: Anchor,
    pub roles: FigureView,
}

/// A role with those who hold it.
pub struct GroupView {
    pub role: String,
    pub posts: Vec<PostView>,
    /// How many posts the source names without a person.
    pub unnamed: Option<FigureView>,
    /// The same where the list of the role holds others too.
    pub others: Option<u64>,
}

/// A person in a role.
pub struct PostView {
    pub person: Anchor,
    pub term: String,
    pub is_concurrent: bool,
}

/// Who coordinates a cluster on the day of the board.
pub async fn who(
    visitor: &Visitor,
    ctx: &Context,
    board: &ClusterBoard,
    cluster: &ClusterOnDay,
) -> Result<WhoView, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    // What was recorded of any day: who is not there today may have been there last.
    let always = ctx.clone().at(enishi_app::parts::Moment { on: None, ..ctx.moment });
    let own = [("cluster".to_owned(), cluster.seen.reference.clone())];
    let all = app.all(&always, "role", &own).await?;
    let links = app.links(&always, &all.iter().collect::<Vec<_>>()).await?;
    let day = words.date(PartialDate::from(board.day));
    // What is invented answers nothing: it is shown beside what the sources say, and said to be a sample.
    let (samples, facts): (Vec<&Seen>, Vec<&Seen>) = all.iter().partition(|seen| is_sample(seen));
    let holding: Vec<&Seen> = facts.iter().copied().filter(|seen| holds(seen, board, cluster)).collect();
    let is_named = |seen: &&Seen| id(seen, "person").is_some_and(|id| links.contains_key(&id));
    let is_active = cluster.state() == Some(ACTIVE);
    let (answer, mut last, mut shown) = if !holding.is_empty() {
        let key = if holding.iter().any(is_named) { "clusters-who-named" } else { "clusters-who-posts" };
        (words.one(key, "day", day), None, holding)
    } else {
        let key = match (cluster.is_there(), is_active) {
            (false, _) => "clusters-who-before",
            (true, true) => "clusters-who-none",
            (true, false) => "clusters-who-ended",
        };
        let (last, shown) = last_named(words, &facts);
        (words.one(key, "day", day), Some(last), shown)
    };
    let mut invented: Vec<&Seen> =
        samples.iter().copied().filter(|seen| holds(seen, board, cluster)).collect();
    if invented.is_empty() {
        invented = last_named(words, &samples).1;
    }
    if shown.is_empty() && !invented.is_empty() {
        let said = [last.unwrap_or_default(), words.t("clusters-who-samples")];
        last = Some(said.join(" "));
    }
    shown.extend(invented);
    let successors = neighbours(visitor, &always, board, &cluster.successors).await?;
    let predecessors = neighbours(visitor, &always, board, &cluster.predecessors).await?;
    Ok(WhoView {
        answer,
        last,
        groups: groups(words, &all, &shown, &links, &cluster.seen.reference),
        successors,
        predecessors,
    })
}

async fn neighbours(
    visitor: &Visitor,
    ctx: &Context,
    board: &ClusterBoard,
    ids: &[RecordId],
) -> Result<Vec<NeighbourView>, Fault> {
    let words = &visitor.words;
    let mut views = Vec::new();
    for link in ids.iter().filter_map(|id| board.links.get(id)) {
        let filters = [("cluster".to_owned(), link.reference.clone())];
        let roles = visitor.site.app.figure(ctx, "role", &filters, "figure-roles-recorded").await?;
        views.push(NeighbourView { name: anchor(words, link), roles: FigureView::new(words, &roles) });
    }
    Ok(views)
}

/// Whether a role holds on the day. Without an end it is taken to last as long as its cluster is supported.
fn holds(seen: &Seen, board: &ClusterBoard, cluster: &ClusterOnDay) -> bool {
    let has_begun = date(seen, "since").is_none_or(|since| since.first_day() <= board.day);
    has_begun
        && match date(seen, "until") {
            Some(until) => board.day <= until.last_day(),
            None => cluster.state() == Some(ACTIVE),
        }
}

/// The roles of the last day of which a source speaks, with a sentence that names it.
fn last_named<'a>(words: &Words, all: &[&'a Seen]) -> (String, Vec<&'a Seen>) {
    let said =
        |seen: &Seen| date(seen, "until").or_else(|| date(seen, "as_of")).or_else(|| date(seen, "since"));
    let latest = all.iter().copied().filter_map(said).max_by_key(|date| date.last_day());
    let Some(latest) = latest else {
        return (words.t("clusters-who-never"), Vec::new());
    };
    let shown = all.iter().copied().filter(|seen| said(seen) == Some(latest)).collect();
    let args = [("date", words.date(latest)), ("year", FiscalYear::of(latest.last_day()).label(words.lang))];
    (words.with("clusters-who-last", &args), shown)
}

fn groups(
    words: &Words,
    all: &[Seen],
    shown: &[&Seen],
    links: &std::collections::HashMap<RecordId, enishi_app::Link>,
    cluster: &str,
) -> Vec<GroupView> {
    let Some((kind, vocabulary)) = words.kind_info("role").zip(words.vocabulary("role", "role")) else {
        return Vec::new();
    };
    let view = |code: &&'static str| {
        let of_all = all.iter().filter(|seen| seen.body.str("role") == Some(*code)).count();
        let of_role: Vec<&&Seen> = shown.iter().filter(|seen| seen.body.str("role") == Some(*code)).collect();
        let link = |seen: &Seen| id(seen, "person").and_then(|id| links.get(&id));
        let posts: Vec<PostView> = of_role
            .iter()
            .filter_map(|seen| {
                Some(PostView {
                    person: anchor(words, link(seen)?),
                    term: term_of(words, seen),
                    is_concurrent: seen.body.raw("concurrent").and_then(Json::as_bool) == Some(true),
                })
            })
            .collect();
        let unnamed = u64::try_from(of_role.len() - posts.len()).unwrap_or(0);
        let figure = Figure {
            value: Some(Amount::Count(unnamed)),
            basis: "figure-posts",
            sources: Vec::new(),
            as_of: None,
            undated: 0,
            rows: Rows {
                kind,
                filters: vec![
                    ("cluster".to_owned(), cluster.to_owned()),
                    ("role".to_owned(), (*code).to_owned()),
                ],
                on: None,
            },
        };
        GroupView {
            role: words.code(vocabulary, code),
            // The list of the role is the number's only while it holds nobody else.
            unnamed: (unnamed > 0 && of_all == of_role.len() - posts.len())
                .then(|| FigureView::new(words, &figure)),
            others: (unnamed > 0 && of_all != of_role.len() - posts.len()).then_some(unnamed),
            posts,
        }
    };
    vocabulary
        .codes
        .iter()
        .map(view)
        .filter(|group| group.unnamed.is_some() || group.others.is_some() || !group.posts.is_empty())
        .collect()
}
