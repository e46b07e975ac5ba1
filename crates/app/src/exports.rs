//! Exports: the records of a list as a spreadsheet, as far as the viewer may see them, in bounded memory.

use std::collections::HashMap;
use std::io::{Seek, Write};
use std::sync::{Arc, Mutex, PoisonError};

use enishi_exchange::{Exported, Format, WriteOptions, template, write_csv, write_jsonl, write_xlsx};
use enishi_kind::KindInfo;
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::{ListQuery, Seen, Sort};
use tokio::sync::mpsc;

use crate::{App, Context, Error};

/// Records fetched at a time.
const PAGE: u32 = 500;

/// What is to be exported.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The kind, singular or plural.
    pub kind: String,
    /// The format.
    pub format: Format,
    /// The language of labels.
    pub lang: Lang,
    /// Facet name and value as in lists.
    pub filters: Vec<(String, String)>,
}

/// Writes records to something that can be written and sought.
pub trait Exporter: Write + Seek + Send + 'static {}

impl<T: Write + Seek + Send + 'static> Exporter for T {}

type References = Arc<Mutex<HashMap<RecordId, String>>>;

impl App {
    /// Exports all records of a list in the order in which they were made, oldest first. `claims` takes the dissent
    /// of CSV, which has one table a file. Gives the number of records.
    ///
    /// # Errors
    /// `unknown-kind`, `unknown-facet`, `file` when the output cannot be written, or the store.
    pub async fn export(
        &self,
        ctx: &Context,
        request: &ExportRequest,
        out: impl Exporter,
        claims: Option<Box<dyn Exporter>>,
    ) -> Result<u64, Error> {
        let kind = self.kind(&request.kind)?;
        let filters = self.filters(ctx, kind, &request.filters).await?;
        let references: References = Arc::default();
        // The writer runs beside the reader; two pages at most lie between them.
        let (send, receive) =
            mpsc::channel::<Result<Exported, Error>>(usize::try_from(PAGE).unwrap_or(1) * 2);
        let writer = {
            let (catalogue, lang, format) = (Arc::clone(&self.catalogue), request.lang, request.format);
            let references = Arc::clone(&references);
            tokio::task::spawn_blocking(move || {
                let resolve = move |id: RecordId| {
                    references
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .get(&id)
                        .cloned()
                        .unwrap_or_default()
                };
                let options = WriteOptions { kind, catalogue: &catalogue, lang, resolve: &resolve };
                write(format, out, claims, &options, receive)
            })
        };
        let sort = Sort { name: "created".to_owned(), descending: false };
        let mut query = ListQuery { kind, filters, sort, after: None, limit: PAGE };
        loop {
            let page = match self.store.list(self.reading(ctx), &query).await {
                Ok(page) => page,
                Err(error) => {
                    // The writer must not take an incomplete file for a whole one.
                    drop(send.send(Err(Error::new("internal"))).await);
                    return Err(error.into());
                }
            };
            self.learn_references(ctx, kind, &page.items, &references).await?;
            for seen in page.items {
                let Seen { reference, body, .. } = seen;
                if send.send(Ok(Exported { reference, body })).await.is_err() {
                    break;
                }
            }
            match page.next {
                Some(next) if !send.is_closed() => query.after = Some(next),
                _ => break,
            }
        }
        drop(send);
        Ok(writer.await.map_err(Error::internal)??)
    }

    async fn learn_references(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        items: &[Seen],
        references: &References,
    ) -> Result<(), Error> {
        let known =
            |id: &RecordId| references.lock().unwrap_or_else(PoisonError::into_inner).contains_key(id);
        let ids: Vec<RecordId> =
            items.iter().flat_map(|seen| kind.named_in(&seen.body)).filter(|id| !known(id)).collect();
        let found = self.store.find_to_name(self.reading(ctx), &ids).await?;
        let mut references = references.lock().unwrap_or_else(PoisonError::into_inner);
        references.extend(found.into_iter().map(|(id, seen)| (id, seen.reference)));
        Ok(())
    }

    /// The empty spreadsheet of a kind.
    ///
    /// # Errors
    /// `unknown-kind`, or what the writer refuses.
    pub fn template(&self, kind: &str, lang: Lang, format: Format) -> Result<Vec<u8>, Error> {
        Ok(template(self.kind(kind)?, &self.catalogue, lang, format)?)
    }
}

fn write(
    format: Format,
    out: impl Exporter,
    claims: Option<Box<dyn Exporter>>,
    options: &WriteOptions<'_>,
    mut receive: mpsc::Receiver<Result<Exported, Error>>,
) -> Result<u64, enishi_exchange::Error> {
    let records = std::iter::from_fn(move || receive.blocking_recv());
    match format {
        Format::Xlsx => write_xlsx(out, options, records),
        Format::JsonLines => write_jsonl(out, options, records),
        Format::Csv => {
            let mut claims = claims;
            let claims: Option<&mut dyn Write> = match &mut claims {
                Some(claims) => Some(claims),
                None => None,
            };
            write_csv(out, claims, options, records)
        }
    }
}
