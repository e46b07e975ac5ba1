//! The first start: one change, undone as one; an example beside it.

use enishi_app::{ContactPoint, MergeRequest, StartForm, StartStaff};
use enishi_kit::lang::Lang;
use serde_json::json;

use crate::Fixture;

fn form() -> StartForm {
    let staff = |name: &str, post: &str, role: &str| StartStaff {
        name: name.to_owned(),
        post: post.to_owned(),
        role: role.to_owned(),
    };
    StartForm {
        cluster_ja: "見本クラスター".to_owned(),
        cluster_en: "Sample cluster".to_owned(),
        stage: String::new(),
        fields: vec!["life".to_owned()],
        region: "見本地域".to_owned(),
        prefecture: "37".to_owned(),
        organisation: "見本財団".to_owned(),
        corporate_number: "7000012050002".to_owned(),
        year: "2026".to_owned(),
        staff: vec![
            staff("見本 太郎", "", "coordinator"),
            staff("", "事業総括", "project-director"),
            StartStaff::default(),
        ],
        contact: ContactPoint { email: "desk@example.jp".to_owned(), ..ContactPoint::default() },
    }
}

#[tokio::test]
async fn a_first_start_is_one_change_and_is_undone_as_one() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    assert!(app.needs_start().await.unwrap());
    let started = app.start(ctx, &form()).await.unwrap();
    assert_eq!((started.records, started.seq), (6, 1));
    assert!(!app.needs_start().await.unwrap());
    let view = app.find(ctx, "cluster", &started.cluster).await.unwrap();
    let fields = &app.represent(&view.seen, &view.links)["fields"];
    assert_eq!(
        (&fields["name"]["en"], &fields["regions"][0]["title"]),
        (&"Sample cluster".into(), &"見本地域".into())
    );
    let contact = app.contact().await.unwrap().unwrap();
    assert_eq!((contact.point.name.as_str(), contact.is_setting), ("見本財団", false));
    assert_eq!(fixture.total(ctx, "role").await, 2);
    assert_eq!(fixture.total(ctx, "person").await, 1);
    let undone = app.undo_import(ctx, &started.batch, true).await.unwrap();
    assert_eq!((undone.removed, undone.kept_count), (6, 0));
    assert_eq!(fixture.total(ctx, "cluster").await, 0);
}

#[tokio::test]
async fn what_is_wrong_is_named_at_its_field_and_nothing_is_written() {
    let fixture = Fixture::new().await;
    let mut wrong = form();
    wrong.cluster_ja.clear();
    wrong.prefecture = "99".to_owned();
    wrong.corporate_number = "123".to_owned();
    wrong.fields = vec!["magic".to_owned()];
    wrong.staff[1].role.clear();
    let error = fixture.app.start(&fixture.ctx, &wrong).await.unwrap_err();
    let mut fields: Vec<&str> =
        error.problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["cluster_ja", "corporate_number", "fields", "prefecture", "staff.2.role"]);
    let empty = fixture.app.start(&fixture.ctx, &StartForm::default()).await.unwrap_err();
    assert_eq!(empty.problems.len(), 5);
    assert!(fixture.app.needs_start().await.unwrap());
    fixture.app.skip_start(&fixture.ctx).await.unwrap();
    assert!(!fixture.app.needs_start().await.unwrap());
}

#[tokio::test]
async fn the_example_stands_beside_ones_own_records_and_goes_as_one() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    app.start(ctx, &form()).await.unwrap();
    let example = app.load_example(ctx).await.unwrap();
    assert!(example.records > 100);
    assert_eq!(app.example().await.unwrap().as_ref(), Some(&example.batch));
    assert_eq!(app.load_example(ctx).await.unwrap_err().code, "batch-state");
    assert!(fixture.total(ctx, "cluster").await > 24);
    let undone = app.undo_import(ctx, &example.batch, true).await.unwrap();
    assert_eq!(undone.kept_count, 0, "{undone:?}");
    assert_eq!((fixture.total(ctx, "cluster").await, app.example().await.unwrap()), (1, None));
}

/// An organisation of the example, and its reference.
async fn example_organisation(fixture: &Fixture) -> (String, String) {
    let page = fixture.app.list(&fixture.ctx, "organisation", &Default::default()).await.unwrap();
    let seen =
        page.items.iter().find(|seen| seen.body.canonical().contains("札幌")).unwrap_or(&page.items[0]);
    let name = seen.body.raw("name").unwrap()["ja"].as_str().unwrap().to_owned();
    (seen.reference.clone(), name)
}

#[tokio::test]
async fn the_example_is_read_only_whichever_way_somebody_comes() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let example = app.load_example(ctx).await.unwrap();
    let (reference, name) = example_organisation(&fixture).await;
    let view = app.find(ctx, "organisation", &reference).await.unwrap();
    assert_eq!(view.sealed_by.as_ref(), Some(&example.batch));
    let inputs = vec![("disclosure".to_owned(), json!("members"))];
    let named = [("name".to_owned(), json!({"original": "ja", "ja": "自分の財団", "state": "missing"}))];
    let own = app.create(ctx, "organisation", &named, None).await.unwrap().reference;
    let request = MergeRequest::default();
    for refused in [
        app.update(ctx, "organisation", &reference, Some(&view.etag), &inputs).await.map(drop),
        app.delete(ctx, "organisation", &reference, Some(&view.etag)).await.map(drop),
        app.merge(ctx, "organisation", &reference, &own, &request).await.map(drop),
        app.merge(ctx, "organisation", &own, &reference, &request).await.map(drop),
        app.attach(ctx, "organisation", &reference, &[]).await.map(drop),
    ] {
        let error = refused.unwrap_err();
        assert_eq!((error.code, error.info().status), ("sealed", 409));
        for lang in Lang::ALL {
            assert!(error.message(app.catalogue(), lang).contains(&reference));
            assert!(error.hint(app.catalogue(), lang).unwrap().contains(&example.batch));
        }
    }
    // A file says it row by row; a row that would change nothing is none of its business.
    let content = format!(
        "id,name[ja],ACTION\n{reference},書き換えた名,\n{reference},,DELETE\n{own},自分の新しい財団,UPDATE\n"
    );
    let report = fixture.stage("organisation", "organisations.csv", &content, &[]).await;
    let found: Vec<(u32, &str)> =
        report.problems.iter().map(|found| (found.row, found.problem.code.as_str())).collect();
    assert_eq!(found, [(2, "sealed"), (3, "sealed")]);
    assert_eq!((report.counts.updated, report.counts.deleted, report.counts.rejected), (1, 0, 2));
    let same = format!("id,name[ja]\n{reference},{name}\n");
    let report = fixture.stage("organisation", "same.csv", &same, &[]).await;
    assert_eq!((report.counts.unchanged, report.problem_count), (1, 0), "{:?}", report.problems);
}

#[tokio::test]
async fn removing_the_example_leaves_what_ones_own_records_need_and_says_so() {
    let fixture = Fixture::new().await;
    let (app, ctx) = (&fixture.app, &fixture.ctx);
    let example = app.load_example(ctx).await.unwrap();
    let (reference, _) = example_organisation(&fixture).await;
    let inputs = [
        ("name".to_owned(), json!({"original": "ja", "ja": "自分の担当者", "state": "missing"})),
        ("organisation".to_owned(), json!(reference)),
    ];
    let own = app.create(ctx, "person", &inputs, None).await.unwrap();
    let undone = app.undo_import(ctx, &example.batch, true).await.unwrap();
    let kept: Vec<(&str, &str)> =
        undone.kept.iter().map(|kept| (kept.record.reference.as_str(), kept.why.as_str())).collect();
    assert!(kept.contains(&(reference.as_str(), "referred")), "{kept:?}");
    assert!(app.find(ctx, "person", &own.reference).await.unwrap().sealed_by.is_none());
    // What stayed is one's own now.
    let view = app.find(ctx, "organisation", &reference).await.unwrap();
    assert_eq!(view.sealed_by, None);
    let inputs = vec![("disclosure".to_owned(), json!("members"))];
    app.update(ctx, "organisation", &reference, Some(&view.etag), &inputs).await.unwrap();
    // Undoing the undo brings the example back, sealed; undoing that too takes it away again.
    // What comes back is as it was, and nothing is asked of it again.
    let back = app.undo_import(ctx, &undone.undo.unwrap(), true).await.unwrap();
    assert_eq!(app.example().await.unwrap().as_ref(), Some(&example.batch));
    let cluster = app.list(ctx, "cluster", &Default::default()).await.unwrap().items.remove(0);
    let view = app.find(ctx, "cluster", &cluster.reference).await.unwrap();
    assert_eq!(view.sealed_by.as_ref(), Some(&example.batch));
    app.undo_import(ctx, &back.undo.unwrap(), true).await.unwrap();
    assert_eq!((app.example().await.unwrap(), fixture.total(ctx, "cluster").await), (None, 0));
}

#[tokio::test]
async fn the_register_of_the_demonstration_is_edited_like_any_other() {
    let fixture = Fixture::with_samples().await;
    let (reference, _) = example_organisation(&fixture).await;
    assert_eq!(fixture.app.find(&fixture.ctx, "organisation", &reference).await.unwrap().sealed_by, None);
}
