//! What stands in the way of a start, and what stands in the way of a folder: each told in words that say what to do.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Command;

use enishi_testkit::postgres;

use crate::browser::{Browser, start};
use crate::desk::{Desk, Running, seeds, text};

#[test]
fn a_database_in_the_file_that_a_variable_overrules_is_told() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(3));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    desk.file("enishi.toml", "database_url = \"postgres:///enishi\"\n");
    desk.ok(&["list", "seed"]).says(&["enishi.toml:1", "ENISHI_DATA_DIR", "no effect"]);
    let (mut running, _) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    assert!(Command::new("kill").arg(running.child.id().to_string()).status().unwrap().success());
    let mut err = String::new();
    running.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert!(err.contains("database_url (enishi.toml:1) has no effect"), "{err}");
    let done = desk.run(&["doctor", "--lang", "ja"]).expect(1);
    assert!(done.out.contains("ENISHI_DATABASE_URL で渡して"), "{}", done.out);
    let shown = desk.json(&["config", "show", "--format", "json"]);
    let settings = shown["settings"].as_array().unwrap();
    let found = settings.iter().find(|setting| setting["name"] == "database_url").unwrap();
    assert_eq!(
        (&found["value"], &found["overruled_by"]),
        (&serde_json::Value::Null, &"ENISHI_DATA_DIR".into())
    );
    let table = desk.ok(&["config", "show"]).out;
    assert!(table.contains("ENISHI_DATA_DIR goes before") && !table.contains("postgres:"), "{table}");
    // Who names a folder by hand knows what he does.
    let done = desk.ok(&["list", "seed", "--data", text(&desk.data())]);
    assert!(!done.err.contains("no effect"), "{}", done.err);
}

#[test]
fn a_start_waits_for_a_postgresql_that_comes_up_later() {
    let Some(database) = postgres::database_or_skip("a start before PostgreSQL") else { return };
    let desk = Desk::new();
    // The socket of the server is where the address says only once the link is made.
    let socket = desk.path("socket");
    let url = format!("postgres:///{}?host={}&user=postgres", database.name(), text(&socket));
    let begin = || {
        let mut running = desk.start(&["serve", "--listen", "127.0.0.1:0", "--database-url", &url]);
        let err = BufReader::new(running.child.stderr.take().unwrap());
        let said = err.lines().map(Result::unwrap).find(|line| line.contains("It is waited for"));
        assert!(said.is_some(), "it ended instead");
        running
    };
    // Who asks to stop meanwhile need not wait.
    assert_eq!(begin().signal("TERM"), Some(0));
    let mut running: Running = begin();
    std::os::unix::fs::symlink(postgres::socket_folder(), &socket).unwrap();
    let out = BufReader::new(running.child.stdout.take().unwrap());
    let address = out.lines().next().unwrap().unwrap();
    assert_eq!(Browser::new(&address).get("/health/ready").status, 200);
    assert_eq!(running.signal("TERM"), Some(0));
}

#[test]
fn an_index_without_its_register_is_not_taken_for_a_new_folder() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(3));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    desk.ok(&["backup", "a.zip"]);
    for name in ["enishi.sqlite", "enishi.sqlite-wal", "enishi.sqlite-shm"] {
        let path = desk.data().join(name);
        assert!(!path.exists() || std::fs::remove_file(path).is_ok());
    }
    for args in
        [&["list", "seed"][..], &["serve", "--listen", "127.0.0.1:0"], &["import", "seed", "seeds.jsonl"]]
    {
        desk.run(args).expect(4).says(&["enishi.sqlite is not", "enishi restore"]);
    }
    desk.ok(&["restore", "a.zip"]);
    assert_eq!(desk.count("seed"), 3);
}

#[test]
fn files_that_are_not_there_or_something_else_are_called_so() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(3));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    desk.run(&["backup", "nowhere/a.zip"])
        .expect(4)
        .says(&["nowhere/a.zip cannot be written", "folder must be there"]);
    desk.run(&["restore", "--check", "none.zip"])
        .expect(2)
        .says(&["none.zip cannot be opened", "name and folder"]);
    desk.run(&["restore", "--check", "seeds.jsonl"]).expect(2).says(&["no backup"]);
    desk.run(&["bundle", "verify", "none.zip"]).expect(2).says(&["none.zip cannot be opened"]);
    desk.ok(&["backup", "a.zip"]);
    for file in ["seeds.jsonl", "a.zip"] {
        let done =
            desk.run(&["bundle", "verify", file]).expect(2).says(&["no bundle of Enishi", "bundle write"]);
        assert!(!done.err.contains("signed") && !done.err.contains("EOCD"), "{}", done.err);
    }
    desk.run(&["bundle", "load", "seeds.jsonl"]).expect(2).says(&["no bundle"]);
    let help = desk.ok(&["import", "--help"]).out;
    assert!(help.contains("enishi kinds"), "{help}");
}
