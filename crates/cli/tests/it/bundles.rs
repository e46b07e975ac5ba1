//! A region leaves with all its data, and another register takes it in, on either engine.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use enishi_testkit::postgres::database_or_skip;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::desk::{Desk, text};

/// In the title of a cluster that nobody but its coordinator may see.
const MARKER: &str = "Amaranth";

fn content(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files
}

fn pack(path: &Path, files: &BTreeMap<String, Vec<u8>>) {
    let mut zip = ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

/// A region with a cluster and what hangs on it, and another region.
fn register(desk: &Desk) -> String {
    let import = |kind: &str, lines: &[serde_json::Value]| {
        let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
        desk.file("rows.jsonl", text.join("\n"));
        desk.ok(&["import", kind, "rows.jsonl", "--apply", "--set", "source=A test"]);
    };
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    import(
        "region",
        &[
            json(r#"{"name[en]":"North","disclosure":"public"}"#),
            json(r#"{"name[en]":"South","disclosure":"public"}"#),
        ],
    );
    import(
        "cluster",
        &[
            json(r#"{"name[en]":"North cluster","regions":["North"],"disclosure":"public"}"#),
            json(r#"{"name[en]":"South cluster","regions":["South"],"disclosure":"public"}"#),
            json(&format!(r#"{{"name[en]":"{MARKER} cluster","regions":["South"],"disclosure":"secret"}}"#)),
        ],
    );
    let shared = format!(
        r#"{{"title[en]":"A shared need","clusters":["North cluster","South cluster","{MARKER} cluster"],"company":"Sample Works"}}"#
    );
    import(
        "need",
        &[
            json(
                r#"{"title[en]":"A need of the north","clusters":["North cluster"],"company":"Sample Works"}"#,
            ),
            json(
                r#"{"title[en]":"A need of the south","clusters":["South cluster"],"company":"Sample Foundry"}"#,
            ),
            json(&shared),
        ],
    );
    import(
        "project",
        &[json(
            r#"{"title[en]":"A project of the north","cluster":"North cluster","needs":["A need that no cluster has"]}"#,
        )],
    );
    let regions = desk.json(&["list", "region", "--format", "json"]);
    let north = regions["items"].as_array().unwrap().iter().find(|item| item.to_string().contains("North"));
    north.unwrap()["ref"].as_str().unwrap().to_owned()
}

#[test]
fn what_belongs_leaves_and_comes_back_the_same_on_either_engine() {
    let desk = Desk::new();
    let north = register(&desk);
    let needs = desk.json(&["list", "need", "--format", "json"]);
    let need =
        needs["items"].as_array().unwrap().iter().find(|item| item.to_string().contains("need of the north"));
    let need = need.unwrap()["ref"].as_str().unwrap();
    desk.file("notes.txt", "A leaflet of the north");
    desk.ok(&["attach", need, "notes.txt", "--layer", "member"]);
    desk.ok(&["bundle", "write", &north, "north.zip"]);
    desk.run(&["bundle", "write", &north, "north.zip"]).expect(2);
    desk.run(&["bundle", "write", need, "need.zip"]).expect(2).says(&["region"]);
    let leaving = content(&desk.path("north.zip"));
    let records = |name: &str| String::from_utf8(leaving[&format!("records/{name}.jsonl")].clone()).unwrap();
    assert!(records("needs").contains("A need of the north") && records("needs").contains("A shared need"));
    assert!(records("needs").contains("A need that no cluster has"));
    assert!(
        !records("needs").contains("A need of the south") && !records("organisations").contains("Foundry")
    );
    assert!(
        records("projects").contains("A project of the north") && records("organisations").contains("Works")
    );
    assert!(String::from_utf8_lossy(&leaving["named/clusters.jsonl"]).contains("South cluster"));
    assert!(leaving["README.ja.txt"].len() > 1_000 && leaving["README.en.txt"].len() > 1_000);
    assert!(leaving.values().any(|bytes| bytes.starts_with(b"A leaflet of the north")));
    // What is only named goes as everybody sees it: a closed cluster is nowhere, not even by its reference.
    for (name, bytes) in leaving.iter().filter(|(name, _)| !name.ends_with(".xlsx")) {
        assert!(!String::from_utf8_lossy(bytes).contains(MARKER), "{name}");
    }
    let postgres = database_or_skip("a bundle into PostgreSQL");
    let mut places = vec![vec!["--data".to_owned(), text(&desk.path("other")).to_owned()]];
    if let Some(postgres) = &postgres {
        let folder = format!("data_dir={}", text(&desk.path("other-index")));
        places.push(vec!["--database-url".to_owned(), postgres.url.clone(), "--setting".to_owned(), folder]);
    }
    for (number, place) in places.iter().enumerate() {
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        desk.ok(&[&["bundle", "load", "north.zip"], &place[..]].concat());
        let again = format!("again-{number}.zip");
        desk.ok(&[&["bundle", "write", &north, &again], &place[..]].concat());
        let came = content(&desk.path(&again));
        for (name, bytes) in &leaving {
            let is_of_the_register =
                name.starts_with("records/") || name.starts_with("named/") || name.starts_with("files");
            assert!(!is_of_the_register || came.get(name) == Some(bytes), "{name} came back different");
        }
        assert_eq!(came.len(), leaving.len());
        desk.ok(&[&["verify"], &place[..]].concat());
        desk.run(&[&["bundle", "load", "north.zip"], &place[..]].concat()).expect(3);
    }
}

#[test]
fn one_changed_byte_is_found_by_us_and_by_openssl() {
    let desk = Desk::new();
    let north = register(&desk);
    desk.ok(&["bundle", "write", &north, "north.zip"]);
    let whole = content(&desk.path("north.zip"));
    let key = desk.ok(&["bundle", "key"]).out;
    assert!(key.starts_with(std::str::from_utf8(&whole["public-key.pem"]).unwrap()), "{key}");
    for name in whole.keys() {
        let mut changed = whole.clone();
        let bytes = changed.get_mut(name).unwrap();
        if let Some(byte) = bytes.last_mut() {
            *byte ^= 1;
        } else {
            bytes.push(b' ');
        }
        pack(&desk.path("changed.zip"), &changed);
        let done = desk.run(&["bundle", "verify", "changed.zip"]);
        // The last byte of the key's PEM is the end of its last line, which says nothing.
        assert!(done.code == 2 || name == "public-key.pem", "{name}: {} {}", done.code, done.out);
        if done.code == 2 {
            desk.run(&["bundle", "load", "changed.zip", "--data", "never"]).expect(2);
        }
    }
    let mut more = whole.clone();
    more.insert("records/stranger.jsonl".to_owned(), Vec::new());
    pack(&desk.path("more.zip"), &more);
    desk.run(&["bundle", "verify", "more.zip"]).expect(2).says(&["stranger"]);
    pack(&desk.path("same.zip"), &whole);
    desk.ok(&["bundle", "verify", "same.zip"]);

    for name in ["manifest.json", "manifest.json.sig", "public-key.pem"] {
        desk.file(name, &whole[name]);
    }
    let openssl = |manifest: &str| {
        let args = ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "public-key.pem"];
        let mut command = Command::new("openssl");
        command
            .args(args)
            .args(["-sigfile", "manifest.json.sig", "-in", manifest])
            .current_dir(desk.path(""));
        command.output().map(|output| output.status.success())
    };
    let Ok(is_right) = openssl("manifest.json") else {
        eprintln!("not run: openssl is not installed");
        return;
    };
    assert!(is_right);
    let mut manifest = whole["manifest.json"].clone();
    manifest[10] ^= 1;
    desk.file("changed.json", manifest);
    assert!(!openssl("changed.json").unwrap());
}
