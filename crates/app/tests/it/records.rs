//! Records one by one.

use enishi_app::{Context, ListRequest};
use serde_json::{Value, json};

use crate::Fixture;

fn title(ja: &str) -> (String, Value) {
    ("title".to_owned(), json!({"original": "ja", "ja": ja}))
}

#[tokio::test]
async fn a_change_on_an_old_state_is_refused_and_nothing_is_lost() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let made = app.create(ctx, "seed", &[title("希少糖")], None).await.unwrap();
    let one =
        app.update(ctx, "seed", &made.reference, Some(&made.etag), &[title("希少糖の量産")]).await.unwrap();
    assert!(one.is_changed);
    let late =
        app.update(ctx, "seed", &made.reference, Some(&made.etag), &[title("別の題")]).await.unwrap_err();
    assert_eq!(late.code, "conflict");
    let without = app.update(ctx, "seed", &made.reference, None, &[title("別の題")]).await.unwrap_err();
    assert_eq!(without.code, "precondition-required");
    let now = app.find(ctx, "seed", &made.reference).await.unwrap();
    assert_eq!(now.etag, one.etag);
    let history = app.history(ctx, "seed", &made.reference).await.unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].changes[0].field, "title");
}

#[tokio::test]
async fn every_problem_is_named_and_nothing_is_written() {
    let fixture = Fixture::new().await;
    let inputs = [
        ("titel".to_owned(), json!("x")),
        ("readiness".to_owned(), json!("12")),
        ("organisation".to_owned(), json!("organisation-00000000")),
        (
            "identifiers".to_owned(),
            json!([{"scheme": "corporate-number", "value": "5010005007399", "confidence": "confirmed"}]),
        ),
        ("summary".to_owned(), json!({"original": "ja", "ja": "nul\u{0}"})),
    ];
    let error = fixture.app.create(&fixture.ctx, "seed", &inputs, None).await.unwrap_err();
    assert_eq!(error.code, "invalid");
    let mut fields: Vec<&str> =
        error.problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["identifiers", "organisation", "readiness", "summary", "titel", "title"]);
    let near = error.problems.iter().find(|problem| problem.code == "unknown-field").unwrap();
    assert!(near.args.contains(&("near".into(), "title".into())));
    assert_eq!(fixture.total(&fixture.ctx, "seed").await, 0);
}

#[tokio::test]
async fn a_repeated_request_makes_one_record() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let one = app.create(ctx, "seed", &[title("一つ")], Some("key-1")).await.unwrap();
    let two = app.create(ctx, "seed", &[title("一つ")], Some("key-1")).await.unwrap();
    assert_eq!(one.reference, two.reference);
    assert_eq!(fixture.total(ctx, "seed").await, 1);
    let (three, four) = ([title("同時")], [title("同時")]);
    let (three, four) = tokio::join!(
        app.create(ctx, "seed", &three, Some("key-2")),
        app.create(ctx, "seed", &four, Some("key-2")),
    );
    assert_eq!(three.unwrap().reference, four.unwrap().reference);
    assert_eq!(fixture.total(ctx, "seed").await, 2);
    let other = app.create(ctx, "seed", &[title("別")], Some("key-1")).await.unwrap_err();
    assert_eq!(other.code, "request-key-reused");
}

#[tokio::test]
async fn what_the_public_may_not_see_it_cannot_name_sort_by_or_count() {
    let fixture = Fixture::new().await;
    let (app, ctx, public) = (&fixture.app, &fixture.ctx, Context::public());
    let secret = app.create(ctx, "seed", &[title("秘密")], None).await.unwrap();
    let open =
        [title("公開"), ("disclosure".to_owned(), json!("public")), ("coordinator".to_owned(), json!("甲"))];
    let open = app.create(ctx, "seed", &open, None).await.unwrap();
    let one = app.find(&public, "seed", &secret.reference).await.unwrap_err();
    let two = app.find(&public, "seed", "seed-00000000").await.unwrap_err();
    assert_eq!((one.code, two.code), ("unknown-record", "unknown-record"));
    assert_eq!(fixture.total(&public, "seed").await, 1);
    let seen = app.find(&public, "seed", &open.reference).await.unwrap();
    assert!(seen.seen.body.raw("coordinator").is_none());
    assert_ne!(seen.etag, open.etag, "the mark speaks only of what is seen");
    // A change of a hidden field changes nothing for the public: neither mark nor history.
    let hidden = [("coordinator".to_owned(), json!("乙"))];
    app.update(ctx, "seed", &open.reference, Some(&open.etag), &hidden).await.unwrap();
    assert_eq!(app.find(&public, "seed", &open.reference).await.unwrap().etag, seen.etag);
    let told = app.history(&public, "seed", &open.reference).await.unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].actor, Context::OPERATOR, "not under which account it was done");
    assert_eq!(app.history(ctx, "seed", &open.reference).await.unwrap().len(), 2);
    assert_eq!(app.create(&public, "seed", &[title("x")], None).await.unwrap_err().code, "not-permitted");
}

#[tokio::test]
async fn a_record_that_others_refer_to_stays() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let name = ("name".to_owned(), json!({"original": "ja", "ja": "見本大学"}));
    let organisation = app.create(ctx, "organisation", &[name], None).await.unwrap();
    let inputs = [title("種"), ("organisation".to_owned(), json!("見本大学"))];
    let seed = app.create(ctx, "seed", &inputs, None).await.unwrap();
    let refused =
        app.delete(ctx, "organisation", &organisation.reference, Some(&organisation.etag)).await.unwrap_err();
    assert_eq!(refused.code, "referred");
    let view = app.find(ctx, "organisation", &organisation.reference).await.unwrap();
    let referrers = app.referrers(ctx, &view.seen).await.unwrap();
    assert_eq!((referrers[0].field.as_str(), referrers[0].count), ("organisation", 1));
    app.delete(ctx, "seed", &seed.reference, Some(&seed.etag)).await.unwrap();
    app.delete(ctx, "organisation", &organisation.reference, Some(&organisation.etag)).await.unwrap();
}

#[tokio::test]
async fn lists_filter_count_and_page() {
    let fixture = Fixture::with_samples().await;
    let mut request = enishi_app::ListRequest {
        filters: vec![("fields".into(), "life".into())],
        sort: Some("title".into()),
        limit: Some(5),
        with_facets: true,
        ..Default::default()
    };
    let mut seen = Vec::new();
    let total = loop {
        let page = fixture.app.list(&fixture.ctx, "seed", &request).await.unwrap();
        seen.extend(page.items.iter().map(|item| item.reference.clone()));
        match page.next {
            Some(next) => request.after = Some(next),
            None => break page.total,
        }
    };
    assert_eq!(u64::try_from(seen.len()).unwrap(), total);
    let mut distinct = seen.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), seen.len());
    request.after = Some("nonsense".into());
    assert_eq!(fixture.app.list(&fixture.ctx, "seed", &request).await.unwrap_err().code, "bad-cursor");
    request.filters = vec![("feilds".into(), "life".into())];
    let unknown = fixture.app.list(&fixture.ctx, "seed", &request).await.unwrap_err();
    assert!(unknown.args.contains(&("near", "fields".into())));
}

#[tokio::test]
async fn the_facets_of_a_search_count_what_it_found() {
    let fixture = Fixture::with_samples().await;
    for ctx in [Context::operator("operator"), Context::public()] {
        let request = ListRequest { text: Some("細胞".into()), with_facets: true, ..Default::default() };
        let found = fixture.app.list(&ctx, "seed", &request).await.unwrap();
        let all = fixture.total(&ctx, "seed").await;
        assert!(found.total > 0 && found.total < all && !found.facets.is_empty(), "{} of {all}", found.total);
        for facet in &found.facets {
            for value in &facet.values {
                let filters = vec![(facet.place.name().into_owned(), value.value.clone())];
                let narrowed = ListRequest { filters, ..request.clone() };
                let narrowed = fixture.app.list(&ctx, "seed", &narrowed).await.unwrap();
                assert_eq!(narrowed.total, value.count, "{} {}", facet.place.name(), value.value);
                // The own filter is left out of its counts, so that a second value can be added.
                let own = narrowed.facets.iter().find(|one| one.place.name() == facet.place.name()).unwrap();
                assert_eq!(own.values.len(), facet.values.len(), "{}", facet.place.name());
            }
        }
    }
}

#[tokio::test]
async fn counts_follow_every_commit_and_differ_by_viewer() {
    let fixture = Fixture::with_samples().await;
    let (app, ctx, public) = (&fixture.app, &fixture.ctx, Context::public());
    let request = enishi_app::ListRequest { with_facets: true, ..Default::default() };
    let life = async |ctx: &Context| {
        let page = app.list(ctx, "seed", &request).await.unwrap();
        let fields = page.facets.iter().find(|facet| facet.place.name() == "fields").unwrap();
        (page.total, fields.values.iter().find(|value| value.value == "life").unwrap().count)
    };
    let before = life(ctx).await;
    assert_eq!(before, life(ctx).await, "asked twice, answered alike");
    let fewer = life(&public).await;
    assert!(fewer.0 < before.0, "the public's counts are its own");
    let inputs = [title("種"), ("fields".to_owned(), json!(["life"]))];
    let made = app.create(ctx, "seed", &inputs, None).await.unwrap();
    assert_eq!(life(ctx).await, (before.0 + 1, before.1 + 1));
    assert_eq!(life(&public).await, fewer);
    app.delete(ctx, "seed", &made.reference, Some(&made.etag)).await.unwrap();
    assert_eq!(life(ctx).await, before);
}
