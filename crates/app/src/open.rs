//! Opening the program: store, catalogue and matcher, wired once.

use enishi_policy::Action;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use enishi_kind::{Catalogue, CatalogueError, Registry};
use enishi_kit::clock::{Clock, Zone};
use enishi_kit::ids::IdSource;
use enishi_store::{Location, Reading, Store};
use jiff::civil::Date;

use crate::accounts::Accounts;
use crate::files::{FileSettings, Files};
use crate::jobs::JobStart;
use crate::rights::Rights;
use crate::tallies::Tallies;
use crate::{BackupPlan, ContactPoint, Context, Error, Matcher};

/// Following the log that lasts longer is shown among the jobs: an index or bitmaps that are built anew, a large import.
const LASTING: Duration = Duration::from_secs(3);

/// Where the program keeps things, and on what it depends.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The records.
    pub location: Location,
    /// The folder for what can be rebuilt: index, uploads.
    pub folder: PathBuf,
    /// The kinds.
    pub registry: Arc<Registry>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Ids and random tokens.
    pub ids: Arc<dyn IdSource>,
    /// The zone in which days begin.
    pub zone: Zone,
    /// How attached files are taken in.
    pub files: FileSettings,
    /// All text for people: see [`catalogue`].
    pub catalogue: Arc<Catalogue>,
}

/// All text for people in both languages: the kinds', this crate's and that of the edges (web, command line). It is
/// read once and shared: it takes megabytes.
///
/// # Errors
/// A text that does not parse, or a key that two of them define.
pub fn catalogue(registry: &Registry, edges: &[[&str; 2]]) -> Result<Arc<Catalogue>, CatalogueError> {
    let mut sources: Vec<[&str; 2]> = registry.kinds().map(|kind| kind.locales).collect();
    sources.extend([enishi_model::LOCALES, enishi_exchange::LOCALES, crate::LOCALES]);
    sources.extend(edges);
    Ok(Arc::new(Catalogue::new(&sources)?))
}

/// The program. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) matcher: Matcher,
    pub(crate) folder: PathBuf,
    pub(crate) zone: Zone,
    pub(crate) tallies: Tallies,
    pub(crate) files: Files,
    /// Who receives needs and seeds, where the settings say so.
    pub(crate) contact: Option<ContactPoint>,
    /// Where backups go, where the settings say so.
    pub(crate) backups: Option<BackupPlan>,
    pub(crate) accounts: Accounts,
    /// Rows that an import writes in one transaction at most.
    pub(crate) one_commit: u64,
    /// Who may see and do what.
    pub(crate) rights: Rights,
}

impl App {
    /// Opens store and index, and lets the index catch up.
    ///
    /// # Errors
    /// The store or the folder cannot be used.
    pub async fn open(settings: Settings) -> Result<Self, Error> {
        let Settings { location, folder, registry, clock, ids, zone, files, catalogue } = settings;
        enishi_store::make_folder(&folder).map_err(|error| {
            Error::new("environment").arg("detail", format!("{}: {error}", folder.display())).caused_by(error)
        })?;
        let store = Store::open(&location, registry, clock, ids).await?;
        let matcher = Matcher::open(&folder.join("index"), store.clone())?;
        Ok(Self {
            store,
            catalogue,
            matcher,
            folder,
            zone,
            tallies: Tallies::default(),
            files: Files::new(files),
            rights: Rights::load()?,
            contact: None,
            backups: None,
            accounts: Accounts::default(),
            one_commit: crate::imports::ONE_COMMIT,
        })
    }

    /// The kinds.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        self.store.registry()
    }

    /// All text in both languages.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The index over the records.
    #[must_use]
    pub const fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// `sqlite` or `postgresql`.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        self.store.engine()
    }

    /// The present moment by the installation's clock.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.store.clock().now()
    }

    /// Today in the installation's zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.zone.today(self.store.clock().now())
    }

    /// The zone in which days begin.
    #[must_use]
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Who reads, at which moment, and which day it is.
    #[must_use]
    pub fn reading<'a>(&self, ctx: &'a Context) -> Reading<'a> {
        Reading { viewer: &ctx.viewer, moment: ctx.moment, today: Some(self.today()) }
    }

    /// Follows the log with the index and with the bitmaps of counts until the program ends: for whoever serves many
    /// readers.
    pub async fn keep_up(&self) {
        tokio::join!(self.follow_with_index(), self.follow_with_counts());
    }

    async fn follow_with_index(&self) {
        let start = || JobStart { kind: "index", action: Action::See, slot: None, subject: String::new() };
        self.matcher
            .run(|| self.run_job_if_it_lasts(LASTING, start(), self.matcher.catch_up(|_, _| ())))
            .await;
    }

    async fn follow_with_counts(&self) {
        let mut index = self.matcher.watch();
        loop {
            let start = JobStart { kind: "counts", action: Action::See, slot: None, subject: String::new() };
            let keeping = async { Ok(self.store.keep_counts().await?) };
            if let Err(error) = self.run_job_if_it_lasts(LASTING, start, keeping).await {
                tracing::error!(%error, "counts cannot follow the log; the database counts meanwhile");
            }
            // The index hears of every commit, those of other processes too.
            if index.changed().await.is_err() {
                return;
            }
        }
    }

    /// Closes the store. What was acknowledged is safe without this, and the index catches up when it is opened.
    pub async fn close(&self) {
        self.store.close().await;
    }

    pub(crate) fn kind(&self, name: &str) -> Result<&'static enishi_kind::KindInfo, Error> {
        let registry = self.registry();
        registry.kind(name).ok_or_else(|| {
            let known: Vec<&str> = registry.kinds().map(|kind| kind.name).collect();
            let near = registry.nearest_kind(name).unwrap_or_default().to_owned();
            Error::new("unknown-kind").arg("found", name).arg("near", near).arg("known", known.join(", "))
        })
    }
}
