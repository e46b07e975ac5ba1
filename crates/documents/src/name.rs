//! File names: what a person's machine called a file, made into a name and never a path.

use unicode_normalization::UnicodeNormalization;

/// Characters of a name at most: 255 bytes is what file systems take, and Japanese needs three each.
const CHARS: usize = 80;

/// The name of a file without folders, control characters and tricks of writing direction; `fallback` when nothing is
/// left. The ending survives where the name is cut.
#[must_use]
pub fn clean_name(name: &str, fallback: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.nfc().filter(|c| !is_hidden(*c)).map(|c| if is_reserved(c) { '_' } else { c }).collect();
    // A name of dots means a folder; a leading one hides a file.
    let kept = kept.trim().trim_start_matches('.').trim_end_matches(['.', ' ']).trim();
    if kept.is_empty() {
        return fallback.to_owned();
    }
    let count = kept.chars().count();
    if count <= CHARS {
        return kept.to_owned();
    }
    let ending =
        kept.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.chars().count() <= 10);
    let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
    let room = CHARS - ending.chars().count();
    let stem: String = kept.chars().take(room).collect();
    format!("{}{ending}", stem.trim_end())
}

/// Control characters, and marks that turn the direction so that `exe.pdf` reads as `fdp.exe`, or that nobody sees.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// What Windows does not take in a name.
const fn is_reserved(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_path() {
        let of = |name: &str| clean_name(name, "file");
        assert_eq!(of("../../etc/passwd"), "passwd");
        assert_eq!(of("C:\\Users\\a\\資料.pdf"), "資料.pdf");
        assert_eq!(of(".."), "file");
        assert_eq!(of("a/.."), "file");
        assert_eq!(of(""), "file");
        assert_eq!(of(".htaccess"), "htaccess");
        assert_eq!(of("a\r\nSet-Cookie: b\0.pdf"), "aSet-Cookie_ b.pdf");
        assert_eq!(of("見積\u{202e}fdp.exe"), "見積fdp.exe");
        // Macs send the voiced mark apart.
        assert_eq!(of("ハ\u{309a}ンフ.pdf"), "パンフ.pdf");
        let long = format!("{}.pdf", "あ".repeat(300));
        assert_eq!(of(&long).chars().count(), CHARS);
        assert!(of(&long).ends_with("あ.pdf"));
    }
}
