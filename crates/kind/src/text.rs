//! Text in two languages: an original, a translation, and what is known about the translation.

use enishi_kit::lang::Lang;
use serde::{Deserialize, Serialize};

/// What is known about the other language's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Translation {
    /// There is none.
    #[default]
    Missing,
    /// A machine wrote it.
    Machine,
    /// A person wrote or checked it.
    Checked,
    /// The original changed after it was written.
    Outdated,
}

impl Translation {
    /// The word in catalogues and class names.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Machine => "machine",
            Self::Checked => "checked",
            Self::Outdated => "outdated",
        }
    }
}

/// Text of one or two languages; at least one is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The language in which it was written.
    pub original: Lang,
    /// The Japanese text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ja: Option<String>,
    /// The English text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// The state of the text that is not the original.
    #[serde(default, skip_serializing_if = "is_missing")]
    pub state: Translation,
    /// The kana reading of a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kana: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_missing(state: &Translation) -> bool {
    *state == Translation::Missing
}

impl Text {
    /// Text in one language.
    #[must_use]
    pub fn one(lang: Lang, text: impl Into<String>) -> Self {
        let text = Some(text.into());
        let (ja, en) = match lang {
            Lang::Ja => (text, None),
            Lang::En => (None, text),
        };
        Self { original: lang, ja, en, state: Translation::Missing, kana: None }
    }

    /// Text in both languages, checked by a person; the first is the original.
    #[must_use]
    pub fn both(original: Lang, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { original, ja: Some(ja.into()), en: Some(en.into()), state: Translation::Checked, kana: None }
    }

    /// The text in exactly this language.
    #[must_use]
    pub fn exact(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Ja => self.ja.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }

    /// The text for a reader of this language, with the language that it really is in.
    #[must_use]
    pub fn read(&self, lang: Lang) -> (&str, Lang) {
        if let Some(text) = self.exact(lang) {
            return (text, lang);
        }
        (self.exact(lang.other()).unwrap_or_default(), lang.other())
    }

    /// Both languages that are there.
    pub fn each(&self) -> impl Iterator<Item = (Lang, &str)> {
        [Lang::Ja, Lang::En].into_iter().filter_map(|lang| Some((lang, self.exact(lang)?)))
    }

    /// Brings the translation's state into line after an edit: a changed original makes an untouched translation
    /// outdated, a changed translation is a person's.
    #[must_use]
    pub fn after_edit_of(mut self, before: Option<&Self>) -> Self {
        let other = self.original.other();
        if self.exact(self.original).is_none() && self.exact(other).is_some() {
            self.original = other;
        }
        let other = self.original.other();
        if self.exact(other).is_none() {
            self.state = Translation::Missing;
            return self;
        }
        let Some(before) = before else {
            if self.state == Translation::Missing {
                self.state = Translation::Checked;
            }
            return self;
        };
        let original_same = before.exact(self.original) == self.exact(self.original);
        let other_same = before.exact(other) == self.exact(other);
        if self.state == before.state || self.state == Translation::Missing {
            self.state = match (original_same, other_same) {
                (true, true) => before.state,
                (false, true) => Translation::Outdated,
                (_, false) => Translation::Checked,
            };
            if self.state == Translation::Missing {
                self.state = Translation::Checked;
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_the_original_makes_the_translation_outdated() {
        let before = Text::both(Lang::Ja, "希少糖", "Rare sugars");
        let edited = Text { ja: Some("希少糖の量産".into()), ..before.clone() };
        assert_eq!(edited.after_edit_of(Some(&before)).state, Translation::Outdated);
        let both = Text::both(Lang::Ja, "希少糖の量産", "Mass production of rare sugars");
        assert_eq!(both.after_edit_of(Some(&before)).state, Translation::Checked);
    }

    #[test]
    fn a_reader_is_told_which_language_he_gets() {
        let text = Text::one(Lang::En, "Sapporo");
        assert_eq!(text.read(Lang::Ja), ("Sapporo", Lang::En));
    }
}
