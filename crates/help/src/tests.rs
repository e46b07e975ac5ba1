//! Both languages say the same in the same order; links, sections and pictures exist.

use std::collections::BTreeSet;

use std::borrow::Cow;

use super::*;

/// The bytes that all pictures together may add to the program.
const PICTURES_BYTES: usize = 1_500_000;

fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!("{name}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn both_languages_have_the_same_sections() {
    for name in names().filter(|name| has(name, Lang::Ja)) {
        let shape = |lang| {
            let guide = guide(name, lang).unwrap();
            assert_eq!(guide.lang, lang);
            guide.sections.iter().map(|section| (section.level, section.id.clone())).collect::<Vec<_>>()
        };
        assert_eq!(shape(Lang::Ja), shape(Lang::En), "{name}");
        let source = SOURCES.iter().find(|source| source.name == name).unwrap();
        let count = |text: &str| render::section_ids(text).len();
        assert_eq!(count(source.ja.unwrap()), count(source.en), "{name}");
    }
}

#[test]
fn sections_have_names_of_their_own() {
    for guide in guides() {
        let ids: BTreeSet<&str> = guide.sections.iter().map(|section| section.id.as_str()).collect();
        assert_eq!(ids.len(), guide.sections.len(), "{} {}", guide.name, guide.lang);
        assert!(!ids.contains("") && !guide.title.is_empty() && !guide.lead.is_empty(), "{}", guide.name);
        for id in ids {
            assert!(guide.html.contains(&format!(" id=\"{id}\"")), "{} {id}", guide.name);
        }
    }
}

#[test]
fn links_lead_to_guides_and_sections_that_exist() {
    let mut seen = 0;
    for here in guides() {
        for link in attributes(&here.html, "href") {
            let at = format!("{} {}: {link}", here.name, here.lang);
            let (path, section) = link.split_once('#').unwrap_or((&link, ""));
            let (path, _) = path.split_once('?').unwrap_or((path, ""));
            let there = match path.strip_prefix("/help/") {
                _ if path.is_empty() => here,
                // Pages of kinds and of the register are asked of the router, in `web`.
                Some(name) => match guide(name, here.lang) {
                    Some(there) => there,
                    None => continue,
                },
                None => continue,
            };
            let is_there = section.is_empty() || there.sections.iter().any(|one| one.id == section);
            assert!(is_there, "{at}: no such section");
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn every_picture_is_shown_and_is_there() {
    let mut shown = BTreeSet::new();
    for guide in guides() {
        for source in attributes(&guide.html, "<img src") {
            let name = source.trim_start_matches("/help/pictures/").to_owned();
            assert!(name.ends_with(&format!(".{}.webp", guide.lang)), "{name} in {}", guide.lang);
            let found = picture(&name).unwrap_or_else(|| panic!("{name}: run cargo xtask screenshots"));
            assert!(picture::size(&found.bytes).is_some_and(|(width, height)| width > 100 && height > 50));
            shown.insert(name);
        }
        assert!(!guide.html.contains("alt=\"\""), "{}: a picture without words", guide.name);
    }
    let there: BTreeSet<String> = pictures().map(Cow::into_owned).collect();
    assert_eq!(there, shown);
    let bytes: usize = pictures().filter_map(|name| picture(&name)).map(|one| one.bytes.len()).sum();
    assert!(bytes < PICTURES_BYTES, "{bytes}");
}

#[test]
fn what_a_source_says_in_html_is_text() {
    let text = "# A\n\nB <b onclick=\"x\">c</b>\n\n<script>d</script>\n\n![e \"f\"](pictures/none.en.webp)\n";
    let guide = render::render("a", Lang::En, text, &[]);
    assert!(!guide.html.contains("<b") && !guide.html.contains("<script"), "{}", guide.html);
    assert!(guide.html.contains("alt=\"e &quot;f&quot;\""), "{}", guide.html);
    assert_eq!((guide.title.as_str(), guide.html.contains("<h1")), ("A", false));
}

#[test]
fn japanese_lines_join_without_a_space() {
    let guide = render::render("a", Lang::Ja, "# 題\n\n一行目\n二行目 a\nb\n", &[]);
    assert_eq!(guide.html, "<p>一行目二行目 a\nb</p>\n");
}
