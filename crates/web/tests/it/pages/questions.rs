//! What looks wrong beside other records is asked, and what cannot follow is not offered: without script.

use enishi_kit::lang::Lang;
use http::StatusCode;
use serde_json::{Value as Json, json};

use super::{Page, Pages, Who, operator};

fn name(text: &str) -> Json {
    json!({"original": "ja", "ja": text, "state": "missing"})
}

fn president(cluster: &str, title: &str) -> Json {
    json!({"title": name(title), "role": "president", "cluster": cluster, "since": "2002-04"})
}

#[tokio::test]
async fn an_import_is_applied_when_its_questions_are_ticked() {
    let pages = Pages::empty().await;
    let cluster = pages.make("cluster", json!({"name": name("丁")})).await;
    let file = format!(
        "title[ja],role,cluster,since\n一人,president,{cluster},2002-04\n二人,president,{cluster},2003-04\n"
    );
    let folder = pages.folder.folder().join("roles.csv");
    std::fs::write(&folder, file).unwrap();
    let request = enishi_app::ImportRequest {
        kind: "role".to_owned(),
        path: folder,
        file_name: "roles.csv".to_owned(),
        sheet: None,
        header_row: None,
        mapping: enishi_app::MappingChoice::Find,
        columns: Vec::new(),
        set: Vec::new(),
    };
    let report = pages.app.stage_import(&operator(), request, &()).await.unwrap();
    let address = format!("/admin/imports/{}", report.batch);
    let preview = pages.see(&address).await;
    assert!(preview.has("To confirm: 1") && preview.has(r#"name="confirm" value="two-holders" required"#));
    let asked = pages.post(&format!("{address}/apply"), &[]).await;
    assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, &*format!("{address}#questions")));
    let done = pages.post(&format!("{address}/apply"), &[("confirm", "two-holders")]).await;
    assert_eq!(done.location(), format!("{address}?done=applied"));
}

#[tokio::test]
async fn a_merge_and_its_undo_ask() {
    let pages = Pages::empty().await;
    let one = pages.make("cluster", json!({"name": name("甲")})).await;
    let other = pages.make("cluster", json!({"name": name("甲（旧）")})).await;
    pages.make("role", president(&one, "本部長")).await;
    pages.make("role", president(&other, "もう一人")).await;
    let address = format!("/clusters/{other}/merge");
    let preview = pages.see(&format!("{address}?into={one}")).await;
    assert!(preview.has("Please confirm") && preview.has("もう一人"), "{}", preview.text);
    let marks = [preview.hidden("loser-etag"), preview.hidden("winner-etag")];
    let mut form = vec![("into", one.as_str()), ("loser-etag", &*marks[0]), ("winner-etag", &*marks[1])];
    let asked = pages.post(&address, &form).await;
    assert!(asked.status == StatusCode::CONFLICT && asked.has(r#"name="confirm" value="two-holders""#));
    form.push(("confirm", "two-holders"));
    let done = pages.post(&address, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
}

fn states(form: &Page) -> Vec<&'static str> {
    let select = form.text.split(r#"<select class="input" id="f-state""#).nth(1);
    let select = select.and_then(|rest| rest.split("</select>").next()).unwrap_or(&form.text);
    let known = enishi_model::states::machine("baton", "state").unwrap().states.codes.iter();
    known.copied().filter(|code| select.contains(&format!(r#"value="{code}""#))).collect()
}

#[tokio::test]
async fn a_form_offers_the_states_that_may_come_next() {
    let pages = Pages::empty().await;
    let baton = pages.make("baton", json!({"title": name("橋渡し"), "state": "returned"})).await;
    let form = pages.see(&format!("/batons/{baton}/edit")).await;
    assert_eq!(states(&form), ["prepared", "returned"]);
    let new = pages.see("/batons/new").await;
    assert_eq!(states(&new).len(), 6);
}

#[tokio::test]
async fn a_preview_can_be_discarded_and_an_undone_batch_says_so_in_words() {
    let pages = Pages::empty().await;
    let folder = pages.folder.folder().join("o.csv");
    std::fs::write(&folder, "name[ja]\n見本製作所\n").unwrap();
    let request = enishi_app::ImportRequest {
        kind: "organisation".to_owned(),
        path: folder,
        file_name: "o.csv".to_owned(),
        sheet: None,
        header_row: None,
        mapping: enishi_app::MappingChoice::Find,
        columns: Vec::new(),
        set: Vec::new(),
    };
    let report = pages.app.stage_import(&operator(), request.clone(), &()).await.unwrap();
    let address = format!("/admin/imports/{}", report.batch);
    assert!(pages.see(&address).await.has("Discard this import"));
    let gone = pages.post(&format!("{address}/discard"), &[]).await;
    assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, "/admin/imports"));
    let preview = pages.get(&address, Who::Operator, Lang::En).await;
    assert_eq!(preview.status, StatusCode::NOT_FOUND);
    let report = pages.app.import_file(&operator(), request, false, &()).await.unwrap();
    let address = format!("/admin/imports/{}/undo", report.batch);
    pages.post(&address, &[]).await;
    let again = pages.get(&address, Who::Operator, Lang::Ja).await;
    assert!(again.status == StatusCode::CONFLICT && again.has("すでに取り消し済みです"), "{}", again.main());
}

#[tokio::test]
async fn addresses_and_texts_with_control_characters_are_refused_in_words() {
    let pages = Pages::empty().await;
    let hash = "0".repeat(64);
    for address in
        ["/seeds/a%00b".to_owned(), format!("/seeds/a%00b/files/{hash}/x"), "/seeds?q=%00".to_owned()]
    {
        let page = pages.get(&address, Who::Operator, Lang::En).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
    }
    let typed = [("title[ja]", "種\u{7}"), ("disclosure", "public"), ("as_of", "2026-04-01")];
    let refused = pages.post("/seeds/new", &typed).await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.has("U+0007"),
        "{}",
        refused.main()
    );
}
