//! The way of a file through the program: preview, apply, list, show, history, export, undo.

use crate::desk::{Desk, text};

const SHEET: &str = "\
シーズ一覧（2026年度）,,,,
title[ja],title[en],organisation,readiness,disclosed
希少糖の量産,Mass production of rare sugars,見本大学,５,令和5年4月1日
光ファイバ,Optical fibre,見本大学,4,2024
";

fn with_sheet() -> Desk {
    let desk = Desk::new();
    desk.file("seeds.csv", SHEET);
    desk
}

#[test]
fn a_preview_writes_nothing_and_applying_writes_one_batch() {
    let desk = with_sheet();
    let report = desk.json(&["import", "seed", "seeds.csv", "--format", "json"]);
    assert_eq!(report["counts"]["added"], 2);
    assert_eq!(report["header_row"], 2);
    assert_eq!(desk.count("seed"), 0);
    let done = desk.ok(&["import", "seeds", "seeds.csv", "--apply"]);
    assert!(done.out.contains("added                 2"), "{}", done.out);
    done.says(&["Undo: enishi undo import-"]);
    assert_eq!(desk.count("seed"), 2);
    assert_eq!(desk.count("organisation"), 1);
    let again = desk.json(&["import", "seed", "seeds.csv", "--column", "title[en]=-", "--format", "json"]);
    let counts = &again["counts"];
    let sum: u64 = ["added", "updated", "unchanged", "deleted", "repeated", "rejected"]
        .iter()
        .map(|name| counts[*name].as_u64().unwrap())
        .sum();
    assert_eq!(Some(sum), counts["rows"].as_u64());
}

#[test]
fn undo_shows_asks_and_takes_the_batch_back() {
    let desk = with_sheet();
    let batch = desk.json(&["import", "seed", "seeds.csv", "--apply", "--format", "json"])["batch"].clone();
    let batch = batch.as_str().unwrap();
    desk.run(&["undo", batch]).expect(3).says(&["records go", "--yes"]);
    assert_eq!(desk.count("seed"), 2);
    let report = desk.json(&["undo", batch, "--yes", "--format", "json"]);
    assert!(report["removed"].as_u64() >= Some(3), "{report}");
    assert_eq!(desk.count("seed"), 0);
    assert_eq!(desk.count("organisation"), 0);
    desk.run(&["undo", batch, "--yes"]).expect(3);
    let batches = desk.ok(&["imports"]).out;
    assert!(batches.contains(batch) && batches.contains("Undone"), "{batches}");
}

#[test]
fn what_is_exported_imports_without_a_change_in_every_format() {
    let desk = with_sheet();
    desk.ok(&["import", "seed", "seeds.csv", "--apply", "--set", "disclosure=public"]);
    let before = desk.content();
    for format in ["xlsx", "csv", "jsonl"] {
        for kind in ["seed", "organisation", "source"] {
            let file = format!("{kind}.{format}");
            desk.ok(&["export", kind, "-o", &file]);
            let report = desk.json(&["import", kind, &file, "--apply", "--format", "json"]);
            assert_eq!(report["counts"]["unchanged"], report["counts"]["rows"], "{file}: {report}");
            assert!(report["counts"]["rows"].as_u64() > Some(0), "{file}");
        }
    }
    assert_eq!(desk.content(), before);
}

#[test]
fn the_public_sees_less_in_an_export() {
    let desk = with_sheet();
    desk.ok(&["import", "seed", "seeds.csv", "--apply"]);
    let public = desk.ok(&["export", "seed", "--format", "jsonl", "--public"]).out;
    assert!(public.is_empty(), "{public}");
    assert_eq!(desk.ok(&["export", "seed", "--format", "jsonl"]).out.lines().count(), 2);
}

#[test]
fn a_mapping_can_be_saved_and_given() {
    let desk = Desk::new();
    desk.file("a.csv", "Thema,Nr\nEnzyme reactor,7\n");
    desk.run(&["import", "seed", "a.csv"]).expect(2).says(&["Thema", "row 1, column A"]);
    let columns = ["--column", "Thema=title[en]", "--column", "Nr=number"];
    desk.ok(&[&["import", "seed", "a.csv", "--save-map", "mine.toml"][..], &columns].concat());
    desk.ok(&["import", "seed", "a.csv", "--map", "mine.toml", "--apply"]);
    let seeds = desk.json(&["list", "seed", "--format", "json"]);
    assert_eq!(seeds["items"][0]["title_en"], "Enzyme reactor");
    assert_eq!(seeds["items"][0]["fields"]["number"], "7");
    // The next file of the same form needs no mapping.
    desk.file("b.csv", "Thema,Nr\nOptical fibre,8\n");
    desk.ok(&["import", "seed", "b.csv", "--apply"]);
    assert_eq!(desk.count("seed"), 2);
}

#[test]
fn bad_rows_can_be_left_out_and_are_counted() {
    let desk = Desk::new();
    desk.file("a.csv", "title[en],disclosed\nGood,2024-05-01\nBad,平成32年\n");
    desk.run(&["import", "seed", "a.csv", "--apply"]).expect(2).says(&["row 3, column B", "平成32年"]);
    let done =
        desk.run(&["import", "seed", "a.csv", "--apply", "--skip-problems", "--format", "json"]).expect(1);
    let report: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&report["counts"]["added"], &report["counts"]["rejected"]), (&1.into(), &1.into()));
    assert_eq!(desk.count("seed"), 1);
}

#[test]
fn steps_are_lines_of_json_for_programs_and_silence_otherwise() {
    let desk = with_sheet();
    let done = desk.ok(&["import", "seed", "seeds.csv", "--format", "json"]);
    let steps: Vec<serde_json::Value> = done
        .err
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(steps.iter().any(|step| step["step"] == "reading" && step["done"] == 2), "{}", done.err);
    assert!(steps.iter().any(|step| step["step"] == "checking"), "{}", done.err);
    let done = desk.ok(&["import", "seed", "seeds.csv"]);
    assert!(!done.err.contains("reading"), "{}", done.err);
}

#[test]
fn one_record_is_shown_with_its_references_and_history() {
    let desk = with_sheet();
    desk.ok(&["import", "seed", "seeds.csv", "--apply"]);
    let list = desk.json(&["list", "seed", "--sort", "-title", "--format", "json"]);
    let reference = list["items"][0]["ref"].as_str().unwrap();
    let shown = desk.ok(&["show", reference, "--lang", "ja"]).out;
    assert!(shown.contains("光ファイバ") && shown.contains("見本大学"), "{shown}");
    let organisation = list["items"][0]["fields"]["organisation"]["ref"].as_str().unwrap();
    let shown = desk.ok(&["show", organisation]).out;
    assert!(shown.contains(reference), "{shown}");
    let history = desk.ok(&["history", reference]).out;
    assert!(history.contains("Imported from a file") && history.contains("見本大学"), "{history}");
    let filtered = desk.json(&["list", "seed", "--filter", "readiness=4", "--format", "json"]);
    assert_eq!(filtered["total"], 1);
    let page = desk.ok(&["list", "seed", "--limit", "1"]);
    let next = page.err.split("--after ").nth(1).unwrap().trim().to_owned();
    let second = desk.json(&["list", "seed", "--limit", "1", "--after", &next, "--format", "json"]);
    assert_eq!(second["items"].as_array().unwrap().len(), 1);
}

#[test]
fn spellings_that_fold_to_one_are_proposed_and_not_merged() {
    let desk = Desk::new();
    desk.file(
        "o.csv",
        "name[ja],city\n（株）見本製作所,高松市\n株式会社　見本製作所,丸亀市\n別の会社,高松市\n",
    );
    desk.ok(&["import", "organisation", "o.csv", "--apply"]);
    assert_eq!(desk.count("organisation"), 3);
    desk.run(&["merges", "organisation"]).expect(1).says(&["One proposal over 2 records"]);
}

#[test]
fn templates_are_empty_spreadsheets_that_import_as_nothing() {
    let desk = Desk::new();
    for kind in ["seed", "need", "organisation", "source"] {
        for format in ["xlsx", "csv", "jsonl"] {
            let file = format!("{kind}.{format}");
            desk.ok(&["template", kind, "-o", &file, "--lang", "ja"]);
            assert!(desk.path(&file).is_file());
            if format != "jsonl" {
                let report = desk.json(&["import", kind, &file, "--format", "json"]);
                assert_eq!(report["counts"]["rows"], 0, "{file}: {report}");
            }
        }
    }
}

#[test]
fn settings_tell_their_origin_and_mask_secrets() {
    let desk = Desk::new();
    desk.file("enishi.toml", "lang = \"ja\"\nzone = \"Europe/Berlin\"\n");
    let shown = desk.ok(&["config", "show", "--database-url", "postgres://kci:geheim@db/kci"]).out;
    assert!(shown.contains("postgres://kci:***@db/kci") && !shown.contains("geheim"), "{shown}");
    assert!(shown.contains("Europe/Berlin") && shown.contains("環境変数"), "{shown}");
    desk.file("enishi.toml", "zoon = \"Europe/Berlin\"\n");
    desk.run(&["config", "show"]).expect(2).says(&["unknown setting `zoon`", "at: enishi.toml", "“zone”"]);
}

#[test]
fn kinds_and_maps_are_listed() {
    let desk = Desk::new();
    let kinds = desk.ok(&["kinds"]).out;
    assert!(["seed", "need", "organisation", "source"].iter().all(|kind| kinds.contains(kind)), "{kinds}");
    assert!(desk.ok(&["kinds", "need"]).out.contains("title[ja]*"));
    assert!(desk.ok(&["maps"]).out.contains("sbir-topics"));
    assert!(desk.ok(&["maps", "kaken-titles"]).out.contains("identifiers[kaken]"));
    assert!(!text(&desk.data()).is_empty() && !desk.data().exists(), "listing makes no register");
}
