//! The pages of one import: preview, outcome, undo.

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use enishi_app::parts::columns;
use enishi_app::{ActorNames, ImportReport, KeptRecord, Link, MappingView, RowProblem, UndoReport};
use enishi_kind::{KindInfo, Problem, Value};
use enishi_kit::ids::RecordId;

use crate::address::first;
use crate::fault::Fault;
use crate::history::actor;
use crate::page::Frame;
use crate::plain::plain;
use crate::questions::Questions;
use crate::text::{Words, grouped};
use crate::values::{Anchor, Shower, anchor};
use crate::visitor::Visitor;

/// One import.
#[derive(Template)]
#[template(path = "import.html")]
pub struct ImportPage {
    frame: Frame,
    heading: String,
    facts: Vec<String>,
    batch: String,
    state: String,
    state_label: String,
    is_just_done: bool,
    counts: Vec<CountView>,
    problems_title: String,
    problems: Vec<ProblemView>,
    questions: Questions,
    questions_title: String,
    asked: Vec<ProblemView>,
    asked_more: Option<String>,
    problems_more: Option<String>,
    linked: Option<String>,
    columns: Vec<ColumnView>,
    can_map: bool,
    sheets: Vec<(String, bool)>,
    header_row: String,
    list_href: String,
    will: u64,
    apply_label: String,
    has_problems: bool,
    rejected: String,
}

/// A count with its label.
pub struct CountView {
    pub label: String,
    pub count: String,
}

struct ProblemView {
    place: String,
    header: String,
    value: String,
    what: String,
}

struct ColumnView {
    column: String,
    header: String,
    examples: String,
    near: Option<String>,
    is_unknown: bool,
    options: Vec<(String, String, bool)>,
}

/// What undoing would do or did.
#[derive(Template)]
#[template(path = "undo.html")]
pub struct UndoPage {
    frame: Frame,
    facts: Vec<String>,
    counts: Vec<CountView>,
    kept: Vec<KeptView>,
    again: Option<String>,
    questions: Questions,
    is_applied: bool,
    done: Anchor,
    back_href: String,
}

/// A record that stays, wholly or in part.
pub struct KeptView {
    pub record: Anchor,
    pub why: String,
    /// The fields that stay as others made them: label, value, who and when.
    pub fields: Vec<(String, String, String)>,
}

impl KeptView {
    fn of(visitor: &Visitor, kept: &KeptRecord, known: &Known) -> Self {
        let (words, Known { links, names }) = (&visitor.words, known);
        let kind = visitor.site.app.registry().kind(kept.record.kind);
        let fields = kept.fields.iter().filter_map(|value| {
            let kind = kind?;
            let field = kind.field(&value.field)?;
            let shower = Shower { words, kind, links };
            let shown = value.value.as_ref().map(|json| plain(&shower, field, json)).unwrap_or_default();
            let who = format!("{} · {}", actor(words, names, &value.by), words.moment(value.at).shown);
            Some((words.field(kind, field), shown, who))
        });
        Self {
            record: anchor(words, &kept.record),
            why: words.t(&format!("kept-{}", kept.why)),
            fields: fields.collect(),
        }
    }
}

/// What the reader of an undo may know of the records and people in it.
#[derive(Debug)]
pub struct Known {
    links: HashMap<RecordId, Link>,
    names: ActorNames,
}

impl Known {
    /// Asks for it.
    pub async fn of(visitor: &Visitor, undo: &UndoReport) -> Result<Self, Fault> {
        let (app, ctx) = (&visitor.site.app, &visitor.ctx);
        let links = app.links_to(ctx, &kept_targets(visitor, undo)).await?;
        let people: Vec<&str> =
            undo.kept.iter().flat_map(|kept| &kept.fields).map(|value| value.by.as_str()).collect();
        Ok(Self { links, names: app.actor_names(ctx, &people).await? })
    }
}

/// The records that kept values may refer to.
fn kept_targets(visitor: &Visitor, undo: &UndoReport) -> Vec<RecordId> {
    let registry = visitor.site.app.registry();
    let mut ids = Vec::new();
    for kept in &undo.kept {
        let Some(kind) = registry.kind(kept.record.kind) else { continue };
        for value in &kept.fields {
            let field = kind.field(&value.field);
            let read = field.zip(value.value.as_ref());
            let read = read.and_then(|(field, json)| Some((field, Value::from_json(field, json).ok()?)));
            ids.extend(read.into_iter().flat_map(|(field, value)| value.targets_in(field)));
        }
    }
    ids
}

/// The counts of an import; those that are zero only where they matter.
pub fn counts(words: &Words, report: &ImportReport) -> Vec<CountView> {
    let counts = report.counts;
    let all = [
        ("import-count-rows", counts.rows, true),
        ("import-count-added", counts.added, true),
        ("import-count-updated", counts.updated, true),
        ("import-count-unchanged", counts.unchanged, true),
        ("import-count-deleted", counts.deleted, false),
        ("import-count-repeated", counts.repeated, false),
        ("import-count-rejected", counts.rejected, true),
        ("import-count-linked", counts.linked, false),
    ];
    all.iter()
        .filter(|(_, count, is_always)| *is_always || *count > 0)
        .map(|(key, count, _)| CountView { label: words.t(key), count: grouped(*count) })
        .collect()
}

impl ImportPage {
    /// The page of a report.
    pub fn of(visitor: &Visitor, report: &ImportReport) -> Self {
        let words = &visitor.words;
        let app = &visitor.site.app;
        let kind = app.registry().kind(&report.kind);
        let kinds = kind.map(|kind| words.kinds(kind)).unwrap_or_default();
        let heading = words.one("import-title", "kinds", &kinds);
        let counted = report.counts;
        let will = counted.added + counted.updated + counted.deleted;
        let listed = u64::try_from(report.problems.len()).unwrap_or(0);
        let asked = u64::try_from(report.questions.len()).unwrap_or(0);
        Self {
            frame: Frame::new(visitor, &heading)
                .step(&words.t("imports-title"), "/admin/imports")
                .end(&report.file),
            heading,
            facts: facts(words, report),
            batch: report.batch.clone(),
            state: report.state.clone(),
            state_label: words.t(&format!("batch-{}", report.state)),
            is_just_done: first(&visitor.query, "done").is_some() && report.state == "done",
            counts: counts(words, report),
            problems_title: words.count("import-problems", report.problem_count),
            problems: report.problems.iter().map(|problem| problem_view(visitor, kind, problem)).collect(),
            questions: questions(words, report),
            questions_title: words.count("import-questions", report.question_count),
            asked: report.questions.iter().map(|problem| problem_view(visitor, kind, problem)).collect(),
            asked_more: (report.question_count > asked)
                .then(|| words.count("import-problems-more", report.question_count - asked)),
            problems_more: (report.problem_count > listed)
                .then(|| words.count("import-problems-more", report.problem_count - listed)),
            linked: (!report.linked_titles.is_empty())
                .then(|| words.one("import-linked", "titles", report.linked_titles.join(", "))),
            columns: kind
                .map(|kind| report.columns.iter().map(|column| column_view(visitor, kind, column)).collect())
                .unwrap_or_default(),
            can_map: report.state == "staged" && app.upload_path(&report.batch).exists(),
            sheets: report
                .sheets
                .iter()
                .map(|sheet| (sheet.clone(), Some(sheet) == report.sheet.as_ref()))
                .collect(),
            header_row: report.header_row.to_string(),
            list_href: kind.map(|kind| format!("/{}", kind.plural)).unwrap_or_default(),
            will,
            apply_label: words.count("import-apply", will),
            has_problems: report.problem_count > 0,
            rejected: words.count("import-apply-skip", counted.rejected),
        }
    }
}

/// One tick for all questions of a file: each stands in its row below.
fn questions(words: &Words, report: &ImportReport) -> Questions {
    if report.question_count == 0 || report.state != "staged" {
        return Questions::default();
    }
    let codes: Vec<&str> = report.question_codes.iter().map(String::as_str).collect();
    let sentence = words.count("import-questions-how", report.question_count);
    Questions { asked: vec![(codes.join(","), vec![sentence])], confirmed: Vec::new() }
}

fn facts(words: &Words, report: &ImportReport) -> Vec<String> {
    let mut facts = vec![report.file.clone()];
    if let Some(sheet) = &report.sheet {
        facts.push(words.one("import-sheet", "sheet", sheet));
    }
    facts.push(words.one("import-header-row", "row", report.header_row));
    if !report.encoding.is_empty() {
        facts.push(report.encoding.clone());
    }
    let (from, name) = report.mapping_from.split_once(':').unwrap_or((report.mapping_from.as_str(), ""));
    facts.push(words.one(&format!("import-mapping-{from}"), "name", name));
    facts
}

fn problem_view(visitor: &Visitor, kind: Option<&'static KindInfo>, problem: &RowProblem) -> ProblemView {
    let words = &visitor.words;
    let mut place = match &problem.sheet {
        Some(sheet) => format!("{sheet} "),
        None => String::new(),
    };
    let args = [("row", problem.row.to_string()), ("column", problem.column.clone())];
    place.push_str(
        &words.with(if problem.column.is_empty() { "import-place-row" } else { "import-place" }, &args),
    );
    ProblemView {
        place,
        header: problem.header.clone(),
        value: problem.value.clone(),
        what: what(visitor, kind, &problem.problem),
    }
}

/// What is wrong and what to do. A column that belongs to no field is mapped on this page, in the page's own words;
/// the catalogue of the problem speaks of mapping files.
fn what(visitor: &Visitor, kind: Option<&'static KindInfo>, problem: &Problem) -> String {
    let words = &visitor.words;
    let arg = |name: &str| problem.args.iter().find(|(one, _)| one == name).map(|(_, value)| value.clone());
    let key = match problem.code.as_str() {
        "column-unknown" => "import-problem-column",
        "column-unknown-near" => "import-problem-column-near",
        _ => return words.problem(problem),
    };
    let near = arg("near").unwrap_or_default();
    let near = kind.map_or_else(|| near.clone(), |kind| near_label(visitor, kind, &near));
    words.with(key, &[("found", arg("found").unwrap_or_default()), ("near", near)])
}

/// The label of a target that is suggested by its name.
fn near_label(visitor: &Visitor, kind: &'static KindInfo, near: &str) -> String {
    columns(kind).iter().find(|target| target.name() == near).map_or_else(
        || target_label(visitor, kind, near),
        |target| target.label(visitor.site.app.catalogue(), visitor.words.lang, kind),
    )
}

fn column_view(visitor: &Visitor, kind: &'static KindInfo, column: &MappingView) -> ColumnView {
    let words = &visitor.words;
    let now = column.target.clone().unwrap_or_default();
    let catalogue = visitor.site.app.catalogue();
    let mut options = vec![
        (String::new(), words.t("import-target-unknown")),
        ("-".to_owned(), words.t("import-target-none")),
        ("id".to_owned(), words.t("import-target-id")),
        ("action".to_owned(), words.t("import-target-action")),
    ];
    options.extend(
        columns(kind).iter().map(|target| (target.name(), target.label(catalogue, words.lang, kind))),
    );
    if now == "*" {
        options.push((now.clone(), words.t("import-target-rule")));
    } else if !options.iter().any(|(value, _)| *value == now) {
        options.push((now.clone(), target_label(visitor, kind, &now)));
    }
    ColumnView {
        column: column.column.clone(),
        header: column.header.clone(),
        examples: column.examples.join(" / "),
        near: column
            .near
            .as_ref()
            .map(|near| words.one("import-near", "near", near_label(visitor, kind, near))),
        is_unknown: column.target.is_none(),
        options: options.into_iter().map(|(value, label)| (value.clone(), label, value == now)).collect(),
    }
}

/// The label of a target that is no column of the kind's own spreadsheet: `company.city`, `identifiers[kaken]`, `title`.
fn target_label(visitor: &Visitor, kind: &'static KindInfo, target: &str) -> String {
    let words = &visitor.words;
    let (path, part) =
        target.split_once('[').map_or((target, ""), |(path, part)| (path, part.trim_end_matches(']')));
    let label = |kind: &'static KindInfo, name: &str| {
        kind.field(name).map_or_else(|| name.to_owned(), |field| words.field(kind, field))
    };
    let mut shown = match path.split_once('.') {
        Some((field, inner)) => {
            let target =
                kind.field(field).and_then(|field| visitor.site.app.registry().kind(field.of.target()?));
            let inner = target.map_or_else(|| inner.to_owned(), |target| label(target, inner));
            format!("{}: {inner}", label(kind, field))
        }
        None => label(kind, path),
    };
    if !part.is_empty() {
        let part = words
            .find(&format!("identifier-scheme-{part}"))
            .or_else(|| words.find(&format!("lang-{part}")))
            .unwrap_or_else(|| part.to_owned());
        shown.push_str(&format!(" ({part})"));
    }
    shown
}

impl UndoPage {
    /// The page of an undo of an import that would be or was done.
    pub fn of(visitor: &Visitor, report: &ImportReport, undo: &UndoReport, known: &Known) -> Self {
        let words = &visitor.words;
        let list = Anchor::to("/admin/imports", words.t("imports-title"));
        let back = Anchor::to(format!("/admin/imports/{}", report.batch), &report.file);
        Self::new(visitor, facts(words, report), list, Some(back), undo, known)
    }

    /// The page of an undo: what it is about, the list in which the batch stands, its own page if it has one.
    pub fn new(
        visitor: &Visitor,
        facts: Vec<String>,
        list: Anchor,
        back: Option<Anchor>,
        undo: &UndoReport,
        known: &Known,
    ) -> Self {
        let words = &visitor.words;
        let title = words.t("undo-title");
        let mut frame = Frame::new(visitor, &title).step(&list.text, &list.href);
        if let Some(back) = &back {
            frame = frame.step(&back.text, &back.href);
        }
        let count = |key: &str, count: u64| CountView { label: words.t(key), count: grouped(count) };
        Self {
            frame: frame.end(&title),
            facts,
            counts: vec![
                count("undo-removed", undo.removed),
                count("undo-restored", undo.restored),
                count("undo-returned", undo.returned),
                count("undo-kept", undo.kept_count),
            ],
            kept: undo.kept.iter().map(|kept| KeptView::of(visitor, kept, known)).collect(),
            again: undo.undo.as_ref().map(|undo| format!("/admin/batches/{undo}/undo")),
            questions: Questions::of(words, &undo.questions, &BTreeSet::new()),
            is_applied: undo.is_applied,
            back_href: back.map_or_else(|| list.href.clone(), |back| back.href),
            done: list,
        }
    }
}
