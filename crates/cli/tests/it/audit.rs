//! What the shell reads.

use crate::desk::Desk;

#[test]
fn what_the_shell_reads_stands_among_the_events() {
    let desk = Desk::new();
    desk.file("seeds.jsonl", "{\"title\": {\"ja\": \"秘密の種\"}, \"disclosure\": \"secret\"}\n");
    desk.ok(&["import", "seed", "seeds.jsonl", "--apply"]);
    let listed = desk.json(&["list", "seed", "--format", "json"]);
    let reference = listed["items"][0]["ref"].as_str().unwrap().to_owned();
    desk.ok(&["show", &reference]);
    desk.ok(&["export", "seed", "-o", "seeds.csv"]);
    desk.ok(&["backup", "backup.zip"]);
    desk.ok(&["kinds"]);
    desk.ok(&["verify"]);
    let database = rusqlite::Connection::open(desk.data().join("enishi.sqlite")).unwrap();
    let mut events = database.prepare("SELECT what, detail, actor FROM account_event ORDER BY id").unwrap();
    let events: Vec<[String; 3]> = events
        .query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let read: Vec<&str> = events.iter().map(|[_, command, _]| command.as_str()).collect();
    assert_eq!(read, ["list", "show", "export", "backup"], "neither what writes nor what names no record");
    for [what, _, actor] in &events {
        assert_eq!(what, "shell-read");
        assert!(actor.starts_with("cli:") && actor.len() > 4, "{actor}");
    }
    // Whose reading cannot be noted does not read.
    database.execute("DROP TABLE account_event", []).unwrap();
    let refused = desk.run(&["show", &reference]);
    assert_ne!(refused.code, 0);
    assert!(!refused.out.contains("秘密の種"), "{}", refused.out);
}
