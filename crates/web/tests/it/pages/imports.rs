//! Imports in the browser: look first, say what columns mean, apply, undo.

use axum::body::Body;
use enishi_kit::lang::Lang;
use http::{StatusCode, header};

use super::{Page, Pages, Who, operator};

const FILE: &str = "名称,備考,expires\n甘味料の反応器,四月に再訪,令和9年3月31日\n光を測る装置,,平成32年\n";

pub(super) async fn upload(pages: &Pages, name: &str, content: &[u8], token: &str, who: Who) -> Page {
    let mut body = Vec::new();
    for (field, value) in [("form-token", token), ("kind", "seeds")] {
        body.extend(
            format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
                .into_bytes(),
        );
    }
    body.extend(
        format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
            .into_bytes(),
    );
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = pages
        .request("POST", "/admin/imports", who, Lang::En)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .unwrap();
    pages.send(request).await
}

fn uploads(pages: &Pages) -> usize {
    std::fs::read_dir(pages.folder.folder().join("uploads")).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_file_is_looked_at_mapped_applied_and_undone() {
    let pages = Pages::empty().await;
    let token = pages.token().await;
    let sent = upload(&pages, "seeds.csv", FILE.as_bytes(), &token, Who::Operator).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let preview = pages.see(sent.location()).await;
    assert!(preview.has("Nothing has been written yet") && preview.has("平成32年"), "{}", preview.text);
    assert_eq!(seeds(&pages).await, 0);
    // The columns are said by the person, and the file is read again.
    let mapped = pages
        .post(
            sent.location(),
            &[("column[0]", "title[ja]"), ("column[1]", "-"), ("column[2]", "expires"), ("header-row", "1")],
        )
        .await;
    assert_eq!(mapped.status, StatusCode::SEE_OTHER, "{}", mapped.text);
    assert_ne!(mapped.location(), sent.location());
    for lang in Lang::ALL {
        let page = pages.get(mapped.location(), Who::Operator, lang).await;
        assert!(
            !page.text.contains('⟦'),
            "{:?}",
            page.text.split('⟦').nth(1).map(|rest| rest.chars().take(40).collect::<String>())
        );
    }
    let preview = pages.see(mapped.location()).await;
    assert!(
        preview.has("1 row has problems.")
            && preview.has("Apply 1 record<")
            && preview.has("made along with them: seeds.csv"),
        "{}",
        preview.main()
    );
    assert_eq!(uploads(&pages), 1);
    // Good rows only, because the person says so.
    let without = pages.post(&format!("{}/apply", mapped.location()), &[]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let applied = pages.post(&format!("{}/apply", mapped.location()), &[("skip", "problems")]).await;
    assert_eq!(applied.location(), format!("{}?done=applied", mapped.location()), "{}", applied.text);
    assert!(pages.see(applied.location()).await.has("Applied"));
    assert_eq!(seeds(&pages).await, 1);
    assert_eq!(uploads(&pages), 0);
    let list = pages.see("/admin/imports").await;
    assert!(list.has("seeds.csv"));
    let undo = format!("{}/undo", mapped.location());
    assert!(pages.see(&undo).await.has("Nothing has been undone yet"));
    assert_eq!(seeds(&pages).await, 1);
    let undone = pages.post(&undo, &[]).await;
    assert!(undone.has("Undone"), "{}", undone.text);
    assert_eq!(seeds(&pages).await, 0);
}

async fn seeds(pages: &Pages) -> u64 {
    let overview = pages.app.overview(&operator(), 1).await.unwrap();
    overview.kinds.iter().find(|(kind, ..)| kind.name == "seed").unwrap().1
}

#[tokio::test]
async fn strangers_upload_nothing_and_bad_files_are_explained() {
    let pages = Pages::empty().await;
    let token = pages.token().await;
    assert_eq!(
        upload(&pages, "a.csv", b"a\n1\n", "wrong", Who::Operator).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(upload(&pages, "a.csv", b"a\n1\n", &token, Who::Public).await.status, StatusCode::FORBIDDEN);
    for (name, content) in [
        ("page.csv", &b"<!doctype html><html><body>no</body></html>"[..]),
        ("cut.xlsx", b"PK\x03\x04broken"),
        ("empty.csv", b""),
    ] {
        let page = upload(&pages, name, content, &token, Who::Operator).await;
        assert!(page.status.is_client_error(), "{name} {}", page.status);
        assert!(page.text.contains("id=\"operation\""), "{name}");
        assert!(!page.text.contains("/uploads/"), "{name} shows a path of the machine: {}", page.text);
    }
    assert_eq!(upload(&pages, "", b"", &token, Who::Operator).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(uploads(&pages), 0);
}

#[tokio::test]
async fn long_work_shows_its_progress_until_it_is_done() {
    let pages = Pages::empty().await;
    let mut web = super::web(pages.app.clone(), enishi_web::Mode::Serve);
    web.patience = std::time::Duration::ZERO;
    let pages = Pages { router: web.router(), ..pages };
    let token = pages.token().await;
    let content: String =
        std::iter::once("title\n".to_owned()).chain((0..300).map(|row| format!("Seed {row}\n"))).collect();
    let sent = upload(&pages, "seeds.csv", content.as_bytes(), &token, Who::Operator).await;
    assert!(sent.location().starts_with("/admin/jobs/"), "{} {}", sent.status, sent.location());
    let (mut shown, mut place) = (0, String::new());
    while place.is_empty() {
        for lang in Lang::ALL {
            let page = pages.get(sent.location(), Who::Operator, lang).await;
            if page.status == StatusCode::SEE_OTHER {
                page.location().clone_into(&mut place);
                continue;
            }
            shown += 1;
            assert_eq!(page.status, StatusCode::OK);
            assert!(
                page.text.contains("<progress")
                    && page.text.contains("http-equiv=\"refresh\"")
                    && !page.text.contains('⟦')
            );
            assert!(page.text.contains("hx-trigger=\"every 1s\""));
        }
    }
    assert!(shown > 0 && place.starts_with("/admin/imports/import-"), "{shown} {place}");
    // The fragment that htmx asks for ends the asking.
    let request = pages
        .request("GET", sent.location(), Who::Operator, Lang::En)
        .header("hx-request", "true")
        .body(Body::empty())
        .unwrap();
    let fragment = pages.send(request).await;
    assert!(
        !fragment.text.contains("<html")
            && !fragment.text.contains("hx-trigger")
            && fragment.has("See the result")
    );
    assert!(pages.see(&place).await.has("Apply 300 records"));
}
