//! What rights cost, over HTTP, interleaved in one run over a register of 100,000 seeds:
//! `cargo bench -p enishi-web --bench authorisation`; `ENISHI_BENCH_ROWS` changes its size.
//!
//! 1. Pages for whoever keeps the whole register and has signed in (session, account, records about him, policies, tokens in
//!    every question) against the same pages for the operator within the program, of whom nothing is asked. Both see the
//!    same.
//! 2. Lists for somebody to whom 200 records were opened by name against the same lists for the public.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has nothing to report")]
#![expect(clippy::indexing_slicing, reason = "two connections, five fields")]

#[path = "shared/http.rs"]
mod http;

use std::io::{BufWriter, Write};
use std::net::SocketAddr;
use std::path::Path;

use enishi_app::accounts::{Arrival, Invitation};
use enishi_app::{App, Context, ImportRequest, MappingChoice};
use enishi_kit::lang::Lang;
use enishi_web::{Mode, Web};
use http::{Connection, open, quantile, serve};
use serde_json::{Value as Json, json};

/// The session by which the program within this one is the operator.
const INSIDER: &str = "operator-of-the-benchmark";
/// Records opened to one person by name.
const OPENED: usize = 200;
const ROUNDS: usize = 400;
/// The limit of a page with rights, in times the page without.
const RIGHTS: f64 = 1.1;
/// The limit of a list for whom 200 records were opened, in times the list of the public.
const LISTS: f64 = 1.5;

/// Somebody with an address and a session.
struct Somebody {
    title: &'static str,
    session: Option<String>,
}

fn main() {
    let rows = std::env::var("ENISHI_BENCH_ROWS").map_or(100_000, |text| text.parse().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (address, seed, keeper, neighbour) = runtime.block_on(start(folder.path(), rows));
    println!(
        "{rows} seeds, {OPENED} of them opened to the neighbour by name; {ROUNDS} requests each, interleaved"
    );

    let operator = Somebody { title: "operator", session: Some(INSIDER.to_owned()) };
    let keeper = Somebody { title: "who keeps the whole", session: Some(keeper) };
    let one = format!("/seeds/{seed}");
    let as_json = format!("/api/v1/seeds/{seed}");
    let pages = ["/", "/seeds", &one, &as_json, "/api/v1/seeds?limit=50"];
    compare(address, &pages, [&operator, &keeper], RIGHTS);

    let public = Somebody { title: "public", session: None };
    let neighbour = Somebody { title: "neighbour", session: Some(neighbour) };
    let lists = [
        "/seeds",
        "/seeds?sort=title",
        "/seeds?fields=life",
        "/api/v1/seeds?limit=100",
        "/api/v1/seeds?limit=100&sort=title",
        "/api/v1/seeds?limit=100&filter.fields=life",
    ];
    compare(address, &lists, [&public, &neighbour], LISTS);
}

/// A register with seeds, somebody who keeps it, and somebody to whom some seeds were opened.
async fn start(folder: &Path, rows: usize) -> (SocketAddr, String, String, String) {
    let app = open(folder.to_owned()).await;
    let shell = Context::operator("benchmark");
    let path = folder.join("seeds.jsonl");
    write_seeds(&path, rows);
    let request = ImportRequest {
        kind: "seed".to_owned(),
        path,
        file_name: "seeds.jsonl".to_owned(),
        sheet: None,
        header_row: None,
        mapping: MappingChoice::Find,
        columns: Vec::new(),
        set: Vec::new(),
    };
    let report = app.import_file(&shell, request, false, &()).await.unwrap();
    assert_eq!((report.problem_count, report.counts.added), (0, u64::try_from(rows).unwrap()));
    let keeper = person(&app, "編さん 係").await;
    let role = json!({"title": {"original": "ja", "ja": "全体の担当"}, "person": keeper, "role": "coordinator",
        "since": "2026-04-01"});
    make(&app, "role", &role).await;
    let neighbour = person(&app, "隣の 担当").await;
    let closed = [("disclosure".to_owned(), "coordinator".to_owned())];
    let closed = app.all(&shell, "seed", &closed).await.unwrap();
    for seed in closed.iter().take(OPENED) {
        let opened = json!([{"person": neighbour, "since": "2026-04-01", "reason": "見学のため"}]);
        let etag = app.find(&shell, "seed", &seed.reference).await.unwrap().etag;
        app.update(&shell, "seed", &seed.reference, Some(&etag), &[("opened".to_owned(), opened)])
            .await
            .unwrap();
    }
    let seed = closed.first().unwrap().reference.clone();
    let [keeper, neighbour] =
        [account(&app, "k@example.jp", &keeper).await, account(&app, "n@example.jp", &neighbour).await];
    let following = app.clone();
    tokio::spawn(async move { following.keep_up().await });
    let mut web = Web::new(app, Mode::Serve);
    web.insiders = vec![INSIDER.to_owned()];
    (serve(web).await, seed, keeper, neighbour)
}

/// Seeds of the usual size; one in 400 for those in charge and whom they name, the others public.
fn write_seeds(path: &Path, rows: usize) {
    let mut out = BufWriter::new(std::fs::File::create(path).unwrap());
    for number in 0..rows {
        let (a, b, c) = (number % 97, number % 31, number % 1_009);
        let field = ["life", "environment", "it", "nanotech", "manufacturing"][number % 5];
        let line = json!({
            "identifiers": [format!("kaken:{:02}K{:05}", 16 + number / 100_000, number % 100_000)],
            "title": {"ja": format!("固定化酵素反応器 {a} による希少糖 {c} の生産 {number}")},
            "keywords": [format!("酵素 {b}"), "希少糖", format!("reactor {a}")],
            "summary": {"ja": format!("酵素 {b} を固定化し、希少糖 {c} を連続して生産する。費用は従来の三分の一である。")},
            "fields": [field],
            "disclosure": if number % 400 == 7 { "coordinator" } else { "public" },
        });
        writeln!(out, "{line}").unwrap();
    }
    out.flush().unwrap();
}

async fn make(app: &App, kind: &str, fields: &Json) -> String {
    let fields: Vec<(String, Json)> = fields.as_object().unwrap().clone().into_iter().collect();
    app.create(&Context::operator("benchmark"), kind, &fields, None).await.unwrap().reference
}

async fn person(app: &App, name: &str) -> String {
    make(app, "person", &json!({"name": {"original": "ja", "ja": name}, "disclosure": "public"})).await
}

/// The session of a new account.
async fn account(app: &App, email: &str, person: &str) -> String {
    let invitation = Invitation { email, name: "", is_admin: false, person, language: Lang::Ja };
    let link = app.invite(&Context::operator("benchmark"), &invitation).await.unwrap().link.unwrap();
    let token = link.rsplit('/').next().unwrap();
    let here = Arrival::default();
    app.accept_invitation(token, email, "tangerine moves slowly", Lang::Ja, &here).await.unwrap().token
}

/// Asks each page for one and for the other in turn, and compares the medians.
fn compare(address: SocketAddr, pages: &[&str], [one, other]: [&Somebody; 2], limit: f64) {
    let connection = |who: &Somebody| Connection::open(address, "identity", who.session.as_deref());
    let mut connections = [connection(one), connection(other)];
    println!("\n| page | {}, p50 ms | {}, p50 ms | ratio (at most {limit}) |", one.title, other.title);
    println!("|---|---:|---:|---|");
    for page in pages {
        let mut times = [Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS)];
        for round in 0..ROUNDS + 20 {
            // In turn, so that neither always comes after the other.
            let order = if round % 2 == 0 { [0, 1] } else { [1, 0] };
            for who in order {
                let time = connections[who].get(page).0;
                if round >= 20 {
                    times[who].push(time);
                }
            }
        }
        let [base, asked] = [0, 1].map(|who| quantile(&mut times[who], 50));
        let ratio = asked / base;
        let holds = if ratio <= limit { "holds" } else { "MISSED" };
        println!("| {page} | {base:.3} | {asked:.3} | {ratio:.2} ({holds}) |");
    }
}
