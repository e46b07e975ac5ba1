//! Merging two records, taking it back, telling records apart: on both engines.

mod property;
mod rules;

use std::collections::BTreeMap;
use std::sync::Arc;

use enishi_app::{App, Context, ExportRequest, MergeRequest, Merged, Settings, parts::Format};
use enishi_kit::clock::Zone;
use enishi_kit::lang::Lang;
use enishi_store::Location;
use enishi_testkit::{FixedClock, SeqIds, Sqlite, postgres, sqlite};
use serde_json::{Value as Json, json};

/// A register of its own on either engine.
pub struct Place {
    pub app: App,
    pub ctx: Context,
    #[expect(dead_code, reason = "kept for its end")]
    folder: Sqlite,
    #[expect(dead_code, reason = "kept for its end")]
    database: Option<postgres::Database>,
}

impl Place {
    pub async fn sqlite() -> Self {
        let folder = sqlite();
        let location = Location::Folder(folder.folder().join("data"));
        Self::open(location, folder, None).await
    }

    /// None, and a word to whoever runs the tests, where there is no PostgreSQL.
    pub async fn postgres(test: &str) -> Option<Self> {
        let database = postgres::database_or_skip(test)?;
        Some(Self::open(Location::Postgres(database.url.clone()), sqlite(), Some(database)).await)
    }

    async fn open(location: Location, folder: Sqlite, database: Option<postgres::Database>) -> Self {
        let app = App::open(Settings {
            location,
            folder: folder.folder().join("work"),
            registry: Arc::new(enishi_model::registry()),
            clock: Arc::new(FixedClock::default()),
            ids: Arc::new(SeqIds::default()),
            zone: Zone::default(),
            catalogue: enishi_app::catalogue(&enishi_model::registry(), &[]).unwrap(),
            files: enishi_app::FileSettings::default(),
        })
        .await
        .unwrap();
        Self {
            app,
            ctx: Context::operator("test").confirming(CONFIRMED.map(str::to_owned)),
            folder,
            database,
        }
    }

    pub async fn make(&self, kind: &str, fields: Json) -> String {
        let inputs: Vec<_> = fields.as_object().unwrap().clone().into_iter().collect();
        self.app.create(&self.ctx, kind, &inputs, None).await.unwrap().reference
    }

    pub async fn change(&self, kind: &str, reference: &str, fields: Json) -> Result<(), enishi_app::Error> {
        let view = self.app.find(&self.ctx, kind, reference).await.unwrap();
        let inputs: Vec<_> = fields.as_object().unwrap().clone().into_iter().collect();
        self.app.update(&self.ctx, kind, reference, Some(&view.etag), &inputs).await.map(drop)
    }

    pub async fn merge(&self, kind: &str, loser: &str, winner: &str) -> Merged {
        let request = MergeRequest::default();
        self.app.merge(&self.ctx, kind, loser, winner, &request).await.unwrap()
    }

    /// A field as the API gives it.
    pub async fn field(&self, kind: &str, reference: &str, name: &str) -> Json {
        let view = self.app.find(&self.ctx, kind, reference).await.unwrap();
        self.app.represent(&view.seen, &view.links)["fields"][name].clone()
    }

    pub async fn total(&self, kind: &str) -> u64 {
        self.app.list(&self.ctx, kind, &Default::default()).await.unwrap().total
    }

    /// Every record of every kind as a file would have it.
    pub async fn exported(&self) -> BTreeMap<&'static str, String> {
        let mut all = BTreeMap::new();
        for kind in self.app.registry().kinds() {
            let request = ExportRequest {
                kind: kind.name.to_owned(),
                format: Format::JsonLines,
                lang: Lang::Ja,
                filters: Vec::new(),
            };
            let file = tempfile::NamedTempFile::new().unwrap();
            self.app.export(&self.ctx, &request, file.reopen().unwrap(), None).await.unwrap();
            all.insert(kind.name, std::fs::read_to_string(file.path()).unwrap());
        }
        all
    }
}

pub fn name(ja: &str) -> Json {
    json!({"original": "ja", "ja": ja})
}

pub fn organisation(ja: &str) -> Json {
    json!({"name": name(ja), "disclosure": "public"})
}

/// Runs each story on both engines.
macro_rules! both {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test]
                async fn $story() {
                    super::$story($crate::merging::Place::sqlite().await).await;
                }
            )+
        }
        mod on_postgres {
            $(
                #[tokio::test]
                async fn $story() {
                    if let Some(place) = $crate::merging::Place::postgres(stringify!($story)).await {
                        super::$story(place).await;
                    }
                }
            )+
        }
    };
}
use both;

/// What the committees of these tests leave open, on purpose.
const CONFIRMED: [&str; 2] = ["member-sector", "committee-sectors"];
