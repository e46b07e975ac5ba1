//! What every command works with: settings, text, style, and the program opened on the register.

use std::sync::Arc;

use enishi_app::accounts::AccountSettings;
use enishi_app::{App, BackupPlan, Context, FileSettings, Reader};
use enishi_kind::{KindInfo, Registry};
use enishi_kit::clock::{Clock, SystemClock};
use enishi_kit::ids::SystemIds;
use enishi_store::Location;
use jiff::SignedDuration;

use crate::failure::{Exit, Failure};
use crate::output::Style;
use crate::progress::Reporter;
use crate::settings::{Environment, Settings};
use crate::words::Words;

/// One run of the program.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) settings: Settings,
    pub(crate) words: Words,
    /// For results.
    pub(crate) out: Style,
    /// For everything else.
    pub(crate) err: Style,
    actor: String,
    /// The command that reads records, where it does.
    reads: Option<&'static str>,
}

/// Whether a register may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Register {
    /// It is made when there is none.
    MayBegin,
    /// There must be one: reading from a mistyped folder is a mistake, not an empty register.
    MustExist,
}

impl Session {
    pub(crate) fn new(
        settings: Settings,
        words: Words,
        environment: &Environment,
        reads: Option<&'static str>,
    ) -> Self {
        let user = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| environment.get(*name)?.to_str());
        Self {
            out: Style::of_stdout(settings.color),
            err: Style::of_stderr(settings.color),
            actor: format!("cli:{}", user.filter(|user| !user.is_empty()).unwrap_or("operator")),
            settings,
            words,
            reads,
        }
    }

    /// Whoever may run the program on the folder is its operator.
    pub(crate) fn operator(&self) -> Context {
        Context::operator(&self.actor)
    }

    /// Opens the register of the settings.
    pub(crate) async fn open(&self, register: Register) -> Result<App, Failure> {
        let location = self.settings.location()?;
        if let Location::Folder(folder) = &location
            && !folder.join("enishi.sqlite").is_file()
        {
            let missing = |key| Err(Failure::new(Exit::Environment, key).at(folder.display()));
            // An index follows a register: an empty one in its place would hide that it is gone.
            if folder.join("index").is_dir() {
                return missing("cli-error-register-gone");
            }
            if register == Register::MustExist {
                return missing("cli-error-no-register");
            }
        }
        let app = self.open_at(location).await?;
        // What writes stands in the history; what only reads stands among the events.
        if let Some(command) = self.reads {
            app.note_shell(&self.operator(), command).await?;
        }
        Ok(app)
    }

    /// Opens a register elsewhere.
    pub(crate) async fn open_at(&self, location: Location) -> Result<App, Failure> {
        self.open_by(location, Arc::new(SystemClock)).await
    }

    /// Opens a register with a clock of its own.
    pub(crate) async fn open_by(&self, location: Location, clock: Arc<dyn Clock>) -> Result<App, Failure> {
        let folder = match &location {
            Location::Folder(folder) => folder.clone(),
            Location::Postgres(_) => self.settings.folder()?,
        };
        let settings = enishi_app::Settings {
            location,
            folder,
            registry: Arc::new(enishi_model::registry()),
            clock,
            ids: Arc::new(SystemIds::default()),
            zone: self.settings.zone.clone(),
            files: self.files(),
            catalogue: self.words.shared(),
        };
        let backup = &self.settings.backup;
        let plan =
            backup.folder.clone().map(|folder| BackupPlan { folder, at: backup.at, keep: backup.keep });
        Ok(App::open(settings)
            .await?
            .with_contact(&self.settings.contact)
            .with_backups(plan)
            .with_accounts(self.accounts(&self.base())))
    }

    /// The address under which people reach the server.
    pub(crate) fn base(&self) -> String {
        let settings = &self.settings;
        settings.base_url.as_ref().map_or_else(|| format!("http://{}/", settings.listen), ToString::to_string)
    }

    /// How accounts are kept where people come by this address.
    pub(crate) fn accounts(&self, base: &str) -> AccountSettings {
        let settings = &self.settings;
        AccountSettings {
            base: base.to_owned(),
            mail: settings.mail.clone(),
            service: settings.service.clone(),
            idle: SignedDuration::from_mins(i64::from(settings.session_idle_minutes)),
            longest: SignedDuration::from_hours(i64::from(settings.session_hours)),
            is_demonstration: false,
        }
    }

    /// What a restore is made of: where to, and with which kinds.
    pub(crate) fn restore(
        &self,
        file: std::path::PathBuf,
        ledgers: Vec<std::path::PathBuf>,
    ) -> Result<enishi_app::Restore, Failure> {
        let location = self.settings.location()?;
        let folder = match &location {
            Location::Folder(folder) => folder.clone(),
            Location::Postgres(_) => self.settings.folder()?,
        };
        let registry = Arc::new(enishi_model::registry());
        let ids = Arc::new(SystemIds::default());
        Ok(enishi_app::Restore { file, ledgers, location, folder, registry, ids })
    }

    /// Files are read by this program file in a process of its own, which a document cannot take down with it.
    fn files(&self) -> FileSettings {
        let reader = std::env::current_exe().map_or(Reader::Here, Reader::Program);
        let limit_bytes = u64::from(self.settings.max_file_mb) << 20;
        FileSettings { limit_bytes, reader, ..FileSettings::default() }
    }

    /// Opens the register and lets the index catch up, for commands that ask it.
    pub(crate) async fn open_indexed(&self, is_json: bool) -> Result<App, Failure> {
        let app = self.open(Register::MustExist).await?;
        let reporter = Reporter::new(&self.words, is_json);
        app.matcher().catch_up(|done, all| reporter.index(done, all)).await?;
        Ok(app)
    }
}

impl Session {
    /// An instant on the clock of the installation.
    pub(crate) fn local(&self, at: jiff::Timestamp) -> String {
        self.settings.zone.local(at).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

/// The kind of this name, singular or plural.
pub(crate) fn find_kind(registry: &Registry, name: &str) -> Result<&'static KindInfo, Failure> {
    registry.kind(name).ok_or_else(|| {
        let known: Vec<&str> = registry.kinds().map(|kind| kind.name).collect();
        let near = registry.nearest_kind(name).unwrap_or_default().to_owned();
        let error = enishi_app::Error::new("unknown-kind").arg("found", name).arg("near", near);
        error.arg("known", known.join(", ")).into()
    })
}
