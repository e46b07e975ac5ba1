//! Verifying at the command line.

use crate::desk::{Desk, seeds, text};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(30));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    desk
}

fn change(desk: &Desk, sql: &str) {
    let database = rusqlite::Connection::open(desk.data().join("enishi.sqlite")).unwrap();
    assert!(database.execute(sql, []).unwrap() > 0);
}

#[test]
fn verifying_exits_0_or_1_and_says_what_to_do_in_both_languages() {
    let desk = desk();
    assert!(desk.ok(&["verify"]).out.contains("Nothing was found"));
    assert!(desk.ok(&["verify", "--lang", "ja"]).out.contains("問題は見つかりませんでした"));
    change(&desk, "UPDATE facet SET clearance = 'x' WHERE name = 'created' AND kind = 'seed'");
    let found = desk.run(&["verify"]).expect(1);
    assert!(found.out.contains("facet-differs") && found.out.contains("--mend"), "{}", found.out);
    let found = desk.run(&["verify", "--lang", "ja"]).expect(1);
    assert!(found.out.contains("facet-differs") && found.out.contains("書き直して"), "{}", found.out);
    let json: serde_json::Value =
        serde_json::from_str(&desk.run(&["verify", "--format", "json"]).out).unwrap();
    assert_eq!(json["counts"]["facet-differs"], 30);
    desk.ok(&["verify", "--mend"]).says(&["30 records"]);
    desk.ok(&["verify"]);
    desk.ok(&["rebuild"]);
    change(&desk, "UPDATE log_head SET epoch = 'another'");
    let found = desk.run(&["verify"]).expect(1);
    assert!(found.out.contains("index-epoch") && found.out.contains("enishi rebuild"), "{}", found.out);
    desk.ok(&["rebuild"]);
    desk.ok(&["verify"]);
}

#[test]
fn a_backup_is_restored_elsewhere_and_refused_where_it_would_destroy() {
    let desk = desk();
    desk.ok(&["backup", "a.zip"]);
    desk.run(&["backup", "a.zip"]).expect(2).says(&["a.zip", "already"]);
    assert!(desk.ok(&["restore", "a.zip", "--check", "--lang", "ja"]).out.contains("問題はありません"));
    desk.run(&["restore", "a.zip"]).expect(3).says(&["--data", "commits"]);
    let content = desk.content();
    let other = desk.path("other");
    let other = other.to_str().unwrap();
    desk.file("half.zip", &std::fs::read(desk.path("a.zip")).unwrap()[..2_000]);
    desk.run(&["restore", "half.zip", "--data", other]).expect(2).says(&["half.zip", "cut off"]);
    desk.run(&["list", "seed", "--data", other]).expect(4);
    let done = desk.ok(&["restore", "a.zip", "--data", other]);
    assert!(done.out.contains("sessions") && done.out.contains("Nothing was found"), "{}", done.out);
    let kinds = ["seed", "need", "organisation", "source"];
    let restored = kinds.map(|kind| desk.ok(&["export", kind, "--format", "jsonl", "--data", other]).out);
    assert_eq!(restored.join("\n"), content);
    desk.ok(&["verify", "--data", other]);
    let hit = desk.json(&["match", "--text", "Generated seed 7", "--format", "json", "--data", other]);
    assert!(!hit["items"].as_array().unwrap().is_empty());
}

/// Kills a command as soon as a file that it writes has grown; says whether it was still running then.
fn kill_when(desk: &Desk, args: &[&str], grown: impl Fn() -> bool) -> bool {
    let mut running = desk.start(args);
    loop {
        if running.child.try_wait().unwrap().is_some() {
            return false;
        }
        if grown() {
            return running.signal("KILL").is_none();
        }
    }
}

/// Files in a folder whose names begin so, with their sizes.
fn sizes(folder: &std::path::Path, beginning: &str) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let mut bytes = 0;
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(beginning) {
            bytes += 1 + entry.metadata().map_or(0, |found| if found.is_dir() { 0 } else { found.len() });
            if entry.path().is_dir() {
                bytes += sizes(&entry.path(), "");
            }
        }
    }
    bytes
}

#[test]
fn a_killed_backup_or_restore_leaves_nothing_that_looks_whole() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(3_000));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    let folder = desk.path("").clone();
    let mut killed = 0;
    for bytes in [1, 40_000, 150_000] {
        killed += u32::from(kill_when(&desk, &["backup", "killed.zip"], || {
            sizes(&folder, ".enishi-backup-") >= bytes
        }));
        if desk.path("killed.zip").exists() {
            desk.ok(&["restore", "killed.zip", "--check"]);
            std::fs::remove_file(desk.path("killed.zip")).unwrap();
        }
    }
    assert!(killed > 0, "nothing was killed");
    desk.ok(&["backup", "whole.zip"]);
    let other = desk.path("other");
    let goal = other.to_str().unwrap().to_owned();
    let mut killed = 0;
    for bytes in [1, 100_000, 3_000_000] {
        let args = ["restore", "whole.zip", "--data", &goal];
        killed += u32::from(kill_when(&desk, &args, || sizes(&other, ".enishi-restore-") >= bytes));
        if other.join("enishi.sqlite").exists() {
            // The last moment before the end: then everything is there.
            desk.ok(&["verify", "--data", &goal]);
            std::fs::remove_dir_all(&other).unwrap();
        } else {
            desk.run(&["list", "seed", "--data", &goal]).expect(4).says(&["no register here"]);
        }
    }
    assert!(killed > 0, "nothing was killed");
    desk.ok(&["restore", "whole.zip", "--data", &goal]);
    desk.ok(&["verify", "--data", &goal]);
    assert_eq!(sizes(&other, ".enishi-restore-"), 0);
}

#[test]
fn erasing_previews_first_and_leaves_a_certificate_and_a_ledger() {
    let desk = desk();
    desk.ok(&["backup", "before.zip"]);
    let list = desk.json(&["list", "seed", "--format", "json"]);
    let reference = list["items"][0]["ref"].as_str().unwrap();
    let title = list["items"][0]["title_en"].as_str().unwrap().to_owned();
    assert!(title.starts_with("Generated seed"), "{title}");
    let why = ["--reason", "request of the person"];
    let preview = desk.ok(&["erase", reference, why[0], why[1]]).says(&["--apply"]);
    assert!(preview.out.contains("would take away"), "{}", preview.out);
    assert!(desk.ok(&["show", reference]).out.contains(&title));
    // A reason that names what is erased would keep it.
    desk.run(&["erase", reference, "--reason", &title, "--apply"]).expect(2).says(&["without names"]);
    desk.run(&["erase", reference, why[0], why[1], "--field", "titel"]).expect(2).says(&["title"]);
    desk.run(&["erase", "seed-00000000", why[0], why[1]]).expect(2);
    // Where no certificate can be written nothing is erased, and a refusal leaves no file behind.
    let nowhere = ["--apply", "--certificate", "nowhere/c.json"];
    desk.run(&[&["erase", reference, why[0], why[1]], &nowhere[..]].concat()).expect(2).says(&["nowhere"]);
    assert!(desk.ok(&["show", reference]).out.contains(&title));
    let refused = ["erase", "seed-00000000", why[0], why[1], "--certificate", "c.json"];
    desk.run(&refused).expect(2);
    assert!(!desk.path("c.json").exists());
    let done =
        desk.ok(&["erase", reference, why[0], why[1], "--apply", "--certificate", "c.json", "--lang", "ja"]);
    assert!(done.out.contains("証明") && done.out.contains("request of the person"), "{}", done.out);
    let certificate = std::fs::read_to_string(desk.path("c.json")).unwrap();
    let certificate: serde_json::Value = serde_json::from_str(&certificate).unwrap();
    assert!(certificate["text"]["en"].as_str().unwrap().contains("Out of reach"));
    assert!(certificate["text"]["ja"].as_str().unwrap().contains("手の届かない"));
    assert!(!certificate.to_string().contains(&title));
    // Nothing of it is left in any byte of the data folder, the index included.
    let mut folders = vec![desk.data()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                let has = bytes.windows(title.len()).any(|window| window == title.as_bytes());
                assert!(!has, "{}", path.display());
            }
        }
    }
    let history = desk.ok(&["history", reference]).out;
    assert!(history.contains("Erased") && history.contains("because: request of the person"), "{history}");
    desk.ok(&["verify"]);
    // An older backup does not bring it back: the ledger stands in the data folder and beside later backups.
    desk.ok(&["backup", "after.zip"]);
    assert!(
        desk.path("enishi-erasures.jsonl").exists() && desk.data().join("enishi-erasures.jsonl").exists()
    );
    let other = desk.path("other");
    let done = desk.ok(&["restore", "before.zip", "--data", other.to_str().unwrap()]);
    assert!(done.out.contains("Erased again") && done.out.contains(reference), "{}", done.out);
    assert!(!desk.ok(&["show", reference, "--data", other.to_str().unwrap()]).out.contains(&title));
}

#[test]
fn an_erasure_reaches_the_backups_before_the_next_one_is_made() {
    let desk = desk();
    desk.file("enishi.toml", "backup_dir = \"copies\"\n");
    desk.ok(&["backup"]);
    let copies = desk.path("copies");
    let before = std::fs::read_dir(&copies).unwrap().next().unwrap().unwrap().path();
    let list = desk.json(&["list", "seed", "--format", "json"]);
    let of = |place: usize, name: &str| list["items"][place][name].as_str().unwrap().to_owned();
    let erase = |place: usize| desk.run(&["erase", &of(place, "ref"), "--reason", "a request", "--apply"]);
    let done = erase(0).expect(0);
    assert!(done.out.contains("beside the backups"), "{}", done.out);
    let other = desk.path("other");
    let restored = desk.ok(&["restore", text(&before), "--data", text(&other)]);
    assert!(restored.out.contains("Erased again"), "{}", restored.out);
    assert!(!desk.ok(&["show", &of(0, "ref"), "--data", text(&other)]).out.contains(&of(0, "title_en")));
    // What cannot be written is said; the erasure is done all the same.
    desk.file("gone", "a file in the place of the folder");
    desk.file("enishi.toml", "backup_dir = \"gone\"\n");
    let done = erase(1).expect(1);
    assert!(done.out.contains("STILL TO DO") && done.out.contains("backup_dir"), "{}", done.out);
    assert!(!desk.ok(&["show", &of(1, "ref")]).out.contains(&of(1, "title_en")));
    // Without the setting it is said where the ledger lies.
    std::fs::remove_file(desk.path("enishi.toml")).unwrap();
    assert!(erase(2).expect(0).out.contains("copy it to wherever backups lie"));
}

#[test]
fn an_undo_lists_what_stays_with_author_and_value_and_can_be_undone() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(3));
    let first = desk.json(&["import", "seed", "seeds.jsonl", "--apply", "--format", "json"]);
    let first = first["batch"].as_str().unwrap().to_owned();
    desk.file("changed.jsonl", seeds(3).replace("Generated seed 1 on", "A person's own words on"));
    let second = desk.json(&["import", "seed", "changed.jsonl", "--apply", "--format", "json"]);
    let second = second["batch"].as_str().unwrap().to_owned();
    let changed = desk.content();
    assert!(changed.contains("A person's own words"));

    // Made by the batch and edited since: it stays, with what it refers to.
    let shown = desk.run(&["undo", &first]).expect(3);
    assert!(shown.err.contains("A person's own words") && shown.err.contains("cli:"), "{}", shown.err);
    assert_eq!(desk.content(), changed, "a preview changes nothing");

    // The second goes back and comes again.
    let done = desk.ok(&["undo", &second, "--apply", "--format", "json"]);
    let done: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&done["restored"], &done["kept_count"]), (&1.into(), &0.into()));
    let undo = done["undo"].as_str().unwrap().to_owned();
    assert!(!desk.content().contains("A person's own words"));
    let again = desk.ok(&["undo", &undo, "--yes"]);
    assert!(again.out.contains("enishi undo undo-"), "{}", again.out);
    assert_eq!(desk.content(), changed);
    // Done again, it can be undone again; the undo that was undone cannot.
    desk.run(&["undo", &undo, "--yes"]).expect(3);
    desk.ok(&["undo", &second, "--yes"]);

    // The first goes wholly back now.
    let done = desk.ok(&["undo", &first, "--yes", "--format", "json"]);
    let done: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(done["kept_count"], 0, "{done}");
    assert_eq!(desk.count("seed"), 0);
    desk.ok(&["verify"]);
}

#[test]
fn an_undo_that_leaves_something_exits_1() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(3));
    let first = desk.json(&["import", "seed", "seeds.jsonl", "--apply", "--format", "json"]);
    let first = first["batch"].as_str().unwrap().to_owned();
    desk.file("changed.jsonl", seeds(3).replace("Generated seed 1 on", "A person's own words on"));
    desk.ok(&["import", "seed", "changed.jsonl", "--apply"]);
    let done = desk.run(&["undo", &first, "--yes", "--format", "json"]).expect(1);
    let done: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    let kept = done["kept"].as_array().unwrap();
    let edited: Vec<_> = kept.iter().filter(|kept| kept["why"] == "edited").collect();
    assert_eq!(edited.len(), 1, "{done}");
    let field = &edited[0]["fields"][0];
    assert_eq!((&field["field"], &field["by"]), (&"title".into(), &"cli:operator".into()));
    assert!(field["value"].to_string().contains("A person's own words"), "{field}");
    assert_eq!(desk.count("seed"), 1);
    desk.ok(&["verify"]);
}
