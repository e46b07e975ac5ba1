//! Characters that nobody sees, as files bring them: made legible rather than refused, for the file is not the fault of
//! whoever brings it in, and never dropped without a mark.

use encoding_rs::WINDOWS_1252;

/// Stands where a character is that has no form.
const MARK: char = '\u{fffd}';

/// The text with every control character but tab, line break and NUL (which is refused) in a form that one sees.
/// U+0080 to U+009F are what becomes of Windows-1252 when it is taken for Latin-1: they are read as what they were meant
/// for. The vertical tab and the form feed, with which spreadsheets break lines, are line breaks.
///
/// Source: WHATWG Encoding Standard, index windows-1252.
pub(super) fn legible(text: String) -> String {
    if !text.chars().any(is_hidden) {
        return text;
    }
    text.chars()
        .map(|c| match c {
            '\u{b}' | '\u{c}' => '\n',
            '\u{80}'..='\u{9f}' => {
                let byte = [u8::try_from(u32::from(c)).unwrap_or(0)];
                let (meant, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
                meant.chars().next().filter(|meant| !meant.is_control()).unwrap_or(MARK)
            }
            c if is_hidden(c) => MARK,
            c => c,
        })
        .collect()
}

fn is_hidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_made_legible() {
        for (found, read) in [
            ("researchers\u{92} \u{93}own\u{94} words", "researchers\u{2019} \u{201c}own\u{201d} words"),
            ("\u{95} 希少糖", "\u{2022} 希少糖"),
            ("一行目\u{b}二行目", "一行目\n二行目"),
            ("\u{90}\u{1}\u{7f}", "\u{fffd}\u{fffd}\u{fffd}"),
            ("tab\tand\r\nbreak", "tab\tand\r\nbreak"),
            ("nul\0", "nul\0"),
        ] {
            assert_eq!(legible(found.to_owned()), read);
        }
    }
}
