//! Faults that belong to running: each is told in words that say what to do, loses nothing, and passes when its cause does.
//! docs/faults.md lists them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use enishi_testkit::postgres::{self, Server};

use crate::browser::{Browser, start};
use crate::desk::{Desk, install, seeds, text};

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(60), "{what} did not happen");
        std::thread::yield_now();
    }
}

/// Sets the greatest size of files for a running process.
fn limit_files(process: u32, limit: &str) {
    let limit = format!("--fsize={limit}");
    let status = Command::new("prlimit").args(["--pid", &process.to_string(), &limit]).status().unwrap();
    assert!(status.success());
}

#[test]
fn a_full_disk_is_told_by_the_server_and_passes() {
    let desk = Desk::new();
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let mut browser = Browser::new(&lines[0]);
    browser.sign_in(&lines[1]);
    let make = |number: usize| {
        let body = format!(
            "{{\"fields\":{{\"title\":{{\"original\":\"en\",\"en\":\"Seed {number}\"}},\"disclosure\":\"public\"}}}}"
        );
        browser.send("POST", "/api/v1/seeds", "application/json", body.as_bytes())
    };
    assert_eq!(make(0).status, 201);
    let size = std::fs::metadata(desk.data().join("enishi.sqlite-wal")).unwrap().len();
    // Room for a few commits, and no more: the log of SQLite grows by pages.
    let limit = (size + 60_000).to_string();
    limit_files(running.child.id(), &format!("{limit}:unlimited"));
    let mut made = 1;
    let refused = loop {
        let answer = make(made);
        if answer.status != 201 {
            break answer;
        }
        made += 1;
        assert!(made < 1_000, "the limit of {limit} bytes was not reached");
    };
    assert_eq!((refused.status, &refused.json()["code"]), (503, &"store-full".into()), "{}", refused.body);
    assert!(refused.json()["hint"].as_str().unwrap().contains("doctor"), "{}", refused.body);
    // What was acknowledged is there, and reading goes on.
    let total = || browser.get("/api/v1/seeds?limit=1").json()["total"].as_u64().unwrap();
    assert_eq!(usize::try_from(total()).unwrap(), made);
    assert_eq!(make(made).status, 503);
    limit_files(running.child.id(), "unlimited:unlimited");
    assert_eq!(make(made).status, 201, "the service resumes by itself");
    assert_eq!(usize::try_from(total()).unwrap(), made + 1);
    assert_eq!(running.signal("TERM"), Some(0));
}

#[test]
fn a_full_disk_ends_an_import_wholly() {
    let desk = Desk::new();
    desk.file("few.jsonl", seeds(10));
    desk.ok(&["import", "seed", "few.jsonl", "--apply"]);
    desk.file("many.jsonl", seeds(6_000));
    let script = "ulimit -S -f 4096; exec \"$0\" import seed many.jsonl --apply";
    let mut command = Command::new("bash");
    command.args(["-c", script, env!("CARGO_BIN_EXE_enishi")]).current_dir(desk.path("."));
    command.env("ENISHI_DATA_DIR", desk.data()).env("ENISHI_LANG", "en");
    let done = command.output().unwrap();
    let err = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(4), "{err}");
    assert!(err.contains("no room to write") && err.contains("enishi doctor"), "{err}");
    assert_eq!(desk.count("seed"), 10);
    desk.ok(&["import", "seed", "many.jsonl", "--apply"]);
    assert_eq!(desk.count("seed"), 6_000);
}

/// A command as a user who does not own the folder; `setpriv` where the tests run as root, who may do everything.
fn as_a_stranger(desk: &Desk, args: &[&str]) -> Command {
    // The checkout may lie where only its owner gets to.
    let program = desk.path("enishi");
    if !program.exists() {
        install(&program);
    }
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.args(args).env("ENISHI_DATA_DIR", desk.data()).env("ENISHI_LANG", "en");
    command.env("TMPDIR", "/tmp").env_remove("XDG_DATA_HOME").stdin(Stdio::null()).current_dir("/");
    command
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
#[cfg(unix)]
fn a_read_only_folder_is_told_with_what_to_do() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(5));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    let everything = || {
        let mut paths: Vec<PathBuf> = vec![desk.data()];
        paths.extend(std::fs::read_dir(desk.data()).unwrap().map(|entry| entry.unwrap().path()));
        paths
    };
    allow(&desk.path("."), 0o755);
    for path in everything() {
        allow(&path, if path.is_dir() { 0o555 } else { 0o444 });
    }
    for args in [&["list", "seed"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let done = as_a_stranger(&desk, args).output().unwrap();
        let err = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(4), "{args:?}: {err}");
        assert!(err.contains("hint: ") && !err.contains("panicked"), "{args:?}: {err}");
    }
    let done = as_a_stranger(&desk, &["doctor"]).output().unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(1), "{out}{}", String::from_utf8_lossy(&done.stderr));
    assert!(out.contains("chown") || out.contains("chmod"), "{out}");
    // The folder of the backups is another matter, and has words of its own.
    std::fs::create_dir(desk.path("copies")).unwrap();
    let copies = format!("backup_dir={}", text(&desk.path("copies")));
    let done = as_a_stranger(&desk, &["doctor", "--setting", &copies]).output().unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert!(
        out.contains("no nightly backup will be made") && out.contains("/var/lib/enishi-backup"),
        "{out}"
    );
    for path in everything() {
        allow(&path, if path.is_dir() { 0o700 } else { 0o600 });
    }
    assert_eq!(desk.count("seed"), 5);
}

/// Ends every connection but the one that asks for it; those of the server's own processes stay.
const END_OTHERS: &str =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()";

/// A PostgreSQL of this test alone, to be stopped and let go on.
struct Frozen {
    server: Server,
}

impl Frozen {
    fn url(&self) -> String {
        format!("postgres:///postgres?host={}&user=postgres", self.server.folder().display())
    }

    /// Sends a signal to the server and all its processes.
    fn signal(&self, name: &str) {
        let main = self.server.process().unwrap();
        let children = std::fs::read_to_string(format!("/proc/{main}/task/{main}/children")).unwrap();
        let mut kill = Command::new("kill");
        kill.arg(format!("-{name}")).arg(&main).args(children.split_whitespace());
        assert!(kill.status().unwrap().success());
    }
}

fn frozen(test: &str) -> Option<Frozen> {
    if let Err(reason) = postgres::available() {
        eprintln!("{test}: {reason}");
        return None;
    }
    Some(Frozen { server: Server::start().unwrap() })
}

#[test]
fn a_postgresql_that_falls_silent_is_told_and_nothing_is_lost() {
    let Some(frozen) = frozen("silent") else { return };
    let desk = Desk::new();
    let url = frozen.url();
    let args = ["serve", "--listen", "127.0.0.1:0", "--database-url", &url];
    let (mut running, lines) = start(&desk, &args, 5);
    let mut browser = Browser::new(&lines[0]);
    browser.sign_in(&lines[1]);
    let body = "{\"fields\":{\"title\":{\"original\":\"en\",\"en\":\"A seed\"},\"disclosure\":\"public\"}}";
    assert_eq!(browser.send("POST", "/api/v1/seeds", "application/json", body.as_bytes()).status, 201);
    frozen.signal("STOP");
    let ready = browser.get("/health/ready");
    assert_eq!((ready.status, &ready.json()["store_state"]), (503, &"silent".into()), "{}", ready.body);
    assert_eq!(browser.get("/health/live").status, 200);
    let read = browser.get("/api/v1/seeds?limit=1");
    assert_eq!((read.status, &read.json()["code"]), (503, &"store-unreachable".into()), "{}", read.body);
    // Who writes meanwhile waits, and is not left in doubt.
    let (host, cookie) = (browser.host.clone(), browser.cookie.clone());
    let writer = std::thread::spawn(move || {
        Browser { host, cookie }.send("POST", "/api/v1/seeds", "application/json", body.as_bytes()).status
    });
    frozen.signal("CONT");
    assert_eq!(writer.join().unwrap(), 201);
    until("being ready again", || browser.get("/health/ready").status == 200);
    assert_eq!(browser.get("/api/v1/seeds?limit=1").json()["total"], 2);
    // Connections that the server ends are made anew.
    frozen.server.ask(END_OTHERS).unwrap();
    until("being ready again", || browser.get("/health/ready").status == 200);
    assert_eq!(browser.send("POST", "/api/v1/seeds", "application/json", body.as_bytes()).status, 201);
    assert_eq!(running.signal("TERM"), Some(0));
}

#[test]
fn a_connection_lost_in_the_middle_of_an_import_leaves_nothing() {
    use std::io::{BufRead as _, BufReader, Read as _};

    let Some(frozen) = frozen("lost connection") else { return };
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(3_000));
    let url = frozen.url();
    let args = ["import", "seed", "seeds.jsonl", "--apply", "--format", "json", "--database-url", &url];
    let mut running = desk.start(&args);
    let mut err = BufReader::new(running.child.stderr.take().unwrap());
    let mut line = String::new();
    loop {
        line.clear();
        assert_ne!(err.read_line(&mut line).unwrap(), 0, "the step was not reached");
        let json: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        if json["step"] == "writing" && json["done"].as_u64() >= Some(1_000) {
            break;
        }
    }
    frozen.server.ask(END_OTHERS).unwrap();
    let mut rest = String::new();
    err.read_to_string(&mut rest).unwrap();
    assert_eq!(running.child.wait().unwrap().code(), Some(4), "{rest}");
    assert!(rest.contains("does not answer") && rest.contains("Try again"), "{rest}");
    let count = || desk.json(&["list", "seed", "--limit", "1", "--format", "json", "--database-url", &url]);
    assert_eq!(count()["total"], 0);
    desk.ok(&args);
    assert_eq!(count()["total"], 3_000);
    assert!(text(&desk.data()).ends_with("data"));
}
