//! One running server: made, started, watched, and gone with the process that started it.

use std::{
    env, fs,
    io::Write as _,
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
/// Where the server writes down its process and state.
const PROCESS: &str = "data/postmaster.pid";
/// How often it is asked.
const ASK_EVERY: Duration = Duration::from_millis(20);

/// The supervisor: it holds the server and waits for the end of its own input, which comes when the process that
/// started it goes, in whatever way. Rejected: the kernel's parent-death signal alone, which fires when the *thread*
/// that started the child ends, and test threads end. It still guards the server against a killed supervisor.
/// A line of input starts a server again that was killed; it is waited for first, or its process number would stand.
const SUPERVISE: &str = r#"
folder=$1; shift
start() { "$@" </dev/null >>"$folder/postgres.log" 2>&1 & server=$!; }
start "$@"
while read -r ignored; do
    wait "$server"
    start "$@"
done
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
        server.wait_until_ready(0, None)?;
        Ok(server)
    }

    /// Runs a statement in the database `postgres` and gives what it says.
    ///
    /// # Errors
    /// What the server refuses.
    pub fn ask(&self, statement: &str) -> Result<String, String> {
        let mut psql = PROGRAMS.as_ref().map_err(Clone::clone)?.command("psql");
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]);
        psql.args(["--username=postgres", "--dbname=postgres", "--host"]).arg(&self.folder);
        psql.args(["--command", statement]);
        run(psql).map_err(|error| format!("`{statement}`: {error}"))
    }

    /// Ends the server with SIGKILL, the main process and all its children at once, as a power cut to it would.
    ///
    /// # Errors
    /// A sentence that says what could not be done.
    pub fn kill(&self) -> Result<(), String> {
        let main = self.process()?;
        // Stopped first, so that it makes no child that nobody names.
        signal("STOP", &[&main])?;
        until_state(&main, 'T')?;
        let children = format!("/proc/{main}/task/{main}/children");
        let children = fs::read_to_string(&children).map_err(|error| format!("{children}: {error}"))?;
        let all: Vec<&str> = std::iter::once(&*main).chain(children.split_whitespace()).collect();
        // A child that ended meanwhile is refused, the others are told all the same.
        let told = signal("KILL", &all);
        for process in all {
            until_state(process, 'Z').map_err(|left| format!("{left}; {told:?}"))?;
        }
        Ok(())
    }

    /// Starts a server again that was killed, and waits until it has recovered and answers.
    ///
    /// # Errors
    /// A sentence that says what the server said.
    pub fn start_again(&mut self) -> Result<(), String> {
        let killed = self.process()?;
        let said = self.read("postgres.log").len();
        let input = self.supervisor.stdin.as_mut().ok_or("the supervisor has ended")?;
        input.write_all(b"again\n").map_err(|error| format!("the supervisor: {error}"))?;
        self.wait_until_ready(said, Some(&killed))
    }

    /// The number of the main process, as the server wrote it down.
    ///
    /// # Errors
    /// The server never ran.
    pub fn process(&self) -> Result<String, String> {
        let text = self.read(PROCESS);
        text.lines().next().map(str::to_owned).ok_or_else(|| format!("{PROCESS} is not there"))
    }

    /// The folder that holds the socket: the value for [`super::SHARED`].
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap_or_default()
    }

    /// Reads the state that the server itself keeps; asking through the socket would fill its log with refusals. What
    /// a killed one left in the log and of its state is passed over.
    fn wait_until_ready(&self, said: usize, killed: Option<&str>) -> Result<(), String> {
        let begin = Instant::now();
        loop {
            let state = self.read(PROCESS);
            // The eighth line is the state: `ready` once connections are taken.
            let is_ready = state.lines().nth(7).is_some_and(|state| state.trim() == "ready");
            if is_ready && state.lines().next() != killed {
                return Ok(());
            }
            let log = self.read("postgres.log");
            let log = log.get(said..).unwrap_or_default();
            // While one recovers, it refuses whoever asks with such a line.
            if (killed.is_none() && log.contains("FATAL")) || begin.elapsed() > PATIENCE {
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

fn signal(name: &str, processes: &[&str]) -> Result<(), String> {
    let mut kill = Command::new("kill");
    kill.arg(format!("-{name}")).args(processes);
    run(kill).map(drop)
}

/// Waits until a process is in a state of `/proc/PROCESS/stat`, or gone.
fn until_state(process: &str, state: char) -> Result<(), String> {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        // The state follows the name, which stands in brackets and may hold anything.
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let found = stat.rsplit(") ").next().and_then(|rest| rest.chars().next());
        if found.is_none_or(|found| found == state) {
            return Ok(());
        }
        thread::sleep(ASK_EVERY / 4);
    }
    Err(format!("process {process} does not come into state {state}"))
}

fn command(words: &[String]) -> Result<Command, String> {
    let (program, rest) = words.split_first().ok_or("no program to run")?;
    let mut command = Command::new(program);
    command.args(rest);
    Ok(command)
}
