//! Matching pages: reasons that sum, marked words, "why not", notes.

use enishi_kit::lang::Lang;
use http::StatusCode;

use super::{Pages, Who};

#[tokio::test]
async fn a_need_stands_beside_its_seeds_with_reasons() {
    let pages = Pages::new().await;
    let need = pages.newest("need").await;
    for lang in Lang::ALL {
        let page = pages.get(&format!("/match?need={need}"), Who::Public, lang).await;
        assert_eq!(page.status, StatusCode::OK);
        for part in [
            "class=\"matches\"",
            "<mark>",
            "class=\"reasons\"",
            "class=\"why-not\"",
            "class=\"side-panel\"",
            "<tfoot>",
        ] {
            assert!(page.text.contains(part), "{part}");
        }
        assert!(!page.text.contains('⟦'), "{:?}", page.text.split('⟦').nth(1));
    }
    // Contributions sum to the score, as printed, within the rounding of each line.
    let page = pages.see(&format!("/match?need={need}")).await;
    let first = page.text.split("<li class=\"match\">").nth(1).unwrap();
    let numbers = |text: &str| -> Vec<f64> {
        text.split("class=\"gain\">")
            .skip(1)
            .filter_map(|cell| cell.split("</td>").next()?.rsplit('>').next()?.trim().parse().ok())
            .collect()
    };
    let (body, foot) = first.split_once("<tfoot>").unwrap();
    let (parts, sum) = (numbers(body), numbers(foot)[0]);
    assert!(
        (parts.iter().sum::<f64>() - sum).abs() < parts.iter().map(|_| 0.01).sum::<f64>(),
        "{parts:?} {sum}"
    );
}

#[tokio::test]
async fn free_text_and_both_directions_and_examples() {
    let pages = Pages::new().await;
    let start = pages.see("/match").await;
    assert!(start.has("Examples") && start.has("<textarea"));
    let found = pages.see("/match?text=rare+sugar+enzyme&among=seed").await;
    assert!(found.has("rare sugar enzyme") && found.text.contains("<mark>"));
    let needs = pages.see("/match?text=sweetener&among=need").await;
    assert!(needs.text.contains("href=\"/needs/need-"));
    let seed = pages.newest("seed").await;
    let back = pages.see(&format!("/match?seed={seed}")).await;
    assert!(back.has("Needs for this seed"));
    let nothing = pages.see("/match?text=qqqqxxxx").await;
    assert!(nothing.text.contains("class=\"empty\""));
    let signs = pages.see("/match?text=%E3%80%82%F0%9F%8C%B1").await;
    assert!(signs.has("There is no word to search for"));
}

#[tokio::test]
async fn why_not_answers_in_words() {
    let pages = Pages::new().await;
    let need = pages.newest("need").await;
    let list = pages.see(&format!("/match?need={need}&top=1")).await;
    let all = enishi_app::ListRequest { limit: Some(200), ..Default::default() };
    let all = pages.app.list(&super::operator(), "seed", &all).await.unwrap();
    let references: Vec<String> = all.items.into_iter().map(|seen| seen.reference).collect();
    let first = references.iter().find(|one| list.text.contains(one.as_str())).unwrap();
    let other = references.iter().find(|one| !list.text.contains(one.as_str())).unwrap();
    for lang in Lang::ALL {
        for (asked, expected) in [
            (first.as_str(), ["1位に入って", "number 1 of the list"]),
            ("seed-zzzzzzzz", ["見つかりません", "No record with this reference"]),
        ] {
            let page =
                pages.get(&format!("/match?need={need}&top=1&why-not={asked}"), Who::Operator, lang).await;
            let expected = if lang == Lang::Ja { expected[0] } else { expected[1] };
            assert!(page.has(expected), "{asked} {lang}");
        }
        let page = pages.get(&format!("/match?need={need}&top=1&why-not={other}"), Who::Operator, lang).await;
        assert!(page.text.contains("class=\"why-not\"") && !page.text.contains('⟦'));
    }
    let page = pages.see(&format!("/match?need={need}&top=1&why-not={other}")).await;
    assert!(page.has("It is number") || page.has("They share no word"), "{}", page.text);
}
