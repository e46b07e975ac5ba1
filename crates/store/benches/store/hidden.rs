//! A list most of which its reader may not see: what he waits for beside one who sees everything.

use enishi_kind::{Kind as _, Value, Viewer};
use enishi_store::{Change, ListQuery, Reading, Sort};
use enishi_testkit::kinds::Specimen;

use crate::pages::time;
use crate::records::{body, header, open, targets};
use crate::report::Report;

/// One of so many is open to everybody.
const OPEN_IN: usize = 100;
/// Records of one commit.
const PART: usize = 10_000;

pub async fn measure(report: &mut Report, records: usize) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let targets = targets(&store).await;
    for from in (0..records).step_by(PART) {
        let changes: Vec<Change> = (from..records.min(from + PART))
            .map(|number| {
                let code = if number.is_multiple_of(OPEN_IN) { "public" } else { "members" };
                let body = body(number, &targets).with("disclosure", &Value::Choice(code.to_owned()));
                let id = store.ids().record_id(store.clock().now());
                Change::Create { id, kind: Specimen::INFO, body }
            })
            .collect();
        store.commit(&header("hidden"), &changes).await.unwrap();
    }
    let (all, few) = (Viewer::operator(), Viewer::public());
    for (name, sort, descending) in [("newest", "created", true), ("by_title", "title.ja", false)] {
        let sort = Sort { name: sort.to_owned(), descending };
        let query = ListQuery { kind: Specimen::INFO, filters: Vec::new(), sort, after: None, limit: 25 };
        let whole = time(async || store.list(Reading::now(&all), &query).await.map(drop).unwrap()).await;
        let page = store.list(Reading::now(&few), &query).await.unwrap();
        assert_eq!(page.items.len(), 25, "a full page of what is open");
        let hidden = time(async || store.list(Reading::now(&few), &query).await.map(drop).unwrap()).await;
        report.add(&format!("list_{name}_all_seen"), whole, "ms");
        report.add(&format!("list_{name}_99_percent_hidden"), hidden, "ms");
        let ratio = hidden / whole;
        let name = format!("list_{name}_hidden_ratio");
        report.limited(&name, ratio, "times the page of who sees all", "<= 3", ratio <= 3.0);
    }
}
