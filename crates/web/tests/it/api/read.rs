//! Lists and single records.

use serde_json::json;

use super::{Api, get, patch, title};

async fn three_seeds(api: &Api) -> Vec<String> {
    let mut made = Vec::new();
    for (name, level, key) in [("あ", "3", "life"), ("い", "5", "it"), ("う", "5", "life")] {
        let fields =
            json!({"title": title(name), "readiness": level, "fields": [key], "disclosure": "public"});
        made.push(api.create("seeds", fields).await);
    }
    made
}

#[tokio::test]
async fn a_list_filters_sorts_pages_and_counts() {
    let api = Api::new().await;
    let made = three_seeds(&api).await;
    let all = api.send(get("/api/v1/seeds")).await;
    assert_eq!((all.status.as_u16(), &all.json["total"]), (200, &json!(3)));
    assert_eq!(all.refs(), [&made[2], &made[1], &made[0]], "newest first");

    let some =
        api.send(get("/api/v1/seeds?readiness=5&filter.fields=life&filter.fields=it&sort=title")).await;
    assert_eq!(some.refs(), [&made[1], &made[2]]);
    let turned = api.send(get("/api/v1/seeds?sort=-readiness&limit=2")).await;
    assert_eq!(turned.refs().len(), 2);
    let next = turned.json["next"].as_str().unwrap();
    let rest = api.send(get(&format!("/api/v1/seeds?sort=-readiness&limit=2&after={next}"))).await;
    assert_eq!((rest.refs(), &rest.json["next"]), (vec![made[0].as_str()], &json!(null)));
    assert_eq!(rest.json["total"], 3);

    let counted = api.send(get("/api/v1/seeds?facets=true&limit=1")).await;
    let facets = counted.json["facets"].as_array().unwrap();
    let fields = facets.iter().find(|facet| facet["field"] == "fields").unwrap();
    assert_eq!(fields["parameter"], "filter.fields");
    assert_eq!(fields["values"][0], json!({"value": "life", "count": 2}));

    let found = api.send(get("/api/v1/seeds?q=%E3%81%84")).await;
    assert_eq!(found.status, 200);
    assert!(api.send(get("/api/v1/organisations")).await.refs().is_empty());
}

#[tokio::test]
async fn free_text_ranks_what_fits() {
    let api = Api::new().await;
    let sugar = api.create("seeds", json!({"title": title("希少糖の量産"), "disclosure": "public"})).await;
    api.create("seeds", json!({"title": title("光学部品"), "disclosure": "public"})).await;
    let found = api.send(get("/api/v1/seeds?q=%E5%B8%8C%E5%B0%91%E7%B3%96")).await;
    assert_eq!(found.refs(), [sugar]);
    assert_eq!(api.send(get("/api/v1/seeds?q=a&sort=title")).await.code(), (400, "bad-parameter"));
}

#[tokio::test]
async fn fields_narrow_what_comes() {
    let api = Api::new().await;
    let made = three_seeds(&api).await;
    let list = api.send(get("/api/v1/seeds?fields=readiness,title")).await;
    let names: Vec<&String> = list.json["items"][0]["fields"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["title", "readiness"]);
    let one = api.send(get(&format!("/api/v1/seeds/{}?fields=readiness", made[0]))).await;
    assert_eq!(one.json["fields"], json!({"readiness": "3"}));
    let wrong = api.send(get("/api/v1/seeds?fields=titel")).await;
    assert_eq!(wrong.code(), (422, "unknown-field"));
    assert!(wrong.json["hint"].as_str().unwrap().contains("title"), "{}", wrong.text);
}

#[tokio::test]
async fn what_a_reader_has_is_not_sent_again() {
    let api = Api::new().await;
    let organisation =
        api.create("organisations", json!({"name": title("大学A"), "disclosure": "public"})).await;
    let fields = json!({"title": title("あ"), "organisation": organisation, "disclosure": "public"});
    let seed = api.create("seeds", fields).await;
    for address in [
        "/api/v1/seeds",
        "/api/v1/kinds",
        "/api/v1/openapi.json",
        &format!("/api/v1/seeds/{seed}"),
        &format!("/api/v1/seeds/{seed}/history"),
        &format!("/api/v1/organisations/{organisation}/referrers"),
    ] {
        let first = api.send(get(address)).await;
        assert_eq!(first.status, 200, "{address}");
        let again = api.send(get(address).header("if-none-match", &format!("\"x\", {}", first.etag()))).await;
        assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""), "{address}");
        assert_eq!(again.etag(), first.etag());
        assert_eq!(api.send(get(address).header("if-none-match", "\"x\"")).await.status, 200);
    }
    // The title of another record stands in this one's answer: caches must learn of it, an edit must not fail by it.
    let address = format!("/api/v1/seeds/{seed}");
    let before = api.send(get(&address).operator()).await;
    let there = format!("/api/v1/organisations/{organisation}");
    let renamed = api.send(patch(&there, "*", &json!({"fields": {"name": {"ja": "大学B"}}}))).await;
    assert_eq!(renamed.status, 200);
    let after = api.send(get(&address).operator().header("if-none-match", &before.etag())).await;
    assert_eq!(after.status, 200);
    assert_eq!(after.json["fields"]["organisation"]["title"], "大学B");
    let edited = api.send(patch(&address, &before.etag(), &json!({"fields": {"number": "1"}}))).await;
    assert_eq!(edited.status, 200, "{}", edited.text);
}

#[tokio::test]
async fn history_and_referrers_speak_in_references() {
    let api = Api::new().await;
    let organisation =
        api.create("organisations", json!({"name": title("大学A"), "disclosure": "public"})).await;
    let fields = json!({"title": title("あ"), "organisation": {"ref": organisation}, "disclosure": "public"});
    let seed = api.create("seeds", fields).await;
    let address = format!("/api/v1/seeds/{seed}");
    api.send(patch(&address, "*", &json!({"fields": {"organisation": null, "number": "7"}}))).await;
    let history = api.send(get(&format!("{address}/history"))).await;
    let items = history.json["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!((&items[0]["operation"], &items[1]["operation"]), (&json!("update"), &json!("create")));
    assert_eq!(items[1]["reason"]["en"], "Created");
    let change = items[0]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["field"] == "organisation")
        .unwrap();
    assert_eq!(change["before"]["ref"], organisation.as_str());
    assert_eq!(change["after"], json!(null));

    api.send(patch(&address, "*", &json!({"fields": {"organisation": organisation}}))).await;
    let referrers = api.send(get(&format!("/api/v1/organisations/{organisation}/referrers"))).await;
    let expected = json!([{
        "kind": "seed", "field": "organisation", "count": 1, "is_more": false,
        "newest": [{"ref": seed, "title": "あ", "title_en": "あ"}],
    }]);
    assert_eq!(referrers.json["items"], expected);
}

#[tokio::test]
async fn declarations_come_in_both_languages() {
    let api = Api::new().await;
    let kinds = api.send(get("/api/v1/kinds")).await.json;
    let seed = &kinds["items"][0];
    assert_eq!((&seed["name"], &seed["plural"]), (&json!("seed"), &json!("seeds")));
    assert_eq!(seed["label"]["en"], "Seed");
    let fields = seed["fields"].as_array().unwrap();
    let field = |name: &str| fields.iter().find(|field| field["name"] == name).unwrap();
    assert_eq!(field("inventors")["layer"], "member");
    assert_eq!(field("organisation")["to"], "organisation");
    assert_eq!(field("fields")["filter"], "filter.fields");
    assert_eq!(field("readiness")["vocabulary"]["codes"][0]["code"], "1");
    assert_eq!(field("as_of")["label"]["en"], "As of");
}

#[tokio::test]
async fn no_kind_takes_a_word_of_the_api() {
    for kind in super::registry().kinds() {
        assert!(!enishi_web::api::RESERVED.contains(&kind.plural), "{}", kind.plural);
    }
}
