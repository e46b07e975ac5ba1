//! Matching over the records: reasons, determinism, clearance, rebuilding.

use std::sync::Arc;

use enishi_app::{Context, MatchRequest};
use enishi_testkit::SeqIds;

use crate::{Fixture, open_with};

async fn need_called(fixture: &Fixture, words: &str) -> String {
    let request = enishi_app::ListRequest { text: Some(words.into()), ..Default::default() };
    let page = fixture.app.list(&fixture.ctx, "need", &request).await.unwrap();
    page.items[0].reference.clone()
}

#[tokio::test]
async fn a_japanese_need_finds_its_seed_with_reasons_that_sum_to_the_score() {
    let fixture = Fixture::with_samples().await;
    let need = need_called(&fixture, "低カロリー甘味料 焼き菓子").await;
    let request = MatchRequest { need: Some(need.clone()), top: 10, ..Default::default() };
    let result = fixture.app.match_records(&fixture.ctx, &request).await.unwrap();
    assert!(result.hits[0].link.title_ja.contains("希少糖"), "{}", result.hits[0].link.title_ja);
    for hit in &result.hits {
        let sum: f64 = hit.reasons.iter().map(enishi_matching::Reason::contribution).sum();
        assert!((sum - hit.score).abs() < 1e-6, "{sum} is not {}", hit.score);
        assert!(
            !hit.places.is_empty()
                || hit.reasons.iter().all(|r| !matches!(r, enishi_matching::Reason::Words { .. }))
        );
    }
    let again = fixture.app.match_records(&fixture.ctx, &request).await.unwrap();
    let keys = |result: &enishi_app::MatchResult| -> Vec<(String, u64)> {
        result.hits.iter().map(|hit| (hit.link.reference.clone(), hit.score.to_bits())).collect()
    };
    assert_eq!(keys(&result), keys(&again));

    // The other way round, the seed finds the need.
    let seed = result.hits[0].link.reference.clone();
    let back = MatchRequest { seed: Some(seed.clone()), top: 5, ..Default::default() };
    let back = fixture.app.match_records(&fixture.ctx, &back).await.unwrap();
    assert!(back.hits.iter().any(|hit| hit.link.reference == need));

    let last =
        fixture.app.list(&fixture.ctx, "seed", &Default::default()).await.unwrap().items[0].reference.clone();
    let asked = MatchRequest { need: Some(need), top: 1, why_not: Some(last), ..Default::default() };
    let asked = fixture.app.match_records(&fixture.ctx, &asked).await.unwrap();
    assert!(asked.why_not.is_some());
}

#[tokio::test]
async fn the_public_gets_no_hidden_record_and_no_hidden_word() {
    let fixture = Fixture::new().await;
    let file = "title[en],hurdles[en],description[en],disclosure\n\
                Open seed,zyxmarker inside,plain words,public\n\
                Closed seed,,zyxmarker,secret\n";
    let batch = fixture.stage("seed", "seeds.csv", file, &[]).await;
    fixture.app.apply_import(&fixture.ctx, &batch.batch, false, &()).await.unwrap();
    fixture.app.matcher().catch_up(|_, _| ()).await.unwrap();
    let request = MatchRequest { text: Some("zyxmarker".into()), top: 10, ..Default::default() };
    let operator = fixture.app.match_records(&fixture.ctx, &request).await.unwrap();
    assert_eq!(operator.hits.len(), 2);
    let public = fixture.app.match_records(&Context::public(), &request).await.unwrap();
    assert_eq!((public.hits.len(), public.population), (0, 1));
    // Why-not tells a hidden record from an unknown one by nothing.
    let hidden = operator.hits.iter().find(|hit| hit.link.title_en == "Closed seed").unwrap();
    let ask = |key: &str| MatchRequest { why_not: Some(key.into()), ..request.clone() };
    let one = fixture.app.match_records(&Context::public(), &ask(&hidden.link.reference)).await.unwrap();
    let two = fixture.app.match_records(&Context::public(), &ask("seed-00000000")).await.unwrap();
    assert_eq!(one.why_not, two.why_not);
}

#[tokio::test]
async fn a_rebuilt_index_gives_the_same_lists() {
    let fixture = Fixture::with_samples().await;
    let request =
        MatchRequest { text: Some("センサ 無線 rare sugar".into()), top: 50, ..Default::default() };
    let lists = |result: enishi_app::MatchResult| -> Vec<(String, u64)> {
        result.hits.into_iter().map(|hit| (hit.link.reference, hit.score.to_bits())).collect()
    };
    let before = lists(fixture.app.match_records(&fixture.ctx, &request).await.unwrap());
    assert!(before.len() > 3);
    fixture.app.matcher().rebuild(|_, _| ()).await.unwrap();
    let rebuilt = lists(fixture.app.match_records(&fixture.ctx, &request).await.unwrap());
    assert_eq!(before, rebuilt);
    // A second process on the same folder reads along and gives the same list.
    let beside = open_with(&fixture.folder, Arc::new(SeqIds::default())).await;
    beside.matcher().catch_up(|_, _| ()).await.unwrap();
    assert_eq!(before, lists(beside.match_records(&fixture.ctx, &request).await.unwrap()));
    assert_eq!(beside.matcher().rebuild(|_, _| ()).await.unwrap_err().code, "index-busy");
    drop(beside);
    // The folder can be deleted at any moment.
    let Fixture { app, folder, ctx } = fixture;
    app.close().await;
    drop(app);
    std::fs::remove_dir_all(folder.folder().join("work/index")).unwrap();
    let app = open_with(&folder, Arc::new(SeqIds::default())).await;
    app.matcher().catch_up(|_, _| ()).await.unwrap();
    assert_eq!(before, lists(app.match_records(&ctx, &request).await.unwrap()));
}

#[tokio::test]
async fn a_new_seed_is_found_by_its_maker_at_once() {
    let fixture = Fixture::with_samples().await;
    let app = fixture.app.clone();
    let follower = tokio::spawn(async move { app.keep_up().await });
    let title = serde_json::json!({"original": "en", "en": "Quagga bristle loom"});
    let inputs = [("title".to_owned(), title)];
    let change = fixture.app.create(&fixture.ctx, "seed", &inputs, None).await.unwrap();
    assert!(fixture.app.matcher().wait_for(change.seq).await, "the index has it within half a second");
    let request = MatchRequest { text: Some("quagga".into()), ..Default::default() };
    let result = fixture.app.match_records(&fixture.ctx, &request).await.unwrap();
    assert_eq!(result.hits[0].link.reference, change.reference);
    let current = fixture.app.find(&fixture.ctx, "seed", &change.reference).await.unwrap();
    fixture.app.delete(&fixture.ctx, "seed", &change.reference, Some(&current.etag)).await.unwrap();
    fixture.app.matcher().catch_up(|_, _| ()).await.unwrap();
    assert!(fixture.app.match_records(&fixture.ctx, &request).await.unwrap().hits.is_empty());
    follower.abort();
}

#[tokio::test]
async fn exactly_one_subject_is_asked_for() {
    let fixture = Fixture::new().await;
    let none = fixture.app.match_records(&fixture.ctx, &MatchRequest::default()).await.unwrap_err();
    assert_eq!(none.code, "bad-request");
    let unknown = MatchRequest { need: Some("need-00000000".into()), ..Default::default() };
    assert_eq!(fixture.app.match_records(&fixture.ctx, &unknown).await.unwrap_err().code, "unknown-record");
}
