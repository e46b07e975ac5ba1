//! What an acknowledged commit waits for: the calls that wait for the disk, counted by strace on a running server.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use enishi_testkit::postgres::{self, Server};
use enishi_testkit::rounds;

use crate::browser::{Browser, start};
use crate::desk::{Desk, Running, text};

/// Calls that waited for the disk while `work` was done, each as strace writes it; `None` where nobody may trace.
fn traced(desk: &Desk, processes: &[String], work: impl FnOnce()) -> Option<Vec<String>> {
    let file = desk.path("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-e", "trace=fsync,fdatasync", "-o", text(&file)]);
    for process in processes {
        command.args(["-p", process]);
    }
    let Ok(child) = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn() else {
        eprintln!("not run: strace is not installed");
        return None;
    };
    let mut tracing = Running { child };
    let mut told = BufReader::new(tracing.child.stderr.take().unwrap()).lines();
    for process in processes {
        let line = told.next().and_then(Result::ok).unwrap_or_default();
        if !line.contains("attached") {
            eprintln!("not run: process {process} cannot be traced: {line}");
            return None;
        }
    }
    work();
    // It says of each process that it let go of it: somebody must listen.
    let listening = std::thread::spawn(move || told.for_each(drop));
    tracing.signal("INT");
    listening.join().unwrap();
    let trace = std::fs::read_to_string(file).unwrap();
    Some(trace.lines().filter(|line| line.contains("sync(")).map(ToOwned::to_owned).collect())
}

fn commit(browser: &Browser, commits: u32) {
    for number in 0..commits {
        let body = format!(
            "{{\"fields\":{{\"title\":{{\"original\":\"en\",\"en\":\"Seed {number}\"}},\"disclosure\":\"public\"}}}}"
        );
        assert_eq!(browser.send("POST", "/api/v1/seeds", "application/json", body.as_bytes()).status, 201);
    }
}

/// Once for each commit, and now and then for a checkpoint.
#[track_caller]
fn once_each(engine: &str, calls: &[String], of_the_log: &str, commits: u32) {
    let count = calls.iter().filter(|call| call.contains(of_the_log)).count();
    eprintln!("{engine}: {commits} commits, {count} waits for {of_the_log}, {} in all", calls.len());
    let (count, commits) = (u32::try_from(count).unwrap(), commits);
    assert!(count >= commits, "a commit was acknowledged before it was on the disk: {calls:#?}");
    assert!(count <= commits + commits / 4 + 10, "a commit waits more than once: {calls:#?}");
}

#[test]
fn a_commit_waits_for_the_disk_once_on_sqlite() {
    let (desk, commits) = (Desk::new(), rounds(20, 200));
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let mut browser = Browser::new(&lines[0]);
    browser.sign_in(&lines[1]);
    let calls = traced(&desk, &[running.child.id().to_string()], || commit(&browser, commits));
    if let Some(calls) = calls {
        once_each("SQLite", &calls, "enishi.sqlite-wal", commits);
    }
    assert_eq!(running.signal("TERM"), Some(0));
}

#[test]
fn a_commit_waits_for_the_disk_once_on_postgres() {
    if let Err(reason) = postgres::available() {
        eprintln!("waits of PostgreSQL: {reason}");
        return;
    }
    let (desk, commits, server) = (Desk::new(), rounds(20, 200), Server::start().unwrap());
    let url = format!("postgres:///postgres?host={}&user=postgres", server.folder().display());
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0", "--database-url", &url], 5);
    let mut browser = Browser::new(&lines[0]);
    browser.sign_in(&lines[1]);
    let main = server.process().unwrap();
    let children = std::fs::read_to_string(format!("/proc/{main}/task/{main}/children")).unwrap();
    let mut processes = vec![main];
    processes.extend(children.split_whitespace().map(ToOwned::to_owned));
    if let Some(calls) = traced(&desk, &processes, || commit(&browser, commits)) {
        once_each("PostgreSQL", &calls, "pg_wal/", commits);
    }
    assert_eq!(running.signal("TERM"), Some(0));
}
