//! Stopping gently, and one server to a folder.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::browser::{Browser, start};
use crate::desk::{Desk, seeds, text};

/// Whether nobody takes connections there any more.
fn is_closed(host: &str) -> bool {
    TcpStream::connect(host).is_err()
}

/// Asks again until something holds.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(60), "{what} did not happen");
        std::thread::yield_now();
    }
}

fn ask_to_stop(id: u32) {
    assert!(std::process::Command::new("kill").args(["-TERM", &id.to_string()]).status().unwrap().success());
}

#[test]
fn a_request_under_way_is_finished_and_no_other_is_taken() {
    let desk = Desk::new();
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let browser = Browser::new(&lines[0]);
    let body = "{\"text\":\"enzyme\"}";
    let more = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    let mut slow = browser.connect();
    slow.write_all(browser.head("POST", "/api/v1/matches", &more).as_bytes()).unwrap();
    // The program has read the head as soon as it answers others after it.
    assert_eq!(browser.get("/health").status, 200);
    ask_to_stop(running.child.id());
    until("closing the door", || is_closed(&browser.host));
    slow.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
}

#[test]
fn who_asks_twice_does_not_wait_and_is_told() {
    let desk = Desk::new();
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let browser = Browser::new(&lines[0]);
    let more = "Content-Type: application/json\r\nContent-Length: 9\r\n";
    let mut stuck = browser.connect();
    stuck.write_all(browser.head("POST", "/api/v1/matches", more).as_bytes()).unwrap();
    assert_eq!(browser.get("/health/live").status, 200);
    ask_to_stop(running.child.id());
    until("closing the door", || is_closed(&browser.host));
    ask_to_stop(running.child.id());
    let mut err = String::new();
    running.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(running.child.wait().unwrap().code(), Some(1), "{err}");
    assert!(err.contains("rolled back"), "{err}");
}

/// Uploads a file of many rows and begins to apply it; gives the address of the batch.
fn begin_import(browser: &Browser, rows: usize) -> String {
    let sent = browser.upload("seeds", "seeds.jsonl", &seeds(rows));
    assert_eq!(sent.status, 303, "{}", sent.body);
    let mut place = sent.header("location").to_owned();
    until("reading the file", || {
        let page = browser.get(&place);
        if page.status == 303 {
            place = page.header("location").to_owned();
        }
        place.contains("/admin/imports/import-")
    });
    let applied = browser.post(&format!("{place}/apply"), &[]);
    assert_eq!(applied.status, 303, "{}", applied.body);
    place
}

#[test]
fn an_import_under_way_finishes_before_the_program_ends() {
    let desk = Desk::new();
    let folder = desk.data();
    let (mut running, lines) =
        start(&desk, &["demo", "--port", "0", "--without-samples", "--data", text(&folder)], 5);
    let browser = Browser::new(&lines[0]);
    begin_import(&browser, 6_000);
    ask_to_stop(running.child.id());
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
    assert_eq!(desk.count("seed"), 6_000);
}

#[test]
fn an_import_cut_off_leaves_nothing_and_can_be_applied_again() {
    let desk = Desk::new();
    let folder = desk.data();
    let args = ["demo", "--port", "0", "--without-samples", "--data", text(&folder)];
    let (mut running, lines) = start(&desk, &args, 5);
    let browser = Browser::new(&lines[0]);
    let batch = begin_import(&browser, 20_000);
    ask_to_stop(running.child.id());
    until("closing the door", || is_closed(&browser.host));
    ask_to_stop(running.child.id());
    assert_eq!(running.child.wait().unwrap().code(), Some(1));
    assert_eq!(desk.count("seed"), 0);
    let (_again, lines) = start(&desk, &args, 5);
    let browser = Browser::new(&lines[0]);
    assert_eq!(browser.post(&format!("{batch}/apply"), &[]).status, 303);
    until("the import", || desk.count("seed") == 20_000);
}

#[test]
fn a_second_server_on_a_folder_is_told_who_has_it() {
    let desk = Desk::new();
    let (mut running, _) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let id = running.child.id().to_string();
    let second = desk.run(&["serve", "--listen", "127.0.0.1:0"]).expect(3);
    second.says(&["another process", &id, "since 20", text(&desk.data())]);
    let folder = desk.data();
    desk.run(&["demo", "--port", "0", "--data", text(&folder)]).expect(3).says(&[&id]);
    desk.run(&["serve", "--listen", "127.0.0.1:0", "--lang", "ja"]).expect(3).says(&["別のプロセス", &id]);
    // Commands work beside it.
    desk.file("seeds.jsonl", seeds(5));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    assert_eq!(running.signal("KILL"), None);
    // However the first one ended, the folder is free.
    let (mut third, _) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    assert_eq!(third.signal("TERM"), Some(0));
}
