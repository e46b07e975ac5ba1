//! `enishi demo`: a filled register on this machine in one command: the facts of the source pages, and invented samples.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use clap::Args;
use enishi_app::accounts::AccountSettings;
use enishi_kit::clock::{Clock, ShiftedClock, SystemClock, Zone};
use enishi_store::Location;
use enishi_web::{Mode, Web};
use jiff::SignedDuration;
use jiff::civil::Date;
use tokio::net::TcpListener;

use super::serve;
use crate::failure::{Exit, Failure};
use crate::held::hold;
use crate::output::print;
use crate::session::Session;
use crate::stops::Stops;

/// The port that is tried first.
const FIRST_PORT: u16 = 8080;
/// Ports tried after it when nobody asked for one.
const PORTS: u16 = 100;

#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    #[arg(long)]
    without_samples: bool,
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

impl DemoArgs {
    /// The clock of the machine, or one that begins at ten o'clock of the day asked for.
    fn clock(&self, zone: &Zone) -> Arc<dyn Clock> {
        let begins = self.today.and_then(|day| zone.first_instant(day));
        match begins.and_then(|midnight| midnight.checked_add(SignedDuration::from_hours(10)).ok()) {
            Some(moment) => Arc::new(ShiftedClock::from(moment)),
            None => Arc::new(SystemClock),
        }
    }
}

/// Serves the demonstration until it is stopped.
pub(crate) async fn run(args: &DemoArgs, session: &Session) -> Result<Exit, Failure> {
    let words = &session.words;
    // Never the register of the settings: a demonstration must not fill a real one unless its folder is named here.
    let (folder, fresh) = match &session.settings.data_flag {
        Some(folder) => (folder.clone(), None),
        None => {
            let fresh = tempfile::Builder::new()
                .prefix("enishi-demo-")
                .tempdir()
                .map_err(|error| Failure::file(&std::env::temp_dir(), &error))?;
            (fresh.path().to_owned(), Some(fresh))
        }
    };
    let stops = Stops::listen()?;
    let listener = listen(args.port).await?;
    let address = listener.local_addr()?;
    let held = hold(&folder, session)?;
    let app = session.open_by(Location::Folder(folder.clone()), args.clock(&session.settings.zone)).await?;
    let operator = session.operator();
    let loaded = if args.without_samples {
        app.load_register(&operator).await?
    } else {
        app.load_samples(&operator).await?
    };
    let register = ("register", loaded.register.to_string());
    let state = match (args.without_samples, loaded.register) {
        (_, 0) => words.word("cli-demo-kept"),
        (true, _) => words.text("cli-demo-without-samples", &[register]),
        (false, _) => words.text("cli-demo-samples", &[register, ("count", loaded.samples.to_string())]),
    };
    let kept = if fresh.is_some() { "cli-demo-folder-fresh" } else { "cli-demo-folder" };
    let lines = [
        session.out.bold(&format!("http://{address}/")),
        words.word("cli-demo-operator"),
        state,
        words.text(kept, &[("folder", folder.display().to_string())]),
        words.word("cli-demo-stop"),
    ];
    print(&format!("{}\n", lines.join("\n")))?;
    let accounts = session.accounts(&format!("http://{address}/"));
    let app =
        app.with_accounts(AccountSettings { is_demonstration: true, mail: None, service: None, ..accounts });
    let exit = serve::serve(listener, None, Web::new(app, Mode::Demo), stops, session).await?;
    drop((held, fresh));
    Ok(exit)
}

async fn listen(wanted: Option<u16>) -> Result<TcpListener, Failure> {
    let first = wanted.unwrap_or(FIRST_PORT);
    // A port that was asked for is meant; without one the next free port is as good.
    let last = if wanted.is_some() { first } else { first + PORTS };
    let mut refused = None;
    for port in first..=last {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = Some((port, error)),
        }
    }
    let (port, error) = refused.map_or((first, String::new()), |(port, error)| (port, error.to_string()));
    Err(Failure::new(Exit::Environment, "cli-error-port").arg("port", port).arg("detail", error))
}
