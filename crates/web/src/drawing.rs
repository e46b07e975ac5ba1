//! Pictures in SVG: how wide a text is and where it breaks; the parts of which pictures are made.

pub mod parts;

/// Width of a character of Latin script, in hundredths of the type size: what Noto Sans has on average.
const NARROW: u32 = 56;
/// Width of a full-width character.
const WIDE: u32 = 100;
/// What must not begin a line in Japanese.
const CLOSING: &str = "、。，．）」』】・：；！？ー〜々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)";

/// What must not end a line.
const OPENING: &str = "（「『【《〈(";

/// The width of a text in hundredths of the type size. An estimate: pictures leave some air.
#[must_use]
pub fn width_of(text: &str) -> u32 {
    text.chars().map(width_of_char).sum()
}

const fn width_of_char(c: char) -> u32 {
    if c.is_ascii() || matches!(c, '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{2027}') { NARROW } else { WIDE }
}

/// A text in lines of at most this width (hundredths of the type size); what does not fit ends in `…`.
/// Latin words stay whole where they can.
#[must_use]
pub fn wrap(text: &str, width: u32, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let needs = width_of(&piece);
        let is_first = out.last().is_none_or(String::is_empty);
        let stays = piece.chars().next().is_some_and(|c| CLOSING.contains(c)) && needs <= WIDE;
        if used + needs > width && !is_first && !stays {
            out.push(String::new());
            used = 0;
        }
        let piece = if used == 0 { piece.trim_start() } else { piece.as_str() };
        // A word that is longer than a line breaks where the line ends.
        for c in piece.chars() {
            let more = width_of_char(c);
            if used + more > width && used > 0 && !stays {
                out.push(String::new());
                used = 0;
            }
            if let Some(line) = out.last_mut() {
                line.push(c);
            }
            used += more;
        }
    }
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            while width_of(last) + WIDE > width && last.pop().is_some() {}
            last.push('…');
        }
    }
    out.retain(|line| !line.is_empty());
    out
}

/// Latin words with the space before them; every other character by itself.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for c in text.chars() {
        let after_opening =
            |last: &String| last.chars().next_back().is_some_and(|last| OPENING.contains(last));
        let joins = out
            .last()
            .is_some_and(|last| after_opening(last) || (c.is_ascii() && c != ' ' && last.is_ascii()));
        match out.last_mut() {
            Some(last) if joins => last.push(c),
            _ => out.push(c.to_string()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_breaks_anywhere_but_before_a_closing_mark() {
        assert_eq!(wrap("希少糖の連続生産", 400, 3), ["希少糖の", "連続生産"]);
        assert_eq!(wrap("希少糖の、連続生産", 400, 3), ["希少糖の、", "連続生産"]);
        assert_eq!(wrap("希少糖の連続生産と菓子への配合", 400, 2), ["希少糖の", "連続生…"]);
        assert_eq!(wrap("希少糖（見本）", 400, 2), ["希少糖", "（見本）"]);
    }

    #[test]
    fn latin_words_stay_whole_unless_they_are_too_long() {
        assert_eq!(wrap("Rare sugar result", 600, 3), ["Rare sugar", "result"]);
        assert_eq!(wrap("Industriecluster", 560, 3), ["Industriec", "luster"]);
        assert_eq!(wrap("", 500, 2), [""; 0]);
    }
}
