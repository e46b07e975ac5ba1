//! Backups: whole or absent, the same on both engines, refused when anything in them is not what it was.

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use enishi_kind::Viewer;
use enishi_store::{Archive, BackupProblem, Error, Location, Moment, Reading, Restored, Store};
use enishi_testkit::kinds;
use tempfile::TempDir;

use crate::corruptions::{fill, verify};
use crate::place::{Place, Writes, refusal};
use crate::raw::Raw;

both!(
    a_round_trip_over_the_other_engine_gives_the_same,
    a_backup_of_a_store_that_is_written_to_is_one_state_of_it,
    a_backup_is_its_owners_alone_and_writes_over_nothing,
    a_damaged_backup_is_refused_before_anything_is_there,
    a_restore_never_writes_over_records,
    a_store_with_findings_is_restored_as_it_was,
    what_a_killed_restore_left_is_cleared_away,
);

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn fresh(is_sqlite: bool) -> Place {
    if is_sqlite { Place::sqlite() } else { Place::postgres("backups").unwrap() }
}

async fn backup(store: &Store, path: &Path) {
    store.backup(path, "test", &|_, _| ()).await.unwrap();
}

async fn try_restore(path: &Path, location: &Location) -> Result<Restored, Error> {
    let mut archive = Archive::open(path)?;
    archive.check(&|_, _| ())?;
    let ids = enishi_kit::ids::SystemIds::default();
    Store::restore(location, archive, Arc::new(kinds::registry()), &ids, &[], &|_, _| ()).await
}

async fn dump(location: &Location) -> Vec<String> {
    let raw = Raw::open(location).await;
    let mut lines = raw.dump().await;
    for (table, columns) in [
        ("ended", &["<id>", "clearance", "holder"][..]),
        ("batch", &["id", "kind", "title", "state", "at", "report"]),
        ("setting", &["name", "value"]),
        ("seal", &["batch"]),
        ("account", &["<id>", "email", "name", "<person>", "is_admin", "state", "passphrase", "totp_step"]),
        ("recovery_code", &["<account>", "hash", "used_at"]),
        ("account_event", &["<id>", "at", "actor", "what", "<account>", "detail"]),
        ("api_key", &["id", "hash", "<account>", "title", "scope", "expires_at", "used_at", "revoked_at"]),
        ("identity", &["issuer", "subject", "<account>", "made_at", "used_at"]),
        ("blob", &["hash", "size", "media_type", "state", "reason", "at", "words"]),
        ("blob_part", &["hash", "ordinal", "<content>"]),
    ] {
        lines
            .extend(raw.rows(table, columns, "1 = 1").await.into_iter().map(|row| format!("{table}: {row}")));
    }
    // The parts of a file may be cut elsewhere; together they are the same.
    lines.retain(|line| !line.starts_with("blob_part"));
    lines
}

async fn listed(store: &Store, known_at: Option<i64>) -> Vec<String> {
    let viewer = Viewer::operator();
    let reading = Reading { moment: Moment { known_at, on: None }, ..Reading::now(&viewer) };
    let page = store.list(reading, &crate::lists::query("number", false, &[], 100)).await.unwrap();
    page.items.into_iter().map(|seen| format!("{} {}", seen.reference, seen.body.canonical())).collect()
}

async fn a_round_trip_over_the_other_engine_gives_the_same(place: Place) {
    let files = folder();
    let store = place.open().await;
    let story = fill(&store).await;
    let done = crate::batches::batch("import-1", enishi_store::BatchState::Done, store.clock().now());
    store.save_batch(&done).await.unwrap();
    store.save_setting("mapping:x", "値\n二行").await.unwrap();
    let raw = Raw::open(&place.location).await;
    assert_eq!(raw.rows("session", &["hash"], "1 = 1").await.len(), 1);
    assert_eq!(raw.rows("errand", &["hash"], "1 = 1").await.len(), 1);
    let before = dump(&place.location).await;
    assert!(before.iter().any(|line| line.starts_with("identity:")));
    assert!(before.iter().any(|line| line.starts_with("recovery_code:")));
    let lists = (listed(&store, None).await, listed(&store, Some(6)).await);
    let history = store.history(Reading::now(&Viewer::operator()), story.stone).await.unwrap();
    let mut epochs = vec![store.head().await.unwrap().epoch];

    let mut last = store;
    let mut is_sqlite = place.is_sqlite();
    let mut kept = Vec::new();
    for round in 0..2 {
        let path = files.path().join(format!("{round}.zip"));
        backup(&last, &path).await;
        is_sqlite = !is_sqlite;
        let other = fresh(is_sqlite);
        let restored = try_restore(&path, &other.location).await.unwrap();
        assert_eq!(restored.verified.findings, []);
        assert_eq!(dump(&other.location).await, before);
        let raw = Raw::open(&other.location).await;
        assert!(raw.rows("session", &["hash"], "1 = 1").await.is_empty(), "everybody signs in again");
        assert!(raw.rows("errand", &["hash"], "1 = 1").await.is_empty(), "nobody is under way");
        last = other.open().await;
        assert_eq!((listed(&last, None).await, listed(&last, Some(6)).await), lists);
        assert_eq!(last.history(Reading::now(&Viewer::operator()), story.stone).await.unwrap(), history);
        assert_eq!(last.blob_part(&story.hash, 0).await.unwrap().unwrap(), b"the bytes of a file");
        epochs.push(last.head().await.unwrap().epoch);
        assert!(verify(&last).await.is_clean());
        kept.push(other);
    }
    assert_ne!(epochs[0], epochs[1], "followers begin anew");
    // The next writer goes on.
    last.delete(story.lonely).await.unwrap();
    assert!(verify(&last).await.is_clean());
}

async fn a_backup_of_a_store_that_is_written_to_is_one_state_of_it(place: Place) {
    let files = folder();
    let store = place.open_random().await;
    fill(&store).await;
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let writers: Vec<_> = (0..3)
        .map(|_| {
            let (store, stop) = (store.clone(), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut count = 0;
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    let id = store.shelf("書きながら").await;
                    store.edit(id, |body| body.with("title", &kinds::text("もう一度"))).await.unwrap();
                    count += 1;
                }
                count
            })
        })
        .collect();
    for round in 0..3 {
        let path = files.path().join(format!("{round}.zip"));
        let seq = store.head().await.unwrap().seq;
        let manifest = store.backup(&path, "test", &|_, _| ()).await.unwrap();
        assert!(manifest.seq >= seq);
        let other = fresh(true);
        let restored = try_restore(&path, &other.location).await.unwrap();
        assert_eq!(restored.verified.findings, []);
        assert_eq!(restored.verified.head, manifest.seq);
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    for writer in writers {
        assert!(writer.await.unwrap() > 0);
    }
}

async fn a_backup_is_its_owners_alone_and_writes_over_nothing(place: Place) {
    let files = folder();
    let store = place.open().await;
    fill(&store).await;
    let path = files.path().join("a.zip");
    backup(&store, &path).await;
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let before = std::fs::read(&path).unwrap();
    let error = refusal(store.backup(&path, "test", &|_, _| ()).await);
    assert!(matches!(error, Error::Folder { .. }), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(files.path()).unwrap().count(), 1, "nothing is left beside it");
    // Nothing that is secret travels.
    crate::accounts::let_in(&store, "marker-of-a-mail@example.jp", None).await;
    let raw = Raw::open(&place.location).await;
    raw.execute("UPDATE session SET hash = hash || 'marker-of-a-session'").await;
    raw.execute("UPDATE mail SET args = 'marker-of-a-session'").await;
    raw.execute("UPDATE link SET hash = hash || 'marker-of-a-session'").await;
    let again = files.path().join("b.zip");
    backup(&store, &again).await;
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&again).unwrap()).unwrap();
    for at in 0..zip.len() {
        let mut text = Vec::new();
        zip.by_index(at).unwrap().read_to_end(&mut text).unwrap();
        assert!(!String::from_utf8_lossy(&text).contains("marker-of-a-session"));
    }
}

/// Writes the entries of a zip anew; an entry for which nothing is given is left out.
fn rewrite(from: &Path, to: &Path, edit: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    let mut made = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let name = entry.name().unwrap().to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = edit(&name, bytes) {
            made.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            made.write_all(&bytes).unwrap();
        }
    }
    made.finish().unwrap();
}

async fn a_damaged_backup_is_refused_before_anything_is_there(place: Place) {
    let files = folder();
    let store = place.open().await;
    let story = fill(&store).await;
    let whole = files.path().join("whole.zip");
    backup(&store, &whole).await;
    let bytes = std::fs::read(&whole).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let other = fresh(place.is_sqlite());
    let refuse = async |name: &str, path: &Path, expected: BackupProblem| {
        let error = refusal(try_restore(path, &other.location).await);
        assert!(matches!(&error, Error::Backup { problem, .. } if *problem == expected), "{name}: {error}");
        assert_eq!(Store::commits_at(&other.location).await.unwrap(), None, "{name}: nothing is there");
    };

    for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        let path = files.path().join(format!("cut-{length}.zip"));
        std::fs::write(&path, &bytes[..length]).unwrap();
        refuse("cut", &path, BackupProblem::NotABackup).await;
    }
    refuse("not there", &files.path().join("none.zip"), BackupProblem::Unreadable).await;
    let other_zip = files.path().join("other.zip");
    rewrite(&whole, &other_zip, |name, bytes| (name != "manifest.json").then_some(bytes));
    refuse("no manifest", &other_zip, BackupProblem::NotABackup).await;

    type Edit = Box<dyn Fn(&str, Vec<u8>) -> Option<Vec<u8>>>;
    let file = format!("files/{}", story.hash);
    let newer = |field: &'static str| -> Edit {
        Box::new(move |name, bytes| {
            if name != "manifest.json" {
                return Some(bytes);
            }
            let mut manifest: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            manifest[field] = 99.into();
            Some(manifest.to_string().into_bytes())
        })
    };
    let edits: Vec<(&str, BackupProblem, Edit)> = vec![
        ("newer format", BackupProblem::Newer, newer("version")),
        ("newer schema", BackupProblem::Newer, newer("schema")),
        (
            "another word",
            BackupProblem::Damaged,
            Box::new(move |name, bytes| {
                Some(if name == "record.jsonl" {
                    text(bytes).replace("棚", "板").into_bytes()
                } else {
                    bytes
                })
            }),
        ),
        (
            "a table less",
            BackupProblem::Damaged,
            Box::new(|name, bytes| (name != "facet.jsonl").then_some(bytes)),
        ),
        (
            "a line less",
            BackupProblem::Damaged,
            Box::new(|name, bytes| {
                let end = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
                Some(if name == "log_change.jsonl" { bytes[end..].to_vec() } else { bytes })
            }),
        ),
        ("another file", BackupProblem::Damaged, {
            let file = file.clone();
            Box::new(move |name, bytes| {
                Some(if name == file { b"the bytes of a fil3".to_vec() } else { bytes })
            })
        }),
        ("a file less", BackupProblem::Damaged, Box::new(move |name, bytes| (name != file).then_some(bytes))),
    ];
    for (name, expected, edit) in edits {
        let path = files.path().join("edited.zip");
        rewrite(&whole, &path, edit);
        refuse(name, &path, expected).await;
    }
    // Bytes turned over anywhere are found: by the zip or by our own hashes.
    for at in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut turned = bytes.clone();
        turned[at] ^= 0x55;
        let path = files.path().join("turned.zip");
        std::fs::write(&path, &turned).unwrap();
        match try_restore(&path, &fresh(true).location).await {
            Err(Error::Backup { .. }) => {}
            // Names and times of the zip itself may differ without harm; what it holds is the same.
            Ok(restored) => assert_eq!(restored.verified.findings, [], "{at}"),
            Err(error) => panic!("{at}: {error}"),
        }
    }
    // After all that the whole one still goes in.
    assert_eq!(try_restore(&whole, &other.location).await.unwrap().verified.findings, []);
}

async fn a_restore_never_writes_over_records(place: Place) {
    let files = folder();
    let path: PathBuf = files.path().join("a.zip");
    let store = place.open().await;
    fill(&store).await;
    backup(&store, &path).await;
    let before = dump(&place.location).await;
    let error = refusal(try_restore(&path, &place.location).await);
    assert!(matches!(error, Error::Occupied { commits: 11 }), "{error}");
    assert_eq!(dump(&place.location).await, before);
    // A store without records is no obstacle.
    let empty = fresh(place.is_sqlite());
    empty.open().await.close().await;
    try_restore(&path, &empty.location).await.unwrap();
    assert_eq!(dump(&empty.location).await, before);
}

async fn a_store_with_findings_is_restored_as_it_was(place: Place) {
    let files = folder();
    let path = files.path().join("a.zip");
    let store = place.open().await;
    fill(&store).await;
    let raw = Raw::open(&place.location).await;
    raw.execute("UPDATE log_commit SET at = at - 1000000 WHERE seq = 7").await;
    backup(&store, &path).await;
    let other = fresh(!place.is_sqlite());
    let restored = try_restore(&path, &other.location).await.unwrap();
    assert_eq!(restored.verified.counts.into_iter().collect::<Vec<_>>(), [("log-time", 1)]);
    assert_eq!(dump(&other.location).await, dump(&place.location).await);
}

async fn what_a_killed_restore_left_is_cleared_away(place: Place) {
    let files = folder();
    let path = files.path().join("a.zip");
    let store = place.open().await;
    fill(&store).await;
    backup(&store, &path).await;
    let other = Place::sqlite();
    let Location::Folder(goal) = &other.location else { panic!() };
    let left = goal.join(".enishi-restore-left");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("enishi.sqlite"), "half").unwrap();
    try_restore(&path, &other.location).await.unwrap();
    let names: Vec<String> = std::fs::read_dir(goal)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.iter().filter(|name| !name.starts_with("enishi.sqlite")).count(), 0, "{names:?}");
}
