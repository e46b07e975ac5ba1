//! Long work as the operator sees it: interrupted by a death and begun again, and done by one node of two.

use std::time::{Duration, Instant};

use enishi_testkit::postgres::database_or_skip;

use crate::browser::{Browser, start};
use crate::desk::{Desk, seeds, text};

fn signed_in(lines: &[String]) -> Browser {
    let mut browser = Browser::new(&lines[0]);
    browser.sign_in(&lines[1]);
    browser
}

#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(60), "{what} did not happen");
        std::thread::yield_now();
    }
}

/// The jobs themselves: the form above them names every kind and state.
fn rows(browser: &Browser) -> String {
    let page = browser.get("/admin/jobs").body;
    page.split_once("<tbody>").map_or_else(|| page.clone(), |(_, rows)| rows.to_owned())
}

#[test]
fn an_import_whose_server_died_is_shown_as_interrupted_and_can_be_done_again() {
    let desk = Desk::new();
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let browser = signed_in(&lines);
    let answer = browser.upload("seeds", "seeds.jsonl", &seeds(6_000));
    let place = answer.header("location").to_owned();
    let staged = |browser: &Browser| browser.get("/admin/imports").body.contains("/admin/imports/import-");
    until("staging", || staged(&browser));
    let list = browser.get("/admin/imports").body;
    let batch = list.split("/admin/imports/import-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(place.starts_with("/admin/"), "{place}");
    browser.post(&format!("/admin/imports/import-{batch}/apply"), &[]);
    until("applying", || {
        let page = browser.get("/admin/jobs").body;
        page.contains("Writing an import") && page.contains("Running")
    });
    assert_eq!(running.signal("KILL"), None);

    let (mut again, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let browser = signed_in(&lines);
    let page = browser.get("/admin/jobs").body;
    assert!(page.contains("Interrupted") && page.contains("Do it again"), "{page}");
    assert!(page.contains(&format!("href=\"/admin/imports/import-{batch}\"")), "{page}");
    browser.post(&format!("/admin/imports/import-{batch}/apply"), &[]);
    until("the second try", || desk.count("seed") == 6_000);
    assert_eq!(again.signal("TERM"), Some(0));
}

#[test]
fn the_operator_verifies_from_the_page_and_is_told_why_no_backup_is_made() {
    let desk = Desk::new();
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let browser = signed_in(&lines);
    assert_eq!(browser.post("/admin/jobs", &[("kind", "verify")]).status, 303);
    let page = rows(&browser);
    assert!(page.contains("Verification") && page.contains("Changes verified"), "{page}");
    let refused = browser.post("/admin/jobs", &[("kind", "backup")]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("backup_dir"), "{}", refused.body);
    assert_eq!(running.signal("TERM"), Some(0));
}

#[test]
fn one_node_of_two_makes_the_nightly_backup() {
    let Some(database) = database_or_skip("nightly backup of two nodes") else { return };
    let desk = Desk::new();
    let copies = ["one", "two"].map(|name| desk.path(&format!("copies-{name}")));
    let serve = |number: usize| {
        let folder = format!("data_dir={}", text(&desk.path(&format!("node-{number}"))));
        let copies = format!("backup_dir={}", text(&copies[number]));
        let args = ["--database-url", &database.url, "--setting", &folder, "--setting", &copies];
        start(&desk, &[&["serve", "--listen", "127.0.0.1:0"], &args[..]].concat(), 5)
    };
    let count = || {
        let entries = copies.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".zip")).count()
    };
    let (mut first, lines) = serve(0);
    let (mut second, _) = serve(1);
    let browser = signed_in(&lines);
    until("a backup", || count() > 0);
    // Whichever looks first makes it; the other finds it done, or held.
    until("its end", || !rows(&browser).contains("Running"));
    for running in [&mut first, &mut second] {
        assert_eq!(running.signal("TERM"), Some(0));
    }
    assert_eq!(count(), 1);
}

#[test]
fn long_work_of_the_command_line_is_among_the_jobs() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", seeds(10));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    desk.ok(&["verify"]);
    desk.ok(&["rebuild"]);
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let page = rows(&signed_in(&lines));
    for said in [
        "Writing an import",
        "Verification",
        "Changes verified",
        "Building the search index",
        "(command line)",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("Running"), "{page}");
    assert_eq!(running.signal("TERM"), Some(0));
}
