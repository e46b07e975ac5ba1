//! What ends a command early: the sentence, the place, the remedy, the exit code.

use std::collections::BTreeSet;
use std::io;

use enishi_kind::{Problem, nearest};

use crate::output::{Style, plain};
use crate::session::Session;
use crate::words::Words;

/// Exit codes of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// Done, with findings that somebody should look at.
    Findings,
    /// The arguments or the input are wrong; nothing was written.
    Usage,
    /// The rules refuse it.
    Refused,
    /// Files, network, database.
    Environment,
    /// A mistake of the program.
    Internal,
}

impl Exit {
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Environment => 4,
            Self::Internal => 70,
        }
    }
}

/// Why a command ended early.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    at: Option<String>,
}

#[derive(Debug)]
enum Kind {
    App(Box<enishi_app::Error>),
    Own {
        exit: Exit,
        key: &'static str,
        args: Vec<(&'static str, String)>,
        /// The key of the remedy; `KEY-hint` where nothing is said.
        hint: Option<&'static str>,
    },
    /// Whoever reads our output has enough: nothing is wrong.
    BrokenPipe,
}

impl Failure {
    /// A failure with a message of this crate's catalogue; its remedy is under `KEY-hint`.
    pub(crate) const fn new(exit: Exit, key: &'static str) -> Self {
        Self { kind: Kind::Own { exit, key, args: Vec::new(), hint: None }, at: None }
    }

    /// The arguments or the input are wrong.
    pub(crate) const fn usage(key: &'static str) -> Self {
        Self::new(Exit::Usage, key)
    }

    /// A mistake of the program.
    pub(crate) fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        enishi_app::Error::internal(cause).into()
    }

    /// A file or folder cannot be used.
    pub(crate) fn file(path: &std::path::Path, error: &io::Error) -> Self {
        let key =
            if error.kind() == io::ErrorKind::NotFound { "cli-error-no-file" } else { "cli-error-file" };
        let exit = if error.kind() == io::ErrorKind::NotFound { Exit::Usage } else { Exit::Environment };
        Self::new(exit, key).arg("detail", error).at(path.display())
    }

    /// Adds an argument of the sentence.
    #[expect(clippy::needless_pass_by_value, reason = "callers give what they have, a reference or a value")]
    pub(crate) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        if let Kind::Own { args, .. } = &mut self.kind {
            args.push((name, value.to_string()));
        }
        self
    }

    /// Names the remedy by its key.
    pub(crate) fn hint(mut self, key: &'static str) -> Self {
        if let Kind::Own { hint, .. } = &mut self.kind {
            *hint = Some(key);
        }
        self
    }

    /// Adds the nearest known name and all known names.
    pub(crate) fn near(self, typed: &str, known: &[&str]) -> Self {
        let near = nearest(typed, known.iter().copied()).unwrap_or_default();
        self.arg("near", near).arg("known", known.join(", "))
    }

    /// Says on which thing.
    #[expect(clippy::needless_pass_by_value, reason = "callers give what they have, a reference or a value")]
    pub(crate) fn at(mut self, place: impl ToString) -> Self {
        self.at = Some(place.to_string());
        self
    }

    /// Whether a use case ended with this code.
    pub(crate) fn is_code(&self, code: &str) -> bool {
        matches!(&self.kind, Kind::App(error) if error.code == code)
    }

    pub(crate) fn exit(&self) -> u8 {
        match &self.kind {
            Kind::App(error) => error.info().exit,
            Kind::Own { exit, .. } => exit.code(),
            Kind::BrokenPipe => 0,
        }
    }

    /// What happened and the remedy, on one line.
    pub(crate) fn sentence(&self, words: &Words) -> String {
        let text = self.render(words, Style::default());
        text.lines().map(|line| line.trim_start_matches("error: ")).collect::<Vec<_>>().join(" ")
    }

    /// The lines for the error stream.
    pub(crate) fn render(&self, words: &Words, style: Style) -> String {
        let (message, hint, fields) = match &self.kind {
            Kind::BrokenPipe => return String::new(),
            Kind::App(error) if error.code == "questions" => {
                let asked = error.problems.iter().map(|problem| words.problem(problem));
                let codes = error.args.iter().find(|(name, _)| *name == "codes");
                let codes = codes.map(|(_, codes)| codes.clone()).unwrap_or_default();
                let hint = words.text("cli-questions-hint", &[("codes", codes)]);
                (error.message(words.catalogue(), words.lang()), Some(hint), asked.collect())
            }
            Kind::App(error) => {
                let fields = error.problems.iter().map(|problem| {
                    let field =
                        problem.field.as_deref().map(|field| format!("{field}: ")).unwrap_or_default();
                    format!("{field}{}", words.problem(problem))
                });
                let lang = words.lang();
                (
                    error.message(words.catalogue(), lang),
                    error.hint(words.catalogue(), lang),
                    fields.collect(),
                )
            }
            Kind::Own { key, args, hint, .. } => {
                let near = args.iter().find(|(name, value)| *name == "near" && !value.is_empty());
                let hint = match near {
                    Some((_, near)) => Some(words.text("hint-near", &[("near", near.clone())])),
                    None => match hint {
                        Some(hint) => words.find(hint, args),
                        None => words.find(&format!("{key}-hint"), args),
                    },
                };
                (words.text(key, args), hint, Vec::new())
            }
        };
        render(style, &message, self.at.as_deref(), hint.as_deref(), &fields)
    }

    /// The lines for the error stream, with the id of the operation where the log knows more than they tell.
    pub(crate) fn render_as(&self, operation: &str, words: &Words, style: Style) -> String {
        let mut text = self.render(words, style);
        if matches!(&self.kind, Kind::App(error) if error.cause().is_some() && error.info().status >= 500) {
            text.push_str(&format!("{} {operation}\n", style.bold("operation:")));
        }
        text
    }

    /// Writes to the log what ended the command: the code, and of a failure its causes.
    pub(crate) fn log(&self) {
        match &self.kind {
            Kind::App(error) => error.log("the command did not succeed"),
            Kind::Own { key, .. } => tracing::info!(key, "the command did not succeed"),
            Kind::BrokenPipe => {}
        }
    }
}

/// `error: ..`, `at: ..`, `hint: ..`, each where there is one.
pub(crate) fn render(
    style: Style,
    message: &str,
    at: Option<&str>,
    hint: Option<&str>,
    more: &[String],
) -> String {
    let mut text = format!("{} {message}\n", style.red("error:"));
    for line in more {
        text.push_str(&format!("  {line}\n"));
    }
    if let Some(at) = at {
        text.push_str(&format!("{} {at}\n", style.bold("at:")));
    }
    if let Some(hint) = hint {
        text.push_str(&format!("{} {hint}\n", style.bold("hint:")));
    }
    text
}

/// One question, with its place where it has one.
pub(crate) fn asked(style: Style, question: &str, at: Option<&str>) -> String {
    let mut text = format!("{} {question}\n", style.bold("?"));
    if let Some(at) = at {
        text.push_str(&format!("{} {at}\n", style.bold("at:")));
    }
    text
}

/// What must be confirmed first, and how; empty where nothing is asked.
pub(crate) fn questions(problems: &[Problem], session: &Session) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let words = &session.words;
    let mut text: String =
        problems.iter().map(|problem| asked(session.err, &plain(&words.problem(problem)), None)).collect();
    let codes: BTreeSet<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    let codes = codes.into_iter().collect::<Vec<_>>().join(",");
    let hint = words.text("cli-questions-hint", &[("codes", codes)]);
    text.push_str(&format!("{} {hint}\n", session.err.bold("hint:")));
    text
}

impl From<enishi_app::Error> for Failure {
    fn from(error: enishi_app::Error) -> Self {
        Self { kind: Kind::App(Box::new(error)), at: None }
    }
}

impl From<enishi_exchange::Error> for Failure {
    fn from(error: enishi_exchange::Error) -> Self {
        enishi_app::Error::from(error).into()
    }
}

/// Errors of writing results to the standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { kind: Kind::BrokenPipe, at: None };
        }
        Self::new(Exit::Environment, "cli-error-file").arg("detail", error)
    }
}
