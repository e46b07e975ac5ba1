//! `enishi-testkit with-postgres COMMAND ARGS...`: runs a command beside one PostgreSQL server for its whole life.
//!
//! Each test process would otherwise start its own server; a runner that gives every test a process would then
//! start one per test.

use std::{
    env,
    ffi::OsString,
    process::{Command, ExitCode},
};

use enishi_testkit::postgres::{self, Server};

/// Exit codes of the house: 2 usage, 4 environment.
const USAGE: u8 = 2;
const ENVIRONMENT: u8 = 4;

fn main() -> ExitCode {
    let mut words = env::args_os().skip(1);
    let wanted = words.next();
    let command: Vec<OsString> = words.collect();
    match (wanted.as_ref().and_then(|word| word.to_str()), command.split_first()) {
        (Some("with-postgres"), Some((program, rest))) => with_postgres(program, rest),
        _ => {
            say("usage: enishi-testkit with-postgres COMMAND ARGS...");
            ExitCode::from(USAGE)
        }
    }
}

fn with_postgres(program: &OsString, rest: &[OsString]) -> ExitCode {
    let mut command = Command::new(program);
    command.args(rest);
    let shared = env::var_os(postgres::SHARED).is_some();
    let server = match postgres::available() {
        Ok(()) if shared => None,
        Ok(()) => match Server::start() {
            Ok(server) => Some(server),
            Err(error) => {
                say(&format!("error: PostgreSQL did not start: {error}"));
                return ExitCode::from(ENVIRONMENT);
            }
        },
        Err(reason) => {
            say(&reason.to_string());
            None
        }
    };
    if let Some(server) = &server {
        command.env(postgres::SHARED, server.folder());
    }
    let status = command.status();
    drop(server);
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => {
            ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(ENVIRONMENT))
        }
        Err(error) => {
            say(&format!("error: {}: {error}", program.to_string_lossy()));
            ExitCode::from(ENVIRONMENT)
        }
    }
}

#[expect(clippy::print_stderr, reason = "a program speaks to its user")]
fn say(line: &str) {
    eprintln!("{line}");
}
