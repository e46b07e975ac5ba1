//! Two people changed the same record: both versions side by side, nobody's text is lost.
//!
//! The page carries everything that the person typed. It takes the saved version as its new ground, so that the next
//! saving is checked again.

use askama::Template;
use axum::response::Response;
use enishi_app::RecordView;
use enishi_kind::{Field, KindInfo, Type};
use http::StatusCode;

use crate::address::{Pairs, first};
use crate::diff::{Piece, compare_whole};
use crate::fault::{Fault, html};
use crate::form::view::{ControlView, Drawer};
use crate::form::{Controls, cell_name, fields, part_names};
use crate::page::Frame;
use crate::rows::{is_sample, title_view};
use crate::text::Words;
use crate::visitor::Visitor;

/// Stands before the names of controls that hold the person's own version.
const YOURS: &str = "yours:";
/// Stands before the names of controls in which both are put together.
const MERGED: &str = "merged:";

#[derive(Template)]
#[template(path = "conflict.html")]
struct ConflictPage {
    frame: Frame,
    reference: String,
    title: String,
    who: String,
    who_when: String,
    hidden: Vec<(String, String)>,
    fields: Vec<ConflictView>,
    yours_only: Vec<String>,
    theirs_only: Vec<String>,
    back_href: String,
}

/// A field that both changed.
struct ConflictView {
    name: &'static str,
    label: String,
    yours: Vec<Piece>,
    theirs: Vec<Piece>,
    before: String,
    merged: Option<ControlView>,
}

/// Puts the chosen versions into what was typed.
pub fn choose(kind: &'static KindInfo, pairs: &Pairs, base: &Controls, typed: &mut Controls) {
    for field in fields(kind) {
        let Some(choice) = first(pairs, &format!("choose[{}]", field.name)) else { continue };
        let prefix = match choice {
            "theirs" => {
                typed.take(base, field);
                continue;
            }
            "merged" => MERGED,
            _ => YOURS,
        };
        if !field.of.columns().is_empty() {
            let own = pairs
                .iter()
                .filter_map(|(name, value)| Some((name.strip_prefix(prefix)?.to_owned(), value.clone())));
            typed.take(&Controls::of_pairs(kind, &own.collect()), field);
            continue;
        }
        for name in typed.names(field) {
            let prefixed = format!("{prefix}{name}");
            let values: Vec<String> = pairs
                .iter()
                .filter(|(found, value)| *found == prefixed && !value.is_empty())
                .map(|(_, value)| value.clone())
                .collect();
            typed.set(&name, values);
        }
    }
}

/// The page with both versions.
pub async fn show(
    visitor: &Visitor,
    view: &RecordView,
    typed: &Controls,
    base: &Controls,
    mine: &[&'static Field],
) -> Result<Response, Fault> {
    let words = &visitor.words;
    let kind = view.kind;
    let theirs = Controls::of_body(kind, &view.seen.body, &view.links, visitor.lang());
    let both: Vec<&'static Field> = mine
        .iter()
        .copied()
        .filter(|field| !theirs.is_same(base, field) && !theirs.is_same(typed, field))
        .collect();
    let is_both = |field: &Field| both.iter().any(|one| one.name == field.name);
    let is_mine = |field: &Field| mine.iter().any(|one| one.name == field.name);
    let hidden = hidden(view, typed, &theirs, &is_mine, &is_both);
    let label = |field: &&'static Field| words.field(kind, field);
    let history = visitor.site.app.history(&visitor.ctx, kind.name, &view.seen.reference).await?;
    let last = history.first();
    let actors: Vec<&str> = last.iter().map(|entry| entry.actor.as_str()).collect();
    let names = visitor.site.app.actor_names(&visitor.ctx, &actors).await?;
    let who = last.map_or_else(
        || words.t("conflict-somebody"),
        |entry| crate::history::actor(words, &names, &entry.actor),
    );
    let page = ConflictPage {
        frame: frame(visitor, view),
        reference: view.seen.reference.clone(),
        title: title_view(words, kind, &view.seen).text,
        who_when: last.map_or_else(String::new, |entry| {
            words.with("conflict-who", &[("who", who.clone()), ("at", words.moment(entry.at).shown)])
        }),
        who,
        hidden,
        fields: both.iter().map(|field| conflict_view(visitor, view, field, typed, &theirs, base)).collect(),
        yours_only: mine.iter().filter(|field| !is_both(field)).map(label).collect(),
        theirs_only: fields(kind)
            .filter(|field| !is_mine(field) && !theirs.is_same(base, field))
            .map(|field| words.field(kind, field))
            .collect(),
        back_href: format!("/{}/{}", kind.plural, view.seen.reference),
    };
    let mut answer = html(&page)?;
    *answer.status_mut() = StatusCode::CONFLICT;
    Ok(answer)
}

/// What the form carries: fields that only he changed as he has them, all others as they are saved, fields of both twice.
fn hidden(
    view: &RecordView,
    typed: &Controls,
    theirs: &Controls,
    is_mine: &impl Fn(&Field) -> bool,
    is_both: &impl Fn(&Field) -> bool,
) -> Vec<(String, String)> {
    let mut carried = Controls::default();
    let mut own = Controls::default();
    for field in fields(view.kind) {
        if is_both(field) {
            own.take(typed, field);
        } else if is_mine(field) {
            carried.take(typed, field);
        } else {
            carried.take(theirs, field);
        }
    }
    let plain = carried.pairs().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let yours = own.pairs().map(|(name, value)| (format!("{YOURS}{name}"), value.to_owned()));
    let ground = [("etag".to_owned(), view.etag.clone()), ("base".to_owned(), theirs.to_hidden())];
    ground.into_iter().chain(plain).chain(yours).collect()
}

fn frame(visitor: &Visitor, view: &RecordView) -> Frame {
    let words = &visitor.words;
    let plural = view.kind.plural;
    Frame::new(visitor, &words.t("conflict-title"))
        .step(&words.kinds(view.kind), &format!("/{plural}"))
        .step(&view.seen.reference, &format!("/{plural}/{}", view.seen.reference))
        .end(&words.t("record-edit"))
        .with_sample(is_sample(&view.seen))
}

fn conflict_view(
    visitor: &Visitor,
    view: &RecordView,
    field: &'static Field,
    typed: &Controls,
    theirs: &Controls,
    base: &Controls,
) -> ConflictView {
    let words = &visitor.words;
    let kind = view.kind;
    let (yours_text, theirs_text) = (shown(words, kind, field, typed), shown(words, kind, field, theirs));
    let (yours, theirs_pieces) = compare_whole(&yours_text, &theirs_text);
    let can_merge = field.of.is_words();
    let merged = can_merge.then(|| {
        let drawer = Drawer {
            words,
            kind: view.kind,
            controls: typed,
            problems: &[],
            body: None,
            links: &view.links,
            prefix: MERGED,
        };
        drawer.control(field)
    });
    ConflictView {
        name: field.name,
        label: words.field(view.kind, field),
        yours,
        theirs: theirs_pieces,
        before: shown(words, kind, field, base),
        merged,
    }
}

/// What stands in the controls of a field, in words.
fn shown(words: &Words, kind: &KindInfo, field: &'static Field, controls: &Controls) -> String {
    if !field.of.columns().is_empty() {
        return shown_rows(words, kind, field, controls);
    }
    let lines = shown_lines(words, field, field.name, controls);
    if lines.is_empty() { words.t("value-none") } else { lines.join("\n") }
}

/// What stands in a table, a line for each row.
fn shown_rows(words: &Words, kind: &KindInfo, field: &'static Field, controls: &Controls) -> String {
    let row = |number: usize| {
        let cells = field.of.columns().iter().filter_map(|column| {
            let lines = shown_lines(words, column, &cell_name(field, number, column), controls);
            let label = words.column(kind, field, column);
            (!lines.is_empty()).then(|| format!("{label}: {}", lines.join(" / ")))
        });
        let cells = cells.collect::<Vec<_>>().join(" | ");
        words.with("value-row", &[("number", number.to_string()), ("cells", cells)])
    };
    let rows: Vec<String> = (1..=controls.filled_rows(field)).map(row).collect();
    if rows.is_empty() { words.t("value-none") } else { rows.join("\n") }
}

fn shown_lines(words: &Words, field: &Field, name: &str, controls: &Controls) -> Vec<String> {
    let label = |code: &str| match field.of.vocabulary() {
        Some(vocabulary) => words.code(vocabulary, code),
        None if field.of == Type::Flag => words.t(if code == "false" { "flag-no" } else { "flag-yes" }),
        None => code.to_owned(),
    };
    part_names(field, name)
        .iter()
        .filter(|name| !name.ends_with("[checked]"))
        .filter_map(|name| {
            let values: Vec<String> = controls.all(name).iter().map(|value| label(value)).collect();
            (!values.is_empty()).then(|| values.join(", "))
        })
        .collect()
}
