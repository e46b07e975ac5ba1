//! The list of a kind, drawn from its declaration: columns, sorting, filters with counts, paging, ways out.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::parts::Action;
use enishi_app::{CHOSEN, DATED, FacetValueView, FacetView, ListPage, ListRequest};
use enishi_kind::{Field, FieldPlace, KindInfo, Type};
use enishi_kit::fiscal::FiscalYear;

use crate::address::{Pairs, first, query};
use crate::fault::{Fault, html};
use crate::hand_made::{list_href, page_of};
use crate::page::Frame;
use crate::rows::{RowView, column_class, row_views};
use crate::text::grouped;
use crate::values::field_sign;
use crate::visitor::Visitor;

/// In the query after a deletion: the batch by which it is undone.
pub const DELETED: &str = "deleted";

/// Names in the query that are no filters.
const RESERVED: [&str; 6] = ["q", "sort", "after", "limit", "view", DELETED];

/// Values of a facet that stand open.
const FACET_LINKS: usize = 8;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPageView {
    frame: Frame,
    heading: String,
    plural: &'static str,
    q: String,
    kept: Pairs,
    total: String,
    undated: Option<String>,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    chips: Vec<FacetLink>,
    facets: Vec<FacetGroup>,
    filters_label: String,
    is_filtered: bool,
    is_ranked_cut: bool,
    first_href: Option<String>,
    next_href: Option<String>,
    exports: Vec<(String, String)>,
    templates: Vec<(&'static str, String)>,
    new_label: String,
    match_href: Option<String>,
    plain_href: String,
    /// Whether strangers may offer such records.
    is_offered: bool,
    /// Where the deletion that led here is undone.
    undo_href: Option<String>,
    /// Where the count is given out.
    publish_href: Option<String>,
    /// The page drawn by hand, where the kind has one.
    page: Option<crate::values::Anchor>,
    /// What must be known to read the numbers of this kind.
    note: Option<String>,
}

struct ColumnView {
    label: String,
    class: &'static str,
    href: Option<String>,
    sorted: Option<&'static str>,
}

struct FacetGroup {
    label: String,
    links: Vec<FacetLink>,
    /// The values beyond the first ones, and how many, in words.
    rest: Vec<FacetLink>,
    rest_label: String,
}

struct FacetLink {
    label: String,
    href: String,
    count: String,
    is_chosen: bool,
    sign: Option<(&'static str, &'static str)>,
    remove_label: String,
}

/// The kind behind the first part of an address: its plural. The singular leads to it.
pub fn kind_of(visitor: &Visitor, plural: &str) -> Result<&'static KindInfo, Fault> {
    let kind = visitor.site.app.registry().kind(plural);
    kind.filter(|kind| kind.plural == plural).ok_or(Fault::unknown_page())
}

/// What a list is asked for by a query.
#[must_use]
pub fn filters_of(pairs: &Pairs) -> Vec<(String, String)> {
    pairs
        .iter()
        .filter(|(name, value)| !RESERVED.contains(&name.as_str()) && !value.is_empty())
        .cloned()
        .collect()
}

/// A list.
pub async fn show(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    if let Some(kind) = visitor.site.app.registry().kind(&plural).filter(|kind| kind.plural != plural) {
        return Ok(Redirect::permanent(&format!("/{}{}", kind.plural, query(&visitor.query))).into_response());
    }
    let kind = kind_of(&visitor, &plural)?;
    let request = ListRequest {
        filters: filters_of(&visitor.query),
        sort: first(&visitor.query, "sort").map(str::to_owned),
        text: first(&visitor.query, "q").map(str::to_owned),
        after: first(&visitor.query, "after").map(str::to_owned),
        limit: first(&visitor.query, "limit").and_then(|limit| limit.parse().ok()),
        lang: Some(visitor.lang()),
        with_facets: true,
    };
    let page = visitor.site.app.list(&visitor.ctx, kind.name, &request).await?;
    html(&view(&visitor, kind, &request, &page))
}

fn view(visitor: &Visitor, kind: &'static KindInfo, request: &ListRequest, page: &ListPage) -> ListPageView {
    let words = &visitor.words;
    let heading = words.kinds(kind);
    let fields = column_fields(kind);
    let address = |ending: &str, name: &str| {
        format!(
            "/{}/{name}.{ending}{}",
            kind.plural,
            query(if name == "export" { &request.filters } else { &[] })
        )
    };
    let formats = [("XLSX", "xlsx"), ("CSV", "csv"), ("JSON Lines", "jsonl")];
    let exports = if page.is_ranked || page.total == 0 { &[][..] } else { &formats[..] };
    let has_claims = !exports.is_empty() && page.items.iter().any(|seen| seen.body.raw("claims").is_some());
    let claims = has_claims.then(|| {
        (words.t("list-export-claims"), format!("/{}/claims.csv{}", kind.plural, query(&request.filters)))
    });
    let chosen = page.filters.iter().map(|facet| facet.values.len()).sum::<usize>();
    let q = request.text.clone().unwrap_or_default();
    let is_seekable = ["seed", "need", "organisation"].contains(&kind.name);
    ListPageView {
        frame: Frame::new(visitor, &heading)
            .end(&heading)
            .changing(visitor.may(Action::Create, Some(kind.name))),
        plural: kind.plural,
        note: words.find(&format!("{}-list-note", kind.name)),
        total: words.count("list-total", page.total),
        undated: page.undated.map(|undated| words.count("moment-undated", undated)),
        columns: columns(visitor, kind, &fields, page.is_ranked),
        rows: row_views(visitor, kind, &page.items, &page.links, &fields),
        chips: page
            .filters
            .iter()
            .flat_map(|facet| chips_of(visitor, kind, facet))
            .chain(dated_chip(visitor, kind))
            .chain(chosen_chip(visitor, kind))
            .collect(),
        facets: page.facets.iter().map(|facet| facet_group(visitor, kind, facet)).collect(),
        filters_label: words.count("list-filters", u64::try_from(chosen).unwrap_or(0)),
        is_filtered: chosen > 0 || !q.is_empty(),
        is_ranked_cut: page.is_ranked
            && page.total >= u64::try_from(enishi_app::App::TEXT_LIMIT).unwrap_or(u64::MAX),
        first_href: request.after.as_ref().map(|_| visitor.here_with(&[("after", ""), (DELETED, "")])),
        next_href: page
            .next
            .as_ref()
            .map(|next| visitor.here_with(&[("after", next.as_str()), (DELETED, "")])),
        exports: exports
            .iter()
            .map(|(name, ending)| ((*name).to_owned(), address(ending, "export")))
            .chain(claims)
            .collect(),
        templates: formats.iter().map(|(name, ending)| (*name, address(ending, "template"))).collect(),
        new_label: words.one("list-new", "kind", words.kind(kind)),
        match_href: (is_seekable && !q.is_empty())
            .then(|| format!("/match{}", query(&[("text", q.as_str()), ("among", kind.name)]))),
        plain_href: list_href(kind.plural, &Pairs::new()),
        is_offered: ["seed", "need"].contains(&kind.name),
        undo_href: first(&visitor.query, DELETED)
            .filter(|batch| {
                visitor.may(Action::Undo, None)
                    && batch.chars().all(|one| one.is_ascii_alphanumeric() || one == '-')
            })
            .map(|batch| format!("/admin/batches/{batch}/undo")),
        publish_href: (page.total > 0 && !page.is_ranked)
            .then(|| crate::publish::link(visitor, kind.plural, &request.filters))
            .flatten(),
        page: page_of(kind.plural).map(|(href, key)| crate::values::Anchor::to(href, words.t(key))),
        kept: visitor
            .query
            .iter()
            .filter(|(name, _)| name != "q" && name != "after" && name != DELETED)
            .cloned()
            .collect(),
        heading,
        q,
    }
}

/// The columns besides the title, as declared; the day to which the content refers, last.
fn column_fields(kind: &'static KindInfo) -> Vec<&'static Field> {
    let declared = kind.fields().filter(|field| field.column && field.name != kind.title);
    declared.chain(kind.field("as_of")).collect()
}

fn columns(
    visitor: &Visitor,
    kind: &KindInfo,
    fields: &[&'static Field],
    is_ranked: bool,
) -> Vec<ColumnView> {
    let title = kind.title_field().map(|field| (field, "title", true, ""));
    title
        .into_iter()
        .chain(fields.iter().map(|field| (*field, field.name, field.sort, column_class(field))))
        .map(|(field, name, can_sort, class)| {
            let now = first(&visitor.query, "sort").unwrap_or_default();
            let descending = format!("-{name}");
            let sorted = match now {
                now if now == name => Some("ascending"),
                now if now == descending => Some("descending"),
                _ => None,
            };
            let next = if now == name { descending.as_str() } else { name };
            let href = (can_sort && !is_ranked)
                .then(|| visitor.here_with(&[("sort", next), ("after", ""), (DELETED, "")]));
            ColumnView {
                label: visitor.words.field(kind, field),
                class,
                href,
                sorted: sorted.filter(|_| !is_ranked),
            }
        })
        .collect()
}

fn facet_group(visitor: &Visitor, kind: &KindInfo, facet: &FacetView) -> FacetGroup {
    let mut links = facet_links(visitor, kind, facet);
    // One value more is no longer than the line that would hide it.
    let rest = if links.len() > FACET_LINKS + 1 { links.split_off(FACET_LINKS) } else { Vec::new() };
    let rest_label = visitor.words.count("list-facet-rest", u64::try_from(rest.len()).unwrap_or(0));
    FacetGroup { label: visitor.words.place(kind, &facet.place), links, rest, rest_label }
}

/// The conditions of a list in words: `stage: first`.
pub fn conditions(visitor: &Visitor, kind: &KindInfo, page: &ListPage) -> Vec<String> {
    let chosen = page.filters.iter().flat_map(|facet| {
        let label = visitor.words.place(kind, &facet.place);
        facet_links(visitor, kind, facet).into_iter().map(move |link| (label.clone(), link.label))
    });
    chosen
        .map(|(field, value)| visitor.words.with("list-condition", &[("field", field), ("value", value)]))
        .collect()
}

fn facet_links(visitor: &Visitor, kind: &KindInfo, facet: &FacetView) -> Vec<FacetLink> {
    facet.values.iter().map(|value| facet_link(visitor, kind, &facet.place, value)).collect()
}

/// The chips of a filter: a value alone does not say what it narrows.
fn chips_of(visitor: &Visitor, kind: &KindInfo, facet: &FacetView) -> Vec<FacetLink> {
    let words = &visitor.words;
    let field = words.place(kind, &facet.place);
    let said = |link: FacetLink| {
        let label = words.with("list-condition", &[("field", field.clone()), ("value", link.label)]);
        // What is read aloud holds what is seen.
        FacetLink { remove_label: words.one("list-remove-filter", "label", &label), label, ..link }
    };
    facet_links(visitor, kind, facet).into_iter().map(said).collect()
}

/// The chip of the filter by the records themselves.
fn chosen_chip(visitor: &Visitor, kind: &KindInfo) -> Option<FacetLink> {
    let count = visitor.query.iter().filter(|(name, _)| name == CHOSEN).count();
    let count = u64::try_from(count).ok().filter(|count| *count > 0)?;
    Some(chip(visitor, kind, CHOSEN, visitor.words.count("list-chosen", count)))
}

/// The chip of the filter by whether a record says something about its own days.
fn dated_chip(visitor: &Visitor, kind: &KindInfo) -> Option<FacetLink> {
    let key = match first(&visitor.query, DATED)? {
        "true" => "list-dated",
        "false" => "list-undated",
        _ => return None,
    };
    Some(chip(visitor, kind, DATED, visitor.words.t(key)))
}

/// The chip of a filter that is no facet: it leads to the list without it.
fn chip(visitor: &Visitor, kind: &KindInfo, of: &str, label: String) -> FacetLink {
    let is_kept = |name: &str| name != of && name != "after" && name != DELETED;
    let pairs: Pairs = visitor.query.iter().filter(|(name, _)| is_kept(name)).cloned().collect();
    FacetLink {
        href: list_href(kind.plural, &pairs),
        count: String::new(),
        is_chosen: true,
        sign: None,
        remove_label: visitor.words.one("list-remove-filter", "label", &label),
        label,
    }
}

fn facet_link(visitor: &Visitor, kind: &KindInfo, place: &FieldPlace, value: &FacetValueView) -> FacetLink {
    let words = &visitor.words;
    let (field, name) = (place.inner(), place.name());
    let label = match (&value.link, field.of.vocabulary()) {
        (Some(link), _) => link.title(words.lang).to_owned(),
        (None, Some(vocabulary)) => words.code(vocabulary, &value.value),
        (None, None) if field.of == Type::FiscalYear => match value.value.parse() {
            Ok(year) => FiscalYear(year).full_label(words.lang),
            Err(_) => value.value.clone(),
        },
        (None, None) => match value.value.as_str() {
            "true" => words.t("flag-yes"),
            "false" => words.t("flag-no"),
            other => other.to_owned(),
        },
    };
    let own = |(of, one): &&(String, String)| *of == *name && *one == value.value;
    let mut pairs: Pairs = visitor
        .query
        .iter()
        .filter(|pair| pair.0 != "after" && pair.0 != DELETED && !own(pair))
        .cloned()
        .collect();
    if !value.is_chosen {
        pairs.push((name.into_owned(), value.value.clone()));
    }
    FacetLink {
        href: list_href(kind.plural, &pairs),
        count: grouped(value.count),
        is_chosen: value.is_chosen,
        sign: field.of.vocabulary().and_then(|vocabulary| field_sign(vocabulary, &value.value)),
        remove_label: words.one("list-remove-filter", "label", &label),
        label,
    }
}
