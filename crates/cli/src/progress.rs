//! How long work shows itself: a bar with rate and remaining time on a terminal, a line of JSON per step for programs.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};

use enishi_app::parts::VerifyStep;
use enishi_app::{Progress, ProgressStep};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::tell;
use crate::words::Words;

/// The phases of long work.
const PHASES: [&str; 9] = [
    "reading",
    "checking",
    "writing",
    "indexing",
    "verify-engine",
    "verify-log",
    "verify-records",
    "verify-files",
    "backup",
];

/// How steps are told.
enum Mode {
    Bar { bar: ProgressBar, phase: Mutex<&'static str> },
    Json,
    Quiet,
}

/// Tells the steps of long work on the error stream.
pub(crate) struct Reporter {
    mode: Mode,
    /// The phases in the language of the run.
    names: Vec<(&'static str, String)>,
}

impl Reporter {
    /// `is_json` asks for lines of JSON; otherwise a terminal gets a bar and a file gets nothing.
    pub(crate) fn new(words: &Words, is_json: bool) -> Self {
        let names = PHASES.map(|phase| (phase, words.word(&format!("cli-progress-{phase}")))).to_vec();
        let mode = if is_json {
            Mode::Json
        } else if std::io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
            Mode::Bar { bar, phase: Mutex::new("") }
        } else {
            Mode::Quiet
        };
        Self { mode, names }
    }

    /// A step of building the index: commits done and all.
    pub(crate) fn index(&self, done: i64, all: i64) {
        self.tell("indexing", u64::try_from(done).unwrap_or(0), u64::try_from(all).ok());
    }

    /// A step of verifying.
    pub(crate) fn verify(&self, step: VerifyStep, done: u64, all: u64) {
        let phase = match step {
            VerifyStep::Engine => "verify-engine",
            VerifyStep::Log => "verify-log",
            VerifyStep::Records => "verify-records",
            VerifyStep::Blobs => "verify-files",
        };
        self.tell(phase, done, Some(all));
    }

    /// A step of making or reading a backup: lines done and all.
    pub(crate) fn backup(&self, done: u64, all: u64) {
        self.tell("backup", done, Some(all));
    }

    /// Takes the bar away, before results are written.
    pub(crate) fn finish(&self) {
        if let Mode::Bar { bar, .. } = &self.mode {
            bar.finish_and_clear();
        }
    }

    fn tell(&self, phase: &'static str, done: u64, all: Option<u64>) {
        match &self.mode {
            Mode::Quiet => {}
            Mode::Json => {
                tell(&format!("{}\n", serde_json::json!({"step": phase, "done": done, "total": all})));
            }
            Mode::Bar { bar, phase: shown } => {
                let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
                if *shown != phase {
                    *shown = phase;
                    bar.reset();
                    bar.set_style(style(all.is_some()));
                    let name = self.names.iter().find(|(of, _)| *of == phase);
                    bar.set_message(name.map(|(_, name)| name.clone()).unwrap_or_default());
                }
                if let Some(all) = all {
                    bar.set_length(all.max(done));
                }
                bar.set_position(done);
            }
        }
    }
}

fn style(has_total: bool) -> ProgressStyle {
    let template = if has_total {
        "{msg} {wide_bar} {human_pos}/{human_len} {per_sec} {eta}"
    } else {
        "{msg} {spinner} {human_pos} {per_sec} {elapsed}"
    };
    // The templates are constants that a test reads; the default style is as good as any if they were wrong.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Reporter {
    fn step(&self, step: ProgressStep) {
        match step {
            ProgressStep::Reading(done, all) => self.tell("reading", done, all),
            ProgressStep::Checking(done, all) => self.tell("checking", done, Some(all)),
            ProgressStep::Writing(done, all) => self.tell("writing", done, Some(all)),
        }
    }
}

impl Drop for Reporter {
    fn drop(&mut self) {
        self.finish();
    }
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressStyle;

    #[test]
    fn the_templates_of_the_bar_are_right() {
        for template in [
            "{msg} {wide_bar} {human_pos}/{human_len} {per_sec} {eta}",
            "{msg} {spinner} {human_pos} {per_sec} {elapsed}",
        ] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
