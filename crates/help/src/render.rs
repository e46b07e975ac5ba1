//! Markdown to HTML: sections with names, tables and code that scroll in their own frame, addresses of pages.

use enishi_kit::lang::Lang;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::{Guide, Section, has, picture};

const ABROAD: [&str; 3] = ["https://", "http://", "mailto:"];

fn events(text: &str) -> Vec<Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect()
}

/// The text of the headings below the first level, with the level.
fn headings(events: &[Event<'_>]) -> Vec<(u8, String)> {
    let mut found = Vec::new();
    let mut open: Option<(u8, String)> = None;
    for event in events {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some((number(*level), String::new())),
            Event::End(TagEnd::Heading(_)) => found.extend(open.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, heading)) = &mut open {
                    heading.push_str(text);
                }
            }
            _ => {}
        }
    }
    found
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The names of the sections of a text, in their order: small letters and digits joined by `-`.
pub(crate) fn section_ids(text: &str) -> Vec<String> {
    headings(&events(text)).iter().filter(|(level, _)| *level > 1).map(|(_, title)| id_of(title)).collect()
}

fn id_of(title: &str) -> String {
    let kept = title.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ' || *c == '-');
    let kept: String = kept.map(|c| c.to_ascii_lowercase()).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The guide of a text, its sections named by `ids`.
pub(crate) fn render(name: &'static str, lang: Lang, text: &str, ids: &[String]) -> Guide {
    let events = events(text);
    let mut titles = headings(&events).into_iter();
    let title = titles.next().map(|(_, title)| title).unwrap_or_default();
    let sections: Vec<Section> =
        titles.zip(ids).map(|((level, title), id)| Section { level, id: id.clone(), title }).collect();
    let ready = prepare(events, lang, &sections);
    let mut html = String::new();
    html::push_html(&mut html, ready.into_iter());
    Guide { name, lang, title, lead: lead(text), html, sections }
}

/// The first paragraph, as plain text.
fn lead(text: &str) -> String {
    let paragraph = text.split("\n\n").nth(1).unwrap_or_default();
    let mut plain = String::new();
    for event in events(paragraph) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            Event::SoftBreak if !plain.ends_with(is_wide) => plain.push(' '),
            _ => {}
        }
    }
    plain
}

/// Without the first heading, which the page has; with the frames and names that the page needs.
fn prepare<'a>(events: Vec<Event<'a>>, lang: Lang, sections: &'a [Section]) -> Vec<Event<'a>> {
    let mut ready = Vec::new();
    let mut next = sections.iter();
    let mut here = "";
    let mut is_title = false;
    let mut picture: Option<(CowStr<'a>, String)> = None;
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => is_title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => is_title = false,
            _ if is_title => {}
            Event::Start(Tag::Heading { level, .. }) => {
                let section = next.next();
                here = section.map_or("", |section| section.title.as_str());
                let id = section.map(|section| CowStr::from(section.id.as_str()));
                ready.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::Start(Tag::Table(_)) => {
                let label = escaped(here);
                ready.push(own(format!(
                    "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\"><table class=\"data\">"
                )));
            }
            Event::End(TagEnd::Table) => {
                ready.push(event);
                ready.push(own("</div>\n".to_owned()));
            }
            Event::Start(Tag::CodeBlock(_)) => ready.push(own("<pre tabindex=\"0\"><code>".to_owned())),
            Event::End(TagEnd::CodeBlock) => ready.push(own("</code></pre>\n".to_owned())),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = address(&dest_url, lang).into();
                ready.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::Start(Tag::Image { dest_url, .. }) => picture = Some((dest_url, String::new())),
            Event::End(TagEnd::Image) => {
                ready.extend(picture.take().map(|(path, shown)| own(image(&path, &shown))));
            }
            Event::Text(text) if picture.is_some() => {
                picture.iter_mut().for_each(|(_, shown)| shown.push_str(&text));
            }
            // What a source says in HTML is text.
            Event::Html(text) | Event::InlineHtml(text) => ready.push(Event::Text(text)),
            Event::SoftBreak if is_within_japanese(ready.last(), events.peek()) => {}
            other => ready.push(other),
        }
    }
    ready
}

fn own(html: String) -> Event<'static> {
    Event::Html(html.into())
}

/// Whether a line ends or the next one begins in Japanese, which has no space there.
fn is_within_japanese(before: Option<&Event<'_>>, after: Option<&Event<'_>>) -> bool {
    let last = |event: &Event<'_>| matches!(event, Event::Text(text) if text.ends_with(is_wide));
    let first = |event: &Event<'_>| matches!(event, Event::Text(text) if text.starts_with(is_wide));
    before.is_some_and(last) || after.is_some_and(first)
}

const fn is_wide(c: char) -> bool {
    c >= '\u{3000}'
}

/// A picture, described by the words of the source.
fn image(path: &str, shown: &str) -> String {
    let name = path.trim_start_matches("pictures/");
    let size = picture(name).and_then(|picture| crate::picture::size(&picture.bytes));
    let size =
        size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
    format!(
        "<img src=\"/help/pictures/{}\" loading=\"lazy\"{size} alt=\"{}\">",
        escaped(name),
        escaped(shown)
    )
}

/// Where a link of a source leads in the program: another guide, a section, a page, or another host.
fn address(link: &str, lang: Lang) -> String {
    if ABROAD.iter().any(|start| link.starts_with(start)) || link.starts_with(['/', '#']) {
        return link.to_owned();
    }
    let (file, section) =
        link.split_once('#').map_or((link, String::new()), |(file, id)| (file, format!("#{id}")));
    let name = file.trim_end_matches(".md");
    let (name, of) = name.strip_suffix(".ja").map_or((name, Lang::En), |name| (name, Lang::Ja));
    let other = if of != lang && has(name, lang) { format!("?lang={of}") } else { String::new() };
    format!("/help/{name}{other}{section}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
