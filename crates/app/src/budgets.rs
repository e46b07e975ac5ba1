//! The outline of budgets of a fiscal year: by ministry and along the chain, no yen counted twice, the year before
//! beside it, what the source does not give said.

use std::collections::{BTreeSet, HashMap};

use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_model::money::{Book, Counted, Entry, Line, Part, book};
use enishi_store::{Moment, Seen};

use crate::fields::{code_of, codes_of, date_of, id_of, year_of, yen_of};
use crate::{App, Context, Error};

/// The state that is shown where nobody asks for one.
const USUAL_STATE: &str = "published";

/// The outline of a fiscal year in one state.
#[derive(Clone, Debug, Default)]
pub struct BudgetOutline {
    /// The year; none where there is no budget line at all.
    pub year: Option<FiscalYear>,
    /// The years that have lines, and the one asked for, oldest first.
    pub years: Vec<FiscalYear>,
    /// The state of all lines.
    pub state: String,
    /// The states that the year has.
    pub states: Vec<String>,
    /// The ministries, in the order of the vocabulary.
    pub ministries: Vec<MinistryBudget>,
    /// The sum over all ministries, in yen.
    pub sum_yen: Option<i128>,
    /// The same programmes in the year before, in yen; none where one of them has no amount there.
    pub previous_yen: Option<i128>,
    /// Programmes that could not be added for want of an amount.
    pub unstated: usize,
    /// Lines, programmes and sources.
    pub records: HashMap<RecordId, Seen>,
    /// Sources of the lines.
    pub sources: Vec<RecordId>,
    /// The newest day of which the lines speak.
    pub as_of: Option<PartialDate>,
}

/// The ministries of which the outline speaks whether or not they have lines.
const BOTH: [&str; 2] = ["mext", "meti"];

/// The programmes of a ministry.
#[derive(Clone, Debug, Default)]
pub struct MinistryBudget {
    /// The ministry's code; empty where the programme names none.
    pub ministry: String,
    /// Its programmes.
    pub entries: Vec<BudgetEntry>,
    /// What counts of them, in yen.
    pub sum_yen: Option<i128>,
    /// The same programmes in the year before, in yen; none where one of them has no amount there.
    pub previous_yen: Option<i128>,
}

/// A programme's money.
#[derive(Clone, Debug)]
pub struct BudgetEntry {
    /// Total, parts, remainder, and whether it counts.
    pub entry: Entry,
    /// Stages of the chain that it serves: of the lines, else of the programme.
    pub stages: Vec<String>,
    /// The amount of the year before, in yen.
    pub previous_yen: Option<i128>,
    /// Parts with their amounts of this year and of the year before, in yen.
    pub parts: Vec<BudgetPart>,
}

/// A part of a programme's money.
#[derive(Clone, Copy, Debug)]
pub struct BudgetPart {
    /// The line.
    pub line: RecordId,
    /// Its amount in yen.
    pub amount_yen: Option<i128>,
    /// The amount of the line of the same programme and name in the year before, in yen.
    pub previous_yen: Option<i128>,
}

impl App {
    /// The outline of a fiscal year in a state; without them of the year of the day asked about, else the latest year,
    /// as published where it is.
    ///
    /// # Errors
    /// `bad-request` for an unknown state, or the store.
    pub async fn budget_outline(
        &self,
        ctx: &Context,
        year: Option<FiscalYear>,
        state: Option<&str>,
    ) -> Result<BudgetOutline, Error> {
        let year = year.or(ctx.moment.on.map(FiscalYear::of));
        // The outline sets two years side by side, so that no single day may restrict it.
        let ctx = ctx.clone().at(Moment { on: None, ..ctx.moment });
        let known = self.codes("budget-line", "state")?;
        if let Some(state) = state.filter(|state| !known.contains(state)) {
            let detail = format!("state `{state}`: one of {}", known.join(", "));
            return Err(Error::new("bad-request").arg("detail", detail));
        }
        let lines = self.all(&ctx, "budget-line", &[]).await?;
        let programmes = self.all(&ctx, "programme", &[]).await?;
        let mut years: BTreeSet<FiscalYear> =
            lines.iter().filter_map(|seen| year_of(&seen.body, "fiscal_year")).collect();
        let year = year.or(years.last().copied());
        years.extend(year);
        let Some(shown) = year else { return Ok(BudgetOutline::default()) };
        let states: Vec<String> = known
            .iter()
            .filter(|state| lines.iter().any(|line| is_of(line, shown, state)))
            .map(|state| (*state).to_owned())
            .collect();
        let usual = states.iter().find(|state| *state == USUAL_STATE).or(states.first()).cloned();
        let state = state.map(str::to_owned).or(usual).unwrap_or_else(|| USUAL_STATE.to_owned());
        let sources: BTreeSet<RecordId> = lines
            .iter()
            .filter(|line| is_of(line, shown, &state))
            .filter_map(|line| id_of(&line.body, "source"))
            .collect();
        let ids: Vec<RecordId> = sources.iter().copied().collect();
        let found = self.store.find_many(self.reading(&ctx), &ids).await?;
        let ministries = self.codes("programme", "ministry")?;
        let mut outline = outline(&lines, &programmes, shown, &state, ministries);
        outline.sources = sources.into_iter().filter(|id| found.contains_key(id)).collect();
        outline.records = found;
        outline.records.extend(lines.into_iter().chain(programmes).map(|seen| (seen.id, seen)));
        outline.years = years.into_iter().collect();
        outline.states = states;
        Ok(outline)
    }

    /// The codes of a field's vocabulary.
    pub(crate) fn codes(&self, kind: &str, field: &str) -> Result<&'static [&'static str], Error> {
        let field = self.kind(kind)?.field(field);
        Ok(field.and_then(|field| field.of.vocabulary()).map(|known| known.codes).unwrap_or_default())
    }
}

fn is_of(line: &Seen, year: FiscalYear, state: &str) -> bool {
    year_of(&line.body, "fiscal_year") == Some(year) && line.body.str("state") == Some(state)
}

fn line_of(seen: &Seen) -> Option<Line> {
    let part = if seen.body.str("part") == Some("total") { Part::Total } else { Part::Part };
    Some(Line {
        id: seen.id,
        programme: id_of(&seen.body, "programme")?,
        cluster: id_of(&seen.body, "cluster"),
        part,
        total: id_of(&seen.body, "total"),
        amount: yen_of(&seen.body, "amount"),
    })
}

fn outline(
    lines: &[Seen],
    programmes: &[Seen],
    year: FiscalYear,
    state: &str,
    ministries: &[&str],
) -> BudgetOutline {
    let inside: HashMap<RecordId, RecordId> =
        programmes.iter().filter_map(|seen| Some((seen.id, id_of(&seen.body, "part_of")?))).collect();
    let of_year =
        |year: FiscalYear| -> Vec<&Seen> { lines.iter().filter(|line| is_of(line, year, state)).collect() };
    let (now, before) = (of_year(year), of_year(FiscalYear(year.0 - 1)));
    let book_of =
        |lines: &[&Seen]| book(&lines.iter().filter_map(|seen| line_of(seen)).collect::<Vec<_>>(), &inside);
    let (this, last) = (book_of(&now), book_of(&before));
    let programme = |id: RecordId| programmes.iter().find(|seen| seen.id == id);
    let ministry_of =
        |entry: &Entry| programme(entry.programme).and_then(|seen| code_of(&seen.body, "ministry"));
    let mut groups: Vec<MinistryBudget> = Vec::new();
    for code in ministries.iter().map(|code| Some((*code).to_owned())).chain([None]) {
        let entries: Vec<BudgetEntry> = this
            .entries
            .iter()
            .filter(|entry| ministry_of(entry) == code)
            .map(|entry| BudgetEntry {
                stages: stages_of(entry, &now, programme(entry.programme)),
                previous_yen: amount_before(entry, &last, &now, &before),
                parts: entry.parts.iter().map(|line| part_of(*line, &now, &before)).collect(),
                entry: entry.clone(),
            })
            .collect();
        // Both ministries always stand there: that one of them has no line must be seen.
        let is_expected =
            code.as_deref().is_some_and(|code| BOTH.contains(&code)) && !this.entries.is_empty();
        if entries.is_empty() && !is_expected {
            continue;
        }
        groups.push(MinistryBudget {
            ministry: code.unwrap_or_default(),
            sum_yen: sum(entries.iter().map(|entry| &entry.entry)),
            previous_yen: sum_before(entries.iter()),
            entries,
        });
    }
    BudgetOutline {
        year: Some(year),
        state: state.to_owned(),
        sum_yen: this.sum_yen,
        previous_yen: sum_before(groups.iter().flat_map(|group| &group.entries)),
        ministries: groups,
        unstated: this.unstated,
        as_of: now.iter().filter_map(|seen| date_of(&seen.body, "as_of")).max(),
        ..BudgetOutline::default()
    }
}

/// What counts of some entries of one book.
fn sum<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<i128> {
    let added: Vec<i128> = entries
        .filter(|entry| entry.counted == Counted::Added)
        .filter_map(|entry| entry.amount_yen)
        .collect();
    (!added.is_empty()).then(|| added.iter().sum())
}

/// The amount of the year before: of the line with the same name, even where it has none; else of the programme, where
/// it has only one statement. Two statements about different things are not compared.
fn amount_before(entry: &Entry, last: &Book, now: &[&Seen], before: &[&Seen]) -> Option<i128> {
    let title_in = |lines: &[&Seen], id: Option<RecordId>| {
        let line = lines.iter().find(|seen| Some(seen.id) == id)?;
        line.body.raw("title").cloned()
    };
    let of_programme: Vec<&Entry> =
        last.entries.iter().filter(|one| one.programme == entry.programme).collect();
    let title = title_in(now, entry.total);
    let same_name =
        of_programme.iter().find(|one| title.is_some() && title_in(before, one.total) == title).copied();
    let only = if let [one] = of_programme.as_slice() { Some(*one) } else { None };
    same_name.or(only).and_then(|one| one.amount_yen)
}

/// The amounts of the year before of what is added this year; none where one of them has none, since the sums would
/// then be of different things.
fn sum_before<'a>(entries: impl Iterator<Item = &'a BudgetEntry>) -> Option<i128> {
    let mut sum = None;
    for one in entries.filter(|one| one.entry.counted == Counted::Added) {
        sum = Some(sum.unwrap_or(0) + one.previous_yen?);
    }
    sum
}

fn stages_of(entry: &Entry, lines: &[&Seen], programme: Option<&Seen>) -> Vec<String> {
    let own =
        |id: &RecordId| lines.iter().find(|seen| seen.id == *id).map(|seen| codes_of(&seen.body, "stages"));
    let of_lines = entry.total.iter().chain(&entry.parts).filter_map(own).find(|stages| !stages.is_empty());
    of_lines.or_else(|| programme.map(|seen| codes_of(&seen.body, "stages"))).unwrap_or_default()
}

fn part_of(line: RecordId, now: &[&Seen], before: &[&Seen]) -> BudgetPart {
    let amount = |seen: &Seen| yen_of(&seen.body, "amount").map(|yen| i128::from(yen.0));
    let this = now.iter().find(|seen| seen.id == line);
    let is_same = |seen: &&&Seen| {
        this.is_some_and(|this| {
            ["programme", "title", "part"].iter().all(|name| this.body.raw(name) == seen.body.raw(name))
        })
    };
    BudgetPart {
        line,
        amount_yen: this.and_then(|seen| amount(seen)),
        previous_yen: before.iter().find(is_same).and_then(|seen| amount(seen)),
    }
}
