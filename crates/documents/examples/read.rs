//! Reads files and says how long it took: `cargo run --release -p enishi-documents --example read FILE..`
#![expect(clippy::print_stdout, reason = "an example that prints what it measures")]

use std::time::Instant;

use enishi_documents::{Limits, read_guarded};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let size = bytes.len();
        let began = Instant::now();
        let reading = read_guarded(bytes, &path, &Limits::default());
        let ms = began.elapsed().as_millis();
        println!("{path}\t{size} bytes\t{ms} ms\t{:?}\t{} bytes of text", reading.state, reading.text.len());
        if std::env::var_os("SHOW_TEXT").is_some() {
            println!("{}", reading.text);
        }
    }
    Ok(())
}
