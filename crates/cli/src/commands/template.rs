//! `enishi template KIND`: the empty spreadsheet.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use enishi_exchange::{Format, template};

use super::export::{format_of, parse_format};
use crate::failure::{Exit, Failure};
use crate::output::tell;
use crate::session::{Session, find_kind};

#[derive(Args, Debug)]
pub(crate) struct TemplateArgs {
    #[arg(value_name = "KIND")]
    kind: String,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "xlsx|csv|jsonl", value_parser = parse_format)]
    format: Option<Format>,
}

/// Writes the template.
pub(crate) fn run(args: &TemplateArgs, session: &Session) -> Result<Exit, Failure> {
    let registry = enishi_model::registry();
    let kind = find_kind(&registry, &args.kind)?;
    let format = match (&args.format, &args.output) {
        (None, None) => Format::Xlsx,
        (asked, output) => format_of(*asked, output.as_deref())?,
    };
    let words = &session.words;
    let bytes = template(kind, words.catalogue(), words.lang(), format)?;
    match &args.output {
        Some(path) => {
            std::fs::write(path, bytes).map_err(|error| Failure::file(path, &error))?;
            tell(&format!("{}\n", words.text("cli-template-done", &[("file", path.display().to_string())])));
        }
        None if format == Format::Xlsx && io::stdout().is_terminal() => {
            return Err(Failure::usage("cli-error-binary"));
        }
        None => {
            let mut out = io::stdout().lock();
            out.write_all(&bytes)?;
            out.flush()?;
        }
    }
    Ok(Exit::Done)
}
