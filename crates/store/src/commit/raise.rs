//! Raising: when a kind gets a new shape, what lists and references read is projected anew from the raised bodies. The
//! bodies themselves stay as they were written and are raised whenever they are read.

use enishi_kind::KindInfo;
use enishi_kit::ids::RecordId;

use super::rows::{Rows, created_row, facet_row, reference_row};
use super::{CHUNK, Header, Transaction};
use crate::derived::Guard;
use crate::read::{COLUMNS, Record, read_record};
use crate::sql::{Arg, places};
use crate::{Error, Store};

impl Store {
    /// Projects records of former shapes anew, once for each new shape of a kind.
    ///
    /// Cost: one small query when there is nothing to do.
    pub(crate) async fn raise(&self) -> Result<(), Error> {
        for kind in self.registry.kinds() {
            if self.shape_of(kind).await? < i64::from(kind.shape) {
                let (name, shape) = (kind.name, kind.shape);
                let reason = format!("{name}: shape {shape}");
                let header = Header { actor: "enishi".to_owned(), reason, batch: None };
                let mut transaction = self.begin(&header).await?;
                let raised = transaction.raise(kind).await?;
                transaction.save_shape(kind).await?;
                if raised == 0 {
                    // Nothing to tell the history of: the shape is remembered without a commit of its own.
                    drop(transaction);
                    self.save_setting(&setting(kind), &shape.to_string()).await?;
                } else {
                    tracing::info!(kind = name, shape, records = raised, "projected anew");
                    transaction.finish().await?;
                }
            }
        }
        Ok(())
    }

    /// The shape from which lists of a kind were last projected: 1 unless something else was remembered.
    async fn shape_of(&self, kind: &KindInfo) -> Result<i64, Error> {
        match self.setting(&setting(kind)).await? {
            None => Ok(1),
            Some(text) => {
                text.parse().map_err(|_| Error::Corrupt(format!("the shape of {} is `{text}`", kind.name)))
            }
        }
    }
}

fn setting(kind: &KindInfo) -> String {
    format!("shape:{}", kind.name)
}

impl Transaction<'_> {
    async fn save_shape(&mut self, kind: &KindInfo) -> Result<(), Error> {
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.tx.execute(sql, &[setting(kind).into(), kind.shape.to_string().into()]).await?;
        Ok(())
    }

    /// How many records of a kind are stored in a former shape; the rows beside them follow from it no longer.
    async fn raise(&mut self, kind: &'static KindInfo) -> Result<u64, Error> {
        let (mut after, mut raised) = (RecordId::from_bytes([0; 16]), 0);
        loop {
            let sql =
                format!("{COLUMNS} WHERE kind = $1 AND shape < $2 AND id > $3 ORDER BY id LIMIT {CHUNK}");
            let args: [Arg; 3] = [kind.name.into(), i64::from(kind.shape).into(), after.into()];
            let mut records = Vec::new();
            for row in self.tx.fetch(&sql, &args).await? {
                records.push(read_record(&self.store.registry, &row)?);
            }
            let Some(last) = records.last() else { return Ok(raised) };
            after = last.id;
            raised += u64::try_from(records.len()).unwrap_or(u64::MAX);
            self.project_anew(&records).await?;
        }
    }

    async fn project_anew(&mut self, records: &[Record]) -> Result<(), Error> {
        let mut args: Vec<Arg> = vec![self.seq.into()];
        args.extend(records.iter().map(|record| Arg::from(record.id)));
        let ids = places(2, records.len());
        for (table, id) in [("facet", "id"), ("reference", "from_id")] {
            let sql = format!("UPDATE {table} SET to_seq = $1 WHERE {id} IN ({ids}) AND to_seq IS NULL");
            self.tx.execute(&sql, &args).await?;
        }
        let mut rows = Rows::default();
        for Record { id, kind, body, created_seq, .. } in records {
            let projection = self.store.registry.project(kind, *id, body);
            let Guard { clearance, holder } = Guard::of(&self.store.registry, &projection, *id, body);
            let sql = "UPDATE record SET clearance = $1, holder = $2 WHERE id = $3";
            self.tx.execute(sql, &[clearance.into(), holder.into(), (*id).into()]).await?;
            if !projection.is_merged {
                rows.facets.push(created_row(*id, kind, *created_seq, &projection, self.seq));
            }
            rows.facets.extend(projection.facets.iter().map(|facet| facet_row(*id, kind, facet, self.seq)));
            let references = projection.references.iter();
            rows.references.extend(references.map(|row| reference_row(*id, kind, row, self.seq)));
        }
        rows.write(&mut self.tx).await
    }
}
