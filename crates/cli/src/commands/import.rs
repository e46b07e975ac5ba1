//! `enishi import KIND FILE`: a preview first, one undoable batch with `--apply`.

use std::path::{Path, PathBuf};

use clap::Args;
use enishi_app::{ImportReport, ImportRequest, MappingChoice};
use enishi_exchange::Mapping;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json, tell};
use crate::progress::Reporter;
use crate::session::{Register, Session, find_kind};

mod report;

#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    #[arg(value_name = "KIND")]
    kind: String,
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long)]
    apply: bool,
    #[arg(long)]
    skip_problems: bool,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    confirm: Vec<String>,
    #[arg(long, value_name = "NAME|FILE.toml")]
    map: Option<String>,
    #[arg(long = "column", value_name = "HEADER=TARGET")]
    columns: Vec<String>,
    #[arg(long, value_name = "TARGET=TEXT")]
    set: Vec<String>,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(long, value_name = "ROW", value_parser = clap::value_parser!(u32).range(1..))]
    header_row: Option<u32>,
    #[arg(long, value_name = "FILE.toml")]
    save_map: Option<PathBuf>,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Imports.
pub(crate) async fn run(args: ImportArgs, session: &Session) -> Result<Exit, Failure> {
    find_kind(&enishi_model::registry(), &args.kind)?;
    let request = request(&args)?;
    // A file that is not there must not leave an empty register behind.
    std::fs::metadata(&args.file).map_err(|error| Failure::file(&args.file, &error))?;
    let app = session.open(Register::MayBegin).await?;
    let ctx = session.operator().confirming(args.confirm.clone());
    let reporter = Reporter::new(&session.words, args.format == Shape::Json);
    let place = args.file.display().to_string();
    let report = if args.apply {
        app.import_file(&ctx, request, args.skip_problems, &reporter).await
    } else {
        app.stage_import(&ctx, request, &reporter).await
    };
    let report = report.map_err(|error| Failure::from(error).at(&place))?;
    if let Some(path) = &args.save_map {
        std::fs::write(path, &report.mapping).map_err(|error| Failure::file(path, &error))?;
        tell(&format!(
            "{}\n",
            session.words.text("cli-import-saved-map", &[("file", path.display().to_string())])
        ));
    }
    let is_refused = report.problem_count > 0 && !args.skip_problems;
    reporter.finish();
    match args.format {
        Shape::Json => print_json(&report)?,
        Shape::Table => print(&report::text(&report, session))?,
    }
    tell(&report::problems(&report, session));
    tell(&report::questions(&report, session));
    let exit = outcome(&report, &args, is_refused, session);
    // The index follows after the batch stands, and is seen to.
    let reporter = Reporter::new(&session.words, args.format == Shape::Json);
    app.matcher().catch_up(|done, all| reporter.index(done, all)).await?;
    reporter.finish();
    app.close().await;
    exit
}

/// Problems refuse the file: exit 2 and nothing written. Skipped rows are findings: exit 1. What is not confirmed keeps
/// the file from being written (exit 3), and is a finding of its preview.
fn outcome(
    report: &ImportReport,
    args: &ImportArgs,
    is_refused: bool,
    session: &Session,
) -> Result<Exit, Failure> {
    if is_refused {
        return Err(Failure::usage("cli-error-import-problems")
            .arg("count", report.problem_count)
            .arg("rows", report.counts.rejected)
            .at(args.file.display()));
    }
    let words = &session.words;
    let codes = report.question_codes.iter().map(String::as_str).collect::<Vec<_>>().join(",");
    if args.apply && report.question_count > 0 {
        return Err(Failure::new(Exit::Refused, "cli-error-import-questions")
            .arg("count", report.question_count)
            .arg("codes", codes)
            .at(args.file.display()));
    }
    if report.question_count > 0 {
        tell(&format!("{}\n", words.text("cli-import-preview-questions", &[("codes", codes)])));
    } else if args.apply {
        tell(&format!("{}\n", words.text("cli-import-applied", &[("batch", report.batch.clone())])));
    } else {
        tell(&format!("{}\n", words.word("cli-import-preview")));
    }
    Ok(if report.problem_count + report.question_count > 0 { Exit::Findings } else { Exit::Done })
}

fn request(args: &ImportArgs) -> Result<ImportRequest, Failure> {
    let mapping = match &args.map {
        None => MappingChoice::Find,
        Some(name) if is_file(name) => {
            let path = Path::new(name);
            let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
            let mapping = Mapping::parse(&text).map_err(|error| Failure::from(error).at(path.display()))?;
            MappingChoice::Given(Box::new(mapping))
        }
        Some(name) => MappingChoice::Named(name.clone()),
    };
    let file_name = args.file.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(ImportRequest {
        kind: args.kind.clone(),
        path: args.file.clone(),
        file_name: file_name.unwrap_or_else(|| args.file.display().to_string()),
        sheet: args.sheet.clone(),
        header_row: args.header_row,
        mapping,
        columns: args.columns.clone(),
        set: args.set.clone(),
    })
}

/// Names of ready mappings have neither an ending nor a folder.
fn is_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
        || name.contains(std::path::MAIN_SEPARATOR)
}
