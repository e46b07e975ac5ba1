//! From staged rows to changes: which record a row means, which records it names, what would be different.

mod adopt;
mod body;
mod judge;
mod names;
mod standing;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use enishi_exchange::{Action, CellProblem, ParsedRow};
use enishi_kind::{Body, KindInfo, Problem, canonical};
use enishi_kit::ids::RecordId;
use enishi_store::{BatchState, Change, Record};
use serde_json::Value as Json;
use tokio::sync::mpsc;

use super::parts::Pace;
use super::report::{Counts, ImportReport, LISTED};
use crate::rules::{is_ruled, looks_around};
use crate::{App, Context, Error};
pub(crate) use adopt::Adopted;
use judge::Judged;
use names::Names;
use standing::Standing;

/// Titles of linked records that a report lists.
const LISTED_TITLES: usize = 50;

/// What some rows bring, to be written together.
pub(super) struct Part {
    pub(super) changes: Vec<Change>,
    /// The report up to and with these rows.
    pub(super) report: ImportReport,
    /// The ordinal of the last of them.
    pub(super) through: i64,
}

/// Plans an import row by row. It remembers what earlier rows of the file have brought, so that a preview and an
/// application give the same counts.
///
/// Rows of most kinds are planned as they come. Where the rules of a kind look at other records, or rows may name each
/// other, the file is planned as a whole and judged by what all of it brings; rows that fall are left out and the rest
/// is planned again.
pub(super) struct Planner {
    app: App,
    ctx: Context,
    kind: &'static KindInfo,
    /// Fields that together name a record where there is no identifier.
    natural: Vec<String>,
    names: Names,
    /// Keys (`ref:`, `identifier:`, `natural:`) that earlier rows have used, and for what.
    brought: HashMap<String, RecordId>,
    touched: HashSet<RecordId>,
    /// Of the records that rows mean those that are read only, and the batch that made them.
    sealed: HashMap<RecordId, String>,
    file_source: Option<RecordId>,
    file: String,
    sets_source: bool,
    counts: Counts,
    problems: Vec<CellProblem>,
    problem_count: u64,
    linked_titles: Vec<String>,
    is_whole: bool,
    /// Whether parts of the batch stand already: then the rest follows, whatever comes up meanwhile.
    is_begun: bool,
    /// Whether anything is asked of records of this kind.
    is_asked: bool,
    /// Column letters and headers by the fields that they fill.
    columns: HashMap<String, (String, String)>,
    header_problems: Vec<CellProblem>,
    /// Questions that are still open, and the codes of all of them.
    questions: Vec<CellProblem>,
    question_count: u64,
    question_codes: BTreeSet<String>,
    /// Rows that the rules refuse, by their number, with why.
    fallen: BTreeMap<u64, Vec<CellProblem>>,
    /// The ids of new records by the number of their row: the same whenever the file is planned again.
    ids: HashMap<u64, RecordId>,
    judged: Vec<Judged>,
    /// Rows of a part, where the batch is written in parts.
    pace: Pace,
}

/// Which record a row means.
enum Target {
    New,
    Standing(Box<Record>),
    /// An earlier row of this file has brought it.
    Repeated,
    Wrong(Problem),
}

impl Planner {
    pub(super) fn new(app: &App, ctx: &Context, kind: &'static KindInfo, report: &ImportReport) -> Self {
        let mapping = enishi_exchange::Mapping::parse(&report.mapping);
        let (natural, sets_source, names_own) = mapping.map_or_else(
            |_| (Vec::new(), false, false),
            |mapping| {
                let names_own = judge::names_own_kind(kind, &mapping);
                (natural_fields(&mapping), mapping.set.contains_key("source"), names_own)
            },
        );
        // Problems of the header row were counted when the file was staged.
        let header: Vec<CellProblem> =
            report.problems.iter().filter(|p| p.row <= report.header_row).cloned().collect();
        let mut planner = Self {
            app: app.clone(),
            ctx: ctx.clone(),
            kind,
            natural,
            names: Names::of(names_own),
            brought: HashMap::new(),
            touched: HashSet::new(),
            sealed: HashMap::new(),
            file_source: None,
            file: report.file.clone(),
            sets_source,
            counts: Counts::default(),
            problem_count: u64::try_from(header.len()).unwrap_or(0),
            problems: header.clone(),
            linked_titles: Vec::new(),
            is_whole: names_own || looks_around(kind.name),
            is_begun: report.state == BatchState::Applying.code(),
            is_asked: is_ruled(kind.name),
            columns: judge::columns_of(report),
            header_problems: header,
            questions: Vec::new(),
            question_count: 0,
            question_codes: BTreeSet::new(),
            fallen: BTreeMap::new(),
            ids: HashMap::new(),
            judged: Vec::new(),
            pace: Pace::new(),
        };
        if planner.is_begun {
            planner.counts = report.counts;
            planner.problems.clone_from(&report.problems);
            planner.problem_count = report.problem_count;
            planner.linked_titles.clone_from(&report.linked_titles);
            planner.questions.clone_from(&report.questions);
            planner.question_count = report.question_count;
            planner.question_codes.clone_from(&report.question_codes);
        }
        planner
    }

    /// Whether the rows cannot be written part by part, because they are judged by what all of them bring.
    pub(super) const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// How many rows the next part has: set by whoever writes them.
    pub(super) fn pace(&self) -> Pace {
        self.pace.clone()
    }

    /// Takes up what earlier parts of the batch have brought: their records are not to be changed by later rows.
    pub(super) fn go_on(&mut self, changed: impl IntoIterator<Item = RecordId>) {
        self.touched.extend(changed);
    }

    /// Plans the whole stage of a batch and hands the changes over with the number of rows that they come from. After
    /// a problem that is not to be skipped nothing will be written, so that only the problems are still gathered.
    pub(super) async fn run(
        mut self,
        mut report: ImportReport,
        skip_problems: bool,
        out: mpsc::Sender<Part>,
    ) -> Result<ImportReport, Error> {
        if self.is_whole {
            self.run_whole(&report, skip_problems, &out).await?;
            self.fill(&mut report);
            return Ok(report);
        }
        let mut after = -1;
        loop {
            let most = if self.is_begun { self.pace.rows() } else { super::CHUNK };
            let rows = self.app.store.staged(&report.batch, after, most).await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            let mut changes = self.plan(super::read_rows(&rows)?).await?;
            let is_refused = (!skip_problems && self.problem_count > 0) || self.question_count > 0;
            if is_refused && !self.is_begun {
                changes.clear();
            }
            // The writer went away with an error of its own.
            if out.send(self.part(&report, changes, after)).await.is_err() {
                break;
            }
        }
        self.fill(&mut report);
        Ok(report)
    }

    fn part(&self, report: &ImportReport, changes: Vec<Change>, through: i64) -> Part {
        let mut report = report.clone();
        self.fill(&mut report);
        Part { changes, report, through }
    }

    fn fill(&self, report: &mut ImportReport) {
        report.counts = self.counts;
        report.problems.clone_from(&self.problems);
        report.problem_count = self.problem_count;
        report.linked_titles.clone_from(&self.linked_titles);
        report.questions.clone_from(&self.questions);
        report.question_count = self.question_count;
        report.question_codes.clone_from(&self.question_codes);
    }

    /// Plans some rows; the changes are to be applied in their order.
    async fn plan(&mut self, mut rows: Vec<ParsedRow>) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::new();
        for row in &mut rows {
            names::name_linked(&self.app, row);
        }
        let mut standing = self.standing(&rows).await?;
        self.sealed = self.app.store.seals(&standing.all()).await?;
        let file = (!self.sets_source).then_some(self.file.as_str());
        self.names.look_up(&self.app, &self.ctx, self.kind, &rows, file).await?;
        for row in rows {
            self.counts.rows += 1;
            if !row.problems.is_empty() {
                self.reject(row.problems);
                continue;
            }
            if let Some(why) = self.fallen.get(&self.counts.rows) {
                self.reject(why.clone());
                continue;
            }
            let target = self.target(&row, &mut standing);
            self.plan_row(&row, target, &mut changes)?;
        }
        Ok(changes)
    }

    fn plan_row(&mut self, row: &ParsedRow, target: Target, changes: &mut Vec<Change>) -> Result<(), Error> {
        match (row.action, target) {
            (_, Target::Wrong(problem)) => self.reject_row(row, problem),
            (_, Target::Repeated) => self.counts.repeated += 1,
            (Some(Action::Add), Target::Standing(record)) => {
                self.reject_row(row, Problem::new("exists-already").arg("found", &record.reference));
            }
            (Some(Action::Update), Target::New) => self.reject_row(row, unknown(row)),
            (Some(Action::Delete), Target::New) => self.reject_row(row, unknown(row)),
            (Some(Action::Delete), Target::Standing(record)) => {
                if let Some(problem) = self.sealed_problem(record.id, &record.reference) {
                    self.reject_row(row, problem);
                    return Ok(());
                }
                self.counts.deleted += 1;
                self.touched.insert(record.id);
                self.note(row, record.id, Some(&record.body), None);
                changes.push(Change::Delete { id: record.id, expected: record.version });
            }
            (_, Target::New) => {
                let new = || self.app.store.ids().record_id(self.app.store.clock().now());
                let id =
                    if self.is_whole { *self.ids.entry(self.counts.rows).or_insert_with(new) } else { new() };
                if let Some(body) = self.compose(row, id, None, changes)? {
                    self.bring(row, id);
                    self.names.remember(self.kind, id, &body);
                    self.counts.added += 1;
                    changes.push(Change::Create { id, kind: self.kind, body });
                }
            }
            (_, Target::Standing(record)) => {
                if let Some(body) = self.compose(row, record.id, Some(&record), changes)? {
                    self.bring(row, record.id);
                    if self.is_whole {
                        self.names.remember(self.kind, record.id, &body);
                    }
                    if body == record.body {
                        self.counts.unchanged += 1;
                    } else {
                        self.counts.updated += 1;
                        changes.push(Change::Update { id: record.id, expected: record.version, body });
                    }
                }
            }
        }
        Ok(())
    }

    /// The body that a row gives; `None` when the row was rejected. Linked records that it names come into `changes`
    /// before it.
    fn compose(
        &mut self,
        row: &ParsedRow,
        id: RecordId,
        standing: Option<&Record>,
        changes: &mut Vec<Change>,
    ) -> Result<Option<Body>, Error> {
        let before = standing.map(|record| &record.body);
        let mut linked = Vec::new();
        match self.names.resolve_row(&self.app, self.kind, row, &mut linked) {
            Err(problems) => {
                for (field, problem) in problems {
                    self.problems_add(self.field_problem(row, &field, problem));
                }
                self.counts.rejected += 1;
                Ok(None)
            }
            Ok(resolved) => {
                let mut body = body::merge(self.kind, row, before, &resolved);
                if before.is_none() {
                    self.app.fill_provenance(self.kind, &mut body);
                    self.app.fill_holder(&self.ctx, self.kind, &mut body)?;
                    if body.raw("source").is_none() && self.kind.name != "source" && !self.sets_source {
                        let source = self.file_source(&mut linked);
                        body.set_raw("source", Json::String(source.to_string()));
                    }
                }
                let mut problems = body.problems(self.kind);
                // Bytes do not come with a spreadsheet, so it cannot attach what is not attached already.
                let files = body.raw("files");
                if files.is_some() && files != before.and_then(|before| before.raw("files")) {
                    problems.push(Problem::new("managed-field").on("files").arg("found", "files"));
                }
                // What changes nothing is no change of a record that is read only.
                if let Some(record) = standing.filter(|record| record.body != body) {
                    problems.extend(self.sealed_problem(record.id, &record.reference));
                }
                let mut asked = Vec::new();
                if problems.is_empty() && !self.is_whole {
                    (problems, asked) = self.judge_alone(id, before, &body, &linked);
                }
                if !problems.is_empty() {
                    for problem in problems {
                        let field = problem.field.clone().unwrap_or_default();
                        self.problems_add(self.field_problem(row, &field, problem));
                    }
                    self.counts.rejected += 1;
                    self.names.forget(&linked);
                    // The file's source goes with the row that would have brought it.
                    let file_source = self.file_source;
                    if linked.iter().any(|(_, change)| Some(change.id()) == file_source) {
                        self.file_source = None;
                    }
                    return Ok(None);
                }
                self.ask(row, asked);
                self.note(row, id, before, Some(&body));
                for (title, mut change) in linked {
                    if let Change::Create { kind, body, .. } = &mut change {
                        self.app.fill_holder(&self.ctx, kind, body)?;
                    }
                    if let Change::Create { id, kind, body } = &change {
                        self.note_of(row, *id, kind, None, Some(body));
                    }
                    self.counts.linked += 1;
                    if self.linked_titles.len() < LISTED_TITLES {
                        self.linked_titles.push(title);
                    }
                    changes.push(change);
                }
                Ok(Some(body))
            }
        }
    }

    /// Why a record that is read only is not changed.
    fn sealed_problem(&self, id: RecordId, reference: &str) -> Option<Problem> {
        let batch = self.sealed.get(&id)?;
        Some(Problem::new("sealed").arg("found", reference).arg("batch", batch))
    }

    /// The source of rows that name none: the file itself. The same file name is the same source.
    fn file_source(&mut self, linked: &mut Vec<(String, Change)>) -> RecordId {
        if let Some(id) = self.file_source {
            return id;
        }
        let id = self.names.file_source(&self.app, &self.file, linked);
        self.file_source = Some(id);
        id
    }

    fn bring(&mut self, row: &ParsedRow, id: RecordId) {
        self.touched.insert(id);
        for key in self.keys(row) {
            self.brought.insert(key, id);
        }
    }

    /// Everything by which a row names its record, the surest first.
    fn keys(&self, row: &ParsedRow) -> Vec<String> {
        let mut keys = Vec::new();
        if let Some(reference) = &row.key.reference {
            keys.push(format!("ref:{reference}"));
        }
        for identifier in &row.key.identifiers {
            keys.push(format!("identifier:{}:{}", identifier.scheme.name(), identifier.value));
        }
        if keys.is_empty()
            && let Some(natural) = self.natural_key(row)
        {
            keys.push(natural);
        }
        keys
    }

    /// The exact texts of the natural key: spellings that only fold to the same stay apart and become proposals.
    fn natural_key(&self, row: &ParsedRow) -> Option<String> {
        if self.natural.is_empty() {
            return None;
        }
        let parts: Vec<String> = self
            .natural
            .iter()
            .map(|name| match row.field(name) {
                Some(enishi_exchange::Parsed::Value(json)) => canonical(&words_only(json)),
                _ => String::new(),
            })
            .collect();
        Some(format!("natural:{}", parts.join("\u{1f}")))
    }

    fn target(&self, row: &ParsedRow, standing: &mut Standing) -> Target {
        let keys = self.keys(row);
        let mut earlier: Vec<RecordId> =
            keys.iter().filter_map(|key| self.brought.get(key).copied()).collect();
        earlier.dedup();
        if !earlier.is_empty() {
            return Target::Repeated;
        }
        let mut found: Vec<RecordId> = keys.iter().flat_map(|key| standing.ids(key)).collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [] if row.key.reference.is_some() => Target::Wrong(unknown(row)),
            [] => Target::New,
            [id] if self.touched.contains(id) => Target::Repeated,
            [id] => standing.take(*id).map_or(Target::New, |record| Target::Standing(Box::new(record))),
            several => Target::Wrong(
                Problem::new("ambiguous")
                    .arg("found", keys.join(", "))
                    .arg("kind", self.kind.name)
                    .arg("count", several.len()),
            ),
        }
    }

    fn reject(&mut self, problems: Vec<CellProblem>) {
        self.counts.rejected += 1;
        for problem in problems {
            self.problems_add(problem);
        }
    }

    fn reject_row(&mut self, row: &ParsedRow, problem: Problem) {
        self.reject(vec![self.field_problem(row, "", problem)]);
    }

    fn problems_add(&mut self, problem: CellProblem) {
        self.problem_count += 1;
        if self.problems.len() < LISTED {
            self.problems.push(problem);
        }
    }
}

fn unknown(row: &ParsedRow) -> Problem {
    let named = row.key.reference.clone().unwrap_or_else(|| {
        let identifiers = row.key.identifiers.iter();
        identifiers.map(|one| format!("{}:{}", one.scheme.name(), one.value)).collect::<Vec<_>>().join(", ")
    });
    Problem::new("unknown-record").arg("found", named)
}

/// The fields of the natural key: `name[en]` is a language of `name`.
fn natural_fields(mapping: &enishi_exchange::Mapping) -> Vec<String> {
    let mut fields = Vec::new();
    for header in &mapping.key {
        let target = match mapping.columns.get(header) {
            Some(enishi_exchange::ColumnRule::To(target)) => target.as_str(),
            _ => header.as_str(),
        };
        let field = target.split(['[', '.']).next().unwrap_or(target).to_owned();
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

/// A text without what is not words, so that the same words are the same key whatever their original language.
fn words_only(json: &Json) -> Json {
    match json.as_object() {
        Some(map) => map
            .iter()
            .filter(|(key, _)| matches!(key.as_str(), "ja" | "en"))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect(),
        None => json.clone(),
    }
}
