//! The languages of one text put together from their columns.

use enishi_kind::{Field, Problem, Value};
use enishi_kit::lang::Lang;

use super::build::{Builder, Entry};
use super::words;
use crate::Parsed;
use crate::mapping::Language;

impl<'a> Builder<'a> {
    pub(super) fn understand_text(
        &mut self,
        field: &'static Field,
        entries: &[Entry<'a>],
        linked: bool,
    ) -> Option<Parsed> {
        let (mut ja, mut en, mut kana, mut translation) = (None, None, None, None);
        for part in [Language::One(Lang::Ja), Language::One(Lang::En), Language::Kana, Language::Translation]
        {
            let of_part: Vec<&Entry<'a>> =
                entries.iter().filter(|entry| entry.language == Some(part)).collect();
            let given: Vec<&Entry<'a>> = of_part.iter().copied().filter(|entry| !entry.dash).collect();
            let Some(entry) = given.first() else {
                let name = match part {
                    Language::One(lang) => lang.code(),
                    Language::Kana => "kana",
                    Language::Translation | Language::Auto => continue,
                };
                if !of_part.is_empty() && !linked {
                    self.out.cleared.push((field.name.to_owned(), name.to_owned()));
                }
                continue;
            };
            self.one_only(&given)?;
            match part {
                Language::One(Lang::Ja) => ja = Some(entry.text.clone()),
                Language::One(Lang::En) => en = Some(entry.text.clone()),
                Language::Kana => kana = Some(entry.text.clone()),
                Language::Translation | Language::Auto => {
                    let Some(read) = words::parse_translation(&entry.text) else {
                        let problem = Problem::new("translation").arg("found", &entry.text).on(field.name);
                        self.problem(&entry.at, &entry.text, problem);
                        return None;
                    };
                    translation = Some(read);
                }
            }
        }
        let value = Value::Text(words::assemble(ja, en, kana, translation));
        let problems = value.problems(field);
        if problems.is_empty() {
            return Some(Parsed::of(&value));
        }
        for problem in problems {
            // The problem names the language; the cell is that language's.
            let lang = problem
                .args
                .iter()
                .find(|(name, _)| name == "language")
                .and_then(|(_, code)| Lang::from_code(code));
            let entry = entries
                .iter()
                .find(|entry| lang.is_some_and(|lang| entry.language == Some(Language::One(lang))))
                .or(entries.first())?;
            self.problem(&entry.at, &entry.text, problem);
        }
        None
    }
}
