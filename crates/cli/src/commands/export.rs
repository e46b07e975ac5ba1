//! `enishi export KIND`: records as a spreadsheet that can be imported again.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use enishi_app::{Context, ExportRequest, Exporter};
use enishi_exchange::{Format, claims_path};

use super::moment::MomentArgs;
use crate::failure::{Exit, Failure};
use crate::output::tell;
use crate::session::{Register, Session, find_kind};

/// A format by its name.
pub(super) fn parse_format(name: &str) -> Result<Format, String> {
    Format::ALL
        .into_iter()
        .find(|format| format.ending() == name)
        .ok_or_else(|| "xlsx | csv | jsonl".to_owned())
}

#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    #[arg(value_name = "KIND")]
    kind: String,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "xlsx|csv|jsonl", value_parser = parse_format)]
    format: Option<Format>,
    #[arg(long = "filter", value_name = "NAME=VALUE", value_parser = super::list::parse_filter)]
    filters: Vec<(String, String)>,
    #[arg(long)]
    public: bool,
    #[command(flatten)]
    moment: MomentArgs,
}

/// Exports.
pub(crate) async fn run(args: &ExportArgs, session: &Session) -> Result<Exit, Failure> {
    find_kind(&enishi_model::registry(), &args.kind)?;
    let format = format_of(args.format, args.output.as_deref())?;
    let app = session.open(Register::MustExist).await?;
    let ctx = if args.public { Context::public() } else { session.operator() };
    let ctx = args.moment.ask(&app, ctx, session).await?;
    let request = ExportRequest {
        kind: args.kind.clone(),
        format,
        lang: session.words.lang(),
        filters: args.filters.clone(),
    };
    let count = match &args.output {
        Some(path) => {
            let out = Draft::begin(path)?;
            let claims = (format == Format::Csv).then(|| claims_path(path)).flatten();
            let claims = claims.map(|path| Draft::begin(&path)).transpose()?;
            let claims_out: Option<Box<dyn Exporter>> = match &claims {
                Some(claims) => Some(Box::new(claims.writer()?)),
                None => None,
            };
            let count = app.export(&ctx, &request, out.writer()?, claims_out).await?;
            out.keep()?;
            if let Some(claims) = claims
                && claims.has_rows()?
            {
                let path = claims.path.clone();
                claims.keep()?;
                tell(&session.words.text("cli-export-claims", &[("file", path.display().to_string())]));
                tell("\n");
            }
            count
        }
        None if format == Format::Xlsx => {
            if io::stdout().is_terminal() {
                return Err(Failure::usage("cli-error-binary"));
            }
            let file = tempfile::tempfile()?;
            let count = app.export(&ctx, &request, BufWriter::new(file.try_clone()?), None).await?;
            let mut file = file;
            file.seek(SeekFrom::Start(0))?;
            io::copy(&mut file, &mut io::stdout().lock())?;
            count
        }
        None => {
            let is_broken = Arc::new(AtomicBool::new(false));
            let out = StandardOutput { is_broken: Arc::clone(&is_broken) };
            if format == Format::Csv {
                tell(&format!("{}\n", session.words.word("cli-export-no-claims")));
            }
            match app.export(&ctx, &request, BufWriter::new(out), None).await {
                Ok(count) => count,
                Err(_) if is_broken.load(Ordering::Relaxed) => return Ok(Exit::Done),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let place = args.output.as_ref().map_or_else(|| "-".to_owned(), |path| path.display().to_string());
    tell(&session.words.text("cli-export-done", &[("count", count.to_string()), ("file", place)]));
    tell("\n");
    app.close().await;
    Ok(Exit::Done)
}

/// The format that was asked for, else the one of the file's name.
pub(super) fn format_of(asked: Option<Format>, output: Option<&Path>) -> Result<Format, Failure> {
    if let Some(format) = asked {
        return Ok(format);
    }
    let Some(path) = output else { return Ok(Format::Csv) };
    let known = Format::of_path(path).filter(|_| path.extension().is_none_or(|ending| ending != "gz"));
    known.ok_or_else(|| Failure::usage("cli-error-format").at(path.display()))
}

/// A file that takes its name only when it is whole.
struct Draft {
    path: PathBuf,
    file: tempfile::NamedTempFile,
}

impl Draft {
    fn begin(path: &Path) -> Result<Self, Failure> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .prefix(".enishi-export-")
            .tempfile_in(folder)
            .map_err(|error| Failure::file(folder, &error))?;
        Ok(Self { path: path.to_owned(), file })
    }

    fn writer(&self) -> Result<BufWriter<File>, Failure> {
        Ok(BufWriter::new(self.file.reopen().map_err(|error| Failure::file(&self.path, &error))?))
    }

    /// Whether a row follows the header.
    fn has_rows(&self) -> Result<bool, Failure> {
        let mut text = Vec::new();
        self.file.reopen()?.take(1 << 16).read_to_end(&mut text)?;
        Ok(text.iter().filter(|byte| **byte == b'\n').count() > 1)
    }

    fn keep(self) -> Result<(), Failure> {
        let path = self.path;
        self.file.persist(&path).map_err(|error| Failure::file(&path, &error.error))?;
        Ok(())
    }
}

/// The standard output, which remembers that nobody reads any more: the writers in between hide it in their errors.
struct StandardOutput {
    is_broken: Arc<AtomicBool>,
}

impl StandardOutput {
    fn note<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            self.is_broken.store(true, Ordering::Relaxed);
        }
        result
    }
}

impl Write for StandardOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.note(io::stdout().lock().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.note(io::stdout().lock().flush())
    }
}

impl Seek for StandardOutput {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "the standard output cannot be sought"))
    }
}
