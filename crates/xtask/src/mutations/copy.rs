//! The copy of the tree into which mutations are put. The person's own files are never touched.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A copy of every file that git tracks or would track.
#[derive(Debug)]
pub struct Copy {
    folder: PathBuf,
}

impl Copy {
    /// Makes `folder` equal to the tree at `root`. Equal files are left as they are, so that cargo builds only what
    /// differs; the mutation of the last run is undone by the same step.
    pub fn bring_up_to_date(root: &Path, folder: &Path) -> Result<Copy, String> {
        let wanted = files_of(root)?;
        for file in &wanted {
            let (from, to) = (root.join(file), folder.join(file));
            let content = fs::read(&from).map_err(|error| format!("{}: {error}", from.display()))?;
            if fs::read(&to).is_ok_and(|present| present == content) {
                continue;
            }
            let failed = |error| format!("{}: {error}", to.display());
            fs::create_dir_all(to.parent().unwrap_or(folder)).map_err(failed)?;
            fs::write(&to, content).map_err(failed)?;
        }
        remove_others(folder, folder, &wanted)?;
        let folder = folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Copy { folder })
    }

    /// The folder of the copy.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Applies a patch; one that does not fit the tree as it is now is an error.
    pub fn apply(&self, patch: &Path) -> Result<(), String> {
        let patch = patch.canonicalize().map_err(|error| format!("{}: {error}", patch.display()))?;
        let mut git = Command::new("git");
        git.args(["apply", "--whitespace=nowarn"]).arg(&patch).current_dir(&self.folder);
        // The copy lies inside the repository; git would take the patch for one of the repository's root and, finding
        // nothing of it in this folder, do nothing and call it success.
        git.env("GIT_CEILING_DIRECTORIES", self.folder.parent().unwrap_or(&self.folder))
            .env_remove("GIT_DIR");
        let output = git.output().map_err(|error| format!("git: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!(
            "{} does not apply any more: {}; make it anew with `git diff`",
            patch.display(),
            said.trim()
        ))
    }
}

fn files_of(root: &Path) -> Result<BTreeSet<PathBuf>, String> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root);
    let output = git.stdin(Stdio::null()).output().map_err(|error| format!("git: {error}"))?;
    if !output.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let listed = String::from_utf8_lossy(&output.stdout);
    // A file deleted but not yet committed is still listed.
    Ok(listed.split_terminator('\0').map(PathBuf::from).filter(|file| root.join(file).is_file()).collect())
}

fn remove_others(top: &Path, folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            remove_others(top, &path, wanted)?;
        } else if path.strip_prefix(top).is_ok_and(|file| !wanted.contains(file)) && !is_lock(&path) {
            fs::remove_file(&path).map_err(failed)?;
        }
    }
    Ok(())
}

/// A workspace without a committed lock file writes one while building; it is no mutation.
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "Cargo.lock")
}
