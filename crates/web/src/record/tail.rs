//! What the page of every record ends with, drawn by hand or not: files, connections, history; beside them its source and
//! date, how to cite it, and its ways out. None of it is remembered: the form for files belongs to one session.

use enishi_app::parts::Action;
use std::collections::HashMap;

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::{CHOSEN, Link, ON, RecordView, Referrer, title_of};
use enishi_kind::{KindInfo, MERGED_INTO, Type, Value};
use enishi_kit::ids::RecordId;

use super::{FieldView, field_view};
use crate::address::{first, query};
use crate::attachments::FilesView;
use crate::fault::Fault;
use crate::history::{EntryView, entry_views};
use crate::merge::{self, MergeNote};
use crate::text::Words;
use crate::values::{Anchor, Shower, anchor};
use crate::visitor::Visitor;

/// Fields of every kind stand beside the record, not in it.
const SIDE: [&str; 4] = ["disclosure", "source", "as_of", "identifiers"];

/// What stands around the content of a record.
pub struct Around {
    /// What was just done, and merges: above it.
    pub notes: Notes,
    /// Below it.
    pub tail: Tail,
    /// Beside it.
    pub aside: Aside,
}

/// What was just done with a record, and what became of it.
#[derive(Template)]
#[template(path = "_record_notes.html")]
pub struct Notes {
    done: Option<String>,
    merge: Option<MergeNote>,
    sealed: Option<SealedNote>,
}

impl HtmlSafe for Notes {}

/// Says that the record is read only, and to the operator where all of it goes away.
struct SealedNote {
    title: String,
    what: String,
    /// To whom may change records: why this one not, and where the example is removed.
    undo: Option<(String, Anchor)>,
}

/// Files, connections and history.
#[derive(Template)]
#[template(path = "_record_tail.html")]
pub struct Tail {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    files: FilesView,
    referrers: Vec<ReferrerView>,
    history: Vec<EntryView>,
}

impl HtmlSafe for Tail {}

/// Source, date, citation, ways out.
#[derive(Template)]
#[template(path = "_record_aside.html")]
pub struct Aside {
    /// Named as on pages with a frame, so that they share fragments.
    frame: Words,
    side: Vec<FieldView>,
    cite: String,
    json_href: String,
    /// The record itself as a file: format and address.
    exports: Vec<(&'static str, String)>,
}

impl HtmlSafe for Aside {}

struct ReferrerView {
    title: String,
    links: Vec<Anchor>,
    all: Option<Anchor>,
    /// All of them as a file.
    exports: Vec<(&'static str, String)>,
}

/// What stands around a record, as this visitor sees it.
///
/// # Errors
/// The store.
pub async fn around(visitor: &Visitor, view: &RecordView) -> Result<Around, Fault> {
    let (app, ctx, words) = (&visitor.site.app, &visitor.ctx, &visitor.words);
    let (kind, reference) = (view.kind, view.seen.reference.as_str());
    let referrers = app.referrers(ctx, &view.seen).await?;
    let history = app.history(ctx, kind.name, reference).await?;
    let actors: Vec<&str> = history.iter().map(|entry| entry.actor.as_str()).collect();
    let names = app.actor_names(ctx, &actors).await?;
    let ids: Vec<RecordId> = history.iter().flat_map(|entry| crate::history::targets(kind, entry)).collect();
    let mut links = view.links.clone();
    links.extend(app.links_to(ctx, &ids).await?);
    let shower = Shower { words, kind, links: &links };
    let side = SIDE.iter().filter_map(|name| kind.field(name));
    let done = first(&visitor.query, "done").filter(|done| ["created", "saved", "same"].contains(done));
    Ok(Around {
        notes: Notes {
            done: done.map(|done| match done {
                "created" => {
                    let title = title_of(kind, &view.seen.body, words.lang);
                    words.with("record-done-created", &[("kind", words.kind(kind)), ("title", title)])
                }
                _ => words.t(&format!("record-done-{done}")),
            }),
            merge: merge::note(visitor, view).await?,
            sealed: view.sealed_by.as_ref().map(|batch| sealed_note(visitor, batch)),
        },
        tail: Tail {
            frame: words.clone(),
            files: crate::attachments::section(visitor, view).await?,
            referrers: referrers.iter().map(|referrer| referrer_view(visitor, reference, referrer)).collect(),
            history: entry_views(visitor, &shower, &names, &history),
        },
        aside: Aside {
            frame: words.clone(),
            side: side.filter_map(|field| field_view(visitor, view, &shower, field)).collect(),
            cite: cite(visitor, view, &links),
            json_href: format!("/api/v1/{}/{reference}", kind.plural),
            exports: exports(kind.plural, &[(CHOSEN, reference), (ON, "")]),
        },
    })
}

/// The ways out of a list narrowed like this.
fn exports(plural: &str, filters: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let way = |(name, ending)| (name, format!("/{plural}/export.{ending}{}", query(filters)));
    [("XLSX", "xlsx"), ("CSV", "csv")].map(way).into()
}

fn sealed_note(visitor: &Visitor, batch: &str) -> SealedNote {
    let words = &visitor.words;
    let undo = || Anchor::to(format!("/admin/batches/{batch}/undo"), words.t("sealed-undo"));
    SealedNote {
        title: words.t("sealed-title"),
        what: words.t("sealed-what"),
        undo: visitor.may(Action::Administer, None).then(|| (words.t("sealed-how"), undo())),
    }
}

fn referrer_view(visitor: &Visitor, reference: &str, referrer: &Referrer) -> ReferrerView {
    let words = &visitor.words;
    let place = referrer.kind.place(&referrer.field);
    let label = place.map_or_else(|| referrer.field.clone(), |place| words.place(referrer.kind, &place));
    let key = if referrer.is_more { "record-referrers-more" } else { "record-referrers" };
    let title = words.with(
        key,
        &[
            ("kinds", words.kinds(referrer.kind)),
            ("field", label),
            ("shown", crate::text::grouped(referrer.count)),
        ],
    );
    let can_list = place.is_some_and(|place| place.inner().facet) && referrer.count > 1;
    let all = can_list.then(|| {
        Anchor::to(
            format!("/{}{}", referrer.kind.plural, query(&[(referrer.field.as_str(), reference)])),
            words.t("record-referrers-all"),
        )
    });
    let link = |link| {
        let known = anchor(words, link);
        // The address of a merged record leads back here; the former record has one of its own.
        let is_former = referrer.field == MERGED_INTO;
        let href = if is_former { format!("{}?as=merged", known.href) } else { known.href };
        Anchor { href, ..known }
    };
    let exports = match place.is_some_and(|place| place.inner().facet) {
        true => exports(referrer.kind.plural, &[(referrer.field.as_str(), reference)]),
        false => Vec::new(),
    };
    ReferrerView { exports, title, links: referrer.newest.iter().map(link).collect(), all }
}

/// Who, what, where, which, as of when.
fn cite(visitor: &Visitor, view: &RecordView, links: &HashMap<RecordId, Link>) -> String {
    let (words, kind, body) = (&visitor.words, view.kind, &view.seen.body);
    let by = ["organisation", "publisher"].iter().find_map(|name| plain_of(kind, name, view, links, visitor));
    let as_of = kind.field("as_of").and_then(|field| body.value(field)).and_then(|value| match value {
        Value::Date(date) => Some(words.date(date)),
        _ => None,
    });
    words.with(
        "record-citation",
        &[
            ("by", by.map(|by| words.one("record-citation-by", "by", by)).unwrap_or_default()),
            ("title", title_of(kind, body, words.lang)),
            ("reference", view.seen.reference.clone()),
            ("date", as_of.unwrap_or_else(|| words.moment(visitor.site.app.now()).day)),
        ],
    )
}

fn plain_of(
    kind: &'static KindInfo,
    name: &str,
    view: &RecordView,
    links: &HashMap<RecordId, Link>,
    visitor: &Visitor,
) -> Option<String> {
    let field = kind.field(name)?;
    match (field.of, view.seen.body.value(field)?) {
        (Type::Reference(_), Value::Reference(id)) => Some(links.get(&id)?.title(visitor.lang()).to_owned()),
        (_, Value::Text(text)) => Some(text.read(visitor.lang()).0.to_owned()),
        _ => None,
    }
}
