//! The only error that pages, API and command line see: a stable code with typed arguments, and one table that gives
//! each code its HTTP status and exit code. The sentences are in the catalogue under `error-CODE`, the remedies under
//! `error-CODE-hint`.

use std::fmt;

use enishi_kind::{Catalogue, Problem, nearest};
use enishi_kit::lang::Lang;
use enishi_store::BackupProblem;

/// What a code means at the edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// The code.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The exit code of the command line.
    pub exit: u8,
}

const fn info(code: &'static str, status: u16, exit: u8) -> CodeInfo {
    CodeInfo { code, status, exit }
}

/// Every code. Codes are never used again for another meaning.
pub static CODES: &[CodeInfo] = &[
    info("unknown-kind", 404, 2),
    info("unknown-action", 422, 2),
    info("unknown-record", 404, 2),
    info("unknown-field", 422, 2),
    info("unknown-facet", 422, 2),
    info("unknown-batch", 404, 2),
    info("unknown-map", 422, 2),
    info("unknown-page", 404, 2),
    info("unknown-file", 404, 2),
    info("invalid", 422, 2),
    info("questions", 409, 3),
    info("bad-request", 400, 2),
    info("bad-cursor", 400, 2),
    info("too-large", 413, 2),
    info("too-slow", 408, 2),
    info("file-too-large", 413, 2),
    info("missing-file", 422, 2),
    info("precondition-required", 428, 2),
    info("conflict", 412, 3),
    info("sealed", 409, 3),
    info("referred", 409, 3),
    info("missing-target", 422, 2),
    info("merged", 409, 3),
    info("merged-target", 409, 3),
    info("merge-self", 422, 2),
    info("merge-stands", 409, 3),
    info("batch-state", 409, 3),
    info("job-running", 409, 3),
    info("request-key-reused", 409, 3),
    info("import-problems", 422, 2),
    info("too-many-records", 422, 2),
    info("bad-day", 400, 2),
    info("year-out-of-range", 400, 2),
    info("bad-time", 400, 2),
    info("future-time", 400, 2),
    info("known-at-text", 422, 2),
    info("past-not-edited", 409, 3),
    info("nothing-to-publish", 422, 2),
    info("tie-up-year-empty", 422, 2),
    info("tie-up-year-taken", 409, 3),
    info("file", 422, 2),
    info("not-permitted", 403, 3),
    info("link-used", 403, 3),
    info("unknown-account", 404, 2),
    info("account-state", 409, 3),
    info("last-administrator", 409, 3),
    info("charge-taken", 409, 3),
    info("sign-in-failed", 403, 3),
    info("sign-in-again", 403, 3),
    info("sign-in-needed", 403, 3),
    info("sign-in-wait", 429, 3),
    info("code-failed", 403, 3),
    info("passphrase-wrong", 403, 3),
    info("key-unknown", 401, 3),
    info("key-scope", 403, 3),
    info("no-mail", 409, 3),
    info("service-none", 409, 3),
    info("service-unreachable", 502, 4),
    info("service-refused", 403, 3),
    info("service-unknown", 403, 3),
    info("service-taken", 409, 3),
    info("service-only", 409, 3),
    info("erase-not-this", 422, 2),
    info("erase-reason", 422, 2),
    info("ledger-damaged", 422, 2),
    info("no-ledger", 422, 2),
    info("file-exists", 409, 2),
    info("cannot-write", 422, 4),
    info("backup-nowhere", 422, 2),
    info("backup-unreadable", 422, 2),
    info("backup-not-a-backup", 422, 2),
    info("backup-damaged", 422, 2),
    info("backup-newer", 422, 2),
    info("bundle-root", 404, 2),
    info("bundle-unreadable", 422, 2),
    info("bundle-not-a-bundle", 422, 2),
    info("bundle-damaged", 422, 2),
    info("bundle-newer", 422, 2),
    info("bundle-known", 409, 3),
    info("bundle-row", 422, 2),
    info("restore-occupied", 409, 3),
    info("restore-busy", 409, 3),
    info("index-busy", 503, 4),
    info("environment", 503, 4),
    info("store-newer", 503, 4),
    info("store-full", 503, 4),
    info("store-read-only", 503, 4),
    info("too-busy", 503, 4),
    info("store-unreachable", 503, 4),
    info("store-busy", 503, 4),
    info("store-disk", 503, 4),
    info("store-damaged", 503, 4),
    info("internal", 500, 70),
];

/// An error of a use case.
pub struct Error {
    /// The stable code.
    pub code: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
    /// What is wrong with single fields.
    pub problems: Vec<Problem>,
    /// What the caller must not be told; it goes to the log.
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with this code.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, args: Vec::new(), problems: Vec::new(), source: None }
    }

    /// Adds an argument.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds the nearest known name as `near`; empty when none is near.
    #[must_use]
    pub fn near<'a>(self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let near = nearest(typed, known).unwrap_or_default().to_owned();
        self.arg("near", near)
    }

    /// Adds what is wrong with single fields.
    #[must_use]
    pub fn with_problems(mut self, problems: Vec<Problem>) -> Self {
        self.problems = problems;
        self
    }

    /// Adds the cause, for the log.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Something that should not happen.
    #[must_use]
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new("internal").caused_by(source)
    }

    /// The row of the table of codes.
    #[must_use]
    pub fn info(&self) -> CodeInfo {
        CODES.iter().copied().find(|info| info.code == self.code).unwrap_or(info("internal", 500, 70))
    }

    /// The cause, for the log only.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync)> {
        self.source.as_deref()
    }

    /// The cause and its causes, for the log only.
    #[must_use]
    pub fn causes(&self) -> String {
        let mut causes: Vec<String> = self.source.iter().map(ToString::to_string).collect();
        let mut next = self.source.as_deref().and_then(std::error::Error::source);
        while let Some(cause) = next {
            causes.push(cause.to_string());
            next = cause.source();
        }
        // Many errors repeat what their cause says.
        causes.dedup_by(|later, earlier| earlier.contains(later.as_str()));
        causes.join(": ")
    }

    /// Writes a failure with its causes to the log. Of a refusal the log gets the code alone: its arguments and causes
    /// hold what somebody typed.
    pub fn log(&self, what: &'static str) {
        if self.info().status >= 500 {
            tracing::error!(code = self.code, causes = self.causes(), "{what}");
        } else {
            tracing::info!(code = self.code, "{what}");
        }
    }

    /// The sentence in a language.
    #[must_use]
    pub fn message(&self, catalogue: &Catalogue, lang: Lang) -> String {
        let args: Vec<(&str, String)> =
            self.args.iter().map(|(name, value)| (*name, value.clone())).collect();
        catalogue.text(lang, &self.key(), &args)
    }

    /// The key of its sentence. Why a file cannot be read or written is said by what the reader found.
    fn key(&self) -> String {
        let arg = |wanted| self.args.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        match (arg("reason"), arg("is")) {
            (Some(_), Some(is)) if self.code == "file" => format!("reading-is-{is}"),
            (Some(reason), None) if self.code == "file" => format!("reading-{reason}"),
            _ => format!("error-{}", self.code),
        }
    }

    /// The remedy in a language, if there is one to name.
    #[must_use]
    pub fn hint(&self, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        let args: Vec<(&str, String)> =
            self.args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let near = self.args.iter().find(|(name, value)| *name == "near" && !value.is_empty());
        let key = match near {
            Some(_) => "hint-near".to_owned(),
            None => format!("{}-hint", self.key()),
        };
        catalogue.find(lang, &key, &args)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("code", &self.code)
            .field("args", &self.args)
            .field("problems", &self.problems)
            .field("source", &self.source)
            .finish()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        for (name, value) in &self.args {
            write!(f, " {name}={value:?}")?;
        }
        for problem in &self.problems {
            write!(f, "; {problem}")?;
        }
        if let Some(source) = &self.source {
            write!(f, " ({source})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// The code of a fault of the store.
const fn code_of(fault: enishi_store::Fault) -> &'static str {
    use enishi_store::Fault;
    match fault {
        Fault::Full => "store-full",
        Fault::ReadOnly => "store-read-only",
        Fault::Unreachable => "store-unreachable",
        Fault::Busy => "store-busy",
        Fault::Disk => "store-disk",
        Fault::Damaged => "store-damaged",
    }
}

impl From<enishi_store::Error> for Error {
    fn from(error: enishi_store::Error) -> Self {
        use enishi_store::Error as E;
        match &error {
            E::Conflict { .. } => Self::new("conflict"),
            E::MissingTarget { field, expected, .. } => {
                Self::new("missing-target").arg("field", field).arg("expected", expected).caused_by(error)
            }
            E::MissingBlob { hash, .. } => Self::new("missing-file").arg("found", hash).caused_by(error),
            E::MergedTarget { field, .. } => Self::new("merged-target").arg("field", field).caused_by(error),
            E::Referred { .. } => Self::new("referred"),
            E::Sealed { reference, batch } => crate::records::sealed(reference, batch),
            E::Cursor => Self::new("bad-cursor"),
            E::RequestKeyReused(_) => Self::new("request-key-reused"),
            E::Newer { found, known } => {
                Self::new("store-newer").arg("found", found).arg("known", known).caused_by(error)
            }
            E::Occupied { commits } => Self::new("restore-occupied").arg("commits", commits).caused_by(error),
            E::Backup { path, problem, detail } => {
                let code = match problem {
                    BackupProblem::Unreadable => "backup-unreadable",
                    BackupProblem::NotABackup => "backup-not-a-backup",
                    BackupProblem::Damaged => "backup-damaged",
                    BackupProblem::Newer => "backup-newer",
                };
                Self::new(code).arg("file", path.display()).arg("detail", detail).caused_by(error)
            }
            _ if error.fault().is_some() => {
                Self::new(error.fault().map_or("internal", code_of)).caused_by(error)
            }
            E::Folder { .. } | E::Address(_) => {
                Self::new("environment").arg("detail", &error).caused_by(error)
            }
            _ => Self::internal(error),
        }
    }
}

impl From<enishi_exchange::Error> for Error {
    fn from(error: enishi_exchange::Error) -> Self {
        let mut said = Self::new("file").arg("reason", error.code());
        for (name, value) in error.args() {
            said = said.arg(name, value);
        }
        said.arg("detail", &error).caused_by(error)
    }
}

impl From<enishi_matching::Error> for Error {
    fn from(error: enishi_matching::Error) -> Self {
        Self::internal(error)
    }
}
