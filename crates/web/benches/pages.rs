//! The first pages beside an empty page of the same server, over HTTP, interleaved in one run: `cargo bench -p enishi-web`.
//!
//! Time to the first byte of the answer, over one connection that stays open, as browsers keep theirs. Each page is asked
//! once before, so that it is remembered; what the first reader after a commit waits is printed too.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has nothing to report")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use enishi_app::{App, Context, Settings, parts::Location};
use enishi_kit::clock::{SystemClock, Zone};
use enishi_kit::ids::SystemIds;
use enishi_web::{Limits, Mode, router, serve};

/// The page with nothing on it but the frame.
const EMPTY: &str = "/help/keyboard";
const PAGES: [&str; 4] = ["/", "/?year=2003", "/tie-ups", "/clusters"];
const ROUNDS: usize = 2_000;
/// The limit of the first pages, in times the empty page.
const LIMIT: f64 = 3.0;
/// Octets of a page at most, fonts apart.
const SIZE: usize = 100_000;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let address = runtime.block_on(start(folder.path().to_owned()));
    for encoding in ["identity", "gzip"] {
        measure(address, encoding);
    }
}

async fn start(folder: std::path::PathBuf) -> SocketAddr {
    let app = App::open(Settings {
        location: Location::Folder(folder.clone()),
        folder,
        registry: Arc::new(enishi_model::registry()),
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds::default()),
        zone: Zone::default(),
        files: enishi_app::FileSettings::default(),
        catalogue: enishi_app::catalogue(
            &enishi_model::registry(),
            &[enishi_web::LOCALES, enishi_web::api::LOCALES],
        )
        .unwrap(),
    })
    .await
    .unwrap();
    app.load_samples(&Context::operator("benchmark")).await.unwrap();
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router(app, Mode::Serve), Limits::default(), std::future::pending()));
    address
}

fn measure(address: SocketAddr, encoding: &str) {
    let mut connection = Connection::open(address, encoding);
    let pages: Vec<&str> = std::iter::once(EMPTY).chain(PAGES).collect();
    let first: Vec<Duration> = pages.iter().map(|page| connection.get(page).0).collect();
    let mut times: Vec<Vec<Duration>> = pages.iter().map(|_| Vec::with_capacity(ROUNDS)).collect();
    let mut sizes = vec![0; pages.len()];
    for _ in 0..ROUNDS {
        for (place, page) in pages.iter().enumerate() {
            let (time, size) = connection.get(page);
            times.get_mut(place).unwrap().push(time);
            *sizes.get_mut(place).unwrap() = size;
        }
    }
    println!("\n{encoding}: {ROUNDS} requests each, interleaved");
    println!("| page | octets | first reader, ms | p50, ms | p99, ms | p99 against {EMPTY} |");
    println!("|---|---:|---:|---:|---:|---|");
    let empty = quantile(times.first_mut().unwrap(), 99);
    for (place, page) in pages.iter().enumerate() {
        let times = times.get_mut(place).unwrap();
        let (p50, p99) = (quantile(times, 50), quantile(times, 99));
        let (ratio, size) = (p99 / empty, *sizes.get(place).unwrap());
        let holds = if ratio <= LIMIT && size <= SIZE { "holds" } else { "MISSED" };
        let first = first.get(place).unwrap().as_secs_f64() * 1e3;
        println!(
            "| {page} | {size} | {first:.2} | {p50:.2} | {p99:.2} | {ratio:.2} (at most {LIMIT}: {holds}) |"
        );
    }
}

/// A quantile in milliseconds.
fn quantile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times.get(times.len() * percent / 100).unwrap().as_secs_f64() * 1e3
}

/// One connection that stays open.
struct Connection {
    stream: BufReader<TcpStream>,
    encoding: String,
}

impl Connection {
    fn open(address: SocketAddr, encoding: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream: BufReader::new(stream), encoding: encoding.to_owned() }
    }

    /// The time to the first byte of the answer, and the octets of its body.
    fn get(&mut self, page: &str) -> (Duration, usize) {
        let encoding = &self.encoding;
        let request =
            format!("GET {page} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encoding}\r\n\r\n");
        let begin = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        let time = begin.elapsed();
        assert!(line.starts_with("HTTP/1.1 200"), "{page}: {line}");
        let mut length = None;
        loop {
            let mut header = String::new();
            self.stream.read_line(&mut header).unwrap();
            let header = header.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = Some(value.trim().parse::<usize>().unwrap());
            }
        }
        let size = match length {
            Some(length) => {
                self.stream.read_exact(&mut vec![0; length]).unwrap();
                length
            }
            None => self.chunks(),
        };
        (time, size)
    }

    fn chunks(&mut self) -> usize {
        let mut size = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let length = usize::from_str_radix(line.trim(), 16).unwrap();
            self.stream.read_exact(&mut vec![0; length + 2]).unwrap();
            if length == 0 {
                return size;
            }
            size += length;
        }
    }
}
