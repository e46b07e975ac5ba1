//! "Why is that one not in the list?", answered in words.

use enishi_app::parts::WhyNot;
use enishi_app::{MatchRequest, MatchResult, Subject};

use super::hit::points;
use crate::fault::Fault;
use crate::values::{Anchor, anchor};
use crate::visitor::Visitor;

/// Missing words that are named.
const MISSING: usize = 8;

/// The box with its answer.
pub struct WhyNotView {
    pub title: String,
    pub label: String,
    pub value: String,
    pub picker: String,
    /// Names and values that keep the question.
    pub kept: Vec<(&'static str, String)>,
    pub answer: Option<AnswerView>,
}

/// The answer.
pub struct AnswerView {
    pub record: Option<Anchor>,
    pub what: String,
    pub more: Vec<String>,
}

/// The reference that somebody means by what he wrote; what he wrote when nothing is meant.
pub async fn reference_of(visitor: &Visitor, request: &MatchRequest, wanted: &str) -> Result<String, Fault> {
    let app = &visitor.site.app;
    let among = match (&request.need, &request.seed) {
        (Some(_), _) => "seed",
        (_, Some(_)) => "need",
        _ => request.among.as_deref().unwrap_or("seed"),
    };
    let Some(kind) = app.registry().kind(among) else { return Ok(wanted.to_owned()) };
    let Ok(id) = app.resolve_one(&visitor.ctx, kind, wanted).await? else {
        return Ok(wanted.to_owned());
    };
    let link = app.links_to(&visitor.ctx, &[id]).await?.remove(&id);
    Ok(link.map_or_else(|| wanted.to_owned(), |link| link.reference))
}

/// The box for one reader.
pub fn view(
    visitor: &Visitor,
    request: &MatchRequest,
    result: &MatchResult,
    wanted: Option<String>,
) -> WhyNotView {
    let words = &visitor.words;
    let kind = words.kind(result.among);
    let mut kept = Vec::new();
    match &result.subject {
        Subject::Record(view) => kept.push((view.kind.name, view.seen.reference.clone())),
        Subject::Text(text) => {
            kept.push(("text", text.clone()));
            kept.push(("among", result.among.name.to_owned()));
        }
    }
    let answer = result.why_not.as_ref().map(|(link, answer)| {
        let (what, more) = sentences(visitor, request, answer);
        AnswerView { record: link.as_ref().map(|link| anchor(words, link)), what, more }
    });
    WhyNotView {
        title: words.one("why-title", "kind", &kind),
        label: words.one("why-label", "kind", &kind),
        value: wanted.unwrap_or_default(),
        picker: format!("/api/v1/{}", result.among.plural),
        kept,
        answer,
    }
}

fn sentences(visitor: &Visitor, request: &MatchRequest, answer: &WhyNot) -> (String, Vec<String>) {
    let words = &visitor.words;
    let lacking = |missing: &[String]| -> Vec<String> {
        if missing.is_empty() {
            return Vec::new();
        }
        let named: Vec<String> =
            missing.iter().take(MISSING).map(|word| words.one("quoted", "text", word)).collect();
        vec![words.one("why-missing", "words", named.join(words.t("list-comma").as_str()))]
    };
    match answer {
        WhyNot::Unknown => (words.t("why-unknown"), Vec::new()),
        WhyNot::Excluded => (words.t("why-excluded"), Vec::new()),
        WhyNot::NothingToSearch => (words.t("match-note-nothing"), Vec::new()),
        WhyNot::NothingMet { missing } => (words.t("why-nothing-met"), lacking(missing)),
        WhyNot::Found { rank, score, .. } => {
            (words.with("why-found", &[("rank", rank.to_string()), ("score", points(*score))]), Vec::new())
        }
        WhyNot::Below { rank, score, gap, missing, .. } => {
            let args = [
                ("rank", rank.to_string()),
                ("score", points(*score)),
                ("gap", points(*gap)),
                ("top", request.top.to_string()),
            ];
            (words.with("why-below", &args), lacking(missing))
        }
    }
}
