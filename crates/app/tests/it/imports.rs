//! Importing as a person does it: look, apply, look again, take back.

use enishi_app::{Context, ImportRequest};
use enishi_kit::lang::Lang;

use crate::Fixture;

const CONSULTATIONS: &str = "\
企業名,企業.所在地,title[ja],problem[ja],期限,budget,disclosure
見本食品株式会社,高松市,甘くて太らない菓子,砂糖を減らすと焼き色がつかない,令和9年3月,100万円〜500万円,public
見本製菓,徳島市,割れない薄焼き,輸送中に割れる,2027年1月15日,,
見本食品(株),,缶の薄肉化,錆びる,,3百万円,secret
";

fn consultations() -> String {
    CONSULTATIONS.replace("企業名,企業.所在地", "company,company.city").replace("期限", "by_when")
}

#[tokio::test]
async fn one_row_fills_a_need_and_its_company_and_twice_changes_nothing() {
    let fixture = Fixture::new().await;
    let report = fixture.stage("need", "consultations.csv", &consultations(), &[]).await;
    assert_eq!(report.problem_count, 0, "{:?}", report.problems);
    assert_eq!((report.counts.rows, report.counts.added), (3, 3));
    // Two companies and the file as a source: 見本食品株式会社 and 見本食品(株) are one name.
    assert_eq!(report.counts.linked, 3, "{:?}", report.linked_titles);
    assert_eq!(fixture.total(&fixture.ctx, "need").await, 0, "a preview writes no record");

    let applied = fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap();
    assert_eq!(applied.counts, report.counts, "the preview promised what happened");
    assert_eq!(fixture.total(&fixture.ctx, "need").await, 3);
    assert_eq!(fixture.total(&fixture.ctx, "organisation").await, 2);
    // Only the row that said so is public, and its company is not.
    let public = fixture.app.list(&Context::public(), "need", &Default::default()).await.unwrap();
    assert_eq!(public.total, 1);
    assert!(public.items[0].body.raw("company").is_none());
    assert!(public.items[0].body.raw("budget").is_none());

    let undone = fixture.app.undo_import(&fixture.ctx, &report.batch, true).await.unwrap();
    assert_eq!((undone.removed, undone.kept_count), (6, 0));
    for kind in ["need", "organisation", "source"] {
        assert_eq!(fixture.total(&fixture.ctx, kind).await, 0, "{kind}");
    }
    let again = fixture.app.undo_import(&fixture.ctx, &report.batch, true).await.unwrap_err();
    assert_eq!(again.code, "batch-state");
}

#[tokio::test]
async fn identifiers_make_an_import_idempotent_and_updates_show() {
    let fixture = Fixture::new().await;
    let first = "id,title[en],summary[en],disclosure\nkaken:19KT0019,Trust,one,public\nkaken:19KK0415,Chromatin,two,public\n";
    let report = fixture.stage("seed", "seeds.csv", first, &[]).await;
    fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap();
    let same = fixture.stage("seed", "seeds.csv", first, &[]).await;
    assert_eq!((same.counts.unchanged, same.counts.added, same.counts.linked), (2, 0, 0));
    let changed = fixture.stage("seed", "seeds.csv", &first.replace("two", "three"), &[]).await;
    assert_eq!((changed.counts.unchanged, changed.counts.updated), (1, 1));
    fixture.app.apply_import(&fixture.ctx, &changed.batch, false, &()).await.unwrap();
    let seed = fixture.app.find_any(&fixture.ctx, "kaken:19KK0415").await.unwrap();
    assert!(seed.seen.body.canonical().contains("three"));
    fixture.app.undo_import(&fixture.ctx, &changed.batch, true).await.unwrap();
    let seed = fixture.app.find_any(&fixture.ctx, "kaken:19KK0415").await.unwrap();
    assert!(seed.seen.body.canonical().contains("two"));
}

#[tokio::test]
async fn rows_with_problems_stop_everything_unless_they_are_skipped() {
    let fixture = Fixture::new().await;
    let file = "number,title[ja],disclosed,readiness,organisation,disclosure\n\
                1,よい行,2024-03-01,3,,public\n\
                2,元号の終わり,平成32年4月1日,3,,public\n\
                3,段階が違う,,12,,public\n\
                4,参照先がない,,,organisation-00000000,public\n\
                5,,,,,public\n";
    let report = fixture.stage("seed", "seeds.csv", file, &[]).await;
    assert_eq!(
        (report.counts.rows, report.counts.added, report.counts.rejected),
        (5, 1, 4),
        "{:?}",
        report.problems
    );
    let rows: Vec<u32> = report.problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [3, 4, 5, 6]);
    let refused = fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap_err();
    assert_eq!(refused.code, "import-problems");
    assert_eq!(fixture.total(&fixture.ctx, "seed").await, 0);
    let applied = fixture.app.apply_import(&fixture.ctx, &report.batch, true, &()).await.unwrap();
    assert_eq!(applied.counts.added, 1);
    assert_eq!(fixture.total(&fixture.ctx, "seed").await, 1);
}

#[tokio::test]
async fn spellings_that_fold_to_the_same_are_proposed_and_never_merged() {
    let fixture = Fixture::new().await;
    let file = "name[en],country\nMasarykova univerzita,CZ\nMASARYKOVA UNIVERZITA,CZ\nMasarykova univerzita,CZ\nOther,CZ\n";
    let mut request = fixture.request("organisation", "orgs.csv", file, &["disclosure=public"]);
    let mut mapping = enishi_exchange::Mapping::new("organisation");
    mapping.key = vec!["name[en]".into(), "country".into()];
    for column in ["name[en]", "country"] {
        mapping.columns.insert(column.into(), enishi_exchange::ColumnRule::To(column.into()));
    }
    request.mapping = enishi_app::MappingChoice::Given(Box::new(mapping));
    let report = fixture.app.stage_import(&fixture.ctx, request.clone(), &()).await.unwrap();
    assert_eq!((report.counts.added, report.counts.repeated), (3, 1), "{:?}", report.problems);
    fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap();
    let proposals = fixture.app.merge_proposals(&fixture.ctx, "organisation", 100).await.unwrap();
    assert_eq!(proposals.len(), 1);
    assert_eq!(proposals[0].records.len(), 2);
    let again = fixture.app.stage_import(&fixture.ctx, request, &()).await.unwrap();
    assert_eq!((again.counts.unchanged, again.counts.repeated, again.counts.added), (3, 1, 0));
}

#[tokio::test]
async fn what_was_edited_or_is_referred_to_stays_when_a_batch_is_undone() {
    let fixture = Fixture::new().await;
    let orgs = "id,name[ja],disclosure\nror:02kpeqv85,京都の大学,public\n,無関係な機関,public\n";
    let batch = fixture.stage("organisation", "orgs.csv", orgs, &[]).await;
    assert_eq!(batch.problem_count, 0, "{:?}", batch.problems);
    fixture.app.apply_import(&fixture.ctx, &batch.batch, false, &()).await.unwrap();
    let seeds = "title[ja],organisation,disclosure\n希少糖,ror:02kpeqv85,public\n";
    let seed_batch = fixture.stage("seed", "seeds.csv", seeds, &["source=見学会の配布資料"]).await;
    assert_eq!(seed_batch.problem_count, 0, "{:?}", seed_batch.problems);
    fixture.app.apply_import(&fixture.ctx, &seed_batch.batch, false, &()).await.unwrap();
    let plan = fixture.app.undo_import(&fixture.ctx, &batch.batch, true).await.unwrap();
    assert_eq!(plan.kept.len(), usize::try_from(plan.kept_count).unwrap());
    assert!(
        plan.kept.iter().any(|kept| kept.record.title_ja == "京都の大学" && kept.why == "referred"),
        "{plan:?}"
    );
    assert_eq!(fixture.total(&fixture.ctx, "organisation").await, 1);
    assert_eq!(fixture.total(&fixture.ctx, "seed").await, 1);
}

#[tokio::test]
async fn a_mapping_is_remembered_for_the_next_file_of_the_same_form() {
    let fixture = Fixture::new().await;
    let mut request =
        fixture.request("seed", "a.csv", "project_no,名前\n19KT0019,信頼\n", &["disclosure=public"]);
    request.columns = vec!["project_no=identifiers[kaken]".into(), "名前=title[ja]".into()];
    let report = fixture.app.stage_import(&fixture.ctx, request, &()).await.unwrap();
    assert_eq!(report.problem_count, 0, "{:?}", report.problems);
    fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap();
    let next = fixture.stage("seed", "b.csv", "project_no,名前\n19KK0415,胃癌\n", &[]).await;
    assert_eq!((next.mapping_from.as_str(), next.counts.added, next.problem_count), ("saved", 1, 0));
}

#[tokio::test]
async fn the_public_cannot_import() {
    let fixture = Fixture::new().await;
    let request = fixture.request("seed", "a.csv", "title\nx\n", &[]);
    let refused = fixture.app.stage_import(&Context::public(), request, &()).await.unwrap_err();
    assert_eq!(refused.code, "not-permitted");
}

#[tokio::test]
async fn rows_of_one_file_may_name_each_other() {
    let fixture = Fixture::new().await;
    let file = "id,name[ja],parents,disclosure\n\
                ror:02kpeqv85,香川の大学,,public\n\
                ,農学部,香川の大学,public\n\
                ,工学部,ror:02kpeqv85,public\n";
    let report = fixture.stage("organisation", "orgs.csv", file, &["source=一覧"]).await;
    assert_eq!(report.problem_count, 0, "{:?}", report.problems);
    fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()).await.unwrap();
    assert_eq!(fixture.total(&fixture.ctx, "organisation").await, 3, "no second university");
    let university = fixture.app.find_any(&fixture.ctx, "ror:02kpeqv85").await.unwrap();
    let referrers = fixture.app.referrers(&fixture.ctx, &university.seen).await.unwrap();
    assert_eq!(referrers[0].count, 2);
}

#[tokio::test]
async fn a_name_that_agrees_in_one_language_only_is_another_record() {
    let fixture = Fixture::new().await;
    let mut mapping = enishi_exchange::Mapping::new("organisation");
    mapping.key = vec!["name[ja]".into(), "name[en]".into()];
    for column in ["name[ja]", "name[en]"] {
        mapping.columns.insert(column.into(), enishi_exchange::ColumnRule::To(column.into()));
    }
    for (ja, added) in [("高松製作所", 1), ("高松工場", 1), ("高松製作所", 0)] {
        let file = format!("name[ja],name[en]\n{ja},Takamatsu Works\n");
        let mut request = fixture.request("organisation", "orgs.csv", &file, &["disclosure=public"]);
        request.mapping = enishi_app::MappingChoice::Given(Box::new(mapping.clone()));
        let report = fixture.app.import_file(&fixture.ctx, request, false, &()).await.unwrap();
        assert_eq!((report.counts.added, report.problem_count), (added, 0), "{ja}: {:?}", report.problems);
    }
    assert_eq!(fixture.app.merge_proposals(&fixture.ctx, "organisation", 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_batch_is_applied_once_however_often_somebody_presses() {
    let fixture = Fixture::new().await;
    let report = fixture.stage("seed", "seeds.csv", "title[ja],disclosure\n種,public\n", &[]).await;
    let (one, two) = tokio::join!(
        fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()),
        fixture.app.apply_import(&fixture.ctx, &report.batch, false, &()),
    );
    let outcomes = [one, two];
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let refused = outcomes.into_iter().find_map(Result::err).unwrap();
    assert_eq!(refused.code, "batch-state");
    let stands = fixture.app.import_report(&fixture.ctx, &report.batch).await.unwrap();
    assert_eq!(stands.counts.added, 1, "the report of what happened stays");
    assert_eq!(fixture.total(&fixture.ctx, "seed").await, 1);
}

#[tokio::test]
async fn why_a_file_cannot_be_read_is_said_in_the_readers_language() {
    let fixture = Fixture::new().await;
    let app = &fixture.app;
    for (content, ja, en) in [
        ("%PDF-1.7 ", "PDF です", "is a PDF document"),
        ("<!doctype html><title>サインイン", "ウェブページ（HTML）", "is a web page"),
        ("", "空のファイル", "is empty"),
        ("title[ja]\n\"閉じない引用符\n", "壊れているか、途中で切れています（2 行目）", "(row 2)"),
    ] {
        let request = fixture.request("need", "needs.csv", content, &[]);
        let error = app.stage_import(&fixture.ctx, request, &()).await.unwrap_err();
        assert_eq!(error.code, "file", "{content}");
        assert!(error.message(app.catalogue(), Lang::Ja).contains(ja), "{error}");
        assert!(error.message(app.catalogue(), Lang::En).contains(en), "{error}");
        assert!(error.hint(app.catalogue(), Lang::Ja).is_some());
    }
    for code in enishi_exchange::Error::CODES {
        // These two say what it is, or what is wrong with it.
        if ["file-not-a-spreadsheet", "mapping"].contains(&code) {
            continue;
        }
        assert!(app.catalogue().find(Lang::Ja, &format!("reading-{code}"), &[]).is_some(), "{code}");
    }
    for word in enishi_exchange::Error::MAPPINGS {
        assert!(app.catalogue().find(Lang::Ja, &format!("reading-is-{word}"), &[]).is_some(), "{word}");
    }
    for (columns, ja) in [
        (vec!["title"], "= がありません。例：project_no=identifiers[kaken]"),
        (vec!["title=titel[ja]"], "titel という欄はありません"),
        (vec!["title=title[fr]"], "title[ja]、title[en]"),
        (vec!["title=title[ja"], "かっこが閉じていません"),
    ] {
        let columns = columns.into_iter().map(str::to_owned).collect();
        let request = fixture.request("need", "needs.csv", "title\n試し\n", &[]);
        let request = ImportRequest { columns, ..request };
        let error = app.stage_import(&fixture.ctx, request, &()).await.unwrap_err();
        let said = error.message(app.catalogue(), Lang::Ja);
        assert!(said.contains(ja) && !said.contains("expected") && !said.contains("has no"), "{said}");
    }
    for word in enishi_exchange::Error::NO_SPREADSHEETS {
        assert!(app.catalogue().find(Lang::Ja, &format!("reading-is-{word}-hint"), &[]).is_some(), "{word}");
    }
}
