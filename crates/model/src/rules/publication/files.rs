//! The same in the words of files that everybody may open.

use std::collections::BTreeSet;

use enishi_kind::{Body, FileEntry, Layer, Problem, Value};
use enishi_kit::traces::{TraceOf, around, find_traces};

use super::super::{Subject, World};
use super::{Words, becomes_public, unsaid_names};

/// What is looked for, as sentences name it.
const TRACES: [(TraceOf, &str); 4] = [
    (TraceOf::Email, "email"),
    (TraceOf::Telephone, "telephone"),
    (TraceOf::Link, "link"),
    (TraceOf::Patent, "patent"),
];

/// Findings of one sort that are told of one file: a list of references has hundreds.
const TOLD: usize = 3;

/// The files of a record that everybody may open once the record is open.
#[must_use]
pub fn public_files(body: &Body) -> Vec<FileEntry> {
    let Some(field) = enishi_kind::COMMON.iter().find(|field| field.name == "files") else {
        return Vec::new();
    };
    match body.value(field) {
        Some(Value::Files(files)) if becomes_public(body) => {
            files.into_iter().filter(|file| file.layer == Layer::Public).collect()
        }
        _ => Vec::new(),
    }
}

pub(super) fn found_in_files(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    let files = public_files(subject.body);
    if files.is_empty() {
        return Vec::new();
    }
    let names = unsaid_names(subject, world);
    let mut found = Vec::new();
    for file in files {
        let Some(text) = world.text(&file.blob) else { continue };
        let problem = |what: &str, said: &str, context: &str| {
            Problem::new("public-file")
                .on("files")
                .arg("file", &file.name)
                .arg("what", what)
                .arg("found", said)
                .arg("context", context)
        };
        let words = Words::new(text);
        found.extend(names.iter().filter(|name| words.say(name)).map(|name| problem("name", name, "")));
        for (of, what) in TRACES {
            let mut told = BTreeSet::new();
            for trace in find_traces(text, of) {
                if told.len() < TOLD && told.insert(trace.text.clone()) {
                    found.push(problem(what, &trace.text, &around(text, &trace.place)));
                }
            }
        }
    }
    found
}
