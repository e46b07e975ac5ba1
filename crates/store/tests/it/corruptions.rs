//! Verifying finds each corruption by its own name and nothing else, and nothing in a store that is whole.

use enishi_kind::{FileEntry, Kind as _, Layer, Value};
use enishi_kit::ids::RecordId;
use enishi_store::{Blob, Change, FINDINGS, Store, Verified};
use enishi_testkit::kinds::{self, Shelf};
use sha2::{Digest, Sha256};

use crate::place::{Place, Writes, batch_header, header};
use crate::raw::Raw;

both!(
    a_store_that_is_whole_gives_nothing,
    each_corruption_is_found_by_its_own_name_and_nothing_else,
    damage_of_the_file_is_found,
    many_of_one_kind_are_counted_and_the_first_listed,
);

const BYTES: &[u8] = b"the bytes of a file";

/// What the corruptions are about: ids as the engines write them in statements.
pub struct Story {
    pub stone: RecordId,
    pub shelf: RecordId,
    pub lonely: RecordId,
    pub hash: String,
}

/// A store with everything: references, rows, facets of each kind, updates, an end, a file, a batch.
pub async fn fill(store: &Store) -> Story {
    let shelf = store.shelf("棚").await;
    let other = store.specimen(kinds::specimen("瓦")).await;
    let stone = store.specimen(kinds::full_specimen("石", shelf, other)).await;
    let lonely = store.shelf("だれも参照しない棚").await;
    let ended = store.specimen(kinds::specimen("終わる石")).await;
    store.edit(stone, |body| body.with("grade", &Value::Choice("best".into()))).await.unwrap();
    store.edit(stone, |body| body.with("title", &kinds::text("青い石"))).await.unwrap();
    store.edit(lonely, |body| body.with("title", &kinds::text("だれも参照しない古い棚"))).await.unwrap();
    store.delete(ended).await.unwrap();
    let hash = hex::encode(Sha256::digest(BYTES));
    attach(store, stone, &hash, BYTES).await;
    let two: Vec<Change> = (0..2)
        .map(|_| Change::Create { id: store.fresh_id(), kind: Shelf::INFO, body: kinds::shelf("束") })
        .collect();
    store.commit(&batch_header("import-1"), &two).await.unwrap();
    crate::accounts::let_in(store, "coordinator@example.jp", Some(stone)).await;
    Story { stone, shelf, lonely, hash }
}

pub async fn attach(store: &Store, id: RecordId, hash: &str, bytes: &[u8]) {
    let mut transaction = store.begin(&header("attach")).await.unwrap();
    let size = u64::try_from(bytes.len()).unwrap();
    let blob = Blob {
        hash: hash.to_owned(),
        size,
        media_type: "text/plain".to_owned(),
        state: "whole".to_owned(),
        reason: None,
        at: store.clock().now(),
    };
    transaction.begin_blob(&blob, Some("words of the file")).await.unwrap();
    for (ordinal, part) in (0..).zip(bytes.chunks(8)) {
        transaction.add_part(hash, ordinal, part.to_vec()).await.unwrap();
    }
    let entry = FileEntry {
        blob: hash.to_owned(),
        name: "file.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        size,
        layer: Layer::Public,
        title: None,
    };
    let record = store.load(id).await.unwrap().unwrap();
    let body = record.body.clone().with("files", &Value::Files(vec![entry]));
    transaction.apply(&[Change::Update { id, expected: record.version, body }]).await.unwrap();
    transaction.finish().await.unwrap();
}

pub async fn verify(store: &Store) -> Verified {
    store.verify(&|_, _, _| ()).await.unwrap()
}

async fn a_store_that_is_whole_gives_nothing(place: Place) {
    let store = place.open().await;
    assert!(verify(&store).await.is_clean());
    fill(&store).await;
    let found = verify(&store).await;
    assert_eq!(found.findings, []);
    assert_eq!((found.head, found.changes), (11, 12));
    assert_eq!(found.records.values().sum::<u64>(), 6);
    assert_eq!((found.blobs, found.blob_bytes), (1, 19));
}

/// An id in a statement.
fn id(raw: &Raw, id: RecordId) -> String {
    let digits: String = id.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    match raw {
        Raw::Sqlite(_) => format!("x'{digits}'"),
        Raw::Postgres(_) => format!("'\\x{digits}'"),
    }
}

async fn each_corruption_is_found_by_its_own_name_and_nothing_else(place: Place) {
    let mut seen = Vec::new();
    for number in 0.. {
        let fresh = if place.is_sqlite() { Place::sqlite() } else { Place::postgres("corruption").unwrap() };
        let store = fresh.open().await;
        let story = fill(&store).await;
        let raw = Raw::open(&fresh.location).await;
        let Some((name, statements)) = corruption(number, &raw, &story) else { break };
        assert!(verify(&store).await.is_clean());
        for statement in statements {
            raw.execute(&statement).await;
        }
        let found = verify(&store).await;
        let names: Vec<&str> = found.counts.keys().copied().collect();
        assert_eq!(names, [name], "{number}: {:?}", found.findings);
        assert!(FINDINGS.contains(&name));
        // What follows from the log is written anew; the log itself is left as it is.
        let can_be_mended = name.ends_with("facet-differs")
            || name.ends_with("reference-differs")
            || ["record-clearance", "ended-differs"].contains(&name);
        if can_be_mended {
            assert_eq!(store.mend(&header("mend"), &|_, _, _| ()).await.unwrap(), 1);
            assert!(verify(&store).await.is_clean(), "{number}");
        } else if name == "record-differs" {
            assert_eq!(store.mend(&header("mend"), &|_, _, _| ()).await.unwrap(), 0);
        }
        seen.push(name);
        store.close().await;
    }
    seen.sort_unstable();
    seen.dedup();
    assert!(seen.len() >= 20, "{seen:?}");
}

/// The corruptions, one after the other, with the name that each must be found by.
fn corruption(number: usize, raw: &Raw, story: &Story) -> Option<(&'static str, Vec<String>)> {
    let (stone, shelf, lonely) = (id(raw, story.stone), id(raw, story.shelf), id(raw, story.lonely));
    let hash = &story.hash;
    let foreign = id(raw, RecordId::from_bytes([7; 16]));
    let dangling = RecordId::from_bytes([9; 16]);
    let to = id(raw, dangling);
    let one = |name, statement: String| Some((name, vec![statement]));
    let bytes = match raw {
        Raw::Sqlite(_) => "x'00'",
        Raw::Postgres(_) => "'\\x00'",
    };
    match number {
        0 => one("facet-differs", format!("UPDATE facet SET value = 'fair' WHERE id = {stone} AND name = 'grade' AND to_seq IS NULL")),
        1 => one("facet-differs", format!("DELETE FROM facet WHERE id = {stone} AND name = 'created' AND to_seq IS NULL")),
        2 => one("past-facet-differs", format!("UPDATE facet SET value = 'fair' WHERE id = {stone} AND name = 'grade' AND to_seq IS NOT NULL")),
        3 => one("reference-differs", format!("DELETE FROM reference WHERE from_id = {stone} AND field = 'papers'")),
        4 => one("reference-differs", format!("UPDATE reference SET clearance = 'public' WHERE from_id = {stone} AND field = 'papers'")),
        5 => one("past-reference-differs", format!("UPDATE reference SET from_seq = 6 WHERE from_id = {stone} AND field = 'papers'")),
        6 => Some(("reference-dangling", {
            let from = story.shelf.to_string();
            let mut statements = Vec::new();
            for (table, column) in [("record", "body"), ("log_change", "after")] {
                statements.push(format!(
                    "UPDATE {table} SET {column} = replace({column}, '\"papers\":\"{from}\"', '\"papers\":\"{dangling}\"') WHERE id = {stone}"
                ));
            }
            statements.push(format!("UPDATE reference SET to_id = {to} WHERE from_id = {stone} AND field = 'papers'"));
            statements
        })),
        7 => one("record-differs", format!("UPDATE record SET body = replace(body, '古い', '偽の') WHERE id = {lonely}")),
        8 => one("record-differs", format!("UPDATE record SET version = version + 1 WHERE id = {shelf}")),
        9 => one("record-missing", format!("DELETE FROM record WHERE id = {lonely}")),
        10 => one("record-clearance", format!("UPDATE record SET clearance = 'all' WHERE id = {lonely}")),
        36 => one("record-clearance", format!("UPDATE record SET holder = 'x' WHERE id = {lonely}")),
        11 => one("record-unlogged", format!(
            "INSERT INTO record SELECT {foreign}, kind, 'shelf-foreign0', version, shape, body, clearance, created_seq, changed_seq, holder FROM record WHERE id = {lonely}"
        )),
        12 => one("log-gap", "DELETE FROM log_commit WHERE seq = 6".to_owned()),
        13 => one("log-head", "UPDATE log_head SET seq = seq - 1".to_owned()),
        14 => one("log-time", "UPDATE log_commit SET at = at - 1000000 WHERE seq = 7".to_owned()),
        15 => one("log-change-gap", format!("DELETE FROM log_change WHERE id = {stone} AND version = 2")),
        16 => one("log-change-gap", "UPDATE log_change SET ordinal = 7 WHERE seq = 11 AND ordinal = 1".to_owned()),
        17 => one("log-change-wrong", format!("UPDATE log_change SET operation = 'delete' WHERE id = {stone} AND version = 2")),
        18 => one("log-clearances", format!("UPDATE log_change SET clearances = '' WHERE id = {stone} AND version = 3")),
        19 => Some(("body-unreadable", [("record", "body"), ("log_change", "after")].map(|(table, column)| {
            format!("UPDATE {table} SET {column} = '{{broken' WHERE id = {lonely} AND version = 2")
        }).to_vec())),
        20 => one("blob-differs", format!("UPDATE blob_part SET content = {bytes} WHERE hash = '{hash}' AND ordinal = 1")),
        21 => one("blob-differs", format!("UPDATE blob SET size = 20 WHERE hash = '{hash}'")),
        22 => Some(("blob-missing", ["blob", "blob_part"].map(|table| format!("DELETE FROM {table} WHERE hash = '{hash}'")).to_vec())),
        23 => one("blob-part-alone", format!("INSERT INTO blob_part (hash, ordinal, content) VALUES ('00', 0, {bytes})")),
        24 => one("blob-unnamed", "INSERT INTO blob (hash, size, media_type, state, at) VALUES \
            ('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 0, 'text/plain', 'whole', 0)".to_owned()),
        25 => one("rows-without-record", format!(
            "INSERT INTO facet (id, kind, name, value, clearance, from_seq) VALUES ({foreign}, 'shelf', 'folded', 'x', 'public', 1)"
        )),
        26 => one("schema-differs", "DROP INDEX record_reference".to_owned()),
        27 => one("kind-unknown", "INSERT INTO log_change SELECT seq, ordinal + 9, 'ghost', ".to_owned()
            + &format!("{foreign}, 'ghost-1', 1, 1, 'delete', NULL, '' FROM log_change WHERE seq = 11 AND ordinal = 1")).map(|(name, mut all)| {
                all.push("UPDATE log_change SET ordinal = 2 WHERE seq = 11 AND ordinal = 10".to_owned());
                (name, all)
            }),
        28 => one("seal-broken", "INSERT INTO seal (batch) VALUES ('example-ghost')".to_owned()),
        29 => one("account-rows-alone", format!("INSERT INTO recovery_code (account, hash) VALUES ({foreign}, 'h')")),
        30 => one("account-rows-alone", format!("UPDATE account SET person = {foreign}")),
        31 => one("account-rows-alone", format!(
            "INSERT INTO identity (issuer, subject, account, made_at) VALUES ('https://id.example.jp', 'x', {foreign}, 0)"
        )),
        32 => one("ended-differs", "UPDATE ended SET holder = 'x'".to_owned()),
        33 => one("ended-differs", "DELETE FROM ended".to_owned()),
        34 => one("ended-differs", format!("INSERT INTO ended (id, clearance, holder) VALUES ({stone}, 'public', '-')")),
        35 => one("rows-without-record", format!("INSERT INTO ended (id, clearance, holder) VALUES ({foreign}, 'public', '-')")),
        _ => None,
    }
}

async fn damage_of_the_file_is_found(place: Place) {
    let store = place.open().await;
    fill(&store).await;
    let raw = Raw::open(&place.location).await;
    match &place.location {
        enishi_store::Location::Folder(folder) => {
            // Bytes in the middle of the pages of an index, past the engine.
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
            let root = raw
                .texts("SELECT CAST(rootpage AS TEXT) FROM sqlite_master WHERE name = 'facet_value'")
                .await;
            let page: u64 = root[0].parse().unwrap();
            drop(raw);
            store.close().await;
            let path = folder.join("enishi.sqlite");
            let mut bytes = std::fs::read(&path).unwrap();
            let from = usize::try_from((page - 1) * 4096).unwrap();
            bytes[from + 8..from + 2_000].fill(0x5a);
            std::fs::write(&path, bytes).unwrap();
            let store = place.open().await;
            let found = verify(&store).await;
            assert_eq!(found.counts.keys().copied().collect::<Vec<_>>(), ["file-damaged"]);
        }
        enishi_store::Location::Postgres(_) => {
            raw.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'facet_value'::regclass")
                .await;
            let found = verify(&store).await;
            assert_eq!(found.findings[0].detail, "facet_value");
            assert_eq!(found.counts.keys().copied().collect::<Vec<_>>(), ["schema-differs"]);
        }
    }
}

async fn many_of_one_kind_are_counted_and_the_first_listed(place: Place) {
    let store = place.open().await;
    for _ in 0..60 {
        store.shelf("棚").await;
    }
    let raw = Raw::open(&place.location).await;
    raw.execute("UPDATE facet SET clearance = 'all' WHERE name = 'created'").await;
    let found = verify(&store).await;
    assert_eq!(found.counts.into_iter().collect::<Vec<_>>(), [("facet-differs", 60)]);
    assert_eq!(found.findings.len(), 50);
    let first = &found.findings[0];
    assert_eq!(
        (first.kind.as_deref(), first.seq, first.detail.as_str()),
        (Some("shelf"), Some(1), "created")
    );
    assert!(first.reference.as_ref().unwrap().starts_with("shelf-"));
}
