//! Serves the pages over the sample records, for looking at them: `cargo run -p enishi-web --example serve -- FOLDER PORT`.

use std::path::PathBuf;
use std::sync::Arc;

use enishi_app::{App, Context, Settings, parts::Location};
use enishi_kit::clock::{SystemClock, Zone};
use enishi_kit::ids::SystemIds;
use enishi_web::{Mode, router, serve};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which FOLDER?")?);
    let port: u16 = arguments.next().ok_or("which PORT?")?.parse()?;
    let with_samples = arguments.next().as_deref() != Some("--without-samples");
    let app = App::open(Settings {
        location: Location::Folder(folder.clone()),
        folder,
        registry: Arc::new(enishi_model::registry()),
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds::default()),
        zone: Zone::default(),
        files: enishi_app::FileSettings::default(),
        locales: vec![enishi_web::LOCALES, enishi_web::api::LOCALES],
    })
    .await?;
    if with_samples {
        app.load_samples(&Context::operator("operator")).await?;
    }
    let matcher = app.matcher().clone();
    tokio::spawn(async move { matcher.run().await });
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    serve(listener, router(app, Mode::Demo), std::future::pending()).await?;
    Ok(())
}
