//! `enishi kinds`: the kinds of records, or the fields of one.

use clap::Args;
use enishi_exchange::columns;
use enishi_kind::Type;

use crate::failure::{Exit, Failure};
use crate::output::print;
use crate::session::{Session, find_kind};
use crate::table::Table;

#[derive(Args, Debug)]
pub(crate) struct KindsArgs {
    #[arg(value_name = "KIND")]
    kind: Option<String>,
}

/// Lists kinds, or the columns that a kind has in spreadsheets.
pub(crate) fn run(args: &KindsArgs, session: &Session) -> Result<Exit, Failure> {
    let words = &session.words;
    let registry = enishi_model::registry();
    let column = |name: &str| words.word(&format!("cli-column-{name}"));
    if let Some(name) = &args.kind {
        let kind = find_kind(&registry, name)?;
        let mut table = Table::new(["column", "label", "layer", "values"].map(column).to_vec());
        for one in columns(kind) {
            let values = match one.field.of {
                Type::Reference(target) | Type::References(target) => target.to_owned(),
                Type::Rows(columns) => {
                    columns.iter().map(|column| column.name).collect::<Vec<_>>().join(" | ")
                }
                of => of.vocabulary().map(|vocabulary| vocabulary.codes.join(" ")).unwrap_or_default(),
            };
            let mut name = one.name();
            if one.field.required {
                name.push('*');
            }
            let label = one.label(words.catalogue(), words.lang(), kind);
            table.push(vec![name, label, one.field.layer.code().to_owned(), values]);
        }
        print(&table.render(session.out))?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(["kind", "plural", "label", "fields"].map(column).to_vec()).right(&[3]);
    for kind in registry.kinds() {
        let label = words.word(kind.name);
        table.push(vec![
            kind.name.to_owned(),
            kind.plural.to_owned(),
            label,
            kind.fields().count().to_string(),
        ]);
    }
    print(&table.render(session.out))?;
    Ok(Exit::Done)
}
