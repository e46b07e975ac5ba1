//! What of other people is in the program, and under which licence.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use serde_json::Value;

use super::output;

/// A list of crates that are linked into the program, and of packages that are embedded in its pages.
pub fn list(root: &Path) -> Result<String, String> {
    let mut text = String::from(
        "Enishi is under the Apache License 2.0 (LICENSE). It holds the work of others:\n\n\
         Rust crates, with their licences (the texts are in the sources of each crate on crates.io)\n\n",
    );
    for line in crates(root)? {
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str(
        "\nPackages from npm, embedded in the pages (their licences are served under /assets/licences)\n\n",
    );
    for line in packages(root)? {
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}

/// Crates that the program links, without those that only build or test it.
fn crates(root: &Path) -> Result<BTreeSet<String>, String> {
    let tree = output(cargo(root).args(["tree", "--locked", "--package", "enishi-cli"]).args([
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}\t{l}\t{r}",
    ]))?;
    let mut found = BTreeSet::new();
    for line in tree.lines() {
        let mut parts = line.trim_end_matches(" (*)").split('\t');
        let (package, licence, from) =
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
        let package = package.replace(" (proc-macro)", "");
        // Our own crates are named with their folder.
        if package.is_empty() || package.contains('(') {
            continue;
        }
        if licence.is_empty() {
            return Err(format!("{package} names no licence"));
        }
        found.insert(format!("{package}: {licence} <{}>", from.unwrap_or_default()));
    }
    Ok(found)
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// Packages whose files reach the browser: those of the lock file that are not for building only.
fn packages(root: &Path) -> Result<BTreeSet<String>, String> {
    let path = root.join("crates/assets/npm/package-lock.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lock: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let packages =
        lock.get("packages").and_then(Value::as_object).ok_or("the lock file of npm lists no packages")?;
    let mut found = BTreeSet::new();
    for (name, package) in packages {
        let Some(name) = name.strip_prefix("node_modules/") else { continue };
        let is = |name: &str| package.get(name).and_then(Value::as_bool).unwrap_or_default();
        if is("optional") || is("dev") {
            continue;
        }
        let of = |name: &str| package.get(name).and_then(Value::as_str);
        let (version, licence) = (of("version"), of("license"));
        let licence = licence.ok_or_else(|| format!("{name} names no licence"))?;
        found.insert(format!("{name} v{}: {licence}", version.unwrap_or_default()));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_and_embedded_is_named_with_its_licence() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let text = list(&root).unwrap();
        for known in ["\naxum v", "\nrusqlite v", "\ntokio v", "MIT"] {
            let known = known.replace("rusqlite", "sqlx");
            assert!(text.contains(&known), "{known:?} is missing");
        }
        assert!(text.contains("noto-sans-jp") && text.contains("OFL"), "{text}");
        assert!(!text.contains("enishi-"), "our own crates are not those of others");
    }
}
