//! The first start: an empty register asks its operator for his cluster, and offers the shipped register as an example.

use enishi_app::parts::Action;
use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::{Error, StartForm, StartStaff};
use enishi_kind::Vocabulary;
use http::StatusCode;

use crate::accounts::charge;
use crate::fault::{Fault, html};
use crate::lines::LineView;
use crate::page::Frame;
use crate::posted::Posted;
use crate::questions::Questions;
use crate::state::Mode;
use crate::visitor::Visitor;

/// Rows for people and posts.
const STAFF: usize = 8;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    frame: Frame,
    /// Problems with the ids of their fields.
    problems: Vec<(String, String)>,
    questions: Questions,
    lines: Vec<LineView>,
    contact: Vec<LineView>,
    /// Whether the settings name the contact, so that nobody need say it here.
    is_contact_set: bool,
    stage: Vec<ChoiceView>,
    fields: Vec<ChoiceView>,
    fields_error: Option<String>,
    prefectures: Vec<ChoiceView>,
    prefecture_error: Option<String>,
    staff: Vec<StaffView>,
    example: Option<String>,
    is_first: bool,
}

struct ChoiceView {
    value: String,
    label: String,
    is_chosen: bool,
}

struct StaffView {
    number: usize,
    name: String,
    post: String,
    roles: Vec<ChoiceView>,
    name_error: Option<String>,
    role_error: Option<String>,
}

/// Where an empty register sends its operator from the first page.
pub async fn instead_of_home(visitor: &Visitor) -> Result<Option<Response>, Fault> {
    let is_asked = visitor.site.mode == Mode::Serve && visitor.may(Action::Administer, None);
    if is_asked && visitor.site.app.needs_start().await? {
        return Ok(Some(Redirect::to("/start").into_response()));
    }
    Ok(None)
}

/// Asks; before anything else, who is in charge.
pub async fn ask(visitor: Visitor) -> Result<Response, Fault> {
    if visitor.site.app.may_take_charge(&visitor.ctx).await? {
        return Ok(Redirect::to(charge::PATH).into_response());
    }
    let form = visitor.site.app.start_form(&visitor.ctx, visitor.lang()).await?;
    page(&visitor, &form, None, &visitor.ctx.confirmed).await
}

async fn page(
    visitor: &Visitor,
    form: &StartForm,
    error: Option<&Error>,
    confirmed: &BTreeSet<String>,
) -> Result<Response, Fault> {
    let (words, app) = (&visitor.words, &visitor.site.app);
    let found = error.map(|error| error.problems.as_slice()).unwrap_or_default();
    let is_question = error.is_some_and(|error| error.code == "questions");
    let (problems, asked) = if is_question { (&[][..], found) } else { (found, &[][..]) };
    let mut errors: HashMap<&str, String> = HashMap::new();
    for problem in problems {
        errors.entry(problem.field.as_deref().unwrap_or_default()).or_insert_with(|| words.problem(problem));
    }
    let line = |name: &'static str, value: &str, is_required: bool| {
        LineView::new(words, "start", name, value, errors.get(name)).required(is_required)
    };
    let choices = |kind: &str, field: &str, chosen: &[String]| -> Vec<ChoiceView> {
        let field = app.registry().kind(kind).and_then(|kind| kind.field(field));
        let vocabulary: Option<&'static Vocabulary> = field.and_then(|field| field.of.vocabulary());
        vocabulary
            .map(|known| {
                known.codes.iter().map(|code| ChoiceView {
                    value: (*code).to_owned(),
                    label: words.code(known, code),
                    is_chosen: chosen.iter().any(|chosen| chosen == code),
                })
            })
            .into_iter()
            .flatten()
            .collect()
    };
    let one = |text: &String| std::slice::from_ref(text).to_vec();
    let staff = (1..=STAFF).map(|number| {
        let given = form.staff.get(number - 1).cloned().unwrap_or_default();
        StaffView {
            number,
            roles: choices("role", "role", &one(&given.role)),
            name_error: errors.get(format!("staff.{number}.name").as_str()).cloned(),
            role_error: errors.get(format!("staff.{number}.role").as_str()).cloned(),
            name: given.name,
            post: given.post,
        }
    });
    let listed = problems.iter().map(|problem| {
        let field = problem.field.clone().unwrap_or_default();
        let name = field.split('.').next().unwrap_or_default().replace('_', "-");
        let label = words.find(&format!("start-{name}")).or_else(|| words.find(&format!("offer-{name}")));
        (
            format!("#{}", field.replace('.', "-")),
            format!("{}: {}", label.unwrap_or_default(), words.problem(problem)),
        )
    });
    let title = words.t("start-title");
    let answer = html(&StartPage {
        frame: Frame::new(visitor, &title).end(&title),
        problems: listed.collect(),
        questions: Questions::of(words, asked, confirmed),
        lines: vec![
            line("cluster_ja", &form.cluster_ja, true),
            line("cluster_en", &form.cluster_en, false),
            line("region", &form.region, true),
            line("organisation", &form.organisation, true),
            line("corporate_number", &form.corporate_number, false),
            line("year", &form.year, true),
        ],
        contact: crate::offer::contact_lines(words, &form.contact, &errors),
        is_contact_set: app.contact().await?.is_some_and(|contact| contact.is_setting),
        stage: choices("cluster", "stage", &one(&form.stage)),
        fields: choices("cluster", "fields", &form.fields),
        fields_error: errors.get("fields").cloned(),
        prefectures: choices("region", "prefectures", &one(&form.prefecture)),
        prefecture_error: errors.get("prefecture").cloned(),
        staff: staff.collect(),
        example: app.example().await?,
        is_first: app.needs_start().await?,
    })?;
    let status = error.map_or(Ok(StatusCode::OK), |error| StatusCode::from_u16(error.info().status));
    let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    Ok((status, answer).into_response())
}

/// Makes the records, loads the example, or remembers that the operator begins another way.
pub async fn begin(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let app = &visitor.site.app;
    let started = match posted.first("action") {
        Some("skip") => {
            app.skip_start(&visitor.ctx).await?;
            return Ok(Redirect::to("/").into_response());
        }
        Some("example") => app.load_example(&visitor.ctx).await?,
        _ => {
            let form = read(&posted);
            let ctx = visitor.ctx.clone().confirming(posted.confirmed());
            match app.start(&ctx, &form).await {
                Ok(started) => started,
                Err(error) if matches!(error.code, "invalid" | "questions") => {
                    return page(visitor, &form, Some(&error), &ctx.confirmed).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    };
    app.matcher().wait_for(started.seq).await;
    let place = if started.cluster.is_empty() {
        "/start".to_owned()
    } else {
        format!("/clusters/{}?done=created", started.cluster)
    };
    Ok(Redirect::to(&place).into_response())
}

fn read(posted: &Posted) -> StartForm {
    let text = |name: &str| posted.first(name).unwrap_or_default().trim().to_owned();
    let all = |name: &str| {
        let given = posted.pairs.iter().filter(|(known, value)| known == name && !value.is_empty());
        given.map(|(_, value)| value.clone()).collect()
    };
    StartForm {
        cluster_ja: text("cluster_ja"),
        cluster_en: text("cluster_en"),
        stage: text("stage"),
        fields: all("fields"),
        region: text("region"),
        prefecture: text("prefecture"),
        organisation: text("organisation"),
        corporate_number: text("corporate_number"),
        year: text("year"),
        staff: (1..=STAFF)
            .map(|number| StartStaff {
                name: text(&format!("staff.{number}.name")),
                post: text(&format!("staff.{number}.post")),
                role: text(&format!("staff.{number}.role")),
            })
            .collect(),
        contact: crate::offer::read_contact(posted),
    }
}
