//! The guides of docs/ as pages under `/help`, and where they stand together with the manuals of the kinds.

use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use enishi_help::{Guide, Section};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::fault::{Fault, html};
use crate::page::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    /// With each, whether it is in another language than the page.
    guides: Vec<(&'static Guide, bool)>,
    /// Sections of the first guide, to which people come with a task.
    tasks: Vec<(String, &'static str)>,
    kinds: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "guide.html")]
struct GuidePage {
    frame: Frame,
    guide: &'static Guide,
    /// Whether the text is in another language than the page.
    is_other_language: bool,
    contents: Vec<&'static Section>,
}

/// The guide for those who work with the register.
const GUIDE: &str = "guide";

/// Where each kind of page is explained: how its address begins or which part it has, and the section of the guide.
const SECTIONS: [(&str, &str); 13] = [
    ("/start", "the-first-hour"),
    ("/offer", "the-first-hour"),
    ("/match", "finding-partners"),
    ("/admin/imports", "importing"),
    ("/admin/jobs", "backup"),
    ("/undo", "undo-and-history"),
    ("/merge", "merging"),
    ("/publish", "figures"),
    ("/files", "files"),
    ("/new", "entering-needs-and-seeds"),
    ("/edit", "entering-needs-and-seeds"),
    ("/coordination/", "pages-of-the-register"),
    ("/tie-ups", "pages-of-the-register"),
];

/// The help for the page of an address: its section of the guide, else everything.
#[must_use]
pub fn address_for(path: &str) -> String {
    // An undo below the imports is an undo: the part that stands last decides.
    let found = SECTIONS.iter().filter_map(|(part, section)| Some((path.rfind(part)?, section)));
    if ["/account", "/admin/accounts", "/admin/audit", "/sign-in", "/forgotten", "/link/"]
        .iter()
        .any(|beginning| path.starts_with(beginning))
    {
        return "/help/accounts".to_owned();
    }
    match found.max_by_key(|(at, _)| *at) {
        Some((_, section)) => format!("/help/{GUIDE}#{section}"),
        None => "/help".to_owned(),
    }
}

/// Everything that helps, on one page.
pub async fn index(visitor: Visitor) -> Result<Response, Fault> {
    let words = &visitor.words;
    let title = words.t("help-title");
    let guides = enishi_help::names()
        .filter_map(|name| enishi_help::guide(name, visitor.lang()))
        .map(|guide| (guide, guide.lang != visitor.lang()))
        .collect();
    let first = enishi_help::guide(GUIDE, visitor.lang());
    let kinds = visitor.site.app.registry().kinds();
    html(&HelpPage {
        frame: Frame::new(&visitor, &title).end(&title),
        tasks: first
            .iter()
            .flat_map(|guide| &guide.sections)
            .filter(|section| section.level == 2)
            .map(|section| (format!("/help/{GUIDE}#{}", section.id), section.title.as_str()))
            .collect(),
        guides,
        kinds: kinds
            .map(|kind| {
                let help = words.t(&format!("{}-help", kind.name));
                (format!("/help/{}", kind.plural), words.kinds(kind), help)
            })
            .collect(),
    })
}

/// A guide, or the manual of a kind.
pub async fn show(visitor: Visitor, Path(name): Path<String>) -> Result<Response, Fault> {
    let Some(guide) = enishi_help::guide(&name, visitor.lang()) else {
        return crate::manual::show(visitor, Path(name)).await;
    };
    let frame = Frame::new(&visitor, &guide.title).step(&visitor.words.t("help-title"), "/help");
    html(&GuidePage {
        frame: frame.end(&guide.title),
        guide,
        is_other_language: guide.lang != visitor.lang(),
        contents: guide.sections.iter().filter(|section| section.level == 2).collect(),
    })
}

/// A picture of a guide.
pub async fn picture(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    let picture = enishi_help::picture(&name).ok_or(Fault::unknown_page())?;
    let etag = HeaderValue::from_str(&picture.etag).map_err(enishi_app::Error::internal)?;
    let is_known = headers.get(header::IF_NONE_MATCH) == Some(&etag);
    let mut answer = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(picture.bytes.into_owned()).into_response()
    };
    let set = answer.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/webp"));
    set.insert(header::ETAG, etag);
    // Its name stays when a later version of the program shows another picture.
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use enishi_kit::lang::Lang;

    use super::*;

    #[test]
    fn every_section_that_a_page_leads_to_is_there() {
        let guide = enishi_help::guide(GUIDE, Lang::Ja).unwrap();
        for (part, id) in SECTIONS {
            assert!(guide.sections.iter().any(|section| section.id == id), "{part}: {id}");
        }
        for (path, section) in [
            ("/admin/imports/import-1", "importing"),
            ("/admin/imports/import-1/undo", "undo-and-history"),
            ("/needs/need-1/edit", "entering-needs-and-seeds"),
            ("/organisations/merges", "merging"),
        ] {
            assert_eq!(address_for(path), format!("/help/guide#{section}"));
        }
        assert_eq!(address_for("/seeds"), "/help");
    }
}
