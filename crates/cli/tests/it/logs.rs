//! A whole session with a marker in everything that a person can type: the log at its most talkative holds none of it.

use std::io::Read;

use crate::browser::{Browser, encoded, start};
use crate::desk::Desk;

/// What nobody but the person who typed it may read.
const MARKER: &str = "Himitsu7Namae";

/// Uses the server with markers in addresses, queries, headers, forms, files and bodies.
fn use_everything(browser: &mut Browser, lines: &[String]) {
    let plain = Browser::new(&lines[0]);
    plain.get(&format!("/{MARKER}/{MARKER}?{MARKER}={MARKER}"));
    plain.get(&format!("/link/{MARKER}"));
    plain.send(MARKER, "/", "", b"");
    browser.sign_in(&lines[1]);
    browser.cookie.push_str(&format!("; {MARKER}={MARKER}"));
    for path in [
        "/",
        "/search?q=",
        "/match?text=",
        "/seeds?q=",
        "/seeds?on=",
        "/seeds?known-at=",
        "/people?q=",
        "/needs?filter.organisation=",
        "/seeds/export.csv?q=",
        "/organisations/merges?q=",
        "/api/v1/seeds?q=",
        "/api/v1/seeds/",
        "/api/v1/kinds?x=",
        "/seeds/",
        "/help/",
        "/admin/imports/",
        "/admin/jobs/",
    ] {
        browser.get(&format!("{path}{MARKER}"));
    }
    let form = browser.get("/seeds/new").hidden("request-key");
    let made = browser.post(
        "/seeds/new",
        &[
            ("title[ja]", MARKER),
            ("summary[ja]", &format!("{MARKER}@example.jp")),
            ("organisation", MARKER),
            ("disclosure", "public"),
            ("request-key", &form),
        ],
    );
    assert!(made.status == 303 || made.status == 422, "{} {}", made.status, made.body);
    browser.post("/seeds/new", &[("title[ja]", ""), ("expires", MARKER), (MARKER, MARKER)]);
    browser.send("POST", "/seeds/new", "application/x-www-form-urlencoded", MARKER.as_bytes());
    let json = |body: &str| browser.send("POST", "/api/v1/seeds", "application/json", body.as_bytes());
    let made = json(&format!("{{\"fields\":{{\"title\":{{\"original\":\"ja\",\"ja\":\"{MARKER}\"}}}}}}"));
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(json(&format!("{{\"fields\":{{\"{MARKER}\":\"{MARKER}\"}}}}")).status, 422);
    assert_eq!(json(&format!("{{\"{MARKER}")).status, 400);
    let match_body = format!("{{\"text\":\"{MARKER}\",\"among\":\"{MARKER}\"}}");
    browser.send("POST", "/api/v1/matches", "application/json", match_body.as_bytes());
    let sent =
        browser.upload("seeds", &format!("{MARKER}.csv"), &format!("名称,{MARKER}\n{MARKER},{MARKER}\n"));
    assert_eq!(sent.status, 303, "{}", sent.body);
    let batch = sent.header("location").to_owned();
    browser.get(&batch);
    browser.post(&batch, &[("column[0]", MARKER), ("column[1]", "-")]);
    browser.post(&format!("{batch}/apply"), &[("skip", MARKER)]);
    browser.upload("seeds", &format!("{MARKER}.xlsx"), MARKER);
    let page = browser.get("/seeds?lang=en").body;
    let at = page.find("/seeds/seed-").expect("a seed in the list");
    let record = page[at..].split(['"', '?']).next().unwrap().to_owned();
    browser.get(&format!("{record}?{MARKER}={MARKER}"));
    browser.post(&format!("{record}/edit"), &[("title[ja]", MARKER), ("etag", MARKER)]);
    browser.post(&format!("{record}/merge"), &[("into", MARKER)]);
    browser.get(&format!("{record}/files/{MARKER}/{}", encoded(MARKER)));
}

#[test]
fn the_log_of_a_session_holds_nothing_that_was_typed() {
    for format in ["json", "text"] {
        let desk = Desk::new();
        let args = ["serve", "--listen", "127.0.0.1:0", "--log", "trace", "--log-format", format];
        let (mut running, lines) = start(&desk, &args, 5);
        let mut err = running.child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            err.read_to_string(&mut log).map(|_| log)
        });
        let mut browser = Browser::new(&lines[0]);
        use_everything(&mut browser, &lines);
        // The store breaks off under the server: a failure with causes.
        let store = rusqlite::Connection::open(desk.data().join("enishi.sqlite")).unwrap();
        store.execute_batch("ALTER TABLE record RENAME TO lost").unwrap();
        let failed = browser.get(&format!("/seeds?q={MARKER}"));
        assert_eq!(failed.status, 500, "{}", failed.body);
        let problem = browser.get(&format!("/api/v1/seeds?q={MARKER}"));
        assert_eq!(running.signal("TERM"), Some(0));
        let log = log.join().unwrap().unwrap();
        let token = lines[1].rsplit('/').next().unwrap();
        for secret in [MARKER, token, "127.0.0.1", "Himitsu", "example.jp"] {
            let found = log.lines().find(|line| line.contains(secret));
            assert!(found.is_none(), "{secret} stands in the log: {found:?}");
        }
        assert!(log.contains("/{kind}/{reference}") && log.contains("/api/v1/{kind}"), "{log}");
        // One id leads from the page and from the problem document to the cause.
        let instance = problem.json()["instance"].as_str().unwrap().to_owned();
        let operation = instance.rsplit(':').next().unwrap();
        let told = |id: &str| log.lines().any(|line| line.contains(id) && line.contains("no such table"));
        assert!(told(operation), "{operation}: {log}");
        assert!(!failed.body.contains("no such table") && !problem.body.contains("no such table"));
        let shown = log.lines().filter(|line| line.contains("no such table")).any(|line| {
            let ids = line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 16);
            ids.into_iter().any(|id| failed.body.contains(id))
        });
        assert!(shown, "the page shows its operation: {}", failed.body);
        if format == "json" {
            for line in log.lines() {
                let json: serde_json::Value = serde_json::from_str(line).unwrap();
                assert!(json["timestamp"].is_string() && json["level"].is_string(), "{line}");
            }
        }
    }
}

#[test]
fn the_log_of_commands_holds_no_names() {
    let desk = Desk::new();
    let name = format!("{MARKER}.csv");
    desk.file(&name, format!("title[ja],expires\n{MARKER},{MARKER}\n"));
    let log = ["--log", "trace", "--log-format", "json"];
    for args in [
        &["import", "seed", &name][..],
        &["import", "seed", &name, "--apply", "--skip-problems"],
        &["list", "seed", "--text", MARKER],
        &["match", "--text", MARKER],
        &["show", MARKER],
        &["--data", MARKER, "list", "seed"],
        &["history", MARKER],
    ] {
        let done = desk.run(&[&log[..], args].concat());
        let lines: Vec<&str> = done.err.lines().filter(|line| line.starts_with("{\"timestamp\"")).collect();
        assert!(lines.iter().any(|line| line.contains("\"operation\"")), "{args:?}: {}", done.err);
        assert!(lines.iter().all(|line| !line.contains(MARKER)), "{args:?}: {lines:?}");
    }
}
