//! The index on disk: the cursor goes with the commit, damage is named, strays are cleared.

use std::path::{Path, PathBuf};

use enishi_matching::{Cursor, Error, FieldSpec, Index};

use crate::builders::{TOKENS, bytes, keys, query, schema, seed};

fn cursor(seq: u64) -> Option<Cursor> {
    Some(Cursor { epoch: "first".to_owned(), seq })
}

fn filled(folder: &Path) -> Index {
    let mut index = Index::open(folder, schema()).unwrap();
    index.put(&seed("a", "rare sugar", "enzymes")).unwrap();
    index.put(&seed("b", "laser", "希少糖の生産")).unwrap();
    index.commit(cursor(7)).unwrap();
    index
}

fn files(folder: &Path, suffix: &str) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.to_string_lossy().ends_with(suffix)).collect()
}

fn open(folder: &Path) -> Result<Index, Error> {
    Index::open(folder, schema())
}

#[test]
fn what_was_committed_is_there_with_its_cursor() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = filled(folder.path());
    let before = bytes(&index.searcher().search(&query("希少糖 sugar", &TOKENS)).unwrap());
    index.put(&seed("c", "rare sugar", "")).unwrap();
    drop(index);
    let index = open(folder.path()).unwrap();
    assert_eq!(index.cursor().cloned(), cursor(7));
    assert_eq!(bytes(&index.searcher().search(&query("希少糖 sugar", &TOKENS)).unwrap()), before);
}

#[test]
fn every_flipped_byte_of_every_file_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    for path in files(folder.path(), "") {
        let good = std::fs::read(&path).unwrap();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x41;
            std::fs::write(&path, &bad).unwrap();
            let error = open(folder.path())
                .err()
                .unwrap_or_else(|| panic!("byte {at} of {} went unnoticed", path.display()));
            assert!(error.asks_for_rebuild(), "{error}");
            assert!(error.to_string().contains("rebuild the index"), "{error}");
        }
        std::fs::write(&path, &good).unwrap();
    }
    assert!(open(folder.path()).is_ok());
}

#[test]
fn a_file_cut_short_or_grown_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    for path in files(folder.path(), "") {
        let good = std::fs::read(&path).unwrap();
        for length in (0..good.len()).step_by(7) {
            std::fs::write(&path, &good[..length]).unwrap();
            assert!(
                matches!(open(folder.path()), Err(Error::Damaged { .. })),
                "{length} of {}",
                path.display()
            );
        }
        std::fs::write(&path, [&good[..], b"x"].concat()).unwrap();
        assert!(matches!(open(folder.path()), Err(Error::Damaged { .. })));
        std::fs::write(&path, &good).unwrap();
    }
}

#[test]
fn a_missing_segment_is_named() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let segment = files(folder.path(), ".segment").remove(0);
    std::fs::remove_file(&segment).unwrap();
    let error = open(folder.path()).err().unwrap();
    assert!(matches!(&error, Error::Missing { path } if path == &segment), "{error}");
    assert!(error.asks_for_rebuild());
}

#[test]
fn an_index_for_other_fields_is_refused_and_other_weights_are_not() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let mut heavier = schema();
    heavier.fields[0].weight = 9.0;
    assert!(Index::open(folder.path(), heavier).is_ok());
    let mut other = schema();
    other.fields.push(FieldSpec::new("keywords", 1.0));
    let error = Index::open(folder.path(), other).err().unwrap();
    assert!(matches!(error, Error::OtherSchema { .. }) && error.asks_for_rebuild());
}

#[test]
fn what_a_commit_that_was_cut_off_left_behind_is_cleared() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    std::fs::write(folder.path().join("99999999.segment"), "half").unwrap();
    std::fs::write(folder.path().join("index.json.part"), "half").unwrap();
    std::fs::write(folder.path().join("README"), "not ours").unwrap();
    let index = open(folder.path()).unwrap();
    assert_eq!(keys(&index.searcher().search(&query("sugar", &TOKENS)).unwrap()), ["a"]);
    assert_eq!(files(folder.path(), ".segment").len(), 1);
    assert!(files(folder.path(), ".part").is_empty());
    assert!(folder.path().join("README").exists());
}

#[test]
fn many_small_commits_leave_few_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(folder.path(), schema()).unwrap();
    for number in 0..200 {
        index.put(&seed(&format!("s{number}"), "rare sugar", "")).unwrap();
        index.commit(cursor(number)).unwrap();
    }
    assert!(files(folder.path(), ".segment").len() <= 6);
    assert_eq!(
        open(folder.path()).unwrap().searcher().population("seed", &TOKENS.into_iter().collect()),
        200
    );
}

#[test]
fn a_commit_that_cannot_be_written_can_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = filled(folder.path());
    // A folder stands where the list would be written.
    let obstacle = folder.path().join("index.json.part");
    std::fs::create_dir(&obstacle).unwrap();
    index.put(&seed("c", "rare sugar", "")).unwrap();
    assert!(matches!(index.commit(cursor(8)), Err(Error::Io { .. })));
    assert_eq!(index.cursor().cloned(), cursor(7));
    assert_eq!(keys(&index.searcher().search(&query("sugar", &TOKENS)).unwrap()), ["a"]);
    std::fs::remove_dir(&obstacle).unwrap();
    index.commit(cursor(8)).unwrap();
    let found = open(folder.path()).unwrap();
    assert_eq!(found.cursor().cloned(), cursor(8));
    assert_eq!(found.searcher().search(&query("sugar", &TOKENS)).unwrap().hits.len(), 2);
}
