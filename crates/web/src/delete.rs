//! Deleting asks on a page of its own, shows what refers to the record, and says why it is refused.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::Referrer;
use enishi_app::parts::Action;
use http::StatusCode;

use crate::fault::{Fault, html};
use crate::hand_made::list_href;
use crate::list::{DELETED, kind_of};
use crate::page::Frame;
use crate::posted::Posted;
use crate::rows::{TitleView, is_sample, title_view};
use crate::text::grouped;
use crate::values::{Anchor, anchor};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "delete.html")]
struct DeletePage {
    frame: Frame,
    heading: String,
    reference: String,
    title: TitleView,
    etag: String,
    referrers: Vec<(String, Vec<Anchor>)>,
    refused: Option<String>,
    back_href: String,
}

/// Asks.
pub async fn ask(
    visitor: Visitor,
    Path((plural, reference)): Path<(String, String)>,
) -> Result<Response, Fault> {
    page(&visitor, &plural, &reference, None).await
}

async fn page(
    visitor: &Visitor,
    plural: &str,
    reference: &str,
    refused: Option<String>,
) -> Result<Response, Fault> {
    let kind = kind_of(visitor, plural)?;
    let words = &visitor.words;
    let view = visitor.site.app.find(&visitor.ctx, kind.name, reference).await?;
    view.require_open()?;
    visitor.require_with(Action::Delete, kind, &view.seen)?;
    let referrers = visitor.site.app.referrers(&visitor.ctx, &view.seen).await?;
    let heading = words.one("delete-title", "kind", words.kind(kind));
    let back_href = format!("/{plural}/{}", view.seen.reference);
    html(&DeletePage {
        frame: Frame::new(visitor, &heading)
            .step(&words.kinds(kind), &format!("/{plural}"))
            .step(&view.seen.reference, &back_href)
            .end(&words.t("record-delete"))
            .with_sample(is_sample(&view.seen)),
        heading,
        reference: view.seen.reference.clone(),
        title: title_view(words, kind, &view.seen),
        etag: view.etag.clone(),
        referrers: referrers.iter().map(|referrer| group(visitor, referrer)).collect(),
        refused,
        back_href,
    })
}

fn group(visitor: &Visitor, referrer: &Referrer) -> (String, Vec<Anchor>) {
    let words = &visitor.words;
    let field = referrer.kind.field(&referrer.field);
    let label = field.map_or_else(|| referrer.field.clone(), |field| words.field(referrer.kind, field));
    let args = [("kinds", words.kinds(referrer.kind)), ("field", label), ("shown", grouped(referrer.count))];
    let title =
        words.with(if referrer.is_more { "record-referrers-more" } else { "record-referrers" }, &args);
    (title, referrer.newest.iter().map(|link| anchor(words, link)).collect())
}

/// Deletes.
pub async fn delete(
    Path((plural, reference)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let kind = kind_of(visitor, &plural)?;
    match visitor.site.app.delete(&visitor.ctx, kind.name, &reference, posted.first("etag")).await {
        Ok(change) => {
            let batch = change.batch.unwrap_or_default();
            Ok(Redirect::to(&list_href(kind.plural, &vec![(DELETED.to_owned(), batch)])).into_response())
        }
        Err(error) if ["referred", "conflict"].contains(&error.code) => {
            let catalogue = visitor.site.app.catalogue();
            let hint = error.hint(catalogue, visitor.lang()).unwrap_or_default();
            let said = format!("{} {hint}", error.message(catalogue, visitor.lang()));
            let mut answer = page(visitor, &plural, &reference, Some(said)).await?;
            *answer.status_mut() = StatusCode::CONFLICT;
            Ok(answer)
        }
        Err(error) => Err(error.into()),
    }
}
