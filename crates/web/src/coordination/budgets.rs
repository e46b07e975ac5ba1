//! The outline of budgets: by ministry along the chain, the year before in parentheses, remainders shown, the rule beside
//! every sum.

use askama::Template;
use axum::response::Response;
use enishi_app::budgets::{BudgetEntry, BudgetOutline, MinistryBudget};
use enishi_app::parts::{Basis, Counted};
use enishi_kit::fiscal::FiscalYear;

use super::{Anchor, amount, anchor_of, name_views};
use crate::address::{first, query};
use crate::fault::Fault;
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::visitor::Visitor;
use crate::years::{YearView, asked_year, year_views};

/// The stages of the chain in their order; what serves none of them stands last.
const STAGES: [&str; 4] = ["seeds", "application", "commercialisation", "network"];

#[derive(Template)]
#[template(path = "budgets.html")]
struct BudgetsMain {
    frame: Words,
    heading: String,
    years: Vec<YearView>,
    states: Vec<(String, String, bool)>,
    state: String,
    ministries: Vec<MinistryView>,
    /// What the sum is of: of all, or of those that have lines.
    sum_label: String,
    sum: SumView,
    unstated: Option<String>,
    /// The year before, where nothing at all is recorded of it.
    year_before_none: Option<String>,
    sources: Vec<Anchor>,
    as_of: Option<String>,
    list_href: String,
}

struct MinistryView {
    id: String,
    name: String,
    entries: Vec<EntryView>,
    sum: SumView,
}

/// A sum with the year before and the list of its lines.
struct SumView {
    amount: Option<String>,
    previous: String,
    href: String,
}

struct EntryView {
    name: Option<Anchor>,
    stages: String,
    amount: Option<String>,
    previous: String,
    href: String,
    /// Why it is not added, or that its parts were.
    notes: Vec<String>,
    parts: Vec<PartView>,
    parts_sum: Option<String>,
    remainder: Option<String>,
    parts_href: String,
}

struct PartView {
    name: Anchor,
    amount: Option<String>,
    previous: String,
}

/// The outline of a year in a state.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let year = asked_year(&visitor)?;
    let state = first(&visitor.query, "state").filter(|state| !state.is_empty()).map(str::to_owned);
    let key = format!(
        "budgets {} {}",
        year.map(|year| year.0.to_string()).unwrap_or_default(),
        state.as_deref().unwrap_or_default()
    );
    remembered::page(&visitor, &key, async || {
        let app = &visitor.site.app;
        let outline = app.budget_outline(&visitor.ctx, year, state.as_deref()).await?;
        let main = view(&visitor, &outline);
        Made::new(&main.heading, &main)
    })
    .await
}

fn view(visitor: &Visitor, outline: &BudgetOutline) -> BudgetsMain {
    let words = &visitor.words;
    let heading = match outline.year {
        Some(year) => words.one("budgets-title-year", "year", year.full_label(words.lang)),
        None => words.t("budgets-title"),
    };
    let state_label = |state: &str| {
        words.vocabulary("budget-line", "state").map(|known| words.code(known, state)).unwrap_or_default()
    };
    let list_href = lines_href(outline, &[]);
    BudgetsMain {
        frame: words.clone(),
        heading,
        years: year_views(visitor, &outline.years, outline.year),
        states: outline
            .states
            .iter()
            .map(|state| (state_href(visitor, outline, state), state_label(state), *state == outline.state))
            .collect(),
        state: state_label(&outline.state),
        ministries: outline.ministries.iter().map(|one| ministry_view(words, outline, one)).collect(),
        sum_label: sum_label(words, outline),
        sum: SumView {
            amount: outline.sum_yen.map(|yen| amount(words, yen)),
            previous: previous_text(words, outline.previous_yen),
            href: list_href.clone(),
        },
        unstated: (outline.unstated > 0)
            .then(|| words.count("budgets-unstated", u64::try_from(outline.unstated).unwrap_or(u64::MAX))),
        year_before_none: outline
            .year
            .map(|year| FiscalYear(year.0 - 1))
            .filter(|before| !outline.years.contains(before))
            .map(|before| before.label(words.lang)),
        sources: name_views(words, &outline.records, &outline.sources),
        as_of: outline.as_of.map(|date| words.date(date)),
        list_href,
    }
}

fn state_href(visitor: &Visitor, outline: &BudgetOutline, state: &str) -> String {
    match outline.year.map(|year| year.0.to_string()) {
        Some(year) => visitor.here_only(&[("fiscal_year", &year), ("state", state)]),
        None => visitor.here_only(&[("state", state)]),
    }
}

fn sum_label(words: &Words, outline: &BudgetOutline) -> String {
    let (with, without): (Vec<_>, Vec<_>) =
        outline.ministries.iter().partition(|ministry| !ministry.entries.is_empty());
    if without.is_empty() {
        return words.t("budgets-sum");
    }
    let names: Vec<String> = with.into_iter().map(|ministry| ministry_name(words, ministry)).collect();
    words.one("budgets-sum-only", "ministries", names.join(&words.t("list-comma")))
}

fn ministry_name(words: &Words, ministry: &MinistryBudget) -> String {
    match words.vocabulary("programme", "ministry") {
        Some(known) if !ministry.ministry.is_empty() => words.code(known, &ministry.ministry),
        _ => words.t("budgets-no-ministry"),
    }
}

fn lines_href(outline: &BudgetOutline, more: &[(&str, &str)]) -> String {
    let year = outline.year.map(|year| year.0.to_string()).unwrap_or_default();
    let mut pairs = vec![("fiscal_year", year.as_str()), ("state", outline.state.as_str())];
    pairs.extend(more);
    format!("/budget-lines{}", query(&pairs))
}

fn previous_text(words: &Words, yen: Option<i128>) -> String {
    match yen {
        Some(yen) => words.one("budgets-previous", "amount", amount(words, yen)),
        None => words.t("budgets-previous-none"),
    }
}

fn ministry_view(words: &Words, outline: &BudgetOutline, ministry: &MinistryBudget) -> MinistryView {
    let mut entries: Vec<&BudgetEntry> = ministry.entries.iter().collect();
    let first_stage = |entry: &BudgetEntry| {
        STAGES.iter().position(|stage| entry.stages.iter().any(|one| one == stage)).unwrap_or(STAGES.len())
    };
    entries.sort_by_key(|entry| first_stage(entry));
    MinistryView {
        id: format!("ministry-{}", if ministry.ministry.is_empty() { "none" } else { &ministry.ministry }),
        name: ministry_name(words, ministry),
        sum: SumView {
            amount: ministry.sum_yen.map(|yen| amount(words, yen)),
            previous: previous_text(words, ministry.previous_yen),
            href: lines_href(outline, &[]),
        },
        entries: entries.into_iter().map(|entry| entry_view(words, outline, entry)).collect(),
    }
}

fn entry_view(words: &Words, outline: &BudgetOutline, one: &BudgetEntry) -> EntryView {
    let entry = &one.entry;
    let programme = outline.records.get(&entry.programme);
    let reference = programme.map(|seen| seen.reference.clone()).unwrap_or_default();
    let total = entry.total.and_then(|id| outline.records.get(&id));
    let stages = words
        .vocabulary("budget-line", "stages")
        .map(|known| one.stages.iter().map(|stage| words.code(known, stage)).collect::<Vec<_>>())
        .unwrap_or_default();
    let mut notes = Vec::new();
    match entry.counted {
        Counted::Added | Counted::Unstated => {}
        Counted::Inside(outer) => {
            let outer = outline.records.get(&outer).map(|seen| anchor_of(words, seen).text);
            notes.push(words.one("budgets-inside", "programme", outer.unwrap_or_default()));
        }
        Counted::OtherStatement => notes.push(words.t("budgets-other-statement")),
    }
    if entry.basis == Basis::Parts {
        notes.push(words.t("budgets-of-parts"));
    }
    if entry.parts_unstated > 0 && entry.total.is_some() {
        notes.push(words.one("budgets-parts-unstated", "count", entry.parts_unstated));
    }
    if !entry.shares.is_empty() {
        notes.push(words.one("budgets-shares", "count", entry.shares.len()));
    }
    EntryView {
        name: total.or(programme).map(|seen| anchor_of(words, seen)),
        stages: stages.join(" → "),
        amount: entry.amount_yen.map(|yen| amount(words, yen)),
        previous: previous_text(words, one.previous_yen),
        href: match total {
            Some(seen) => anchor_of(words, seen).href,
            None => lines_href(outline, &[("programme", &reference)]),
        },
        notes,
        parts: one
            .parts
            .iter()
            .filter_map(|part| {
                Some(PartView {
                    name: anchor_of(words, outline.records.get(&part.line)?),
                    amount: part.amount_yen.map(|yen| amount(words, yen)),
                    previous: previous_text(words, part.previous_yen),
                })
            })
            .collect(),
        parts_sum: entry.parts_yen.filter(|_| entry.total.is_some()).map(|yen| amount(words, yen)),
        remainder: entry.remainder_yen.map(|yen| amount(words, yen)),
        parts_href: match total {
            Some(seen) => lines_href(outline, &[("total", &seen.reference)]),
            None => lines_href(outline, &[("programme", &reference)]),
        },
    }
}
