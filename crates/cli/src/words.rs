//! Text for people: one catalogue of all crates, in the language of this run.

use std::sync::Arc;

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
const LOCALES: [&str; 2] = catalogues![
    "bundle",
    "cli",
    "doctor",
    "files",
    "merge",
    "moments",
    "operation",
    "personal",
    "policy",
    "publish",
    "questions",
    "trust",
    "user"
];

/// All messages, in one language.
#[derive(Debug)]
pub(crate) struct Words {
    catalogue: Arc<Catalogue>,
    lang: Lang,
}

impl Words {
    /// Reads the catalogues.
    pub(crate) fn new(registry: &Registry, lang: Lang) -> Result<Self, CatalogueError> {
        let edges = [enishi_web::LOCALES, enishi_web::api::LOCALES, LOCALES];
        Ok(Self { catalogue: enishi_app::catalogue(registry, &edges)?, lang })
    }

    /// The same catalogue in another language.
    pub(crate) fn in_lang(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    pub(crate) const fn lang(&self) -> Lang {
        self.lang
    }

    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// For the program, which says the same.
    pub(crate) fn shared(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue)
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
