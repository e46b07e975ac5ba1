//! `enishi serve`: the register for work, on this machine until accounts exist.

use clap::Args;
use enishi_app::App;
use enishi_web::{Mode, router};
use tokio::net::TcpListener;

use crate::failure::{Exit, Failure};
use crate::output::print;
use crate::session::{Register, Session};
use crate::settings::check_loopback;

#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<String>,
}

/// Serves until it is stopped.
pub(crate) async fn run(_: &ServeArgs, session: &Session) -> Result<Exit, Failure> {
    let words = &session.words;
    let wanted = session.settings.listen;
    check_loopback(wanted.ip())?;
    let listener = TcpListener::bind(wanted).await.map_err(|error| {
        Failure::new(Exit::Environment, "cli-error-port").arg("port", wanted.port()).arg("detail", error)
    })?;
    let address = listener.local_addr()?;
    let app = session.open(Register::MayBegin).await?;
    let token = app.invite_operator().await?;
    let place = match session.settings.location()? {
        enishi_store::Location::Folder(folder) => folder.display().to_string(),
        enishi_store::Location::Postgres(_) => "PostgreSQL".to_owned(),
    };
    let lines = [
        session.out.bold(&format!("http://{address}/")),
        words.text("cli-serve-link", &[("link", format!("http://{address}/operator/{token}"))]),
        words.word("cli-serve-public"),
        words.text("cli-serve-folder", &[("folder", place)]),
        words.word("cli-demo-stop"),
    ];
    print(&format!("{}\n", lines.join("\n")))?;
    serve(listener, app, Mode::Serve).await?;
    Ok(Exit::Done)
}

/// Answers requests and keeps the index until somebody asks to stop; then ends open requests.
pub(super) async fn serve(listener: TcpListener, app: App, mode: Mode) -> Result<(), Failure> {
    let follower = tokio::spawn({
        let matcher = app.matcher().clone();
        async move { matcher.run().await }
    });
    enishi_web::serve(listener, router(app.clone(), mode), stopped()).await?;
    follower.abort();
    app.close().await;
    Ok(())
}

/// Ends when somebody presses Ctrl+C, closes the terminal or the system asks to stop.
async fn stopped() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl+C cannot be heard; end the process instead");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let heard = |kind| async move {
            match signal(kind) {
                Ok(mut signal) => {
                    signal.recv().await;
                }
                Err(_) => std::future::pending::<()>().await,
            }
        };
        tokio::select! {
            () = interrupted => {}
            () = heard(SignalKind::terminate()) => {}
            () = heard(SignalKind::hangup()) => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
