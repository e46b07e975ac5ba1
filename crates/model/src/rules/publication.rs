//! What should not stand where everybody reads it: names that the record hides, e-mail addresses, telephone numbers, links,
//! patent numbers. The author is shown each with its place and decides.
//!
//! Fields that are meant for such things (`identifying`) are passed over where they are public; where they are closed,
//! what they name is looked for in the public ones. The words of public files: `publication/files.rs`.

mod files;

use enishi_kind::{Body, Field, KindInfo, Layer, OPENS, Problem, Text, Type, Value};
use enishi_kit::fold::{fold_name, fold_text};
use enishi_kit::traces::{TraceOf, around, find_traces};

pub use files::public_files;

use super::read::{ids, rows};
use super::{Rule, Severity, Subject, Wanted, Which, World};

/// A kind whose public words are looked through, with the closed fields that name others by reference.
macro_rules! looked_through {
    ($($kind:literal $wants:expr),* $(,)?) => {
        &[$(
            question("public-name", $kind, $wants, hidden_names),
            question("public-email", $kind, &[], |subject, _| traces(subject, TraceOf::Email, "public-email")),
            question("public-telephone", $kind, &[], |subject, _| {
                traces(subject, TraceOf::Telephone, "public-telephone")
            }),
            question("public-link", $kind, &[], |subject, _| traces(subject, TraceOf::Link, "public-link")),
            question("public-patent", $kind, &[], |subject, _| traces(subject, TraceOf::Patent, "public-patent")),
            question("public-file", $kind, $wants, files::found_in_files),
        )*]
    };
}

pub(super) static RULES: &[Rule] = looked_through![
    "seed" & [],
    "need" & [Wanted { kind: "organisation", which: Which::Named("company") }],
    "ip-right" & [Wanted { kind: "person", which: Which::Named("inventors") }],
];

type Check = fn(&Subject<'_>, &World) -> Vec<Problem>;

const fn question(code: &'static str, kind: &'static str, wants: &'static [Wanted], check: Check) -> Rule {
    Rule { code, severity: Severity::Question, kind, wants, check }
}

/// A name shorter than this many characters is looked for as it is written only: without its legal form it would be
/// found in ordinary words.
const SHORT_NAME: usize = 3;

/// A name of so many Latin letters is looked for without its blanks; shorter ones are found as whole words only.
const LONG_NAME: usize = 8;

/// Whether everybody sees the record, now or on a day that it names.
#[must_use]
pub fn becomes_public(body: &Body) -> bool {
    is_public(body) || rows(body, OPENS).iter().any(is_public)
}

/// Whether a body, or a row that says a disclosure, is open to everybody.
pub(super) fn is_public(body: &Body) -> bool {
    Layer::of_disclosure(body.str("disclosure")) == Layer::Public
}

/// The public words of a record that are meant to say no names and numbers, with their fields.
fn public_words<'a>(
    kind: &'static KindInfo,
    body: &'a Body,
) -> impl Iterator<Item = (&'static Field, String)> + 'a {
    let fields = kind.own_fields.iter().filter(|field| field.layer == Layer::Public);
    fields.flat_map(move |field| match body.value(field) {
        Some(Value::Rows(rows)) => {
            let columns = field.of.columns().iter().filter(|column| !column.identifying);
            let cell = |column: &Field| {
                rows.iter().filter_map(|row| row.value(column)).flat_map(words).collect::<Vec<_>>()
            };
            columns.flat_map(cell).map(|text| (field, text)).collect::<Vec<_>>()
        }
        Some(value) if !field.identifying => words(value).into_iter().map(|text| (field, text)).collect(),
        _ => Vec::new(),
    })
}

/// The words of a value, each language by itself.
fn words(value: Value) -> Vec<String> {
    match value {
        Value::Text(Text { ja, en, kana, .. }) => [ja, en, kana].into_iter().flatten().collect(),
        Value::Line(line) => vec![line],
        Value::Keywords(items) => items,
        _ => Vec::new(),
    }
}

fn problem(subject: &Subject<'_>, code: &str, field: &Field, found: &str, context: &str) -> Problem {
    Problem::new(code)
        .on(field.name)
        .arg("kind", subject.kind.name)
        .arg("place", field.name.replace('_', "-"))
        .arg("found", found)
        .arg("context", context)
}

fn traces(subject: &Subject<'_>, of: TraceOf, code: &str) -> Vec<Problem> {
    if !becomes_public(subject.body) {
        return Vec::new();
    }
    let found = |(field, text): (&'static Field, String)| {
        let found = find_traces(&text, of).into_iter();
        found
            .map(|trace| problem(subject, code, field, &trace.text, &around(&text, &trace.place)))
            .collect::<Vec<_>>()
    };
    public_words(subject.kind, subject.body).flat_map(found).collect()
}

/// Names of the closed fields that the public ones say.
fn hidden_names(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    if !becomes_public(subject.body) {
        return Vec::new();
    }
    let names = unsaid_names(subject, world);
    if names.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (field, text) in public_words(subject.kind, subject.body) {
        let words = Words::new(&text);
        found.extend(
            names
                .iter()
                .filter(|name| words.say(name))
                .map(|name| problem(subject, "public-name", field, name, "")),
        );
    }
    found
}

/// Names of the closed fields that no open field is there to say. Only what the person asking knows is looked for: who
/// guesses a hidden name learns nothing.
fn unsaid_names(subject: &Subject<'_>, world: &World) -> Vec<String> {
    let mut names = closed_names(subject, world);
    if names.is_empty() {
        return names;
    }
    let said =
        subject.kind.own_fields.iter().filter(|field| field.layer == Layer::Public && field.identifying);
    let said: Vec<Words> = said
        .filter_map(|field| subject.body.value(field))
        .flat_map(words)
        .map(|text| Words::new(&text))
        .collect();
    names.retain(|name| !said.iter().any(|words| words.say(name)));
    names
}

/// What the closed fields name: records by their names, and words parted by commas.
fn closed_names(subject: &Subject<'_>, world: &World) -> Vec<String> {
    let mut names = Vec::new();
    for field in subject.kind.own_fields.iter().filter(|field| field.layer > Layer::Public) {
        match field.of {
            Type::Reference(kind) | Type::References(kind) => {
                for id in ids(subject.known, field.name) {
                    let Some(body) = world.find(kind, id) else { continue };
                    let of = |name| super::read::read::<Text>(body, name);
                    let text = of("name").into_iter().flat_map(|text| [text.ja, text.en]).flatten();
                    names.extend(text);
                    names.extend(super::read::read::<Vec<String>>(body, "aliases").unwrap_or_default());
                }
            }
            _ if field.identifying => {
                let values = subject.known.value(field).map(words).unwrap_or_default();
                let parts =
                    values.iter().flat_map(|text| text.split(['、', '，', ',', ';', '；', '/', '／', '\n']));
                names.extend(parts.map(|name| name.trim().to_owned()));
            }
            _ => {}
        }
    }
    names.retain(|name| name.chars().count() > 1);
    names.sort();
    names.dedup();
    names
}

/// A public text, folded as names are compared.
struct Words {
    /// With its words apart.
    folded: String,
    /// Without blanks and signs.
    tight: String,
    /// The same folded as a name: with one form for kanji that names mix up.
    named: String,
}

impl Words {
    fn new(text: &str) -> Self {
        let folded = fold_text(text);
        Self { tight: tight(&folded), named: tight(&fold_name(text)), folded }
    }

    /// Whether the text says this name: short ones in Latin letters as whole words, others wherever they stand.
    fn say(&self, name: &str) -> bool {
        let (full, bare) = (fold_text(name), fold_name(name));
        let is_told = |name: &str| {
            let is_short = name.chars().filter(char::is_ascii_alphanumeric).count() < LONG_NAME;
            if name.is_ascii() && is_short {
                return is_word(&self.folded, name);
            }
            let name = tight(name);
            !name.is_empty() && (self.tight.contains(&name) || self.named.contains(&name))
        };
        is_told(&full) || bare.chars().count() >= SHORT_NAME && is_told(&bare)
    }
}

/// Letters and digits alone.
fn tight(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a text has a name with no letter or digit on either side.
fn is_word(text: &str, name: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    !name.is_empty()
        && text.match_indices(name).any(|(at, found)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
            is_edge(before) && is_edge(after)
        })
}
