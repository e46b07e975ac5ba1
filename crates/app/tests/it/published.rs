//! Figures that were given out open to the same records, whatever was corrected since.

use enishi_app::parts::{Moment, Seen};
use enishi_app::{App, Context, Publication};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use jiff::civil::Date;
use serde_json::json;

use crate::Fixture;

/// The condition that lists the clusters of the first stage.
fn first_stage() -> Vec<(String, String)> {
    vec![("stage".to_owned(), "1".to_owned())]
}

async fn publish(fixture: &Fixture, filters: &[(String, String)], on: Option<Date>) -> String {
    let publication = Publication {
        kind: "cluster",
        filters,
        on,
        title: "第Ⅰ期クラスターの数",
        lang: Lang::Ja,
        published_in: "年次報告",
    };
    fixture.app.publish(&fixture.ctx, &publication).await.unwrap().reference
}

async fn clusters(app: &App, filters: &[(String, String)], moment: Moment) -> Vec<Seen> {
    app.all(&Context::public().at(moment), "cluster", filters).await.unwrap()
}

fn ids(seen: &[Seen]) -> Vec<RecordId> {
    seen.iter().map(|seen| seen.id).collect()
}

#[tokio::test]
async fn the_eighteen_clusters_of_the_first_stage_stay_eighteen_after_a_correction() {
    let fixture = Fixture::with_samples().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let filters = first_stage();
    let counted = ids(&clusters(app, &filters, Moment::default()).await);
    assert_eq!(counted.len(), 18);
    let figure = publish(&fixture, &filters, None).await;
    // One of them turns out to be of the second stage; another is closed to the public.
    let all = clusters(app, &filters, Moment::default()).await;
    let (one, other) = (&all[0].reference, &all[1].reference);
    let mark = app.find(ctx, "cluster", one).await.unwrap().etag;
    app.update(ctx, "cluster", one, Some(&mark), &[("stage".to_owned(), json!("2"))]).await.unwrap();
    let recount = app.recount(&Context::public(), &figure).await.unwrap();
    assert_eq!((recount.stated.as_str(), recount.then, recount.now), ("18", 18, 17));
    assert!(recount.agrees && !recount.is_other_rule);
    let asked = app.moment(None, Some(&recount.known_at.to_string())).await.unwrap();
    assert_eq!(ids(&clusters(app, &recount.rows.filters, asked.moment).await), counted);
    // What is closed now is closed in the past too, and the figure says that it differs.
    let mark = app.find(ctx, "cluster", other).await.unwrap().etag;
    let closed = [("disclosure".to_owned(), json!("members"))];
    app.update(ctx, "cluster", other, Some(&mark), &closed).await.unwrap();
    let recount = app.recount(&Context::public(), &figure).await.unwrap();
    assert_eq!((recount.then, recount.now, recount.agrees), (17, 16, false));
}

#[tokio::test]
async fn a_figure_about_a_day_is_the_same_before_and_after_a_correction_of_that_day() {
    let fixture = Fixture::with_samples().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let filters = [first_stage(), vec![("statuses.state".to_owned(), "active".to_owned())]].concat();
    let day: Date = "2006-04-01".parse().unwrap();
    let on = |known_at| Moment { known_at, on: Some(day) };
    let before = clusters(app, &filters, on(None)).await;
    assert!(before.len() > 1, "{}", before.len());
    let figure = publish(&fixture, &filters, Some(day)).await;
    // It had ended before that day, as somebody finds out later.
    let one = &before[0];
    let mark = app.find(ctx, "cluster", &one.reference).await.unwrap().etag;
    let ended =
        [("statuses".to_owned(), json!([{"state": "active", "since": "2002", "until": "2005-03-31"}]))];
    app.update(ctx, "cluster", &one.reference, Some(&mark), &ended).await.unwrap();
    let recount = app.recount(&Context::public(), &figure).await.unwrap();
    assert!(recount.agrees);
    assert_eq!(recount.now + 1, recount.then);
    assert_eq!(recount.rows.on, Some(day));
    let asked = app.moment(Some("2006-04-01"), Some(&recount.known_at.to_string())).await.unwrap();
    assert_eq!(ids(&clusters(app, &filters, asked.moment).await), ids(&before));
}

#[tokio::test]
async fn only_what_is_public_is_given_out_and_nothing_is_not_zero() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let title = |text: &str| ("title".to_owned(), json!({"original": "ja", "ja": text}));
    let open = ("disclosure".to_owned(), json!("public"));
    app.create(ctx, "seed", &[title("非公開のシーズ")], None).await.unwrap();
    let of =
        |title| Publication { kind: "seed", filters: &[], on: None, title, lang: Lang::Ja, published_in: "" };
    assert_eq!(app.publish(ctx, &of("件数")).await.unwrap_err().code, "nothing-to-publish");
    app.create(ctx, "seed", &[title("公開のシーズ"), open], None).await.unwrap();
    let figure = app.publish(ctx, &of("件数")).await.unwrap();
    assert_eq!(app.recount(ctx, &figure.reference).await.unwrap().stated, "1");
    // Without a name nobody would know what was counted.
    assert_eq!(app.publish(ctx, &of(" ")).await.unwrap_err().code, "invalid");
    assert_eq!(app.publish(&Context::public(), &of("件数")).await.unwrap_err().code, "not-permitted");
}

#[tokio::test]
async fn a_figure_written_by_hand_says_when_it_does_not_add_up() {
    let fixture = Fixture::with_samples().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let known_at = app.now().to_string();
    let inputs = |value: &str, counted: &str| {
        [
            ("title".to_owned(), json!({"original": "ja", "ja": "手で書いた値"})),
            ("value".to_owned(), json!(value)),
            ("unit".to_owned(), json!("cases")),
            ("rule".to_owned(), json!("public-records")),
            ("rule_version".to_owned(), json!(1)),
            ("counted".to_owned(), json!(counted)),
            ("filters".to_owned(), json!([{"name": "stage", "value": "1"}])),
            ("known_at".to_owned(), json!(known_at)),
        ]
    };
    let wrong = app.create(ctx, "published-figure", &inputs("24", "clusters"), None).await.unwrap();
    let recount = app.recount(ctx, &wrong.reference).await.unwrap();
    assert!(!recount.agrees);
    let odd = app.create(ctx, "published-figure", &inputs("18", "klusters"), None).await.unwrap();
    assert_eq!(app.recount(ctx, &odd.reference).await.unwrap_err().code, "unknown-kind");
}
