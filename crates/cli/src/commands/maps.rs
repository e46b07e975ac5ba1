//! `enishi maps`: ready mappings for files that are known.

use clap::Args;
use enishi_exchange::{known_map, known_maps};

use crate::failure::{Exit, Failure};
use crate::output::print;
use crate::session::Session;
use crate::table::Table;

#[derive(Args, Debug)]
pub(crate) struct MapsArgs {
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Lists the mappings, or shows one as the file that `--map FILE.toml` takes.
pub(crate) fn run(args: &MapsArgs, session: &Session) -> Result<Exit, Failure> {
    if let Some(name) = &args.name {
        let known: Vec<&str> = known_maps().iter().map(|map| map.name).collect();
        let map = known_map(name)
            .ok_or_else(|| Failure::usage("cli-error-map").arg("found", name).near(name, &known))?;
        print(map.toml)?;
        return Ok(Exit::Done);
    }
    let header = ["name", "kind", "about"].map(|column| session.words.word(&format!("cli-column-{column}")));
    let mut table = Table::new(header.to_vec());
    for map in known_maps() {
        let mapping = map.mapping()?;
        table.push(vec![map.name.to_owned(), mapping.kind, mapping.about]);
    }
    print(&table.render(session.out))?;
    Ok(Exit::Done)
}
