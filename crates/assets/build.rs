//! Bundles the front-end sources in `npm/` with esbuild into `OUT_DIR/dist` and writes `OUT_DIR/urls.rs`.
//!
//! Nothing is written into the source tree: the npm project is copied to `OUT_DIR/npm` first. `npm ci` runs there only
//! when the lock file changed, so that editing a style sheet costs one esbuild run (about 50 ms).

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

/// Folders of `npm/` that hold sources, beside the two files of the npm project itself.
const SOURCE_FOLDERS: [&str; 3] = ["css", "js", "img"];
/// The files a page may name; everything else (fonts) is reached through them.
const ENTRIES: [&str; 5] = ["css/app.css", "css/fonts.css", "js/app.js", "img/icons.svg", "img/favicon.svg"];
/// The oldest browsers we promise: the yearly releases of 2023, when `:has`, nesting and layers were everywhere.
const TARGETS: &str = "--target=chrome112,firefox117,safari16.5";

/// The licences of what is embedded travel with it: the font's (OFL) asks for that, the others deserve it.
const LICENCES: [(&str, &str); 3] = [
    ("@digital-go-jp/design-tokens/LICENSE", "design-tokens.txt"),
    ("@fontsource-variable/noto-sans-jp/LICENSE", "noto-sans-jp.txt"),
    ("htmx.org/LICENSE", "htmx.txt"),
];

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Cargo shows a build script's output only when it fails; this is the whole message a person sees.
            let mut stderr = io::stderr().lock();
            let _ =
                io::Write::write_all(&mut stderr, format!("error: enishi-assets: {message}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let source = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("npm");
    let out = PathBuf::from(variable("OUT_DIR")?);
    let (project, dist) = (out.join("npm"), out.join("dist"));
    announce(&["package.json", "package-lock.json"].map(|name| source.join(name)));
    announce(&SOURCE_FOLDERS.map(|name| source.join(name)));

    install_packages(&source, &project)?;
    for folder in SOURCE_FOLDERS {
        replace_folder(&source.join(folder), &project.join(folder))?;
    }
    remove_folder(&dist)?;
    bundle(&project, &dist)?;
    drop_unread(&dist)?;
    copy_licences(&project, &dist)?;
    let urls = render_urls(&dist)?;
    write_file(&out.join("urls.rs"), &urls)
}

/// Tells cargo to run this script again when one of `paths` changes, and never otherwise.
fn announce(paths: &[PathBuf]) {
    let mut stdout = io::stdout().lock();
    for path in paths {
        let _ = io::Write::write_all(
            &mut stdout,
            format!("cargo::rerun-if-changed={}\n", path.display()).as_bytes(),
        );
    }
}

/// `npm ci --ignore-scripts` in the copy, skipped while the installed lock is the one in the source.
fn install_packages(source: &Path, project: &Path) -> Result<(), String> {
    let lock = read_file(&source.join("package-lock.json"))?;
    let stamp = project.join("installed.lock");
    if stamp.exists() && read_file(&stamp)? == lock {
        return Ok(());
    }
    remove_folder(project)?;
    make_folder(project)?;
    write_file(&project.join("package.json"), &read_file(&source.join("package.json"))?)?;
    write_file(&project.join("package-lock.json"), &lock)?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(project, npm, &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])?;
    write_file(&stamp, &lock)
}

/// One esbuild run; the file names carry the hash of their content.
fn bundle(project: &Path, dist: &Path) -> Result<(), String> {
    let outdir = format!("--outdir={}", dist.display());
    let mut arguments = vec!["node_modules/esbuild/bin/esbuild"];
    arguments.extend(ENTRIES);
    arguments.extend([
        "--bundle",
        "--minify",
        "--format=esm",
        "--charset=utf8",
        "--log-level=warning",
        TARGETS,
    ]);
    arguments.extend(["--entry-names=[name]-[hash]", "--asset-names=fonts/[name]-[hash]"]);
    arguments.extend([
        "--loader:.woff2=file",
        "--loader:.svg=copy",
        "--legal-comments=none",
        outdir.as_str(),
    ]);
    run(project, "node", &arguments)
}

/// Takes the custom properties away that nothing reads: the design tokens bring many more than pages use.
fn drop_unread(dist: &Path) -> Result<(), String> {
    for name in file_names(dist)?.iter().filter(|name| is_hashed(name, "app", "css")) {
        let mut css = read_file(&dist.join(name))?;
        loop {
            let kept = without_unread(&css);
            if kept.len() == css.len() {
                break;
            }
            // What only a property of these read is read by nobody now.
            css = kept;
        }
        write_file(&dist.join(name), &css)?;
    }
    Ok(())
}

/// One pass over minified CSS, in which a declaration stands after `{` or `;`.
fn without_unread(css: &str) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some(at) = rest.find("--") {
        let (before, declaration) = rest.split_at(at);
        kept.push_str(before);
        let end = declaration.find([';', '}']).unwrap_or(declaration.len());
        let name = declaration.split(':').next().unwrap_or_default();
        let is_read = || css.contains(&format!("var({name})")) || css.contains(&format!("var({name},"));
        if kept.ends_with(['{', ';']) && !is_read() {
            let after = &declaration[end..];
            rest = after.strip_prefix(';').unwrap_or(after);
        } else {
            let (taken, after) = declaration.split_at(2);
            kept.push_str(taken);
            rest = after;
        }
    }
    kept + rest
}

fn copy_licences(project: &Path, dist: &Path) -> Result<(), String> {
    let folder = dist.join("licences");
    make_folder(&folder)?;
    for (from, to) in LICENCES {
        let text = read_file(&project.join("node_modules").join(from))?;
        write_file(&folder.join(to), &text)?;
    }
    Ok(())
}

/// The table name → address and one constant per entry, so that a page that names a missing file does not compile.
fn render_urls(dist: &Path) -> Result<String, String> {
    let built = file_names(dist)?;
    let mut constants = String::new();
    let mut table = String::from("const URLS: &[(&str, &str)] = &[\n");
    for entry in ENTRIES {
        let name = entry.rsplit('/').next().unwrap_or(entry);
        let (stem, extension) =
            name.rsplit_once('.').ok_or_else(|| format!("entry {entry} has no extension"))?;
        let hashed = built
            .iter()
            .find(|file| is_hashed(file, stem, extension))
            .ok_or_else(|| format!("esbuild wrote no file for {entry}; found {}", built.join(", ")))?;
        let constant = name.replace('.', "_").to_uppercase();
        let _ = write!(
            constants,
            "/// Address of `{name}`, with the hash of its content.\npub const {constant}: &str = \"/assets/{hashed}\";\n"
        );
        let _ = writeln!(table, "    (\"{name}\", {constant}),");
    }
    Ok(format!("{constants}\n{table}];\n"))
}

/// Whether `file` is `stem-HASH.extension`.
fn is_hashed(file: &str, stem: &str, extension: &str) -> bool {
    file.strip_prefix(stem)
        .and_then(|rest| rest.strip_prefix('-'))
        .and_then(|rest| rest.strip_suffix(extension))
        .is_some_and(|hash| hash.ends_with('.') && !hash.contains('-'))
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!(
            "cannot find `{program}`, which bundles the pages' styles and scripts\n  expected: Node.js 18 or newer with npm on PATH\n  hint: Debian and Ubuntu: apt-get install nodejs npm; others: https://nodejs.org"
        ),
        _ => format!("cannot start `{program}`: {error}"),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let shown = [output.stdout, output.stderr].concat();
    Err(format!(
        "`{program} {}` failed ({}) in {}\n{}",
        arguments.join(" "),
        output.status,
        folder.display(),
        String::from_utf8_lossy(&shown)
    ))
}

fn replace_folder(from: &Path, to: &Path) -> Result<(), String> {
    remove_folder(to)?;
    make_folder(to)?;
    for name in file_names(from)? {
        fs::copy(from.join(&name), to.join(&name)).map_err(|error| at("copy", &from.join(&name), &error))?;
    }
    Ok(())
}

/// Names of the plain files in `folder`, sorted; folders inside are left out.
fn file_names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| at("read", folder, &error))?;
    let mut names = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| at("read", folder, &error))?.path();
        if path.is_file() {
            names.extend(path.file_name().and_then(OsStr::to_str).map(str::to_owned));
        }
    }
    names.sort();
    Ok(names)
}

fn remove_folder(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at("remove", folder, &error)),
        _ => Ok(()),
    }
}

fn make_folder(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| at("create", folder, &error))
}

fn read_file(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| at("read", path, &error))
}

fn write_file(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| at("write", path, &error))
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|error| format!("cargo did not set {name}: {error}"))
}

fn at(action: &str, path: &Path, error: &io::Error) -> String {
    format!("cannot {action} {}: {error}", path.display())
}
