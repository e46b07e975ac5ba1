//! The mechanism on a crate of two functions, with cargo itself.

use super::*;

const LIB: &str =
    "//! A crate.\n\npub fn locked() -> bool {\n    true\n}\n\npub fn unwatched() -> bool {\n    true\n}\n";
const TESTS: &str = "\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn holds_the_lock() {\n        assert!(super::locked());\n    }\n}\n";

/// A repository with one crate and the given patches.
fn repository(patches: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("src")).unwrap();
    fs::create_dir_all(root.join("mutations")).unwrap();
    fs::write(root.join("Cargo.toml"), "[package]\nname = \"tiny\"\nedition = \"2024\"\n[workspace]\n")
        .unwrap();
    fs::write(root.join(".gitignore"), "target\nCargo.lock\n").unwrap();
    fs::write(root.join("src/lib.rs"), format!("{LIB}{TESTS}")).unwrap();
    for (name, patch) in patches {
        fs::write(root.join("mutations").join(format!("{name}.patch")), patch).unwrap();
    }
    let git = Command::new("git").args(["init", "--quiet"]).current_dir(root).status().unwrap();
    assert!(git.success());
    folder
}

/// A patch that replaces the body of the function that begins on `line`.
fn patch(line: usize, signature: &str, body: &str, fails: &str) -> String {
    format!(
        "Mutation: {signature} says something else\nTest: cargo test --offline\nFails: {fails}\n\n\
         diff --git a/src/lib.rs b/src/lib.rs\n--- a/src/lib.rs\n+++ b/src/lib.rs\n\
         @@ -{line},3 +{line},3 @@\n {signature}\n-    true\n+    {body}\n }}\n"
    )
}

fn outcome(root: &Path, name: &str) -> Result<Outcome, String> {
    let patches = Patch::read_all(&root.join("mutations")).unwrap();
    let patch = patches.iter().find(|patch| patch.name == name).unwrap();
    try_patch(root, &root.join(WORKPLACE), patch)
}

#[test]
fn a_watched_rule_is_caught_and_everything_else_is_told_apart() {
    let test = "tests::holds_the_lock";
    let repository = repository(&[
        ("drop-lock", patch(3, "pub fn locked() -> bool {", "false", test)),
        ("unwatched", patch(7, "pub fn unwatched() -> bool {", "false", test)),
        ("broken", patch(3, "pub fn locked() -> bool {", "no_such_name", test)),
        ("misnamed", patch(3, "pub fn locked() -> bool {", "false", "tests::lock")),
        ("outdated", patch(3, "pub fn was_renamed() -> bool {", "false", test)),
    ]);
    let root = repository.path();
    assert_eq!(outcome(root, "drop-lock"), Ok(Outcome::Caught));
    assert_eq!(outcome(root, "unwatched"), Ok(Outcome::Survived), "the last mutation must be undone");
    assert_eq!(
        outcome(root, "broken"),
        Ok(Outcome::Beside(vec![test.to_owned()])),
        "not compiling is not caught"
    );
    assert_eq!(outcome(root, "misnamed"), Ok(Outcome::Beside(vec!["tests::lock".to_owned()])));
    assert!(outcome(root, "outdated").unwrap_err().contains("does not apply any more"));
    let own = fs::read_to_string(root.join("src/lib.rs")).unwrap();
    assert_eq!(own, format!("{LIB}{TESTS}"), "the person's files stay as they are");

    assert_eq!(check(root, Some("drop-lock")), Ok(true));
    assert_eq!(check(root, Some("unwatched")), Ok(false));
    assert!(check(root, Some("drop-lok")).unwrap_err().contains("drop-lock, misnamed"));
}

#[test]
fn an_empty_folder_is_an_error() {
    let repository = repository(&[]);
    assert!(check(repository.path(), None).unwrap_err().contains("stored are none"));
    fs::remove_dir(repository.path().join("mutations")).unwrap();
    assert!(check(repository.path(), None).unwrap_err().contains("stored are none"));
}

#[test]
fn failed_tests_are_read_from_both_places() {
    let tests = vec!["a::b".to_owned()];
    assert_eq!(judge(false, "test a::b ... FAILED\n", &tests), Outcome::Caught);
    assert_eq!(
        judge(false, "test a::b ... some words\nFAILED\n\nfailures:\n    a::b\n", &tests),
        Outcome::Caught
    );
    assert_eq!(judge(false, "error[E0425]: cannot find a::b\n", &tests), Outcome::Beside(tests.clone()));
    assert_eq!(judge(true, "test a::b ... ok\n", &tests), Outcome::Survived);
}
