//! The program `enishi`: arguments, validated settings, work, exit code. Each command is one module of `commands`.
//!
//! Not here: SQL, HTML, and decisions about records (those are in `enishi-app`).

mod args;
mod commands;
mod failure;
mod held;
mod log;
mod output;
mod place;
mod progress;
mod reading;
mod run;
mod session;
mod settings;
mod stops;
mod table;
mod usage;
mod words;

/// Imports make and drop millions of small values: with the system's allocator a quarter of their time goes there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    run::run()
}
