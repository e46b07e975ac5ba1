//! The words of attached files on their way into the index.

use std::collections::{BTreeMap, HashMap};

use enishi_kind::{Body, Field, FileEntry, KindInfo, Registry, Value};
use enishi_kit::ids::RecordId;
use enishi_matching::FieldText;
use enishi_store::{LogChange, Store};

use super::lang_of;
use crate::Error;
use crate::files::entries_of;

/// Bytes of words of files held at a time.
const WORDS_BYTES: usize = 32 << 20;

/// Words of files by hash.
pub(super) type FileWords = HashMap<String, String>;

/// The words of the files of as many changes from the beginning as fit, at least of one.
pub(super) async fn file_words(store: &Store, changes: &[LogChange]) -> Result<(usize, FileWords), Error> {
    let (mut words, mut bytes) = (FileWords::new(), 0);
    for (count, change) in changes.iter().enumerate() {
        if bytes > WORDS_BYTES {
            return Ok((count, words));
        }
        let Some(body) = &change.after else { continue };
        for entry in entries_of(change.kind, body) {
            if words.contains_key(&entry.blob) {
                continue;
            }
            if let Some(text) = store.blob_words(&entry.blob).await? {
                bytes += text.len();
                words.insert(entry.blob, text);
            }
        }
    }
    Ok((changes.len(), words))
}

/// The texts of the files of a record: one for each clearance and language, so that a hidden file leaves no trace in
/// what others count.
pub(super) fn file_texts(
    registry: &Registry,
    kind: &KindInfo,
    field: &Field,
    (id, body): (RecordId, &Body),
    entries: &[FileEntry],
    file_words: &FileWords,
) -> Vec<FieldText> {
    let mut texts: BTreeMap<(String, &'static str), String> = BTreeMap::new();
    for entry in entries {
        let json = Value::Files(vec![entry.clone()]).to_json();
        let clearance = json.get(0).and_then(|json| registry.entry_clearance(kind, field, (id, body), json));
        let Some(clearance) = clearance else { continue };
        let stem = entry.name.rsplit_once('.').map_or(entry.name.as_str(), |(stem, _)| stem);
        let read = file_words.get(&entry.blob).map(String::as_str);
        for words in [Some(stem), entry.title.as_deref(), read].into_iter().flatten() {
            let text = texts.entry((clearance.to_string(), lang_of(words).code())).or_default();
            text.push_str(words);
            text.push('\n');
        }
    }
    let name = format!("{}.{}", kind.name, field.name);
    let text = |((clearance, lang), text): ((String, &str), String)| FieldText {
        field: name.clone(),
        clearance,
        lang: lang.to_owned(),
        text,
    };
    texts.into_iter().map(text).collect()
}
