//! Stores that released versions wrote: each must open, show its history, undo, and go into a backup.
//!
//! `fixtures/VERSION.zip` holds `enishi.sqlite` and `backup.zip` of one store. That of the next release is made by
//! running this module with `ENISHI_TEST_MAKE_FIXTURE` naming the file to write.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use enishi_kind::{Kind as _, Registry, Value, Viewer};
use enishi_kit::ids::SystemIds;
use enishi_store::{Archive, Change, Location, Reading, Store};
use enishi_testkit::kinds::{self, FormerLabel, Label, Shelf, Source, Specimen};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::corruptions::{fill, verify};
use crate::place::{Place, Writes, batch_header, header};

both!(stores_of_every_release_open_tell_undo_and_are_backed_up);

const MAKE: &str = "ENISHI_TEST_MAKE_FIXTURE";

fn registry(label: &'static enishi_kind::KindInfo) -> Registry {
    Registry::new([Specimen::INFO, Shelf::INFO, Source::INFO, label])
}

/// Writes the fixture of this release.
async fn make(path: &Path) {
    let place = Place::sqlite();
    let Location::Folder(folder) = &place.location else { panic!() };
    let store = place.open_as(registry(FormerLabel::INFO)).await;
    let story = fill(&store).await;
    let label = kinds::label("札", "Red").with("size", &Value::Line("40x20".to_owned()));
    store.create(FormerLabel::INFO, label).await;
    let now = store.record(story.stone).await;
    let body = now.body.with("number", &Value::Line("取り込み".to_owned()));
    let change = Change::Update { id: story.stone, expected: now.version, body };
    store.commit(&batch_header("import-2"), &[change]).await.unwrap();
    let backup = folder.join("backup.zip");
    store.backup(&backup, "fixture", &|_, _| ()).await.unwrap();
    store.close().await;
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    for name in ["enishi.sqlite", "backup.zip"] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&std::fs::read(folder.join(name)).unwrap()).unwrap();
    }
    zip.finish().unwrap();
}

async fn stores_of_every_release_open_tell_undo_and_are_backed_up(place: Place) {
    if let (Some(path), true) = (std::env::var_os(MAKE), place.is_sqlite()) {
        make(Path::new(&path)).await;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let fresh = if place.is_sqlite() { Place::sqlite() } else { Place::postgres("fixtures").unwrap() };
        let unpacked = tempfile::tempdir().unwrap();
        let mut zip = ZipArchive::new(File::open(&path).unwrap()).unwrap();
        for name in ["enishi.sqlite", "backup.zip"] {
            let mut bytes = Vec::new();
            zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            std::fs::write(unpacked.path().join(name), bytes).unwrap();
        }
        match &fresh.location {
            // The folder as that release left it.
            Location::Folder(folder) => {
                std::fs::copy(unpacked.path().join("enishi.sqlite"), folder.join("enishi.sqlite")).unwrap();
            }
            // Its backup.
            Location::Postgres(_) => {
                let archive = Archive::open(&unpacked.path().join("backup.zip")).unwrap();
                let registry = Arc::new(registry(Label::INFO));
                let ids = SystemIds::default();
                Store::restore(&fresh.location, archive, registry, &ids, &[], &|_, _| ()).await.unwrap();
            }
        }
        let store = fresh.open_as(registry(Label::INFO)).await;
        assert_eq!(verify(&store).await.findings, [], "{}", path.display());
        look(&store).await;
        let again = unpacked.path().join("again.zip");
        store.backup(&again, "test", &|_, _| ()).await.unwrap();
        Archive::open(&again).unwrap().check(&|_, _| ()).unwrap();
        seen += 1;
    }
    assert!(seen > 0, "there is no fixture");
}

/// History, former shapes and undo of what `make` wrote.
async fn look(store: &Store) {
    let viewer = Viewer::operator();
    let mut stone = None;
    for reference in store.listed_references("", 100).await.unwrap() {
        let record = store.load_reference(&reference).await.unwrap().unwrap();
        if record.kind.name == "label" {
            assert_eq!(record.body.raw("width"), Some(&40.into()));
        }
        if record.body.raw("files").is_some() {
            stone = Some(record);
        }
    }
    let stone = stone.unwrap();
    let history = store.history(Reading::now(&viewer), stone.id).await.unwrap();
    assert_eq!(history.len(), 5);
    assert_eq!(history.last().unwrap().operation, "create");
    let plan = store.plan_undo("import-2").await.unwrap();
    assert_eq!((plan.restored, plan.kept.len()), (1, 0));
    store.commit(&header("undo"), &plan.changes).await.unwrap();
    assert_eq!(store.record(stone.id).await.body.str("number"), Some("S-001"));
    assert_eq!(verify(store).await.findings, []);
}
