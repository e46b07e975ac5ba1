//! Forms: nothing typed is lost, only what changed is saved, two editors do not overwrite each other.

use enishi_kit::lang::Lang;
use http::StatusCode;
use serde_json::json;

use super::{Page, Pages, Who, public_seed};

/// What a browser would send for the form of a record: every hidden field, and the controls that the test types.
async fn opened(pages: &Pages, address: &str) -> (String, String) {
    let page = pages.see(address).await;
    (page.hidden("etag"), page.hidden("base"))
}

#[tokio::test]
async fn a_record_is_made_and_sending_twice_makes_one() {
    let pages = Pages::empty().await;
    let key = pages.see("/seeds/new").await.hidden("request-key");
    let typed = [
        ("request-key", key.as_str()),
        ("title[ja]", "希少糖の反応器"),
        ("title[en]", ""),
        ("summary[ja]", "一行目\r\n二行目"),
        ("fields", ""),
        ("fields", "life"),
        ("fields", "manufacturing"),
        ("disclosed", "令和8年3月"),
        ("disclosure", "public"),
        ("as_of", "2026-04-01"),
    ];
    let one = pages.post("/seeds/new", &typed).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.text);
    let two = pages.post("/seeds/new", &typed).await;
    assert_eq!(one.location(), two.location());
    let reference = pages.newest("seed").await;
    assert_eq!(one.location(), format!("/seeds/{reference}?done=created"));
    let body = pages.body("seed", &reference).await;
    assert_eq!(body["fields"], json!(["life", "manufacturing"]));
    assert_eq!(body["summary"]["ja"], "一行目\n二行目");
    assert_eq!(body["disclosed"], "2026-03");
    assert!(pages.see(one.location()).await.has("was created."));
}

#[tokio::test]
async fn errors_stand_at_their_fields_and_everything_typed_stays() {
    let pages = Pages::empty().await;
    let typed = [
        ("title[ja]", "  "),
        ("title[en]", ""),
        ("summary[en]", "kept <text> & more"),
        ("keywords", "alpha\nbeta"),
        ("fields", "life"),
        ("expires", "平成32年"),
        ("patents", "orcid:0000-0002-1825-0098"),
        ("organisation", "Nobody & Co"),
        ("disclosure", "public"),
        ("sample", "true"),
    ];
    for lang in Lang::ALL {
        let token = pages.token().await;
        let mut pairs = typed.to_vec();
        pairs.push(("form-token", &token));
        let request = pages
            .request("POST", "/seeds/new", Who::Operator, lang)
            .header(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(axum::body::Body::from(super::form(&pairs)))
            .unwrap();
        let page = pages.send(request).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!page.text.contains('⟦'), "{:?}", page.text.split('⟦').nth(1));
        assert!(page.text.contains("data-guard=\"dirty\""));
        for kept in [
            "kept <text> & more",
            "alpha\nbeta",
            "value=\"平成32年\"",
            "orcid:0000-0002-1825-0098",
            "value=\"Nobody & Co\"",
        ] {
            assert!(page.has(kept), "{kept}");
        }
        assert!(page.text.contains("value=\"life\" checked"));
        // The summary leads to the fields, the fields name their errors.
        for field in ["expires", "patents"] {
            assert!(page.text.contains(&format!("href=\"#f-{field}\"")), "{field}");
            assert!(page.text.contains(&format!("id=\"f-{field}-error\"")), "{field}");
            assert!(page.text.contains(&format!("f-{field}-error\"")), "{field}");
        }
        assert!(page.text.contains(&format!("href=\"#f-title-{lang}\"")));
    }
    // What only the use case finds is said in the same way.
    let page = pages.post("/seeds/new", &[("title[en]", "A seed"), ("organisation", "Nobody & Co")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("id=\"f-organisation-error\"") && page.has("value=\"Nobody & Co\""));
}

#[tokio::test]
async fn saving_changes_only_what_was_typed() {
    let pages = Pages::empty().await;
    let mut seed = public_seed("Reactor");
    seed["claims"] = json!([{"field": "readiness", "value": "5", "certainty": "inferred"}]);
    seed["summary"] = json!({"original": "ja", "ja": "原文", "en": "translation", "state": "machine"});
    let reference = pages.make("seed", seed).await;
    let address = format!("/seeds/{reference}/edit");
    let (etag, base) = opened(&pages, &address).await;
    let before = pages.body("seed", &reference).await;
    let same = pages
        .post(&address, &[("etag", &etag), ("base", &base), ("title[en]", "Reactor"), ("title[ja]", "")])
        .await;
    assert!(same.location().ends_with("?done=same"));
    assert_eq!(pages.body("seed", &reference).await, before);
    let saved = pages
        .post(
            &address,
            &[
                ("etag", &etag),
                ("base", &base),
                ("summary[ja]", "原文を改めた"),
                ("summary[en]", "translation"),
            ],
        )
        .await;
    assert!(saved.location().ends_with("?done=saved"), "{}", saved.text);
    let body = pages.body("seed", &reference).await;
    assert_eq!(body["claims"], before["claims"]);
    assert_eq!(body["summary"]["state"], "outdated");
    let (etag, base) = opened(&pages, &address).await;
    pages
        .post(
            &address,
            &[
                ("etag", &etag),
                ("base", &base),
                ("summary[checked]", "true"),
                ("summary[ja]", "原文を改めた"),
                ("summary[en]", "translation"),
            ],
        )
        .await;
    assert_eq!(pages.body("seed", &reference).await["summary"]["state"], "checked");
    assert!(pages.see(&format!("/seeds/{reference}")).await.has("1 field changed"));
}

async fn conflict(pages: &Pages, reference: &str) -> Page {
    let address = format!("/seeds/{reference}/edit");
    let (etag, base) = opened(pages, &address).await;
    pages
        .change("seed", reference, json!({
            "summary": {"original": "en", "en": "their summary"}, "uses": {"original": "en", "en": "their uses"},
        }))
        .await;
    pages
        .post(
            &address,
            &[
                ("etag", &etag),
                ("base", &base),
                ("title[en]", "Reactor"),
                ("title[ja]", ""),
                ("summary[en]", "my summary"),
                ("summary[ja]", ""),
                ("expectation[en]", "my expectation"),
                ("expectation[ja]", ""),
            ],
        )
        .await
}

/// Everything that the conflict page would send, with a choice.
fn answer<'a>(
    page: &'a Page,
    choice: &'a str,
    fields: &'a mut Vec<(String, String)>,
) -> Vec<(&'a str, &'a str)> {
    let form = page.text.split("data-guard=\"dirty\"").nth(1).unwrap();
    for part in form.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = part.split_once("\" value=\"").unwrap();
        if name != "form-token" {
            fields.push((super::unescape(name), super::unescape(rest.split('"').next().unwrap())));
        }
    }
    fields.push(("choose[summary]".into(), choice.into()));
    fields.push(("merged:summary[en]".into(), "both summaries".into()));
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_conflict_shows_both_texts_and_loses_neither() {
    for (choice, expected) in
        [("yours", "my summary"), ("theirs", "their summary"), ("merged", "both summaries")]
    {
        let pages = Pages::empty().await;
        let mut seed = public_seed("Reactor");
        seed["summary"] = json!({"original": "en", "en": "old summary"});
        let reference = pages.make("seed", seed).await;
        let page = conflict(&pages, &reference).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        let plain = super::unescape(&page.text).replace("<ins>", "").replace("</ins>", "");
        for text in ["my summary", "their summary", "old summary", "my expectation"] {
            assert!(plain.contains(text), "{text}");
        }
        assert!(page.has("Changed by you only") && page.has("Changed by the other only"));
        assert_eq!(pages.body("seed", &reference).await["summary"]["en"], "their summary");
        let mut fields = Vec::new();
        let saved =
            pages.post(&format!("/seeds/{reference}/edit"), &answer(&page, choice, &mut fields)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{choice}: {}", saved.text);
        let body = pages.body("seed", &reference).await;
        assert_eq!(body["summary"]["en"], expected);
        assert_eq!(
            (&body["uses"]["en"], &body["expectation"]["en"]),
            (&json!("their uses"), &json!("my expectation"))
        );
        assert_eq!(body["title"]["en"], "Reactor");
    }
}

#[tokio::test]
async fn a_second_conflict_is_found_too_and_the_form_can_be_gone_back_to() {
    let pages = Pages::empty().await;
    let reference = pages.make("seed", public_seed("Reactor")).await;
    let page = conflict(&pages, &reference).await;
    pages
        .change("seed", &reference, json!({"summary": {"original": "en", "en": "their third summary"}}))
        .await;
    let mut fields = Vec::new();
    let mut pairs = answer(&page, "yours", &mut fields);
    let again = pages.post(&format!("/seeds/{reference}/edit"), &pairs).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(
        super::unescape(&again.text)
            .replace("<ins>", "")
            .replace("</ins>", "")
            .contains("their third summary")
    );
    pairs.push(("go", "edit"));
    let form = pages.post(&format!("/seeds/{reference}/edit"), &pairs).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(
        form.has(">\nmy summary</textarea>")
            && form.has(">\nmy expectation</textarea>")
            && form.has("data-guard=\"dirty\""),
        "{}",
        form.text
    );
}

#[tokio::test]
async fn a_record_deleted_meanwhile_gives_the_text_back() {
    let pages = Pages::empty().await;
    let reference = pages.make("seed", public_seed("Reactor")).await;
    let address = format!("/seeds/{reference}/edit");
    let (etag, base) = opened(&pages, &address).await;
    let view = pages.app.find(&super::operator(), "seed", &reference).await.unwrap();
    pages.app.delete(&super::operator(), "seed", &reference, Some(&view.etag)).await.unwrap();
    let page =
        pages.post(&address, &[("etag", &etag), ("base", &base), ("summary[en]", "my long text")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.has("my long text") && page.has("Everything that you typed is still here."));
}

#[tokio::test]
async fn deleting_asks_and_says_why_it_is_refused() {
    let pages = Pages::empty().await;
    let organisation = pages
        .make("organisation", json!({"name": {"original": "en", "en": "Institute"}, "disclosure": "public"}))
        .await;
    let mut seed = public_seed("Reactor");
    seed["organisation"] = json!(organisation);
    let reference = pages.make("seed", seed).await;
    let asked = pages.see(&format!("/organisations/{organisation}/delete")).await;
    assert!(asked.has("Reactor") && !asked.has("button-danger"));
    let record = pages.see(&format!("/organisations/{organisation}")).await;
    assert!(record.has("Reactor") && record.has("Seeds, field"));
    let view = pages.app.find(&super::operator(), "organisation", &organisation).await.unwrap();
    let refused = pages.post(&format!("/organisations/{organisation}/delete"), &[("etag", &view.etag)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("It was not deleted") && refused.has("Reactor"));
    let etag = pages.see(&format!("/seeds/{reference}/delete")).await.hidden("etag");
    let done = pages.post(&format!("/seeds/{reference}/delete"), &[("etag", &etag)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(done.location().starts_with("/seeds?deleted=edit-"), "{}", done.location());
    assert_eq!(
        pages.get(&format!("/seeds/{reference}"), Who::Operator, Lang::En).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_form_that_is_too_large_says_so() {
    let pages = Pages::empty().await;
    let token = pages.token().await;
    let large = "x".repeat(9 * 1024 * 1024);
    let page =
        pages.post_raw("/seeds/new", &[("form-token", &token), ("summary[en]", &large)], Who::Operator).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.has("Too large"));
}

#[tokio::test]
async fn who_may_not_change_a_record_is_not_given_its_form() {
    let pages = Pages::empty().await;
    let reference = pages.make("seed", public_seed("希少糖")).await;
    let seed = format!("/seeds/{reference}");
    for end in ["edit", "delete"] {
        assert_eq!(pages.get(&format!("{seed}/{end}"), Who::Public, Lang::En).await.status, 403);
        assert_eq!(pages.get(&format!("{seed}/{end}"), Who::Operator, Lang::En).await.status, 200);
    }
}
