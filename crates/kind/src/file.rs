//! Files attached to a record: what is known of each beside its bytes.

use serde::{Deserialize, Serialize};

use crate::{Layer, Problem};

/// One attached file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// SHA-256 of its bytes in lower-case hexadecimal, by which they are found.
    pub blob: String,
    /// The name under which it is offered.
    pub name: String,
    /// Its media type, such as `application/pdf`.
    pub media_type: String,
    /// Its bytes.
    pub size: u64,
    /// Who may see it at least; the record's own disclosure may raise it.
    #[serde(default = "member")]
    pub layer: Layer,
    /// What it is, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

const fn member() -> Layer {
    Layer::Member
}

impl FileEntry {
    /// What is wrong with it.
    pub(crate) fn problem(&self) -> Option<Problem> {
        let is_hash =
            self.blob.len() == 64 && self.blob.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash {
            return Some(Problem::new("file-blob").arg("found", &self.blob));
        }
        let is_name = !self.name.trim().is_empty()
            && self.name.chars().count() <= 255
            && !self.name.contains(['/', '\\'])
            && !self.name.chars().any(char::is_control);
        if !is_name {
            return Some(Problem::new("file-name").arg("found", &self.name));
        }
        let is_type = self.media_type.is_ascii()
            && self.media_type.len() <= 255
            && self.media_type.split_once('/').is_some_and(|(kind, sub)| !kind.is_empty() && !sub.is_empty())
            && !self.media_type.chars().any(|c| c.is_control());
        if !is_type {
            return Some(Problem::new("file-type").arg("found", &self.media_type));
        }
        let title = self.title.as_deref().unwrap_or_default();
        if let Some(problem) = crate::value::check_characters(title) {
            return Some(problem);
        }
        let found = title.chars().count();
        (found > 1_000).then(|| Problem::new("too-long").arg("found", found).arg("limit", 1_000))
    }
}
