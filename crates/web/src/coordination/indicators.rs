//! Indicators: "cumulative actual (target)" and, apart from it, by yearly increments; each series on one basis, with
//! definition, cut-off, evidence and source. A chart with its text.

use askama::Template;
use axum::response::Response;
use enishi_app::Error;
use enishi_app::indicators::{Basis, IndicatorSeries, Indicators, Step, series};
use enishi_app::parts::Seen;

use super::{Anchor, anchor_of, code_labels, source_of, text_of};
use crate::address::{first, query};
use crate::fault::Fault;
use crate::remembered::{self, Made};
use crate::rows::TitleView;
use crate::text::Words;
use crate::visitor::Visitor;

/// The height of the bars of a chart, in its own units.
const HEIGHT: i128 = 100;
/// The width of a year in a chart, and of a bar.
const YEAR_WIDTH: i128 = 90;
const BAR_WIDTH: i128 = 32;

#[derive(Template)]
#[template(path = "indicators.html")]
struct IndicatorsMain {
    frame: Words,
    heading: String,
    /// Address, label and whether it is shown.
    bases: Vec<(String, String, bool)>,
    indicators: Vec<IndicatorView>,
}

struct IndicatorView {
    id: String,
    name: Anchor,
    subject: Option<Anchor>,
    definition: Option<TitleView>,
    unit: String,
    defined_by: Option<TitleView>,
    values_href: String,
    series: Vec<SeriesView>,
    /// What the sources claim about the values, each once.
    evidence: Vec<(TitleView, Option<Anchor>)>,
}

struct SeriesView {
    id: String,
    label: String,
    note: String,
    rows: Vec<RowView>,
    chart: Option<ChartView>,
}

struct RowView {
    year: String,
    href: String,
    shown: String,
    achievement: Option<String>,
    cut_off: Option<String>,
    source: Option<Anchor>,
    is_derived: bool,
}

/// Bars in the units of the chart, and the same in words.
struct ChartView {
    width: i128,
    height: i128,
    text: String,
    bars: Vec<BarView>,
    years: Vec<(i128, String)>,
}

struct BarView {
    class: &'static str,
    x: i128,
    y: i128,
    width: i128,
    height: i128,
    label_x: i128,
    label_y: i128,
    label: String,
}

/// All indicators, on both bases one after the other, or on the one asked for.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let asked = match first(&visitor.query, "basis").filter(|basis| !basis.is_empty()) {
        None => None,
        Some(text) => Some(Basis::from_code(text).ok_or_else(|| {
            let detail = format!("basis `{text}`: cumulative, annual");
            Error::new("bad-request").arg("detail", detail)
        })?),
    };
    let key = format!("indicators {}", asked.map_or("", Basis::code));
    remembered::page(&visitor, &key, async || {
        let indicators = visitor.site.app.indicators(&visitor.ctx).await?;
        let main = view(&visitor, &indicators, asked);
        Made::new(&main.heading, &main)
    })
    .await
}

fn view(visitor: &Visitor, indicators: &Indicators, asked: Option<Basis>) -> IndicatorsMain {
    let words = &visitor.words;
    let choice = |basis: Option<Basis>| {
        let code = basis.map_or("", Basis::code);
        let key = basis.map_or_else(|| "indicators-both".to_owned(), |one| format!("basis-{}", one.code()));
        (visitor.here_only(&[("basis", code)]), words.t(&key), basis == asked)
    };
    let bases: Vec<Basis> = match asked {
        Some(basis) => vec![basis],
        None => vec![Basis::Cumulative, Basis::Annual],
    };
    IndicatorsMain {
        frame: words.clone(),
        heading: words.t("indicators-title"),
        bases: [None, Some(Basis::Cumulative), Some(Basis::Annual)].map(choice).into(),
        indicators: indicators
            .all
            .iter()
            .enumerate()
            .map(|(place, one)| indicator_view(words, indicators, one, place, &bases))
            .collect(),
    }
}

fn indicator_view(
    words: &Words,
    all: &Indicators,
    one: &IndicatorSeries,
    place: usize,
    bases: &[Basis],
) -> IndicatorView {
    let mut evidence: Vec<(TitleView, Option<Anchor>)> = Vec::new();
    for value in &one.values {
        let Some(text) = text_of(words, value, "evidence") else { continue };
        if !evidence.iter().any(|(known, _)| known.text == text.text) {
            evidence.push((text, source_of(words, &all.records, value)));
        }
    }
    let reference = one.indicator.reference.as_str();
    IndicatorView {
        id: format!("indicator-{place}"),
        name: anchor_of(words, &one.indicator),
        subject: one.subject.and_then(|id| all.records.get(&id)).map(|seen| anchor_of(words, seen)),
        definition: text_of(words, &one.indicator, "definition"),
        unit: code_labels(words, &one.indicator, "unit").unwrap_or_default(),
        defined_by: text_of(words, &one.indicator, "defined_by"),
        values_href: format!("/indicator-values{}", query(&[("indicator", reference)])),
        series: bases
            .iter()
            .filter_map(|basis| series_view(words, all, one, &format!("indicator-{place}"), *basis))
            .collect(),
        evidence,
    }
}

fn series_view(
    words: &Words,
    all: &Indicators,
    one: &IndicatorSeries,
    id: &str,
    basis: Basis,
) -> Option<SeriesView> {
    let steps = series(&one.recorded, basis);
    if steps.is_empty() {
        return None;
    }
    let is_derived = steps.iter().any(|step| step.is_derived);
    let note = if is_derived {
        format!("indicators-derived-{}", basis.code())
    } else {
        "indicators-as-recorded".to_owned()
    };
    Some(SeriesView {
        id: format!("{id}-{}", basis.code()),
        label: words.t(&format!("basis-{}", basis.code())),
        note: words.t(&note),
        rows: steps.iter().map(|step| row_view(words, all, one, step, basis)).collect(),
        chart: chart_view(words, &steps),
    })
}

fn row_view(words: &Words, all: &Indicators, one: &IndicatorSeries, step: &Step, basis: Basis) -> RowView {
    let of_year = |seen: &&Seen| {
        seen.body.raw("fiscal_year").and_then(serde_json::Value::as_i64) == Some(i64::from(step.year.0))
    };
    let recorded = one
        .values
        .iter()
        .filter(of_year)
        .find(|seen| step.is_derived || seen.body.str("basis") == Some(basis.code()));
    let date = |name: &str| {
        let date: enishi_kit::date::PartialDate = recorded?.body.str(name)?.parse().ok()?;
        Some(words.date(date))
    };
    let reference = one.indicator.reference.as_str();
    RowView {
        year: step.year.label(words.lang),
        href: match recorded.filter(|_| !step.is_derived) {
            Some(seen) => anchor_of(words, seen).href,
            None => format!("/indicator-values{}", query(&[("indicator", reference)])),
        },
        shown: actual_and_target(words, step),
        achievement: step.achievement_thousandths().map(thousandths),
        cut_off: date("cut_off"),
        source: recorded.and_then(|seen| source_of(words, &all.records, seen)),
        is_derived: step.is_derived,
    }
}

/// `159 (109)`.
fn actual_and_target(words: &Words, step: &Step) -> String {
    let label = |number: Option<enishi_kit::decimal::Decimal>| {
        number.map_or_else(|| words.t("value-none"), |number| number.label(words.lang))
    };
    match step.target {
        Some(_) => words.with(
            "indicators-actual-target",
            &[("actual", label(step.value)), ("target", label(step.target))],
        ),
        None => label(step.value),
    }
}

fn thousandths(ratio: i128) -> String {
    let sign = if ratio < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", (ratio / 1_000).abs(), (ratio % 1_000).abs())
}

/// A chart where there are at least two years and nothing below zero.
fn chart_view(words: &Words, steps: &[Step]) -> Option<ChartView> {
    let numbers =
        || steps.iter().flat_map(|step| [step.value, step.target]).flatten().map(|one| one.millionths());
    let most = numbers().max().filter(|most| *most > 0)?;
    if steps.len() < 2 || numbers().any(|number| number < 0) {
        return None;
    }
    let mut bars = Vec::new();
    let mut years = Vec::new();
    let mut sentences = Vec::new();
    for (place, step) in (0_i128..).zip(steps) {
        let left = place * YEAR_WIDTH + 10;
        for (offset, class, number) in [(0, "bar-actual", step.value), (1, "bar-target", step.target)] {
            let Some(number) = number else { continue };
            let height = number.millionths() * HEIGHT / most;
            let x = left + offset * (BAR_WIDTH + 4);
            bars.push(BarView {
                class,
                x,
                y: HEIGHT + 16 - height,
                width: BAR_WIDTH,
                height,
                label_x: x + BAR_WIDTH / 2,
                label_y: HEIGHT + 12 - height,
                label: number.label(words.lang),
            });
        }
        years.push((left + BAR_WIDTH + 2, step.year.label(words.lang)));
        sentences.push(format!("{} {}", step.year.label(words.lang), actual_and_target(words, step)));
    }
    let count = i128::try_from(steps.len()).unwrap_or(0);
    Some(ChartView {
        width: count * YEAR_WIDTH + 10,
        height: HEIGHT + 36,
        text: words.one("indicators-chart", "values", sentences.join(&words.t("list-comma"))),
        bars,
        years,
    })
}
