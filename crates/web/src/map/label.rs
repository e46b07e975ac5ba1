//! Words on the map: a name short enough for its room, by what the register itself calls it.

use crate::text::Words;
use enishi_kit::lang::Lang;

use super::SIGN;

/// Size of a label's type in units of the drawing.
const SIZE: f64 = 15.0;

/// How wide a text is drawn, about: the letters of Noto Sans in its heavier weight, against the size.
pub fn width(text: &str) -> f64 {
    let share = |letter: char| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | ' ' => 0.30,
        'f' | 'r' | 't' | '(' | ')' | '/' | '-' => 0.41,
        'm' | 'w' | 'M' | 'W' | '&' => 0.90,
        'A'..='Z' => 0.68,
        letter if letter.is_ascii() => 0.60,
        _ => 1.0,
    };
    text.chars().map(|letter| SIZE * share(letter)).sum()
}

/// How wide so many signs are with their gap.
pub fn width_of_signs(signs: usize) -> f64 {
    (0..signs).fold(4.0, |width, _| width + SIGN)
}

/// The first of these that fits: the name, the name without its generic ending, without what stands in parentheses, its
/// other spellings from the longest, the beginning of the name.
pub fn short(words: &Words, name: &str, aliases: &[String], room: f64) -> String {
    let plain = without_ending(name);
    let bare = without_ending(without_parentheses(plain));
    let mut spellings: Vec<&str> = aliases
        .iter()
        .map(String::as_str)
        .filter(|alias| alias.is_ascii() == (words.lang == Lang::En))
        .collect();
    spellings.sort_by_key(|alias| std::cmp::Reverse(alias.chars().count()));
    let candidates = [plain, bare].into_iter().chain(spellings);
    let fitting =
        candidates.filter(|candidate| !candidate.is_empty()).find(|candidate| width(candidate) <= room);
    fitting.map_or_else(|| beginning(bare, room), str::to_owned)
}

fn without_ending(name: &str) -> &str {
    ["地域", "全域", " Area", " Region"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

fn without_parentheses(name: &str) -> &str {
    name.split(['(', '（']).next().unwrap_or(name).trim_end()
}

fn beginning(name: &str, room: f64) -> String {
    let mut kept = String::new();
    for letter in name.chars() {
        kept.push(letter);
        if width(&kept) + SIZE > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}
