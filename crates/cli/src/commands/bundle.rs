//! `enishi bundle`: a region leaves with all its data, and another register takes it in.

use std::path::PathBuf;

use clap::Subcommand;
use enishi_app::BundleSeen;

use crate::failure::{Exit, Failure};
use crate::output::print;
use crate::session::{Register, Session};

#[derive(Debug, Subcommand)]
pub(crate) enum BundleCommand {
    Write {
        #[arg(value_name = "REGION|CLUSTER")]
        root: String,
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Verify {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Load {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Key,
}

/// Writes, verifies or loads a bundle, or shows the key.
pub(crate) async fn run(command: &BundleCommand, session: &Session) -> Result<Exit, Failure> {
    let operator = session.operator();
    match command {
        BundleCommand::Write { root, file } => {
            let app = session.open(Register::MustExist).await?;
            let made = app.write_bundle(&operator, root, file).await?;
            app.close().await;
            print(&said("cli-bundle-written", &made, session))?;
        }
        BundleCommand::Verify { file } => {
            print(&said("cli-bundle-right", &BundleSeen::check(file)?, session))?;
        }
        BundleCommand::Load { file } => {
            let app = session.open(Register::MayBegin).await?;
            let loaded = app.load_bundle(&operator, file).await?;
            app.close().await;
            let args = [
                ("records", loaded.records.to_string()),
                ("files", loaded.attachments.to_string()),
                ("batch", loaded.batch),
            ];
            print(&format!("{}\n", session.words.text("cli-bundle-loaded", &args)))?;
        }
        BundleCommand::Key => {
            let app = session.open(Register::MustExist).await?;
            let key = app.bundle_key(&operator)?;
            app.close().await;
            let shown = session.words.text("cli-bundle-key", &[("key", key.fingerprint)]);
            print(&format!("{}{shown}\n", key.pem))?;
        }
    }
    Ok(Exit::Done)
}

fn said(key: &str, bundle: &BundleSeen, session: &Session) -> String {
    let manifest = &bundle.manifest;
    let args = [
        ("file", bundle.file.clone()),
        ("kilobytes", bundle.bytes.div_ceil(1_000).to_string()),
        ("title", manifest.title.clone()),
        ("records", manifest.records.values().sum::<u64>().to_string()),
        ("named", manifest.named.values().sum::<u64>().to_string()),
        ("files", manifest.attachments.to_string()),
        ("key", bundle.key.clone()),
    ];
    format!("{}\n", session.words.text(key, &args))
}
