//! Files of records at the command line; `kill -9` while one comes in.

use enishi_testkit::papers;
use serde_json::Value as Json;

use crate::desk::{Desk, seeds};

fn desk_with_seed() -> (Desk, String) {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(1));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    let list = desk.json(&["list", "seed", "--format", "json"]);
    let reference = list["items"][0]["ref"].as_str().unwrap().to_owned();
    (desk, reference)
}

fn files(desk: &Desk, reference: &str) -> Vec<Json> {
    desk.json(&["files", reference, "--format", "json"]).as_array().unwrap().clone()
}

#[test]
fn files_go_in_are_found_and_come_out() {
    let (desk, reference) = desk_with_seed();
    let pdf = papers::pdf(&["螺旋水車による発電"]);
    desk.file("資料.pdf", &pdf).file("locked.pdf", papers::locked_pdf());
    desk.ok(&["attach", &reference, "資料.pdf", "locked.pdf", "--layer", "public"]);
    let found = files(&desk, &reference);
    let shown: Vec<_> = found
        .iter()
        .map(|file| (file["name"].as_str().unwrap(), file["text"].as_str().unwrap(), file["reason"].as_str()))
        .collect();
    assert_eq!(shown, [("資料.pdf", "whole", None), ("locked.pdf", "unreadable", Some("locked"))]);
    let hit = desk.json(&["match", "--text", "螺旋水車", "--format", "json"]);
    assert_eq!(hit["items"][0]["ref"].as_str(), Some(reference.as_str()));
    desk.ok(&["files", "get", &reference, "資料.pdf", "--output", "copy.pdf"]);
    assert_eq!(std::fs::read(desk.path("copy.pdf")).unwrap(), pdf);
    let refused = desk.run(&["files", "get", &reference, "資科.pdf"]).expect(2);
    assert!(refused.err.contains("資料.pdf"), "{}", refused.err);
    // A file that is there already is not written over.
    assert_ne!(desk.run(&["files", "get", &reference, "資料.pdf"]).code, 0);
}

#[test]
fn the_limit_of_a_file_is_a_setting() {
    let (desk, reference) = desk_with_seed();
    desk.file("two.bin", vec![7; 2 << 20]);
    let refused =
        desk.command(&["attach", &reference, "two.bin"]).env("ENISHI_MAX_FILE_MB", "1").output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("1 MB"));
    let wrong = desk.command(&["files", &reference]).env("ENISHI_MAX_FILE_MB", "0").output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    desk.ok(&["attach", &reference, "two.bin"]);
    assert_eq!(files(&desk, &reference).len(), 1);
}

#[test]
fn a_killed_upload_is_wholly_there_or_wholly_absent() {
    let bytes: Vec<u8> = (0..40_u32 << 20).map(|at| u8::try_from((at >> 8) % 251).unwrap()).collect();
    for written in [1_u64, 8 << 20, 24 << 20] {
        let (desk, reference) = desk_with_seed();
        desk.file("large.bin", &bytes);
        let journal = desk.data().join("enishi.sqlite-wal");
        let mut running = desk.start(&["attach", &reference, "large.bin"]);
        // The journal grows while the bytes go into the transaction.
        while std::fs::metadata(&journal).map_or(0, |file| file.len()) < written {
            assert!(running.child.try_wait().unwrap().is_none(), "{written} bytes were not reached");
        }
        assert_eq!(running.signal("KILL"), None, "it was killed");
        match files(&desk, &reference).as_slice() {
            [] => {}
            [file] => assert_eq!(file["size"].as_u64(), Some(40 << 20)),
            more => panic!("{more:?}"),
        }
        if files(&desk, &reference).is_empty() {
            desk.ok(&["attach", &reference, "large.bin"]);
        }
        desk.ok(&["files", "get", &reference, "large.bin", "--output", "copy.bin"]);
        assert!(std::fs::read(desk.path("copy.bin")).unwrap() == bytes, "{written}");
    }
}
