//! `enishi completions` and `enishi man`: what a system installs beside the program.

use std::path::PathBuf;

use clap::Args;
use enishi_kit::lang::Lang;

use crate::args::command;
use crate::failure::{Exit, Failure};
use crate::output::print;
use crate::session::Session;
use crate::words::Words;

/// Shells whose completions are installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Shell {
    /// bash.
    Bash,
    /// zsh.
    Zsh,
    /// fish.
    Fish,
}

#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "bash|zsh|fish", value_enum)]
    shell: Shell,
}

#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Prints the completions of a shell, in the language of the run.
pub(crate) fn completions(args: &CompletionsArgs, session: &Session) -> Result<Exit, Failure> {
    let shell = match args.shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
    };
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut command(&session.words), "enishi", &mut text);
    print(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}

/// Writes a page for each command: English into `man1`, Japanese into `ja/man1`.
pub(crate) fn man(args: &ManArgs) -> Result<Exit, Failure> {
    for lang in Lang::ALL {
        let of_lang = match lang {
            Lang::En => args.folder.clone(),
            Lang::Ja => args.folder.join(lang.code()),
        };
        let folder = of_lang.join("man1");
        let words = Words::new(&enishi_model::registry(), lang).map_err(Failure::internal)?;
        let failed = |error: std::io::Error| Failure::file(&folder, &error);
        std::fs::create_dir_all(&folder).map_err(failed)?;
        clap_mangen::generate_to(command(&words), &folder).map_err(failed)?;
    }
    Ok(Exit::Done)
}
