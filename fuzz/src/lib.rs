//! What the targets share: a file from bytes, read as an import reads it.

use std::io::Write as _;
use std::sync::OnceLock;

use enishi_exchange::{Limits, Mapping, Parser, ReadOptions, open};
use enishi_kind::{Catalogue, KindInfo, Registry};

/// The kind into which files are read: it has a field of nearly every type.
const KIND: &str = "seed";

struct Model {
    registry: Registry,
    catalogue: Catalogue,
    options: ReadOptions,
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let registry = enishi_model::registry();
        let kinds: Vec<&'static KindInfo> = registry.kinds().collect();
        let sources =
            kinds.iter().map(|kind| &kind.locales).chain([&enishi_model::LOCALES, &enishi_exchange::LOCALES]);
        let catalogue = Catalogue::new(sources).expect("the catalogue is whole, a test says");
        let kind = registry.kind(KIND).expect("the kind is declared");
        let mut options = ReadOptions::of_kind(kind, &catalogue);
        // Small, so that what is refused for its size is refused soon.
        options.limits = Limits { row_bytes: 1 << 16, unpacked_bytes: 1 << 20, ..Limits::default() };
        Model { registry, catalogue, options }
    })
}

/// Reads a file of these bytes to its end: headers, guessed mapping, every row parsed. Whatever is wrong is a result.
pub fn read(bytes: &[u8], ending: &str) {
    let model = model();
    let Some(kind) = model.registry.kind(KIND) else { return };
    let mut file = tempfile::Builder::new().suffix(ending).tempfile().expect("a place for a file");
    file.write_all(bytes).and_then(|()| file.flush()).expect("room for a file");
    let Ok(table) = open(file.path(), &model.options) else { return };
    let (mapping, _) = Mapping::guess(kind, &model.registry, &table.headers, &model.catalogue);
    let Ok(parser) = Parser::new(&mapping, &table, kind, &model.registry, &model.catalogue) else { return };
    for row in parser.rows(table).take(2_000) {
        let Ok(row) = row else { return };
        for problem in &row.problems {
            assert!(!problem.to_string().is_empty());
        }
    }
}
