//! Search over the kinds: a reference leads to its record, words to the best of each kind.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::ListRequest;

use crate::address::{first, query};
use crate::fault::{Fault, html};
use crate::page::Frame;
use crate::rows::{RowView, row_views};
use crate::values::record_href;
use crate::visitor::Visitor;

/// Records shown of each kind.
const SHOWN: u32 = 8;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    q: String,
    groups: Vec<GroupView>,
    matches: Vec<(String, String)>,
}

struct GroupView {
    id: String,
    title: String,
    columns: Vec<String>,
    rows: Vec<RowView>,
    all: Option<(String, String)>,
}

/// What was found.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let app = &visitor.site.app;
    let words = &visitor.words;
    let q = first(&visitor.query, "q").unwrap_or_default().trim().to_owned();
    let mut groups = Vec::new();
    if !q.is_empty() {
        // What names one record and nothing else; a word is looked for in all of them, even where one is called so.
        if (enishi_kit::ids::parse_reference(&q).is_some() || q.contains(':'))
            && !q.contains(char::is_whitespace)
            && let Ok(view) = app.find_any(&visitor.ctx, &q).await
        {
            let href = record_href(words, view.kind.name, &view.seen.reference);
            return Ok(Redirect::to(&href).into_response());
        }
        for kind in app.registry().kinds() {
            let request = ListRequest {
                text: Some(q.clone()),
                limit: Some(SHOWN),
                lang: Some(visitor.lang()),
                ..ListRequest::default()
            };
            let page = app.list(&visitor.ctx, kind.name, &request).await?;
            if page.items.is_empty() {
                continue;
            }
            let columns: Vec<_> = kind
                .fields()
                .filter(|field| field.column && field.name != kind.title && field.name != "number")
                .take(3)
                .collect();
            let all = (page.total > u64::from(SHOWN)).then(|| {
                let href = format!("/{}{}", kind.plural, query(&[("q", q.as_str())]));
                (href, words.count("home-all", page.total))
            });
            groups.push(GroupView {
                id: format!("found-{}", kind.plural),
                title: words.kinds(kind),
                columns: columns.iter().map(|field| words.field(kind, field)).collect(),
                rows: row_views(&visitor, kind, &page.items, &page.links, &columns),
                all,
            });
        }
    }
    let matches = ["seed", "need"]
        .iter()
        .map(|among| {
            (
                format!("/match{}", query(&[("text", q.as_str()), ("among", among)])),
                words.t(&format!("search-match-{among}")),
            )
        })
        .collect();
    let title = words.t("search-title");
    let frame = Frame::new(&visitor, &title).end(&title).without_search();
    html(&SearchPage { frame, q, groups, matches })
}
