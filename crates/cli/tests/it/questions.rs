//! What looks wrong beside other records is asked in words and written when it is confirmed.

use crate::desk::Desk;

const ROLES: &str =
    "title[ja],role,cluster,since\n本部長,president,丁,2002-04\nもう一人,president,丁,2003-04\n";

#[test]
fn an_import_asks_in_words_and_is_written_when_confirmed() {
    let desk = Desk::new();
    desk.file("clusters.csv", "name[ja]\n丁\n");
    desk.ok(&["import", "cluster", "clusters.csv", "--apply"]);
    desk.file("roles.csv", ROLES);
    let preview = desk.run(&["import", "role", "roles.csv"]).expect(1);
    preview.says(&["? ", "two", "本部長", "row 2", "--apply --confirm two-holders"]);
    desk.run(&["import", "role", "roles.csv", "--apply"]).expect(3).says(&["--confirm two-holders"]);
    assert_eq!(desk.count("role"), 0);
    let ja = desk.run(&["--lang", "ja", "import", "role", "roles.csv", "--apply"]).expect(3);
    ja.says(&["同じ時期に二人います", "2 行目", "何も書き込みませんでした"]);
    desk.ok(&["import", "role", "roles.csv", "--apply", "--confirm", "two-holders"]);
    assert_eq!(desk.count("role"), 2);
}

#[test]
fn the_first_start_asks_too() {
    let desk = Desk::new();
    let mut words = vec!["init", "--cluster", "見本クラスター", "--region", "見本地域", "--prefecture", "37"];
    words.extend(["--organisation", "見本財団", "--year", "2026"]);
    words.extend(["--staff", "president:見本 太郎", "--staff", "president:見本 花子"]);
    desk.run(&words).expect(3).says(&["見本 太郎", "--confirm two-holders"]);
    words.extend(["--confirm", "two-holders"]);
    desk.ok(&words);
    assert_eq!(desk.count("role"), 2);
}

#[test]
fn a_preview_can_be_discarded() {
    let desk = Desk::new();
    desk.file("o.csv", "name[ja]\n見本製作所\n");
    desk.ok(&["import", "organisation", "o.csv"]);
    let batch = desk.json(&["imports", "--format", "json"])[0]["batch"].as_str().unwrap().to_owned();
    desk.ok(&["imports", "discard", &batch]);
    assert_eq!(desk.json(&["imports", "--format", "json"]), serde_json::json!([]));
    desk.run(&["imports", "discard", &batch]).expect(2).says(&[&batch]);
    desk.ok(&["import", "organisation", "o.csv", "--apply"]);
    let batch = desk.json(&["imports", "--format", "json"])[0]["batch"].as_str().unwrap().to_owned();
    desk.run(&["imports", "discard", &batch]).expect(3).says(&["Applied"]);
}

#[test]
fn what_cannot_be_read_is_said_in_the_language_of_the_run() {
    let desk = Desk::new();
    desk.file(
        "seeds.csv",
        "title[ja],disclosed,patents,identifiers[corporate-number]\n一,平成32年4月1日,,\n二,,特願x,\n三,,,7000012050003\n",
    );
    let ja = desk.run(&["--lang", "ja", "import", "seed", "seeds.csv"]).expect(2);
    ja.says(&["平成は2019年4月30日までです", "検査数字"]);
}

#[test]
fn filters_are_named_by_their_labels_and_their_names() {
    let desk = Desk::new();
    desk.file("c.csv", "name[ja]\n丁\n");
    desk.ok(&["import", "cluster", "c.csv", "--apply"]);
    let ja = desk.run(&["--lang", "ja", "list", "cluster", "--filter", "colour=1"]).expect(2);
    ja.says(&["（statuses.state）", "（disclosure）"]);
}
