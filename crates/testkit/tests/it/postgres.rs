//! Starting, sharing and stopping PostgreSQL.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use enishi_testkit::postgres::{self, Server};

const HELPER: &str = env!("CARGO_BIN_EXE_enishi-testkit");

/// Asks the server of a socket folder and gives the answer without its newline.
fn ask(folder: &Path, database: &str, statement: &str) -> Result<String, String> {
    let output = Command::new("psql")
        .args(["--no-psqlrc", "--tuples-only", "--no-align", "--username=postgres", "--host"])
        .arg(folder)
        .args(["--dbname", database, "--command", statement])
        .output()
        .unwrap();
    if output.status.success() {
        Ok(String::from_utf8(output.stdout).unwrap().trim().to_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Whether this machine has PostgreSQL; without it (never under CI=true) the test says so and ends.
fn absent(test: &str) -> bool {
    postgres::available().inspect_err(|reason| eprintln!("{test}: {reason}")).is_err()
}

fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !holds() {
        assert!(begin.elapsed() < Duration::from_secs(20), "{what}: not within 20 s");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn databases_are_fresh_apart_and_dropped() {
    let (Some(one), Some(two)) =
        (postgres::database_or_skip("databases"), postgres::database_or_skip("databases"))
    else {
        return;
    };
    let folder = postgres::socket_folder();
    ask(folder, one.name(), "CREATE TABLE here (id int)").unwrap();
    assert_eq!(ask(folder, one.name(), "SELECT count(*) FROM here").unwrap(), "0");
    assert!(
        ask(folder, two.name(), "SELECT count(*) FROM here").is_err(),
        "the other database must not see it"
    );
    assert!(one.url.starts_with("postgres:///enishi_") && one.url.ends_with("&user=postgres"), "{}", one.url);
    let name = one.name().to_owned();
    drop(one);
    let left = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
    assert_eq!(ask(folder, "postgres", &left).unwrap(), "0");
}

#[test]
fn a_query_that_forgets_the_collation_is_seen() {
    let Some(database) = postgres::database_or_skip("collation") else { return };
    let sorted = "SELECT string_agg(t, '' ORDER BY t) FROM (VALUES ('B'), ('a'), ('C')) v(t)";
    let bytewise = "SELECT string_agg(t, '' ORDER BY t COLLATE \"C\") FROM (VALUES ('B'), ('a'), ('C')) v(t)";
    let folder = postgres::socket_folder();
    assert_eq!(ask(folder, database.name(), bytewise).unwrap(), "BCa");
    assert_eq!(
        ask(folder, database.name(), sorted).unwrap(),
        "aBC",
        "the default collation must not be bytewise"
    );
}

#[test]
fn the_server_is_private_and_goes_with_its_value() {
    if absent("private") {
        return;
    }
    let server = Server::start().unwrap();
    let folder = server.folder().to_owned();
    let found = fs::metadata(&folder).unwrap();
    assert_eq!(found.mode() & 0o777, 0o700);
    assert_ne!(found.uid(), 0, "initdb refuses root");
    assert_eq!(ask(&folder, "postgres", "SHOW listen_addresses").unwrap(), "");
    assert_eq!(ask(&folder, "postgres", "SHOW fsync").unwrap(), "on");
    let pid = postmaster(&folder);
    drop(server);
    assert!(!folder.exists(), "the folder stays");
    assert!(!Path::new("/proc").join(pid).exists(), "the server stays");
}

#[test]
fn a_killed_owner_leaves_no_server_and_no_folder() {
    if absent("killed owner") {
        return;
    }
    let (mut helper, folder) = helper_with_server("echo $ENISHI_TEST_POSTGRES; exec cat");
    let pid = postmaster(&folder);
    helper.kill().unwrap();
    helper.wait().unwrap();
    eventually("the server stops", || !Path::new("/proc").join(&pid).exists());
    eventually("the folder goes", || !folder.exists());
}

#[test]
fn the_helper_gives_the_server_and_the_exit_code_on() {
    if absent("helper") {
        return;
    }
    let script = "test -S $ENISHI_TEST_POSTGRES/.s.PGSQL.5432 && echo $ENISHI_TEST_POSTGRES; exit 7";
    let (mut helper, folder) = helper_with_server(script);
    assert_eq!(helper.wait().unwrap().code(), Some(7));
    assert!(!folder.exists());
}

#[test]
fn the_helper_refuses_what_it_does_not_know() {
    for words in [&["with-mysql", "true"][..], &["with-postgres"][..], &[][..]] {
        assert_eq!(Command::new(HELPER).args(words).output().unwrap().status.code(), Some(2), "{words:?}");
    }
}

/// Starts the helper with a server of its own and a script that prints the socket folder first.
fn helper_with_server(script: &str) -> (std::process::Child, PathBuf) {
    let mut helper = Command::new(HELPER)
        .args(["with-postgres", "sh", "-c", script])
        .env_remove(postgres::SHARED)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(helper.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("enishi-pg-"), "the helper gave no folder: {line:?}");
    (helper, PathBuf::from(line.trim()))
}

fn postmaster(folder: &Path) -> String {
    fs::read_to_string(folder.join("data/postmaster.pid")).unwrap().lines().next().unwrap().to_owned()
}
