//! Every exit code, and the form of errors.

use std::process::Stdio;

use crate::desk::{Desk, seeds, text};

#[test]
fn usage_errors_exit_2_with_the_nearest_name() {
    let desk = Desk::new();
    desk.run(&["impotr"]).expect(2).says(&["error: unknown command `impotr`", "hint: ", "import"]);
    desk.run(&["import", "seed", "a.csv", "--aply"]).expect(2).says(&["--aply", "--apply"]);
    desk.run(&["match"]).expect(2).says(&["--need"]);
    desk.run(&["match", "--need", "a", "--seed", "b"]).expect(2);
    desk.run(&["list", "seed", "--limit", "1000"]).expect(2);
    desk.run(&["export", "seed", "--format", "pdf"]).expect(2);
    desk.run(&["--lang", "fr", "kinds"]).expect(2).says(&[
        "the setting `lang` cannot be `fr`",
        "at: --lang",
        "ja or en",
    ]);
    desk.run(&["--color", "alway", "kinds"]).expect(2).says(&["always"]);
    desk.run(&["import", "sed", "a.csv"]).expect(2).says(&["“sed”", "“seed”"]);
    desk.run(&["import", "seed", "a.csv"]).expect(2).says(&["at: a.csv"]);
    assert!(!desk.data().exists(), "nothing was begun");
}

#[test]
fn errors_come_in_the_language_of_the_run() {
    let desk = Desk::new();
    desk.run(&["import", "sed", "a.csv", "--lang", "ja"]).expect(2).says(&["sed", "ではありませんか"]);
    desk.run(&["impotr", "--lang=ja"]).expect(2).says(&["というコマンドはありません"]);
}

#[test]
fn help_and_version_are_results() {
    let desk = Desk::new();
    assert!(desk.ok(&["--help"]).out.contains("import"));
    assert!(desk.ok(&["import", "--help", "--lang", "ja"]).out.contains("表計算"));
    assert!(desk.ok(&["--version"]).out.starts_with("enishi "));
}

#[test]
fn the_environment_exits_4() {
    let desk = Desk::new();
    desk.run(&["list", "seed"]).expect(4).says(&["no register here", "--data"]);
    assert!(!desk.data().exists());
    desk.file("data", "a file where the folder should be");
    desk.file("a.csv", "title[en]\nA\n");
    desk.run(&["import", "seed", "a.csv"]).expect(4);
    let url = "postgres://nobody@127.0.0.1:1/none";
    let done = desk.run(&["list", "seed", "--database-url", url]).expect(4);
    assert!(!done.err.contains("panicked"), "{}", done.err);
}

#[test]
fn refusals_exit_3() {
    let desk = Desk::new();
    desk.run(&["serve", "--listen", "0.0.0.0:0"]).expect(3).says(&["0.0.0.0", "accounts", "ssh"]);
    assert!(!desk.data().exists());
}

#[test]
fn a_port_in_use_exits_4() {
    let desk = Desk::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    desk.run(&["demo", "--port", &port]).expect(4).says(&[&port, "--port 0"]);
}

#[test]
fn nobody_reading_any_more_is_no_error() {
    let desk = Desk::new();
    desk.file("a.jsonl", seeds(1_500));
    desk.ok(&["import", "seed", "a.jsonl", "--apply"]);
    for args in [&["export", "seed", "--format", "jsonl"][..], &["export", "seed"], &["list", "seed"]] {
        let mut child = desk.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(0), "{args:?}: {err}");
        assert!(!err.contains("error"), "{args:?}: {err}");
    }
}

#[test]
fn colour_stays_away_from_files_unless_asked_for() {
    let desk = Desk::new();
    assert!(!desk.ok(&["kinds"]).out.contains('\u{1b}'));
    assert!(desk.ok(&["kinds", "--color", "always"]).out.contains('\u{1b}'));
    let done = desk.command(&["kinds"]).env("ENISHI_COLOR", "always").output().unwrap();
    assert!(String::from_utf8(done.stdout).unwrap().contains('\u{1b}'));
}

#[test]
fn the_folder_may_be_named_by_flag_environment_or_file() {
    let desk = Desk::new();
    desk.file("a.csv", "title[en]\nA\n");
    let elsewhere = desk.path("elsewhere");
    desk.ok(&["import", "seed", "a.csv", "--apply", "--data", text(&elsewhere)]);
    assert!(elsewhere.join("enishi.sqlite").is_file() && !desk.data().exists());
    std::fs::create_dir(desk.path("settings")).unwrap();
    desk.file("settings/kci.toml", "data_dir = \"../elsewhere\"\n");
    let mut command = desk.command(&["list", "seed", "--config", "settings/kci.toml", "--format", "json"]);
    let done = command.env_remove("ENISHI_DATA_DIR").output().unwrap();
    assert!(String::from_utf8(done.stdout).unwrap().contains("\"total\": 1"));
}
