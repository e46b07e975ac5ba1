//! Which process does a job: a name that no other process has, on whichever machine or in whichever container, and by which
//! processes that see each other know who is gone.
//!
//! `HOST:NUMBER:PLACE:BEGAN:OWN`. Two processes see each other where they have the same place: the same start of the machine and
//! the same numbering of processes. Containers with one host name have places of their own. A number that was given out
//! again belongs to a process that began at another time.

use std::path::Path;
use std::sync::LazyLock;

static OWN: LazyLock<String> = LazyLock::new(|| {
    let host = read("/proc/sys/kernel/hostname");
    let number = std::process::id();
    let began = began(number).unwrap_or_default();
    format!("{}:{number}:{}:{began}:{:08x}", host.replace(':', "-"), place(), rand::random::<u32>())
});

/// The name of this process, for as long as it lives.
pub(super) fn own() -> &'static str {
    &OWN
}

/// The name for people: machine and number.
pub(super) fn shown(name: &str) -> String {
    name.split(':').take(2).collect::<Vec<_>>().join(":")
}

/// Whether a process is known to be gone: it was one that this process would see.
pub(super) fn is_gone(name: &str) -> bool {
    let (Some((_, number, place, then)), Some((_, _, here, _))) = (parts(name), parts(&OWN)) else {
        return false;
    };
    place == here && !here.is_empty() && number.parse().ok().and_then(began).as_deref() != Some(then)
}

/// Host, number, place and beginning.
fn parts(name: &str) -> Option<(&str, &str, &str, &str)> {
    let mut parts = name.split(':');
    let found = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    parts.next().map(|_| found)
}

/// Where numbers of processes mean the same; empty where the system does not say.
fn place() -> String {
    let Ok(numbering) = std::fs::read_link("/proc/self/ns/pid") else { return String::new() };
    let numbering = numbering.to_string_lossy().replace(|sign: char| !sign.is_ascii_digit(), "");
    let started = read("/proc/sys/kernel/random/boot_id");
    if started.is_empty() || numbering.is_empty() { String::new() } else { format!("{started}.{numbering}") }
}

/// When a process began, in ticks since the start of the machine; `None` where there is none.
///
/// Source: Linux, proc_pid_stat(5): the 22nd field; the second may hold anything and ends with the last parenthesis.
fn began(number: u32) -> Option<String> {
    let stat = std::fs::read_to_string(Path::new("/proc").join(number.to_string()).join("stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(19).map(ToOwned::to_owned)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn only_a_process_that_would_be_seen_is_known_to_be_gone() {
        assert!(!is_gone(own()), "{}", own());
        let (host, number, place, began) = parts(own()).unwrap();
        let name = |number: &str, place: &str, began: &str| format!("{host}:{number}:{place}:{began}:0");
        // Above the highest process number of Linux (4,194,304), so no process has it.
        assert!(is_gone(&name("4999999", place, began)));
        // The number was given out again: to a process that began later.
        assert!(is_gone(&name(number, place, "1")));
        // Another container of the same machine, or the same machine before it was started again.
        let (boot, numbering) = place.split_once('.').unwrap();
        assert!(!is_gone(&name("4999999", &format!("{boot}.1"), began)));
        assert!(!is_gone(&name("4999999", &format!("0.{numbering}"), began)));
        // A name of an earlier program says too little.
        assert!(!is_gone(&format!("{host}:4999999")));
        assert_eq!(shown(own()), format!("{host}:{number}"));
    }
}
