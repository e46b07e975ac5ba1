//! `enishi merge`: a preview first, then the merge, then the way back.

use crate::desk::Desk;

#[test]
fn two_records_become_one_and_two_again() {
    let desk = Desk::new();
    desk.file("o.csv", "name[ja],city\n（株）見本製作所,高松市\n株式会社　見本製作所,丸亀市\n");
    desk.ok(&["import", "organisation", "o.csv", "--apply"]);
    let proposals = desk.run(&["merges", "organisation", "--format", "json"]).expect(1);
    let proposals: serde_json::Value = serde_json::from_str(&proposals.out).unwrap();
    assert_eq!(proposals[0]["reasons"][0]["reason"], "name");
    let reference = |place: usize| proposals[0]["records"][place]["ref"].as_str().unwrap().to_owned();
    let (winner, loser) = (reference(0), reference(1));
    let preview = desk.ok(&["merge", &loser, &winner]);
    assert!(
        preview.out.contains("丸亀市") && preview.err.contains("--apply"),
        "{}{}",
        preview.out,
        preview.err
    );
    assert_eq!(desk.count("organisation"), 2);
    let merged =
        desk.json(&["merge", &loser, &winner, "--keep", "city=loser", "--apply", "--format", "json"]);
    assert_eq!((merged["merged"].as_str(), merged["into"].as_str()), (Some(&*loser), Some(&*winner)));
    assert_eq!(desk.count("organisation"), 1);
    let shown = desk.ok(&["show", &loser]);
    assert!(shown.err.contains(&format!("{loser} was merged into {winner}")), "{}", shown.err);
    assert!(shown.out.contains("丸亀市"), "{}", shown.out);
    assert!(desk.ok(&["history", &loser]).out.contains("Merged"));
    desk.run(&["merge", &loser, &winner]).expect(3).says(&["was merged into"]);
    desk.run(&["merge", &winner, &winner]).expect(2).says(&["into itself"]);
    desk.run(&["merge", &winner, &loser, "--keep", "city"]).expect(2).says(&["city"]);
    desk.ok(&["undo", merged["batch"].as_str().unwrap(), "--yes"]);
    assert_eq!(desk.count("organisation"), 2);
    assert!(desk.ok(&["show", &loser]).out.contains("丸亀市"));
}
