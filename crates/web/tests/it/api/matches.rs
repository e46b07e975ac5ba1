//! Ranked pairs with reasons.

use serde_json::{Value as Json, json};

use super::{Api, post, title};

async fn fill(api: &Api) -> (String, String, String) {
    let sugar = json!({
        "title": {"original": "ja", "ja": "希少糖の連続生産", "en": "Continuous production of rare sugars"},
        "keywords": ["希少糖", "enzyme"], "fields": ["life"], "readiness": "4", "disclosure": "public",
    });
    let sugar = api.create("seeds", sugar).await;
    let optics = json!({"title": title("光学部品の検査"), "disclosure": "public"});
    let optics = api.create("seeds", optics).await;
    let need = json!({
        "title": title("希少糖を安く作りたい"), "fields": ["life"], "readiness": "6", "disclosure": "public",
        "problem": title("酵素の寿命が短く、希少糖が高い。"),
    });
    (sugar, optics, api.create("needs", need).await)
}

fn ask(body: &Json) -> super::Call {
    post("/api/v1/matches", body).public()
}

fn sum(hit: &Json) -> f64 {
    hit["reasons"].as_array().unwrap().iter().map(|reason| reason["contribution"].as_f64().unwrap()).sum()
}

#[tokio::test]
async fn a_need_gets_seeds_with_reasons_that_sum_to_the_score() {
    let api = Api::new().await;
    let (sugar, optics, need) = fill(&api).await;
    let answer = api.send(ask(&json!({"need": need, "why_not": optics}))).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let hit = &answer.json["items"][0];
    assert_eq!((&hit["rank"], &hit["record"]["ref"]), (&json!(1), &json!(sugar)));
    assert!((sum(hit) - hit["score"].as_f64().unwrap()).abs() < 1e-6, "{}", answer.text);
    let reasons = hit["reasons"].as_array().unwrap();
    let code = reasons.iter().find(|reason| reason["reason"] == "code").unwrap();
    assert_eq!((&code["scheme"], &code["value"]), (&json!("fields"), &json!("life")));
    let gap = reasons.iter().find(|reason| reason["reason"] == "readiness").unwrap();
    assert_eq!((&gap["asked"], &gap["offered"], &gap["gap"]), (&json!(6), &json!(4), &json!(-2)));
    assert_eq!(answer.json["population"], 2);
    assert!(answer.json["parameters"]["k1"].as_f64().unwrap() > 0.0);
    assert_eq!(answer.json["subject"]["record"]["ref"], need.as_str());
    assert_eq!(answer.json["why_not"]["record"]["ref"], optics.as_str());
    assert!(answer.json["why_not"]["answer"].is_string());
}

#[tokio::test]
async fn places_are_characters_of_the_text_they_are_in() {
    let api = Api::new().await;
    let (_, _, need) = fill(&api).await;
    for body in [json!({"need": need}), json!({"text": "安い希少糖 production"})] {
        let answer = api.send(ask(&body)).await;
        let hit = &answer.json["items"][0];
        let mut met = Vec::new();
        for place in hit["places"].as_array().unwrap() {
            let text: Vec<char> = place["text"].as_str().unwrap().chars().collect();
            for span in place["spans"].as_array().unwrap() {
                let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
                assert_eq!(hit["reasons"][at("reason")]["reason"], "words");
                met.push(text[at("start")..at("end")].iter().collect::<String>());
            }
        }
        assert!(met.iter().any(|words| words == "希少糖"), "{met:?}");
        for reason in hit["reasons"].as_array().unwrap().iter().filter(|reason| reason["reason"] == "words") {
            let asked = &reason["asked"];
            let text = match body.get("text") {
                Some(text) => text.as_str().unwrap().to_owned(),
                None => answer.json["subject"]["record"]["fields"][asked["field"].as_str().unwrap()]["ja"]
                    .as_str()
                    .unwrap()
                    .to_owned(),
            };
            let at = |name: &str| usize::try_from(asked[name].as_u64().unwrap()).unwrap();
            let words: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(reason["surface"], words.as_str());
        }
    }
}

#[tokio::test]
async fn seeds_and_free_text_are_asked_for_too() {
    let api = Api::new().await;
    let (sugar, _, need) = fill(&api).await;
    let back = api.send(ask(&json!({"seed": sugar}))).await;
    assert_eq!(
        (&back.json["among"], &back.json["items"][0]["record"]["ref"]),
        (&json!("needs"), &json!(need))
    );
    let free = api.send(ask(&json!({"text": "rare sugars", "top": 1}))).await;
    assert_eq!(free.json["items"][0]["record"]["ref"], sugar.as_str());
    assert_eq!(
        (&free.json["subject"]["text"], &free.json["among"]),
        (&json!("rare sugars"), &json!("seeds"))
    );
    let among = api.send(ask(&json!({"text": "希少糖", "among": "needs"}))).await;
    assert_eq!(among.json["items"][0]["record"]["ref"], need.as_str());
    let again = api.send(ask(&json!({"text": "希少糖", "among": "needs"}))).await;
    assert_eq!(among.text, again.text, "the same question has the same answer");
}

#[tokio::test]
async fn odd_questions_are_answered_or_refused() {
    let api = Api::new().await;
    let (_, _, need) = fill(&api).await;
    for text in ["", "a", "😀😀😀", "、。", &"希少糖".repeat(100_000)] {
        let answer = api.send(ask(&json!({"text": text}))).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
    let none = api.send(ask(&json!({"text": "😀"}))).await;
    assert_eq!(none.json["notes"][0]["note"], "nothing_to_search");
    for (body, place, code) in [
        (json!({}), "", "one-subject"),
        (json!({"need": need, "text": "a"}), "", "one-subject"),
        (json!({"need": need, "among": "seeds"}), "/among", "among-without-text"),
        (json!({"text": "a", "among": "seads"}), "/among", "code"),
        (json!({"text": 7}), "/text", "type"),
        (json!({"text": "a", "top": 0}), "/top", "range"),
        (json!({"text": "a", "top": 201}), "/top", "range"),
        (json!({"text": "a", "top": "5"}), "/top", "range"),
        (json!({"text": "a", "tops": 5}), "/tops", "unknown-member"),
        (json!({"text": "a\u{0}"}), "/text", "nul"),
        (json!([1]), "", "type"),
    ] {
        let answer = api.send(ask(&body)).await;
        assert_eq!(answer.code(), (422, "invalid"), "{body}: {}", answer.text);
        assert_eq!(answer.errors(), [(place, code)], "{body}");
    }
    assert_eq!(api.send(ask(&json!({"need": "need-zzzzzzzz"}))).await.code(), (404, "unknown-record"));
    assert_eq!(api.send(ask(&json!({"text": "a"})).header("content-type", "text/plain")).await.status, 415);
    assert_eq!(api.send(ask(&json!({"text": "a".repeat(1_100_000)}))).await.code(), (413, "too-large"));
    assert_eq!(api.send(ask(&json!({"text": "a"})).bytes("{")).await.code(), (400, "malformed-json"));
}
