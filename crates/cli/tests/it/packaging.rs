//! The program alone: in a fresh folder with nothing on the path, and in a root that holds its libraries and no more.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::browser::Browser;
use crate::desk::{Desk, install, text};

const PROGRAM: &str = env!("CARGO_BIN_EXE_enishi");

/// Starts the demonstration and looks at its first page; it ends when asked to.
fn try_demo(mut demo: Command) {
    demo.args(["demo", "--port", "0"]).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut running = demo.spawn().unwrap();
    let mut lines = BufReader::new(running.stdout.take().unwrap()).lines();
    let address = lines.next().expect("it says its address").unwrap();
    let page = Browser::new(&address).get("/");
    assert!(page.status == 200 && page.body.contains("</html>"), "{} {}", page.status, page.body);
    assert!(Command::new("kill").arg(running.id().to_string()).status().unwrap().success());
    assert_eq!(running.wait().unwrap().code(), Some(0));
}

#[test]
fn it_runs_in_a_fresh_folder_with_an_empty_path() {
    let desk = Desk::new();
    let program = desk.path("enishi");
    install(&program);
    let alone = || {
        let mut command = Command::new(&program);
        command.env_clear().env("PATH", "").env("TMPDIR", desk.path(".")).current_dir(desk.path("."));
        command
    };
    let version = alone().arg("--version").output().unwrap();
    assert!(version.status.success() && version.stdout.starts_with(b"enishi "));
    try_demo(alone());
}

/// The libraries that the program asks for, as `ldd` finds them.
fn libraries() -> Vec<PathBuf> {
    let told = Command::new("ldd").arg(PROGRAM).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    told.split_whitespace().filter(|word| word.starts_with('/')).map(PathBuf::from).collect()
}

#[test]
fn it_needs_the_c_library_and_nothing_else() {
    let names: Vec<String> = libraries()
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().split(".so").next().unwrap().to_owned())
        .collect();
    for name in &names {
        let is_known = ["libc", "libm", "libgcc_s", "libdl", "libpthread", "librt"].contains(&name.as_str());
        assert!(is_known || name.starts_with("ld-linux"), "{names:?}");
    }
    // A root of its own needs the rights to make one.
    if Command::new("id").arg("-u").output().unwrap().stdout != b"0\n" {
        return;
    }
    let desk = Desk::new();
    let root = desk.path("root");
    for path in libraries() {
        let to = root.join(path.strip_prefix("/").unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(&path, &to).unwrap();
    }
    std::fs::create_dir_all(root.join("tmp")).unwrap();
    install(&root.join("enishi"));
    let mut inside = Command::new("chroot");
    inside.args([text(&root), "/enishi"]);
    let path = std::env::var_os("PATH").unwrap();
    inside.env_clear().env("PATH", path);
    try_demo(inside);
}

#[test]
fn manual_pages_and_completions_name_every_command() {
    let desk = Desk::new();
    desk.ok(&["man", "pages"]);
    let english = std::fs::read_to_string(desk.path("pages/man1/enishi.1")).unwrap();
    let japanese = std::fs::read_to_string(desk.path("pages/ja/man1/enishi-serve.1")).unwrap();
    assert!(english.contains("knowledge cluster") && japanese.contains("登録簿"), "{japanese}");
    let commands = ["demo", "serve", "import", "doctor", "config"];
    for command in commands {
        assert!(desk.path("pages/man1").join(format!("enishi-{command}.1")).is_file(), "{command}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let text = desk.ok(&["completions", shell]).out;
        assert!(commands.iter().all(|command| text.contains(command)), "{shell}: {text}");
    }
}

#[test]
fn the_unit_lets_the_server_write_where_the_settings_file_proposes() {
    let packaging = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packaging");
    let read = |name: &str| std::fs::read_to_string(packaging.join(name)).unwrap();
    let (unit, proposal) = (read("enishi.service"), read("enishi.toml"));
    let folders = unit.lines().find_map(|line| line.strip_prefix("StateDirectory=")).unwrap();
    let can_write: Vec<String> = folders.split(' ').map(|name| format!("/var/lib/{name}")).collect();
    let desk = Desk::new();
    // Every proposed line is one that the program takes.
    let proposed = proposal
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line));
    desk.file("enishi.toml", proposed.collect::<Vec<_>>().join("\n"));
    let mut command = desk.command(&["config", "show", "--format", "json"]);
    command.env_remove("ENISHI_DATA_DIR");
    let set = |line: &str| {
        line.strip_prefix("Environment=")
            .and_then(|pair| pair.split_once('='))
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
    };
    command.envs(unit.lines().filter_map(set).filter(|(name, _)| name != "ENISHI_CONFIG"));
    let shown: serde_json::Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let of = |name: &str| {
        shown["settings"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap().clone()
    };
    for name in ["data_dir", "backup_dir"] {
        let folder = of(name)["value"].as_str().unwrap().to_owned();
        assert!(can_write.contains(&folder), "{name}: {folder} is not among {can_write:?}");
    }
    // The unit overrules neither of the two places of the data.
    assert_eq!(of("database_url")["overruled_by"], serde_json::Value::Null);
    assert_eq!(of("database_url")["origin"], "file");
    for line in ["Restart=on-failure", "RestartSec=10", "EnvironmentFile=-/etc/enishi/enishi.env"] {
        assert!(unit.lines().any(|found| found == line), "{line}");
    }
}
