//! Merging two records: which one stays, what it keeps of each field, what will lead to it, and the note that a merged
//! record's address leaves behind.

use enishi_app::parts::Action;
use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::{Error, Keep, MergePlan, MergeReferences, MergeRequest, RecordView, etag};
use enishi_kind::KindInfo;
use http::StatusCode;

use crate::address::{Pairs, first, query};
use crate::fault::{Fault, html};
use crate::list::kind_of;
use crate::page::Frame;
use crate::plain::plain;
use crate::posted::Posted;
use crate::questions::Questions;
use crate::rows::{TitleView, is_sample, title_view};
use crate::text::grouped;
use crate::values::{Anchor, Shower};
use crate::visitor::Visitor;

/// What stands before the name of a field in the form.
const KEEP: &str = "keep:";

#[derive(Template)]
#[template(path = "merge_into.html")]
struct IntoPage {
    frame: Frame,
    heading: String,
    reference: String,
    title: TitleView,
    into: String,
    label: String,
    error: Option<String>,
    /// Where suggestions come from.
    picker: String,
    merges_href: String,
    back_href: String,
}

#[derive(Template)]
#[template(path = "merge.html")]
struct MergePage {
    frame: Frame,
    heading: String,
    refused: Option<(String, String)>,
    questions: Questions,
    loser: SideView,
    winner: SideView,
    swap_href: String,
    is_closer: bool,
    fields: Vec<FieldChoice>,
    references: Vec<String>,
    records: String,
    back_href: String,
}

/// One of the two records.
struct SideView {
    reference: String,
    href: String,
    title: TitleView,
    etag: String,
}

struct FieldChoice {
    name: String,
    label: String,
    options: Vec<OptionView>,
}

struct OptionView {
    code: &'static str,
    label: String,
    shown: String,
    is_chosen: bool,
}

/// What a record's page says of a merge.
#[derive(Clone, Debug)]
pub struct MergeNote {
    /// The sentence.
    pub text: String,
    /// The other record.
    pub other: Anchor,
    /// Where the operator undoes it.
    pub undo: Option<Anchor>,
    /// Whether the page shows the record that went.
    pub is_gone: bool,
}

/// Asks: first into which record, then what is kept.
pub async fn ask(
    visitor: Visitor,
    Path((plural, reference)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let kind = kind_of(&visitor, &plural)?;
    let view = visitor.site.app.find(&visitor.ctx, kind.name, &reference).await?;
    view.require_open()?;
    let Some(into) = first(&visitor.query, "into") else { return into_page(&visitor, &view, "", None) };
    let keeps = keeps_of(kind, &visitor.query);
    match visitor.site.app.merge_plan(&visitor.ctx, kind.name, &reference, into, &keeps).await {
        Ok(plan) => html(&page(&visitor, &plan, None, &visitor.ctx.confirmed)),
        Err(error) if error.info().status < 500 => into_page(&visitor, &view, into, Some(&error)),
        Err(error) => Err(error.into()),
    }
}

fn into_page(
    visitor: &Visitor,
    view: &RecordView,
    into: &str,
    error: Option<&Error>,
) -> Result<Response, Fault> {
    let (words, kind) = (&visitor.words, view.kind);
    let heading = words.one("merge-title", "kind", words.kind(kind));
    let back_href = format!("/{}/{}", kind.plural, view.seen.reference);
    let page = IntoPage {
        frame: Frame::new(visitor, &heading)
            .step(&words.kinds(kind), &format!("/{}", kind.plural))
            .step(&view.seen.reference, &back_href)
            .end(&words.t("merge-crumb"))
            .with_sample(is_sample(&view.seen)),
        heading,
        reference: view.seen.reference.clone(),
        title: title_view(words, kind, &view.seen),
        into: into.to_owned(),
        label: words.one("merge-into", "kind", words.kind(kind)),
        error: error.map(|error| sentence(visitor, error)),
        picker: format!("/api/v1/{}", kind.plural),
        merges_href: format!("/{}/merges", kind.plural),
        back_href,
    };
    let status = error.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    Ok((status, html(&page)?).into_response())
}

/// What is wrong, what exactly, and the remedy.
fn sentence(visitor: &Visitor, error: &Error) -> String {
    let catalogue = visitor.site.app.catalogue();
    let mut parts = vec![error.message(catalogue, visitor.lang())];
    parts.extend(error.problems.iter().map(|problem| visitor.words.problem(problem)));
    parts.extend(error.hint(catalogue, visitor.lang()));
    parts.join(" ")
}

/// What the form says of each field.
fn keeps_of(kind: &KindInfo, pairs: &Pairs) -> BTreeMap<String, Keep> {
    let of = |(name, value): &(String, String)| {
        let name = name.strip_prefix(KEEP).filter(|name| kind.field(name).is_some())?;
        Some((name.to_owned(), Keep::parse(value)?))
    };
    pairs.iter().filter_map(of).collect()
}

fn page(
    visitor: &Visitor,
    plan: &MergePlan,
    refused: Option<(String, String)>,
    confirmed: &BTreeSet<String>,
) -> MergePage {
    let (words, kind) = (&visitor.words, plan.kind);
    let heading = words.one("merge-title", "kind", words.kind(kind));
    let shower = Shower { words, kind, links: &plan.links };
    let side = |seen: &enishi_app::parts::Seen| SideView {
        reference: seen.reference.clone(),
        href: format!("/{}/{}", kind.plural, seen.reference),
        title: title_view(words, kind, seen),
        etag: etag(seen),
    };
    let (loser, winner) = (side(&plan.loser), side(&plan.winner));
    let none = words.t("value-none");
    let fields = plan.fields.iter().map(|field| {
        let shown = |keep: Keep| {
            let value = |json: &Option<serde_json::Value>| {
                json.as_ref().map_or_else(|| none.clone(), |json| plain(&shower, field.field, json))
            };
            match keep {
                Keep::Winner => value(&field.winner),
                Keep::Loser => value(&field.loser),
                Keep::Both => words.t("merge-both-how"),
            }
        };
        let label = |keep: Keep| match keep {
            Keep::Winner => words.one("merge-of", "reference", &winner.reference),
            Keep::Loser => words.one("merge-of", "reference", &loser.reference),
            Keep::Both => words.t("merge-both"),
        };
        FieldChoice {
            name: format!("{KEEP}{}", field.field.name),
            label: words.field(kind, field.field),
            options: field
                .options
                .iter()
                .map(|keep| OptionView {
                    code: keep.code(),
                    label: label(*keep),
                    shown: shown(*keep),
                    is_chosen: *keep == field.keep,
                })
                .collect(),
        }
    });
    MergePage {
        frame: Frame::new(visitor, &heading)
            .step(&words.kinds(kind), &format!("/{}", kind.plural))
            .step(&loser.reference, &loser.href)
            .end(&words.t("merge-crumb"))
            .with_sample(is_sample(&plan.loser) || is_sample(&plan.winner)),
        heading,
        refused,
        questions: Questions::of(words, &plan.questions, confirmed),
        swap_href: format!("{}/merge{}", winner.href, query(&[("into", loser.reference.as_str())])),
        is_closer: plan.is_closer,
        fields: fields.collect(),
        references: plan.references.iter().map(|of| references(visitor, of)).collect(),
        records: words.count("merge-records", plan.records),
        back_href: loser.href.clone(),
        loser,
        winner,
    }
}

fn references(visitor: &Visitor, of: &MergeReferences) -> String {
    let words = &visitor.words;
    let Some(kind) = visitor.site.app.registry().kind(of.kind) else { return of.field.clone() };
    let place = kind.place(&of.field);
    let field = place.map_or_else(|| of.field.clone(), |place| words.place(kind, &place));
    words.with(
        "merge-references",
        &[("kinds", words.kinds(kind)), ("field", field), ("shown", grouped(of.count))],
    )
}

/// Merges.
pub async fn merge(
    Path((plural, reference)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let app = &visitor.site.app;
    let kind = kind_of(visitor, &plural)?;
    let into = posted.first("into").unwrap_or_default();
    let mark = |name: &str| Some(posted.first(name).unwrap_or_default().to_owned());
    let request = MergeRequest {
        keeps: keeps_of(kind, &posted.pairs),
        loser_on: mark("loser-etag"),
        winner_on: mark("winner-etag"),
    };
    let ctx = visitor.ctx.clone().confirming(posted.confirmed());
    let error = match app.merge(&ctx, kind.name, &reference, into, &request).await {
        Ok(merged) => {
            app.matcher().wait_for(merged.winner.seq).await;
            let pairs = [("done", "merged"), ("from", merged.loser.as_str())];
            let place = format!("/{}/{}{}", kind.plural, merged.winner.reference, query(&pairs));
            return Ok(Redirect::to(&place).into_response());
        }
        Err(error) if error.info().status < 500 => error,
        Err(error) => return Err(error.into()),
    };
    // The same page anew, on the two records as they stand now, with what was chosen.
    let Ok(plan) = app.merge_plan(&ctx, kind.name, &reference, into, &request.keeps).await else {
        return Err(error.into());
    };
    let catalogue = app.catalogue();
    let hint = error.hint(catalogue, visitor.lang()).unwrap_or_default();
    let status = StatusCode::from_u16(error.info().status).unwrap_or(StatusCode::CONFLICT);
    let refused = (error.message(catalogue, visitor.lang()), hint);
    Ok((status, html(&page(visitor, &plan, Some(refused), &ctx.confirmed))?).into_response())
}

/// Where the address of a merged record leads, unless somebody asks for the former record itself.
pub fn elsewhere(visitor: &Visitor, view: &RecordView) -> Option<Response> {
    let into = view.merged_into.as_ref()?;
    if first(&visitor.query, "as") == Some("merged") {
        return None;
    }
    let mut pairs: Vec<(&str, &str)> =
        visitor.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs.retain(|(name, _)| *name != "from");
    pairs.push(("from", &view.seen.reference));
    // Not for ever: a merge can be undone.
    let place = format!("/{}/{}{}", view.kind.plural, into.reference, query(&pairs));
    Some(Redirect::to(&place).into_response())
}

/// What the page of a record says of a merge: of its own, or of the one that led here.
pub async fn note(visitor: &Visitor, view: &RecordView) -> Result<Option<MergeNote>, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let plural = view.kind.plural;
    let (gone, into, is_gone) = match &view.merged_into {
        Some(into) => (view.clone(), into.reference.clone(), true),
        None => {
            let Some(from) = first(&visitor.query, "from") else { return Ok(None) };
            // Said only of what is so, whatever the address claims.
            let Ok(from) = app.find(&visitor.ctx, view.kind.name, from).await else { return Ok(None) };
            if from.merged_into.as_ref().map(|into| &into.reference) != Some(&view.seen.reference) {
                return Ok(None);
            }
            (from, view.seen.reference.clone(), false)
        }
    };
    let undo =
        if visitor.may(Action::Merge, None) { app.merge_of(&visitor.ctx, gone.seen.id).await? } else { None };
    let from = gone.seen.reference;
    let other = if is_gone {
        Anchor::to(format!("/{plural}/{into}"), words.t("merge-note-into"))
    } else {
        Anchor::to(format!("/{plural}/{from}?as=merged"), words.t("merge-note-former"))
    };
    Ok(Some(MergeNote {
        text: words.with("merge-note", &[("from", from), ("into", into)]),
        other,
        undo: undo.map(|batch| Anchor {
            href: format!("/admin/batches/{batch}/undo"),
            text: words.t("merge-undo"),
            ..Anchor::default()
        }),
        is_gone,
    }))
}
