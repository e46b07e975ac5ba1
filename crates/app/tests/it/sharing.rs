//! Who sees what of a record: openings shown before they are made, days on which records open, consent and publication.

use std::sync::Arc;

use enishi_app::{App, Change, Context, Error, ShareChange};
use enishi_testkit::{FixedClock, SeqIds, Sqlite, sqlite};
use serde_json::{Value, json};

/// A register with a need of a company, held by the whole.
struct Register {
    app: App,
    clock: Arc<FixedClock>,
    _folder: Sqlite,
    operator: Context,
}

fn text(ja: &str) -> Value {
    json!({"original": "ja", "ja": ja})
}

fn inputs(json: &Value) -> Vec<(String, Value)> {
    json.as_object().unwrap().clone().into_iter().collect()
}

impl Register {
    async fn new() -> Self {
        let (folder, clock) = (sqlite(), Arc::new(FixedClock::at("2026-04-01T03:00:00Z")));
        let app = crate::open_at(&folder, Arc::new(SeqIds::default()), Arc::clone(&clock)).await;
        Self { app, clock, _folder: folder, operator: Context::operator("test") }
    }

    async fn try_make(&self, kind: &str, json: Value) -> Result<Change, Error> {
        self.app.create(&self.operator, kind, &inputs(&json), None).await
    }

    async fn make(&self, kind: &str, json: Value) -> String {
        self.try_make(kind, json).await.unwrap().reference
    }

    async fn change(&self, kind: &str, reference: &str, json: Value) -> Result<Change, Error> {
        let view = self.app.find(&self.operator, kind, reference).await.unwrap();
        self.app.update(&self.operator, kind, reference, Some(&view.etag), &inputs(&json)).await
    }

    async fn share(&self, kind: &str, reference: &str, change: &ShareChange) -> Result<Change, Error> {
        let view = self.app.find(&self.operator, kind, reference).await.unwrap();
        self.app.share(&self.operator, kind, reference, Some(&view.etag), change).await
    }

    async fn is_public(&self, kind: &str, reference: &str) -> bool {
        self.app.find(&Context::public(), kind, reference).await.is_ok()
    }
}

fn open(organisation: &str, until: &str) -> ShareChange {
    ShareChange::Open {
        organisation: organisation.to_owned(),
        person: String::new(),
        since: String::new(),
        until: until.to_owned(),
        agreement: String::new(),
        reason: "NDA".to_owned(),
    }
}

fn plan(on: &str) -> ShareChange {
    ShareChange::Plan { on: on.to_owned(), disclosure: "public".to_owned(), reason: String::new() }
}

#[tokio::test]
async fn an_opening_is_shown_made_limited_withdrawn_and_undone() {
    let register = Register::new().await;
    let company =
        register.make("organisation", json!({"name": text("製糖会社"), "disclosure": "public"})).await;
    let university =
        register.make("organisation", json!({"name": text("見本大学"), "disclosure": "public"})).await;
    let need = json!({"title": text("甘味料の保存"), "company": company, "tried": text("試したこと"), "disclosure": "public"});
    let need = register.make("need", need).await;
    let (app, operator) = (&register.app, &register.operator);
    let change = open("見本大学", "2026-06-30");
    let effect = app.share_effect(operator, "need", &need, &change).await.unwrap();
    let names: Vec<&str> = effect.fields.iter().map(|field| field.name).collect();
    assert_eq!((names, effect.is_less), (vec!["tried", "company"], false));
    let before = app.sharing(operator, "need", &need).await.unwrap();
    assert!(before.openings.is_empty(), "nothing was changed yet");
    let opened = register.share("need", &need, &change).await.unwrap();
    let sharing = app.sharing(operator, "need", &need).await.unwrap();
    assert_eq!((sharing.openings.len(), sharing.openings[0].state.code()), (1, "now"));
    assert_eq!(sharing.links[&sharing.openings[0].organisation.unwrap()].reference, university);
    assert_eq!(sharing.history[0].reason, "history-opened");
    let limit = ShareChange::Limit { row: 1, until: "2026-03-31".to_owned() };
    register.share("need", &need, &limit).await.unwrap();
    let sharing = app.sharing(operator, "need", &need).await.unwrap();
    assert_eq!(sharing.openings[0].state.code(), "over");
    register.share("need", &need, &ShareChange::Withdraw { row: 1 }).await.unwrap();
    let sharing = app.sharing(operator, "need", &need).await.unwrap();
    assert!(sharing.openings.is_empty() && sharing.history.len() == 4, "{}", sharing.history.len());
    let batch = sharing.history[0].batch.clone().unwrap();
    assert_eq!(app.undo_import(operator, &batch, true).await.unwrap().restored, 1);
    assert_eq!(app.sharing(operator, "need", &need).await.unwrap().openings.len(), 1);
    assert!(opened.batch.is_some());
    // What cannot be: nobody, a row that is not there, an end before the beginning.
    for (wrong, code) in [
        (open("", ""), "invalid"),
        (open("だれも知らない機関", ""), "invalid"),
        (open("見本大学", "きのう"), "invalid"),
        (ShareChange::Withdraw { row: 9 }, "bad-request"),
    ] {
        assert_eq!(register.share("need", &need, &wrong).await.unwrap_err().code, code, "{wrong:?}");
    }
    let stranger = app.context_of_person("account:x", None, true).await.unwrap();
    assert_eq!(app.sharing(&stranger, "need", &need).await.unwrap_err().code, "not-permitted");
}

#[tokio::test]
async fn a_record_opens_on_its_day_and_stays_closed_while_the_job_stands_still() {
    let register = Register::new().await;
    let right = json!({"title": text("希少糖の製法"), "state": "applied", "disclosure": "members"});
    let right = register.make("ip-right", right).await;
    for (wrong, problem) in [("2026-04-01", "opening-past"), ("2027", "opening-day")] {
        let refused = register.share("ip-right", &right, &plan(wrong)).await.unwrap_err();
        assert_eq!(refused.problems[0].code, problem);
    }
    register.share("ip-right", &right, &plan("2026-04-10")).await.unwrap();
    let job = Context::operator("enishi");
    // One second before its day, and on its day without the job.
    register.clock.set("2026-04-09T14:59:59Z");
    assert_eq!(register.app.open_by_date(&job).await.unwrap(), 0);
    register.clock.set("2026-04-09T15:00:00Z");
    assert!(!register.is_public("ip-right", &right).await, "it fails closed");
    assert!(
        register.app.sharing(&register.operator, "ip-right", &right).await.unwrap().planned[0].is_overdue
    );
    assert_eq!(register.app.open_by_date(&job).await.unwrap(), 1);
    assert!(register.is_public("ip-right", &right).await);
    assert_eq!(register.app.open_by_date(&job).await.unwrap(), 0, "once");
    let sharing = register.app.sharing(&register.operator, "ip-right", &right).await.unwrap();
    assert!(sharing.planned.is_empty());
    assert_eq!(
        (sharing.history[0].reason.as_str(), sharing.history[0].actor.as_str()),
        ("history-opened-by-date", "enishi")
    );
    // The index and the lists follow the commit like any other.
    register.app.matcher().catch_up(|_, _| ()).await.unwrap();
    let total = register.app.list(&Context::public(), "ip-right", &Default::default()).await.unwrap().total;
    assert_eq!(total, 1);
    // Whoever takes it back does not want it again.
    let batch = sharing.history[0].batch.clone().unwrap();
    register.app.undo_import(&register.operator, &batch, true).await.unwrap();
    assert!(!register.is_public("ip-right", &right).await);
    assert_eq!(register.app.open_by_date(&job).await.unwrap(), 0);
    assert!(!register.is_public("ip-right", &right).await);
    let stranger = register.app.context_of_person("account:x", None, true).await.unwrap();
    assert_eq!(register.app.open_by_date(&stranger).await.unwrap_err().code, "not-permitted");
}

#[tokio::test]
async fn a_seed_becomes_public_with_consent_and_not_on_its_day_without() {
    let register = Register::new().await;
    let agreed =
        json!({"clearer": "inventor", "name": "札幌 太郎", "agreed": "2026-03-05", "expires": "2026-04-05"});
    let asked = json!({"clearer": "university", "asked": "2026-03-01"});
    let seed = json!({"title": text("希少糖"), "clearances": [agreed, asked], "disclosure": "members"});
    let seed = register.make("seed", seed).await;
    let refused = register.change("seed", &seed, json!({"disclosure": "public"})).await.unwrap_err();
    assert_eq!((refused.code, refused.problems[0].code.as_str()), ("invalid", "clearance-open"));
    assert_eq!(register.share("seed", &seed, &plan("2026-04-10")).await.unwrap_err().code, "invalid");
    let (open, _) = register.app.open_consents(&register.operator).await.unwrap();
    assert_eq!(open[0].open.iter().map(|one| one.standing.code()).collect::<Vec<_>>(), ["asked", "agreed"]);
    assert!(register.app.open_consents(&Context::public()).await.unwrap().0.is_empty());
    let both = json!([agreed, {"clearer": "university", "asked": "2026-03-01", "agreed": "2026-03-20"}]);
    register.change("seed", &seed, json!({"clearances": both})).await.unwrap();
    register.share("seed", &seed, &plan("2026-04-10")).await.unwrap();
    // The consent of the inventor ends before the day.
    register.clock.set("2026-04-10T00:00:00Z");
    let job = Context::operator("enishi");
    assert_eq!(register.app.open_by_date(&job).await.unwrap(), 0);
    assert!(!register.is_public("seed", &seed).await);
    let renewed = json!([{"clearer": "inventor", "name": "札幌 太郎", "agreed": "2026-04-10"}]);
    register.change("seed", &seed, json!({"clearances": renewed})).await.unwrap();
    assert_eq!(register.app.open_by_date(&job).await.unwrap(), 1);
    assert!(register.is_public("seed", &seed).await);
    assert!(register.app.open_consents(&register.operator).await.unwrap().0.is_empty());
}

#[tokio::test]
async fn publication_asks_and_a_person_decides() {
    let register = Register::new().await;
    let company = json!({"name": text("株式会社見本製糖"), "disclosure": "public"});
    let company = register.make("organisation", company).await;
    let need = json!({"title": text("見本製糖の異物検査"), "problem": text("電話 0157-26-1234 まで"), "company": company});
    let need = register.make("need", need).await;
    let public = json!({"disclosure": "public"});
    let asked = register.change("need", &need, public.clone()).await.unwrap_err();
    let codes: Vec<&str> = asked.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!((asked.code, codes), ("questions", vec!["public-name", "public-telephone"]));
    assert!(!register.is_public("need", &need).await);
    register.change("need", &need, json!({"title": text("異物検査")})).await.unwrap();
    let view = register.app.find(&register.operator, "need", &need).await.unwrap();
    let ctx = register.operator.clone().confirming(["public-telephone".to_owned()]);
    register.app.update(&ctx, "need", &need, Some(&view.etag), &inputs(&public)).await.unwrap();
    assert!(register.is_public("need", &need).await);
    // What was decided is not asked again; what is new is.
    register.change("need", &need, json!({"required": text("近赤外")})).await.unwrap();
    let asked =
        register.change("need", &need, json!({"required": text("見本製糖の近赤外")})).await.unwrap_err();
    assert_eq!(asked.problems[0].code, "public-name");
    // An import shows it in its preview.
    let request = |name: &str| name.to_owned();
    let file = register._folder.folder().join("needs.csv");
    std::fs::write(&file, "title[ja],problem[ja],disclosure\n保存,連絡は a@example.jp まで,public\n")
        .unwrap();
    let report = register
        .app
        .stage_import(
            &register.operator,
            enishi_app::ImportRequest {
                kind: request("need"),
                path: file,
                file_name: request("needs.csv"),
                sheet: None,
                header_row: None,
                mapping: enishi_app::MappingChoice::Find,
                columns: Vec::new(),
                set: Vec::new(),
            },
            &(),
        )
        .await
        .unwrap();
    let questions: Vec<&str> = report.questions.iter().map(|one| one.problem.code.as_str()).collect();
    assert_eq!(questions, ["public-email"], "{:?}", report.problems);
}
