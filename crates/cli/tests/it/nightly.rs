//! Backups into the folder of the settings: by the server every night, and by the command.

use std::time::{Duration, Instant};

use crate::browser::{Browser, start};
use crate::desk::{Desk, seeds};

/// The names of finished backups in the folder of the settings, oldest first.
fn backups(desk: &Desk) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(desk.path("copies")) else { return Vec::new() };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".zip")).collect();
    names.sort();
    names
}

#[test]
fn a_server_makes_the_backup_that_is_due_and_it_can_be_restored() {
    let desk = Desk::new();
    desk.file("enishi.toml", "backup_dir = \"copies\"\nbackup_keep = 2\n");
    desk.file("seeds.jsonl", seeds(30));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let began = Instant::now();
    while backups(&desk).is_empty() {
        assert!(began.elapsed() < Duration::from_secs(60), "no backup was made");
        assert_eq!(Browser::new(&lines[0]).get("/health/ready").status, 200);
    }
    let name = format!("copies/{}", backups(&desk)[0]);
    assert_eq!(running.signal("TERM"), Some(0));
    desk.ok(&["restore", &name, "--data", "rehearsal"]);
    let total = desk.json(&["list", "seed", "--limit", "1", "--format", "json", "--data", "rehearsal"]);
    assert_eq!(total["total"], 30);
    // The next start finds it and makes no other.
    let (mut again, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    assert_eq!(Browser::new(&lines[0]).get("/seeds").status, 200);
    assert_eq!(again.signal("TERM"), Some(0));
    assert_eq!(backups(&desk).len(), 1);
}

#[test]
fn the_command_keeps_as_many_as_the_setting_says_and_leaves_other_files_alone() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(3));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    desk.run(&["backup"]).expect(2).says(&["backup_dir"]);
    desk.file("enishi.toml", "backup_dir = \"copies\"\nbackup_keep = 2\n");
    std::fs::create_dir(desk.path("copies")).unwrap();
    for old in ["enishi-2026-04-01-023000.zip", "enishi-2026-04-02-023000.zip", "before-the-move.zip"] {
        desk.file(&format!("copies/{old}"), old);
    }
    desk.ok(&["backup"]);
    let left = backups(&desk);
    assert_eq!(left.len(), 3, "{left:?}");
    assert_eq!((left[0].as_str(), left[1].as_str()), ("before-the-move.zip", "enishi-2026-04-02-023000.zip"));
    desk.ok(&["restore", "--check", &format!("copies/{}", left[2])]);
}
