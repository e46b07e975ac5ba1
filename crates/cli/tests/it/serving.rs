//! `demo` and `serve`: what they print, how soon, what they answer, how they end.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::browser::start;
use crate::desk::{Desk, seeds, text};

/// Asks for a path; gives status line and body.
fn get(address: &str, path: &str) -> (String, String) {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

fn total(address: &str, kind: &str) -> u64 {
    let (status, body) = get(address, &format!("/api/v1/{kind}?limit=1"));
    assert!(status.contains("200"), "{status}");
    let start = body.find('{').unwrap();
    let json = body[start..].rsplit_once('}').unwrap().0;
    let json: serde_json::Value = serde_json::from_str(&format!("{json}}}")).unwrap();
    json["total"].as_u64().unwrap()
}

#[test]
fn the_demonstration_serves_a_filled_register_and_leaves_nothing_behind() {
    let desk = Desk::new();
    let (mut running, lines) = start(&desk, &["demo", "--port", "0"], 5);
    let address = &lines[0];
    assert!(address.starts_with("http://127.0.0.1:"), "{lines:?}");
    let seeds = total(address, "seeds");
    assert!(seeds >= 35, "{seeds}");
    assert!(lines[1].contains("operator") && lines[2].contains("見本"), "{lines:?}");
    assert!(lines[4].contains("Ctrl+C"), "{lines:?}");
    let folder = lines[3].split(" and are").next().unwrap().split(" in ").nth(1).unwrap();
    assert!(std::path::Path::new(folder).join("enishi.sqlite").is_file(), "{folder}");
    assert_eq!(running.signal("INT"), Some(0));
    assert!(!std::path::Path::new(folder).exists(), "{folder} is still there");
    assert!(!desk.data().exists(), "the register of the settings was not touched");
}

#[test]
fn a_named_folder_is_kept_and_samples_can_be_left_out() {
    let desk = Desk::new();
    let folder = desk.path("demo");
    let args = ["demo", "--port", "0", "--data", text(&folder), "--without-samples"];
    let (mut running, lines) = start(&desk, &args, 5);
    assert_eq!(total(&lines[0], "seeds"), 0);
    assert_eq!(running.signal("TERM"), Some(0));
    assert!(folder.join("enishi.sqlite").is_file());
}

#[test]
fn serving_prints_a_link_and_a_command_works_beside_it() {
    let desk = Desk::new();
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    assert!(lines[1].contains("/link/"), "{lines:?}");
    desk.file("seeds.jsonl", seeds(50));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply", "--set", "disclosure=public"]);
    assert_eq!(total(&lines[0], "seeds"), 50);
    let hits = desk.json(&["match", "--text", "enzyme reactor", "--format", "json"]);
    assert_eq!(hits["items"].as_array().unwrap().len(), 10);
    desk.run(&["rebuild"]).expect(4).says(&["index"]);
    assert_eq!(running.signal("INT"), Some(0));
    desk.ok(&["rebuild"]);
}
