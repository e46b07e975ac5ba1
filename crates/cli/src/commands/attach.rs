//! `enishi attach REF FILE..`: files for a record, all in one change.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use enishi_app::{App, Upload};
use enishi_kind::Layer;

use crate::failure::{Exit, Failure};
use crate::output::print;
use crate::session::{Register, Session};

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;

#[derive(Args, Debug)]
pub(crate) struct AttachArgs {
    #[arg(value_name = "REF")]
    reference: String,
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "public|member|party|steward", default_value = "member", value_parser = parse_layer)]
    layer: Layer,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    confirm: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

fn parse_layer(code: &str) -> Result<Layer, String> {
    Layer::from_code(code).ok_or_else(|| code.to_owned())
}

/// Attaches the files.
pub(crate) async fn run(args: &AttachArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let ctx = session.operator().confirming(args.confirm.clone());
    let view = app.find_any(&ctx, &args.reference).await?;
    let mut uploads = Vec::new();
    for path in &args.files {
        uploads.push(read(&app, path, args)?);
    }
    let (kind, reference) = (view.kind.name, view.seen.reference);
    app.attach(&ctx, kind, &reference, &uploads).await?;
    let count = [("count", args.files.len().to_string()), ("ref", reference.clone())];
    let mut text = format!("{}\n", session.words.text("cli-attached", &count));
    text.push_str(&super::files::table(session, &app.files(&ctx, kind, &reference).await?));
    app.close().await;
    print(&text)?;
    Ok(Exit::Done)
}

fn read(app: &App, path: &Path, args: &AttachArgs) -> Result<Upload, Failure> {
    let failed = |error: &std::io::Error| Failure::file(path, error);
    let mut file = File::open(path).map_err(|error| failed(&error))?;
    let mut incoming = app.begin_upload()?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = file.read(&mut chunk).map_err(|error| failed(&error))?;
        if count == 0 {
            break;
        }
        let bytes = chunk.get(..count).unwrap_or_default();
        incoming.write(bytes).map_err(|error| Failure::from(error).at(path.display()))?;
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(incoming.finish(&name, args.layer, args.title.clone())?)
}
