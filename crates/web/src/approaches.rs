//! Beside an organisation, and beside a need whose company the reader sees: who was in touch with it, as far as he may know,
//! and the way to a form for a new approach that is filled in already.

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::parts::{Action, RecordId, Seen};
use enishi_app::{Link, RecordView};
use enishi_kit::date::PartialDate;

use crate::address::query;
use crate::fault::Fault;
use crate::rows::is_sample;
use crate::text::Words;
use crate::values::Anchor;
use crate::visitor::Visitor;

/// Fields of a need that name whose it is.
const OF_NEED: [&str; 2] = ["company", "issuer"];

/// Who was in touch with an organisation.
#[derive(Template)]
#[template(path = "_approaches.html")]
pub struct ApproachesView {
    /// Named as on pages with a frame.
    frame: Words,
    /// Newest first.
    told: Vec<Anchor>,
    /// All of them.
    all: Option<Anchor>,
    /// The form for a new one.
    note: Option<Anchor>,
}

impl HtmlSafe for ApproachesView {}

/// Who was in touch with the organisation that a record is or names; nothing where there is nothing to tell or to do.
///
/// # Errors
/// The store.
pub async fn beside(visitor: &Visitor, view: &RecordView) -> Result<Option<ApproachesView>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let seen = &view.seen;
    let named = || OF_NEED.iter().find_map(|name| seen.body.str(name)?.parse::<RecordId>().ok());
    let (organisation, reference) = match view.kind.name {
        "organisation" => (seen.id, seen.reference.clone()),
        "need" => {
            let Some((id, link)) = named().and_then(|id| Some((id, view.links.get(&id)?))) else {
                return Ok(None);
            };
            (id, link.reference.clone())
        }
        _ => return Ok(None),
    };
    let approaches = app.approaches(&visitor.ctx, organisation).await?;
    let links = app.links(&visitor.ctx, &approaches.iter().collect::<Vec<_>>()).await?;
    let told: Vec<Anchor> = approaches
        .iter()
        .map(|one| {
            let cluster = one.body.str("cluster").and_then(|id| links.get(&id.parse().ok()?));
            Anchor {
                sample: is_sample(one).then(|| words.t("sample-badge")),
                ..Anchor::to(format!("/approaches/{}", one.reference), sentence(words, one, cluster))
            }
        })
        .collect();
    let all = (!told.is_empty()).then(|| {
        Anchor::to(
            format!("/approaches{}", query(&[("organisation", &*reference)])),
            words.t("approaches-all"),
        )
    });
    let note = match visitor.may(Action::Create, Some("approach")) {
        true => Some(form(visitor, view, &reference).await?),
        false => None,
    };
    Ok((note.is_some() || !told.is_empty()).then(|| ApproachesView { frame: words.clone(), told, all, note }))
}

/// In which month which cluster was in touch, and how.
fn sentence(words: &Words, approach: &Seen, cluster: Option<&Link>) -> String {
    let month = approach.body.str("month").and_then(|month| month.parse::<PartialDate>().ok());
    let way = words.vocabulary("approach", "way").zip(approach.body.str("way"));
    words.with(
        if cluster.is_some() { "approaches-by" } else { "approaches-was" },
        &[
            ("month", month.map(|month| words.date(month)).unwrap_or_default()),
            ("way", way.map(|(ways, way)| words.code(ways, way)).unwrap_or_default()),
            ("cluster", cluster.map(|link| link.title(words.lang).to_owned()).unwrap_or_default()),
        ],
    )
}

/// The form, with everything filled in that is known already.
async fn form(visitor: &Visitor, view: &RecordView, organisation: &str) -> Result<Anchor, Fault> {
    let start = visitor.site.app.approach_start(&visitor.ctx).await?;
    let mut pairs = vec![("month", start.month.to_string()), ("organisation", organisation.to_owned())];
    if view.kind.name == "need" {
        pairs.push(("need", view.seen.reference.clone()));
    }
    let known = [("cluster", start.cluster), ("coordinator", start.coordinator)];
    pairs.extend(known.into_iter().filter_map(|(name, link)| Some((name, link?.reference))));
    Ok(Anchor::to(format!("/approaches/new{}", query(&pairs)), visitor.words.t("approaches-note")))
}
