//! The commands, one module each.

pub(crate) mod attach;
pub(crate) mod backup;
pub(crate) mod bundle;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod erase;
pub(crate) mod evaluate;
pub(crate) mod export;
pub(crate) mod files;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod imports;
pub(crate) mod init;
pub(crate) mod kinds;
pub(crate) mod list;
pub(crate) mod maps;
pub(crate) mod matching;
pub(crate) mod merge;
pub(crate) mod merges;
pub(crate) mod moment;
pub(crate) mod packaging;
pub(crate) mod person;
pub(crate) mod policy;
pub(crate) mod publish;
pub(crate) mod rebuild;
pub(crate) mod restore;
pub(crate) mod retention;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod template;
pub(crate) mod undo;
pub(crate) mod user;
pub(crate) mod verify;

use crate::args::{Command, ConfigCommand};
use crate::failure::{Exit, Failure};
use crate::session::Session;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Shape {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// Runs a command.
pub(crate) async fn run(command: Command, session: &Session) -> Result<Exit, Failure> {
    match command {
        Command::Demo(args) => demo::run(&args, session).await,
        Command::Serve(args) => serve::run(&args, session).await,
        Command::Init(args) => init::run(&args, session).await,
        Command::Import(args) => import::run(args, session).await,
        Command::Person(command) => person::run(&command, session).await,
        Command::Retention(args) => retention::run(&args, session).await,
        Command::Imports(args) => imports::run(&args, session).await,
        Command::Undo(args) => undo::run(&args, session).await,
        Command::Export(args) => export::run(&args, session).await,
        Command::Template(args) => template::run(&args, session),
        Command::Maps(args) => maps::run(&args, session),
        Command::Match(args) => matching::run(args, session).await,
        Command::Evaluate(args) => evaluate::run(&args, session),
        Command::Show(args) => show::run(&args, session).await,
        Command::List(args) => list::run(args, session).await,
        Command::History(args) => history::run(&args, session).await,
        Command::Attach(args) => attach::run(&args, session).await,
        Command::Files(args) => files::run(&args, session).await,
        Command::Merge(args) => merge::run(&args, session).await,
        Command::Merges(args) => merges::run(&args, session).await,
        Command::Publish(args) => publish::publish(&args, session).await,
        Command::Recount(args) => publish::recount(&args, session).await,
        Command::Kinds(args) => kinds::run(&args, session),
        Command::Doctor(args) => doctor::run(&args, session).await,
        Command::Completions(args) => packaging::completions(&args, session),
        Command::Man(args) => packaging::man(&args),
        Command::Backup(args) => backup::run(&args, session).await,
        Command::Bundle(command) => bundle::run(&command, session).await,
        Command::Policy(command) => policy::run(&command, session).await,
        Command::Restore(args) => restore::run(&args, session).await,
        Command::Erase(args) => erase::run(&args, session).await,
        Command::User(command) => user::run(&command, session).await,
        Command::Verify(args) => verify::run(&args, session).await,
        Command::Rebuild => rebuild::run(session).await,
        Command::Config(ConfigCommand::Show(args)) => config::show(&args, session),
    }
}
