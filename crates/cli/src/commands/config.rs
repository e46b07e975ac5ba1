//! `enishi config show`: each setting with its origin; secrets are masked.

use crate::failure::{Exit, Failure};
use crate::output::{print, tell};
use crate::session::Session;
use crate::table::Table;

/// Shows the settings of this run.
pub(crate) fn show(session: &Session) -> Result<Exit, Failure> {
    let words = &session.words;
    let header =
        ["setting", "value", "origin", "place"].map(|column| words.word(&format!("cli-column-{column}")));
    let mut table = Table::new(header.to_vec());
    for (key, given) in &session.settings.given {
        let origin = words.word(&format!("cli-origin-{}", given.origin.code()));
        table.push(vec![(*key).to_owned(), given.shown(key), origin, given.place.clone()]);
    }
    print(&table.render(session.out))?;
    if session.settings.file.is_none() {
        tell(&format!("{}\n", words.word("cli-config-no-file")));
    }
    Ok(Exit::Done)
}
