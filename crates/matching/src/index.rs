//! The index: documents in, segments out. Additions and removals take effect together, at the commit.
//! Not here: searching (`score`), which works on the last commit and goes on while the next one is made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analyse::Analyser;
use crate::document::{Document, Schema};
use crate::manifest::{Cursor, Entry, Manifest};
use crate::score::Searcher;
use crate::segment::{self, Builder, Flaw, Segment};
use crate::{Error, files, numbers};

/// Waiting documents become a segment of their own (still unseen) when there are so many, to bound the memory.
const MOST_WAITING: usize = 8192;

/// A segment is merged with all smaller ones when it is not so many times as large as they are together.
const GROWTH: usize = 3;

/// A segment is rewritten when one document in so many is dead.
const MOST_DEAD: usize = 4;

const SUFFIX: &str = "segment";

/// An index that can be changed. One owner writes; [`Index::searcher`] gives out views of the last commit.
pub struct Index {
    schema: Arc<Schema>,
    analyser: Analyser,
    folder: Option<PathBuf>,
    waiting: Builder,
    removed: BTreeSet<String>,
    parts: Vec<Part>,
    cursor: Option<Cursor>,
    next_file: u64,
    published: Searcher,
}

/// A segment with the documents of it that are gone.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) segment: Arc<Segment>,
    pub(crate) dead: Arc<BTreeSet<u32>>,
    file: Option<String>,
}

impl Part {
    pub(crate) fn living(&self) -> usize {
        self.segment.doc_count() - self.dead.len()
    }

    /// The number of the living document with this key.
    pub(crate) fn find_living(&self, key: &str) -> Option<u32> {
        self.segment.find_doc(key).filter(|doc| !self.dead.contains(doc))
    }
}

impl Index {
    /// An empty index that is kept in memory only.
    ///
    /// # Errors
    /// The schema is not usable.
    pub fn in_memory(schema: Schema) -> Result<Self, Error> {
        schema.check()?;
        let schema = Arc::new(schema);
        let published = Searcher::new(Arc::clone(&schema), Vec::new());
        Ok(Self {
            schema,
            analyser: Analyser::new(),
            folder: None,
            waiting: Builder::default(),
            removed: BTreeSet::new(),
            parts: Vec::new(),
            cursor: None,
            next_file: 0,
            published,
        })
    }

    /// The index kept in a folder; an empty one if the folder is empty or does not exist.
    ///
    /// # Errors
    /// The schema is not usable; the folder cannot be read; a file is missing or damaged or was written for another
    /// format or other fields ([`Error::asks_for_rebuild`]).
    pub fn open(folder: &Path, schema: Schema) -> Result<Self, Error> {
        let mut index = Self::in_memory(schema)?;
        files::create_folder(folder)?;
        if let Some(manifest) = Manifest::load(folder, &index.schema)? {
            for entry in manifest.segments {
                let segment = Arc::new(read_segment(&folder.join(&entry.file), &entry.dead)?);
                let dead = Arc::new(entry.dead.into_iter().collect());
                index.parts.push(Part { segment, dead, file: Some(entry.file) });
            }
            index.cursor = manifest.cursor;
            index.next_file = manifest.next_file;
        }
        index.folder = Some(folder.to_owned());
        index.remove_strays(folder)?;
        index.publish();
        Ok(index)
    }

    /// A copy of the last commit in a folder that another process owns. It can be changed and searched; nothing is
    /// written to the folder.
    ///
    /// # Errors
    /// As [`Index::open`]. The owner may put away a segment between the reading of the list and of the file: then the
    /// folder is read once more.
    pub fn open_snapshot(folder: &Path, schema: Schema) -> Result<Self, Error> {
        let load = |index: &mut Self| -> Result<(), Error> {
            index.parts.clear();
            if let Some(manifest) = Manifest::load(folder, &index.schema)? {
                for entry in manifest.segments {
                    let segment = Arc::new(read_segment(&folder.join(&entry.file), &entry.dead)?);
                    let dead = Arc::new(entry.dead.into_iter().collect());
                    index.parts.push(Part { segment, dead, file: None });
                }
                index.cursor = manifest.cursor;
            }
            Ok(())
        };
        let mut index = Self::in_memory(schema)?;
        if load(&mut index).is_err() {
            load(&mut index)?;
        }
        index.publish();
        Ok(index)
    }

    /// The schema.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// How far the last commit has followed the source.
    #[must_use]
    pub fn cursor(&self) -> Option<&Cursor> {
        self.cursor.as_ref()
    }

    /// The last commit, for searching. Cheap; may be kept and used from any thread.
    #[must_use]
    pub fn searcher(&self) -> Searcher {
        self.published.clone()
    }

    /// Takes a document in; one with the same key is replaced. Seen after the commit.
    ///
    /// # Errors
    /// A field or code scheme that the schema does not declare.
    pub fn put(&mut self, document: &Document) -> Result<(), Error> {
        self.waiting.add(&self.schema, &mut self.analyser, document)?;
        self.removed.remove(&document.key);
        if self.waiting.len() >= MOST_WAITING {
            self.flush()?;
        }
        Ok(())
    }

    /// Removes a document; nothing happens if there is none. Gone after the commit.
    pub fn remove(&mut self, key: &str) {
        self.waiting.remove(key);
        self.removed.insert(key.to_owned());
    }

    /// Makes everything since the last commit seen and, with a folder, lasting, together with the cursor.
    ///
    /// # Errors
    /// The folder cannot be written. What was seen before is still seen, and the commit can be tried again.
    pub fn commit(&mut self, cursor: Option<Cursor>) -> Result<(), Error> {
        self.flush()?;
        self.merge_by_size()?;
        self.save(cursor)
    }

    /// Commits and brings everything into one segment.
    ///
    /// # Errors
    /// As [`Index::commit`].
    pub fn compact(&mut self, cursor: Option<Cursor>) -> Result<(), Error> {
        self.flush()?;
        self.merge_parts(0)?;
        self.save(cursor)
    }

    fn flush(&mut self) -> Result<(), Error> {
        let waiting = std::mem::take(&mut self.waiting);
        let removed = std::mem::take(&mut self.removed);
        for key in waiting.keys().chain(removed.iter().map(String::as_str)) {
            for part in &mut self.parts {
                if let Some(doc) = part.find_living(key) {
                    Arc::make_mut(&mut part.dead).insert(doc);
                }
            }
        }
        if waiting.len() > 0 {
            self.parts.push(Part { segment: Arc::new(waiting.finish()?), dead: Arc::default(), file: None });
        }
        Ok(())
    }

    fn merge_by_size(&mut self) -> Result<(), Error> {
        self.parts.retain(|part| part.living() > 0);
        self.parts.sort_by_key(|part| std::cmp::Reverse(part.living()));
        let mut smaller = 0;
        let mut from = self.parts.len();
        for (at, part) in self.parts.iter().enumerate().rev() {
            if part.living() < GROWTH * smaller || part.dead.len() * MOST_DEAD > part.segment.doc_count() {
                from = at;
            }
            smaller += part.living();
        }
        self.merge_parts(from)
    }

    /// Merges the parts from a position on.
    fn merge_parts(&mut self, from: usize) -> Result<(), Error> {
        let tail = self.parts.get(from..).unwrap_or_default();
        let unchanged = tail.len() == 1 && tail.iter().all(|part| part.dead.is_empty());
        if tail.is_empty() || unchanged {
            return Ok(());
        }
        let checks: Vec<_> = tail.iter().map(|part| |doc: u32| !part.dead.contains(&doc)).collect();
        let mut sources: Vec<(&Segment, &dyn Fn(u32) -> bool)> = Vec::with_capacity(tail.len());
        for (part, check) in tail.iter().zip(&checks) {
            sources.push((&part.segment, check));
        }
        let merged = segment::merge(&sources)?;
        self.parts.truncate(from);
        if merged.doc_count() > 0 {
            self.parts.push(Part { segment: Arc::new(merged), dead: Arc::default(), file: None });
        }
        Ok(())
    }

    fn save(&mut self, cursor: Option<Cursor>) -> Result<(), Error> {
        if let Some(folder) = self.folder.clone() {
            for part in &mut self.parts {
                if part.file.is_none() {
                    let name = format!("{:08}.{SUFFIX}", self.next_file);
                    self.next_file += 1;
                    files::write_whole(&folder, &name, |file| segment::write(&part.segment, file))?;
                    part.file = Some(name);
                }
            }
            let entry = |part: &Part| {
                Some(Entry { file: part.file.clone()?, dead: part.dead.iter().copied().collect() })
            };
            let entries = self.parts.iter().filter_map(entry).collect();
            Manifest::new(&self.schema, cursor.clone(), self.next_file, entries).save(&folder)?;
            self.cursor = cursor;
            self.publish();
            return self.remove_strays(&folder);
        }
        self.cursor = cursor;
        self.publish();
        Ok(())
    }

    fn publish(&mut self) {
        self.published = Searcher::new(Arc::clone(&self.schema), self.parts.clone());
    }

    /// Removes segment files that no list names: merged ones, and those of a commit that was cut off.
    fn remove_strays(&self, folder: &Path) -> Result<(), Error> {
        let kept: BTreeSet<&str> = self.parts.iter().filter_map(|part| part.file.as_deref()).collect();
        for path in files::list(folder)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let ours = name.ends_with(&format!(".{SUFFIX}")) || name.ends_with(".part");
            if ours && !kept.contains(name.as_str()) {
                files::remove(&path)?;
            }
        }
        Ok(())
    }
}

fn read_segment(path: &Path, dead: &[u32]) -> Result<Segment, Error> {
    let file = files::open(path)?.ok_or_else(|| Error::Missing { path: path.to_owned() })?;
    let segment = segment::read(file).map_err(|flaw| match flaw {
        Flaw::Format(found) => Error::OtherFormat { path: path.to_owned(), found, expected: segment::FORMAT },
        Flaw::Damage(what) => Error::Damaged { path: path.to_owned(), what },
        Flaw::Io(source) => Error::Io { action: "read", path: path.to_owned(), source },
    })?;
    if dead.iter().any(|&doc| numbers::index(doc) >= segment.doc_count()) {
        let what = "the list names dead documents that it does not have".to_owned();
        return Err(Error::Damaged { path: path.to_owned(), what });
    }
    Ok(segment)
}

#[cfg(test)]
mod tests;
