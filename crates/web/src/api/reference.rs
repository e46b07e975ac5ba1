//! `GET /api`: the API for reading, drawn from the declarations.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse};
use enishi_app::Error;
use enishi_kind::{Field, FieldPlace, KindInfo};

use super::failure::{Answer, CODES};
use super::kinds::type_name;
use super::parameters::filter_name;
use crate::page::Frame;
use crate::state::Site;
use crate::text::Words;
use crate::visitor::Visitor;

/// The addresses below that of a kind: method, what follows, key of what it does.
const OF_KIND: [(&str, &str, &str); 8] = [
    ("GET", "", "api-does-list"),
    ("POST", "", "api-does-create"),
    ("GET", "/{ref}", "api-does-show"),
    ("PATCH", "/{ref}", "api-does-update"),
    ("DELETE", "/{ref}", "api-does-delete"),
    ("GET", "/{ref}/history", "api-does-history"),
    ("GET", "/{ref}/referrers", "api-does-referrers"),
    ("POST", "/{ref}/merge", "api-does-merge"),
];
/// The addresses beside those of kinds.
const FIXED: [(&str, &str, &str); 3] = [
    ("POST", "/api/v1/matches", "api-does-matches"),
    ("GET", "/api/v1/kinds", "api-does-kinds"),
    ("GET", "/api/v1/openapi.json", "api-does-openapi"),
];

/// The page.
#[derive(Template)]
#[template(
    ext = "html",
    source = r##"{% extends "base.html" %}
{% block main %}
<div class="page-head"><div><h1>{{ frame.title }}</h1></div></div>
<p>{{ frame.t("api-lead") }}</p>
<ul>
  <li><a href="/api/v1/openapi.json">{{ frame.t("api-description") }}</a></li>
  <li><a href="/api/v1/kinds">{{ frame.t("api-kinds-link") }}</a></li>
</ul>
<div class="section">
  <div class="section-head"><h2 id="addresses">{{ frame.t("api-addresses") }}</h2></div>
  <div class="table-scroll" role="region" aria-labelledby="addresses" tabindex="0"><table class="data">
    <thead><tr><th scope="col">{{ frame.t("api-method") }}</th><th scope="col">{{ frame.t("api-address") }}</th><th scope="col">{{ frame.t("api-does") }}</th></tr></thead>
    <tbody>{% for row in addresses %}
      <tr><td class="tight"><code>{{ row.method }}</code></td><td><code>{{ row.address }}</code></td><td>{{ row.does }}</td></tr>{% endfor %}
    </tbody>
  </table></div>
</div>
<div class="section">
  <div class="section-head"><h2 id="try">{{ frame.t("api-try") }}</h2></div>
  {%- for sample in samples %}
  <h3 id="try-{{ loop.index }}">{{ sample.0 }}</h3>
  <pre role="group" aria-labelledby="try-{{ loop.index }}" tabindex="0"><code>{{ sample.1 }}</code></pre>
  {%- endfor %}
</div>
{%- for kind in kinds %}
<div class="section">
  <div class="section-head"><h2 id="{{ kind.name }}">{{ kind.label }}</h2></div>
  <div class="table-scroll" role="region" aria-labelledby="{{ kind.name }}" tabindex="0"><table class="data">
    <thead><tr><th scope="col">{{ frame.t("api-field") }}</th><th scope="col">{{ frame.t("api-field-label") }}</th><th scope="col">{{ frame.t("api-field-type") }}</th><th scope="col">{{ frame.t("api-field-layer") }}</th><th scope="col">{{ frame.t("api-field-filter") }}</th></tr></thead>
    <tbody>{% for field in kind.fields %}
      <tr><th scope="row"><code>{{ field.name }}</code></th><td>{{ field.label }}{% if field.is_required %} <span class="badge">{{ frame.t("api-field-required") }}</span>{% endif %}</td><td><code>{{ field.of }}</code></td><td><span class="badge badge-{{ field.layer }}">{{ field.layer }}</span></td><td>{% if let Some(filter) = field.filter %}<code>{{ filter }}</code>{% endif %}</td></tr>{% endfor %}
    </tbody>
  </table></div>
</div>
{%- endfor %}
<div class="section">
  <div class="section-head"><h2 id="codes">{{ frame.t("api-codes") }}</h2></div>
  <p>{{ frame.t("api-codes-lead") }}</p>
  <div class="table-scroll" role="region" aria-labelledby="codes" tabindex="0"><table class="data">
    <thead><tr><th scope="col">{{ frame.t("api-code") }}</th><th scope="col" class="num">{{ frame.t("api-code-status") }}</th><th scope="col">{{ frame.t("api-code-title") }}</th></tr></thead>
    <tbody>{% for code in codes %}
      <tr id="{{ code.code }}"><th scope="row"><code>{{ code.code }}</code></th><td class="num">{{ code.status }}</td><td>{{ code.title }}</td></tr>{% endfor %}
    </tbody>
  </table></div>
</div>
{% endblock %}"##
)]
struct ReferencePage {
    frame: Frame,
    addresses: Vec<AddressRow>,
    samples: Vec<(String, &'static str)>,
    kinds: Vec<KindSection>,
    codes: Vec<CodeRow>,
}

struct AddressRow {
    method: &'static str,
    address: String,
    does: String,
}

struct KindSection {
    name: &'static str,
    label: String,
    fields: Vec<FieldRow>,
}

struct FieldRow {
    name: &'static str,
    label: String,
    of: &'static str,
    layer: &'static str,
    is_required: bool,
    filter: Option<String>,
}

struct CodeRow {
    code: &'static str,
    status: u16,
    title: String,
}

/// Shows the page.
pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Answer {
    let words = &visitor.words;
    let title = words.t("api-title");
    let registry = site.app.registry();
    let first = registry.kinds().next().map_or("", |kind| kind.plural);
    let of_kind =
        OF_KIND.iter().map(|&(method, rest, does)| (method, format!("/api/v1/{{kind}}{rest}"), does));
    let fixed = FIXED.iter().map(|&(method, address, does)| (method, address.to_owned(), does));
    let addresses = of_kind
        .chain(fixed)
        .map(|(method, address, does)| AddressRow {
            method,
            address: address.replace("{kind}", first),
            does: words.t(does),
        })
        .collect();
    let page = ReferencePage {
        frame: Frame::new(&visitor, &title).end(&title),
        addresses,
        samples: samples(words),
        kinds: registry.kinds().map(|kind| section(words, kind)).collect(),
        codes: codes(words),
    };
    let body = page.render().map_err(Error::internal)?;
    Ok(Html(body).into_response())
}

fn samples(words: &Words) -> Vec<(String, &'static str)> {
    let sample = |key: &str, text| (words.t(key), text);
    vec![
        sample(
            "api-try-list",
            "curl \"http://127.0.0.1:8080/api/v1/seeds?filter.fields=life&readiness=4&readiness=5&limit=10\"",
        ),
        sample(
            "api-try-match",
            "curl http://127.0.0.1:8080/api/v1/matches --json '{\"text\": \"希少糖を連続で生産したい\", \"top\": 5}'",
        ),
        sample(
            "api-try-create",
            "curl http://127.0.0.1:8080/api/v1/seeds -H 'Authorization: Bearer enishi_…' -H 'Idempotency-Key: visit-17' \\\n  --json '{\"fields\": \
             {\"title\": {\"original\": \"ja\", \"ja\": \"見本\"}, \"disclosure\": \"public\"}}'",
        ),
    ]
}

fn section(words: &Words, kind: &'static KindInfo) -> KindSection {
    let row = |field: &'static Field| FieldRow {
        name: field.name,
        label: words.field(kind, field),
        of: type_name(field.of),
        layer: field.layer.code(),
        is_required: field.required,
        filter: field.facet.then(|| filter_name(&FieldPlace { field, column: None })),
    };
    KindSection { name: kind.plural, label: words.kinds(kind), fields: kind.fields().map(row).collect() }
}

/// The codes that the API may answer, by status. Those of the command line alone are not among them.
fn codes(words: &Words) -> Vec<CodeRow> {
    let mut rows: Vec<CodeRow> = CODES
        .iter()
        .chain(enishi_app::CODES)
        .filter_map(|info| {
            let title = words.find(&format!("api-status-{}", info.status))?;
            Some(CodeRow { code: info.code, status: info.status, title })
        })
        .collect();
    rows.sort_by_key(|row| (row.status, row.code));
    rows
}
