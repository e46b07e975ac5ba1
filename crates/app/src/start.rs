//! The first start of an empty register: the operator's own cluster, its region, the organisation that runs it and the
//! people who work for it, made in one change that can be undone; and the shipped register as an example.

mod charge;

use enishi_policy::{Action, Subject as Judged};
use std::collections::HashMap;

use enishi_kind::{Body, KindInfo, Problem, Value};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ident::{self, Scheme};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_model::rules::rules;
use enishi_store::{Batch, BatchState, Change, Header, Record};
use serde_json::{Value as Json, json};

use crate::rules::Steps;
use crate::{App, ContactPoint, Context, Error, title_of};
pub use charge::Charge;

/// How the names of these batches begin.
const START: &str = "start-";
/// The same of loading the shipped register as an example.
const EXAMPLE: &str = "example-";
/// The setting by which the operator said that he begins another way.
const SKIPPED: &str = "start:skipped";
/// How the names of these batches begin: somebody took charge of the whole.
const CHARGE: &str = "charge-";
/// The setting with the place in the log at which somebody took charge of an empty register.
const CHARGED: &str = "start:charged";

/// What the operator says of his cluster. Texts as he typed them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartForm {
    /// The cluster's name in Japanese.
    pub cluster_ja: String,
    /// The same in English; may be empty.
    pub cluster_en: String,
    /// `1`, `2`, or empty where it is of no stage.
    pub stage: String,
    /// Codes of its key fields.
    pub fields: Vec<String>,
    /// The region's name.
    pub region: String,
    /// The code of its prefecture.
    pub prefecture: String,
    /// The name of the organisation that runs the cluster.
    pub organisation: String,
    /// Its corporate number; may be empty.
    pub corporate_number: String,
    /// The fiscal year from whose beginning this holds.
    pub year: String,
    /// Who works for it.
    pub staff: Vec<StartStaff>,
    /// Who receives needs and seeds; without a name it is the organisation.
    pub contact: ContactPoint,
}

/// One person or post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartStaff {
    /// The person's name; empty while only the post is known.
    pub name: String,
    /// The post, for instance a unit and position; may be empty.
    pub post: String,
    /// The code of the role.
    pub role: String,
}

/// What the first start made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The batch by which it can be undone.
    pub batch: String,
    /// The reference of the cluster; empty for the example.
    pub cluster: String,
    /// How many records were made.
    pub records: usize,
    /// The place in the log.
    pub seq: i64,
}

impl App {
    /// Whether nothing was ever recorded here, but for who is in charge, and the operator did not say that he begins
    /// another way.
    ///
    /// # Errors
    /// The store.
    pub async fn needs_start(&self) -> Result<bool, Error> {
        let seq = self.store.head().await?.seq;
        if seq != 0 && self.store.setting(CHARGED).await?.is_none_or(|charged| charged != seq.to_string()) {
            return Ok(false);
        }
        Ok(self.store.setting(SKIPPED).await?.is_none())
    }

    /// The fiscal year of today.
    #[must_use]
    pub fn fiscal_year(&self) -> FiscalYear {
        FiscalYear::of(self.today())
    }

    /// Remembers that the operator begins another way.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn skip_start(&self, ctx: &Context) -> Result<(), Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        Ok(self.store.save_setting(SKIPPED, &self.now().to_string()).await?)
    }

    /// What the form of the first start begins with: this year, and whoever is in charge as the first of the people.
    ///
    /// # Errors
    /// The store.
    pub async fn start_form(&self, ctx: &Context, lang: Lang) -> Result<StartForm, Error> {
        let own = match ctx.evidence.person() {
            Some(person) => self.store.load(person).await?,
            None => None,
        };
        let staff = own.map(|own| StartStaff {
            name: title_of(own.kind, &own.body, lang),
            post: match own.kind.field("position").and_then(|field| own.body.value(field)) {
                Some(Value::Text(post)) => post.read(lang).0.to_owned(),
                _ => String::new(),
            },
            role: "coordinator".to_owned(),
        });
        Ok(StartForm {
            year: self.fiscal_year().0.to_string(),
            staff: staff.into_iter().collect(),
            ..StartForm::default()
        })
    }

    /// Makes the records of the first start.
    ///
    /// # Errors
    /// `invalid` with every problem under the name of the form's field (`cluster_ja`, `staff.2.role`), `not-permitted`,
    /// or the store.
    pub async fn start(&self, ctx: &Context, form: &StartForm) -> Result<Started, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let mut problems = problems(form);
        problems.extend(form.contact.problems().into_iter().map(|problem| {
            let line = problem.field.clone().unwrap_or_default();
            problem.on(&format!("contact_{line}"))
        }));
        let year = FiscalYear::parse_written(form.year.trim()).ok();
        let number = form.corporate_number.trim();
        let number = if number.is_empty() {
            None
        } else {
            match ident::check(&Scheme::CorporateNumber, number) {
                Ok(number) => Some(number),
                Err(detail) => {
                    let problem =
                        Problem::new("identifier").arg("scheme", "corporate-number").arg("found", number);
                    problems.push(problem.arg("detail", detail).on("corporate_number"));
                    None
                }
            }
        };
        let mut made = Made { app: self, changes: Vec::new(), problems };
        let own = match ctx.evidence.person() {
            Some(person) => self.store.load(person).await?,
            None => None,
        };
        if let Some(year) = year {
            self.compose(form, year, number, own, &mut made)?;
        }
        let Made { changes, problems, .. } = made;
        if !problems.is_empty() {
            return Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems));
        }
        let cluster = changes.iter().find_map(|change| match change {
            Change::Create { id, kind, .. } if kind.name == "cluster" => Some(*id),
            _ => None,
        });
        let (batch, seq) = self.write_start(ctx, START, "history-started", &changes, false).await?;
        if !form.contact.is_empty() {
            let mut contact = form.contact.trimmed();
            if contact.name.is_empty() {
                form.organisation.trim().clone_into(&mut contact.name);
            }
            self.save_contact(ctx, &contact).await?;
        }
        let mut found = self.store.load_many(cluster.as_slice()).await?;
        let cluster = cluster.and_then(|id| found.remove(&id)).map(|record| record.reference);
        Ok(Started { batch, cluster: cluster.unwrap_or_default(), records: changes.len(), seq })
    }

    fn compose(
        &self,
        form: &StartForm,
        year: FiscalYear,
        number: Option<String>,
        mut own: Option<Record>,
        made: &mut Made<'_>,
    ) -> Result<(), Error> {
        let since = year.start().to_string();
        let region = made.add(
            "region",
            &[("name", "region"), ("prefectures", "prefecture")],
            json!({
                "name": name(&form.region, ""),
                "prefectures": [form.prefecture],
                "disclosure": "public",
            }),
        )?;
        let identifiers = number.map(
            |number| json!([{"scheme": "corporate-number", "value": number, "confidence": "confirmed"}]),
        );
        let organisation = made.add(
            "organisation",
            &[("name", "organisation")],
            json!({
                "name": name(&form.organisation, ""),
                "identifiers": identifiers,
                "disclosure": "public",
            }),
        )?;
        let places = [("name", "cluster_ja"), ("stage", "stage"), ("fields", "fields")];
        let cluster = made.add(
            "cluster",
            &places,
            json!({
                "name": name(&form.cluster_ja, &form.cluster_en),
                "stage": some(&form.stage),
                "fields": if form.fields.is_empty() { Json::Null } else { json!(form.fields) },
                "regions": [region.to_string()],
                "core_organisations": [{"organisation": organisation.to_string(), "since": since}],
                "disclosure": "public",
            }),
        )?;
        for (number, staff) in (1..).zip(&form.staff) {
            if staff.is_empty() || staff.role.is_empty() {
                continue;
            }
            let at = |column: &str| format!("staff.{number}.{column}");
            let is_own = |own: &Record| {
                let kind = own.kind;
                Lang::ALL.iter().any(|lang| title_of(kind, &own.body, *lang) == staff.name.trim())
            };
            let person = if staff.name.trim().is_empty() {
                None
            } else if let Some(own) = own.take_if(|own| is_own(own)) {
                // Whoever is in charge of the register works for the cluster too.
                let mut body = own.body;
                body.set_raw("organisation", json!(organisation.to_string()));
                made.changes.push(Change::Update { id: own.id, expected: own.version, body });
                Some(own.id)
            } else {
                Some(made.add("person", &[("name", &at("name")), ("position", &at("post"))], json!({
                    "name": name(&staff.name, ""),
                    "position": if staff.post.trim().is_empty() { Json::Null } else { name(&staff.post, "") },
                    "organisation": organisation.to_string(),
                }))?)
            };
            let who = if staff.name.trim().is_empty() { staff.post.trim() } else { staff.name.trim() };
            let label = self.catalogue().text(Lang::Ja, &format!("role-kind-{}", staff.role), &[]);
            made.add(
                "role",
                &[("title", &at("name")), ("role", &at("role"))],
                json!({
                    "title": name(&format!("{who}（{label}）"), ""),
                    "person": person.map(|id| id.to_string()),
                    "role": staff.role,
                    "cluster": cluster.to_string(),
                    "organisation": organisation.to_string(),
                    "since": since,
                }),
            )?;
        }
        Ok(())
    }

    /// Loads the shipped register of the source pages, as an example, into whatever register this is: a batch of its
    /// own, sealed, which can be undone as a whole.
    ///
    /// # Errors
    /// `batch-state` while such an example is there, `not-permitted`, or the store.
    pub async fn load_example(&self, ctx: &Context) -> Result<Started, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        if let Some(batch) = self.example().await? {
            return Err(Error::new("batch-state").arg("batch", batch).arg("state", "done"));
        }
        let changes = self.shipped(&enishi_model::REGISTER, &mut HashMap::new(), false)?;
        // What is shipped was looked at before.
        let ctx = &ctx.clone().confirming(rules().map(|rule| rule.code.to_owned()));
        let (batch, seq) = self.write_start(ctx, EXAMPLE, "history-register", &changes, true).await?;
        Ok(Started { batch, cluster: String::new(), records: changes.len(), seq })
    }

    /// The batch of the example, while it is loaded.
    ///
    /// # Errors
    /// The store.
    pub async fn example(&self) -> Result<Option<String>, Error> {
        let batches = self.store.batches(EXAMPLE, 1_000).await?;
        Ok(batches.into_iter().find(|batch| batch.state == BatchState::Done).map(|batch| batch.id))
    }

    async fn write_start(
        &self,
        ctx: &Context,
        beginning: &str,
        reason: &'static str,
        changes: &[Change],
        is_sealed: bool,
    ) -> Result<(String, i64), Error> {
        let id = format!("{beginning}{}", self.store.ids().token(8));
        let header = Header { batch: Some(id.clone()), ..ctx.header(reason) };
        let mut transaction = self.store.begin(&header).await?;
        // Whoever begins the register makes the records from which everybody's rights follow.
        self.write(&ctx.as_operator(), &mut transaction, changes, Steps::Checked).await?;
        let batch = Batch {
            id: id.clone(),
            kind: String::new(),
            title: id.clone(),
            state: BatchState::Done,
            at: self.now(),
            report: "{}".to_owned(),
        };
        transaction.save_batch(&batch).await?;
        if is_sealed {
            transaction.seal(&id).await?;
        }
        let committed = transaction.finish().await?;
        self.matcher.notify();
        Ok((id, committed.seq))
    }
}

impl StartStaff {
    fn is_empty(&self) -> bool {
        self.name.trim().is_empty() && self.post.trim().is_empty()
    }
}

/// What is wrong with the form itself; what is wrong with a record is found when it is made.
fn problems(form: &StartForm) -> Vec<Problem> {
    let mut problems = Vec::new();
    let texts = [
        ("cluster_ja", &form.cluster_ja),
        ("region", &form.region),
        ("prefecture", &form.prefecture),
        ("organisation", &form.organisation),
        ("year", &form.year),
    ];
    for (name, text) in texts {
        if text.trim().is_empty() {
            problems.push(Problem::new("required").on(name));
        }
    }
    if !form.year.trim().is_empty() && FiscalYear::parse_written(form.year.trim()).is_err() {
        let found = Problem::new("type").arg("expected", "fiscal-year").arg("found", form.year.trim());
        problems.push(found.on("year"));
    }
    for (number, staff) in (1..).zip(&form.staff) {
        let missing = match (staff.is_empty(), staff.role.is_empty()) {
            (true, false) => "name",
            (false, true) => "role",
            _ => continue,
        };
        problems.push(Problem::new("required").on(&format!("staff.{number}.{missing}")));
    }
    problems
}

/// Records being made, and what is wrong with them.
struct Made<'a> {
    app: &'a App,
    changes: Vec<Change>,
    problems: Vec<Problem>,
}

impl Made<'_> {
    /// Makes a record. `places` says at which field of the form a field of the record stands.
    #[expect(clippy::needless_pass_by_value, reason = "every caller makes the fields in place")]
    fn add(&mut self, kind: &str, places: &[(&str, &str)], fields: Json) -> Result<RecordId, Error> {
        let kind: &'static KindInfo = self.app.kind(kind)?;
        let id = self.app.store.ids().record_id(self.app.store.clock().now());
        let mut body = Body::new();
        for (name, value) in fields.as_object().into_iter().flatten() {
            body.set_raw(name, value.clone());
        }
        self.app.fill_provenance(kind, &mut body);
        for problem in body.problems(kind) {
            let field = problem.field.clone().unwrap_or_default();
            let place = places.iter().find(|(name, _)| *name == field);
            let place = place.map_or(field.as_str(), |(_, place)| *place);
            // What the form itself lacks was said already.
            if !self.problems.iter().any(|known| known.field.as_deref() == Some(place)) {
                self.problems.push(problem.on(place));
            }
        }
        self.changes.push(Change::Create { id, kind, body });
        Ok(id)
    }
}

fn name(ja: &str, en: &str) -> Json {
    let (ja, en) = (ja.trim(), en.trim());
    if en.is_empty() {
        json!({"original": "ja", "ja": ja, "state": "missing"})
    } else {
        json!({"original": "ja", "ja": ja, "en": en, "state": "checked"})
    }
}

/// A name as it was typed in a language.
fn some_name(lang: Lang, text: &str) -> Json {
    let (lang, text) = (lang.code(), text.trim());
    json!({"original": lang, lang: text, "state": "missing"})
}

fn some(text: &str) -> Json {
    if text.is_empty() { Json::Null } else { Json::from(text) }
}

/// Whether a batch began the register: one's own cluster, or the example.
pub(crate) fn is_beginning(batch: &str) -> bool {
    batch.starts_with(START) || batch.starts_with(EXAMPLE)
}
