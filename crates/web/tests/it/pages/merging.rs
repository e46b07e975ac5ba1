//! Merging in the browser, without script: from the proposal over the preview to the record that stays, and back.

use enishi_kit::lang::Lang;
use http::StatusCode;
use serde_json::json;

use super::{Pages, Who};

fn organisation(ja: &str, city: &str) -> serde_json::Value {
    json!({"name": {"original": "ja", "ja": ja}, "city": city, "disclosure": "public"})
}

async fn two(pages: &Pages) -> (String, String) {
    let winner = pages.make("organisation", organisation("株式会社見本", "高松市")).await;
    let loser = pages.make("organisation", organisation("（株）見本", "丸亀市")).await;
    (loser, winner)
}

#[tokio::test]
async fn a_proposal_is_looked_at_decided_and_taken_back() {
    let pages = Pages::empty().await;
    let (loser, winner) = two(&pages).await;
    let seed = pages
        .make(
            "seed",
            json!({"title": {"original": "ja", "ja": "種"}, "organisation": loser, "disclosure": "public"}),
        )
        .await;
    let merges = pages.get("/organisations/merges", Who::Operator, Lang::Ja).await;
    assert!(
        merges.has("表記をそろえると同じ") && merges.has("統合する") && merges.has("別の機関である"),
        "{}",
        merges.text
    );
    let address = format!("/organisations/{loser}/merge?into={winner}");
    assert!(merges.has(&address));
    let seen = pages.get("/organisations/merges", Who::Public, Lang::Ja).await;
    assert!(!seen.has("別の機関である") && !seen.has(&address), "the public decides nothing");
    for lang in Lang::ALL {
        let preview = pages.get(&address, Who::Operator, lang).await;
        assert_eq!(preview.status, StatusCode::OK);
        assert!(
            !preview.text.contains('⟦') && preview.has("丸亀市") && preview.has("高松市"),
            "{}",
            preview.text
        );
    }
    let preview = pages.see(&address).await;
    assert!(
        preview.has("Nothing has been merged yet")
            && preview.has("1 record will refer")
            && preview.has("Seeds")
    );
    let marks = [preview.hidden("loser-etag"), preview.hidden("winner-etag")];
    let form = [
        ("into", winner.as_str()),
        ("loser-etag", marks[0].as_str()),
        ("winner-etag", marks[1].as_str()),
        ("keep:city", "loser"),
    ];
    let done = pages.post(&format!("/organisations/{loser}/merge"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(done.location(), format!("/organisations/{winner}?done=merged&from={loser}"));
    let page = pages.get(done.location(), Who::Operator, Lang::Ja).await;
    assert!(
        page.has(&format!("{loser} は {winner} に統合されました。"))
            && page.has("統合を取り消す")
            && page.has("丸亀市")
    );
    assert!(pages.see(&format!("/seeds/{seed}")).await.has(&winner));

    // The old address leads on, and its record can still be looked at, not edited.
    let old = pages.get(&format!("/organisations/{loser}"), Who::Public, Lang::Ja).await;
    assert_eq!(old.status, StatusCode::SEE_OTHER);
    assert_eq!(old.location(), format!("/organisations/{winner}?from={loser}"));
    let page = pages.get(old.location(), Who::Public, Lang::En).await;
    assert!(page.has(&format!("{loser} was merged into {winner}.")) && !page.has("Undo the merge"));
    let former = pages.see(&format!("/organisations/{loser}?as=merged")).await;
    assert!(former.has("（株）見本") && former.has("Merged") && !former.has(&format!("/{loser}/edit")));
    for place in ["edit", "delete", "merge"] {
        let refused = pages.get(&format!("/organisations/{loser}/{place}"), Who::Operator, Lang::En).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{place}");
        assert!(refused.has(&format!("was merged into {winner}")), "{place}");
    }
    // An address that claims a merge which never was says nothing.
    let other = pages.make("organisation", organisation("別の機関", "坂出市")).await;
    assert!(!pages.see(&format!("/organisations/{winner}?from={other}")).await.has("was merged into"));

    let merges = pages.see("/organisations/merges").await;
    let undo = merges.text.split("/admin/batches/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let undo = format!("/admin/batches/{undo}");
    assert!(pages.see(&undo).await.has("Restored"));
    let undone = pages.post(&undo, &[]).await;
    assert!(undone.status == StatusCode::OK && undone.has("Undone"), "{}", undone.text);
    let back = pages.see(&format!("/organisations/{loser}")).await;
    assert!(back.has("丸亀市") && back.has("Merge undone"));
    assert!(pages.see(&format!("/organisations/{winner}")).await.has("高松市"));
}

#[tokio::test]
async fn what_changed_meanwhile_is_shown_anew_and_what_cannot_be_is_said_at_the_field() {
    let pages = Pages::empty().await;
    let (loser, winner) = two(&pages).await;
    let address = format!("/organisations/{loser}/merge");
    let ask = pages.see(&address).await;
    assert!(ask.text.contains("name=\"into\"") && ask.has("Merge into"));
    let preview = pages.see(&format!("{address}?into={winner}")).await;
    let marks = [preview.hidden("loser-etag"), preview.hidden("winner-etag")];
    pages.change("organisation", &winner, json!({"city": "観音寺市"})).await;
    let form =
        [("into", winner.as_str()), ("loser-etag", marks[0].as_str()), ("winner-etag", marks[1].as_str())];
    let late = pages.post(&address, &form).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    assert!(late.has("Not merged") && late.has("観音寺市"), "{}", late.text);
    for (into, words) in [
        (loser.as_str(), "cannot be merged into itself"),
        ("organisation-00000000", "organisation-00000000"),
        ("そのような機関はない", "そのような機関はない"),
    ] {
        let page = pages.get(&format!("{address}{}", query(into)), Who::Operator, Lang::En).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{into}");
        assert!(page.has(words) && page.has("aria-invalid=\"true\""), "{into}: {}", page.text);
    }
}

fn query(into: &str) -> String {
    let encoded: String = into.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("?into={encoded}")
}

#[tokio::test]
async fn records_told_apart_leave_the_proposals_and_come_back() {
    let pages = Pages::empty().await;
    let mut people = Vec::new();
    for name in ["見本 太郎", "見本太郎"] {
        people.push(pages.make("person", json!({"name": {"original": "ja", "ja": name}})).await);
    }
    let merges = pages.get("/people/merges", Who::Operator, Lang::Ja).await;
    assert!(merges.has("別の人"), "{}", merges.text);
    let told = pages.post("/people/merges", &[("one", &people[1]), ("other", &people[0])]).await;
    assert_eq!((told.status, told.location()), (StatusCode::SEE_OTHER, "/people/merges"));
    let merges = pages.see("/people/merges").await;
    assert!(merges.has("Nothing is proposed") && merges.has("Told apart") && merges.has("Propose again"));
    let form = [("action", "forget"), ("one", people[0].as_str()), ("other", people[1].as_str())];
    pages.post("/people/merges", &form).await;
    assert!(!pages.see("/people/merges").await.has("Nothing is proposed"));
}
