//! Counts and names of the source pages, and against the file of facts where it is at hand (`ENISHI_DATA`).

use super::*;

/// The file of facts; `None` without `ENISHI_DATA`, where only the counts of the pages are compared.
fn read_facts() -> Option<Json> {
    let data = std::path::PathBuf::from(std::env::var_os("ENISHI_DATA")?);
    let text = std::fs::read_to_string(data.join("kci/facts.json")).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn list<'a>(json: &'a Json, pointer: &str) -> &'a [Json] {
    json.pointer(pointer).and_then(Json::as_array).unwrap_or_else(|| panic!("no list at {pointer}"))
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json[key].as_str().unwrap_or_else(|| panic!("no text {key} in {json}"))
}

fn names<'a>(seen: impl Iterator<Item = &'a Seen>) -> BTreeSet<String> {
    seen.filter_map(|seen| english(&seen.body)).collect()
}

fn yen(body: &Body) -> Option<i64> {
    body.raw("amount")?.as_i64()
}

/// Total less its parts, by the total's name.
fn remainders(shipped: &Shipped) -> BTreeMap<String, i64> {
    let mut remainders = BTreeMap::new();
    for total in shipped.paged("budget-line").filter(|line| line.body.str("part") == Some("total")) {
        let parts: Vec<i64> = shipped
            .facts("budget-line")
            .filter(|line| line.body.str("total") == Some(total.id.to_string().as_str()))
            .filter_map(|line| yen(&line.body))
            .collect();
        if let (Some(amount), false) = (yen(&total.body), parts.is_empty()) {
            remainders.insert(english(&total.body).unwrap(), amount - parts.iter().sum::<i64>());
        }
    }
    remainders
}

#[tokio::test]
async fn the_counts_are_those_of_the_pages() {
    let shipped = Shipped::load().await;
    let stage = |stage| shipped.paged("cluster").filter(|seen| seen.body.str("stage") == Some(stage)).count();
    assert_eq!((stage("1"), stage("2"), shipped.facts("cluster").count()), (18, 6, 31));
    let ties: Vec<&Seen> = shipped.facts("tie-up").collect();
    let distinct = |field| ties.iter().filter_map(|tie| tie.body.str(field)).collect::<BTreeSet<_>>().len();
    let conferences: BTreeSet<String> = ties.iter().flat_map(|tie| ids(&tie.body, "conferences")).collect();
    assert_eq!((ties.len(), distinct("cluster"), distinct("bureau")), (18, 18, 8));
    assert_eq!((distinct("committee"), conferences.len()), (13, 13));
    let bureaus =
        || shipped.facts("organisation").filter(|seen| seen.body.str("organisation_type") == Some("bureau"));
    assert_eq!((bureaus().count(), shipped.facts("block").count()), (9, 9));
    assert!(bureaus().all(|bureau| bureau.body.raw("name").unwrap()["ja"].is_string()));
    assert_eq!(shipped.facts("industrial-project").count(), 19);
    let remainders: Vec<i64> = remainders(&shipped).into_values().collect();
    assert_eq!(remainders, [15_000_000, 123_000_000]);
    let missing = shipped.paged("budget-line").filter(|line| yen(&line.body).is_none()).count();
    assert_eq!(missing, 4, "the outline of FY2007 and its previous year give no amounts");
}

#[tokio::test]
async fn the_indicator_series_gives_the_three_ratios() {
    let shipped = Shipped::load().await;
    let mut series = BTreeMap::new();
    for value in shipped.facts("indicator-value") {
        let indicator = shipped.name_of(value.body.str("indicator")).unwrap();
        if indicator.starts_with("Commercialisations (City Area") {
            assert_eq!(value.body.str("basis"), Some("cumulative"));
            let number = |field| value.body.str(field).unwrap().parse::<f64>().unwrap();
            series.insert(
                value.body.raw("fiscal_year").unwrap().as_i64().unwrap(),
                (number("value"), number("target")),
            );
        }
    }
    assert_eq!(
        series,
        BTreeMap::from([(2005, (71.0, 36.0)), (2006, (159.0, 109.0)), (2007, (304.0, 251.0))])
    );
    let (before, after) = (series[&2006], series[&2007]);
    let rounded = |ratio: f64| format!("{ratio:.3}");
    assert_eq!(rounded(before.0 / before.1), "1.459");
    assert_eq!(rounded(after.0 / after.1), "1.211");
    assert_eq!(rounded((after.0 - before.0) / (after.1 - before.1)), "1.021");
}

#[tokio::test]
async fn names_and_figures_are_those_of_the_file_of_facts() {
    let Some(facts) = read_facts() else { return };
    let shipped = Shipped::load().await;
    compare_clusters(&shipped, &facts);
    compare_tie_ups(&shipped, &facts);
    compare_bureaus(&shipped, &facts);
    let expected: BTreeMap<String, i64> = list(&facts, "/budgets_fy2010/programmes")
        .iter()
        .map(|line| {
            (text(line, "name").to_owned(), line["unexplained_remainder"].as_i64().unwrap() * 1_000_000)
        })
        .collect();
    assert_eq!(remainders(&shipped), expected);
}

fn compare_clusters(shipped: &Shipped, facts: &Json) {
    let tag = |code: &str| match code {
        "env" => "environment".to_owned(),
        "nano" => "nanotech".to_owned(),
        same => same.to_owned(),
    };
    let expected: BTreeSet<(String, String, Vec<String>, Option<i64>)> = list(facts, "/clusters")
        .iter()
        .map(|cluster| {
            let fields = list(cluster, "/fields").iter().filter_map(Json::as_str).map(tag).collect();
            let page = cluster.get("pamphlet_page").and_then(Json::as_i64);
            (text(cluster, "name").to_owned(), cluster["stage"].to_string(), fields, page)
        })
        .collect();
    let found: BTreeSet<_> = shipped
        .paged("cluster")
        .map(|seen| {
            let page = seen.body.raw("pamphlet_page").and_then(Json::as_i64);
            let stage = seen.body.str("stage").unwrap().to_owned();
            (english(&seen.body).unwrap(), stage, ids(&seen.body, "fields"), page)
        })
        .collect();
    assert_eq!(found, expected);
    for (code, counts) in facts["cluster_counts_check"]["field_tags"].as_object().unwrap() {
        for stage in ["1", "2"] {
            let with = |seen: &&Seen| {
                seen.body.str("stage") == Some(stage) && ids(&seen.body, "fields").contains(&tag(code))
            };
            let expected = counts[format!("stage{stage}")].as_u64();
            assert_eq!(
                shipped.paged("cluster").filter(with).count().try_into().ok(),
                expected,
                "{code}, stage {stage}"
            );
        }
    }
    let lineage: usize = shipped.paged("cluster").map(|seen| rows(&seen.body, "predecessors").len()).sum();
    assert_eq!(lineage, list(facts, "/lineage_inferred_from_seed_names/edges").len());
}

fn compare_tie_ups(shipped: &Shipped, facts: &Json) {
    let short: HashMap<&str, &str> = list(facts, "/meti_bureaus/bureaus")
        .iter()
        .map(|bureau| (text(bureau, "name"), text(bureau, "short")))
        .collect();
    let mut ties: Vec<&Seen> = shipped.facts("tie-up").collect();
    ties.sort_by_key(|tie| tie.body.raw("position").and_then(Json::as_i64));
    let expected = list(facts, "/tie_up_table/rows");
    assert_eq!(ties.len(), expected.len());
    for (tie, row) in ties.iter().zip(expected) {
        let name = |field: &str| shipped.name_of(tie.body.str(field)).unwrap();
        assert_eq!(tie.body.raw("fiscal_year"), Some(&Json::from(2003)));
        assert_eq!(short[name("bureau")], text(row, "meti_bureau"));
        assert_eq!(name("committee"), text(row, "committee"));
        let held: Vec<(&str, &str)> = list(row, "/joint_conferences")
            .iter()
            .map(|conference| (text(conference, "name"), text(conference, "date")))
            .collect();
        let found = ids(&tie.body, "conferences");
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|id| {
                let event = shipped.kinds["event"].iter().find(|event| event.id.to_string() == *id).unwrap();
                (shipped.name_of(Some(id)).unwrap(), event.body.str("held_from").unwrap())
            })
            .collect();
        assert_eq!(found, held, "{row}");
        assert_eq!(tie.body.str("raw").unwrap().replace(" | ", "\t"), text(row, "raw_row"));
        let cluster = list(facts, "/clusters").iter().find(|known| known["id"] == row["cluster_id"]).unwrap();
        assert_eq!(name("cluster"), text(cluster, "name"));
    }
    for check in ["distinct_committees", "distinct_conferences"] {
        assert_eq!(facts["tie_up_checks"][check], Json::from(13));
    }
}

fn compare_bureaus(shipped: &Shipped, facts: &Json) {
    let expected: BTreeSet<(String, i64, String)> = list(facts, "/meti_bureaus/bureaus")
        .iter()
        .flat_map(|bureau| {
            list(bureau, "/projects").iter().map(|project| {
                let number = project["no"].as_i64().unwrap();
                (text(bureau, "name").to_owned(), number, text(project, "name").to_owned())
            })
        })
        .collect();
    let found: BTreeSet<_> = shipped
        .facts("industrial-project")
        .map(|seen| {
            let bureau = shipped.name_of(seen.body.str("bureau")).unwrap().to_owned();
            (bureau, seen.body.raw("number").unwrap().as_i64().unwrap(), english(&seen.body).unwrap())
        })
        .collect();
    assert_eq!(found, expected);
    let known = names(shipped.facts("organisation"));
    let claimed: BTreeSet<String> = shipped
        .facts("industrial-project")
        .flat_map(|seen| rows(&seen.body, "claims"))
        .filter_map(|claim| claim["value"].get("en").and_then(Json::as_str).map(str::to_owned))
        .collect();
    for bureau in list(facts, "/meti_bureaus/bureaus") {
        assert!(known.contains(text(bureau, "name")));
        for project in list(bureau, "/projects").iter().filter(|project| project["raw"] != project["name"]) {
            assert!(claimed.contains(&text(project, "raw").replace('\n', " ")), "{project}");
        }
    }
}
