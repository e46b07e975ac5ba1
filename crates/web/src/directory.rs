//! The directory of people and roles on a day.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use enishi_app::directory::{By, Directory, Entry, GroupOf, Held};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_model::vocabulary::{KEY_FIELDS, PREFECTURES, ROLES};

use crate::address::first;
use crate::fault::Fault;
use crate::figures::FigureView;
use crate::hand_made::is_list;
use crate::naming::{Anchor, anchor, anchor_of, text_of};
use crate::remembered::{self, Made};
use crate::text::{Words, grouped};
use crate::values::{CodeView, field_sign};
use crate::visitor::Visitor;

/// The name in addresses of what the directory is divided by.
const BY: &str = "by";
/// The name in addresses of the field that people broker; not the name of the facet, which asks for the list.
const FIELD: &str = "field";

#[derive(Template)]
#[template(path = "directory.html")]
struct DirectoryMain {
    frame: Words,
    heading: String,
    people: FigureView,
    roles: FigureView,
    /// Roles without dates: beside the number, not in it.
    undated: Option<Anchor>,
    ways: Vec<ChoiceView>,
    fields: Vec<ChoiceView>,
    all_fields: Option<String>,
    groups: Vec<GroupView>,
}

struct ChoiceView {
    href: String,
    label: String,
    count: Option<String>,
    sign: Option<(&'static str, &'static str)>,
    is_here: bool,
}

struct GroupView {
    id: String,
    label: String,
    lang: Option<&'static str>,
    href: Option<String>,
    people: Vec<PersonView>,
    posts: Vec<RoleView>,
}

struct PersonView {
    name: Anchor,
    position: Option<(String, Option<&'static str>)>,
    organisation: Option<Anchor>,
    roles: Vec<RoleView>,
    brokers: Vec<CodeView>,
    strengths: Vec<String>,
    track_record: Option<(String, Option<&'static str>)>,
    /// Label and text, as far as this viewer may see them.
    contacts: Vec<(String, String)>,
}

struct RoleView {
    href: String,
    role: String,
    places: Vec<Anchor>,
    programme: Option<Anchor>,
    term: Option<String>,
    is_concurrent: bool,
    is_sample: bool,
    remarks: Option<(String, Option<&'static str>)>,
}

/// The directory; the list when the address asks for one.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    if is_list(&visitor, &[BY, FIELD]) {
        return crate::list::show(visitor, Path("people".to_owned())).await;
    }
    let by = match first(&visitor.query, BY) {
        Some("cluster") => By::Cluster,
        _ => By::Prefecture,
    };
    let field = first(&visitor.query, FIELD).filter(|field| KEY_FIELDS.codes.contains(field));
    let key = format!("people {by:?} {}", field.unwrap_or_default());
    remembered::page(&visitor, &key, async || {
        let directory = visitor.site.app.directory(&visitor.ctx, by, field).await?;
        let title = visitor.words.t("directory-title");
        Made::new(&title, &main(&visitor, &directory, by, field))
    })
    .await
}

fn main(visitor: &Visitor, directory: &Directory, by: By, field: Option<&str>) -> DirectoryMain {
    let words = &visitor.words;
    let way = |value: &str, key: &str, is_here: bool| ChoiceView {
        href: visitor.here_with(&[(BY, value)]),
        label: words.t(key),
        count: None,
        sign: None,
        is_here,
    };
    let field_view = |(code, count): &(String, usize)| ChoiceView {
        href: visitor.here_with(&[(FIELD, code.as_str())]),
        label: words.code(&KEY_FIELDS, code),
        count: Some(grouped(u64::try_from(*count).unwrap_or(0))),
        sign: field_sign(&KEY_FIELDS, code),
        is_here: field == Some(code),
    };
    let (roles, undated) = FigureView::new(words, &directory.roles).take_undated();
    DirectoryMain {
        heading: words.one("directory-day", "day", words.date(PartialDate::from(directory.day))),
        people: FigureView::new(words, &directory.people),
        roles,
        undated,
        ways: vec![
            way("", "directory-by-prefecture", by == By::Prefecture),
            way("cluster", "directory-by-cluster", by == By::Cluster),
        ],
        fields: directory.fields.iter().map(field_view).collect(),
        all_fields: field.map(|_| visitor.here_with(&[(FIELD, "")])),
        groups: (1..)
            .zip(&directory.groups)
            .map(|(number, group)| {
                let (label, href, lang) = match &group.of {
                    GroupOf::Prefecture(code) => (words.code(&PREFECTURES, code), None, None),
                    GroupOf::Cluster(link) => {
                        let name = anchor(words, link);
                        (name.text, Some(name.href), name.lang)
                    }
                    GroupOf::Elsewhere if by == By::Cluster => (words.t("directory-no-cluster"), None, None),
                    GroupOf::Elsewhere => (words.t("directory-no-prefecture"), None, None),
                };
                GroupView {
                    id: format!("group-{number}"),
                    label,
                    lang,
                    href,
                    people: group.people.iter().map(|entry| person(visitor, directory, entry)).collect(),
                    posts: group.posts.iter().map(|post| role(visitor, directory, post)).collect(),
                }
            })
            .collect(),
        frame: words.clone(),
    }
}

fn person(visitor: &Visitor, directory: &Directory, entry: &Entry) -> PersonView {
    let words = &visitor.words;
    let seen = &entry.seen;
    let list = |name: &str| -> Vec<String> {
        let items = seen.body.raw(name).and_then(serde_json::Value::as_array).into_iter().flatten();
        items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
    };
    let kind = visitor.site.app.registry().kind(seen.kind);
    let contact = |name: &str| {
        let kind = kind?;
        Some((words.field(kind, kind.field(name)?), seen.body.str(name)?.to_owned()))
    };
    let organisation = seen.body.str("organisation").and_then(|id| id.parse::<RecordId>().ok());
    PersonView {
        name: anchor_of(&visitor.words, seen),
        position: text_of(visitor, seen, "position"),
        organisation: organisation.and_then(|id| directory.links.get(&id)).map(|link| anchor(words, link)),
        roles: entry.roles.iter().map(|held| role(visitor, directory, held)).collect(),
        brokers: list("brokers")
            .iter()
            .map(|code| CodeView {
                label: words.code(&KEY_FIELDS, code),
                sign: field_sign(&KEY_FIELDS, code),
            })
            .collect(),
        strengths: list("strengths"),
        track_record: text_of(visitor, seen, "track_record"),
        contacts: ["duty_contact", "personal_contact"].into_iter().filter_map(contact).collect(),
    }
}

fn role(visitor: &Visitor, directory: &Directory, held: &Held) -> RoleView {
    let words = &visitor.words;
    let name = |id: &RecordId| directory.links.get(id).map(|link| anchor(words, link));
    let date = |date: Option<PartialDate>| date.map(|date| words.date(date));
    let term = match (date(held.since), date(held.until)) {
        (Some(since), Some(until)) => {
            Some(words.with("timeline-term", &[("since", since), ("until", until)]))
        }
        (Some(since), None) => Some(words.one("directory-since", "since", since)),
        (None, Some(until)) => Some(words.one("timeline-until", "until", until)),
        (None, None) => None,
    };
    RoleView {
        href: format!("/roles/{}", held.seen.reference),
        role: words.code(&ROLES, &held.role),
        places: held.places.iter().filter_map(name).collect(),
        programme: held.programme.as_ref().and_then(name),
        term,
        is_concurrent: held.is_concurrent,
        is_sample: held.is_sample,
        remarks: text_of(visitor, &held.seen, "remarks"),
    }
}
