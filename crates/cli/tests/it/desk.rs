//! A temporary folder with a register, in which the binary is run.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value as Json;
use tempfile::TempDir;

/// A folder to work in; the register is `data` in it.
pub struct Desk {
    folder: TempDir,
}

/// What a run left.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Writes a file into the folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        std::fs::write(self.path(name), content).unwrap();
        self
    }

    /// The program with an environment that holds nothing of whoever runs the tests.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_enishi"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("TMPDIR", self.folder.path())
            .env("LANG", "en_GB.UTF-8")
            .env("ENISHI_DATA_DIR", self.data())
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Done {
        Done::of(self.command(args).output().unwrap())
    }

    /// Runs and expects exit code 0.
    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> Done {
        self.run(args).expect(0)
    }

    /// Runs and gives the JSON of the standard output.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Json {
        let done = self.ok(args);
        serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{error}: {}", done.out))
    }

    /// How many records of a kind there are.
    #[track_caller]
    pub fn count(&self, kind: &str) -> u64 {
        self.json(&["list", kind, "--limit", "1", "--format", "json"])["total"].as_u64().unwrap()
    }

    pub fn start(&self, args: &[&str]) -> Running {
        let child = self.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        Running { child }
    }

    /// Everything in the register, as exported bytes: two equal texts mean that nothing was written.
    #[track_caller]
    pub fn content(&self) -> String {
        let kinds = ["seed", "need", "organisation", "source"];
        kinds.map(|kind| self.ok(&["export", kind, "--format", "jsonl"]).out).join("\n")
    }
}

impl Done {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// Expects texts on the error stream.
    #[track_caller]
    pub fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.err.contains(text), "`{text}` is missing in: {}", self.err);
        }
        self
    }
}

/// A program that runs; it is ended when the test is done with it.
pub struct Running {
    pub child: Child,
}

impl Running {
    /// Sends a signal and gives the exit code.
    pub fn signal(&mut self, name: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Seeds as JSON Lines, each with an identifier and three references.
pub fn seeds(count: usize) -> String {
    seeds_from(0, count)
}

/// The same, numbered from `first`.
pub fn seeds_from(first: usize, count: usize) -> String {
    let mut text = String::new();
    for number in first..first + count {
        let line = serde_json::json!({
            "identifiers": [format!("kaken:16K{number:05}")],
            "title": {"en": format!("Generated seed {number} on enzyme reactor {}", number % 97)},
            "keywords": [format!("enzyme {}", number % 31), "reactor"],
            "organisation": format!("Generated University {}", number % 50),
            "partners": [format!("Generated Works {}", number % 40), format!("Generated Institute {}", number % 30)],
        });
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text
}

/// The files of the founders, where the environment names them; `None` is told in one line.
pub fn founders_data() -> Option<PathBuf> {
    let folder = std::env::var_os("ENISHI_DATA").map(PathBuf::from);
    if folder.is_none() {
        assert!(std::env::var_os("CI").is_none(), "ENISHI_DATA must name the founders' data under CI");
        eprintln!("not run: set ENISHI_DATA to the folder with the founders' data");
    }
    folder
}

/// Puts the program into a folder: a link where the file system allows one, for it is large.
pub fn install(to: &Path) {
    let program = env!("CARGO_BIN_EXE_enishi");
    if std::fs::hard_link(program, to).is_err() {
        std::fs::copy(program, to).unwrap();
    }
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
