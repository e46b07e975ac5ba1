//! The sheet of claims: one row for each dissenting value, beside the sheet of records.

use std::path::{Path, PathBuf};

use enishi_kind::{Catalogue, Certainty, Claim, Field, KindInfo, Problem, Type, Value, nearest};
use enishi_kit::fold::fold_text;
use enishi_kit::ids::RecordId;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::parse::words::{self, Labels};
use crate::write::cells::{CellText, value_cells};
use crate::{
    Cell, CellProblem, Error, Format, Header, Parsed, ParsedClaim, Place, RawRow, ReadOptions, Table, guard,
    open,
};

/// The columns of the sheet of claims.
pub(crate) const COLUMNS: [&str; 10] = [
    "id",
    "field",
    "value",
    "value[ja]",
    "value[en]",
    "value[kana]",
    "value[translation]",
    "source",
    "as_of",
    "certainty",
];

/// The name of the sheet of claims.
pub(crate) const SHEET: &str = "claims";

/// One row of the sheet of claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParsedClaimRow {
    /// Where it stands.
    pub place: Place,
    /// The record that the claim is about: reference or `scheme:value`.
    pub record: String,
    /// The claim; `None` where there are problems.
    pub claim: Option<ParsedClaim>,
    /// Everything wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<CellProblem>,
}

/// The file of claims beside a CSV file: `seeds.claims.csv` beside `seeds.csv`.
#[must_use]
pub fn claims_path(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let (stem, ending) = name.strip_suffix(".gz").unwrap_or(name).rsplit_once('.')?;
    Some(path.with_file_name(format!("{stem}.{SHEET}.{ending}")))
}

/// Opens the claims that belong to a file: the sheet `claims` of an XLSX file, `NAME.claims.csv` beside `NAME.csv`.
/// `None` where there are none, and in JSON Lines, where claims stand with their record.
///
/// # Errors
/// As [`crate::open`].
pub fn open_claims(path: &Path, options: &ReadOptions) -> Result<Option<Table>, Error> {
    let known = COLUMNS.iter().map(|name| crate::header::fold_header(name)).collect();
    let mut options = ReadOptions { sheet: None, header_row: None, limits: options.limits, known };
    match Format::of_path(path) {
        Some(Format::JsonLines) | None => Ok(None),
        Some(Format::Csv) => match claims_path(path) {
            // A file without a byte is what an export without claims leaves.
            Some(beside) if beside.metadata().is_ok_and(|file| file.is_file() && file.len() > 0) => {
                open(&beside, &options).map(Some)
            }
            _ => Ok(None),
        },
        Some(Format::Xlsx) => {
            options.sheet = Some(SHEET.to_owned());
            match open(path, &options) {
                Ok(table) => Ok(Some(table)),
                Err(Error::UnknownSheet { .. } | Error::NoHeader { .. }) => Ok(None),
                Err(error) => Err(error),
            }
        }
    }
}

/// Understands rows of the sheet of claims.
#[derive(Debug)]
pub struct ClaimParser {
    kind: &'static KindInfo,
    labels: Labels,
    headers: Vec<Header>,
    columns: [Option<usize>; 10],
}

impl ClaimParser {
    /// Prepares for the headers of a table.
    ///
    /// # Errors
    /// A table without the columns `id` and `field`, or with one that claims do not have.
    pub fn new(table: &Table, kind: &'static KindInfo, catalogue: &Catalogue) -> Result<Self, Error> {
        let columns = COLUMNS.map(|name| table.headers.iter().position(|header| header.text == name));
        let known = COLUMNS.join(", ");
        let expected = [("expected", &*known)];
        if let Some(header) = table.headers.iter().find(|header| !COLUMNS.contains(&header.text.as_str())) {
            let detail = format!("claims have no column `{}`: expected {known}", header.text);
            return Err(Error::mapping("mapping-claims", &expected, detail));
        }
        if let [None, ..] | [_, None, ..] = columns {
            let detail = "the sheet of claims needs the columns `id` and `field`".to_owned();
            return Err(Error::mapping("mapping-claims", &expected, detail));
        }
        let mut labels = Labels::default();
        labels.add_kind(kind, catalogue);
        Ok(Self { kind, labels, headers: table.headers.clone(), columns })
    }

    /// Understands one row. Texts are taken as they stand: the sheet is always our own.
    #[must_use]
    pub fn parse(&self, row: &RawRow) -> ParsedClaimRow {
        let mut out = ParsedClaimRow {
            place: Place { sheet: row.sheet.clone(), row: row.row, last_row: row.row },
            record: self.text(row, "id").unwrap_or_default(),
            claim: None,
            problems: Vec::new(),
        };
        match self.read(row) {
            Ok(claim) => out.claim = Some(claim),
            Err((column, problems)) => {
                let index = self.index(column);
                let value = self.text(row, column).unwrap_or_default();
                out.problems = problems
                    .into_iter()
                    .map(|problem| CellProblem {
                        sheet: row.sheet.clone(),
                        row: row.row,
                        column: index.map(crate::column_letter).unwrap_or_default(),
                        header: index
                            .and_then(|index| self.headers.get(index))
                            .map(|header| header.text.clone())
                            .unwrap_or_default(),
                        value: value.chars().take(100).collect(),
                        problem,
                    })
                    .collect();
            }
        }
        out
    }

    fn index(&self, name: &str) -> Option<usize> {
        let at = COLUMNS.iter().position(|known| *known == name)?;
        self.columns.get(at).copied().flatten()
    }

    fn cell<'a>(&self, row: &'a RawRow, name: &str) -> Option<&'a Cell> {
        row.cells.get(self.index(name)?).filter(|cell| !cell.is_empty())
    }

    fn text(&self, row: &RawRow, name: &str) -> Option<String> {
        self.cell(row, name).map(|cell| guard::unprotect(&cell.text()).to_owned())
    }

    fn read(&self, row: &RawRow) -> Result<ParsedClaim, (&'static str, Vec<Problem>)> {
        let one = |column, problem: Problem| (column, vec![problem]);
        if self.text(row, "id").is_none() {
            return Err(one("id", Problem::new("required")));
        }
        let name = self.text(row, "field").unwrap_or_default();
        let field = find_field(self.kind, &name).map_err(|problem| one("field", problem))?;
        let value = self.value(row, field)?;
        let as_of = match self.cell(row, "as_of") {
            Some(cell) => Some(words::date(cell, &cell.text()).map_err(|problem| one("as_of", problem))?),
            None => None,
        };
        let certainty = match self.text(row, "certainty") {
            Some(text) => certainty(&text).map_err(|problem| one("certainty", problem))?,
            None => Certainty::default(),
        };
        Ok(ParsedClaim {
            field: field.name.to_owned(),
            value,
            source: self.text(row, "source"),
            as_of,
            certainty,
        })
    }

    fn value(&self, row: &RawRow, field: &'static Field) -> Result<Parsed, (&'static str, Vec<Problem>)> {
        if field.of.is_bilingual() {
            let translation = match self.text(row, "value[translation]") {
                Some(text) => Some(words::parse_translation(&text).ok_or_else(|| {
                    ("value[translation]", vec![Problem::new("translation").arg("found", &text)])
                })?),
                None => None,
            };
            let (ja, en) = (self.text(row, "value[ja]"), self.text(row, "value[en]"));
            let value = Value::Text(words::assemble(ja, en, self.text(row, "value[kana]"), translation));
            let problems = value.problems(field);
            return if problems.is_empty() { Ok(Parsed::of(&value)) } else { Err(("value[ja]", problems)) };
        }
        let Some(cell) = self.cell(row, "value") else {
            return Err(("value", vec![Problem::new("required").on(field.name)]));
        };
        let text = guard::unprotect(&cell.text()).to_owned();
        if field.of.target().is_some() {
            let single = matches!(field.of, Type::Reference(_));
            return Ok(Parsed::Refer(if single { vec![text] } else { words::split(&text, field) }));
        }
        let value =
            words::value(cell, &text, field, None, &self.labels).map_err(|problems| ("value", problems))?;
        let problems = value.problems(field);
        if problems.is_empty() { Ok(Parsed::of(&value)) } else { Err(("value", problems)) }
    }
}

fn find_field(kind: &'static KindInfo, name: &str) -> Result<&'static Field, Problem> {
    let field = kind.field(name).filter(|field| field.of != Type::Claims).ok_or_else(|| {
        let near = nearest(name, kind.fields().map(|field| field.name));
        crate::row::problem_near("field-unknown", name, near)
    })?;
    if !field.of.takes_claims() {
        return Err(Problem::new("claim-field").arg("found", name));
    }
    Ok(field)
}

fn certainty(text: &str) -> Result<Certainty, Problem> {
    [Certainty::Stated, Certainty::Inferred, Certainty::Unchecked]
        .into_iter()
        .find(|known| known.code() == fold_text(text.trim()))
        .ok_or_else(|| {
            Problem::new("certainty").arg("found", text).arg("codes", "stated, inferred, unchecked")
        })
}

/// The cells of one claim in the sheet of claims, in the order of [`COLUMNS`].
pub(crate) fn claim_cells(
    reference: &str,
    claim: &Claim,
    kind: &'static KindInfo,
    resolve: &dyn Fn(RecordId) -> String,
) -> Result<Vec<CellText>, Problem> {
    let field = find_field(kind, &claim.field)?;
    let value = Value::from_json(field, &claim.value)?;
    let mut cells = vec![CellText::text(reference), CellText::text(&claim.field)];
    let mut written = value_cells(field, &value, resolve)?.into_iter();
    match (&value, field.of) {
        (Value::Text(_), of) => {
            cells.push(CellText::Empty);
            let (ja, en) = (written.next(), written.next());
            let kana = if of == Type::Name { written.next() } else { None };
            cells.extend([ja, en, kana, written.next()].map(Option::unwrap_or_default));
        }
        _ => {
            cells.push(written.next().unwrap_or_default());
            cells.extend([const { CellText::Empty }; 4]);
        }
    }
    cells.push(claim.source.map(|source| CellText::text(&resolve(source))).unwrap_or_default());
    cells.push(claim.as_of.map(|date| CellText::text(&date.to_string())).unwrap_or_default());
    cells.push(CellText::text(claim.certainty.code()));
    Ok(cells)
}

/// The claims of a record in JSON Lines: values as the field's JSON, records by their short references.
pub(crate) fn claims_json(
    claims: &[Claim],
    kind: &'static KindInfo,
    resolve: &dyn Fn(RecordId) -> String,
) -> Result<Json, Problem> {
    let mut out = Vec::new();
    for claim in claims {
        let field = find_field(kind, &claim.field)?;
        let value = match Value::from_json(field, &claim.value)? {
            Value::Reference(id) => json!(resolve(id)),
            Value::References(ids) => ids.into_iter().map(resolve).collect(),
            _ => claim.value.clone(),
        };
        let mut object = json!({"field": claim.field, "value": value, "certainty": claim.certainty.code()});
        if let Some(object) = object.as_object_mut() {
            if let Some(source) = claim.source {
                object.insert("source".to_owned(), json!(resolve(source)));
            }
            if let Some(as_of) = claim.as_of {
                object.insert("as_of".to_owned(), json!(as_of));
            }
        }
        out.push(object);
    }
    Ok(Json::Array(out))
}

/// Reads the claims of a record in JSON Lines.
pub(crate) fn parse_json(cell: &Cell, kind: &'static KindInfo) -> Result<Vec<ParsedClaim>, Problem> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        field: String,
        value: Json,
        source: Option<String>,
        as_of: Option<String>,
        certainty: Option<String>,
    }
    let text = cell.text();
    let written: Vec<Written> =
        serde_json::from_str(&text).map_err(|error| Problem::new("claims").arg("detail", error))?;
    let mut claims = Vec::new();
    for claim in written {
        let field = find_field(kind, &claim.field)?;
        let value = match (field.of.target(), claim.value) {
            (Some(_), Json::String(name)) => Parsed::Refer(vec![name]),
            (Some(_), Json::Array(names)) => {
                Parsed::Refer(names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect())
            }
            (_, json) => {
                let value = Value::from_json(field, &json).map_err(|problem| problem.on(field.name))?;
                if let Some(problem) = value.problems(field).into_iter().next() {
                    return Err(problem);
                }
                Parsed::Value(json)
            }
        };
        let as_of = match claim.as_of {
            Some(text) => Some(words::date(&Cell::Empty, &text)?),
            None => None,
        };
        let certainty = claim.certainty.as_deref().map(certainty).transpose()?.unwrap_or_default();
        claims.push(ParsedClaim { field: claim.field, value, source: claim.source, as_of, certainty });
    }
    Ok(claims)
}
