//! `enishi config show`: each setting with its origin; secrets are masked.

use clap::Args;
use serde_json::json;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json, tell};
use crate::session::Session;
use crate::table::Table;

#[derive(Args, Debug)]
pub(crate) struct ConfigArgs {
    #[arg(long, value_enum, default_value = "table")]
    format: Shape,
}

/// Shows the settings of this run.
pub(crate) fn show(args: &ConfigArgs, session: &Session) -> Result<Exit, Failure> {
    let words = &session.words;
    let given = &session.settings.given;
    if args.format == Shape::Json {
        let settings = given.iter().map(|(name, given)| {
            json!({
                "name": name,
                "value": given.value.as_ref().filter(|_| given.overruled_by.is_none()).map(|_| given.shown(name)),
                "origin": given.origin.code(),
                "place": Some(&given.place).filter(|place| !place.is_empty()),
                "overruled_by": given.overruled_by,
            })
        });
        let file = session.settings.file.as_ref().map(|path| path.display().to_string());
        print_json(&json!({"settings": settings.collect::<Vec<_>>(), "file": file}))?;
        return Ok(Exit::Done);
    }
    let header =
        ["setting", "value", "origin", "place"].map(|column| words.word(&format!("cli-column-{column}")));
    let mut table = Table::new(header.to_vec());
    for (name, given) in given {
        let origin = words.word(&format!("cli-origin-{}", given.origin.code()));
        let value = match &given.overruled_by {
            Some(by) => words.text("cli-config-overruled", &[("by", by.clone())]),
            None => given.shown(name),
        };
        table.push(vec![(*name).to_owned(), value, origin, given.place.clone()]);
    }
    print(&table.render(session.out))?;
    if session.settings.file.is_none() {
        tell(&format!("{}\n", words.word("cli-config-no-file")));
    }
    Ok(Exit::Done)
}
