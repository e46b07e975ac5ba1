//! The scheme guide: for a result, need, seed or project, or a free choice, the schemes that could carry it on.

use std::collections::{BTreeSet, HashMap};

use enishi_kind::{Body, KindInfo};
use enishi_kit::fold::fold_text;
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
pub use enishi_model::guide::{CallState, Criterion, Verdict, Wanted};
use enishi_model::guide::{Offered, call_rank, call_state, judge, rank, stage_of_readiness};
use enishi_store::{Moment, Seen};
use jiff::civil::Date;

use crate::fields::{code_of, codes_of, date_of, id_of, ids_of};
use crate::{App, Context, Error, ListRequest, title_of};

/// Kinds for whose records the guide answers.
const SUBJECTS: [&str; 4] = ["result", "need", "seed", "project"];

/// Records of each kind that are suggested, and looked through for a title.
const SUGGESTED: u32 = 40;

/// What the guide is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuideRequest {
    /// The record that is to be carried on, by its reference.
    pub subject: Option<String>,
    /// Said by the reader, in place of what the record says: stage of the chain.
    pub stage: Option<String>,
    /// Readiness level.
    pub readiness: Option<String>,
    /// Recipient.
    pub recipient: Option<String>,
    /// Key field.
    pub field: Option<String>,
    /// Prefecture.
    pub prefecture: Option<String>,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct SchemeGuide {
    /// The day on which calls are open or not.
    pub day: Date,
    /// The record that is to be carried on.
    pub subject: Option<(&'static KindInfo, Seen)>,
    /// What is asked of the schemes.
    pub wanted: Wanted,
    /// Whether the stage was read from the readiness level.
    pub is_stage_inferred: bool,
    /// All schemes, the best first.
    pub schemes: Vec<GuideItem>,
    /// Sources and offices of the schemes.
    pub records: HashMap<RecordId, Seen>,
}

/// A scheme with why it fits and why not.
#[derive(Clone, Debug)]
pub struct GuideItem {
    /// The scheme.
    pub scheme: Seen,
    /// Criterion by criterion.
    pub judged: Vec<(Criterion, Verdict)>,
    /// Its calls, those open first.
    pub calls: Vec<(Seen, CallState)>,
}

impl GuideItem {
    /// Whether no criterion fails.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.judged.iter().all(|(_, verdict)| *verdict != Verdict::Fails)
    }

    /// The state of its best call.
    #[must_use]
    pub fn call(&self) -> CallState {
        self.calls.first().map_or(CallState::Closed, |(_, state)| *state)
    }
}

impl App {
    /// The schemes for a record or a free choice, on the day asked about, else today.
    ///
    /// # Errors
    /// `unknown-record`; `bad-request` for a record that the guide does not answer for or an unknown code; the store.
    pub async fn scheme_guide(&self, ctx: &Context, request: &GuideRequest) -> Result<SchemeGuide, Error> {
        let day = ctx.moment.on.unwrap_or_else(|| self.today());
        let ctx = ctx.clone().at(Moment { on: None, ..ctx.moment });
        let subject = match &request.subject {
            Some(reference) => Some(self.guide_subject(&ctx, reference).await?),
            None => None,
        };
        let mut wanted = match &subject {
            Some((kind, seen)) => self.wanted_for(&ctx, kind, seen).await?,
            None => Wanted::default(),
        };
        self.choose(&mut wanted, request)?;
        let is_stage_inferred = wanted.stages.is_empty() && wanted.readiness.is_some();
        if let (true, Some(level)) = (is_stage_inferred, wanted.readiness) {
            wanted.stages.push(stage_of_readiness(level).to_owned());
        }
        let scheme_kind = self.kind("scheme")?;
        let calls = self.all(&ctx, "call", &[]).await?;
        let mut schemes: Vec<GuideItem> = self
            .all(&ctx, "scheme", &[])
            .await?
            .into_iter()
            .map(|scheme| GuideItem {
                judged: judge(&wanted, &offered(scheme_kind, &scheme.body), day),
                calls: calls_of(&scheme, &calls, day),
                scheme,
            })
            .collect();
        schemes.sort_by_cached_key(|item| {
            let calls: Vec<CallState> = item.calls.iter().map(|(_, state)| *state).collect();
            (rank(&item.judged, &calls), item.scheme.reference.clone())
        });
        let ids: BTreeSet<RecordId> = schemes
            .iter()
            .flat_map(|item| ["source", "office"].map(|name| id_of(&item.scheme.body, name)))
            .flatten()
            .collect();
        let ids: Vec<RecordId> = ids.into_iter().collect();
        let records = self.store.find_many(self.reading(&ctx), &ids).await?;
        Ok(SchemeGuide { day, subject, wanted, is_stage_inferred, schemes, records })
    }

    /// The newest records for which the guide answers, for suggestions.
    ///
    /// # Errors
    /// The store; kinds of the chain that this installation does not have.
    pub async fn guide_subjects(&self, ctx: &Context) -> Result<Vec<Seen>, Error> {
        let mut known = Vec::new();
        for kind in SUBJECTS {
            let request = ListRequest { limit: Some(SUGGESTED), ..ListRequest::default() };
            known.extend(self.list(ctx, kind, &request).await?.items);
        }
        Ok(known)
    }

    /// The record that somebody means by its title, word for word, or by the number of its sheet.
    async fn subject_by_words(&self, ctx: &Context, text: &str) -> Result<Option<String>, Error> {
        let wanted = fold_text(text);
        let mut found = BTreeSet::new();
        for name in SUBJECTS {
            let kind = self.kind(name)?;
            let request =
                ListRequest { text: Some(text.to_owned()), limit: Some(SUGGESTED), ..ListRequest::default() };
            let titled = self.list(ctx, name, &request).await?.items.into_iter().filter(|seen| {
                [Lang::Ja, Lang::En]
                    .iter()
                    .any(|lang| fold_text(&title_of(kind, &seen.body, *lang)) == wanted)
            });
            found.extend(titled.map(|seen| seen.reference));
            if kind.field("number").is_some() && text.contains(|letter: char| letter.is_ascii_digit()) {
                let numbered = self.all(ctx, name, &[]).await?.into_iter();
                let numbered = numbered
                    .filter(|seen| seen.body.str("number").is_some_and(|number| fold_text(number) == wanted));
                found.extend(numbered.map(|seen| seen.reference));
            }
        }
        match found.len() {
            0 => Ok(None),
            1 => Ok(found.pop_first()),
            _ => {
                let known: Vec<String> = found.into_iter().collect();
                Err(Error::new("bad-request").arg("detail", format!("`{text}`: {}", known.join(", "))))
            }
        }
    }

    async fn guide_subject(&self, ctx: &Context, text: &str) -> Result<(&'static KindInfo, Seen), Error> {
        // `N-77` looks like a reference too; only the name of a kind makes it one.
        let is_reference = |(prefix, _): &(String, String)| self.registry().kind(prefix).is_some();
        let named = match crate::resolve::reference_in(text).filter(is_reference) {
            Some(_) => None,
            None => self.subject_by_words(ctx, text).await?,
        };
        let reference = named.as_deref().unwrap_or(text);
        let view = self.find_any(ctx, reference).await?;
        if SUBJECTS.contains(&view.kind.name) {
            return Ok((view.kind, view.seen));
        }
        let detail = format!("`{reference}`: one of {}", SUBJECTS.join(", "));
        Err(Error::new("bad-request").arg("detail", detail))
    }

    /// What a record asks of a scheme: what it says itself, and what the records around it say of place and origin.
    async fn wanted_for(&self, ctx: &Context, kind: &KindInfo, seen: &Seen) -> Result<Wanted, Error> {
        let body = &seen.body;
        let mut wanted = Wanted {
            stages: code_of(body, "stage").into_iter().collect(),
            readiness: body.str("readiness").and_then(|level| level.parse().ok()),
            fields: codes_of(body, "fields"),
            prefectures: code_of(body, "prefecture").into_iter().collect(),
            ..Wanted::default()
        };
        if kind.name == "need" {
            // A need's level is what it asks of a seed; the company that has the need is who would receive the support.
            wanted.recipients = vec!["company".to_owned()];
        }
        let projects = self.records_of(ctx, ids_of(body, "projects")).await?;
        let bodies = || std::iter::once(body).chain(projects.values().map(|seen| &seen.body));
        let clusters =
            self.records_of(ctx, bodies().filter_map(|body| id_of(body, "cluster")).collect()).await?;
        if wanted.prefectures.is_empty() {
            let regions = clusters.values().flat_map(|seen| ids_of(&seen.body, "regions")).collect();
            let regions = self.records_of(ctx, regions).await?;
            let codes: BTreeSet<String> =
                regions.values().flat_map(|seen| codes_of(&seen.body, "prefectures")).collect();
            wanted.prefectures = codes.into_iter().collect();
        }
        let programmes = bodies()
            .chain(clusters.values().map(|seen| &seen.body))
            .filter_map(|body| id_of(body, "programme"))
            .collect();
        let programmes = self.records_of(ctx, programmes).await?;
        let ministries: BTreeSet<String> =
            programmes.values().filter_map(|seen| code_of(&seen.body, "ministry")).collect();
        wanted.came_from = ministries.into_iter().collect();
        Ok(wanted)
    }

    async fn records_of(&self, ctx: &Context, ids: Vec<RecordId>) -> Result<HashMap<RecordId, Seen>, Error> {
        Ok(self.store.find_many(self.reading(ctx), &ids).await?)
    }

    /// Puts what the reader chose in place of what the record says.
    fn choose(&self, wanted: &mut Wanted, request: &GuideRequest) -> Result<(), Error> {
        let one = |field: &str, code: &Option<String>| -> Result<Option<Vec<String>>, Error> {
            self.check_code("scheme", field, code.as_deref())?;
            Ok(code.clone().map(|code| vec![code]))
        };
        if let Some(stages) = one("stages", &request.stage)? {
            wanted.stages = stages;
        }
        if let Some(recipients) = one("recipients", &request.recipient)? {
            wanted.recipients = recipients;
        }
        if let Some(fields) = one("fields", &request.field)? {
            wanted.fields = fields;
        }
        if let Some(prefectures) = one("prefectures", &request.prefecture)? {
            wanted.prefectures = prefectures;
        }
        self.check_code("scheme", "readiness_from", request.readiness.as_deref())?;
        if let Some(level) = request.readiness.as_deref().and_then(|level| level.parse().ok()) {
            wanted.readiness = Some(level);
        }
        Ok(())
    }
}

fn offered(kind: &KindInfo, body: &Body) -> Offered {
    let level = |name: &str| body.str(name).and_then(|level| level.parse().ok());
    let (since, until) = kind.days(body);
    Offered {
        stages: codes_of(body, "stages"),
        readiness_from: level("readiness_from"),
        readiness_to: level("readiness_to"),
        recipients: codes_of(body, "recipients"),
        fields: codes_of(body, "fields"),
        prefectures: codes_of(body, "prefectures"),
        reserved_for: codes_of(body, "reserved_for"),
        since,
        until,
    }
}

fn calls_of(scheme: &Seen, calls: &[Seen], day: Date) -> Vec<(Seen, CallState)> {
    let mut own: Vec<(Seen, CallState)> = calls
        .iter()
        .filter(|call| id_of(&call.body, "scheme") == Some(scheme.id))
        .map(|call| {
            let opens = date_of(&call.body, "opens").map(enishi_kit::date::PartialDate::first_day);
            let closes = date_of(&call.body, "closes").map(enishi_kit::date::PartialDate::last_day);
            (call.clone(), call_state(opens, closes, call.body.str("state"), day))
        })
        .collect();
    own.sort_by_cached_key(|(call, state)| (call_rank(*state), call.reference.clone()));
    own
}
