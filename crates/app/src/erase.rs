//! Erasing personal data: what would go, then what went, as a certificate in both languages.

pub(crate) mod ledger;

use enishi_kind::{Catalogue, MERGED_INTO};
use enishi_kit::lang::Lang;
use enishi_store::{Cleaned, Erase, ErasePlan, Erasure};
use jiff::Timestamp;
use serde::Serialize;

use crate::{App, Context, Error};

/// What is to be erased.
#[derive(Clone, Debug, Default)]
pub struct EraseRequest {
    /// The record's short reference; it may have ended.
    pub reference: String,
    /// The fields; all of them when none is named.
    pub fields: Vec<String>,
    /// Why, in words that name nobody: they stay for good.
    pub reason: String,
}

/// What would be erased, or was: the certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EraseReport {
    /// Whether it was done, or only worked out.
    pub is_applied: bool,
    /// When it was done.
    pub at: Option<Timestamp>,
    /// Who did it.
    pub by: String,
    /// The record's kind.
    pub kind: String,
    /// The record's short reference; it stays.
    pub reference: String,
    /// The fields; all of them when none is named.
    pub fields: Vec<String>,
    /// Why.
    pub reason: String,
    /// Whether the record still stands, as a husk.
    pub stands: bool,
    /// Versions in the log that lost something.
    pub versions: u64,
    /// Sentences of commits in somebody's own words.
    pub reasons: u64,
    /// Reports of imports that held one of its words.
    pub batches: u64,
    /// Imports that were only previewed; all of them went.
    pub staged: u64,
    /// Remembered mappings of imports that held one of its words.
    pub settings: u64,
    /// Answers remembered for repeated requests.
    pub answers: u64,
    /// Accounts of the person that ended with it.
    pub accounts: u64,
    /// Files that went with it, by hash.
    pub files: Vec<String>,
    /// Files that stay because another record names them: the hash and that record.
    pub files_kept: Vec<(String, String)>,
    /// Other records that hold one of its names or identifiers, which stay: reference and field.
    pub elsewhere: Vec<(String, String)>,
    /// What the engine gave up of the former bytes.
    pub cleaned: Vec<&'static str>,
    /// What it could not be made to give up, and whoever runs the database must see to.
    pub left: Vec<&'static str>,
    /// `beside` the backups too, `missing` there because it could not be written, or `here` in the data folder alone where no
    /// folder for backups is set.
    pub ledger: &'static str,
    /// `rebuilt` here, or `server` where a running server builds it anew.
    pub index: &'static str,
    /// What no program reaches from here.
    pub out_of_reach: Vec<&'static str>,
    /// The same for people, in Japanese and English.
    pub text: Texts,
}

/// A certificate for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Texts {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

/// What stays wherever it was taken to. PostgreSQL has journals and replicas beside.
const OUT_OF_REACH: [&str; 4] = ["backups", "exports", "mails", "disk"];
const OUT_OF_REACH_POSTGRES: [&str; 2] = ["journal", "replicas"];

impl EraseReport {
    /// Whether nobody has anything left to do about it.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.left.is_empty() && self.ledger != "missing"
    }
}

impl App {
    /// Says what erasing would take away; nothing is changed.
    ///
    /// # Errors
    /// `unknown-record`, `unknown-field`, `erase-not-this`, `erase-reason`, `not-permitted`, or the store.
    pub async fn plan_erase(&self, ctx: &Context, request: &EraseRequest) -> Result<EraseReport, Error> {
        ctx.require_writer()?;
        let erase = self.check_erase(request).await?;
        let plan = self.store.plan_erase(&erase).await?.ok_or_else(|| unknown(request))?;
        let report = report(ctx, request, plan)?;
        Ok(self.with_texts(report))
    }

    /// Erases, makes the engine give up the former bytes, keeps the line of the ledger, and has the index built anew.
    ///
    /// # Errors
    /// As [`Self::plan_erase`]; `environment` when the ledger cannot be written.
    pub async fn erase(&self, ctx: &Context, request: &EraseRequest) -> Result<EraseReport, Error> {
        let mut reports = self.erase_all(ctx, std::slice::from_ref(request)).await?;
        reports.pop().ok_or_else(|| unknown(request))
    }

    /// The same for several, of which the engine gives up the former bytes once.
    ///
    /// # Errors
    /// As [`Self::erase`]. What was erased before the first error stays erased, ledger and all.
    pub(crate) async fn erase_all(
        &self,
        ctx: &Context,
        requests: &[EraseRequest],
    ) -> Result<Vec<EraseReport>, Error> {
        let (mut reports, mut failed) = (Vec::new(), None);
        for request in requests {
            match self.erase_one(ctx, request).await {
                Ok(report) => reports.push(report),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        if reports.is_empty() {
            return failed.map_or(Ok(reports), Err);
        }
        let erasures = self.store.erasures().await?;
        ledger::merge(&ledger::path_in(&self.folder), &erasures)?;
        let ledger = self.keep_beside_backups(&erasures);
        self.forget_uploads()?;
        let Cleaned { done, left } = self.store.clean().await?;
        self.matcher.catch_up(|_, _| ()).await?;
        let index = if self.matcher.is_owner() { "rebuilt" } else { "server" };
        let reports = reports.into_iter().map(|report| {
            let (cleaned, left) = (done.clone(), left.clone());
            self.with_texts(EraseReport { ledger, cleaned, left, index, ..report })
        });
        let reports = reports.collect();
        failed.map_or(Ok(reports), Err)
    }

    /// The deed alone.
    async fn erase_one(&self, ctx: &Context, request: &EraseRequest) -> Result<EraseReport, Error> {
        let planned = self.plan_erase(ctx, request).await?;
        let erase = self.check_erase(request).await?;
        let header = ctx.header("history-erased");
        let (plan, committed) = self.store.erase(&header, &erase).await?.ok_or_else(|| unknown(request))?;
        let report = report(ctx, request, plan)?;
        // The preview and the deed may differ when somebody wrote in between; the certificate is of the deed.
        if planned.versions != report.versions {
            tracing::info!("the record was changed between preview and erasure");
        }
        Ok(EraseReport { is_applied: true, at: Some(committed.at), ..report })
    }

    /// A backup that is restored elsewhere before the next one is made must not bring back what was erased. The erasure is
    /// done: that a folder cannot be written is said by the certificate, and is no failure.
    fn keep_beside_backups(&self, erasures: &[Erasure]) -> &'static str {
        let Some(plan) = &self.backups else { return "here" };
        let kept = enishi_store::make_folder(&plan.folder)
            .map_err(crate::nightly::environment)
            .and_then(|()| ledger::merge(&ledger::path_in(&plan.folder), erasures));
        match kept {
            Ok(()) => "beside",
            Err(error) => {
                error.log("the ledger of erasures could not be written beside the backups");
                "missing"
            }
        }
    }

    async fn check_erase(&self, request: &EraseRequest) -> Result<Erase, Error> {
        let found = self.store.find_ever(&request.reference).await?;
        let (id, kind) = found.ok_or_else(|| unknown(request))?;
        for name in &request.fields {
            if kind.field(name).is_none() {
                let known = kind.fields().map(|field| field.name);
                return Err(Error::new("unknown-field").arg("found", name).near(name, known));
            }
            if name == "disclosure" || name == MERGED_INTO {
                return Err(Error::new("erase-not-this").arg("field", name));
            }
        }
        if request.reason.trim().is_empty() {
            return Err(Error::new("erase-reason"));
        }
        Ok(Erase { id, fields: request.fields.clone(), reason: request.reason.trim().to_owned() })
    }

    /// Files of imports that nobody applied: their batches went, and they may say anything.
    fn forget_uploads(&self) -> Result<(), Error> {
        let folder = self.folder.join("uploads");
        let failed = |error: std::io::Error| {
            Error::new("environment").arg("detail", format!("{}: {error}", folder.display())).caused_by(error)
        };
        if !folder.exists() {
            return Ok(());
        }
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) }
                .map_err(failed)?;
        }
        Ok(())
    }

    fn with_texts(&self, mut report: EraseReport) -> EraseReport {
        report.out_of_reach = OUT_OF_REACH.to_vec();
        if self.engine() != "sqlite" {
            report.out_of_reach.extend(OUT_OF_REACH_POSTGRES);
        }
        report.text = Texts {
            ja: text(&self.catalogue, Lang::Ja, &report),
            en: text(&self.catalogue, Lang::En, &report),
        };
        report
    }
}

fn unknown(request: &EraseRequest) -> Error {
    Error::new("unknown-record").arg("found", &request.reference)
}

fn report(ctx: &Context, request: &EraseRequest, plan: ErasePlan) -> Result<EraseReport, Error> {
    if plan.reason_names {
        return Err(Error::new("erase-reason"));
    }
    Ok(EraseReport {
        by: ctx.actor.clone(),
        kind: plan.kind,
        reference: plan.reference,
        fields: request.fields.clone(),
        reason: request.reason.trim().to_owned(),
        stands: plan.stands,
        versions: plan.versions,
        reasons: plan.reasons,
        batches: plan.batches,
        staged: plan.staged,
        settings: plan.settings,
        answers: plan.answers,
        accounts: plan.accounts,
        files: plan.files,
        files_kept: plan.files_kept,
        elsewhere: plan.elsewhere,
        ..EraseReport::default()
    })
}

/// The certificate in a language, line by line.
fn text(catalogue: &Catalogue, lang: Lang, report: &EraseReport) -> String {
    let say = |key: &str, args: &[(&str, String)]| catalogue.text(lang, &format!("erase-{key}"), args);
    let mut lines = Vec::new();
    let fields = if report.fields.is_empty() {
        say("everything", &[])
    } else {
        let label = |name: &String| {
            let name = name.replace('_', "-");
            catalogue
                .find(lang, &format!("{}-{name}", report.kind), &[])
                .or_else(|| catalogue.find(lang, &format!("common-{name}"), &[]))
                .unwrap_or_else(|| name.clone())
        };
        report.fields.iter().map(label).collect::<Vec<_>>().join(", ")
    };
    let head = [
        ("reference", report.reference.clone()),
        ("fields", fields),
        ("reason", report.reason.clone()),
        ("at", report.at.map(|at| at.to_string()).unwrap_or_default()),
        ("by", report.by.clone()),
    ];
    lines.push(say(if report.is_applied { "done" } else { "preview" }, &head));
    for (key, count) in [
        ("versions", report.versions),
        ("reasons", report.reasons),
        ("batches", report.batches),
        ("staged", report.staged),
        ("settings", report.settings),
        ("answers", report.answers),
        ("accounts", report.accounts),
        ("files", u64::try_from(report.files.len()).unwrap_or(u64::MAX)),
    ] {
        if count > 0 {
            lines.push(format!("- {}", say(key, &[("count", count.to_string())])));
        }
    }
    for (hash, other) in &report.files_kept {
        lines.push(format!("- {}", say("file-kept", &[("hash", hash.clone()), ("other", other.clone())])));
    }
    lines.push(format!("- {}", say("lists", &[])));
    if report.is_applied {
        lines.push(format!("- {}", say(&format!("index-{}", report.index), &[])));
        lines.push(format!("- {}", say(&format!("ledger-{}", report.ledger), &[])));
        lines.extend(report.cleaned.iter().map(|step| format!("- {}", say(&format!("cleaned-{step}"), &[]))));
        lines.extend(report.left.iter().map(|step| format!("- {}", say(&format!("left-{step}"), &[]))));
    }
    if !report.elsewhere.is_empty() {
        lines.push(say("elsewhere", &[]));
        lines.extend(report.elsewhere.iter().map(|(reference, field)| format!("- {reference}  {field}")));
    }
    lines.push(say("out-of-reach", &[]));
    lines.extend(report.out_of_reach.iter().map(|what| format!("- {}", say(&format!("reach-{what}"), &[]))));
    lines.push(say("stays", &[]));
    lines.join("\n")
}
