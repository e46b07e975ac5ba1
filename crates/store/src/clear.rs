//! Clearing: when the rule by which rows get their clearance tokens changes, every row is derived anew from the log, rows
//! that ended too. The log says what each body was; who could see it follows.

use std::collections::BTreeSet;

use enishi_kind::{Body, Registry};
use enishi_kit::ids::RecordId;

use crate::commit::touched;
use crate::derived::rewrite;
use crate::read::read_body;
use crate::sql::{Arg, Tx};
use crate::{Error, Store};

/// The rule under which this program derives clearances. 1: `public` and `all`. 2: a layer and the scope that holds the
/// record. 3: beside them what holds a record, also of those that ended.
const RULE: &str = "3";

/// The setting that says under which rule the rows of a store stand.
const SETTING: &str = "clearance-rule";

/// Records derived in one transaction while a store opens: an interrupted pass begins again and does no harm.
const CHUNK: u32 = 500;

impl Store {
    /// Derives all rows anew where they stand under a former rule.
    ///
    /// Cost: one small query when there is nothing to do.
    pub(crate) async fn clear(&self) -> Result<(), Error> {
        if self.setting(SETTING).await?.as_deref() == Some(RULE) {
            return Ok(());
        }
        let (mut after, mut cleared) = (RecordId::from_bytes([0; 16]), 0);
        loop {
            let mut tx = self.pool.begin().await?;
            // Whoever commits waits: rows must not be derived from a log that moves.
            tx.execute("UPDATE log_head SET seq = seq WHERE one = 1", &[]).await?;
            let (last, records) = clear_some(&mut tx, &self.registry, after).await?;
            cleared += records;
            let Some(last) = last else {
                save_rule(&mut tx).await?;
                if cleared > 0 {
                    // Whoever follows the log holds what he read under the former rule: he begins anew.
                    let epoch = self.ids.token(16);
                    tx.execute("UPDATE log_head SET epoch = $1 WHERE one = 1", &[epoch.into()]).await?;
                }
                tx.commit().await?;
                break;
            };
            tx.commit().await?;
            after = last;
            if cleared % 10_000 == 0 {
                tracing::info!(records = cleared, "clearances derived anew");
            }
        }
        if cleared > 0 {
            tracing::info!(records = cleared, "clearances derived anew: done");
        }
        Ok(())
    }
}

/// Derives the rows of what was restored anew where the backup was written under a former rule.
pub(crate) async fn clear_restored(tx: &mut Tx, registry: &Registry) -> Result<(), Error> {
    let rows = tx.fetch("SELECT value FROM setting WHERE name = $1", &[SETTING.into()]).await?;
    if rows.first().map(|row| row.text(0)).transpose()?.as_deref() == Some(RULE) {
        return Ok(());
    }
    let mut after = RecordId::from_bytes([0; 16]);
    while let (Some(last), _) = clear_some(tx, registry, after).await? {
        after = last;
    }
    save_rule(tx).await
}

async fn save_rule(tx: &mut Tx) -> Result<(), Error> {
    let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.execute(sql, &[SETTING.into(), RULE.into()]).await?;
    Ok(())
}

/// Derives the rows of the records after this one; the last of them and how many there were.
async fn clear_some(
    tx: &mut Tx,
    registry: &Registry,
    after: RecordId,
) -> Result<(Option<RecordId>, u64), Error> {
    let sql = format!("SELECT DISTINCT id FROM log_change WHERE id > $1 ORDER BY id LIMIT {CHUNK}");
    let mut ids = Vec::new();
    for row in tx.fetch(&sql, &[after.into()]).await? {
        ids.push(row.id(0)?);
    }
    for id in &ids {
        clear_log(tx, registry, *id).await?;
        rewrite(tx, registry, *id).await?;
    }
    Ok((ids.last().copied(), u64::try_from(ids.len()).unwrap_or(u64::MAX)))
}

/// Says of each change of a record anew who may know of it.
async fn clear_log(tx: &mut Tx, registry: &Registry, id: RecordId) -> Result<(), Error> {
    let sql = "SELECT version, operation, kind, shape, after, clearances FROM log_change WHERE id = $1 ORDER BY version";
    let mut before = Body::new();
    for row in tx.fetch(sql, &[id.into()]).await? {
        let name = row.text(2)?;
        let kind = registry.kind(&name).ok_or(Error::UnknownKind(name))?;
        let after = match row.optional_text(4)? {
            Some(text) => read_body(kind, id, row.int(3)?, &text)?,
            None => Body::new(),
        };
        // Who may know that something was erased was decided on what is no longer there.
        let clearances: BTreeSet<String> = if row.text(1)? == "erase" {
            row.text(5)?.split(' ').filter(|token| *token == "public").map(str::to_owned).collect()
        } else {
            touched(registry, kind, id, [&before, &after]).iter().map(ToString::to_string).collect()
        };
        let joined = clearances.into_iter().collect::<Vec<_>>().join(" ");
        let sql = "UPDATE log_change SET clearances = $1 WHERE id = $2 AND version = $3";
        let args: [Arg; 3] = [joined.into(), id.into(), row.int(0)?.into()];
        tx.execute(sql, &args).await?;
        before = after;
    }
    Ok(())
}
