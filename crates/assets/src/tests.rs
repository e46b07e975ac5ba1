//! What a browser relies on: addresses resolve, style sheets stay on this host, fonts are there.

use super::*;

fn text_of(name: &str) -> String {
    let url = url(name).unwrap_or_else(|| panic!("{name} has no address"));
    let path = url.strip_prefix("/assets/").unwrap_or_else(|| panic!("{url} is not under /assets/"));
    let asset = get(path).unwrap_or_else(|| panic!("{url} does not resolve"));
    String::from_utf8(asset.bytes.into_owned()).unwrap_or_else(|error| panic!("{url} is not UTF-8: {error}"))
}

/// The targets of every `url(...)` in a style sheet.
fn css_urls(css: &str) -> Vec<String> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.trim_matches(['"', '\'']).to_owned())
        .collect()
}

#[test]
fn every_address_resolves_with_type_and_tag() {
    assert_eq!(URLS.len(), 5);
    for (name, url) in URLS {
        let path = url.strip_prefix("/assets/").unwrap_or_default();
        let asset = get(path).unwrap_or_else(|| panic!("{name}: {url} does not resolve"));
        assert!(!asset.bytes.is_empty(), "{name} is empty");
        assert_ne!(asset.content_type, "application/octet-stream", "{name}");
        assert_eq!(asset.etag.len(), 66, "{name}: {}", asset.etag);
        assert_ne!(*name, path, "{name} carries no hash");
    }
}

#[test]
fn unknown_names_and_paths_are_absent() {
    assert!(url("app.scss").is_none());
    assert!(get("app.css").is_none(), "only the hashed name is served");
    assert!(get("../urls.rs").is_none());
    assert!(get("").is_none());
}

#[test]
fn every_embedded_file_has_a_known_type() {
    for path in paths() {
        assert_ne!(content_type(&path), "application/octet-stream", "{path}");
    }
}

#[test]
fn styles_name_no_other_host_and_only_files_that_exist() {
    for name in ["app.css", "fonts.css"] {
        let css = text_of(name);
        assert!(!css.contains("//"), "{name} names another host");
        for target in css_urls(&css).iter().filter(|target| !target.starts_with("data:")) {
            let path = target.trim_start_matches("./");
            assert!(get(path).is_some(), "{name}: {target} does not resolve");
        }
    }
}

#[test]
fn fonts_cover_the_text_by_ranges_and_are_ours() {
    let css = text_of("fonts.css");
    let fonts: Vec<_> = css_urls(&css).into_iter().filter(|target| target.ends_with(".woff2")).collect();
    assert!(fonts.len() > 100, "{} subsets", fonts.len());
    assert_eq!(css.matches("unicode-range:").count(), fonts.len());
    for font in fonts {
        let asset = get(font.trim_start_matches("./")).unwrap_or_else(|| panic!("{font} does not resolve"));
        assert_eq!(asset.bytes.get(..4), Some(b"wOF2".as_slice()), "{font}");
    }
}

#[test]
fn licences_travel_with_what_they_cover() {
    for (name, words) in
        [("noto-sans-jp", "SIL OPEN FONT LICENSE"), ("htmx", "Permission"), ("design-tokens", "MIT")]
    {
        let asset = get(&format!("licences/{name}.txt")).unwrap_or_else(|| panic!("no licence of {name}"));
        let text = String::from_utf8_lossy(&asset.bytes).into_owned();
        assert!(text.contains(words), "{name}: {text:.200}");
    }
}

#[test]
fn scripts_load_nothing_from_elsewhere_and_stay_small() {
    let js = text_of("app.js");
    // 100 kB of minified text is about 35 kB compressed; the pages' budget allows 40.
    assert!(js.len() < 100_000, "app.js has {} bytes", js.len());
    assert!(!js.contains("https://"), "app.js names another host");
    assert!(text_of("app.css").len() < 60_000, "app.css grew beyond what a page may cost");
}

#[test]
fn icons_of_the_four_fields_are_in_the_sprite() {
    let sprite = text_of("icons.svg");
    for field in ["life", "it", "env", "nano"] {
        assert!(sprite.contains(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(!sprite.contains("style="), "the content security policy forbids style attributes");
}

/// The classes that the snippets of the vocabulary use.
fn documented_classes() -> std::collections::BTreeSet<&'static str> {
    include_str!("../README.md")
        .split("class=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .flat_map(|(names, _)| names.split_whitespace())
        .collect()
}

/// The classes that the style sheet's selectors use.
fn styled_classes(css: &str) -> std::collections::BTreeSet<&str> {
    css.split(['{', '}'])
        .flat_map(|part| part.split('.').skip(1))
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default())
        .filter(|class| class.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

#[test]
fn every_class_of_the_vocabulary_has_a_style() {
    let css = text_of("app.css");
    let styled = styled_classes(&css);
    let unknown: Vec<_> = documented_classes().into_iter().filter(|class| !styled.contains(class)).collect();
    assert!(unknown.is_empty(), "README.md names classes that no style sheet knows: {unknown:?}");
}

#[test]
fn every_styled_class_is_in_the_vocabulary() {
    let css = text_of("app.css");
    let text = include_str!("../README.md");
    let words: std::collections::BTreeSet<_> =
        text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
    let missing: Vec<_> = styled_classes(&css).into_iter().filter(|class| !words.contains(class)).collect();
    assert!(missing.is_empty(), "styled but not described in README.md: {missing:?}");
}
