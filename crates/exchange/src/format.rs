//! The three formats.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// A format of spreadsheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Office Open XML workbook.
    Xlsx,
    /// Values separated by commas, semicolons or tabs.
    Csv,
    /// One JSON object a line.
    #[serde(rename = "jsonl")]
    JsonLines,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::JsonLines];

    /// The format by the end of a file's name; `.gz` after it is passed over.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        Self::of_name(name.rsplit_once('.')?.1)
    }

    /// The format by its name, as written after `--format`.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "jsonl" | "ndjson" | "json" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// The ending of file names.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::JsonLines => "application/jsonl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_format() {
        let of = |name: &str| Format::of_path(Path::new(name));
        assert_eq!(of("a/シーズ.XLSX"), Some(Format::Xlsx));
        assert_eq!(of("topics.csv.gz"), Some(Format::Csv));
        assert_eq!(of("kaken.tsv"), Some(Format::Csv));
        assert_eq!(of("corpus.jsonl.gz"), Some(Format::JsonLines));
        assert_eq!(of("letter.pdf"), None);
        assert_eq!(of("csv"), None);
    }
}
