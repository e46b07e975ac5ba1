//! The tables laid out by hand over the shipped register: tie-ups, budgets, indicators, programme map, scheme guide.

use enishi_app::{ImportReport, ImportRequest, MappingChoice};
use enishi_kit::lang::Lang;
use http::StatusCode;
use serde_json::json;

use super::{Page, Pages, Who, operator};

async fn english(pages: &Pages, address: &str) -> Page {
    let page = pages.get(address, Who::Public, Lang::En).await;
    assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text);
    page
}

/// The words of the page without marks, spaces drawn together.
fn words(page: &Page) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in page.main().chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    super::unescape(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn workbook(pages: &Pages, lang: Lang) -> Vec<u8> {
    let year = Some(enishi_kit::fiscal::FiscalYear(2003));
    pages.app.tie_up_workbook(&operator(), lang, year).await.unwrap().1
}

async fn import(pages: &Pages, bytes: &[u8]) -> ImportReport {
    let path = pages.folder.folder().join("tie-ups.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let request = ImportRequest {
        kind: "tie-up".to_owned(),
        path,
        file_name: "tie-ups.xlsx".to_owned(),
        sheet: None,
        header_row: None,
        mapping: MappingChoice::Find,
        columns: Vec::new(),
        set: Vec::new(),
    };
    let report = pages.app.import_file(&operator(), request, false, &()).await.unwrap();
    assert_eq!(report.problem_count, 0, "{:#?}", report.problems);
    report
}

/// The workbook with another text in one of its strings.
fn edited(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = 0;
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == "xl/sharedStrings.xml" {
            let text = String::from_utf8(content).unwrap();
            found += text.matches(from).count();
            content = text.replace(from, to).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    assert_eq!(found, 1, "{from}");
    out.finish().unwrap().into_inner()
}

#[tokio::test]
async fn the_table_of_2003_joins_what_rows_share() {
    let pages = Pages::new().await;
    for address in
        ["/tie-ups", "/tie-ups?fiscal_year=2003", "/tie-ups?fiscal_year=FY2003", "/tie-ups?on=2004-02-01"]
    {
        let page = english(&pages, address).await;
        assert_eq!(page.text.matches("role=\"rowheader\"").count(), 18, "{address}");
        let spans = |rows: u32| page.text.matches(&format!(" rowspan=\"{rows}\"")).count();
        // Bureaus: four pairs and two fours; five committees and six conferences shared by two.
        assert_eq!((spans(2), spans(4), spans(3)), (4 + 5 + 6, 2, 0), "{address}");
        assert_eq!(page.text.matches("class=\"repeated\"").count(), 4 + 2 * 3 + 5 + 6);
        let text = words(&page);
        for expected in [
            "Knowledge clusters 18",
            "METI bureaus 8",
            "Committees 13",
            "Joint conferences 13",
            "Okinawa General Bureau has no tie-up row.",
            "Nanotech Forum Nagano",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    }
    let japanese = pages.get("/tie-ups", Who::Public, Lang::Ja).await;
    assert!(
        japanese.has("沖縄総合事務局") && japanese.has("には連携の行がありません"),
        "{}",
        japanese.main()
    );
    assert!(japanese.has("公式の日本語名がないものは、英語のまま示します。"));
    let list = english(&pages, "/tie-ups?fiscal_year=2003&view=list").await;
    assert!(list.has("18 records"), "{}", list.main());
}

#[tokio::test]
async fn the_workbook_comes_back_in_unchanged() {
    let pages = Pages::new().await;
    for lang in Lang::ALL {
        let bytes = workbook(&pages, lang).await;
        assert_eq!(bytes, workbook(&pages, lang).await, "the same table gives the same bytes");
        let counts = import(&pages, &bytes).await.counts;
        assert_eq!((counts.rows, counts.unchanged, counts.linked), (18, 18, 0), "{lang}: {counts:?}");
    }
}

#[tokio::test]
async fn a_new_name_in_a_joined_cell_changes_both_rows() {
    let pages = Pages::new().await;
    let bytes = workbook(&pages, Lang::En).await;
    let old = "Committee of Cluster Promotion in the Hokuriku Region";
    let counts = import(&pages, &edited(&bytes, old, "Nanotech Forum Nagano")).await.counts;
    assert_eq!((counts.updated, counts.unchanged, counts.linked), (2, 16, 0), "{counts:?}");
    let page = english(&pages, "/tie-ups?fiscal_year=2003").await;
    assert!(!page.has(old) && words(&page).contains("Committees 12"), "{}", words(&page));
    // A conference of another day is not silently another conference.
    let wrong = edited(&bytes, "Synergy Kyushu 2003 (May 2003)", "Synergy Kyushu 2003 (June 2003)");
    let path = pages.folder.folder().join("wrong.xlsx");
    std::fs::write(&path, wrong).unwrap();
    let request = ImportRequest {
        kind: "tie-up".to_owned(),
        path,
        file_name: "wrong.xlsx".to_owned(),
        sheet: None,
        header_row: None,
        mapping: MappingChoice::Find,
        columns: Vec::new(),
        set: Vec::new(),
    };
    let report = pages.app.stage_import(&operator(), request, &()).await.unwrap();
    assert_eq!((report.counts.rejected, report.problems[0].problem.code.as_str()), (2, "other-day"));
}

#[tokio::test]
async fn a_new_year_is_copied_without_conferences_and_undone() {
    let pages = Pages::new().await;
    let form = pages.see("/tie-ups/next-year").await;
    assert!(form.has("value=\"2004\""), "{}", form.main());
    let made = pages.post("/tie-ups/next-year", &[("from", "2003"), ("to", "2004")]).await;
    assert_eq!(made.location(), "/tie-ups?fiscal_year=2004", "{}", made.text);
    let page = english(&pages, made.location()).await;
    let text = words(&page);
    assert!(text.contains("Joint conferences 0") && text.contains("Committees 13"), "{text}");
    assert_eq!(page.text.matches("class=\"none\"").count(), 18);
    assert!(page.has("href=\"/tie-ups?fiscal_year=2003\""));
    let again = pages.post("/tie-ups/next-year", &[("from", "2003"), ("to", "2004")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let nothing = pages.post("/tie-ups/next-year", &[("from", "1997"), ("to", "1998")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let batch = pages.app.imports(&operator(), &Default::default(), 1).await.unwrap().remove(0).batch;
    let undone = pages.app.undo_import(&operator(), &batch, true).await.unwrap();
    assert_eq!((undone.removed, undone.kept_count), (18, 0));
    let page = english(&pages, "/tie-ups").await;
    assert!(page.has("FY2003") && !page.has("FY2004"));
}

#[tokio::test]
async fn budgets_show_totals_parts_remainders_and_what_the_source_lacks() {
    let pages = Pages::new().await;
    let text = words(&english(&pages, "/coordination/budgets?fiscal_year=2010").await);
    for expected in [
        "12,065 million yen (previous year not recorded)",
        "7,942 million yen",
        "Sum of parts 11,942 million yen",
        "Remainder 123 million yen",
        "Sum of parts 2,634 million yen",
        "Remainder 15 million yen",
        "Total (of MEXT only; the other has no lines) 14,714 million yen",
        "never with both",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let outline = words(&english(&pages, "/coordination/budgets?on=2007-06-01").await);
    assert!(outline.contains("FY2007") && outline.contains("not in the source"), "{outline}");
    assert!(outline.contains("4,500 million yen (4,000 million yen)"), "{outline}");
    // The year before of an amount that is not there is not that of another statement.
    assert!(outline.contains("not in the source (previous year not recorded)"), "{outline}");
    assert!(outline.contains("Total 4,500 million yen (4,000 million yen)"), "{outline}");
    let japanese = pages.get("/coordination/budgets?fiscal_year=2007", Who::Public, Lang::Ja).await;
    assert!(japanese.has("資料に記載なし"));
    let wrong = pages.get("/coordination/budgets?state=nonsense", Who::Public, Lang::En).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn indicators_never_mix_their_bases() {
    let pages = Pages::new().await;
    let both = words(&english(&pages, "/hq/indicators").await);
    for expected in ["71 (36)", "159 (109)", "304 (251)", "1.459", "1.211", "1.021", "253 (340)"] {
        assert!(both.contains(expected), "{expected}: {both}");
    }
    let cumulative = words(&english(&pages, "/hq/indicators?basis=cumulative").await);
    assert!(cumulative.contains("1.459") && cumulative.contains("1.211") && !cumulative.contains("1.021"));
    let annual = words(&english(&pages, "/hq/indicators?basis=annual").await);
    assert!(
        annual.contains("145 (142)") && annual.contains("1.021") && !annual.contains("1.459"),
        "{annual}"
    );
    for mixed in ["mixed", "cumulative,annual"] {
        let address = format!("/hq/indicators?basis={mixed}");
        assert_eq!(pages.get(&address, Who::Public, Lang::En).await.status, StatusCode::BAD_REQUEST);
    }
    let before = words(&english(&pages, "/hq/indicators?on=2006-12-31").await);
    assert!(before.contains("159 (109)") && !before.contains("304 (251)"), "{before}");
}

#[tokio::test]
async fn the_map_asks_about_two_and_names_gaps() {
    let pages = Pages::new().await;
    let page = english(&pages, "/coordination/programme-map?on=2008-06-01").await;
    let text = words(&page);
    assert!(
        text.contains("Same work or next stage?") && text.contains("Gap: no programme recorded"),
        "{text}"
    );
    assert!(
        text.contains("Knowledge Cluster Initiative") && text.contains("Industrial Cluster Project"),
        "{text}"
    );
    assert!(!text.contains("Regional Innovation Cluster Program"), "of FY2010: {text}");
    let wrong = pages.get("/coordination/programme-map?field=nonsense", Who::Public, Lang::En).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_guide_puts_open_calls_first_and_failures_last() {
    let pages = Pages::new().await;
    let scheme = |title: &str, stages: &str| {
        json!({"name": {"original": "en", "en": title}, "ministry": "meti", "stages": [stages], "readiness_from": "4",
               "readiness_to": "6", "recipients": ["company"], "since": "2020-04", "disclosure": "public"})
    };
    let open = pages.make("scheme", scheme("Scheme with an open call", "application")).await;
    pages.make("scheme", scheme("Scheme without a call", "application")).await;
    pages.make("scheme", scheme("Scheme for the market", "commercialisation")).await;
    let call = json!({"title": {"original": "en", "en": "First call"}, "scheme": open, "opens": "2026-03-01",
                      "closes": "2026-04-11", "disclosure": "public"});
    pages.make("call", call).await;
    let result = pages
        .make(
            "result",
            json!({"title": {"original": "en", "en": "A result"}, "readiness": "5", "disclosure": "public"}),
        )
        .await;
    let page = english(&pages, &format!("/coordination/scheme-guide?for={result}&recipient=company")).await;
    let text = words(&page);
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    assert!(at("TRL 5 was read as") < at("Open calls"));
    assert!(at("Scheme with an open call") < at("Scheme without a call"));
    assert!(at("Scheme without a call") < at("Scheme for the market"));
    assert!(at("Do not fit") < at("Scheme for the market"));
    assert!(text.contains("open, 10 days left"), "{text}");
    let later = english(&pages, &format!("/coordination/scheme-guide?for={result}&on=2026-05-01")).await;
    assert!(!words(&later).contains("10 days left"));
    let source = pages.newest("source").await;
    let wrong = pages.get(&format!("/coordination/scheme-guide?for={source}"), Who::Public, Lang::En).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn empty_registers_have_these_pages_too() {
    let pages = Pages::empty().await;
    for address in [
        "/tie-ups",
        "/coordination/budgets",
        "/hq/indicators",
        "/coordination/programme-map",
        "/coordination/scheme-guide",
    ] {
        for lang in Lang::ALL {
            let page = pages.get(address, Who::Operator, lang).await;
            assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text);
            assert!(!page.text.contains('⟦'), "{address}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn each_count_of_the_table_opens_to_exactly_what_it_counts() {
    let pages = Pages::new().await;
    let page = pages.see("/tie-ups?fiscal_year=2003").await;
    let counts = page.text.split("<dl class=\"counts\">").nth(1).unwrap().split("</dl>").next().unwrap();
    let mut found = Vec::new();
    for link in counts.split("<a class=\"figure\" href=\"").skip(1) {
        let (address, rest) = link.split_once('"').unwrap();
        let number = rest.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
        let address = address.replace("&#38;", "&");
        let list = pages.see(&address).await;
        assert!(list.has(&format!("{number} records")), "{address}: {}", list.main());
        found.push((address.split('?').next().unwrap().to_owned(), number));
    }
    let expected = [("/clusters", "18"), ("/organisations", "8"), ("/committees", "13"), ("/events", "13")];
    assert_eq!(found, expected.map(|(place, number)| (place.to_owned(), number.to_owned())));
}

#[tokio::test]
async fn the_guide_takes_titles_numbers_and_references_and_suggests_them() {
    let pages = Pages::new().await;
    let fields = json!({"title": {"original": "ja", "ja": "焦げつかない鍋がほしい"}, "number": "N-77", "disclosure": "public"});
    pages.make("need", fields).await;
    pages.settled().await;
    let needs = pages.app.all(&operator(), "need", &[]).await.unwrap();
    let need = needs.iter().find(|seen| seen.body.str("number") == Some("N-77")).unwrap();
    let title = enishi_app::title_of(pages.app.registry().kind("need").unwrap(), &need.body, Lang::Ja);
    let number = need.body.str("number").unwrap();
    let guide = pages.get("/coordination/scheme-guide", Who::Operator, Lang::Ja).await;
    assert!(guide.text.contains("<datalist id=\"for-known\">") && guide.text.contains(&need.reference));
    for asked in [need.reference.as_str(), &title, number, &format!("{title} [{}]", need.reference)] {
        let asked = percent_encoding::utf8_percent_encode(asked, percent_encoding::NON_ALPHANUMERIC);
        let page =
            pages.get(&format!("/coordination/scheme-guide?for={asked}"), Who::Operator, Lang::Ja).await;
        let subject = page.text.split("class=\"guide-subject\"").nth(1).unwrap_or_default();
        let subject = subject.split("</p>").next().unwrap();
        assert!(subject.contains(&need.reference), "{asked}: {}", page.main());
    }
    let nothing = pages.get("/coordination/scheme-guide?for=nothing-99", Who::Operator, Lang::Ja).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}
