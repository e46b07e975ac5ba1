//! Records like the seeds of a large import: titles in two languages, an abstract, terms, three references each.

use std::path::Path;
use std::sync::Arc;

use enishi_kind::{Body, Kind as _, Text, Value};
use enishi_kit::clock::SystemClock;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::{RecordId, SystemIds};
use enishi_kit::lang::Lang;
use enishi_store::{Change, Header, Location, Store};
use enishi_testkit::kinds::{self, Shelf, Source, Specimen};

/// Shelves among which the records are spread.
const SHELVES: usize = 500;

pub async fn open(folder: &Path) -> Store {
    let location = Location::Folder(folder.to_owned());
    let ids = Arc::new(SystemIds::default());
    Store::open(&location, Arc::new(kinds::registry()), Arc::new(SystemClock), ids).await.unwrap()
}

pub fn header(reason: &str) -> Header {
    Header {
        actor: "benchmark".to_owned(),
        reason: reason.to_owned(),
        batch: Some("import-bench".to_owned()),
    }
}

/// What the records refer to.
pub struct Targets {
    pub shelves: Vec<RecordId>,
    pub source: RecordId,
    pub first: RecordId,
}

pub async fn targets(store: &Store) -> Targets {
    let id = || store.ids().record_id(store.clock().now());
    let targets = Targets { shelves: (0..SHELVES).map(|_| id()).collect(), source: id(), first: id() };
    let mut changes: Vec<Change> = targets
        .shelves
        .iter()
        .map(|id| Change::Create { id: *id, kind: Shelf::INFO, body: kinds::shelf("棚") })
        .collect();
    changes.push(Change::Create { id: targets.source, kind: Source::INFO, body: kinds::source("台帳") });
    changes.push(Change::Create { id: targets.first, kind: Specimen::INFO, body: kinds::specimen("石") });
    store.commit(&header("targets"), &changes).await.unwrap();
    targets
}

pub fn body(number: usize, targets: &Targets) -> Body {
    let ja = format!("固定化酵素による希少糖の連続生産 その{number}");
    let en = format!("Continuous production of rare sugars with immobilised enzymes, part {number}");
    let sentence = "酵素を担体に固定し、連続反応器で90日間の安定運転を確認した。収率は従来の約三倍である。";
    let words = |word: &str| format!("{word}{}", number % 700);
    let code = |codes: &[&str]| codes.get(number % codes.len()).copied().unwrap_or_default().to_owned();
    let month = i32::try_from(number % 12).unwrap() + 1;
    let shelf = targets.shelves.get(number % targets.shelves.len()).copied().unwrap();
    kinds::specimen("-")
        .with("title", &Value::Text(Text::both(Lang::Ja, ja, en)))
        .with("description", &Value::Text(Text::one(Lang::Ja, sentence.repeat(8))))
        .with("number", &Value::Line(format!("S-{number:06}")))
        .with("keywords", &Value::Keywords(vec![words("酵素"), words("sugar")]))
        .with("grade", &Value::Choice(code(&["fair", "good", "best"])))
        .with("colours", &Value::Choices(vec![code(&["red", "green", "blue"])]))
        .with("found", &Value::Date(PartialDate::month(2004, month).unwrap()))
        .with("remark", &kinds::text("会員への注記"))
        .with("shelf", &Value::Reference(shelf))
        .with("related", &Value::References(vec![targets.first]))
        .with("source", &Value::Reference(targets.source))
}

pub fn create(store: &Store, number: usize, targets: &Targets) -> Change {
    let id = store.ids().record_id(store.clock().now());
    Change::Create { id, kind: Specimen::INFO, body: body(number, targets) }
}
