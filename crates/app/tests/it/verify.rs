//! Verifying the register with everything that the demonstration holds, and its index.

use enishi_app::{App, Verification, parts};

use crate::{Fixture, open};

async fn verify(app: &App, fixture: &Fixture) -> Verification {
    app.verify(&fixture.ctx, &|_, _, _| ()).await.unwrap()
}

#[tokio::test]
async fn the_demonstration_has_no_finding() {
    let fixture = Fixture::with_samples().await;
    let found = verify(&fixture.app, &fixture).await;
    assert_eq!(found.findings, []);
    assert!(found.records.values().sum::<u64>() > 500 && found.changes > 500);
}

#[tokio::test]
async fn an_index_ahead_of_the_log_is_found() {
    let fixture = Fixture::with_samples().await;
    fixture.app.matcher().catch_up(|_, _| ()).await.unwrap();
    fixture.app.close().await;
    let Fixture { app, ctx, folder } = fixture;
    drop(app);
    let path = folder.folder().join("data/enishi.sqlite");
    for end in ["", "-wal", "-shm"] {
        let file = path.with_file_name(format!("enishi.sqlite{end}"));
        if file.exists() {
            std::fs::remove_file(file).unwrap();
        }
    }
    let app = open(&folder).await;
    let found = app.verify(&ctx, &|_, _, _| ()).await.unwrap();
    assert_eq!(found.counts.keys().copied().collect::<Vec<_>>(), ["index-ahead"]);
    app.matcher().rebuild(|_, _| ()).await.unwrap();
    assert!(app.verify(&ctx, &|_, _, _| ()).await.unwrap().is_clean());
}

#[tokio::test]
async fn every_finding_has_a_sentence_and_says_what_to_do() {
    let fixture = Fixture::new().await;
    let catalogue = fixture.app.catalogue();
    for name in parts::FINDINGS.iter().chain(&App::INDEX_FINDINGS) {
        for lang in enishi_kit::lang::Lang::ALL {
            for key in [format!("finding-{name}"), format!("finding-{name}-hint")] {
                assert!(catalogue.find(lang, &key, &[]).is_some(), "{key}");
            }
        }
    }
}
