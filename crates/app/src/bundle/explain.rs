//! What stands in a bundle, in words: every file, every column, and how to check the signature without this program.

use std::fmt::Write as _;

use enishi_exchange::columns;
use enishi_kind::KindInfo;
use enishi_kit::lang::Lang;

use super::gather::Gathered;
use super::{NAMED, PublicKey, RECORDS};
use crate::App;
use crate::represent::title_of;

/// The text for people.
pub(super) fn read_me(app: &App, lang: Lang, gathered: &Gathered, key: &PublicKey) -> String {
    let words = |key: &str, args: &[(&str, String)]| app.catalogue().text(lang, key, args);
    let title = app
        .registry()
        .kind(gathered.root.kind)
        .map(|kind| title_of(kind, &gathered.root.body, lang))
        .unwrap_or_default();
    let at = app.zone().local(app.now()).strftime("%Y-%m-%d %H:%M").to_string();
    let args = [("title", title), ("reference", gathered.root.reference.clone()), ("at", at)];
    let mut text = format!("{}\n\n", words("bundle-read-me", &args));
    for part in ["bundle-read-me-belongs", "bundle-read-me-files", "bundle-read-me-load"] {
        let _ = write!(text, "{}\n\n", words(part, &[]));
    }
    let _ = write!(
        text,
        "{}\n\n  openssl pkeyutl -verify -rawin -pubin -inkey public-key.pem -sigfile manifest.json.sig -in manifest.json\n\n\
         {}\n\n  {}\n\n",
        words("bundle-read-me-signature", &[]),
        words("bundle-read-me-key", &[]),
        key.fingerprint
    );
    for (folder, kinds) in [(RECORDS, &gathered.belonging), (NAMED, &gathered.named)] {
        for (kind, records) in kinds {
            let Some(kind) = app.registry().kind(kind) else { continue };
            let label = words(&format!("{}-plural", kind.name), &[]);
            let _ = writeln!(text, "{folder}{}.jsonl, .xlsx: {label} ({})", kind.plural, records.len());
        }
    }
    text.push('\n');
    let both = gathered.belonging.keys().chain(gathered.named.keys());
    let kinds: std::collections::BTreeSet<&str> = both.copied().collect();
    for kind in kinds.into_iter().filter_map(|name| app.registry().kind(name)) {
        describe(app, lang, kind, &mut text);
    }
    text
}

/// The columns of a kind with their meaning.
fn describe(app: &App, lang: Lang, kind: &'static KindInfo, text: &mut String) {
    let find = |key: &str| app.catalogue().find(lang, key, &[]);
    let help = find(&format!("{}-help", kind.name)).unwrap_or_default();
    let _ = writeln!(
        text,
        "== {} ==\n{help}\n  id: {}",
        kind.plural,
        find("bundle-column-id").unwrap_or_default()
    );
    for column in columns(kind) {
        let name = column.field.name.replace('_', "-");
        let word = |end: &str| {
            find(&format!("{}-{name}{end}", kind.name)).or_else(|| find(&format!("common-{name}{end}")))
        };
        let label = word("").unwrap_or_default();
        let help = word("-help").map(|help| format!(" ({help})")).unwrap_or_default();
        let _ = writeln!(text, "  {}: {label}{help}", column.name());
    }
    text.push('\n');
}
