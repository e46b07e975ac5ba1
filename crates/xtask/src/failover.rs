//! `cargo xtask failover`: the primary of PostgreSQL is killed with SIGKILL again and again, while four writers commit
//! through the program: whether an acknowledged commit is ever lost, and after how many seconds commits go on.
//!
//! Needs `apt-get install postgresql patroni etcd-server haproxy`. Not here: the settings, which are in `cluster`.

mod cluster;

use std::{
    collections::HashSet,
    path::Path,
    process::Command,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{Verdict, dist::output, say, serving, serving::Server};
use cluster::Cluster;

const WRITERS: usize = 4;
/// What is killed, in order: PostgreSQL alone, or the whole machine with it.
const ROUNDS: [bool; 6] = [false, true, false, true, false, true];
/// How long a writer waits after a refusal.
const PAUSE: Duration = Duration::from_millis(50);
/// How long commits may take to go on.
const PATIENCE: Duration = Duration::from_secs(180);
/// Commits after a failover that show that they go on.
const ENOUGH: usize = 20;

/// What the writers heard.
#[derive(Default)]
struct Heard {
    titles: HashSet<String>,
    moments: Vec<Instant>,
    refused: usize,
}

/// Runs all rounds and looks at everything at the end.
pub fn run(root: &Path, program: Option<&Path>) -> Verdict {
    let program = &serving::program(root, program)?;
    let mut cluster = Cluster::start()?;
    say("three nodes under Patroni, one of them a synchronous standby");
    let place = [
        "--database-url".to_owned(),
        cluster.url(),
        "--setting".to_owned(),
        format!("data_dir={}", cluster.path("index").display()),
    ];
    let (server, _) = Server::start(program, &place)?;
    let (heard, is_over) = (Mutex::new(Heard::default()), AtomicBool::new(false));
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (server, heard, is_over) = (&server, &heard, &is_over);
            scope.spawn(move || write_on(server, writer, heard, is_over));
        }
        let done = kill_all(&mut cluster, &heard);
        is_over.store(true, Ordering::Relaxed);
        done
    })?;
    let heard = heard.into_inner().unwrap_or_else(PoisonError::into_inner);
    let run = |words: &[&str]| output(Command::new(program).args(words).args(&place));
    let export = run(&["export", "seed", "--format", "jsonl"])?;
    let lost = heard.titles.iter().filter(|title| !export.contains(&format!("\"{title}\""))).count();
    run(&["verify"])?;
    server.stop()?;
    say(&format!(
        "{} kills: {} commits acknowledged, {} refused and not counted, {lost} lost; `enishi verify` is clean",
        ROUNDS.len(),
        heard.titles.len(),
        heard.refused
    ));
    Ok(lost == 0)
}

fn write_on(server: &Server, writer: usize, heard: &Mutex<Heard>, is_over: &AtomicBool) {
    for number in 0.. {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        let title = format!("Writer {writer} number {number}");
        let is_acknowledged = matches!(server.create(&title), Ok(true));
        let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        if is_acknowledged {
            heard.titles.insert(title);
            heard.moments.push(Instant::now());
        } else {
            heard.refused += 1;
            drop(heard);
            thread::sleep(PAUSE);
        }
    }
}

fn kill_all(cluster: &mut Cluster, heard: &Mutex<Heard>) -> Result<(), String> {
    for is_machine in ROUNDS {
        let primary = cluster.until_whole()?;
        let before = count(heard);
        until("commits before the kill", || count(heard) >= before + ENOUGH)?;
        let killed = Instant::now();
        cluster.kill(&primary, is_machine)?;
        until("another primary", || cluster.is_led_by_another(&primary))?;
        let led = killed.elapsed();
        let before = count(heard);
        until("commits after the kill", || count(heard) >= before + ENOUGH)?;
        let wait = longest_wait(heard, killed);
        let what = if is_machine { "PostgreSQL and its Patroni" } else { "PostgreSQL" };
        say(&format!(
            "{what} of the primary {primary} killed: another leads after {:.1} s, no commit for {:.1} s",
            led.as_secs_f64(),
            wait.as_secs_f64()
        ));
        cluster.start_killed()?;
    }
    cluster.until_whole().map(drop)
}

fn count(heard: &Mutex<Heard>) -> usize {
    heard.lock().unwrap_or_else(PoisonError::into_inner).titles.len()
}

/// The longest time without an acknowledgement since a moment.
fn longest_wait(heard: &Mutex<Heard>, since: Instant) -> Duration {
    let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
    let mut last = since;
    let mut longest = Duration::ZERO;
    for moment in heard.moments.iter().filter(|moment| **moment > since) {
        longest = longest.max(moment.duration_since(last));
        last = *moment;
    }
    longest
}

fn until(what: &str, mut holds: impl FnMut() -> bool) -> Result<(), String> {
    let begin = Instant::now();
    while !holds() {
        if begin.elapsed() > PATIENCE {
            return Err(format!("{what} did not come within {} s", PATIENCE.as_secs()));
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}
