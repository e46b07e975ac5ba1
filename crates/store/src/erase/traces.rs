//! What is left of a record outside its own rows: sentences, reports, stages, answers, files, names in other records.

use std::collections::BTreeSet;

use enishi_kind::Body;
use futures::TryStreamExt;

use super::scrub::{holds, without};
use super::{ELSEWHERE, ErasePlan, Subject};
use crate::Error;
use crate::accounts::close_accounts_of;
use crate::sql::{Arg, Tx};

/// The sentence that stands in for one that was no key of the catalogue.
const SENTENCE: &str = "history-sentence-erased";

/// Looks for traces.
pub(super) async fn count(tx: &mut Tx, subject: &Subject, plan: &mut ErasePlan) -> Result<(), Error> {
    plan.reasons = u64::try_from(sentences(tx, subject).await?.len()).unwrap_or(u64::MAX);
    plan.batches = u64::try_from(reports(tx, &subject.words).await?.len()).unwrap_or(u64::MAX);
    plan.settings = u64::try_from(settings(tx, &subject.words).await?.len()).unwrap_or(u64::MAX);
    plan.staged = number(tx, "SELECT count(*) FROM batch WHERE state = 'staged'", &[]).await?;
    let answers = "SELECT count(*) FROM answered_request WHERE record_id = $1";
    plan.answers = number(tx, answers, &[subject.id.into()]).await?;
    if plan.closes_accounts {
        let accounts = "SELECT count(*) FROM account WHERE person = $1";
        plan.accounts = number(tx, accounts, &[subject.id.into()]).await?;
    }
    for hash in &subject.files {
        let sql = "SELECT reference FROM log_change WHERE id <> $1 AND after LIKE $2 LIMIT 1";
        let rows = tx.fetch(sql, &[subject.id.into(), format!("%\"{hash}\"%").into()]).await?;
        match rows.first() {
            Some(other) => plan.files_kept.push((hash.clone(), other.text(0)?)),
            None => plan.files.push(hash.clone()),
        }
    }
    plan.elsewhere = elsewhere(tx, subject, plan.closes_accounts).await?;
    Ok(())
}

/// Takes the traces away.
pub(super) async fn remove(tx: &mut Tx, subject: &Subject, plan: &ErasePlan) -> Result<(), Error> {
    for seq in sentences(tx, subject).await? {
        let sql = "UPDATE log_commit SET reason = $1 WHERE seq = $2";
        tx.execute(sql, &[SENTENCE.into(), seq.into()]).await?;
    }
    for (id, title, report) in reports(tx, &subject.words).await? {
        let sql = "UPDATE batch SET title = $1, report = $2 WHERE id = $3";
        tx.execute(sql, &[title.into(), report.into(), id.into()]).await?;
    }
    for name in settings(tx, &subject.words).await? {
        tx.execute("DELETE FROM setting WHERE name = $1", &[name.into()]).await?;
    }
    // Rows of files that nobody imported yet may say anything; they are read again from the file.
    tx.execute("DELETE FROM import_stage", &[]).await?;
    tx.execute("DELETE FROM batch WHERE state = 'staged'", &[]).await?;
    tx.execute("DELETE FROM answered_request WHERE record_id = $1", &[subject.id.into()]).await?;
    if plan.closes_accounts {
        close_accounts_of(tx, subject.id).await?;
    }
    for hash in &plan.files {
        for table in ["blob_part", "blob"] {
            tx.execute(&format!("DELETE FROM {table} WHERE hash = $1"), &[hash.as_str().into()]).await?;
        }
    }
    Ok(())
}

async fn number(tx: &mut Tx, sql: &str, args: &[Arg]) -> Result<u64, Error> {
    Ok(tx.fetch(sql, args).await?.first().map_or(Ok(0), |row| row.int(0))?.unsigned_abs())
}

/// Commits that touched the record and give a reason in words of somebody's own.
async fn sentences(tx: &mut Tx, subject: &Subject) -> Result<Vec<i64>, Error> {
    let mut found = Vec::new();
    let seqs: BTreeSet<i64> = subject.versions.iter().map(|version| version.seq).collect();
    for seq in seqs {
        for row in tx.fetch("SELECT reason FROM log_commit WHERE seq = $1", &[seq.into()]).await? {
            let reason = row.text(0)?;
            let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if !reason.chars().all(is_key) || holds(&reason, &subject.words) {
                found.push(seq);
            }
        }
    }
    Ok(found)
}

/// Batches whose title or report holds one of the words, as they are without them.
async fn reports(tx: &mut Tx, words: &BTreeSet<String>) -> Result<Vec<(String, String, String)>, Error> {
    let mut found = Vec::new();
    let mut rows = tx.stream("SELECT id, title, report FROM batch WHERE state <> 'staged'");
    while let Some(row) = rows.try_next().await? {
        let (id, title, report) = (row.text(0)?, row.text(1)?, row.text(2)?);
        let blanked = without(&report, words);
        let is_titled = holds(&title, words);
        if is_titled || blanked.is_some() {
            let title = if is_titled { id.clone() } else { title };
            found.push((id, title, blanked.unwrap_or(report)));
        }
    }
    Ok(found)
}

/// Remembered mappings that hold one of the words.
async fn settings(tx: &mut Tx, words: &BTreeSet<String>) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    for row in tx.fetch("SELECT name, value FROM setting", &[]).await? {
        let (name, value) = (row.text(0)?, row.text(1)?);
        if name.starts_with("mapping:") && holds(&value, words) {
            found.push(name);
        }
    }
    Ok(found)
}

/// Other records that hold one of the names.
async fn elsewhere(
    tx: &mut Tx,
    subject: &Subject,
    closes_accounts: bool,
) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    if subject.names.is_empty() {
        return Ok(found);
    }
    let mut rows = tx.stream("SELECT id, reference, body FROM record");
    while let Some(row) = rows.try_next().await? {
        let body = row.text(2)?;
        if row.id(0)? == subject.id || !holds(&body, &subject.names) {
            continue;
        }
        let (reference, body) = (row.text(1)?, Body::parse(&body).unwrap_or_default());
        let holding = body.iter().filter(|(_, value)| holds(&value.to_string(), &subject.names));
        found.extend(holding.map(|(field, _)| (reference.clone(), field.to_owned())));
        if found.len() >= ELSEWHERE {
            break;
        }
    }
    drop(rows);
    // Such as the person who receives needs and seeds: that is for whoever chose him to change.
    for row in tx.fetch("SELECT name, value FROM setting", &[]).await? {
        let (name, value) = (row.text(0)?, row.text(1)?);
        if !name.starts_with("mapping:") && holds(&value, &subject.names) {
            found.push(("setting".to_owned(), name));
        }
    }
    // Somebody's account that does not say whose it is.
    for row in tx.fetch("SELECT id, person, email, name FROM account", &[]).await? {
        let person = row.optional_bytes(1)?;
        let goes = closes_accounts && person.as_deref() == Some(subject.id.bytes().as_slice());
        if !goes && (holds(&row.text(2)?, &subject.names) || holds(&row.text(3)?, &subject.names)) {
            found.push(("account".to_owned(), row.id(0)?.to_string()));
        }
    }
    found.sort();
    Ok(found)
}
