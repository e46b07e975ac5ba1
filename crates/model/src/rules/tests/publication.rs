//! What is asked and refused before everybody reads a record.

use super::*;

fn codes_of(kind: &str, json: Json) -> Vec<String> {
    let mut codes: Vec<String> =
        found(kind, json, &world([])).into_iter().map(|finding| finding.problem.code).collect();
    codes.dedup();
    codes
}

fn seed(summary: &str) -> Json {
    json!({"title": name("希少糖"), "summary": name(summary), "disclosure": "public"})
}

#[test]
fn each_trace_in_public_words_is_asked_about() {
    for (text, code) in [
        ("連絡は taro@example.ac.jp まで", "public-email"),
        ("連絡はｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐまで", "public-email"),
        ("電話 0157-26-1234", "public-telephone"),
        ("電話（０１５７）２６－１２３４", "public-telephone"),
        ("call +81 157 26 1234", "public-telephone"),
        ("詳細は https://example.jp/a", "public-link"),
        ("特願２００４－１２３４５６による", "public-patent"),
        ("see US 10,123,456 B2", "public-patent"),
        ("as in EP1234567A1", "public-patent"),
        ("国際公開 WO2004/012345", "public-patent"),
    ] {
        let all = found("seed", seed(text), &world([]));
        // The English text of these tests repeats the Japanese one.
        assert_eq!(codes_of("seed", seed(text)), [code], "{text}");
        assert!(all.iter().all(|finding| finding.severity == Severity::Question));
        assert_eq!(all[0].problem.field.as_deref(), Some("summary"));
        let said = assert_found(&all, &vec![code; all.len()]);
        assert!(said[0].contains("概要"), "{}", said[0]);
    }
}

#[test]
fn fields_that_are_meant_for_it_raise_no_alarm() {
    let json = json!({"title": name("希少糖"), "contact": "産学連携センター 0157-26-1234 office@example.ac.jp",
        "papers": ["https://doi.org/10.1000/182"], "number": "0157-26-1234",
        "patents": [{"scheme": "patent", "value": "特開2006-123456"}],
        "applicants": "国立大学法人見本大学", "disclosure": "public"});
    assert_eq!(codes_of("seed", json), [""; 0]);
    let mut closed = seed("電話 0157-26-1234");
    closed["disclosure"] = json!("members");
    assert_eq!(codes_of("seed", closed.clone()), [""; 0], "nobody else reads it");
    closed["opens_later"] = json!([{"on": "2027-05-01", "disclosure": "public"}]);
    assert_eq!(codes_of("seed", closed), ["public-telephone"], "everybody will");
}

#[test]
fn names_that_the_record_hides_are_found_in_its_public_words() {
    let company = json!({"name": {"original": "ja", "ja": "株式会社見本製糖", "en": "Sample Sugar Inc."},
        "aliases": ["ミホセイ"]});
    let world = world([("organisation", 9, company)]);
    let need = |problem: &str| {
        json!({"title": name("甘味料の保存"), "problem": {"original": "ja", "ja": problem}, "company": id(9).to_string(),
            "contact": "北見 花子", "withheld": ["シュガーＸ"], "disclosure": "public"})
    };
    for (text, told) in [
        ("当社（見本製糖）の工場で", Some("株式会社見本製糖")),
        ("㈱見本製糖の工場で", Some("株式会社見本製糖")),
        ("at the plant of Sample Sugar in Kitami", Some("Sample Sugar Inc.")),
        ("ミホセイの工場で", Some("ミホセイ")),
        ("担当の北見花子まで", Some("北見 花子")),
        ("シュガーXの保存が難しい", Some("シュガーＸ")),
        ("sampling of sugars is hard", None),
        ("北見市の工場で花の子を", None),
    ] {
        let found = found("need", need(text), &world);
        let names: Vec<&str> = found
            .iter()
            .map(|finding| {
                assert_eq!(finding.problem.code, "public-name");
                finding.problem.args.iter().find(|(name, _)| name == "found").unwrap().1.as_str()
            })
            .collect();
        assert_eq!(names, told.into_iter().collect::<Vec<_>>(), "{text}");
        assert_found(&found, &vec!["public-name"; found.len()]);
    }
}

#[test]
fn what_an_open_field_says_is_no_hidden_name() {
    let json = json!({"title": name("北見花子の希少糖"), "inventors": "北見 花子、札幌 太郎", "researcher": "北見 花子",
        "disclosure": "public"});
    assert_eq!(codes_of("seed", json), [""; 0]);
    let json = json!({"title": name("札幌太郎の希少糖"), "inventors": "北見 花子、札幌 太郎", "researcher": "北見 花子",
        "disclosure": "public"});
    assert_eq!(codes_of("seed", json), ["public-name"]);
}

#[test]
fn whoever_does_not_know_a_hidden_name_learns_nothing_by_guessing() {
    let registry = registry();
    let of = |known: Json| {
        let written =
            body(json!({"title": name("札幌太郎の希少糖"), "inventors": "札幌 太郎", "disclosure": "public",
            "clearances": [{"clearer": "inventor", "name": "札幌 太郎"}]}));
        let known = body(known);
        let kind = registry.kind("seed").unwrap();
        check(&Subject { kind, id: Some(id(1)), body: &written, known: &known }, &world([]))
    };
    let blind = of(json!({"title": name("札幌太郎の希少糖"), "disclosure": "public"}));
    let said = assert_found(&blind, &["clearance-open"]);
    assert!(!said[0].contains("札幌") && said[0].contains("コーディネータ"), "{}", said[0]);
}

#[test]
fn a_seed_is_public_once_everybody_has_agreed() {
    let day = jiff::civil::date(2026, 4, 1);
    let of = |rows: Json, disclosure: &str| {
        found(
            "seed",
            json!({"title": name("希少糖"), "clearances": rows, "disclosure": disclosure}),
            &World::on(day),
        )
    };
    let agreed =
        json!({"clearer": "inventor", "name": "札幌 太郎", "asked": "2026-03-01", "agreed": "2026-03-05"});
    let asked = json!({"clearer": "university", "name": "知財部", "asked": "2026-03-01"});
    let fresh = json!({"clearer": "company"});
    let mut ended = agreed.clone();
    ended["expires"] = json!("2026-03-31");
    let mut lasting = agreed.clone();
    lasting["expires"] = json!("2026-04-01");
    assert_found(&of(json!([agreed, lasting]), "public"), &[]);
    assert_found(&of(json!([asked, fresh, ended]), "members"), &[]);
    let refused = of(json!([agreed, asked, fresh, ended]), "public");
    assert!(refused.iter().all(|finding| finding.severity == Severity::Refuse));
    let said = assert_found(&refused, &["clearance-open"; 3]);
    assert!(said[0].contains("2行目（大学・研究機関 知財部）は依頼中"), "{}", said[0]);
    assert!(said[1].contains("3行目（共同研究の企業）") && said[2].contains("期限が切れ"), "{said:?}");
}
