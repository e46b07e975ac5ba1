//! Whether what the store holds beside the bodies follows from them, and whether the log is whole.

use std::collections::BTreeMap;

use enishi_kind::{Body, Registry};
use enishi_kit::ids::RecordId;
use jiff::civil::Date;

use crate::raw::Raw;

fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    dash(&digits)
}

fn days(since: Option<Date>, until: Option<Date>) -> String {
    [since, until].map(|day| dash(&day.map(|day| day.to_string()).unwrap_or_default())).join("|")
}

fn dash(text: &str) -> String {
    if text.is_empty() { "-".to_owned() } else { text.to_owned() }
}

/// Projects every stored body anew and compares facets, references and clearances; walks the log from its beginning
/// and compares its end with the records. Gives every difference.
pub async fn differences(raw: &Raw, registry: &Registry) -> Vec<String> {
    let mut found = projection(raw, registry).await;
    found.extend(log(raw).await);
    found
}

async fn projection(raw: &Raw, registry: &Registry) -> Vec<String> {
    let (mut facets, mut references, mut found) = (Vec::new(), Vec::new(), Vec::new());
    let columns = ["<id>", "kind", "created_seq", "clearance", "shape", "body"];
    for row in raw.rows("record", &columns, "1 = 1").await {
        let [id, kind, created, clearance, shape, body] = split(&row);
        let info = registry.kind(kind).unwrap();
        let mut parsed = Body::parse(body).unwrap();
        if parsed.canonical() != body {
            found.push(format!("{id}: the body is not canonical: {body}"));
        }
        info.upcast(shape.parse().unwrap(), &mut parsed).unwrap();
        let own = RecordId::from_bytes(u128::from_str_radix(id, 16).unwrap().to_be_bytes());
        let fresh = registry.project(info, own, &parsed);
        if fresh.clearance.as_str() != clearance {
            found.push(format!("{id}: clearance {clearance}, expected {}", fresh.clearance));
        }
        let created: i64 = created.parse().unwrap();
        let own = days(fresh.since, fresh.until);
        if !fresh.is_merged {
            let key = hex(&created.to_be_bytes());
            facets.push(format!("{id}|{kind}|created|-|{key}|{clearance}|{own}"));
        }
        for facet in fresh.facets {
            let (name, value, key) = (facet.name, dash(&facet.value), hex(&facet.sort_key));
            facets.push(format!(
                "{id}|{kind}|{name}|{value}|{key}|{}|{}",
                facet.clearance,
                days(facet.since, facet.until)
            ));
        }
        for reference in fresh.references {
            let to = hex(&reference.to.bytes());
            let days = days(reference.since, reference.until);
            references.push(format!("{id}|{kind}|{}|{to}|{}|{days}", reference.field, reference.clearance));
        }
    }
    let columns = ["<id>", "kind", "name", "value", "<sort_key>", "clearance", "since", "until"];
    compare("facet", facets, &raw.rows("facet", &columns, "to_seq IS NULL").await, &mut found);
    let columns = ["<from_id>", "from_kind", "field", "<to_id>", "clearance", "since", "until"];
    compare("reference", references, &raw.rows("reference", &columns, "to_seq IS NULL").await, &mut found);
    for table in ["facet", "reference"] {
        let early = format!("SELECT CAST(count(*) AS TEXT) FROM {table} WHERE to_seq < from_seq");
        if raw.texts(&early).await != ["0"] {
            found.push(format!("{table}: rows that end before they begin"));
        }
    }
    found
}

async fn log(raw: &Raw) -> Vec<String> {
    let mut found = Vec::new();
    let head: i64 = raw.texts("SELECT CAST(seq AS TEXT) FROM log_head").await[0].parse().unwrap();
    let commits = raw.texts("SELECT CAST(seq AS TEXT) FROM log_commit ORDER BY log_commit.seq").await;
    let expected: Vec<String> = (1..=head).map(|seq| seq.to_string()).collect();
    if commits != expected {
        found.push(format!("commits {commits:?}, expected 1 to {head} without gaps"));
    }
    let backwards = "SELECT CAST(count(*) AS TEXT) FROM log_commit a JOIN log_commit b ON b.seq = a.seq + 1 \
                     WHERE b.at < a.at";
    if raw.texts(backwards).await != ["0"] {
        found.push("time runs backwards along the log".to_owned());
    }
    let [id, version, after] = ["<id>", "version", "after"].map(|name| raw.column(name));
    let walk =
        format!("SELECT {id} || '|' || {version} || '|' || {after} FROM log_change ORDER BY seq, ordinal");
    let mut ends: BTreeMap<String, (i64, String)> = BTreeMap::new();
    for row in raw.texts(&walk).await {
        let [id, version, after] = split(&row);
        let version: i64 = version.parse().unwrap();
        let before = ends.get(id).map_or(0, |end| end.0);
        if version != before + 1 {
            found.push(format!("{id}: version {version} follows {before} in the log"));
        }
        ends.insert(id.to_owned(), (version, after.to_owned()));
    }
    let standing: Vec<String> = ends
        .into_iter()
        .filter(|(_, (_, after))| after != "-")
        .map(|(id, (version, after))| format!("{id}|{version}|{after}"))
        .collect();
    compare("record", standing, &raw.rows("record", &["<id>", "version", "body"], "1 = 1").await, &mut found);
    found
}

fn compare(what: &str, mut expected: Vec<String>, stored: &[String], found: &mut Vec<String>) {
    expected.sort_unstable();
    for row in &expected {
        if stored.binary_search(row).is_err() {
            found.push(format!("{what} is missing: {row}"));
        }
    }
    for row in stored {
        if expected.binary_search(row).is_err() {
            found.push(format!("{what} follows from nothing: {row}"));
        }
    }
    if expected.len() != stored.len() {
        found.push(format!("{what}: {} rows, expected {}", stored.len(), expected.len()));
    }
}

/// The columns of a row; the last may hold the separator itself.
fn split<const N: usize>(row: &str) -> [&str; N] {
    row.splitn(N, '|').collect::<Vec<_>>().try_into().unwrap()
}
