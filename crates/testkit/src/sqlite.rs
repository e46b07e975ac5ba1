//! A fresh SQLite file in a folder of its own.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A place for one SQLite database; the folder goes when this value goes.
#[derive(Debug)]
pub struct Sqlite {
    /// The address for sqlx: `sqlite:///folder/enishi.db?mode=rwc`. The file does not exist yet.
    pub url: String,
    folder: TempDir,
}

impl Sqlite {
    /// The folder that holds the database, for use as a data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("enishi.db")
    }
}

/// Gives a fresh folder for a SQLite database.
///
/// # Panics
/// When the temporary directory cannot be written.
pub fn sqlite() -> Sqlite {
    let folder = match tempfile::Builder::new().prefix("enishi-sqlite-").tempdir() {
        Ok(folder) => folder,
        Err(error) => panic!("no folder for SQLite in {}: {error}", std::env::temp_dir().display()),
    };
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("enishi.db").display());
    Sqlite { url, folder }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_gives_its_own_folder_and_takes_it_away() {
        let (one, two) = (sqlite(), sqlite());
        assert_ne!(one.url, two.url);
        assert!(one.folder().is_dir());
        let path = one.folder().to_owned();
        drop(one);
        assert!(!path.exists());
    }
}
