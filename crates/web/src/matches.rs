//! Matching: a need, a seed or free text beside its ranked partners, each with its reasons; and "why not".

mod hit;
mod why;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::parts::{Note, Reason};
use enishi_app::{MatchRequest, MatchResult, RecordView, Subject};
use enishi_kind::{KindInfo, Type, Value};

use crate::address::{first, query};
use crate::approaches::ApproachesView;
use crate::diff::Piece;
use crate::fault::{Fault, html};
use crate::list::kind_of;
use crate::page::Frame;
use crate::rows::{TitleView, is_sample, title_view};
use crate::text::grouped;
use crate::values::{Shower, ValueView, record_href};
use crate::visitor::Visitor;
use hit::HitView;
use why::WhyNotView;

/// Hits shown when nobody asks for a number.
const TOP: usize = 10;
/// A hit with less than this share of the best score is called weak: most of what was asked does not meet in it.
const WEAK_SHARE: f64 = 1.0 / 3.0;
/// Hits shown when somebody asks for more.
const MORE: usize = 50;
/// Most characters of free text: the address that carries it stays within what servers and browsers take.
const TEXT_CHARS: usize = 4_000;
/// Kinds that can be sought by free text.
const AMONG: [&str; 3] = ["seed", "need", "organisation"];

#[derive(Template)]
#[template(path = "match.html")]
struct MatchPage {
    frame: Frame,
    heading: String,
    facts: Vec<String>,
    subject: Option<SubjectView>,
    /// Who was in touch with the company of the need.
    approaches: Option<ApproachesView>,
    text: TextForm,
    hits: Vec<HitView>,
    /// Hits far below the best one.
    weak: Vec<HitView>,
    notes: Vec<String>,
    nothing: Option<String>,
    more_href: Option<String>,
    back: Option<(String, String)>,
    why: Option<WhyNotView>,
    columns: (String, String),
}

struct SubjectView {
    kind: String,
    reference: String,
    href: String,
    title: TitleView,
    is_sample: bool,
    snippets: Vec<(String, Vec<Piece>)>,
    signs: Vec<ValueView>,
    facts: Vec<(String, ValueView)>,
}

/// The form for free text.
struct TextForm {
    text: String,
    limit: usize,
    count: usize,
    among: Vec<(&'static str, String, bool)>,
    examples: Vec<(String, String)>,
}

/// Partners, or the form that asks for them.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let asked = |name: &str| first(&visitor.query, name).map(str::to_owned);
    let request = MatchRequest {
        need: asked("need"),
        seed: asked("seed"),
        text: asked("text").map(|text| text.chars().take(TEXT_CHARS).collect()),
        among: asked("among"),
        top: asked("top").and_then(|top| top.parse().ok()).unwrap_or(TOP).clamp(1, MORE),
        why_not: None,
    };
    if let Some(among) = &request.among {
        kind_of(&visitor, visitor.words.plural_of(among))?;
    }
    if request.need.is_none() && request.seed.is_none() && request.text.is_none() {
        return html(&empty(&visitor, &request));
    }
    let mut request = request;
    let wanted = asked("why-not");
    if let Some(wanted) = &wanted {
        request.why_not = Some(why::reference_of(&visitor, &request, wanted).await?);
    }
    let result = visitor.site.app.match_records(&visitor.ctx, &request).await?;
    if let Subject::Record(view) = &result.subject
        && [&request.need, &request.seed].into_iter().flatten().all(|given| *given != view.seen.reference)
    {
        let here = format!("/match{}", query(&[(view.kind.name, view.seen.reference.as_str())]));
        return Ok(Redirect::to(&here).into_response());
    }
    html(&page(&visitor, &request, &result, wanted).await?)
}

fn empty(visitor: &Visitor, request: &MatchRequest) -> MatchPage {
    let words = &visitor.words;
    let heading = words.t("match-title");
    MatchPage {
        frame: Frame::new(visitor, &heading).end(&heading),
        heading,
        facts: Vec::new(),
        subject: None,
        approaches: None,
        text: text_form(visitor, request),
        hits: Vec::new(),
        weak: Vec::new(),
        notes: Vec::new(),
        nothing: None,
        more_href: None,
        back: None,
        why: None,
        columns: Default::default(),
    }
}

async fn page(
    visitor: &Visitor,
    request: &MatchRequest,
    result: &MatchResult,
    wanted: Option<String>,
) -> Result<MatchPage, Fault> {
    let words = &visitor.words;
    let app = &visitor.site.app;
    let among = result.among;
    let (heading, subject, frame) = match &result.subject {
        Subject::Record(view) => {
            let heading = words.t(&format!("match-title-{}", view.kind.name));
            let plural = view.kind.plural;
            let href = format!("/{plural}/{}", view.seen.reference);
            let frame = Frame::new(visitor, &heading)
                .step(&words.kinds(view.kind), &format!("/{plural}"))
                .step(&view.seen.reference, &href)
                .end(&heading);
            (heading, Some(subject_view(visitor, view, result)), frame)
        }
        Subject::Text(_) => {
            let heading = words.one("match-title-text", "kinds", words.kinds(among));
            let frame = Frame::new(visitor, &heading).step(&words.t("match-title"), "/match").end(&heading);
            (heading, None, frame)
        }
    };
    let seen: Vec<_> = result.hits.iter().map(|hit| &hit.seen).collect();
    let links = app.links(&visitor.ctx, &seen).await?;
    let shower = Shower { words, kind: among, links: &links };
    let subject_kind = match &result.subject {
        Subject::Record(view) => Some(view.kind),
        Subject::Text(_) => None,
    };
    let best = result.hits.first().map_or(0.0, |hit| hit.score);
    let view = |hit| hit::view(&shower, subject_kind, hit, best);
    let (strong, weak): (Vec<_>, Vec<_>) = result.hits.iter().partition(|hit| hit.score >= best * WEAK_SHARE);
    let hits: Vec<HitView> = strong.into_iter().map(view).collect();
    let weak: Vec<HitView> = weak.into_iter().map(view).collect();
    let shown = u64::try_from(result.hits.len()).unwrap_or(0);
    let facts = vec![
        words.with("match-facts", &[("population", grouped(result.population)), ("shown", grouped(shown))]),
        words.t("match-same-list"),
    ];
    let nothing = hits.is_empty().then(|| words.one("match-nothing", "kinds", words.kinds(among)));
    let is_full = result.hits.len() == request.top && request.top < MORE;
    Ok(MatchPage {
        frame,
        heading,
        facts,
        subject,
        approaches: match &result.subject {
            Subject::Record(view) => crate::approaches::beside(visitor, view).await?,
            Subject::Text(_) => None,
        },
        text: text_form(visitor, request),
        notes: notes(visitor, result),
        nothing,
        more_href: is_full.then(|| visitor.here_with(&[("top", "50"), ("why-not", "")])),
        back: hits.first().and_then(|_| backwards(visitor, result)),
        why: Some(why::view(visitor, request, result, wanted)),
        columns: (
            subject_kind.map_or_else(
                || words.t("match-column-text"),
                |kind| words.one("match-column", "kind", words.kind(kind)),
            ),
            words.one("match-column", "kind", words.kind(among)),
        ),
        hits,
        weak,
    })
}

/// The best partner, matched the other way round.
fn backwards(visitor: &Visitor, result: &MatchResult) -> Option<(String, String)> {
    let Subject::Record(_) = &result.subject else { return None };
    let best = result.hits.first()?;
    let href = format!("/match{}", query(&[(best.link.kind, best.link.reference.as_str())]));
    Some((href, visitor.words.t(&format!("match-back-{}", best.link.kind))))
}

fn notes(visitor: &Visitor, result: &MatchResult) -> Vec<String> {
    let words = &visitor.words;
    let number = |number: usize| grouped(u64::try_from(number).unwrap_or(u64::MAX));
    let mut notes: Vec<String> = result
        .notes
        .iter()
        .map(|note| match note {
            Note::NothingToSearch => words.t("match-note-nothing"),
            Note::TextCut { read, given } => {
                words.with("match-note-text-cut", &[("read", number(*read)), ("given", number(*given))])
            }
            Note::TermsCut { kept, found } => {
                words.with("match-note-terms-cut", &[("kept", number(*kept)), ("found", number(*found))])
            }
        })
        .collect();
    if result.index.behind > 0 {
        notes.push(words.t("match-note-behind"));
    }
    notes
}

/// The subject with the words marked that met somewhere in the list.
fn subject_view(visitor: &Visitor, view: &RecordView, result: &MatchResult) -> SubjectView {
    let words = &visitor.words;
    let kind = view.kind;
    let shower = Shower { words, kind, links: &view.links };
    let signs = ["fields", "readiness"]
        .iter()
        .filter_map(|name| kind.field(name))
        .filter_map(|field| Some(ValueView::short(words, shower.show(field, &view.seen.body.value(field)?)?)))
        .collect();
    let facts = ["company", "organisation", "by_when", "budget", "prefecture"]
        .iter()
        .filter_map(|name| kind.field(name))
        .filter_map(|field| {
            let shown = shower.show(field, &view.seen.body.value(field)?)?;
            Some((words.field(kind, field), ValueView::short(words, shown)))
        })
        .collect();
    SubjectView {
        kind: words.kind(kind),
        reference: view.seen.reference.clone(),
        href: record_href(words, kind.name, &view.seen.reference),
        title: title_view(words, kind, &view.seen),
        is_sample: is_sample(&view.seen),
        signs,
        snippets: subject_snippets(visitor, kind, view, result),
        facts,
    }
}

fn subject_snippets(
    visitor: &Visitor,
    kind: &KindInfo,
    view: &RecordView,
    result: &MatchResult,
) -> Vec<(String, Vec<Piece>)> {
    let lang = visitor.lang();
    let mut snippets = Vec::new();
    for field in kind.fields().filter(|field| field.weight >= 1.0 && field.of == Type::LongText) {
        let Some(Value::Text(text)) = view.seen.body.value(field) else { continue };
        let (shown, shown_lang) = text.read(lang);
        let places = result.subject_texts.iter().zip(0_usize..);
        let numbers: Vec<usize> = places
            .filter(|((name, code), _)| *name == field.name && code == shown_lang.code())
            .map(|(_, number)| number)
            .collect();
        let mut spans: Vec<std::ops::Range<usize>> = result
            .hits
            .iter()
            .flat_map(|hit| &hit.reasons)
            .filter_map(|reason| match reason {
                Reason::Words { text, range, .. } if numbers.contains(text) => Some(range.clone()),
                _ => None,
            })
            .collect();
        spans.sort_by_key(|span| (span.start, span.end));
        let pieces = hit::mark(shown, &spans, 0..shown.len().min(4_000));
        snippets.push((visitor.words.field(kind, field), pieces));
        if snippets.len() == 3 {
            break;
        }
    }
    snippets
}

fn text_form(visitor: &Visitor, request: &MatchRequest) -> TextForm {
    let words = &visitor.words;
    let chosen = request.among.as_deref().unwrap_or("seed");
    let kinds = AMONG.iter().filter_map(|name| visitor.site.app.registry().kind(name));
    let text = request.text.clone().unwrap_or_default();
    let examples = ["1", "2", "3"].iter().map(|number| {
        let example = words.t(&format!("match-example-{number}"));
        (format!("/match{}", query(&[("text", example.as_str())])), example)
    });
    TextForm {
        count: text.chars().count(),
        limit: TEXT_CHARS,
        text,
        among: kinds.map(|kind| (kind.name, words.kinds(kind), kind.name == chosen)).collect(),
        examples: examples.collect(),
    }
}
