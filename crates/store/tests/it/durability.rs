//! What an acknowledged commit rests on: every connection of the pools promises it, not only the first.

use std::env;

use crate::place::Place;

async fn every_connection_waits_for_the_disk(place: Place) {
    let store = place.open().await;
    // One test server may run without fsync where the disk is slow; then it is this variable that says so.
    let fsync = env::var("ENISHI_TEST_POSTGRES_FSYNC").unwrap_or_else(|_| "on".to_owned());
    let (expected, write, read): (&[(&str, &str)], _, _) = if place.is_sqlite() {
        (&[("journal_mode", "wal"), ("synchronous", "2")], 1, 4)
    } else {
        (&[("fsync", &fsync), ("full_page_writes", "on"), ("synchronous_commit", "on")], 4, 8)
    };
    // Asked twice: connections that were given back promise the same.
    for _ in 0..2 {
        let connections = store.connections().await.unwrap();
        let of = |role| connections.iter().filter(|connection| connection.role == role).count();
        assert_eq!((of("write"), of("read")), (write, read));
        for connection in &connections {
            // Who reads is ended after a time, who writes never.
            let limit = connection.settings.iter().find(|(name, _)| *name == "statement_timeout");
            let wanted = (!place.is_sqlite()).then_some(if connection.role == "read" { "1min" } else { "0" });
            assert_eq!(limit.map(|(_, value)| value.as_str()), wanted, "{connection:?}");
            for (name, value) in expected {
                let found = connection.settings.iter().find(|(found, _)| found == name);
                assert_eq!(found.map(|(_, value)| &**value), Some(*value), "{connection:?}");
            }
        }
    }
}

both!(every_connection_waits_for_the_disk);
