//! Proposed merges of a kind, the merges that were done, and the records that a person told apart. A person decides;
//! nothing is merged silently.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::parts::Action;
use enishi_app::{Link, MergeReason};
use enishi_kind::{Field, KindInfo, Type};

use crate::address::query;
use crate::fault::{Fault, html};
use crate::list::kind_of;
use crate::page::Frame;
use crate::posted::Posted;
use crate::rows::{RowView, row_views};
use crate::text::{Moment, Words};
use crate::values::{Anchor, anchor};
use crate::visitor::Visitor;

/// Proposals shown.
const SHOWN: u32 = 200;
/// Columns beside the title, at most.
const COLUMNS: usize = 4;

#[derive(Template)]
#[template(path = "merges.html")]
struct MergesPage {
    frame: Frame,
    how: String,
    none_how: String,
    count: String,
    apart_label: String,
    columns: Vec<String>,
    proposals: Vec<ProposalView>,
    done: Vec<DoneView>,
    apart: Vec<ApartView>,
}

struct ProposalView {
    reasons: Vec<String>,
    rows: Vec<ProposedRow>,
}

struct ProposedRow {
    row: RowView,
    reference: String,
    /// Where it is merged into the first; none for the first.
    merge_href: Option<String>,
    /// The others of its group.
    others: Vec<String>,
}

struct DoneView {
    loser: Option<Anchor>,
    winner: Option<Anchor>,
    records: String,
    at: Moment,
    state: String,
    undo_href: Option<String>,
}

struct ApartView {
    one: Anchor,
    other: Anchor,
    refs: (String, String),
    at: Moment,
}

/// The proposals.
pub async fn show(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    let words = &visitor.words;
    let kind = kind_of(&visitor, &plural)?;
    let found = app.merge_proposals(&visitor.ctx, kind.name, SHOWN).await?;
    let columns = columns(kind);
    let mut proposals = Vec::with_capacity(found.len());
    for proposal in &found {
        let links = app.links(&visitor.ctx, &proposal.records.iter().collect::<Vec<_>>()).await?;
        let references: Vec<&str> = proposal.records.iter().map(|seen| seen.reference.as_str()).collect();
        let rows = row_views(&visitor, kind, &proposal.records, &links, &columns);
        proposals.push(ProposalView {
            reasons: proposal.reasons.iter().map(|reason| reason_text(words, reason)).collect(),
            rows: rows
                .into_iter()
                .enumerate()
                .map(|(place, row)| proposed(kind, &references, place, row))
                .collect(),
        });
    }
    let (mut done, mut apart) = (Vec::new(), Vec::new());
    if visitor.may(Action::Merge, None) {
        for merge in app.merges(&visitor.ctx, kind.name, SHOWN).await? {
            let undo_href = (merge.state == "done").then(|| format!("/admin/batches/{}/undo", merge.batch));
            done.push(DoneView {
                loser: merge.loser.map(|link| former(words, &link)),
                winner: merge.winner.map(|link| anchor(words, &link)),
                records: words.count("merge-records", merge.records),
                at: words.moment(merge.at),
                state: words.t(&format!("merge-state-{}", merge.state)),
                undo_href,
            });
        }
        for pair in app.told_apart(&visitor.ctx, kind.name).await? {
            apart.push(ApartView {
                one: anchor(words, &pair.one),
                other: anchor(words, &pair.other),
                refs: (pair.one.reference, pair.other.reference),
                at: words.moment(pair.at),
            });
        }
    }
    let title = words.t("merges-title");
    let kinds = [("kind", words.kind(kind)), ("kinds", words.kinds(kind))];
    html(&MergesPage {
        frame: Frame::new(&visitor, &title)
            .step(&words.kinds(kind), &format!("/{}", kind.plural))
            .end(&title)
            .changing(visitor.may(Action::Merge, Some(kind.name))),
        how: words.with("merges-how", &kinds),
        none_how: words.with("merges-none-how", &kinds),
        count: words.count("merges-count", u64::try_from(proposals.len()).unwrap_or(0)),
        apart_label: words.one("merges-apart", "kind", words.kind(kind)),
        columns: columns.iter().map(|field| words.field(kind, field)).collect(),
        proposals,
        done,
        apart,
    })
}

fn proposed(kind: &KindInfo, references: &[&str], place: usize, row: RowView) -> ProposedRow {
    let reference = references.get(place).copied().unwrap_or_default();
    let first = references.first().filter(|_| place > 0);
    ProposedRow {
        merge_href: first
            .map(|first| format!("/{}/{reference}/merge{}", kind.plural, query(&[("into", *first)]))),
        others: references
            .iter()
            .filter(|other| **other != reference)
            .map(|other| (*other).to_owned())
            .collect(),
        reference: reference.to_owned(),
        row,
    }
}

/// What tells records of the kind apart: the columns of its list, and identifiers.
fn columns(kind: &'static KindInfo) -> Vec<&'static Field> {
    let listed = kind.fields().filter(|field| field.column && field.name != kind.title);
    let mut columns: Vec<&'static Field> =
        listed.filter(|field| !matches!(field.of, Type::LongText)).take(COLUMNS).collect();
    columns.extend(kind.field("identifiers").filter(|field| !columns.contains(field)));
    columns
}

fn reason_text(words: &Words, reason: &MergeReason) -> String {
    match reason {
        MergeReason::Identifier { scheme, value } => {
            let scheme = words.find(&format!("identifier-scheme-{scheme}")).unwrap_or_else(|| scheme.clone());
            words.with("merges-same-identifier", &[("scheme", scheme), ("value", value.clone())])
        }
        MergeReason::Name { value } => words.one("merges-same-name", "value", value),
    }
}

/// The record as it was before it went.
fn former(words: &Words, link: &Link) -> Anchor {
    let former = anchor(words, link);
    Anchor { href: format!("{}?as=merged", former.href), ..former }
}

/// Remembers that records are different, or forgets it.
pub async fn tell_apart(Path(plural): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let kind = kind_of(visitor, &plural)?;
    let one = posted.first("one").unwrap_or_default();
    let is_apart = posted.first("action") != Some("forget");
    for (_, other) in posted.pairs.iter().filter(|(name, _)| name == "other") {
        visitor.site.app.tell_apart(&visitor.ctx, kind.name, one, other, is_apart).await?;
    }
    Ok(Redirect::to(&format!("/{}/merges", kind.plural)).into_response())
}
