//! `enishi doctor`: what it sees, and what it says to do.

use serde_json::Value as Json;

use crate::browser::start;
use crate::desk::{Desk, seeds};

fn examine(desk: &Desk, more: &[&str], code: i32) -> Json {
    let done = desk.run(&[&["doctor", "--format", "json"], more].concat()).expect(code);
    serde_json::from_str(&done.out).unwrap()
}

#[track_caller]
fn check<'a>(report: &'a Json, name: &str) -> &'a Json {
    let checks = report["checks"].as_array().unwrap();
    checks.iter().find(|check| check["check"] == name).unwrap_or_else(|| panic!("no {name} in {report}"))
}

fn begin(desk: &Desk) {
    desk.file("seeds.jsonl", seeds(5));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    std::fs::create_dir(desk.path("copies")).unwrap();
    desk.file("copies/enishi-2026-04-01-023000.zip", "a backup");
    desk.file("enishi.toml", "backup_dir = \"copies\"\n");
}

#[test]
fn a_sound_installation_has_no_findings() {
    let desk = Desk::new();
    begin(&desk);
    let report = examine(&desk, &[], 0);
    assert_eq!(report["findings"], 0, "{report}");
    assert_eq!(check(&report, "promises")["state"], "ok");
    let promises = check(&report, "promises")["text"].as_str().unwrap();
    assert!(promises.contains("All 5 connections") && promises.contains("journal_mode=wal, synchronous=2"));
    let versions = check(&report, "versions")["text"].as_str().unwrap();
    assert!(versions.contains("SQLite 3.") && versions.contains("Enishi "), "{versions}");
    assert!(check(&report, "fonts")["text"].as_str().unwrap().contains("Japanese"));
    assert_eq!(check(&report, "server")["seen"], "none");
    let table = desk.ok(&["doctor", "--lang", "ja"]).out;
    assert!(table.contains("良好") && table.contains("問題はありません"), "{table}");
}

#[test]
fn each_finding_says_what_to_do() {
    let desk = Desk::new();
    begin(&desk);
    // The clock was set back after the last commit.
    let store = rusqlite::Connection::open(desk.data().join("enishi.sqlite")).unwrap();
    store.execute_batch("UPDATE log_head SET at = at + 3600000000").unwrap();
    drop(store);
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(3 * 86_400);
    let file =
        std::fs::File::options().write(true).open(desk.path("copies/enishi-2026-04-01-023000.zip")).unwrap();
    file.set_modified(old).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(desk.data(), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let report = examine(&desk, &[], 1);
    for (name, seen, remedy) in [
        ("clock", "back", "timedatectl"),
        ("backup", "old", "enishi backup"),
        ("folder", "open", "chmod 700"),
    ] {
        let check = check(&report, name);
        assert_eq!(check["seen"], seen, "{report}");
        assert!(check["remedy"].as_str().unwrap().contains(remedy), "{check}");
    }
    // What is written now keeps the order of the log all the same.
    desk.file("more.jsonl", seeds(6));
    desk.ok(&["import", "seed", "more.jsonl", "--apply"]);
    let unset = examine(&desk, &["--setting", "backup_dir="], 1);
    assert_eq!(check(&unset, "backup")["seen"], "unset");
    let none = examine(&desk, &["--setting", "backup_dir=nowhere"], 1);
    assert_eq!(check(&none, "backup")["seen"], "unreadable");
    let table = desk.run(&["doctor"]).expect(1).out;
    assert!(table.contains("→ ") && table.contains("findings"), "{table}");
}

#[test]
fn a_store_that_cannot_be_opened_is_a_finding_too() {
    let desk = Desk::new();
    let report = examine(&desk, &[], 1);
    assert_eq!(check(&report, "store")["seen"], "closed");
    assert_eq!(check(&report, "folder")["seen"], "missing");
    std::fs::create_dir(desk.data()).unwrap();
    std::fs::write(desk.data().join("enishi.sqlite"), "no store at all, only text in its place").unwrap();
    let report = examine(&desk, &[], 1);
    assert!(check(&report, "store")["text"].as_str().unwrap().contains("damaged or is no store"), "{report}");
}

#[test]
fn it_looks_beside_a_running_server() {
    let desk = Desk::new();
    begin(&desk);
    let (mut running, _) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let report = examine(&desk, &[], 0);
    let server = check(&report, "server")["text"].as_str().unwrap();
    assert!(server.contains(&running.child.id().to_string()), "{server}");
    assert_eq!(running.signal("TERM"), Some(0));
}

#[test]
fn a_new_folder_is_for_its_owner_only() {
    let desk = Desk::new();
    begin(&desk);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(desk.data()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
