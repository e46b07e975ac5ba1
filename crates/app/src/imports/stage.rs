//! Reading a file into the stage: which mapping applies, what the columns hold, rows in bounded memory.

use std::path::{Path, PathBuf};

use enishi_exchange::{
    Cell, Header, Mapping, ParsedRow, Parser, RawRow, ReadOptions, Table, fingerprint, known_map, known_maps,
    open,
};
use enishi_kind::KindInfo;
use tokio::sync::mpsc;

use super::report::{ImportReport, LISTED, MappingView};
use super::{Progress, ProgressStep};
use crate::{App, Context, Error};

/// Rows that go into the stage at a time.
const STAGE_CHUNK: usize = 2_000;
/// Example values shown per column.
const EXAMPLES: usize = 3;
/// Characters of an example.
const EXAMPLE_CHARS: usize = 60;

/// What is to be imported.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// The kind, singular or plural.
    pub kind: String,
    /// The file.
    pub path: PathBuf,
    /// Its name, for people.
    pub file_name: String,
    /// The sheet; the first visible one when nothing is said.
    pub sheet: Option<String>,
    /// The header's row; found when nothing is said.
    pub header_row: Option<u32>,
    /// What the columns mean.
    pub mapping: MappingChoice,
    /// `HEADER=TARGET` on top of the mapping.
    pub columns: Vec<String>,
    /// `TARGET=TEXT` for every row that says nothing about the target.
    pub set: Vec<String>,
}

/// Where the meaning of the columns comes from.
#[derive(Clone, Debug, Default)]
pub enum MappingChoice {
    /// A saved one for these headers, else a known file's, else guessed.
    #[default]
    Find,
    /// A ready mapping by its name.
    Named(String),
    /// This one.
    Given(Box<Mapping>),
}

impl App {
    /// Where an uploaded file of a batch is kept until it is applied.
    #[must_use]
    pub fn upload_path(&self, batch: &str) -> PathBuf {
        self.folder.join("uploads").join(batch)
    }

    /// A new name for a batch.
    #[must_use]
    pub fn new_batch_id(&self) -> String {
        format!("import-{}", self.store.ids().token(8))
    }

    pub(super) fn forget_upload(&self, batch: &str) {
        let path = self.upload_path(batch);
        if path.exists()
            && let Err(error) = std::fs::remove_file(&path)
        {
            tracing::warn!(%error, batch, "an uploaded file could not be removed");
        }
    }

    pub(super) async fn stage_rows(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        request: ImportRequest,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let mut options = ReadOptions::of_kind(kind, &self.catalogue);
        options.sheet.clone_from(&request.sheet);
        options.header_row = request.header_row;
        let path = request.path.clone();
        let opened = {
            let (path, options) = (path.clone(), options.clone());
            tokio::task::spawn_blocking(move || {
                let examples = examples(&path, &options)?;
                Ok::<_, enishi_exchange::Error>((open(&path, &options)?, examples))
            })
        };
        let (table, examples) = opened.await.map_err(Error::internal)??;
        let (mapping, from) = self.find_mapping(kind, &request, &table.headers).await?;
        let parser = Parser::new(&mapping, &table, kind, self.registry(), &self.catalogue)?;
        let (_, notes) = Mapping::guess(kind, self.registry(), &table.headers, &self.catalogue);
        let mut report = ImportReport {
            by: ctx.actor.clone(),
            batch: self.new_batch_id(),
            kind: kind.name.to_owned(),
            file: request.file_name.clone(),
            sheet: table.sheet.clone(),
            sheets: table.sheets.clone(),
            encoding: table.encoding.to_owned(),
            header_row: table.header_row,
            state: "staged".to_owned(),
            fingerprint: fingerprint(&table.headers),
            mapping_from: from,
            mapping: mapping.to_toml()?,
            columns: column_views(&table.headers, &mapping, &examples, &notes),
            problems: parser.problems().iter().take(LISTED).cloned().collect(),
            problem_count: u64::try_from(parser.problems().len()).unwrap_or(u64::MAX),
            ..ImportReport::default()
        };
        report.staged = self.stage_all(&report.batch, table, parser, progress).await?;
        Ok(report)
    }

    async fn stage_all(
        &self,
        batch: &str,
        table: Table,
        parser: Parser,
        progress: &dyn Progress,
    ) -> Result<u64, Error> {
        let hint = table.rows_total_hint;
        // Reading runs ahead of the database by at most four chunks: memory stays bounded.
        let (send, mut receive) = mpsc::channel::<Vec<String>>(4);
        let reader = tokio::task::spawn_blocking(move || {
            let mut chunk = Vec::with_capacity(STAGE_CHUNK);
            for row in parser.rows(table) {
                let row: ParsedRow = row?;
                chunk.push(serde_json::to_string(&row).map_err(Error::internal)?);
                if chunk.len() == STAGE_CHUNK && send.blocking_send(std::mem::take(&mut chunk)).is_err() {
                    return Ok(());
                }
            }
            // The receiver is gone only when the database refused; that error is the one to tell.
            drop(send.blocking_send(chunk));
            Ok::<(), Error>(())
        });
        let mut staged: u64 = 0;
        while let Some(chunk) = receive.recv().await {
            self.store.stage(batch, staged, &chunk).await?;
            staged += u64::try_from(chunk.len()).unwrap_or(0);
            progress.step(ProgressStep::Reading(staged, hint));
        }
        reader.await.map_err(Error::internal)??;
        Ok(staged)
    }

    async fn find_mapping(
        &self,
        kind: &'static KindInfo,
        request: &ImportRequest,
        headers: &[Header],
    ) -> Result<(Mapping, String), Error> {
        let (mapping, from) = match &request.mapping {
            MappingChoice::Given(mapping) => ((**mapping).clone(), "given".to_owned()),
            MappingChoice::Named(name) => {
                let known = known_map(name).ok_or_else(|| {
                    let names: Vec<&str> = known_maps().iter().map(|map| map.name).collect();
                    Error::new("unknown-map")
                        .arg("found", name)
                        .near(name, names.iter().copied())
                        .arg("known", names.join(", "))
                })?;
                (known.mapping()?, format!("known:{name}"))
            }
            MappingChoice::Find => {
                let saved = self.saved_mapping(kind.name, &fingerprint(headers)).await?;
                let known = known_maps().iter().find(|map| map.fits(headers));
                match (saved, known) {
                    (Some(mapping), _) => (mapping, "saved".to_owned()),
                    (None, Some(known)) if known.mapping()?.kind == kind.name => {
                        (known.mapping()?, format!("known:{}", known.name))
                    }
                    _ => {
                        let (mapping, _) = Mapping::guess(kind, self.registry(), headers, &self.catalogue);
                        (mapping, "guessed".to_owned())
                    }
                }
            }
        };
        if mapping.kind != kind.name {
            return Err(Error::new("bad-request")
                .arg("detail", format!("mapping: kind `{}`, not `{}`", mapping.kind, kind.name)));
        }
        Ok((mapping.with_assignments(&request.columns, &request.set)?, from))
    }
}

/// The first values of every column.
fn examples(path: &Path, options: &ReadOptions) -> Result<Vec<Vec<String>>, enishi_exchange::Error> {
    let table = open(path, options)?;
    let mut examples: Vec<Vec<String>> = table.headers.iter().map(|_| Vec::new()).collect();
    for row in table.take(EXAMPLES * 4) {
        let RawRow { cells, .. } = row?;
        for (column, cell) in examples.iter_mut().zip(&cells) {
            if column.len() < EXAMPLES && !Cell::is_empty(cell) {
                column.push(enishi_kit::fold::excerpt(&cell.text(), EXAMPLE_CHARS));
            }
        }
    }
    Ok(examples)
}

fn column_views(
    headers: &[Header],
    mapping: &Mapping,
    examples: &[Vec<String>],
    notes: &[enishi_exchange::HeaderNote],
) -> Vec<MappingView> {
    headers
        .iter()
        .enumerate()
        .map(|(place, header)| {
            let rule = mapping.columns.get(&header.text);
            MappingView {
                column: header.column_letter.clone(),
                header: header.text.clone(),
                target: rule.map(|rule| match rule {
                    enishi_exchange::ColumnRule::To(target) => target.clone(),
                    enishi_exchange::ColumnRule::Rule(_) => "*".to_owned(),
                }),
                near: notes
                    .iter()
                    .find(|note| note.column == header.column_letter)
                    .and_then(|note| note.near.clone()),
                examples: examples.get(place).cloned().unwrap_or_default(),
            }
        })
        .collect()
}
