//! From the process's arguments to its exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use enishi_kit::ids::{IdSource, SystemIds};
use tracing::Instrument;

use crate::args::{Cli, Command, command};
use crate::commands;
use crate::failure::{Exit, Failure};
use crate::log;
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
        cli.globals.serving.clone_from(arguments);
    }
    match Settings::load(&cli.globals, &environment) {
        Ok(settings) => {
            let words = words.in_lang(settings.lang);
            warn_of_settings(&settings, &words);
            let session = Session::new(settings, words, &environment, cli.command.reads());
            work(cli.command, &session)
        }
        Err(failure) => fail(&failure, &words, Style::of_stderr(ColorChoice::Auto)),
    }
}

/// A variable that is nearly a setting is probably meant as one; a database that is written down is meant to be used.
fn warn_of_settings(settings: &Settings, words: &Words) {
    for (found, near) in &settings.strangers {
        let said = words.text("cli-warning-variable", &[("found", found.clone()), ("near", near.clone())]);
        tell(&format!("{said}\n"));
    }
    if let Some((place, by)) = settings.idle_database() {
        let args = [("place", place.to_owned()), ("by", by.to_owned())];
        tell(&format!("{}\n", words.text("cli-warning-database", &args)));
    }
}

fn work(command: Command, session: &Session) -> ExitCode {
    if let Err(failure) = log::start(&session.settings) {
        return fail(&failure, &session.words, session.err);
    }
    let operation = SystemIds::default().token(log::OPERATION_CHARS);
    let (name, action) = command.stated();
    let span = tracing::info_span!("command", %operation, command = name, action = action.code());
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&Failure::from(error), &session.words, session.err),
    };
    let began = std::time::Instant::now();
    let work = async {
        outlive_size_limits()?;
        commands::run(command, session).await
    };
    let exit = match runtime.block_on(work.instrument(span.clone())) {
        Ok(exit) => exit.code(),
        Err(failure) => {
            span.in_scope(|| failure.log());
            tell(&failure.render_as(&operation, &session.words, session.err));
            failure.exit()
        }
    };
    span.in_scope(|| tracing::info!(exit, ms = began.elapsed().as_secs_f64() * 1_000.0, "ended"));
    // Work that was cut off must not hold the process back.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    ExitCode::from(exit)
}

/// A write beyond a limit of file size (`ulimit -f`, systemd's `LimitFSIZE`) sends a signal that ends a process at once.
/// With a listener the write fails instead, and whoever asked for it is told.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn outlive_size_limits() -> Result<(), Failure> {
    /// SIGXFSZ on Linux (x86, Arm) and macOS.
    const SIZE_EXCEEDED: i32 = 25;
    // The listener stays when this is dropped.
    drop(tokio::signal::unix::signal(tokio::signal::unix::SignalKind::from_raw(SIZE_EXCEEDED))?);
    Ok(())
}

/// Elsewhere there is no such signal, or we do not know its number.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn outlive_size_limits() -> Result<(), Failure> {
    Ok(())
}

fn fail(failure: &Failure, words: &Words, style: Style) -> ExitCode {
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
