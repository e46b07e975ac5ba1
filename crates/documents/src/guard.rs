//! Reading in a thread of its own, for programs that have no process to spare: a panic is a state, and nobody waits
//! longer than the limit. What a thread cannot hold (memory without end, a loop that never looks at the clock) a
//! process can; the server starts one for each file.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::media::Media;
use crate::reading::{Limits, Reading, Reason, read};

/// Deep nesting needs room, and running out of stack would end the whole program.
const STACK_BYTES: usize = 64 << 20;
/// How much longer than the reader's own limit it is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads the text of a document; whatever is in it, there is an answer.
#[must_use]
pub fn read_guarded(bytes: Vec<u8>, name: &str, limits: &Limits) -> Reading {
    let media = Media::of(&bytes, name);
    let (send, receive) = mpsc::channel();
    let (own_name, own_limits) = (name.to_owned(), *limits);
    let work = move || {
        let result = std::panic::catch_unwind(move || read(bytes, &own_name, &own_limits));
        let reading = result.unwrap_or_else(|_| Reading::unreadable(media, Reason::Damaged));
        // Nobody listens any more when it came too late.
        drop(send.send(reading));
    };
    if thread::Builder::new().name("document".to_owned()).stack_size(STACK_BYTES).spawn(work).is_err() {
        return Reading::unreadable(media, Reason::Slow);
    }
    match receive.recv_timeout(limits.time + PATIENCE) {
        Ok(reading) => reading,
        Err(mpsc::RecvTimeoutError::Timeout) => Reading::unreadable(media, Reason::Slow),
        Err(mpsc::RecvTimeoutError::Disconnected) => Reading::unreadable(media, Reason::Damaged),
    }
}
