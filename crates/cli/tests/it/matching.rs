//! `match` and `evaluate`: reasons that sum to the score, both directions, why not, measures.

use serde_json::Value as Json;

use crate::desk::Desk;

/// The samples, loaded as the demonstration loads them.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file(
        "seeds.csv",
        "identifiers[kaken],title[ja],title[en],summary[ja],fields,readiness\n\
         16K00001,固定化酵素による希少糖の連続生産,Continuous production of rare sugars,酵素を固定化し希少糖を安価に生産する,life,5\n\
         16K00002,光ファイバによる温度計測,Temperature sensing by optical fibre,炉内の温度分布を測る,it,4\n\
         16K00003,竹の粉砕,Grinding bamboo,竹を粉にする,environment,3\n",
    );
    desk.file(
        "needs.csv",
        "number,title[ja],title[en],problem[ja],fields,readiness\n\
         N1,希少糖を安く作りたい,Cheaper rare sugars,酵素の費用が高く希少糖の生産が続かない,life,6\n\
         N2,炉の温度を測りたい,Measuring furnace temperature,光ファイバで温度を測りたい,it,4\n",
    );
    desk.ok(&["import", "seed", "seeds.csv", "--apply"]);
    desk.ok(&["import", "need", "needs.csv", "--apply"]);
    desk
}

fn reference(desk: &Desk, kind: &str, field: &str, value: &str) -> String {
    let list = desk.json(&["list", kind, "--format", "json"]);
    let items = list["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["fields"][field].to_string().contains(value)).unwrap();
    item["ref"].as_str().unwrap().to_owned()
}

/// The contributions of a hit's reasons.
fn sum(hit: &Json) -> f64 {
    hit["reasons"].as_array().unwrap().iter().filter_map(|reason| reason["contribution"].as_f64()).sum()
}

#[test]
fn partners_are_found_both_ways_with_reasons_that_sum_to_the_score() {
    let desk = desk();
    let need = reference(&desk, "need", "number", "N1");
    let result = desk.json(&["match", "--need", &need, "--format", "json"]);
    let first = &result["items"][0];
    assert_eq!(first["title"], "固定化酵素による希少糖の連続生産");
    assert!((sum(first) - first["score"].as_f64().unwrap()).abs() < 1e-6, "{first}");
    let readiness =
        first["reasons"].as_array().unwrap().iter().find(|reason| reason["reason"] == "readiness");
    assert_eq!(readiness.unwrap()["gap"], -1);
    let back = desk.json(&["match", "--seed", "kaken:16K00001", "--format", "json"]);
    assert_eq!(back["items"][0]["ref"], need.as_str());
    let again = desk.json(&["match", "--need", &need, "--format", "json"]);
    assert_eq!(again, result, "same records, same list");
}

#[test]
fn people_read_rank_reference_score_and_reasons() {
    let desk = desk();
    let need = reference(&desk, "need", "number", "N1");
    let table = desk.ok(&["match", "--need", &need, "--lang", "ja", "--why-not", "kaken:16K00003"]);
    for text in ["1  seed-", "希少糖", "TRL：求めるのは 6、実際は 5（1 段階不足）", "同じ分野", "理由"]
    {
        assert!(table.out.contains(text), "`{text}` is missing in: {}", table.out);
    }
    assert!(!table.out.contains('⟦'), "{}", table.out);
    let english = desk.ok(&["match", "--text", "rare sugars", "--among", "seed"]).out;
    assert!(english.contains("“rare”") || english.contains("“rare sugars”"), "{english}");
}

#[test]
fn why_not_tells_what_is_missing() {
    let desk = desk();
    let bamboo = reference(&desk, "seed", "title", "竹");
    let result = desk.json(&["match", "--text", "希少糖", "--why-not", &bamboo, "--format", "json"]);
    assert_eq!(result["why_not"]["record"]["ref"], bamboo.as_str());
    assert_eq!(result["why_not"]["why"]["answer"], "nothing_met");
}

#[test]
fn a_new_seed_is_found_by_the_next_command_and_rebuilding_changes_nothing() {
    let desk = desk();
    let query = ["match", "--text", "酵素 温度", "--format", "json"];
    let before = desk.json(&query);
    desk.ok(&["rebuild"]);
    assert_eq!(desk.json(&query)["items"], before["items"]);
    std::fs::remove_dir_all(desk.data().join("index")).unwrap();
    assert_eq!(desk.json(&query)["items"], before["items"]);
    desk.file("more.csv", "title[ja]\n酵素の温度\n");
    desk.ok(&["import", "seed", "more.csv", "--apply"]);
    assert_eq!(desk.json(&query)["items"][0]["title"], "酵素の温度");
}

#[test]
fn evaluation_reports_the_measures_by_their_names() {
    let desk = Desk::new();
    desk.file(
        "corpus.jsonl",
        "{\"id\":\"a\",\"text\":\"enzyme reactor\"}\n{\"id\":\"b\",\"text\":\"optical fibre\"}\n",
    );
    desk.file("queries.jsonl", "{\"id\":\"q\",\"text\":\"fibre\"}\n{\"id\":\"r\",\"text\":\"enzyme\"}\n");
    desk.file("qrels.tsv", "q\tb\t1\nr\tb\t1\n");
    let files = ["--corpus", "corpus.jsonl", "--queries", "queries.jsonl", "--judgements", "qrels.tsv"];
    let report = desk.json(&[&["evaluate", "matching", "--json"][..], &files].concat());
    assert_eq!((&report["mrr@10"], &report["queries"]), (&0.5.into(), &2.into()));
    for name in ["ndcg@10", "recall@10", "recall@100", "p50_ms", "p99_ms"] {
        assert!(report[name].is_number(), "{name}");
    }
    desk.file("qrels.tsv", "q\tb\n");
    desk.run(&[&["evaluate", "matching"][..], &files].concat()).expect(2).says(&["qrels.tsv", "line 1"]);
}
