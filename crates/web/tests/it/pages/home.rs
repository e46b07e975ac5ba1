//! The first page, the clusters by stage and one cluster's page: numbers of the source pages by year, maps that agree
//! with their lists, figures that open to their rows, what the page memory may keep.

use super::*;

/// Clusters of the source pages in force on the last day of a year, as labels of the first page.
const YEARS: [(&str, &[(&str, u64)]); 4] = [
    ("2003", &[("first stage, active", 18)]),
    ("2007", &[("second stage, active", 6), ("first stage, active", 7), ("first stage, ended", 11)]),
    ("2010", &[("second stage, active", 6), ("first stage, ended", 18), ("found by further research", 7)]),
    ("today", &[("second stage, ended", 6), ("first stage, ended", 18), ("found by further research", 7)]),
];
/// Most octets of a map, and of a page without fonts.
const MOST_MAP: usize = 40_000;
const MOST_PAGE: usize = 100_000;

/// What stands between two texts, everywhere.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    text.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

fn unescape(text: &str) -> String {
    text.replace("&#38;", "&").replace("&amp;", "&").replace("&#39;", "'")
}

/// The figures over the map: label, number, address.
fn counts(page: &str) -> Vec<(String, u64, String)> {
    let list = between(page, "<ul class=\"map-counts\">", "</ul>")[0];
    between(list, "<li>", "</li>")
        .into_iter()
        .map(|item| {
            let (link, label) = item.split_once("</a>").unwrap();
            let number = link.rsplit('>').next().unwrap().parse().unwrap();
            (label.trim().to_owned(), number, unescape(between(link, "href=\"", "\"")[0]))
        })
        .collect()
}

fn maps(page: &str) -> Vec<&str> {
    between(page, "<svg class=\"map\"", "</svg>")
}

#[tokio::test]
async fn every_count_of_a_year_is_that_of_the_source_pages_and_opens_to_its_rows() {
    let pages = Pages::new().await;
    for (year, expected) in YEARS {
        let page = pages.see(&format!("/?year={year}")).await;
        let found = counts(&page.text);
        let clusters: Vec<(&str, u64)> = found
            .iter()
            .filter(|(label, ..)| label.contains("stage") || label.contains("research"))
            .map(|(label, number, _)| (label.as_str(), *number))
            .collect();
        assert_eq!(clusters, expected, "{year}");
        assert!(found.iter().any(|(label, number, _)| label.contains("blocks") && *number == 9), "{year}");
        // METI's projects ran from 2001 to March 2011.
        let projects =
            found.iter().find(|(label, ..)| label.contains("projects")).map(|(_, number, _)| *number);
        assert_eq!(projects, (year != "today").then_some(19), "{year}");
        assert_eq!(page.text.contains("class=\"with-projects\""), year != "today");
        for (label, number, address) in &found {
            let list = pages.see(address).await;
            let total = between(&list.text, "<p class=\"total\">", "</p>")[0];
            let digits: String =
                total.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            assert_eq!(digits, number.to_string(), "{year}, {label}: {address}");
        }
    }
}

#[tokio::test]
async fn each_year_names_its_page_and_2010_the_programmes_that_became_one() {
    let pages = Pages::new().await;
    for (year, source) in [
        ("2003", "Cooperation with the Industrial Cluster Project"),
        ("2007", "Contents; What is a Knowledge Cluster?"),
        ("2010", "Cluster Policy of MEXT"),
    ] {
        let page = pages.see(&format!("/?year={year}")).await;
        let here = between(&page.text, "aria-current=\"page\"><b>", "</a>");
        assert!(here.iter().any(|link| link.contains(source)), "{year}: {here:?}");
        let merged = page.text.contains("3 programmes became one");
        assert_eq!(merged, year == "2010");
    }
    let page = pages.see("/?year=2010").await;
    let merged = between(&page.text, "<section class=\"merged\"", "</section>")[0];
    for programme in
        ["Knowledge Cluster Initiative", "City Area Program", "Project for Developing Innovation Systems"]
    {
        assert!(merged.contains(programme), "{programme}");
    }
    assert_eq!(pages.get("/?year=soon", Who::Public, Lang::En).await.status, StatusCode::BAD_REQUEST);
    for address in ["/?year=1900", "/clusters?year=1900", "/tie-ups?fiscal_year=2999", "/events?year=1900"] {
        let refused = pages.get(address, Who::Public, Lang::En).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(refused.has("lies outside the years of this register, FY1996 to FY"), "{}", refused.main());
    }
    // A year that is no chip by itself becomes one.
    let page = pages.see("/?year=2009").await;
    assert!(between(&page.text, "aria-current=\"page\"><b>", "</b>").contains(&"FY2009"));
}

#[tokio::test]
async fn nothing_recorded_is_said_and_is_not_none() {
    let pages = Pages::new().await;
    let chain = |page: &str| between(page, "<ol class=\"chain\">", "</ol>")[0].to_owned();
    let past = chain(&pages.see("/?year=2003").await.text);
    assert_eq!(past.matches("not recorded").count(), 6, "{past}");
    assert!(!past.contains(">0<"));
    let today = chain(&pages.see("/").await.text);
    assert!(!today.contains("not recorded"), "{today}");
}

#[tokio::test]
async fn undated_records_are_one_thing_on_card_count_and_list() {
    let pages = Pages::new().await;
    let total = |list: &Page| -> u64 {
        let total = between(&list.text, "<p class=\"total\">", "</p>")[0];
        let digits = total.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit);
        digits.collect::<String>().parse().unwrap()
    };
    let mut undated = 0;
    for year in ["2003", "2010", "today"] {
        let page = pages.see(&format!("/?year={year}")).await;
        let chain = between(&page.text, "<ol class=\"chain\">", "</ol>")[0].to_owned();
        for step in between(&chain, "<li>", "</li>") {
            for link in between(step, "<a ", "</a>") {
                let address = unescape(between(link, "href=\"", "\"")[0]);
                let shown = link.rsplit('>').next().unwrap();
                let number = shown.rsplit(' ').next().unwrap().parse().unwrap_or(0);
                assert_eq!(total(&pages.see(&address).await), number, "{year} {address}: {shown}");
                undated += u64::from(address.contains("dated=false"));
            }
        }
    }
    assert!(undated > 3, "{undated}");
}

#[tokio::test]
async fn a_map_has_one_dot_for_each_cluster_of_its_list() {
    let pages = Pages::new().await;
    for (year, of_pages, beyond) in [("2003", 18, 0), ("2007", 24, 0), ("2010", 24, 7), ("today", 24, 7)] {
        for lang in [Lang::Ja, Lang::En] {
            let page = pages.get(&format!("/clusters?year={year}"), Who::Public, lang).await;
            let mut rows = 0;
            for section in page.text.split("<section class=\"section\" aria-labelledby=\"stage-").skip(1) {
                let dots: Vec<&str> = maps(section)
                    .iter()
                    .flat_map(|map| between(map, "<a class=\"cluster", "</a>"))
                    .map(|dot| between(dot, "aria-label=\"", "\"")[0])
                    .collect();
                let listed: Vec<(&str, &str)> =
                    between(section, "<tr>\n    <td class=\"num map-number\">", "</a>")
                        .iter()
                        .map(|row| {
                            let (number, rest) = row.split_once("</td>").unwrap();
                            (number, rest.rsplit('>').next().unwrap())
                        })
                        .collect();
                assert_eq!(dots.len(), listed.len(), "{year}: {dots:?}");
                for (dot, (number, name)) in dots.iter().zip(&listed) {
                    // A shortened or other label stands before the name.
                    assert!(
                        dot.starts_with(&format!("{number} ")) && dot.ends_with(name),
                        "{year}: {dot} {name}"
                    );
                }
                rows += listed.len();
            }
            assert_eq!(rows, of_pages + beyond, "{year}");
        }
    }
}

#[tokio::test]
async fn maps_and_pages_stay_small_and_without_styles() {
    let pages = Pages::new().await;
    for address in ["/", "/?year=2003", "/?year=2007", "/?year=2010", "/clusters", "/clusters?year=2007"] {
        for lang in [Lang::Ja, Lang::En] {
            let page = pages.get(address, Who::Operator, lang).await;
            assert!(page.text.len() < MOST_PAGE, "{address}: {}", page.text.len());
            let svg: usize = maps(&page.text).iter().map(|map| map.len()).sum();
            assert!(svg < MOST_MAP, "{address} {lang}: {svg}");
            assert!(!page.text.contains(" style="), "{address}");
            assert!(page.text.contains("国土数値情報（行政区域データ）国土交通省を加工"), "{address}");
        }
    }
}

#[tokio::test]
async fn a_cluster_shows_both_stages_and_keeps_the_generic_page() {
    let pages = Pages::new().await;
    let list = pages.see("/clusters?year=2007").await;
    let dot =
        between(&list.text, "<a class=\"cluster", ">").into_iter().find(|dot| dot.contains("Hokkaido Area"));
    let address = unescape(between(dot.unwrap(), "href=\"", "\"")[0]);
    let page = pages.see(&address).await;
    let stages = between(&page.text, "<div class=\"stages\">", "</div>")[0];
    assert_eq!(stages.matches("<article").count(), 2);
    assert!(stages.contains("First stage") && stages.contains("Second stage"), "{stages}");
    assert!(stages.contains("Inferred"), "{stages}");
    assert!(page.text.contains("Hokkaido Super Cluster Promotion Project"));
    let path = address.split('?').next().unwrap();
    let fields = pages.see(&format!("{path}?view=fields")).await;
    assert!(fields.text.contains("<dl class=\"record\">"));
    assert!(!page.text.contains("<dl class=\"record\">"));
}

/// The answer in the section about who coordinates.
fn who(page: &str) -> &str {
    between(page, "<h2 id=\"who\">", "</section>")[0]
}

#[tokio::test]
async fn every_cluster_says_in_words_who_coordinates_it_at_every_moment() {
    let pages = Pages::new().await;
    let clusters = pages.app.all(&operator(), "cluster", &[]).await.unwrap();
    assert_eq!(clusters.len(), 31);
    let (mut named, mut last, mut never, mut invented) = (0, 0, 0, 0);
    for seen in &clusters {
        for on in ["", "?on=2001-03-31", "?on=2004-03-31", "?on=2009-06-01", "?on=2012-03-31"] {
            let page = pages.see(&format!("/clusters/{}{on}", seen.reference)).await;
            let answer = who(&page.text);
            let sentence = between(answer, "<b>", "</b>")[0];
            assert!(sentence.ends_with('.') && sentence.contains("20"), "{on}: {sentence}");
            named += usize::from(sentence.contains("held a role") || sentence.contains("these roles"));
            last += usize::from(answer.contains("The last roles that a source gives"));
            never += usize::from(answer.contains("No role is recorded here."));
            // What is invented never stands as what a source says.
            invented += usize::from(answer.contains("Everybody listed below is a sample (invented)."));
            assert!(
                answer.contains("Core organisations") || answer.contains("Core organisation"),
                "{answer}"
            );
        }
    }
    assert!(named >= 5 && last > 5 && never > 5 && invented >= 5, "{named} {last} {never} {invented}");
    // Sapporo: its own roles are not recorded, those of the cluster that carries it on are.
    let sapporo = clusters
        .iter()
        .find(|seen| enishi_app::is_sample(seen) || seen.body.canonical().contains("\"Sapporo\""));
    let page = pages.see(&format!("/clusters/{}", sapporo.unwrap().reference)).await;
    let answer = who(&page.text);
    assert!(answer.contains("Carried on by") && answer.contains("Hokkaido Area"), "{answer}");
    let roles = between(answer, "<a class=\"figure\"", "</a>")[0];
    assert!(!roles.ends_with(">0") && roles.contains("/roles?"), "{roles}");
}

#[tokio::test]
async fn a_hand_made_record_ends_like_every_record() {
    let pages = Pages::new().await;
    let reference = pages.newest("cluster").await;
    for (query, expected) in [("", true), ("?view=fields", true)] {
        let page = pages.see(&format!("/clusters/{reference}{query}")).await;
        for part in [
            "id=\"history\"",
            "id=\"files\"",
            "id=\"connections\"",
            "id=\"cite-text\"",
            "/merge\"",
            ">JSON</a>",
        ] {
            assert_eq!(page.text.contains(part), expected, "{query}: {part}");
        }
    }
    // The form for files carries the token of this session, which the page memory must not hold.
    let own = pages.see(&format!("/clusters/{reference}")).await;
    let other = super::INSIDERS[1];
    let request = Request::builder()
        .uri(format!("/clusters/{reference}"))
        .header(header::HOST, "localhost:8080")
        .header(header::COOKIE, format!("enishi_lang=en; enishi_session={other}"));
    let other = pages.send(request.body(Body::empty()).unwrap()).await;
    let token = |page: &str| between(page, "name=\"form-token\" value=\"", "\"")[0].to_owned();
    assert_ne!(token(&own.text), token(&other.text));
    assert!(!other.text.contains(&token(&own.text)));
}

#[tokio::test]
async fn a_change_is_on_the_page_at_once_and_no_session_is_in_its_memory() {
    let pages = Pages::new().await;
    let chain = |page: &str| between(page, "<ol class=\"chain\">", "</ol>")[0].to_owned();
    let before = pages.see("/").await;
    let again = pages.see("/").await;
    assert_eq!(chain(&before.text), chain(&again.text));
    let other = super::INSIDERS[1];
    let request = Request::builder()
        .uri("/")
        .header(header::HOST, "localhost:8080")
        .header(header::COOKIE, format!("enishi_lang=en; enishi_session={other}"));
    let other = pages.send(request.body(Body::empty()).unwrap()).await;
    let main = |page: &str| between(page, "<main", "</main>")[0].to_owned();
    let token = |page: &str| between(page, "name=\"form-token\" value=\"", "\"")[0].to_owned();
    assert_eq!(main(&before.text), main(&other.text));
    assert_ne!(token(&before.text), token(&other.text));
    assert!(!main(&before.text).contains(&token(&before.text)));
    pages
        .make("need", json!({"title": {"original": "ja", "ja": "新しいニーズ"}, "disclosure": "public"}))
        .await;
    let after = pages.see("/").await;
    assert_ne!(chain(&before.text), chain(&after.text));
    assert!(between(&after.text, "<ul class=\"recent\">", "</ul>")[0].contains("新しいニーズ"));
}
