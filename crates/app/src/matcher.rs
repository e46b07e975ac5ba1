//! The follower of the log that keeps the match index: it can be deleted at any moment and is built again.
//!
//! One process owns the index folder. A second one beside it (a command while the server runs) follows the log in
//! memory and writes nothing.

mod attached;

use std::borrow::Cow;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use enishi_kind::{Body, Field, FieldPlace, KindInfo, MERGED_INTO, Registry, Type, Value, Viewer};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_matching::{
    ClearanceSet, Code, CodeSpec, Cursor, Document, FieldSpec, FieldText, Index, Parameters, Query,
    QueryCode, QueryText, Readiness, Schema, Searcher,
};
use enishi_store::{LogChange, Store};
use tokio::sync::{Notify, watch};

use crate::Error;
use attached::{FileWords, file_texts, file_words};

/// How often the follower looks for commits of other processes.
const POLL: Duration = Duration::from_millis(250);
/// Changes read from the log at a time.
const CHUNK: u32 = 1_000;
/// Changes after which the index is committed while it is still behind.
const COMMIT_EVERY: usize = 20_000;
/// How long a reader waits for his own write.
const OWN_WRITE: Duration = Duration::from_millis(500);
/// What a shared key field is worth against a word as rare: a field says where a thing belongs, not what it is.
const FIELD_CODE_WEIGHT: f64 = 0.5;

/// The match index and its follower. Cheap to clone.
#[derive(Clone)]
pub struct Matcher {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    folder: PathBuf,
    state: Arc<Mutex<State>>,
    searcher: RwLock<Searcher>,
    wake: Notify,
    done: watch::Sender<i64>,
    /// Held for as long as this process owns the folder.
    lock: Option<File>,
}

struct State {
    index: Index,
    epoch: String,
    seq: i64,
    ordinal: i64,
    uncommitted: usize,
}

/// How far the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexState {
    /// The last commit that the index holds.
    pub seq: i64,
    /// How many commits the store is ahead of it.
    pub behind: i64,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matcher").field("folder", &self.inner.folder).finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic while the index was changed leaves at worst changes that are read from the log again.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Matcher {
    /// Opens the index folder; what is damaged or of another program's version is built again from the log.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub(crate) fn open(folder: &Path, store: Store) -> Result<Self, Error> {
        let environment = |error: std::io::Error| {
            Error::new("environment").arg("detail", format!("{}: {error}", folder.display())).caused_by(error)
        };
        std::fs::create_dir_all(folder).map_err(environment)?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.with_extension("lock"))
            .map_err(environment)?;
        let owned = match file.try_lock() {
            Ok(()) => Some(file),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(error)) => return Err(environment(error)),
        };
        let schema = schema(store.registry());
        let index = if owned.is_some() {
            open_or_empty(folder, &schema)?
        } else {
            match Index::open_snapshot(folder, schema.clone()) {
                Ok(index) => index,
                Err(error) => {
                    tracing::info!(%error, "the index of the running server cannot be read; building one in memory");
                    Index::in_memory(schema)?
                }
            }
        };
        let (epoch, seq) = place_of(&index);
        let searcher = RwLock::new(index.searcher());
        let state = Arc::new(Mutex::new(State { index, epoch, seq, ordinal: i64::MAX, uncommitted: 0 }));
        let (done, _) = watch::channel(seq);
        let inner = Inner {
            store,
            folder: folder.to_owned(),
            state,
            searcher,
            wake: Notify::new(),
            done,
            lock: owned,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Follows the log until the program ends, by `follow`, which catches up.
    pub(crate) async fn run<F: Future<Output = Result<(), Error>>>(&self, follow: impl Fn() -> F) {
        // A fault that lasts is told when it begins and when it ends, not four times a second.
        let mut failing = None;
        loop {
            match follow().await {
                Ok(()) if failing.take().is_some() => tracing::warn!("the index follows the log again"),
                Ok(()) => {}
                Err(error) => {
                    if failing.replace(error.code) != Some(error.code) {
                        error.log("the index cannot follow the log; trying again until it can");
                    }
                }
            }
            tokio::select! {
                () = self.inner.wake.notified() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// The last commit that the index holds, as it grows.
    pub(crate) fn watch(&self) -> watch::Receiver<i64> {
        self.inner.done.subscribe()
    }

    /// Says that something was committed here.
    pub(crate) fn notify(&self) {
        self.inner.wake.notify_one();
    }

    /// Takes in everything that the log has beyond the index. `progress` is told commits done and to be done.
    ///
    /// # Errors
    /// The store, or the index folder cannot be written.
    pub async fn catch_up(&self, progress: impl Fn(i64, i64)) -> Result<(), Error> {
        let head = self.inner.store.head().await?;
        let (mut seq, mut ordinal) = {
            let mut state = lock(&self.inner.state);
            if state.epoch != head.epoch || state.seq > head.seq {
                state.epoch.clone_from(&head.epoch);
                state.reset(&self.inner)?;
            }
            (state.seq, state.ordinal)
        };
        if seq >= head.seq {
            return Ok(());
        }
        loop {
            let changes = self.inner.store.changes_after(seq, ordinal, CHUNK).await?;
            let is_last = changes.len() < usize::try_from(CHUNK).unwrap_or(usize::MAX);
            (seq, ordinal) = self.take_in(changes, is_last).await?;
            progress(seq, head.seq.max(seq));
            if is_last {
                return Ok(());
            }
        }
    }

    /// Takes changes in with the words of the files that they name, some at a time: the words of a thousand records
    /// would not fit into memory.
    async fn take_in(&self, mut changes: Vec<LogChange>, is_last: bool) -> Result<(i64, i64), Error> {
        loop {
            let (count, words) = file_words(&self.inner.store, &changes).await?;
            let rest = changes.split_off(count);
            let is_end = rest.is_empty();
            let inner = Arc::clone(&self.inner);
            let take = move || inner.take(&changes, &words, is_last && is_end);
            let reached = tokio::task::spawn_blocking(take).await.map_err(Error::internal)??;
            if is_end {
                return Ok(reached);
            }
            changes = rest;
        }
    }

    /// Builds the index again from nothing.
    ///
    /// # Errors
    /// `index-busy` when another process owns the folder, or the store.
    pub async fn rebuild(&self, progress: impl Fn(i64, i64)) -> Result<(), Error> {
        if self.inner.lock.is_none() {
            return Err(Error::new("index-busy").arg("folder", self.inner.folder.display()));
        }
        lock(&self.inner.state).reset(&self.inner)?;
        self.catch_up(progress).await
    }

    /// Waits until the index holds a commit, half a second at most.
    pub async fn wait_for(&self, seq: i64) -> bool {
        self.notify();
        let mut done = self.inner.done.subscribe();
        let reached = done.wait_for(|at| *at >= seq);
        tokio::time::timeout(OWN_WRITE, reached).await.is_ok_and(|reached| reached.is_ok())
    }

    /// Whether this process owns the index folder.
    pub(crate) fn is_owner(&self) -> bool {
        self.inner.lock.is_some()
    }

    /// The log that the index follows, and up to where.
    pub(crate) fn place(&self) -> (String, i64) {
        let state = lock(&self.inner.state);
        (state.epoch.clone(), state.seq)
    }

    /// How far the index is.
    ///
    /// # Errors
    /// The store.
    pub async fn state(&self) -> Result<IndexState, Error> {
        let head = self.inner.store.head().await?;
        let seq = *self.inner.done.borrow();
        Ok(IndexState { seq, behind: (head.seq - seq).max(0) })
    }

    /// A view of the index for searching.
    #[must_use]
    pub fn searcher(&self) -> Searcher {
        self.inner.searcher.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// References of the records of a kind that fit a text best.
    ///
    /// # Errors
    /// The index.
    pub async fn find_text(
        &self,
        viewer: &Viewer,
        kind: &'static KindInfo,
        text: &str,
        top: usize,
    ) -> Result<Vec<String>, Error> {
        let text =
            vec![QueryText { text: text.to_owned(), lang: lang_of(text).code().to_owned(), weight: 1.0 }];
        let (group, tokens) = (kind.name.to_owned(), tokens(viewer));
        // A list shows no reasons.
        let query = Query { text, group, tokens, top, explain_first: Some(0), ..Query::default() };
        let searcher = self.searcher();
        let answer =
            tokio::task::spawn_blocking(move || searcher.search(&query)).await.map_err(Error::internal)??;
        Ok(answer.hits.into_iter().map(|hit| hit.key).collect())
    }
}

impl Inner {
    /// Takes changes in; gives the place up to which they reach.
    fn take(&self, changes: &[LogChange], words: &FileWords, is_last: bool) -> Result<(i64, i64), Error> {
        let mut state = lock(&self.state);
        for change in changes {
            if change.seq > state.seq && state.uncommitted >= COMMIT_EVERY {
                state.commit(self)?;
            }
            match &change.after {
                Some(body) if body.raw(MERGED_INTO).is_none() => {
                    let registry = self.store.registry();
                    state.index.put(&document(
                        registry,
                        change.kind,
                        (change.id, &change.reference),
                        body,
                        words,
                    ))?;
                }
                // What went into another record is found there.
                Some(_) | None => state.index.remove(&change.reference),
            }
            state.seq = change.seq;
            state.ordinal = change.ordinal;
            state.uncommitted += 1;
        }
        if is_last {
            state.ordinal = i64::MAX;
            state.commit(self)?;
        }
        Ok((state.seq, state.ordinal))
    }
}

impl State {
    fn commit(&mut self, inner: &Inner) -> Result<(), Error> {
        let seq = u64::try_from(self.seq).unwrap_or(0);
        self.index.commit(Some(Cursor { epoch: self.epoch.clone(), seq }))?;
        self.uncommitted = 0;
        *inner.searcher.write().unwrap_or_else(PoisonError::into_inner) = self.index.searcher();
        inner.done.send_replace(self.seq);
        Ok(())
    }

    fn reset(&mut self, inner: &Inner) -> Result<(), Error> {
        let schema = schema(inner.store.registry());
        self.index =
            if inner.lock.is_some() { empty(&inner.folder, &schema)? } else { Index::in_memory(schema)? };
        self.seq = 0;
        self.ordinal = i64::MAX;
        // Nobody searches what is gone, even while nothing has come in yet.
        self.commit(inner)
    }
}

fn place_of(index: &Index) -> (String, i64) {
    index
        .cursor()
        .map(|cursor| (cursor.epoch.clone(), i64::try_from(cursor.seq).unwrap_or(0)))
        .unwrap_or_default()
}

fn open_or_empty(folder: &Path, schema: &Schema) -> Result<Index, Error> {
    match Index::open(folder, schema.clone()) {
        Ok(index) => Ok(index),
        Err(error) if error.asks_for_rebuild() => {
            tracing::warn!(%error, "the index is built again from the log");
            empty(folder, schema)
        }
        Err(error) => Err(error.into()),
    }
}

fn empty(folder: &Path, schema: &Schema) -> Result<Index, Error> {
    let environment = |error: std::io::Error| {
        Error::new("environment").arg("detail", format!("{}: {error}", folder.display())).caused_by(error)
    };
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(environment)?;
    }
    std::fs::create_dir_all(folder).map_err(environment)?;
    Ok(Index::open(folder, schema.clone())?)
}

/// The fields and codes of all kinds, with the weights of their declarations.
pub(crate) fn schema(registry: &Registry) -> Schema {
    let mut fields = Vec::new();
    for kind in registry.kinds() {
        for place in kind.places().filter(|place| place.inner().weight > 0.0) {
            let name = format!("{}.{}", kind.name, place.name());
            fields.push(FieldSpec::new(name, f64::from(place.inner().weight)));
        }
    }
    let codes = vec![CodeSpec { scheme: "fields".to_owned(), weight: FIELD_CODE_WEIGHT }];
    Schema { fields, codes, parameters: Parameters::default() }
}

/// Japanese when there is a kana or a Chinese character in it.
pub(crate) fn lang_of(text: &str) -> Lang {
    let is_japanese =
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}');
    if text.chars().any(is_japanese) { Lang::Ja } else { Lang::En }
}

/// The words of a value by language.
fn words(value: &Value) -> Vec<(Lang, String)> {
    match value {
        Value::Text(text) => text.each().map(|(lang, text)| (lang, text.to_owned())).collect(),
        Value::Line(text) => vec![(lang_of(text), text.clone())],
        Value::Keywords(items) => {
            let mut words = Vec::new();
            for lang in Lang::ALL {
                let of_lang: Vec<&str> =
                    items.iter().filter(|item| lang_of(item) == lang).map(String::as_str).collect();
                if !of_lang.is_empty() {
                    words.push((lang, of_lang.join("\n")));
                }
            }
            words
        }
        _ => Vec::new(),
    }
}

/// The words of a value that matching reads: of a table those of each column, a line for each row.
pub(crate) fn weighed(field: &'static Field, value: &Value) -> Vec<(FieldPlace, Lang, String)> {
    if field.weight > 0.0 {
        let place = FieldPlace { field, column: None };
        return words(value).into_iter().map(|(lang, text)| (place, lang, text)).collect();
    }
    let Value::Rows(rows) = value else { return Vec::new() };
    let mut all = Vec::new();
    for column in field.of.columns().iter().filter(|column| column.weight > 0.0) {
        let place = FieldPlace { field, column: Some(column) };
        let found: Vec<(Lang, String)> =
            rows.iter().filter_map(|row| row.value(column)).flat_map(|value| words(&value)).collect();
        for lang in Lang::ALL {
            let lines: Vec<&str> =
                found.iter().filter(|(of, _)| *of == lang).map(|(_, text)| text.as_str()).collect();
            if !lines.is_empty() {
                all.push((place, lang, lines.join("\n")));
            }
        }
    }
    all
}

/// The document of a record. The words of its files are as closed as each file.
fn document(
    registry: &Registry,
    kind: &'static KindInfo,
    (id, reference): (RecordId, &str),
    body: &Body,
    file_words: &FileWords,
) -> Document {
    let mut document =
        Document { key: reference.to_owned(), group: kind.name.to_owned(), ..Document::default() };
    for field in kind.fields() {
        let Some(value) = body.value(field) else { continue };
        let clearance = registry.clearance(field, id, body).to_string();
        for (place, lang, text) in weighed(field, &value) {
            let field = format!("{}.{}", kind.name, place.name());
            let lang = lang.code().to_owned();
            document.fields.push(FieldText { field, clearance: clearance.clone(), lang, text });
        }
        match (&value, field.of) {
            (Value::Files(entries), _) => {
                document.fields.extend(file_texts(registry, kind, field, (id, body), entries, file_words));
            }
            (Value::Choices(codes), Type::Choices(_)) if field.name == "fields" => {
                for code in codes {
                    let code =
                        Code { scheme: "fields".into(), value: code.clone(), clearance: clearance.clone() };
                    document.codes.push(code);
                }
            }
            (Value::Choice(code), _) if field.name == "readiness" => {
                document.readiness = code.parse().ok().map(|level| Readiness { level, clearance });
            }
            _ => {}
        }
    }
    document
}

/// What a record asks: texts with the fields they stand in, codes, readiness.
pub(crate) type Asked = (Vec<(Cow<'static, str>, QueryText)>, Vec<QueryCode>, Option<u8>);

/// The query that a record asks of another kind, on what the viewer sees of it.
pub(crate) fn query_of(kind: &KindInfo, body: &Body) -> Asked {
    let (mut texts, mut codes, mut readiness) = (Vec::new(), Vec::new(), None);
    for field in kind.fields() {
        let Some(value) = body.value(field) else { continue };
        for (place, lang, text) in weighed(field, &value) {
            let weight = f64::from(place.inner().weight);
            texts.push((place.name(), QueryText { text, lang: lang.code().to_owned(), weight }));
        }
        match &value {
            Value::Choices(values) if field.name == "fields" => {
                codes.extend(values.iter().map(|v| QueryCode { scheme: "fields".into(), value: v.clone() }));
            }
            Value::Choice(code) if field.name == "readiness" => readiness = code.parse().ok(),
            _ => {}
        }
    }
    (texts, codes, readiness)
}

pub(crate) fn tokens(viewer: &Viewer) -> ClearanceSet {
    if viewer.sees_everything() {
        return ClearanceSet::everything();
    }
    viewer.tokens().map(|token| token.as_str().to_owned()).collect()
}
