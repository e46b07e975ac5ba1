//! `enishi show REF`: one record with its references both ways.

use std::collections::HashMap;

use clap::Args;
use enishi_app::{Link, RecordView};
use enishi_kind::{Body, Field, KindInfo, Type, Value};
use enishi_kit::ids::{RecordId, parse_reference, reference};

use super::Shape;
use super::moment::MomentArgs;
use crate::failure::{Exit, Failure};
use crate::output::{plain, print, print_json, tell};
use crate::session::{Register, Session};
use crate::words::Words;

#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    #[arg(value_name = "REF")]
    reference: String,
    #[command(flatten)]
    moment: MomentArgs,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Shows a record.
pub(crate) async fn run(args: &ShowArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let ctx = args.moment.ask(&app, session.operator(), session).await?;
    let view = app.find_any(&ctx, &args.reference).await?;
    // Who asks for a merged record is shown the one that stands in its place, and told so.
    let asked = parse_reference(&args.reference).map(|(prefix, token)| reference(&prefix, &token));
    if let Some(from) = asked.filter(|from| *from != view.seen.reference) {
        let into = view.seen.reference.clone();
        tell(&format!("{}\n", session.words.text("cli-show-merged", &[("from", from), ("into", into)])));
    }
    if args.format == Shape::Json {
        print_json(&app.represent(&view.seen, &view.links))?;
        app.close().await;
        return Ok(Exit::Done);
    }
    let words = &session.words;
    let mut text = record_text(&view, session);
    for referrer in app.referrers(&ctx, &view.seen).await? {
        let more = if referrer.is_more { "+" } else { "" };
        let kind = words.word(&format!("{}-plural", referrer.kind.name));
        let field = words.field(referrer.kind.name, &referrer.field);
        text.push_str(&format!(
            "\n{}\n",
            session.out.bold(&format!("{kind} ({field}): {}{more}", referrer.count))
        ));
        for link in &referrer.newest {
            text.push_str(&format!("  {}  {}\n", link.reference, plain(link.title(words.lang()))));
        }
    }
    print(&text)?;
    app.close().await;
    Ok(Exit::Done)
}

fn record_text(view: &RecordView, session: &Session) -> String {
    let words = &session.words;
    let kind = view.kind;
    let title = enishi_app::title_of(kind, &view.seen.body, words.lang());
    let mut text = format!("{}\n", session.out.bold(&plain(&title)));
    text.push_str(&format!("{}  {}\n", words.word(kind.name), view.seen.reference));
    for field in kind.fields() {
        let value = value_text(words, kind, field, &view.seen.body, &view.links);
        if value.is_empty() {
            continue;
        }
        let label = words.field(kind.name, field.name);
        if value.contains('\n') || value.chars().count() > 80 {
            let indented = plain(&value).replace('\n', "\n    ");
            text.push_str(&format!("  {}\n    {indented}\n", session.out.bold(&label)));
        } else {
            text.push_str(&format!("  {}  {}\n", session.out.bold(&label), plain(&value)));
        }
    }
    text
}

/// A value for people: labels of codes, titles of records, both languages of a text.
pub(super) fn value_text(
    words: &Words,
    kind: &KindInfo,
    field: &Field,
    body: &Body,
    links: &HashMap<RecordId, Link>,
) -> String {
    let link = |id: &RecordId| {
        links
            .get(id)
            .map(|link| format!("{} ({})", link.title(words.lang()), link.reference))
            .unwrap_or_default()
    };
    let code = |code: &String| {
        let vocabulary = field.of.vocabulary().map(|vocabulary| vocabulary.name).unwrap_or_default();
        words.find(&format!("{vocabulary}-{code}"), &[]).unwrap_or_else(|| code.clone())
    };
    match body.value(field) {
        None => String::new(),
        Some(Value::Text(text)) if field.of == Type::LongText => text.read(words.lang()).0.to_owned(),
        Some(Value::Text(text)) => {
            let (shown, lang) = text.read(words.lang());
            let other = text.exact(lang.other()).filter(|other| *other != shown);
            other.map_or_else(|| shown.to_owned(), |other| format!("{shown} / {other}"))
        }
        Some(Value::Choice(value)) => code(&value),
        Some(Value::Choices(values)) => values.iter().map(code).collect::<Vec<_>>().join(", "),
        Some(Value::Reference(id)) => link(&id),
        Some(Value::References(ids)) => {
            ids.iter().map(link).filter(|link| !link.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Some(Value::FiscalYear(year)) => year.full_label(words.lang()),
        Some(Value::Decimal(number)) => {
            let number = number.label(words.lang());
            match field.unit {
                Some(unit) => words.text(unit, &[("number", number)]),
                None => number,
            }
        }
        Some(Value::Rows(rows)) => {
            let lines = rows.iter().map(|row| {
                let cells = field.of.columns().iter().filter_map(|column| {
                    let value = value_text(words, kind, column, row, links);
                    let label = words.field(kind.name, &format!("{}.{}", field.name, column.name));
                    (!value.is_empty()).then(|| format!("{label} {}", value.replace('\n', " / ")))
                });
                cells.collect::<Vec<_>>().join(" | ")
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        Some(Value::Files(files)) => {
            files.iter().map(|file| format!("{} ({} B)", file.name, file.size)).collect::<Vec<_>>().join("\n")
        }
        Some(Value::Keywords(items)) => items.join(", "),
        Some(Value::Claims(claims)) => words.text("cli-claims", &[("count", claims.len().to_string())]),
        Some(other) => json_text(&other.to_json()),
    }
}

/// JSON without quotation marks around single texts.
pub(super) fn json_text(json: &serde_json::Value) -> String {
    match json {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        serde_json::Value::Array(items) => items.iter().map(json_text).collect::<Vec<_>>().join(", "),
        serde_json::Value::Object(map) => {
            let parts = map.iter().map(|(name, value)| format!("{name} {}", json_text(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
