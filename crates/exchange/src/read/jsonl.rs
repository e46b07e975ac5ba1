//! Records of JSON Lines as a stream. The columns are all keys of the file, found in a first pass.

use std::collections::HashMap;
use std::io::{BufRead, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::Limits;
use super::source::io;
use crate::{Cell, Error, RawRow};

/// A reader of objects, one a line.
#[derive(Debug)]
pub(super) struct JsonRows<R> {
    path: PathBuf,
    reader: R,
    limits: Limits,
    keys: HashMap<String, usize>,
    names: Vec<String>,
    line: u32,
    failed: bool,
}

impl<R: BufRead + Seek> JsonRows<R> {
    /// Reads the file once for its keys and comes back to its beginning. Gives the number of objects, too.
    pub(super) fn open(path: &Path, reader: R, limits: Limits) -> Result<(Self, u64), Error> {
        let mut rows = Self {
            path: path.to_owned(),
            reader,
            limits,
            keys: HashMap::new(),
            names: Vec::new(),
            line: 0,
            failed: false,
        };
        let start = rows.reader.stream_position().map_err(|source| io(path, source))?;
        let mut count = 0;
        while rows.read_object(true)?.is_some() {
            count += 1;
        }
        rows.reader.seek(SeekFrom::Start(start)).map_err(|source| io(path, source))?;
        rows.line = 0;
        Ok((rows, count))
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}

impl<R: BufRead> JsonRows<R> {
    fn read_object(&mut self, collect: bool) -> Result<Option<RawRow>, Error> {
        let mut line = Vec::new();
        loop {
            line.clear();
            self.line = self.line.saturating_add(1);
            let limit = u64::try_from(self.limits.row_bytes).unwrap_or(u64::MAX).saturating_add(1);
            let count = self
                .reader
                .by_ref()
                .take(limit)
                .read_until(b'\n', &mut line)
                .map_err(|source| io(&self.path, source))?;
            if count == 0 {
                return Ok(None);
            }
            if count > self.limits.row_bytes {
                return Err(self.too_large("the line".to_owned(), self.limits.row_bytes, "bytes"));
            }
            if !line.trim_ascii().is_empty() {
                break;
            }
        }
        let json: Json = serde_json::from_slice(&line).map_err(|error| self.damaged(error.to_string()))?;
        let Json::Object(object) = json else {
            return Err(self.damaged("expected one JSON object a line".to_owned()));
        };
        let mut row = RawRow { sheet: None, row: self.line, cells: Vec::with_capacity(self.names.len()) };
        for (key, value) in object {
            self.place(key, value, collect, &mut row)?;
        }
        Ok(Some(row))
    }

    /// Puts a value into its column; an object's own keys become columns `key[ja]` or `key.sub`.
    fn place(&mut self, key: String, value: Json, collect: bool, row: &mut RawRow) -> Result<(), Error> {
        if let Json::Object(inner) = value {
            for (sub, value) in inner {
                let bracket = matches!(sub.as_str(), "ja" | "en" | "kana" | "translation");
                let name = if bracket { format!("{key}[{sub}]") } else { format!("{key}.{sub}") };
                let value = if value.is_object() { Json::Array(vec![value]) } else { value };
                self.place(name, value, collect, row)?;
            }
            return Ok(());
        }
        let index = match self.keys.get(&key) {
            Some(index) => *index,
            None if collect => {
                let index = self.names.len();
                if index >= self.limits.columns {
                    return Err(self.too_large(
                        "the number of keys".to_owned(),
                        self.limits.columns,
                        "columns",
                    ));
                }
                self.names.push(key.clone());
                self.keys.insert(key, index);
                index
            }
            None => return Err(self.damaged(format!("the file changed while it was read: new key `{key}`"))),
        };
        if collect {
            return Ok(());
        }
        let cell = cell(value);
        if let Cell::Text(text) = &cell
            && text.len() > self.limits.cell_chars
            && text.chars().count() > self.limits.cell_chars
        {
            return Err(self.too_large(
                format!("the value in column {}", crate::column_letter(index)),
                self.limits.cell_chars,
                "characters",
            ));
        }
        if row.cells.len() <= index {
            row.cells.resize(index + 1, Cell::Empty);
        }
        if let Some(place) = row.cells.get_mut(index) {
            *place = cell;
        }
        Ok(())
    }

    fn damaged(&self, detail: String) -> Error {
        Error::Damaged { path: self.path.clone(), row: Some(self.line), detail }
    }

    fn too_large(&self, what: String, limit: usize, unit: &'static str) -> Error {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        Error::TooLarge { path: self.path.clone(), row: Some(self.line), what, limit, unit }
    }
}

fn cell(value: Json) -> Cell {
    match value {
        Json::Null => Cell::Empty,
        Json::Bool(flag) => Cell::Flag(flag),
        // A whole number keeps all its digits; the text of others is what JSON says.
        Json::Number(number) => Cell::Text(number.to_string()),
        Json::String(text) => Cell::Text(text),
        Json::Array(items) if items.iter().any(Json::is_object) => Cell::Json(Json::Array(items)),
        Json::Array(items) => Cell::List(
            items
                .into_iter()
                .filter(|item| !item.is_null())
                .map(|item| match item {
                    Json::String(text) => text,
                    other => other.to_string(),
                })
                .collect(),
        ),
        object @ Json::Object(_) => Cell::Json(object),
    }
}

impl<R: BufRead> Iterator for JsonRows<R> {
    type Item = Result<RawRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.read_object(false).transpose();
        self.failed = matches!(next, Some(Err(_)));
        next
    }
}
