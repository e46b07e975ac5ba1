//! The use cases over a real store.
#![cfg(test)]

mod accounts;
mod files;
mod imports;
mod large_imports;
mod matching;
mod merging;
mod personal;
mod published;
mod records;
mod register;
mod rights;
mod rows;
mod rules;
mod sharing;
mod start;
mod verify;

use std::path::PathBuf;
use std::sync::Arc;

use enishi_app::{App, Context, ImportReport, ImportRequest, MappingChoice, Settings};
use enishi_kit::clock::Zone;
use enishi_store::Location;
use enishi_testkit::{FixedClock, SeqIds, Sqlite, sqlite};

/// An app in a folder of its own.
struct Fixture {
    app: App,
    ctx: Context,
    folder: Sqlite,
}

impl Fixture {
    async fn new() -> Self {
        let folder = sqlite();
        let app = open(&folder).await;
        Self { app, ctx: Context::operator("test"), folder }
    }

    async fn with_samples() -> Self {
        let fixture = Self::new().await;
        assert!(fixture.app.load_samples(&fixture.ctx).await.unwrap().samples > 100);
        fixture
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.folder().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    async fn stage(&self, kind: &str, name: &str, content: &str, set: &[&str]) -> ImportReport {
        let request = self.request(kind, name, content, set);
        self.app.stage_import(&self.ctx, request, &()).await.unwrap()
    }

    fn request(&self, kind: &str, name: &str, content: &str, set: &[&str]) -> ImportRequest {
        ImportRequest {
            kind: kind.into(),
            path: self.file(name, content),
            file_name: name.into(),
            sheet: None,
            header_row: None,
            mapping: MappingChoice::Find,
            columns: Vec::new(),
            set: set.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    async fn total(&self, ctx: &Context, kind: &str) -> u64 {
        self.app.list(ctx, kind, &Default::default()).await.unwrap().total
    }
}

async fn open(folder: &Sqlite) -> App {
    open_with(folder, Arc::new(SeqIds::default())).await
}

async fn open_with(folder: &Sqlite, ids: Arc<dyn enishi_kit::ids::IdSource>) -> App {
    open_at(folder, ids, Arc::new(FixedClock::default())).await
}

async fn open_at(folder: &Sqlite, ids: Arc<dyn enishi_kit::ids::IdSource>, clock: Arc<FixedClock>) -> App {
    App::open(Settings {
        location: Location::Folder(folder.folder().join("data")),
        folder: folder.folder().join("work"),
        registry: Arc::new(enishi_model::registry()),
        clock,
        ids,
        zone: Zone::default(),
        files: enishi_app::FileSettings::default(),
        catalogue: enishi_app::catalogue(&enishi_model::registry(), &[]).unwrap(),
    })
    .await
    .unwrap()
}
