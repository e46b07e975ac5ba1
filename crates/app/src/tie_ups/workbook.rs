//! The table of tie-ups as a workbook with the same joined cells, in the form that the import reads back.

use std::collections::{BTreeMap, HashMap};

use enishi_exchange::{Column, JoinedCell, JoinedColumn, JoinedTable, columns, lines, write_joined};
use enishi_kind::KindInfo;
use enishi_kit::date::{PartialDate, format_date};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::Seen;

use super::{Joined, TieUpTable};
use crate::{App, Context, Error, Meant, title_of};

/// The columns, by the machine names of the kind's columns, with their widths in characters. The record itself comes
/// last: a row without it is a new tie-up.
fn layout(lang: Lang) -> Vec<(String, f64)> {
    let title = format!("title[{}]", lang.code());
    let named = [
        ("position", 6.0),
        ("cluster", 26.0),
        ("bureau", 24.0),
        ("committee", 40.0),
        ("conferences", 60.0),
        ("fiscal_year", 10.0),
    ];
    let named = named.into_iter().map(|(name, width)| (name.to_owned(), width));
    named.chain([(title, 30.0), ("id".to_owned(), 18.0)]).collect()
}

impl App {
    /// The table of a fiscal year as XLSX, and the year that it is of.
    ///
    /// # Errors
    /// As [`App::tie_up_table`], or what the writer refuses.
    pub async fn tie_up_workbook(
        &self,
        ctx: &Context,
        lang: Lang,
        year: Option<FiscalYear>,
    ) -> Result<(Option<FiscalYear>, Vec<u8>), Error> {
        let kind = self.kind("tie-up")?;
        let table = self.tie_up_table(ctx, year).await?;
        let names = self.cell_names(ctx, &table, lang).await?;
        let all = columns(kind);
        let header = |name: &str| match all.iter().find(|column: &&Column| column.name() == name) {
            Some(column) => column.label(&self.catalogue, lang, kind),
            None => name.to_owned(),
        };
        let year_label = table.year.map(|year| year.label(lang)).unwrap_or_default();
        let title = format!("{} {year_label}", self.catalogue.text(lang, "tie-up-table", &[]));
        let joined = JoinedTable {
            sheet: kind.plural.to_owned(),
            title: title.trim_end().to_owned(),
            columns: layout(lang)
                .into_iter()
                .map(|(name, width)| JoinedColumn { header: header(&name), width })
                .collect(),
            rows: rows(kind, &table, &names, lang, &year_label),
        };
        Ok((table.year, write_joined(&joined)?))
    }

    /// How each record of the table is named in a cell so that the import finds exactly it: by its name, with the day
    /// for events, and with its reference where others have the name too.
    async fn cell_names(
        &self,
        ctx: &Context,
        table: &TieUpTable,
        lang: Lang,
    ) -> Result<HashMap<RecordId, String>, Error> {
        let mut by_kind: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
        for seen in table.records.values() {
            by_kind.entry(seen.kind).or_default().push(seen);
        }
        let mut names = HashMap::new();
        for (kind, records) in by_kind {
            let kind = self.kind(kind)?;
            let written: Vec<(&Seen, String)> = records
                .into_iter()
                .map(|seen| (seen, written(title_of(kind, &seen.body, lang), table.held_from(seen.id), lang)))
                .collect();
            let texts: Vec<String> = written.iter().map(|(_, text)| text.clone()).collect();
            let meant = self.resolve(ctx, kind, &texts).await?;
            for (seen, text) in written {
                let is_found = meant.get(&text) == Some(&Meant::Record(seen.id));
                let name = if is_found { text } else { format!("{text} [{}]", seen.reference) };
                names.insert(seen.id, name);
            }
        }
        Ok(names)
    }
}

fn written(name: String, day: Option<PartialDate>, lang: Lang) -> String {
    match (day.map(|day| format_date(day, lang)), lang) {
        (None, _) => name,
        (Some(day), Lang::Ja) => format!("{name}（{day}）"),
        (Some(day), Lang::En) => format!("{name} ({day})"),
    }
}

fn rows(
    kind: &KindInfo,
    table: &TieUpTable,
    names: &HashMap<RecordId, String>,
    lang: Lang,
    year: &str,
) -> Vec<Vec<JoinedCell>> {
    let joined = |cell: &Joined| {
        let names: Vec<String> = cell.ids.iter().filter_map(|id| names.get(id).cloned()).collect();
        let text = names.into_iter().next().unwrap_or_default();
        JoinedCell { text, span: cell.span }
    };
    let several = |cell: &Joined| {
        let names: Vec<String> = cell.ids.iter().filter_map(|id| names.get(id).cloned()).collect();
        JoinedCell { text: lines(&names), span: cell.span }
    };
    let plain = |text: String| JoinedCell { text, span: 1 };
    let height = table.rows.len();
    (0..)
        .zip(&table.rows)
        .map(|(place, row): (usize, _)| {
            let body = &row.seen.body;
            let position = body.raw("position").and_then(serde_json::Value::as_i64);
            let title = match kind.title_field().and_then(|field| body.value(field)) {
                Some(enishi_kind::Value::Text(text)) => text.exact(lang).unwrap_or_default().to_owned(),
                _ => String::new(),
            };
            let year_span = if place == 0 { height } else { 0 };
            vec![
                plain(position.map(|position| position.to_string()).unwrap_or_default()),
                plain(row.cluster.and_then(|id| names.get(&id).cloned()).unwrap_or_default()),
                joined(&row.bureau),
                joined(&row.committee),
                several(&row.conferences),
                JoinedCell { text: year.to_owned(), span: year_span },
                plain(title),
                plain(row.seen.reference.clone()),
            ]
        })
        .collect()
}
