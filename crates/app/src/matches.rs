//! Matching as a use case: a need, a seed or free text in; ranked records with reasons, and "why not", out.

use std::borrow::Cow;

use enishi_kind::KindInfo;
use enishi_kit::lang::Lang;
use enishi_matching::{Analyser, Note, Query, QueryText, Reason, Span, WhyNot, locate};
use enishi_store::Seen;

use crate::matcher::{lang_of, query_of, tokens, weighed};
use crate::{App, Context, Error, IndexState, Link, RecordView};

/// Hits of a list at most.
const TOP_LIMIT: usize = 200;

/// What a match is asked for.
#[derive(Clone, Debug, Default)]
pub struct MatchRequest {
    /// A need: seeds are sought.
    pub need: Option<String>,
    /// A seed: needs are sought.
    pub seed: Option<String>,
    /// Free text: records of `among` are sought.
    pub text: Option<String>,
    /// The kind sought for free text; seeds when nothing is said.
    pub among: Option<String>,
    /// Hits wanted.
    pub top: usize,
    /// A record about which to say why it is not among them.
    pub why_not: Option<String>,
}

/// For what partners are sought.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A record.
    Record(Box<RecordView>),
    /// Free text.
    Text(String),
}

/// One ranked record.
#[derive(Clone, Debug)]
pub struct MatchHit {
    /// The place, from 1.
    pub rank: usize,
    /// The link to it.
    pub link: Link,
    /// What the viewer sees of it.
    pub seen: Seen,
    /// The sum of the contributions.
    pub score: f64,
    /// Why, the greatest contribution first.
    pub reasons: Vec<Reason>,
    /// Where in its texts the words met: field, language, text, places.
    pub places: Vec<MetText>,
}

/// A text of a record with the places that met.
#[derive(Clone, Debug)]
pub struct MetText {
    /// The field.
    pub field: Cow<'static, str>,
    /// The language.
    pub lang: Lang,
    /// The text.
    pub text: String,
    /// The places, in order.
    pub spans: Vec<Span>,
}

/// A ranked list.
#[derive(Clone, Debug)]
pub struct MatchResult {
    /// For what.
    pub subject: Subject,
    /// The texts of the subject that reasons point into: field (empty for free text) and language.
    pub subject_texts: Vec<(Cow<'static, str>, String)>,
    /// The kind sought.
    pub among: &'static KindInfo,
    /// The records.
    pub hits: Vec<MatchHit>,
    /// What limited the search.
    pub notes: Vec<Note>,
    /// How many records were compared.
    pub population: u64,
    /// Distinct terms that were asked for.
    pub terms: usize,
    /// The parameters used: k1 and b.
    pub parameters: (f64, f64),
    /// The answer to `why_not`, with the record when this viewer may see it.
    pub why_not: Option<(Option<Link>, WhyNot)>,
    /// How far the index was.
    pub index: IndexState,
}

impl App {
    /// Ranks records against a need, a seed or free text.
    ///
    /// Determinism: the same records and tokens give the same list.
    ///
    /// # Errors
    /// `bad-request` unless exactly one subject is given, `unknown-record`, or the index.
    pub async fn match_records(&self, ctx: &Context, request: &MatchRequest) -> Result<MatchResult, Error> {
        ctx.require_known_now()?;
        let (subject, among) = self.subject(ctx, request).await?;
        let (texts, mut query) = match &subject {
            Subject::Record(view) => {
                let (texts, codes, readiness) = query_of(view.kind, &view.seen.body);
                (
                    texts,
                    Query {
                        codes,
                        readiness,
                        exclude: vec![view.seen.reference.clone()],
                        ..Query::default()
                    },
                )
            }
            Subject::Text(text) => {
                let lang = lang_of(text).code().to_owned();
                (
                    vec![(Cow::Borrowed(""), QueryText { text: text.clone(), lang, weight: 1.0 })],
                    Query::default(),
                )
            }
        };
        let subject_texts = texts.iter().map(|(field, text)| (field.clone(), text.lang.clone())).collect();
        query.text = texts.into_iter().map(|(_, text)| text).collect();
        query.group = among.name.to_owned();
        query.tokens = tokens(&ctx.viewer);
        query.top = if request.top == 0 { 10 } else { request.top.min(TOP_LIMIT) };
        let index = self.matcher.state().await?;
        let searcher = self.matcher.searcher();
        let wanted = request.why_not.clone();
        let (answer, why_not) = tokio::task::spawn_blocking(move || {
            let answer = searcher.search(&query)?;
            let why_not = wanted.map(|key| searcher.why_not(&query, &key)).transpose()?;
            Ok::<_, enishi_matching::Error>((answer, why_not))
        })
        .await
        .map_err(Error::internal)??;
        let mut hits = Vec::with_capacity(answer.hits.len());
        for (place, hit) in answer.hits.into_iter().enumerate() {
            // A record that ended since the index was made is passed over; the index follows in a moment.
            let Some(seen) = self.store.find(self.reading(ctx), &hit.key).await? else { continue };
            let Some(link) = self.link(&seen) else { continue };
            let places = met_texts(among, &seen, &hit.reasons);
            hits.push(MatchHit {
                rank: place + 1,
                link,
                seen,
                score: hit.score,
                reasons: hit.reasons,
                places,
            });
        }
        let why_not = match (why_not, &request.why_not) {
            (Some(answer), Some(reference)) => {
                let seen = self.store.find(self.reading(ctx), reference).await?;
                Some((seen.and_then(|seen| self.link(&seen)), answer))
            }
            _ => None,
        };
        Ok(MatchResult {
            subject,
            subject_texts,
            among,
            hits,
            notes: answer.notes,
            population: answer.population,
            terms: answer.terms,
            parameters: (answer.k1, answer.b),
            why_not,
            index,
        })
    }

    async fn subject(
        &self,
        ctx: &Context,
        request: &MatchRequest,
    ) -> Result<(Subject, &'static KindInfo), Error> {
        match (&request.need, &request.seed, &request.text) {
            (Some(need), None, None) => {
                Ok((Subject::Record(Box::new(self.find_named(ctx, "need", need).await?)), self.kind("seed")?))
            }
            (None, Some(seed), None) => {
                Ok((Subject::Record(Box::new(self.find_named(ctx, "seed", seed).await?)), self.kind("need")?))
            }
            (None, None, Some(text)) => {
                let among = self.kind(request.among.as_deref().unwrap_or("seed"))?;
                Ok((Subject::Text(text.clone()), among))
            }
            _ => Err(Error::new("bad-request").arg("detail", "need | seed | text")),
        }
    }

    /// Finds a record by reference or external identifier.
    async fn find_named(&self, ctx: &Context, kind: &str, text: &str) -> Result<RecordView, Error> {
        let info = self.kind(kind)?;
        match self.resolve_one(ctx, info, text).await? {
            Ok(id) => {
                let found = self.store.find_many(self.reading(ctx), &[id]).await?.remove(&id);
                let seen = found.ok_or_else(|| crate::records::unknown_record(text))?;
                self.find(ctx, kind, &seen.reference).await
            }
            Err(_) => Err(crate::records::unknown_record(text)),
        }
    }
}

fn met_texts(kind: &'static KindInfo, seen: &Seen, reasons: &[Reason]) -> Vec<MetText> {
    let mut analyser = Analyser::new();
    let mut met = Vec::new();
    for field in kind.fields() {
        let Some(value) = seen.body.value(field) else { continue };
        for (place, lang, text) in weighed(field, &value) {
            let spans = locate(&mut analyser, &text, reasons);
            if !spans.is_empty() {
                met.push(MetText { field: place.name(), lang, text, spans });
            }
        }
    }
    met
}
