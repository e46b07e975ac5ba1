//! Many rows out and in (100,000 in a long run): the memory does not grow with them.
//!
//! A binary of its own, because the peak of memory is that of the whole process.

use std::fs::File;
use std::io::Cursor;
use std::time::Instant;

use enishi_exchange::{
    Exported, Format, Mapping, Parser, ReadOptions, WriteOptions, open, write_csv, write_jsonl, write_xlsx,
};
use enishi_kind::{Body, Catalogue, Text, Value};
use enishi_kit::lang::Lang;

/// The greatest resident size of this process so far, in MiB (Linux).
fn peak_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

#[test]
fn many_rows_stream_long() {
    let many = enishi_testkit::rounds(30_000, 100_000);
    let registry = enishi_model::registry();
    let catalogue =
        Catalogue::new(registry.kinds().map(|kind| &kind.locales).chain([&enishi_model::LOCALES])).unwrap();
    let kind = registry.kind("organisation").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let words = "知的クラスター創成事業の成果を地域の企業へ橋渡しする組織です。".repeat(8);
    let record = |at: u32| -> Result<Exported, std::io::Error> {
        let body = Body::new()
            .with(
                "name",
                &Value::Text(Text::both(Lang::Ja, format!("組織{at}"), format!("Organisation {at}"))),
            )
            .with("aliases", &Value::Keywords(vec![format!("略称{at}"), format!("ORG{at}")]))
            .with("organisation_type", &Value::Choice("company".to_owned()))
            .with("prefecture", &Value::Choice("12".to_owned()))
            .with("city", &Value::Line("柏市".to_owned()))
            .with("description", &Value::Text(Text::one(Lang::Ja, format!("{at}{words}"))));
        Ok(Exported { reference: format!("organisation-{at:08}"), body })
    };
    let options = WriteOptions { kind, catalogue: &catalogue, lang: Lang::Ja, resolve: &|id| id.to_string() };
    for format in Format::ALL {
        let path = folder.path().join(format!("all.{}", format.ending()));
        let began = Instant::now();
        let file = File::create(&path).unwrap();
        let records = (0..many).map(record);
        let written = match format {
            Format::Xlsx => write_xlsx(file, &options, records),
            Format::Csv => write_csv(file, Some(&mut Cursor::new(Vec::new())), &options, records),
            Format::JsonLines => write_jsonl(file, &options, records),
        };
        assert_eq!(written.unwrap(), u64::from(many));
        let wrote = began.elapsed();
        let before = peak_mib();
        let began = Instant::now();
        let table = open(&path, &ReadOptions::of_kind(kind, &catalogue)).unwrap();
        let (mapping, _) = Mapping::guess(kind, &registry, &table.headers, &catalogue);
        let parser = Parser::new(&mapping, &table, kind, &registry, &catalogue).unwrap();
        let mut count = 0;
        for row in parser.rows(table) {
            assert_eq!(row.unwrap().problems, []);
            count += 1;
        }
        assert_eq!(count, many);
        let read = began.elapsed();
        let size = std::fs::metadata(&path).unwrap().len() >> 20;
        eprintln!(
            "{format:?}: {size} MiB, written in {wrote:?}, read in {read:?}, peak {:?} MiB",
            peak_mib()
        );
        if let (Some(before), Some(after)) = (before, peak_mib()) {
            assert!(after - before < 40, "{format:?}: reading raised the peak from {before} to {after} MiB");
            assert!(after < 200, "{format:?}: {after} MiB");
        }
    }
}
