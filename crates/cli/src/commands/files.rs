//! `enishi files REF` lists the files of a record; `enishi files get REF NAME` writes one.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use enishi_app::Attached;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json, tell};
use crate::session::{Register, Session};
use crate::table::Table;

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct FilesArgs {
    #[command(subcommand)]
    command: Option<FilesCommand>,
    #[arg(value_name = "REF", required = true)]
    reference: Option<String>,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

#[derive(Debug, Subcommand)]
enum FilesCommand {
    Get(GetArgs),
}

#[derive(Args, Debug)]
struct GetArgs {
    #[arg(value_name = "REF")]
    reference: String,
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Lists files, or writes one.
pub(crate) async fn run(args: &FilesArgs, session: &Session) -> Result<Exit, Failure> {
    match &args.command {
        Some(FilesCommand::Get(get)) => write(get, session).await,
        None => list(args, session).await,
    }
}

async fn list(args: &FilesArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let ctx = session.operator();
    let view = app.find_any(&ctx, args.reference.as_deref().unwrap_or_default()).await?;
    let files = app.files_of(&view).await?;
    app.close().await;
    if args.format == Shape::Json {
        let items = files.iter().map(|file| {
            serde_json::json!({
                "hash": file.entry.blob, "name": file.entry.name, "media_type": file.entry.media_type,
                "size": file.entry.size, "layer": file.layer.code(), "title": file.entry.title,
                "at": file.at.to_string(), "text": file.state, "reason": file.reason,
            })
        });
        print_json(&items.collect::<Vec<_>>())?;
    } else {
        print(&table(session, &files))?;
    }
    Ok(Exit::Done)
}

/// The files for people.
pub(super) fn table(session: &Session, files: &[Attached]) -> String {
    let words = &session.words;
    let header = ["name", "size", "layer", "text", "at"].map(|name| words.word(&format!("cli-files-{name}")));
    let mut table = Table::new(header.to_vec()).right(&[1]);
    for file in files {
        let state = match &file.reason {
            Some(reason) => words.word(&format!("file-reason-{reason}")),
            None => words.word(&format!("file-text-{}", file.state)),
        };
        let layer = words.word(&format!("layer-{}", file.layer.code()));
        let entry = &file.entry;
        table.push([entry.name.clone(), entry.size.to_string(), layer, state, session.local(file.at)]);
    }
    table.render(session.out)
}

async fn write(args: &GetArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let ctx = session.operator();
    let view = app.find_any(&ctx, &args.reference).await?;
    let files = app.files_of(&view).await?;
    let meant: Vec<&Attached> = files
        .iter()
        .filter(|file| {
            file.entry.name == args.name || (args.name.len() >= 8 && file.entry.blob.starts_with(&args.name))
        })
        .collect();
    let known: Vec<&str> = files.iter().map(|file| file.entry.name.as_str()).collect();
    let [file] = meant.as_slice() else {
        let key = if meant.is_empty() { "cli-error-no-such-file" } else { "cli-error-same-name" };
        return Err(Failure::usage(key).arg("found", &args.name).near(&args.name, &known));
    };
    let mut open = app.open_file(&ctx, view.kind.name, &view.seen.reference, &file.entry.blob).await?;
    // To the standard output only when asked by `-`: a name is where people expect the file.
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(&file.entry.name));
    let is_stdout = path.as_os_str() == "-";
    let mut out: Box<dyn Write> = if is_stdout {
        Box::new(std::io::stdout().lock())
    } else {
        Box::new(std::fs::File::create_new(&path).map_err(|error| Failure::file(&path, &error))?)
    };
    while let Some(part) = open.next_part().await? {
        out.write_all(&part)?;
    }
    out.flush()?;
    drop(out);
    app.close().await;
    if !is_stdout {
        let args = [("path", path.display().to_string()), ("size", file.entry.size.to_string())];
        tell(&format!("{}\n", session.words.text("cli-file-written", &args)));
    }
    Ok(Exit::Done)
}
