//! One running server: made, started, watched, and gone with the process that started it.

use std::{
    env, fs,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{PROGRAMS, folder, programs::Programs, programs::run};

/// Set to `off` where the disk is slow; the default `on` is what a user's server does.
const FSYNC: &str = "ENISHI_TEST_POSTGRES_FSYNC";
/// How long a server may take to answer; a loaded machine takes two or three seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is asked.
const ASK_EVERY: Duration = Duration::from_millis(20);

/// The supervisor: it holds the server and waits for the end of its own input, which comes when the process that
/// started it goes, in whatever way. Rejected: the kernel's parent-death signal alone, which fires when the *thread*
/// that started the child ends, and test threads end. It still guards the server against a killed supervisor.
const SUPERVISE: &str = r#"
folder=$1; shift
"$@" </dev/null >>"$folder/postgres.log" 2>&1 &
server=$!
read -r ignored
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
"#;

/// A PostgreSQL server in a private folder, reachable by its socket only.
///
/// It stops, and its folder goes, when this value is dropped or its process ends, killed or not.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    supervisor: Child,
}

impl Server {
    /// Starts a server and waits until it answers.
    ///
    /// # Errors
    /// A sentence that says which program failed and what it said.
    ///
    /// # Cost
    /// About one second: `initdb` and the start.
    pub fn start() -> Result<Server, String> {
        let programs = PROGRAMS.as_ref().map_err(Clone::clone)?;
        let temporary = env::temp_dir();
        folder::remove_stale(&temporary)?;
        let folder = folder::create(&temporary, programs.account.as_ref())?;
        let server = init(programs, &folder).and_then(|()| supervise(programs, &folder));
        let server = match server {
            Ok(supervisor) => Server { folder, supervisor },
            Err(error) => {
                return Err(match fs::remove_dir_all(&folder) {
                    Ok(()) => error,
                    Err(left) => format!("{error}; and {} stays: {left}", folder.display()),
                });
            }
        };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// The folder that holds the socket: the value for [`super::SHARED`].
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads the state that the server itself keeps; asking through the socket would fill its log with refusals.
    fn wait_until_ready(&self) -> Result<(), String> {
        let begin = Instant::now();
        let read = |name| fs::read_to_string(self.folder.join(name)).unwrap_or_default();
        loop {
            // The eighth line of postmaster.pid is the state: `ready` once connections are taken.
            if read("data/postmaster.pid").lines().nth(7).is_some_and(|state| state.trim() == "ready") {
                return Ok(());
            }
            let log = read("postgres.log");
            if log.contains("FATAL") || begin.elapsed() > PATIENCE {
                let seconds = begin.elapsed().as_secs();
                return Err(format!("postgres does not answer after {seconds} s: {}", log.trim()));
            }
            thread::sleep(ASK_EVERY);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        // The supervisor ends by itself now; waiting lets the folder be gone when this returns.
        let _status = self.supervisor.wait();
    }
}

fn init(programs: &Programs, folder: &Path) -> Result<(), String> {
    let mut command = command(&programs.server_words("initdb", false))?;
    command.arg("--pgdata").arg(folder.join("data"));
    // Nobody but this account can enter the folder, so the socket asks for no password. What initdb writes need not
    // survive a power cut; what the tests write follows `fsync` below.
    command.args([
        "--username=postgres",
        "--auth=trust",
        "--no-sync",
        "--no-instructions",
        "--encoding=UTF8",
    ]);
    if programs.major()? >= 15 {
        command.args(["--locale-provider=icu", "--icu-locale=ja", "--locale=C.UTF-8"]);
    } else {
        command.arg("--locale=C.UTF-8");
    }
    command.current_dir("/");
    run(command).map(drop)
}

fn supervise(programs: &Programs, folder: &Path) -> Result<Child, String> {
    let fsync = env::var(FSYNC).unwrap_or_else(|_| "on".to_owned());
    let mut shell = Command::new("sh");
    shell.args(["-c", SUPERVISE, "enishi-testkit"]).arg(folder).args(programs.server_words("postgres", true));
    shell.arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    // 200 connections: several test processes with a pool each, and the tests with 16 writers.
    for setting in
        ["listen_addresses=", "max_connections=200", "shared_buffers=64MB", "timezone=UTC", "jit=off"]
    {
        shell.args(["-c", setting]);
    }
    shell.args(["-c", &format!("fsync={fsync}")]);
    // A group of its own: Ctrl-C and a runner that kills its test's group reach the test, and the supervisor then
    // cleans up.
    shell.current_dir("/").process_group(0);
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.spawn().map_err(|error| format!("sh: {error}"))
}

fn command(words: &[String]) -> Result<Command, String> {
    let (program, rest) = words.split_first().ok_or("no program to run")?;
    let mut command = Command::new(program);
    command.args(rest);
    Ok(command)
}
