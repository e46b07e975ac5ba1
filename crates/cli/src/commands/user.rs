//! `enishi user`: accounts from the shell, on the register directly. Whoever has a shell may; his name is in the record.

use clap::{Args, Subcommand};
use enishi_app::accounts::{AccountChange, AccountFilter, AccountView, HandOver, Invitation};
use enishi_app::parts::RecordId;
use enishi_app::{App, Context};
use serde_json::json;

use crate::failure::{Exit, Failure};
use crate::output::print;
use crate::session::{Register, Session};
use crate::table::Table;

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    Add(AddArgs),
    List(ListArgs),
    Invite(OneArgs),
    Reset(OneArgs),
    Suspend(OneArgs),
    Resume(OneArgs),
    Admin(AdminArgs),
    Person(PersonArgs),
    Close(CloseArgs),
}

#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    #[arg(value_name = "EMAIL")]
    email: String,
    #[arg(long)]
    admin: bool,
    #[arg(long, value_name = "NAME", default_value = "")]
    name: String,
    #[arg(long, value_name = "PERSON", default_value = "")]
    person: String,
}

#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[arg(long, value_name = "STATE", value_parser = ["invited", "active", "suspended", "closed"])]
    state: Option<String>,
    #[arg(long, value_name = "table|json", default_value = "table", value_parser = ["table", "json"])]
    format: String,
}

#[derive(Args, Debug)]
pub(crate) struct OneArgs {
    #[arg(value_name = "EMAIL")]
    email: String,
}

#[derive(Args, Debug)]
pub(crate) struct AdminArgs {
    #[arg(value_name = "EMAIL")]
    email: String,
    #[arg(long)]
    remove: bool,
}

#[derive(Args, Debug)]
pub(crate) struct PersonArgs {
    #[arg(value_name = "EMAIL")]
    email: String,
    #[arg(value_name = "PERSON", required_unless_present = "remove")]
    person: Option<String>,
    #[arg(long, conflicts_with = "person")]
    remove: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CloseArgs {
    #[arg(value_name = "EMAIL")]
    email: String,
    #[arg(long)]
    yes: bool,
}

/// Adds, lists or changes accounts.
pub(crate) async fn run(command: &UserCommand, session: &Session) -> Result<Exit, Failure> {
    let ctx = session.operator();
    let register =
        if matches!(command, UserCommand::Add(_)) { Register::MayBegin } else { Register::MustExist };
    let app = session.open(register).await?;
    let done = carry_out(&app, &ctx, command, session).await;
    app.close().await;
    done.map(|()| Exit::Done)
}

async fn carry_out(
    app: &App,
    ctx: &Context,
    command: &UserCommand,
    session: &Session,
) -> Result<(), Failure> {
    let (email, change) = match command {
        UserCommand::Add(args) => {
            let invitation = Invitation {
                email: &args.email,
                name: &args.name,
                is_admin: args.admin,
                person: &args.person,
                language: session.words.lang(),
            };
            return handed(&app.invite(ctx, &invitation).await?, &args.email, session);
        }
        UserCommand::Invite(args) | UserCommand::Reset(args) => {
            let id = app.find_account(ctx, &args.email).await?;
            return handed(&app.send_link(ctx, id).await?, &args.email, session);
        }
        UserCommand::List(args) => return list(app, ctx, args, session).await,
        UserCommand::Suspend(args) => (&args.email, AccountChange::Suspend),
        UserCommand::Resume(args) => (&args.email, AccountChange::Resume),
        UserCommand::Admin(args) if args.remove => (&args.email, AccountChange::UnmakeAdministrator),
        UserCommand::Admin(args) => (&args.email, AccountChange::MakeAdministrator),
        UserCommand::Person(args) => {
            (&args.email, AccountChange::Person(args.person.clone().unwrap_or_default()))
        }
        UserCommand::Close(args) if !args.yes => {
            // Whom it concerns is found first: a mistyped address is told before anybody confirms it.
            app.find_account(ctx, &args.email).await?;
            return Err(Failure::new(Exit::Refused, "cli-user-close-ask").arg("email", &args.email));
        }
        UserCommand::Close(args) => (&args.email, AccountChange::Close),
    };
    let id: RecordId = app.find_account(ctx, email).await?;
    app.change_account(ctx, id, &change).await?;
    let account = app.show_account(ctx, id).await?;
    let words = &session.words;
    let state = words.word(&format!("cli-user-state-{}", account.state));
    print(&format!("{}\n", words.text("cli-user-changed", &[("email", email.clone()), ("state", state)])))?;
    Ok(())
}

/// Says how the link reaches its person.
fn handed(done: &HandOver, email: &str, session: &Session) -> Result<(), Failure> {
    let words = &session.words;
    let text = match &done.link {
        Some(link) => words.text("cli-user-link", &[("email", email.to_owned()), ("link", link.clone())]),
        None => words.text("cli-user-mailed", &[("email", email.to_owned())]),
    };
    print(&format!("{text}\n"))?;
    Ok(())
}

async fn list(app: &App, ctx: &Context, args: &ListArgs, session: &Session) -> Result<(), Failure> {
    let filter = AccountFilter { state: args.state.clone(), ..AccountFilter::default() };
    let accounts = app.list_accounts(ctx, &filter).await?;
    let words = &session.words;
    if args.format == "json" {
        let items: Vec<_> = accounts.iter().map(as_json).collect();
        print(&format!("{}\n", json!({"items": items, "total": items.len()})))?;
        return Ok(());
    }
    let columns = ["email", "name", "state", "admin", "second-step", "person", "signed-in"];
    let header = columns.map(|column| words.word(&format!("cli-user-column-{column}")));
    let mut table = Table::new(header.to_vec());
    let flag = |is: bool| if is { words.word("cli-user-yes") } else { String::new() };
    for account in accounts {
        table.push(vec![
            account.email,
            account.name,
            words.word(&format!("cli-user-state-{}", account.state)),
            flag(account.is_admin),
            flag(account.has_second_step),
            account.person.map(|(reference, _)| reference).unwrap_or_default(),
            account.signed_in_at.map(|at| session.local(at)).unwrap_or_default(),
        ]);
    }
    print(&table.render(session.out))?;
    Ok(())
}

fn as_json(account: &AccountView) -> serde_json::Value {
    json!({
        "id": account.id.to_string(),
        "email": account.email,
        "name": account.name,
        "person": account.person.as_ref().map(|(reference, _)| reference),
        "is_admin": account.is_admin,
        "state": account.state,
        "has_second_step": account.has_second_step,
        "created_at": account.created_at.to_string(),
        "signed_in_at": account.signed_in_at.map(|at| at.to_string()),
    })
}
