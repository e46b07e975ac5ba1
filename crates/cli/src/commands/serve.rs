//! `enishi serve`: the register for work, on this machine until accounts exist.

use std::net::SocketAddr;
use std::time::Duration;

use clap::Args;
use enishi_app::App;
use enishi_store::Location;
use enishi_web::{Mode, Web};
use tokio::net::TcpListener;

use crate::failure::{Exit, Failure};
use crate::held::hold;
use crate::output::{print, tell};
use crate::place::check_file_system;
use crate::session::{Register, Session};
use crate::settings::{check_listen, check_metrics};
use crate::stops::Stops;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ServeArgs {
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[arg(long, value_name = "ADDRESSES")]
    pub(crate) trusted_proxies: Option<String>,
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) metrics_listen: Option<String>,
    #[arg(long)]
    pub(crate) allow_network_folder: bool,
}

/// How long requests and imports under way may take to finish once the program was asked to stop; systemd waits 90 s.
const GRACE: Duration = Duration::from_secs(60);

/// How long a start waits for a PostgreSQL that does not answer, how long it says nothing of it, how often it tries.
const WAIT: Duration = Duration::from_secs(60);
const SAY_AFTER: Duration = Duration::from_secs(2);
const TRY_AGAIN: Duration = Duration::from_millis(500);
/// What the store's error is called then.
const UNREACHABLE: &str = "store-unreachable";

/// How often imports that were cut off are looked for.
const FINISH_EVERY: Duration = Duration::from_secs(60);
/// How long an end waits to say so of what it cuts off.
const RELEASE: Duration = Duration::from_secs(1);

/// Serves until it is stopped.
pub(crate) async fn run(args: &ServeArgs, session: &Session) -> Result<Exit, Failure> {
    let words = &session.words;
    let settings = &session.settings;
    check_listen(settings)?;
    let stops = Stops::listen()?;
    let listener = bind(settings.listen).await?;
    let address = listener.local_addr()?;
    let metrics = match settings.metrics_listen {
        Some(wanted) => {
            check_metrics(wanted.ip())?;
            Some(bind(wanted).await?)
        }
        None => None,
    };
    let folder = settings.folder()?;
    check_file_system(&folder, args.allow_network_folder)?;
    let held = hold(&folder, session)?;
    let Some(app) = open_patiently(session, &stops).await? else { return Ok(Exit::Done) };
    let base = settings.base_url.as_ref().map_or_else(|| format!("http://{address}/"), ToString::to_string);
    let app = app.with_accounts(session.accounts(&base));
    let way_in = match app.first_link().await? {
        Some(token) => words.text("cli-serve-link", &[("link", format!("{base}link/{token}"))]),
        None => words.text("cli-serve-sign-in", &[("link", format!("{base}sign-in"))]),
    };
    let place = match settings.location()? {
        Location::Folder(folder) => folder.display().to_string(),
        Location::Postgres(_) => "PostgreSQL".to_owned(),
    };
    let mut lines = vec![
        session.out.bold(&base),
        way_in,
        words.word("cli-serve-public"),
        words.text("cli-serve-folder", &[("folder", place)]),
        words.word("cli-demo-stop"),
    ];
    if let Some(metrics) = &metrics {
        let address = format!("http://{}/metrics", metrics.local_addr()?);
        lines.push(words.text("cli-serve-metrics", &[("address", address)]));
    }
    print(&format!("{}\n", lines.join("\n")))?;
    let mut web = Web::new(app, Mode::Serve);
    web.base_url.clone_from(&settings.base_url);
    web.proxies.clone_from(&settings.trusted_proxies);
    let keeper = web.app.clone();
    let backups = tokio::spawn(async move { keeper.keep_backups().await });
    let imports = tokio::spawn(finish_imports(web.app.clone()));
    let poster = web.app.clone();
    let mail = tokio::spawn(async move { poster.keep_mail().await });
    let exit = serve(listener, metrics, web, stops, session).await?;
    // What it had not finished has no name yet; the next start makes it anew.
    backups.abort();
    // One that it is at is gone on with after the next start.
    imports.abort();
    // A mail that it is at is taken up again when its lease has run out.
    mail.abort();
    drop(held);
    Ok(exit)
}

/// Opens the register. After a restart of the machine PostgreSQL may be up later than this program: it is waited for, for a
/// while, and that is said. `None` when somebody asks to stop meanwhile.
async fn open_patiently(session: &Session, stops: &Stops) -> Result<Option<App>, Failure> {
    if matches!(session.settings.location()?, Location::Folder(_)) {
        return session.open(Register::MayBegin).await.map(Some);
    }
    let opening = async {
        let mut is_told = false;
        loop {
            match session.open(Register::MayBegin).await {
                Err(failure) if failure.is_code(UNREACHABLE) => {
                    // Why is in the log, once.
                    if !std::mem::replace(&mut is_told, true) {
                        failure.log();
                    }
                    tokio::time::sleep(TRY_AGAIN).await;
                }
                done => return done.map(Some),
            }
        }
    };
    let waiting = async {
        tokio::time::sleep(SAY_AFTER).await;
        let seconds = [("seconds", WAIT.as_secs().to_string())];
        tell(&format!("{}\n", session.words.text("cli-serve-waiting", &seconds)));
        tracing::warn!(seconds = WAIT.as_secs(), "PostgreSQL does not answer; it is waited for");
        tokio::time::sleep(WAIT).await;
    };
    tokio::select! {
        done = opening => done,
        () = stops.asked(1) => Ok(None),
        () = waiting => Err(enishi_app::Error::new(UNREACHABLE).into()),
    }
}

/// Goes on with imports that were cut off, here or in another process, as long as the server runs.
async fn finish_imports(app: enishi_app::App) {
    loop {
        if let Err(error) = app.finish_imports().await {
            error.log("an import that was cut off was not finished; it is tried again in a minute");
        }
        tokio::time::sleep(FINISH_EVERY).await;
    }
}

async fn bind(wanted: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(wanted).await.map_err(|error| {
        Failure::new(Exit::Environment, "cli-error-port").arg("port", wanted.port()).arg("detail", error)
    })
}

/// Answers requests and keeps the index until somebody asks to stop; then takes no more requests, and lets those under
/// way and the long work that they began finish, for a while. What does not finish leaves nothing behind: an import
/// is one transaction, or goes on with what is still staged after the next start.
pub(super) async fn serve(
    listener: TcpListener,
    metrics: Option<TcpListener>,
    web: Web,
    stops: Stops,
    session: &Session,
) -> Result<Exit, Failure> {
    let app = web.app.clone();
    let keeper = app.clone();
    let follower = tokio::spawn(async move { keeper.keep_up().await });
    let opener = app.clone();
    let openings = tokio::spawn(async move { opener.keep_openings().await });
    let (router, metrics_router, ending) = web.routers();
    let limits = enishi_web::Limits::default();
    let measuring = metrics.map(|listener| {
        tokio::spawn(enishi_web::serve(listener, metrics_router, limits, std::future::pending()))
    });
    let (once, twice) = (stops.clone(), stops);
    let stop = {
        let ending = ending.clone();
        async move {
            once.asked(1).await;
            ending.begin();
        }
    };
    tracing::info!("serving");
    let server = async {
        let served = enishi_web::serve(listener, router, limits, stop).await;
        ending.jobs_done().await;
        served
    };
    let limit = async {
        twice.asked(1).await;
        tracing::info!("stopping");
        tokio::select! {
            () = tokio::time::sleep(GRACE) => {}
            // Who asks again does not want to wait.
            () = twice.asked(2) => {}
        }
    };
    let served = tokio::select! {
        served = server => Some(served),
        () = limit => None,
    };
    follower.abort();
    // A record that it is at is opened in one transaction, or after the next start.
    openings.abort();
    if let Some(measuring) = measuring {
        measuring.abort();
    }
    // What is still under way ends here, and others need not wait for its lease. An import that is cut off holds the only
    // writer of SQLite and does not end for this: then its process is gone, which others on this machine notice.
    match tokio::time::timeout(RELEASE, app.release_jobs()).await {
        Ok(Err(error)) => error.log("what was under way could not be released"),
        Err(_) => tracing::warn!("what was under way keeps its lease"),
        Ok(Ok(_)) => {}
    }
    match served {
        Some(served) => {
            served?;
            app.close().await;
            Ok(Exit::Done)
        }
        None => {
            tell(&format!("{}\n", session.words.word("cli-serve-cut")));
            tracing::warn!("stopped while work was under way");
            Ok(Exit::Findings)
        }
    }
}
