//! `kill -9` in the middle of an import: wholly there or wholly absent, and the next import works at once.

use std::io::{BufRead, BufReader};

use crate::desk::{Desk, seeds};

/// Rows of the file: several chunks of every step.
const ROWS: usize = 6_000;

/// Runs an import and kills it at a step; says whether the step was reached.
fn kill_at(desk: &Desk, step: &str, done: u64) -> bool {
    let mut running = desk.start(&["import", "seed", "seeds.jsonl", "--apply", "--format", "json"]);
    let lines = BufReader::new(running.child.stderr.take().unwrap()).lines();
    for line in lines {
        let line = line.unwrap();
        let Ok(json) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        if json["step"] == step && json["done"].as_u64() >= Some(done) {
            assert_eq!(running.signal("KILL"), None, "it was killed");
            return true;
        }
    }
    false
}

#[test]
fn a_killed_import_is_wholly_there_or_wholly_absent() {
    for (step, at) in
        [("reading", 2_000), ("reading", 6_000), ("writing", 1_000), ("writing", 3_000), ("writing", 6_000)]
    {
        let desk = Desk::new();
        desk.file("seeds.jsonl", seeds(ROWS));
        assert!(kill_at(&desk, step, at), "{step} {at} was not reached");
        let rows = u64::try_from(ROWS).unwrap();
        let found = desk.count("seed");
        let organisations = desk.count("organisation");
        // After the last row the commit may have happened or not.
        let is_whole = found == rows && organisations == 120;
        let is_absent = found == 0 && organisations == 0;
        assert!(
            is_absent || (is_whole && at == rows),
            "{step} {at}: {found} seeds, {organisations} organisations"
        );
        let report = desk.json(&["import", "seed", "seeds.jsonl", "--apply", "--format", "json"]);
        let expected = if is_whole { "unchanged" } else { "added" };
        assert_eq!(report["counts"][expected], rows, "{step} {at}: {}", report["counts"]);
        assert_eq!((desk.count("seed"), desk.count("organisation")), (rows, 120));
        let hit = desk.json(&["match", "--text", "Generated seed 4711", "--format", "json"]);
        assert_eq!(hit["items"][0]["title_en"], "Generated seed 4711 on enzyme reactor 55");
    }
}
