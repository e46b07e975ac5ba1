//! Documents as people attach them; Japanese must come out right.

use enishi_documents::{Limits, Reading, State, read_guarded};
use enishi_testkit::papers;

fn read(bytes: &[u8], name: &str) -> Reading {
    read_guarded(bytes.to_vec(), name, &Limits::default())
}

fn whole(bytes: &[u8], name: &str) -> String {
    let reading = read(bytes, name);
    assert_eq!(reading.state, State::Whole, "{name}: {reading:?}");
    reading.text
}

#[test]
fn a_pdf_that_a_browser_printed_reads_as_it_was_written() {
    // Chromium 152, `--print-to-pdf` of one Japanese paragraph: its font draws 長 with the glyph of a radical, and the
    // sentence breaks in the middle of words.
    let text = whole(include_bytes!("../fixtures/leaflet.pdf"), "leaflet.pdf");
    assert_eq!(
        text,
        "見本:固定化酵素により希少糖を連続して生産する技術です。長い文が行の終わりで折り返されても、言葉は切れません。"
    );
}

#[test]
fn a_pdf_with_a_table_of_its_codes() {
    let text = whole(&papers::pdf(&["希少糖の連続\n生産", "Second page"]), "a.pdf");
    assert_eq!(text, "希少糖の連続生産\nSecond page");
}

#[test]
fn a_pdf_of_the_1990s_with_codes_of_cp932_and_no_font() {
    // 地域クラスター in CP932.
    let bytes = [0x92, 0x6e, 0x88, 0xe6, 0x83, 0x4e, 0x83, 0x89, 0x83, 0x58, 0x83, 0x5e, 0x81, 0x5b];
    assert_eq!(whole(&papers::cp932_pdf(&bytes), "a.pdf"), "地域クラスター");
}

#[test]
fn word_powerpoint_and_excel() {
    let docx = papers::docx(&["固定化酵素", "Rare sugar & <enzyme>"]);
    assert_eq!(whole(&docx, "a.docx"), "固定化酵素\nRare sugar & <enzyme>");
    let slides: Vec<String> = (1..=11).map(|number| format!("スライド{number}")).collect();
    let slides: Vec<&str> = slides.iter().map(String::as_str).collect();
    assert_eq!(whole(&papers::pptx(&slides), "a.pptx"), slides.join("\n"));
    // Readings beside the words, numbers and places in the table of strings are no words.
    assert_eq!(whole(&papers::xlsx(&["収率", "香川大学"]), "a.xlsx"), "収率\n香川大学\n式の答え");
}

#[test]
fn text_of_a_document_is_what_stands_in_it_now() {
    let document = "<w:document xmlns:w=\"urn:w\"><w:p><w:r><w:t>前</w:t><w:tab/><w:t>後</w:t></w:r>\
        <w:del><w:r><w:delText>消した</w:delText></w:r></w:del>\
        <w:r><w:ruby><w:rt><w:r><w:t>きしょう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>希少</w:t></w:r></w:rubyBase></w:ruby></w:r>\
        <w:r><w:t>糖&#x3002;</w:t></w:r></w:p></w:document>";
    let bytes = papers::package(&[("word/document.xml", document)]);
    assert_eq!(whole(&bytes, "a.docx"), "前\t後希少糖。");
}

#[test]
fn plain_text_in_every_encoding_of_the_region() {
    let text = "希少糖,rare sugar\nアルロース,allulose";
    assert_eq!(whole(text.as_bytes(), "a.csv"), text);
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(whole(&utf16, "a.txt"), text);
    assert_eq!(whole(&[0x8a, 0xf3, 0x8f, 0xad, 0x93, 0x9c], "a.txt"), "希少糖");
    assert_eq!(read(text.as_bytes(), "a.csv").media_type, "text/csv");
}

#[test]
fn long_documents_are_cut_and_say_so() {
    let limits = Limits { pages: 2, text_bytes: 1 << 20, ..Limits::default() };
    let reading = read_guarded(papers::pdf(&["一", "二", "三"]), "a.pdf", &limits);
    assert_eq!((reading.state, reading.text.as_str()), (State::Cut, "一\n二"));
    let reading = read_guarded(papers::pptx(&["一", "二", "三"]), "a.pptx", &limits);
    assert_eq!((reading.state, reading.text.as_str()), (State::Cut, "一\n二"));
    let limits = Limits { text_bytes: 10, ..Limits::default() };
    for bytes in [papers::docx(&["希少糖の連続生産"]), "希少糖の連続生産".as_bytes().to_vec()]
    {
        let reading = read_guarded(bytes, "a", &limits);
        assert_eq!((reading.state, reading.text.as_str()), (State::Cut, "希少糖"));
    }
}
