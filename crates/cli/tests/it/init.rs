//! `enishi init`: a register with its first records in one command.

use crate::desk::Desk;

#[test]
fn a_register_begins_with_ones_own_cluster_and_can_be_emptied() {
    let desk = Desk::new();
    let least = ["init", "--cluster", "見本クラスター", "--region", "見本地域", "--organisation", "見本財団"];
    desk.run(&least).expect(2).says(&["--prefecture"]);
    let mut all = least.to_vec();
    all.extend([
        "--prefecture",
        "37",
        "--field",
        "life",
        "--staff",
        "coordinator:見本 太郎",
        "--year",
        "2026",
    ]);
    let mut wrong = all.clone();
    wrong.extend(["--corporate-number", "123"]);
    desk.run(&wrong).expect(2);
    let done = desk.ok(&all);
    let batch = done.out.split("enishi undo ").nth(1).unwrap().trim().to_owned();
    assert_eq!(desk.count("cluster"), 1);
    assert_eq!(desk.count("role"), 1);
    desk.run(&all).expect(3).says(&["holds records already"]);
    desk.ok(&["undo", &batch, "--yes"]);
    assert_eq!(desk.count("cluster"), 0);
}
