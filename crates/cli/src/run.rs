//! From the process's arguments to its exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use tracing_subscriber::EnvFilter;

use crate::args::{Cli, Command, command};
use crate::commands;
use crate::failure::{Exit, Failure};
use crate::output::{ColorChoice, Style, tell};
use crate::session::Session;
use crate::settings::{Environment, Settings, early_lang};
use crate::usage;
use crate::words::Words;

/// Runs one command.
pub(crate) fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(code) = crate::reading::answer(&arguments) {
        return code;
    }
    let environment: Environment =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value))).collect();
    let words = match Words::new(&enishi_model::registry(), early_lang(&arguments, &environment)) {
        Ok(words) => words,
        Err(error) => {
            tell(&format!("error: {error}\n"));
            return ExitCode::from(Exit::Internal.code());
        }
    };
    let matches = match command(&words).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return answer_clap(&error, &words),
    };
    let mut cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return answer_clap(&error, &words),
    };
    if let Command::Serve(arguments) = &cli.command {
        cli.globals.listen.clone_from(&arguments.listen);
    }
    match Settings::load(&cli.globals, &environment) {
        Ok(settings) => {
            let words = words.in_lang(settings.lang);
            work(cli.command, &Session::new(settings, words, &environment))
        }
        Err(failure) => fail(&failure, &words, Style::of_stderr(ColorChoice::Auto)),
    }
}

fn work(command: Command, session: &Session) -> ExitCode {
    if let Err(failure) = start_log(&session.settings) {
        return fail(&failure, &session.words, session.err);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&Failure::from(error), &session.words, session.err),
    };
    match runtime.block_on(commands::run(command, session)) {
        Ok(exit) => ExitCode::from(exit.code()),
        Err(failure) => fail(&failure, &session.words, session.err),
    }
}

fn fail(failure: &Failure, words: &Words, style: Style) -> ExitCode {
    failure.log();
    tell(&failure.render(words, style));
    ExitCode::from(failure.exit())
}

/// Help and version are results; everything else is an error.
fn answer_clap(error: &clap::Error, words: &Words) -> ExitCode {
    let style = Style::of_stderr(ColorChoice::Auto);
    match usage::explain(error, words, style) {
        Some(text) => {
            tell(&text);
            ExitCode::from(Exit::Usage.code())
        }
        None => match error.print() {
            Ok(()) => ExitCode::from(Exit::Done.code()),
            Err(error) => fail(&Failure::from(error), words, style),
        },
    }
}

/// The log goes to the error stream. What libraries say about statements stays out of it: they hold texts.
fn start_log(settings: &Settings) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(format!("{},sqlx=off", settings.log))
        .map_err(|error| Failure::usage("cli-error-log").arg("found", &settings.log).arg("detail", error))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .try_init()
        .map_err(Failure::internal)
}
