//! Text for people: one catalogue of all crates, in the language of this run.

use enishi_kind::{Args, Catalogue, CatalogueError, Problem, Registry};
use enishi_kit::lang::Lang;

/// One text per language from the files of these names.
macro_rules! catalogues {
    ($($name:literal),* $(,)?) => {
        [
            concat!($(include_str!(concat!("../locales/ja/", $name, ".ftl")), "\n"),*),
            concat!($(include_str!(concat!("../locales/en/", $name, ".ftl")), "\n"),*),
        ]
    };
}

/// Text of the command line, Japanese and English: one file per area.
const LOCALES: [&str; 2] =
    catalogues!["cli", "doctor", "files", "merge", "moments", "operation", "publish", "questions", "trust"];

/// Text of the edges, which the program is given when it is opened.
pub(crate) const EDGES: [[&str; 2]; 3] = [enishi_web::LOCALES, enishi_web::api::LOCALES, LOCALES];

/// All messages, in one language.
#[derive(Debug)]
pub(crate) struct Words {
    catalogue: Catalogue,
    lang: Lang,
}

impl Words {
    /// Reads the catalogues.
    pub(crate) fn new(registry: &Registry, lang: Lang) -> Result<Self, CatalogueError> {
        let mut sources: Vec<[&str; 2]> = registry.kinds().map(|kind| kind.locales).collect();
        sources.extend([enishi_model::LOCALES, enishi_exchange::LOCALES, enishi_app::LOCALES]);
        sources.extend(EDGES);
        Ok(Self { catalogue: Catalogue::new(&sources)?, lang })
    }

    /// The same catalogue in another language.
    pub(crate) fn in_lang(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    pub(crate) const fn lang(&self) -> Lang {
        self.lang
    }

    pub(crate) const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// A message.
    pub(crate) fn text(&self, key: &str, args: Args<'_>) -> String {
        self.catalogue.text(self.lang, key, args)
    }

    /// A message without arguments.
    pub(crate) fn word(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// A message, if the key is known.
    pub(crate) fn find(&self, key: &str, args: Args<'_>) -> Option<String> {
        self.catalogue.find(self.lang, key, args)
    }

    /// The sentence for a problem of a value.
    pub(crate) fn problem(&self, problem: &Problem) -> String {
        enishi_app::say_problem(&self.catalogue, self.lang, problem)
    }

    /// `did you mean ..?` where the problem has a near name.
    pub(crate) fn problem_hint(&self, problem: &Problem) -> Option<String> {
        enishi_app::hint_of_problem(&self.catalogue, self.lang, problem)
    }

    /// The label of a field, or of a column as `FIELD.COLUMN`; its name where the catalogue has none.
    pub(crate) fn field(&self, kind: &str, field: &str) -> String {
        let name = field.replace(['_', '.'], "-");
        self.find(&format!("{kind}-{name}"), &[])
            .or_else(|| self.find(&format!("common-{name}"), &[]))
            .unwrap_or_else(|| field.to_owned())
    }
}
