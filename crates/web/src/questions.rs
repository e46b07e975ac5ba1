//! What a person must confirm before something is written: the questions of a page, and what was ticked.

use std::collections::BTreeSet;

use enishi_kind::Problem;

use crate::posted::Posted;
use crate::text::Words;

/// The questions of a form. Drawn by `_questions.html`.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// Codes (several parted by commas) and the sentences that are confirmed together under them.
    pub asked: Vec<(String, Vec<String>)>,
    /// Codes that were confirmed before and are not asked again.
    pub confirmed: Vec<String>,
}

impl Questions {
    /// The questions that problems ask, one tick for each of their codes.
    pub fn of(words: &Words, problems: &[Problem], confirmed: &BTreeSet<String>) -> Self {
        let mut asked: Vec<(String, Vec<String>)> = Vec::new();
        for problem in problems {
            let sentence = words.problem(problem);
            match asked.iter_mut().find(|(code, _)| *code == problem.code) {
                Some((_, sentences)) => sentences.push(sentence),
                None => asked.push((problem.code.clone(), vec![sentence])),
            }
        }
        let is_asked = |code: &&String| asked.iter().any(|(asked, _)| asked == *code);
        let confirmed = confirmed.iter().filter(|code| !is_asked(code)).cloned().collect();
        Self { asked, confirmed }
    }
}

impl Posted {
    /// The codes of the questions that the person ticked.
    #[must_use]
    pub fn confirmed(&self) -> BTreeSet<String> {
        let ticked = self.pairs.iter().filter(|(name, _)| name == "confirm");
        ticked.flat_map(|(_, codes)| codes.split(',')).map(|code| code.trim().to_owned()).collect()
    }
}
