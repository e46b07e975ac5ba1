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
