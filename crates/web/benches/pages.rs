//! The first pages beside an empty page of the same server, over HTTP, interleaved in one run: `cargo bench -p enishi-web`.
//!
//! Time to the first byte of the answer, over one connection that stays open, as browsers keep theirs. Each page is asked
//! once before, so that it is remembered; what the first reader after a commit waits is printed too.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has nothing to report")]

#[path = "shared/http.rs"]
mod http;

use std::net::SocketAddr;
use std::time::Duration;

use enishi_app::Context;
use enishi_web::{Mode, Web};
use http::{Connection, open, quantile, serve};

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
    let app = open(folder).await;
    app.load_samples(&Context::operator("benchmark")).await.unwrap();
    serve(Web::new(app, Mode::Serve)).await
}

fn measure(address: SocketAddr, encoding: &str) {
    let mut connection = Connection::open(address, encoding, None);
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
