//! The page of one record, drawn from its declaration: fields and dissent, and what stands around every record.

pub mod tail;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::RecordView;
use enishi_app::parts::Action;
use enishi_kind::{Claim, Field, Value};

use crate::address::query;
use crate::approaches::ApproachesView;
use crate::fault::{Fault, html};
use crate::list::kind_of;
use crate::merge;
use crate::page::Frame;
use crate::publish::RecountView;
use crate::rows::{LayerBadge, TitleView, disclosure_badge, is_sample, layer_badge, title_view};
use crate::text::Words;
use crate::values::{Anchor, Shower, Shown, ValueView, anchor};
use crate::visitor::Visitor;
use tail::Around;

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage {
    frame: Frame,
    plural: &'static str,
    reference: String,
    title: TitleView,
    state_label: Option<String>,
    is_sample: bool,
    disclosure: Option<LayerBadge>,
    head: Vec<ValueView>,
    sections: Vec<SectionView>,
    around: Around,
    /// Who was in touch with the organisation.
    approaches: Option<ApproachesView>,
    match_link: Option<Anchor>,
    /// Other views of the record: its chain, its agenda.
    views: Vec<Anchor>,
    /// Who answers for a need whose company the reader does not see.
    veiled: Option<Vec<Anchor>>,
    recount: Option<RecountView>,
}

struct SectionView {
    label: String,
    fields: Vec<FieldView>,
}

/// A field of a record.
pub struct FieldView {
    label: String,
    value: ValueView,
    /// Other sources of the same value.
    evidence: Vec<ClaimView>,
    /// Other values.
    claims: Vec<ClaimView>,
    layer: Option<LayerBadge>,
    state: Option<(&'static str, String)>,
}

struct ClaimView {
    value: ValueView,
    source: Option<Anchor>,
    facts: String,
}

/// A record: by hand where its kind has a page of its own and the address asks for nothing else, else field by field.
pub async fn show(
    visitor: Visitor,
    Path((plural, reference)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let kind = kind_of(&visitor, &plural)?;
    let app = &visitor.site.app;
    let view = app.find(&visitor.ctx, kind.name, &reference).await?;
    if view.seen.reference != reference {
        return Ok(Redirect::permanent(&format!("/{plural}/{}", view.seen.reference)).into_response());
    }
    if let Some(elsewhere) = merge::elsewhere(&visitor, &view) {
        return Ok(elsewhere);
    }
    if kind.name == "cluster" && view.merged_into.is_none() && crate::clusters::is_asked(&visitor) {
        return crate::clusters::show_one(&visitor, &view).await;
    }
    let mut page = page(&visitor, &view, tail::around(&visitor, &view).await?);
    // What was merged or is sealed is read only.
    page.frame.can_edit &= view.is_open();
    page.views.extend(crate::sharing::link(&visitor, &view));
    let recount = match kind.name {
        "published-figure" => Some(RecountView::new(&visitor, app.recount(&visitor.ctx, &reference).await)),
        _ => None,
    };
    let approaches = crate::approaches::beside(&visitor, &view).await?;
    html(&RecordPage { recount, approaches, ..page })
}

fn page(visitor: &Visitor, view: &RecordView, around: Around) -> RecordPage {
    let (words, kind, seen) = (&visitor.words, view.kind, &view.seen);
    let shower = &Shower { words, kind, links: &view.links };
    let title = title_view(words, kind, seen);
    let head = ["organisation", "fields", "organisation_type", "source_type"]
        .iter()
        .filter_map(|name| kind.field(name))
        .filter_map(|field| Some(ValueView::short(words, shower.show(field, &seen.body.value(field)?)?)))
        .collect();
    let match_link = match kind.name {
        "need" => Some(("match-seeds-for", "need")),
        "seed" => Some(("match-needs-for", "seed")),
        _ => None,
    };
    RecordPage {
        frame: Frame::new(visitor, &title.text)
            .step(&words.kinds(kind), &format!("/{}", kind.plural))
            .end(&seen.reference)
            .changing(visitor.may_with(Action::Update, kind, seen)),
        plural: kind.plural,
        reference: seen.reference.clone(),
        state_label: title.state.map(|state| words.t(&format!("translation-{state}"))),
        title,
        is_sample: is_sample(seen),
        disclosure: disclosure_badge(visitor, seen),
        head,
        sections: sections(visitor, view, shower),
        views: crate::chain::link(words, kind, &seen.reference)
            .into_iter()
            .chain(crate::committees::agenda::link(words, kind, &seen.reference))
            .collect(),
        veiled: veiled(words, view),
        match_link: match_link.map(|(key, name)| {
            Anchor::to(format!("/match{}", query(&[(name, seen.reference.as_str())])), words.t(key))
        }),
        around,
        approaches: None,
        recount: None,
    }
}

/// Where answers to a need go of which the reader sees no company; it is the same whether one is hidden or none is known.
fn veiled(words: &Words, view: &RecordView) -> Option<Vec<Anchor>> {
    let body = &view.seen.body;
    if view.kind.name != "need" || body.raw("company").is_some() || body.raw("issuer").is_some() {
        return None;
    }
    let clusters = view.kind.field("clusters").and_then(|field| body.value(field));
    let ids = clusters.map(|clusters| clusters.targets()).unwrap_or_default();
    let links = ids.iter().filter_map(|id| view.links.get(id)).map(|link| anchor(words, link));
    Some(links.chain([Anchor::to("/offer#offer-to", words.t("veiled-contact"))]).collect())
}

fn sections(visitor: &Visitor, view: &RecordView, shower: &Shower<'_>) -> Vec<SectionView> {
    let mut sections: Vec<(&str, SectionView)> = Vec::new();
    let kind = view.kind;
    for field in kind.own_fields.iter().filter(|field| field.name != kind.title) {
        let Some(shown) = field_view(visitor, view, shower, field) else { continue };
        match sections.iter_mut().find(|(name, _)| *name == field.section) {
            Some((_, section)) => section.fields.push(shown),
            None => {
                let label = visitor.words.t(&format!("section-{}", field.section));
                sections.push((field.section, SectionView { label, fields: vec![shown] }));
            }
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

fn field_view(
    visitor: &Visitor,
    view: &RecordView,
    shower: &Shower<'_>,
    field: &'static Field,
) -> Option<FieldView> {
    let (words, body) = (&visitor.words, &view.seen.body);
    let value = body.value(field);
    let (evidence, claims) = claims(visitor, view, shower, field, value.as_ref());
    let shown = match &value {
        Some(value) => shower.show(field, value)?,
        // What others say must be seen where nobody has chosen yet.
        None if !claims.is_empty() => Shown::Plain(words.t("record-value-open")),
        None => return None,
    };
    let registry = visitor.site.app.registry();
    let layer = registry.layer(field, body);
    let is_narrower = visitor.ctx.require_signed_in().is_ok() && layer != registry.record_layer(body);
    let state = match &value {
        Some(Value::Text(text)) => Some(text.state.code()),
        _ => None,
    };
    Some(FieldView {
        label: words.field(view.kind, field),
        value: ValueView::new(words, shown),
        evidence,
        claims,
        layer: is_narrower.then(|| layer_badge(words, layer)),
        state: state.map(|state| (state, words.t(&format!("translation-{state}")))),
    })
}

/// What other sources say of a field: the same, and something else.
fn claims(
    visitor: &Visitor,
    view: &RecordView,
    shower: &Shower<'_>,
    field: &'static Field,
    preferred: Option<&Value>,
) -> (Vec<ClaimView>, Vec<ClaimView>) {
    let all = view.kind.field("claims").and_then(|claims| view.seen.body.value(claims));
    let Some(Value::Claims(all)) = all else { return Default::default() };
    let (mut same, mut other) = (Vec::new(), Vec::new());
    for claim in all.iter().filter(|claim| claim.field == field.name) {
        let Ok(value) = Value::from_json(field, &claim.value) else { continue };
        let side =
            if preferred.is_some_and(|preferred| agree(preferred, &value)) { &mut same } else { &mut other };
        side.extend(claim_view(visitor, shower, field, claim, &value));
    }
    (same, other)
}

/// Whether a claim says nothing else than the preferred value; a text may leave the other language out.
fn agree(preferred: &Value, claimed: &Value) -> bool {
    match (preferred, claimed) {
        (Value::Text(preferred), Value::Text(claimed)) => {
            claimed.each().all(|(lang, words)| preferred.exact(lang) == Some(words))
        }
        _ => preferred == claimed,
    }
}

fn claim_view(
    visitor: &Visitor,
    shower: &Shower<'_>,
    field: &Field,
    claim: &Claim,
    value: &Value,
) -> Option<ClaimView> {
    let words = &visitor.words;
    let certainty = words.t(&format!("certainty-{}", claim.certainty.code()));
    let facts = match claim.as_of {
        Some(date) => format!("{} · {certainty}", words.one("record-as-of", "date", words.date(date))),
        None => certainty,
    };
    Some(ClaimView {
        value: ValueView::new(words, shower.show(field, value)?),
        source: claim.source.and_then(|id| shower.links.get(&id)).map(|link| anchor(words, link)),
        facts,
    })
}
