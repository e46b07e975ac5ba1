//! What the public may not see stands on no page: not in values, counts, facets, search, reasons, histories, exports,
//! suggestions.

use enishi_kit::lang::Lang;
use enishi_web::{Audience, routes};
use serde_json::json;

use super::{Pages, Who};

/// Stands in every value that the public must not see.
const MARKER: &str = "zzmarkerzz";

fn marked(lang: &str) -> serde_json::Value {
    json!({"original": lang, lang: format!("{MARKER} secret solvent")})
}

#[tokio::test]
async fn a_marker_in_closed_fields_and_records_appears_nowhere() {
    let pages = Pages::empty().await;
    let company = pages
        .make(
            "organisation",
            json!({"name": {"original": "en", "en": format!("{MARKER} Works")}, "disclosure": "members"}),
        )
        .await;
    let seed = pages
        .make("seed", json!({
            "title": {"original": "en", "en": "Open catalyst"}, "disclosure": "public",
            "summary": {"original": "en", "en": "A catalyst for all"},
            "hurdles": marked("en"), "readiness_evidence": marked("ja"), "history": marked("en"),
            "inventors": MARKER, "contact_details": MARKER, "coordinator": MARKER, "organisation": company,
        }))
        .await;
    let need = pages
        .make(
            "need",
            json!({
                "title": {"original": "en", "en": "Open need for a catalyst"}, "disclosure": "public",
                "tried": marked("en"), "company": company, "contact": MARKER, "refusal_words": marked("en"),
                "claims": [{"field": "tried", "value": marked("en"), "certainty": "stated"}],
            }),
        )
        .await;
    let hidden = pages.make("seed", json!({"title": marked("en"), "disclosure": "members"})).await;
    // A past value is hidden as well, also after the record was opened and closed again.
    let once = pages.make("seed", json!({"title": {"original": "en", "en": "Turned"}, "disclosure": "public", "hurdles": marked("en")})).await;
    pages.change("seed", &once, json!({"hurdles": {"original": "en", "en": "none left"}})).await;
    pages.settled().await;

    let mut addresses = vec![
        format!("/seeds/{seed}"),
        format!("/needs/{need}"),
        format!("/seeds/{once}"),
        format!("/seeds/{hidden}"),
        format!("/organisations/{company}"),
        format!("/match?need={need}"),
        format!("/match?seed={seed}"),
        format!("/match?seed={hidden}"),
        format!("/match?need={need}&why-not={hidden}"),
        format!("/match?text={MARKER}+catalyst"),
        format!("/match?text=catalyst&why-not={hidden}"),
        format!("/search?q={MARKER}"),
        format!("/search?q={hidden}"),
        format!("/seeds?q={MARKER}"),
        format!("/seeds?organisation={company}"),
        format!("/needs?company={company}"),
        "/seeds?sort=title".to_owned(),
    ];
    for route in routes().iter().filter(|route| route.audience == Audience::Public && route.method == "GET") {
        for kind in ["seeds", "needs", "organisations", "sources"] {
            addresses.push(route.path.replace("{kind}", kind).replace("{reference}", &seed));
        }
    }
    for address in addresses {
        for lang in Lang::ALL {
            let page = pages.get(&address, Who::Public, lang).await;
            // Words that the visitor typed himself stand in his form; nothing else may hold them.
            let typed = address.matches(MARKER).count();
            let echoes = page.text.matches(MARKER).count();
            if typed == 0 {
                assert_eq!(echoes, 0, "{address}");
            } else {
                assert!(
                    !page.text.contains(&format!("{MARKER} ")) || !page.text.contains("secret solvent"),
                    "{address}"
                );
            }
            let names = [&company, &hidden]
                .iter()
                .filter(|one| !address.contains(one.as_str()))
                .any(|one| page.text.contains(one.as_str()));
            assert!(!names, "{address} names a hidden record");
            assert!(!page.status.is_server_error(), "{address}");
        }
    }
    // The operator sees it: the test would not fail otherwise.
    let page = pages.see(&format!("/seeds/{seed}")).await;
    assert!(page.text.contains(MARKER) && page.text.contains("badge-member"));
}

#[tokio::test]
async fn a_hidden_record_and_none_are_answered_alike() {
    let pages = Pages::empty().await;
    let hidden = pages.make("seed", json!({"title": marked("en"), "disclosure": "secret"})).await;
    let (one, two) = (
        pages.get(&format!("/seeds/{hidden}"), Who::Public, Lang::En).await,
        pages.get("/seeds/seed-zzzzzzzz", Who::Public, Lang::En).await,
    );
    assert_eq!(one.status, two.status);
    let plain = |page: &super::Page, reference: &str| {
        let text = page.text.replace(reference, "REF");
        let (head, rest) = text.split_once("id=\"operation\">").unwrap();
        format!("{head}{}", rest.split_once("</code>").unwrap().1)
    };
    assert_eq!(plain(&one, &hidden), plain(&two, "seed-zzzzzzzz"));
}
