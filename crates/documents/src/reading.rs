//! What reading a document is asked for and what it gives.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::gather::Gather;
use crate::media::Media;
use crate::{office, pdf, plain};

/// How far a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Pages of a PDF, slides of a presentation, sheets of a workbook.
    pub pages: usize,
    /// Bytes of text kept, as UTF-8.
    pub text_bytes: usize,
    /// Bytes that one part of a package may unpack to.
    pub part_bytes: u64,
    /// How long it may take.
    pub time: Duration,
}

impl Default for Limits {
    /// 200 pages, 2 MiB of text (a book of 600,000 Japanese characters), parts of 256 MiB, 20 seconds.
    fn default() -> Self {
        Self { pages: 200, text_bytes: 2 << 20, part_bytes: 256 << 20, time: Duration::from_secs(20) }
    }
}

/// How far the text of a document is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// All of it.
    Whole,
    /// Its beginning, up to the limits.
    Cut,
    /// It has none, such as scanned pages.
    Empty,
    /// Files of this type are not read.
    Unread,
    /// It could not be read.
    Unreadable,
}

impl State {
    /// The word in the store and in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Cut => "cut",
            Self::Empty => "empty",
            Self::Unread => "unread",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Why a text could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// It is locked by a password.
    Locked,
    /// It contradicts its own format.
    Damaged,
    /// It took too long.
    Slow,
    /// It unpacks to too much.
    Large,
    /// The encoding of the text is not known.
    Encoding,
}

impl Reason {
    /// The word in the store and in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Damaged => "damaged",
            Self::Slow => "slow",
            Self::Large => "large",
            Self::Encoding => "encoding",
        }
    }
}

/// What reading a document gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The media type that its content shows.
    pub media_type: String,
    /// How far the text is known.
    pub state: State,
    /// Why not, when it is unreadable.
    pub reason: Option<Reason>,
    /// The text; empty unless whole or cut.
    pub text: String,
}

impl Reading {
    /// A document whose text is not known, and why.
    #[must_use]
    pub fn unreadable(media: Media, reason: Reason) -> Self {
        let media_type = media.media_type().to_owned();
        Self { media_type, state: State::Unreadable, reason: Some(reason), text: String::new() }
    }
}

/// Why a reader stopped before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// There is enough: pages, bytes of text, or time after some text was found.
    Enough,
    /// It cannot be read.
    Unreadable(Reason),
}

/// Reads the text of a document. `name` only tells formats apart that look alike (a table from a plain text).
///
/// It may take memory and time that no limit here holds, when content was made to harm: see [`crate::read_guarded`].
#[must_use]
pub fn read(bytes: Vec<u8>, name: &str, limits: &Limits) -> Reading {
    let media = Media::of(&bytes, name);
    let mut gather = Gather::new(limits, Instant::now());
    let stop = match media {
        Media::Pdf => pdf::read(bytes, &mut gather),
        Media::Docx | Media::Pptx | Media::Xlsx => office::read(media, &bytes, &mut gather),
        Media::Text | Media::Csv => plain::read(&bytes, &mut gather),
        Media::Locked => Err(Stop::Unreadable(Reason::Locked)),
        _ => {
            let media_type = media.media_type().to_owned();
            return Reading { media_type, state: State::Unread, reason: None, text: String::new() };
        }
    };
    let is_cut = stop == Err(Stop::Enough);
    if let Err(Stop::Unreadable(reason)) = stop {
        return Reading::unreadable(media, reason);
    }
    let text = gather.into_text();
    let state = match (text.is_empty(), is_cut) {
        (_, true) => State::Cut,
        (true, false) => State::Empty,
        (false, false) => State::Whole,
    };
    Reading { media_type: media.media_type().to_owned(), state, reason: None, text }
}
