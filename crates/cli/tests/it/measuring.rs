//! Health for everybody, measurements for this machine.

use crate::browser::{Browser, start};
use crate::desk::{Desk, seeds};

#[test]
fn health_tells_live_from_ready_and_no_numbers() {
    let desk = Desk::new();
    let (_running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let browser = Browser::new(&lines[0]);
    let live = browser.get("/health/live").json();
    assert_eq!(live, serde_json::json!({"live": true}));
    for path in ["/health", "/health/ready"] {
        let ready = browser.get(path);
        assert_eq!((ready.status, &ready.json()["ready"]), (200, &true.into()), "{}", ready.body);
        assert_eq!(ready.json()["index"], serde_json::json!({"up_to_date": true}), "{}", ready.body);
        assert!(
            !ready.body.contains(|c: char| c.is_ascii_digit()),
            "a number tells what is hidden: {}",
            ready.body
        );
    }
    // A store that breaks off makes the program not ready, and it lives on.
    let store = rusqlite::Connection::open(desk.data().join("enishi.sqlite")).unwrap();
    store.execute_batch("ALTER TABLE log_head RENAME TO lost").unwrap();
    assert_eq!(browser.get("/health/ready").status, 503);
    assert_eq!(browser.get("/health/live").status, 200);
    store.execute_batch("ALTER TABLE lost RENAME TO log_head").unwrap();
    assert_eq!(browser.get("/health/ready").status, 200);
}

#[test]
fn measurements_have_an_address_of_their_own_and_no_words_of_users() {
    let desk = Desk::new();
    desk.run(&["serve", "--metrics-listen", "0.0.0.0:0", "--listen", "127.0.0.1:0"])
        .expect(3)
        .says(&["0.0.0.0", "metrics_listen"]);
    let args = ["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"];
    let (_running, lines) = start(&desk, &args, 6);
    let browser = Browser::new(&lines[0]);
    desk.file("seeds.jsonl", seeds(3));
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    assert_eq!(browser.get("/metrics").status, 404);
    assert_eq!(browser.get("/seeds?q=Himitsu").status, 200);
    assert_eq!(browser.get("/seeds/Himitsu").status, 404);
    browser.send("HIMITSU", "/Himitsu", "", b"");
    let address = lines[5].split("http://").nth(1).unwrap();
    let measured = Browser::new(address.trim_end_matches("/metrics")).get("/metrics");
    assert!(measured.header("content-type").starts_with("text/plain; version=0.0.4"), "{}", measured.head);
    let text = &measured.body;
    let value = |name: &str| -> f64 {
        let line = text.lines().find(|line| line.starts_with(name));
        line.unwrap_or_else(|| panic!("{name} is missing in {text}"))
            .rsplit(' ')
            .next()
            .unwrap()
            .parse()
            .unwrap()
    };
    let count = "enishi_request_duration_seconds_count{method=\"GET\",route=";
    assert!(value(&format!("{count}\"/{{kind}}\",status=\"200\"}}")) == 1.0);
    assert!(value(&format!("{count}\"/{{kind}}/{{reference}}\",status=\"404\"}}")) == 1.0);
    assert!(value("enishi_store_up ") == 1.0);
    assert!(value("enishi_log_commits ") >= 1.0 && value("enishi_store_bytes ") > 10_000.0);
    assert!(value("enishi_log_head_age_seconds ") >= 0.0 && value("enishi_index_behind_commits ") >= 0.0);
    assert!(value("process_resident_memory_bytes ") > 1_000_000.0);
    assert!(!text.to_lowercase().contains("himitsu"), "{text}");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok() && name.starts_with(|c: char| c.is_ascii_lowercase()), "{line}");
    }
}
