//! What can go wrong with a file as a whole. What is wrong with a single cell is a result, not an error.

use std::path::PathBuf;

/// Why a file cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system refuses.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The output cannot be written.
    #[error("cannot write the file: {0}")]
    Output(#[from] std::io::Error),
    /// The name does not say which format to write.
    #[error("`{found}` does not say its format: expected a name that ends in .xlsx, .csv or .jsonl")]
    UnknownFormat {
        /// The name as it was given.
        found: String,
    },
    /// The content is something else than a spreadsheet.
    #[error("{}: this is {found}, not a spreadsheet: {remedy}", path.display())]
    NotASpreadsheet {
        /// The file.
        path: PathBuf,
        /// A word for what it is, for catalogues.
        is: &'static str,
        /// What it is.
        found: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The file ends too early or its structure is broken.
    #[error("{}{}: the file is damaged: {detail}", path.display(), at(*row))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The row or line where it was noticed, if known.
        row: Option<u32>,
        /// What was found.
        detail: String,
    },
    /// Bytes that are no text in any encoding that is read here.
    #[error(
        "{}, line {line}: the text is neither UTF-8 nor CP932 (Shift_JIS): found the byte 0x{byte:02X}; save the file \
         as CSV UTF-8", path.display()
    )]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The line of the first wrong byte.
        line: u32,
        /// That byte.
        byte: u8,
    },
    /// Something is larger than is allowed.
    #[error("{}{}: {what} is larger than the limit of {limit} {unit}", path.display(), at(*row))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The row or line, if known.
        row: Option<u32>,
        /// What is too large.
        what: String,
        /// The limit.
        limit: u64,
        /// The unit of the limit.
        unit: &'static str,
    },
    /// There is no such sheet.
    #[error("{}: no sheet is called `{found}`: there are {}", path.display(), known.join(", "))]
    UnknownSheet {
        /// The file.
        path: PathBuf,
        /// The name as it was given.
        found: String,
        /// The sheets of the file.
        known: Vec<String>,
    },
    /// There is no row that could be the header.
    #[error("{}: no header row was found: expected a row with the names of the columns", path.display())]
    NoHeader {
        /// The file.
        path: PathBuf,
    },
    /// A mapping cannot be used.
    #[error("mapping: {detail}")]
    Mapping {
        /// A word for what is wrong, for catalogues.
        is: &'static str,
        /// What the sentence names: `found` as it was written, `near` where a valid name is near.
        args: Vec<(&'static str, String)>,
        /// What is wrong, with the nearest valid name where there is one.
        detail: String,
    },
    /// A record cannot be written in this format.
    #[error("record {reference}, column {column}: {detail}")]
    Unwritable {
        /// The record.
        reference: String,
        /// The column.
        column: String,
        /// Why, and the remedy.
        detail: String,
    },
    /// The records to be written could not be had.
    #[error("the records could not be read: {0}")]
    Records(Box<dyn std::error::Error + Send + Sync>),
    /// The XLSX writer refuses.
    #[error("cannot write XLSX: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

impl Error {
    /// Every code.
    pub const CODES: [&'static str; 13] = [
        "file-io",
        "file-output",
        "file-format",
        "file-not-a-spreadsheet",
        "file-damaged",
        "file-encoding",
        "file-too-large",
        "file-unknown-sheet",
        "file-no-header",
        "mapping",
        "record-unwritable",
        "records",
        "file-xlsx",
    ];
    /// Every word for what is wrong with a mapping.
    pub const MAPPINGS: [&'static str; 13] = [
        "mapping-syntax",
        "mapping-kind",
        "mapping-column",
        "mapping-field",
        "mapping-reference",
        "mapping-bracket",
        "mapping-language",
        "mapping-scheme",
        "mapping-part",
        "mapping-row",
        "mapping-cell",
        "mapping-assignment",
        "mapping-claims",
    ];
    /// Every word for what is no spreadsheet.
    pub const NO_SPREADSHEETS: [&'static str; 10] =
        ["folder", "empty", "old-excel", "pdf", "html", "xml", "binary", "json-array", "no-json", "archive"];

    /// What a sentence about it names; a row of 0 is none. What the system or a library says is not among it.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let file = |path: &PathBuf| ("file", path.display().to_string());
        let row = |row: &Option<u32>| ("row", row.unwrap_or_default().to_string());
        match self {
            Self::Io { path, .. } | Self::NoHeader { path } => vec![file(path)],
            Self::UnknownFormat { found } => vec![("found", found.clone())],
            Self::NotASpreadsheet { path, is, .. } => vec![file(path), ("is", (*is).to_owned())],
            Self::Damaged { path, row: at, .. } => vec![file(path), row(at)],
            Self::Encoding { path, line, byte } => {
                vec![file(path), ("row", line.to_string()), ("byte", format!("0x{byte:02X}"))]
            }
            Self::TooLarge { path, row: at, limit, unit, .. } => {
                vec![file(path), row(at), ("limit", limit.to_string()), ("unit", (*unit).to_owned())]
            }
            Self::UnknownSheet { path, found, known } => {
                vec![file(path), ("found", found.clone()), ("known", known.join(", "))]
            }
            Self::Mapping { is, args, .. } => {
                let mut all = vec![("is", (*is).to_owned())];
                all.extend(args.iter().cloned());
                all
            }
            Self::Unwritable { reference, column, .. } => {
                vec![("reference", reference.clone()), ("column", column.clone())]
            }
            Self::Output(_) | Self::Records(_) | Self::Xlsx(_) => Vec::new(),
        }
    }

    /// A mapping that cannot be used.
    pub(crate) fn mapping(is: &'static str, args: &[(&'static str, &str)], detail: String) -> Self {
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self::Mapping { is, args, detail }
    }

    /// A stable code for the error, for catalogues and tests.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "file-io",
            Self::Output(_) => "file-output",
            Self::UnknownFormat { .. } => "file-format",
            Self::NotASpreadsheet { .. } => "file-not-a-spreadsheet",
            Self::Damaged { .. } => "file-damaged",
            Self::Encoding { .. } => "file-encoding",
            Self::TooLarge { .. } => "file-too-large",
            Self::UnknownSheet { .. } => "file-unknown-sheet",
            Self::NoHeader { .. } => "file-no-header",
            Self::Mapping { .. } => "mapping",
            Self::Unwritable { .. } => "record-unwritable",
            Self::Records(_) => "records",
            Self::Xlsx(_) => "file-xlsx",
        }
    }
}

fn at(row: Option<u32>) -> String {
    row.map(|row| format!(", row {row}")).unwrap_or_default()
}
