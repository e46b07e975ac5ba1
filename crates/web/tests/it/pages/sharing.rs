//! Who sees what, on pages: the sharing page with its preview, consent, the questions before publication, a need whose
//! company is hidden, and roles that begin and end at midnight with nothing remembered across it.

use enishi_kit::lang::Lang;
use http::StatusCode;
use serde_json::json;

use super::accounts::Browser;
use super::{Page, Pages, Who};

fn name(text: &str) -> serde_json::Value {
    json!({"original": "ja", "ja": text, "state": "missing"})
}

async fn need(pages: &Pages) -> (String, String) {
    let company = pages.make("organisation", json!({"name": name("見本製糖"), "disclosure": "public"})).await;
    let need = json!({"title": name("甘味料の保存"), "company": company, "tried": name("冷蔵"), "industry": "E",
        "disclosure": "public"});
    (pages.make("need", need).await, company)
}

#[tokio::test]
async fn an_opening_is_previewed_made_and_withdrawn_without_script() {
    let pages = Pages::empty().await;
    let (need, _) = need(&pages).await;
    pages.make("organisation", json!({"name": name("見本大学"), "disclosure": "public"})).await;
    let record = pages.see(&format!("/needs/{need}")).await;
    let address = format!("/needs/{need}/sharing");
    assert!(record.has(&format!("href=\"{address}\"")) && record.has("Who sees this"));
    let page = pages.see(&address).await;
    assert!(page.has("Everybody, search engines included.") && page.has("It is opened to nobody by name."));
    assert!(page.has("Fields here: Organisation") || page.has("Company"), "{}", page.main());
    let etag = page.hidden("etag");
    let mut form = vec![
        ("change", "open"),
        ("etag", &*etag),
        ("organisation", "見本大学"),
        ("until", "2026-06-30"),
        ("reason", "NDA"),
    ];
    let preview = pages.post(&address, &form).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text);
    assert!(
        preview.has("They will see these fields:") && preview.has("What was tried"),
        "{}",
        preview.main()
    );
    assert!(pages.see(&address).await.has("It is opened to nobody by name."), "a preview changes nothing");
    form.push(("go", "true"));
    let done = pages.post(&address, &form).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, &*format!("{address}?done=open")));
    let page = pages.see(&format!("{address}?done=open")).await;
    assert!(page.has("見本大学") && page.has("Open now.") && page.has("Opened by name") && page.has("NDA"));
    assert!(page.has("/admin/batches/edit-"), "it is undone like any edit");
    // Somebody else changed it meanwhile.
    let late =
        pages.post(&address, &[("change", "withdraw"), ("row", "1"), ("etag", &etag), ("go", "true")]).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "{}", late.main());
    let etag = page.hidden("etag");
    let wrong =
        pages.post(&address, &[("change", "open"), ("organisation", "知らない"), ("etag", &etag)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("value=\"知らない\"") && wrong.has("aria-invalid"), "{}", wrong.main());
    let done =
        pages.post(&address, &[("change", "withdraw"), ("row", "1"), ("etag", &etag), ("go", "true")]).await;
    assert_eq!(done.location(), format!("{address}?done=withdraw"));
    assert!(pages.see(&address).await.has("It is opened to nobody by name."));
    for lang in Lang::ALL {
        assert_eq!(pages.get(&address, Who::Public, lang).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn consent_is_listed_and_asked_for_before_publication() {
    let pages = Pages::empty().await;
    let rows = json!([{"clearer": "inventor", "name": "札幌 太郎", "asked": "2026-03-01"}]);
    let seed = json!({"title": name("希少糖"), "clearances": rows, "disclosure": "members"});
    let seed = pages.make("seed", seed).await;
    let list = pages.see("/seeds/clearances").await;
    assert!(
        list.has("希少糖") && list.has("Inventor 札幌 太郎") && list.has("no answer yet"),
        "{}",
        list.main()
    );
    assert!(pages.see(&format!("/seeds/{seed}/sharing")).await.has("no answer yet"));
    assert!(pages.see("/").await.has("awaits consent to publication"));
    assert!(!pages.get("/", Who::Public, Lang::En).await.has("awaits consent"));
    let form = pages.see(&format!("/seeds/{seed}/edit")).await;
    let (etag, base) = (form.hidden("etag"), form.hidden("base"));
    let typed = [("etag", &*etag), ("base", &*base), ("disclosure", "public")];
    let refused = pages.post(&format!("/seeds/{seed}/edit"), &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("was asked and has not agreed") && refused.has("札幌 太郎"), "{}", refused.main());
}

#[tokio::test]
async fn the_author_is_shown_what_would_become_public() {
    let pages = Pages::empty().await;
    let (need, _) = need(&pages).await;
    let form = pages.see(&format!("/needs/{need}/edit")).await;
    let (etag, base) = (form.hidden("etag"), form.hidden("base"));
    let text = "見本製糖の工場。電話０１５７－２６－１２３４まで";
    let mut typed = vec![("etag", &*etag), ("base", &*base), ("problem[ja]", text)];
    let asked = pages.post(&format!("/needs/{need}/edit"), &typed).await;
    assert_eq!(asked.status, StatusCode::CONFLICT, "{}", asked.main());
    assert!(asked.has("a name from a field that is not public") && asked.has("０１５７－２６－１２３４"));
    typed.extend([("confirm", "public-name"), ("confirm", "public-telephone")]);
    let done = pages.post(&format!("/needs/{need}/edit"), &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.main());
}

#[tokio::test]
async fn a_veiled_need_names_no_company_and_leads_to_the_coordinator() {
    let pages = Pages::empty().await;
    let (need, company) = need(&pages).await;
    pages.settled().await;
    for address in [
        format!("/needs/{need}"),
        "/needs".to_owned(),
        format!("/match?need={need}"),
        format!("/needs/{need}/chain"),
        "/search?q=%E7%94%98%E5%91%B3%E6%96%99".to_owned(),
        format!("/api/v1/needs/{need}"),
        "/needs/export.csv".to_owned(),
    ] {
        let page = pages.get(&address, Who::Public, Lang::Ja).await;
        assert!(page.text.contains("甘味料の保存"), "{address}: {}", page.text);
        assert!(!page.text.contains("見本製糖") && !page.text.contains(&company), "{address}: {}", page.text);
    }
    let shown = pages.get(&format!("/needs/{need}"), Who::Public, Lang::Ja).await;
    assert!(
        shown.has("コーディネータが預かり") && shown.has("/offer#offer-to") && shown.has("製造業"),
        "{}",
        shown.main()
    );
    let page = pages.get(&format!("/organisations/{company}"), Who::Public, Lang::Ja).await;
    assert!(page.has("見本製糖") && !page.has("甘味料"), "nor does the page of the company lead back");
    assert!(!pages.see(&format!("/needs/{need}")).await.has("Whose need this is stays hidden"));
}

/// A coordinator with a role from 10 to 20 April, signed in, and a record that only his cluster sees.
async fn coordinator<'a>(pages: &'a Pages, admin: &Browser<'_>) -> (Browser<'a>, String) {
    let cluster = pages.make("cluster", json!({"name": name("北部"), "disclosure": "public"})).await;
    let person = pages.make("person", json!({"name": name("期間 つき"), "disclosure": "public"})).await;
    pages
        .make("role", json!({"title": name("コーディネータ"), "person": person, "cluster": cluster, "role": "coordinator",
            "since": "2026-04-10", "until": "2026-04-20", "disclosure": "public"}))
        .await;
    let asked = json!([{"clearer": "inventor", "asked": "2026-03-01"}]);
    let seed =
        json!({"title": name("希少糖"), "held_by": cluster, "clearances": asked, "disclosure": "members"});
    pages.make("seed", seed).await;
    let need = json!({"title": name("非公開の保存技術"), "held_by": cluster, "disclosure": "members"});
    let need = pages.make("need", need).await;
    pages.settled().await;
    let link = admin.invite("kikan@example.jp", &[("person", &person)]).await;
    let browser = Browser::new(pages);
    let chosen = [("name", "期間 つき"), ("passphrase", "harbour lights at dusk")];
    assert_eq!(browser.post(&link, &chosen).await.status, StatusCode::SEE_OTHER);
    (browser, need)
}

#[tokio::test]
async fn nothing_remembered_outlives_a_role() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let (browser, need) = coordinator(&pages, &admin).await;
    let addresses = [
        "/".to_owned(),
        "/needs".to_owned(),
        "/search?q=%E4%BF%9D%E5%AD%98%E6%8A%80%E8%A1%93".to_owned(),
        "/match?text=%E4%BF%9D%E5%AD%98%E6%8A%80%E8%A1%93&among=need".to_owned(),
        "/api/v1/needs".to_owned(),
        format!("/needs/{need}"),
    ];
    let shown = async |address: &str| {
        let page: Page = browser.get(address).await;
        // The first page tells him how many consents he waits for.
        page.text.contains(match address {
            "/" => "awaits consent to publication",
            // Its words are marked there.
            address if address.starts_with("/match") => need.as_str(),
            _ => "非公開の保存技術",
        })
    };
    // No job runs, and nothing is committed: the clock alone opens and closes.
    for (instant, sees) in [
        ("2026-04-09T14:59:59Z", false),
        ("2026-04-09T15:00:00Z", true),
        ("2026-04-20T14:59:59Z", true),
        ("2026-04-20T15:00:00Z", false),
    ] {
        pages.clock.set(instant);
        // A session does not last from one night to the other.
        let day = browser.get("/account").await;
        if day.status != StatusCode::OK {
            assert_eq!(
                browser.sign_in("kikan@example.jp", "harbour lights at dusk").await.location(),
                "/account"
            );
        }
        for address in &addresses {
            // Twice: the second answer may be remembered.
            for _ in 0..2 {
                assert_eq!(shown(address).await, sees, "{address} at {instant}");
            }
        }
    }
}

#[tokio::test]
async fn an_approach_is_noted_in_few_keystrokes_and_told_to_neighbours_by_one_choice() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let (need, company) = need(&pages).await;
    let coordinator_of = async |cluster: &str, email: &str| {
        let cluster = pages.make("cluster", json!({"name": name(cluster), "disclosure": "public"})).await;
        let person = pages.make("person", json!({"name": name("担当"), "disclosure": "public"})).await;
        let role = json!({"title": name("担当"), "person": person, "cluster": cluster, "role": "coordinator",
            "since": "2026-04-01", "disclosure": "public"});
        pages.make("role", role).await;
        let link = admin.invite(email, &[("person", &person)]).await;
        let browser = Browser::new(&pages);
        let chosen = [("name", "担当"), ("passphrase", "harbour lights at dusk")];
        assert_eq!(browser.post(&link, &chosen).await.status, StatusCode::SEE_OTHER);
        (browser, cluster)
    };
    let (east, cluster) = coordinator_of("東部", "east@example.jp").await;
    let (west, _) = coordinator_of("西部", "west@example.jp").await;
    let organisation = format!("/organisations/{company}");
    let page = east.see(&organisation).await;
    let link = page.text.split("href=\"").find(|part| part.starts_with("/approaches/new?")).unwrap();
    let link = link.split('"').next().unwrap().replace("&#38;", "&");
    assert!(link.contains(&format!("organisation={company}")) && link.contains(&cluster), "{link}");
    let form = east.see(&link).await;
    assert!(
        form.has(&format!("value=\"{company}\"")) && form.has(&format!("value=\"{cluster}\"")),
        "{}",
        form.main()
    );
    assert!(form.has("value=\"2026-04\"") && form.has("Let other clusters know"), "{}", form.main());
    // A link fills in what an approach is about, and nothing that opens it.
    let crafted = east.see("/approaches/new?neighbours_may_know=true&disclosure=public").await;
    assert!(!crafted.has(" checked") && crafted.has("value=\"coordinator\" selected"), "{}", crafted.main());

    let request = form.hidden("request-key");
    let typed = [
        ("request-key", &*request),
        ("month", "2026-04"),
        ("way", "visit"),
        ("organisation", &*company),
        ("cluster", &*cluster),
        ("content[ja]", "増産の話"),
        ("disclosure", "coordinator"),
    ];
    let made = east.post("/approaches/new", &typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.main());
    let record = made.location().split('?').next().unwrap().to_owned();
    let sentence = "Contacted in April 2026 (Visit) by 東部";
    assert!(east.see(&organisation).await.has(sentence));
    assert!(!west.see(&organisation).await.has("Contacted in"));
    assert_eq!(west.get(&record).await.status, StatusCode::NOT_FOUND);

    let form = east.see(&format!("{record}/edit")).await;
    let (etag, base) = (form.hidden("etag"), form.hidden("base"));
    let typed = [("etag", &*etag), ("base", &*base), ("neighbours_may_know", "true")];
    assert_eq!(east.post(&format!("{record}/edit"), &typed).await.status, StatusCode::SEE_OTHER);
    assert!(east.see(&format!("{record}/sharing")).await.has("and those in charge of other clusters"));
    assert!(west.see(&organisation).await.has(sentence), "{}", west.see(&organisation).await.main());
    let told = west.see(&record).await;
    assert!(
        told.has("東部") && !told.text.contains("増産の話") && !told.text.contains("2026-04-0"),
        "{}",
        told.main()
    );
    assert!(!pages.get(&organisation, Who::Public, Lang::En).await.has("Contacted in"));
    // Beside a need whose company he sees, and nowhere else.
    for address in [format!("/needs/{need}"), format!("/match?need={need}")] {
        assert!(pages.see(&address).await.has(sentence), "{address}");
        assert!(!west.see(&address).await.has("Contacted in"), "{address}: the company is hidden from him");
    }
}

#[tokio::test]
async fn a_company_sees_to_whom_its_need_is_opened_and_changes_nothing_there() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let (need, company) = need(&pages).await;
    let university = json!({"name": name("見本大学"), "disclosure": "public"});
    pages.make("organisation", university).await;
    let rival = pages.make("organisation", json!({"name": name("別の会社"), "disclosure": "public"})).await;
    let person_of = async |organisation: &str, email: &str| {
        let person = json!({"name": name("社員"), "organisation": organisation, "disclosure": "public"});
        let person = pages.make("person", person).await;
        let link = admin.invite(email, &[("person", &person)]).await;
        let browser = Browser::new(&pages);
        let chosen = [("name", "社員"), ("passphrase", "harbour lights at dusk")];
        assert_eq!(browser.post(&link, &chosen).await.status, StatusCode::SEE_OTHER);
        browser
    };
    let (own, other) =
        (person_of(&company, "own@example.jp").await, person_of(&rival, "other@example.jp").await);
    let address = format!("/needs/{need}/sharing");
    let unopened = [other.see(&format!("/needs/{need}")).await, other.see("/needs").await];
    for (organisation, until, reason) in [(&*company, "", "own"), ("見本大学", "2026-06-30", "NDA 2026-12")]
    {
        let etag = pages.see(&address).await.hidden("etag");
        let form = [
            ("change", "open"),
            ("etag", &*etag),
            ("organisation", organisation),
            ("until", until),
            ("reason", reason),
        ];
        let preview = pages.post(&address, &form).await;
        let named = if organisation == company { "見本製糖" } else { organisation };
        assert!(preview.main().contains(&format!(">{named}</a>")), "by name: {}", preview.main());
        let done = pages.post(&address, &[&form[..], &[("go", "true")]].concat()).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.main());
    }
    assert!(own.see(&format!("/needs/{need}")).await.has(&format!("href=\"{address}\"")));
    let page = own.see(&address).await;
    assert!(page.has("見本大学") && page.has("NDA 2026-12") && page.has("Open now."), "{}", page.main());
    assert!(page.has("your organisation’s own") && page.main().contains("history"), "{}", page.main());
    assert!(
        !page.main().contains("method=\"post\"") && !page.main().contains("name=\"change\""),
        "{}",
        page.main()
    );
    let etag = own.get(&format!("/api/v1/needs/{need}")).await.headers["etag"].to_str().unwrap().to_owned();
    let taken =
        own.post(&address, &[("change", "withdraw"), ("row", "2"), ("etag", &etag), ("go", "true")]).await;
    assert_eq!(taken.status, StatusCode::FORBIDDEN);
    // Another company sees what it saw before, and no way there.
    assert_eq!(other.get(&address).await.status, StatusCode::FORBIDDEN);
    for (before, address) in unopened.iter().zip([format!("/needs/{need}"), "/needs".to_owned()]) {
        assert_eq!(before.main(), other.see(&address).await.main(), "{address}");
    }
}
