//! The log: on the error stream, as text or JSON.
//!
//! It holds what our own code says, in closed words, codes, ids and counts. What libraries say stays out of it at every
//! level, because they quote what they were given: texts, addresses, statements.

use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::failure::Failure;
use crate::settings::{LogFormat, Settings};

/// Characters of base 32 in the id of an operation: 80 random bits.
pub(crate) const OPERATION_CHARS: usize = 16;

/// Begins the log.
pub(crate) fn start(settings: &Settings) -> Result<(), Failure> {
    let targets = Targets::new().with_target("enishi", settings.log);
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let log = match settings.log_format {
        LogFormat::Text => layer.boxed(),
        LogFormat::Json => layer.json().flatten_event(true).with_span_list(false).boxed(),
    };
    tracing_subscriber::registry().with(log.with_filter(targets)).try_init().map_err(Failure::internal)?;
    std::panic::set_hook(Box::new(report_panic));
    Ok(())
}

/// The place of a panic, without its sentence: that may quote a text.
fn report_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let backtrace = std::backtrace::Backtrace::capture();
    if backtrace.status() == std::backtrace::BacktraceStatus::Captured {
        tracing::error!(place, %backtrace, "panicked");
    } else {
        tracing::error!(place, "panicked");
    }
}
