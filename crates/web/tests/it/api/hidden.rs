//! What the public may not see is in no answer: not in records, lists, counts, order, histories, matches or refusals.

use http::Method;
use serde_json::json;

use super::{Api, Call, delete, get, patch, post, title};

/// A word that stands in hidden values only.
const MARKER: &str = "zyxmarker";

/// Two stores that differ only in what the public may not see.
async fn fill(api: &Api, is_marked: bool) -> Vec<String> {
    let mark = |plain: &str| if is_marked { format!("{MARKER} {plain}") } else { plain.to_owned() };
    let shelf = api.create("shelves", json!({"title": title("棚"), "disclosure": "public"})).await;
    let hidden = json!({"title": title(&mark("裏の棚")), "disclosure": "secret"});
    let hidden = api.create("shelves", hidden).await;
    let mut made = vec![shelf.clone()];
    for (name, price) in [("甲", 3), ("乙", 1), ("丙", 2)] {
        let mut fields =
            json!({"title": title(name), "disclosure": "public", "shelf": shelf, "number": name});
        if is_marked {
            let more = json!({
                "remark": title(&mark("注記")), "price": price, "owner": mark("人"), "secret": mark("鍵"),
                "insured": {"min": 1, "max": price * 100}, "papers": hidden,
                "claims": [{"field": "owner", "value": mark("別人")}],
            });
            fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        }
        made.push(api.create("specimens", fields).await);
    }
    let secret = json!({"title": title(&mark("秘")), "disclosure": "members", "shelf": shelf});
    let secret = api.create("specimens", secret).await;
    // A record that points to a hidden one, and one that did.
    api.create("specimens", json!({"title": title("丁"), "disclosure": "public", "related": [secret]})).await;
    let address = format!("/api/v1/specimens/{}", made[1]);
    api.send(patch(&address, "*", &json!({"fields": {"shelf": hidden}}))).await;
    api.send(patch(&address, "*", &json!({"fields": {"shelf": shelf}}))).await;
    if is_marked {
        api.send(patch(&address, "*", &json!({"fields": {"owner": mark("三人目"), "price": 9}}))).await;
    }
    made.push(hidden);
    made.push(secret);
    made
}

/// Everything that the public can ask.
fn questions(made: &[String]) -> Vec<Call> {
    let mut calls: Vec<Call> = ["specimens", "shelves"]
        .iter()
        .flat_map(|plural| {
            let list = format!("/api/v1/{plural}");
            [
                "",
                "?facets=true",
                "?sort=title",
                "?sort=-title",
                "?q=zyxmarker",
                "?q=注記",
                "?limit=2&facets=true",
            ]
            .map(|query| format!("{list}{}", query.replace("注記", "%E6%B3%A8%E8%A8%98")))
        })
        .map(|address| get(&address))
        .collect();
    for query in [
        "sort=price",
        "sort=-price",
        "sort=insured",
        "price=1",
        "price=9",
        "owner=zyxmarker%20%E4%BA%BA",
        "secret=zyxmarker%20%E9%8D%B5",
        "fields=owner,secret,price,claims",
        "disclosure=members",
        "disclosure=secret",
        "shelf=shelf-00000002",
        "sort=price&limit=1",
    ] {
        calls.push(get(&format!("/api/v1/specimens?{query}")));
    }
    for reference in made {
        let plural = if reference.starts_with("shelf") { "shelves" } else { "specimens" };
        for rest in ["", "/history", "/referrers"] {
            calls.push(get(&format!("/api/v1/{plural}/{reference}{rest}")));
        }
        let address = format!("/api/v1/{plural}/{reference}");
        calls.push(patch(&address, "\"x\"", &json!({"fields": {}})).public());
        calls.push(delete(&address, "\"x\"").public());
    }
    for request in [
        json!({"text": MARKER, "among": "specimens"}),
        json!({"text": "鍵 注記 別人", "among": "specimens", "why_not": made[4]}),
        json!({"text": "甲", "among": "specimens", "why_not": made.last()}),
        json!({"text": "裏の棚", "among": "shelves"}),
    ] {
        calls.push(post("/api/v1/matches", &request).public());
    }
    calls.push(
        post("/api/v1/specimens", &json!({"fields": {"title": title("x"), "papers": made[4]}})).public(),
    );
    calls
}

#[tokio::test]
async fn no_hidden_word_is_in_any_public_answer() {
    let api = Api::new().await;
    let made = fill(&api, true).await;
    for call in questions(&made) {
        let name = format!("{} {}", call.method, call.address);
        let asked = name.contains(MARKER) || String::from_utf8_lossy(&call.body).contains(MARKER);
        let answer = api.send(call).await;
        let text = answer.text.replace(MARKER, if asked && answer.status != 200 { "" } else { MARKER });
        let told = text.matches(MARKER).count();
        // The words of the question itself may come back.
        let echoed = usize::from(asked && name.starts_with("POST") && answer.status == 200);
        assert!(told <= echoed, "{name}: {}", answer.text);
    }
    let operator = api.send(get(&format!("/api/v1/specimens/{}", made[1])).operator()).await;
    assert!(operator.text.contains(MARKER), "the operator sees it");
}

#[tokio::test]
async fn what_is_hidden_changes_no_byte_of_a_public_answer() {
    let (with, without) = (Api::new().await, Api::new().await);
    let (made, same) = (fill(&with, true).await, fill(&without, false).await);
    assert_eq!(made, same);
    for (one, two) in questions(&made).into_iter().zip(questions(&same)) {
        let name = format!("{} {} {}", one.method, one.address, String::from_utf8_lossy(&one.body));
        let (one, two) = (with.send(one).await, without.send(two).await);
        assert_eq!(one.status, two.status, "{name}");
        assert_eq!(one.headers.get("etag"), two.headers.get("etag"), "{name}");
        assert_eq!(one.settled(), two.settled(), "{name}");
    }
}

#[tokio::test]
async fn a_hidden_record_and_none_are_the_same() {
    let api = Api::new().await;
    let made = fill(&api, true).await;
    let secret = made.last().unwrap();
    for rest in ["", "/history", "/referrers"] {
        let hidden = api.send(get(&format!("/api/v1/specimens/{secret}{rest}"))).await;
        let none = api.send(get(&format!("/api/v1/specimens/specimen-zzzzzzzz{rest}"))).await;
        assert_eq!(hidden.status, none.status);
        let hidden = hidden.settled().to_string().replace(secret.as_str(), "specimen-zzzzzzzz");
        assert_eq!(hidden, none.settled().to_string());
    }
    let put = api.send(Call::new(Method::PUT, &format!("/api/v1/specimens/{secret}"))).await;
    assert_eq!(put.status, 405);
}
