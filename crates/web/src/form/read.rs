//! From what was typed to what a use case is told, field by field; what cannot be read is said at its field.

use enishi_app::FieldInput;
use enishi_kind::{Body, Field, KindInfo, Problem, Text, Type, Value};
use enishi_kit::date::parse_written;
use enishi_kit::decimal::parse_decimal;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::fold::digits_to_ascii;
use enishi_kit::ident::{self, Confidence, Identifier, Scheme};
use enishi_kit::lang::Lang;
use enishi_kit::money::{parse_yen, parse_yen_range};
use serde_json::{Map, Value as Json, json};

use super::{Controls, cell_name};

/// What typed fields say.
#[derive(Debug, Default)]
pub struct Reading {
    /// For the use case.
    pub inputs: Vec<FieldInput>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Reads fields. `now` is the record as it stands, `lang` the language of the page.
#[must_use]
pub fn read_fields(
    kind: &KindInfo,
    fields: &[&'static Field],
    controls: &Controls,
    now: Option<&Body>,
    lang: Lang,
) -> Reading {
    let mut reading = Reading::default();
    for field in fields {
        let before = now.and_then(|body| body.value(field));
        if !field.of.columns().is_empty() {
            match read_rows(field, controls, before.as_ref(), lang) {
                Ok(json) => reading.inputs.push((field.name.to_owned(), json)),
                Err(problems) => reading.problems.extend(problems),
            }
            continue;
        }
        match read_field(field, field.name, controls, before.as_ref(), lang) {
            Ok(json) if json.is_null() && field.required && kind.field(field.name).is_some() => {
                reading.problems.push(Problem::new("required").on(field.name));
            }
            Ok(json) => reading.inputs.push((field.name.to_owned(), json)),
            Err(problem) => reading.problems.push(problem.on(field.name)),
        }
    }
    reading
}

/// The rows of a table that have something in them; what cannot be read is said at its cell.
fn read_rows(
    field: &Field,
    controls: &Controls,
    before: Option<&Value>,
    lang: Lang,
) -> Result<Json, Vec<Problem>> {
    let stood = match before {
        Some(Value::Rows(rows)) => rows.as_slice(),
        _ => &[],
    };
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for number in 1..=controls.filled_rows(field) {
        let before = number.checked_sub(1).and_then(|at| stood.get(at));
        let mut row = Map::new();
        for column in field.of.columns() {
            let name = cell_name(field, number, column);
            let value = before.and_then(|row| row.value(column));
            match read_field(column, &name, controls, value.as_ref(), lang) {
                Ok(Json::Null) => {}
                Ok(json) => {
                    row.insert(column.name.to_owned(), json);
                }
                Err(problem) => problems.push(problem.on(&name)),
            }
        }
        rows.push(Json::Object(row));
    }
    match (problems.is_empty(), rows.is_empty()) {
        (false, _) => Err(problems),
        (true, true) => Ok(Json::Null),
        (true, false) => Ok(Json::Array(rows)),
    }
}

fn read_field(
    field: &Field,
    name: &str,
    controls: &Controls,
    before: Option<&Value>,
    lang: Lang,
) -> Result<Json, Problem> {
    let text = controls.text(name).trim();
    if text.is_empty() && !field.of.is_bilingual() && !matches!(field.of, Type::Choices(_)) {
        return Ok(Json::Null);
    }
    Ok(match field.of {
        Type::Text | Type::LongText | Type::Name => read_text(name, controls, before, lang),
        Type::Line | Type::Link | Type::Choice(_) | Type::Reference(_) => json!(text),
        Type::Keywords => json!(lines(text)),
        Type::Choices(_) => match controls.all(name) {
            [] => Json::Null,
            codes => json!(codes),
        },
        Type::Date => {
            let date = parse_written(text)
                .map_err(|error| Problem::new("date").arg("found", text).arg("detail", error))?;
            json!(date)
        }
        Type::FiscalYear => {
            let year = FiscalYear::parse_written(text)
                .map_err(|error| Problem::new("fiscal-year").arg("found", text).arg("detail", error))?;
            json!(year)
        }
        Type::Decimal => {
            let number = parse_decimal(text)
                .map_err(|error| Problem::new("decimal").arg("found", text).arg("detail", error))?;
            json!(number)
        }
        Type::Integer => json!(read_integer(text)?),
        Type::Yen => json!(parse_yen(text).map_err(|error| amount(text, &error))?),
        Type::YenRange => json!(parse_yen_range(text).map_err(|error| amount(text, &error))?),
        Type::Flag => json!(text == "true"),
        Type::References(_) => {
            let items = text.split([',', '、', '，', '\n']).map(str::trim).filter(|item| !item.is_empty());
            json!(items.collect::<Vec<_>>())
        }
        Type::Identifiers => json!(read_identifiers(field, text, before)?),
        Type::Claims | Type::Rows(_) | Type::Files | Type::Successor => Json::Null,
    })
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn amount(text: &str, error: &enishi_kit::money::MoneyError) -> Problem {
    Problem::new("amount").arg("found", text).arg("detail", error)
}

fn read_integer(text: &str) -> Result<i64, Problem> {
    let digits: String =
        digits_to_ascii(text).chars().filter(|c| !matches!(c, ',' | '，') && !c.is_whitespace()).collect();
    digits.parse().map_err(|_| Problem::new("integer").arg("found", text))
}

/// The original stays the original; of a new text in two languages the page's is.
fn read_text(name: &str, controls: &Controls, before: Option<&Value>, lang: Lang) -> Json {
    let part = |part: &str| {
        let text = controls.text(&format!("{name}[{part}]")).trim_end();
        (!text.trim().is_empty()).then(|| text.to_owned())
    };
    let (ja, en, kana) = (part("ja"), part("en"), part("kana"));
    let original = match (before, &ja, &en) {
        (_, None, None) => return Json::Null,
        (Some(Value::Text(text)), ..) if part(text.original.code()).is_some() => text.original,
        (_, Some(_), None) => Lang::Ja,
        (_, None, Some(_)) => Lang::En,
        (_, Some(_), Some(_)) => lang,
    };
    let is_checked = part("checked").is_some() && ja.is_some() && en.is_some();
    let state =
        if is_checked { enishi_kind::Translation::Checked } else { enishi_kind::Translation::Missing };
    json!(Text { original, ja, en, state, kana })
}

fn read_identifiers(field: &Field, text: &str, before: Option<&Value>) -> Result<Vec<Identifier>, Problem> {
    let known = match before {
        Some(Value::Identifiers(items)) => items.as_slice(),
        _ => &[],
    };
    lines(text).into_iter().map(|line| read_identifier(field, line, known)).collect()
}

/// `scheme:value`, or a value alone that only one scheme accepts.
fn read_identifier(field: &Field, line: &str, known: &[Identifier]) -> Result<Identifier, Problem> {
    let named = line.split_once(':').and_then(|(name, value)| {
        let name = name.trim().to_ascii_lowercase();
        let is_name = !name.is_empty() && name != "https" && name != "http";
        is_name.then(|| Scheme::from_name(&name).ok()).flatten().map(|scheme| (scheme, value.trim()))
    });
    let (scheme, value) = match named {
        Some((scheme, value)) => {
            let value = ident::check(&scheme, value).map_err(|error| {
                Problem::new("identifier")
                    .arg("scheme", scheme.name())
                    .arg("found", value)
                    .arg("detail", error)
                    .on(field.name)
            })?;
            (scheme, value)
        }
        None => {
            let mut fitting = Scheme::KNOWN
                .into_iter()
                .filter_map(|scheme| Some((ident::check(&scheme, line).ok()?, scheme)));
            match (fitting.next(), fitting.next()) {
                (Some((value, scheme)), None) => (scheme, value),
                _ => {
                    let names: Vec<String> =
                        Scheme::KNOWN.iter().map(|scheme| scheme.name().to_owned()).collect();
                    return Err(Problem::new("identifier-scheme")
                        .arg("found", line)
                        .arg("known", names.join(", ")));
                }
            }
        }
    };
    // What is known about an identifier besides its value is not typed and stays.
    if let Some(same) = known.iter().find(|one| one.scheme == scheme && one.value == value) {
        return Ok(same.clone());
    }
    Ok(Identifier { scheme, value, source: None, confidence: Confidence::Confirmed })
}
