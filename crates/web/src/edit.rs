//! Making and changing a record through a form. Whatever goes wrong, the form comes back with everything typed.

mod conflict;

use enishi_app::parts::Action;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::{Error, Link, RecordView};
use enishi_kind::{Body, Field, KindInfo, Problem, Type};
use enishi_kit::ids::{IdSource, RecordId, SystemIds};
use http::StatusCode;

use crate::address::first;
use crate::fault::{Fault, html};
use crate::form::view::{Drawer, ProblemLink, SectionView};
use crate::form::{Controls, cell_name, fields, read_fields};
use crate::list::kind_of;
use crate::page::Frame;
use crate::posted::Posted;
use crate::questions::Questions;
use crate::rows::is_sample;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage {
    frame: Frame,
    heading: String,
    what: Option<String>,
    guard: &'static str,
    hidden: Vec<(&'static str, String)>,
    sections: Vec<SectionView>,
    problems: Vec<ProblemLink>,
    problems_title: String,
    failure: Option<(String, String)>,
    /// What must be confirmed first.
    questions: Questions,
    save_label: String,
    cancel_href: String,
}

/// What a form is drawn from, at first or again.
struct Draft<'a> {
    kind: &'static KindInfo,
    /// The record, unless it is to be made.
    view: Option<&'a RecordView>,
    /// What stands in the controls.
    typed: Controls,
    /// What stood in them when the person began.
    base: Controls,
    /// The mark of the version that he began with.
    etag: String,
    /// Makes repeated sending of a new record harmless.
    request_key: String,
    /// Codes of the questions that the person has confirmed.
    confirmed: BTreeSet<String>,
}

/// The form for a new record.
pub async fn new(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    let kind = kind_of(&visitor, &plural)?;
    if !visitor.may(Action::Create, Some(kind.name)) {
        return Err(Error::new("not-permitted").into());
    }
    let mut typed = Controls::of_body(kind, &Body::new(), &HashMap::new(), visitor.lang());
    // What the record would be given anyway is shown, so that the person decides it.
    typed.set("disclosure", vec![kind.disclosure.to_owned()]);
    typed.set("as_of", vec![visitor.site.app.today().to_string()]);
    // A link from another record fills in what follows from it; what opens a record is never filled in.
    for field in kind.own_fields.iter().filter(|field| matches!(field.of, Type::Reference(_) | Type::Date)) {
        if let Some(given) = first(&visitor.query, field.name) {
            typed.set(field.name, vec![given.to_owned()]);
        }
    }
    let request_key = SystemIds::default().token(20);
    let draft = Draft {
        kind,
        view: None,
        base: typed.clone(),
        typed,
        etag: String::new(),
        request_key,
        confirmed: BTreeSet::new(),
    };
    draw(&visitor, &draft, None, StatusCode::OK).await
}

/// Makes the record.
pub async fn create(Path(plural): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let kind = kind_of(visitor, &plural)?;
    let typed = Controls::of_pairs(kind, &posted.pairs);
    let all: Vec<_> = fields(kind).collect();
    if let Some(more) = more_rows(kind, &posted) {
        let mut typed = typed;
        typed.add_rows(more);
        let request_key = posted.first("request-key").unwrap_or_default().to_owned();
        let base = Controls::default();
        let draft = Draft {
            kind,
            view: None,
            base,
            typed,
            etag: String::new(),
            request_key,
            confirmed: BTreeSet::new(),
        };
        return draw(visitor, &draft, None, StatusCode::OK).await;
    }
    let reading = read_fields(kind, &all, &typed, None, visitor.lang());
    let request_key = posted.first("request-key").unwrap_or_default().to_owned();
    let mut draft = Draft {
        kind,
        view: None,
        base: Controls::default(),
        typed,
        etag: String::new(),
        request_key,
        confirmed: BTreeSet::new(),
    };
    if !reading.problems.is_empty() {
        let error =
            Error::new("invalid").arg("count", reading.problems.len()).with_problems(reading.problems);
        return draw(visitor, &draft, Some(error), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let inputs: Vec<_> = reading.inputs.into_iter().filter(|(_, json)| !json.is_null()).collect();
    let key = Some(draft.request_key.as_str()).filter(|key| !key.is_empty());
    draft.confirmed = posted.confirmed();
    let ctx = visitor.ctx.clone().confirming(draft.confirmed.clone());
    match visitor.site.app.create(&ctx, kind.name, &inputs, key).await {
        Ok(change) => {
            Ok(Redirect::to(&format!("/{plural}/{}?done=created", change.reference)).into_response())
        }
        Err(error) => {
            if error.code == "request-key-reused" {
                draft.request_key = SystemIds::default().token(20);
            }
            let status =
                StatusCode::from_u16(error.info().status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            draw(visitor, &draft, Some(error), status).await
        }
    }
}

/// The form for a record.
pub async fn edit(
    visitor: Visitor,
    Path((plural, reference)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let kind = kind_of(&visitor, &plural)?;
    let view = visitor.site.app.find(&visitor.ctx, kind.name, &reference).await?;
    view.require_open()?;
    visitor.require_with(Action::Update, kind, &view.seen)?;
    let typed = Controls::of_body(kind, &view.seen.body, &view.links, visitor.lang());
    let draft = Draft {
        kind,
        view: Some(&view),
        base: typed.clone(),
        typed,
        etag: view.etag.clone(),
        request_key: String::new(),
        confirmed: BTreeSet::new(),
    };
    draw(&visitor, &draft, None, StatusCode::OK).await
}

/// Saves what was changed, and nothing else.
pub async fn save(
    Path((plural, reference)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let app = &visitor.site.app;
    let kind = kind_of(visitor, &plural)?;
    let base = Controls::of_hidden(posted.first("base").unwrap_or_default());
    let mut typed = Controls::of_pairs(kind, &posted.pairs);
    conflict::choose(kind, &posted.pairs, &base, &mut typed);
    let etag = posted.first("etag").unwrap_or_default().to_owned();
    let more = more_rows(kind, &posted);
    if let Some(field) = more {
        typed.add_rows(field);
    }
    let found = app.find(&visitor.ctx, kind.name, &reference).await;
    let view = match &found {
        Ok(view) => Some(view),
        // Deleted meanwhile: the form comes back, so that what was typed can be used elsewhere.
        Err(error) if error.code == "unknown-record" => None,
        Err(_) => return Err(found.map(|_| ()).map_or_else(Fault::from, |()| Fault::unknown_page())),
    };
    let draft =
        Draft { kind, view, typed, base, etag, request_key: String::new(), confirmed: posted.confirmed() };
    let Some(view) = view else {
        let error = Error::new("unknown-record").arg("found", &reference);
        return draw(visitor, &draft, Some(error), StatusCode::NOT_FOUND).await;
    };
    if posted.first("go") == Some("edit") || more.is_some() {
        return draw(visitor, &draft, None, StatusCode::OK).await;
    }
    let changed = draft.typed.changed(&draft.base, kind);
    let back = format!("/{plural}/{}", view.seen.reference);
    if changed.is_empty() {
        return Ok(Redirect::to(&format!("{back}?done=same")).into_response());
    }
    let reading = read_fields(kind, &changed, &draft.typed, Some(&view.seen.body), visitor.lang());
    if !reading.problems.is_empty() {
        let error =
            Error::new("invalid").arg("count", reading.problems.len()).with_problems(reading.problems);
        return draw(visitor, &draft, Some(error), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let ctx = visitor.ctx.clone().confirming(draft.confirmed.clone());
    match app.update(&ctx, kind.name, &reference, Some(&draft.etag), &reading.inputs).await {
        Ok(change) if change.is_changed => Ok(Redirect::to(&format!("{back}?done=saved")).into_response()),
        Ok(_) => Ok(Redirect::to(&format!("{back}?done=same")).into_response()),
        Err(error) if error.code == "conflict" => {
            // Read again: it may have changed since this request began.
            let view = app.find(&visitor.ctx, kind.name, &reference).await?;
            conflict::show(visitor, &view, &draft.typed, &draft.base, &changed).await
        }
        Err(error) => {
            let status =
                StatusCode::from_u16(error.info().status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            draw(visitor, &draft, Some(error), status).await
        }
    }
}

/// The table for which the person asks for more rows.
fn more_rows(kind: &'static KindInfo, posted: &Posted) -> Option<&'static Field> {
    kind.field(posted.first("more")?).filter(|field| !field.of.columns().is_empty())
}

async fn draw(
    visitor: &Visitor,
    draft: &Draft<'_>,
    error: Option<Error>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let words = &visitor.words;
    let kind = draft.kind;
    let links = links(visitor, draft).await?;
    let is_question = error.as_ref().is_some_and(|error| error.code == "questions");
    let found: &[Problem] = error.as_ref().map_or(&[], |error| error.problems.as_slice());
    let (problems, asked) = if is_question { (&[][..], found) } else { (found, &[][..]) };
    let drawer = Drawer {
        words,
        kind,
        controls: &draft.typed,
        problems,
        body: draft.view.map(|view| &view.seen.body),
        links: &links,
        prefix: "",
    };
    let (heading, frame, cancel_href) = around(visitor, draft);
    let is_changed = draft.typed != draft.base && (error.is_some() || draft.view.is_some());
    let failure = error.as_ref().filter(|error| error.problems.is_empty()).map(|error| {
        let catalogue = visitor.site.app.catalogue();
        (error.message(catalogue, words.lang), error.hint(catalogue, words.lang).unwrap_or_default())
    });
    if let Some(error) = error.as_ref().filter(|error| error.info().status >= 500) {
        error.log("a form could not be saved");
    }
    let page = FormPage {
        heading,
        what: draft.view.is_none().then(|| words.t(&format!("{}-help", kind.name))),
        guard: if is_changed { "dirty" } else { "" },
        hidden: vec![
            ("etag", draft.etag.clone()),
            ("base", if draft.view.is_some() { draft.base.to_hidden() } else { String::new() }),
            ("request-key", draft.request_key.clone()),
        ],
        sections: drawer.sections(),
        problems: drawer.summary(),
        problems_title: words.count("form-problems", u64::try_from(problems.len()).unwrap_or(0)),
        failure,
        questions: Questions::of(words, asked, &draft.confirmed),
        save_label: words.t(if draft.view.is_some() { "form-save" } else { "form-create" }),
        cancel_href,
        frame,
    };
    let mut answer = html(&page)?;
    *answer.status_mut() = status;
    Ok(answer)
}

fn around(visitor: &Visitor, draft: &Draft<'_>) -> (String, Frame, String) {
    let words = &visitor.words;
    let kind = draft.kind;
    let list = format!("/{}", kind.plural);
    match draft.view {
        Some(view) => {
            let heading = words.one("form-title-edit", "kind", words.kind(kind));
            let href = format!("{list}/{}", view.seen.reference);
            let frame = Frame::new(visitor, &heading)
                .step(&words.kinds(kind), &list)
                .step(&view.seen.reference, &href)
                .end(&words.t("record-edit"))
                .with_sample(is_sample(&view.seen));
            (heading, frame, href)
        }
        None => {
            let heading = words.one("form-title-new", "kind", words.kind(kind));
            let frame =
                Frame::new(visitor, &heading).step(&words.kinds(kind), &list).end(&words.t("form-new"));
            (heading, frame, list)
        }
    }
}

/// Links to the records that the controls name, typed ones included.
async fn links(visitor: &Visitor, draft: &Draft<'_>) -> Result<HashMap<RecordId, Link>, Fault> {
    let app = &visitor.site.app;
    let mut links = draft.view.map(|view| view.links.clone()).unwrap_or_default();
    let mut ids = Vec::new();
    let mut wanted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for field in fields(draft.kind) {
        let rows = 1..=draft.typed.filled_rows(field);
        let cells = field
            .of
            .columns()
            .iter()
            .flat_map(|column| rows.clone().map(move |row| (column, cell_name(field, row, column))));
        for (field, name) in cells.chain([(field, field.name.to_owned())]) {
            let Some(target) = field.of.target().and_then(|target| app.registry().kind(target)) else {
                continue;
            };
            let texts = draft.typed.text(&name).split([',', '、', '，', '\n']);
            let texts = texts.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            wanted.entry(target.name).or_default().extend(texts);
        }
    }
    for (target, texts) in wanted {
        let Some(target) = app.registry().kind(target) else { continue };
        let texts: Vec<String> = texts.into_iter().collect();
        let meant = app.resolve(&visitor.ctx, target, &texts).await?;
        ids.extend(meant.into_values().filter_map(|meant| match meant {
            enishi_app::Meant::Record(id) => Some(id),
            _ => None,
        }));
    }
    links.extend(app.links_to(&visitor.ctx, &ids).await?);
    Ok(links)
}
