//! One ranked partner: score, facts, excerpts with what met marked, reasons that sum to the score.

use std::collections::BTreeSet;
use std::ops::Range;

use enishi_app::MatchHit;
use enishi_app::parts::{Reason, TermMet};
use enishi_kind::KindInfo;
use enishi_kit::lang::Lang;

use crate::diff::Piece;
use crate::rows::{TitleView, is_sample, title_view};
use crate::values::{Shower, ValueView, record_href};

/// Characters of an excerpt.
const EXCERPT: usize = 150;
/// Characters before the best place of an excerpt.
const BEFORE: usize = 36;
/// Excerpts of one partner.
const EXCERPTS: usize = 2;
/// Reasons of one partner that are shown one by one.
const REASONS: usize = 12;

/// One partner.
pub struct HitView {
    pub rank: usize,
    pub href: String,
    pub reference: String,
    pub title: TitleView,
    pub title_pieces: Vec<Piece>,
    pub is_sample: bool,
    pub score: String,
    pub max: String,
    pub facts: Vec<ValueView>,
    pub remarks: Vec<String>,
    pub excerpts: Vec<Excerpt>,
    pub reasons_label: String,
    pub reasons: Vec<ReasonView>,
    pub is_open: bool,
}

/// A piece of a text of the partner.
pub struct Excerpt {
    pub label: String,
    pub lang: Option<&'static str>,
    pub pieces: Vec<Piece>,
}

/// One reason.
pub struct ReasonView {
    pub asked: String,
    pub met: String,
    pub place: String,
    pub share: String,
    pub max: String,
}

/// A score as pages write it.
pub fn points(score: f64) -> String {
    format!("{score:.2}")
}

/// A partner for one reader.
pub fn view(shower: &Shower<'_>, subject: Option<&KindInfo>, hit: &MatchHit, best: f64) -> HitView {
    let (words, kind) = (shower.words, shower.kind);
    let facts = ["organisation", "organisation_type", "industry", "fields", "readiness", "prefecture"]
        .iter()
        .filter_map(|name| kind.field(name))
        .filter_map(|field| Some(ValueView::short(words, shower.show(field, &hit.seen.body.value(field)?)?)))
        .collect();
    let title = title_view(words, kind, &hit.seen);
    let title_lang = title.lang.and_then(Lang::from_code).unwrap_or(words.lang);
    let met_title = hit.places.iter().find(|met| met.field == kind.title && met.lang == title_lang);
    let spans: Vec<Range<usize>> =
        met_title.iter().flat_map(|met| &met.spans).map(|span| span.range.clone()).collect();
    let title_pieces = match met_title {
        Some(met) => mark(&met.text, &spans, 0..met.text.len()),
        None => vec![Piece { text: title.text.clone(), is_changed: false }],
    };
    HitView {
        rank: hit.rank,
        href: record_href(words, kind.name, &hit.seen.reference),
        reference: hit.seen.reference.clone(),
        title,
        title_pieces,
        is_sample: is_sample(&hit.seen),
        score: points(hit.score),
        max: points(best.max(0.01)),
        facts,
        remarks: hit.reasons.iter().filter_map(|reason| remark(shower, subject, reason)).collect(),
        excerpts: excerpts(shower, hit),
        reasons_label: words.count("match-reasons", u64::try_from(counted(hit)).unwrap_or(0)),
        reasons: reasons(shower, hit),
        is_open: hit.rank == 1,
    }
}

fn counted(hit: &MatchHit) -> usize {
    hit.reasons.iter().filter(|reason| reason.contribution() > 0.0).count()
}

/// What is said beside the score: the readiness gap and the languages.
fn remark(shower: &Shower<'_>, subject: Option<&KindInfo>, reason: &Reason) -> Option<String> {
    let words = shower.words;
    match reason {
        Reason::Readiness { asked, offered, gap } => {
            // A need asks for a level and a seed offers one, whichever of the two the list was made for.
            let is_from_seed = subject.is_some_and(|kind| kind.name == "seed");
            let (wanted, lacks) = if is_from_seed { (offered, *gap) } else { (asked, -*gap) };
            let args = [("wanted", wanted.to_string()), ("lacks", lacks.to_string())];
            Some(
                words.with(if lacks > 0 { "match-readiness-lacks" } else { "match-readiness-enough" }, &args),
            )
        }
        Reason::Language { document, query } if document.iter().any(|lang| !query.contains(lang)) => {
            let names: Vec<String> = document.iter().map(|lang| words.t(&format!("lang-{lang}"))).collect();
            Some(words.one("match-language", "languages", names.join(" · ")))
        }
        _ => None,
    }
}

fn reasons(shower: &Shower<'_>, hit: &MatchHit) -> Vec<ReasonView> {
    let words = shower.words;
    let most = hit.reasons.iter().map(Reason::contribution).fold(0.01, f64::max);
    let counted = hit.reasons.iter().zip(0_usize..).filter(|(reason, _)| reason.contribution() > 0.0);
    let mut views = Vec::new();
    let mut rest = (0_u64, 0.0);
    for (reason, number) in counted {
        if views.len() == REASONS {
            rest = (rest.0 + 1, rest.1 + reason.contribution());
            continue;
        }
        let (asked, met, place) = match reason {
            Reason::Words { surface, terms, .. } => {
                (surface.clone(), surfaces(hit, number), places(shower, terms))
            }
            Reason::Code { scheme, value, .. } => {
                let field = shower.kind.field(scheme);
                let vocabulary = field.and_then(|field| field.of.vocabulary());
                let label = vocabulary.map_or_else(|| value.clone(), |known| words.code(known, value));
                let place = field.map_or_else(|| scheme.clone(), |field| words.field(shower.kind, field));
                (label.clone(), label, place)
            }
            Reason::Readiness { .. } | Reason::Language { .. } => continue,
        };
        let share = points(reason.contribution());
        views.push(ReasonView { asked, met, place, share, max: points(most) });
    }
    if rest.0 > 0 {
        let asked = words.count("match-reasons-rest", rest.0);
        views.push(ReasonView {
            asked,
            met: String::new(),
            place: String::new(),
            share: points(rest.1),
            max: points(most.max(rest.1)),
        });
    }
    views
}

/// How it is written in the partner.
fn surfaces(hit: &MatchHit, number: usize) -> String {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for met in &hit.places {
        for span in met.spans.iter().filter(|span| span.reason == number) {
            let Some(surface) = met.text.get(span.range.clone()) else { continue };
            if seen.insert(surface.to_lowercase()) && found.len() < 3 {
                found.push(surface.to_owned());
            }
        }
    }
    found.join(", ")
}

/// The fields in which it met, the one that gives most first.
fn places(shower: &Shower<'_>, terms: &[TermMet]) -> String {
    let mut shares: Vec<(&str, f64)> = Vec::new();
    for met in terms.iter().flat_map(|term| &term.fields) {
        let name = met.field.split_once('.').map_or(met.field.as_str(), |(_, name)| name);
        match shares.iter_mut().find(|(known, _)| *known == name) {
            Some((_, share)) => *share += met.contribution,
            None => shares.push((name, met.contribution)),
        }
    }
    shares.sort_by(|one, two| two.1.total_cmp(&one.1));
    let labels = shares.iter().take(2).map(|(name, _)| match shower.kind.place(name) {
        Some(place) => shower.words.place(shower.kind, &place),
        None => (*name).to_owned(),
    });
    labels.collect::<Vec<_>>().join(" · ")
}

fn excerpts(shower: &Shower<'_>, hit: &MatchHit) -> Vec<Excerpt> {
    let worth = |spans: &[enishi_app::parts::Span]| -> f64 {
        let distinct: BTreeSet<usize> = spans.iter().map(|span| span.reason).collect();
        distinct.iter().filter_map(|number| hit.reasons.get(*number)).map(Reason::contribution).sum()
    };
    let mut texts: Vec<_> = hit
        .places
        .iter()
        .filter(|met| met.field != shower.kind.title && met.field != "keywords" && met.field != "aliases")
        .map(|met| (worth(&met.spans), met.lang == shower.words.lang, met))
        .collect();
    // The reader's language first where both say the same; then what explains most.
    texts.sort_by(|one, two| two.1.cmp(&one.1).then(two.0.total_cmp(&one.0)));
    let excerpt = |met: &enishi_app::MetText| {
        let spans: Vec<Range<usize>> = met.spans.iter().map(|span| span.range.clone()).collect();
        let best = met.spans.iter().min_by_key(|span| span.reason)?;
        let window = window(&met.text, best.range.start);
        let place = shower.kind.place(&met.field)?;
        Some(Excerpt {
            label: shower.words.place(shower.kind, &place),
            lang: (met.lang != shower.words.lang).then(|| met.lang.code()),
            pieces: mark(&met.text, &spans, window),
        })
    };
    texts.iter().filter_map(|(_, _, met)| excerpt(met)).take(EXCERPTS).collect()
}

/// The bytes of an excerpt around a place.
fn window(text: &str, place: usize) -> Range<usize> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = starts.partition_point(|start| *start < place);
    let most = starts.len().saturating_sub(EXCERPT);
    let from = at.saturating_sub(BEFORE).min(most);
    let start = starts.get(from).copied().unwrap_or(0);
    let end = starts.get(from + EXCERPT).copied().unwrap_or(text.len());
    start..end
}

/// A window of a text with spans marked; what is cut shows `…`.
pub fn mark(text: &str, spans: &[Range<usize>], window: Range<usize>) -> Vec<Piece> {
    let mut end = window.end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut pieces = Vec::new();
    let mut add = |text: Option<&str>, is_changed: bool| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), is_changed });
        }
    };
    if window.start > 0 {
        add(Some("…"), false);
    }
    let mut at = window.start;
    for span in spans {
        let (from, to) = (span.start.max(at), span.end.min(end));
        if from >= to {
            continue;
        }
        add(text.get(at..from), false);
        add(text.get(from..to), true);
        at = to;
    }
    add(text.get(at..end), false);
    if end < text.len() {
        add(Some("…"), false);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| if piece.is_changed { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn spans_are_marked_and_windows_are_cut_between_characters() {
        let text = "酵素で希少糖をつくる";
        assert_eq!(
            shown(&mark(text, std::slice::from_ref(&(9..18)), 0..text.len())),
            "酵素で[希少糖]をつくる"
        );
        assert_eq!(shown(&mark(text, &[9..18, 12..18], 9..22)), "…[希少糖]を…");
        let long = "あ".repeat(400);
        let window = window(&long, 900);
        assert_eq!(long.get(window).map(|cut| cut.chars().count()), Some(EXCERPT));
    }
}
