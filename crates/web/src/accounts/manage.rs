//! Managing accounts: the list, inviting, and what is done to one of them.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::accounts::{
    AccountChange, AccountFilter, AccountView, EventFilter, HandOver, Invitation, MailView,
};
use enishi_app::parts::RecordId;
use enishi_kit::lang::Lang;

use super::audit::{EventRow, event_row};
use super::{Refused, answer};
use crate::address::first;
use crate::admin::options;
use crate::fault::Fault;
use crate::lines::LineView;
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::unkept;
use crate::text::{Moment, Words};
use crate::visitor::Visitor;

/// The states by which the list is filtered.
const STATES: [&str; 4] = ["invited", "active", "suspended", "closed"];
/// What has just been done, as an address may say it.
const DONE: [&str; 3] = ["invited", "link", "changed"];
/// Events on the page of one account.
const EVENTS: u32 = 20;

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage {
    frame: Frame,
    notice: Option<String>,
    refused: Option<String>,
    /// A link to hand over, with whom it is for.
    handed: Option<(String, String)>,
    sends_mail: bool,
    text: String,
    states: Vec<(&'static str, String, bool)>,
    only_admins: bool,
    count: String,
    accounts: Vec<Row>,
    lines: Vec<LineView>,
    makes_admin: bool,
    languages: Vec<(&'static str, &'static str, bool)>,
    mails: Vec<MailRow>,
}

struct Row {
    href: String,
    name: String,
    email: String,
    person: Option<(String, String)>,
    is_admin: bool,
    state: &'static str,
    state_label: String,
    has_second_step: bool,
    signed_in: Option<Moment>,
}

struct MailRow {
    what: String,
    state: String,
    problem: Option<String>,
    tries: i64,
    made: Moment,
    is_problem: bool,
}

#[derive(Template)]
#[template(path = "account_admin.html")]
struct OnePage {
    frame: Frame,
    notice: Option<String>,
    refused: Option<String>,
    handed: Option<(String, String)>,
    account: Row,
    made: Moment,
    person: LineView,
    /// What may be done, with whether it is hard to take back.
    actions: Vec<(&'static str, String, bool)>,
    events: Vec<EventRow>,
    audit_href: String,
}

fn row(words: &Words, account: AccountView) -> Row {
    Row {
        href: format!("/admin/accounts/{}", account.id),
        name: account.name,
        email: account.email,
        person: account.person.map(|(reference, title)| (format!("/people/{reference}"), title)),
        is_admin: account.is_admin,
        state: account.state,
        state_label: words.t(&format!("accounts-state-{}", account.state)),
        has_second_step: account.has_second_step,
        signed_in: account.signed_in_at.map(|at| words.moment(at)),
    }
}

fn mail_row(words: &Words, mail: &MailView) -> MailRow {
    let problem = Some(&mail.problem).filter(|problem| !problem.is_empty());
    MailRow {
        what: words.t(&format!("mail-{}-subject", mail.template)),
        state: words.t(&format!("accounts-mail-{}", mail.state)),
        is_problem: problem.is_some(),
        problem: problem.map(|problem| words.t(&format!("accounts-mail-problem-{problem}"))),
        tries: mail.tries,
        made: words.moment(mail.made_at),
    }
}

/// What somebody typed into the invitation.
#[derive(Clone, Copy, Default)]
struct Typed<'a> {
    email: &'a str,
    name: &'a str,
    person: &'a str,
    is_admin: bool,
}

/// Lists the accounts.
pub async fn list(visitor: Visitor) -> Result<Response, Fault> {
    list_page(&visitor, Typed::default(), None, &Refused::default()).await
}

async fn list_page(
    visitor: &Visitor,
    typed: Typed<'_>,
    handed: Option<(String, String)>,
    refused: &Refused,
) -> Result<Response, Fault> {
    let (words, app) = (&visitor.words, &visitor.site.app);
    let asked = |name: &str| first(&visitor.query, name);
    let filter = AccountFilter {
        text: asked("q").unwrap_or_default().to_owned(),
        state: asked("state").filter(|state| STATES.contains(state)).map(str::to_owned),
        only_admins: asked("admins").is_some(),
    };
    let accounts = app.list_accounts(&visitor.ctx, &filter).await?;
    let mails = app.mails(&visitor.ctx).await?;
    let title = words.t("accounts-title");
    let done = asked("done").filter(|done| DONE.contains(done));
    let line = |name, value: &str| refused.line(visitor, name, value);
    let page = AccountsPage {
        frame: Frame::new(visitor, &title).step(&words.t("admin-title"), "/admin").end(&title),
        notice: done.map(|done| words.t(&format!("accounts-done-{done}"))),
        refused: refused.said.clone(),
        sends_mail: app.sends_mail(),
        text: filter.text.clone(),
        states: options(words, "accounts-state", &STATES, filter.state.as_deref()),
        only_admins: filter.only_admins,
        count: words.count("accounts-count", u64::try_from(accounts.len()).unwrap_or(u64::MAX)),
        accounts: accounts.into_iter().map(|account| row(words, account)).collect(),
        lines: vec![
            line("email", typed.email).of("email", "off").named(
                words,
                "accounts-email",
                "accounts-invite-help",
            ),
            line("name", typed.name).required(false),
            line("person", typed.person).required(false).named(
                words,
                "accounts-person",
                "accounts-invite-person-help",
            ),
        ],
        makes_admin: typed.is_admin,
        languages: [(Lang::Ja, "日本語"), (Lang::En, "English")]
            .map(|(lang, label)| (lang.code(), label, lang == visitor.lang()))
            .into(),
        mails: mails.iter().map(|mail| mail_row(words, mail)).collect(),
        handed,
    };
    Ok(unkept(answer(&page, refused)?))
}

/// Invites somebody.
pub async fn invite(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let text = |name: &str| posted.first(name).unwrap_or_default();
    let typed = Typed {
        email: text("email"),
        name: text("name"),
        person: text("person"),
        is_admin: posted.first("admin").is_some(),
    };
    let invitation = Invitation {
        email: typed.email,
        name: typed.name,
        person: typed.person,
        is_admin: typed.is_admin,
        language: Lang::from_code(text("language")).unwrap_or(visitor.lang()),
    };
    match visitor.site.app.invite(&visitor.ctx, &invitation).await {
        Ok(HandOver { link: Some(link), .. }) => {
            let handed = Some((typed.email.trim().to_owned(), link));
            list_page(visitor, Typed::default(), handed, &Refused::default()).await
        }
        Ok(_) => Ok(Redirect::to("/admin/accounts?done=invited").into_response()),
        Err(error) => list_page(visitor, typed, None, &Refused::of(visitor, error)?).await,
    }
}

fn id_of(account: &str) -> Result<RecordId, Fault> {
    account.parse().map_err(|_| enishi_app::Error::new("unknown-account").arg("found", account).into())
}

/// Shows one account.
pub async fn show(visitor: Visitor, Path(account): Path<String>) -> Result<Response, Fault> {
    one_page(&visitor, id_of(&account)?, None, &Refused::default()).await
}

async fn one_page(
    visitor: &Visitor,
    id: RecordId,
    handed: Option<(String, String)>,
    refused: &Refused,
) -> Result<Response, Fault> {
    let (words, app) = (&visitor.words, &visitor.site.app);
    let account = app.show_account(&visitor.ctx, id).await?;
    let filter = EventFilter { account: Some(id), ..EventFilter::default() };
    let (events, _) = app.account_events(&visitor.ctx, &filter, EVENTS).await?;
    let title = if account.name.is_empty() { account.email.clone() } else { account.name.clone() };
    let title = if title.is_empty() { words.t("accounts-nobody") } else { title };
    let made = words.moment(account.created_at);
    let done = first(&visitor.query, "done").filter(|done| DONE.contains(done));
    let person = account.person.as_ref().map(|(reference, _)| reference.clone()).unwrap_or_default();
    let actions = actions(words, &account);
    let page = OnePage {
        frame: Frame::new(visitor, &title)
            .step(&words.t("admin-title"), "/admin")
            .step(&words.t("accounts-title"), "/admin/accounts")
            .end(&title),
        notice: done.map(|done| words.t(&format!("accounts-done-{done}"))),
        refused: refused.said.clone(),
        handed,
        account: row(words, account),
        made,
        person: refused.line(visitor, "person", &person).required(false),
        actions,
        events: events.into_iter().map(|event| event_row(words, event)).collect(),
        audit_href: format!("/admin/audit?account={id}"),
    };
    Ok(unkept(answer(&page, refused)?))
}

/// What may be done to an account as it stands.
fn actions(words: &Words, account: &AccountView) -> Vec<(&'static str, String, bool)> {
    let is_admin = if account.is_admin { "unmake-admin" } else { "make-admin" };
    let names: &[&str] = match account.state {
        "invited" => &["link-invitation", is_admin, "suspend", "close"],
        "active" if account.has_second_step => {
            &["link-reset", is_admin, "drop-second-step", "suspend", "close"]
        }
        "active" => &["link-reset", is_admin, "suspend", "close"],
        "suspended" => &["resume", "close"],
        _ => &[],
    };
    let known = [
        "link-invitation",
        "link-reset",
        "make-admin",
        "unmake-admin",
        "drop-second-step",
        "suspend",
        "resume",
        "close",
    ];
    known
        .into_iter()
        .filter(|name| names.contains(name))
        .map(|name| (name, words.t(&format!("accounts-do-{name}")), name == "close"))
        .collect()
}

/// Changes one account.
pub async fn change(Path(account): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let (app, ctx, id) = (&visitor.site.app, &visitor.ctx, id_of(&account)?);
    let change = match posted.first("action") {
        Some("link-invitation" | "link-reset") => {
            return match app.send_link(ctx, id).await {
                Ok(HandOver { link: Some(link), .. }) => {
                    let email = app.show_account(ctx, id).await?.email;
                    one_page(visitor, id, Some((email, link)), &Refused::default()).await
                }
                Ok(_) => Ok(Redirect::to(&format!("/admin/accounts/{id}?done=link")).into_response()),
                Err(error) => one_page(visitor, id, None, &Refused::of(visitor, error)?).await,
            };
        }
        Some("make-admin") => AccountChange::MakeAdministrator,
        Some("unmake-admin") => AccountChange::UnmakeAdministrator,
        Some("drop-second-step") => AccountChange::DropSecondStep,
        Some("suspend") => AccountChange::Suspend,
        Some("resume") => AccountChange::Resume,
        Some("close") => AccountChange::Close,
        Some("person") => AccountChange::Person(posted.first("person").unwrap_or_default().to_owned()),
        _ => return Err(Fault::page("bad-request", http::StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match app.change_account(ctx, id, &change).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/accounts/{id}?done=changed")).into_response()),
        Err(error) => one_page(visitor, id, None, &Refused::of(visitor, error)?).await,
    }
}
