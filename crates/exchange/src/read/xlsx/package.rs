//! The parts of an XLSX package: workbook, relations, styles; each unpacked within the limits.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::super::Limits;
use super::super::source::{copy_limited, io, unpacked_limit};
use super::strings::Strings;
use super::xml::{attribute, damaged};
use crate::Error;

/// Bytes of a part that is read into memory: workbook, relations and styles are small.
const SMALL: u64 = 32 << 20;

/// One sheet of the workbook.
#[derive(Debug)]
pub(super) struct SheetInfo {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) hidden: bool,
}

/// What the workbook says.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetInfo>,
    pub(super) is_1904: bool,
    strings: Option<String>,
    styles: Option<String>,
}

/// An opened package.
pub(super) struct Package {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    packed_bytes: u64,
    limits: Limits,
}

impl Package {
    pub(super) fn open(path: &Path, file: File, packed_bytes: u64, limits: Limits) -> Result<Self, Error> {
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| {
            damaged(path, None, format!("the package cannot be opened ({error}); it may have been cut off"))
        })?;
        let mut package = Self { path: path.to_owned(), zip, packed_bytes, limits };
        package.check_sizes()?;
        Ok(package)
    }

    /// Refuses what would unpack to too much, by what the package itself declares; copying checks what it really is.
    fn check_sizes(&mut self) -> Result<(), Error> {
        let limit = unpacked_limit(self.packed_bytes, &self.limits);
        let mut total: u64 = 0;
        for index in 0..self.zip.len() {
            let entry = self.zip.by_index_raw(index).map_err(|error| damaged(&self.path, None, error))?;
            total = total.saturating_add(entry.size());
        }
        if total > limit {
            return Err(Error::TooLarge {
                path: self.path.clone(),
                row: None,
                what: format!("the unpacked content ({total} bytes) of {} packed bytes", self.packed_bytes),
                limit,
                unit: "bytes",
            });
        }
        Ok(())
    }

    fn has(&self, part: &str) -> bool {
        self.zip.index_for_name(part).is_some()
    }

    fn small(&mut self, part: &str) -> Result<String, Error> {
        let path = self.path.clone();
        let entry =
            self.zip.by_name(part).map_err(|error| damaged(&path, None, format!("{part}: {error}")))?;
        let mut bytes = Vec::new();
        entry
            .take(SMALL + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(&path, None, format!("{part}: {error}")))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > SMALL {
            return Err(Error::TooLarge {
                path,
                row: None,
                what: format!("the part {part}"),
                limit: SMALL,
                unit: "bytes",
            });
        }
        String::from_utf8(bytes).map_err(|error| damaged(&path, None, format!("{part}: {error}")))
    }

    fn unpack(&mut self, part: &str) -> Result<File, Error> {
        let path = self.path.clone();
        let mut entry =
            self.zip.by_name(part).map_err(|error| damaged(&path, None, format!("{part}: {error}")))?;
        let mut out = BufWriter::new(tempfile::tempfile()?);
        copy_limited(&path, &mut entry, &mut out, self.packed_bytes, &self.limits)?;
        out.flush()?;
        let mut file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }

    /// What the workbook says about sheets and parts.
    pub(super) fn workbook(&mut self) -> Result<Workbook, Error> {
        let main = if self.has("_rels/.rels") {
            let relations = self.small("_rels/.rels")?;
            self.relations("", &relations)?.into_iter().find(|relation| relation.kind == "officeDocument")
        } else {
            None
        };
        let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.part);
        if !self.has(&main) || !main.ends_with("workbook.xml") {
            return Err(Error::NotASpreadsheet {
                path: self.path.clone(),
                is: "archive",
                found: "a ZIP archive without an Excel workbook".to_owned(),
                remedy: "unpack an archive first; save OpenDocument sheets as .xlsx",
            });
        }
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let folder = folder.to_owned();
        let relations_part = if folder.is_empty() {
            format!("_rels/{name}.rels")
        } else {
            format!("{folder}/_rels/{name}.rels")
        };
        let text = self.small(&relations_part)?;
        let relations = self.relations(&folder, &text)?;
        let find = |kind: &str| {
            relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.part.clone())
        };
        let mut book =
            Workbook { strings: find("sharedStrings"), styles: find("styles"), ..Workbook::default() };
        let text = self.small(&main)?;
        let mut reader = Reader::from_str(&text);
        loop {
            match reader.read_event().map_err(|error| damaged(&self.path, None, error))? {
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "sheet" => {
                        let id = attribute(&element, "id");
                        let relation = relations.iter().find(|relation| Some(&relation.id) == id.as_ref());
                        // Chart sheets have no cells.
                        if let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") {
                            book.sheets.push(SheetInfo {
                                name: attribute(&element, "name").unwrap_or_default(),
                                part: relation.part.clone(),
                                hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
                            });
                        }
                    }
                    "workbookPr" => {
                        book.is_1904 =
                            attribute(&element, "date1904").is_some_and(|flag| flag == "1" || flag == "true");
                    }
                    _ => {}
                },
                Event::Eof => return Ok(book),
                _ => {}
            }
        }
    }

    fn relations(&self, folder: &str, text: &str) -> Result<Vec<Relation>, Error> {
        let mut reader = Reader::from_str(text);
        let mut relations = Vec::new();
        loop {
            match reader.read_event().map_err(|error| damaged(&self.path, None, error))? {
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "Relationship" =>
                {
                    let target = attribute(&element, "Target").unwrap_or_default();
                    relations.push(Relation {
                        id: attribute(&element, "Id").unwrap_or_default(),
                        kind: attribute(&element, "Type")
                            .and_then(|kind| kind.rsplit('/').next().map(str::to_owned))
                            .unwrap_or_default(),
                        part: resolve(folder, &target),
                    });
                }
                Event::Eof => return Ok(relations),
                _ => {}
            }
        }
    }

    /// Which cell styles show a number as a date.
    pub(super) fn date_styles(&mut self, book: &Workbook) -> Result<Vec<bool>, Error> {
        let Some(part) = book.styles.clone().filter(|part| self.has(part)) else { return Ok(Vec::new()) };
        let text = self.small(&part)?;
        let mut reader = Reader::from_str(&text);
        let mut own: Vec<(u32, bool)> = Vec::new();
        let mut styles = Vec::new();
        let mut in_cells = false;
        loop {
            match reader.read_event().map_err(|error| damaged(&self.path, None, error))? {
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                        own.push((
                            id,
                            is_date_format(&attribute(&element, "formatCode").unwrap_or_default()),
                        ));
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id: u32 =
                            attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                        let declared = own.iter().find(|(known, _)| *known == id).map(|(_, date)| *date);
                        styles.push(declared.unwrap_or_else(|| is_builtin_date(id)));
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cells = false,
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    /// The shared strings.
    pub(super) fn strings(&mut self, book: &Workbook) -> Result<Strings, Error> {
        match book.strings.clone().filter(|part| self.has(part)) {
            Some(part) => {
                let file = self.unpack(&part)?;
                Strings::read(&self.path, file, &self.limits)
            }
            None => Strings::none(),
        }
    }

    /// A sheet's part and the text after its cells, where merged ranges stand.
    pub(super) fn sheet(&mut self, part: &str) -> Result<(File, String), Error> {
        let mut file = self.unpack(part)?;
        let tail = tail_after_cells(&self.path, &mut file)?;
        file.seek(SeekFrom::Start(0)).map_err(|source| io(&self.path, source))?;
        Ok((file, tail))
    }
}

struct Relation {
    id: String,
    kind: String,
    part: String,
}

fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Number formats 14-22, 27-36, 45-47 and 50-58 are dates and times, those from 27 on in East Asian versions.
fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

fn is_date_format(code: &str) -> bool {
    let mut quoted = false;
    let mut bracketed = false;
    let mut escaped = false;
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            'y' | 'Y' | 'd' | 'D' | 'm' | 'M' | 'e' | 'g' | 'h' | 'H' => {
                return !code.eq_ignore_ascii_case("general");
            }
            _ => {}
        }
    }
    false
}

/// The bytes after the last `sheetData>`, at most 32 MiB of them.
fn tail_after_cells(path: &Path, file: &mut File) -> Result<String, Error> {
    const MARK: &[u8] = b"sheetData>";
    let length = file.seek(SeekFrom::End(0)).map_err(|source| io(path, source))?;
    let mut window: u64 = 64 << 10;
    loop {
        let start = length.saturating_sub(window);
        file.seek(SeekFrom::Start(start)).map_err(|source| io(path, source))?;
        let mut bytes = Vec::new();
        file.take(window).read_to_end(&mut bytes).map_err(|source| io(path, source))?;
        if let Some(at) = bytes.windows(MARK.len()).rposition(|window| window == MARK) {
            let rest = bytes.get(at + MARK.len()..).unwrap_or_default();
            return Ok(String::from_utf8_lossy(rest).into_owned());
        }
        if start == 0 || window >= SMALL {
            return Ok(String::new());
        }
        window *= 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_formats_are_told_from_amounts() {
        for code in [
            "yyyy/mm/dd",
            "[$-411]ggge\"年\"m\"月\"d\"日\"",
            "d-mmm-yy",
            "[$-ja-JP-x-gannen]ggge\"年\"m\"月\"",
        ] {
            assert!(is_date_format(code), "{code}");
        }
        for code in ["General", "#,##0\"円\"", "0.00", "@", "#,##0_);[Red]\\(#,##0\\)", "0\"day\""] {
            assert!(!is_date_format(code), "{code}");
        }
    }

    #[test]
    fn targets_are_resolved_against_the_folder() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl/worksheets", "../x.xml"), "xl/x.xml");
    }
}
