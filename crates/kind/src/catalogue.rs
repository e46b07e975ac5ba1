//! All text that people read, in Japanese and English, from Fluent sources.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use enishi_kit::lang::Lang;

mod functions;

use functions::{Labels, collect_labels};

/// Arguments of a message, in order.
pub type Args<'a> = &'a [(&'a str, String)];

/// Why a catalogue could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A source is not Fluent.
    #[error("catalogue {lang}: {detail}")]
    Syntax {
        /// The language of the source.
        lang: &'static str,
        /// What the parser or the bundle says.
        detail: String,
    },
}

/// Messages in both languages.
pub struct Catalogue {
    ja: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Catalogue")
    }
}

impl Catalogue {
    /// Joins sources: each a pair of Japanese and English Fluent text.
    ///
    /// # Errors
    /// A source that does not parse, or a key that two sources define.
    pub fn new<'a>(sources: impl IntoIterator<Item = &'a [&'a str; 2]>) -> Result<Self, CatalogueError> {
        let mut ja = FluentBundle::new_concurrent(vec![langid!("ja")]);
        let mut en = FluentBundle::new_concurrent(vec![langid!("en")]);
        let (mut ja_labels, mut en_labels) = (Labels::new(), Labels::new());
        for [japanese, english] in sources {
            add(&mut ja, "ja", japanese, &mut ja_labels)?;
            add(&mut en, "en", english, &mut en_labels)?;
        }
        for (bundle, lang, labels) in [(&mut ja, Lang::Ja, ja_labels), (&mut en, Lang::En, en_labels)] {
            functions::add(bundle, lang, labels)
                .map_err(|error| CatalogueError::Syntax { lang: lang.code(), detail: error.to_string() })?;
        }
        // Isolation marks would stand in attributes, CSV cells and terminal lines.
        ja.set_use_isolating(false);
        en.set_use_isolating(false);
        Ok(Self { ja, en })
    }

    /// A message, if the key is known.
    #[must_use]
    pub fn find(&self, lang: Lang, key: &str, args: Args<'_>) -> Option<String> {
        let bundle = match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        };
        let pattern = bundle.get_message(key)?.value()?;
        let mut values = FluentArgs::new();
        for (name, value) in args {
            // Whole numbers are passed as numbers so that English plurals work.
            // Only what prints the same: `00123` is a code.
            let number = value.parse::<i32>().ok().filter(|number| number.to_string() == *value);
            values.set(*name, number.map_or_else(|| FluentValue::from(value.as_str()), FluentValue::from));
        }
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned())
    }

    /// A message; a missing key shows itself in double brackets, which a test looks for.
    #[must_use]
    pub fn text(&self, lang: Lang, key: &str, args: Args<'_>) -> String {
        self.find(lang, key, args).unwrap_or_else(|| format!("⟦{key}⟧"))
    }
}

fn add(
    bundle: &mut FluentBundle<FluentResource>,
    lang: &'static str,
    source: &str,
    labels: &mut Labels,
) -> Result<(), CatalogueError> {
    let resource = FluentResource::try_new(source.to_owned())
        .map_err(|(_, errors)| CatalogueError::Syntax { lang, detail: format!("{errors:?}") })?;
    collect_labels(labels, &resource);
    bundle
        .add_resource(resource)
        .map_err(|errors| CatalogueError::Syntax { lang, detail: format!("{errors:?}") })
}
