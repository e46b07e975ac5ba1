//! Tests of the division into tokens.

use super::*;

fn words(text: &str) -> Vec<String> {
    Analyser::new().analyse(text).into_iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.term).collect()
}

fn pairs(text: &str) -> Vec<String> {
    Analyser::new().analyse(text).into_iter().filter(|t| t.kind == TokenKind::Pair).map(|t| t.term).collect()
}

#[test]
fn english_words_are_folded_stemmed_and_stripped_of_function_words() {
    assert_eq!(
        words("The Company's sensors are DETECTING 3D-structures."),
        ["compani", "sensor", "detect", "3d", "structur"]
    );
    assert_eq!(words("end.The next"), ["end", "next"]);
}

#[test]
fn japanese_is_divided_into_words_and_pairs() {
    assert_eq!(
        words("半導体製造装置向け微細加工技術を探している"),
        ["半導体", "製造", "装置", "向け", "微細", "加工", "技術", "探"]
    );
    assert_eq!(pairs("希少糖の生産"), ["希少", "少糖", "生産"]);
    assert_eq!(pairs("産学・官"), ["産学"]);
}

#[test]
fn ranges_point_into_the_original_text() {
    let text = "ﾊﾞｲｵｾﾝｻの㈱ＡＢＣ Laser";
    let tokens = Analyser::new().analyse(text);
    let cut = |term: &str| {
        tokens.iter().find(|t| t.term == term && t.kind == TokenKind::Word).map(|t| &text[t.range.clone()])
    };
    assert_eq!(cut("abc"), Some("ＡＢＣ"));
    assert_eq!(cut("株"), Some("㈱"));
    assert_eq!(cut("laser"), Some("Laser"));
    let pair = tokens.iter().find(|t| t.term == "バイ").map(|t| &text[t.range.clone()]);
    assert_eq!(pair, Some("ﾊﾞｲ"));
}

#[test]
fn composed_and_decomposed_forms_are_one_word() {
    assert_eq!(words("cafe\u{301} Ünïcode"), words("café U\u{308}ni\u{308}code"));
    assert_eq!(words("ガラス"), words("カ\u{3099}ラス"));
}

#[test]
fn what_is_no_word_gives_no_token() {
    for text in ["", " ", "!?…・、。", "🦀🎉👩‍🔬", "\u{301}\u{301}", "\0"] {
        assert_eq!(Analyser::new().analyse(text), [], "{text:?}");
    }
    assert_eq!(words("光"), ["光"]);
}

#[test]
fn runs_too_long_for_a_word_are_dropped_and_counted() {
    let mut analyser = Analyser::new();
    let text = format!("laser {} sensor", "acgt".repeat(100_000));
    let terms: Vec<String> = analyser.analyse(&text).into_iter().map(|t| t.term).collect();
    assert_eq!(terms, ["laser", "sensor"]);
    assert_eq!(analyser.dropped(), 1);
}

#[test]
fn a_heap_of_marks_is_cut_into_groups() {
    let text = format!("e{}laser", "\u{301}".repeat(100_000));
    assert!(Analyser::new().analyse(&text).len() <= 1);
    let tokens = Analyser::new().analyse(&format!("{text} sensor"));
    assert_eq!(tokens.last().map(|t| t.term.as_str()), Some("sensor"));
}

#[test]
fn a_very_long_japanese_run_is_divided_in_pieces() {
    let text = "半導体製造".repeat(20_000);
    let tokens = Analyser::new().analyse(&text);
    assert!(
        tokens.iter().all(|t| text.is_char_boundary(t.range.start) && text.is_char_boundary(t.range.end))
    );
    assert!(tokens.iter().filter(|t| t.term == "半導体").count() > 19_000);
}
