//! Tests of [`super`].

use super::*;
use proptest::prelude::*;

#[test]
fn forms_of_writing_become_one() {
    for (written, folded) in [
        ("ﾊﾟﾜｰﾎﾟｲﾝﾄ", "パワーポイント"),
        ("Ｈａｍａｍａｔｓｕ　１２３", "hamamatsu 123"),
        ("①②③", "123"),
        ("國立大學 澤田 濱松", "国立大学 沢田 浜松"),
        ("齋藤 齊藤 斎藤", "斎藤 斉藤 斎藤"),
        ("髙橋\u{FE00}﨑", "高橋崎"),
        ("渡邊\u{E0101}", "渡辺"),
        ("  a\t\n b\u{3000}c ", "a b c"),
        ("Société Générale Straße Łódź Ærø", "societe generale strasse lodz aero"),
        ("e\u{0301}e\u{200D}\u{0301}", "ee"),
        ("が ガ か\u{3099} ぱ", "が ガ が ぱ"),
        ("カタカナ と ひらがな", "カタカナ と ひらがな"),
        ("Plug‐in – “x” ’s 1〜2～3", "plug-in - \"x\" 's 1~2~3"),
        ("İstanbul ΟΔΟΣ", "istanbul οδοσ"),
        ("", ""),
        (" \u{200B} ", ""),
    ] {
        assert_eq!(fold_text(written), folded, "{written}");
    }
}

#[test]
fn spellings_of_one_organisation_meet() {
    let organisations: &[(&[&str], &str)] = &[
        (
            &[
                "浜松ホトニクス株式会社",
                "株式会社 浜松ホトニクス",
                "㈱濱松ホトニクス",
                "浜松ﾎﾄﾆｸｽ(株)",
                "浜松ホトニクス（株）",
                "㍿浜松ホトニクス",
            ],
            "浜松ホトニクス",
        ),
        (&["国立大学法人静岡大学", "静岡大學", "国立大学法人　静岡大学"], "静岡大学"),
        (
            &[
                "独立行政法人 産業技術総合研究所",
                "国立研究開発法人産業技術総合研究所",
                "(国研)産業技術総合研究所",
            ],
            "産業技術総合研究所",
        ),
        (
            &["公益財団法人浜松地域イノベーション推進機構", "(公財)浜松地域イノベーション推進機構"],
            "浜松地域イノベーション推進機構",
        ),
        (&["医療法人社団 学校法人 あけぼの", "あけぼの"], "あけぼの"),
        (
            &[
                "Toyota Motor Corporation",
                "TOYOTA MOTOR CO., LTD.",
                "Toyota Motor Corp",
                "The Toyota Motor Company, Limited",
            ],
            "toyotamotor",
        ),
        (&["ECI, Inc.", "株式会社ECI", "ECI"], "eci"),
        (&["Müller GmbH & Co. KG", "MULLER GMBH"], "muller"),
        (&["Rossi S.r.l.", "ROSSI SRL", "Rossi s. r. l."], "rossi"),
        (&["Fiat S.p.A.", "FIAT SPA", "Fiat Società per Azioni"], "fiat"),
        (
            &["Nowak Sp. z o.o.", "NOWAK SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA", "Nowak sp. z o. o."],
            "nowak",
        ),
        (&["Hansen A/S", "HANSEN AS", "Hansen ApS"], "hansen"),
        (&["Philips N.V.", "Philips B.V.", "PHILIPS NV"], "philips"),
        (&["Nokia Oyj", "Nokia Oy", "NOKIA"], "nokia"),
        (&["Ericsson AB", "ERICSSON AKTIEBOLAG"], "ericsson"),
        (&["University of the Ryukyus", "The University of Ryukyus"], "universityofryukyus"),
        (&["Acme, S.L.", "ACME SOCIEDAD LIMITADA", "Acme LLC", "Acme, Inc", "Acme S.A."], "acme"),
        (&["日本アイ・ビー・エム", "日本アイビーエム(株)"], "日本アイビーエム"),
        (&["斉藤鉄工", "斎藤鐵工㈱", "齋藤鉄工", "齊藤鉄工所".trim_end_matches('所')], "斎藤鉄工"),
    ];
    for (spellings, folded) in organisations {
        for spelling in *spellings {
            assert_eq!(fold_name(spelling), *folded, "{spelling}");
        }
    }
}

#[test]
fn different_organisations_stay_apart() {
    for (one, other) in [
        ("ECI, Inc. (Japan)", "ECI, Inc. (Korea)"),
        ("静岡大学", "静岡県立大学"),
        ("日本医療法人協会", "日本協会"),
        ("ハマ", "はま"),
        ("Incotec", "otec"),
    ] {
        assert_ne!(fold_name(one), fold_name(other), "{one} / {other}");
    }
}

#[test]
fn a_name_never_folds_to_nothing() {
    for (name, folded) in [
        ("株式会社", "株式会社"),
        ("The", "the"),
        ("Inc.", "inc"),
        ("S.A.", "sa"),
        ("---", "---"),
        ("(株)", "株"),
        ("\u{200B}", "\u{200B}"),
        (" ", " "),
        ("", ""),
    ] {
        assert_eq!(fold_name(name), folded, "{name:?}");
    }
}

#[test]
fn marks_brought_together_by_leaving_out_are_put_in_order() {
    let once = fold_name("\u{345}\u{3347A}\u{301}");
    assert_eq!(fold_name(&once), once);
}

#[test]
fn kana_digits_and_nul() {
    assert_eq!(digits_to_ascii("０１２３４５６７８９ 10 Ａ"), "0123456789 10 Ａ");
    assert_eq!(
        kana_to_hiragana("カタカナ ヴァイオリン ヶヽヾ ー ひ漢A"),
        "かたかな ゔぁいおりん ゖゝゞ ー ひ漢A"
    );
    assert!(has_nul("a\0b"));
    assert!(!has_nul("a0b"));
}

#[test]
fn excerpts_keep_words_and_fit() {
    assert_eq!(excerpt("short", 5), "short");
    assert_eq!(excerpt("a  few\nwords here", 12), "a few words…");
    assert_eq!(excerpt("a few words here", 10), "a few…");
    assert_eq!(excerpt("unbreakablelongword", 8), "unbreak…");
    assert_eq!(excerpt("希少糖の生産と機能性の解明", 6), "希少糖の生…");
    assert_eq!(excerpt("ab", 1), "…");
    assert_eq!(excerpt("ab", 0), "");
    assert_eq!(excerpt("", 0), "");
}

#[test]
fn folding_settles_every_single_character() {
    for c in '\0'..=char::MAX {
        let once = fold_text(&c.to_string());
        assert_eq!(fold_text(&once), once, "U+{:04X}", u32::from(c));
    }
}

/// Characters that interact: marks, joiners, old kanji, half-width voicing, dotted capital I.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(|c| c.to_string()),
        prop::sample::select(vec![
            "İ", "e\u{301}", "\u{301}", "\u{345}", "\u{200D}", "ﾊ", "ﾟ", "か", "\u{3099}", "國", "齋", "㈱",
            "株式", "会社", "法人", "学校", " ", ".", "(", ")", "the", "Inc", "S.", "A", "Σ", "ß", "-", "co",
            "ltd", "\u{FE00}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn folding_text_twice_is_folding_once(text in tricky()) {
        let once = fold_text(&text);
        prop_assert_eq!(fold_text(&once), once);
    }

    #[test]
    fn folding_names_twice_is_folding_once_and_never_empty(name in tricky()) {
        let once = fold_name(&name);
        prop_assert_eq!(once.is_empty(), name.is_empty());
        prop_assert_eq!(fold_name(&once), once);
    }

    #[test]
    fn an_excerpt_fits_and_begins_like_its_text(text in tricky(), max in 0..20usize) {
        let short = excerpt(&text, max);
        prop_assert!(short.chars().count() <= max || text.trim().is_empty());
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(line.starts_with(short.trim_end_matches('…')) || line.starts_with(&short));
    }

    #[test]
    fn other_characters_stay(text in "[a-zA-Z漢字ー・ｱ]{0,20}") {
        prop_assert_eq!(digits_to_ascii(&text), text.clone());
        prop_assert_eq!(kana_to_hiragana(&text), text);
    }
}
