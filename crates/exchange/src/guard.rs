//! Cells that a spreadsheet program would take for a formula, and cells that mean "nothing".
//!
//! On export an apostrophe is put before such a text, on import it is taken away, so that a round trip is exact:
//! one apostrophe is added to every text that consists of any number of apostrophes followed by a formula sign, by
//! a lone dash, or by nothing; one is taken from every text of that form that has one.
//!
//! Source: OWASP, CSV Injection (signs `=`, `+`, `-`, `@`, tab, carriage return).

/// Whether a text is the written form of "nothing": a lone dash of any width.
pub(crate) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "－" | "—" | "―" | "–" | "ー" | "‐" | "−" | "─")
}

fn is_risky(text: &str) -> bool {
    text.is_empty()
        || text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        || is_dash(text)
}

/// The text as it is written into a cell.
pub(crate) fn protect(text: &str) -> String {
    if is_risky(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

/// The text that a cell stands for.
pub(crate) fn unprotect(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_risky(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_neutralised() {
        for text in ["=1+1", "+81", "-5", "@SUM(A1)", "\tx", "\rx", "-", "—", ""] {
            assert_eq!(protect(text), format!("'{text}"));
        }
        for text in ["'quoted", "a=b", "５"] {
            assert_eq!(protect(text), text);
            assert_eq!(unprotect(text), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_protected_comes_back(text in "'{0,3}[=+@\\-—a]{0,2}\\PC{0,4}") {
            let shown = protect(&text);
            prop_assert_eq!(unprotect(&shown), text.as_str());
            prop_assert!(!shown.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }
}
