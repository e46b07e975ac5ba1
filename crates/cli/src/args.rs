//! The arguments. Their help is in the catalogue under `cli-help-COMMAND` and
//! `cli-help-COMMAND--ARGUMENT`, in both languages.

use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand};

use crate::commands::{
    attach, backup, bundle, config, demo, doctor, erase, evaluate, export, files, history, import, imports,
    init, kinds, list, maps, matching, merge, merges, packaging, person, policy, publish, restore, retention,
    serve, show, template, undo, user, verify,
};
use crate::words::Words;

#[derive(Debug, Parser)]
#[command(
    name = "enishi",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Arguments that every command takes.
#[derive(Args, Debug, Default)]
pub(crate) struct Globals {
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "database_url")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "ja|en")]
    pub(crate) lang: Option<String>,
    #[arg(long, global = true, value_name = "auto|always|never")]
    pub(crate) color: Option<String>,
    #[arg(long, global = true, value_name = "LEVEL")]
    pub(crate) log: Option<String>,
    #[arg(long, global = true, value_name = "text|json")]
    pub(crate) log_format: Option<String>,
    #[arg(long, global = true, value_name = "NAME=VALUE")]
    pub(crate) setting: Vec<String>,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    pub(crate) help: Option<bool>,
    /// Only `serve` has them; they are settings all the same.
    #[arg(skip)]
    pub(crate) serving: serve::ServeArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(demo::DemoArgs),
    Serve(serve::ServeArgs),
    Init(init::InitArgs),
    Import(import::ImportArgs),
    Imports(imports::ImportsArgs),
    Undo(undo::UndoArgs),
    Export(export::ExportArgs),
    Template(template::TemplateArgs),
    Maps(maps::MapsArgs),
    Match(matching::MatchArgs),
    Evaluate(evaluate::EvaluateArgs),
    Show(show::ShowArgs),
    List(list::ListArgs),
    History(history::HistoryArgs),
    Attach(attach::AttachArgs),
    Files(files::FilesArgs),
    Merge(merge::MergeArgs),
    Merges(merges::MergesArgs),
    Publish(publish::PublishArgs),
    Recount(publish::RecountArgs),
    Kinds(kinds::KindsArgs),
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    #[command(subcommand)]
    Bundle(bundle::BundleCommand),
    #[command(subcommand)]
    Policy(policy::PolicyCommand),
    #[command(subcommand)]
    Person(person::PersonCommand),
    Erase(erase::EraseArgs),
    Retention(retention::RetentionArgs),
    Verify(verify::VerifyArgs),
    Rebuild,
    Doctor(doctor::DoctorArgs),
    Completions(packaging::CompletionsArgs),
    Man(packaging::ManArgs),
    #[command(subcommand)]
    Config(ConfigCommand),
    #[command(subcommand)]
    User(user::UserCommand),
}

impl Command {
    /// Its name, for the log.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Demo(_) => "demo",
            Self::Serve(_) => "serve",
            Self::Init(_) => "init",
            Self::Import(_) => "import",
            Self::Imports(_) => "imports",
            Self::Undo(_) => "undo",
            Self::Export(_) => "export",
            Self::Template(_) => "template",
            Self::Maps(_) => "maps",
            Self::Match(_) => "match",
            Self::Evaluate(_) => "evaluate",
            Self::Show(_) => "show",
            Self::List(_) => "list",
            Self::History(_) => "history",
            Self::Attach(_) => "attach",
            Self::Files(_) => "files",
            Self::Merge(_) => "merge",
            Self::Merges(_) => "merges",
            Self::Publish(_) => "publish",
            Self::Recount(_) => "recount",
            Self::Kinds(_) => "kinds",
            Self::Rebuild => "rebuild",
            Self::Doctor(_) => "doctor",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
            Self::Backup(_) => "backup",
            Self::Restore(_) => "restore",
            Self::Bundle(_) => "bundle",
            Self::Policy(_) => "policy",
            Self::Person(_) => "person",
            Self::Retention(_) => "retention",
            Self::Erase(_) => "erase",
            Self::Verify(_) => "verify",
            Self::Config(_) => "config",
            Self::User(_) => "user",
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    Show(config::ConfigArgs),
}

/// The command line with its help in the language of the run.
pub(crate) fn command(words: &Words) -> clap::Command {
    localise(Cli::command(), "cli-help", words, Headings::new(words))
}

/// Headings of the help. Clap wants them for the life of the program, and they are made once.
#[derive(Clone, Copy)]
struct Headings {
    usage: &'static str,
    commands: &'static str,
    command: &'static str,
    arguments: &'static str,
    options: &'static str,
}

impl Headings {
    fn new(words: &Words) -> Self {
        let word = |key: &str| -> &'static str { words.word(key).leak() };
        Self {
            usage: word("cli-help-word-usage"),
            commands: word("cli-help-word-commands"),
            command: word("cli-help-word-command"),
            arguments: word("cli-help-word-arguments"),
            options: word("cli-help-word-options"),
        }
    }
}

fn localise(command: clap::Command, key: &str, words: &Words, headings: Headings) -> clap::Command {
    let template =
        format!("{{about-with-newline}}\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}\n", headings.usage);
    let mut command = command
        .about(words.word(key))
        .help_template(template)
        .subcommand_help_heading(headings.commands)
        .subcommand_value_name(headings.command);
    if let Some(more) = words.find(&format!("{key}-more"), &[]) {
        command = command.after_help(more);
    }
    let ids: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    for (place, id) in ids.into_iter().enumerate() {
        let help = words.word(&format!("{key}--{}", id.replace('_', "-")));
        command = command.mut_arg(&id, |argument| {
            let heading = if argument.is_positional() { headings.arguments } else { headings.options };
            let has_value = argument.get_action().takes_values();
            let argument = argument.help(help).help_heading(heading).display_order(place);
            argument.hide_default_value(has_value).hide_possible_values(has_value)
        });
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let key = format!("{key}-{name}");
        command = command.mut_subcommand(&name, |sub| localise(sub, &key, words, headings));
    }
    command
}

#[cfg(test)]
mod tests {
    use enishi_kit::lang::Lang;

    use super::*;

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        fn check(command: &mut clap::Command) {
            let help = command.render_long_help().to_string();
            assert!(!help.contains('⟦'), "{help}");
            for sub in command.get_subcommands_mut() {
                check(sub);
            }
        }
        for lang in Lang::ALL {
            let words = Words::new(&enishi_model::registry(), lang).unwrap();
            let mut command = command(&words);
            command.build();
            check(&mut command);
        }
    }

    #[test]
    fn the_declaration_holds_together() {
        Cli::command().debug_assert();
    }
}
