//! A real PostgreSQL for tests: one server for a test run, one fresh database per call.
//!
//! Where `ENISHI_TEST_POSTGRES` names the socket folder of a running server (the test command sets it through
//! `enishi-testkit with-postgres`), that server is used by every test process. Otherwise the first call in a
//! process starts one. Not here: tables and rows; this module knows no schema.

mod folder;
mod programs;
mod server;

use std::{
    env,
    path::{Path, PathBuf},
    sync::{LazyLock, OnceLock},
};

use programs::Programs;
pub use server::Server;
use uuid::Uuid;

/// The variable that names the socket folder of a server shared by all test processes of a run.
pub const SHARED: &str = "ENISHI_TEST_POSTGRES";

/// Why PostgreSQL cannot be had here, in one line with the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("PostgreSQL tests are skipped: {0}")]
pub struct Unavailable(String);

/// A fresh, empty database; it is dropped with this value.
#[derive(Debug)]
pub struct Database {
    /// The address for sqlx: `postgres:///name?host=/socket/folder&user=postgres`.
    pub url: String,
    name: String,
}

impl Database {
    /// The name of the database on its server.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A database that stays behind takes room and nothing else, and goes with its server: say it, do not fail.
        if let Err(error) = execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)) {
            say(&format!("database {} was not dropped: {error}", self.name));
        }
    }
}

/// Whether PostgreSQL can be had here.
///
/// # Errors
/// [`Unavailable`], with the remedy, where it is not installed.
///
/// # Panics
/// Under `CI=true`, where nothing may be skipped.
pub fn available() -> Result<(), Unavailable> {
    match &*PROGRAMS {
        Ok(_) => Ok(()),
        Err(reason) if is_ci() => panic!("nothing may be skipped under CI=true: {reason}"),
        Err(reason) => Err(Unavailable(reason.clone())),
    }
}

/// Gives a fresh, empty database, starting the server where none runs yet.
///
/// The default collation is Japanese by ICU on PostgreSQL 15 and later, deliberately not bytewise: a query that
/// sorts text without naming a collation shows here, not at a user's site.
///
/// # Panics
/// When PostgreSQL is not installed (ask [`available`] first) or refuses; the message says which.
pub fn database() -> Database {
    let name = format!("enishi_{}", Uuid::now_v7().simple());
    if let Err(error) = execute(&format!("CREATE DATABASE {name} TEMPLATE template0")) {
        panic!("no test database: {error}");
    }
    Database { url: format!("postgres:///{name}?host={}&user=postgres", url_encode(socket_folder())), name }
}

/// Gives a database, or says in one line on stderr that `test` is skipped and how to get PostgreSQL.
///
/// # Panics
/// As [`available`] and [`database`] do.
pub fn database_or_skip(test: &str) -> Option<Database> {
    match available() {
        Ok(()) => Some(database()),
        Err(reason) => {
            say(&format!("{test}: {reason}"));
            None
        }
    }
}

/// The folder of the server's socket: of the shared server, else of this process's own.
///
/// # Panics
/// When this process has to start its own server and cannot.
pub fn socket_folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    static OWN: OnceLock<Server> = OnceLock::new();
    FOLDER.get_or_init(|| match env::var_os(SHARED) {
        Some(folder) => PathBuf::from(folder),
        None => match Server::start() {
            Ok(server) => OWN.get_or_init(|| server).folder().to_owned(),
            Err(error) => panic!("PostgreSQL did not start: {error}"),
        },
    })
}

static PROGRAMS: LazyLock<Result<Programs, String>> = LazyLock::new(programs::find);

fn is_ci() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true")
}

fn execute(statement: &str) -> Result<(), String> {
    let programs = PROGRAMS.as_ref().map_err(Clone::clone)?;
    let folder = socket_folder();
    let mut psql = programs.command("psql");
    psql.args(["--no-psqlrc", "--quiet", "--username=postgres", "--dbname=postgres", "--host"]).arg(folder);
    psql.args(["--command", statement]);
    programs::run(psql).map(drop).map_err(|error| format!("`{statement}`: {error}"))
}

/// Escapes what a query of a URL does not carry as it is; paths of temporary folders seldom need it.
fn url_encode(path: &Path) -> String {
    let mut encoded = String::new();
    for byte in path.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[expect(clippy::print_stderr, reason = "a skipped test is named where the person looks")]
fn say(line: &str) {
    eprintln!("{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_escaped_for_the_address() {
        assert_eq!(url_encode(Path::new("/tmp/enishi-pg-aB1")), "/tmp/enishi-pg-aB1");
        assert_eq!(url_encode(Path::new("/t m/ü&")), "/t%20m/%C3%BC%26");
    }
}
