//! `enishi init`: makes a register and its first records: the operator's cluster, region, core organisation and staff.
//! What the arguments do not say is asked for on a terminal.

use std::io::{BufRead, IsTerminal};

use clap::Args;
use enishi_app::{ContactPoint, StartForm, StartStaff};

use crate::failure::{Exit, Failure};
use crate::output::{print, tell};
use crate::place::check_file_system;
use crate::session::{Register, Session};

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    #[arg(long, value_name = "NAME")]
    cluster: Option<String>,
    #[arg(long, value_name = "NAME")]
    cluster_en: Option<String>,
    #[arg(long, value_name = "1|2")]
    stage: Option<String>,
    #[arg(long, value_name = "CODE")]
    field: Vec<String>,
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    #[arg(long, value_name = "CODE")]
    prefecture: Option<String>,
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    corporate_number: Option<String>,
    #[arg(long, value_name = "ROLE:NAME[:POST]")]
    staff: Vec<String>,
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    #[arg(long, value_name = "E-MAIL")]
    contact_email: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    contact_telephone: Option<String>,
    #[arg(long)]
    example: bool,
    #[arg(long)]
    allow_network_folder: bool,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    confirm: Vec<String>,
}

/// Makes the first records, as one batch that can be undone.
pub(crate) async fn run(args: &InitArgs, session: &Session) -> Result<Exit, Failure> {
    check_file_system(&session.settings.folder()?, args.allow_network_folder)?;
    let app = session.open(Register::MayBegin).await?;
    let ctx = session.operator().confirming(args.confirm.clone());
    if !app.needs_start().await? {
        return Err(Failure::new(Exit::Refused, "cli-error-init-begun"));
    }
    let year = args.year.clone().unwrap_or_else(|| app.fiscal_year().0.to_string());
    let form = StartForm {
        cluster_ja: ask(session, &args.cluster, "cluster", true)?,
        cluster_en: ask(session, &args.cluster_en, "cluster-en", false)?,
        stage: ask(session, &args.stage, "stage", false)?,
        fields: args.field.clone(),
        region: ask(session, &args.region, "region", true)?,
        prefecture: ask(session, &args.prefecture, "prefecture", true)?,
        organisation: ask(session, &args.organisation, "organisation", true)?,
        corporate_number: ask(session, &args.corporate_number, "corporate-number", false)?,
        staff: args.staff.iter().map(|text| read_staff(text)).collect::<Result<_, _>>()?,
        contact: ContactPoint {
            email: ask(session, &args.contact_email, "contact-email", false)?,
            telephone: ask(session, &args.contact_telephone, "contact-telephone", false)?,
            ..ContactPoint::default()
        },
        year,
    };
    let started = app.start(&ctx, &form).await?;
    let said =
        [("cluster", started.cluster), ("count", started.records.to_string()), ("batch", started.batch)];
    print(&format!("{}\n", session.words.text("cli-init-done", &said)))?;
    if args.example {
        let example = app.load_example(&ctx).await?;
        let said = [("count", example.records.to_string()), ("batch", example.batch)];
        print(&format!("{}\n", session.words.text("cli-init-example", &said)))?;
    }
    app.close().await;
    Ok(Exit::Done)
}

/// The argument, or an answer on a terminal. What is not needed and not given stays empty.
fn ask(session: &Session, given: &Option<String>, name: &str, is_needed: bool) -> Result<String, Failure> {
    if let Some(text) = given {
        return Ok(text.clone());
    }
    if !std::io::stdin().is_terminal() {
        return if is_needed {
            Err(Failure::usage("cli-error-init-missing").arg("found", format!("--{name}")))
        } else {
            Ok(String::new())
        };
    }
    let help = session.words.word(&format!("cli-help-init--{name}"));
    let mut answer = String::new();
    loop {
        tell(&format!("{help}: "));
        answer.clear();
        if session_ended(std::io::stdin().lock().read_line(&mut answer)?) {
            return Err(Failure::usage("cli-error-init-missing").arg("found", format!("--{name}")));
        }
        let text = answer.trim();
        if !is_needed || !text.is_empty() {
            return Ok(text.to_owned());
        }
    }
}

/// Nothing was read: the terminal was closed.
const fn session_ended(read: usize) -> bool {
    read == 0
}

fn read_staff(text: &str) -> Result<StartStaff, Failure> {
    let mut parts = text.split(':').map(str::trim);
    let (role, name) = (parts.next().unwrap_or_default(), parts.next());
    let post = parts.next().unwrap_or_default();
    match name {
        Some(name) if parts.next().is_none() => {
            Ok(StartStaff { name: name.to_owned(), post: post.to_owned(), role: role.to_owned() })
        }
        _ => Err(Failure::usage("cli-error-init-staff").arg("found", text)),
    }
}
