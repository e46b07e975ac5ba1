//! Where the programs of PostgreSQL lie and as whom they run.

use std::{
    env, fs,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Debian and Ubuntu keep one folder per major version here and put only the client programs on the path.
const DEBIAN: &str = "/usr/lib/postgresql";

/// What the server needs; the clients lie beside them.
const NEEDED: [&str; 3] = ["initdb", "postgres", "psql"];

/// The programs of one PostgreSQL version, and the account that runs them.
#[derive(Debug, Clone)]
pub struct Programs {
    folder: PathBuf,
    /// The account for `initdb` and `postgres`, which refuse to run as root; none where we are not root.
    pub account: Option<Account>,
}

/// A system account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub uid: u32,
    pub gid: u32,
}

impl Programs {
    /// A command that runs as we do: for the clients.
    pub fn command(&self, program: &str) -> Command {
        Command::new(self.folder.join(program))
    }

    /// The words before and of a server program: through `setpriv` as the account, where we are root; with
    /// `dies_with_parent` the kernel stops it when its parent is killed.
    pub fn server_words(&self, program: &str, dies_with_parent: bool) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(Account { uid, gid }) = &self.account {
            words.extend(["setpriv".to_owned(), format!("--reuid={uid}"), format!("--regid={gid}")]);
            words.push("--clear-groups".to_owned());
            if dies_with_parent {
                words.extend(["--pdeathsig".to_owned(), "QUIT".to_owned()]);
            }
        } else if dies_with_parent && on_path("setpriv").is_some() {
            words.extend(["setpriv".to_owned(), "--pdeathsig".to_owned(), "QUIT".to_owned()]);
        }
        words.push(self.folder.join(program).display().to_string());
        words
    }

    /// The major version, from the folder's name or `postgres --version`.
    pub fn major(&self) -> Result<u32, String> {
        let mut command = self.command("postgres");
        command.arg("--version");
        let text = run(command)?;
        let digits = text.split_whitespace().nth(2).and_then(|version| version.split(['.', 'b', 'r']).next());
        digits
            .and_then(|major| major.parse().ok())
            .ok_or_else(|| format!("`{}` names no version", text.trim()))
    }
}

/// Finds the newest PostgreSQL of this machine, or says in one line how to get it.
pub fn find() -> Result<Programs, String> {
    let folder = newest(Path::new(DEBIAN))
        .or_else(|| {
            on_path("initdb").and_then(|found| found.canonicalize().ok()?.parent().map(Path::to_owned))
        })
        .ok_or_else(|| format!("no PostgreSQL in {DEBIAN} or on the path: apt-get install postgresql"))?;
    if let Some(missing) = NEEDED.iter().find(|program| !folder.join(program).is_file()) {
        return Err(format!("{} has no `{missing}`: apt-get install postgresql", folder.display()));
    }
    let account = if is_root()? { Some(server_account()?) } else { None };
    if account.is_some() && on_path("setpriv").is_none() {
        return Err("as root the server needs `setpriv`: apt-get install util-linux".to_owned());
    }
    Ok(Programs { folder, account })
}

/// Runs a command to its end and gives its stdout, or an error with what it said.
pub fn run(mut command: Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program}: {}: {}", output.status, said.trim()))
}

/// The `bin` folder of the highest version number under Debian's folder that holds a server.
fn newest(root: &Path) -> Option<PathBuf> {
    let versions = fs::read_dir(root).ok()?.filter_map(|entry| {
        let path = entry.ok()?.path();
        let version: u32 = path.file_name()?.to_str()?.parse().ok()?;
        let bin = path.join("bin");
        bin.join("postgres").is_file().then_some((version, bin))
    });
    versions.max_by_key(|(version, _)| *version).map(|(_, bin)| bin)
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|found| found.is_file())
}

/// Whether this process runs as root; the owner of its own /proc entry tells without a system call in unsafe code.
fn is_root() -> Result<bool, String> {
    match fs::metadata("/proc/self") {
        Ok(own) => Ok(own.uid() == 0),
        // Without /proc (macOS) the tests run as a person's own account.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(format!("/proc/self: {error}")),
    }
}

/// The account `postgres`, else `nobody`.
fn server_account() -> Result<Account, String> {
    let list = fs::read_to_string("/etc/passwd").map_err(|error| format!("/etc/passwd: {error}"))?;
    account_in(&list, "postgres")
        .or_else(|| account_in(&list, "nobody"))
        .ok_or_else(|| "as root the server needs the account postgres or nobody in /etc/passwd".to_owned())
}

fn account_in(list: &str, name: &str) -> Option<Account> {
    list.lines().find_map(|line| {
        let mut parts = line.split(':');
        (parts.next()? == name).then_some(())?;
        let uid = parts.nth(1)?.parse().ok()?;
        let gid = parts.next()?.parse().ok()?;
        Some(Account { uid, gid })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_read_from_the_list() {
        let list = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533:nobody:/:/bin/false\n";
        assert_eq!(account_in(list, "nobody"), Some(Account { uid: 65534, gid: 65533 }));
        assert_eq!(account_in(list, "postgres"), None);
    }

    #[test]
    fn the_newest_version_is_taken_by_number() {
        let root = tempfile::tempdir().unwrap();
        for version in ["9", "15", "17", "common"] {
            fs::create_dir_all(root.path().join(version).join("bin")).unwrap();
        }
        for version in ["9", "15"] {
            fs::write(root.path().join(version).join("bin/postgres"), "").unwrap();
        }
        assert_eq!(newest(root.path()), Some(root.path().join("15/bin")), "17 holds no server, 9 is older");
        assert_eq!(newest(&root.path().join("absent")), None);
    }

    #[test]
    fn a_failing_program_is_quoted() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo no room >&2; exit 3"]);
        let error = run(command).unwrap_err();
        assert!(error.contains("no room") && error.contains('3'), "{error}");
    }
}
