//! Values as plain words, for histories and for comparing versions.

use enishi_kind::{Field, Text, Value, canonical};
use enishi_kit::lang::Lang;
use serde_json::Value as Json;

use crate::values::{Shower, Shown, TableCell};

/// A value in words; a text in each language on a line of its own.
#[must_use]
pub fn plain(shower: &Shower<'_>, field: &Field, json: &Json) -> String {
    match Value::from_json(field, json) {
        Ok(Value::Text(text)) => plain_text(shower, &text),
        Ok(Value::Claims(claims)) => claims
            .iter()
            .map(|claim| match shower.kind.field(&claim.field) {
                Some(about) => {
                    format!(
                        "{}: {}",
                        shower.words.field(shower.kind, about),
                        plain(shower, about, &claim.value)
                    )
                }
                None => format!("{}: {}", claim.field, canonical(&claim.value)),
            })
            .collect::<Vec<_>>()
            .join("\n"),
        // Which files there are; a file opens at its record, not in its history.
        Ok(Value::Files(files)) => files
            .iter()
            .map(|file| {
                format!(
                    "{} ({})",
                    file.title.as_deref().unwrap_or(&file.name),
                    shower.words.t(&format!("layer-{}", file.layer.code()))
                )
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Ok(value) => shower
            .show(field, &value)
            .map_or_else(|| shower.words.t("value-hidden"), |shown| words_of(&shown)),
        Err(_) => canonical(json),
    }
}

fn plain_text(shower: &Shower<'_>, text: &Text) -> String {
    let label = |lang: Lang| shower.words.t(&format!("lang-{}", lang.code()));
    let mut lines: Vec<String> = match (&text.ja, &text.en) {
        (Some(ja), Some(en)) => {
            vec![format!("{}: {ja}", label(Lang::Ja)), format!("{}: {en}", label(Lang::En))]
        }
        (Some(one), None) | (None, Some(one)) => vec![one.clone()],
        (None, None) => Vec::new(),
    };
    if let Some(kana) = &text.kana {
        lines.push(kana.clone());
    }
    if text.ja.is_some() && text.en.is_some() {
        lines.push(format!("({})", shower.words.t(&format!("translation-{}", text.state.code()))));
    }
    lines.join("\n")
}

/// The words of what is shown.
#[must_use]
pub fn words_of(shown: &Shown) -> String {
    match shown {
        Shown::Passages(passages) | Shown::Lines(passages, _) => {
            passages.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n")
        }
        Shown::Chips(anchors) | Shown::Records(anchors) => {
            anchors.iter().map(|anchor| anchor.text.as_str()).collect::<Vec<_>>().join(", ")
        }
        Shown::Items(items) => items.join("\n"),
        Shown::Codes(codes) => codes.iter().map(|code| code.label.as_str()).collect::<Vec<_>>().join(", "),
        Shown::Readiness { label, .. } => label.clone(),
        Shown::Date { shown, .. } => shown.clone(),
        Shown::Plain(text) | Shown::Address(text) => text.clone(),
        Shown::Table { rows, .. } => {
            let line = |(number, row): (usize, &Vec<TableCell>)| {
                let cells = row.iter().filter_map(|cell| {
                    let value = words_of(&cell.value.as_ref()?.shown).replace('\n', " / ");
                    Some(format!("{}: {value}", cell.label))
                });
                format!("{number}. {}", cells.collect::<Vec<_>>().join(" | "))
            };
            (1..).zip(rows).map(line).collect::<Vec<_>>().join("\n")
        }
        Shown::Identifiers(items) => {
            items.iter().map(|item| format!("{} {}", item.scheme, item.value)).collect::<Vec<_>>().join(", ")
        }
    }
}
