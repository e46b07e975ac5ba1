//! What the rules say of the rows of a file: rows that fall, questions that a person must confirm, each with its place.

use std::collections::{BTreeMap, HashMap};

use enishi_exchange::{CellProblem, ColumnRule, Mapping, ParsedRow, Place};
use enishi_kind::{Body, KindInfo, Problem};
use enishi_kit::ids::RecordId;
use enishi_model::rules::{Severity, is_wanted};
use enishi_store::Change;
use tokio::sync::mpsc;

use super::super::report::{ImportReport, LISTED};
use super::{Part, Planner};
use crate::rules::{Altered, Steps, is_open, is_ruled};
use crate::{Error, imports};

/// How often a file is planned at most. Each time fewer rows are left or more names are known, so that it settles.
const PASSES: usize = 100;

/// A record that a row alters, while the whole file is gathered.
pub(super) struct Judged {
    altered: Altered,
    /// The number of its row, and where that stands.
    number: u64,
    place: Place,
}

impl Planner {
    /// Plans the whole file as often as it takes until no row falls and every row knows what the others bring.
    pub(super) async fn run_whole(
        &mut self,
        report: &ImportReport,
        skip_problems: bool,
        out: &mpsc::Sender<Part>,
    ) -> Result<(), Error> {
        let batch = &report.batch;
        for pass in 0..PASSES {
            let mut changes = Vec::new();
            let mut after = -1;
            loop {
                let rows = self.app.store.staged(batch, after, imports::CHUNK).await?;
                let Some((last, _)) = rows.last() else { break };
                after = *last;
                changes.extend(self.plan(imports::read_rows(&rows)?).await?);
                // Progress alone: nothing is written before the whole file is judged.
                if pass == 0 && out.send(self.part(report, Vec::new(), after)).await.is_err() {
                    return Ok(());
                }
            }
            let fallen = self.judge().await?;
            if fallen.is_empty() && self.names.is_settled() {
                let is_written = (skip_problems || self.problem_count == 0) && self.question_count == 0;
                if is_written {
                    // When the writer went away it had an error of its own.
                    drop(out.send(self.part(report, changes, after)).await);
                }
                return Ok(());
            }
            self.fallen.extend(fallen);
            self.begin_again();
        }
        Err(Error::internal(format!("the rows of {batch} do not settle")))
    }

    fn begin_again(&mut self) {
        self.names.begin_again();
        self.brought.clear();
        self.touched.clear();
        self.file_source = None;
        self.counts = super::Counts::default();
        self.problems = self.header_problems.clone();
        self.problem_count = u64::try_from(self.problems.len()).unwrap_or(0);
        self.linked_titles.clear();
        self.questions.clear();
        self.question_count = 0;
        self.question_codes.clear();
        self.judged.clear();
    }

    /// Judges what the file as a whole would bring: notes the questions, gives the rows that fall.
    async fn judge(&mut self) -> Result<BTreeMap<u64, Vec<CellProblem>>, Error> {
        let judged = std::mem::take(&mut self.judged);
        let altered: Vec<Altered> = judged.iter().map(|one| one.altered.clone()).collect();
        let mut fallen: BTreeMap<u64, Vec<CellProblem>> = BTreeMap::new();
        for (place, finding) in self.app.findings(&self.ctx, &altered, Steps::Checked).await? {
            let Some(one) = judged.get(place) else { continue };
            let field = finding.problem.field.clone().unwrap_or_default();
            let is_open = is_open(&self.ctx, &finding);
            let problem = self.problem_at(&one.place, &field, finding.problem);
            match finding.severity {
                Severity::Refuse => fallen.entry(one.number).or_default().push(problem),
                Severity::Question if is_open => self.ask_at(problem),
                Severity::Question => {}
            }
        }
        Ok(fallen)
    }

    /// What the rules say of one row and the records that it brings along, where they look at nothing else: what is
    /// refused, and what is asked.
    pub(super) fn judge_alone(
        &self,
        id: RecordId,
        before: Option<&Body>,
        body: &Body,
        linked: &[(String, Change)],
    ) -> (Vec<Problem>, Vec<Problem>) {
        if !self.is_asked && linked.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let own = self.is_asked.then(|| Altered::new(id, self.kind, before, Some(body)));
        let linked = linked.iter().filter_map(|(_, change)| match change {
            Change::Create { id, kind, body } if is_ruled(kind.name) => {
                Some(Altered::new(*id, kind, None, Some(body)))
            }
            _ => None,
        });
        let (mut refused, mut asked) = (Vec::new(), Vec::new());
        for altered in own.into_iter().chain(linked) {
            for finding in altered.findings_alone(&self.app, &self.ctx, Steps::Checked) {
                let is_open = is_open(&self.ctx, &finding);
                match finding.severity {
                    Severity::Refuse => refused.push(finding.problem),
                    Severity::Question if is_open => asked.push(finding.problem),
                    Severity::Question => {}
                }
            }
        }
        (refused, asked)
    }

    /// Notes what a row does to its record, for the judgement of the whole file.
    pub(super) fn note(
        &mut self,
        row: &ParsedRow,
        id: RecordId,
        before: Option<&Body>,
        after: Option<&Body>,
    ) {
        self.note_of(row, id, self.kind, before, after);
    }

    /// The same for a record of another kind.
    pub(super) fn note_of(
        &mut self,
        row: &ParsedRow,
        id: RecordId,
        kind: &'static KindInfo,
        before: Option<&Body>,
        after: Option<&Body>,
    ) {
        if self.is_whole && before != after && (is_ruled(kind.name) || is_wanted(kind.name)) {
            self.judged.push(Judged {
                altered: Altered::new(id, kind, before, after),
                number: self.counts.rows,
                place: row.place.clone(),
            });
        }
    }

    /// Notes questions about a row.
    pub(super) fn ask(&mut self, row: &ParsedRow, problems: Vec<Problem>) {
        for problem in problems {
            let field = problem.field.clone().unwrap_or_default();
            self.ask_at(self.field_problem(row, &field, problem));
        }
    }

    fn ask_at(&mut self, question: CellProblem) {
        self.question_count += 1;
        self.question_codes.insert(question.problem.code.clone());
        if self.questions.len() < LISTED {
            self.questions.push(question);
        }
    }

    /// A problem of a row, at the column of its field where the file has one.
    pub(super) fn field_problem(&self, row: &ParsedRow, field: &str, problem: Problem) -> CellProblem {
        self.problem_at(&row.place, field, problem)
    }

    fn problem_at(&self, place: &Place, field: &str, problem: Problem) -> CellProblem {
        let value = problem.args.iter().find(|(name, _)| name == "found").map(|(_, value)| value.clone());
        let name = field.split('.').next().unwrap_or(field);
        let known = self.columns.get(name).cloned();
        let (column, header) = known.unwrap_or_else(|| (String::new(), field.to_owned()));
        CellProblem {
            sheet: place.sheet.clone(),
            row: place.row,
            column,
            header,
            value: value.unwrap_or_default(),
            problem,
        }
    }
}

/// The first column that fills each field.
pub(super) fn columns_of(report: &ImportReport) -> HashMap<String, (String, String)> {
    let mut columns = HashMap::new();
    for view in &report.columns {
        let Some(target) = &view.target else { continue };
        let field = target.split(['[', '.']).next().unwrap_or(target).to_owned();
        columns.entry(field).or_insert_with(|| (view.column.clone(), view.header.clone()));
    }
    columns
}

/// Whether columns of a file may name records of its own kind.
pub(super) fn names_own_kind(kind: &'static KindInfo, mapping: &Mapping) -> bool {
    let own = |field: &enishi_kind::Field| kind.target(field) == Some(kind.name);
    let fields = kind.fields().filter(|field| own(field) || field.of.columns().iter().any(own));
    let names: Vec<&str> = fields.map(|field| field.name).collect();
    let is_own = |target: &str| names.contains(&target.split(['[', '.']).next().unwrap_or(target));
    mapping.columns.values().any(|rule| match rule {
        ColumnRule::To(target) => is_own(target),
        ColumnRule::Rule(rule) => rule.cases.iter().flat_map(|case| &case.to).any(|target| is_own(target)),
    }) || mapping.set.keys().any(|target| is_own(target))
}
