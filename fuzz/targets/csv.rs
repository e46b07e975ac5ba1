//! CSV in UTF-8, CP932 and UTF-16, tabs and semicolons, and JSON Lines: the first byte says which name the file has.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let ending = match first % 3 {
        0 => ".csv",
        1 => ".tsv",
        _ => ".jsonl",
    };
    enishi_fuzz::read(rest, ending);
});
