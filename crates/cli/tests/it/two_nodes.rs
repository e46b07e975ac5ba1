//! Two servers on one PostgreSQL, each with an index of its own, and a command beside them.

use std::time::{Duration, Instant};

use enishi_testkit::postgres::database_or_skip;

use crate::browser::{Browser, start};
use crate::desk::{Desk, seeds, text};

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(30), "{what} did not happen");
        std::thread::yield_now();
    }
}

#[test]
fn each_node_follows_what_the_other_and_a_command_write() {
    let Some(database) = database_or_skip("two nodes") else { return };
    let desk = Desk::new();
    let folders = ["one", "two", "three"].map(|name| desk.path(name));
    let serve = |folder: &std::path::Path| {
        // On PostgreSQL the folder is that of the index, so it is named beside the address, not instead of it.
        let folder = format!("data_dir={}", text(folder));
        let args =
            ["serve", "--listen", "127.0.0.1:0", "--database-url", &database.url, "--setting", &folder];
        start(&desk, &args, 5)
    };
    let (mut first, first_lines) = serve(&folders[0]);
    let (mut second, second_lines) = serve(&folders[1]);
    let (mut one, two) = (Browser::new(&first_lines[0]), Browser::new(&second_lines[0]));
    one.sign_in(&first_lines[1]);
    let body = "{\"fields\":{\"title\":{\"original\":\"en\",\"en\":\"A membrane reactor\"},\"disclosure\":\"public\"}}";
    let made = one.send("POST", "/api/v1/seeds", "application/json", body.as_bytes());
    assert_eq!(made.status, 201, "{}", made.body);
    // His own next read sees it on either node: records are read from the store.
    let reference = made.json()["ref"].as_str().unwrap().to_owned();
    assert_eq!(two.get(&format!("/api/v1/seeds/{reference}")).status, 200);
    // The index of the other node follows by itself.
    let found = |browser: &Browser| {
        let body = "{\"text\":\"membrane reactor\"}";
        let answer = browser.send("POST", "/api/v1/matches", "application/json", body.as_bytes());
        answer.json()["items"].as_array().unwrap().len()
    };
    until("the other node's match", || found(&two) == 1);
    // A command with a third folder writes beside both.
    desk.file("seeds.jsonl", seeds(20));
    let folder = format!("data_dir={}", text(&folders[2]));
    let args = ["import", "seed", "seeds.jsonl", "--apply", "--set", "disclosure=public"];
    desk.ok(&[&args[..], &["--database-url", &database.url, "--setting", &folder]].concat());
    for browser in [&one, &two] {
        assert_eq!(browser.get("/api/v1/seeds?limit=1").json()["total"], 21);
        until("following the command", || {
            browser.get("/health/ready").json()["index"]["up_to_date"] == true && found(browser) > 1
        });
    }
    // One node ends, the other goes on.
    assert_eq!(first.signal("TERM"), Some(0));
    assert_eq!(two.get("/api/v1/seeds?limit=1").json()["total"], 21);
    assert_eq!(second.signal("TERM"), Some(0));
}
