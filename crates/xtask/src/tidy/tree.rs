//! The files of the workspace, as the rules see them: paths from the root with `/`, in order.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders that hold nothing of ours.
const SKIPPED: [&str; 3] = ["target", "node_modules", "out"];

/// The files under one root.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    files: Vec<String>,
}

impl Tree {
    /// Lists the files under `root`, without hidden folders and what builds leave behind.
    pub fn read(root: &Path) -> Result<Tree, String> {
        let mut tree = Tree { root: root.to_owned(), files: Vec::new() };
        tree.walk("")?;
        tree.files.sort();
        Ok(tree)
    }

    /// All files, sorted.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// The Rust files of the crates: sources, tests, benches, examples and build scripts.
    pub fn rust(&self) -> impl Iterator<Item = &str> {
        self.under("crates/").filter(|file| file.ends_with(".rs"))
    }

    /// The files whose path begins so.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str).filter(move |file| file.starts_with(prefix))
    }

    /// Whether the file exists.
    pub fn has(&self, file: &str) -> bool {
        self.files.iter().any(|other| other == file)
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(file)).map_err(|error| format!("{file}: {error}"))
    }

    fn walk(&mut self, folder: &str) -> Result<(), String> {
        let path = self.root.join(folder);
        let failed = |error| format!("{}: {error}", path.display());
        for entry in fs::read_dir(&path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let inside = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_file() {
                self.files.push(inside);
            } else if kind.is_dir() && !name.starts_with('.') && !SKIPPED.contains(&name.as_str()) {
                self.walk(&inside)?;
            }
        }
        Ok(())
    }
}

/// Writes a small tree for a test; the folder goes with the first value.
#[cfg(test)]
pub fn tree_of(files: &[(&str, &str)]) -> (tempfile::TempDir, Tree) {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let tree = Tree::read(folder.path()).unwrap();
    (folder, tree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_and_hidden_folders_are_not_ours() {
        let (_folder, tree) = tree_of(&[
            ("crates/kit/src/lib.rs", ""),
            ("target/debug/x.rs", ""),
            (".git/config", ""),
            ("tests/browser/node_modules/a.js", ""),
            ("README.md", "hello"),
        ]);
        assert_eq!(tree.files(), ["README.md", "crates/kit/src/lib.rs"]);
        assert_eq!(tree.text("README.md").unwrap(), "hello");
        assert_eq!(tree.rust().collect::<Vec<_>>(), ["crates/kit/src/lib.rs"]);
    }
}
