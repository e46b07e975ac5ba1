//! `--on` and `--known-at` on the command line.

use crate::desk::Desk;

#[test]
fn lists_records_histories_and_exports_answer_of_a_time() {
    let desk = Desk::new();
    desk.file("seeds.csv", "title[ja],readiness\n希少糖の量産,4\n");
    desk.ok(&["import", "seed", "seeds.csv", "--apply"]);
    let list = desk.json(&["list", "seed", "--format", "json"]);
    let reference = list["items"][0]["ref"].as_str().unwrap().to_owned();
    let history = desk.json(&["history", &reference, "--format", "json"]);
    let first = history[0]["at"].as_str().unwrap().to_owned();
    desk.file("changed.csv", format!("ref,readiness\n{reference},6\n"));
    desk.ok(&["import", "seed", "changed.csv", "--apply"]);

    let readiness = |extra: &[&str]| {
        let mut args = vec!["show", &reference, "--format", "json"];
        args.extend(extra);
        desk.json(&args)["fields"]["readiness"].clone()
    };
    assert_eq!((readiness(&[]), readiness(&["--known-at", &first])), ("6".into(), "4".into()));
    let then =
        desk.json(&["list", "seed", "--filter", "readiness=4", "--known-at", &first, "--format", "json"]);
    assert_eq!((&then["total"], then.get("undated")), (&1.into(), None));
    assert_eq!(desk.json(&["list", "seed", "--filter", "readiness=4", "--format", "json"])["total"], 0);
    assert_eq!(
        desk.json(&["history", &reference, "--known-at", &first, "--format", "json"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let export = desk.ok(&["export", "seed", "--format", "csv", "--known-at", &first]);
    assert!(export.out.contains(",4"), "{}", export.out);
    assert_eq!(desk.json(&["list", "seed", "--known-at", "2000", "--format", "json"])["total"], 0);

    // A day of facts: seeds say nothing about theirs, and the list says so.
    let day = desk.ok(&["list", "seed", "--on", "FY2003"]);
    day.says(&["Showing what was true on", "31", "2004", "1 record without dates"]);
    assert_eq!(desk.json(&["list", "seed", "--on", "2004", "--format", "json"])["undated"], 1);

    desk.run(&["list", "seed", "--on", "soon"]).expect(2).says(&["“soon” is not a day", "2004-03-31"]);
    desk.run(&["list", "seed", "--known-at", "2999-01-01"]).expect(2).says(&["has not come yet"]);
    desk.run(&["list", "seed", "--known-at", &first, "--text", "糖"]).expect(2).says(&["cannot be searched"]);
    desk.run(&["show", &reference, "--known-at", "2000"]).expect(2);
}
