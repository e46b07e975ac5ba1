//! What is refused, and what a person must confirm first, through the use cases.

use enishi_app::{Change, Error};
use serde_json::{Value as Json, json};

use crate::Fixture;

fn name(text: &str) -> Json {
    json!({"original": "ja", "ja": text, "state": "missing"})
}

fn inputs(fields: &Json) -> Vec<(String, Json)> {
    fields.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.clone())).collect()
}

impl Fixture {
    async fn create(&self, kind: &str, fields: Json) -> Result<Change, Error> {
        self.app.create(&self.ctx, kind, &inputs(&fields), None).await
    }

    async fn made(&self, kind: &str, fields: Json) -> String {
        self.create(kind, fields).await.unwrap().reference
    }

    async fn change(&self, kind: &str, reference: &str, fields: Json) -> Result<Change, Error> {
        let etag = self.app.find(&self.ctx, kind, reference).await.unwrap().etag;
        self.app.update(&self.ctx, kind, reference, Some(&etag), &inputs(&fields)).await
    }

    /// The same request with these questions confirmed.
    async fn confirmed(&self, kind: &str, fields: Json, codes: &[&str]) -> Result<Change, Error> {
        let ctx = self.ctx.clone().confirming(codes.iter().map(|code| (*code).to_owned()));
        self.app.create(&ctx, kind, &inputs(&fields), None).await
    }
}

/// The codes of the problems, after the code of the error.
fn codes(outcome: Result<Change, Error>) -> (&'static str, Vec<String>) {
    let error = outcome.unwrap_err();
    (error.code, error.problems.iter().map(|problem| problem.code.clone()).collect())
}

fn refused(code: &str) -> (&'static str, Vec<String>) {
    ("invalid", vec![code.to_owned()])
}

fn asked(code: &str) -> (&'static str, Vec<String>) {
    ("questions", vec![code.to_owned()])
}

#[tokio::test]
async fn a_lineage_does_not_come_back_to_itself() {
    let fixture = Fixture::new().await;
    let first = fixture.made("cluster", json!({"name": name("甲")})).await;
    let second =
        fixture.made("cluster", json!({"name": name("乙"), "predecessors": [{"cluster": first}]})).await;
    let circle = json!({"predecessors": [{"cluster": second}]});
    assert_eq!(codes(fixture.change("cluster", &first, circle).await), refused("lineage-cycle"));
    let one = fixture.made("programme", json!({"name": name("事業一")})).await;
    let two = json!({"name": name("事業二"), "predecessors": [{"programme": one, "relation": "succeeded"}]});
    let two = fixture.made("programme", two).await;
    let circle = json!({"predecessors": [{"programme": two, "relation": "merged"}]});
    assert_eq!(codes(fixture.change("programme", &one, circle).await), refused("lineage-cycle"));
}

#[tokio::test]
async fn a_part_fits_into_its_total_and_an_amount_beside_the_year_before() {
    let fixture = Fixture::new().await;
    let programme = fixture.made("programme", json!({"name": name("事業")})).await;
    let line = |year: i64, part: &str, yen: i64| {
        json!({"title": name("予算"), "programme": programme, "fiscal_year": year, "state": "initial",
            "part": part, "amount": yen})
    };
    let total = fixture.made("budget-line", line(2009, "total", 12_000_000_000)).await;
    let mut part = line(2009, "part", 13_000_000_000);
    part["total"] = json!(total);
    assert_eq!(codes(fixture.create("budget-line", part).await), refused("part-over-total"));
    // 120 億 was meant, 120 百万 was written.
    let wrong = line(2010, "total", 120_000_000);
    assert_eq!(codes(fixture.create("budget-line", wrong.clone()).await), asked("budget-unit"));
    assert_eq!(
        codes(fixture.confirmed("budget-line", wrong.clone(), &["two-holders"]).await),
        asked("budget-unit")
    );
    fixture.confirmed("budget-line", wrong, &["budget-unit"]).await.unwrap();
}

#[tokio::test]
async fn a_cluster_has_one_president_and_one_state_at_a_time() {
    let fixture = Fixture::new().await;
    let overlapping = json!({"name": name("丙"), "statuses": [
        {"state": "active", "since": "2002-04", "until": "2007-03"},
        {"state": "ended", "since": "2006-04"},
    ]});
    assert_eq!(codes(fixture.create("cluster", overlapping).await), refused("status-overlap"));
    let cluster = fixture.made("cluster", json!({"name": name("丁")})).await;
    let president = |title: &str, since: &str| json!({"title": name(title), "role": "president", "cluster": cluster, "since": since});
    fixture.made("role", president("本部長", "2002-04")).await;
    let second = president("次の本部長", "2005-04");
    assert_eq!(codes(fixture.create("role", second.clone()).await), asked("two-holders"));
    fixture.confirmed("role", second, &["two-holders"]).await.unwrap();
    let mut backwards = president("逆", "2005-04");
    backwards["until"] = json!("2004-03");
    assert_eq!(codes(fixture.create("role", backwards).await), refused("period-order"));
}

#[tokio::test]
async fn a_committee_says_for_which_sector_its_members_sit_there() {
    let fixture = Fixture::new().await;
    let organisation = fixture.made("organisation", json!({"name": name("財団")})).await;
    let committee = json!({"name": name("協議会"), "members": [{"organisation": organisation}]});
    let (code, found) = codes(fixture.create("committee", committee).await);
    assert_eq!(code, "questions");
    assert!(found.contains(&"member-sector".to_owned()), "{found:?}");
}

#[tokio::test]
async fn a_joint_conference_lies_in_the_year_of_its_tie_up() {
    let fixture = Fixture::new().await;
    let cluster = fixture.made("cluster", json!({"name": name("戊")})).await;
    let event = json!({"name": name("成果発表会"), "event_type": "joint-conference", "held_from": "2005-02"});
    let event = fixture.made("event", event).await;
    let row = json!({"title": name("連携"), "fiscal_year": 2003, "cluster": cluster, "conferences": [event]});
    assert_eq!(codes(fixture.create("tie-up", row.clone()).await), refused("conference-year"));
    let mut right = row;
    right["fiscal_year"] = json!(2004);
    fixture.made("tie-up", right).await;
}

#[tokio::test]
async fn states_follow_each_other_lawfully() {
    let fixture = Fixture::new().await;
    let baton = fixture.made("baton", json!({"title": name("橋渡し"), "state": "offered"})).await;
    fixture.change("baton", &baton, json!({"state": "accepted"})).await.unwrap();
    let back = fixture.change("baton", &baton, json!({"state": "prepared"})).await;
    assert_eq!(codes(back), refused("state-step"));
}

/// The places and codes of problems or questions of a file.
fn said(found: &[enishi_app::RowProblem]) -> Vec<(u32, &str, &str)> {
    found.iter().map(|one| (one.row, one.column.as_str(), one.problem.code.as_str())).collect()
}

const ROLES: &str = "title[ja],role,cluster,since,until\n";

#[tokio::test]
async fn a_file_is_asked_as_a_whole_and_written_when_confirmed() {
    let fixture = Fixture::new().await;
    fixture.made("cluster", json!({"name": name("丁")})).await;
    let set = ["source=見学会の配布資料"];
    // The row that ends the first term comes after the one that begins the second.
    let first = format!("{ROLES}本部長,president,丁,2002-04,\n");
    let report = fixture.stage("role", "first.csv", &first, &set).await;
    assert_eq!((said(&report.problems), said(&report.questions)), (vec![], vec![]));
    fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap();

    let second = format!("{ROLES}次の本部長,president,丁,2005-04,\nその次,president,丁,2005-06,\n");
    let report = fixture.stage("role", "second.csv", &second, &set).await;
    let asked = [(2, "E", "two-holders"), (2, "E", "two-holders"), (3, "E", "two-holders")];
    assert_eq!(said(&report.questions), asked);
    assert_eq!(report.question_codes.iter().collect::<Vec<_>>(), ["two-holders"]);
    let refused = fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap_err();
    assert_eq!(refused.code, "questions");
    assert_eq!(fixture.total(&fixture.ctx, "role").await, 1, "nothing is written");
    let ctx = fixture.ctx.clone().confirming(["two-holders".to_owned()]);
    fixture.app.apply_import(&ctx, &report.batch, false, &()).await.unwrap();
    assert_eq!(fixture.total(&fixture.ctx, "role").await, 3);
}

#[tokio::test]
async fn rows_that_break_a_rule_fall_and_the_others_are_written_without_them() {
    let fixture = Fixture::new().await;
    let programme = fixture.made("programme", json!({"name": name("事業")})).await;
    let head = "title[ja],programme,fiscal_year,state,part,amount,total\n";
    let parts = format!(
        "{head}内訳一,{programme},2009,initial,part,4000000,総額\n\
         内訳二,{programme},2009,initial,part,40000000,総額\n内訳三,{programme},2009,initial,part,5000000,総額\n\
         総額,{programme},2009,initial,total,10000000,\n"
    );
    let report = fixture.stage("budget-line", "parts.csv", &parts, &[]).await;
    assert_eq!(said(&report.problems), [(3, "F", "part-over-total")]);
    // Without the row that falls the others add up.
    assert_eq!((said(&report.questions), report.counts.added, report.counts.rejected), (vec![], 3, 1));
    let refused = fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap_err();
    assert_eq!(refused.code, "import-problems");
    fixture.app.apply_import(&fixture.ctx, &report.batch, true, &()).await.unwrap();
    assert_eq!(fixture.total(&fixture.ctx, "budget-line").await, 3);
}

#[tokio::test]
async fn a_row_finds_the_record_that_a_later_row_brings() {
    let fixture = Fixture::new().await;
    let file = "name[ja],part_of,disclosure\n下の事業,上の事業,public\n上の事業,,public\n別の事業,まだない事業,public\n";
    let report = fixture.stage("programme", "programmes.csv", file, &["source=資料"]).await;
    assert_eq!(report.problem_count, 0, "{:?}", report.problems);
    // まだない事業 and the source alone are made beside the rows.
    assert_eq!(
        (report.counts.added, report.linked_titles.clone()),
        (3, vec!["資料".to_owned(), "まだない事業".to_owned()])
    );
    fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap();
    assert_eq!(fixture.total(&fixture.ctx, "programme").await, 4);
    let circle = "name[ja],part_of,disclosure\n甲,乙,public\n乙,甲,public\n丙,,public\n";
    let report = fixture.stage("programme", "circle.csv", circle, &["source=資料"]).await;
    assert_eq!(said(&report.problems), [(2, "B", "lineage-cycle"), (3, "B", "lineage-cycle")]);
    assert_eq!((report.counts.added, report.counts.rejected), (1, 2));
}

#[tokio::test]
async fn states_in_a_file_follow_each_other_lawfully() {
    let fixture = Fixture::new().await;
    let baton = fixture.made("baton", json!({"title": name("橋渡し"), "state": "offered"})).await;
    let file = |state: &str| format!("id,state\n{baton},{state}\n");
    let report = fixture.stage("baton", "batons.csv", &file("prepared"), &[]).await;
    assert_eq!(said(&report.problems), [(2, "B", "state-step")]);
    let report = fixture.stage("baton", "batons.csv", &file("accepted"), &[]).await;
    assert_eq!((report.problem_count, report.counts.updated), (0, 1), "{:?}", report.problems);
}

#[tokio::test]
async fn merging_and_undoing_ask_before_they_break_a_rule() {
    let fixture = Fixture::new().await;
    let one = fixture.made("cluster", json!({"name": name("甲")})).await;
    let other = fixture.made("cluster", json!({"name": name("甲（旧）")})).await;
    let president = |cluster: &str| json!({"title": name("本部長"), "role": "president", "cluster": cluster, "since": "2002-04"});
    fixture.made("role", president(&one)).await;
    let second = fixture.made("role", president(&other)).await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let plan = app.merge_plan(ctx, "cluster", &other, &one, &Default::default()).await.unwrap();
    assert_eq!(plan.questions.len(), 1);
    let refused = app.merge(ctx, "cluster", &other, &one, &Default::default()).await.unwrap_err();
    assert_eq!(refused.code, "questions");
    let confirming = ctx.clone().confirming(["two-holders".to_owned()]);
    let merged = app.merge(&confirming, "cluster", &other, &one, &Default::default()).await.unwrap();
    // Nobody who edits the record afterwards is asked what was confirmed.
    fixture.change("role", &second, json!({"title": name("前の本部長")})).await.unwrap_err();
    app.undo_import(ctx, &merged.batch, true).await.unwrap();

    // An import ends a term, another president begins, the import is undone: both would hold the post.
    let set = ["source=資料"];
    let report = fixture.stage("role", "end.csv", &format!("id,until\n{second},2004-03\n"), &set).await;
    app.apply_import(ctx, &report.batch, false, &()).await.unwrap();
    let mut third = president(&other);
    third["since"] = json!("2004-04");
    fixture.made("role", third).await;
    let preview = app.undo_import(ctx, &report.batch, false).await.unwrap();
    assert_eq!(preview.questions.len(), 1);
    assert_eq!(app.undo_import(ctx, &report.batch, true).await.unwrap_err().code, "questions");
    assert_eq!(app.undo_import(&confirming, &report.batch, true).await.unwrap().restored, 1);
}

#[tokio::test]
async fn the_first_start_asks_too() {
    let fixture = Fixture::new().await;
    let director = |name: &str| enishi_app::StartStaff {
        name: name.to_owned(),
        post: String::new(),
        role: "project-director".to_owned(),
    };
    let form = enishi_app::StartForm {
        cluster_ja: "見本クラスター".to_owned(),
        region: "見本地域".to_owned(),
        prefecture: "37".to_owned(),
        organisation: "見本財団".to_owned(),
        year: "2026".to_owned(),
        staff: vec![director("見本 太郎"), director("見本 花子")],
        ..Default::default()
    };
    assert_eq!(fixture.app.start(&fixture.ctx, &form).await.unwrap_err().code, "questions");
    let confirming = fixture.ctx.clone().confirming(["two-holders".to_owned()]);
    fixture.app.start(&confirming, &form).await.unwrap();
    // The example is shipped as it was looked at.
    fixture.app.load_example(&fixture.ctx).await.unwrap();
}
