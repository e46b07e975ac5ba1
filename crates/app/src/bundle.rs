//! A region leaves with all its data: one signed file that a reader without this program can use.
//!
//! `gather` decides what belongs, `write` writes it, `explain` describes it, `signature` makes and checks the signature,
//! `load` brings it into another register.

mod explain;
mod gather;
mod load;
mod signature;
mod write;

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use crate::Error;

pub use load::BundleLoaded;
pub use signature::PublicKey;

/// The version of the format.
const FORMAT: u32 = 1;
/// What the bundle says of itself, its signature, and the key that checks it.
const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.json.sig";
const PUBLIC_KEY: &str = "public-key.pem";
/// The list of attached files, and the folder with their bytes.
const FILES: &str = "files.jsonl";
const FILES_FOLDER: &str = "files/";
/// Records that belong, and records that are only named.
const RECORDS: &str = "records/";
const NAMED: &str = "named/";

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleFile {
    /// Its place in the bundle.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its content.
    pub sha256: String,
}

/// What a bundle says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleManifest {
    /// The version of the format.
    pub format: u32,
    /// The program that made it.
    pub program: String,
    /// When.
    pub made_at: String,
    /// The region or cluster that leaves.
    pub root: String,
    /// Its name.
    pub title: String,
    /// Records that belong, by kind.
    pub records: BTreeMap<String, u64>,
    /// Records that are only named, by kind.
    pub named: BTreeMap<String, u64>,
    /// Attached files.
    pub attachments: u64,
    /// Every other file.
    pub files: Vec<BundleFile>,
}

/// A bundle that was made, or whose signature and hashes are right.
#[derive(Clone, Debug, Serialize)]
pub struct BundleSeen {
    /// Where it is.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// The fingerprint of the key that signed it.
    pub key: String,
    /// What it says of itself.
    #[serde(flatten)]
    pub manifest: BundleManifest,
}

/// A file attached to a record, as the bundle lists it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct AttachedFile {
    kind: String,
    record: String,
    sha256: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    title: Option<String>,
    layer: String,
    media_type: String,
    bytes: u64,
}

fn environment(path: &std::path::Path) -> impl Fn(io::Error) -> Error {
    let path = path.display().to_string();
    move |error| Error::new("environment").arg("detail", format!("{path}: {error}")).caused_by(error)
}

fn damaged(detail: impl std::fmt::Display) -> Error {
    Error::new("bundle-damaged").arg("detail", detail)
}
