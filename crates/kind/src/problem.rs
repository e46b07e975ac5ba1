//! What is wrong with a value: a stable code with typed arguments; the catalogue has the sentences.

use std::fmt;

/// One thing wrong with one value. The catalogue key is `problem-CODE`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// Stable code, for example `required`.
    pub code: String,
    /// The field it concerns, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Arguments of the sentence.
    #[serde(default)]
    pub args: Vec<(String, String)>,
}

impl Problem {
    /// A problem with this code.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), field: None, args: Vec::new() }
    }

    /// Names the field.
    #[must_use]
    pub fn on(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Adds an argument. What was `found` is cut to 80 characters: it may be a whole book.
    #[must_use]
    pub fn arg(mut self, name: &str, value: impl fmt::Display) -> Self {
        let mut value = value.to_string();
        if name == "found"
            && let Some((end, _)) = value.char_indices().nth(80)
        {
            value.truncate(end);
            value.push('…');
        }
        self.args.push((name.to_owned(), value));
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        write!(f, "{}", self.code)?;
        for (name, value) in &self.args {
            write!(f, " {name}={value:?}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

/// The known name nearest to what somebody typed, if one is near.
///
/// Source: Damerau-Levenshtein distance; at most a third of the letters may differ.
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = typed.chars().count().div_ceil(3).max(1);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_name_is_offered_only_when_near() {
        assert_eq!(nearest("instituton", ["institution", "title"]), Some("institution"));
        assert_eq!(nearest("zzz", ["institution", "title"]), None);
    }
}
