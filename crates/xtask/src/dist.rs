//! `cargo xtask dist`: one archive with the program and everything that a system installs beside it.
//!
//! The archive depends on its content alone: names sorted, owner 0, the time of the last commit. What it needs of the
//! machine that makes it is GNU tar, gzip, sha256sum and strip.

mod licences;
mod measure;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Verdict, say};

/// What is copied as it stands: source in the checkout, place in the archive.
const COPIED: [(&str, &str); 11] = [
    ("packaging/enishi.service", "systemd/enishi.service"),
    ("packaging/Containerfile", "container/Containerfile"),
    ("packaging/enishi.toml", "enishi.toml"),
    ("LICENSE", "LICENSE"),
    ("README.md", "README.md"),
    ("CHANGELOG.md", "CHANGELOG.md"),
    ("docs/installing.md", "docs/installing.md"),
    ("docs/installing.ja.md", "docs/installing.ja.md"),
    ("docs/operating.md", "docs/operating.md"),
    ("docs/operating.ja.md", "docs/operating.ja.md"),
    ("docs/faults.md", "docs/faults.md"),
];
/// Completions by shell, where each shell looks for them under a prefix.
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "share/bash-completion/completions/enishi"),
    ("zsh", "share/zsh/site-functions/_enishi"),
    ("fish", "share/fish/vendor_completions.d/enishi.fish"),
];

/// Builds the program unless one is given, packs it, and says size and start time.
pub fn make(root: &Path, given: Option<&Path>) -> Verdict {
    let program = match given {
        Some(program) => {
            fs::canonicalize(program).map_err(|error| format!("{}: {error}", program.display()))?
        }
        None => build(root)?,
    };
    let version = output(Command::new(&program).arg("--version"))?;
    let version = version.trim().rsplit(' ').next().unwrap_or_default().to_owned();
    let name = format!("enishi-{version}-{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    let folder = root.join("target/dist");
    let staged = folder.join(&name);
    if staged.exists() {
        fs::remove_dir_all(&staged).map_err(|error| format!("{}: {error}", staged.display()))?;
    }
    stage(root, &program, &staged)?;
    let archive = pack(root, &folder, &name)?;
    let sums = output(Command::new("sha256sum").arg(format!("{name}.tar.gz")).current_dir(&folder))?;
    write(&folder.join(format!("{name}.tar.gz.sha256")), &sums)?;
    say(&format!("{}", archive.display()));
    say(&format!("sha256: {}", sums.split(' ').next().unwrap_or_default()));
    say(&format!("archive: {}, program: {}", size(&archive)?, size(&staged.join("bin/enishi"))?));
    say(&format!("libraries: {}", measure::libraries(&program)?));
    say(&format!("start to first answer: {}", measure::start(&staged.join("bin/enishi"))?));
    Ok(true)
}

/// Builds the program for release.
pub fn build(root: &Path) -> Result<PathBuf, String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    output(cargo.args(["build", "--release", "--locked", "--package", "enishi-cli"]).current_dir(root))?;
    Ok(root.join("target/release/enishi"))
}

/// Puts every file where it belongs in the archive.
fn stage(root: &Path, program: &Path, staged: &Path) -> Result<(), String> {
    let bin = staged.join("bin");
    fs::create_dir_all(&bin).map_err(|error| format!("{}: {error}", bin.display()))?;
    let packed = bin.join("enishi");
    copy(program, &packed)?;
    // Three quarters of it say which line of the source is where. Names of functions stay, for reports of crashes.
    output(Command::new("strip").arg("--strip-debug").arg(&packed))?;
    for (from, to) in COPIED {
        copy(&root.join(from), &staged.join(to))?;
    }
    output(program_command(program).arg("man").arg(staged.join("share/man")))?;
    for (shell, place) in COMPLETIONS {
        write(&staged.join(place), &output(program_command(program).args(["completions", shell]))?)?;
    }
    write(&staged.join("THIRD-PARTY.txt"), &licences::list(root)?)
}

/// The program, speaking English whatever the machine speaks.
fn program_command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("ENISHI_LANG", "en").current_dir("/");
    command
}

/// Packs a staged folder; the same content gives the same bytes.
fn pack(root: &Path, folder: &Path, name: &str) -> Result<PathBuf, String> {
    let time = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(time) => time,
        Err(_) => output(Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(root))?,
    };
    let tar = folder.join(format!("{name}.tar"));
    let mut command = Command::new("tar");
    command.args(["--sort=name", "--format=ustar", "--owner=0", "--group=0", "--numeric-owner"]);
    command.args(["--mode=u=rwX,go=rX", &format!("--mtime=@{}", time.trim()), "--create", "--file"]);
    output(command.arg(&tar).arg(name).current_dir(folder))?;
    output(Command::new("gzip").args(["--no-name", "--best", "--force"]).arg(&tar))?;
    Ok(folder.join(format!("{name}.tar.gz")))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn size(path: &Path) -> Result<String, String> {
    let bytes = fs::metadata(path).map_err(|error| format!("{}: {error}", path.display()))?.len();
    Ok(format!("{}.{} MB", bytes >> 20, ((bytes & 0xf_ffff) * 10) >> 20))
}

/// Runs a command and gives its output; what it says on failure is the error.
pub fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command.output().map_err(|error| format!("{name}: {error}"))?;
    if done.status.success() {
        return String::from_utf8(done.stdout).map_err(|error| format!("{name}: {error}"));
    }
    Err(format!("{name}: {}", String::from_utf8_lossy(&done.stderr).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_gives_the_same_archive() {
        let folder = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let packed = |at: &str, names: [&str; 2]| {
            let place = folder.path().join(at);
            for name in names {
                write(&place.join("enishi-0").join(name), name).unwrap();
            }
            fs::read(pack(root, &place, "enishi-0").unwrap()).unwrap()
        };
        // Made in another order and at another moment.
        assert_eq!(packed("one", ["a", "b/c"]), packed("two", ["b/c", "a"]));
    }

    #[test]
    fn sizes_are_told_in_megabytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, vec![0; 3 << 19]).unwrap();
        assert_eq!(size(&path).unwrap(), "1.5 MB");
    }
}
