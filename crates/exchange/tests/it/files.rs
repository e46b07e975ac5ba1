//! Files as Japanese and European offices send them, made by hand.

use std::io::Write;

use enishi_exchange::{Action, Format, Mapping, Parsed};
use enishi_kit::lang::Lang;
use rust_xlsxwriter::{Format as Look, Workbook};

use crate::support::{Fixture, text};

#[test]
fn title_rows_above_the_header_are_passed_over() {
    let fixture = Fixture::new();
    let path = fixture.file("seeds.csv", "令和6年度 シーズ一覧,,\n,,作成：4月1日\n\n技術名称・発明の名称,キーワード,開発段階（TRL）\n希少糖,酵素；糖,③\n");
    let table = fixture.open(&path, "seed").unwrap();
    assert_eq!((table.header_row, table.encoding), (4, "UTF-8"));
    let read = fixture.read(&path, "seed").unwrap();
    assert_eq!(read.problems(), Vec::<String>::new());
    assert_eq!(read.rows.len(), 1);
    assert_eq!(read.rows[0].place.row, 5);
    assert_eq!(text(&read.rows[0], "title"), r#"{"ja":"希少糖","original":"ja"}"#);
    assert_eq!(text(&read.rows[0], "keywords"), r#"["酵素","糖"]"#);
    assert_eq!(text(&read.rows[0], "readiness"), r#""3""#);
}

#[test]
fn cp932_and_utf_16_are_told_from_the_content() {
    let fixture = Fixture::new();
    let content = "技術名称,キーワード\r\n髙機能①フィルム,ﾌｨﾙﾑ、光学\r\n";
    let (cp932, _, lossy) = encoding_rs::SHIFT_JIS.encode(content);
    assert!(!lossy);
    let utf16: Vec<u8> = content.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [vec![0xff, 0xfe], utf16].concat();
    let marked = format!("\u{feff}{content}");
    for (name, bytes, encoding) in [
        ("cp932.csv", cp932.to_vec(), "CP932"),
        ("utf16.csv", utf16, "UTF-16"),
        ("marked.csv", marked.into_bytes(), "UTF-8 with byte order mark"),
    ] {
        let path = fixture.file(name, bytes);
        assert_eq!(fixture.open(&path, "seed").unwrap().encoding, encoding);
        let read = fixture.read(&path, "seed").unwrap();
        assert_eq!(read.problems(), Vec::<String>::new());
        assert_eq!(text(&read.rows[0], "title"), r#"{"ja":"髙機能①フィルム","original":"ja"}"#, "{name}");
        assert_eq!(text(&read.rows[0], "keywords"), r#"["ﾌｨﾙﾑ","光学"]"#, "{name}");
    }
}

#[test]
fn merged_cells_hold_for_their_whole_range() {
    let fixture = Fixture::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let look = Look::new();
    sheet.merge_range(0, 0, 0, 2, "ニーズ一覧（令和6年度）", &look).unwrap();
    for (column, header) in (0..).zip(["相談企業", "ニーズの名称", "分野"]) {
        sheet.write_string(1, column, header).unwrap();
    }
    sheet.merge_range(2, 0, 3, 0, "株式会社ひがし", &look).unwrap();
    sheet.write_string(2, 1, "洗浄").unwrap();
    sheet.write_string(3, 1, "検査").unwrap();
    sheet.merge_range(2, 2, 3, 2, "life", &look).unwrap();
    // A record that stands in two rows, both merged in every column, is one record.
    sheet.merge_range(4, 0, 5, 0, "株式会社みなみ", &look).unwrap();
    sheet.merge_range(4, 1, 5, 1, "接着", &look).unwrap();
    let path = fixture.path("needs.xlsx");
    workbook.save(&path).unwrap();
    let read = fixture
        .read_with(&path, "need", |mapping| {
            mapping.with_assignments(&["ニーズの名称=title", "分野=fields"], &[]).unwrap()
        })
        .unwrap();
    assert_eq!(read.problems(), Vec::<String>::new());
    let found: Vec<(u32, String, String, String)> = read
        .rows
        .iter()
        .map(|row| (row.place.row, text(row, "company"), text(row, "title"), text(row, "fields")))
        .collect();
    let title = |title: &str| format!(r#"{{"ja":"{title}","original":"ja"}}"#);
    assert_eq!(
        found,
        [
            (3, "株式会社ひがし".to_owned(), title("洗浄"), r#"["life"]"#.to_owned()),
            (4, "株式会社ひがし".to_owned(), title("検査"), r#"["life"]"#.to_owned()),
            (5, "株式会社みなみ".to_owned(), title("接着"), String::new()),
        ]
    );
}

#[test]
fn dates_of_eras_of_the_calendar_and_of_excel() {
    let fixture = Fixture::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, header) in (0..).zip(["title[ja]", "expires", "disclosed"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    let date = Look::new().set_num_format("[$-411]ggge\"年\"m\"月\"d\"日\"");
    for (row, era) in (1..).zip(["平成16年3月15日", "R6.4.1", "２００４年３月", "平成32年"]) {
        sheet.write_string(row, 0, "名").unwrap();
        sheet.write_string(row, 1, era).unwrap();
        sheet.write_number_with_format(row, 2, 38_061, &date).unwrap();
    }
    let path = fixture.path("dates.xlsx");
    workbook.save(&path).unwrap();
    let read = fixture.read(&path, "seed").unwrap();
    let found: Vec<String> = read.rows.iter().map(|row| text(row, "expires")).collect();
    assert_eq!(found, [r#""2004-03-15""#, r#""2024-04-01""#, r#""2004-03""#, ""]);
    assert!(read.rows.iter().all(|row| text(row, "disclosed") == r#""2004-03-15""#));
    let [problem] = read.rows[3].problems.as_slice() else { panic!("{:?}", read.problems()) };
    assert_eq!((problem.sheet.as_deref(), problem.row, problem.column.as_str()), (Some("Sheet1"), 5, "B"));
    assert_eq!(problem.value, "平成32年");
    let said = problem.problem.to_string();
    assert!(said.contains("令和2年") && said.contains("2020"), "{said}");
}

#[test]
fn amounts_with_mixed_units_and_decimal_commas() {
    let fixture = Fixture::new();
    let path = fixture.file(
        "needs.tsv",
        "title[ja]\tbudget\n甲\t300万円〜500万円\n乙\t1,200,000円\n丙\t5百万円千円\n丁\t７千円\n",
    );
    let read = fixture.read(&path, "need").unwrap();
    let budgets: Vec<String> = read.rows.iter().map(|row| text(row, "budget")).collect();
    let range = |min: u64, max: u64| format!(r#"{{"max":{max},"min":{min}}}"#);
    assert_eq!(budgets[0], range(3_000_000, 5_000_000));
    assert_eq!(budgets[1], range(1_200_000, 1_200_000));
    assert_eq!(budgets[2], "");
    assert_eq!(budgets[3], range(7_000, 7_000));
    assert_eq!(read.problems().len(), 1);
    assert_eq!(read.rows[2].problems[0].problem.code, "amount");
    let said = read.rows[2].problems[0].problem.to_string();
    assert!(said.contains("two units"), "{said}");

    let path = fixture.file("eu.csv", "title[en];budget\nA;\"7995922,4\"\nB;\"7995922,0\"\n");
    let read = fixture.read(&path, "need").unwrap();
    assert_eq!(read.rows.len(), 2);
    assert_eq!(read.rows[0].problems.len(), 1, "a fraction of a yen is no amount: {:?}", read.problems());
}

#[test]
fn one_row_fills_a_need_and_its_company() {
    let fixture = Fixture::new();
    let path = fixture.file(
        "consultations.csv",
        "番号,相談企業,企業の都道府県,company.city,件名,相談内容\n1,株式会社ひがし,千葉県,柏市,洗浄,水を使わない\n2,organisation-7k2m9x4q,,銚子市,検査,\n",
    );
    let table = fixture.open(&path, "need").unwrap();
    let (mapping, _) =
        Mapping::guess(fixture.kind("need"), &fixture.registry, &table.headers, &fixture.catalogue);
    let mapping =
        mapping.with_assignments(&["企業の都道府県=company.prefecture"], &["disclosure=public"]).unwrap();
    let read = fixture.read_table(table, &mapping).unwrap();
    assert_eq!(read.problems(), Vec::<String>::new());
    let first = &read.rows[0];
    assert_eq!(text(first, "disclosure"), r#""public""#);
    assert_eq!(text(first, "problem"), r#"{"ja":"水を使わない","original":"ja"}"#);
    assert_eq!(first.field("company"), None, "the linked record stands for the reference");
    let [linked] = first.linked.as_slice() else { panic!("{:?}", first.linked) };
    assert_eq!((linked.via.as_str(), linked.kind.as_str()), ("company", "organisation"));
    assert_eq!(linked.key.natural.as_ref().map(Vec::len), Some(1));
    let names: Vec<&str> = linked.fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["name", "prefecture", "city"]);
    assert!(linked.fields.contains(&("prefecture".to_owned(), Parsed::Value("12".into()))));
    assert_eq!(read.rows[1].linked[0].key.reference.as_deref(), Some("organisation-7k2m9x4q"));
}

#[test]
fn ids_actions_and_dashes() {
    let fixture = Fixture::new();
    let path = fixture.file(
        "seeds.csv",
        "ref,処理,title[ja],title[en],公開範囲,sample\n\
         SEED-7K2M9X4Q,更新,名,-,－,はい\nkaken:19KT0019,追加,名,Name,members,○\nseed-7k2m9x4r,削除,,,,\nabc,消す,名,,公開,たぶん\n",
    );
    let read = fixture.read(&path, "seed").unwrap();
    let [first, second, third, fourth] = read.rows.as_slice() else { panic!("{}", read.rows.len()) };
    assert_eq!(first.key.reference.as_deref(), Some("seed-7k2m9x4q"));
    assert_eq!(first.action, Some(Action::Update));
    assert_eq!(first.cleared, [("title".to_owned(), "en".to_owned())]);
    assert_eq!(first.field("disclosure"), Some(&Parsed::Clear));
    assert_eq!(text(first, "sample"), "true");
    assert_eq!(second.key.identifiers[0].value, "19KT0019");
    assert_eq!(second.action, Some(Action::Add));
    assert!(text(second, "identifiers").contains("19KT0019"));
    assert_eq!((third.action, third.problems.len()), (Some(Action::Delete), 0));
    let codes: Vec<&str> = fourth.problems.iter().map(|problem| problem.problem.code.as_str()).collect();
    assert_eq!(codes, ["action", "id", "flag"], "{:?}", read.problems());
    assert_eq!(text(fourth, "disclosure"), r#""public""#, "the label of a code is accepted");
}

#[test]
fn unknown_columns_and_codes_offer_the_nearest_name() {
    let fixture = Fixture::new();
    let path = fixture.file("organisations.csv", "name,organisation_typ,プレフ\nA,universty,x\n");
    let read = fixture.read(&path, "organisation").unwrap();
    let header: Vec<(&str, String)> =
        read.header.iter().map(|problem| (problem.column.as_str(), problem.problem.to_string())).collect();
    assert_eq!(header.len(), 2, "{header:?}");
    assert_eq!(header[0].0, "B");
    assert!(header[0].1.contains("organisation_type"), "{header:?}");
    assert_eq!(header[1].0, "C");
    let read = fixture
        .read_with(&path, "organisation", |mapping| {
            mapping.with_assignments(&["organisation_typ=organisation_type", "プレフ=-"], &[]).unwrap()
        })
        .unwrap();
    assert_eq!(read.header.len(), 0);
    let said = read.rows[0].problems[0].problem.to_string();
    assert!(said.contains(r#"near="university""#), "{said}");
}

#[test]
fn a_wrong_check_digit_names_the_right_one() {
    let fixture = Fixture::new();
    let path = fixture.file("o.csv", "name,法人番号\n千葉,7000012060001\n誤り,6000012060001\n");
    let read = fixture.read(&path, "organisation").unwrap();
    assert_eq!(read.rows[0].problems, []);
    assert_eq!(read.rows[0].key.identifiers[0].scheme.name(), "corporate-number");
    let said = read.rows[1].problems[0].problem.to_string();
    assert!(said.contains("expected 7"), "{said}");
}

#[test]
fn packed_csv_json_lines_and_a_semicolon_file_without_ending() {
    let fixture = Fixture::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(b"title[en];number\n\"a\nb\";00123\n").unwrap();
    let path = fixture.file("x", packed.finish().unwrap());
    let read = fixture.read(&path, "need").unwrap();
    assert_eq!(text(&read.rows[0], "title"), r#"{"en":"a\nb","original":"en"}"#);
    assert_eq!(text(&read.rows[0], "number"), r#""00123""#);

    let lines = "{\"title\":{\"ja\":\"名\"},\"keywords\":[\"a,b\",\"c\"],\"sample\":true}\n\n{\"number\":7,\"title\":\"Name\"}\n";
    let path = fixture.file("x.jsonl", lines);
    let table = fixture.open(&path, "need").unwrap();
    assert_eq!((table.format, table.rows_total_hint), (Format::JsonLines, Some(2)));
    let read = fixture.read(&path, "need").unwrap();
    assert_eq!(read.problems(), Vec::<String>::new());
    assert_eq!(text(&read.rows[0], "keywords"), r#"["a,b","c"]"#);
    assert_eq!(text(&read.rows[1], "number"), r#""7""#);
    assert_eq!(read.rows[1].place.row, 3);
}

#[test]
fn rows_of_one_group_are_one_record() {
    let fixture = Fixture::new();
    let path = fixture.file(
        "names.tsv",
        "ror\tname\tname_types\tlang\n00054rx45\tECI, Inc.\tlabel\t\n00054rx45\tECI\tacronym\t\n00054rx45\t株式会社ECI\tlabel\tja\n00055wn08\tMEC\tlabel\ten\n",
    );
    let map = enishi_exchange::known_map("ror-names").unwrap();
    let mut mapping = map.mapping().unwrap();
    for absent in ["status", "types", "city", "region"] {
        mapping.columns.remove(absent);
    }
    let table = fixture.open(&path, "organisation").unwrap();
    let read = fixture.read_table(table, &mapping).unwrap();
    assert_eq!(read.problems(), Vec::<String>::new());
    assert_eq!(read.rows.len(), 2);
    assert_eq!(text(&read.rows[0], "name"), r#"{"en":"ECI, Inc.","ja":"株式会社ECI","original":"ja"}"#);
    assert_eq!(text(&read.rows[0], "aliases"), r#"["ECI"]"#);
    assert_eq!((read.rows[0].place.row, read.rows[0].place.last_row), (2, 4));
    assert_eq!(read.rows[0].key.identifiers.len(), 1);
}

#[test]
fn a_mapping_file_says_what_is_wrong_with_it() {
    let fixture = Fixture::new();
    let path = fixture.file("x.csv", "a,b\n1,2\n");
    let error = |toml: &str| {
        let table = enishi_exchange::open(&path, &enishi_exchange::ReadOptions::default()).unwrap();
        let mapping = match Mapping::parse(toml) {
            Ok(mapping) => mapping,
            Err(error) => return error.to_string(),
        };
        fixture.read_table(table, &mapping).map(|_| ()).unwrap_err().to_string()
    };
    let said = error("kind = \"seed\"\n[columns]\na = \"titel[ja]\"\nb = \"-\"\n");
    assert!(said.contains("did you mean `title`"), "{said}");
    let said = error("kind = \"seed\"\n[columns]\na = \"title[fr]\"\n");
    assert!(said.contains("title[ja]"), "{said}");
    let said = error("kind = \"seed\"\n[columns]\naa = \"title\"\n");
    assert!(said.contains("the file has no column `aa`: did you mean `a`"), "{said}");
    let said = error("kind = \"seed\"\ncolums = 1\n");
    assert!(said.contains("colums"), "{said}");
}

/// Problems of this crate, each once, with what their sentences must tell.
#[test]
fn every_problem_has_a_sentence_in_both_languages() {
    let fixture = Fixture::new();
    let path = fixture.file(
        "seeds.csv",
        "id,action,title[ja],title[translation],expires,sample,readiness,identifiers,nix,source\n\
         abc,消す,名,x,平成32年,たぶん,TRL X,12,,,extra\n",
    );
    let read = fixture.read(&path, "seed").unwrap();
    let problems = read.header.iter().chain(&read.rows[0].problems);
    let mut codes = Vec::new();
    for problem in problems.map(|problem| &problem.problem) {
        let args: Vec<(&str, String)> =
            problem.args.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        for lang in Lang::ALL {
            let said = fixture.catalogue.text(lang, &format!("problem-{}", problem.code), &args);
            assert!(!said.contains(['⟦', '{']), "{said}");
        }
        codes.push(problem.code.as_str());
    }
    codes.sort_unstable();
    let expected = [
        "action",
        "code",
        "column-unknown",
        "column-unnamed",
        "date",
        "flag",
        "id",
        "identifier-scheme",
        "translation",
    ];
    assert_eq!(codes, expected);
}
