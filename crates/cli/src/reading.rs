//! The program as the reader of one document: bytes on the standard input, the reading as JSON on the standard output.
//! The server starts it for each file, under limits that hold whatever the file does. No command for people.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::ExitCode;

use enishi_app::READ_DOCUMENT;
use enishi_documents::{Limits, read_guarded};

/// Reads the document when this is what the process was started for: `enishi read-document -- NAME`.
pub(crate) fn answer(arguments: &[OsString]) -> Option<ExitCode> {
    let [_, word, _, name] = arguments else { return None };
    if word != READ_DOCUMENT {
        return None;
    }
    Some(match read(&name.to_string_lossy()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

fn read(name: &str) -> std::io::Result<()> {
    limit()?;
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    let reading = read_guarded(bytes, name, &Limits::default());
    std::io::stdout().lock().write_all(&serde_json::to_vec(&reading)?)
}

/// Memory and time of this process. The memory is what a file of 50 MB needs many times over, and far less than what
/// would trouble the server.
#[cfg(unix)]
fn limit() -> std::io::Result<()> {
    use rlimit::Resource;
    const MEMORY_BYTES: u64 = 4 << 30;
    const TIME_SECONDS: u64 = 40;
    rlimit::setrlimit(Resource::AS, MEMORY_BYTES, MEMORY_BYTES)?;
    rlimit::setrlimit(Resource::CPU, TIME_SECONDS, TIME_SECONDS)?;
    rlimit::setrlimit(Resource::CORE, 0, 0)
}

/// Elsewhere the time that the server waits is the limit.
#[cfg(not(unix))]
fn limit() -> std::io::Result<()> {
    Ok(())
}
