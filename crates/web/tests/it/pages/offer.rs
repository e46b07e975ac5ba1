//! Where a need or a seed is offered: the page says who receives it, or that nobody does.

use super::*;
use enishi_app::ContactPoint;

fn point() -> ContactPoint {
    ContactPoint {
        name: "Sample desk".to_owned(),
        email: "desk@example.jp".to_owned(),
        ..ContactPoint::default()
    }
}

#[tokio::test]
async fn without_a_contact_the_page_says_so_and_the_operator_names_one() {
    let pages = Pages::new().await;
    let stranger = pages.get("/offer", Who::Public, Lang::En).await;
    assert!(stranger.has("This register has not named a contact yet."), "{}", stranger.main());
    // Nobody stands behind a cluster whose support is over, and the page says since when.
    assert!(stranger.has("Public support of all knowledge clusters in this register is over"));
    let figure = stranger.text.split("statuses.state=ended").nth(1).unwrap().split("</a>").next().unwrap();
    assert!(figure.ends_with(">31"), "{figure}");
    for plural in ["needs", "seeds"] {
        assert!(stranger.text.contains(&format!("href=\"/{plural}/template.xlsx\"")));
        assert!(!stranger.text.contains(&format!("href=\"/{plural}/new\"")));
        assert!(pages.see("/offer").await.text.contains(&format!("href=\"/{plural}/new\"")));
    }
    assert_eq!(pages.get("/offer/contact", Who::Public, Lang::En).await.status, StatusCode::FORBIDDEN);

    let refused = pages.post("/offer/contact", &[("contact_name", "Sample desk")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("id=\"contact_email-error\"") && refused.has("Sample desk"));
    let form = [("contact_name", "Sample desk"), ("contact_email", "desk@example.jp")];
    let saved = pages.post("/offer/contact", &form).await;
    assert_eq!(saved.location(), "/offer?done=saved");
    assert!(pages.get(saved.location(), Who::Operator, Lang::En).await.has("The contact was saved."));
    assert!(!pages.get("/offer?done=saved", Who::Public, Lang::En).await.has("The contact was saved."));
    let stranger = pages.get("/offer", Who::Public, Lang::En).await;
    assert!(stranger.text.contains("mailto:desk@example.jp") && stranger.has("Sample desk"));
    assert!(!stranger.has("has not named a contact"));
    pages.post("/offer/contact", &[]).await;
    assert!(pages.get("/offer", Who::Public, Lang::En).await.has("has not named a contact"));
}

#[tokio::test]
async fn the_settings_go_before_what_the_operator_wrote() {
    let pages = Pages::empty().await;
    let set = super::web(pages.app.clone().with_contact(&point()), Mode::Serve).router();
    let pages = Pages { router: set, ..pages };
    assert!(pages.get("/offer", Who::Public, Lang::Ja).await.text.contains("mailto:desk@example.jp"));
    let page = pages.get("/offer/contact", Who::Operator, Lang::En).await;
    assert!(
        page.has("The settings file or the environment names the contact.")
            && !page.text.contains("contact_email\"")
    );
    let start = pages.get("/start", Who::Operator, Lang::En).await;
    assert!(!start.text.contains("name=\"contact_email\""));
}

#[tokio::test]
async fn the_sheet_says_who_sees_which_field() {
    let pages = Pages::new().await;
    let page = pages.get("/offer", Who::Public, Lang::En).await;
    let need = page.text.split("id=\"offer-need\"").nth(1).unwrap().split("</section>").next().unwrap();
    let layer = |code: &str| {
        let badge = format!("badge badge-{code}");
        need.split(&badge).nth(1).unwrap().split("</div>").next().unwrap().to_owned()
    };
    assert!(layer("party").contains("Company") && !layer("public").contains(">Company<"));
    assert!(layer("public").contains("required"));
}

#[tokio::test]
async fn the_way_there_stands_where_a_visitor_looks_for_it() {
    let pages = Pages::new().await;
    for address in ["/", "/needs", "/seeds", "/needs?q=qqqq"] {
        let page = pages.get(address, Who::Public, Lang::Ja).await;
        assert!(page.main().contains("href=\"/offer\""), "{address}");
    }
    let demo = Pages::of(Mode::Demo).await;
    assert!(demo.get("/offer", Who::Public, Lang::En).await.has("nobody receives anything"));
}
