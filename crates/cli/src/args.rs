//! The arguments. Their help is in the catalogue under `cli-help-COMMAND` and
//! `cli-help-COMMAND--ARGUMENT`, in both languages.

use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand};
use enishi_app::parts::Action;

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
    /// The name of a command that gives out what records say without changing any.
    pub(crate) const fn reads(&self) -> Option<&'static str> {
        let (name, action) = self.stated();
        let gives_out = matches!(action, Action::See) || matches!(self, Self::Backup(_) | Self::Bundle(_));
        if gives_out { Some(name) } else { None }
    }

    /// Its name, and for what it is, for the log. A command without both does not compile.
    pub(crate) const fn stated(&self) -> (&'static str, Action) {
        match self {
            Self::Demo(_) => ("demo", Action::Administer),
            Self::Serve(_) => ("serve", Action::Administer),
            Self::Init(_) => ("init", Action::Administer),
            Self::Import(_) => ("import", Action::Import),
            Self::Imports(_) => ("imports", Action::Import),
            Self::Undo(_) => ("undo", Action::Undo),
            Self::Export(_) => ("export", Action::See),
            Self::Template(_) => ("template", Action::See),
            Self::Maps(_) => ("maps", Action::See),
            Self::Match(_) => ("match", Action::See),
            Self::Evaluate(_) => ("evaluate", Action::See),
            Self::Show(_) => ("show", Action::See),
            Self::List(_) => ("list", Action::See),
            Self::History(_) => ("history", Action::See),
            Self::Attach(_) => ("attach", Action::Attach),
            Self::Files(_) => ("files", Action::See),
            Self::Merge(_) => ("merge", Action::Merge),
            Self::Merges(_) => ("merges", Action::See),
            Self::Publish(_) => ("publish", Action::Publish),
            Self::Recount(_) => ("recount", Action::See),
            Self::Kinds(_) => ("kinds", Action::See),
            Self::Rebuild => ("rebuild", Action::Administer),
            Self::Doctor(_) => ("doctor", Action::Administer),
            Self::Completions(_) => ("completions", Action::See),
            Self::Man(_) => ("man", Action::See),
            Self::Backup(_) => ("backup", Action::Administer),
            Self::Restore(_) => ("restore", Action::Administer),
            Self::Bundle(_) => ("bundle", Action::Administer),
            Self::Policy(_) => ("policy", Action::See),
            Self::Person(_) => ("person", Action::See),
            Self::Retention(_) => ("retention", Action::Administer),
            Self::Erase(_) => ("erase", Action::Administer),
            Self::Verify(_) => ("verify", Action::Administer),
            Self::Config(_) => ("config", Action::Administer),
            Self::User(_) => ("user", Action::Administer),
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
