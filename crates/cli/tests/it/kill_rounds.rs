//! `kill -9` of server, command and engine, again and again, while four writers commit and an import runs: no
//! acknowledged commit is missing, no batch is half there, what follows the log agrees.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use enishi_testkit::postgres::{self, Server};
use enishi_testkit::rounds;

use crate::browser::{Browser, start};
use crate::desk::{Desk, Running, seeds_from};

const WRITERS: usize = 4;
/// Rows of an import: it takes longer than the longest moment until a kill.
const ROWS: usize = 500;
/// Rounds on one register; then another is begun, so that looking at everything stays quick.
const ROUNDS_OF_A_REGISTER: u32 = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Victim {
    Server,
    Import,
    /// PostgreSQL with all its processes; of SQLite everything that has the file open, at once.
    Engine,
}

/// A register on one engine, and what is known of it.
struct Register {
    desk: Desk,
    postgres: Option<Server>,
    /// Titles of the commits that were acknowledged to a writer.
    acknowledged: HashSet<String>,
    /// Titles that writers sent without hearing whether they stand.
    unheard: HashSet<String>,
    /// By round: whether its import ended with 0.
    imports: HashMap<usize, bool>,
}

/// A server under way, and its operator.
struct Serving {
    running: Running,
    browser: Browser,
}

impl Register {
    fn new(postgres: Option<Server>) -> Self {
        let register = Self {
            desk: Desk::new(),
            postgres,
            acknowledged: HashSet::new(),
            unheard: HashSet::new(),
            imports: HashMap::new(),
        };
        if let Some(server) = &register.postgres {
            // Without fsync a kill would prove nothing about what is written before the answer.
            assert_eq!(server.ask("SHOW fsync").unwrap().trim(), "on");
        }
        register
    }

    /// Arguments with the address of the store.
    fn with_address(&self, args: &[&str]) -> Vec<String> {
        let mut words: Vec<String> = args.iter().map(|&word| word.to_owned()).collect();
        if let Some(server) = &self.postgres {
            let folder = server.folder().display();
            words.extend([
                "--database-url".to_owned(),
                format!("postgres:///postgres?host={folder}&user=postgres"),
            ]);
        }
        words
    }

    fn serve(&self) -> Serving {
        let args = self.with_address(&["serve", "--listen", "127.0.0.1:0"]);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (running, lines) = start(&self.desk, &args, 5);
        let mut browser = Browser::new(&lines[0]);
        browser.sign_in(&lines[1]);
        Serving { running, browser }
    }

    #[track_caller]
    fn ok(&self, args: &[&str]) -> String {
        let args = self.with_address(args);
        self.desk.ok(&args.iter().map(String::as_str).collect::<Vec<_>>()).out
    }

    /// One round: writers and an import under way, then the kill, then everything is looked at.
    fn round(&mut self, round: usize, victim: Victim, serving: Serving) -> Serving {
        let Serving { mut running, browser } = serving;
        let file = format!("{round}.jsonl");
        self.desk.file(&file, seeds_from(round * ROWS, ROWS));
        let args = self.with_address(&["import", "seed", &file, "--apply", "--format", "json"]);
        let is_over = AtomicBool::new(false);
        let heard = AtomicUsize::new(0);
        let (acknowledged, unheard) = (Mutex::new(HashSet::new()), Mutex::new(HashSet::new()));
        let import_is_done = std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (is_over, heard, browser) = (&is_over, &heard, &browser);
                let (acknowledged, unheard) = (&acknowledged, &unheard);
                scope.spawn(move || {
                    for number in 0.. {
                        let title = format!("Round {round} writer {writer} number {number}");
                        let is_heard = write(browser, &title);
                        let place = if is_heard { acknowledged } else { unheard };
                        place.lock().unwrap().insert(title);
                        heard.fetch_add(usize::from(is_heard), Ordering::Relaxed);
                        if !is_heard || is_over.load(Ordering::Relaxed) {
                            return;
                        }
                    }
                });
            }
            until("commits of the writers", || heard.load(Ordering::Relaxed) >= WRITERS);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let mut import = self.desk.start(&args);
            wait_for(&mut import, round);
            match victim {
                Victim::Import => assert_killed(&mut import),
                Victim::Server => assert_killed(&mut running),
                Victim::Engine => match &self.postgres {
                    Some(server) => server.kill().unwrap(),
                    None => {
                        assert_killed(&mut running);
                        drop(import.child.kill());
                    }
                },
            }
            is_over.store(true, Ordering::Relaxed);
            if let (Victim::Engine, Some(server)) = (victim, &mut self.postgres) {
                server.start_again().unwrap();
            }
            import.child.wait().unwrap().code() == Some(0)
        });
        self.acknowledged.extend(acknowledged.into_inner().unwrap());
        self.unheard.extend(unheard.into_inner().unwrap());
        self.imports.insert(round, import_is_done);
        let is_dead = running.child.try_wait().unwrap().is_some();
        let serving = if is_dead { self.serve() } else { Serving { running, browser } };
        until("being ready", || {
            let answer = serving.browser.get("/health/ready");
            answer.status == 200 && answer.json()["index"]["up_to_date"] == true
        });
        self.look(&serving.browser);
        serving
    }

    fn look(&mut self, browser: &Browser) {
        let mut rows: HashMap<usize, usize> = HashMap::new();
        let mut titles = HashSet::new();
        let export = self.ok(&["export", "seed", "--format", "jsonl"]);
        let total = export.lines().count();
        for line in export.lines() {
            let seed: serde_json::Value = serde_json::from_str(line).unwrap();
            let title = seed["title[en]"].as_str().unwrap().to_owned();
            match title.strip_prefix("Generated seed ").and_then(|rest| rest.split(' ').next()) {
                Some(number) => *rows.entry(number.parse::<usize>().unwrap() / ROWS).or_default() += 1,
                None => assert!(titles.insert(title), "it is there twice: {line}"),
            }
        }
        let lost: Vec<_> = self.acknowledged.difference(&titles).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        for title in &titles {
            assert!(
                self.acknowledged.contains(title) || self.unheard.contains(title),
                "nobody wrote {title}"
            );
        }
        for (round, is_done) in &self.imports {
            let found = rows.get(round).copied().unwrap_or(0);
            assert!(
                found == ROWS || (found == 0 && !is_done),
                "import {round}: {found} rows, done: {is_done}"
            );
        }
        // The index finds what was written; bitmaps count as the database does, which alone answers for a moment.
        let title = self.acknowledged.iter().max().unwrap();
        let body = serde_json::json!({ "text": title }).to_string();
        let answer = browser.send("POST", "/api/v1/matches", "application/json", body.as_bytes());
        let hits = answer.json()["items"].as_array().map_or(0, Vec::len);
        assert!(hits > 0, "{title}: {}", answer.body);
        let now = browser.get("/api/v1/seeds?limit=1&facets=true").json();
        let moment = jiff::Timestamp::now();
        let past = browser.get(&format!("/api/v1/seeds?limit=1&facets=true&known-at={moment}")).json();
        assert_eq!(now["total"], total);
        assert!(now["facets"].as_array().is_some_and(|facets| !facets.is_empty()), "{now}");
        assert_eq!((&now["total"], &now["facets"]), (&past["total"], &past["facets"]));
        self.ok(&["verify"]);
    }
}

/// Waits a moment that differs from round to round, now from the start of the import, now from the first rows read.
fn wait_for(import: &mut Running, round: usize) {
    use std::io::{BufRead as _, BufReader};

    let err = BufReader::new(import.child.stderr.take().unwrap());
    let (send, receive) = mpsc::channel();
    // It is read to the end, or the import would stand still on a full pipe.
    std::thread::spawn(move || {
        for _ in err.lines().map_while(Result::ok) {
            // Nobody listens any more once the round has gone on.
            let _is_heard = send.send(());
        }
    });
    if round.is_multiple_of(2) {
        let _has_begun = receive.recv_timeout(Duration::from_secs(30));
    }
    let until = Instant::now() + Duration::from_millis(u64::try_from(round * 7_919 % 500).unwrap());
    while receive.recv_timeout(until.saturating_duration_since(Instant::now())).is_ok() {}
}

fn assert_killed(running: &mut Running) {
    // An import may have ended already.
    if running.child.try_wait().unwrap().is_none() {
        running.signal("KILL");
    }
}

/// Whether a commit was acknowledged.
fn write(browser: &Browser, title: &str) -> bool {
    let fields = serde_json::json!({"title": {"original": "en", "en": title}, "disclosure": "public"});
    let body = serde_json::json!({ "fields": fields }).to_string();
    let answer = browser.try_send("POST", "/api/v1/seeds", "application/json", body.as_bytes());
    answer.is_ok_and(|answer| answer.status == 201)
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(60), "{what} did not happen");
        std::thread::yield_now();
    }
}

fn kill_again_and_again(mut register: impl FnMut() -> Register) {
    let all = rounds(10, 200);
    let mut killed = HashMap::new();
    for first in (0..all).step_by(usize::try_from(ROUNDS_OF_A_REGISTER).unwrap()) {
        let mut register = register();
        let mut serving = register.serve();
        for round in first..all.min(first + ROUNDS_OF_A_REGISTER) {
            let round = usize::try_from(round).unwrap();
            let victim = [Victim::Server, Victim::Import, Victim::Engine][round % 3];
            serving = register.round(round % 20, victim, serving);
            *killed.entry(format!("{victim:?}")).or_insert(0) += 1;
        }
        let whole = register.imports.values().filter(|is_done| **is_done).count();
        eprintln!(
            "{} rounds: {} commits acknowledged and found, {} unheard, {whole} imports done",
            register.imports.len(),
            register.acknowledged.len(),
            register.unheard.len()
        );
        assert_eq!(serving.running.signal("TERM"), Some(0));
    }
    eprintln!("killed {killed:?}");
}

#[test]
fn nothing_acknowledged_is_lost_on_sqlite_long() {
    kill_again_and_again(|| Register::new(None));
}

#[test]
fn nothing_acknowledged_is_lost_on_postgres_long() {
    if let Err(reason) = postgres::available() {
        eprintln!("kill rounds: {reason}");
        return;
    }
    kill_again_and_again(|| Register::new(Some(Server::start().unwrap())));
}
