//! The first start: one change, undone as one; an example beside it.

use enishi_app::{ContactPoint, StartForm, StartStaff};

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
