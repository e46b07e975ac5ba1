//! The empty spreadsheet: labels and help for people above the machine names, lists for choices.

use enishi_kind::{Catalogue, KindInfo, Type, Vocabulary};
use enishi_kit::lang::Lang;
use rust_xlsxwriter::{DataValidation, Note, Workbook};

use crate::columns::field_help;
use crate::table_cell::cell_labels;
use crate::write::{Look, csv_error, csv_writer, fixed_properties, width};
use crate::{Column, Error, Format, Part, columns};

/// Rows below the header that have lists for choices.
const ROWS: u32 = 1_000;

/// The sheet that holds the lists.
const LISTS: &str = "lists";

/// The empty spreadsheet of a kind. Import takes the row of machine names for the header, so that the rows above it
/// are passed over.
///
/// # Errors
/// What the XLSX writer refuses.
pub fn template(
    kind: &'static KindInfo,
    catalogue: &Catalogue,
    lang: Lang,
    format: Format,
) -> Result<Vec<u8>, Error> {
    let columns: Vec<Column> =
        columns(kind).into_iter().filter(|column| column.part != Part::Translation).collect();
    let sheet = Sheet { kind, catalogue, lang, columns };
    match format {
        Format::Xlsx => sheet.xlsx(),
        Format::Csv => sheet.csv(),
        Format::JsonLines => Ok(sheet.jsonl()),
    }
}

struct Sheet<'a> {
    kind: &'static KindInfo,
    catalogue: &'a Catalogue,
    lang: Lang,
    columns: Vec<Column>,
}

impl Sheet<'_> {
    fn names(&self) -> Vec<String> {
        ["id", "action"].map(str::to_owned).into_iter().chain(self.columns.iter().map(Column::name)).collect()
    }

    fn labels(&self) -> Vec<String> {
        let own = match self.lang {
            Lang::Ja => ["参照番号", "処理"],
            Lang::En => ["Reference", "Action"],
        };
        let labels = self.columns.iter().map(|column| {
            let label = column.label(self.catalogue, self.lang, self.kind);
            if column.field.required { format!("{label} *") } else { label }
        });
        own.map(str::to_owned).into_iter().chain(labels).collect()
    }

    fn help(&self) -> Vec<String> {
        let own = match self.lang {
            Lang::Ja => [
                "新しい行は空けておきます。既存の行は参照番号か「種類:番号」を書きます",
                "空欄（追加か更新）、ADD 追加、UPDATE 更新、DELETE 削除",
            ],
            Lang::En => [
                "Leave it empty for a new row; for a known one write its reference or scheme:value",
                "Empty (add or update), ADD, UPDATE or DELETE",
            ],
        };
        let help = self.columns.iter().map(|column| {
            let text = field_help(self.catalogue, self.lang, self.kind, column.field).unwrap_or_default();
            match column.field.of {
                Type::Choices(_) | Type::Keywords if self.lang == Lang::Ja => {
                    format!("{text}（複数は「；」で区切る）")
                }
                Type::Rows(_) => {
                    let names = cell_labels(self.catalogue, self.lang, self.kind, column.field);
                    match self.lang {
                        Lang::Ja => format!("{text}（1行に1件。列は「 | 」で区切る：{names}）"),
                        Lang::En => format!("{text} (one line each, columns parted by ` | `: {names})"),
                    }
                }
                Type::Choices(_) | Type::Keywords => format!("{text} (part several with `;`)"),
                _ => text,
            }
        });
        own.map(str::to_owned).into_iter().chain(help).collect()
    }

    fn choices(&self, column: &Column) -> Vec<String> {
        let label = |vocabulary: &Vocabulary, code: &str| {
            self.catalogue
                .find(self.lang, &format!("{}-{code}", vocabulary.name), &[])
                .unwrap_or_else(|| code.to_owned())
        };
        match (column.field.of, self.lang) {
            (Type::Choice(vocabulary), _) => {
                vocabulary.codes.iter().map(|code| label(vocabulary, code)).collect()
            }
            (Type::Flag, Lang::Ja) => ["はい", "いいえ"].map(str::to_owned).into(),
            (Type::Flag, Lang::En) => ["yes", "no"].map(str::to_owned).into(),
            _ => Vec::new(),
        }
    }

    fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let look = Look::new();
        let mut workbook = Workbook::new();
        workbook.set_properties(&fixed_properties()?);
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.kind.plural)?;
        sheet.set_freeze_panes(3, 2)?;
        sheet.set_row_height(1, 90)?;
        for (row, texts, format) in
            [(0, self.labels(), &look.label), (1, self.help(), &look.help), (2, self.names(), &look.name)]
        {
            for (at, text) in (0..).zip(&texts) {
                sheet.write_string_with_format(row, at, text, format)?;
            }
        }
        for at in [0, 1] {
            sheet.set_column_format(at, &look.text)?;
            sheet.set_column_width(at, 18)?;
        }
        let actions = DataValidation::new().allow_list_strings(&["ADD", "UPDATE", "DELETE"])?;
        sheet.add_data_validation(3, 1, ROWS + 2, 1, &actions)?;
        let mut lists: Vec<(u16, Vec<String>)> = Vec::new();
        for (at, column) in (2..).zip(&self.columns) {
            sheet.set_column_format(at, &look.text)?;
            sheet.set_column_width(at, width(column))?;
            let choices = self.choices(column);
            if !choices.is_empty() {
                let place = u16::try_from(lists.len()).unwrap_or(u16::MAX);
                let letter = crate::column_letter(lists.len());
                let formula = format!("={LISTS}!${letter}$1:${letter}${}", choices.len());
                let list = DataValidation::new().allow_list_formula(formula.as_str().into());
                sheet.add_data_validation(3, at, ROWS + 2, at, &list)?;
                lists.push((place, choices));
            } else if let Type::Choices(vocabulary) = column.field.of {
                let codes = Column { field: column.field, part: Part::Whole };
                let all = Self::note(self, vocabulary);
                sheet.insert_note(2, at, &Note::new(format!("{}: {all}", codes.name())))?;
            }
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(LISTS)?;
        sheet.set_hidden(true);
        for (at, choices) in &lists {
            for (row, choice) in (0..).zip(choices) {
                sheet.write_string(row, *at, choice)?;
            }
        }
        Ok(workbook.save_to_buffer()?)
    }

    /// All labels of a vocabulary in one line, for cells that take several.
    fn note(&self, vocabulary: &Vocabulary) -> String {
        let labels = vocabulary.codes.iter().map(|code| {
            let label = self.catalogue.find(self.lang, &format!("{}-{code}", vocabulary.name), &[]);
            label.map_or_else(|| (*code).to_owned(), |label| format!("{label} ({code})"))
        });
        labels.collect::<Vec<_>>().join("; ")
    }

    fn csv(&self) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        let mut csv = csv_writer(&mut out)?;
        for texts in [self.labels(), self.help(), self.names()] {
            csv.write_record(texts).map_err(csv_error)?;
        }
        csv.flush()?;
        drop(csv);
        Ok(out)
    }

    fn jsonl(&self) -> Vec<u8> {
        let names = self.names();
        let pairs: Vec<String> =
            names.iter().map(|name| format!("{}:null", serde_json::Value::String(name.clone()))).collect();
        format!("{{{}}}\n", pairs.join(",")).into_bytes()
    }
}
