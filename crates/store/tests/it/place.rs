//! Where a story happens: a fresh store on either engine, with fixed clock and ids.

use std::fmt::Debug;
use std::future::Future;
use std::sync::Arc;

use enishi_kind::{Body, Kind as _, KindInfo, Registry};
use enishi_kit::ids::{RecordId, SystemIds};
use enishi_store::{Change, Error, Header, Location, Record, Store};
use enishi_testkit::kinds::{Shelf, Source, Specimen};
use enishi_testkit::{FixedClock, SeqIds, Sqlite, kinds, postgres, sqlite};

/// A fresh database; it goes when this value goes.
pub struct Place {
    pub location: Location,
    pub clock: Arc<FixedClock>,
    pub ids: Arc<SeqIds>,
    keep: Keep,
}

#[expect(dead_code, reason = "the values are kept for their end")]
enum Keep {
    Folder(Sqlite),
    Database(postgres::Database),
}

impl Place {
    pub fn sqlite() -> Self {
        let folder = sqlite();
        Self::new(Location::Folder(folder.folder().to_owned()), Keep::Folder(folder))
    }

    pub fn postgres(test: &str) -> Option<Self> {
        let database = postgres::database_or_skip(test)?;
        Some(Self::new(Location::Postgres(database.url.clone()), Keep::Database(database)))
    }

    fn new(location: Location, keep: Keep) -> Self {
        Self { location, clock: Arc::new(FixedClock::default()), ids: Arc::new(SeqIds::default()), keep }
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.keep, Keep::Folder(_))
    }

    /// Opens the store with the test kinds. Each call is a store of its own, as another process would have it.
    pub async fn open(&self) -> Store {
        self.open_as(kinds::registry()).await
    }

    pub async fn open_as(&self, registry: Registry) -> Store {
        self.try_open(registry).await.unwrap()
    }

    pub async fn try_open(&self, registry: Registry) -> Result<Store, Error> {
        Store::open(&self.location, Arc::new(registry), self.clock.clone(), self.ids.clone()).await
    }

    /// Opens the store with ids of the system: for tests that write from several processes or threads at once.
    pub async fn open_random(&self) -> Store {
        let ids = Arc::new(SystemIds::default());
        Store::open(&self.location, Arc::new(kinds::registry()), self.clock.clone(), ids).await.unwrap()
    }
}

/// Runs each story of a module on both engines: `both!(story, other_story);`.
macro_rules! both {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[test]
                fn $story() {
                    crate::place::run(super::$story(crate::place::Place::sqlite()));
                }
            )+
        }
        mod on_postgres {
            $(
                #[test]
                fn $story() {
                    if let Some(place) = crate::place::Place::postgres(stringify!($story)) {
                        crate::place::run(super::$story(place));
                    }
                }
            )+
        }
    };
}

/// Runs a story to its end.
pub fn run<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .unwrap()
        .block_on(story)
}

pub fn header(reason: &str) -> Header {
    Header { actor: "tester".to_owned(), reason: reason.to_owned(), batch: None }
}

pub fn batch_header(batch: &str) -> Header {
    Header { batch: Some(batch.to_owned()), ..header("import") }
}

/// The way in which most stories write: each call is a commit of its own.
pub trait Writes {
    fn fresh_id(&self) -> RecordId;
    async fn create(&self, kind: &'static KindInfo, body: Body) -> RecordId;
    async fn update(&self, id: RecordId, body: Body) -> Result<(), Error>;
    async fn edit(&self, id: RecordId, edit: impl FnOnce(Body) -> Body) -> Result<(), Error>;
    async fn delete(&self, id: RecordId) -> Result<(), Error>;
    async fn record(&self, id: RecordId) -> Record;
    async fn shelf(&self, title: &str) -> RecordId;
    async fn specimen(&self, body: Body) -> RecordId;
    async fn source(&self, title: &str) -> RecordId;
}

impl Writes for Store {
    fn fresh_id(&self) -> RecordId {
        self.ids().record_id(self.clock().now())
    }

    async fn create(&self, kind: &'static KindInfo, body: Body) -> RecordId {
        let id = self.fresh_id();
        self.commit(&header("create"), &[Change::Create { id, kind, body }]).await.unwrap();
        id
    }

    async fn update(&self, id: RecordId, body: Body) -> Result<(), Error> {
        let expected = self.record(id).await.version;
        self.commit(&header("update"), &[Change::Update { id, expected, body }]).await.map(drop)
    }

    async fn edit(&self, id: RecordId, edit: impl FnOnce(Body) -> Body) -> Result<(), Error> {
        let record = self.record(id).await;
        let change = Change::Update { id, expected: record.version, body: edit(record.body) };
        self.commit(&header("edit"), &[change]).await.map(drop)
    }

    async fn delete(&self, id: RecordId) -> Result<(), Error> {
        let expected = self.record(id).await.version;
        self.commit(&header("delete"), &[Change::Delete { id, expected }]).await.map(drop)
    }

    async fn record(&self, id: RecordId) -> Record {
        self.load(id).await.unwrap().unwrap_or_else(|| panic!("there is no record {id}"))
    }

    async fn shelf(&self, title: &str) -> RecordId {
        self.create(Shelf::INFO, kinds::shelf(title)).await
    }

    async fn specimen(&self, body: Body) -> RecordId {
        self.create(Specimen::INFO, body).await
    }

    async fn source(&self, title: &str) -> RecordId {
        self.create(Source::INFO, kinds::source(title)).await
    }
}

/// The error of something that must fail.
pub fn refusal<T: Debug>(result: Result<T, Error>) -> Error {
    result.expect_err("this must be refused")
}
