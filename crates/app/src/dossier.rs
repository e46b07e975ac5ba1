//! All that is held about a person, for that person: his record with its history, what names him, his accounts and what was
//! done about them; as JSON and as text in both languages, in one file.
//!
//! Secrets are not in it: hashes, keys and tokens say nothing of a person and open doors.

mod text;

use std::io::Write;
use std::path::Path;

use enishi_kind::KindInfo;
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::{Account, Entry, EventQuery, Seen};
use serde::Serialize;
use serde_json::{Value as Json, json};
use tempfile::NamedTempFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::backup::check_place;
use crate::{App, Context, Error, RecordView};

/// The version of the form of the JSON.
const FORMAT: u32 = 1;
/// The kind of the record of a person.
const PERSON: &str = "person";
/// Kinds of records that say of a person what he is: they go along whole. Of all others the reference and the title go.
const WHOLE_KINDS: [&str; 2] = ["role", "participation"];
/// Events of an account that are read at a time.
const EVENTS: u32 = 1_000;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DossierMade {
    /// The person.
    pub reference: String,
    /// Records that name the person.
    pub records: usize,
    /// Accounts of the person.
    pub accounts: usize,
    /// Entries of the history.
    pub changes: usize,
    /// What was done about the accounts.
    pub events: usize,
    /// Files that are named.
    pub files: usize,
}

/// All that is held about a person.
#[derive(Clone, Debug, Serialize)]
struct Dossier {
    format: u32,
    made_at: String,
    /// The record.
    person: Json,
    history: Vec<Json>,
    /// Files of the record, by name.
    files: Vec<Json>,
    /// Records that name the person: those that say what he is whole, of the others reference, title and fields.
    records: Vec<Json>,
    accounts: Vec<Json>,
}

impl App {
    /// Writes all that is held about a person into a file that is not there yet.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-record`, `file-exists`, `cannot-write`, `environment`, or the store.
    pub async fn write_dossier(
        &self,
        ctx: &Context,
        reference: &str,
        file: &Path,
    ) -> Result<DossierMade, Error> {
        ctx.require_operator()?;
        if file.exists() {
            return Err(Error::new("file-exists").arg("file", file.display()));
        }
        check_place(file)?;
        let view = self.find(ctx, PERSON, reference).await?;
        let dossier = self.gather_dossier(ctx, &view).await?;
        self.pack(&dossier, file)?;
        self.note_dossier(ctx, &view).await?;
        let events = |account: &Json| account.get("events").and_then(Json::as_array).map_or(0, Vec::len);
        Ok(DossierMade {
            reference: view.seen.reference,
            records: dossier.records.len(),
            accounts: dossier.accounts.len(),
            changes: dossier.history.len(),
            events: dossier.accounts.iter().map(events).sum(),
            files: dossier.files.len(),
        })
    }

    async fn gather_dossier(&self, ctx: &Context, view: &RecordView) -> Result<Dossier, Error> {
        let entries = self.store.whole_history(self.reading(ctx), view.seen.id).await?;
        let files = self.files_of(view).await?;
        let mut accounts = Vec::new();
        for account in self.store.accounts().await? {
            if account.person == Some(view.seen.id) {
                accounts.push(self.account_json(&account).await?);
            }
        }
        Ok(Dossier {
            format: FORMAT,
            made_at: self.now().to_string(),
            person: self.represent(&view.seen, &view.links),
            history: self.history_json(ctx, view, &entries).await?,
            files: files
                .iter()
                .map(|file| {
                    let entry = &file.entry;
                    json!({
                        "name": entry.name, "title": entry.title, "media_type": entry.media_type,
                        "size": entry.size, "hash": entry.blob, "layer": file.layer.code(), "at": file.at.to_string(),
                    })
                })
                .collect(),
            records: self.naming_json(ctx, view.seen.id).await?,
            accounts,
        })
    }

    /// The history with values as records show them.
    async fn history_json(
        &self,
        ctx: &Context,
        view: &RecordView,
        entries: &[Entry],
    ) -> Result<Vec<Json>, Error> {
        let mut lines = Vec::new();
        for entry in entries {
            let [mut before, mut after] = [enishi_kind::Body::new(), enishi_kind::Body::new()];
            for change in &entry.changes {
                before.set_raw(change.field, change.before.clone().unwrap_or(Json::Null));
                after.set_raw(change.field, change.after.clone().unwrap_or(Json::Null));
            }
            let sides = [before, after].map(|body| Seen { body, ..view.seen.clone() });
            let links = self.links(ctx, &sides.iter().collect::<Vec<_>>()).await?;
            let [before, after] = sides.map(|side| self.represent(&side, &links));
            lines.push(json!({
                "at": entry.at.to_string(),
                "actor": entry.actor,
                "reason": entry.reason,
                "because": entry.because,
                "operation": entry.operation,
                "before": before.get("fields"),
                "after": after.get("fields"),
            }));
        }
        Ok(lines)
    }

    /// The records that name a person, wherever in them.
    async fn naming_json(&self, ctx: &Context, person: RecordId) -> Result<Vec<Json>, Error> {
        let mut lines = Vec::new();
        for record in self.store.load_naming(person).await? {
            let (id, kind) = (record.id, record.kind);
            let seen = self.store.seen(&ctx.viewer, &record).await?;
            let Some(seen) = seen.filter(|_| id != person) else {
                continue;
            };
            let links = self.links(ctx, &[&seen]).await?;
            let whole = self.represent(&seen, &links);
            lines.push(if WHOLE_KINDS.contains(&kind.name) {
                whole
            } else {
                json!({
                    "ref": seen.reference, "kind": kind.name, "title": whole.get("title"),
                    "title_en": whole.get("title_en"), "named_in": named_in(kind, &seen, person),
                })
            });
        }
        Ok(lines)
    }

    /// An account without what opens doors.
    async fn account_json(&self, account: &Account) -> Result<Json, Error> {
        let sessions = self.store.sessions_of(account.id, self.now()).await?;
        let keys = self.store.api_keys_of(account.id).await?;
        let identities = self.store.identities_of(account.id).await?;
        let mut events = Vec::new();
        let mut query = EventQuery { account: Some(account.id), ..EventQuery::default() };
        loop {
            let page = self.store.account_events(&query, EVENTS).await?;
            query.before = page.last().map(|event| event.id);
            events.extend(page);
            if query.before.is_none() {
                break;
            }
        }
        let time = |at: jiff::Timestamp| at.to_string();
        Ok(json!({
            "id": account.id.to_string(),
            "email": account.email,
            "name": account.name,
            "language": account.language,
            "state": account.state.code(),
            "is_admin": account.is_admin,
            "has_second_step": account.totp_secret.is_some(),
            "recovery_codes_left": self.store.recovery_codes_left(account.id).await?,
            "created_at": time(account.created_at),
            "signed_in_at": account.signed_in_at.map(time),
            "sessions": sessions.iter().map(|session| json!({
                "begun_at": time(session.created_at), "seen_at": time(session.seen_at), "browser": session.browser,
            })).collect::<Vec<_>>(),
            "keys": keys.iter().map(|key| json!({
                "title": key.title, "scope": key.scope, "created_at": time(key.created_at),
                "expires_at": time(key.expires_at), "used_at": key.used_at.map(time),
                "revoked_at": key.revoked_at.map(time),
            })).collect::<Vec<_>>(),
            "sign_in_services": identities.iter().map(|identity| json!({
                "issuer": identity.issuer, "subject": identity.subject, "linked_at": time(identity.made_at),
                "used_at": identity.used_at.map(time),
            })).collect::<Vec<_>>(),
            "events": events.iter().map(|event| json!({
                "at": time(event.at), "actor": event.actor, "what": event.what, "detail": event.detail,
            })).collect::<Vec<_>>(),
        }))
    }

    fn pack(&self, dossier: &Dossier, file: &Path) -> Result<(), Error> {
        let failed = |error: std::io::Error| {
            Error::new("environment").arg("detail", format!("{}: {error}", file.display())).caused_by(error)
        };
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Readable by whoever made it and nobody else.
        let mut zip = ZipWriter::new(NamedTempFile::new_in(folder).map_err(failed)?);
        let mut add = |name: &str, content: &[u8]| -> Result<(), Error> {
            zip.start_file(name, SimpleFileOptions::default()).map_err(Error::internal)?;
            zip.write_all(content).map_err(failed)
        };
        add("held.json", &serde_json::to_vec_pretty(dossier).map_err(Error::internal)?)?;
        for lang in Lang::ALL {
            add(&format!("held.{lang}.txt"), text::read(self, lang, dossier).as_bytes())?;
        }
        let done = zip.finish().map_err(Error::internal)?;
        done.as_file().sync_all().map_err(failed)?;
        done.persist_noclobber(file).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Who took a copy of somebody's data away is told beside his account.
    async fn note_dossier(&self, ctx: &Context, view: &RecordView) -> Result<(), Error> {
        let accounts = self.store.accounts().await?;
        let mut changes = self.store.change_accounts().await?;
        let of_person = accounts.iter().filter(|account| account.person == Some(view.seen.id));
        let mut about: Vec<Option<RecordId>> = of_person.map(|account| Some(account.id)).collect();
        if about.is_empty() {
            about.push(None);
        }
        for account in about {
            self.note(&mut changes, &ctx.actor, "data-copied", account, &view.seen.reference).await?;
        }
        Ok(changes.commit().await?)
    }
}

/// The fields in which a record names a person.
fn named_in(kind: &KindInfo, seen: &Seen, person: RecordId) -> Vec<&'static str> {
    let id = format!("\"{person}\"");
    let names = |field: &&enishi_kind::Field| {
        seen.body.raw(field.name).is_some_and(|raw| raw.to_string().contains(&id))
    };
    kind.fields().filter(names).map(|field| field.name).collect()
}
