//! The baseline: the rows that the store wrote, written again by prepared statements into the same tables and indexes,
//! with the same SQLite and the same settings.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, params_from_iter};

/// Tables of one commit, in the order in which the store writes them.
const TABLES: [(&str, &str, usize); 4] =
    [("record", "id", 9), ("facet", "id", 10), ("reference", "from_id", 9), ("log_change", "id", 10)];

/// The rows that belong to one record, by table.
pub type Rows = [Vec<Vec<Value>>; 4];

/// A connection with the settings of the store.
pub fn connect(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join("enishi.sqlite")).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;",
        )
        .unwrap();
    connection
}

/// What one commit of the store wrote, record by record in the order of the log.
pub fn read(folder: &Path, seq: i64) -> Vec<Rows> {
    let connection = connect(folder);
    let order = "SELECT id FROM log_change WHERE seq = ?1 ORDER BY ordinal";
    let mut statement = connection.prepare(order).unwrap();
    let ids: Vec<Vec<u8>> =
        statement.query_map([seq], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let places: HashMap<&[u8], usize> =
        ids.iter().enumerate().map(|(place, id)| (id.as_slice(), place)).collect();
    let mut records: Vec<Rows> = ids.iter().map(|_| Rows::default()).collect();
    for (table, (name, key, width)) in TABLES.into_iter().enumerate() {
        let seq_column = ["created_seq", "from_seq", "from_seq", "seq"].get(table).copied().unwrap();
        let mut statement =
            connection.prepare(&format!("SELECT {key}, * FROM {name} WHERE {seq_column} = ?1")).unwrap();
        let mut rows = statement.query([seq]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let id: Vec<u8> = row.get(0).unwrap();
            let values: Vec<Value> = (1..=width).map(|column| row.get(column).unwrap()).collect();
            let place = places.get(id.as_slice()).copied().unwrap();
            records.get_mut(place).and_then(|rows| rows.get_mut(table)).unwrap().push(values);
        }
    }
    records
}

/// Writes records in one durable transaction: begin, the log's commit row, the rows, the head, commit.
pub fn write(connection: &mut Connection, records: &[Rows]) {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    {
        let mut head = transaction.prepare_cached("SELECT seq FROM log_head WHERE one = 1").unwrap();
        let seq: i64 = head.query_row([], |row| row.get(0)).unwrap();
        let mut statements: Vec<CachedStatement<'_>> = Vec::new();
        for (name, _, width) in TABLES {
            let places = vec!["?"; width].join(", ");
            // The cache of the connection keeps it prepared from one transaction to the next.
            statements
                .push(transaction.prepare_cached(&format!("INSERT INTO {name} VALUES ({places})")).unwrap());
        }
        transaction
            .prepare_cached("INSERT INTO log_commit (seq, at, actor, batch, reason) VALUES (?, ?, ?, ?, ?)")
            .unwrap()
            .execute((seq + 1, 1_i64, "benchmark", "import-bench", "bare"))
            .unwrap();
        for rows in records {
            for (statement, rows) in statements.iter_mut().zip(rows) {
                for row in rows {
                    statement.execute(params_from_iter(row)).unwrap();
                }
            }
        }
        transaction
            .prepare_cached("UPDATE log_head SET seq = ?, at = ? WHERE one = 1")
            .unwrap()
            .execute((seq + 1, 1_i64))
            .unwrap();
    }
    transaction.commit().unwrap();
}
