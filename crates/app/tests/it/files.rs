//! Files of records: attached in one change, searched at their own layer, opened by nobody who may not see them.

use enishi_app::{App, Attached, Context, FileChange, ListRequest, MatchRequest, Upload};
use enishi_kind::Layer;
use enishi_testkit::papers;
use serde_json::json;

use crate::Fixture;

fn upload(app: &App, name: &str, layer: Layer, bytes: &[u8]) -> Upload {
    let mut incoming = app.begin_upload().unwrap();
    bytes.chunks(1000).for_each(|chunk| incoming.write(chunk).unwrap());
    incoming.finish(name, layer, None).unwrap()
}

async fn seed(fixture: &Fixture, title: &str, disclosure: &str) -> String {
    let inputs = [
        ("title".to_owned(), json!({"original": "ja", "ja": title})),
        ("disclosure".to_owned(), json!(disclosure)),
    ];
    fixture.app.create(&fixture.ctx, "seed", &inputs, None).await.unwrap().reference
}

async fn found(fixture: &Fixture, ctx: &Context, text: &str) -> u64 {
    fixture.app.matcher().catch_up(|_, _| ()).await.unwrap();
    let request = ListRequest { text: Some(text.to_owned()), ..ListRequest::default() };
    fixture.app.list(ctx, "seed", &request).await.unwrap().total
}

async fn bytes(app: &App, ctx: &Context, reference: &str, file: &Attached) -> Vec<u8> {
    let mut open = app.open_file(ctx, "seed", reference, &file.entry.blob).await.unwrap();
    let mut all = Vec::new();
    while let Some(part) = open.next_part().await.unwrap() {
        all.extend(part);
    }
    all
}

#[tokio::test]
async fn files_are_attached_in_one_change_and_come_back() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let reference = seed(&fixture, "希少糖の生産", "public").await;
    let large: Vec<u8> = (0..3_000_000_u32).map(|number| u8::try_from(number % 251).unwrap()).collect();
    let pdf = papers::pdf(&["固定化酵素"]);
    let uploads = vec![
        upload(app, "../資料/リーフレット.pdf", Layer::Public, &pdf),
        upload(app, "data.bin", Layer::Member, &large),
    ];
    let change = app.attach(ctx, "seed", &reference, &uploads).await.unwrap();
    assert!(change.is_changed);
    let files = app.files(ctx, "seed", &reference).await.unwrap();
    let shown: Vec<_> = files
        .iter()
        .map(|file| {
            (file.entry.name.as_str(), file.entry.media_type.as_str(), file.entry.size, file.state.as_str())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("リーフレット.pdf", "application/pdf", u64::try_from(pdf.len()).unwrap(), "whole"),
            ("data.bin", "application/octet-stream", 3_000_000, "unread"),
        ]
    );
    assert_eq!(bytes(app, ctx, &reference, &files[0]).await, pdf);
    assert_eq!(bytes(app, ctx, &reference, &files[1]).await, large);
    let history = app.history(ctx, "seed", &reference).await.unwrap();
    assert_eq!(
        history.iter().map(|entry| entry.reason.as_str()).collect::<Vec<_>>(),
        ["history-file-added", "history-created"]
    );
    let mark = app.find(ctx, "seed", &reference).await.unwrap().etag;
    assert_eq!(mark, change.etag);
}

#[tokio::test]
async fn the_words_of_a_file_find_its_record_at_the_layer_of_the_file() {
    let fixture = Fixture::new().await;
    let (app, ctx, public) = (&fixture.app, &fixture.ctx, Context::public());
    let reference = seed(&fixture, "希少糖の生産", "public").await;
    let other = seed(&fixture, "別の題", "public").await;
    let pdf = papers::pdf(&["螺旋水車による小水力発電"]);
    app.attach(ctx, "seed", &reference, &[upload(app, "a.pdf", Layer::Member, &pdf)]).await.unwrap();
    assert_eq!(found(&fixture, ctx, "螺旋水車").await, 1);
    assert_eq!(found(&fixture, &public, "螺旋水車").await, 0);
    assert!(app.files(&public, "seed", &reference).await.unwrap().is_empty());

    // Nothing tells a hidden file from none, and a hash opens nothing on another record.
    let hash = app.files(ctx, "seed", &reference).await.unwrap()[0].entry.blob.clone();
    let hidden = app.open_file(&public, "seed", &reference, &hash).await.unwrap_err();
    let nothing = app.open_file(&public, "seed", &reference, &"0".repeat(64)).await.unwrap_err();
    assert_eq!((hidden.code, nothing.code), ("unknown-file", "unknown-file"));
    assert_eq!(app.open_file(ctx, "seed", &other, &hash).await.unwrap_err().code, "unknown-file");
    assert_eq!(
        app.find(&public, "seed", &reference).await.unwrap().etag,
        {
            let change = FileChange { title: Some("説明".to_owned()), ..FileChange::default() };
            app.change_file(ctx, "seed", &reference, &hash, &change).await.unwrap();
            app.find(&public, "seed", &reference).await.unwrap().etag
        },
        "a hidden file moves no mark"
    );

    let change = FileChange { layer: Some(Layer::Public), ..FileChange::default() };
    app.change_file(ctx, "seed", &reference, &hash, &change).await.unwrap();
    assert_eq!(found(&fixture, &public, "螺旋水車").await, 1);
    let request = MatchRequest { text: Some("螺旋水車".to_owned()), ..MatchRequest::default() };
    let result = app.match_records(&public, &request).await.unwrap();
    let fields: Vec<&str> = result.hits[0]
        .reasons
        .iter()
        .filter_map(|reason| match reason {
            enishi_app::parts::Reason::Words { terms, .. } => Some(terms),
            _ => None,
        })
        .flatten()
        .flat_map(|term| &term.fields)
        .map(|met| met.field.as_str())
        .collect();
    assert!(!fields.is_empty() && fields.iter().all(|field| *field == "seed.files"), "{fields:?}");

    app.detach(ctx, "seed", &reference, &hash).await.unwrap();
    assert_eq!(found(&fixture, ctx, "螺旋水車").await, 0);
    assert_eq!(app.detach(ctx, "seed", &reference, &hash).await.unwrap_err().code, "unknown-file");
}

#[tokio::test]
async fn a_closed_record_closes_its_open_files() {
    let fixture = Fixture::new().await;
    let (app, ctx, public) = (&fixture.app, &fixture.ctx, Context::public());
    let reference = seed(&fixture, "秘密", "secret").await;
    let text = "螺旋水車".as_bytes();
    app.attach(ctx, "seed", &reference, &[upload(app, "a.txt", Layer::Public, text)]).await.unwrap();
    let file = app.files(ctx, "seed", &reference).await.unwrap().remove(0);
    assert_eq!((file.entry.layer, file.layer), (Layer::Public, Layer::Steward));
    assert_eq!(found(&fixture, &public, "螺旋水車").await, 0);
    let refused = app.open_file(&public, "seed", &reference, &file.entry.blob).await.unwrap_err();
    let unknown = app.open_file(&public, "seed", "seed-00000000", &file.entry.blob).await.unwrap_err();
    assert_eq!((refused.code, unknown.code), ("unknown-record", "unknown-record"));
}

#[tokio::test]
async fn an_index_built_again_knows_the_words_of_files() {
    let fixture = Fixture::new().await;
    let reference = seed(&fixture, "希少糖", "public").await;
    let docx = papers::docx(&["螺旋水車"]);
    let uploads = [upload(&fixture.app, "a.docx", Layer::Public, &docx)];
    fixture.app.attach(&fixture.ctx, "seed", &reference, &uploads).await.unwrap();
    fixture.app.matcher().rebuild(|_, _| ()).await.unwrap();
    assert_eq!(found(&fixture, &Context::public(), "螺旋水車").await, 1);
}

#[tokio::test]
async fn what_may_not_be_attached_is_refused_in_words() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let reference = seed(&fixture, "希少糖", "public").await;
    let problem = |error: enishi_app::Error| {
        (error.code, error.problems.first().map(|problem| problem.code.to_string()))
    };
    let empty = app.attach(ctx, "seed", &reference, &[upload(app, "a.pdf", Layer::Public, b"")]).await;
    assert_eq!(problem(empty.unwrap_err()), ("invalid", Some("file-empty".to_owned())));
    let twice = || [upload(app, "a.txt", Layer::Public, b"one")];
    app.attach(ctx, "seed", &reference, &twice()).await.unwrap();
    let again = app.attach(ctx, "seed", &reference, &twice()).await;
    assert_eq!(problem(again.unwrap_err()), ("invalid", Some("file-exists".to_owned())));
    let many: Vec<Upload> =
        (0..100).map(|n| upload(app, "a.txt", Layer::Public, format!("text {n}").as_bytes())).collect();
    let many = app.attach(ctx, "seed", &reference, &many).await;
    assert_eq!(problem(many.unwrap_err()), ("invalid", Some("file-many".to_owned())));
    let public = Context::public();
    assert_eq!(app.attach(&public, "seed", &reference, &twice()).await.unwrap_err().code, "not-permitted");

    let mut incoming = app.begin_upload().unwrap();
    let chunk = vec![0; 1 << 20];
    (0..50).for_each(|_| incoming.write(&chunk).unwrap());
    assert_eq!(incoming.write(&chunk).unwrap_err().code, "file-too-large");
    assert_eq!(app.files(ctx, "seed", &reference).await.unwrap().len(), 1);
}

/// What a file says is looked at when everybody may open it: by its layer, by the record's disclosure, on its way in.
#[tokio::test]
async fn the_words_of_a_file_are_looked_at_before_it_becomes_public() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let company = [
        ("name".to_owned(), json!({"original": "ja", "ja": "見本製糖株式会社"})),
        ("disclosure".to_owned(), json!("public")),
    ];
    let company = app.create(ctx, "organisation", &company, None).await.unwrap().reference;
    let need = [
        ("title".to_owned(), json!({"original": "ja", "ja": "甘味料の保存"})),
        ("company".to_owned(), json!(company)),
        ("disclosure".to_owned(), json!("public")),
    ];
    let need = app.create(ctx, "need", &need, None).await.unwrap().reference;
    let pdf = papers::pdf(&["見本製糖の工場で試した", "問い合わせ kitami@example.jp まで"]);
    let docx = papers::docx(&["電話 0157-26-1234"]);
    let asked = |error: enishi_app::Error| -> Vec<[String; 3]> {
        assert_eq!(error.code, "questions");
        let arg = |problem: &enishi_kind::Problem, name: &str| {
            problem.args.iter().find(|(known, _)| known == name).unwrap().1.clone()
        };
        error.problems.iter().map(|one| ["file", "what", "found"].map(|name| arg(one, name))).collect()
    };
    let of = |file: &str, what: &str, found: &str| [file, what, found].map(str::to_owned);
    let in_pdf =
        || vec![of("紹介.pdf", "name", "見本製糖株式会社"), of("紹介.pdf", "email", "kitami@example.jp")];
    let file = |layer| upload(app, "紹介.pdf", layer, &pdf);
    let refused = app.attach(ctx, "need", &need, &[file(Layer::Public)]).await.unwrap_err();
    assert_eq!(asked(refused), in_pdf());
    assert!(app.files(ctx, "need", &need).await.unwrap().is_empty(), "nothing was written");
    // Closed it is not looked at; opened it is, and whoever confirms goes on.
    app.attach(ctx, "need", &need, &[file(Layer::Member)]).await.unwrap();
    let hash = app.files(ctx, "need", &need).await.unwrap()[0].entry.blob.clone();
    let open = FileChange { layer: Some(Layer::Public), title: None };
    assert_eq!(asked(app.change_file(ctx, "need", &need, &hash, &open).await.unwrap_err()), in_pdf());
    let sure = ctx.clone().confirming(["public-file".to_owned()]);
    app.change_file(&sure, "need", &need, &hash, &open).await.unwrap();
    // What stands there already is not asked again.
    let named = FileChange { layer: None, title: Some("紹介".into()) };
    app.change_file(ctx, "need", &need, &hash, &named).await.unwrap();

    // A closed record that becomes public takes its public files along.
    let seed = seed(&fixture, "希少糖", "members").await;
    app.attach(ctx, "seed", &seed, &[upload(app, "覚え書き.docx", Layer::Public, &docx)]).await.unwrap();
    let view = app.find(ctx, "seed", &seed).await.unwrap();
    let publish = [("disclosure".to_owned(), json!("public"))];
    let refused = app.update(ctx, "seed", &seed, Some(&view.etag), &publish).await.unwrap_err();
    assert_eq!(asked(refused), [of("覚え書き.docx", "telephone", "0157-26-1234")]);
    app.update(&sure, "seed", &seed, Some(&view.etag), &publish).await.unwrap();
}
